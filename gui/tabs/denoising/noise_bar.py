"""The noise of a test, its kind and its strength, and beside it that of the design's training."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QSlider, QWidget

from diynn.data.noise import NOISES, Gaussian, Noise
from diynn.design.design import Run
from diynn.settings import Range, settings_of
from gui.model.design_model import DesignModel
from gui.text.numbers import figures
from gui.text.wording import help_text, in_midst, label, name_of
from gui.theme.theme import ThemeSource
from gui.widgets.alive import let_name
from gui.widgets.boxes import flow
from gui.widgets.caption import Caption, ElidedCaption
from gui.widgets.setting_editor import SettingEditor, setting_editor
from gui.widgets.settings_form import KindCombo

STEPS = 200
"""Places of the slider from 0 to 1."""


def strength_name(kind: type[Noise]) -> str:
    """What the strength of a kind of noise is called."""
    return "σ" if kind is Gaussian else in_midst(label(kind.setting()))


class NoiseBar(QWidget):
    """A list of the kinds, a slider with a number beside it, and a button for another field.

    Each kind keeps its own strength while another is shown.
    """

    moved = Signal()
    """`noise` is of another kind or strength."""
    another_asked = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: dict[type[Noise], Noise] = {kind: kind() for kind in NOISES}
        self._noise: Noise = self._kept[Gaussian]
        self.kind = KindCombo(NOISES, self.tr("Kind of noise"))
        self.kind.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.kind.setMinimumContentsLength(13)
        self.name = Caption()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, STEPS)
        self.slider.setSingleStep(STEPS // 100)
        self.slider.setPageStep(STEPS // 10)
        self.slider.setMinimumWidth(80)
        self._editors: dict[type[Noise], SettingEditor] = {}
        across = flow(
            self.kind, self.name, (self.slider, 1), parent=self, margins=(8, 0, 8, 0), spacing=8
        )
        for kind in NOISES:
            editor = setting_editor(kind.setting(), name_of(kind), themes)
            editor.setFixedWidth(editor.minimumSizeHint().width() + 4)
            editor.edited.connect(self._take_number)
            self._editors[kind] = editor
            across.addWidget(editor)
        self.another = QPushButton(self.tr("Another field"))
        self.another.setProperty("helpTopic", "noise-field")
        self.another.setToolTip(
            self.tr("Draw other noise. It then stays, while its strength moves.")
        )
        self.another.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        across.addWidget(self.another)
        self.kind.picked.connect(self._choose)
        self.slider.valueChanged.connect(self._take_place)
        self.another.clicked.connect(self.another_asked)
        self._show()

    @property
    def noise(self) -> Noise:
        """The kind with its strength."""
        return self._noise

    @property
    def number(self) -> SettingEditor:
        """The field for the strength of the kind that is shown."""
        return self._editors[type(self._noise)]

    def set_strength(self, strength: float) -> None:
        """Move to a strength from 0 to 1."""
        values: dict[str, Any] = {self._noise.setting().name: strength}
        self._take(replace(self._noise, **values))

    @Slot(object)
    def _choose(self, kind: type[Noise]) -> None:
        self._take(self._kept[kind])

    @Slot(int)
    def _take_place(self, place: int) -> None:
        self.set_strength(place / STEPS)

    @Slot(object)
    def _take_number(self, value: object) -> None:
        assert isinstance(value, int | float)
        self.set_strength(value)

    def _take(self, noise: Noise) -> None:
        if noise != self._noise:
            self._noise = self._kept[type(noise)] = noise
            self._show()
            self.moved.emit()

    def _show(self) -> None:
        kind, strength = type(self._noise), self._noise.strength
        self.kind.show_kind(kind)
        self.name.setText(strength_name(kind))
        self.name.updateGeometry()
        words = help_text(kind.setting())
        self.slider.setToolTip(words)
        self.slider.setAccessibleName(label(kind.setting()))
        self.slider.setAccessibleDescription(words)
        # A number typed need not be a place of the slider, and must not be moved to one.
        self.slider.blockSignals(True)
        self.slider.setValue(round(strength * STEPS))
        self.slider.blockSignals(False)
        for one, editor in self._editors.items():
            editor.setVisible(one is kind)
        if self.number.value != strength:
            self.number.set_value(strength)


NOISE = next(one for one in settings_of(Run) if one.name == "noise")


class TrainingNoise(QWidget):
    """A field for σ while training, and a button for a new run with the σ of the test.

    Both are shares of black to white, as everywhere in the tab; the design has the same in the
    values that the network gets.
    """

    retrain_asked = Signal()

    def __init__(
        self, model: DesignModel, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "training-noise")
        self._model = model
        self._span = 1.0
        self._trained = ""
        self.editor = setting_editor(Gaussian.setting(), self.tr("Training"), themes)
        self.editor.setFixedWidth(self.editor.minimumSizeHint().width() + 4)
        self.editor.edited.connect(self._change)
        caption = Caption(self.tr("Train with noise σ"))
        let_name(caption, self.editor.control)
        caption.setToolTip(self.editor.control.toolTip())
        self.words = ElidedCaption()
        self.retrain = QPushButton()
        self.retrain.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.retrain.clicked.connect(self.retrain_asked)
        flow(
            caption, self.editor, (self.words, 1), self.retrain, parent=self, margins=(8, 0, 8, 0),
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
        self.retrain.setText(self.tr("New run with σ {0}").format(figures(sigma, 3)))
        limits = NOISE.limits
        within = isinstance(limits, Range) and sigma * self._span <= limits.high
        self.retrain.setEnabled(same_kind and within)
        self.retrain.setToolTip(
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
        share = float(f"{noise / self._span:.6g}")
        if self.editor.value != share:
            self.editor.set_value(share)
        if self._span == 1:
            words = self.tr("on the inputs alone")
        else:
            words = self.tr("= {0} in the network’s values").format(
                figures(noise, 3)
            )
        if self._trained:
            words = self.tr("trained so far with {0}; {1}").format(self._trained, words)
        self.words.set_words(words)

    @Slot(object)
    def _change(self, value: object) -> None:
        assert isinstance(value, int | float)
        self._model.change_run("noise", self.in_values(value))

    def in_values(self, share: float) -> float:
        """A share of black to white in the values that the network gets."""
        return float(f"{share * self._span:.6g}")
