"""What a table goes through before a network sees it: as scikit-learn does it, from the rows that
are learnt from alone, and kept with the network for new rows."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from diynn.data.columns import CATEGORY, NUMBER, Column
from diynn.data.dataset import Dataset
from diynn.data.fitted import Fitted, fitted_from_record, fitted_of
from diynn.data.preparation import FILLS
from diynn.data.scaling import SCALINGS, TARGET_SCALINGS
from diynn.data.sources import Penguins, UserFile
from diynn.data.sources.table import read_table
from diynn.design.advice import for_table
from diynn.design.design import (
    FITTED_ON,
    WHOLE_PART,
    Design,
    View,
    design_from_record,
    design_to_record,
    prepared,
    record_of_version_1,
)
from diynn.errors import DataError, FileError, SettingError
from diynn.storage.model_file import load, redesigned, resumed, save, snapshot
from diynn.training.training import Training, train
from diynn.tuning.cross_validation import deal_folds, without_fold

Cells = dict[str, list[Any]]
TOWNS = ("Brest", "Lyon", "Nantes", "Paris")
NUMBERS, TEXTS = ("n", "area", "floor", "same"), ("town", "door")
STRATEGIES = {"median": "median", "mean": "mean", "most frequent": "most_frequent",
              "leave out": "median"}  # fmt: skip


def rows(count: int, seed: int, towns: tuple[str, ...] = TOWNS) -> Cells:
    """Cells as people have them: numbers and texts, some empty, and a column that never changes."""
    dice = np.random.default_rng(seed)

    def some(cells: list[Any]) -> list[Any]:
        return [None if dice.random() < 0.12 else cell for cell in cells]

    return {
        "n": list(range(count)),
        "town": some([str(dice.choice(towns)) for _ in range(count)]),
        "area": some([float(f"{dice.normal(70, 25):.3f}") for _ in range(count)]),
        "door": some([str(dice.choice(["left", "right"])) for _ in range(count)]),
        "floor": some([int(dice.integers(0, 6)) for _ in range(count)]),
        "same": [5] * count,
    }


def table(path: Path, cells: Cells, seed: int = 0) -> Path:
    """A file of these cells, with a price behind them."""
    dice = np.random.default_rng(seed)
    lines = [",".join([*cells, "price"])]
    for row in zip(*cells.values(), strict=True):
        price = 3000 * (row[2] or 70) + dice.normal(0, 9000)
        lines.append(",".join(["" if one is None else str(one) for one in row] + [f"{price:.1f}"]))
    path.write_text("\n".join(lines) + "\n")
    return path


def own(path: Path, view: View, validation: float = 0.0, **more: Any) -> Design:
    design = for_table(UserFile(str(path), **more))
    run = replace(design.run, validation=validation, epochs=1)
    return replace(design, view=view, run=run)


def learnt_rows(dataset: Dataset, share: float) -> list[int]:
    """Which rows of the file are learnt from: the column “n” counts them."""
    places = dataset.learnt_and_judging(share)[0]
    return [int(n) for n in dataset.train.x[places, dataset.features.index("n")]]


def theirs(cells: Cells, wanted: list[int], fill: str, scaling: str) -> Any:
    """scikit-learn's own pipeline, fitted to these rows."""
    from sklearn.compose import ColumnTransformer
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import (
        FunctionTransformer,
        MinMaxScaler,
        OneHotEncoder,
        RobustScaler,
        StandardScaler,
    )

    texts = make_pipeline(
        SimpleImputer(strategy="most_frequent", missing_values=None),
        OneHotEncoder(handle_unknown="ignore", sparse_output=False),
    )
    numbers = SimpleImputer(strategy=STRATEGIES[fill])
    columns = ColumnTransformer([
        (name, texts if name in TEXTS else numbers, [place]) for place, name in enumerate(cells)
    ])  # fmt: skip
    scale = {
        "given": FunctionTransformer(), "0 to 1": MinMaxScaler(),
        "-1 to 1": MinMaxScaler((-1, 1)), "standard": StandardScaler(), "robust": RobustScaler(),
    }[scaling]  # fmt: skip
    return make_pipeline(columns, scale).fit(matrix(cells, wanted))


def matrix(cells: Cells, wanted: list[int] | None = None) -> Any:
    columns = [
        [np.nan if one is None and name in NUMBERS else one for one in cells[name]]
        for name in cells
    ]  # fmt: skip
    whole = np.array(columns, object).T
    return whole if wanted is None else whole[wanted]


# --- as scikit-learn ----------------------------------------------------------------------------


