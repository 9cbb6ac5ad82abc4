"""Points in the plane, drawn on the spot: the data sets on which everything can be seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

import numpy as np

from diynn.data.dataset import Array, Dataset, split
from diynn.data.sources.source import Outline, Source
from diynn.settings import Range

TEST_SHARE = 0.3
"""The share of a toy set's samples that is kept for testing."""

_LETTERS = "ABCDE"

Samples = Annotated[int, Range(20, 100_000, logarithmic=True), "Points drawn; 30 % are for testing"]
Noise = Annotated[
    float, Range(0.0, 1.0), "Standard deviation of the noise; the picture is 2 wide and 2 high"
]
Seed = Annotated[int, Range(0, 2**31 - 1), "The same seed draws the same points again"]


@dataclass(frozen=True)
class Toy(Source):
    """Points (x₁, x₂), roughly within [-1, 1] × [-1, 1], in classes of equal size.

    The noise is one field of normal numbers times its strength: while the strength changes, each
    point moves along a line of its own.
    """

    samples: Samples = 1000
    noise: Noise = 0.1
    seed: Seed = 0

    values: ClassVar[int] = 0

    def class_count(self) -> int:
        """The number of classes; 0 for regression."""
        return 2

    def drawn(self, labels: Array, rng: np.random.Generator) -> Array:
        """A point without noise for each of `labels` (samples,), as (samples, 2)."""
        raise NotImplementedError

    def load(self) -> Dataset:
        """The points as float32 and their classes; 30 % of each class are in the test part."""
        rng = np.random.default_rng(self.seed)
        labels = np.arange(self.samples) % max(self.class_count(), 1)
        points = self.drawn(labels, rng)
        field = rng.standard_normal(points.shape)
        return self._parted(points + self.noise * field, labels, rng)

    def _parted(self, points: Array, targets: Array, rng: np.random.Generator) -> Dataset:
        train, test = split(points.astype(np.float32), targets, TEST_SHARE, rng)
        return Dataset(self._name(), train, test, self._classes(), ("x₁", "x₂"))

    def outline(self) -> Outline:
        """What `load` will give."""
        test = round(self.samples * TEST_SHARE)
        return Outline(self._name(), (2,), self._classes(), self.values, self.samples - test, test)

    def _name(self) -> str:
        return self.title or self.name()

    def _classes(self) -> tuple[str, ...]:
        return tuple(_LETTERS[: self.class_count()])


def _around(angle: Array, radius: Array) -> Array:
    """The points (samples, 2) at these angles and radii."""
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


@dataclass(frozen=True)
class LinearData(Toy):
    """Two classes on either side of a straight line: what one linear layer can learn."""

    title = "Linear data"

    noise: Noise = 0.0

    def drawn(self, labels: Array, rng: np.random.Generator) -> Array:
        """Points of a square, class by class on their side of a gap along a random direction."""
        angle = rng.uniform(0, 2 * np.pi)
        normal = np.array([np.cos(angle), np.sin(angle)])
        points = rng.uniform(-0.9, 0.9, (len(labels), 2))
        # Nearest the far end first: cut in the middle, both classes are equally large.
        points = points[np.argsort(points @ normal)]
        half = np.count_nonzero(labels == 0)
        points -= (points[half - 1 : half + 1] @ normal).mean() * normal
        points[:half] -= 0.05 * normal
        points[half:] += 0.05 * normal
        placed = np.empty_like(points)
        placed[np.argsort(labels, kind="stable")] = points
        # Both shifts may push a corner out of the picture.
        return placed / max(1.0, float(np.abs(placed).max()))


@dataclass(frozen=True)
class Moons(Toy):
    """Two half moons, each reaching into the other."""

    noise: Noise = 0.07

    def drawn(self, labels: Array, rng: np.random.Generator) -> Array:
        """Points on two half circles."""
        angle = rng.uniform(0, np.pi, len(labels))
        upper = labels == 0
        x = np.where(upper, np.cos(angle), 1 - np.cos(angle)) - 0.5
        y = np.where(upper, np.sin(angle), 0.5 - np.sin(angle)) - 0.25
        return np.stack([x, y], axis=1) / 1.6


