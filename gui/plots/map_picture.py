"""Draw the points of a map, as dots or as small pictures, without a loop over points in Python."""

from functools import cache

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from gui.widgets.image_strip import Levels

Floats = npt.NDArray[np.float64]
Colours = npt.NDArray[np.uint8]

_OPAQUE = 255


class Painting:
    """A transparent picture of `width` × `height` pixels, painted by NumPy."""

    def __init__(self, width: int, height: int, margin: int) -> None:
        """Leave `margin` pixels round it, so that what reaches over the edge can be cut off."""
        self._margin = margin
        self._size = (height, width)
        self._pixels = np.zeros((height + 2 * margin, width + 2 * margin, 4), np.uint16)

    def image(self) -> QImage:
        """Return what was painted."""
        (height, width), margin = self._size, self._margin
        cut = self._pixels[margin : margin + height, margin : margin + width]
        data = cut.astype(np.uint8).tobytes()
        premultiplied = QImage.Format.Format_RGBA8888_Premultiplied
        return QImage(data, width, height, 4 * width, premultiplied).copy()

    def add_dots(
        self, x: Floats, y: Floats, colours: Colours, ground: tuple[int, int, int], size: float
    ) -> None:
        """Add dots of `size` pixels at (x, y), each (n,), with a thin rim of the ground's colour.

        Where two overlap, the one further up and to the left lies on top.
        """
        columns, rows, inside = self._cells(x, y)
        flat = self._pixels.reshape(-1, 4)
        across = self._pixels.shape[1]
        at = rows * across + columns
        inks = np.concatenate(
            [colours[inside], np.full((len(at), 1), _OPAQUE, np.uint8)], axis=1
        ).astype(np.uint16)
        rim = np.array([*ground, _OPAQUE], np.uint16)
        for down, right, cover, share in _dot(size):
            ink = inks if share == _OPAQUE else (inks * share + rim * (_OPAQUE - share)) // _OPAQUE
            place = at + down * across + right
            if cover == _OPAQUE:
                flat[place] = ink
            else:
                flat[place] = (ink * cover + flat[place] * (_OPAQUE - cover)) // _OPAQUE

    def add_pictures(
        self, x: Floats, y: Floats, colours: Colours, pictures: Levels, factor: int
    ) -> None:
        """Add grey pictures (n, height, width) centred on (x, y), enlarged by a whole factor.

        Each has a frame in its colour.
        """
        columns, rows, inside = self._cells(x, y)
        # Grey levels go up to 254.
        grey = np.repeat(np.repeat(pictures[inside], factor, axis=1), factor, axis=2)
        height, width = grey.shape[1] + 4, grey.shape[2] + 4
        for column, row, colour, picture in zip(
            columns.tolist(), rows.tolist(), colours[inside], grey, strict=True
        ):
            top, left = max(row - height // 2, 0), max(column - width // 2, 0)
            part = self._pixels[top : top + height, left : left + width]
            part[..., :3], part[..., 3] = colour, _OPAQUE
            inner = part[2:-2, 2:-2]
            inner[..., :3] = picture[: inner.shape[0], : inner.shape[1], np.newaxis]

    def _cells(self, x: Floats, y: Floats) -> tuple[npt.NDArray[np.intp], ...]:
        """Return the columns and rows, within the margin too, of those that can be seen."""
        reach, (height, width) = self._margin // 2, self._size
        inside = (x > -reach) & (x < width + reach) & (y > -reach) & (y < height + reach)
        columns, rows = np.floor(x[inside]), np.floor(y[inside])
        return (
            columns.astype(np.intp) + self._margin,
            rows.astype(np.intp) + self._margin,
            inside.nonzero()[0],
        )


@cache
def _dot(size: float) -> list[tuple[int, int, int, int]]:
    """Return for each pixel of a dot its place, how much it covers, and how much of that is ink.

    Both from 0 to 255; what is not ink is rim.
    """
    reach = int(np.ceil(size / 2)) + 1
    steps = np.arange(-reach, reach + 1)
    distance = np.hypot(steps[:, np.newaxis], steps)
    # The part of a pixel that a disc covers falls from one to nothing over a pixel's width.
    cover = np.clip(size / 2 + 1 - distance, 0, 1)
    ink = np.clip(size / 2 - distance + 0.25, 0, 1)
    share = np.divide(ink, cover, out=np.zeros_like(ink), where=cover > 0)
    return [
        (int(steps[row]), int(steps[column]), round(255 * cover[row, column]),
         round(255 * min(share[row, column], 1)))
        for row, column in np.argwhere(cover > 0.02)
    ]  # fmt: skip
