"""Samples and their targets: a value, in a training and a test part; how it is split and scaled."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from diynn.data.findings import Finding, rare_classes, repeated, repeats_finding
from diynn.data.preparation import Holes, Preparation, Summary
from diynn.data.scaling import (
    GIVEN,
    STANDARD,
    Scaling,
    feature_scalings,
    middle_and_span,
    pieces,
    scaling_of,
    scaling_of_columns,
)
from diynn.data.splitting import group_places, held_back_count, split_places
from diynn.errors import DataError

Array = NDArray[Any]
Shape = tuple[int, ...]
Earlier = Literal["last", "season"]

VIEWS = ("given", "vector", "sequence", "image")

_HELD_BACK_STREAM = 3
"""A random stream of its own: runs with other seeds are validated on the same samples."""
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
    (samples, values) of float32 for regression. `holes` tells where cells of a table were empty,
    and `groups` (samples,) which samples must stay together, where some must.
    """

    x: Array
    targets: Array
    holes: Holes = ()
    groups: Array | None = None

    def taken(self, places: Array) -> Part:
        """The samples at these places, in this order, each once."""
        new = np.full(len(self), -1)
        new[places] = np.arange(len(places))
        holes = tuple(np.sort(new[rows][new[rows] >= 0]) for rows in self.holes)
        groups = None if self.groups is None else self.groups[places]
        return Part(self.x[places], self.targets[places], holes, groups)

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
    the targets, then what they were divided by, where they were scaled, and `input_scale` what was
    done to the inputs. `preparation` is how the columns of a table became `features`, `table` what
    was read and guessed of it, and `notes` what a person should know of the reading: errors that
    were not raised. `rows` has the row of the table, from 0, of each training and of each test
    sample; `suspects` is what was found in its columns, and `left_out` names the files that could
    not be read. `judging` are the places of training samples that the data itself keeps for
    validation; where samples come `in_order` of time, those are the last ones. `is_labelled` says
    whether there are targets: else they are the inputs again. `target` names the value to
    predict. `earlier` has, of a series in time, guesses from earlier values: by which weights
    (features,) the inputs make up the "last" value that is known, and that with the change of a
    "season" before.
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
    input_scale: Scaling | None = None
    judging: Array | None = None
    in_order: bool = False
    is_labelled: bool = True
    target: str = ""
    earlier: Mapping[Earlier, tuple[float, ...]] = field(default_factory=dict)
    rows: tuple[Array, Array] | None = None
    suspects: tuple[Finding, ...] = ()
    left_out: tuple[str, ...] = ()

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
            train=replace(self.train, x=self.train.x.reshape(-1, *shape)),
            test=replace(self.test, x=self.test.x.reshape(-1, *shape)),
            picture=self.image_shape,
        )

    def scaled(self, scaling: str) -> Dataset:
        """The samples as float32 in the range that `scaling` names.

        `0 to 1` and `-1 to 1` map the data's own range (or, where it has none, each feature's range
        over the training part); `standard` gives each feature mean 0 and standard deviation 1 over
        the training part, `robust` median 0 and the middle half of its values a width of 1.
        Constant features become 0. The test part is mapped as the training part.
        """
        return self.scaled_by(self.scaler(scaling), scaling)

    def scaled_by(self, scale: Scaling, scaling: str) -> Dataset:
        """The samples after a scaling that was worked out before, of a kind called `scaling`."""
        bounds = {"0 to 1": (0.0, 1.0), "-1 to 1": (-1.0, 1.0), GIVEN: (self.low, self.high)}
        low_, high_ = bounds.get(scaling, (float("nan"), float("nan")))
        return replace(
            self,
            train=replace(self.train, x=scale(self.train.x)),
            test=replace(self.test, x=scale(self.test.x)),
            low=low_, high=high_, scaling=scaling, input_scale=scale,
        )  # fmt: skip

    def scaler(self, scaling: str) -> Scaling:
        """What `scaled` does to samples (any number, *shape), for one that comes later: float32.

        It is worked out from the training part once, here. Raises DataError as `scaled` does.
        """
        return scaling_of(self.train.x, scaling, self.low, self.high)

    def fitted_to(
        self, learnt: Array, scaling: str, chosen: tuple[tuple[str, str], ...]
    ) -> Dataset:
        """A table's samples as float32, with all that is worked out for them worked out from the
        training samples at the places `learnt` alone: what empty cells count as, which categories
        are known, and the scale of each column, `scaling` or what was `chosen` for it by its name.
        """
        assert self.preparation is not None
        train, test = self.train, self.test
        preparation, x, others = self.preparation.refitted(
            (train.x, train.holes), (test.x, test.holes), learnt
        )
        columns = [(one.name, len(one.features)) for one in preparation.columns]
        kinds = feature_scalings(columns, scaling, dict(chosen))
        fitted = replace(
            self, train=replace(train, x=x), test=replace(test, x=others), preparation=preparation,
        )  # fmt: skip
        return fitted.scaled_by(scaling_of_columns(x, learnt, kinds), scaling)

    def with_scaled_targets(self, scaling: str = STANDARD, learnt: Array | None = None) -> Dataset:
        """Values to predict brought to a scale, mean 0 and standard deviation 1 or another, over
        the training part, or its samples at the places `learnt`."""
        t = self.train.targets
        if learnt is None and scaling == STANDARD:
            middle = t.mean(axis=0, dtype=np.float64)
            span = t.std(axis=0, dtype=np.float64)
            span[(t.min(axis=0) == t.max(axis=0)) | (span == 0)] = 1
        else:
            of = t if learnt is None else t[learnt]
            found = [middle_and_span(of[:, place], scaling) for place in range(t.shape[1])]
            middle, span = np.array(found, np.float64).reshape(-1, 2).T

        def scaled(part: Part) -> Part:
            targets = ((part.targets - middle) / span).astype(np.float32)
            return replace(part, targets=targets)

        scale = middle, span
        return replace(
            self, train=scaled(self.train), test=scaled(self.test), target_scale=scale
        )

    def learnt_and_judging(self, share: float) -> tuple[Array, Array]:
        """The places of the training samples to learn from, and of those that only judge: those
        that the data itself keeps for that, else a `share` of all."""
        count, groups = len(self.train), self.train.groups
        if self.judging is not None:
            left = np.ones(count, bool)
            left[self.judging] = False
            return np.flatnonzero(left), self.judging
        if share and self.in_order:
            cut = count - held_back_count(count, share)
            return np.arange(cut), np.arange(cut, count)
        if share and groups is not None:
            return group_places(groups, held_back_count(count, share), _stream(count))
        if share:
            return held_back(self.train, share)
        return np.arange(count), np.empty(0, np.int64)

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

    # What is suspicious, and the way out.

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What a person should look at before a network learns from it, gravest first."""
        found = list(self.suspects)
        if self.classes:
            total = np.zeros(len(self.classes), np.int64)
            for part in (self.train, self.test):
                total += np.bincount(part.targets, minlength=len(self.classes))
            found += rare_classes(total, self.classes)
        train = self.train.x, self.train.targets
        return (*found, *repeats_finding(self._repeated, train))

    @cached_property
    def _repeated(self) -> Array:
        parts = ((part.x, part.targets) for part in (self.train, self.test))
        return repeated(*parts)

    def without_repeats(self) -> Dataset:
        """The data without the test samples that are training samples too.

        They stay, with a note, where no other test sample would be left.
        """
        kept = ~self._repeated
        if kept.all():
            return self
        if not kept.any():
            note = DataError(
                "All test samples are training samples, too: they are kept.",
                "Keep another share for testing, or collect more data.",
            )
            return replace(self, notes=(*self.notes, note))
        return self._with_parts(np.ones(len(self.train), bool), kept)

    def without_classes(self, names: Sequence[str]) -> Dataset:
        """The data without the samples of these classes; other names mean nothing.

        Raises DataError where fewer than two classes are left, or a part without any sample.
        """
        left = [place for place, name in enumerate(self.classes) if name not in names]
        if len(left) == len(self.classes):
            return self
        if len(left) < 2:
            raise DataError(
                "“{file}” has fewer than two classes that are not left out.",
                "Take some of them in again.",
                file=self.name,
            )
        kept = [np.isin(part.targets, left) for part in (self.train, self.test)]
        if not (kept[0].any() and kept[1].any()):
            raise DataError(
                "{what} has too few samples.", "There must be at least two, better hundreds.",
                what=f"“{self.name}”",
            )
        data = self._with_parts(*kept)
        numbers = np.full(len(self.classes), -1, np.int64)
        numbers[left] = np.arange(len(left))
        return replace(
            data, classes=tuple(self.classes[place] for place in left),
            train=replace(data.train, targets=numbers[data.train.targets]),
            test=replace(data.test, targets=numbers[data.test.targets]),
        )  # fmt: skip

    def _with_parts(self, *kept: Array) -> Dataset:
        """The samples of both parts where `kept` is True."""
        parts = [
            part if keep.all() else part.taken(np.flatnonzero(keep))
            for part, keep in zip((self.train, self.test), kept, strict=True)
        ]
        rows = self.rows
        if rows is not None:
            rows = rows[0][kept[0]], rows[1][kept[1]]
        judging = self.judging
        if judging is not None:
            stay = np.zeros(len(self.train), bool)
            stay[judging] = True
            judging = np.flatnonzero(stay[kept[0]])
        return replace(self, train=parts[0], test=parts[1], rows=rows, judging=judging)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the samples, targets and shapes of both parts, as hexadecimal digits."""
        digest = hashlib.sha256()
        for array in (self.train.x, self.train.targets, self.test.x, self.test.targets):
            digest.update(f"{array.dtype.str}{array.shape}".encode())
            for piece in pieces(array):
                digest.update(np.ascontiguousarray(array[piece]).data)
        if self.judging is not None:
            digest.update(np.ascontiguousarray(self.judging, np.int64).data)
        return digest.hexdigest()


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
    return Part(taken(x, train), targets[train]), Part(taken(x, test), targets[test])


def taken(x: Array, places: Array) -> Array:
    """The samples at `places`, some at a time: taking them can be cancelled."""
    taken = np.empty((len(places), *x.shape[1:]), x.dtype)
    for piece in pieces(taken):
        taken[piece] = x[places[piece]]
    return taken


def held_back(part: Part, share: float) -> tuple[Array, Array]:
    """The places of the samples to learn from, and of those held back: `share` of all, rising.

    The choice depends on the part and the share alone, not on a run's seed. Where targets are
    class numbers, both keep the classes' shares. At least one sample is left to learn from.
    """
    count = len(part)
    wanted = held_back_count(count, share)
    rng = _stream(count)
    targets = part.targets
    # Several values a sample cannot be shared out evenly.
    labels = targets if targets.ndim == 1 else np.zeros(count)
    learnt, held = split_places(labels, wanted, rng)
    return np.sort(learnt), np.sort(held)


def _stream(count: int) -> np.random.Generator:
    return np.random.default_rng((_HELD_BACK_STREAM, count))
