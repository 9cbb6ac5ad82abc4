"""The samples of a map: always the same ones, with their classes and images."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.analysis.code_maps import CodeMap, Part, Point
from diynn.data.dataset import Dataset, as_rows
from gui.plots.map_items import MapPoints
from gui.tabs.analysis_tab import grey, grey_limits
from gui.widgets.image_content import grey_levels

Array = NDArray[Any]


@dataclass(frozen=True, eq=False)
class CodeSample:
    """Some rows of both parts of a data set; those of a smaller sample begin a larger one."""

    dataset: Dataset
    points: dict[Part, MapPoints]
    totals: dict[Part, int]

    @classmethod
    def of(cls, dataset: Dataset, parts: tuple[Part, ...], count: int) -> CodeSample:
        """`count` samples of each of `parts`, or all where there are fewer."""
        points: dict[Part, MapPoints] = {}
        totals: dict[Part, int] = {}
        for name in parts:
            part = dataset.train if name == "train" else dataset.test
            rows = drawn_rows(len(part), count)
            labels, names = as_rows(part.targets[rows])[:, 0], dataset.classes
            levels = None
            if dataset.is_image:
                images = grey(part.x[rows], dataset.shape)
                levels = grey_levels(images, *grey_limits(dataset, images))
            points[name] = MapPoints(np.zeros((len(rows), 2)), labels, rows, names, levels)
            totals[name] = len(part)
        return cls(dataset, points, totals)

    def has(self, point: Point) -> bool:
        """Whether that row of that part is among the samples."""
        part, row = point
        return part in self.points and row < len(self.points[part])

    def inputs(self, data: Dataset) -> dict[Part, Array]:
        """The samples as a network gets them, from its own view `data` of the same data set."""
        return {name: part_of(data, name)[points.samples] for name, points in self.points.items()}


def part_of(data: Dataset, name: Part) -> Array:
    """All samples of one part."""
    return data.train.x if name == "train" else data.test.x


@lru_cache(maxsize=8)
def drawn_rows(size: int, count: int) -> Array:
    """`count` rows of a part of that size, drawn by chance but always the same."""
    order = np.random.default_rng(0).permutation(size)
    return np.asarray(order[:count])


@dataclass(frozen=True, eq=False)
class Found:
    """A map with the samples that it shows."""

    map: CodeMap
    sample: CodeSample
    live: bool = False
    """Whether it was made in passing, of few points, while a training moved."""
