"""Show how many samples of each class are taken for which, and let a cell be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite, sqrt
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from diynn.csv_output import csv_text
from gui.text import numbers
from gui.text.numbers import hundredths, percent
from gui.text.plot_words import matrix_words
from gui.theme.colours import READABLE, READABLE_IN_HIGH_CONTRAST, Theme, blend, contrast
from gui.theme.resources import text_font
from gui.theme.theme import ThemeSource
from gui.widgets.cell_table import NO_CELL, Cell, Cells, CellTable, paint_elided

Counts = npt.NDArray[np.integer[Any]]

# All lengths are in logical pixels.
_HEAD = 18
"""Room for the words that say what rows and columns are, at the usual size of text."""
_GAP = 6
_LARGEST, _SMALLEST = 88, 12
_SMALLEST_OF_MANY = 20
"""Where all do not fit anyway, the numbers in them can be read."""
LONGEST_NAME = 84
_SMALLEST_SCALE = 0.72
"""Smaller figures are not read, only guessed."""
_MOST_AT_ONCE = 20
"""Classes that are seen without scrolling, however little room there is."""
_UNLIMITED = 1 << 14
_STRENGTHS = 64
_CENTRED = Qt.AlignmentFlag.AlignCenter
_NOTHING = "·"


@dataclass(frozen=True)
class SquareCells(Cells):
    """As many rows as columns, of square cells; wide names of columns are written `upright`."""

    upright: bool = False


class ConfusionPlot(CellTable):
    """A matrix of counts: rows are the classes of the samples, columns what they are taken for.

    The name of a row or of a column chooses a class; a second click on what is chosen, or Esc, lets
    it go.
    """

    names_are_cells = True
    has_ground = False

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        self._counts: Counts = np.zeros((0, 0), np.int64)
        self._names: tuple[str, ...] = ()
        self._texts: list[list[str]] = []
        super().__init__(source, "", parent)
        self.setProperty("helpTopic", "confusion-matrix")
        self._name = self.tr("Confusion matrix")
        self.setAccessibleName(self._name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    # What the caller decides

    def set_counts(self, counts: Counts, names: Sequence[str], *, as_shares: bool = False) -> None:
        """Show `counts`, shape (classes, classes), as numbers or `as_shares` of their row.

        Raises ValueError if there are not as many `names` as rows and columns.
        """
        if counts.shape != (len(names), len(names)):
            raise ValueError(f"{len(names)} classes do not suit a matrix of shape {counts.shape}.")
        other = tuple(names) != self._names
        self._counts, self._names = np.array(counts), tuple(names)
        self._texts = [
            [_number(*cell, as_shares=as_shares) for cell in zip(*line, strict=True)]
            for line in zip(counts.tolist(), _shares(counts).tolist(), strict=True)
        ]
        if other:
            self._keep_square()
            self.updateGeometry()
        self.arrange()

    # What is shown

    def counts(self) -> Counts:
        """Return the counts that are shown."""
        return self._counts

    def texts(self) -> list[list[str]]:
        """Return the cells' texts, row by row."""
        return self._texts

    def in_words(self) -> str:
        """Say how many are right."""
        return matrix_words(self._counts)

    def cell_words(self, row: int | None, column: int | None) -> str:
        """Return a sentence on a cell, a row (`column` None) or a column (`row` None)."""
        counts, names = self._counts, self._names
        if row is None:
            assert column is not None
            taken, right = int(counts[:, column].sum()), int(counts[column, column])
            text = self.tr("{taken} taken for {name}: {right} rightly, {wrong} wrongly")
            return text.format(
                taken=numbers.count(taken), name=names[column], right=numbers.count(right),
                wrong=numbers.count(taken - right),
            )  # fmt: skip
        samples = int(counts[row].sum())
        if column is None:
            right = int(counts[row, row])
            text = self.tr("{samples} of class {name}: {right} rightly, {wrong} wrongly recognised")
            return text.format(
                samples=numbers.count(samples), name=names[row], right=numbers.count(right),
                wrong=numbers.count(samples - right),
            )  # fmt: skip
        count = int(counts[row, column])
        share = percent(count / samples) if samples else "–"
        return self.tr("{count} of {samples} of class {name} taken for {other} ({share})").format(
            count=numbers.count(count), samples=numbers.count(samples), name=names[row],
            other=names[column], share=share,
        )  # fmt: skip

    def csv(self) -> str:
        """Return the counts: a line a class, a column for each class taken for."""
        lines = zip(self._names, self._counts.tolist(), strict=True)
        return csv_text(
            [
                ["class", *(f"taken for {name}" for name in self._names)],
                *([name, *line] for name, line in lines),
            ]
        )

    # Where things lie

    def find_cells(self) -> SquareCells | None:
        """Return the largest square cells that the viewport has room for."""
        return self._cells_in(self.viewport().size()) if self._names else None

    def sizeHint(self) -> QSize:
        """Return a size at which the numbers are easy to read."""
        side = 48 + 30 * min(max(len(self._names), 2), _MOST_AT_ONCE)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Return a size at which the shades can still be distinguished."""
        side = 48 + 14 * min(max(len(self._names), 2), _MOST_AT_ONCE)
        return QSize(side, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take no more width than there is height for: what is beside stays near."""
        super().resizeEvent(event)
        self._keep_square()

    def _cells_in(self, room: QSize) -> SquareCells:
        metrics = QFontMetrics(text_font(self._source.zoom))
        widest = max((metrics.horizontalAdvance(name) for name in self._names), default=0)
        return lay_out(len(self._names), room, widest, metrics.height(), self._source.zoom)

    def _keep_square(self) -> None:
        if self._names:
            wide = QSize(_UNLIMITED, self.height())
            self.setMaximumWidth(self._cells_in(wide).size().width() + 1)

    # Drawing

    def paint_content(self, painter: QPainter, seen: QRectF) -> None:
        """Draw the cells with their numbers, and the names."""
        cells, theme, zoom = self._cells, self._source.current, self._source.zoom
        assert isinstance(cells, SquareCells)
        painter.setFont(text_font(zoom))
        self._paint_names(painter, cells)
        longest = max((text for line in self._texts for text in line), key=len)
        metrics, room = painter.fontMetrics(), cells.width - 4
        scale = min(1.0, room / max(metrics.horizontalAdvance(longest), 1), room / metrics.height())
        painter.setFont(text_font(zoom, scale=scale))
        shares = _shares(self._counts)
        rows, columns = cells.seen(seen)
        for row in rows:
            for column in columns:
                area = cells.area(row, column).adjusted(0.5, 0.5, -0.5, -0.5)
                ground, ink = shade(float(shares[row, column]), right=row == column, theme=theme)
                painter.fillRect(area, QColor(ground))
                if scale >= _SMALLEST_SCALE:
                    painter.setPen(QColor(ink if self._counts[row, column] else theme.muted))
                    painter.drawText(area, _CENTRED, self._texts[row][column])
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(cells.area(None, None))

    def _paint_names(self, painter: QPainter, cells: SquareCells) -> None:
        inner, theme = cells.area(None, None), self._source.current
        painter.setPen(QColor(theme.muted))
        above = QRectF(inner.left(), 0, inner.width(), cells.head)
        painter.drawText(above, _CENTRED, self.tr("taken for"))
        beside = QRectF(-inner.bottom(), 0, inner.height(), cells.head)
        painter.rotate(-90)
        painter.drawText(beside, _CENTRED, self.tr("class"))
        painter.rotate(90)
        painter.setPen(QColor(theme.text))
        for number, name in enumerate(self._names):
            row, column = cells.row_name(number), cells.column_name(number)
            paint_elided(painter, row.adjusted(0, 0, -_GAP, 0), name, Qt.AlignmentFlag.AlignRight)
            if not cells.upright:
                paint_elided(painter, column, name, Qt.AlignmentFlag.AlignHCenter)
                continue
            painter.save()
            painter.translate(column.left(), column.bottom() - _GAP)
            painter.rotate(-90)
            turned = QRectF(0, 0, column.height() - _GAP, column.width())
            paint_elided(painter, turned, name, Qt.AlignmentFlag.AlignLeft)
            painter.restore()

    # What the user does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from cell to cell, choose one, or let it go."""
        if event.key() == Qt.Key.Key_Escape and self._choice != NO_CELL:
            self.choose(self._choice)
        else:
            super().keyPressEvent(event)

    def choose(self, cell: Cell) -> None:
        """Choose a cell, a row or a column, or let it go again."""
        self.set_choice(*(NO_CELL if cell == self._choice else cell))
        super().choose(self._choice)


