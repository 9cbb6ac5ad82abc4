"""The last row of the stack: what the output is compared by."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from diynn.network.losses import LOSSES, Loss
from diynn.settings import Value, settings_of
from gui.design_panel.check_chip import CheckChip
from gui.design_panel.layer_row import FITS, WRONG, Card, Picture
from gui.model.design_model import DesignModel
from gui.text.wording import advice_text, error_text
from gui.theme.theme import ThemeSource
from gui.widgets.plain_text import Label
from gui.widgets.settings_form import KindCombo, SettingsForm, of_kind, unfolder


class LossRow(Card):
    """Edits the design's loss."""

    def __init__(
        self, model: DesignModel, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(themes, parent)
        self.setProperty("helpTopic", "loss")
        self._model = model
        self.setAccessibleName(self.tr("Loss"))
        self.form: SettingsForm | None = None
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(10, 3, 6, 3)
        self._down.setSpacing(2)
        name = Label(self.tr("Loss"))
        name.setProperty("strong", True)
        self.kind = KindCombo(LOSSES, self.tr("Loss"))
        self.kind.picked.connect(self._choose)
        self.check = CheckChip(themes)
        """How a check of the gradients came out."""
        self.sign = Picture("warning", themes)
        self.sign.hide()
        self.expander = unfolder(self.tr("More settings of the loss"), themes)
        self.expander.toggled.connect(self._expand)
        across = QHBoxLayout()
        across.setSpacing(6)
        across.addWidget(Picture("loss", themes, 20))
        across.addWidget(name)
        across.addWidget(self.kind, 1)
        across.addWidget(self.check)
        across.addWidget(self.sign)
        across.addWidget(self.expander)
        self._down.addLayout(across)
        self._shown: type[Loss] | None = None
        model.fitted.connect(self.show_design)
        self.show_design()

    @Slot(object)
    def _choose(self, kind: type[Loss]) -> None:
        if kind is not type(self._model.design.loss):
            self._model.change_loss(of_kind(kind, self._model.design.loss))

    @Slot()
    def show_design(self) -> None:
        """Show the loss, and whether it can compare what arrives."""
        design, fit = self._model.design, self._model.fit
        if type(design.loss) is not self._shown:
            self._make_form(type(design.loss))
        self.kind.show_kind(type(design.loss))
        if self.form is not None:
            self.form.show_values(design.loss)
        end = len(design.layers)
        problem = fit.problem if fit is not None and fit.problem_row == end else None
        self.set_state(WRONG if problem is not None else FITS)
        if problem is not None:
            self.sign.say("error", error_text(problem))
            return
        words = [advice_text(one) for one in self._model.advice if one.row == end]
        self.sign.say("warning", "\n".join(words))

    def _make_form(self, kind: type[Loss]) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        self._shown, self.form = kind, None
        self.expander.setVisible(bool(settings_of(kind)))
        if settings_of(kind):
            self.form = SettingsForm(kind, kind.name(), self._themes, folded=True)
            self.form.edited.connect(self._change)
            self.form.setVisible(self.expander.isChecked())
            self._down.addWidget(self.form)

    @Slot(str, object)
    def _change(self, name: str, value: Value) -> None:
        self._model.change_part("loss", name, value)

    @Slot(bool)
    def _expand(self, wanted: bool) -> None:
        if self.form is not None:
            self.form.setVisible(wanted)
