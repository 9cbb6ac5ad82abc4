"""Choose a few images of many: by their error, by class, at random, or by their numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from diynn.errors import DataError

Array = NDArray[Any]
Order = Literal["worst", "best", "random", "class", "numbers"]

EVERY_CLASS = -1


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
        class stand together, as many of one as of another. Numbers need not be in the pool; those
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


def read_numbers(text: str, count: int) -> tuple[int, ...]:
    """The images that a person means by "3, 17, 20-25", counted from 0; hers are from 1.

    Each stands there once, in her order. Raises DataError where the text is no such list or a
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
