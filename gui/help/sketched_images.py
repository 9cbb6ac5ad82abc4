"""Pictures of what happens to images: windows, pooling, masks, noise, augmentation."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF

from diynn.data.augmentation import Augmentation, Warping
from diynn.data.noise import Noise
from diynn.layers import BatchNorm, Conv1D, Conv2D, ConvTranspose2D, Dropout, Upsample
from diynn.layers.layer import Array, Layer, Pass
from gui.help.sketch import Cells, Sketch
from gui.text.numbers import number

# Number 13 of the digits of 8 × 8 pixels (E. Alpaydin and C. Kaynak, UCI, CC BY 4.0), in 17 greys.
_THREE = "029fe93004d89g800006ef30000be2000002fb0000002f400156dg6002ccdb00"
_GREYS = "0123456789abcdefg"
_PAPER = 0.0


def digit() -> Array:
    """A real digit, (8, 8), from 0 (paper) to 1."""
    return np.array([_GREYS.index(one) / 16 for one in _THREE]).reshape(8, 8)


def fine_digit() -> Array:
    """The same with twice the pixels in each direction, and a margin: (20, 20)."""
    places = np.linspace(0, 7, 16)
    rows = np.stack([np.interp(places, np.arange(8), line) for line in digit()])
    wide = np.stack([np.interp(places, np.arange(8), line) for line in rows.T], axis=1)
    return np.pad(wide, 2)



def garment() -> Array:
    """A shirt, (12, 12), drawn by hand."""
    rows = (
        "000660066000", "068888888860", "788888888887", "788888888887", "570888888075",
        *["000888888000"] * 6, "000777777000",
    )  # fmt: skip
    return np.array([[int(one) / 8 for one in row] for row in rows])


def table() -> Array:
    """A table of six rows and four columns under their heads, the last one the target."""
    made = np.full((7, 5), 0.1)
    made[0] = 0.55
    made[1:, -1] = 0.3
    return made


def convolution(
    height: int = 3, stride: int = 1, padding: int = 0
) -> Callable[[Sketch], None]:
    """A window over a digit, and the map that it gives: two places of it are marked."""

    def draw(sketch: Sketch) -> None:
        image = digit()
        layer = Conv2D(1, height, stride=stride, padding=padding, bias=False)
        kernel = np.zeros((height, height))
        kernel[:, 0], kernel[:, -1] = -1, 1
        y, _ = layer.forward(image[None, :, :, None], {"W": kernel[:, :, None, None]}, Pass())
        left, right = sketch.columns(2, 36)
        outer = np.pad(image, padding)
        before, after = left.grid(outer, low=0, high=1), None
        result = np.array(y)[0, :, :, 0]
        after = right.grid(result, edge=before.edge)
        rows, columns = result.shape
        marks = (((1, 0), sketch.theme.accent), ((rows - 1, columns - 1), sketch.theme.runs[1]))
        for (row, column), colour in marks:
            before.frame(before.at(row * stride, column * stride, height, height), colour)
            after.frame(after.at(row, column), colour)
        _between(sketch, before, after)

    return draw


_NUMBERS = np.array([[1.0, 3, 2, 0], [5, 2, 1, 1], [0, 1, 7, 4], [2, 3, 6, 8]])


def pooled(layer: Layer) -> Callable[[Sketch], None]:
    """Numbers, and what a pooling keeps of them."""

    def draw(sketch: Sketch) -> None:
        y, _ = layer.forward(_NUMBERS[None, :, :, None].copy(), {}, Pass())
        result = np.array(y).reshape(1, -1) if np.ndim(y) == 2 else np.array(y)[0, :, :, 0]
        left, right = sketch.columns(2, 36)
        before = left.grid(_NUMBERS, low=0, high=8, numbers=True)
        after = right.grid(result, low=0, high=8, edge=before.edge, numbers=True)
        if result.size > 1:
            before.frame(before.at(0, 0, 2, 2), sketch.theme.accent)
            before.frame(before.at(2, 2, 2, 2), sketch.theme.runs[1])
            after.frame(after.at(0, 0), sketch.theme.accent)
            after.frame(after.at(1, 1), sketch.theme.runs[1])
        _between(sketch, before, after)

    return draw


def pooled_row(layer: Layer) -> Callable[[Sketch], None]:
    """A row of numbers, and what a pooling keeps of it."""

    def draw(sketch: Sketch) -> None:
        row = _NUMBERS[:2].reshape(1, 8)
        y, _ = layer.forward(row[:, :, None].copy(), {}, Pass())
        half = sketch.room.height() / 2
        edge = min(sketch.room.width() / 8, half - 8)
        upper = sketch.within(sketch.room.adjusted(0, 0, 0, -half))
        lower = sketch.within(sketch.room.adjusted(0, half, 0, 0))
        before = upper.grid(row, low=0, high=8, edge=edge, numbers=True)
        after = lower.grid(np.array(y)[:, :, 0], low=0, high=8, edge=edge, numbers=True)
        for place, colour in ((0, sketch.theme.accent), (3, sketch.theme.runs[1])):
            before.frame(before.at(0, 2 * place, 1, 2), colour)
            after.frame(after.at(0, place), colour)

    return draw


def convolved_row(sketch: Sketch) -> None:
    """A row of numbers, and what a window that takes differences makes of it."""
    row = np.array([[0.0, 0, 1, 3, 5, 5, 4, 1]])
    kernel = np.array([-1.0, 0.0, 1.0])[:, None, None]
    y, _ = Conv1D(1, 3, bias=False).forward(row[:, :, None], {"W": kernel}, Pass())
    half = sketch.room.height() / 2
    edge = min(sketch.room.width() / 8, half - 8)
    upper = sketch.within(sketch.room.adjusted(0, 0, 0, -half))
    lower = sketch.within(sketch.room.adjusted(0, half, 0, 0))
    before = upper.grid(row, low=0, high=8, edge=edge, numbers=True)
    after = lower.grid(np.array(y)[:, :, 0], low=-6, high=6, edge=edge, numbers=True)
    for place, colour in ((1, sketch.theme.accent), (5, sketch.theme.runs[1])):
        before.frame(before.at(0, place, 1, 3), colour)
        after.frame(after.at(0, place), colour)


def enlarged(layer: Upsample | ConvTranspose2D) -> Callable[[Sketch], None]:
    """A small image, and the larger one that a layer makes of it."""

    def draw(sketch: Sketch) -> None:
        x = np.array([[1.0, 3.0, 2.0], [0.0, 4.0, 1.0], [2.0, 1.0, 3.0]])
        weights = {}
        if isinstance(layer, ConvTranspose2D):
            ramp = np.array([0.25, 0.75, 0.75, 0.25])
            weights = {"W": np.outer(ramp, ramp)[:, :, None, None], "b": np.zeros(1)}
        y, _ = layer.forward(x[None, :, :, None], weights, Pass())
        left, right = sketch.columns(2, 36)
        after = right.grid(np.array(y)[0, :, :, 0], low=0, high=4)
        before = left.grid(x, low=0, high=4, edge=after.edge)
        before.frame(before.at(1, 1), sketch.theme.accent)
        if isinstance(layer, Upsample):
            after.frame(after.at(2, 2, 2, 2), sketch.theme.accent)
        else:
            after.frame(after.at(1, 1, 4, 4), sketch.theme.accent)
        _between(sketch, before, after)

    return draw


def flattened(sketch: Sketch) -> None:
    """An image and the same values in a row."""
    _regrouped(sketch, _NUMBERS[:2, :3], _NUMBERS[:2, :3].reshape(1, -1))


def regrouped(sketch: Sketch) -> None:
    """A row and the same values as an image."""
    _regrouped(sketch, _NUMBERS[:2, :3].reshape(1, -1), _NUMBERS[:2, :3])


def _regrouped(sketch: Sketch, x: Array, y: Array) -> None:
    edge = min(sketch.room.width() / 12, sketch.room.height() / 3)
    left, right = sketch.room.left() + 4, sketch.room.right() - y.shape[1] * edge - 4
    before = sketch.grid(x, low=0, high=8, edge=edge, numbers=True, left=left)
    after = sketch.grid(y, low=0, high=8, edge=edge, numbers=True, left=right)
    _between(sketch, before, after)


def forgotten(sketch: Sketch) -> None:
    """Values, and what dropout leaves of them at three steps."""
    values = np.ones((1, 8, 8))
    layer = Dropout(0.5)
    rng = np.random.default_rng(2)
    for part in sketch.columns(3):
        y, _ = layer.forward(values.copy(), {}, Pass(training=True, rng=rng))
        part.grid(np.array(y)[0] * (0.3 + 0.7 * digit()), low=0, high=2)


def normalised(sketch: Sketch) -> None:
    """Values of two channels before and after BatchNorm."""
    rng = np.random.default_rng(1)
    x = rng.standard_normal((60, 2)) * np.array([0.5, 1.2]) + np.array([2.2, -1.5])
    layer = BatchNorm()
    weights = layer.new_weights((2,), rng)
    y, _ = layer.forward(x, weights, Pass(training=True, rng=rng))
    for part, points, name in zip(sketch.columns(2), (x, np.array(y)), "xy", strict=True):
        plane = part.titled(name).plane((-4.5, 4.5), (-4.5, 4.5))
        plane.dots(points[:, 0], points[:, 1], sketch.theme.accent, 2.2)


def warped(**settings: float) -> Callable[[Sketch], None]:
    """A digit, and four variants of it."""

    def draw(sketch: Sketch) -> None:
        image = fine_digit()
        warping = Warping(
            Augmentation(**settings), (*image.shape, 1), np.full((1, 1, 1), _PAPER, np.float32)
        )
        images = np.repeat(image[None, :, :, None], 4, axis=0).astype(np.float32)
        warping.bind(4).warp(images, np.random.default_rng(1))
        _row(sketch, [image, *images[..., 0]])

    return draw


def spoilt(kind: type[Noise], strengths: Sequence[float]) -> Callable[[Sketch], None]:
    """A digit under more and more noise, of one field."""

    def draw(sketch: Sketch) -> None:
        noise = kind()
        image = fine_digit().astype(np.float32)[None, :, :, None]
        field = noise.field(image.shape, np.random.default_rng(3))
        spoiled = [noise.applied(image, field, s, 0.0, 1.0)[0, :, :, 0] for s in strengths]
        line = 18 * sketch.zoom
        above = sketch.within(sketch.room.adjusted(0, 0, 0, -line))
        _row(above, spoiled)
        for part, strength in zip(sketch.columns(len(strengths), 6), strengths, strict=True):
            foot = QRectF(part.room)
            foot.setTop(foot.bottom() - line)
            sketch.words(foot, number(strength))

    return draw


def _row(sketch: Sketch, images: Sequence[Array]) -> None:
    for part, image in zip(sketch.columns(len(images), 6), images, strict=True):
        part.grid(image, low=0.0, high=1.0)


def _between(sketch: Sketch, before: Cells, after: Cells) -> None:
    middle = sketch.room.center().y()
    gap = after.left - before.right
    if gap > 16:
        sketch.arrow(
            QPointF(before.right + min(6, gap / 4), middle),
            QPointF(after.left - min(6, gap / 4), middle),
        )


