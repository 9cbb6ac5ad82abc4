"""Show the probability of each class as a bar, for one network or several."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.fonts import text_font
from gui.plots.export_menu import ExportMenu
from gui.plots.figures import percent, telling
from gui.plots.plot import Offering
from gui.theme import ThemeSource
from gui.widgets.csv_text import csv_text
from gui.widgets.painted_page import paint_sentence

Probabilities = npt.NDArray[np.floating[Any]]

_GAP = 8
_LONGEST_NAME = 90
_LINE = 26
_LEAST = 18
_SEEN = 0.005


@dataclass(frozen=True, eq=False)
class Bars:
    """What one network says: its name, its place in `Theme.runs` or None, shares (classes,)."""

    name: str
    colour: int | None
    shares: Probabilities


class ProbabilityBars(Offering, QWidget):
    """A line for each class, with a bar for each network, and the first one's share in words."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        super().__init__(parent)
        self._source = source
        self._names: tuple[str, ...] = ()
        self._bars: tuple[Bars, ...] = ()
        self._empty_text = ""
        self.menu = ExportMenu(self, self)
        self.setAccessibleName(self.tr("Probabilities of the classes"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        source.changed.connect(self.update)

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
        self._describe()
        self.update()

    def clear(self, text: str) -> None:
        """Show the sentence `text` alone."""
        self._bars, self._empty_text = (), text
        self._describe()
        self.update()

    def bars(self) -> tuple[Bars, ...]:
        """Return what is shown."""
        return self._bars

    def names(self) -> tuple[str, ...]:
        """Return the classes that are shown."""
        return self._names

    # What the export menu asks

    def picture_name(self) -> str:
        """Return a name for the picture."""
        return self.tr("Probabilities")

    def picture_size(self) -> QSize:
        """Return the size of all lines."""
        return QSize(max(self.width(), 160), round(self._line() * max(len(self._names), 1)))

    def paint_picture(self, painter: QPainter) -> None:
        """Draw all lines."""
        area = QRectF(0, 0, self.picture_size().width(), self.picture_size().height())
        painter.fillRect(area, QColor(self._source.current.surface))
        self._paint(painter)

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
        """Return a size at which every class can still be read."""
        return QSize(140, _LEAST * max(len(self._names), 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines, or the sentence."""
        super().paintEvent(event)
        painter = QPainter(self)
        if self._bars:
            self._paint(painter)
        else:
            inner = QRectF(self.rect()).adjusted(_GAP, 0, -_GAP, 0)
            paint_sentence(painter, inner, self._empty_text, self._source)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tell by a tip what every network says of a class."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = int(event.pos().y() // self._line())
            inside = bool(self._bars) and 0 <= number < len(self._names)
            told = [
                telling(bars.name, percent(float(bars.shares[number]))) for bars in self._bars
            ] if inside else []  # fmt: skip
            QToolTip.showText(event.globalPos(), "\n".join(told), self)
            return True
        return super().event(event)

    def _line(self) -> float:
        return min(max(self.height() / max(len(self._names), 1), _LEAST), _LINE)

    def _paint(self, painter: QPainter) -> None:
        theme = self._source.current
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(text_font(self._source.zoom))
        metrics, line = painter.fontMetrics(), self._line()
        widest = max((metrics.horizontalAdvance(name) for name in self._names), default=0)
        left = min(widest, _LONGEST_NAME) + _GAP
        room = self.width() - left - metrics.horizontalAdvance("100 %") - _GAP
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
            painter.drawText(QRectF(0, top, self.width(), line), behind, percent(share))
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

    def _describe(self) -> None:
        told = [
            telling(bars.name, f"{self._names[best]} {percent(float(bars.shares[best]))}")
            for bars in self._bars
            for best in [int(np.argmax(bars.shares))]
        ]
        self.setAccessibleDescription("; ".join(told) or self._empty_text)
