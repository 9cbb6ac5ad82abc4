"""An axis with round marks, their numbers in the user's language, and no paint work of its own."""

from __future__ import annotations

import html
import math
from typing import Any, Literal

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QGraphicsItem, QGraphicsWidget

from diynn.text import power_of_ten
from gui.text.numbers import alike, fixed
from gui.theme.resources import POINT_SIZE, text_font
from gui.theme.theme import Theme

Side = Literal["left", "bottom", "top", "right"]
Marks = tuple[list[float], list[str]]

_MOST_PLACES = 5
# From here on a number is written with a power of ten; what is counted, somewhat later.
_WRITTEN_OUT, _COUNTED = 1e5, 1e7
# At most about one mark in as many pixels.
_DISTANCE = 40
_GAP = 4


class Axis(pg.AxisItem):
    """An axis at one side of a plot; on a logarithmic one values are exponents of ten."""

    # Qt's own: asked for with every painting, they would each take Python's lock.
    boundingRect = QGraphicsWidget.boundingRect
    shape = QGraphicsWidget.shape

    def __init__(self, side: Side) -> None:
        self.log = False
        """Whether it is logarithmic."""
        self.whole = False
        """Whether it counts: between 1 and 2 is nothing to mark."""
        self.names: tuple[str, ...] = ()
        """Of categories, which stand at 1, 2, …; none where it measures."""
        self.title = ""
        super().__init__(side)
        self.enableAutoSIPrefix(False)
        self.setStyle(tickLength=0)
        self._title_css: dict[str, str] = {}
        # What was painted is kept until it changes.
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def dress(self, theme: Theme, zoom: float, room: int) -> None:
        """Wear the look of `theme` with text enlarged by `zoom`, and take `room` pixels."""
        self.setPen(pg.mkPen(theme.strong_border))
        self.setTextPen(pg.mkPen(theme.axis))
        self.setTickFont(text_font(zoom, scale=0.88))
        font = f"{POINT_SIZE * zoom * 0.95:.2f}pt"
        self._title_css = {"color": theme.muted, "font-size": font}
        self.label.setFont(text_font(zoom))
        (self.setWidth if self.is_upright() else self.setHeight)(room)
        self._write_title()

    def set_title(self, title: str) -> None:
        """Name the axis; what is longer than it is cut."""
        if title != self.title:
            self.title = title
            self._write_title()

    def set_log(self, log: bool) -> None:
        """Take values for exponents of ten, or for themselves."""
        if log != self.log:
            self.log = log
            self.picture = None
            self.update()

    def set_names(self, names: tuple[str, ...]) -> None:
        """Name the categories that stand at 1, 2, …, or for none of them measure."""
        if names != self.names:
            self.names = names
            self.picture = None
            self.update()

    def shows_marks(self) -> bool:
        """Return whether it has marks: numbers beside an empty plot would be made up."""
        return bool(self.style["showValues"])

    def set_marks_shown(self, shown: bool) -> None:
        """Show marks and numbers, or not."""
        if shown != self.shows_marks():
            self.setStyle(showValues=shown)

    def setRange(self, mn: float, mx: float) -> None:
        """Lie along other values; without marks, that is nothing to see."""
        if self.shows_marks():
            super().setRange(mn, mx)
        else:
            self.range = [mn, mx]

    def marks(self) -> Marks:
        """Return the places of the marks that are shown now, and their numbers."""
        low, high = self.range
        size = self.length()
        if not self.shows_marks() or size <= 0 or not low < high:
            return [], []
        if self.names:
            return self._named_marks(low, high, size)
        if self.log:
            return decade_marks(low, high, size)
        return plain_marks(low, high, size, whole=self.whole)

    def _named_marks(self, low: float, high: float, size: float) -> Marks:
        """The categories in sight, each name cut to the room that it has."""
        metrics = QFontMetricsF(self.style["tickFont"])
        room = (self.geometry().width() if self.is_upright() else size / (high - low)) - 2 * _GAP
        seen = [place for place in range(1, len(self.names) + 1) if low <= place <= high]
        cut = Qt.TextElideMode.ElideRight
        names = [metrics.elidedText(self.names[place - 1], cut, max(room, 1.0)) for place in seen]
        return [float(place) for place in seen], names

    def is_upright(self) -> bool:
        """Return whether it stands at the left or the right."""
        return self.orientation in ("left", "right")

    def length(self) -> float:
        """Return its length in pixels."""
        size = self.geometry()
        return float(size.height() if self.is_upright() else size.width())

    def numbers(self) -> list[str]:
        """Return the numbers that stand at the axis, from the first mark on."""
        return [text for _, text in self.placed_numbers()]

    def generateDrawSpecs(self, p: QPainter) -> tuple[Any, list[Any], list[Any]]:
        """Say what pyqtgraph is to paint: the line, and the numbers, none of them cut."""
        room = QRectF(0, 0, self.geometry().width(), self.geometry().height())
        if self.is_upright():
            across = room.right() - 0.5 if self.orientation == "left" else 0.5
            line = (QPointF(across, 0), QPointF(across, room.bottom()))
        else:
            line = (QPointF(0, 0.5), QPointF(room.right(), 0.5))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
        return (self.pen(), *line), [], [(at, flags, text) for at, text in self.placed_numbers()]

    def drawPicture(self, p: QPainter, *specs: Any) -> None:
        """Paint within the axis: an SVG file would keep the clip of what was painted before."""
        p.setClipRect(self.boundingRect())
        super().drawPicture(p, *specs)

    def placed_numbers(self) -> list[tuple[QRectF, str]]:
        """Return the numbers that are shown, each with its place in the axis, in pixels."""
        values, names = self.marks()
        if not values:
            return []
        metrics = QFontMetricsF(self.style["tickFont"])
        low, high = self.range
        length, across = self.length(), self.geometry().width()
        scale, free, placed = length / (high - low), -math.inf, []
        for value, name in zip(values, names, strict=True):
            width, height = metrics.horizontalAdvance(name), metrics.height()
            if self.is_upright():
                top = (high - value) * scale - height / 2
                # A number that would be cut off says something else: at an edge it makes way.
                top = max(min(top, length - metrics.ascent()), metrics.descent() - height / 4)
                left = across - width - _GAP - 2 if self.orientation == "left" else _GAP + 2
                placed.append((QRectF(left, top, width, height), name))
                continue
            left = (value - low) * scale - width / 2
            left = max(min(left, length - width), 0.0)
            if left > free:
                placed.append((QRectF(left, _GAP - 2, width, height), name))
                free = left + width + _GAP
        return placed

    def labelString(self) -> str:
        """Return the title; no unit follows it, for which pyqtgraph would leave a space."""
        whole: str = super().labelString()
        return whole.replace(" </span>", "</span>")

    def resizeEvent(self, event: QResizeEvent | None = None) -> None:
        """Give the title the room that there is."""
        if self.title:
            self._write_title()
        else:
            super().resizeEvent(event)

    def _write_title(self) -> None:
        metrics = QFontMetricsF(self.label.font())
        room = max(self.length(), 40.0)
        shown = metrics.elidedText(self.title, Qt.TextElideMode.ElideRight, room)
        self.setLabel(html.escape(shown), **self._title_css)
        self.showLabel(bool(self.title))
        # This puts it in the middle.
        super().resizeEvent(None)


