"""Asks which fault is to be put into the gradients, or which one is thought to be there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication, QSize, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QWidget

from diynn.layers.layer import Layer
from diynn.network.faults import FAULTS, Fault, FaultKind, possible_faults
from gui.text.wording import translated
from gui.widgets.boxes import vbox
from gui.widgets.plain_text import Label


class FaultDialog(QDialog):
    """A list of which one is chosen, with a sentence on each."""

    def __init__(
        self, title: str, question: str, entries: Sequence[tuple[str, str]], accept: str,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`entries` are names and sentences; `accept` stands on the button."""
        super().__init__(parent)
        self.setProperty("helpTopic", "break-it")
        self.setWindowTitle(title)
        words = Label(question)
        words.setWordWrap(True)
        self.choices = QListWidget()
        self.choices.setAccessibleName(title)
        self.explanation = Label()
        self.explanation.setWordWrap(True)
        self.explanation.setProperty("muted", True)
        self.explanation.setMinimumHeight(3 * self.fontMetrics().height())
        self._sentences = [sentence for _, sentence in entries]
        for name, sentence in entries:
            item = QListWidgetItem(name)
            item.setToolTip(sentence)
            self.choices.addItem(item)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.accept_button = buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.choices.currentRowChanged.connect(self._explain)
        self.choices.itemActivated.connect(self.accept)
        vbox(words, (self.choices, 1), self.explanation, buttons, parent=self, spacing=8)
        self.choices.setCurrentRow(0)

    def sizeHint(self) -> QSize:
        """Room for the list and its sentences."""
        return QSize(460, 460)

    @property
    def chosen(self) -> int:
        """The number of the entry that is chosen."""
        return self.choices.currentRow()

    @Slot(int)
    def _explain(self, row: int) -> None:
        self.explanation.setText(self._sentences[row] if row >= 0 else "")
        self.choices.setAccessibleDescription(self.explanation.text())


def choose_fault(
    layers: Sequence[Layer], parent: QWidget, rng: np.random.Generator | None = None
) -> Fault | None:
    """The fault that is to be put in, one of those that the layers can have; a hidden one is drawn
    by `rng`. None where the person does not want to."""
    faults = possible_faults(layers)
    hidden = (
        _tr("A hidden one"),
        _tr("One of these is put in without a word. Find it by what the training does, or by a "
            "check of the gradients."),
    )  # fmt: skip
    entries = [hidden, *((words(fault, layers), translated(fault.what.explanation))
                         for fault in faults)]  # fmt: skip
    dialog = FaultDialog(
        _tr("Break the gradient"),
        _tr("A copy of this network is trained with a wrong gradient, as a run of its own beside "
            "the right one."),
        entries, _tr("Break it"), parent,
    )  # fmt: skip
    place = _answer(dialog)
    if place is None:
        return None
    if place == 0:
        chance = np.random.default_rng() if rng is None else rng
        return replace(faults[int(chance.integers(len(faults)))], hidden=True)
    return faults[place - 1]


def guess_fault(layers: Sequence[Layer], parent: QWidget) -> str:
    """The kind of fault that the person names; empty where they do not want to yet."""
    kinds = [kind for kind in FAULTS if _fits_somewhere(kind, layers)]
    dialog = FaultDialog(
        _tr("Name the fault"), _tr("What is wrong with the gradients of this network?"),
        [(translated(kind.title), translated(kind.explanation)) for kind in kinds],
        _tr("That is it"), parent,
    )  # fmt: skip
    place = _answer(dialog)
    return "" if place is None else kinds[place].name


def words(fault: Fault, layers: Sequence[Layer]) -> str:
    """A fault with the layer that has it."""
    title = translated(fault.what.title)
    if not fault.row:
        return title
    return _tr("{fault} · row {row}, {layer}").format(
        fault=title, row=fault.row, layer=layers[fault.row - 1].name()
    )


def _fits_somewhere(kind: FaultKind, layers: Sequence[Layer]) -> bool:
    return kind.fits is None or any(kind.fits(layer) for layer in layers)


def _answer(dialog: FaultDialog) -> int | None:
    try:
        return dialog.chosen if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Faults", text)
