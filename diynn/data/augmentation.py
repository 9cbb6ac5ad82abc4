"""Training images warped each time they are seen: shifted, turned, scaled, sheared, bent."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from diynn.data.dataset import Dataset
from diynn.settings import Declared, Range

Array = NDArray[Any]
Shape = tuple[int, ...]

_BENDS = 7
"""An elastic field has so many independent bends across an image's longer side."""
_DRAWN = 5
"""Numbers drawn for each image, whatever is switched on: the other settings keep their draws."""


@dataclass(frozen=True)
class Augmentation(Declared):
    """Every training image is warped differently each time: y(p) = x(A (p − shift) + bend(p)),
    A⁻¹ turns, shears and scales round the middle.

    Each setting is the most that happens, in either direction; all zero, nothing does. Between the
    pixels the value is bilinear, beyond the edge it is the background.
    """

    formula: ClassVar[tuple[str, ...]] = (r"y(p) = x\left( A\,(p - s) + b(p) \right)",)

    shift: Annotated[
        float, Range(0.0, 32.0), "Move each image by up to so many pixels along both sides"
    ] = 0.0
    rotation: Annotated[
        float, Range(0.0, 180.0), "Turn each image by up to so many degrees, to either side"
    ] = 0.0
    scale: Annotated[
        float,
        Range(0.0, 1.0),
        "Make each image larger or smaller by up to this share: 0.1 is 1.1 times, or 1 / 1.1",
    ] = 0.0
    shear: Annotated[
        float, Range(0.0, 60.0), "Slant each image by up to so many degrees, to either side"
    ] = 0.0
    elastic: Annotated[
        float,
        Range(0.0, 8.0),
        "Bend each image like rubber: how far a pixel is displaced, as a standard deviation",
    ] = 0.0

    @property
    def warps(self) -> bool:
        """Whether anything is done to an image."""
        return any((self.shift, self.rotation, self.scale, self.shear, self.elastic))

    def maps(self, samples: int, rng: np.random.Generator) -> Array:
        """For each image, where its pixels come from: (samples, 2, 3) in float64.

        [A | b] takes the place (row, column, 1) of a pixel, in pixels from the middle of the image,
        to the place of its value before. Always draws the same count of numbers.
        """
        turn, grow, slant, down, across = rng.uniform(-1.0, 1.0, (_DRAWN, samples))
        angle = turn * math.radians(self.rotation)
        cos, sin = np.cos(angle), np.sin(angle)
        tangent = np.tan(slant * math.radians(self.shear))
        smaller = (1.0 + self.scale) ** -grow
        inverse = smaller * np.array([[cos, sin], [-tangent * cos - sin, cos - tangent * sin]])
        shift = self.shift * np.array([down, across])
        offset = -(inverse[:, 0] * shift[0] + inverse[:, 1] * shift[1])
        return np.ascontiguousarray(
            np.concatenate([inverse, offset[:, None]], axis=1).transpose(2, 0, 1)
        )


@dataclass(frozen=True, eq=False)
class Warping:
    """How the images of a training are warped.

    `shape` is (height, width, channels); `ground` is what is seen where nothing of an image comes
    to lie, shaped so that it can be subtracted from images. `targets_too` says that the target is
    the input: then it is the warped image, without noise.
    """

    augmentation: Augmentation
    shape: Shape
    ground: Array
    targets_too: bool = False

    def bind(self, samples: int) -> Warper:
        """The work on batches of that size, with memory of its own."""
        return Warper(self, samples)


def background(x: Array, low: float, shape: Shape) -> Array:
    """The ground of images x (samples, …): `low`, the end of their range, as (1, 1, 1).

    Where they have none, as after the scaling “standard”, it is each pixel's lowest value,
    (height, width, channels).
    """
    if math.isfinite(low):
        return np.full((1, 1, 1), low, np.float32)
    lowest = x.min(axis=0).astype(np.float32).reshape(shape)
    return np.where(np.isfinite(lowest), lowest, np.float32(0))


