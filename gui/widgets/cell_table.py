"""A painted table of equal cells with names above and beside them, walked by mouse and keys."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gui.theme.theme import ThemeSource
from gui.widgets.painted_page import ARROWS, ENTER, PaintedPage
from gui.widgets.symbols import paint_run_mark

Cell = tuple[int | None, int | None]
"""A row and a column. None stands for all of them: (2, None) is a row, or its name."""
NO_CELL: Cell = (None, None)
_DOT = 8.0


@dataclass(frozen=True)
class Cells:
    """Rows and columns of cells `width` × `height`, below `top` and right of `left`.

    Names lie between `head` and those edges; `right` and `below` are left free.
    """

    rows: int
    columns: int
    width: float
    height: float
    left: float
    top: float
    head: float = 0.0
    right: int = 1
    below: int = 1

    def area(self, row: int | None, column: int | None) -> QRectF:
        """Return where a cell lies, or a whole row or column with its name, or all cells."""
        across, down = self.width * self.columns, self.height * self.rows
        left, top = self.left + self.width * (column or 0), self.top + self.height * (row or 0)
        if row is None and column is None:
            return QRectF(left, top, across, down)
        if column is None:
            return QRectF(self.head, top, self.left - self.head + across, self.height)
        if row is None:
            return QRectF(left, self.head, self.width, self.top - self.head + down)
        return QRectF(left, top, self.width, self.height)

    def row_name(self, row: int) -> QRectF:
        """Return the room for the name of a row."""
        return QRectF(self.head, self.area(row, 0).top(), self.left - self.head, self.height)

    def column_name(self, column: int) -> QRectF:
        """Return the room for the name of a column."""
        return QRectF(self.area(0, column).left(), self.head, self.width, self.top - self.head)

    def at(self, place: QPointF) -> Cell | None:
        """Return the cell, or the row or column by its name, at a place, if any."""
        row = int((place.y() - self.top) // self.height)
        column = int((place.x() - self.left) // self.width)
        in_row, in_column = 0 <= row < self.rows, 0 <= column < self.columns
        if in_row and self.head <= place.x() < self.left:
            return row, None
        if in_column and self.head <= place.y() < self.top:
            return None, column
        return (row, column) if in_row and in_column else None

    def seen(self, part: QRectF) -> tuple[range, range]:
        """Return the rows and the columns of which something lies in a part of the table."""
        first, last = part.topLeft(), part.bottomRight()
        return (
            _between(first.y() - self.top, last.y() - self.top, self.height, self.rows),
            _between(first.x() - self.left, last.x() - self.left, self.width, self.columns),
        )

    def size(self) -> QSize:
        """Return how much room all of it takes."""
        last = self.area(None, None).bottomRight()
        return QSize(round(last.x()) + self.right, round(last.y()) + self.below)


class CellTable(PaintedPage):
    """Cells of which one may be chosen, and one is where the keyboard is.

    `chosen` carries the row and the column that were clicked on or chosen by Enter; see `Cell`.
    """

    chosen = Signal(object, object)

    choosable = True
    """Whether a click or Enter chooses a cell."""
    names_are_cells = False
    """Whether names are walked over and chosen as cells are."""
    coloured = True
    """Whether a cell may have the colour of the keyboard's ring; a light line keeps them apart."""
    corner = 0.0
    """The radius of the corners of frames."""

    def __init__(self, source: ThemeSource, name: str, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`; `name` is for screen readers and for files."""
        super().__init__(source, name, parent)
        self._cells: Cells | None = None
        self._choice = NO_CELL
        self._current: Cell = (0, 0)
        self._hovered: Cell | None = None
        self._pressed: Cell | None = None

    # What a table says of itself

    def find_cells(self) -> Cells | None:
        """Work out where the cells lie in the viewport of the moment; None where there are none."""
        raise NotImplementedError

    def cell_words(self, row: int | None, column: int | None) -> str:
        """Return what stands in a cell, a row or a column, in words."""
        raise NotImplementedError

    def choose(self, cell: Cell) -> None:
        """Do what a click or Enter is to do."""
        self.chosen.emit(*cell)

    def frame_area(self, row: int | None, column: int | None) -> QRectF:
        """Return where the frame round a cell lies."""
        return QRectF() if self._cells is None else self._cells.area(row, column)

    # What is chosen, and what lies where

    def choice(self) -> Cell:
        """Return the row and the column that are chosen."""
        return self._choice

    def set_choice(self, row: int | None, column: int | None) -> None:
        """Frame what is chosen, without telling anyone."""
        if (row, column) != self._choice:
            self._choice = (row, column)
            self.viewport().update()

    def current(self) -> Cell:
        """Return where the keyboard is."""
        return self._current

    def go_to(self, cell: Cell) -> None:
        """Bring the keyboard to a cell, and that into view."""
        self._go_to(cell)
        if self._cells is not None:
            area = self._cells.area(*cell)
            # With the first cells come the names above or beside them.
            area.setTop(area.top() if cell[0] else 0)
            area.setLeft(area.left() if cell[1] else 0)
            self.show_area(area)

    def place(self, row: int | None, column: int | None) -> QRectF:
        """Return where in the viewport a cell lies, or a name."""
        if self._cells is None:
            return QRectF()
        area = self._cells.area(row, column)
        if row is not None and column is None:
            area = self._cells.row_name(row)
        elif column is not None and row is None:
            area = self._cells.column_name(column)
        return area.translated(-QPointF(self.offset()))

    def lay_out(self) -> None:
        """Find the cells, and bring the keyboard to one of those that there are."""
        self._cells = cells = self.find_cells()
        if cells is not None:
            row, column = self._current
            self._current = (
                None if row is None else min(row, cells.rows - 1),
                None if column is None else min(column, cells.columns - 1),
            )
        self._describe()

    def content_size(self) -> QSize:
        """Return the size of the table."""
        return QSize() if self._cells is None else self._cells.size()

    def tip_at(self, place: QPointF) -> str:
        """Return what lies at a place, in words."""
        cell = None if self._cells is None else self._cells.at(place)
        return "" if cell is None else self.cell_words(*cell)

    # Drawing

    def paint_marks(self, painter: QPainter) -> None:
        """Frame what is chosen, and where pointer and keyboard are."""
        theme, cell = self._source.current, self._current
        if self._choice != NO_CELL:
            self._frame(painter, self._choice, theme.text, 2.0)
        if self._hovered not in (None, self._choice):
            self._frame(painter, self._hovered, theme.strong_border, 1.0)
        if self.hasFocus():
            apart = 2.0 if cell == self._choice else 0.0
            if self.coloured:
                self._frame(painter, cell, theme.surface, 2.0, apart)
                apart += 2.0
            self._frame(painter, cell, theme.accent, 2.0, apart)

    def paint_run_name(
        self, painter: QPainter, area: QRectF, name: str, colour: int | None, ink: str
    ) -> float:
        """Write a name into `area`, after the mark of its run; return where the name begins."""
        area = QRectF(area)
        if colour is not None:
            middle = QPointF(area.left() + _DOT / 2, area.center().y())
            paint_run_mark(painter, middle, _DOT, colour, self._source.current)
            area.setLeft(area.left() + _DOT + 5)
        painter.setPen(QColor(ink))
        paint_elided(painter, area, name, Qt.AlignmentFlag.AlignLeft, Qt.TextElideMode.ElideMiddle)
        return area.left()

    def _frame(
        self, painter: QPainter, cell: Cell | None, colour: str, width: float, apart: float = 0
    ) -> None:
        if cell is None or self._cells is None or not _holds(self._cells, cell):
            return
        inset = width / 2 + apart
        painter.setPen(QPen(QColor(colour), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self.corner > 0)
        area = self.frame_area(*cell).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(area, self.corner, self.corner)

    # Mouse and keys

    def point_at(self, place: QPointF | None) -> None:
        """Frame what is under the pointer."""
        cell = None if place is None else self._cell_at(place)
        if cell != self._hovered and self.choosable:
            self._hovered = cell
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the cell under the pointer."""
        cell = self._cell_at(self.to_content(event.position()))
        self._pressed = cell if event.button() == Qt.MouseButton.LeftButton else None
        if self._pressed is not None:
            self._go_to(self._pressed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the cell that was pressed, if the pointer is on it still."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == self._cell_at(self.to_content(event.position())):
            if self.choosable:
                self.choose(pressed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from cell to cell, and choose one by Enter."""
        move, cells = ARROWS.get(Qt.Key(event.key())), self._cells
        if cells is None:
            super().keyPressEvent(event)
        elif move is not None:
            first = -1 if self.names_are_cells else 0
            row, column = (
                min(max((-1 if at is None else at) + step, first), count - 1)
                for at, step, count in zip(
                    self._current, move, (cells.rows, cells.columns), strict=True
                )
            )
            # The corner between the names is no cell.
            if (row, column) != (-1, -1):
                self.go_to((None if row < 0 else row, None if column < 0 else column))
        elif event.key() in ENTER and self.choosable:
            self.choose(self._current)
        else:
            super().keyPressEvent(event)

    def wants_key(self, event: QKeyEvent) -> bool:
        """Whether a key means something here while the table has the keyboard."""
        return super().wants_key(event) or (self.choosable and event.key() in ENTER)

    def _go_to(self, cell: Cell) -> None:
        self._current = cell
        self._describe()
        self.viewport().update()

    def _cell_at(self, place: QPointF) -> Cell | None:
        cell = None if self._cells is None else self._cells.at(place)
        return cell if cell is None or self.names_are_cells or None not in cell else None

    def _describe(self) -> None:
        # A screen reader tells what the eye sees in the frame.
        words = "" if self._cells is None else self.cell_words(*self._current)
        self.setAccessibleDescription(words)


def paint_elided(
    painter: QPainter,
    area: QRectF,
    text: str,
    side: Qt.AlignmentFlag,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """Write as much of `text` as `area` has room for, in the middle of its height."""
    shown = painter.fontMetrics().elidedText(text, cut, int(area.width()))
    painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)


def _between(low: float, high: float, step: float, count: int) -> range:
    return range(max(int(low // step), 0), min(int(high // step) + 1, count))


def _holds(cells: Cells, cell: Cell) -> bool:
    row, column = cell
    return (row is None or row < cells.rows) and (column is None or column < cells.columns)
