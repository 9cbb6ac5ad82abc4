"""The same few images as they are, spoilt, and restored in several ways; and a table of errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from diynn.csv_output import csv_text
from gui.text.numbers import NONE, fixed, rounded
from gui.text.plot_words import listed
from gui.theme.resources import text_font
from gui.theme.theme import ThemeSource
from gui.widgets.caption import Caption, ElidedCaption
from gui.widgets.cell_table import Cells, CellTable, paint_elided
from gui.widgets.image_content import Levels, grey_levels, grey_table, strip

Array = NDArray[Any]

GAP = 8
SMALL = 0.88
SMALLEST, LARGEST = 24.0, 112.0
"""Sides of a picture, in logical pixels."""
WHOLE_FROM = 0.8
"""Share of the room that pictures enlarged by a whole factor must fill; else it is a broken one."""


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


class RestorationGrid(CellTable):
    """A column for each image; the best figure of each column is bold."""

    choosable = coloured = False
    corner = 3.0

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        self.rows: tuple[GridRow, ...] = ()
        self._levels: list[Levels] = []
        self._best: set[tuple[int, int]] = set()
        # The sides of a picture.
        self._side = QSizeF()
        super().__init__(source, "", parent)
        self.setProperty("helpTopic", "restored-images")
        self._name = self.tr("Denoised images")
        self.setAccessibleName(self._name)

    def set_rows(self, rows: Sequence[GridRow]) -> None:
        """Show `rows`, all of the same number of images."""
        self.rows = tuple(rows)
        self._levels = [grey_levels(row.images, 0.0, 1.0) for row in rows]
        self._best = _best_places(rows)
        self.arrange()

    def in_words(self) -> str:
        """Say what the rows are."""
        return listed([f"{row.name} {row.words}".strip() for row in self.rows])

    def cell_words(self, row: int | None, column: int | None) -> str:
        """Return what an image is, and its figure; or what a row or a column is."""
        captions = self.rows[0].captions
        caption = captions[column] if captions and column is not None else ""
        if row is None:
            return caption
        one = self.rows[row]
        parts = [one.name, caption]
        if column is None:
            parts.append(one.words)
        elif one.psnr is not None:
            parts.append(self.tr("PSNR {0} dB").format(fixed(float(one.psnr[column]), 2)))
        return ", ".join(part for part in parts if part)

    def best(self) -> set[tuple[int, int]]:
        """Return the rows and columns of the best figures."""
        return self._best

    def csv(self) -> str:
        """Return the PSNR of every image in every row."""
        known = [row for row in self.rows if row.psnr is not None]
        lines = enumerate(zip(*(row.psnr for row in known), strict=True))
        return csv_text(
            [
                ["image", *(row.name for row in known)],
                *([number, *(f"{value:.4f}" for value in values)] for number, values in lines),
            ]
        )

    # Where things lie

    def find_cells(self) -> Cells | None:
        """Return cells that let the pictures fill the viewport, as far as they may grow."""
        rows, view = len(self.rows), self.viewport().size()
        if not rows or not len(self.rows[0].images):
            return None
        count, high, wide = self.rows[0].images.shape
        zoom, ratio = self._source.zoom, self.devicePixelRatio()
        caption = self._caption_height()
        left = min(150.0 * zoom, 0.24 * view.width())
        column = (view.width() - left - GAP) / count
        lines = (view.height() - GAP) / rows - caption - GAP
        side = max(min(column - 6, max(lines * wide / high, SMALLEST), LARGEST), 1.0)
        whole = int(side * ratio / wide) * wide / ratio
        width = whole if whole >= WHOLE_FROM * side else side
        self._side = QSizeF(width, width * high / wide)
        # Wide gaps would tear the rows apart.
        column = max(min(column, width + 4 * GAP), 1.0)
        taken = self._side.height() + caption
        gap = min(max((view.height() - GAP) / rows - taken, GAP), 3 * GAP)
        return Cells(rows, count, column, taken + gap, left, GAP, right=GAP, below=0)

    def frame_area(self, row: int | None, column: int | None) -> QRectF:
        """Return where the frame round a picture lies."""
        return self._picture(super().frame_area(row, column)).adjusted(-3, -3, 3, 3)

    def minimumSizeHint(self) -> QSize:
        """Return a size at which four rows can be seen."""
        return QSize(320, 200)

    def _caption_height(self) -> float:
        return 16.0 * self._source.zoom

    def _picture(self, cell: QRectF) -> QRectF:
        left = cell.center().x() - self._side.width() / 2
        return QRectF(QPointF(left, cell.top()), self._side)

    # Drawing

    def paint_content(self, painter: QPainter, seen: QRectF) -> None:
        """Draw the rows that can be seen, and their names."""
        cells, theme, zoom = self._cells, self._source.current, self._source.zoom
        assert cells is not None
        font = text_font(zoom, scale=SMALL)
        bold = text_font(zoom, scale=SMALL, strong=True)
        table = grey_table(theme)
        for number in cells.seen(seen)[0]:
            row, levels = self.rows[number], self._levels[number]
            painter.setFont(font)
            self._paint_row_name(painter, row, cells.row_name(number).adjusted(GAP, 0, -4, 0))
            width = levels.shape[2]
            line = strip(levels, width, 0, table)
            whole = abs(self._side.width() * self.devicePixelRatio() / width % 1) < 1e-6
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not whole)
            for column in range(len(levels)):
                cell = cells.area(number, column)
                place = self._picture(cell)
                painter.drawImage(place, line.copy(column * width, 0, width, levels.shape[1]))
                best = (number, column) in self._best
                painter.setFont(bold if best else font)
                painter.setPen(QColor(theme.text if best else theme.muted))
                below = QRectF(cell.left(), place.bottom(), cell.width(), self._caption_height())
                paint_elided(painter, below, _caption(row, column), Qt.AlignmentFlag.AlignHCenter)

    def _paint_row_name(self, painter: QPainter, row: GridRow, area: QRectF) -> None:
        theme, height = self._source.current, painter.fontMetrics().height()
        area.setHeight(self._side.height())
        top = area.center().y() - (height if row.words else height / 2)
        upper = QRectF(area.left(), top, area.width(), height)
        left = self.paint_run_name(painter, upper, row.name, row.colour, theme.text)
        painter.setPen(QColor(theme.muted))
        lower = upper.translated(0, height)
        lower.setLeft(left)
        paint_elided(painter, lower, row.words, Qt.AlignmentFlag.AlignLeft)


def _caption(row: GridRow, column: int) -> str:
    if row.psnr is None:
        return row.captions[column] if row.captions else ""
    return fixed(float(row.psnr[column]))


def _best_places(rows: Sequence[GridRow]) -> set[tuple[int, int]]:
    """Where each column has its largest figure, if there are several rows."""
    numbers = [number for number, row in enumerate(rows) if row.psnr is not None]
    if len(numbers) < 2:
        return set()
    values = np.array([rows[number].psnr for number in numbers], np.float64)
    best = np.nan_to_num(values, nan=-np.inf).argmax(axis=0)
    return {(numbers[row], column) for column, row in enumerate(best.tolist())}


@dataclass(frozen=True)
class QualityRow:
    """MSE and PSNR over the images shown, and over all of them once those are known."""

    name: str
    few: tuple[float, float]
    all: tuple[float, float] | None


class QualityTable(QWidget):
    """A line for each way, with four figures under two headings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "psnr")
        self.rows: tuple[QualityRow, ...] = ()
        self._lines: list[tuple[ElidedCaption, list[Caption]]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(8, 0, 8, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(0)
        # Names are near their figures, also where there is much room.
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(5, 2)
        self._grid.setColumnMinimumWidth(0, 120)
        # Where letters are large they end in …, before the page is wider than its tab.
        self._heads = [ElidedCaption() for _ in range(4)]
        tip = self.tr(
            "MSE: the mean squared error, with black at 0 and white at 1. "
            "PSNR: the same in decibels, 10 log₁₀(1 / MSE); 3 dB more is half the error."
        )
        for column, head in enumerate(self._heads, 1):
            head.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            head.set_tip(tip)
            self._grid.addWidget(head, 0, column)
        self._corner = Caption()
        self._grid.addWidget(self._corner, 0, 0)

    def set_rows(self, rows: Sequence[QualityRow], few: str, every: str, corner: str) -> None:
        """Show `rows` under the headings `few` and `every`; `corner` heads the names."""
        self.rows = tuple(rows)
        heads = (self.tr("MSE, {0}"), self.tr("PSNR, {0}"))
        words = [head.format(group) for group in (few, every) for head in heads]
        for head, text in zip(self._heads, words, strict=True):
            head.set_words(text)
            head.updateGeometry()
        _say(self._corner, corner)
        while len(self._lines) < len(rows):
            self._add()
        for number, (name, cells) in enumerate(self._lines):
            shown = number < len(rows)
            for widget in (name, *cells):
                widget.setVisible(shown)
            if shown:
                self._fill(rows[number], name, cells)

    def _fill(self, row: QualityRow, name: ElidedCaption, cells: list[Caption]) -> None:
        if name.text() != row.name:
            name.set_words(row.name)
        known = [] if row.all is None else list(row.all)
        for cell, text in zip(cells, _texts([*row.few, *known]), strict=True):
            _say(cell, text)

    def _add(self) -> None:
        line = len(self._lines) + 1
        name, cells = ElidedCaption(), [self._cell() for _ in range(4)]
        name.setProperty("muted", False)
        self._grid.addWidget(name, line, 0)
        for column, cell in enumerate(cells, 1):
            self._grid.addWidget(cell, line, column)
        self._lines.append((name, cells))

    def _cell(self) -> Caption:
        cell = Caption()
        cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        cell.setProperty("muted", False)
        return cell


def _texts(values: list[float]) -> list[str]:
    """MSE, PSNR, MSE, PSNR in words; a dash for those that are not known."""
    texts = [NONE] * 4
    for number, value in enumerate(values):
        if number % 2:
            texts[number] = f"{fixed(value, 2)} dB"
        else:
            texts[number] = rounded(value)
    return texts


def _say(label: Caption, text: str) -> None:
    if label.text() != text:
        label.setText(text)
