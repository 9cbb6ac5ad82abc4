"""The mean of trained networks as a network of its own: a committee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.data.dataset import Dataset
from diynn.design.design import Design
from diynn.errors import DataError
from diynn.layers import Softmax
from diynn.layers.committee import MOST, Committee, Stack
from diynn.network.faults import SOUND
from diynn.network.losses import CrossEntropy, LogSoftmaxCrossEntropy, Loss
from diynn.network.weight_layout import WeightLayout
from diynn.training.training import Training


@dataclass(frozen=True, eq=False)
class Member:
    """A trained network: its design, its data as it was read and as the network gets it, all its
    weights in one vector, and how long they were trained."""

    name: str
    design: Design
    raw: Dataset
    data: Dataset
    weights: NDArray[Any]
    epochs: int
    seconds: float


def member_of(name: str, training: Training, raw: Dataset) -> Member:
    """A training as it stands; `raw` is its data as it was read."""
    return Member(
        name, training.design, raw, training.data, training.net.weight_vector.copy(),
        training.epoch, training.seconds,
    )  # fmt: skip


def members_of(design: Design) -> tuple[Stack, ...]:
    """The networks whose mean a design's network is; none where it is no mean."""
    return next((layer.members for layer in design.layers if isinstance(layer, Committee)), ())


def is_average(design: Design) -> bool:
    """Whether a design's network is the mean of several."""
    return bool(members_of(design))


def averaged(members: Sequence[Member], title: str = "") -> Training:
    """A training whose network answers with the mean of the answers of `members`; where they tell
    classes apart, with the mean of their probabilities.

    It has taken no step: its curves have one point, the figures of this network on all parts of the
    data, and its seconds are those of all members. Raises DataError where there are fewer than two,
    where they do not learn from the same samples in the same form, or answer in different terms.
    """
    _check(members)
    first = members[0]
    stacks, losses = zip(*(_answering(one.design) for one in members), strict=True)
    notes = [f"{one.name}: {one.epochs} epochs, seed {one.design.run.seed}" for one in members]
    design = replace(
        first.design, layers=(Committee(stacks),), loss=losses[0], fault=SOUND,
        title=title or f"Mean of {len(members)} networks", notes="\n".join(notes),
    )  # fmt: skip
    found = Training(design, first.raw, first.data)
    found.begin_with(np.concatenate([one.weights for one in members]))
    found.seconds = sum(one.seconds for one in members)
    found.take_figures()
    return found


def _answering(design: Design) -> tuple[Stack, Loss]:
    """Layers that answer with what can be averaged, and what compares the mean with the targets."""
    loss = design.loss
    if isinstance(loss, LogSoftmaxCrossEntropy):
        return (*design.layers, Softmax()), CrossEntropy(loss.mean_over, loss.smoothing)
    return design.layers, loss


def _check(members: Sequence[Member]) -> None:
    if not 1 < len(members) <= MOST:
        raise DataError("A mean needs from 2 to {most} networks.", most=MOST)
    first = members[0]
    if any(is_average(one.design) for one in members):
        raise DataError(
            "One of the networks is a mean already.", "Average those that it was made of."
        )
    for one in members[1:]:
        if not _learn_alike(one, first):
            raise DataError(
                "“{one}” and “{other}” do not learn from the same samples in the same form.",
                "Average networks with the same data, seen alike, with the same part held back.",
                one=first.name, other=one.name,
            )  # fmt: skip
        if _terms(one) != _terms(first):
            raise DataError(
                "“{one}” and “{other}” answer in different terms, so they have no mean.",
                "Average networks with as many outputs, and losses of one kind.",
                one=first.name, other=one.name,
            )  # fmt: skip


def _learn_alike(one: Member, other: Member) -> bool:
    if one.design.view != other.design.view or one.raw.fingerprint != other.raw.fingerprint:
        return False
    mine, theirs = one.data.train.x, other.data.train.x
    held_back = [m.design.run.validation for m in (one, other)]
    same = mine is theirs or (mine.shape == theirs.shape and np.array_equal(mine, theirs))
    return same and held_back[0] == held_back[1]


def _terms(one: Member) -> tuple[object, ...]:
    shape = WeightLayout(one.design.layers, one.data.shape).shapes[-1]
    return one.design.loss.for_classes, shape
