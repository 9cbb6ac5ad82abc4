"""What is suspicious in a table is found, with a way out; what only looks like it is not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from diynn.cli.main import main
from diynn.data.columns import CATEGORY, IGNORED, NUMBER, Column
from diynn.data.dataset import Dataset
from diynn.data.findings import (
    CONSTANT,
    INDEX,
    LEAK,
    RARE,
    REPEATED,
    gives_away,
    is_constant,
    is_index,
    repeated,
)
from diynn.data.sources import Iris, Penguins, UserFile
from diynn.data.sources.column_choices import (
    INPUT,
    SPLIT,
    TARGET,
    all_mended,
    answers,
    role_of,
    roles_offered,
    target_of,
    ways_out,
    with_kind,
    with_role,
)
from diynn.design.design import Design, design_from_record, design_to_record
from diynn.errors import DataError, SettingError

ROWS = 60


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(5)


def numbers(values: Sequence[float]) -> Column:
    return Column("a", np.array(values, np.float64))


def texts(values: Sequence[str]) -> Column:
    names, places = np.unique(values, return_inverse=True)
    return Column("a", places.astype(np.int32), tuple(map(str, names)))


def write(path: Path, columns: dict[str, Sequence[object]]) -> UserFile:
    rows = [",".join(columns), *(",".join(map(str, row)) for row in zip(
        *columns.values(), strict=True))]  # fmt: skip
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return UserFile(str(path))


def kinds(data: Dataset) -> list[str]:
    return sorted(finding.kind for finding in data.findings)


# --- columns ------------------------------------------------------------------------------------

COUNTS = [
    np.arange(ROWS), np.arange(1, ROWS + 1), np.arange(500, 500 + ROWS), -np.arange(ROWS),
    np.random.default_rng(0).permutation(ROWS), np.random.default_rng(1).permutation(ROWS) + 1000,
]  # fmt: skip


@pytest.mark.parametrize("values", COUNTS)
def test_columns_that_number_the_rows(values: Any) -> None:
    assert is_index(numbers(values))
    holes = np.array(values, np.float64)
    holes[[3, 20]] = np.nan
    if abs(values[1] - values[0]) == 1 and abs(values[-1] - values[0]) == ROWS - 1:
        assert is_index(numbers(holes))
    # The rows that are left of a longer table.
    rows = np.array([*range(30), *range(40, 70)])
    assert is_index(numbers(7.0 + rows), rows)


@pytest.mark.parametrize(
    "values",
    [
        np.arange(ROWS) / 10, np.arange(ROWS) * 7.5, np.arange(ROWS) // 2, [4.0] * ROWS,
        np.random.default_rng(0).integers(0, ROWS, ROWS), [1.0, 2, 3, 4, 5],
        np.random.default_rng(0).normal(size=ROWS), np.arange(ROWS) ** 2, [np.nan] * ROWS,
        np.full(ROWS, 1e300) * np.arange(1, ROWS + 1) / ROWS,
    ],
)  # fmt: skip
def test_columns_that_measure_something(values: Any) -> None:
    assert not is_index(numbers(values))


@pytest.mark.parametrize("name", ["Id", "PassengerId", "row_nr", "N°", "identifiant", "KEY"])
def test_names_of_columns_that_tell_rows_apart(name: str, rng: np.random.Generator) -> None:
    different = rng.permutation(10**6)[:ROWS].astype(np.float64)
    assert is_index(Column(name, different))
    assert not is_index(Column("width", different))
    assert not is_index(Column(name, different // 10**5))


def test_columns_that_are_all_alike() -> None:
    assert is_constant(numbers([2.5] * 9))
    assert is_constant(numbers([2.5, np.nan, 2.5]))
    assert is_constant(texts(["x"] * 4))
    assert is_constant(Column("a", np.array([0, -1, 0], np.int32), ("x",)))
    assert not is_constant(numbers([2.5] * 9 + [2.5000001]))
    assert not is_constant(texts(["x", "y", "x"]))
    assert not is_constant(numbers([np.nan]))


def test_columns_that_give_the_target_away(rng: np.random.Generator) -> None:
    values = rng.normal(30, 9, ROWS)
    goal = numbers(values)
    for leak in (values, 1.8 * values + 32, -values, values * 1e-12):
        assert gives_away(numbers(leak), goal, classes=False)
    with_holes = np.where(rng.random(ROWS) < 0.2, np.nan, values)
    assert gives_away(numbers(with_holes), goal, classes=False)
    for honest in (values + rng.normal(0, 1e-3, ROWS), values**2, rng.normal(size=ROWS),
                   np.full(ROWS, 3.0), np.full(ROWS, np.nan)):  # fmt: skip
        assert not gives_away(numbers(honest), goal, classes=False)
    labels = rng.integers(0, 3, ROWS)
    kinds_ = texts([f"kind {one}" for one in labels])
    for leak in (kinds_, texts([f"{'xyz'[one]}" for one in labels]), numbers(labels * 2.5)):
        assert gives_away(leak, kinds_, classes=True)
    mixed = np.where(np.arange(ROWS) == 40, (labels + 1) % 3, labels)
    assert not gives_away(numbers(mixed), kinds_, classes=True)
    # A value of its own in each row is no class.
    assert not gives_away(numbers(np.arange(ROWS)), kinds_, classes=True)
    # Whether it is winter follows from the month, but not the month from it.
    assert not gives_away(numbers(labels * 10 + rng.integers(0, 4, ROWS)), kinds_, classes=True)


def test_findings_of_a_table_and_their_ways_out(tmp_path: Path, rng: np.random.Generator) -> None:
    kind = np.array(["ash", "elm", "oak"])[rng.integers(0, 3, 120)]
    source = write(tmp_path / "trees.csv", {
        "number": range(1, 121), "unit": ["cm"] * 120, "height": rng.normal(30, 5, 120),
        "code": [{"ash": 3, "elm": 5, "oak": 9}[one] for one in kind], "kind": kind,
    })  # fmt: skip
    data = source.load()
    assert kinds(data) == [CONSTANT, INDEX, LEAK]
    assert {name for one in data.findings for name in one.names} == {"number", "unit", "code"}
    assert all(one.note.how() for one in data.findings)
    for finding in data.findings:
        (way,) = ways_out(source, finding)
        assert finding.names[0] in way.text()
        assert isinstance(way.source, UserFile)
        assert way.source.columns == ((finding.names[0], IGNORED),)
    mended = all_mended(source, data.findings).load()
    assert not mended.findings
    assert mended.features == ("height",)
    assert mended.classes == data.classes


def test_the_only_input_is_what_there_is(tmp_path: Path) -> None:
    x = np.arange(40)
    assert not write(tmp_path / "line.csv", {"x": x, "y": x * 3.5}).load().findings
    few = write(tmp_path / "few.csv", {"n": range(1, 7), "m": [2] * 6, "y": "ababab"})
    assert not few.load().findings


def test_tables_that_come_with_the_program_are_clean() -> None:
    for kind in (Iris, Penguins):
        assert not {INDEX, CONSTANT, LEAK, RARE} & set(kinds(kind().load()))


# --- samples ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dtype", "shape"),
    [("u1", (5, 5, 1)), ("f4", (3,)), ("f8", (7,)), ("i8", (1,)), ("f4", (2, 2, 3))],
)
def test_samples_in_both_parts(
    dtype: str, shape: tuple[int, ...], rng: np.random.Generator
) -> None:
    train = (rng.normal(0, 90, (200, *shape))).astype(dtype)
    test = (rng.normal(0, 90, (50, *shape))).astype(dtype)
    kinds_ = np.arange(200) % 3, np.arange(50) % 3
    wanted = np.zeros(50, bool)
    for place, other in ((0, 7), (11, 7), (49, 199)):
        test[place], kinds_[1][place], wanted[place] = train[other], kinds_[0][other], True
    # The same inputs with another target are no repetition.
    test[20], kinds_[1][20] = train[30], (kinds_[0][30] + 1) % 3
    same = repeated((train, kinds_[0]), (test, kinds_[1]))
    flat = [*map(bytes, train.reshape(200, -1))]
    expected = [
        any(bytes(row) == flat[k] and kind == kinds_[0][k] for k in range(200))
        for row, kind in zip(test.reshape(50, -1), kinds_[1], strict=True)
    ]
    assert same.tolist() == expected
    assert (same & wanted).sum() == 3


def test_repeats_leave_the_test_part(tmp_path: Path, rng: np.random.Generator) -> None:
    values = rng.normal(size=(90, 2))
    values[60:] = values[:30]
    labels = ["a" if x > 0 else "b" for x in values[:, 0]]
    source = write(tmp_path / "twice.csv", {"x": values[:, 0], "y": values[:, 1], "kind": labels})
    data = source.load()
    (finding,) = data.findings
    assert finding.kind == REPEATED
    assert str(finding.count) in str(finding.note)
    (way,) = ways_out(source, finding)
    left = way.source.load()
    assert len(left.test) == len(data.test) - finding.count
    assert not left.findings
    assert left.rows is not None
    assert len(left.rows[1]) == len(left.test)
    assert np.array_equal(left.train.x, data.train.x)
    # Rows of a few categories repeat by chance, and so do measurements of few digits.
    coins = rng.integers(0, 2, (90, 3))
    natural = write(tmp_path / "coins.csv", {"a": coins[:, 0], "b": coins[:, 1],
                                             "kind": np.array(["n", "y"])[coins[:, 2]]})
    assert REPEATED not in kinds(natural.load())
    rough = rng.normal(10, 1, (300, 2)).round(1)
    few_digits = write(tmp_path / "rough.csv", {"a": rough[:, 0], "b": rough[:, 1]}).load()
    assert repeated(*((part.x, part.targets) for part in (few_digits.train, few_digits.test))).any()
    assert REPEATED not in kinds(few_digits)
    # Each row four times.
    fourfold = np.repeat(rng.normal(size=(30, 3)).round(3), 4, axis=0)
    copies = write(tmp_path / "copies.csv", dict(zip("abc", fourfold.T, strict=True)))
    (finding,) = copies.load().findings
    assert finding.kind == REPEATED
    # Of so many copies no test sample is a new one.
    twelvefold = np.repeat(rng.normal(size=(10, 3)).round(3), 12, axis=0)
    every = write(tmp_path / "all.csv", dict(zip("abc", twelvefold.T, strict=True)))
    kept_source = UserFile(every.path, repeats="left out")
    kept = kept_source.load()
    assert len(kept.test) == 24
    (found,) = (one for one in kept.findings if one.kind == REPEATED)
    assert ways_out(kept_source, found) == ()
    assert "they are kept" in str(kept.notes[-1])


def test_a_class_with_hardly_a_sample(tmp_path: Path, rng: np.random.Generator) -> None:
    labels = ["ant"] * 30 + ["bee"] * 3 + ["cat"] * 30 + ["dog"]
    source = write(tmp_path / "zoo.csv", {
        "x": rng.normal(size=64), "y": rng.normal(size=64), "kind": labels,
    })  # fmt: skip
    (finding,) = source.load().findings
    assert (finding.kind, finding.names, finding.count) == (RARE, ("bee", "dog"), 4)
    (way,) = ways_out(source, finding)
    data = way.source.load()
    assert data.classes == ("ant", "cat")
    assert len(data.train) + len(data.test) == 60
    assert set(data.train.targets.tolist()) == {0, 1}
    assert data.rows is not None
    cats = [labels[row] for row in data.rows[0][data.train.targets == 1]]
    assert set(cats) == {"cat"}
    with pytest.raises(DataError, match="fewer than two classes"):
        UserFile(source.path, left_out=("ant", "bee", "dog")).load()
    one = write(tmp_path / "one.csv", {"x": rng.normal(size=33), "y": rng.normal(size=33),
                                       "kind": ["a"] * 15 + ["b"] * 15 + ["c"] * 3})
    assert [finding.names for finding in one.load().findings] == [("c",)]
    two = write(tmp_path / "two.csv", {"x": rng.normal(size=6), "y": rng.normal(size=6),
                                       "kind": ["a"] * 3 + ["b"] * 3})
    assert not two.load().findings


def test_rows_say_which_line_each_sample_came_from(tmp_path: Path) -> None:
    cells = [str(n) for n in range(50)]
    cells[7] = cells[20] = ""
    goals = ["p" if n % 3 else "q" for n in range(50)]
    goals[11] = ""
    source = write(tmp_path / "rows.csv", {"a": cells, "b": np.arange(50) * 0.5, "kind": goals})
    for fill, missing in (("median", {11}), ("leave out", {7, 11, 20})):
        data = UserFile(source.path, empty=fill).load()
        assert data.rows is not None
        assert set(np.concatenate(data.rows).tolist()) == set(range(50)) - missing
        for part, rows in zip((data.train, data.test), data.rows, strict=True):
            assert np.allclose(part.x[:, 1], rows * 0.5)


# --- what a person says of columns --------------------------------------------------------------


def test_roles_and_kinds_are_edits_of_the_source(tmp_path: Path, rng: np.random.Generator) -> None:
    source: Any = write(tmp_path / "t.csv", {
        "a": rng.normal(size=40), "grade": rng.integers(1, 4, 40), "b": rng.normal(size=40),
        "kind": np.array(["x", "y"])[rng.integers(0, 2, 40)],
    })  # fmt: skip
    table = source.browsed()
    assert target_of(source, table) == "kind"
    assert roles_offered(source, table, "a") == (INPUT, TARGET, IGNORED, SPLIT)
    assert roles_offered(source, table, "kind") == (TARGET,)
    without = with_role(source, table, "a", IGNORED)
    assert without is not None
    assert without.load().features == ("grade", "b")
    assert role_of(without, without.browsed(), "a") == IGNORED
    back = with_role(without, table, "a", INPUT)
    assert back is not None
    assert back.load().features == source.load().features
    other = with_role(without, table, "a", TARGET)
    assert other is not None
    data = other.load()
    assert data.classes == ()
    assert role_of(other, table, "kind") == INPUT
    assert "kind = x" in data.features
    # The last column is the target only as long as nobody decides about it.
    assert with_role(source, table, "kind", IGNORED) is None
    as_texts = with_kind(source, "grade", CATEGORY)
    assert as_texts is not None
    assert "grade = 2" in as_texts.load().features
    both = with_role(as_texts, table, "grade", IGNORED)
    assert both is not None
    assert "grade" not in " ".join(both.load().features)
    again = with_role(both, table, "grade", INPUT)
    assert again is not None
    assert again.load().features == as_texts.load().features
    plain = with_kind(as_texts, "grade", "")
    assert plain is not None
    assert plain.load().features == source.load().features


def test_a_column_that_divides_the_rows(tmp_path: Path, rng: np.random.Generator) -> None:
    path = write(tmp_path / "t.csv", {
        "a": rng.normal(size=40), "kind": np.array(["x", "y"])[rng.integers(0, 2, 40)],
        "set": np.array(["train", "test"])[rng.integers(0, 2, 40)],
    }).path  # fmt: skip
    source: Any = UserFile(path, target_column="kind")
    table = source.browsed()
    assert SPLIT in roles_offered(source, table, "set")
    divided: Any = with_role(source, table, "set", SPLIT)
    assert (divided.split, divided.split_column) == ("by column", "set")
    assert role_of(divided, table, "set") == SPLIT
    assert target_of(replace(divided, target_column=""), table) == "kind"
    back: Any = with_role(divided, table, "set", INPUT)
    assert (back.split, back.split_column) == ("by share", "")


def test_tables_of_the_program_have_roles_too() -> None:
    source = Penguins()
    table = source.browsed()
    assert roles_offered(source, table, "island") == (INPUT, IGNORED, SPLIT)
    assert TARGET in roles_offered(source, table, "sex")
    data = source.load()
    without = with_role(source, table, "island", IGNORED)
    assert without is not None
    assert without.outline() is None
    assert len(without.load().features) == len(data.features) - 3
    weight = with_role(source, table, "body_mass_g", TARGET)
    assert weight is not None
    assert weight.load().classes == ()
    flowers = Iris()
    assert target_of(flowers, flowers.browsed()) == "target"
    some = with_role(flowers, flowers.browsed(), "petal width (cm)", IGNORED)
    assert some is not None
    assert len(some.load().features) == 3
    years = with_kind(source, "year", CATEGORY)
    assert years is not None
    assert "year = 2008" in years.load().features


def test_what_is_decided_is_in_the_file(tmp_path: Path) -> None:
    sources: list[Any] = [
        UserFile(
            str(tmp_path / "a.csv"), columns=(("a", NUMBER), ("b", IGNORED)), left_out=("x", "y"),
            repeats="left out", separator="tab", encoding="cp850", header="values", skipped=3,
        ),
        Penguins(columns=(("year", CATEGORY), ("island", IGNORED))),
    ]  # fmt: skip
    for source in sources:
        record = json.loads(json.dumps(design_to_record(Design(source=source))))
        assert design_from_record(record).source == source
        # Records of before know nothing of it.
        record["source"] = {
            name: value for name, value in record["source"].items() if name in ("kind", "path")
        }
        older = UserFile(source.path) if isinstance(source, UserFile) else Penguins()
        assert design_from_record(record).source == older
        record["source"]["columns"] = [["a", "nonsense"]]
        with pytest.raises(SettingError):
            design_from_record(record)


def test_what_cannot_be_decided_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    cells = [str(n) for n in range(40)]
    cells[12] = "n.d."
    path.write_text("a;b;c\n" + "".join(f"{n};{k % 7};{k % 2}x\n" for k, n in enumerate(cells)))
    source = UserFile(str(path))
    with pytest.raises(DataError) as caught:
        source.load()
    ways = answers(source, caught.value)
    assert len(ways) == 3
    for way in ways:
        assert "a" in way.text()
        assert way.source.load().classes
    table = source.browsed()
    assert table is not None
    assert "n.d." in (table.columns[0].texts or ())
    assert [column.is_number for column in UserFile(
        str(path), columns=(("a", NUMBER),)).browsed().columns[:1]] == [True]  # type: ignore[union-attr]
    open_sign = tmp_path / "sign.csv"
    open_sign.write_text("a;kind\n" + "".join(f"1,{n:03d};{'xy'[n % 2]}\n" for n in range(30)))
    source = UserFile(str(open_sign))
    with pytest.raises(DataError) as caught:
        source.load()
    lows = [float(way.source.load().train.x.min()) for way in answers(source, caught.value)]
    assert sorted(low > 100 for low in lows) == [False, True]
    assert source.browsed() is not None


def test_the_command_line_tells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rng: np.random.Generator
) -> None:
    source = write(tmp_path / "t.csv", {
        "Id": range(1, 61), "x": rng.normal(size=60), "kind": ["a"] * 30 + ["b"] * 28 + ["c"] * 2,
    })  # fmt: skip
    assert main(["data", "import", source.path, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert [(one["kind"], one["names"]) for one in printed["findings"]] == [
        ("index", ["Id"]), ("rare", ["c"]),
    ]  # fmt: skip
    assert main(["data", "import", source.path]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "“Id” only numbers the rows" in out
    assert "The class “c” has 2 samples" in out