def lay_out(
    classes: int, room: QSize, widest_name: int, line: int, zoom: float = 1.0
) -> SquareCells:
    """Return the largest square cells in `room`, whose text is `line` pixels high."""
    # Text that is cut to its own width may lose its end to rounding.
    name = min(widest_name + 2, LONGEST_NAME * zoom)
    head = _HEAD * zoom
    left = head + name + 2 * _GAP

    def cells_below(top: float, *, upright: bool) -> SquareCells:
        free = min(room.width() - left - 1, room.height() - top - 1) / max(classes, 1)
        smallest = _SMALLEST if classes <= _MOST_AT_ONCE else round(_SMALLEST_OF_MANY * zoom)
        side = float(min(max(int(free), smallest), _LARGEST))
        return SquareCells(classes, classes, side, side, left, top, head, upright=upright)

    flat = cells_below(head + line + 2, upright=False)
    return flat if name <= flat.width - 2 else cells_below(head + name + _GAP, upright=True)


def shade(share: float, *, right: bool, theme: Theme) -> tuple[str, str]:
    """Return the ground of a cell that holds a `share`, 0 to 1, of its row, and the ink on it.

    Its strength grows as the root of the share: a few in a hundred are mistakes worth seeing.
    """
    strength = round(_STRENGTHS * sqrt(share)) if isfinite(share) else 0
    return _shade(strength, right, theme)


@lru_cache(maxsize=4 * _STRENGTHS)
def _shade(strength: int, right: bool, theme: Theme) -> tuple[str, str]:
    over = theme.accent if right else theme.error
    readable = READABLE_IN_HIGH_CONTRAST if theme.high_contrast else READABLE
    while True:
        ground = blend(theme.plot, over, strength / _STRENGTHS)
        ink = max((theme.text, theme.plot), key=lambda ink: contrast(ink, ground))
        # Half-way shades suit neither dark nor light ink: they are made stronger.
        if contrast(ink, ground) >= readable or strength == _STRENGTHS:
            return ground, ink
        strength += 1


def _shares(counts: Counts) -> npt.NDArray[np.float64]:
    """The share of its row that each cell holds; NaN where the row is empty."""
    rows = counts.sum(axis=1, keepdims=True).astype(float)
    shares = np.full(counts.shape, np.nan)
    np.divide(counts, rows, out=shares, where=rows > 0)
    return shares


def _number(count: int, share: float, *, as_shares: bool) -> str:
    """The text of a cell: the count, or in hundredths the share of its row."""
    if not count or not isfinite(share):
        return _NOTHING
    return hundredths(share, 0) if as_shares else numbers.count(count)
