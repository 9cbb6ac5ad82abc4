"""Networks from Python: what the docstrings show, and that predictions are those of the window."""

from __future__ import annotations

import doctest
import importlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import diynn
from diynn import Design, Model, load, train
from diynn.data.sources.user_file import UserFile
from diynn.design.design import View, prepared
from diynn.errors import DataError, DiynnError, FileError
from diynn.inference.model import dataset_of_arrays, train_on
from diynn.inference.processing import note_of
from diynn.layers import Linear, Tanh
from diynn.network.losses import MSE
from diynn.network.metrics import predicted_classes
from diynn.storage.model_file import save, save_recipe
from diynn.storage.recipes import recipe

SMALL = ("moons", "iris", "wine", "penguins", "penguins-weight", "diabetes", "digits-autoencoder",
         "digits-conv2d")  # fmt: skip


@pytest.mark.parametrize("name", ["diynn", "diynn.inference.model", "diynn.sklearn"])
def test_docstrings_show_what_happens(name: str) -> None:
    found = doctest.testmod(importlib.import_module(name))
    assert found.attempted > 3
    assert found.failed == 0


def test_public_names_are_there() -> None:
    for name in diynn.__all__:
        assert getattr(diynn, name) is not None
    with pytest.raises(AttributeError):
        _ = diynn.nothing  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def models() -> dict[str, Model]:
    """The small recipes, each after an epoch or two."""
    return {name: train(name, epochs=2) for name in SMALL}


@pytest.mark.parametrize("name", SMALL)
def test_predictions_of_samples_as_read_are_those_of_prepared_ones(
    name: str, models: dict[str, Model]
) -> None:
    model = models[name]
    raw = model.design.source.load()
    data = prepared(model.design, raw)
    outputs = model.network.predict(data.test.x)
    np.testing.assert_allclose(model.outputs(raw.test.x), outputs, rtol=1e-5, atol=1e-6)
    answers = model.predict(raw.test.x)
    if model.design.reconstructs:
        assert answers.shape == raw.test.x.shape
        again = model.processing.network_inputs(answers)
        np.testing.assert_allclose(again, outputs.reshape(again.shape), rtol=1e-4, atol=1e-5)
    elif raw.classes:
        wanted = np.array(raw.classes, object)[predicted_classes(outputs)]
        assert np.mean(answers == wanted) > 0.99
        p = model.probabilities(raw.test.x)
        assert p.shape == (len(answers), len(raw.classes))
        np.testing.assert_allclose(p.sum(axis=1), 1, rtol=1e-5)
    else:
        np.testing.assert_allclose(answers, data.in_target_units(outputs), rtol=1e-4)


@pytest.mark.parametrize("name", SMALL)
def test_a_saved_network_predicts_the_same(
    name: str, models: dict[str, Model], tmp_path: Path
) -> None:
    model = models[name]
    model.save(tmp_path / "net.diynn")
    again = load(tmp_path / "net.diynn")
    x = model.design.source.load().test.x
    np.testing.assert_array_equal(again.predict(x), model.predict(x))
    assert again.classes == model.classes
    assert again.history == model.history


