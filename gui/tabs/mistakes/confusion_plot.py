"""Show how many samples of each class are taken for which, and let a cell be chosen."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from gui.fonts import text_font
from gui.plots.card import paint_ring
from gui.plots.export_menu import ExportMenu
from gui.plots.plot import Offering
from gui.plots.plot_words import matrix_words
from gui.tabs.mistakes.confusion_layout import HEAD, Cell, Grid, lay_out
from gui.tabs.mistakes.confusion_shades import shade
from gui.tabs.mistakes.confusion_words import cell_words, counts_table, number_words
from gui.theme import ThemeSource

Counts = npt.NDArray[np.integer[Any]]

_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# Smaller figures are not read, only guessed.
_SMALLEST_SCALE = 0.72
_UNLIMITED = 1 << 14
_CENTRED = Qt.AlignmentFlag.AlignCenter


class ConfusionPlot(Offering, QWidget):
    """A matrix of counts: rows are the classes of the samples, columns what they are taken for.

    `chosen` carries a row and a column; None stands for all of them: the name of a row or of a
    column chooses a class, a second click on what is chosen lets it go.
    """

    chosen = Signal(object, object)

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        super().__init__(parent)
        self._source = source
        self._counts: Counts = np.zeros((0, 0), np.int64)
        self._names: tuple[str, ...] = ()
        self._as_shares = False
        self._texts: list[list[str]] = []
        self._choice: Cell = (None, None)
        self._current: tuple[int, int] = (0, 0)
        self._hovered: Cell | None = None
        self.menu = ExportMenu(self, self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Confusion matrix"))
        source.changed.connect(self.update)

    # What the caller decides

    def set_counts(self, counts: Counts, names: Sequence[str], *, as_shares: bool = False) -> None:
        """Show `counts`, shape (classes, classes), as numbers or `as_shares` of their row.

        Raises ValueError if there are not as many `names` as rows and columns.
        """
        if counts.shape != (len(names), len(names)):
            raise ValueError(f"{len(names)} classes do not suit a matrix of shape {counts.shape}.")
        if tuple(names) != self._names:
            self._names = tuple(names)
            self._current = (0, 0)
            self._hovered = None
            self._keep_square()
            self.updateGeometry()
        self._counts, self._as_shares = np.array(counts), as_shares
        self._texts = self._written()
        self._describe()
        self.update()

    def set_choice(self, row: int | None, column: int | None) -> None:
        """Frame what is chosen, without telling anyone."""
        self._choice = (row, column)
        self.update()

    # What is shown

    def counts(self) -> Counts:
        """Return the counts that are shown."""
        return self._counts

    def choice(self) -> Cell:
        """Return the row and the column that are chosen."""
        return self._choice

    def texts(self) -> list[list[str]]:
        """Return what stands in the cells, row by row."""
        return self._texts

    def _written(self) -> list[list[str]]:
        shares = self._shares()
        return [
            [
                number_words(int(count), float(share), as_shares=self._as_shares)
                for count, share in zip(*line, strict=True)
            ]
            for line in zip(self._counts, shares, strict=True)
        ]

    def grid(self) -> Grid:
        """Return where the cells lie."""
        return self._grid_in(self.size())

    # What the export menu asks

    def picture_name(self) -> str:
        """Return a name for the picture."""
        return self.tr("Confusion matrix")

    def picture_size(self) -> QSize:
        """Return the size of the matrix with its names."""
        return self.grid().size()

    def paint_picture(self, painter: QPainter) -> None:
        """Draw the matrix without the marks of pointer and keyboard."""
        size = self.picture_size()
        area = QRectF(0, 0, size.width(), size.height())
        painter.fillRect(area, QColor(self._source.current.plot))
        self._paint(painter)

    def csv(self) -> str:
        """Return the counts with the names of the classes."""
        return counts_table(self._counts, self._names)

    # Drawing

    def sizeHint(self) -> QSize:
        """Return a size at which the numbers are easy to read."""
        side = 48 + 30 * max(len(self._names), 2)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Return a size at which the shades can still be told apart."""
        side = 48 + 14 * max(len(self._names), 2)
        return QSize(side, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take no more width than there is height for: what is beside stays near."""
        super().resizeEvent(event)
        self._keep_square()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the matrix, what is chosen, and where pointer and keyboard are."""
        super().paintEvent(event)
        painter = QPainter(self)
        if not self._names:
            if self.hasFocus():
                paint_ring(painter, QRectF(self.rect()), self._source.current)
            painter.end()
            return
        self._paint(painter)
        theme, grid = self._source.current, self.grid()
        if self._choice != (None, None):
            self._frame(painter, grid.area(*self._choice), theme.text, 2.0)
        if self._hovered not in (None, self._choice, (None, None)):
            assert self._hovered is not None
            self._frame(painter, grid.area(*self._hovered), theme.strong_border, 1.0)
        if self.hasFocus():
            # A cell may have the colour of the ring: a light line keeps them apart.
            area, cell = grid.area(*self._current_cell()), self._current_cell()
            start = 2 if cell == self._choice else 0
            self._frame(painter, area, theme.plot, 2.0, apart=start)
            self._frame(painter, area, theme.accent, 2.0, apart=start + 2)
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        theme, grid, shares = self._source.current, self.grid(), self._shares()
        font = text_font(self._source.zoom)
        painter.setFont(font)
        painter.setPen(QColor(theme.muted))
        self._paint_titles(painter, grid)
        self._paint_names(painter, grid)
        texts = self.texts()
        scale = self._number_scale(painter, grid, texts)
        painter.setFont(text_font(self._source.zoom, scale=scale or 1.0))
        painter.setPen(Qt.PenStyle.NoPen)
        for row, line in enumerate(texts):
            for column, text in enumerate(line):
                area = grid.area(row, column).adjusted(0.5, 0.5, -0.5, -0.5)
                share = float(shares[row, column])
                ground, ink = shade(share, right=row == column, theme=theme)
                painter.fillRect(area, QColor(ground))
                if scale:
                    nothing = not self._counts[row, column]
                    painter.setPen(QColor(theme.muted if nothing else ink))
                    painter.drawText(area, _CENTRED, text)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(grid.area(None, None))

    def _paint_titles(self, painter: QPainter, grid: Grid) -> None:
        cells = grid.area(None, None)
        painter.drawText(
            QRectF(cells.left(), 0, cells.width(), HEAD), _CENTRED, self.tr("taken for")
        )
        painter.save()
        painter.rotate(-90)
        painter.drawText(
            QRectF(-cells.bottom(), 0, cells.height(), HEAD), _CENTRED, self.tr("class")
        )
        painter.restore()

    def _paint_names(self, painter: QPainter, grid: Grid) -> None:
        metrics = painter.fontMetrics()
        cut = Qt.TextElideMode.ElideRight
        painter.setPen(QColor(self._source.current.text))
        behind = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for number, name in enumerate(self._names):
            row, column = grid.row_name(number), grid.column_name(number)
            painter.drawText(row, behind, metrics.elidedText(name, cut, int(row.width())))
            if not grid.upright:
                shown = metrics.elidedText(name, cut, int(column.width()))
                painter.drawText(column, _CENTRED, shown)
                continue
            painter.save()
            painter.translate(column.bottomLeft())
            painter.rotate(-90)
            turned = QRectF(0, 0, column.height(), column.width())
            before = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(turned, before, metrics.elidedText(name, cut, int(turned.width())))
            painter.restore()

    def _number_scale(self, painter: QPainter, grid: Grid, texts: list[list[str]]) -> float:
        """Return how large the numbers may be beside running text; 0 where they have no room."""
        metrics = painter.fontMetrics()
        longest = max((text for line in texts for text in line), key=len, default="")
        room = grid.side - 4
        scale = min(1.0, room / max(metrics.horizontalAdvance(longest), 1), room / metrics.height())
        return scale if scale >= _SMALLEST_SCALE else 0.0

    def _frame(
        self, painter: QPainter, area: QRectF, colour: str, width: float, apart: float = 0
    ) -> None:
        inset = width / 2 + apart
        painter.setPen(QPen(QColor(colour), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(inset, inset, -inset, -inset))

    def _grid_in(self, room: QSize) -> Grid:
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(name) for name in self._names), default=0)
        return lay_out(len(self._names), room, widest, metrics.height())

    def _keep_square(self) -> None:
        if self._names:
            wide = QSize(_UNLIMITED, self.height())
            self.setMaximumWidth(self._grid_in(wide).size().width() + 1)

    def _shares(self) -> npt.NDArray[np.float64]:
        rows = self._counts.sum(axis=1, keepdims=True).astype(float)
        shares = np.full(self._counts.shape, np.nan)
        np.divide(self._counts, rows, out=shares, where=rows > 0)
        return shares

    def in_words(self) -> str:
        """Say how many are right."""
        return matrix_words(self._counts)

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer, or let it go again."""
        cell = self.grid().at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            row, column = cell
            self._current = (-1 if row is None else row, -1 if column is None else column)
            self._choose(cell)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Frame what is under the pointer."""
        self._hover(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        super().leaveEvent(event)
        self._hover(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from cell to cell, choose one, or let it go."""
        move, classes = _MOVES.get(Qt.Key(event.key())), len(self._names)
        if move is not None and classes:
            row, column = (
                min(max(at + step, -1), classes - 1)
                for at, step in zip(self._current, move, strict=True)
            )
            # The corner between the names is no cell.
            self._current = self._current if (row, column) == (-1, -1) else (row, column)
            self._describe()
            self.update()
        elif event.key() in _CHOOSE and classes:
            self._choose(self._current_cell())
        elif event.key() == Qt.Key.Key_Escape and self._choice != (None, None):
            self._choose((None, None))
        else:
            super().keyPressEvent(event)

    def wants_key(self, event: QKeyEvent) -> bool:
        """Whether a key means something here while the plot has the keyboard."""
        return event.key() in _MOVES or event.key() in _CHOOSE

    def event(self, event: QEvent) -> bool:
        """Show a cell's tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cell = self.grid().at(QPointF(event.pos()))
            text = "" if cell is None else cell_words(self._counts, self._names, *cell)
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _choose(self, cell: Cell) -> None:
        self._choice = (None, None) if cell == self._choice else cell
        self._describe()
        self.update()
        self.chosen.emit(*self._choice)

    def _hover(self, at: QPointF | None) -> None:
        cell = None if at is None else self.grid().at(at)
        if cell != self._hovered:
            self._hovered = cell
            self.update()

    def _current_cell(self) -> Cell:
        row, column = self._current
        return (None if row < 0 else row, None if column < 0 else column)

    def _describe(self) -> None:
        # A screen reader tells what the eye sees in the frame.
        text = cell_words(self._counts, self._names, *self._current_cell()) if self._names else ""
        self.setAccessibleDescription(text)
