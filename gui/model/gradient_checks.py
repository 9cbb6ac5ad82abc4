"""A check of the network's gradients: what was found, row by row, and the words for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from diynn.analysis.gradient_check import (
    ALONE,
    STACK,
    STEPS,
    Difference,
    Finding,
    check_gradients,
    is_right,
)
from diynn.data.dataset import Dataset
from diynn.design.design import Design
from diynn.layers.layer import Array
from gui.background.worker import Worker
from gui.model.session import Session
from gui.text.numbers import count, figures

RIGHT, WRONG, HARMED, ZERO, KINK = "right", "wrong", "harmed", "zero", "kink"


@dataclass(frozen=True)
class Verdict:
    """What a row's chip shows: which of the five kinds, a sign or two, and a sentence."""

    kind: str
    sign: str
    sentence: str


class GradientChecks(QObject):
    """The last check of the network of the moment; forgotten as soon as that is another one."""

    changed = Signal()
    """`findings` has grown, or there are none any more."""
    done = Signal(object)
    """The check has ended: None, or the exception."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._worker = Worker("check-gradients", self)
        self._worker.stepped.connect(self._take)
        self._worker.ended.connect(self._end)
        self._found: list[Finding] = []
        self.design: Design | None = None
        """The design that was checked."""
        self.data: Dataset | None = None
        """The data that it was checked on."""
        self.weights: Array | None = None
        """The weights that were checked."""
        session.training_changed.connect(self._forget_other)
        session.model.changed.connect(self._forget_other)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found so far."""
        return tuple(self._found)

    @property
    def is_busy(self) -> bool:
        """Whether a check is under way."""
        return self._worker.is_busy

    @property
    def is_right(self) -> bool:
        """Whether nothing that was found is wrong."""
        return is_right(self._found)

    def start(self) -> None:
        """Check the network as it is now, on a thread; the training may go on meanwhile."""
        session = self._session
        if session.training is None or session.data is None or session.weights is None:
            return
        self._found, self.design, self.data = [], session.design, session.data
        self.weights = np.array(session.weights)
        self.changed.emit()
        self._worker.start(partial(check_gradients, self.design, self.data, self.weights))

    def close(self) -> None:
        """Hear nothing more of a check."""
        self._worker.cancel()

    def of_row(self, row: int) -> Verdict | None:
        """The verdict on a row, from 0; the loss is the row after the last. None without one."""
        return verdict([one for one in self._found if one.row == row])

    @Slot(object)
    def _take(self, finding: object) -> None:
        if isinstance(finding, Finding):
            self._found.append(finding)
            self.changed.emit()

    @Slot(object)
    def _end(self, error: object) -> None:
        self.done.emit(error)

    @Slot()
    def _forget_other(self) -> None:
        checked, now = self.design, self._session.design
        if checked is not None and (
            (checked.structure(), checked.loss) != (now.structure(), now.loss)
        ):
            self._worker.cancel()
            self._found, self.design, self.data, self.weights = [], None, None, None
            self.changed.emit()


def verdict(findings: Sequence[Finding]) -> Verdict | None:
    """What is to be said of a row that has these findings."""
    tr = QCoreApplication.translate
    alone = [one for one in findings if one.column == ALONE]
    guilty = [one for one in alone if not one.right]
    if not alone:
        return None
    if guilty:
        return Verdict(WRONG, _sign(guilty), wrong_words(guilty[0]))
    if any(not one.right for one in findings):
        words = tr("GradientCheck", "Right by itself, but what arrives from a row above is wrong.")
        return Verdict(HARMED, "✓", words)
    worst = max(one.error for one in findings)
    kinks = sum(one.kinks for one in findings)
    places = sum(len(one.differences) for one in findings)
    if kinks:
        words = tr(
            "GradientCheck",
            "At {kinks} of {places} places the loss has a corner, where no difference says what is "
            "right. Elsewhere the gradients are right; largest error {error}.",
        )
        return Verdict(KINK, "∧", words.format(
            kinks=count(kinks), places=count(places), error=figures(worst, 2)
        ))  # fmt: skip
    in_stack = [one for one in findings if one.column == STACK]
    if in_stack and all(one.is_zero for one in in_stack):
        words = tr(
            "GradientCheck",
            "Right by itself. In the stack gradient and slope are 0 everywhere: nothing reaches "
            "this row.",
        )
        return Verdict(ZERO, "0", words)
    words = tr(
        "GradientCheck", "The gradients are right at {places} places; largest error {error}."
    )
    return Verdict(RIGHT, "✓", words.format(places=count(places), error=figures(worst, 2)))


def _sign(guilty: Sequence[Finding]) -> str:
    ratios = [one.ratio for one in guilty if one.ratio is not None]
    return f"×{figures(ratios[0], 2)}" if len(ratios) == len(guilty) else "✗"


def wrong_words(finding: Finding) -> str:
    """A sentence on a wrong finding, with its numbers."""
    tr = QCoreApplication.translate
    worst: Difference = finding.worst
    if finding.ratio is not None:
        words = tr(
            "GradientCheck",
            "The gradient for {what} is {ratio} times the right one: {gradient} in place of "
            "{slope}.",
        )
        ratio = figures(finding.ratio, 3)
    else:
        words = tr(
            "GradientCheck", "The gradient for {what} is wrong: {gradient} in place of {slope}."
        )
        ratio = ""
    return words.format(
        what=what_words(finding), ratio=ratio, gradient=figures(worst.gradient, 4),
        slope=figures(worst.slope, 4),
    )  # fmt: skip


def what_words(finding: Finding) -> str:
    """What a finding is about: the input, a weight by its name, the output, all weights."""
    tr = QCoreApplication.translate
    if finding.column == STEPS:
        return tr("GradientCheck", "all weights in step {number}").format(number=finding.what[-1])
    names = {
        "x": tr("GradientCheck", "the input"), "y": tr("GradientCheck", "the output"),
        "z": tr("GradientCheck", "the output, merged with the activation"),
    }  # fmt: skip
    if finding.column == ALONE and finding.what in names:
        return names[finding.what]
    return finding.what


def summary(findings: Sequence[Finding]) -> tuple[str, str]:
    """How a whole check came out, as a kind of message and its words."""
    tr = QCoreApplication.translate
    wrong = [one for one in findings if not one.right]
    if not wrong:
        worst = max((one.error for one in findings if one.column != STEPS), default=0.0)
        words = tr(
            "GradientCheck",
            "All gradients are right: {count} array(s) checked, largest error {error}.", "",
            len(findings),
        )  # fmt: skip
        return "success", words.format(count=count(len(findings)), error=figures(worst, 2))
    steps = [one for one in wrong if one.column == STEPS]
    if len(steps) == len(wrong):
        words = tr("GradientCheck", "The gradients are right, but the step is not.")
        return "error", f"{words} {wrong_words(steps[0])}"
    guilty = [one for one in wrong if one.column == ALONE] or wrong
    words = tr("GradientCheck", "A gradient is wrong: the chips in the stack say where.")
    return "error", f"{words} {wrong_words(guilty[0])}"
