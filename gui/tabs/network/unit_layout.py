"""Where the units and wires of a dense stack lie, and the way from one to the next by keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainterPath

from diynn.analysis.wiring import Column
from gui.tabs.network.picture import MOST_UNITS

Array = NDArray[Any]

UNIT, WIRE, BIAS = "unit", "wire", "bias"

_SMALLEST, _LARGEST = 17.0, 46.0
"""Pixels of a unit's side."""
_GAP = 5.0
_LEAST_PITCH = 54.0
"""Pixels from a column to the next: where there is less room, the drawing scrolls."""
_MARGIN = 10.0
_CORNER = 4.0
_NEAR = 6.0
"""Pixels from a wire at which it is meant."""
_STEPS = 17
"""Places along a wire that are known."""


class Spot(NamedTuple):
    """What is meant: a unit of a column, its bias, or the wire to it from the unit `source` of the
    column before. Columns and units count from 0."""

    kind: str
    column: int
    unit: int
    source: int = -1


@dataclass(frozen=True)
class Frame:
    """What the places depend on: pixels for names at the sides and for a line of text, and the
    size of the view."""

    size: QSizeF
    line: float
    left: float
    right: float


class UnitLayout:
    """Columns from left to right; of one with more units than there is room for the first ones."""

    def __init__(
        self, columns: Sequence[Column], biased: Sequence[bool], frame: Frame
    ) -> None:
        """`biased` says of every column whether its units have a bias."""
        self.columns, self.biased, self.frame = tuple(columns), tuple(biased), frame
        body = max(frame.size.height() - frame.line - 1.5 * _MARGIN, 2 * (_SMALLEST + _GAP))
        most = max(int(body // (_SMALLEST + _GAP)), 2)
        slots = [min(column.units, MOST_UNITS, most) for column in columns]
        self.shown = [
            count if count == column.units else max(count - 1, 1)
            for count, column in zip(slots, columns, strict=True)
        ]
        """Units of each column that are drawn."""
        gaps = max(len(columns) - 1, 1)
        room = frame.size.width() - 2 * _MARGIN - frame.left - frame.right
        step = body / max(slots)
        self.side = side = min(
            max(step - _GAP, _SMALLEST), _LARGEST, max(0.4 * room / gaps, _SMALLEST)
        )
        pitch = max((room - side) / gaps, _LEAST_PITCH)
        if len(columns) == 1:
            pitch = 0.0
        step = min(step, side * 1.6)
        left = _MARGIN + frame.left
        self.width = max(
            left + (len(columns) - 1) * pitch + side + frame.right + _MARGIN, frame.size.width()
        )
        top = frame.line + _MARGIN / 2
        self.areas: list[list[QRectF]] = []
        """The place of every unit that is drawn."""
        self.more: list[QRectF | None] = []
        """Where it says how many units of a column are not."""
        self.titles: list[QRectF] = []
        for number, count in enumerate(slots):
            x = left + number * pitch
            y = top + (body - count * step + step - side) / 2
            places = [QRectF(x, y + at * step, side, side) for at in range(self.shown[number])]
            self.areas.append(places)
            hidden = self.shown[number] < columns[number].units
            wide = max(pitch or room, side)
            below = places[-1].bottom() + (step - side) / 2 + 1
            middle = x + side / 2
            self.more.append(
                QRectF(middle - wide / 2, below, wide, frame.line) if hidden else None
            )
            self.titles.append(QRectF(middle - wide / 2 + 2, 2, wide - 4, frame.line))

    # Wires

    @cached_property
    def wires(self) -> list[Spot]:
        """Every wire that is drawn, column by column."""
        return [
            Spot(WIRE, number, unit, source)
            for number, column in enumerate(self.columns)
            for unit in range(self.shown[number])
            for source in self.sources(number, unit)
        ]

    def sources(self, column: int, unit: int) -> range:
        """The units of the column before that are joined to a unit, of those that are drawn."""
        if column == 0:
            return range(0)
        before = self.shown[column - 1]
        if self.columns[column].joined is not None:
            return range(before)
        return range(unit, unit + 1) if unit < before else range(0)

    @cached_property
    def paths(self) -> list[QPainterPath]:
        """The line of each of the `wires`."""
        made = []
        for wire in self.wires:
            start, first, second, end = self._corners(wire)
            path = QPainterPath(start)
            path.cubicTo(first, second, end)
            made.append(path)
        return made

    def _corners(self, wire: Spot) -> tuple[QPointF, QPointF, QPointF, QPointF]:
        before = self.areas[wire.column - 1][wire.source]
        area = self.areas[wire.column][wire.unit]
        start = QPointF(before.right(), before.center().y())
        end = QPointF(area.left(), area.center().y())
        middle = (start.x() + end.x()) / 2
        return start, QPointF(middle, start.y()), QPointF(middle, end.y()), end

    @cached_property
    def _courses(self) -> Array:
        """Places along each of the `wires`, (wires, steps, 2)."""
        corners = np.array(
            [[point.toTuple() for point in self._corners(wire)] for wire in self.wires]
        ).reshape(-1, 4, 2)
        t = np.linspace(0, 1, _STEPS)
        shares = np.stack([(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3])
        return np.asarray(np.einsum("wkd,ks->wsd", corners, shares))

    def middle(self, spot: Spot) -> QPointF:
        """The middle of what is meant."""
        if spot.kind == WIRE:
            start, _, _, end = self._corners(spot)
            return (start + end) / 2
        return self.area(spot).center()

    def area(self, spot: Spot) -> QRectF:
        """The place of a unit, of its bias, or of all of a wire."""
        if spot.kind == WIRE:
            start, _, _, end = self._corners(spot)
            return QRectF(start, end).normalized()
        unit = self.areas[spot.column][spot.unit]
        if spot.kind == UNIT:
            return unit
        size = max(unit.width() / 4, 6.0)
        return QRectF(unit.left() - size / 2, unit.bottom() - size / 2, size, size)

    # What is painted at once

    @cached_property
    def frames(self) -> QPainterPath:
        """The edges of all units."""
        path = QPainterPath()
        for area in self._all():
            path.addRoundedRect(area, _CORNER, _CORNER)
        return path

    @cached_property
    def corners(self) -> QPainterPath:
        """What the round corners of all units leave of their squares."""
        path = QPainterPath()
        for area in self._all():
            path.addRect(area.adjusted(-0.5, -0.5, 0.5, 0.5))
            path.addRoundedRect(area, _CORNER, _CORNER)
        return path

    def _all(self) -> list[QRectF]:
        return [area for column in self.areas for area in column]

    # What is meant

    def is_there(self, spot: Spot) -> bool:
        """Whether that is drawn."""
        if spot.column >= len(self.columns) or spot.unit >= self.shown[spot.column]:
            return False
        if spot.kind == WIRE:
            return spot.source in self.sources(spot.column, spot.unit)
        return spot.kind == UNIT or self.biased[spot.column]

    def spot_at(self, place: QPointF) -> Spot | None:
        """What is meant at a place of the drawing."""
        for column, areas in enumerate(self.areas):
            for unit in range(len(areas)):
                bias = Spot(BIAS, column, unit)
                if self.biased[column] and self.area(bias).adjusted(-2, -2, 2, 2).contains(place):
                    return bias
                if areas[unit].contains(place):
                    return Spot(UNIT, column, unit)
        if not self.wires:
            return None
        starts, steps = self._courses[:, :-1], np.diff(self._courses, axis=1)
        to = np.array(place.toTuple()) - starts
        lengths = np.maximum((steps**2).sum(axis=2), 1e-9)
        shares = np.clip((to * steps).sum(axis=2) / lengths, 0, 1)
        away = np.hypot(*np.moveaxis(to - shares[..., np.newaxis] * steps, 2, 0)).min(axis=1)
        nearest = int(away.argmin())
        return self.wires[nearest] if away[nearest] <= _NEAR else None

    def moved(self, spot: Spot, key: Qt.Key) -> Spot:
        """What a key goes to from `spot`: from a unit to the wire at its side, along the wires of a
        unit, and from a wire to the unit at its end."""
        last = len(self.columns) - 1
        keys = Qt.Key
        if key in (keys.Key_Home, keys.Key_End):
            return self._unit(0 if key == keys.Key_Home else last, spot.unit)
        if key in (keys.Key_PageUp, keys.Key_PageDown):
            by = -1 if key == keys.Key_PageUp else 1
            return self._unit(min(max(spot.column + by, 0), last), spot.unit)
        if key == keys.Key_Right:
            return self._right(spot)
        if key == keys.Key_Left:
            return self._left(spot)
        by = -1 if key == keys.Key_Up else 1
        if spot.kind == UNIT:
            return self._unit(spot.column, max(spot.unit + by, 0))
        return self._along(spot, by)

    def _unit(self, column: int, unit: int) -> Spot:
        return Spot(UNIT, column, min(unit, self.shown[column] - 1))

    def _right(self, spot: Spot) -> Spot:
        if spot.kind != UNIT:
            return Spot(UNIT, spot.column, spot.unit)
        if spot.column == len(self.columns) - 1:
            return spot
        to = self._unit(spot.column + 1, spot.unit)
        wire = Spot(WIRE, to.column, to.unit, spot.unit)
        return wire if self.is_there(wire) else to

    def _left(self, spot: Spot) -> Spot:
        if spot.column == 0:
            return spot
        if spot.kind == WIRE:
            return Spot(UNIT, spot.column - 1, spot.source)
        if spot.kind == BIAS:
            return self._unit(spot.column - 1, spot.unit)
        sources = self.sources(spot.column, spot.unit)
        if not sources:
            return self._unit(spot.column - 1, spot.unit)
        return Spot(WIRE, *spot[1:3], min(max(spot.unit, sources.start), sources.stop - 1))

    def _along(self, spot: Spot, by: int) -> Spot:
        """The wire to the same unit above or below; after the last one its bias."""
        sources = self.sources(spot.column, spot.unit)
        number = len(sources) if spot.kind == BIAS else sources.index(spot.source)
        number = min(max(number + by, 0), len(sources) - (not self.biased[spot.column]))
        if number == len(sources):
            return Spot(BIAS, spot.column, spot.unit)
        return Spot(WIRE, spot.column, spot.unit, sources[number])