@dataclass(frozen=True)
class Circles(Toy):
    """A ring around a ring: no straight line parts them."""

    noise: Noise = 0.07

    def drawn(self, labels: Array, rng: np.random.Generator) -> Array:
        """Points on two circles around the origin."""
        angle = rng.uniform(0, 2 * np.pi, len(labels))
        radius = np.where(labels == 0, 0.85, 0.4)
        return _around(angle, radius)


@dataclass(frozen=True)
class Checkerboard(Toy):
    """The fields of a checkerboard: black are one class, white the other."""

    noise: Noise = 0.0
    cells: Annotated[int, Range(2, 8), "Fields along each side of the board"] = 4

    def drawn(self, labels: Array, rng: np.random.Generator) -> Array:
        """Points in fields of their own colour, none closer to an edge than 4 % of a field."""
        return _on_board(labels, self.cells, rng)


@dataclass(frozen=True)
class XOR(Toy):
    """Opposite quarters belong together: a class tells whether x₁ and x₂ differ in sign."""

    noise: Noise = 0.05

    def drawn(self, labels: Array, rng: np.random.Generator) -> Array:
        """Points in quarters of their own colour."""
        return _on_board(labels, 2, rng)


def _on_board(labels: Array, cells: int, rng: np.random.Generator) -> Array:
    column, row = (axis.ravel() for axis in np.indices((cells, cells)))
    corners = np.empty((len(labels), 2))
    for colour in (0, 1):
        fields = np.flatnonzero((column + row) % 2 == colour)
        mine = labels == colour
        field = rng.choice(fields, np.count_nonzero(mine))
        corners[mine] = np.stack([column[field], row[field]], axis=1)
    return 2 * (corners + rng.uniform(0.04, 0.96, corners.shape)) / cells - 1


@dataclass(frozen=True)
class Spirals(Toy):
    """Arms wound around one another: hard without a hidden layer or two."""

    noise: Noise = 0.02
    arms: Annotated[int, Range(2, 5), "Arms, each a class"] = 2
    turns: Annotated[float, Range(0.25, 3.0), "Turns that each arm makes around the middle"] = 1.25

    def class_count(self) -> int:
        """One class an arm."""
        return self.arms

    def drawn(self, labels: Array, rng: np.random.Generator) -> Array:
        """Points along Archimedean spirals, r growing with the angle."""
        # The square root spreads the points evenly along an arm, which grows with its radius.
        way = np.sqrt(rng.uniform(0, 1, len(labels)))
        angle = 2 * np.pi * (self.turns * way + labels / self.arms)
        return _around(angle, 0.06 + 0.9 * way)


@dataclass(frozen=True)
class Blobs(Toy):
    """Round clouds of points on a circle; more noise makes them run into one another."""

    noise: Noise = 0.15
    centres: Annotated[int, Range(2, 5), "Clouds, each a class"] = 3

    def class_count(self) -> int:
        """One class a cloud."""
        return self.centres

    def drawn(self, labels: Array, rng: np.random.Generator) -> Array:
        """The centre of each point's cloud."""
        angle = 2 * np.pi * labels / self.centres + rng.uniform(0, 2 * np.pi)
        return _around(angle, np.full(len(labels), 0.6))


@dataclass(frozen=True)
class Waves(Toy):
    """Regression: the target is sin(π x₁) cos(π x₂), with noise added to it."""

    formula: ClassVar[tuple[str, ...]] = (r"t = \sin(\pi\,x_1) \cos(\pi\,x_2)",)

    noise: Noise = 0.05

    values: ClassVar[int] = 1

    def class_count(self) -> int:
        """No classes: the target is a value."""
        return 0

    def load(self) -> Dataset:
        """Points of the square as float32, targets (samples, 1) of float32."""
        rng = np.random.default_rng(self.seed)
        points = rng.uniform(-1, 1, (self.samples, 2))
        height = np.sin(np.pi * points[:, 0]) * np.cos(np.pi * points[:, 1])
        height += self.noise * rng.standard_normal(self.samples)
        return self._parted(points, height[:, None].astype(np.float32), rng)