class Warper:
    """Warps batches of a fixed size in place; every batch uses the same memory.

    All images go through each operation together, in float32: a batch of 64 digits of 28 × 28
    takes under a millisecond. A frame of zeros round every image, one pixel before and two behind,
    stands for everything beyond its edge, so no pixel needs a question.
    """

    def __init__(self, warping: Warping, samples: int) -> None:
        height, width, channels = warping.shape
        self._augmentation = warping.augmentation
        self._ground = warping.ground if warping.ground.any() else None
        self._samples, self._shape = samples, warping.shape
        pixels = height * width
        self._ends = np.float32(height + 1), np.float32(width + 1)
        rows, columns = np.indices((height, width), np.float32).reshape(2, -1)
        down, across = (height - 1) / 2, (width - 1) / 2
        grid = np.stack([rows - down, columns - across, np.ones(pixels)])
        self._grid = grid.astype(np.float32)
        self._middle = np.array([down + 1, across + 1])
        self._framed = np.zeros((samples, height + 3, width + 3, channels), np.float32)
        self._line = width + 3
        first = np.arange(samples) * (height + 3) * self._line
        self._first = first[:, None].astype(np.intp)
        self._places = np.empty((2, samples, pixels), np.float32)
        self._whole = np.empty((2, samples, pixels), np.float32)
        self._index = np.empty((samples, pixels), np.intp)
        self._corners = np.empty((4, samples * pixels, channels), np.float32)
        self._bends = [_bends(size, max(height, width)) for size in (height, width)]
        self._field = np.empty((2 * samples, height, width), np.float32)

    def warp(self, x: Array, rng: np.random.Generator) -> None:
        """Warp x, (samples, …) of height · width · channels values each, at random from `rng`."""
        maps = self._augmentation.maps(self._samples, rng)
        elastic = self._augmentation.elastic
        self.warp_by(x, maps, elastic * self._bent(rng) if elastic else None)

    def warp_by(self, x: Array, maps: Array, field: Array | None = None) -> None:
        """Warp x by `maps` as Augmentation.maps gives them.

        `field` (2, samples, height · width) is added to the rows and columns that values come from.
        """
        self._find_places(maps, field)
        images = x.reshape(self._samples, *self._shape)
        inside = self._framed[:, 1:-2, 1:-2]
        if self._ground is None:
            np.copyto(inside, images)
        else:
            np.subtract(images, self._ground, out=inside)
        y = self._between_pixels().reshape(images.shape)
        if self._ground is None:
            np.copyto(images, y)
        else:
            np.add(y, self._ground, out=images)

    def _find_places(self, maps: Array, field: Array | None) -> None:
        """Where every pixel's value comes from: whole pixels in `_index`, shares in `_places`."""
        places, whole = self._places, self._whole
        for axis in (0, 1):
            line = maps[:, axis].copy()
            line[:, 2] += self._middle[axis]
            np.matmul(line.astype(np.float32), self._grid, out=places[axis])
        if field is not None:
            np.add(places, field, out=places)
        for axis, end in enumerate(self._ends):
            np.maximum(places[axis], np.float32(0), out=places[axis])
            np.minimum(places[axis], end, out=places[axis])
        np.floor(places, out=whole)
        np.subtract(places, whole, out=places)
        np.multiply(whole[0], np.float32(self._line), out=whole[0])
        np.add(whole[0], whole[1], out=whole[0])
        np.copyto(self._index, whole[0], casting="unsafe")
        np.add(self._index, self._first, out=self._index)

    def _between_pixels(self) -> Array:
        """The values between four pixels each, (samples · height · width, channels)."""
        pixels = self._framed.reshape(-1, self._framed.shape[-1])
        index = self._index.reshape(-1)
        here, right, below, across = self._corners
        for start, corner in ((0, here), (1, right), (self._line, below), (self._line + 1, across)):
            # No place lies outside: the mode only spares a buffer and a look at each.
            pixels[start:].take(index, axis=0, out=corner, mode="clip")
        down, along = self._places.reshape(2, -1, 1)
        for left, other in ((here, right), (below, across)):
            np.subtract(other, left, out=other)
            np.multiply(other, along, out=other)
            np.add(left, other, out=left)
        np.subtract(below, here, out=below)
        np.multiply(below, down, out=below)
        np.add(here, below, out=here)
        return here

    def _bent(self, rng: np.random.Generator) -> Array:
        """Smooth fields of displacements, (2, samples, pixels), of standard deviation 1 everywhere.

        Normal numbers on a coarse grid, spread by Gaussians. (Simard, Steinkraus, Platt: "Best
        practices for convolutional neural networks applied to visual document analysis", 2003.)
        """
        rows, columns = self._bends
        count, knots = 2 * self._samples, (rows.shape[1], columns.shape[1])
        drawn = rng.standard_normal((count, *knots), np.float32)
        wide = drawn.reshape(-1, knots[1]) @ columns.T
        np.matmul(rows, wide.reshape(count, knots[0], -1), out=self._field)
        return self._field.reshape(2, self._samples, -1)


