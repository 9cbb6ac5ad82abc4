"""How the values of an array of any shape lie as one picture, and its colours."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from diynn.layers.layer import Array, Shape
from gui.theme.colours import ramp, rgb
from gui.theme.theme import Theme

NOTHING = -1
_LINE = 16
"""Values of a vector that stand in one line."""
_LEVELS = 255


@dataclass(frozen=True, eq=False)
class Arrangement:
    """The number of the value at each point of a picture (height, width); NOTHING between parts."""

    shape: Shape
    numbers: NDArray[np.intp]

    @property
    def height(self) -> int:
        """Points down."""
        return int(self.numbers.shape[0])

    @property
    def width(self) -> int:
        """Points across."""
        return int(self.numbers.shape[1])

    def place(self, number: int) -> tuple[int, ...]:
        """The place in the array of a value by its number."""
        return tuple(int(at) for at in np.unravel_index(number, self.shape))

    def number(self, place: tuple[int, ...]) -> int:
        """The number of the value at a place."""
        return int(np.ravel_multi_index(place, self.shape)) if self.shape else 0

    def point(self, number: int) -> tuple[int, int]:
        """Where a value lies: down and across."""
        down, across = np.nonzero(self.numbers == number)
        return int(down[0]), int(across[0])

    def moved(self, number: int, down: int, across: int) -> int:
        """The next value in a direction, over what lies between; the same one at the edge."""
        y, x = self.point(number)
        while True:
            y, x = y + down, x + across
            if not (0 <= y < self.height and 0 <= x < self.width):
                return number
            if self.numbers[y, x] != NOTHING:
                return int(self.numbers[y, x])


@lru_cache(maxsize=256)
def arranged(shape: Shape, image: Shape = ()) -> Arrangement:
    """The channels of an image beside each other, those of a sequence below each other, a vector in
    lines; a vector that is an `image` (height, width, channels) lies as that. What is longer than
    wide lies on its side."""
    numbers = np.arange(math.prod(shape)).reshape(shape)
    if numbers.ndim == 4:
        # A kernel (height, width, channels, filters).
        return Arrangement(shape, _tiled(numbers.reshape(*shape[:2], -1)))
    if image and len(shape) == 1 and math.prod(image) == shape[0]:
        numbers = numbers.reshape(image)
    if numbers.ndim == 3:
        return Arrangement(shape, _tiled(numbers))
    if numbers.ndim == 2:
        lying = numbers.shape[1] >= numbers.shape[0]
        return Arrangement(shape, numbers if lying and not image else numbers.T.copy())
    count = numbers.size
    across = _LINE if count <= 4 * _LINE else math.ceil(math.sqrt(3 * count))
    lines = -(-count // across)
    made = np.full(lines * across, NOTHING, np.intp)
    made[:count] = numbers.ravel()
    return Arrangement(shape, made.reshape(lines, across)[:, : min(count, across)])


def _tiled(numbers: NDArray[np.intp]) -> NDArray[np.intp]:
    height, width, channels = numbers.shape
    # About twice as wide as high, with a line of nothing between.
    across = max(1, min(channels, round(math.sqrt(2.0 * channels * height / width))))
    down = -(-channels // across)
    made = np.full((down * (height + 1) - 1, across * (width + 1) - 1), NOTHING, np.intp)
    for channel in range(channels):
        y, x = divmod(channel, across)
        made[y * (height + 1) : y * (height + 1) + height,
             x * (width + 1) : x * (width + 1) + width] = numbers[..., channel]  # fmt: skip
    return made


def coloured(
    arrangement: Arrangement, values: Array, theme: Theme,
    limits: tuple[float, float] | None = None,
) -> QImage:  # fmt: skip
    """A picture of values (*shape), a pixel each: grey between `limits`, else in the diverging
    colours with zero in the middle."""
    flat = np.nan_to_num(np.asarray(values, np.float64).ravel())
    if limits is None:
        end = float(np.abs(flat).max(initial=0)) or 1.0
        table, low, high = ramp(theme.diverging, _LEVELS), -end, end
    else:
        low, high = limits
        grey = np.linspace(0, 255, _LEVELS).round().astype(np.uint8)
        table = np.stack([grey, grey, grey], axis=1)
    level = np.clip((flat - low) / ((high - low) or 1.0), 0, 1) * (_LEVELS - 1)
    colours = np.concatenate([table[level.round().astype(np.intp)], [rgb(theme.surface)]])
    # The number NOTHING is the last of them.
    picture = colours[arrangement.numbers].astype(np.uint32)
    words = (0xFF << 24) | (picture[..., 0] << 16) | (picture[..., 1] << 8) | picture[..., 2]
    data = np.ascontiguousarray(words, np.uint32).tobytes()
    width, height = arrangement.width, arrangement.height
    return QImage(data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()