@pytest.mark.parametrize("scaling", SCALINGS)
@pytest.mark.parametrize("fill", FILLS)
@pytest.mark.parametrize("validation", [0.0, 0.3])
def test_a_saved_network_prepares_new_rows_as_scikit_learn_would(
    tmp_path: Path, scaling: str, fill: str, validation: float
) -> None:
    cells = rows(120, seed=1)
    path = table(tmp_path / "flats.csv", cells)
    design = own(path, View(scaling=scaling, targets="standard"), validation, empty=fill)
    dataset = design.source.load()
    training = Training(design, dataset)
    save(tmp_path / "net.diynn", snapshot(training, dataset))
    path.unlink()
    kept = load(tmp_path / "net.diynn").preparation
    assert kept is not None
    pipeline = theirs(cells, learnt_rows(dataset, validation), fill, scaling)
    # Empty cells, towns that nobody knows, and columns in another order.
    new = rows(60, seed=2, towns=(*TOWNS, "Rennes", "Caen"))
    wanted = np.asarray(pipeline.transform(matrix(new)), float)
    shuffled = {name: new[name] for name in reversed(new)}
    for given in (new, shuffled, new | {"other": [0] * 60}):
        np.testing.assert_allclose(kept.apply(given), wanted, rtol=2e-5, atol=2e-6)
    again = table(tmp_path / "new.csv", new)
    found = kept.apply(read_table(again, kinds=kept.kinds))
    np.testing.assert_allclose(found, wanted, rtol=2e-5, atol=2e-6)
    # What the network has learnt from is the same.
    mine = np.asarray(pipeline.transform(matrix(cells, [int(n) for n in dataset.test.x[:, 0]])))
    np.testing.assert_allclose(training.data.test.x, mine.astype(float), rtol=2e-5, atol=2e-6)


@pytest.mark.parametrize("scaling", TARGET_SCALINGS)
def test_values_come_back_in_their_own_units(tmp_path: Path, scaling: str) -> None:
    from sklearn.preprocessing import MinMaxScaler, RobustScaler, StandardScaler

    path = table(tmp_path / "flats.csv", rows(90, seed=3))
    design = own(path, View(scaling="standard", targets=scaling))
    dataset = design.source.load()
    data = prepared(design, dataset)
    kept = fitted_of(data)
    assert kept is not None
    assert kept.target == "price"
    classes = {"standard": StandardScaler, "0 to 1": MinMaxScaler, "robust": RobustScaler}
    prices = dataset.train.targets.astype(np.float64)
    if scaling in classes:
        np.testing.assert_allclose(
            data.train.targets, classes[scaling]().fit_transform(prices), rtol=1e-4, atol=1e-6
        )
    for back in (kept.in_target_units, data.in_target_units):
        np.testing.assert_allclose(back(data.train.targets), prices, rtol=1e-5)


@pytest.mark.parametrize("fitted_on", FITTED_ON)
def test_columns_of_their_own_kind(tmp_path: Path, fitted_on: str) -> None:
    cells = rows(100, seed=4)
    path = table(tmp_path / "flats.csv", cells)
    own_scales = (("area", "robust"), ("floor", "given"), ("town", "given"))
    design = own(
        path, View(scaling="0 to 1", scalings=own_scales, fitted_on=fitted_on),
        empty="mean", fills=(("area", "most frequent"), ("floor", "leave out")),
    )  # fmt: skip
    dataset = design.source.load()
    assert len(dataset.train) + len(dataset.test) == sum(one is not None for one in cells["floor"])
    learnt = learnt_rows(dataset, 0)
    kept = fitted_of(prepared(design, dataset))
    assert kept is not None
    new = rows(40, seed=5)
    found = kept.apply(new)
    for name, fill, scaling in (
        ("area", "most frequent", "robust"), ("floor", "median", "given"), ("n", "mean", "0 to 1"),
    ):  # fmt: skip
        wanted = theirs({name: cells[name]}, learnt, fill, scaling).transform(
            matrix({name: new[name]})
        )
        place = dataset.features.index(name)
        np.testing.assert_allclose(
            found[:, [place]], np.asarray(wanted, float), rtol=2e-5, atol=2e-6
        )
    town = dataset.features.index("town = Lyon")
    assert set(found[:, town].tolist()) == {0.0, 1.0}


def test_what_is_wrong_with_new_rows_is_reported(tmp_path: Path) -> None:
    design = own(table(tmp_path / "flats.csv", rows(60, seed=6)), View(scaling="standard"))
    kept = fitted_of(prepared(design, design.source.load()))
    assert kept is not None
    new = rows(5, seed=7)
    with pytest.raises(DataError, match="“area” is missing"):
        kept.apply({name: cells for name, cells in new.items() if name != "area"})
    with pytest.raises(DataError, match="“area” has texts"):
        kept.apply(new | {"area": ["large"] * 5})
    with pytest.raises(DataError, match="equally long"):
        kept.apply(new | {"area": [1.0]})
    # Numbers that are written as texts are numbers, and numbers may be categories.
    texts = [None if one is None else str(one) for one in new["area"]]
    np.testing.assert_array_equal(kept.apply(new | {"area": texts}), kept.apply(new))
    assert kept.apply([Column(name, np.zeros(0)) for name in new]).shape == (0, len(kept.shift))


