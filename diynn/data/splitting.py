"""Which samples are learnt from, which are kept for testing, and which only judge on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from diynn.data.columns import Column
from diynn.errors import DataError
from diynn.settings import OneOf, Range
from diynn.workers import check_cancelled

Array = NDArray[Any]

BY_SHARE, STRATIFIED, BY_COLUMN, BY_GROUPS, IN_ORDER = SPLITS = (
    "by share", "stratified", "by column", "by groups", "in order",
)  # fmt: skip

SplitKind = Annotated[
    str,
    OneOf(SPLITS),
    "What decides which samples are kept for testing; in order takes the last ones, for series of "
    "measurements",
]
SplitColumn = Annotated[
    str,
    "Tables: the column that says train or test, the group, the order, or what is stratified; "
    "empty: the order of the rows, the target's classes",
]
TestShare = Annotated[
    float, Range(0.01, 0.9), "Share kept for testing where the data has no test part"
]
SplitSeed = Annotated[int, Range(0, 2**31 - 1), "Decides which samples are kept for testing"]
"""The settings of data that is split here."""

PART_COLUMNS = ("split", "set", "part", "subset", "partition", "fold")
"""What columns are called that say of each row which part it belongs to."""
LEARNT, TESTED, JUDGED = 0, 1, 2
_WORDS = (
    ("train", "training", "trn", "learn", "fit", "apprentissage", "entraînement", "entrainement"),
    ("test", "testing", "tst", "holdout", "hold-out", "eval", "evaluation", "évaluation"),
    ("validation", "valid", "val", "dev", "development"),
)
"""What such a column says for each of the three parts, in letters of any size."""

BINS = 10
"""Values to predict are stratified by so many groups of equal size."""


@dataclass(frozen=True)
class Split:
    """How samples are divided: `kind` is one of SPLITS, `share` that of the test part.

    `column` names the column of a table by which it is done: what says the part, the groups, the
    order (else that of the rows), or the categories (else the target's). The same `seed` gives the
    same parts.
    """

    kind: str = BY_SHARE
    share: float = 0.2
    seed: int = 0
    column: str = ""

    def places(
        self, targets: Array, by: Column | None, classes: Sequence[str], what: str
    ) -> tuple[Array, Array, Array]:
        """The places of the samples to learn from, to test on, and that judge (mostly none).

        `targets` is (samples,) of class numbers, or (samples, values); `by` is the column of a
        table of that name, with a cell for each sample. Both parts have one sample at least. Raises
        DataError, naming `what` it is, where the split cannot be made.
        """
        count, rng = len(targets), np.random.default_rng(self.seed)
        share = min(max(self.share, 1 / count), 1 - 1 / count)
        wanted, none = round(count * share), np.empty(0, np.int64)
        if self.kind in (BY_COLUMN, BY_GROUPS) and by is None:
            raise DataError(
                "{what} has no column to be split by.",
                "Name the column in the setting “Split column”, or split by share.",
                what=what,
            )
        if self.kind == STRATIFIED:
            labels, names = _strata(targets, by, classes)
            return *_stratified(labels, names, share, rng), none
        if self.kind == BY_COLUMN:
            assert by is not None
            return _by_column(by, what)
        if self.kind == BY_GROUPS:
            assert by is not None
            return *_by_groups(by, wanted, rng, what), none
        if self.kind == IN_ORDER:
            order = np.arange(count)
            if by is not None:
                # Empty cells come first, among what is learnt from.
                values = np.where(by.empty, -np.inf, by.values)
                order = np.argsort(values, kind="stable")
            return order[: count - wanted], order[count - wanted :], none
        return *split_places(targets, wanted, rng), none

    def takes_column_away(self) -> bool:
        """Whether the column is no input: it says where a row belongs, and nothing of it."""
        return self.kind in (BY_COLUMN, BY_GROUPS)


class Named(Protocol):
    """A column of a table, or its summary."""

    @property
    def name(self) -> str:
        """What the column is called."""

    @property
    def texts(self) -> tuple[str, ...] | None:
        """Its different texts; none where it holds numbers."""


def says_parts(column: Named) -> bool:
    """Whether a column is called as if it told the parts, and says nothing else."""
    texts = column.texts or ()
    named = column.name.strip().lower() in PART_COLUMNS
    parts = {_part_of(text) for text in texts}
    return named and None not in parts and {LEARNT, TESTED} <= parts


def _part_of(text: str) -> int | None:
    word = text.strip().lower()
    return next((part for part, words in enumerate(_WORDS) if word in words), None)


def _by_column(by: Column, what: str) -> tuple[Array, Array, Array]:
    texts = by.texts or ()
    parts = [_part_of(text) for text in texts]
    unknown = next((text for text, part in zip(texts, parts, strict=True) if part is None), None)
    if unknown is None and (by.is_number or by.empty.any()):
        unknown = f"{by.values[0]:.6g}" if by.is_number else ""
    if unknown is not None:
        raise DataError(
            "“{column}” of {what} has a cell “{cell}”, which is no part.",
            "Each row says train, test or validation there. Choose another column to split by.",
            column=by.name, what=what, cell=unknown[:40],
        )  # fmt: skip
    own = np.array([LEARNT if part is None else part for part in parts], np.int64)[by.values]
    learnt, tested, judged = (np.flatnonzero(own == part) for part in (LEARNT, TESTED, JUDGED))
    if not len(tested):
        tested, judged = judged, tested
    if not len(learnt) or not len(tested):
        raise DataError(
            "“{column}” of {what} names only one part.",
            "Rows of both parts are needed: train and test.",
            column=by.name, what=what,
        )  # fmt: skip
    return learnt, tested, judged


def groups_of(by: Column) -> Array:
    """The group of each row, (n,) of whole numbers from 0; each empty cell is one of its own."""
    _, groups = np.unique(np.where(by.empty, np.inf, by.values), return_inverse=True)
    alone = np.flatnonzero(by.empty)
    groups[alone] = groups.max(initial=0) + 1 + np.arange(len(alone))
    return np.asarray(np.unique(groups, return_inverse=True)[1])


def group_places(groups: Array, wanted: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """The places of all samples but about `wanted`, and of these, rising: no group is in both.

    Groups are taken in an order drawn by `rng`, those that lead nearer to as many samples as
    wanted. One group at least stays; where there is but one, nothing is taken.
    """
    names, groups = np.unique(groups, return_inverse=True)
    sizes = np.bincount(groups)
    tested: list[int] = []
    taken = 0
    for group in rng.permutation(len(names)):
        size = int(sizes[group])
        if len(tested) < len(names) - 1 and (
            not tested or abs(taken + size - wanted) < abs(taken - wanted)
        ):
            tested.append(int(group))
            taken += size
    chosen = np.isin(groups, tested)
    return np.flatnonzero(~chosen), np.flatnonzero(chosen)


def _by_groups(
    by: Column, wanted: int, rng: np.random.Generator, what: str
) -> tuple[Array, Array]:
    groups = groups_of(by)
    if groups.max(initial=0) < 1:
        raise DataError(
            "“{column}” of {what} holds a single group.",
            "There must be a group for each part. Choose another column to split by.",
            column=by.name, what=what,
        )  # fmt: skip
    return group_places(groups, wanted, rng)


def _strata(
    targets: Array, by: Column | None, classes: Sequence[str]
) -> tuple[Array, Sequence[str]]:
    """What both parts get their share of, as numbers and their names; bins have none."""
    if by is not None and not by.is_number:
        assert by.texts is not None
        return np.where(by.empty, len(by.texts), by.values), (*by.texts, "")
    if by is None and targets.dtype.kind in "iu":
        return targets, classes
    values = targets[:, 0] if by is None else np.where(by.empty, -np.inf, by.values)
    order = np.argsort(values, kind="stable")
    bins = max(1, min(BINS, len(values) // 2))
    labels = np.empty(len(values), np.int64)
    labels[order] = np.arange(len(values)) * bins // len(values)
    return labels, ()


def _stratified(
    labels: Array, names: Sequence[str], share: float, rng: np.random.Generator
) -> tuple[Array, Array]:
    """The share of each label, one sample at least in each part."""
    order = rng.permutation(len(labels))
    chosen = np.zeros(len(labels), bool)
    for label in np.unique(labels):
        check_cancelled()
        own = order[labels[order] == label]
        if len(own) < 2:
            raise DataError(
                "“{label}” has {count} sample(s): too few to be in both parts.",
                "Split by share, or leave these rows out.",
                label=names[int(label)] if names else str(label), count=len(own),
            )  # fmt: skip
        chosen[own[: min(max(round(len(own) * share), 1), len(own) - 1)]] = True
    return order[~chosen[order]], order[chosen[order]]


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
