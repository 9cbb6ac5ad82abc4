"""The chain of pictures: what a sample becomes row by row, and under each the gradient there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from diynn.csv_output import csv_text
from diynn.layers.layer import Array
from gui.tabs.calculation.arrangement import NOTHING, Arrangement, coloured
from gui.tabs.calculation.subject import LOSS, Choice
from gui.text.numbers import figures
from gui.theme.resources import text_font
from gui.theme.theme import ThemeSource
from gui.widgets.cell_table import paint_elided
from gui.widgets.painted_page import ARROWS, ENTER, PaintedPage

_MARGIN, _INDENT, _GAP = 10, 14, 6
_LARGEST_CELL, _TALLEST = 15, 150


@dataclass(frozen=True, eq=False)
class Strip:
    """One array of a band: its choice without a place, its values and how they lie."""

    choice: Choice
    symbol: str
    name: str
    """What it is, for screen readers."""
    values: Array
    arrangement: Arrangement
    limits: tuple[float, float] | None = None


@dataclass(frozen=True, eq=False)
class Band:
    """A row of the stack: its name and its strips; `depth` is 1 within a residual block."""

    title: str
    strips: tuple[Strip, ...]
    depth: int = 0


@dataclass(frozen=True, eq=False)
class _Placed:
    strip: Strip
    area: QRectF
    cell: float
    image: QImage


class ChainPage(PaintedPage):
    """Bands below each other; `chosen` carries the Choice that mouse or keys came to."""

    chosen = Signal(object)
    entered = Signal()
    """Enter: on to the terms."""

    def __init__(self, source: ThemeSource, name: str, parent: QWidget | None = None) -> None:
        super().__init__(source, name, parent)
        self._bands: tuple[Band, ...] = ()
        self._placed: list[_Placed] = []
        self._titles: list[tuple[Band, QRectF]] = []
        self._size = QSize()
        self._choice: Choice | None = None
        self.setMinimumWidth(180)

    @property
    def strips(self) -> list[Strip]:
        """Every strip, from the input down."""
        return [strip for band in self._bands for strip in band.strips]

    def show_bands(self, bands: Sequence[Band], choice: Choice | None) -> None:
        """Show other values, with `choice` framed."""
        self._bands = tuple(bands)
        self._choice = choice
        self.arrange()
        self._describe()

    def show_choice(self, choice: Choice) -> None:
        """Frame a value, and bring it into view."""
        self._choice = choice
        place = self._find(choice)
        if place is not None:
            area = place.area.adjusted(0, -24, 0, 8)
            self.show_area(area)
        self._describe()
        self.viewport().update()

    # What it shows

    def lay_out(self) -> None:
        """Place bands and strips for the width of the moment."""
        line = self.fontMetrics().height()
        width = max(self.viewport().width() - 2 * _MARGIN, 60)
        theme = self._source.current
        self._placed, self._titles = [], []
        y = float(_MARGIN)
        for band in self._bands:
            left = _MARGIN + band.depth * _INDENT
            self._titles.append((band, QRectF(left, y, width - band.depth * _INDENT, line)))
            y += line + 2
            for strip in band.strips:
                room = width - band.depth * _INDENT - 28
                shape = strip.arrangement
                cell = min(_LARGEST_CELL, room / shape.width, _TALLEST / shape.height)
                area = QRectF(left + 24, y, cell * shape.width, cell * shape.height)
                image = coloured(shape, strip.values, theme, strip.limits)
                self._placed.append(_Placed(strip, area, cell, image))
                y += max(area.height(), line * 0.9) + 3
            y += _GAP
        self._size = QSize(self.viewport().width(), round(y)) if self._bands else QSize()

    def content_size(self) -> QSize:
        """The size of all bands."""
        return self._size

    def paint_content(self, painter: QPainter, seen: QRectF) -> None:
        """Titles, and the pictures with their symbols."""
        theme = self._source.current
        painter.setFont(text_font(self._source.zoom, scale=0.92))
        for band, area in self._titles:
            if area.intersects(seen):
                painter.setPen(QColor(theme.text))
                paint_elided(painter, area, band.title, Qt.AlignmentFlag.AlignLeft)
        for one in self._placed:
            if not one.area.intersects(seen):
                continue
            painter.setPen(QColor(theme.muted))
            beside = QRectF(one.area.left() - 24, one.area.top(), 22,
                            max(one.area.height(), 14))  # fmt: skip
            top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            painter.drawText(beside, top, one.strip.symbol)
            painter.drawImage(one.area, one.image)
            painter.setPen(QPen(QColor(theme.border), 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(one.area)

    def paint_marks(self, painter: QPainter) -> None:
        """The frame round the chosen value; a ring where the keyboard is."""
        place = None if self._choice is None else self._find(self._choice)
        if place is not None and self._choice is not None and self._choice.kind != LOSS:
            theme = self._source.current
            down, across = place.strip.arrangement.point(
                place.strip.arrangement.number(self._choice.place)
            )
            area = QRectF(place.area.left() + across * place.cell,
                          place.area.top() + down * place.cell, place.cell, place.cell)  # fmt: skip
            grown = area.adjusted(-2, -2, 2, 2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for colour, wide in ((theme.surface, 4.0), (theme.accent, 2.0)):
                painter.setPen(QPen(QColor(colour), wide))
                painter.drawRect(grown)
        self.paint_focus(painter)

    def tip_at(self, place: QPointF) -> str:
        """The value under the pointer, in words."""
        found = self._at(place)
        return "" if found is None else self.words(*found)

    def words(self, strip: Strip, choice: Choice) -> str:
        """A value in words: what it is, where, and how large."""
        value = float(np.asarray(strip.values)[choice.place])
        where = ", ".join(map(str, choice.place))
        return f"{strip.name} [{where}]: {figures(value, 6)}"

    def csv(self) -> str:
        """Every value with its place."""
        rows: list[list[object]] = [["array", "place", "value"]]
        for strip in self.strips:
            rows += [
                [strip.name, " ".join(map(str, place)), float(strip.values[place])]
                for place in np.ndindex(strip.values.shape)
            ]
        return csv_text(rows)

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the value under the pointer."""
        found = self._at(self.to_content(event.position()))
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(found[1])

    def wants_key(self, event: QKeyEvent) -> bool:
        """Arrows, page keys and Enter."""
        pages = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        return super().wants_key(event) or event.key() in (*pages, *ENTER)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from value to value, and from array to array with the page keys."""
        move = ARROWS.get(Qt.Key(event.key()))
        place = None if self._choice is None else self._find(self._choice)
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._go_on(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        elif event.key() in ENTER:
            self.entered.emit()
        elif move is not None and place is not None and self._choice is not None:
            shape = place.strip.arrangement
            number = shape.moved(shape.number(self._choice.place), *move)
            self._choose(replace(self._choice, place=shape.place(number)))
        else:
            super().keyPressEvent(event)

    def _go_on(self, by: int) -> None:
        """Choose in the next array, at about the same place."""
        strips = self.strips
        if not strips:
            return
        here = None if self._choice is None else self._find(self._choice)
        at = next((n for n, one in enumerate(strips) if here and one is here.strip), -by)
        to = strips[min(max(at + by, 0), len(strips) - 1)]
        before = () if self._choice is None else self._choice.place
        shape = to.values.shape
        place = tuple(
            min(before[axis] if axis < len(before) else 0, size - 1)
            for axis, size in enumerate(shape)
        )
        self._choose(replace(to.choice, place=place))

    def _choose(self, choice: Choice) -> None:
        self.show_choice(choice)
        self.chosen.emit(choice)

    def _find(self, choice: Choice) -> _Placed | None:
        wanted = replace(choice, place=())
        return next((one for one in self._placed if one.strip.choice == wanted), None)

    def _at(self, place: QPointF) -> tuple[Strip, Choice] | None:
        for one in self._placed:
            if one.area.contains(place):
                shape = one.strip.arrangement
                down = min(int((place.y() - one.area.top()) / one.cell), shape.height - 1)
                across = min(int((place.x() - one.area.left()) / one.cell), shape.width - 1)
                number = int(shape.numbers[down, across])
                if number != NOTHING:
                    return one.strip, replace(one.strip.choice, place=shape.place(number))
        return None

    def _describe(self) -> None:
        place = None if self._choice is None else self._find(self._choice)
        known = place is not None and self._choice is not None
        words = ""
        if known and place is not None and self._choice is not None:
            words = self.words(place.strip, self._choice)
        self.setAccessibleDescription(words)
