"""What one network or several make of the samples of a part: the jobs behind the tab."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.analysis.confusion import Verdicts, verdicts
from diynn.data.dataset import Dataset
from diynn.network.losses import Loss
from diynn.network.sequential import Sequential
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.text.wording import title_words

Array = NDArray[Any]

SAMPLE = 300
"""Samples that are judged while a training runs."""
AT_ONCE = 2048
"""Samples after which is asked whether the answer is still wanted."""
MOST_CLASSES = 20


@dataclass(frozen=True, eq=False)
class Judge:
    """A network with a snapshot of its weights; `stamp` changes whenever its answers may."""

    name: str
    colour: int | None
    net: Sequential
    weights: Array
    data: Dataset
    loss: Loss
    stamp: object


@dataclass(frozen=True, eq=False)
class Question:
    """Which samples are to be judged: `places` in a part of `raw`, of whose `total` they are."""

    raw: Dataset
    in_test: bool
    places: Array
    total: int

    @property
    def is_exact(self) -> bool:
        """Whether all samples of the part are asked for."""
        return len(self.places) == self.total


@dataclass(frozen=True, eq=False)
class Answer:
    """What each judge decided for each sample; `true` (samples,) are their classes."""

    question: Question
    true: Array
    judges: tuple[Judge, ...]
    verdicts: tuple[Verdicts, ...]
    names: tuple[str, ...]
    """The classes, and a number for whatever else a network can decide for."""


def question(raw: Dataset, *, in_test: bool, live: bool) -> Question:
    """All samples of a part, or, where it has to be quick (`live`), a few evenly spread ones."""
    total = len(raw.test if in_test else raw.train)
    places = np.arange(total)
    if live and total > SAMPLE:
        places = np.linspace(0, total - 1, SAMPLE).astype(np.int64)
    return Question(raw, in_test, places, total)


def judges_of(session: Session, run_list: RunList) -> tuple[Judge, ...]:
    """The run of the moment and after it the ticked ones that answer the same kind of question."""
    net, weights, data = session.net, session.weights, session.data
    if net is None or weights is None or data is None:
        return ()
    current, design = run_list.current, session.design
    name = current.name if current is not None else title_words(design.title) or "1"
    colour = current.colour if current is not None else None
    found = [Judge(name, colour, net, weights, data, design.loss, (id(weights), design.loss))]
    for run in run_list.comparable():
        if run.design.reconstructs == design.reconstructs:
            place = (id(run.training), run.training.epoch, run.training.step)
            found.append(
                Judge(
                    run.name, run.colour, run.net, np.array(run.weights), run.data,
                    run.design.loss, place,
                )
            )  # fmt: skip
    return tuple(found)


def judged(
    asked: Question,
    judges: tuple[Judge, ...],
    known: dict[object, Verdicts],
    wanted: Callable[[], bool],
) -> Answer | None:
    """Let every judge decide; None as soon as the answer is not `wanted` any more.

    `known` keeps what the others decided: they do not change while the run of the moment learns.
    """
    raw = asked.raw
    true = (raw.test if asked.in_test else raw.train).targets[asked.places]
    found = []
    for number, judge in enumerate(judges):
        key = (judge.stamp, judge.loss, asked.in_test, len(asked.places))
        decided = known.get(key) if number else None
        if decided is None:
            decided = _decided(asked, judge, wanted)
            if decided is None:
                return None
            if number:
                known[key] = decided
        found.append(decided)
    classes = max([len(raw.classes), *(one.classes for one in found)])
    others = tuple(f"#{number + 1}" for number in range(len(raw.classes), classes))
    return Answer(asked, true, judges, tuple(found), (*raw.classes, *others))


def _decided(asked: Question, judge: Judge, wanted: Callable[[], bool]) -> Verdicts | None:
    part = judge.data.test if asked.in_test else judge.data.train
    outputs = []
    for start in range(0, len(asked.places), AT_ONCE):
        if start and not wanted():
            return None
        places = asked.places[start : start + AT_ONCE]
        outputs.append(judge.net.predict(part.x[places], judge.weights))
    return verdicts(np.concatenate(outputs), judge.loss) if outputs else None


def pictures_of(raw: Dataset, data: Dataset | None) -> Dataset | None:
    """The samples as images, where they are some or are seen as some; None where not."""
    if raw.is_image:
        return raw
    return raw.viewed("image") if data is not None and data.is_image else None
