"""Show the probability of each class as a bar, for one network or several."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from diynn.csv_output import csv_text
from gui.text.numbers import percent, telling
from gui.theme.resources import text_font
from gui.theme.theme import ThemeSource
from gui.widgets.painted_page import PaintedPage

Probabilities = npt.NDArray[np.floating[Any]]

_GAP = 8
_LONGEST_NAME = 90
_LINE = 26
_LEAST = 18
_SEEN = 0.005
# Classes that are seen without scrolling, however little room there is.
_MOST_AT_ONCE = 20


@dataclass(frozen=True, eq=False)
class Bars:
    """What one network says: its name, its place in `Theme.runs` or None, shares (classes,)."""

    name: str
    colour: int | None
    shares: Probabilities


class ProbabilityBars(PaintedPage):
    """A line for each class, with a bar for each network, and the first one's share in words."""

    has_ground = False

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        self._names: tuple[str, ...] = ()
        self._bars: tuple[Bars, ...] = ()
        super().__init__(source, "", parent)
        self._name = self.tr("Probabilities")
        self.setAccessibleName(self.tr("Probabilities of the classes"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_bars(self, names: Sequence[str], bars: Sequence[Bars]) -> None:
        """Show a share for each of the classes `names`, by each network of `bars`.

        Raises ValueError where a network has another number of classes.
        """
        for one in bars:
            if one.shares.shape != (len(names),):
                raise ValueError(f"{one.shares.shape} shares do not suit {len(names)} classes.")
        if len(names) != len(self._names):
            self.updateGeometry()
        self._names, self._bars = tuple(names), tuple(bars)
        self.arrange()

    def clear(self, text: str) -> None:
        """Show the sentence `text` alone."""
        self._bars, self._empty_text = (), text
        self.arrange()

    def bars(self) -> tuple[Bars, ...]:
        """Return what is shown."""
        return self._bars

    def names(self) -> tuple[str, ...]:
        """Return the classes that are shown."""
        return self._names

    def in_words(self) -> str:
        """Say what every network takes the sample for, and how sure it is."""
        if self.content_size().isEmpty():
            return self._empty_text
        best = [int(np.argmax(bars.shares)) for bars in self._bars]
        return "; ".join(
            telling(bars.name, f"{self._names[k]} {percent(float(bars.shares[k]))}")
            for bars, k in zip(self._bars, best, strict=True)
        )

    def csv(self) -> str:
        """Return the shares: a line a class, a column for each network."""
        shares = np.transpose([bars.shares for bars in self._bars])
        lines = zip(self._names, shares, strict=True) if self._bars else ()
        return csv_text(
            [
                ["class", *(bars.name for bars in self._bars)],
                *([name, *(f"{share:.6g}" for share in line)] for name, line in lines),
            ]
        )

    # Drawing

    def sizeHint(self) -> QSize:
        """Return a size with room for every class."""
        return QSize(220, _LINE * max(len(self._names), 4))

    def minimumSizeHint(self) -> QSize:
        """Return a size at which every class can be read, where they are not too many."""
        return QSize(140, _LEAST * min(max(len(self._names), 4), _MOST_AT_ONCE))

    def content_size(self) -> QSize:
        """Return the size of all lines."""
        if not self._bars or not self._names:
            return QSize()
        return QSize(self.viewport().width(), round(self._line() * len(self._names)))

    def tip_at(self, place: QPointF) -> str:
        """Return what every network says of a class."""
        number = int(place.y() // self._line())
        if self.content_size().isEmpty() or not 0 <= number < len(self._names):
            return ""
        text = (telling(bars.name, percent(float(bars.shares[number]))) for bars in self._bars)
        return "\n".join([self._names[number], *text])

    def _line(self) -> float:
        return min(max(self.viewport().height() / max(len(self._names), 1), _LEAST), _LINE)

    def paint_content(self, painter: QPainter, seen: QRectF) -> None:
        """Draw all lines."""
        theme = self._source.current
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(text_font(self._source.zoom))
        metrics, line = painter.fontMetrics(), self._line()
        widest = max((metrics.horizontalAdvance(name) for name in self._names), default=0)
        left = min(widest, _LONGEST_NAME) + _GAP
        width = self.viewport().width()
        room = width - left - metrics.horizontalAdvance("100 %") - _GAP
        behind = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        best = int(np.argmax(self._bars[0].shares))
        for number, name in enumerate(self._names):
            top = number * line
            painter.setFont(text_font(self._source.zoom, strong=number == best))
            painter.setPen(QColor(theme.text))
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, left - _GAP)
            painter.drawText(QRectF(0, top, left - _GAP, line), behind, shown)
            share = float(self._bars[0].shares[number])
            painter.setPen(QColor(theme.text if share >= _SEEN else theme.muted))
            painter.drawText(QRectF(0, top, width, line), behind, percent(share))
            painter.setPen(Qt.PenStyle.NoPen)
            each = (line - 6) / len(self._bars)
            for place, bars in enumerate(self._bars):
                area = QRectF(left, top + 3 + place * each, room, max(each - 1, 2))
                painter.setBrush(QColor(theme.hover))
                painter.drawRoundedRect(area, 2, 2)
                area.setWidth(room * float(np.clip(np.nan_to_num(bars.shares[number]), 0, 1)))
                accent = theme.accent if bars.colour is None else theme.runs[bars.colour]
                painter.setBrush(QColor(accent))
                painter.drawRoundedRect(area, 2, 2)

    def paint_marks(self, painter: QPainter) -> None:
        """Draw the ring of the keyboard."""
        self.paint_focus(painter)
