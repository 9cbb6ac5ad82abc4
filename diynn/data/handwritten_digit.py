"""Make a sample of a picture drawn by hand, the way the images of a data set were made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.data.dataset import Dataset
from diynn.errors import DataError

Array = NDArray[Any]

LOOKED_AT = 2000
"""Training images that are measured, evenly spread: more would not change the figures."""
INK = 0.1
"""From this share of the full ink on, a pixel belongs to the figure."""
FILLED = 95
"""The percentile of heights and widths of figures that counts as the size of their box."""


@dataclass(frozen=True)
class Framing:
    """How the figures of a data set lie in their images; lengths in pixels of those images.

    A figure is fitted into a box of `box_height` × `box_width`, and its centre (`by_mass`: its
    centre of mass, else that of its bounding box) is put at (`middle_y`, `middle_x`), measured from
    the image's upper left corner. Values run from `paper` to `ink`.
    """

    height: int
    width: int
    channels: int
    box_height: float
    box_width: float
    by_mass: bool
    middle_y: float
    middle_x: float
    paper: float
    ink: float


def framing(data: Dataset) -> Framing:
    """Measure how the training images lie, after Dataset.is_image; DataError for other data.

    Paper is the median of the outermost pixels (0 drawn on white or on black is found alike). The
    box is the 95th percentile of the heights and of the widths of the figures' bounding boxes: 20
    of 28 for MNIST, all 16 for USPS, 8 × 7 for scikit-learn's digits. A set is centred the way in
    which its images scatter less: MNIST by mass (standard deviation of the centres of mass 0.29
    pixels, what is left by moving in whole pixels; of the boxes' centres 1.3), USPS by its boxes
    (0.09 against 1.1). The middle is the mean of those centres, to the half pixel: figures of whole
    pixels stay sharp.
    """
    if not data.is_image or not len(data.train):
        raise DataError(
            "{name} has no images to draw like.", "Choose data made of images.", name=data.name
        )
    every = max(len(data.train) // LOOKED_AT, 1)
    x = data.train.x[::every].astype(np.float64).mean(axis=-1)
    height, width = x.shape[1:]
    paper = float(np.median(np.concatenate([x[:, [0, -1]].ravel(), x[:, :, [0, -1]].ravel()])))
    low, high = _range(data, x)
    reach = high - paper if high - paper >= paper - low else low - paper
    if reach == 0:
        raise DataError("The images of {name} are all empty.", name=data.name)
    share = np.clip((x - paper) / reach, 0, None)
    ink = float(paper + reach * min(np.median(share.max(axis=(1, 2))), 1.0))
    share = share[(share >= INK).any(axis=(1, 2))]
    if not len(share):
        raise DataError("The images of {name} are all empty.", name=data.name)
    top, bottom = _ends((share >= INK).any(axis=2))
    left, right = _ends((share >= INK).any(axis=1))
    mass = share.sum(axis=(1, 2))
    mass_y = share.sum(axis=2) @ (np.arange(height) + 0.5) / mass
    mass_x = share.sum(axis=1) @ (np.arange(width) + 0.5) / mass
    box_y, box_x = (top + bottom) / 2, (left + right) / 2
    by_mass = bool(mass_y.var() + mass_x.var() < box_y.var() + box_x.var())
    return Framing(
        height, width, data.shape[-1],
        float(np.percentile(bottom - top, FILLED)), float(np.percentile(right - left, FILLED)),
        by_mass,
        _half(mass_y if by_mass else box_y), _half(mass_x if by_mass else box_x), paper, ink,
    )  # fmt: skip


def drawn_sample(drawing: Array, frame: Framing) -> Array | None:
    """A drawing (rows, columns) of ink, 0 … 1, as a sample (height, width, channels) of the data.

    The drawing is cut to its bounding box (h × w), and scaled without distortion by
    s = min(box_height / h, box_width / w). Each pixel of the sample is the mean of the drawing over
    its area: y = R D Cᵀ, where R[i, j] is the length that row j of the scaled drawing D shares with
    row i of the sample, and C likewise for columns. The figure's centre comes to the frame's
    middle: by mass in whole pixels, as LeCun moved MNIST, else exactly. Ink is stretched so that
    its strongest point has the data's usual strongest value; the result is
    paper + (ink − paper) · y / max y, float32. With blocks of 4 × 4 this is the mean that
    scikit-learn's digits were made by (Alpaydin and Kaynak, 1998). None where nothing is drawn.
    """
    inked = np.asarray(drawing, np.float64)
    if inked.max(initial=0.0) < INK:
        return None
    (top,), (bottom,) = _ends(inked.max(axis=1)[None] >= INK)
    (left,), (right,) = _ends(inked.max(axis=0)[None] >= INK)
    inked = inked[top:bottom, left:right]
    scale = min(frame.box_height / inked.shape[0], frame.box_width / inked.shape[1])
    starts = []
    for axis, middle in ((0, frame.middle_y), (1, frame.middle_x)):
        size = inked.shape[axis]
        if frame.by_mass:
            line = inked.sum(axis=1 - axis)
            centre = float(line @ (np.arange(size) + 0.5) / line.sum())
            starts.append(float(np.round(middle - scale * centre)))
        else:
            starts.append(middle - scale * size / 2)
    rows = _shared(frame.height, inked.shape[0], scale, starts[0])
    columns = _shared(frame.width, inked.shape[1], scale, starts[1])
    seen = rows @ inked @ columns.T
    strongest = seen.max()
    if strongest > 0:
        seen /= strongest
    grey = frame.paper + (frame.ink - frame.paper) * seen
    return np.repeat(grey[..., None], frame.channels, axis=-1).astype(np.float32)


def _range(data: Dataset, x: Array) -> tuple[float, float]:
    if np.isfinite(data.low) and np.isfinite(data.high):
        return data.low, data.high
    return float(x.min()), float(x.max())


def _half(centres: Array) -> float:
    return round(2 * float(np.mean(centres))) / 2


def _ends(inked: Array) -> tuple[Array, Array]:
    """Where the first inked line begins and the last one ends; `inked` is (images, lines)."""
    return inked.argmax(axis=1), inked.shape[1] - inked[:, ::-1].argmax(axis=1)


def _shared(pixels: int, lines: int, scale: float, start: float) -> Array:
    """The length that each pixel shares with each line of `scale` pixels: (pixels, lines)."""
    begin = start + scale * np.arange(lines)
    pixel = np.arange(pixels)[:, None]
    shared = np.minimum(pixel + 1, begin + scale) - np.maximum(pixel, begin)
    return np.asarray(np.clip(shared, 0, None))
