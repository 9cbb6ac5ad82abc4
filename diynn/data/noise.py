"""Kinds of noise: a field is drawn once and kept, and only its strength moves."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from diynn.settings import Declared, Range, Setting, settings_of

Array = NDArray[Any]
Shape = tuple[int, ...]


@dataclass(frozen=True)
class Noise(Declared):
    """A way to spoil images. Its one setting, from 0 to 1, says how strongly.

    A field is float32 and of the shape of the images, (samples, height, width, channels). With the
    same field a greater strength spoils what a smaller one has spoilt, and more.
    """

    @classmethod
    def setting(cls) -> Setting:
        """What its strength is called, and within which limits it lies."""
        return settings_of(cls)[0]

    @property
    def strength(self) -> float:
        """The value of its one setting."""
        return float(getattr(self, self.setting().name))

    @abstractmethod
    def field(self, shape: Shape, rng: np.random.Generator) -> Array:
        """A new field for images of `shape` (samples, height, width, channels)."""

    @abstractmethod
    def applied(self, x: Array, field: Array, strength: float, low: float, high: float) -> Array:
        """Images x whose values run from `low` (black) to `high` (white), spoilt by the field.

        `strength` runs from 0, which changes nothing, to 1. The type is that of x.
        """


@dataclass(frozen=True)
class Gaussian(Noise):
    """y = x + σ · (high − low) · n, n normal. Nothing is cut off at black and white.

    The network so gets what it got in a training with noise.
    """

    formula: ClassVar[tuple[str, ...]] = (
        r"y = x + \sigma\,(x_{\max} - x_{\min})\,n, \quad n \sim N(0,\,1)",
    )

    title = "Gaussian"

    sigma: Annotated[
        float, Range(0.0, 1.0), "Standard deviation of the noise, as a share of black to white"
    ] = 0.3

    def field(self, shape: Shape, rng: np.random.Generator) -> Array:
        return rng.standard_normal(shape, np.float32)

    def applied(self, x: Array, field: Array, strength: float, low: float, high: float) -> Array:
        return np.asarray(x + x.dtype.type(strength * (high - low)) * field, x.dtype)


@dataclass(frozen=True)
class SaltAndPepper(Noise):
    """Pixels picked at random become black or white, half of them each; the others stay.

    A field holds for each pixel the strength from which it is changed, below zero where it becomes
    black. A share of 0.3 changes 0.3 of the pixels of every image, to within one.
    """

    formula: ClassVar[tuple[str, ...]] = (
        r"P(y = x_{\min}) = P(y = x_{\max}) = \frac{p}{2}, \quad P(y = x) = 1 - p",
    )

    title = "Salt and pepper"

    share: Annotated[float, Range(0.0, 1.0), "Share of the pixels that become black or white"] = 0.2

    def field(self, shape: Shape, rng: np.random.Generator) -> Array:
        samples, pixels = shape[0], shape[1] * shape[2]
        rank = rng.random((samples, pixels)).argsort(axis=1).argsort(axis=1)
        colour = rng.choice(np.array([-1, 1], np.float32), (samples, pixels))
        threshold = (rank + 0.5) / max(pixels, 1) * colour
        return _over_channels(threshold.reshape(shape[:3]), shape)

    def applied(self, x: Array, field: Array, strength: float, low: float, high: float) -> Array:
        ends = np.where(field > 0, high, low)
        return np.where(np.abs(field) < strength, ends, x).astype(x.dtype, copy=False)


@dataclass(frozen=True)
class MaskedSquare(Noise):
    """A square somewhere in the image becomes black, as if its pixels were missing.

    A field holds for each pixel the side from which the square covers it. The square grows from a
    point kept by the field, and stays within the image: at 1 it covers all of it. (Values that are
    missing and to be filled in: Vincent et al., "Extracting and composing robust features with
    denoising autoencoders", 2008.)
    """

    formula: ClassVar[tuple[str, ...]] = (
        r"y = \begin{cases} x_{\min} &\quad p \in Q \\ x &\quad p \notin Q \end{cases}",
    )

    title = "Masked square"

    side: Annotated[
        float, Range(0.0, 1.0), "Side of the square, as a share of the image's side"
    ] = 0.4

    def field(self, shape: Shape, rng: np.random.Generator) -> Array:
        samples, height, width = shape[:3]
        rows, columns = (
            _covered_from(rng.uniform(0.05, 0.95, samples), size) for size in (height, width)
        )
        return _over_channels(np.maximum(rows[:, :, None], columns[:, None, :]), shape)

    def applied(self, x: Array, field: Array, strength: float, low: float, high: float) -> Array:
        return np.where(field < strength, low, x).astype(x.dtype, copy=False)


NOISES: tuple[type[Noise], ...] = (Gaussian, SaltAndPepper, MaskedSquare)


def _covered_from(centres: Array, size: int) -> Array:
    """From which share of `size` on a stretch that grows from each centre covers each pixel.

    A stretch of share s reaches from c (1 − s) to c (1 − s) + s: never beyond the edges.
    """
    centre = centres[:, None]
    middle = (np.arange(size) + 0.5) / size
    return np.asarray(np.maximum((centre - middle) / centre, (middle - centre) / (1 - centre)))


def _over_channels(field: Array, shape: Shape) -> Array:
    """All channels of a pixel are spoilt together."""
    return np.broadcast_to(field[..., None], shape).astype(np.float32)
