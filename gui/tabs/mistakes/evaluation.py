"""How one network or several classify the samples of a part, in figures and in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from diynn.analysis.confusion import Verdicts, verdicts
from diynn.data.dataset import Dataset
from gui.model.run_list import RunList
from gui.model.run_snapshot import RunSnapshot
from gui.tabs.mistakes.sample_list import Said
from gui.text import numbers
from gui.text.numbers import percent, telling

Array = NDArray[Any]

SAMPLE = 300
"""Samples that are classified while a training runs."""
AT_ONCE = 2048
"""Samples after which is asked whether the answer is still wanted."""
SHOWN, SHOWN_LIVE = 120, 40
"""Samples that are listed at most, at rest and while a training runs: then none stays its place for
long enough to scroll to it."""


@dataclass(frozen=True, eq=False)
class Question:
    """Which samples to classify: `places` in a part of `raw`, which has `total` samples; `live` is
    asked while a training moves."""

    raw: Dataset
    in_test: bool
    places: Array
    total: int
    live: bool = False

    @property
    def shown(self) -> int:
        """How many samples are listed at most."""
        return SHOWN_LIVE if self.live else SHOWN

    @property
    def is_exact(self) -> bool:
        """Whether all samples of the part are asked for."""
        return len(self.places) == self.total


@dataclass(frozen=True, eq=False)
class Answer:
    """What each run decided for each sample; `true` (samples,) are their classes."""

    question: Question
    true: Array
    runs: tuple[RunSnapshot, ...]
    verdicts: tuple[Verdicts, ...]
    names: tuple[str, ...]
    """The classes, and a number for whatever else a network has decided for."""


def question(raw: Dataset, *, in_test: bool, live: bool) -> Question:
    """All samples of a part, or, where it has to be quick (`live`), a few evenly spread ones."""
    total = len(raw.test if in_test else raw.train)
    places = np.arange(total)
    if live and total > SAMPLE:
        places = np.linspace(0, total - 1, SAMPLE).astype(np.int64)
    return Question(raw, in_test, places, total, live)


def runs_alike(run_list: RunList) -> tuple[RunSnapshot, ...]:
    """The run of the moment and after it the ticked ones that answer the same kind of question."""
    runs = run_list.snapshots()
    return tuple(run for run in runs if run.reconstructs == runs[0].reconstructs)


def evaluate(
    asked: Question,
    runs: tuple[RunSnapshot, ...],
    known: dict[object, Verdicts],
    wanted: Callable[[], bool],
) -> Answer | None:
    """Classify the samples with every run; None as soon as the answer is not `wanted` any more.

    `known` keeps the verdicts of the others: they do not change while the run of the moment learns.
    """
    raw = asked.raw
    true = (raw.test if asked.in_test else raw.train).targets[asked.places]
    found = []
    for number, run in enumerate(runs):
        key = (run, asked.in_test, len(asked.places))
        decided = known.get(key) if number else None
        if decided is None:
            decided = _classified(asked, run, wanted)
            if decided is None:
                return None
            if number:
                known[key] = decided
        found.append(decided)
    classes = max([len(raw.classes), *(int(one.predicted.max(initial=0)) + 1 for one in found)])
    others = tuple(f"#{number + 1}" for number in range(len(raw.classes), classes))
    return Answer(asked, true, runs, tuple(found), (*raw.classes, *others))


def _classified(asked: Question, run: RunSnapshot, wanted: Callable[[], bool]) -> Verdicts | None:
    part = run.data.test if asked.in_test else run.data.train
    outputs = []
    for start in range(0, len(asked.places), AT_ONCE):
        if start and not wanted():
            return None
        places = asked.places[start : start + AT_ONCE]
        outputs.append(run.net.predict(part.x[places], run.weights))
    return verdicts(np.concatenate(outputs), run.loss) if outputs else None


def pictures_of(raw: Dataset, data: Dataset | None) -> Dataset | None:
    """The samples as images, where they are some or are seen as some; None where not."""
    if raw.is_image:
        return raw
    return raw.viewed("image") if data is not None and data.is_image else None


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("MistakesTab", text, "", number)


def scope(shown: int, total: int, *, in_test: bool) -> str:
    """Which samples the figures are from: all of a part, or a sample of it."""
    if shown == total:
        every = _tr("all {0} test sample(s)", total) if in_test else _tr(
            "all {0} training sample(s)", total
        )
        return every.format(numbers.count(total))
    some = _tr("live, from {0} of {1} test samples") if in_test else _tr(
        "live, from {0} of {1} training samples"
    )  # fmt: skip
    return some.format(numbers.count(shown), numbers.count(total))


def listed(names: Sequence[str], row: int | None, column: int | None, count: int) -> str:
    """What the list shows: everything, a class, what was taken for one, or a cell."""
    if row is None and column is None:
        text = _tr("All classes: {count}")
    elif column is None:
        text = _tr("Class {row}: {count}")
    elif row is None:
        text = _tr("Taken for {column}: {count}")
    elif row == column:
        text = _tr("{row}, rightly taken for {column}: {count}")
    else:
        text = _tr("{row} taken for {column}: {count}")
    return text.format(
        row="" if row is None else names[row],
        column="" if column is None else names[column],
        count=numbers.count(count),
    )


def nothing_listed(
    names: Sequence[str], row: int | None, column: int | None, *, exact: bool
) -> str:
    """The sentence in place of an empty list."""
    if row is None:
        text = _tr("Nothing was taken for {column}.")
    elif column is None:
        text = _tr("There is no sample of class {row} here.")
    else:
        text = _tr("No {row} was taken for {column}.")
    words = text.format(
        row="" if row is None else names[row], column="" if column is None else names[column]
    )
    if not exact:
        words += " " + _tr("Pause the training to look through all samples.")
    return words


def said_of(names: Sequence[str], true: int, taken: int, sure: float) -> Said:
    """What is said of one sample that one network classified."""
    meant, found, how = names[true], names[taken], percent(sure)
    right = true == taken
    caption = f"{found}  {how}" if right else f"{meant} → {found}  {how}"
    tip = _tr("Class {0}, taken for {1}; the network is {2} sure").format(meant, found, how)
    return Said(caption, tip, (meant, found, how), right)


def said_of_both(
    names: Sequence[str], true: int, both: tuple[tuple[str, int, float], tuple[str, int, float]]
) -> Said:
    """What is said of a sample on which two runs (name, class, sureness) disagree."""
    answers = [f"{names[taken]} ({percent(sure)})" for _, taken, sure in both]
    caption = telling(names[true], f" {answers[0]} | {answers[1]}")
    tip = _tr("Class {0}").format(names[true]) + "".join(
        "\n" + telling(run, answer) for (run, _, _), answer in zip(both, answers, strict=True)
    )
    return Said(caption, tip, (names[true], *answers))


def disagreement_text(
    count: int, total: int, first: tuple[str, int], second: tuple[str, int]
) -> str:
    """How often two runs (name, times it alone is right) disagree."""
    if not count:
        alike = _tr("Both give the same answer for all {0} sample(s).", total)
        return alike.format(numbers.count(total))
    text = _tr(
        "Different answers for {count} of {total}. Right: “{first}” {of_first}, “{second}” "
        "{of_second}, neither {neither}."
    )
    return text.format(
        count=numbers.count(count), total=numbers.count(total),
        first=first[0], of_first=numbers.count(first[1]),
        second=second[0], of_second=numbers.count(second[1]),
        neither=numbers.count(count - first[1] - second[1]),
    )  # fmt: skip
