"""The runs that reconstruct images: the current one, and the ticked ones beside it.

And the errors of principal components, to compare with.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from diynn.analysis.pca import Principal, principal
from diynn.analysis.reconstruction import AutoEncoder, Kind, PartName, part_of
from diynn.analysis.reconstruction_page import Page, Question, Survey
from diynn.data.dataset import Dataset
from diynn.network.losses import MSE, Loss
from gui.background.latest import Latest
from gui.model.run_list import RunList
from gui.model.run_snapshot import RunSnapshot
from gui.tabs.analysis_tab import OwnThread
from gui.text.numbers import count, fixed, rounded, telling
from gui.theme.theme import Theme

_LETTERS = 14
_HYPHEN = "\N{NON-BREAKING HYPHEN}"

Array = NDArray[Any]


class ReconstructionRuns:
    """Keeps the network of each run as long as its weights stay: what it drew is then known.

    `runs` are that of the moment and the ticked auto-encoders, as `networks` found them last, and
    `silent` the names of the ticked runs that draw nothing.
    """

    def __init__(self, run_list: RunList) -> None:
        self._run_list = run_list
        self._data: Dataset | None = None
        self._networks: dict[RunSnapshot, AutoEncoder] = {}
        self.silent: list[str] = []

    @property
    def runs(self) -> list[RunSnapshot]:
        """The runs in the order of the networks."""
        return list(self._networks)

    @property
    def others(self) -> tuple[AutoEncoder, ...]:
        """The networks of the ticked auto-encoders."""
        return tuple(self._networks.values())[1:]

    def networks(self, data: Dataset) -> tuple[AutoEncoder, ...]:
        """That of the moment first, all drawing in the scaling of `data`; none without a network.

        The network of the moment must get `data` itself.
        """
        known = self._networks if data is self._data else {}
        self._data, self._networks, self.silent = data, {}, []
        for number, run in enumerate(self._run_list.snapshots()):
            if number and not run.reconstructs:
                self.silent.append(run.name)
                continue
            made = known.get(run) or AutoEncoder(run.net, run.weights, run.data, data)
            self._networks[run] = made
        return tuple(self._networks.values())


def short_name(name: str) -> str:
    """A name with its middle left out where it is long: the number at its end stays."""
    if len(name) <= _LETTERS:
        return name
    return f"{name[: _LETTERS - 5].rstrip(' ,')}…{name[-4:].lstrip(' ,')}"


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("Reconstruction", text, "", number)


def kinds(loss: Loss) -> list[tuple[Kind, str]]:
    """The ways to tell an error: the loss, MSE and PSNR; MSE once where it is the loss."""
    found: list[tuple[Kind, str]] = [("loss", _tr("{0} (the loss)").format(loss.name()))]
    if not (isinstance(loss, MSE) and loss.over == "values"):
        found.append(("mse", "MSE"))
    return [*found, ("psnr", "PSNR")]


def short_figure(question: Question, value: float) -> str:
    """An error without its name or unit."""
    return fixed(value) if question.kind == "psnr" else rounded(value)


def figure(question: Question, value: float) -> str:
    """An error with its unit, if it has one."""
    text = short_figure(question, value)
    return f"{text} dB" if question.kind == "psnr" else text


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


def tips(page: Page, runs: Sequence[RunSnapshot]) -> list[str]:
    """For each image its number, its class, and every run's error."""
    question = page.survey.question
    classes, labels = question.raw.classes, question.labels
    if question.part == "test":
        plain, classed = _tr("Test image {0}"), _tr("Test image {0}, class {1}")
    else:
        plain, classed = _tr("Training image {0}"), _tr("Training image {0}, class {1}")
    texts = []
    for place, number in enumerate(page.survey.chosen.tolist()):
        if classes and labels.ndim == 1:
            lines = [classed.format(number + 1, classes[labels[number]])]
        else:
            lines = [plain.format(number + 1)]
        for run, errors in zip(runs, page.figures, strict=True):
            lines.append(telling(run.name, figure(question, float(errors[place]))))
        texts.append("\n".join(lines))
    return texts


def averages(
    survey: Survey, runs: Sequence[RunSnapshot], others: Sequence[str], pca: float | None,
    theme: Theme,
) -> str:  # fmt: skip
    """The mean error of every run, and of PCA where it is marked, as HTML.

    `others` are the names of ticked runs that draw no images.
    """
    question, parts = survey.question, []
    for place, run in enumerate(runs):
        text = f"<b>{figure(question, survey.average(place))}</b>"
        if len(runs) > 1:
            colour = theme.runs[(run.colour or 0) % len(theme.runs)]
            named = html.escape(run.name).replace(" ", "&nbsp;").replace("-", _HYPHEN)
            text = f'<span style="color:{colour}">●</span>&nbsp;{named}&nbsp;{text}'
        parts.append(text)
    sentence = f"{' &nbsp; '.join(parts)} {html.escape(_over(survey))}"
    if pca is not None:
        words = _tr("PCA {0} (dashed)").format(figure(question, pca))
        sentence += f" · {html.escape(words)}"
    for name in others:
        text = _tr("“{0}” is no auto-encoder, so it draws no images.").format(name)
        sentence += f" · {html.escape(text)}"
    return sentence


def _over(survey: Survey) -> str:
    question = survey.question
    seen, every = count(len(survey.looked_at)), count(survey.of)
    what = seen if survey.is_whole else _tr("{0} of {1}").format(seen, every)
    test, of = question.part == "test", survey.of
    if question.choice.only < 0:
        words = _tr("on average over {0} test image(s)", of) if test else _tr(
            "on average over {0} training image(s)", of
        )
        return words.format(what)
    words = _tr("on average over {0} test image(s) of class {1}", of) if test else _tr(
        "on average over {0} training image(s) of class {1}", of
    )
    return words.format(what, question.raw.classes[question.choice.only])


class PrincipalErrors(QObject):
    """Mean squared errors of PCA, each worked out once, on a thread of its own.

    The axes are those of the training part, and are found once for a data set.
    """

    found = Signal()
    """What `errors` was asked for last is there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data: Dataset | None = None
        self._known: dict[tuple[PartName, int], Array] = {}
        self._axes: tuple[Dataset, Principal] | None = None
        self._wanted: object = None
        self._worker = Latest("principal components", OwnThread(), parent=self)
        self._worker.answered.connect(self._take)

    def errors(self, data: Dataset, part: PartName, components: int) -> Array | None:
        """The errors (images,) of a part drawn from so many components; None while not known."""
        if data is not self._data:
            self._data = data
            self._known.clear()
        key = (part, components)
        if key in self._known:
            return self._known[key]
        wanted = (data, *key)
        if self._wanted != wanted:
            self._wanted = wanted
            self._worker.ask(lambda: (wanted, self._work(data, part, components, wanted)))
        return None

    def close(self) -> None:
        """End the thread, and wait for that."""
        self._wanted = None
        self._worker.close()

    def _work(self, data: Dataset, part: PartName, components: int, wanted: object) -> Array:
        """On the thread."""

        def called_off() -> bool:
            return self._wanted is not wanted

        if self._axes is None or self._axes[0] is not data:
            self._axes = (data, principal(data.train.x, called_off))
        return self._axes[1].squared_errors(part_of(data, part).x, components, called_off)

    @Slot(object)
    def _take(self, answer: object) -> None:
        # Where it was called off, the answer is an exception.
        if isinstance(answer, tuple) and answer[0] is self._wanted:
            (data, part, components), errors = answer
            if data is self._data:
                self._known[part, components] = errors
                self.found.emit()
