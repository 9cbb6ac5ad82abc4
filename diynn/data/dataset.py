"""Samples and their targets: a value, in a training and a test part; how it is split and scaled."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.data.preparation import Preparation, Summary
from diynn.errors import DataError
from diynn.workers import check_cancelled

Array = NDArray[Any]
Shape = tuple[int, ...]

SCALINGS = ("given", "0 to 1", "-1 to 1", "standard")
VIEWS = ("given", "vector", "sequence", "image")

_HELD_BACK_STREAM = 3
"""A random stream of its own: runs with other seeds are validated on the same samples."""
_PIECE = 2**18
"""Values that are scaled at once."""
_LOOKED_AT = 2**20
"""Input values that are looked at to tell what the inputs are like."""
LARGE, SMALL, UNEVEN, FAR = 20.0, 0.05, 300.0, 8.0
"""Networks learn little from inputs whose typical size is above or below this, whose spreads differ
so many times, or whose mean lies so many deviations off zero."""
LARGE_TARGET, SMALL_TARGET = 10.0, 0.02
"""The same for the typical size of values to predict."""


def as_rows(x: Array) -> Array:
    """Any number of samples (samples, *shape), none of them too, as (samples, values)."""
    return x.reshape(len(x), math.prod(x.shape[1:]))


def largest_size(values: Array) -> float:
    """The largest size of any of the values, without a copy of them; NaN where one is no number."""
    if not values.size:
        return 0.0
    return max(float(values.max()), -float(values.min()))


@dataclass(frozen=True, eq=False)
class Part:
    """Some samples with their targets.

    `x` is (samples, *shape), channels last. `targets` is (samples,) of int64 class numbers, or
    (samples, values) of float32 for regression.
    """

    x: Array
    targets: Array

    def __len__(self) -> int:
        return len(self.x)

    @cached_property
    def largest(self) -> float:
        """The largest size of an input value; NaN where one is no number, 0 where there is none.

        Looked for once: of a large set it takes a moment.
        """
        return largest_size(self.x)

    def __post_init__(self) -> None:
        if len(self.x) != len(self.targets):
            raise DataError(
                "The data has not as many targets as samples: {targets} and {samples}.",
                "Each sample needs one target.",
                samples=len(self.x), targets=len(self.targets),
            )  # fmt: skip


@dataclass(frozen=True)
class Ranges:
    """What the numbers of a training part are like.

    `inputs` and `targets` are their (lowest, highest); `targets` is empty where there are classes.
    `unscaled` tells the worst input that networks learn little from as it is, by its name ("" where
    it has none), lowest and highest value; `far_targets` whether the targets are of that kind.
    `pixels` says that the inputs are those of images.
    """

    inputs: tuple[float, float]
    targets: tuple[float, ...] = ()
    unscaled: tuple[str, float, float] | None = None
    far_targets: bool = False
    pixels: bool = False


@dataclass(frozen=True, eq=False)
class Dataset:
    """A data set: what the network is shown, and what it is asked.

    `classes` names the classes; it is empty for regression. `low` and `high` are the ends of the
    value range where the data has one of its own (grey levels), else NaN. `scaling` says in words
    what has been done to the values since they were read. `picture` is the shape of samples that
    were images before they were seen as something else. `target_scale` holds what was taken from
    the targets, then what they were divided by, where they were scaled. `preparation` is how the
    columns of a table became `features`, `table` what was read and guessed of it, and `notes` what
    a person should know of the reading: errors that were not raised.
    """

    name: str
    train: Part
    test: Part
    classes: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    low: float = field(default=float("nan"))
    high: float = field(default=float("nan"))
    scaling: str = "given"
    picture: Shape = ()
    target_scale: tuple[Array, Array] | None = None
    preparation: Preparation | None = None
    table: Summary | None = None
    notes: tuple[DataError, ...] = ()

    @property
    def shape(self) -> Shape:
        """The shape of one sample."""
        return tuple(int(size) for size in self.train.x.shape[1:])

    @property
    def is_image(self) -> bool:
        """Whether a sample is (height, width, channels) with one or three channels."""
        return is_image(self.shape)

    @property
    def image_shape(self) -> Shape:
        """(height, width, channels) of a sample, however it is seen; empty where it is no image."""
        return self.picture or (self.shape if self.is_image else ())

    def viewed(self, view: str) -> Dataset:
        """The same samples seen as `given`, `vector`, `sequence` (length, channels) or `image`.

        An image becomes a vector row by row; a vector becomes a sequence of one channel; a vector
        becomes an image if its length is a square. Raises DataError where that cannot be.
        """
        shape = viewed_shape(self.shape, view, self.name)
        return replace(
            self,
            train=Part(self.train.x.reshape(-1, *shape), self.train.targets),
            test=Part(self.test.x.reshape(-1, *shape), self.test.targets),
            picture=self.image_shape,
        )

    def scaled(self, scaling: str) -> Dataset:
        """The samples as float32 in the range that `scaling` names.

        `0 to 1` and `-1 to 1` map the data's own range (or, where it has none, each feature's range
        over the training part); `standard` gives each feature mean 0 and standard deviation 1 over
        the training part. Constant features become 0. The test part is mapped as the training part.
        """
        mapped = self.scaler(scaling)
        bounds = {"0 to 1": (0.0, 1.0), "-1 to 1": (-1.0, 1.0), "given": (self.low, self.high)}
        low_, high_ = bounds.get(scaling, (float("nan"), float("nan")))
        return replace(
            self,
            train=Part(mapped(self.train.x), self.train.targets),
            test=Part(mapped(self.test.x), self.test.targets),
            low=low_, high=high_, scaling=scaling,
        )  # fmt: skip

    def scaler(self, scaling: str) -> Callable[[Array], Array]:
        """What `scaled` does to samples (any number, *shape), for one that comes later: float32.

        It is worked out from the training part once, here. Raises DataError as `scaled` does.
        """
        if scaling not in SCALINGS:
            raise DataError(
                "There is no scaling called “{scaling}”.",
                "Choose one of: {choices}.",
                scaling=scaling, choices=", ".join(SCALINGS),
            )  # fmt: skip
        # Numbers of more than 16 bits (years, populations) would lose their last digits in float32
        # before the shift has made them small.
        exact = np.float32 if self.train.x.dtype.itemsize <= 2 else np.float64
        shift, factor = self._mapping(scaling)
        shift, factor = shift.astype(exact), factor.astype(exact)

        def mapped(x: Array) -> Array:
            if scaling == "given":
                return x.astype(np.float32)
            # A piece at a time: a large data set must not be there twice in between.
            scaled = np.empty(x.shape, np.float32)
            for piece in _pieces(x):
                values = x[piece].astype(exact)
                np.subtract(values, shift, out=values)
                np.multiply(values, factor, out=values)
                scaled[piece] = values
            return scaled

        return mapped

    def _mapping(self, scaling: str) -> tuple[Array, Array]:
        """What to subtract, then what to multiply with, in float64; of one feature or for all."""
        x = self.train.x
        if scaling == "given":
            return np.zeros(()), np.ones(())
        if scaling == "standard":
            middle = np.asarray(x.mean(axis=0, dtype=np.float64))
            span = _deviation(x, middle)
            # Rounding gives constant features a deviation of their last digit.
            span[x.min(axis=0) == x.max(axis=0)] = 0
        else:
            if np.isfinite(self.low) and np.isfinite(self.high):
                low, high = np.asarray([self.low, self.high], np.float64)
            else:
                low = x.min(axis=0).astype(np.float64)
                high = x.max(axis=0).astype(np.float64)
            middle = low if scaling == "0 to 1" else low / 2 + high / 2
            span = np.asarray(high - low if scaling == "0 to 1" else high / 2 - low / 2)
        return middle, np.divide(1, span, out=np.zeros_like(span), where=span > 0)

    def with_scaled_targets(self) -> Dataset:
        """Values to predict with mean 0 and standard deviation 1 over the training part."""
        t = self.train.targets
        middle = t.mean(axis=0, dtype=np.float64)
        span = t.std(axis=0, dtype=np.float64)
        span[(t.min(axis=0) == t.max(axis=0)) | (span == 0)] = 1

        def scaled(part: Part) -> Part:
            return Part(part.x, ((part.targets - middle) / span).astype(np.float32))

        scale = middle, span
        return replace(
            self, train=scaled(self.train), test=scaled(self.test), target_scale=scale
        )

    def in_target_units(self, y: Array) -> Array:
        """Outputs (samples, values) as values of the targets that were read."""
        if self.target_scale is None:
            return y
        middle, span = self.target_scale
        return np.asarray(y * span + middle, y.dtype)

    @cached_property
    def ranges(self) -> Ranges:
        """What the numbers are like, of the inputs by some evenly spread samples."""
        x = self.train.x
        step = max(1, x.size // _LOOKED_AT)
        values = as_rows(x[::step]).astype(np.float64)
        values[~np.isfinite(values)] = 0
        ends = (float(values.min(initial=np.inf)), float(values.max(initial=-np.inf)))
        targets: tuple[float, ...] = ()
        far = False
        if not self.classes and self.train.targets.size:
            t = self.train.targets
            targets = float(t.min()), float(t.max())
            size = float(np.sqrt(np.mean(np.square(t, dtype=np.float64), axis=0)).max())
            far = size > LARGE_TARGET or 0 < size < SMALL_TARGET
        pixels = bool(self.image_shape)
        worst = _worst_input(values, of_its_own=not pixels) if values.size else None
        if worst is None or pixels:
            return Ranges(ends, targets, None if worst is None else ("", *ends), far, pixels)
        named = len(self.features) == values.shape[1]
        seen = values[:, worst]
        name = self.features[worst] if named else ""
        return Ranges(ends, targets, (name, float(seen.min()), float(seen.max())), far)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the samples, targets and shapes of both parts, as hexadecimal digits."""
        digest = hashlib.sha256()
        for array in (self.train.x, self.train.targets, self.test.x, self.test.targets):
            digest.update(f"{array.dtype.str}{array.shape}".encode())
            for piece in _pieces(array):
                digest.update(np.ascontiguousarray(array[piece]).data)
        return digest.hexdigest()