# --- from the rows that are learnt from alone ---------------------------------------------------


def changed(cells: Cells, row: int) -> Cells:
    """The same rows, one of which has another value in each column."""
    other = {name: list(column) for name, column in cells.items()}
    for name, value in (("area", 1e6), ("floor", -1000), ("town", "Mars"), ("door", "none")):
        other[name][row] = value
    return other


def fitted_to(design: Design) -> Fitted:
    found = fitted_of(prepared(design, design.source.load()))
    assert found is not None
    return found


def numbers_of(fitted: Fitted) -> dict[str, Any]:
    """What was worked out, by the feature that it is for; of categories the known ones."""
    known = [
        name for one in fitted.preparation.columns for name in one.features
        if name.removeprefix(f"{one.name} = ") not in one.unseen
    ]  # fmt: skip
    features = fitted.preparation.features
    scale = dict(zip(features, zip(fitted.shift, fitted.factor, strict=True), strict=True))
    fills = {one.name: (one.fill, one.fill_text) for one in fitted.preparation.columns}
    return {name: scale[name] for name in known} | {"fills": fills, "middle": fitted.middle}


@pytest.mark.parametrize("fill", ["median", "mean", "most frequent"])
def test_a_value_that_only_judges_moves_nothing(tmp_path: Path, fill: str) -> None:
    cells = rows(100, seed=8)
    view = View(scaling="standard", targets="standard")
    path = table(tmp_path / "flats.csv", cells)
    design = own(path, view, 0.3, empty=fill)
    before, dataset = numbers_of(fitted_to(design)), design.source.load()
    learnt, judging = dataset.learnt_and_judging(0.3)
    for part, places, moves in (
        (dataset.train, judging, False), (dataset.test, np.arange(1), False),
        (dataset.train, learnt, True),
    ):  # fmt: skip
        row = int(part.x[places[0], 0])
        table(path, changed(cells, row))
        assert (numbers_of(fitted_to(design)) != before) is moves
    # Designs from before went by the whole training part.
    row = int(dataset.train.x[judging[0], 0])
    old = replace(design, view=replace(view, fitted_on=WHOLE_PART))
    table(path, cells)
    whole = numbers_of(fitted_to(old))
    table(path, changed(cells, row))
    assert numbers_of(fitted_to(old)) != whole


def test_each_fold_is_fitted_to_its_own_training_part(tmp_path: Path) -> None:
    cells = rows(80, seed=9)
    path = table(tmp_path / "flats.csv", cells)
    design = own(path, View(scaling="standard", targets="standard"))
    dataset = design.source.load()
    folds = deal_folds(dataset.train.targets, 4, 0)

    def of_fold(places: Any, data: Dataset) -> dict[str, Any]:
        found = fitted_of(prepared(design, without_fold(data, places)))
        assert found is not None
        return numbers_of(found)

    before = [of_fold(places, dataset) for places in folds]
    assert before[0] != before[1]
    row = int(dataset.train.x[folds[0][0], 0])
    table(path, changed(cells, row))
    other = design.source.load()
    assert [of_fold(places, other) == one for places, one in zip(folds, before, strict=True)] == [
        True, False, False, False,
    ]  # fmt: skip
    # As scikit-learn prepares the same rows.
    left = without_fold(dataset, folds[0])
    learnt = [int(n) for n in left.train.x[:, 0]]
    wanted = theirs(cells, learnt, "median", "standard").transform(
        matrix(cells, [int(n) for n in left.test.x[:, 0]])
    )
    found = prepared(design, left).test.x
    np.testing.assert_allclose(found, np.asarray(wanted, float), rtol=2e-5, atol=2e-6)


def test_a_fold_with_all_the_empty_cells_is_filled_by_the_others(tmp_path: Path) -> None:
    cells = rows(60, seed=12)
    cells["area"] = [float(n) for n in range(60)]
    path = table(tmp_path / "flats.csv", cells)
    design = own(path, View(scaling="given"))
    dataset = design.source.load()
    fold = deal_folds(dataset.train.targets, 4, 0)[0]
    for number, row in enumerate(dataset.train.x[fold, 0].astype(int)):
        cells["area"][row] = 1e6 if number % 2 else None
    table(path, cells)
    left = without_fold(design.source.load(), fold)
    place = left.features.index("area")
    middle = float(np.median(left.train.x[:, place]))
    found = set(prepared(design, left).test.x[:, place].tolist())
    assert found == {middle, 1e6}
    assert set(left.test.x[:, place].tolist()) != found


