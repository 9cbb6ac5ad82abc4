"""Points that a person painted in the plane, one by one or by the stroke."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, NamedTuple

import numpy as np

from diynn.atomic_files import write_whole
from diynn.csv_output import csv_text
from diynn.data.columns import Column
from diynn.data.dataset import Array, Dataset, Part
from diynn.data.sources.source import Outline, Source
from diynn.data.sources.table import read_table
from diynn.errors import DataError, SettingError
from diynn.settings import Content

CLASSES = "ABCDE"
"""The names of the classes; there can be no more."""

MOST_POINTS = 5000
"""More points than a person paints; all of them are kept in the design's file."""

TEST_EVERY = 4
"""Every so many points painted, one is kept for testing. It stays a test point."""

FARTHEST = 1e30
"""No point lies farther out than this."""

FEATURES = ("x₁", "x₂")
COLUMNS = ("x1", "x2", "class")
"""Of a table, whose readers may know no other letters."""


class Point(NamedTuple):
    """A place of the plane, and the number of its class from 0."""

    x1: float
    x2: float
    kind: int


def _points(value: object, owner: str) -> tuple[Point, ...]:
    """What a file or a program gives for points, checked."""
    if not isinstance(value, list | tuple) or len(value) > MOST_POINTS:
        raise SettingError(
            "{owner}: these are no points.",
            "There must be a list of at most {most}.",
            owner=owner, most=MOST_POINTS,
        )  # fmt: skip
    return tuple(_point(entry, owner) for entry in value)


def _point(entry: object, owner: str) -> Point:
    if isinstance(entry, Point) and type(entry.kind) is int:
        found = entry
    elif isinstance(entry, list | tuple) and len(entry) == 3 and all(map(_is_number, entry)):
        found = Point(float(entry[0]), float(entry[1]), int(entry[2]))
    else:
        raise _bad_point(entry, owner)
    # Written so, what is no number fails too.
    if not (abs(found.x1) <= FARTHEST and abs(found.x2) <= FARTHEST):
        raise _bad_point(entry, owner)
    if not 0 <= found.kind < len(CLASSES) or found.kind != entry[2]:
        raise _bad_point(entry, owner)
    return found


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and (
        abs(value) <= FARTHEST
    )


def _bad_point(entry: object, owner: str) -> SettingError:
    return SettingError(
        "{owner}: {point} is no point.",
        "A point is two numbers and its class, from 0 to {last}.",
        owner=owner, point=repr(entry)[:60], last=len(CLASSES) - 1,
    )  # fmt: skip


@dataclass(frozen=True)
class Painted(Source):
    """Points of your own: paint them on the plane of the decision boundary."""

    title = "Painted points"

    train: Annotated[tuple[Point, ...], Content(_points)] = ()
    test: Annotated[tuple[Point, ...], Content(_points)] = ()

    @property
    def points(self) -> tuple[Point, ...]:
        """All points, those for training first: the order that rows are counted in."""
        return self.train + self.test

    def classes(self) -> tuple[str, ...]:
        """The names of the classes, up to the last one painted; there are at least two."""
        last = max((point.kind for point in self.points), default=0)
        return tuple(CLASSES[: max(last + 1, 2)])

    def missing(self) -> DataError | None:
        """That there is nothing to learn from yet, where nothing is painted."""
        if self.train:
            return None
        return DataError(
            "No points have been painted yet.",
            "Take the brush of a class above the decision boundary, and paint on its plane.",
        )

    def load(self) -> Dataset:
        """The points as float32 with their classes."""
        if (problem := self.missing()) is not None:
            raise problem
        train, test = _part(self.train), _part(self.test)
        return Dataset(self.title, train, test, self.classes(), FEATURES)

    def outline(self) -> Outline:
        """What `load` will give."""
        return Outline(self.title, (2,), self.classes(), 0, len(self.train), len(self.test))

    # Edits: each gives another value.

    def with_points(self, points: Iterable[Point]) -> Painted:
        """More points; those for which there is no room any more are left out."""
        train, test = list(self.train), list(self.test)
        for point in points:
            if len(train) + len(test) == MOST_POINTS:
                break
            in_test = (len(train) + len(test)) % TEST_EVERY == TEST_EVERY - 1
            (test if in_test else train).append(point)
        return Painted(tuple(train), tuple(test))

    def without(self, rows: Iterable[int]) -> Painted:
        """The points but for those in these rows of `points`."""
        gone, first_test = set(rows), len(self.train)
        train = tuple(p for row, p in enumerate(self.train) if row not in gone)
        test = tuple(p for row, p in enumerate(self.test, first_test) if row not in gone)
        # Where nothing is left to learn from, what is left is no test any more.
        return Painted(train, test) if train else Painted(test)

    def with_moved(self, row: int, x1: float, x2: float) -> Painted:
        """The same points with that in `row` of `points` in another place."""
        in_test = row >= len(self.train)
        points = list(self.test if in_test else self.train)
        at = row - len(self.train) if in_test else row
        points[at] = Point(x1, x2, points[at].kind)
        return replace(self, test=tuple(points)) if in_test else replace(self, train=tuple(points))


