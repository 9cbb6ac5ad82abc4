"""What a map has besides its dots: names that keep their size, and pictures in place of dots."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem

from gui.plots.graph import Box
from gui.theme.fonts import text_font
from gui.theme.theme import Theme
from gui.widgets.image_strip import Levels

Floats = npt.NDArray[np.float64]
Pixels = npt.NDArray[np.uint8]

_HALO = 4.0
_LONGEST = 110
_RIM = 2
_OPAQUE = 255


class Names:
    """Words centred on places of the plane, each with a halo of the ground's colour."""

    def __init__(self, box: Box, height: float, scale: float) -> None:
        """Add none yet to `box`, above what has a lesser `height`; `scale` is that of the text."""
        self._box, self._height, self._scale = box, height, scale
        self._items: list[QGraphicsPathItem] = []
        self._look: object = None
        self.size = (0.0, 0.0)
        """The width of the widest and the height, with halo, in pixels."""
        self.words: list[str] = []

    def write(self, words: Sequence[str], theme: Theme, zoom: float) -> None:
        """Have these `words` from now on."""
        look = (tuple(words), theme, zoom)
        if look == self._look:
            return
        self._look, self.words = look, list(words)
        while self._items:
            self._box.removeItem(self._items.pop())
        font = text_font(zoom, scale=self._scale)
        font.setBold(True)
        metrics = QFontMetricsF(font)
        widest = 0.0
        for word in words:
            shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, _LONGEST * zoom)
            width = metrics.horizontalAdvance(shown)
            widest = max(widest, width)
            path = QPainterPath()
            path.addText(-width / 2, metrics.capHeight() / 2, font, shown)
            halo = QGraphicsPathItem(path)
            pen = QPen(QColor(theme.plot), _HALO)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            halo.setPen(pen)
            ink = QGraphicsPathItem(path, halo)
            ink.setPen(QPen(Qt.PenStyle.NoPen))
            ink.setBrush(QColor(theme.text))
            halo.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
            self._box.addItem(halo, ignoreBounds=True)
            halo.setZValue(self._height)
            self._items.append(halo)
        self.size = (widest + _HALO, metrics.capHeight() + 2 * _HALO)

    def place(self, places: Floats) -> None:
        """Put them at `places`, (n, 2)."""
        for item, (x, y) in zip(self._items, places.tolist(), strict=True):
            item.setPos(x, y)


class Thumbnails(pg.ImageItem):
    """Small pictures over the plane, all in one image of as many pixels as the box has."""

    def __init__(self, box: Box, height: float) -> None:
        """Add none yet to `box`, above what has a lesser `height`."""
        super().__init__()
        box.addItem(self, ignoreBounds=True)
        self.setZValue(height)
        self._box = box

    def draw(
        self, places: Floats, ratio: float, colours: Pixels, pictures: Levels, factor: int
    ) -> None:
        """Draw `pictures`, see `painted`, at `places` (n, 2) in pixels from the upper left corner.

        The screen has `ratio` pixels for one of those.
        """
        columns, rows = (max(round(side * ratio), 1) for side in self._box.size().toTuple())
        self.setImage(painted((rows, columns), places * ratio, colours, pictures, factor),
                      autoLevels=False)  # fmt: skip
        (left, right), (low, high) = self._box.viewRange()
        # The first row is the uppermost.
        self.setRect(QRectF(left, high, right - left, low - high))


def painted(
    shape: tuple[int, int], places: Floats, colours: Pixels, pictures: Levels, factor: int
) -> Pixels:
    """Return an image of `shape` rows and columns, RGBA, transparent but for grey `pictures`.

    They are (n, height, width), enlarged by a whole `factor`, centred on `places` (n, 2) in columns
    and rows, and framed in `colours` (n, 3).
    """
    size = np.array(pictures.shape[:0:-1]) * factor + 2 * _RIM
    (width, height), (rows, columns) = size.tolist(), shape
    # All round is room for one more: what reaches over the edge is cut off.
    canvas = np.zeros((rows + 2 * height, columns + 2 * width, 4), np.uint8)
    corners = np.floor(places) + size - size // 2
    seen = ((corners >= 0) & (corners <= size + shape[::-1])).all(axis=1)
    large = pictures[seen].repeat(factor, axis=1).repeat(factor, axis=2)
    for (left, top), colour, picture in zip(
        corners[seen].astype(int).tolist(), colours[seen], large, strict=True
    ):
        part = canvas[top : top + height, left : left + width]
        part[..., :3], part[..., 3] = colour, _OPAQUE
        part[_RIM:-_RIM, _RIM:-_RIM, :3] = picture[..., np.newaxis]
    return np.ascontiguousarray(canvas[height:-height, width:-width])
