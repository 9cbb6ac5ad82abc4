"""The noise of the design's training, beside that of a test."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from diynn.design.design import Run
from diynn.settings import Range, settings_of
from gui.model.design_model import DesignModel
from gui.text.numbers import figures
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import hbox
from gui.widgets.caption import Caption, ElidedCaption
from gui.widgets.setting_editor import setting_editor

NOISE = next(one for one in settings_of(Run) if one.name == "noise")


class TrainingNoise(QWidget):
    """A field for σ while training, and a button for a new run with the σ of the test."""

    anew_asked = Signal()

    def __init__(
        self, model: DesignModel, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._span = 1.0
        self._trained = ""
        self.editor = setting_editor(NOISE, self.tr("Training"), themes)
        self.editor.setFixedWidth(self.editor.minimumSizeHint().width() + 4)
        self.editor.edited.connect(self._change)
        caption = Caption(self.tr("Train with noise σ"))
        caption.setBuddy(self.editor.control)
        caption.setToolTip(self.editor.control.toolTip())
        self.words = ElidedCaption()
        self.anew = QPushButton()
        self.anew.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.anew.clicked.connect(self.anew_asked)
        hbox(
            caption, self.editor, (self.words, 1), self.anew, parent=self, margins=(8, 0, 8, 0),
            spacing=8,
        )  # fmt: skip
        model.fitted.connect(self.show_design)
        self.show_design()
        self.set_test(0.0, same_kind=False)

    def set_span(self, span: float) -> None:
        """Take the distance from black to white in the values that the network gets."""
        if span != self._span:
            self._span = span
            self.show_design()

    def set_test(self, sigma: float, *, same_kind: bool) -> None:
        """Offer a training with the `sigma` of the test, where its noise is of the same kind."""
        self.anew.setText(self.tr("New run with σ {0}").format(figures(sigma, 3)))
        limits = NOISE.limits
        within = isinstance(limits, Range) and sigma * self._span <= limits.high
        self.anew.setEnabled(same_kind and within)
        self.anew.setToolTip(
            self.tr(
                "Train a new run whose inputs get this much noise. The current run stays in the "
                "run list and in the map; undo brings it back."
            )
            if same_kind
            else self.tr("A training adds Gaussian noise: choose that kind above.")
        )

    def set_trained(self, sigma: str) -> None:
        """Tell the σ of the steps so far, where it was changed in between; empty where not."""
        if sigma != self._trained:
            self._trained = sigma
            self.show_design()

    @Slot()
    def show_design(self) -> None:
        """Show the training noise of the design."""
        noise = self._model.design.run.noise
        if self.editor.value != noise:
            self.editor.set_value(noise)
        if self._span == 1:
            words = self.tr("on the inputs; the target stays clean")
        else:
            words = self.tr("= {0} of black to white; the target stays clean").format(
                figures(noise / self._span, 3)
            )
        if self._trained:
            words = self.tr("trained so far with {0}; {1}").format(self._trained, words)
        self.words.set_words(words)

    @Slot(object)
    def _change(self, value: object) -> None:
        assert isinstance(value, int | float)
        self._model.change_run("noise", value)