def test_another_validation_part_while_a_training_goes_on(tmp_path: Path) -> None:
    design = own(table(tmp_path / "flats.csv", rows(90, seed=10)), View(scaling="standard"))
    dataset = design.source.load()
    training = Training(design, dataset)
    list(train(training))
    held = replace(design, run=replace(design.run, validation=0.25, epochs=2))
    training.adopt(held)
    assert training.fitted == fitted_of(prepared(held, dataset))
    assert training.data is prepared(held, dataset)
    list(train(training))
    # Saved and gone on with, it is the same.
    assert training.history[-1].validation_loss is not None
    again = resumed(redesigned(snapshot(training, dataset), held), dataset)
    np.testing.assert_array_equal(again.data.train.x, training.data.train.x)
    assert again.fitted == training.fitted


# --- files --------------------------------------------------------------------------------------


def test_tables_of_earlier_versions_are_seen_as_they_were() -> None:
    design = replace(
        for_table(Penguins()), view=View(scaling="standard", fitted_on=WHOLE_PART),
    )  # fmt: skip
    design = replace(design, run=replace(design.run, validation=0.2))
    record = json.loads(json.dumps(design_to_record(design)))
    assert record["source"] == {"kind": "Penguins", "target": "species"}
    assert set(record["view"]) == {"kind", "shape", "scaling", "goal"}
    assert design_from_record(record) == design
    dataset = design.source.load()
    seen = prepared(design, dataset)
    np.testing.assert_array_equal(seen.train.x, dataset.scaled("standard").train.x)
    # A network of today says what it goes by, and a hash that was taken before stays the same.
    new = replace(design, view=View(scaling="standard"))
    assert design_from_record(json.loads(json.dumps(design_to_record(new)))) == new
    assert "fitted_on" not in record_of_version_1(design)["view"]
    assert record_of_version_1(new) != record_of_version_1(design)


def test_every_choice_for_single_columns_is_kept(tmp_path: Path) -> None:
    source = UserFile("a.csv", fills=(("b", "mean"), ("a", "leave out")), split="in order")
    view = View(scalings=(("z", "robust"), ("a", "given")), scaling="robust")
    design = replace(for_table(source), view=view)
    back = design_from_record(json.loads(json.dumps(design_to_record(design))))
    assert back == design
    assert isinstance(back.source, UserFile)
    assert back.source.fills == (("a", "leave out"), ("b", "mean"))
    with pytest.raises(SettingError):
        View(scalings=(("a", "huge"),))
    with pytest.raises(SettingError):
        UserFile(fills=(("a", "guess"),))
    with pytest.raises(SettingError):
        View(scalings=(("a",),))  # type: ignore[arg-type]


def test_a_preparation_that_was_garbled_is_refused(tmp_path: Path) -> None:
    design = own(table(tmp_path / "flats.csv", rows(60, seed=11)), View(scaling="standard"))
    dataset = design.source.load()
    whole = snapshot(Training(design, dataset), dataset)
    assert whole.preparation is not None
    record = json.loads(json.dumps(whole.preparation.to_record()))
    assert fitted_from_record(record) == whole.preparation
    kinds = whole.preparation.kinds
    assert {kinds[name] for name in NUMBERS} == {NUMBER}
    assert {kinds[name] for name in TEXTS} == {CATEGORY}
    spoiled: list[Any] = []
    for key, value in itertools.product(record, (None, 3, "x", [None], [float("nan")], [{}])):
        if value != record[key] and not (key == "target" and value == "x"):
            spoiled.append(record | {key: value})
    spoiled += [
        record | {"columns": [column | {key: {} if key == "fill" else 7.5}]}
        for column in record["columns"] for key in column
    ]  # fmt: skip
    spoiled.append(record | {"shift": record["shift"][1:]})
    for one in spoiled:
        with pytest.raises((KeyError, TypeError, ValueError)):
            fitted_from_record(one)
    wrong = replace(whole, preparation=replace(whole.preparation, target="x" * 5))
    save(tmp_path / "a.diynn", wrong)
    assert load(tmp_path / "a.diynn").preparation == wrong.preparation
    save(tmp_path / "b.diynn", replace(wrong, input_shape=(3,)))
    with pytest.raises(FileError):
        load(tmp_path / "b.diynn")


def test_other_data_has_no_preparation(tmp_path: Path) -> None:
    from diynn.data.sources import Moons
    from diynn.storage.recipes import recipe

    design = replace(recipe("moons"), source=Moons(samples=40))
    dataset = design.source.load()
    save(tmp_path / "a.diynn", snapshot(Training(design, dataset), dataset))
    assert load(tmp_path / "a.diynn").preparation is None
