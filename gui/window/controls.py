"""The play bar, tied to the session."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QObject, QSettings, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from diynn.training.reports import StepReport
from gui.background.waiting import TimeLeft
from gui.design_panel.run_settings import RunSettings
from gui.model.restarts import best_note
from gui.model.session import Session
from gui.stored_settings import stored_choice
from gui.text.numbers import count, duration, figures, percent
from gui.text.wording import error_text
from gui.theme.theme import ThemeSource
from gui.widgets.play_bar import PACES, PlayBar

STEPS = {"batch": (1, 0), "epoch": (0, 1), "ten epochs": (0, 10)}
PACE, FIRST_PACE = "pace", "10 epochs"


class Controls(QWidget):
    """Passes on what is pressed, and shows where the training stands."""

    def __init__(self, session: Session, themes: ThemeSource, settings: QSettings) -> None:
        """The speed is the one that was chosen last; at first one can follow it with the eyes."""
        super().__init__()
        self._session, self._settings = session, settings
        self._time_left = TimeLeft()
        self.bar = PlayBar(themes)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.bar)
        self.bar.start_asked.connect(session.from_the_start)
        self.bar.reset_asked.connect(session.new_weights)
        self.bar.play_asked.connect(session.play)
        self.bar.pause_asked.connect(session.pause)
        self.bar.step_asked.connect(self._step)
        self.bar.pace_chosen.connect(self._take_pace)
        self.bar.best_asked.connect(session.use_best)
        session.state_changed.connect(self._show)
        session.data_changed.connect(self._show)
        session.curves_changed.connect(self._show_place)
        self.bar.show_pace(stored_choice(settings, PACE, tuple(PACES), FIRST_PACE))
        self._show()

    @Slot(str)
    def _take_pace(self, name: str) -> None:
        self._settings.setValue(PACE, name)
        self._time_left.restart()
        self._session.set_pace(*PACES[name])
        self._show_place()

    @Slot(str)
    def _step(self, by: str) -> None:
        steps, epochs = STEPS[by]
        self._session.advance(steps, epochs)

    @Slot()
    def _show(self) -> None:
        problem = self._session.problem
        if not self._session.is_moving:
            self._time_left.restart()
        self.bar.show_state(self._session.is_moving, "" if problem is None else error_text(problem))
        self._show_place()

    @Slot()
    def _show_place(self) -> None:
        session = self._session
        epochs, step = session.design.run.epochs, session.last_step
        done = 0.0 if step is None else step.epochs
        self.bar.show_place(len(session.history), epochs, done / epochs, self._state_words(done))
        self._show_best()

    def _state_words(self, done: float) -> str:
        """What goes on: the time left, or the last batch where people watch single ones."""
        session, step = self._session, self._session.last_step
        if session.training is None:
            return ""
        if step is None:
            return self.tr("weights of seed {0}").format(session.design.run.seed)
        batch = "" if math.isnan(step.loss) else _batch_words(step)
        if session.is_moving:
            left = self._time_left.seconds(done, session.design.run.epochs)
            words = "" if left is None else self.tr("{0} left").format(duration(left, exact=False))
            seconds, by = session.pace
            parts = (batch if seconds and by == "batch" else "", words)
        elif session.is_finished:
            parts = (self.tr("finished"), "")
        elif session.training.stopped:
            parts = (self.tr("stopped early"), "")
        else:
            parts = (self.tr("paused"), batch)
        return " · ".join(filter(None, parts))

    def _show_best(self) -> None:
        """Tell which epoch was the best; nothing while it is the last one."""
        glance = self._session.glance
        if glance is None or not 0 < glance.best_epoch < len(glance.history):
            self.bar.show_best("")
            return
        best = glance.history[glance.best_epoch - 1]
        right = best.monitored_accuracy
        figure = figures(best.monitored_loss) if right is None else percent(right)
        words = self.tr("Best: epoch {0}, {1}").format(count(glance.best_epoch), figure)
        self.bar.show_best(words, best_note(best.judge))


def _batch_words(step: StepReport) -> str:
    """Which batch was the last, and its loss."""
    words = QCoreApplication.translate("Controls", "batch {0} of {1}, loss {2}")
    return words.format(count(step.step), count(step.steps), figures(step.loss))


class LearningRateDisplay(QObject):
    """Tells the run settings where the training stands."""

    def __init__(
        self, session: Session, settings: RunSettings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        session.curves_changed.connect(self._tell)
        session.training_changed.connect(self._tell)
        session.state_changed.connect(self._tell)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        glance = self._session.glance
        if glance is None or glance.last_step is None:
            self._settings.show_rate(None)
            return
        share = glance.last_step.epochs / self._session.design.run.epochs
        self._settings.show_rate(glance.rate, share)
