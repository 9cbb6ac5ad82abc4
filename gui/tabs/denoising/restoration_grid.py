"""Rows of the same few images: as they are, spoilt, and mended in several ways."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from gui.fonts import text_font
from gui.plots.card import paint_ring
from gui.plots.decibels import decibels
from gui.plots.export_menu import ExportMenu
from gui.plots.plot import Offering
from gui.plots.plot_words import listed
from gui.plots.run_marks import paint_run_mark
from gui.theme import ThemeSource
from gui.widgets.image_strip import Levels, grey_levels, grey_table, strip

Array = NDArray[Any]

GAP = 8
SMALL = 0.88
SMALLEST, LARGEST = 24.0, 112.0
"""Sides of a picture, in logical pixels."""
WHOLE_FROM = 0.8
"""Share of the room that pictures enlarged by a whole factor must fill; else it is a broken one."""
DOT = 8.0
_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


@dataclass(frozen=True, eq=False)
class GridRow:
    """One way of seeing the images.

    `images` is (images, height, width), black at 0 and white at 1. `psnr` (images,) stands below
    them, in decibels; or else `captions`. `colour` is a place in `Theme.runs`.
    """

    name: str
    images: Array
    psnr: Array | None = None
    captions: tuple[str, ...] = ()
    colour: int | None = None
    words: str = ""
    """A second line below the name."""


@dataclass(frozen=True)
class _Layout:
    """Lengths in logical pixels."""

    label: float
    column: float
    width: float
    height: float
    caption: float
    gap: float
    """Between a row and the next."""

    @property
    def line(self) -> float:
        """From one row to the next."""
        return self.height + self.caption + self.gap


class RestorationGrid(Offering, QAbstractScrollArea):
    """A column for each image; the best figure of each column is bold."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self.rows: tuple[GridRow, ...] = ()
        self._levels: list[Levels] = []
        self._best: set[tuple[int, int]] = set()
        self._current = (0, 0)
        self.menu = ExportMenu(self, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Denoised images"))
        source.changed.connect(self._arrange)

    def set_rows(self, rows: Sequence[GridRow]) -> None:
        """Show `rows`, all of the same number of images."""
        as_before = len(rows) == len(self.rows)
        self.rows = tuple(rows)
        self._levels = [grey_levels(row.images, 0.0, 1.0) for row in rows]
        self._best = _best_places(rows)
        if not as_before:
            self._arrange()
        self.viewport().update()

    def in_words(self) -> str:
        """Say what the rows are."""
        return listed([f"{row.name} {row.words}".strip() for row in self.rows])

    # What the export menu asks

    def picture_name(self) -> str:
        """Return a name for the picture."""
        return self.tr("Denoising")

    def picture_size(self) -> QSize:
        """Return the size of all rows."""
        lay = self._lay_out()
        height = 0.0 if lay is None else GAP + lay.line * len(self.rows)
        return QSize(max(self.viewport().width(), 1), max(int(height), 1))

    def paint_picture(self, painter: QPainter) -> None:
        """Draw all rows without the mark of the keyboard."""
        size = self.picture_size()
        ground = QColor(self._source.current.surface)
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), ground)
        self._paint(painter, 0.0, size.height())

    def csv(self) -> str:
        """Return the PSNR of every image in every row."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(["image", *(row.name for row in self.rows if row.psnr is not None)])
        columns = [row.psnr for row in self.rows if row.psnr is not None]
        for number, values in enumerate(zip(*columns, strict=True)):
            writer.writerow([number, *(f"{value:.4f}" for value in values)])
        return text.getvalue()

    # Drawing and events

    def minimumSizeHint(self) -> QSize:
        """Return a size at which four rows can be seen."""
        return QSize(320, 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that can be seen."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._source.current.surface))
        top = self.verticalScrollBar().value()
        painter.translate(0, -top)
        self._paint(painter, top, top + self.viewport().height())
        lay = self._lay_out()
        if lay is not None and self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._source.current.accent), 2))
            painter.drawRoundedRect(self._place(lay, *self._current).adjusted(-2, -2, 2, 2), 3, 3)
        elif self.hasFocus():
            paint_ring(painter, QRectF(self.viewport().rect()), self._source.current)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out for the new size."""
        super().resizeEvent(event)
        self._arrange()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw the part now in view."""
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from image to image; a screen reader tells what is there."""
        move = _MOVES.get(Qt.Key(event.key()))
        if move is None or not self.rows:
            super().keyPressEvent(event)
            return
        row = min(max(self._current[0] + move[0], 0), len(self.rows) - 1)
        column = min(max(self._current[1] + move[1], 0), len(self.rows[0].images) - 1)
        self._current = (row, column)
        self.setAccessibleDescription(self.tip(row, column))
        lay = self._lay_out()
        if lay is not None:
            place, bar = self._place(lay, row, column), self.verticalScrollBar()
            low, high = place.bottom() + lay.caption - self.viewport().height(), place.top() - GAP
            bar.setValue(int(min(max(bar.value(), low), high)))
        self.viewport().update()

    def wants_key(self, event: QKeyEvent) -> bool:
        """Whether a key means something here while the plot has the keyboard."""
        return event.key() in _MOVES and not event.modifiers()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show what is under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self.item_at(event.pos())
            QToolTip.showText(event.globalPos(), "" if found is None else self.tip(*found), self)
            return True
        return super().viewportEvent(event)

    def item_at(self, at: QPoint) -> tuple[int, int] | None:
        """Return the row and the column at a place of the viewport, if any."""
        lay = self._lay_out()
        if lay is None or at.x() < lay.label:
            return None
        row = int((at.y() + self.verticalScrollBar().value() - GAP) // lay.line)
        column = int((at.x() - lay.label) // lay.column)
        inside = 0 <= row < len(self.rows) and column < len(self.rows[0].images)
        return (row, column) if inside else None

    def tip(self, row: int, column: int) -> str:
        """Return what an image is, and its figure."""
        one, first = self.rows[row], self.rows[0]
        parts = [one.name]
        if first.captions:
            parts.append(first.captions[column])
        if one.psnr is not None:
            parts.append(self.tr("PSNR {0} dB").format(decibels(float(one.psnr[column]), 2)))
        return ", ".join(parts)

    def _arrange(self) -> None:
        lay, bar, height = self._lay_out(), self.verticalScrollBar(), self.viewport().height()
        total = 0.0 if lay is None else GAP + lay.line * len(self.rows)
        bar.setRange(0, max(int(total - height), 0))
        bar.setPageStep(height)
        bar.setSingleStep(20)
        if self.rows:
            row, column = self._current
            columns = len(self.rows[0].images)
            self._current = (min(row, len(self.rows) - 1), min(column, max(columns - 1, 0)))
        self.viewport().update()

    def _lay_out(self) -> _Layout | None:
        if not self.rows or not len(self.rows[0].images):
            return None
        count, high, wide = self.rows[0].images.shape
        zoom, ratio = self._source.zoom, self.devicePixelRatio()
        caption = 16.0 * zoom
        label = min(150.0 * zoom, 0.24 * self.viewport().width())
        column = (self.viewport().width() - label - GAP) / count
        lines = (self.viewport().height() - GAP) / len(self.rows) - caption - GAP
        side = min(column - 6, max(lines * wide / high, SMALLEST), LARGEST)
        whole = int(side * ratio / wide) * wide / ratio
        width = whole if whole >= WHOLE_FROM * side else side
        # Wide gaps would tear the rows apart.
        column = min(column, width + 4 * GAP)
        height = width * high / wide
        rest = (self.viewport().height() - GAP) / len(self.rows) - height - caption
        gap = min(max(rest, GAP), 3 * GAP)
        return _Layout(label, column, width, height, caption, gap)

    def _place(self, lay: _Layout, row: int, column: int) -> QRectF:
        left = lay.label + column * lay.column + (lay.column - lay.width) / 2
        return QRectF(left, GAP + row * lay.line, lay.width, lay.height)

    def _paint(self, painter: QPainter, top: float, bottom: float) -> None:
        lay, theme = self._lay_out(), self._source.current
        if lay is None:
            return
        font = text_font(self._source.zoom, scale=SMALL)
        bold = text_font(self._source.zoom, scale=SMALL, strong=True)
        table = grey_table(theme)
        ratio = self.devicePixelRatio()
        for number, (row, levels) in enumerate(zip(self.rows, self._levels, strict=True)):
            upper = GAP + number * lay.line
            if upper > bottom or upper + lay.line < top:
                continue
            self._paint_label(painter, row, lay, upper, font)
            width = levels.shape[2]
            line = strip(levels, width, 0, table)
            whole = abs(lay.width * ratio / width % 1) < 1e-6
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not whole)
            for column in range(len(levels)):
                place = self._place(lay, number, column)
                painter.drawImage(place, line.copy(column * width, 0, width, levels.shape[1]))
                text = _caption(row, column)
                if text:
                    best = (number, column) in self._best
                    painter.setFont(bold if best else font)
                    painter.setPen(QColor(theme.text if best else theme.muted))
                    below = QRectF(
                        place.center().x() - lay.column / 2, place.bottom(), lay.column, lay.caption
                    )
                    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_label(
        self, painter: QPainter, row: GridRow, lay: _Layout, top: float, font: QFont
    ) -> None:
        theme = self._source.current
        painter.setFont(font)
        metrics = painter.fontMetrics()
        left = float(GAP)
        lines = 2 if row.words else 1
        middle = top + lay.height / 2 - (lines - 1) * metrics.height() / 2
        if row.colour is not None:
            paint_run_mark(painter, QPointF(left + DOT / 2, middle), DOT, row.colour, theme)
            left += DOT + 5
        room = lay.label - left - 4
        for number, (text, colour) in enumerate(
            ((row.name, theme.text), (row.words, theme.muted))
        ):
            painter.setPen(QColor(colour))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, int(room))
            upper = middle + (number - 0.5) * metrics.height()
            area = QRectF(left, upper, room, metrics.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)


def _caption(row: GridRow, column: int) -> str:
    if row.psnr is None:
        return row.captions[column] if row.captions else ""
    return decibels(float(row.psnr[column]))


def _best_places(rows: Sequence[GridRow]) -> set[tuple[int, int]]:
    """Where the largest figure of each column stands, if there are several."""
    numbers = [number for number, row in enumerate(rows) if row.psnr is not None]
    if len(numbers) < 2:
        return set()
    values = np.array([rows[number].psnr for number in numbers], np.float64)
    best = np.nan_to_num(values, nan=-np.inf).argmax(axis=0)
    return {(numbers[row], column) for column, row in enumerate(best.tolist())}
