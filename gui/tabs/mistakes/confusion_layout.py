"""Work out where the cells of a confusion matrix and the names beside them lie."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize

HEAD = 18
"""Room for the words that say what rows and columns are."""
_GAP = 6
_LARGEST = 88
_SMALLEST = 12
_LONGEST_NAME = 84

Cell = tuple[int | None, int | None]
"""A row and a column; None stands for all of them."""


@dataclass(frozen=True)
class Grid:
    """`classes` rows and columns of cells of `side` pixels, below `top` and right of `left`.

    Where a name is wider than a cell, the names of the columns stand `upright`.
    """

    classes: int
    side: float
    left: float
    top: float
    upright: bool

    def area(self, row: int | None, column: int | None) -> QRectF:
        """Return where a cell lies, or a whole row or column with its name, or all cells."""
        across, down = self.side * self.classes, self.side * self.classes
        if row is None and column is None:
            return QRectF(self.left, self.top, across, down)
        if column is None:
            assert row is not None
            top = self.top + row * self.side
            return QRectF(HEAD, top, self.left + across - HEAD, self.side)
        left = self.left + column * self.side
        if row is None:
            return QRectF(left, HEAD, self.side, self.top + down - HEAD)
        return QRectF(left, self.top + row * self.side, self.side, self.side)

    def row_name(self, row: int) -> QRectF:
        """Return where the name of a row lies."""
        top = self.top + row * self.side
        return QRectF(HEAD, top, self.left - HEAD - _GAP, self.side)

    def column_name(self, column: int) -> QRectF:
        """Return where the name of a column lies."""
        left = self.left + column * self.side
        return QRectF(left, HEAD, self.side, self.top - HEAD - (_GAP if self.upright else 0))

    def at(self, place: QPointF) -> Cell | None:
        """Return the cell, or the row or column by its name, at a place, if any."""
        column = int((place.x() - self.left) // self.side)
        row = int((place.y() - self.top) // self.side)
        beside = HEAD <= place.x() < self.left
        above = HEAD <= place.y() < self.top
        if 0 <= row < self.classes and (beside or 0 <= column < self.classes):
            return row, None if beside else column
        if above and 0 <= column < self.classes:
            return None, column
        return None

    def size(self) -> QSize:
        """Return how much room all of it takes."""
        across = self.classes * self.side
        return QSize(round(self.left + across) + 1, round(self.top + across) + 1)


def lay_out(classes: int, room: QSize, widest_name: int, line: int) -> Grid:
    """Return the largest grid of square cells in `room`, whose text is `line` pixels high."""
    # Text that is cut to its own width may lose its end to rounding.
    name = min(widest_name + 2, _LONGEST_NAME)
    left = HEAD + name + 2 * _GAP
    count = max(classes, 1)

    def side_below(top: float) -> float:
        free = min(room.width() - left - 1, room.height() - top - 1) / count
        return float(min(max(int(free), _SMALLEST), _LARGEST))

    top = HEAD + line + 2
    side = side_below(top)
    if name <= side - 2:
        return Grid(classes, side, left, top, upright=False)
    top = HEAD + name + _GAP
    return Grid(classes, side_below(top), left, top, upright=True)
