"""Chooses how the learning rate changes in the course of a run, with a picture of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from diynn.network.schedules import SCHEDULES, OnPlateau, Schedule, preview
from diynn.settings import Value
from gui.background.throttle import Redraw
from gui.model.design_model import DesignModel
from gui.text.numbers import count, figures
from gui.text.wording import name_of
from gui.theme.theme import ThemeSource
from gui.widgets.alive import let_name
from gui.widgets.caption import Caption, ElidedCaption
from gui.widgets.settings_form import KindCombo, SettingsForm, column_grid, of_kind

if TYPE_CHECKING:
    from gui.plots.schedule_plot import SchedulePlot


class ScheduleForm(QWidget):
    """Edits the design's schedule, in four columns."""

    def __init__(
        self, model: DesignModel, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "schedule")
        self._model, self._themes = model, themes
        self._shown: type[Schedule] | None = None
        self.form: SettingsForm | None = None
        self._grid = column_grid(self)
        self.kind = KindCombo(SCHEDULES, self.tr("Schedule of the learning rate"))
        self.kind.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.kind.picked.connect(self._choose)
        caption = Caption(self.tr("Schedule"))
        let_name(caption, self.kind)
        caption.setToolTip(self.tr("How the learning rate changes in the course of the run"))
        cell = QVBoxLayout()
        cell.setSpacing(0)
        cell.addWidget(caption)
        cell.addWidget(self.kind)
        cell.addStretch(1)
        self._grid.addLayout(cell, 0, 0, 1, 2)
        self.now = ElidedCaption()
        self._beside = QVBoxLayout()
        self._beside.setSpacing(0)
        self._beside.addWidget(self.now)
        self._grid.addLayout(self._beside, 0, 2, 1, 2)
        self._place: tuple[float, float] | None = None
        self._redraw = Redraw(self)
        self._redraw.due.connect(self._draw_plot)
        model.fitted.connect(self.show_design)
        self.show_design()
        self.show_rate(None)

    @Slot()
    def show_design(self) -> None:
        """Show the schedule of the design."""
        design = self._model.design
        schedule = design.schedule
        if type(schedule) is not self._shown:
            self._make_form(type(schedule))
        self.kind.show_kind(type(schedule))
        if self.form is not None:
            self.form.show_values(schedule)
        epochs = design.run.epochs
        text = self.tr("The learning rate from the first to the last of {0} epoch(s).", "", epochs)
        text = text.format(count(epochs))
        if isinstance(schedule, OnPlateau):
            words = self.tr("It falls when the loss comes to rest, which nobody knows beforehand.")
            text = f"{text} {words}"
        self._explanation = text
        self._redraw.mark()

    @cached_property
    def plot(self) -> SchedulePlot:
        """The picture of the schedule, made when it is first seen: the window opens without it."""
        from gui.plots.schedule_plot import SchedulePlot

        made = SchedulePlot(self._themes)
        self._beside.addWidget(made)
        return made

    @Slot()
    def _draw_plot(self) -> None:
        design = self._model.design
        self.plot.set_factors(preview(design.schedule, design.run.epochs))
        self.plot.set_place(self._place)
        self.plot.setToolTip(self._explanation)
        self.plot.setAccessibleDescription(self._explanation)

    def show_rate(self, rate: float | None, share: float = 0.0) -> None:
        """Show the rate of the next step, at a `share` of the run; None where there is no run."""
        full = self._model.design.optimizer.learning_rate
        if rate is None:
            self.now.set_words(self.tr("Learning rate"))
            self._place = None
            self._redraw.mark()
            return
        self.now.set_words(self.tr("Rate now: {0}").format(figures(rate, 3)))
        self._place = (share, rate / full if full else 0.0)
        self._redraw.mark()

    def _make_form(self, kind: type[Schedule]) -> None:
        old = self.form
        if old is not None:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = kind
        self.form = SettingsForm(kind, name_of(kind), self._themes, columns=4)
        self.form.edited.connect(self._change)
        self._grid.addWidget(self.form, 1, 0, 1, 4)

    @Slot(object)
    def _choose(self, kind: type[Schedule]) -> None:
        if kind is not type(self._model.design.schedule):
            self._model.change_schedule(of_kind(kind, self._model.design.schedule))

    @Slot(str, object)
    def _change(self, name: str, value: Value) -> None:
        self._model.change_part("schedule", name, value)
