"""A page of images: what the network takes them for, or how it draws them again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from diynn.dataset import Dataset, Part, Shape
from diynn.losses import Loss
from diynn.metrics import class_probabilities
from diynn.sequential import Sequential
from gui.latest import Latest
from gui.plots.image_page import ImagePage
from gui.session import Session
from gui.theme import ThemeSource
from gui.widgets.caption import ElidedCaption

Array = NDArray[Any]

SHOWN = 120


@dataclass(frozen=True)
class Answer:
    """What was found on a part: positions of the images to show, and what to write under them."""

    data: Dataset
    places: Array
    predicted: Array | None
    sureness: Array | None
    drawn: Array | None
    errors: Array | None
    wrong: int
    error: float
    count: int


class DigitsTab(QWidget):
    """For a classifier predictions, wrong ones first; for an auto-encoder reconstructions."""

    def __init__(self, session: Session, themes: ThemeSource) -> None:
        super().__init__()
        self._session = session
        self.part = QComboBox()
        self.part.addItem(self.tr("Test images"), "test")
        self.part.addItem(self.tr("Training images"), "train")
        self.part.setAccessibleName(self.tr("Which images"))
        self.order = QComboBox()
        self.order.addItem(self.tr("Worst first"), "worst")
        self.order.addItem(self.tr("Best first"), "best")
        self.order.addItem(self.tr("As they come"), "given")
        self.order.setAccessibleName(self.tr("Order"))
        self.only = QComboBox()
        self.only.setAccessibleName(self.tr("Which class"))
        self.summary = ElidedCaption()
        self.summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.page = ImagePage(themes)
        line = QHBoxLayout()
        line.setContentsMargins(12, 8, 12, 4)
        line.setSpacing(8)
        for widget in (self.part, self.order, self.only):
            line.addWidget(widget)
        line.addWidget(self.summary, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addLayout(line)
        down.addWidget(self.page, 1)
        self._choices = (self.part, self.order, self.only)
        self._classes: tuple[str, ...] | None = None
        self._worker = Latest("images", share=0.15, parent=self)
        self._worker.answered.connect(self._draw)
        for box in self._choices:
            box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            box.currentIndexChanged.connect(self._ask)
        session.data_changed.connect(self._show_data)
        session.training_changed.connect(self._show_data)
        session.weights_changed.connect(self._ask)
        self._show_data()

    def close_down(self) -> None:
        """End the thread."""
        self._worker.close()

    @Slot()
    def _show_data(self) -> None:
        session, raw = self._session, self._session.dataset
        if session.loader.is_loading:
            self._nothing(self.tr("The data is being read…"))
        elif raw is None:
            self._nothing(str(session.loader.error or self.tr("There is no data yet.")))
        elif not raw.is_image:
            self._nothing(
                self.tr(
                    "These samples are not images. Choose Digits, USPS, MNIST or a folder of "
                    "images in the first row of the network."
                )
            )
        elif session.training is None:
            self._nothing(
                self.tr("The network does not fit yet: the list on the left says where.")
            )
        else:
            self._list_classes(raw.classes)
            for box in self._choices:
                box.setEnabled(True)
            self._ask()

    def _list_classes(self, classes: tuple[str, ...]) -> None:
        if classes == self._classes:
            return
        self._classes = classes
        self.only.blockSignals(True)
        self.only.clear()
        self.only.addItem(self.tr("All classes"), -1)
        for number, name in enumerate(classes):
            self.only.addItem(name, number)
        self.only.blockSignals(False)

    def _nothing(self, words: str) -> None:
        self._worker.forget()
        for box in self._choices:
            box.setEnabled(False)
        self.summary.set_words("")
        self.page.set_empty_text(words)
        self.page.clear()

    @Slot()
    def _ask(self) -> None:
        session = self._session
        net, weights, data, raw = session.net, session.weights, session.data, session.dataset
        if net is None or weights is None or data is None or raw is None or not raw.is_image:
            return
        if not self.isVisible():
            return
        part = data.test if self.part.currentData() == "test" else data.train
        labels = (raw.test if self.part.currentData() == "test" else raw.train).targets
        order, chosen = str(self.order.currentData()), self.only.currentData()
        only = -1 if chosen is None else int(chosen)
        loss, again = session.design.loss, session.design.reconstructs

        def answer() -> Answer:
            return look(net, weights, data, part, labels, loss, again, order, only)

        self._worker.ask(answer)

    @Slot(object)
    def _draw(self, answer: object) -> None:
        session = self._session
        raw, data = session.dataset, session.data
        if not isinstance(answer, Answer) or answer.data is not data or raw is None:
            return
        if session.training is None or not len(answer.places):
            return
        in_test = self.part.currentData() == "test"
        part, labels = (data.test, raw.test) if in_test else (data.train, raw.train)
        places = answer.places
        images = _grey(part.x[places], raw.shape)
        low, high = data.low, data.high
        if not (np.isfinite(low) and np.isfinite(high)):
            low, high = float(images.min(initial=0)), float(images.max(initial=1))
        if answer.drawn is not None:
            assert answer.errors is not None
            drawn = _grey(answer.drawn, raw.shape)
            self.page.set_images(
                np.stack([images, drawn, drawn - images], axis=1),
                captions=[f"{error:.4f}" for error in answer.errors],
                row_labels=(self.tr("original"), self.tr("drawn again"), self.tr("difference")),
                signed_rows=(2,), low=low, high=high,
            )  # fmt: skip
            self.summary.set_words(
                self.tr("MSE {0} over {1}").format(f"{answer.error:.4f}", answer.count)
            )
            return
        assert answer.predicted is not None
        assert answer.sureness is not None
        captions, right, tips = [], [], []
        for found, true, sure in zip(
            answer.predicted, labels.targets[places], answer.sureness, strict=True
        ):
            share = f"{100 * sure:.0f} %"
            taken, meant = raw.classes[found], raw.classes[true]
            right.append(bool(found == true))
            captions.append(f"{taken}  {share}" if found == true else f"{meant} → {taken}  {share}")
            tips.append(
                self.tr("A {0}, taken for a {1}; the network is {2} sure").format(
                    meant, taken, share
                )
            )
        self.page.set_images(
            images[:, None], captions=captions, right=right, tips=tips, low=low, high=high
        )
        self.summary.set_words(
            self.tr("{0} wrong of {1} ({2} %)").format(
                answer.wrong, answer.count, f"{100 * answer.wrong / max(answer.count, 1):.1f}"
            )
        )

    def showEvent(self, event: Any) -> None:
        """Draw what has been learnt while the tab was hidden."""
        super().showEvent(event)
        self._ask()


def look(
    net: Sequential,
    weights: Array,
    data: Dataset,
    part: Part,
    labels: Array,
    loss: Loss,
    again: bool,
    order: str,
    only: int,
) -> Answer:
    """Send the images of `part` through the network and choose those to show.

    `labels` (samples,) are the classes, `only` the class wanted (−1 for all), `order` "worst",
    "best" or "given". An auto-encoder (`again`) is worst where its squared error is largest; a
    classifier where it is surest of a wrong class, and next where it is least sure of the right.
    """
    chosen = np.arange(len(part))
    if only >= 0:
        chosen = chosen[labels == only]
    if again:
        # All are sent through only where an order by error asks for it.
        pool = chosen[:SHOWN] if order == "given" else chosen
        x = part.x[pool]
        y = net.predict(x, weights).reshape(len(pool), -1)
        errors = np.mean((y - x.reshape(len(pool), -1)) ** 2, axis=1)
        rank = _ranked(errors, order)
        error = float(errors.mean()) if len(errors) else 0.0
        return Answer(data, pool[rank], None, None, y[rank], errors[rank], 0, error, len(pool))
    p = class_probabilities(net.predict(part.x[chosen], weights), loss)
    predicted = p.argmax(axis=1)
    sureness = p[np.arange(len(p)), predicted]
    wrong = predicted != labels[chosen]
    rank = _ranked(np.where(wrong, 1 + sureness, 1 - sureness), order)
    return Answer(
        data, chosen[rank], predicted[rank], sureness[rank], None, None,
        int(wrong.sum()), 0.0, len(chosen),
    )  # fmt: skip


def _grey(x: Array, shape: Shape) -> Array:
    """Images (count, height, width) of any view of samples of `shape`; colours become grey."""
    return np.asarray(x.reshape(-1, *shape).mean(axis=-1))


def _ranked(badness: Array, order: str) -> Array:
    if order == "given":
        return np.arange(min(SHOWN, len(badness)))
    rank = np.argsort(-badness if order == "worst" else badness, kind="stable")
    return rank[:SHOWN]