def _part(points: Sequence[Point]) -> Part:
    table = np.array(points, np.float64).reshape(-1, 3)
    return Part(table[:, :2].astype(np.float32), table[:, 2].astype(np.int64))


def painted_over(dataset: Dataset) -> Painted:
    """The points of a data set of two features and at most five classes, to paint on.

    Each stays in its part. Of more than there is room for, an even share is kept. Raises DataError
    for data of another kind.
    """
    if dataset.shape != (2,) or not 1 <= len(dataset.classes) <= len(CLASSES):
        raise DataError(
            "Points can be painted into data with two inputs and two to five classes only.",
            "Choose such data, or “Painted points”, in the first row of the network.",
        )
    count = len(dataset.train) + len(dataset.test)
    step = max(math.ceil(count / MOST_POINTS), 1)
    return Painted(_listed(dataset.train, step), _listed(dataset.test, step))


def _listed(part: Part, step: int) -> tuple[Point, ...]:
    # float32 has no more digits than these, and files stay short.
    places = [[float(f"{value:.6g}") for value in row] for row in part.x[::step].tolist()]
    kinds = part.targets[::step].tolist()
    return tuple(Point(x1, x2, kind) for (x1, x2), kind in zip(places, kinds, strict=True))


# Files.


def write_points(path: Path, painted: Painted) -> None:
    """Write the points as a table with the columns x1, x2 and class (A to E); raises FileError.

    Every fourth line is a test point for as long as there are any, so that reading the table gives
    the same parts.
    """
    rows: list[Iterable[object]] = [COLUMNS]
    train, test = list(painted.train), list(painted.test)
    for position in range(len(train) + len(test)):
        wants_test = position % TEST_EVERY == TEST_EVERY - 1
        point = (test if test and (wants_test or not train) else train).pop(0)
        rows.append([point.x1, point.x2, CLASSES[point.kind]])
    write_whole(path, [csv_text(rows).encode()])


def read_points(path: Path) -> Painted:
    """The points in a table of three columns: two numbers and a class.

    The letters A to E and the numbers 0 to 4 are classes as they are; other names become classes in
    their order. Raises FileError where there is no such file, DataError where it holds another kind
    of table, more than five classes, or too many points.
    """
    table = read_table(path)
    texts = [column.name for column in table.columns[:2] if not column.is_number]
    if len(table.columns) == 3 and texts:
        raise DataError(
            "“{file}”: the column “{column}” is not a number in each row.",
            "A point needs two numbers and a class: mend the column, or read the table as the data "
            "“My file”.",
            file=path.name, column=texts[0],
        )  # fmt: skip
    if len(table.columns) != 3:
        raise DataError(
            "“{file}” has {count} column(s), but painted points have three: x1, x2 and class.",
            "Choose another table; one of more columns can be read as the data “My file”.",
            file=path.name, count=len(table.columns),
        )  # fmt: skip
    if len(table) > MOST_POINTS:
        raise DataError(
            "“{file}” has {count} points, but at most {most} can be painted on.",
            "Read it as the data “My file” instead.",
            file=path.name, count=len(table), most=MOST_POINTS,
        )  # fmt: skip
    *places, goal = table.columns
    if any(column.empty.any() for column in table.columns):
        raise DataError(
            "“{file}” has empty cells, but each point needs two numbers and a class.",
            "Fill them in or take the lines out.",
            file=path.name,
        )
    kinds = _kinds(goal, path.name)
    rows = zip(zip(*(column.values.tolist() for column in places), strict=True), kinds.tolist(),
               strict=True)  # fmt: skip
    points = [Point(x1, x2, int(kind)) for (x1, x2), kind in rows]
    try:
        return Painted().with_points(points)
    except SettingError as error:
        raise DataError(error.message, error.remedy, **error.values) from error


def _kinds(goal: Column, file: str) -> Array:
    """The class number of each point."""
    names, kinds = np.unique(goal.values, return_inverse=True)
    if len(names) > len(CLASSES):
        raise DataError(
            "“{file}” has {count} classes in its last column, but at most {most} can be painted.",
            "Choose another table.",
            file=file, count=len(names), most=len(CLASSES),
        )  # fmt: skip
    if goal.texts is not None:
        if set(goal.texts) <= set(CLASSES):
            return np.array([CLASSES.index(text) for text in goal.texts])[goal.values]
    elif np.isin(names, np.arange(len(CLASSES))).all():
        return goal.values.astype(np.int64)
    return np.asarray(kinds.reshape(-1))
