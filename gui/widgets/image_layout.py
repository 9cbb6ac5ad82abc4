"""Work out where each of many small pictures lies on a page, and which picture lies where."""

from dataclasses import dataclass

GAP = 8
_USUAL = 52
_LARGEST = 160


@dataclass(frozen=True)
class Demand:
    """What is to be laid out; `height` and `width` are those of one picture, in its own pixels.

    All other lengths are in logical pixels; `ratio` says how many of the screen's make one of them.
    """

    items: int
    rows: int
    height: int
    width: int
    caption_height: int
    caption_width: int
    label_width: int
    ratio: float


@dataclass(frozen=True)
class Layout:
    """Where things lie; a line is one full width of the page, a row one of an item's pictures."""

    demand: Demand
    columns: int
    scale: float
    cell_pixels: int

    @property
    def cell_width(self) -> float:
        """The distance from one item to the next."""
        return self.cell_pixels * self.scale

    @property
    def picture_width(self) -> float:
        """The width of one picture."""
        return self.demand.width * self.scale

    @property
    def picture_height(self) -> float:
        """The height of one picture."""
        return self.demand.height * self.scale

    @property
    def row_height(self) -> float:
        """The distance from one of an item's pictures to the next below."""
        return self.picture_height + GAP / 2

    @property
    def line_height(self) -> float:
        """The distance from one line to the next."""
        return self.demand.rows * self.row_height + self.demand.caption_height + GAP

    @property
    def lines(self) -> int:
        """The number of lines."""
        return -(-self.demand.items // self.columns)

    @property
    def total_height(self) -> float:
        """The height of the whole page."""
        return 2 * GAP + self.lines * self.line_height - GAP

    @property
    def offset_pixels(self) -> int:
        """The distance of a picture from its cell's left edge, in the picture's own pixels."""
        return (self.cell_pixels - self.demand.width) // 2

    def cell(self, index: int) -> tuple[float, float]:
        """Return the left and the upper edge of the item `index`."""
        line, column = divmod(index, self.columns)
        left = GAP + self.demand.label_width + column * self.cell_width
        return left, GAP + line * self.line_height

    def neighbour(self, index: int, columns: int, lines: int) -> int:
        """Return the item so many columns and lines from `index`, or the nearest there is."""
        moved = index + columns + lines * self.columns
        return min(max(moved, 0), self.demand.items - 1)

    def lines_between(self, top: float, bottom: float) -> range:
        """Return the lines of which something lies between two heights of the page."""
        first = max(int((top - GAP) // self.line_height), 0)
        return range(first, min(int((bottom - GAP) // self.line_height) + 1, self.lines))

    def index_at(self, x: float, y: float) -> int | None:
        """Return the item at a place of the page, if any."""
        column = int((x - GAP - self.demand.label_width) // self.cell_width)
        line = int((y - GAP) // self.line_height)
        index = line * self.columns + column
        inside = 0 <= column < self.columns and line >= 0
        return index if inside and index < self.demand.items else None


def lay_out(demand: Demand, width: int, height: int) -> Layout:
    """Return the layout of `demand` on a page that shows `width` × `height` logical pixels.

    Pictures are enlarged by whole factors of the screen's pixels, so that each of their own stays a
    sharp square. Few items grow until they fill the page; many are scrolled.
    """
    usual = max(1, round(_USUAL * demand.ratio / demand.width))
    largest = max(usual, int(_LARGEST * demand.ratio / demand.width))
    best = _with_factor(demand, usual, width)
    for factor in range(usual + 1, largest + 1):
        larger = _with_factor(demand, factor, width)
        if larger.total_height > height:
            break
        best = larger
    return best


def _with_factor(demand: Demand, factor: int, width: int) -> Layout:
    scale = factor / demand.ratio
    wanted = max(demand.width * scale, demand.caption_width) + GAP
    # The cell is a whole number of the picture's pixels: a line of pictures is drawn as one.
    cell = max(-int(-wanted // scale), demand.width + 1)
    room = width - 2 * GAP - demand.label_width
    columns = max(1, int(room // (cell * scale)))
    columns = min(columns, max(demand.items, 1))
    if demand.items > columns:
        cell = max(cell, int(room / columns / scale))
    return Layout(demand, columns, scale, cell)
