"""A table of how well each run restores images at each strength of the noise, as shades."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from diynn.csv_output import csv_text
from gui.text.numbers import figures, fixed
from gui.text.plot_words import listed
from gui.theme.colours import blend, contrast
from gui.theme.resources import text_font
from gui.theme.theme import ThemeSource
from gui.widgets.cell_table import Cells, CellTable, paint_elided

Array = NDArray[Any]

GAP = 8
LINE = 22
SMALL = 0.88
PALEST, STRONGEST = 0.06, 0.85
"""How much of the accent colour covers the ground of the worst and of the best cell."""
LABEL_SHARE, LABEL_MOST = 0.28, 220.0
MOST_ROWS = 7
"""Rows that are seen without scrolling."""
_CENTRED = Qt.AlignmentFlag.AlignCenter
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, eq=False)
class MapRow:
    """One run, or a way without a network; `psnr` (columns,) in decibels, NaN where unknown."""

    name: str
    psnr: Array
    sigma: str = ""
    colour: int | None = None
    stale: bool = False
    """Whether the figures are of earlier weights."""


class NoiseMap(CellTable):
    """A row for each run, a column for each strength; the best of each column is bold."""

    has_ground = False

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        self.rows: tuple[MapRow, ...] = ()
        self.strengths: tuple[float, ...] = ()
        self._titles = ("", "")
        super().__init__(source, "", parent)
        self._name = self.tr("Training noise against test noise")
        self.setAccessibleName(self._name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        source.changed.connect(self.updateGeometry)

    def set_table(
        self, rows: Sequence[MapRow], strengths: Sequence[float], titles: tuple[str, str]
    ) -> None:
        """Show `rows` over `strengths`; the titles are those of the rows and of the columns."""
        if len(rows) != len(self.rows):
            self.updateGeometry()
        self.rows, self.strengths, self._titles = tuple(rows), tuple(strengths), titles
        self.arrange()

    def cell_words(self, row: int | None, column: int | None) -> str:
        """Return a cell, the name of a row or a strength in words."""
        tested = "" if column is None else f"{self._titles[1]} {figures(self.strengths[column], 3)}"
        if row is None:
            return tested
        one = self.rows[row]
        parts = [one.name, self.tr("trained with σ {0}").format(one.sigma) if one.sigma else ""]
        if column is not None:
            value = float(one.psnr[column])
            known = self.tr("PSNR {0} dB").format(fixed(value, 2))
            parts += [tested, known if not np.isnan(value) else self.tr("not measured yet")]
        parts.append(self.tr("before the last steps of training") if one.stale else "")
        return ", ".join(part for part in parts if part)

    def in_words(self) -> str:
        """Say where every row is at its best."""
        known = [row for row, one in enumerate(self.rows) if not np.isnan(one.psnr).all()]
        best = [self.cell_words(row, int(np.nanargmax(self.rows[row].psnr))) for row in known]
        return listed(best)

    def csv(self) -> str:
        """Return every figure."""
        return csv_text(
            [
                ["run", "training noise", *(f"{one:g}" for one in self.strengths)],
                *(
                    [row.name, row.sigma,
                     *("" if np.isnan(value) else f"{value:.4f}" for value in row.psnr)]
                    for row in self.rows
                ),
            ]
        )  # fmt: skip

    # Where things lie

    def find_cells(self) -> Cells | None:
        """Return cells as wide as the viewport has room for."""
        rows, columns = len(self.rows), len(self.strengths)
        if not rows or not columns:
            return None
        width, line = self.viewport().width(), LINE * self._source.zoom
        left = min(LABEL_SHARE * width, LABEL_MOST * self._source.zoom)
        across = max((width - left - GAP) / columns, 1.0)
        return Cells(rows, columns, across, line, left, line, right=GAP, below=4)

    def sizeHint(self) -> QSize:
        """Return a size for all rows."""
        return QSize(420, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return a size for all rows, as long as they are few."""
        lines = min(len(self.rows), MOST_ROWS) + 1
        return QSize(320, round(lines * LINE * self._source.zoom) + 4)

    # Drawing

    def paint_content(self, painter: QPainter, seen: QRectF) -> None:
        """Draw the cells, and the names beside and above them."""
        cells, theme, zoom = self._cells, self._source.current, self._source.zoom
        assert cells is not None
        font = text_font(zoom, scale=SMALL)
        bold = text_font(zoom, scale=SMALL, strong=True)
        painter.setFont(font)
        painter.setPen(QColor(theme.muted))
        head = QRectF(GAP, 0, cells.left - GAP, cells.top)
        paint_elided(painter, head, f"{self._titles[0]} ↓   {self._titles[1]} →", _LEFT)
        for column, strength in enumerate(self.strengths):
            painter.drawText(_inner(cells.column_name(column)), _CENTRED, figures(strength, 3))
        shades, best = _shades(self.rows), _best(self.rows)
        for number in cells.seen(seen)[0]:
            row = self.rows[number]
            painter.setFont(font)
            self._paint_row_name(painter, row, cells.row_name(number).adjusted(GAP, 0, -GAP, 0))
            for column, value in enumerate(row.psnr.tolist()):
                place = _inner(cells.area(number, column))
                ground = blend(theme.surface, theme.accent, shades[number, column])
                painter.fillRect(place, QColor(ground))
                dark = contrast(ground, theme.text) >= contrast(ground, theme.on_accent)
                painter.setPen(QColor(theme.text if dark else theme.on_accent))
                painter.setFont(bold if best[number, column] else font)
                painter.drawText(place, _CENTRED, _in_cell(painter, value, place.width()))

    def _paint_row_name(self, painter: QPainter, row: MapRow, area: QRectF) -> None:
        theme = self._source.current
        painter.setPen(QColor(theme.text))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | _RIGHT, row.sigma)
        taken = painter.fontMetrics().horizontalAdvance(row.sigma) + GAP if row.sigma else 0
        ink = theme.muted if row.colour is None or row.stale else theme.text
        self.paint_run_name(painter, area.adjusted(0, 0, -taken, 0), row.name, row.colour, ink)


def _in_cell(painter: QPainter, value: float, room: float) -> str:
    """The figure of a cell, without a decimal where letters are too large for one."""
    if np.isnan(value):
        return "…"
    text = fixed(value)
    fits = painter.fontMetrics().horizontalAdvance(text) <= room
    return text if fits else fixed(value, 0)


def _inner(cell: QRectF) -> QRectF:
    """A cell without the line between it and the next."""
    return cell.adjusted(0, 0, -1, -1)


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
    """Where each column has its largest figure."""
    table = np.nan_to_num(_table(rows), nan=-np.inf, posinf=np.inf, neginf=-np.inf)
    if not len(table):
        return table.astype(bool)
    return np.asarray((table == table.max(axis=0)) & (table > -np.inf))
