"""A page of reconstructions: which images it shows, and what each network makes of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from diynn.analysis.reconstruction import (
    AutoEncoder,
    Kind,
    Measure,
    PartName,
    Rescaling,
    part_of,
    rescaling,
    value_range,
)
from diynn.data.dataset import Dataset, as_rows
from diynn.errors import DataError
from diynn.network.losses import Loss

Array = NDArray[Any]
Order = Literal["worst", "best", "random", "class", "numbers"]

EVERY_CLASS = -1
SHOWN = 60
"""Images on a page."""
SAMPLE = 200
"""Images that are looked at while there is no time for all of them."""


@dataclass(frozen=True)
class ImageChoice:
    """Which images to show, and in which order.

    `only` is the class wanted, or EVERY_CLASS. `seed` decides an order at random; `numbers` are the
    images to show, from 0, where the order is "numbers".
    """

    order: Order = "random"
    only: int = EVERY_CLASS
    seed: int = 0
    numbers: tuple[int, ...] = ()

    @property
    def by_error(self) -> bool:
        """Whether it takes the errors of the images."""
        return self.order in ("worst", "best")

    def pool(self, labels: Array) -> Array:
        """The images among which it chooses: all, or those of the class wanted.

        `labels` (images, …) has one entry an image: its class, where there are classes.
        """
        if self.only == EVERY_CLASS:
            return np.arange(len(labels))
        return np.flatnonzero(labels == self.only)

    def chosen(self, pool: Array, labels: Array, badness: Array | None, most: int) -> Array:
        """At most so many images of `pool`, in the order to be shown.

        `badness` (pool,) is larger where an image is worse, and NaN where nothing is known of it,
        which puts it last; only an order by error needs it. By class, the first images of every
        class come together, as many of one as of another. Numbers need not be in the pool; those
        beyond the last image are left out.
        """
        if self.order == "numbers":
            there = [number for number in self.numbers if number < len(labels)]
            return np.array(there[:most], np.intp)
        if self.order == "random":
            return np.random.default_rng(self.seed).permutation(pool)[:most]
        if self.by_error and badness is not None:
            rank = np.argsort(-badness if self.order == "worst" else badness, kind="stable")
            return pool[rank[:most]]
        if self.order == "class" and labels.ndim == 1:
            return _of_every_class(pool, labels, most)
        return pool[:most]


def _of_every_class(pool: Array, labels: Array, most: int) -> Array:
    found = labels[pool]
    there = np.unique(found)
    each = max(most // max(len(there), 1), 1)
    rows = [pool[found == number][:each] for number in there]
    return np.concatenate([*rows, pool[:0]])[:most]


@dataclass(frozen=True, eq=False)
class Question:
    """What is to be shown of which images, and how their errors are measured.

    `raw` is the data as it was read: images with a last axis for colours. `data` is the same in the
    scaling in which errors are compared.
    """

    raw: Dataset
    data: Dataset
    part: PartName
    choice: ImageChoice
    kind: Kind
    loss: Loss

    @cached_property
    def measure(self) -> Measure:
        """How the error of an image is measured."""
        return Measure(self.kind, self.loss, value_range(self.data))

    @cached_property
    def to_grey(self) -> Rescaling:
        """From the scaling of the errors to the grey levels of the data as it was read."""
        return rescaling(self.data, self.raw)

    def is_as(self, other: Question) -> bool:
        """Whether the other asks the same."""
        return (
            self.raw is other.raw and self.data is other.data
            and (self.part, self.choice, self.kind, self.loss)
            == (other.part, other.choice, other.kind, other.loss)
        )  # fmt: skip

    @property
    def labels(self) -> Array:
        """The classes of the part's images, or, of a regression, their targets."""
        return part_of(self.raw, self.part).targets


@dataclass(frozen=True, eq=False)
class Survey:
    """The errors of all images that count, or of some of them evenly spread.

    `looked_at` (images,) are their numbers in the part; `figures` and `squares` have one array
    (images,) for each of `networks`, the second the mean squared errors. `chosen` are the images
    for the page.
    """

    question: Question
    networks: tuple[AutoEncoder, ...]
    looked_at: Array
    of: int
    figures: tuple[Array, ...]
    squares: tuple[Array, ...]
    chosen: Array

    @property
    def is_whole(self) -> bool:
        """Whether no image is left out."""
        return len(self.looked_at) == self.of

    def average(self, network: int) -> float:
        """The mean figure of a network over the images looked at; NaN for none."""
        return mean(self.figures[network])


