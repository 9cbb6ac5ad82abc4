"""Ask a network about places of the plane: its answer, what its units say, what other runs say.

All of it is pure work on arrays, made for the thread that has the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.data.dataset import Dataset, as_rows
from diynn.network.losses import Loss
from diynn.network.metrics import class_probabilities, predicted_classes
from gui.model.run_snapshot import RunSnapshot
from gui.plots.plane_picture import (
    PARTS,
    Bounds,
    Ground,
    Limits,
    Mask,
    Part,
    Picture,
    diverging,
    shade_classes,
    shade_values,
    value_colours,
)
from gui.tabs.boundary.map_tiles import Tile, tile_image
from gui.tabs.boundary.value_rows import ValueRow
from gui.tabs.network.picture import Picture as NetworkPicture
from gui.tabs.network.picture import drawn
from gui.text.numbers import figures
from gui.theme.colours import Theme

Array = NDArray[Any]

MOST_CLASSES = 5
MOST_UNITS = 64
TILE_CELLS = 24
RUN_CELLS = 48
LARGE_CELLS = 80


@dataclass(frozen=True, eq=False)
class Plane:
    """Data with two inputs as it was read, and as a network gets it."""

    raw: Dataset
    data: Dataset

    @property
    def classes(self) -> int:
        """How many classes there are; 0 for values."""
        return len(self.raw.classes)

    @classmethod
    def of(cls, raw: Dataset, run: RunSnapshot) -> Plane:
        """The same data as the network of a run gets it."""
        return cls(raw, run.data)

    def arriving(self, places: Array) -> Array:
        """Places (n, 2) of the data as it was read, as the network gets them."""
        scale = self.data.input_scale
        assert scale is not None
        return scale(places).reshape(-1, *self.data.shape)

    @cached_property
    def samples(self) -> Array:
        """All samples as the network gets them, those for training first."""
        return self.arriving(np.concatenate([self.raw.train.x, self.raw.test.x]))

    def field(self, y: Array, loss: Loss, side: int) -> Array:
        """Outputs for side² places, the lowest row first, as a field: (side, side, classes) of
        probabilities, or (side, side) of values as the data has them. `loss` is what the network is
        trained by."""
        if self.classes:
            shown = class_probabilities(as_rows(y), loss)[:, : self.classes]
            return shown.reshape(side, side, -1)
        return self.data.in_target_units(as_rows(y))[:, 0].reshape(side, side)

    def mistakes(self, y: Array) -> dict[Part, Mask]:
        """Which samples are taken for another class, from the outputs for `samples`; empty where
        these have no classes."""
        parts = (self.raw.train, self.raw.test)
        if not self.classes:
            return {}
        found, train = predicted_classes(y), len(parts[0])
        wrong = (found[:train] != parts[0].targets, found[train:] != parts[1].targets)
        return dict(zip(PARTS, wrong, strict=True))

    def errors(self, y: Array) -> dict[Part, Array]:
        """Predicted − true values of the samples, from the outputs for `samples`; empty where these
        have classes."""
        if self.classes:
            return {}
        parts = (self.raw.train, self.raw.test)
        found = self.data.in_target_units(as_rows(y))[:, 0]
        true = np.concatenate([as_rows(part.targets)[:, 0] for part in parts])
        wrong = found - true
        train = len(parts[0])
        return dict(zip(PARTS, (wrong[:train], wrong[train:]), strict=True))


@dataclass(frozen=True, eq=False)
class Large:
    """The map that is to be seen large: of a unit of the layer in a row, or of another run."""

    ground: Ground
    row: int = 0
    unit: int = 0
    other: RunSnapshot | None = None


@dataclass(frozen=True, eq=False)
class Answer:
    """What was found; what was not asked for is None."""

    picture: Picture | None = None
    units: tuple[Tile, ...] | None = None
    way: tuple[ValueRow, ...] | None = None
    large: Picture | None = None
    runs: tuple[Tile, ...] | None = None
    network: NetworkPicture | None = None


@dataclass(frozen=True, eq=False)
class Question:
    """What is wanted of the network of the moment; with `limits` its answer is a value.

    `ground` asks for the boundary in `cells` by `cells`, `row` for the units of the layer in it,
    `place` for the way of one place through all layers, `network` for a drawing of all units.
    `words` are the titles of the layers, and the last one that of the probabilities.
    """

    run: RunSnapshot
    plane: Plane
    bounds: Bounds
    theme: Theme
    limits: Limits | None = None
    cells: int = 100
    ground: Ground | None = None
    row: int | None = None
    place: tuple[float, float] | None = None
    words: Sequence[str] = field(default_factory=tuple)
    unit_words: str = "{0}: {1} … {2}"
    large: Large | None = None
    others: Sequence[RunSnapshot] | None = None
    network: bool = False

    def answer(self) -> Answer:
        """Work it out."""
        return Answer(
            None if self.ground is None else self._picture(self.ground),
            None if self.row is None else self._units(self.row),
            None if self.place is None else self._way(self.place),
            None if self.large is None else self._large(self.large),
            None if self.others is None else tuple(map(self._tile, self.others)),
            self._network() if self.network else None,
        )

    def _picture(self, ground: Ground) -> Picture:
        return picture(self.run, self.plane, ground, self.cells)

    def _units(self, row: int) -> tuple[Tile, ...]:
        values = self._responses(row, TILE_CELLS)[:, :MOST_UNITS].T
        values = values.reshape(-1, TILE_CELLS, TILE_CELLS)
        low, high = values.min(axis=(1, 2)), values.max(axis=(1, 2))
        reach = np.maximum(np.maximum(-low, high), 1e-9)[:, None, None]
        # Each is measured by its own largest value, with zero in the middle of the colours.
        pixels = value_colours(values / reach, (-1.0, 1.0), diverging(self.theme))
        return tuple(
            Tile(
                tile_image(pixels[unit]), values[unit], str(unit + 1),
                self.unit_words.format(unit + 1, figures(low[unit], 3), figures(high[unit], 3)),
            )
            for unit in range(len(values))
        )  # fmt: skip

    def _responses(self, row: int, side: int) -> Array:
        """What the units of the layer in `row` say to side² places, (side², units)."""
        x = self.plane.arriving(self.bounds.samples(side))
        y = self.run.net.part(x, 0, row + 1, self.run.weights)
        return as_rows(y)

    def _way(self, place: tuple[float, float]) -> tuple[ValueRow, ...]:
        run, plane = self.run, self.plane
        x = plane.arriving(np.array([place], np.float32))
        arrays = [x, *run.net.activations(x, run.weights)]
        rows = [
            ValueRow(words, array.reshape(-1))
            for words, array in zip(self.words, arrays, strict=False)
        ]
        if plane.classes:
            shares = plane.field(arrays[-1], run.loss, 1).reshape(-1)
            colours = self.theme.classes[: len(shares)]
            rows.append(ValueRow(self.words[-1], shares, plane.raw.classes[: len(shares)], colours))
        return tuple(rows)

    def _network(self) -> NetworkPicture:
        plane = self.plane
        places = plane.arriving(self.bounds.samples(TILE_CELLS))
        # Where not every unit is seen, the network is seen at work on one place.
        place = plane.samples[:1] if self.place is None else plane.arriving(np.array([self.place]))
        return drawn(self.run, place, places)

    def _large(self, large: Large) -> Picture:
        if large.other is not None:
            plane = Plane.of(self.plane.raw, large.other)
            return picture(large.other, plane, large.ground, LARGE_CELLS)
        units = self._responses(large.row, LARGE_CELLS)
        values = units[:, min(large.unit, units.shape[1] - 1)].reshape(LARGE_CELLS, LARGE_CELLS)
        known = values[np.isfinite(values)]
        reach = float(np.abs(known).max(initial=1e-9))
        return Picture(replace(large.ground, limits=(-reach, reach)), values, {})

    def _tile(self, run: RunSnapshot) -> Tile:
        """A small map of a run's answer, in the colours of the large one."""
        plane = Plane.of(self.plane.raw, run)
        y = run.net.predict(plane.arriving(self.bounds.samples(RUN_CELLS)), run.weights)
        shown = plane.field(y, run.loss, RUN_CELLS)
        if plane.classes:
            pixels = shade_classes(shown, self.theme)
        else:
            pixels = shade_values(shown, self.limits or (-1.0, 1.0), self.theme)
        colour = "" if run.colour is None else self.theme.runs[run.colour]
        return Tile(tile_image(pixels), shown, run.name, run.name, colour)


def picture(run: RunSnapshot, plane: Plane, ground: Ground, cells: int) -> Picture:
    """A network's answer on the plane, and which samples it gets wrong, or how far."""
    grid = plane.arriving(ground.bounds.samples(cells))
    y = as_rows(run.net.predict(np.concatenate([grid, plane.samples]), run.weights))
    found, of_samples = plane.field(y[: cells**2], run.loss, cells), y[cells**2 :]
    return Picture(ground, found, plane.mistakes(of_samples), plane.errors(of_samples))
