"""Painted points: edits, the split that stays, files, and a training that goes on with others."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diynn.data.sources import SOURCES, Blobs, Digits, Moons, UserFile, Waves
from diynn.data.sources.drawn_points import (
    MOST_POINTS,
    TEST_EVERY,
    Painted,
    Point,
    painted_over,
    read_points,
    write_points,
)
from diynn.data.sources.source import outline_of
from diynn.design.design import Design, design_from_record, design_to_record, fit, prepared
from diynn.errors import DataError, FileError, SettingError
from diynn.layers import Linear, Tanh
from diynn.settings import contents_of, from_record, settings_of, to_record
from diynn.training.training import Training, train

numbers = st.floats(-1e6, 1e6).map(lambda value: float(f"{value:.6g}"))
some_points = st.lists(st.builds(Point, numbers, numbers, st.integers(0, 4)), max_size=30)


def row_of(count: int, kind: int = 0) -> list[Point]:
    return [Point(0.1 * number, kind, kind) for number in range(count)]


@given(some_points)
def test_every_fourth_point_is_for_testing(points: list[Point]) -> None:
    painted = Painted().with_points(points)
    assert painted.test == tuple(points[TEST_EVERY - 1 :: TEST_EVERY])
    assert sorted(painted.points) == sorted(points)


def test_erasing_leaves_the_others_in_their_part() -> None:
    painted = Painted().with_points(row_of(8))
    gone = painted.without([0, 6])
    assert gone.train == painted.train[1:]
    assert gone.test == painted.test[1:]
    assert painted.without(range(8)) == Painted()


def test_what_is_left_is_learnt_from() -> None:
    painted = Painted().with_points(row_of(8))
    assert painted.without(range(len(painted.train))) == Painted(painted.test)


def test_moving_keeps_class_and_part() -> None:
    painted = Painted().with_points(row_of(8, kind=1))
    moved = painted.with_moved(2, 5.0, 6.0).with_moved(7, 7.0, 8.0)
    assert moved.train[2] == Point(5.0, 6.0, 1)
    assert moved.test[1] == Point(7.0, 8.0, 1)
    different = [a != b for a, b in zip(moved.points, painted.points, strict=True)]
    assert np.flatnonzero(different).tolist() == [2, 7]


def test_there_are_at_most_so_many_points() -> None:
    full = Painted().with_points(row_of(MOST_POINTS + 5))
    assert len(full.points) == MOST_POINTS
    with pytest.raises(SettingError, match=str(MOST_POINTS)):
        Painted(tuple(row_of(MOST_POINTS + 1)))


def test_the_data_is_as_its_outline_says() -> None:
    painted = Painted().with_points([*row_of(6), Point(1.0, -1.0, 2)])
    data = painted.load()
    assert outline_of(data) == painted.outline()
    assert data.classes == ("A", "B", "C")
    assert data.train.x.dtype == np.float32
    assert data.train.targets.dtype == np.int64
    assert data.train.x[-1].tolist() == [1.0, -1.0]
    assert Painted().with_points(row_of(1)).load().classes == ("A", "B")


def test_without_points_it_says_what_to_do() -> None:
    problem = Painted().missing()
    assert problem is not None
    assert "brush" in problem.how()
    with pytest.raises(DataError, match="No points"):
        Painted().load()


@pytest.mark.parametrize("source", [Moons(samples=200), Blobs(samples=100, centres=5)])
def test_another_data_set_is_taken_over_as_it_is(source: Any) -> None:
    data = source.load()
    painted = painted_over(data)
    copied = painted.load()
    assert outline_of(copied) == replace(outline_of(data), name=copied.name)
    for mine, other in ((copied.train, data.train), (copied.test, data.test)):
        np.testing.assert_allclose(mine.x, other.x, rtol=1e-5)
        assert mine.targets.tolist() == other.targets.tolist()


def test_of_a_large_data_set_an_even_share_is_taken_over() -> None:
    painted = painted_over(Moons(samples=20_000).load())
    assert MOST_POINTS / 2 < len(painted.points) <= MOST_POINTS


@pytest.mark.parametrize("source", [Waves(), Digits()])
def test_data_of_another_kind_cannot_be_painted_on(source: Any) -> None:
    with pytest.raises(DataError, match="two inputs"):
        painted_over(source.load())


# Records.


@given(some_points)
def test_points_come_back_from_their_record(points: list[Point]) -> None:
    painted = Painted().with_points(points)
    record = json.loads(json.dumps(to_record(painted), allow_nan=False))
    back = from_record(record, SOURCES, "data set")
    assert back == painted
    assert hash(back) == hash(painted)
    assert record["train"] == [list(point) for point in painted.train]


def test_points_are_no_setting_that_a_form_would_show() -> None:
    assert settings_of(Painted) == ()
    assert list(contents_of(Painted)) == ["train", "test"]


def test_a_design_keeps_its_points() -> None:
    design = Design(source=Painted().with_points(row_of(9)))
    assert design_from_record(json.loads(json.dumps(design_to_record(design)))) == design


BAD_POINTS: list[object] = [
    "points", 3, None, {}, [3], [[0, 0]], [[0, 0, 0, 0]], [[0, 0, 5]], [[0, 0, -1]],
    [[0, 0, 0.5]], [[0, 0, True]], [["0", 0, 0]], [[float("nan"), 0, 0]],
    [[float("inf"), 0, 0]], [[1e31, 0, 0]], [[10**400, 0, 0]], [[0, 0, None]],
]  # fmt: skip


@pytest.mark.parametrize("points", BAD_POINTS)
def test_what_are_no_points_is_reported(points: object) -> None:
    with pytest.raises(SettingError, match="Painted"):
        from_record({"kind": "Painted", "train": points}, SOURCES, "data set")


# Tables.


@given(some_points.filter(bool))
def test_points_come_back_from_their_table(points: list[Point]) -> None:
    painted = Painted().with_points(points)
    with TemporaryDirectory() as folder:
        path = Path(folder, "points.csv")
        write_points(path, painted)
        assert path.read_text().splitlines()[0] == "x1,x2,class"
        assert read_points(path) == painted


def test_the_table_can_be_read_as_a_data_set_too(tmp_path: Path) -> None:
    painted = Painted().with_points([*row_of(20), *row_of(20, kind=1)])
    write_points(tmp_path / "points.csv", painted)
    data = UserFile(path=str(tmp_path / "points.csv")).load()
    assert data.classes == ("A", "B")
    assert data.shape == (2,)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("a,b,class\n0.5,1,C\n2,3,A\n", [2, 0]),
        ("0.5;1;1\n2,5;3;0\n", [1, 0]),
        ("0 1 cat\n2 3 dog\n4 5 cat\n", [0, 1, 0]),
        ("0,1,10\n2,3,20\n", [0, 1]),
    ],
)
def test_tables_of_others_are_read(tmp_path: Path, text: str, kinds: list[int]) -> None:
    (tmp_path / "table.csv").write_text(text)
    assert [point.kind for point in read_points(tmp_path / "table.csv").points] == kinds


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1,2,3,A\n4,5,6,B\n", "4 columns"),
        ("1,A\n2,B\n", "2 columns"),
        ("".join(f"{n},{n},k{n}\n" for n in range(6)), "6 classes"),
        ("1,x,A\n2,3,B\n", "not a number"),
    ],
)
def test_other_tables_are_reported(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "table.csv").write_text(text)
    with pytest.raises(DataError, match=words):
        read_points(tmp_path / "table.csv")


def test_a_table_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        write_points(tmp_path / "no folder" / "points.csv", Painted().with_points(row_of(2)))


# A training on points that change.


def trained(epochs: int = 3) -> Training:
    design = Design(
        source=painted_over(Moons(samples=100).load()), layers=(Linear(8), Tanh(), Linear(2))
    )
    training = Training(design, design.source.load())
    for _ in train(training, epochs):
        pass
    return training


def test_a_training_goes_on_with_its_weights_on_other_points() -> None:
    training = trained()
    before = training.net.weight_vector.copy()
    source = training.design.source
    assert isinstance(source, Painted)
    design = replace(training.design, source=source.with_points(row_of(40, kind=1)))
    assert fit(design, design.source.outline() or pytest.fail("no outline")).problem is None
    training.move_to(design, prepared(design, design.source.load()))
    assert training.net.weight_vector.tolist() == before.tolist()
    assert training.epoch == 3
    assert training.best_weights is None
    for _ in train(training, 4):
        pass
    assert len(training.history) == 4
    assert training.steps == -(-100 // training.batch_size)
    assert training.net.weight_vector.tolist() != before.tolist()


def test_in_the_middle_of_an_epoch_the_points_may_change_too() -> None:
    training = trained()
    source = training.design.source
    assert isinstance(source, Painted)
    steps = train(training, 5)
    next(steps)
    assert training.step == 1
    # Fewer points than the step just taken reached: the epoch begins again with what is left.
    design = replace(training.design, source=source.without(range(60)))
    training.move_to(design, prepared(design, design.source.load()))
    assert training.step == 0
    for _ in steps:
        pass
    assert training.epoch == 5
    assert training.history[-1].test_loss is not None


def test_another_structure_is_refused() -> None:
    training = trained()
    design = replace(training.design, layers=(Linear(4), Tanh(), Linear(2)))
    with pytest.raises(ValueError, match="another training"):
        training.move_to(design, training.data)