def _pieces(x: Array) -> Iterator[slice]:
    """Consecutive samples, few enough to stay in the cache; raises Cancelled between two."""
    size = max(1, _PIECE // max(1, x[:1].size))
    for start in range(0, len(x), size):
        check_cancelled()
        yield slice(start, start + size)


def _worst_input(values: Array, *, of_its_own: bool) -> int | None:
    """Which of the inputs (samples, inputs) networks learn the least from; None for none.

    Inputs that are not each of their own, as pixels, are all judged together.
    """
    if not of_its_own:
        size = math.sqrt(float(np.mean(np.square(values))))
        return 0 if size > LARGE or 0 < size < SMALL else None
    sizes = np.sqrt(np.mean(np.square(values), axis=0))
    spans = values.max(axis=0) - values.min(axis=0)
    varying = np.flatnonzero(spans)
    if not varying.size:
        return None
    largest = int(sizes.argmax())
    if not SMALL <= sizes[largest] <= LARGE:
        return largest
    offs = np.abs(values[:, varying].mean(axis=0)) / values[:, varying].std(axis=0)
    if offs.max() > FAR and sizes[varying[offs.argmax()]] > 1:
        return int(varying[offs.argmax()])
    smallest = int(varying[spans[varying].argmin()])
    return smallest if spans.max() > UNEVEN * spans[smallest] else None


def _deviation(x: Array, middle: Array) -> Array:
    """The standard deviation of each feature round its mean, in float64."""
    total = np.zeros(x.shape[1:])
    for piece in _pieces(x):
        total += np.square(x[piece] - middle).sum(axis=0)
    return np.asarray(np.sqrt(total / len(x)))


def is_image(shape: Shape) -> bool:
    """Whether a sample of that shape is (height, width, channels) with one or three channels."""
    return len(shape) == 3 and shape[-1] in (1, 3)


def viewed_shape(shape: Shape, view: str, name: str = "the data") -> Shape:
    """The shape of a sample of `shape` seen as `view`; DataError where that cannot be."""
    size = int(np.prod(shape))
    if view == "given":
        return shape
    if view == "vector":
        return (size,)
    if view == "sequence":
        return shape if len(shape) == 2 else (size, 1)
    if view == "image":
        side = int(np.sqrt(size))
        if len(shape) == 3:
            return shape
        if len(shape) == 2:
            return (*shape, 1)
        if side * side == size and side > 1:
            return (side, side, 1)
        raise DataError(
            "{name} cannot be seen as an image: its samples have {size} values, and no square has "
            "that many.",
            "See it as a vector or a sequence.",
            name=name, size=size,
        )  # fmt: skip
    raise DataError(
        "There is no view called “{view}”.",
        "Choose one of: {choices}.",
        view=view, choices=", ".join(VIEWS),
    )  # fmt: skip


def split(
    x: Array, targets: Array, test_share: float, rng: np.random.Generator
) -> tuple[Part, Part]:
    """Training and test part, shuffled by `rng`; both keep the classes' shares where they can."""
    train, test = split_places(targets, round(len(x) * test_share), rng)
    return Part(_taken(x, train), targets[train]), Part(_taken(x, test), targets[test])


def _taken(x: Array, places: Array) -> Array:
    """The samples at `places`, some at a time: taking them can be cancelled."""
    taken = np.empty((len(places), *x.shape[1:]), x.dtype)
    for piece in _pieces(taken):
        taken[piece] = x[places[piece]]
    return taken


def split_places(
    targets: Array, wanted: int, rng: np.random.Generator
) -> tuple[Array, Array]:
    """The places of all samples but `wanted`, and those of these, both shuffled by `rng`.

    Where targets are class numbers, both keep the classes' shares as well as they can.
    """
    count = len(targets)
    order = rng.permutation(count)
    if targets.dtype.kind not in "iu":
        return order[wanted:], order[:wanted]
    check_cancelled()
    # Evenly spaced places of a shuffled order, sorted by class, keep each class's share. Numbers of
    # 8 or 16 bits are sorted several times as fast.
    ends = targets.min(initial=0), targets.max(initial=0)
    numbers = targets.astype(np.result_type(*map(np.min_scalar_type, ends)))
    by_class = order[np.argsort(numbers[order], kind="stable")]
    check_cancelled()
    places = np.floor((np.arange(wanted) + 0.5) * count / max(wanted, 1)).astype(np.int64)
    chosen = np.zeros(count, bool)
    chosen[by_class[places]] = True
    return order[~chosen[order]], order[chosen[order]]

def held_back_count(count: int, share: float) -> int:
    """How many of `count` samples a `share` is; one at least is left to learn from."""
    return min(round(count * share), max(count - 1, 0))


def held_back(part: Part, share: float) -> tuple[Array, Array]:
    """The places of the samples to learn from, and of those held back: `share` of all, rising.

    The choice depends on the part and the share alone, not on a run's seed. Where targets are
    class numbers, both keep the classes' shares. At least one sample is left to learn from.
    """
    count = len(part)
    wanted = held_back_count(count, share)
    rng = np.random.default_rng((_HELD_BACK_STREAM, count))
    targets = part.targets
    # Several values a sample cannot be shared out evenly.
    labels = targets if targets.ndim == 1 else np.zeros(count)
    learnt, held = split_places(labels, wanted, rng)
    return np.sort(learnt), np.sort(held)