def _bends(size: int, longest: int) -> Array:
    """What each knot of a coarse grid gives to each of `size` pixels, (size, knots)."""
    apart = longest / _BENDS
    count = math.ceil((size - 1) / apart) + 3
    knots = (np.arange(count) - (count - 1) / 2) * apart + (size - 1) / 2
    spread = np.exp(-((np.arange(size)[:, None] - knots) ** 2) / (2 * apart**2))
    # Squares that add up to one make the variance the same at every pixel.
    length = np.sqrt((spread**2).sum(axis=1, keepdims=True))
    return np.asarray(spread / length, np.float32)


@dataclass(frozen=True, eq=False)
class Examples:
    """Some training images (samples, height, width, channels), with what surrounds them.

    `low` and `high` are the values to be shown as black and white; `ground` is as in Warping.
    """

    images: Array
    ground: Array
    low: float
    high: float


class ExampleImages:
    """Picks training images of `prepared` data, which has some: see `Dataset.image_shape`."""

    def __init__(self, data: Dataset) -> None:
        self._data = data
        self._ground = background(data.train.x, data.low, data.image_shape)

    def pick(self, count: int, seed: int) -> Examples:
        """Up to `count` different ones; the same seed picks the same."""
        data = self._data
        rng = np.random.default_rng((seed, 0))
        places = rng.permutation(len(data.train))[:count]
        images = data.train.x[places].reshape(-1, *data.image_shape)
        low, high = data.low, data.high
        if not (math.isfinite(low) and math.isfinite(high)):
            # A few pixels far off must not make all others grey.
            finite = images[np.isfinite(images)]
            low, high = np.percentile(finite, (1, 99)) if len(finite) else (0.0, 1.0)
        return Examples(images, self._ground, float(low), float(max(high, low + 1e-6)))


def variants(
    augmentation: Augmentation, noise: float, examples: Examples, count: int, seed: int
) -> Array:
    """`count` variants of each example, as a training gives them to the network, noise and all.

    (samples, count, height, width, channels) in float32. With the same seed an image is turned,
    moved and so on in the same way, only more or less of it.
    """
    samples, *shape = examples.images.shape
    x = np.repeat(examples.images.astype(np.float32), count, axis=0)
    if augmentation.warps and len(x):
        warping = Warping(augmentation, tuple(shape), examples.ground)
        warping.bind(len(x)).warp(x, np.random.default_rng((seed, 1)))
    if noise:
        normal = np.random.default_rng((seed, 2)).standard_normal(x.shape, np.float32)
        x += np.float32(noise) * normal
    return x.reshape(samples, count, *shape)
