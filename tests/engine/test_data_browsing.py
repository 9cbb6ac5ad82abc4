"""A table is looked through: what its values are like, rows by a condition and in an order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from diynn.data.browsing import (
    MOST_BARS,
    NEITHER,
    TEST,
    TRAIN,
    matching,
    ordered,
    parts_of,
    profile,
    table_of,
)
from diynn.data.columns import Column, Table, category, recast
from diynn.data.sources import Digits, Moons, UserFile, Waves
from diynn.data.sources.table_format import FormatChoices, format_of
from diynn.errors import DataError

NAN = np.nan


def texts(name: str, cells: list[str]) -> Column:
    different = list(dict.fromkeys(cells))
    return category(name, different, np.array([different.index(cell) for cell in cells]))


@pytest.fixture
def table() -> Table:
    return Table((
        Column("age", np.array([31.0, 7, NAN, 64, 31])),
        Column("net weight", np.array([1.5, -2.25, 3, 1e6, 0.1 + 0.2])),
        texts("town", ["Paris", "Nantes", "", "paris-sud", "Brest"]),
        Column("x = y", np.array([0.0, 1, 0, 1, 0])),
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "rows"),
    [
        ("", [0, 1, 2, 3, 4]), ("age > 30", [0, 3, 4]), ("age>=31", [0, 3, 4]), ("age < 31", [1]),
        ("AGE ≤ 31", [0, 1, 4]), ("age = 31", [0, 4]), ("age != 31", [1, 3]), ("age ≠ 31", [1, 3]),
        ("age =", [2]), ("age ≠", [0, 1, 3, 4]), ("town =", [2]), ("town = paris", [0]),
        ("town = “Paris”", [0]), ("town : paris", [0, 3]), ("town != Paris", [1, 3, 4]),
        ("town < nantes", [4]), ("age > 30 & town : paris", [0, 3]), ("paris", [0, 3]),
        ("nant", [1]), ("31", [0, 4]), ("-2,25", [1]), ("−2.25", [1]), ("net weight = 0.3", [4]),
        ("net weight > 1 000", [3]), ("x = y = 1", [1, 3]), ("nowhere = 3", []), ("zzz", []),
        ("age > 30 &", [0, 3, 4]),
    ],
)  # fmt: skip
def test_rows_by_a_condition(table: Table, wanted: str, rows: list[int]) -> None:
    assert matching(table, wanted).tolist() == rows


def test_a_number_is_asked_for(table: Table) -> None:
    with pytest.raises(DataError, match="“age” holds numbers, and “old” is none"):
        matching(table, "age > old")


def test_rows_in_order(table: Table) -> None:
    rows = np.arange(5)
    age, town = table.columns[0], table.columns[2]
    assert ordered(age, rows).tolist() == [1, 0, 4, 3, 2]
    assert ordered(age, rows, descending=True).tolist() == [3, 0, 4, 1, 2]
    assert ordered(age, rows[2:]).tolist() == [4, 3, 2]
    assert ordered(town, rows).tolist() == [4, 1, 0, 3, 2]
    assert ordered(town, rows, descending=True).tolist() == [3, 0, 1, 4, 2]


@pytest.mark.parametrize(
    "values",
    [
        np.random.default_rng(0).normal(size=400), np.arange(30.0), np.array([5.0]),
        np.array([2.0, 2, 2]), np.array([0.0, 1, 1, 3]), np.array([-1e308, 1e308, 0]),
        np.array([1.5, NAN, 2.5]), np.array([NAN, NAN]), np.array([1e20, 2e20]),
    ],
)  # fmt: skip
def test_every_number_has_its_bin(values: Any) -> None:
    found = profile(Column("a", values))
    known = values[~np.isnan(values)]
    assert found.counts.sum() == len(known)
    assert found.missing == len(values) - len(known)
    if len(known):
        assert len(found.edges) == len(found.counts) + 1
        assert found.edges[0] <= known.min() <= known.max() <= found.edges[-1]


def test_whole_numbers_have_a_bar_each() -> None:
    found = profile(Column("a", np.array([3.0, 5, 5, 6])))
    assert found.counts.tolist() == [1, 0, 2, 1]
    assert found.edges.tolist() == [2.5, 3.5, 4.5, 5.5, 6.5]


def test_frequent_texts_have_a_bar_each() -> None:
    cells = [f"t{n:02d}" for n in range(20) for _ in range(20 - n)] + ["", ""]
    found = profile(texts("a", cells))
    assert found.texts == tuple(f"t{n:02d}" for n in range(MOST_BARS))
    assert found.counts.tolist() == [20 - n for n in range(MOST_BARS)]
    assert found.counts.sum() + found.others == 210
    assert (found.missing, found.different) == (2, 20)


def test_parts_and_places(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b,kind\n" + "".join(f"{n / 8},{n},{'xy '[n % 3]}\n" for n in range(60)))
    data = UserFile(str(path)).load()
    parts, places = parts_of(data, 60)
    assert np.count_nonzero(parts == NEITHER) == 20
    for part, held in ((TRAIN, data.train), (TEST, data.test)):
        rows = np.flatnonzero(parts == part)
        assert np.array_equal(held.x[places[rows], 1], rows)


@pytest.mark.parametrize("source", [Moons(samples=50), Waves(samples=50)])
def test_samples_without_a_table_become_one(source: Any) -> None:
    data = source.load()
    table, with_rows = table_of(data)
    parts, places = parts_of(with_rows, len(table))
    assert len(table) == len(data.train) + len(data.test)
    assert np.count_nonzero(parts == TEST) == len(data.test)
    last = int(np.flatnonzero(parts == TEST)[-1])
    for place in range(data.train.x.shape[1]):
        assert table.columns[place].values[last] == data.test.x[places[last], place]
    goal = table.columns[-1]
    assert (goal.texts is None) == (not data.classes)


def test_images_have_no_table_of_their_own() -> None:
    assert Digits().browsed() is None


def test_columns_of_another_kind() -> None:
    column = texts("a", ["1.5", "", "x", "2"])
    numbers = recast(column, "number")
    assert numbers.is_number
    assert [None if np.isnan(v) else v for v in numbers.values] == [1.5, None, None, 2.0]
    back = recast(Column("a", np.array([2.0, NAN, 10.5, 2.0])), "category")
    assert [(back.texts or ())[k] if k >= 0 else "" for k in back.values] == ["2", "", "10.5", "2"]
    assert recast(column, "") is column


# --- what a person says of how a table is written -----------------------------------------------


def test_the_reading_can_be_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("größe;art\n1,5;süß\n2,5;saß\n3,5;süß\n".encode("cp850"))
    wrong = UserFile(str(path)).browsed()
    right = UserFile(str(path), encoding="cp850").browsed()
    assert wrong is not None
    assert right is not None
    assert wrong.names != ("größe", "art")
    assert right.names == ("größe", "art")
    assert right.columns[1].texts == ("saß", "süß")
    assert right.encoding == "cp850"


def test_a_separator_that_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a|b;c\n1|2;3\n4|5;6\n7|8;9\n")
    found = {
        word: UserFile(str(path), separator=word).browsed().names  # type: ignore[union-attr]
        for word in ("bar", "semicolon")
    }
    assert found == {"bar": ("a", "b;c"), "semicolon": ("a|b", "c")}


@pytest.mark.parametrize("skipped", [0, 1, 2])
def test_lines_before_the_table(tmp_path: Path, skipped: int) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x,y,z\na,b,c\n" + "".join(f"{n},{n + 1},{n % 2}\n" for n in range(20)))
    source = UserFile(str(path), skipped=skipped, header="names")
    table = source.browsed()
    assert table is not None
    assert table.names == (("x", "y", "z"), ("a", "b", "c"), ("0", "1", "0 (2)"))[skipped]
    assert len(table) == 21 - skipped
    assert table.skipped == skipped


def test_a_first_row_of_values(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("p,q\n" + "".join(f"{n},{n * 2}\n" for n in range(20)))
    assert len(UserFile(str(path)).browsed() or ()) == 20
    table = UserFile(str(path), header="values", columns=(("column 1", "category"),)).browsed()
    assert table is not None
    assert len(table) == 21
    assert table.names == ("column 1", "column 2")
    assert format_of(path, chosen=FormatChoices(has_header=False)).has_header is False
