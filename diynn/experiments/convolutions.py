"""E17, E18 and E26: which batch size, how many channels, and one dimension against two."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from diynn.experiments.experiment import THREE, Runs, Trial
from diynn.experiments.outcome import Figure, Lines, Series
from diynn.experiments.phrases import phrase
from diynn.experiments.report_figures import TEST_ACCURACIES
from diynn.experiments.verdicts import (
    POINT,
    Check,
    Findings,
    mean,
    noise_of,
    percent,
    side,
    verdict_of,
)
from diynn.storage.recipes import REPORT
from diynn.text import Text, joined, listed, number, same

NET = "conv1d-1"
LONG = ("conv1d-1-500", "conv2d-2-500")
FLAT = ("conv2d-1", "conv2d-2", "conv2d-3")
TEST = phrase("Test accuracy")


@dataclass(frozen=True)
class Choice:
    """A setting of network 1 that the report tried, with the value that it found best.

    `recipes` are by value; `axis` names the setting, `said` is the report's test accuracy.
    """

    axis: Text
    recipes: dict[int, str]
    best: int
    said: float
    below: Text
    above: Text
    """What we think is behind it where a smaller, or a larger, value comes out best."""

    def measured(self, runs: Runs) -> Findings:
        """Whether that value is best here too, and by more than seeds differ."""
        test = {value: runs.test_accuracies(name) for value, name in self.recipes.items()}
        train = {value: runs.train_accuracies(name) for value, name in self.recipes.items()}
        order = sorted(test, key=lambda value: -mean(test[value]))
        found = order[0]
        other = order[1] if found == self.best else self.best
        gap = mean(test[found]) - mean(test[other])
        noise = noise_of(test[found], test[other])
        first = phrase(
            "Best on the test digits is {found} with {most}; {other} has {second}.",
            found=str(found), most=percent(test[found]), other=str(other),
            second=percent(test[other]),
        )  # fmt: skip
        second = phrase(
            "Their means are {gap} points apart, {word} what the seeds alone explain ({noise} "
            "points).", gap=number(100 * gap, 2), noise=number(100 * noise, 2),
            word=phrase("within") if gap <= noise else phrase("more than"),
        )  # fmt: skip
        third = phrase(
            "All values tried reach from {low} to {high}.", low=percent(test[order[-1]]),
            high=percent(test[found]),
        )  # fmt: skip
        verdict, why = verdict_of(
            [Check(found == self.best, listed([first, second, third], " "))],
            self.below if found < self.best else self.above,
        )
        ours = phrase(
            "best: {found}, test {most} ({best}: {said})", found=str(found),
            most=percent(test[found]), best=str(self.best), said=percent(test[self.best]),
        )  # fmt: skip
        figures = tuple(
            Figure(
                joined(self.axis, f" {value}"), 100 * self.said if value == self.best else None,
                tuple(100 * share for share in test[value]), "%",
            )
            for value in self.recipes
        )  # fmt: skip
        curves = tuple(runs.one(name).curves() for name in self.recipes.values())
        return Findings(ours, verdict, why, figures, curves, (self._lines(test, train),))

    def _lines(
        self, test: dict[int, tuple[float, ...]], train: dict[int, tuple[float, ...]]
    ) -> Lines:
        values = np.array(list(self.recipes))
        return Lines(
            phrase("Accuracy after the last epoch, mean and spread over seeds"),
            self.axis, phrase("Accuracy (%)"),
            tuple(
                Series(label, values, 100 * np.array([shares[value] for value in self.recipes]))
                for label, shares in ((phrase("Training"), train), (same("Test"), test))
            ),
            logarithmic=True,
        )  # fmt: skip


BATCHES = Choice(
    phrase("Batch size"),
    {16: f"{NET}-batch-16", 32: f"{NET}-batch-32", 64: NET, 128: f"{NET}-batch-128",
     256: f"{NET}-batch-256"},
    64, TEST_ACCURACIES[NET],
    phrase("With one learning rate and one number of epochs, small batches take more steps and "
           "get further: that, not generalisation, orders the sizes."),
    phrase("Larger batches take fewer steps in as many epochs, yet have done no worse here."),
)  # fmt: skip
CHANNELS = Choice(
    phrase("Output channels"),
    {8: f"{NET}-channels-8", 16: f"{NET}-channels-16", 32: NET, 64: f"{NET}-channels-64"},
    32, 0.9287,
    phrase("So few filters seem to be enough for these digits; the report’s single run for each "
           "value could not tell the difference from chance."),
    phrase("More channels learn a little faster in 100 epochs; the report’s single run for each "
           "value could not tell that from chance."),
)  # fmt: skip


LEAD = phrase("A lead of 0.59 points, as in the report, is 12 of 2007 digits: as much as another "
              "seed may bring.")


def against(runs: Runs) -> Findings:
    """Whether Conv1D is ahead of Conv2D, after 500 epochs and after 100."""
    long = {name: runs.test_accuracies(name) for name in LONG}
    one, two = long.values()
    where = side(one, two, POINT)
    gap = mean(one) - mean(two)
    short = {name: runs.test_accuracies(name) for name in (NET, *FLAT)}
    best = max(FLAT, key=lambda name: mean(short[name]))
    words = {
        "ahead": phrase("ahead"), "level": phrase("not to be told apart from it"),
        "behind": phrase("behind"),
    }  # fmt: skip
    checks = [
        Check(
            where == "ahead",
            phrase(
                "After 500 epochs Conv1D has {one} and Conv2D {two} on the test digits: Conv1D "
                "is {word} ({gap} points; {noise} may be chance).", one=percent(one),
                two=percent(two), word=words[where], gap=number(100 * gap, 2),
                noise=number(100 * noise_of(one, two, POINT), 2),
            ),
        ),
    ]  # fmt: skip
    after = phrase(
        "After 100 epochs and over three seeds: Conv1D network 1 {one}, the best Conv2D "
        "network ({best}) {two}: Conv1D is {word}.", one=percent(short[NET]),
        two=percent(short[best]), best=best[-1], word=words[side(short[NET], short[best], POINT)],
    )  # fmt: skip
    verdict, why = verdict_of(checks, LEAD)
    ours = phrase("500 epochs: Conv1D {one}, Conv2D {two}", one=percent(one), two=percent(two))
    labels = {
        "conv1d-1-500": "Conv1D 1, 500", "conv2d-2-500": "Conv2D 2, 500",
        NET: "Conv1D 1, 100", "conv2d-1": "Conv2D 1, 100",
        "conv2d-2": "Conv2D 2, 100", "conv2d-3": "Conv2D 3, 100",
    }  # fmt: skip
    figures = tuple(
        Figure(
            phrase("{name} epochs", name=labels[name]), 100 * TEST_ACCURACIES[name],
            tuple(100 * share for share in shares), "%",
        )
        for name, shares in (long | short).items()
    )  # fmt: skip
    curves = tuple(runs.one(name).curves() for name in long)
    return Findings(ours, verdict, listed([why, after], " "), figures, curves)


def _names(choice: Choice) -> tuple[str, ...]:
    return tuple(REPORT + name for name in choice.recipes.values())


BATCH_SIZES = Trial(
    "E17", phrase("Conv1D, batch sizes"), phrase("Batches of 64 generalise slightly best."),
    phrase("64 slightly best: test 92.67 %"),
    "usps", _names(BATCHES), 420, THREE, BATCHES.measured,
)  # fmt: skip
OUTPUT_CHANNELS = Trial(
    "E18", phrase("Conv1D, output channels"), phrase("32 output channels generalise best."),
    phrase("32 best: test 92.87 %"),
    "usps", _names(CHANNELS), 290, THREE, CHANNELS.measured,
)  # fmt: skip
COMPARISON = Trial(
    "E26", phrase("Conv1D against Conv2D"),
    phrase("Conv1D is ahead of Conv2D on the test digits after 500 epochs."),
    phrase("Conv1D 94.71 %, Conv2D 94.12 %, “perhaps for want of trials”"),
    "usps",
    tuple(REPORT + name for name in (*LONG, NET, *FLAT)), 460, THREE, against, once=LONG,
)  # fmt: skip
