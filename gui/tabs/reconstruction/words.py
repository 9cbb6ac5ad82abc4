"""Say in words and figures what a page of reconstructions shows."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from diynn.analysis.reconstruction import Kind
from diynn.analysis.reconstruction_page import Page, Question, Survey
from diynn.network.losses import MSE, Loss
from gui.text.numbers import decibels, rounded, telling
from gui.text.wording import count
from gui.theme.theme import Theme

_LETTERS = 14
_HYPHEN = "\N{NON-BREAKING HYPHEN}"


@dataclass(frozen=True)
class RunMark:
    """The name of a run, and its place in `Theme.runs`."""

    name: str
    colour: int

    @property
    def short(self) -> str:
        """The name with its middle left out where it is long: the number at its end stays."""
        if len(self.name) <= _LETTERS:
            return self.name
        return f"{self.name[: _LETTERS - 5].rstrip(' ,')}…{self.name[-4:].lstrip(' ,')}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reconstruction", text)


def kinds(loss: Loss) -> list[tuple[Kind, str]]:
    """The ways to tell an error: the loss, MSE and PSNR; MSE once where it is the loss."""
    found: list[tuple[Kind, str]] = [("loss", _tr("{0} (the loss)").format(loss.name()))]
    if not (isinstance(loss, MSE) and loss.over == "values"):
        found.append(("mse", "MSE"))
    return [*found, ("psnr", "PSNR")]


def short_figure(question: Question, value: float) -> str:
    """An error without its name or unit."""
    return decibels(value) if question.kind == "psnr" else rounded(value)


def figure(question: Question, value: float) -> str:
    """An error with its unit, if it has one."""
    told = short_figure(question, value)
    return f"{told} dB" if question.kind == "psnr" else told


def axis_title(question: Question) -> str:
    """What an error is called beside an axis."""
    if question.kind == "mse":
        return _tr("MSE of an image")
    if question.kind == "psnr":
        return _tr("PSNR of an image (dB)")
    if question.loss.over == "values":
        return _tr("{0}, mean over the pixels of an image").format(question.loss.name())
    return _tr("{0}, sum over the pixels of an image").format(question.loss.name())


def nothing_chosen(question: Question) -> str:
    """Why a page is empty, and what to do."""
    if question.choice.order == "numbers":
        return _tr("Write the numbers of the images to see in the field above: 3, 17, 20-25.")
    if question.part == "test":
        return _tr(
            "There are no test images of this kind. Choose another class or the training images."
        )
    return _tr("There are no training images of this kind. Choose another class.")


def tips(page: Page, runs: Sequence[RunMark]) -> list[str]:
    """For each image its number, its class, and every run's error."""
    question = page.survey.question
    classes, labels = question.raw.classes, question.labels
    if question.part == "test":
        plain, classed = _tr("Test image {0}"), _tr("Test image {0}, class {1}")
    else:
        plain, classed = _tr("Training image {0}"), _tr("Training image {0}, class {1}")
    told = []
    for place, number in enumerate(page.survey.chosen.tolist()):
        if classes and labels.ndim == 1:
            lines = [classed.format(number + 1, classes[labels[number]])]
        else:
            lines = [plain.format(number + 1)]
        for run, errors in zip(runs, page.figures, strict=True):
            lines.append(telling(run.name, figure(question, float(errors[place]))))
        told.append("\n".join(lines))
    return told


def averages(
    survey: Survey, runs: Sequence[RunMark], others: Sequence[str], pca: float | None, theme: Theme
) -> str:
    """The mean error of every run, and of PCA where it is marked, as HTML.

    `others` are the names of ticked runs that draw no images.
    """
    question, parts = survey.question, []
    for place, run in enumerate(runs):
        told = f"<b>{figure(question, survey.average(place))}</b>"
        if len(runs) > 1:
            colour = theme.runs[run.colour % len(theme.runs)]
            named = html.escape(run.name).replace(" ", "&nbsp;").replace("-", _HYPHEN)
            told = f'<span style="color:{colour}">●</span>&nbsp;{named}&nbsp;{told}'
        parts.append(told)
    sentence = f"{' &nbsp; '.join(parts)} {html.escape(_over(survey))}"
    if pca is not None:
        words = _tr("PCA {0} (dashed)").format(figure(question, pca))
        sentence += f" · {html.escape(words)}"
    for name in others:
        told = _tr("“{0}” is no auto-encoder, so it draws no images.").format(name)
        sentence += f" · {html.escape(told)}"
    return sentence


def _over(survey: Survey) -> str:
    question = survey.question
    seen, every = count(len(survey.looked_at)), count(survey.of)
    what = seen if survey.is_whole else _tr("{0} of {1}").format(seen, every)
    test = question.part == "test"
    if question.choice.only < 0:
        words = _tr("on average over {0} test images") if test else _tr(
            "on average over {0} training images"
        )
        return words.format(what)
    words = _tr("on average over {0} test images of class {1}") if test else _tr(
        "on average over {0} training images of class {1}"
    )
    return words.format(what, question.raw.classes[question.choice.only])
