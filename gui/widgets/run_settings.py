"""How to train: the optimizer, the size of a batch, the number of epochs, the seed."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from diynn.design import Run
from diynn.optimizers import OPTIMIZERS, Optimizer
from gui.design_model import DesignModel
from gui.theme import ThemeSource
from gui.widgets.caption import Caption
from gui.widgets.kind_combo import KindCombo, of_kind
from gui.widgets.layer_row import Picture
from gui.widgets.settings_form import SettingsForm
from gui.wording import worded


class RunSettings(QWidget):
    """Edits the design's optimizer and run settings, in four columns."""

    def __init__(
        self, model: DesignModel, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._themes = themes
        self._shown: type[Optimizer] | None = None
        self.optimizer_form: SettingsForm | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        for column in range(4):
            self._grid.setColumnStretch(column, 1)
        self.kind = KindCombo(OPTIMIZERS, self.tr("Optimizer"))
        # No width of its own: the columns stand exactly over those below.
        self.kind.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.kind.picked.connect(self._choose)
        caption = Caption(self.tr("Optimizer"))
        caption.setBuddy(self.kind)
        self.sign = Picture("warning", themes, 14)
        self.sign.hide()
        over = QHBoxLayout()
        over.addWidget(caption)
        over.addWidget(self.sign)
        over.addStretch(1)
        cell = QVBoxLayout()
        cell.setSpacing(0)
        cell.addLayout(over)
        cell.addWidget(self.kind)
        cell.addStretch(1)
        self._grid.addLayout(cell, 0, 0, 1, 2)
        self.run_form = SettingsForm(Run, self.tr("Training"), themes, columns=4)
        self.run_form.edited.connect(self._change_run)
        self._grid.addWidget(self.run_form, 1, 0, 1, 4)
        model.fitted.connect(self.show_design)
        self.show_design()

    @Slot(object)
    def _choose(self, kind: type[Optimizer]) -> None:
        if kind is not type(self._model.design.optimizer):
            self._model.change_optimizer(of_kind(kind, self._model.design.optimizer))

    @Slot(str, object)
    def _change_run(self, name: str, value: object) -> None:
        assert isinstance(value, bool | int | float | str)
        self._model.change_run(name, value)

    @Slot(str, object)
    def _change_optimizer(self, name: str, value: object) -> None:
        assert isinstance(value, bool | int | float | str)
        self._model.change_part("optimizer", name, value)

    @Slot()
    def show_design(self) -> None:
        """Show the optimizer and the run settings of the design."""
        design = self._model.design
        kind = type(design.optimizer)
        if kind is not self._shown:
            self._make_form(kind)
        self.kind.show_kind(kind)
        if self.optimizer_form is not None:
            self.optimizer_form.show_values(design.optimizer)
        self.run_form.show_values(design.run)
        words = [
            f"{worded(one.message, one.values)} {worded(one.remedy, one.values)}"
            for one in self._model.advice
            if one.row > len(design.layers)
        ]
        self.sign.say("warning", "\n".join(words))

    def _make_form(self, kind: type[Optimizer]) -> None:
        old = self.optimizer_form
        if old is not None:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = kind
        self.optimizer_form = SettingsForm(kind, kind.name(), self._themes, columns=2)
        self.optimizer_form.edited.connect(self._change_optimizer)
        self._grid.addWidget(self.optimizer_form, 0, 2, 1, 2)
