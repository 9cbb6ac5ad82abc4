"""Keep what a page of small pictures shows, and work out where on it each of them lies.

Numbers become grey levels, and a line of pictures one picture.
"""


from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QFontMetrics, QImage

from diynn.csv_output import csv_text
from gui.theme.colours import ramp, rgb
from gui.theme.theme import Theme

Levels = npt.NDArray[np.uint8]
Table = npt.NDArray[np.uint32]

# The last of the 256 levels is kept for what lies between the pictures.
_NOTHING = 255


def grey_levels(images: npt.NDArray[np.floating], low: float, high: float) -> Levels:
    """Return levels 0 to 254 for values from `low` to `high`; what is no number becomes `low`."""
    scaled = (images - np.float32(low)) * np.float32((_NOTHING - 1) / (high - low))
    np.nan_to_num(scaled, copy=False, nan=0.0, posinf=_NOTHING - 1, neginf=0.0)
    np.clip(scaled, 0, _NOTHING - 1, out=scaled)
    levels: Levels = (scaled + np.float32(0.5)).astype(np.uint8)
    return levels


def strip(pictures: Levels, cell: int, offset: int, table: Table) -> QImage:
    """Return `pictures`, shape (n, height, width), side by side in cells `cell` pixels wide.

    Each lies `offset` pixels from its cell's left edge; `table` gives the colours of the levels.
    """
    count, height, width = pictures.shape
    line = np.full((height, count, cell), _NOTHING, dtype=np.uint8)
    line[:, :, offset : offset + width] = pictures.transpose(1, 0, 2)
    # Qt enlarges full colours five times as fast as it does a picture with a table.
    colours = table[line].tobytes()
    return QImage(colours, count * cell, height, 4 * count * cell, QImage.Format.Format_RGB32)


def grey_table(theme: Theme) -> Table:
    """Return the colours of levels from black over grey to white, as the data has them."""
    grey = np.rint(np.linspace(0, 255, _NOTHING)).astype(np.uint32)
    return _table(np.stack([grey, grey, grey], axis=1), theme)


def signed_table(theme: Theme) -> Table:
    """Return the colours of levels for rows that hold differences: the diverging colours."""
    return _table(ramp(theme.diverging, _NOTHING).astype(np.uint32), theme)


def _table(colours: Table, theme: Theme) -> Table:
    ground = np.array([rgb(theme.surface)], dtype=np.uint32)
    red, green, blue = np.concatenate([colours, ground]).T
    table: Table = (0xFF << 24) | (red << 16) | (green << 8) | blue
    return table.astype(np.uint32)


Images = npt.NDArray[np.floating]

GAP = 8
SIGN = 14
"""The side of the sign that tells right from wrong."""
_USUAL, _LARGEST = 52, 160
# How wide words may make the cells and the column of labels, in heights of a line.
_WIDEST = 10


@dataclass(frozen=True, eq=False)
class Content:
    """What the page shows: `levels` of shape (items, rows, height, width), and words to them.

    `captions`, `right` and `tips` have one entry an item, `row_labels` and `row_colours` one a row,
    or none at all. `limits` are the values that are black and white; `signed_rows` hold
    differences.
    """

    levels: Levels = field(default_factory=lambda: np.empty((0, 1, 1, 1), dtype=np.uint8))
    captions: tuple[str, ...] = ()
    right: tuple[bool | None, ...] = ()
    tips: tuple[str, ...] = ()
    row_labels: tuple[str, ...] = ()
    signed_rows: frozenset[int] = frozenset()
    limits: tuple[float, float] = (0.0, 1.0)

    def __len__(self) -> int:
        """Return the number of items."""
        return len(self.levels)

    def levels_of(self, images: Images) -> Levels:
        """Return grey levels, those of the signed rows with zero in the middle."""
        low, high = self.limits
        levels = grey_levels(images, low, high)
        for row in self.signed_rows:
            levels[:, row] = grey_levels(images[:, row], low - high, high - low)
        return levels

    def tip(self, index: int) -> str:
        """Return the tip of an item: its own, or else its caption with what its sign means."""
        if self.tips:
            return self.tips[index]
        caption = self.captions[index] if self.captions else str(index + 1)
        right = self.right[index] if self.right else None
        if right is None:
            return caption
        text = (
            QCoreApplication.translate("ImagePage", "{caption}: right") if right
            else QCoreApplication.translate("ImagePage", "{caption}: wrong")
        )  # fmt: skip
        return text.format(caption=caption)

    def table(self) -> str:
        """Return each item's number, caption and sign as CSV."""
        captions, right = self.captions or [""] * len(self), self.right or [None] * len(self)
        signs = ["" if one is None else int(one) for one in right]
        rows = zip(range(len(self)), captions, signs, strict=True)
        return csv_text([["item", "caption", "right"], *rows])

    def demand(self, metrics: QFontMetrics, ratio: float) -> "Demand":
        """Return what has to be laid out, with words of the size that `metrics` tells."""
        items, rows, height, width = self.levels.shape
        line, widest = metrics.height(), _WIDEST * metrics.height()
        sign = SIGN + 4 if self.right else 0
        # Measuring every caption would take longer than drawing them: the longest will do.
        longest = metrics.horizontalAdvance(max(self.captions, key=len, default=""))
        labels = [metrics.horizontalAdvance(label) for label in self.row_labels]
        return Demand(
            items, rows, height, width,
            caption_height=max(line, SIGN) + GAP // 2 if self.captions or self.right else 0,
            caption_width=min(longest, widest) + sign + 2 if self.captions else sign,
            label_width=min(max(labels), widest) + 2 * GAP if labels else 0,
            ratio=ratio,
        )  # fmt: skip


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

    def picture(self, index: int, row: int = 0) -> QRectF:
        """Return where one of an item's pictures lies."""
        left, top = self.cell(index)
        left += self.offset_pixels * self.scale
        top += row * self.row_height
        return QRectF(left, top, self.picture_width, self.picture_height)

    def cell(self, index: int) -> tuple[float, float]:
        """Return the left and the upper edge of the item `index`."""
        line, column = divmod(index, self.columns)
        left = GAP + self.demand.label_width + column * self.cell_width
        return left, GAP + line * self.line_height

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
