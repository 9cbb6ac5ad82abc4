"""A table of how well each run restores images at each strength of the noise, as shades."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.colours import blend, contrast
from gui.fonts import text_font
from gui.plots.card import paint_ring
from gui.plots.decibels import decibels
from gui.plots.export_menu import ExportMenu
from gui.plots.figures import figures
from gui.plots.plot import Offering
from gui.plots.plot_words import listed
from gui.plots.run_marks import paint_run_mark
from gui.theme import ThemeSource

Array = NDArray[Any]

GAP = 8
LINE = 22
SMALL = 0.88
DOT = 8.0
PALEST, STRONGEST = 0.06, 0.85
"""How much of the accent colour covers the ground of the worst and of the best cell."""
LABEL_SHARE, LABEL_MOST = 0.28, 220.0
_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


@dataclass(frozen=True, eq=False)
class MapRow:
    """One run, or a way without a network; `psnr` (columns,) in decibels, NaN where unknown."""

    name: str
    psnr: Array
    sigma: str = ""
    colour: int | None = None
    stale: bool = False
    """Whether the figures are of earlier weights."""


class NoiseMap(Offering, QWidget):
    """A row for each run, a column for each strength; the best of each column is bold.

    `cell_chosen` carries row and column of the cell that was clicked on or chosen by Enter.
    """

    cell_chosen = Signal(int, int)

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self.rows: tuple[MapRow, ...] = ()
        self.strengths: tuple[float, ...] = ()
        self.chosen: tuple[int, int] | None = None
        self._titles = ("", "")
        self._current = (0, 0)
        self._pressed: tuple[int, int] | None = None
        self.menu = ExportMenu(self, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Training noise against test noise"))
        source.changed.connect(self.updateGeometry)
        source.changed.connect(self.update)

    def set_table(
        self, rows: Sequence[MapRow], strengths: Sequence[float], titles: tuple[str, str]
    ) -> None:
        """Show `rows` over `strengths`; the titles are those of the rows and of the columns."""
        if len(rows) != len(self.rows):
            self.updateGeometry()
        self.rows, self.strengths, self._titles = tuple(rows), tuple(strengths), titles
        row, column = self._current
        self._current = (min(row, max(len(rows) - 1, 0)), min(column, len(self.strengths) - 1))
        self.update()

    def set_chosen(self, cell: tuple[int, int] | None) -> None:
        """Frame the cell whose images are shown."""
        if cell != self.chosen:
            self.chosen = cell
            self.update()

    def tip(self, row: int, column: int) -> str:
        """Return a cell in words."""
        one = self.rows[row]
        value = float(one.psnr[column])
        known = self.tr("PSNR {0} dB").format(decibels(value, 2))
        words = known if not np.isnan(value) else self.tr("not measured yet")
        trained = self.tr("trained with σ {0}").format(one.sigma) if one.sigma else ""
        tested = f"{self._titles[1]} {figures(self.strengths[column], 3)}"
        stale = self.tr("before the last steps of training") if one.stale else ""
        return ", ".join(part for part in (one.name, trained, tested, words, stale) if part)

    def in_words(self) -> str:
        """Say where every row is at its best."""
        known = [row for row, one in enumerate(self.rows) if not np.isnan(one.psnr).all()]
        return listed([self.tip(row, int(np.nanargmax(self.rows[row].psnr))) for row in known])

    # What the export menu asks

    def picture_name(self) -> str:
        """Return a name for the picture."""
        return self.tr("Training noise against test noise")

    def picture_size(self) -> QSize:
        """Return the size of the map."""
        return self.size()

    def paint_picture(self, painter: QPainter) -> None:
        """Draw the map without the mark of the keyboard."""
        painter.fillRect(QRectF(self.rect()), QColor(self._source.current.surface))
        self._paint(painter)

    def csv(self) -> str:
        """Return every figure."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(["run", "training noise", *(f"{one:g}" for one in self.strengths)])
        for row in self.rows:
            figures_ = ["" if np.isnan(value) else f"{value:.4f}" for value in row.psnr]
            writer.writerow([row.name, row.sigma, *figures_])
        return text.getvalue()

    # Drawing and events

    def sizeHint(self) -> QSize:
        """Return a size for all rows."""
        return QSize(420, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return a size for all rows."""
        return QSize(320, round((len(self.rows) + 1) * self._line()) + 4)

    def _line(self) -> float:
        return LINE * self._source.zoom

    def _label_width(self) -> float:
        return min(LABEL_SHARE * self.width(), LABEL_MOST * self._source.zoom)

    def place(self, row: int, column: int) -> QRectF:
        """Return where a cell lies."""
        label = self._label_width()
        width = (self.width() - label - GAP) / max(len(self.strengths), 1)
        line = self._line()
        return QRectF(label + column * width, (row + 1) * line, width - 1, line - 1)

    def cell_at(self, at: QPoint) -> tuple[int, int] | None:
        """Return the row and the column at a place, if any."""
        first = self.place(0, 0)
        row = int((at.y() - first.top()) // self._line())
        column = int((at.x() - first.left()) // (first.width() + 1))
        inside = 0 <= row < len(self.rows) and 0 <= column < len(self.strengths)
        return (row, column) if inside else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the map."""
        painter = QPainter(self)
        self._paint(painter)
        if self.hasFocus() and self.rows:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._source.current.accent), 2))
            painter.drawRect(self.place(*self._current).adjusted(1, 1, -1, -1))
        elif self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), self._source.current)
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        theme, zoom = self._source.current, self._source.zoom
        font = text_font(zoom, scale=SMALL)
        bold = text_font(zoom, scale=SMALL, strong=True)
        painter.setFont(font)
        painter.setPen(QColor(theme.muted))
        centred, left = Qt.AlignmentFlag.AlignCenter, Qt.AlignmentFlag.AlignVCenter
        line, label = self._line(), self._label_width()
        head = f"{self._titles[0]} ↓   {self._titles[1]} →"
        painter.drawText(QRectF(GAP, 0, label - GAP, line), left, head)
        for column, strength in enumerate(self.strengths):
            painter.drawText(
                self.place(-1, column), centred, figures(strength, 3)
            )
        shades, best = _shades(self.rows), _best(self.rows)
        for number, row in enumerate(self.rows):
            painter.setFont(font)
            self._paint_label(painter, row, number)
            for column, value in enumerate(row.psnr.tolist()):
                place = self.place(number, column)
                ground = blend(theme.surface, theme.accent, shades[number, column])
                painter.fillRect(place, QColor(ground))
                dark = contrast(ground, theme.text) >= contrast(ground, theme.on_accent)
                painter.setPen(QColor(theme.text if dark else theme.on_accent))
                painter.setFont(bold if best[number, column] else font)
                painter.drawText(place, centred, _words(value))
        if self.chosen is not None and self.chosen[0] < len(self.rows):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.text), 1.5))
            painter.drawRect(self.place(*self.chosen))

    def _paint_label(self, painter: QPainter, row: MapRow, number: int) -> None:
        theme, metrics = self._source.current, painter.fontMetrics()
        line, label = self._line(), self._label_width()
        top, left = (number + 1) * line, float(GAP)
        painter.setPen(QColor(theme.text))
        if row.colour is not None:
            middle = QPointF(left + DOT / 2, top + line / 2)
            paint_run_mark(painter, middle, DOT, row.colour, theme)
            left += DOT + 5
        right = metrics.horizontalAdvance(row.sigma) + GAP if row.sigma else 0
        room = label - left - right - GAP
        muted = row.colour is None or row.stale
        painter.setPen(QColor(theme.muted if muted else theme.text))
        name = metrics.elidedText(row.name, Qt.TextElideMode.ElideMiddle, int(room))
        painter.drawText(QRectF(left, top, room, line), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(QColor(theme.text))
        aligned = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(left, top, label - left - GAP, line), aligned, row.sigma)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the cell under the pointer."""
        found = self.cell_at(event.position().toPoint())
        self._pressed = found if event.button() == Qt.MouseButton.LeftButton else None
        if self._pressed is not None:
            self._current = self._pressed
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the cell that was pressed, if the pointer is on it still."""
        found = self.cell_at(event.position().toPoint())
        if found is not None and found == self._pressed:
            self.cell_chosen.emit(*found)
        self._pressed = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from cell to cell, and choose one by Enter."""
        move = _MOVES.get(Qt.Key(event.key()))
        if not self.rows:
            super().keyPressEvent(event)
        elif move is not None:
            row = min(max(self._current[0] + move[0], 0), len(self.rows) - 1)
            column = min(max(self._current[1] + move[1], 0), len(self.strengths) - 1)
            self._current = (row, column)
            self.setAccessibleDescription(self.tip(row, column))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.cell_chosen.emit(*self._current)
        else:
            super().keyPressEvent(event)

    def wants_key(self, event: QKeyEvent) -> bool:
        """Whether a key means something here while the plot has the keyboard."""
        return event.key() in _MOVES and not event.modifiers()

    def event(self, event: QEvent) -> bool:
        """Show what is under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.cell_at(event.pos())
            QToolTip.showText(event.globalPos(), "" if found is None else self.tip(*found), self)
            return True
        return super().event(event)


def _words(value: float) -> str:
    if np.isnan(value):
        return "…"
    return decibels(value)


def _table(rows: Sequence[MapRow]) -> Array:
    return np.array([row.psnr for row in rows], np.float64)


def _shades(rows: Sequence[MapRow]) -> Array:
    """How strongly each cell is coloured: the best most; what is unknown not at all.

    The runs set the scale: a clean image, say, would outshine all that sets them apart.
    """
    table = _table(rows)
    runs = table[[bool(row.sigma) for row in rows]] if rows else table
    finite = runs[np.isfinite(runs)]
    if not len(finite):
        return np.zeros(table.shape)
    low, high = float(finite.min()), float(finite.max())
    share = np.clip((table - low) / max(high - low, 1e-9), 0, 1)
    return np.nan_to_num(PALEST + share * (STRONGEST - PALEST), nan=0.0)


def _best(rows: Sequence[MapRow]) -> Array:
    """Where the largest figure of each column stands."""
    table = np.nan_to_num(_table(rows), nan=-np.inf, posinf=np.inf, neginf=-np.inf)
    if not len(table):
        return table.astype(bool)
    return np.asarray((table == table.max(axis=0)) & (table > -np.inf))
