"""The learning-rate finder: the loss while the rate grows, and a button that takes a rate."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QSettings, Qt, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from diynn.data.dataset import Dataset
from diynn.design.design import Design
from diynn.errors import DiynnError
from diynn.network.optimizers import Optimizer
from diynn.settings import settings_of
from diynn.tuning.rate_finder import RatePoint, RateSearch, Suggestion, find_rate, suggestion
from gui.background.worker import Work
from gui.model.session import Session
from gui.plots.rate_plot import RatePlot
from gui.text.numbers import figures
from gui.theme.theme import ThemeSource
from gui.tuning.tuning_window import LEAST_PLOT, TrialWindow
from gui.widgets.alive import let_name
from gui.widgets.caption import Caption
from gui.widgets.setting_editor import setting_editor
from gui.widgets.settings_form import SettingsForm

_RATE = next(setting for setting in settings_of(Optimizer) if setting.name == "learning_rate")


class RateWindow(TrialWindow):
    """Trains copies alone: the training of the main window goes on as if nothing were."""

    def __init__(
        self, session: Session, themes: ThemeSource, settings: QSettings,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__("learning-rate finder", session, themes, settings, parent)
        self.setProperty("helpTopic", "rate-finder")
        self.setWindowTitle(self.tr("Learning-rate finder – diynn"))
        self.explanation.setText(
            self.tr(
                "A copy of the network trains while its learning rate grows from step to step: "
                "too small, and the loss stays as it is; too large, and it runs away. A good rate "
                "lies well before the lowest point, where the loss still falls steeply: the "
                "suggestion is a tenth of the rate at the lowest point."
            )
        )
        self.search = RateSearch()
        self.points: list[RatePoint] = []
        self.found: Suggestion | None = None
        self._searched: Design | None = None
        self._data: Dataset | None = None
        self.form = SettingsForm(RateSearch, self.tr("Learning-rate finder"), themes)
        self.form.show_values(self.search)
        self.form.edited.connect(self._change)
        self.goes_on = QCheckBox(self.tr("From the weights of now"))
        self.goes_on.setToolTip(
            self.tr("Begin with the weights that the training has reached, not with first weights")
        )
        self.choices.addWidget(self.form, 1)
        self.choices.addSpacing(8)
        self.choices.addWidget(self.goes_on, 0, Qt.AlignmentFlag.AlignBottom)
        self.plot = RatePlot(themes)
        self.plot.set_empty_text(
            self.tr("Press Start, and the loss at each learning rate will be drawn here.")
        )
        self.plot.chosen.connect(self.choose)
        self.plot.menu.failed.connect(self.say_failure)
        self.rate = setting_editor(_RATE, self.tr("Chosen rate"), themes)
        self.rate.setFixedWidth(120)
        self.rate.edited.connect(self.choose)
        self.use = QPushButton(self.tr("Use this rate"))
        self.use.setToolTip(self.tr("Take it into the design; undo brings the old one back"))
        self.use.clicked.connect(self._use)
        caption = Caption(self.tr("Chosen rate (click or drag in the plot, or type)"))
        let_name(caption, self.rate.control)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.plot.more)
        below.addStretch(1)
        below.addWidget(caption)
        below.addWidget(self.rate)
        below.addWidget(self.use)
        self.plot.setMinimumHeight(LEAST_PLOT)
        self.body.addWidget(self.plot, 1)
        self.body.addLayout(below)
        self.rate.set_value(session.design.optimizer.learning_rate)
        session.model.changed.connect(self._show_own)
        self._show_own()

    @Slot(str, object)
    def _change(self, name: str, value: object) -> None:
        # The form has checked it: the field is one of the settings', and the value fits.
        self.search = replace(self.search, **{name: value})  # type: ignore[arg-type]

    # The trial.

    def begin(self) -> Work:
        """Search with the design, the data and perhaps the weights of now."""
        self.search.rates()
        session = self.session
        assert session.data is not None
        self.points, self.found, self._searched = [], None, session.design
        self._data = session.data
        self.plot.set_mark("suggested", None)
        self._show_points()
        self._show_own()
        weights = session.weights if self.goes_on.isChecked() else None
        return partial(find_rate, session.design, session.data, self.search, weights)

    def take(self, news: list[Any]) -> float:
        """Draw the new points."""
        self.points.extend(news)
        self._show_points()
        return self.points[-1].step / self.points[-1].steps

    def finish(self, error: DiynnError | None, stopped: bool) -> None:
        """Tell the suggestion, or why there is none."""
        if error is not None or not self.points:
            if error is not None:
                self.say_error(error)
            return
        if stopped:
            self.say(self.tr("Stopped. Press Start to search again; nothing has been changed."))
            return
        try:
            self.found = suggestion(self.points, self._searched, self._data)
        except DiynnError as problem:
            self.say_error(problem)
            return
        found = self.found
        words = self.tr(
            "Suggested: {rate}, a tenth of {lowest}, where the loss was lowest. It fell fastest "
            "round {steepest}."
        )
        if not found.ran_away:
            words += " " + self.tr("It never ran away: a higher highest rate may show more.")
        self.say(words.format(
            rate=figures(found.rate), lowest=figures(found.lowest, 2),
            steepest=figures(found.steepest, 2),
        ))  # fmt: skip
        text = self.tr("suggested {rate}").format(rate=figures(found.rate))
        self.plot.set_mark("suggested", found.rate, text)
        self.choose(found.rate)

    def _show_points(self) -> None:
        self.plot.set_points(
            [point.rate for point in self.points], [point.loss for point in self.points],
            [point.smoothed for point in self.points],
            (self.search.lowest_rate, self.search.highest_rate) if self.is_running else None,
        )  # fmt: skip

    # The rate.

    @Slot(float)
    def choose(self, rate: float) -> None:
        """Make `rate` the one that the button takes."""
        self.rate.set_value(rate)
        self._show_own()

    @Slot()
    def _use(self) -> None:
        assert isinstance(self.rate.value, int | float)
        rate, old = float(self.rate.value), self.session.design.optimizer.learning_rate
        self.session.model.change_part("optimizer", "learning_rate", rate)
        self.say(
            self.tr("The learning rate is {rate} now. Undo brings back {old}.").format(
                rate=figures(rate), old=figures(old)
            )
        )

    @Slot()
    def _show_own(self) -> None:
        own = self.session.design.optimizer.learning_rate
        self.plot.set_mark("own", own, self.tr("now {rate}").format(rate=figures(own)))
        self.use.setEnabled(self.rate.value != own)
        assert isinstance(self.rate.value, int | float)
        chosen = float(self.rate.value)
        named = {own, None if self.found is None else self.found.rate}
        text = self.tr("chosen {rate}").format(rate=figures(chosen))
        self.plot.set_mark("chosen", None if chosen in named else chosen, text)
        searched, design = self._searched, self.session.design
        changed = searched is not None and searched.structure() != design.structure()
        stale = self.tr("The design has changed since: press Start to search again.")
        self.say_stale(stale if changed else "")