@dataclass(frozen=True, eq=False)
class Page:
    """Images in rows: the original, the first network's and its difference, the other networks'.

    `pictures` is (images, rows, height, width), grey, in the range of the data as it was read;
    `figures` one array (images,) for each network. `drawn` are the networks' images themselves.
    """

    survey: Survey
    networks: tuple[AutoEncoder, ...]
    drawn: tuple[Array, ...]
    figures: tuple[Array, ...]
    pictures: Array


def mean(values: Array) -> float:
    """The mean of some values; NaN where there is none."""
    return float(values.mean()) if len(values) else float("nan")


def surveyed(
    question: Question,
    networks: tuple[AutoEncoder, ...],
    most: int | None = None,
    before: Survey | None = None,
    called_off: Callable[[], bool] = lambda: False,
) -> Survey:
    """The errors of all images that count, or of no more than `most`; and the choice for the page.

    What `before` knows of a network is not worked out again. Raises Cancelled as soon as
    `called_off()`.
    """
    pool = question.choice.pool(question.labels)
    looked_at = pool
    if most is not None and len(pool) > most:
        looked_at = pool[np.linspace(0, len(pool) - 1, most).astype(np.intp)]
    known: dict[AutoEncoder, tuple[Array, Array]] = {}
    if before is not None and before.question is question:
        if np.array_equal(before.looked_at, looked_at):
            both = zip(before.figures, before.squares, strict=True)
            known = dict(zip(before.networks, both, strict=True))
    measure = question.measure
    found = [
        known.get(network) or network.errors(question.part, looked_at, measure, called_off)
        for network in networks
    ]
    figures, squares = zip(*found, strict=True)
    among = looked_at if question.choice.by_error else pool
    badness = measure.badness(figures[0])
    chosen = question.choice.chosen(among, question.labels, badness, SHOWN)
    return Survey(question, networks, looked_at, len(pool), figures, squares, chosen)


def laid_out(survey: Survey, networks: tuple[AutoEncoder, ...], before: Page | None = None) -> Page:
    """The page of a survey, drawn by `networks`, which may have newer weights than surveyed.

    What `before` knows of a network is not drawn again.
    """
    question, places = survey.question, survey.chosen
    known: dict[AutoEncoder, tuple[Array, Array]] = {}
    if before is not None and before.survey.question is question:
        if np.array_equal(before.survey.chosen, places):
            both = zip(before.drawn, before.figures, strict=True)
            known = dict(zip(before.networks, both, strict=True))
    x = as_rows(part_of(question.data, question.part).x[places])
    drawn, figures = [], []
    for network in networks:
        if network in known:
            y, figure = known[network]
        else:
            y = network.of_part(question.part, places)
            figure = question.measure(y, x)
        drawn.append(y)
        figures.append(figure)
    shape = question.raw.shape
    original = part_of(question.raw, question.part).x[places].astype(np.float32)
    rows = [original.reshape(-1, *shape), *(question.to_grey(y).reshape(-1, *shape) for y in drawn)]
    grey = [row.mean(axis=-1) for row in rows]
    grey.insert(2, grey[1] - grey[0])
    return Page(survey, networks, tuple(drawn), tuple(figures), np.stack(grey, axis=1))


def read_numbers(text: str, count: int) -> tuple[int, ...]:
    """The images that a person means by "3, 17, 20-25" (from 1), counted from 0.

    Each is there once, in the order given. Raises DataError where the text is no such list or a
    number is not that of one of `count` images.
    """
    found: dict[int, None] = {}
    for piece in re.split(r"[,;\s]+", _dashed(text).strip(" ,;")):
        match = re.fullmatch(r"(\d{1,9})(?:-(\d{1,9}))?", piece)
        if match is None:
            raise DataError(
                "“{piece}” is no number of an image.",
                "Write numbers and ranges with commas between them: 3, 17, 20-25.",
                piece=piece,
            )  # fmt: skip
        first, last = int(match[1]), int(match[2] or match[1])
        for number in (first, last):
            if not 1 <= number <= count:
                raise DataError(
                    "There is no image {number}.",
                    "The numbers run from 1 to {count}.",
                    number=number, count=count,
                )  # fmt: skip
        step = 1 if first <= last else -1
        found.update(dict.fromkeys(range(first - 1, last - 1 + step, step)))
    return tuple(found)


def _dashed(text: str) -> str:
    """The text with plain dashes, and without spaces about them."""
    return re.sub(r"\s*[-\N{EN DASH}\N{MINUS SIGN}]\s*", "-", text)
