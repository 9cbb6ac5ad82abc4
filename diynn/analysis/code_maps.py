"""Maps of the codes of a network: which samples lie where, and the code at a place of the map."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from diynn.analysis.codes import between, decode, encode
from diynn.analysis.projection import TSNE, Plane, mean_code, neighbour_share, plane_of, tsne
from diynn.network.sequential import Sequential

Array = NDArray[Any]
Part = Literal["train", "test"]


AMID = 5
"""Nearest codes between which a code that came after the map was made is placed."""


@dataclass(frozen=True, eq=False)
class Encoder:
    """A network's layers up to row `layer`, with the weights of one moment."""

    net: Sequential
    weights: Array
    layer: int

    def codes(self, x: Array) -> Array:
        """The codes (samples, numbers) of x (samples, *input_shape)."""
        return encode(self.net, x, self.layer, self.weights)


@dataclass(frozen=True, eq=False)
class CodeMap:
    """Codes (n, numbers) of each part, their places (n, 2), and the share of neighbours kept.

    `plane` is that of a map by principal components, None for one by t-SNE. A share is NaN where
    it was not measured.
    """

    encoder: Encoder
    codes: Mapping[Part, Array]
    places: Mapping[Part, Array]
    kept: Mapping[Part, float]
    plane: Plane | None

    @property
    def is_exact(self) -> bool:
        """Whether a place of the map is a code, and not only near some."""
        return self.plane is not None and self.plane.is_whole

    def place_of(self, code: Array) -> tuple[float, float]:
        """Where a further code (numbers,) lies: by components exactly, else between its nearest."""
        if self.plane is not None:
            x, y = self.plane.places(code[np.newaxis])[0].tolist()
        else:
            codes = np.concatenate(list(self.codes.values()))
            places = np.concatenate(list(self.places.values()))
            near = np.argsort(np.square(codes - code).sum(axis=1), kind="stable")[:AMID]
            x, y = places[near].mean(axis=0).tolist()
        return float(x), float(y)

    def code_at(self, place: tuple[float, float]) -> tuple[Array, dict[Part, Array]]:
        """The code (numbers,) at a place, and which samples of each part lie nearest.

        Where a place is no code, it is the mean code of those samples.
        """
        at = np.array(place, np.float64)
        parts: list[Part] = list(self.codes)
        codes = np.concatenate([self.codes[part] for part in parts])
        places = np.concatenate([self.places[part] for part in parts])
        code, rows = mean_code(at, places, codes)
        if self.is_exact:
            assert self.plane is not None
            code = self.plane.codes_at(at[np.newaxis])[0]
        found: dict[Part, Array] = {}
        start = 0
        for part in parts:
            end = start + len(self.codes[part])
            found[part] = rows[(rows >= start) & (rows < end)] - start
            start = end
        return code, found


@dataclass(frozen=True, eq=False)
class MapStep:
    """A map that is being computed: `step` of `steps` are done."""

    step: int
    steps: int
    map: CodeMap


def pca_map(
    encoder: Encoder, x: Mapping[Part, Array], like: Plane | None = None, *, measured: bool = True,
    plane: Plane | None = None,
) -> CodeMap:  # fmt: skip
    """The codes of x (samples, *input_shape) of each part, in the plane of the first part's.

    The plane points as `like` does, or is the given `plane`. Without `measured`, the shares of
    neighbours are not known.
    """
    codes = {part: encoder.codes(values) for part, values in x.items()}
    if plane is None:
        plane = plane_of(next(iter(codes.values())), like)
    places = {part: plane.places(values) for part, values in codes.items()}
    kept = {
        part: neighbour_share(codes[part], places[part]) if measured else float("nan")
        for part in codes
    }
    return CodeMap(encoder, codes, places, kept, plane)


def tsne_maps(encoder: Encoder, x: Mapping[Part, Array], settings: TSNE) -> Iterator[MapStep]:
    """The codes of x (samples, *input_shape), laid out by t-SNE step by step.

    The first part makes the map; the other, if there is one, is placed into it. Raises DataError
    where no map can be made.
    """
    codes = {part: encoder.codes(values) for part, values in x.items()}
    first, *others = codes.values()
    further = others[0] if others else first[:0]
    none = dict.fromkeys(codes, float("nan"))
    empty = CodeMap(encoder, codes, {}, none, None)
    for report in tsne(first, further, settings):
        places = dict(zip(codes, (report.places, report.placed), strict=False))
        kept = dict(zip(codes, (report.kept, report.placed_kept), strict=False))
        yield MapStep(report.step, report.steps, replace(empty, places=places, kept=kept))


@dataclass(frozen=True, eq=False)
class Decoded:
    """What the layers behind the code make of a place of a map.

    `image` is one output; `nearest` the rows of each part's samples that lie nearest.
    """

    place: tuple[float, float]
    image: Array
    nearest: Mapping[Part, Array]
    is_exact: bool


def decoded_at(found: CodeMap, place: tuple[float, float]) -> Decoded:
    """What the network draws from the code at a place of the map."""
    code, nearest = found.code_at(place)
    encoder = found.encoder
    image = decode(encoder.net, code[np.newaxis], encoder.layer, encoder.weights)[0]
    return Decoded(place, image, nearest, found.is_exact)


Point = tuple[Part, int]
"""A part, and the row of a sample in its codes."""


@dataclass(frozen=True, eq=False)
class Way:
    """What is drawn on the straight way from one sample's code to another's: (steps, *shape)."""

    ends: tuple[Point, Point]
    drawn: Array


def walk(found: CodeMap, first: Point, second: Point, steps: int) -> Way:
    """What the network draws on the way from one code to another, in so many equal steps."""
    start, end = (found.codes[part][row] for part, row in (first, second))
    encoder = found.encoder
    codes = between(start, end, steps)
    drawn = decode(encoder.net, codes, encoder.layer, encoder.weights)
    return Way((first, second), drawn)


@dataclass(frozen=True, eq=False)
class Near:
    """The samples of a point's own part with the nearest codes: rows, and distances, rising."""

    point: Point
    rows: Array
    distances: Array


def nearest_codes(found: CodeMap, point: Point, count: int) -> Near:
    """The `count` samples whose codes are nearest to a point's, itself left out."""
    part, row = point
    codes = found.codes[part]
    distances = np.linalg.norm(codes - codes[row], axis=1)
    distances[row] = -1
    rows = distances.argsort(kind="stable")[1 : count + 1]
    return Near(point, rows, distances[rows])