def decades(low: float, high: float, size: float) -> list[float]:
    """Return the marks of a logarithmic axis from 10^`low` to 10^`high`, as exponents.

    The axis is `size` pixels long. Over few decades 2 and 5 get marks of their own; over many, some
    decades get none.
    """
    room = max(int(size / _DISTANCE), 2)
    first, last = math.floor(low), math.ceil(high)
    stride = max(1, math.ceil((last - first) / room))
    parts = (1.0, 2.0, 5.0) if (high - low) * 3 <= room else (1.0,)
    marks = [
        exponent + math.log10(part)
        for exponent in range(first, last + 1)
        if exponent % stride == 0
        for part in parts
    ]
    shown = [mark for mark in marks if low <= mark <= high]
    if len(shown) >= 2:
        return shown
    # Not even two of these fit: equal distances are all that is left.
    width = (high - low) / 3
    return [low + width * part for part in (0.5, 1.5, 2.5)] if width > 0 else [low]


def decade_marks(low: float, high: float, size: float) -> Marks:
    """Return the marks of a logarithmic axis from 10^`low` to 10^`high`, and their numbers.

    All are written in full, or all as powers of ten.
    """
    exponents = decades(low, high, size)
    return exponents, alike([10.0**exponent for exponent in exponents], 2)


def spacing(low: float, high: float, size: float) -> float:
    """Return the distance of the marks of a plain axis from `low` to `high`: 1, 2 or 5 times 10ⁿ.

    The axis is `size` pixels long; longer ones have more marks, but not in proportion.
    """
    widest = (high - low) / (2.25 * max(1.0, math.sqrt(size / 300)))
    unit = 10.0 ** math.floor(math.log10(widest))
    return max(factor * unit for factor in (1, 2, 5) if factor == 1 or factor * unit <= widest)


def plain_marks(low: float, high: float, size: float, *, whole: bool = False) -> Marks:
    """Return the marks of a plain axis from `low` to `high`, and their numbers.

    The axis is `size` pixels long. What is counted has marks at `whole` numbers alone. All numbers
    have as many places, or all are written with a power of ten.
    """
    apart = spacing(low, high, size)
    if whole:
        apart = max(apart, 1.0)
    first, last = math.ceil(low / apart - 1e-9), math.floor(high / apart + 1e-9)
    values = [place * apart for place in range(first, last + 1)]
    places = max(0, math.ceil(-math.log10(apart) - 1e-9))
    largest = max((abs(value) for value in values), default=0.0)
    if places <= _MOST_PLACES and largest < (_COUNTED if whole else _WRITTEN_OUT):
        return values, [fixed(value, places) for value in values]
    exponent = math.floor(math.log10(largest) + 1e-9)
    digits = max(0, exponent - math.floor(math.log10(apart) + 1e-9))
    return values, [
        f"{fixed(value / 10.0**exponent, digits)}·{power_of_ten(exponent)}" if value else "0"
        for value in values
    ]
