"""The controls of a run: start over, play or pause, step; the epoch and the time left."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from gui.text.numbers import count
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.named_combo import NamedCombo
from gui.widgets.plain_text import SteadyLabel, plain_tip

PACES: dict[str, tuple[float, str]] = {
    "full": (0.0, "batch"),
    "10 epochs": (0.1, "epoch"), "2 epochs": (0.5, "epoch"),
    "50 batches": (0.02, "batch"), "10 batches": (0.1, "batch"), "2 batches": (0.5, "batch"),
}  # fmt: skip
"""Seconds that a batch or an epoch takes at least in slow motion, by name; 0 is full speed."""
FULL = "full"


class PlayBar(QWidget):
    """Buttons and figures only: it says what was pressed, and shows what it is told."""

    start_asked = Signal()
    reset_asked = Signal()
    play_asked = Signal()
    pause_asked = Signal()
    step_asked = Signal(str)
    """What to step by: "batch", "epoch" or "ten epochs"."""
    best_asked = Signal()
    pace_chosen = Signal(str)
    """One of the PACES."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "play")
        self._moving = False
        self.start = self._button("start", self.tr("From the start (Ctrl+R)"), themes)
        self.start.setProperty("helpTopic", "new-weights")
        self.reset = self._button("reset", self.tr("New weights (R)"), themes)
        self.reset.setProperty("helpTopic", "new-weights")
        self.play = self._button("play", self.tr("Play"), themes, large=True)
        self._play_icon = self._keepers[-1]
        self.step = self._button("step", self.tr("One step (→)"), themes)
        self.step.setProperty("helpTopic", "step")
        self.by = NamedCombo()
        self.by.setProperty("helpTopic", "step")
        self.by.addItem(self.tr("1 batch"), "batch")
        self.by.addItem(self.tr("1 epoch"), "epoch")
        self.by.addItem(self.tr("10 epochs"), "ten epochs")
        self.by.setToolTip(self.tr("How far one step goes"))
        self.by.setAccessibleName(self.tr("Length of a step"))
        self.pace = NamedCombo()
        self.pace.setProperty("helpTopic", "pace")
        for name, words in zip(
            PACES,
            (
                self.tr("Full speed"),
                self.tr("10 epochs a second"),
                self.tr("2 epochs a second"),
                self.tr("50 batches a second"),
                self.tr("10 batches a second"),
                self.tr("2 batches a second"),
            ),
            strict=True,
        ):
            self.pace.addItem(words, name)
        self._slow = "10 epochs"
        """The pace to which `toggle_full_speed` goes back."""
        self.pace.setToolTip(self.tr("How fast it trains at most; V: full speed, and back"))
        self.pace.setAccessibleName(self.tr("Speed"))
        for box in (self.by, self.pace):
            # Chosen by mouse, it leaves the keys to the window: Space still plays and pauses.
            box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.epoch = SteadyLabel()
        self.epoch.setProperty("helpTopic", "epoch")
        self.best = QPushButton()
        self.best.setProperty("helpTopic", "best-weights")
        self.best.setProperty("flat", True)
        self.best.setToolTip(self.tr("Put the best weights so far into the network"))
        self.best.hide()
        self.rest = SteadyLabel()
        self.rest.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.rest.setProperty("muted", True)
        self.progress = QProgressBar()
        self.progress.setProperty("helpTopic", "epoch")
        self.progress.setMaximum(1000)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self.progress.setAccessibleName(self.tr("Progress of the training"))

        figures = QVBoxLayout()
        figures.setSpacing(2)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.epoch)
        line.addStretch()
        line.addWidget(self.rest)
        figures.addStretch()
        figures.addLayout(line)
        figures.addWidget(self.progress)
        figures.addStretch()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        for widget in (self.start, self.reset, self.play, self.step, self.by, self.pace):
            across.addWidget(widget)
        across.addSpacing(12)
        across.addLayout(figures, 1)
        across.addSpacing(4)
        across.addWidget(self.best)

        self.start.clicked.connect(self._ask_start)
        self.reset.clicked.connect(self._ask_reset)
        self.play.clicked.connect(self.toggle)
        self.step.clicked.connect(self.ask_step)
        self.best.clicked.connect(self._ask_best)
        self.pace.currentIndexChanged.connect(self._choose_pace)
        self.show_place(0, 0, 0.0, "")

    def _button(
        self, name: str, words: str, themes: ThemeSource, large: bool = False
    ) -> QToolButton:
        button = QToolButton()
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setAutoRaise(not large)
        button.setIconSize(QSize(24, 24) if large else QSize(20, 20))
        if large:
            button.setProperty("raised", True)
            button.setMinimumSize(44, 36)
        if not hasattr(self, "_keepers"):
            self._keepers: list[IconKeeper] = []
        self._keepers.append(IconKeeper(button, button.setIcon, name, themes))
        return button

    @Slot()
    def toggle(self) -> None:
        """Ask to play, or to pause where it plays."""
        (self.pause_asked if self._moving else self.play_asked).emit()

    @Slot()
    def ask_step(self) -> None:
        """Ask for one step of the chosen length."""
        self.step_asked.emit(self.by.currentData())

    def show_pace(self, name: str) -> None:
        """Choose one of the PACES."""
        self.pace.setCurrentIndex(self.pace.findData(name))

    @Slot()
    def toggle_full_speed(self) -> None:
        """Full speed; from there back to the pace that was chosen before."""
        self.show_pace(self._slow if self.pace.currentData() == FULL else FULL)

    @Slot()
    def _ask_start(self) -> None:
        self.start_asked.emit()

    @Slot()
    def _ask_reset(self) -> None:
        self.reset_asked.emit()

    @Slot()
    def _ask_best(self) -> None:
        self.best_asked.emit()

    @Slot()
    def _choose_pace(self) -> None:
        name = self.pace.currentData()
        self._slow = self._slow if name == FULL else name
        self.pace_chosen.emit(name)

    def show_state(self, moving: bool, obstacle: str) -> None:
        """Show play or pause; `obstacle` is why nothing can be trained, empty where it can."""
        self._moving = moving
        self._play_icon.show("pause" if moving else "play")
        words = self.tr("Pause (Space)") if moving else self.tr("Play (Space)")
        for button, text in (
            (self.play, words),
            (self.step, self.tr("One step (→)")),
            (self.start, self.tr("From the start (Ctrl+R)")),
            (self.reset, self.tr("New weights (R)")),
        ):
            button.setEnabled(not obstacle)
            button.setToolTip(plain_tip(obstacle or text))
            button.setAccessibleName(text)

    def show_place(self, epoch: int, epochs: int, share: float, rest: str) -> None:
        """Show the epoch reached of all, the `share` done (0 to 1) and words for what is left."""
        self.epoch.setText(self.tr("Epoch {0} of {1}").format(count(epoch), count(epochs)))
        self.rest.setText(rest)
        self.progress.setValue(round(1000 * min(max(share, 0.0), 1.0)))

    def show_best(self, words: str, note: str = "") -> None:
        """Show what the best weights so far are, where there are any better than the last; the
        tooltip has a `note` on them."""
        if words != self.best.text() or note != self.best.toolTip():
            self.best.setText(words)
            if note:
                self.best.setToolTip(note)
            self.best.setVisible(bool(words))
