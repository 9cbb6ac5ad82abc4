"""The play bar, tied to the session."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, QSettings, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.background.throttle import Redraw
from gui.design_panel.run_settings import RunSettings
from gui.model.run_words import best_note
from gui.model.session import Session
from gui.stored_settings import stored_choice
from gui.text.numbers import figures, in_percent
from gui.text.wording import error_text
from gui.theme.theme import ThemeSource
from gui.widgets.play_bar import PACES, PlayBar, time_words

PLACE_MS = 100
STEPS = {"batch": (1, 0), "epoch": (0, 1), "ten epochs": (0, 10)}
RATE_MS = 100
PACE, FIRST_PACE = "pace", "10 epochs"


class Controls(QWidget):
    """Passes on what is pressed, and shows where the training stands."""

    def __init__(self, session: Session, themes: ThemeSource, settings: QSettings) -> None:
        """The speed is the one that was chosen last; at first one can follow it with the eyes."""
        super().__init__()
        self._session, self._settings = session, settings
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
        # Figures that change more often cannot be read.
        self._redraw = Redraw(self, PLACE_MS)
        self._redraw.due.connect(self._show_place)
        session.curves_changed.connect(self._redraw.mark)
        self.bar.show_pace(stored_choice(settings, PACE, tuple(PACES), FIRST_PACE))
        self._show()

    @Slot(str)
    def _take_pace(self, name: str) -> None:
        self._settings.setValue(PACE, name)
        self._session.set_pace(*PACES[name])

    @Slot(str)
    def _step(self, by: str) -> None:
        steps, epochs = STEPS[by]
        self._session.advance(steps, epochs)

    @Slot()
    def _show(self) -> None:
        problem = self._session.problem
        self.bar.show_state(self._session.is_moving, "" if problem is None else error_text(problem))
        self._show_place()

    @Slot()
    def _show_place(self) -> None:
        session = self._session
        epochs = session.design.run.epochs
        done = float(len(session.history))
        step = session.last_step
        if step is not None and step.epoch == done + 1:
            done += step.step / step.steps
        words = ""
        if session.training is not None and session.is_moving:
            # Before an epoch has ended, nobody knows how long one takes.
            if session.history:
                seconds = session.history[-1].seconds / len(session.history)
                words = self.tr("{0} left").format(time_words(seconds * (epochs - done)))
        elif session.is_finished:
            words = self.tr("finished")
        elif session.training is not None and session.training.stopped:
            words = self.tr("stopped early")
        elif session.training is not None and session.training.begun:
            words = self.tr("paused")
        elif session.training is not None:
            words = self.tr("weights of seed {0}").format(session.design.run.seed)
        self.bar.show_place(int(done), epochs, done / epochs, words)
        self._show_best()

    def _show_best(self) -> None:
        """Tell which epoch was the best; nothing while it is the last one."""
        training, history = self._session.training, self._session.history
        if training is None or not 0 < training.best_epoch < len(history):
            self.bar.show_best("")
            return
        best = history[training.best_epoch - 1]
        right = best.judged_accuracy
        figure = (
            figures(best.judged_loss) if right is None
            else in_percent(QLocale().toString(100 * right, "f", 1))
        )  # fmt: skip
        words = self.tr("Best: epoch {0}, {1}").format(training.best_epoch, figure)
        self.bar.show_best(words, best_note(best.judge))


class LearningRateDisplay(QObject):
    """Tells the run settings where the training stands, no more often than it can be read."""

    def __init__(
        self, session: Session, settings: RunSettings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._settings = session, settings
        self._redraw = Redraw(settings, RATE_MS)
        self._redraw.due.connect(self._tell)
        session.curves_changed.connect(self._redraw.mark)
        session.training_changed.connect(self._tell)
        session.state_changed.connect(self._tell)
        self._tell()

    @Slot()
    def _tell(self) -> None:
        training = self._session.training
        if training is None or not training.begun:
            self._settings.show_rate(None)
            return
        done = training.epoch + training.step / training.steps
        self._settings.show_rate(training.rate, done / training.design.run.epochs)
