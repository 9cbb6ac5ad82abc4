"""A window beside the main one for something with many runs: start, stop, progress, a message."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import (
    QCoreApplication,
    QSettings,
    QSize,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from diynn.errors import DiynnError
from gui.background.waiting import TimeLeft
from gui.background.worker import Work, Worker
from gui.model.session import Session
from gui.stored_settings import stored_state, take_size
from gui.text.numbers import duration
from gui.text.wording import error_text
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import Scroller, vbox
from gui.widgets.caption import Caption
from gui.widgets.plain_text import Label, plain_tip
from gui.widgets.typed_field import REDO
from gui.widgets.window_keys import follow_key

TICK_MS = 40
LEAST_WIDTH = 640
LEAST = QSize(960, 560)
"""Where letters are large, what stands in a window may need more than that: it scrolls."""
LEAST_PLOT, LEAST_TABLE = 150, 90
"""Pixels of height."""


class TrialWindow(QWidget):
    """Modeless: the main window goes on meanwhile. One trial at a time, on a thread of its own.

    A subclass fills `choices` (above the buttons) and `body` (below the message), and says what to
    do in `begin`, what has come in with `take`, and what came of it with `finish`. Where
    `obstacle` has words nothing can be started, and they say why. The thread ends when the window
    is closed; its size and place are kept in `settings` under its name.
    """

    USUAL_SIZE: ClassVar = QSize(800, 640)

    def __init__(
        self, name: str, session: Session, themes: ThemeSource, settings: QSettings,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName(name)
        self.session = session
        self.themes = themes
        self._settings = settings
        self._run = Worker(name, self, polled=True)
        self._run.ended.connect(self._end)
        self._time_left = TimeLeft()
        self._has_begun = False
        self.share = 0.0
        """The share of the work that is done, 0 to 1."""
        self._message = ("", "")
        self._stale = ""
        self.explanation = Label()
        self.explanation.setWordWrap(True)
        self.explanation.setProperty("muted", True)
        self.start = QPushButton()
        self.start.setProperty("primary", True)
        self.start.setMinimumWidth(88)
        self.start.clicked.connect(self.toggle)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 1000)
        self.progress.setAccessibleName(_tr("Progress"))
        self.rest = Caption()
        self.message = Label()
        self.message.setWordWrap(True)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.choices = QHBoxLayout()
        self.choices.setSpacing(8)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.start)
        line.addWidget(self.progress, 1)
        line.addWidget(self.rest)
        self.setMinimumWidth(LEAST_WIDTH)
        ground = QWidget()
        vbox(
            self.explanation, self.choices, line, self.message, (self.body, 1), parent=ground,
            margins=(16, 12, 16, 16), spacing=10,
        )  # fmt: skip
        area = Scroller(ground, LEAST, has_sentences=True)
        vbox(area, parent=self, margins=(0, 0, 0, 0))
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._look)
        # What is decided here is undone here too, by the usual keys.
        stack = session.model.undo_stack
        for action, keys in (
            (stack.createUndoAction(self), [QKeySequence(QKeySequence.StandardKey.Undo)]),
            (
                stack.createRedoAction(self),
                [*map(QKeySequence, REDO)],
            ),
        ):
            action.setShortcuts(keys)
            self.addAction(action)
        session.state_changed.connect(self.show_state)
        session.training_changed.connect(self.show_state)

    # What a subclass says.

    def begin(self) -> Work:
        """Clear what was, and give what makes the generator; it runs on the thread.

        Raises DiynnError where the choices do not go together.
        """
        raise NotImplementedError

    def take(self, news: list[Any]) -> float:
        """Show what the generator has yielded, in order; the share of the work that is done."""
        raise NotImplementedError

    def finish(self, error: DiynnError | None, stopped: bool) -> None:
        """Say what came of it; `error` is what ended it, `stopped` whether the user did."""
        raise NotImplementedError

    def obstacle(self) -> str:
        """Why nothing can be started; empty where it can."""
        session = self.session
        problem = session.problem
        if problem is not None:
            return error_text(problem)
        if session.data is None or session.training is None:
            return _tr("There is no network to train yet: give the design data and layers.")
        return ""

    def show_above(self, plot: QWidget, table: QWidget, heights: tuple[int, int]) -> None:
        """Put a plot above a table into `body`, with these heights, which the user may change."""
        table.setMinimumHeight(LEAST_TABLE)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(plot)
        halves.addWidget(table)
        halves.setSizes(heights)
        self.body.addWidget(halves, 1)

    # What goes on.

    @property
    def is_running(self) -> bool:
        """Whether a trial is under way."""
        return self._run.is_busy

    @property
    def holds_results(self) -> bool:
        """Whether something has been started here, of which there is something to see."""
        return self._has_begun

    @Slot()
    def toggle(self) -> None:
        """Start, or stop what is under way."""
        if self._run.is_busy:
            self._run.stop()
            return
        if self.obstacle():
            return
        try:
            work = self.begin()
        except DiynnError as error:
            self.say_error(error)
            return
        self.say("")
        self._has_begun, self.share = True, 0.0
        self._time_left.restart()
        self._run.start(work)
        self._timer.start()
        self.show_state()

    def say(self, text: str, kind: str = "") -> None:
        """Show a sentence; `kind` is "error", "warning" or empty."""
        self._message = (text, kind)
        self._show_message()

    @Slot(str)
    def say_failure(self, sentence: str) -> None:
        """Show that something was not saved."""
        self.say(sentence, "error")

    def say_stale(self, text: str) -> None:
        """Say beside the result why it is not of now any more; empty where it is."""
        self._stale = text
        self._show_message()

    def say_error(self, error: DiynnError) -> None:
        """Show an error with its remedy."""
        self.say(error_text(error), "error")

    @Slot()
    def show_state(self) -> None:
        """Show whether something runs or can be started."""
        running, obstacle = self.is_running, self.obstacle()
        self.start.setText(_tr("Stop") if running else _tr("Start"))
        self.start.setEnabled(running or not obstacle)
        self.start.setToolTip("" if running else plain_tip(obstacle))
        self.progress.setValue(round(1000 * self.share))
        self.rest.setText(self._rest_words())
        self._show_message()

    def _rest_words(self) -> str:
        left = self._time_left.seconds(self.share) if self.is_running else None
        return "" if left is None else _tr("{time} left").format(time=duration(left, exact=False))

    def _show_message(self) -> None:
        text, kind = self._message
        obstacle = "" if self.is_running else self.obstacle()
        if self._stale and not self.is_running:
            text = f"{text}  {self._stale}".strip()
        if obstacle:
            text, kind = obstacle, "warning"
        for name in ("error", "warning"):
            self.message.setProperty(name, name == kind)
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)
        self.message.setText(text)
        self.message.setVisible(bool(text))

    @Slot()
    def _look(self) -> None:
        news = self._run.news()
        if news:
            self.share = self.take(news)
        self.show_state()

    @Slot(object)
    def _end(self, error: object) -> None:
        self._look()
        stopped = self._run.was_stopped and error is None
        self._timer.stop()
        self.share = 0.0 if stopped or error is not None else 1.0
        if error is None or isinstance(error, DiynnError):
            self.finish(error, stopped)
        elif isinstance(error, MemoryError):
            self.say(_tr("There is not enough memory for this network."), "error")
        else:
            words = _tr("Something unforeseen happened: {reason}")
            self.say(words.format(reason=str(error) or type(error).__name__), "error")
        self.show_state()

    # Size, keys, closing.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the window; Enter presses the button that has the focus."""
        if not follow_key(self, event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Be up to date, where and as large as it was closed."""
        if not event.spontaneous() and not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            kept = stored_state(self._settings, f"{self.objectName()}/geometry")
            if kept is None or not self.restoreGeometry(kept):
                take_size(self, self.USUAL_SIZE)
        self.show_state()
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop, and keep what came of it so far."""
        if self._run.is_busy:
            self._run.stop()
            self._look()
            self._run.cancel()
            self._end(None)
        self._settings.setValue(f"{self.objectName()}/geometry", self.saveGeometry())
        super().closeEvent(event)


def _tr(text: str) -> str:
    # The words of this class would be looked for under the name of each subclass.
    return QCoreApplication.translate("TrialWindow", text)
