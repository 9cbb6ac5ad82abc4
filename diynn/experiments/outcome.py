"""What came of an experiment: figures, curves, pictures and a verdict, in both languages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from numpy.typing import NDArray

from diynn.text import Text

Array = NDArray[Any]
Verdict = Literal["reproduced", "better", "differs"]
MOST_DECIMALS = 12


@dataclass(frozen=True)
class Figure:
    """A number of the report's beside ours, one a seed; `unit` is "%", "dB", "s" or empty."""

    label: Text
    report: float | None
    ours: tuple[float, ...]
    unit: str = ""
    decimals: int = 2

    def __post_init__(self) -> None:
        if not 0 <= self.decimals <= MOST_DECIMALS:
            raise ValueError(f"{self.decimals} decimals")


@dataclass(frozen=True)
class Curves:
    """The curves of one run: a row an epoch, as `EpochReport.row` gives it."""

    label: Text
    rows: Array


@dataclass(frozen=True)
class Images:
    """Rows of grey images: `pixels` (rows, columns, height, width) from `low` to `high`."""

    caption: Text
    row_labels: tuple[Text, ...]
    pixels: Array
    low: float = 0.0
    high: float = 1.0


@dataclass(frozen=True)
class Plane:
    """A network's answer in the plane, and the points it learnt from.

    `answers` (height, width) are shares of the second class from 0 to 1, or values, row 0 at the
    lowest y; `extent` is (left, right, bottom, top). `points` (n, 2) have `labels` (n,).
    """

    caption: Text
    answers: Array
    extent: tuple[float, float, float, float]
    points: Array
    labels: Array


@dataclass(frozen=True)
class Scatter:
    """Panels of points, coloured by class: a map of codes, training and test side by side."""

    caption: Text
    panel_labels: tuple[Text, ...]
    points: tuple[Array, ...]
    labels: tuple[Array, ...]


@dataclass(frozen=True)
class Series:
    """Values over an axis, several to a point: drawn as the mean with its spread.

    `values` is (points, repeats).
    """

    label: Text
    x: Array
    values: Array


@dataclass(frozen=True)
class Lines:
    """Several series over one axis: a claim about a setting."""

    caption: Text
    x_label: Text
    y_label: Text
    series: tuple[Series, ...]
    logarithmic: bool = False


Picture = Images | Plane | Scatter | Lines


@dataclass(frozen=True)
class Outcome:
    """What came of one experiment.

    `experiment` is its number, such as "E19"; `recipes` are those that were trained, by name;
    `seconds` is the time that its trainings and measures took. `why` explains the verdict.
    """

    experiment: str
    ours: Text
    verdict: Verdict
    why: Text
    seconds: float
    seeds: tuple[int, ...]
    recipes: tuple[str, ...]
    figures: tuple[Figure, ...] = ()
    curves: tuple[Curves, ...] = ()
    pictures: tuple[Picture, ...] = ()
    versions: dict[str, str] = field(default_factory=dict)