def test_arrays_train_and_predict_without_any_file(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(50.0, 10.0, (200, 3))
    y = x @ [1.0, -2.0, 0.5] + 1000
    design = Design(
        view=View(scaling="standard", targets="standard"), layers=(Linear(8), Tanh(), Linear(1)),
        loss=MSE(),
    )  # fmt: skip
    seen: list[int] = []
    model = train(design, (x, y), epochs=60, report=lambda one: seen.append(one.epoch))
    assert seen == list(range(1, 61))
    assert np.corrcoef(model.predict(x)[:, 0], y)[0, 1] > 0.98
    # All that was worked out from the arrays is in the file.
    model.save(tmp_path / "net.diynn")
    np.testing.assert_array_equal(load(tmp_path / "net.diynn").predict(x), model.predict(x))


def test_early_stopping_takes_the_best_weights() -> None:
    design = recipe("iris")
    run = replace(design.run, validation=0.2, patience=3, epochs=200)
    model = train(replace(design, run=run))
    assert len(model.history) < 200
    best = model.saved.record["best_epoch"]
    until = replace(run, patience=0, epochs=best)
    # Trained up to the best epoch alone, it has the same weights.
    there = train_on(replace(design, run=until), design.source.load())
    np.testing.assert_array_equal(
        model.network.weight_vector, there.network.weight_vector
    )


def test_tables_of_pandas_are_read_by_their_names() -> None:
    import pandas as pd

    model = train("penguins", epochs=2)
    raw = pd.read_csv(Path(__file__).resolve().parents[2] / "data" / "penguins.csv")
    names = [column.name for column in model.processing.preparation.columns]  # type: ignore[union-attr]
    assert set(names) <= set(raw.columns)
    shuffled = raw[list(reversed(raw.columns))]
    np.testing.assert_array_equal(model.predict(shuffled), model.predict(raw))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: train("moons", epochs=1).predict([[1.0, 2.0, 3.0]]), "samples of 2"),
        (lambda: train("moons", epochs=1).predict([["a", "b"]]), "no numbers"),
        (lambda: train("diabetes", epochs=1).probabilities(np.zeros((1, 10))), "no classes"),
        (lambda: train("no-such-recipe"), "no recipe"),
        (lambda: train("moons", ([[1.0]], [1])), "too few"),
        (lambda: train("moons", "no-such-table.csv"), "no file"),
        (lambda: load("no-such-file.diynn"), "no-such-file"),
    ],
)
def test_bad_input_is_met_by_a_sentence(make: object, words: str) -> None:
    with pytest.raises(DiynnError) as caught:
        make()  # type: ignore[operator]
    assert words in str(caught.value)


def test_a_file_without_weights_predicts_nothing(tmp_path: Path) -> None:
    path = tmp_path / "recipe.json"
    save_recipe(path, recipe("moons"))
    with pytest.raises(FileError):
        load(path)


def test_a_file_has_all_that_its_table_went_through(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    table = tmp_path / "table.csv"
    rows = rng.normal(size=(60, 2))
    table.write_text(
        "a,b,kind\n" + "".join(f"{a},{b},{'yes' if a > b else 'no'}\n" for a, b in rows)
    )
    design = Design(
        UserFile(path=str(table)), View(scaling="standard"), (Linear(4), Tanh(), Linear(2))
    )
    model = train(design, epochs=2)
    model.save(tmp_path / "net.diynn")
    table.unlink()
    again = load(tmp_path / "net.diynn")
    assert again.classes == ("no", "yes")
    np.testing.assert_array_equal(again.predict(rows), model.predict(rows))


@pytest.mark.parametrize("noted", [True, False])
def test_arrays_that_are_gone_are_missed_where_the_file_says_nothing_of_them(
    noted: bool, tmp_path: Path
) -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(5, 3, (60, 2))
    np.savez(tmp_path / "data.npz", x=x, y=(x[:, 0] > 5).astype(int))
    source = UserFile(path=str(tmp_path / "data.npz"))
    design = Design(source, View(scaling="standard"), (Linear(4), Tanh(), Linear(2)))
    model = train(design, epochs=2)
    note = note_of(model.saved, source.load()) if noted else None
    save(tmp_path / "net.diynn", model.saved, note)
    (tmp_path / "data.npz").unlink()
    if noted:
        np.testing.assert_array_equal(load(tmp_path / "net.diynn").predict(x), model.predict(x))
    else:
        with pytest.raises(DataError, match="not here"):
            load(tmp_path / "net.diynn")


def test_data_sets_of_arrays_keep_a_test_part() -> None:
    data = dataset_of_arrays(np.zeros((40, 2)), ["a", "b"] * 20, test_share=0.25, seed=3)
    assert (len(data.train), len(data.test), data.classes) == (30, 10, ("a", "b"))
