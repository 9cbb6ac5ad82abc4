"""The inputs of a network, each with a bar for what it is worth; one of them is chosen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from diynn.csv_output import csv_text
from gui.text.numbers import fixed, telling
from gui.text.plot_words import listed
from gui.theme.resources import text_font
from gui.theme.theme import ThemeSource
from gui.widgets.painted_page import PaintedPage

_MARGIN, _BAR, _AIR = 8, 4, 5
_SMALL = 0.92
_MOVES = {
    Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1,
    Qt.Key.Key_Home: -(1 << 30), Qt.Key.Key_End: 1 << 30,
}  # fmt: skip


@dataclass(frozen=True)
class Worth:
    """What the score loses where an input is shuffled, and how that varies."""

    fall: float
    deviation: float


class InputBars(PaintedPage):
    """Inputs from the most important down, or, while that is not known, as they come.

    `chosen` carries the number of the input, as they came, that a click or an arrow key chose.
    """

    chosen = Signal(int)

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        self._names: tuple[str, ...] = ()
        self._worth: tuple[Worth, ...] = ()
        self._order: list[int] = []
        self._choice = 0
        self._chosen_by_hand = False
        super().__init__(source, "", parent)
        self._name = self.tr("Importance of the inputs")
        self.setAccessibleName(self._name)

    def set_inputs(self, names: Sequence[str]) -> None:
        """List other inputs; the first is chosen, and the most important as soon as it is known."""
        self._names, self._worth, self._choice = tuple(names), (), 0
        self._chosen_by_hand = False
        self._order = list(range(len(names)))
        self.verticalScrollBar().setValue(0)
        self.arrange()

    def set_worth(self, worth: Sequence[Worth]) -> None:
        """Show what each input is worth; nothing for an empty sequence."""
        if len(worth) not in (0, len(self._names)) or tuple(worth) == self._worth:
            return
        is_first = not self._worth
        self._worth = tuple(worth)
        falls = np.array([one.fall for one in worth] or [0.0] * len(self._names))
        # What is no number, of a network that diverged, comes last.
        self._order = np.argsort(-np.nan_to_num(falls, nan=-np.inf), kind="stable").tolist()
        self.arrange()
        if is_first and worth and not self._chosen_by_hand:
            self._take(self._order[0])

    def names(self) -> list[str]:
        """The inputs in the order in which they stand."""
        return [self._names[k] for k in self._order]

    def worth(self) -> tuple[Worth, ...]:
        """What the inputs are worth, in the order in which they came."""
        return self._worth

    def choice(self) -> int:
        """The number of the chosen input, as they came."""
        return self._choice

    def choose(self, number: int) -> None:
        """Choose an input by its number, as they came."""
        self._chosen_by_hand = True
        self._take(number)

    def _take(self, number: int) -> None:
        if number != self._choice and 0 <= number < len(self._names):
            self._choice = number
            self.show_area(self._area(self._order.index(number)))
            self.viewport().update()
            self.chosen.emit(number)

    def in_words(self) -> str:
        """Say the chosen input, and what the first ones are worth."""
        if not self._names:
            return self._empty_text
        texts = [self._words(k) for k in self._order]
        return listed([self._words(self._choice), *texts])

    def csv(self) -> str:
        """Return a line for each input: its name, the mean fall and its deviation."""
        rows = (
            [self._names[k], *((f"{one.fall:.6g}", f"{one.deviation:.6g}") if one else ("", ""))]
            for k in self._order
            for one in [self._worth[k] if self._worth else None]
        )
        return csv_text([["input", "importance", "deviation"], *rows])

    def _words(self, number: int) -> str:
        name = self._names[number]
        return telling(name, fixed(self._worth[number].fall, 3)) if self._worth else name

    # Where things lie

    def _font(self) -> QFont:
        return text_font(self._source.zoom, scale=_SMALL)

    def _line(self) -> float:
        return QFontMetrics(self._font()).height() + _BAR + 2.0 * _AIR

    def _area(self, place: int) -> QRectF:
        return QRectF(0, place * self._line(), self.viewport().width(), self._line())

    def content_size(self) -> QSize:
        """Return the size of all lines."""
        if not self._names:
            return QSize()
        return QSize(self.viewport().width(), round(self._line() * len(self._names)))

    def sizeHint(self) -> QSize:
        """Return room for names of usual length."""
        return QSize(210, round(self._line() * min(max(len(self._names), 3), 10)))

    def minimumSizeHint(self) -> QSize:
        """Return room for two lines."""
        return QSize(130, round(2 * self._line()))

    def tip_at(self, place: QPointF) -> str:
        """Return the whole name of an input, and what it is worth."""
        at = int(place.y() // self._line())
        if not 0 <= at < len(self._order):
            return ""
        number = self._order[at]
        if not self._worth:
            return self._names[number]
        one = self._worth[number]
        return telling(
            self._names[number], f"{fixed(one.fall, 3)} ± {fixed(one.deviation, 3)}"
        )

    # Drawing

    def paint_content(self, painter: QPainter, seen: QRectF) -> None:
        """Draw the lines that can be seen."""
        theme = self._source.current
        painter.setFont(self._font())
        known = [abs(one.fall) for one in self._worth if math.isfinite(one.fall)]
        reach = max(known, default=0.0)
        for place, number in enumerate(self._order):
            area = self._area(place)
            if not area.intersects(seen):
                continue
            if number == self._choice:
                painter.fillRect(area, QColor(theme.selection))
            self._paint_line(painter, number, area.adjusted(_MARGIN, _AIR, -_MARGIN, -_AIR), reach)

    def _paint_line(self, painter: QPainter, number: int, area: QRectF, reach: float) -> None:
        theme, metrics = self._source.current, painter.fontMetrics()
        line = QRectF(area.left(), area.top(), area.width(), metrics.height())
        room = area.width()
        if self._worth:
            written = fixed(self._worth[number].fall, 3)
            painter.setPen(QColor(theme.muted))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, written)
            room -= metrics.horizontalAdvance(written) + _MARGIN
        painter.setPen(QColor(theme.text))
        cut = metrics.elidedText(self._names[number], Qt.TextElideMode.ElideMiddle, int(room))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, cut)
        track = QRectF(area.left(), line.bottom(), area.width(), _BAR)
        painter.fillRect(track, QColor(theme.grid))
        fall = self._worth[number].fall if self._worth else math.nan
        if reach > 0 and math.isfinite(fall):
            colour = theme.accent if fall >= 0 else theme.error
            share = abs(fall) / reach
            bar = QRectF(track.left(), track.top(), track.width() * share, _BAR)
            painter.fillRect(bar, QColor(colour))

    def paint_marks(self, painter: QPainter) -> None:
        """Draw the ring of the keyboard."""
        self.paint_focus(painter)

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the input below the pointer."""
        at = int(self.to_content(event.position()).y() // self._line())
        if event.button() == Qt.MouseButton.LeftButton and 0 <= at < len(self._order):
            self.choose(self._order[at])
        else:
            super().mousePressEvent(event)

    def wants_key(self, event: QKeyEvent) -> bool:
        """The arrow keys go from one input to the next, Home and End to the ends."""
        return event.key() in _MOVES and bool(self._names)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the next input in the order in which they stand."""
        move = _MOVES.get(Qt.Key(event.key()))
        if move is None or not self._names:
            super().keyPressEvent(event)
            return
        place = min(max(self._order.index(self._choice) + move, 0), len(self._order) - 1)
        self.choose(self._order[place])
