"""E3, E19–E25: classifiers of USPS, whose accuracy the report gives."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from diynn.experiments.experiment import ONE, THREE, Runs, Trial
from diynn.experiments.outcome import Figure
from diynn.experiments.phrases import phrase
from diynn.experiments.report_figures import ACCURACIES, reported
from diynn.experiments.verdicts import Findings, beside, mean, percent, tolerance
from diynn.storage.recipes import REPORT
from diynn.text import Text, joined, listed, number

TRAIN = phrase("Training accuracy")
TEST = phrase("Test accuracy")

WORDS = {
    "reproduced": phrase("the same within that"),
    "better": phrase("higher"),
    "differs": phrase("lower"),
}


def accuracy_findings(runs: Runs, name: str, reason: Text) -> Findings:
    """The accuracies of a recipe beside the report's."""
    report = ACCURACIES[name]
    train, test = runs.train_accuracies(name), runs.test_accuracies(name)
    verdict = beside(report[1], test)
    gap = mean(test) - report[1]
    why = phrase(
        "On the test digits {ours} beside the report’s {theirs}, {gap} points apart where "
        "{allowed} count as the same: {word}. On the training digits {train} beside {before}.",
        ours=percent(test), theirs=percent([report[1]]), word=WORDS[verdict], gap=_points(gap),
        allowed=_points(tolerance(test)), train=percent(train), before=percent([report[0]]),
    )  # fmt: skip
    if verdict != "reproduced":
        why = listed([why, reason], " ")
    ours = phrase(
        "train {train}, test {test}", train=percent(train), test=percent(test),
    )  # fmt: skip
    figures = tuple(
        Figure(label, 100 * before, tuple(100 * value for value in values), "%")
        for label, before, values in ((TRAIN, report[0], train), (TEST, report[1], test))
    )
    curves = tuple(one.curves() for one in runs.all(name))
    return Findings(ours, verdict, why, figures, curves)


def _points(value: float) -> Text:
    return number(100 * abs(value), 2)


PIXELS = phrase("The report does not say how pixels were scaled nor how first weights were "
                "drawn. Ours lie between −1 and 1, as in the original files, and these choices "
                "move the result by more than a point.")
LAYERS_LOST = phrase("The layers of the report’s network are lost from its text; ours, one "
                     "hidden layer of 128 Tanh units, was chosen to learn the training digits as "
                     "well as the report’s did.")


def _classifier(
    number: str, name: str, title: Text, seconds: float,
    seeds: tuple[int, ...] = ONE, reason: Text = PIXELS, more: Text | str = "",
) -> Trial:  # fmt: skip
    test = percent([ACCURACIES[name][1]])
    claim = phrase("The network reaches {test} on the test digits.", test=test)
    result = joined(reported(name) or "", more)
    measure: Callable[[Runs], Findings] = partial(accuracy_findings, name=name, reason=reason)
    return Trial(number, title, claim, result, "usps", (REPORT + name,), seconds, seeds, measure)


DENSE = _classifier(
    "E3", "usps-dense", phrase("USPS, dense network"), 10, THREE, LAYERS_LOST,
)  # fmt: skip

CONVOLUTIONS = (
    _classifier(
        "E19", "conv1d-2", phrase("Conv1D, network 2"),
        100, more=phrase("; 2 hours"),
    ),
    _classifier(
        "E20", "conv1d-3", phrase("Conv1D, network 3"),
        170, more=phrase("; 4 hours"),
    ),
    _classifier(
        "E21", "conv1d-1-500", phrase("Conv1D, network 1, 500 epochs"), 150,
    ),
    _classifier(
        "E22", "conv2d-1", phrase("Conv2D, network 1"), 25, THREE,
    ),
    _classifier(
        "E23", "conv2d-2", phrase("Conv2D, network 2"), 50, THREE,
    ),
    _classifier(
        "E24", "conv2d-3", phrase("Conv2D, network 3"), 90, THREE,
    ),
    _classifier(
        "E25", "conv2d-2-500", phrase("Conv2D, network 2, 500 epochs"), 150,
    ),
)  # fmt: skip
