"""How to train: the optimizer, the size of a batch, the number of epochs, the seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from diynn.design.design import Run
from diynn.network.optimizers import OPTIMIZERS, Optimizer
from diynn.settings import Declared, Value, settings_of
from gui.design_panel.layer_row import Picture
from gui.design_panel.schedule_form import ScheduleForm
from gui.model.design_model import DesignModel
from gui.text.numbers import figures, number
from gui.text.wording import advice_text, label, name_of
from gui.theme.theme import ThemeSource
from gui.widgets.alive import let_name
from gui.widgets.boxes import Scroller
from gui.widgets.caption import Caption, ElidedCaption
from gui.widgets.settings_form import KindCombo, SettingsForm, column_grid, of_kind, unfolder

LEAST_MORE = QSize(4096, 64)
"""Of the settings that unfold: a few lines, and all of their width."""


class RunSettings(QWidget):
    """Edits the design's optimizer, schedule and run settings, in four columns.

    The schedule and the settings that are used less are folded away; what is unusual in them is
    shown in one line.
    """

    def __init__(
        self, model: DesignModel, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "Run")
        self._model = model
        self._themes = themes
        self._shown: type[Optimizer] | None = None
        self._rate: float | None = None
        self._advice: list[str] = []
        self._share = 0.0
        self.optimizer_form: SettingsForm | None = None
        self.rare_form: SettingsForm | None = None
        self._grid = column_grid(self, line_gap=2)
        self.kind = KindCombo(OPTIMIZERS, self.tr("Optimizer"))
        # No width of its own: the columns stand exactly over those below.
        self.kind.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.kind.picked.connect(self._choose)
        caption = Caption(self.tr("Optimizer"))
        let_name(caption, self.kind)
        self.sign = Picture("warning", themes, 14)
        self.sign.hide()
        self.expander = unfolder(self.tr("More settings of the training"), themes)
        self.expander.setToolTip(
            self.tr("Schedule, weight decay, validation, early stopping, clipping")
        )
        self.expander.toggled.connect(self._unfold)
        over = QHBoxLayout()
        over.addWidget(caption)
        over.addWidget(self.sign)
        over.addStretch(1)
        beside = QHBoxLayout()
        beside.setSpacing(4)
        beside.addWidget(self.kind, 1)
        beside.addWidget(self.expander)
        cell = QVBoxLayout()
        cell.setSpacing(0)
        cell.addLayout(over)
        cell.addLayout(beside)
        cell.addStretch(1)
        self._grid.addLayout(cell, 0, 0, 1, 2)
        common, rare = _names(Run)
        # The noise stands with the augmentation, where its images are seen.
        common.remove("noise")
        self.run_form = SettingsForm(Run, self.tr("Training"), themes, columns=4, names=common)
        self.run_form.edited.connect(self._change_run)
        self._grid.addWidget(self.run_form, 1, 0, 1, 4)
        self.summary = ElidedCaption()
        self._grid.addWidget(self.summary, 2, 0, 1, 4)
        folded = QWidget()
        self.more = Scroller(folded, LEAST_MORE)
        self.more.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._below = QVBoxLayout(folded)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(4)
        self.rare_run_form = SettingsForm(
            Run, self.tr("Training"), themes, columns=4, names=rare, folded=True
        )
        self.rare_run_form.edited.connect(self._change_run)
        self._below.addWidget(self.rare_run_form)
        self._schedule: ScheduleForm | None = None
        self.more.hide()
        self._grid.addWidget(self.more, 3, 0, 1, 4)
        model.fitted.connect(self.show_design)
        self.show_design()

    @property
    def schedule(self) -> ScheduleForm:
        """The form of the schedule; made when it is first unfolded or asked for."""
        if self._schedule is None:
            self._schedule = ScheduleForm(self._model, self._themes)
            self._schedule.show_rate(self._rate, self._share)
            self._below.addWidget(self._schedule)
        return self._schedule

    def show_rate(self, rate: float | None, share: float = 0.0) -> None:
        """Show the learning rate of the next step, at a `share` of the run; None without a run."""
        self._rate, self._share = rate, share
        if self._schedule is not None:
            self._schedule.show_rate(rate, share)
        self._tell()

    @Slot(object)
    def _choose(self, kind: type[Optimizer]) -> None:
        old = self._model.design.optimizer
        if kind is type(old):
            return
        new: Optimizer = of_kind(kind, old)
        if kind.adaptive != old.adaptive:
            # A length that suits the one is far too long or too short for the other.
            new = replace(new, learning_rate=kind().learning_rate)
        self._model.change_optimizer(new)

    @Slot(str, object)
    def _change_run(self, name: str, value: Value) -> None:
        self._model.change_run(name, value)

    @Slot(str, object)
    def _change_optimizer(self, name: str, value: Value) -> None:
        self._model.change_part("optimizer", name, value)

    @Slot(bool)
    def _unfold(self, wanted: bool) -> None:
        if wanted:
            self._fill_more()
        self.more.setVisible(wanted)
        self._tell()

    @Slot()
    def show_design(self) -> None:
        """Show the optimizer and the run settings of the design."""
        design = self._model.design
        kind = type(design.optimizer)
        if kind is not self._shown:
            self._make_forms(kind)
        self.kind.show_kind(kind)
        for form in (self.optimizer_form, self.rare_form):
            if form is not None:
                form.show_values(design.optimizer)
        for form in (self.run_form, self.rare_run_form):
            form.show_values(design.run)
        self._advice = [
            advice_text(one) for one in self._model.advice if one.row > len(design.layers)
        ]
        self.sign.say("warning", "\n".join(self._advice))
        self._tell()

    def _tell(self) -> None:
        """One line on what is unwise, or else on what is folded away and not as usual."""
        folded = not self.expander.isChecked()
        words = " · ".join(self._advice or (self._unusual() if folded else ()))
        self.summary.set_words(words)
        self.summary.setVisible(bool(words))

    def _unusual(self) -> Iterator[str]:
        design = self._model.design
        if not design.schedule.steady:
            yield name_of(design.schedule)
            if self._rate is not None:
                yield self.tr("rate now {0}").format(figures(self._rate, 3))
        for part in (design.optimizer, design.run):
            for setting in settings_of(type(part)):
                value = getattr(part, setting.name)
                if setting.rare and value != setting.default:
                    name = label(setting)
                    yield name if isinstance(value, bool) else f"{name} {number(value)}"

    def _fill_more(self) -> None:
        for form in (self.rare_form, self.rare_run_form, self.schedule):
            if form is not None:
                form.show()

    def _make_forms(self, kind: type[Optimizer]) -> None:
        for old, layout in ((self.optimizer_form, self._grid), (self.rare_form, self._below)):
            if old is not None:
                layout.removeWidget(old)
                old.hide()
                old.deleteLater()
        self._shown = kind
        common, rare = _names(kind)
        self.optimizer_form = SettingsForm(kind, kind.name(), self._themes, 2, common)
        self._grid.addWidget(self.optimizer_form, 0, 2, 1, 2)
        self.rare_form = SettingsForm(kind, kind.name(), self._themes, 4, rare, folded=True)
        self._below.insertWidget(0, self.rare_form)
        if self.expander.isChecked():
            self._fill_more()
        for form in (self.optimizer_form, self.rare_form):
            form.edited.connect(self._change_optimizer)


def _names(kind: type[Declared]) -> tuple[list[str], list[str]]:
    """The names of the settings that are seen at once, and of those that unfold."""
    settings = settings_of(kind)
    return [s.name for s in settings if not s.rare], [s.name for s in settings if s.rare]
