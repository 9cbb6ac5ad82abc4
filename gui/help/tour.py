"""Five steps over the real window, for somebody who sees it for the first time."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QRect, QSettings, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.help.spotlight import Spotlight
from gui.model.session import Session
from gui.text.numbers import telling
from gui.theme.theme import ThemeSource
from gui.widgets.plain_text import Label
from gui.widgets.tab_deck import TabDeck

LEFT = "tour/left"
"""The setting that says that somebody has ended or left the tour."""
_WIDTH = 330
_GAP = 12


@dataclass(frozen=True)
class TourParts:
    """The window and its parts, in the order of the steps."""

    window: QMainWindow
    session: Session
    stack: QWidget
    controls: QWidget
    tabs: TabDeck
    curves: QWidget
    templates: QWidget


@dataclass(frozen=True)
class Step:
    """What is lit and what is said about it; `keys` is a hint below."""

    part: QWidget
    title: str
    words: str
    keys: str


class Dots(QWidget):
    """How far one has come: a dot a step, the one of now filled."""

    def __init__(self, themes: ThemeSource, count: int) -> None:
        super().__init__()
        self._themes, self._count, self._at = themes, count, 0
        self.setFixedSize(14 * count, 14)

    def show_place(self, at: int) -> None:
        """Fill another dot."""
        self._at = at
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dots."""
        theme = self._themes.current
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for n in range(self._count):
            painter.setBrush(QColor(theme.accent if n == self._at else theme.strong_border))
            radius = 4.0 if n == self._at else 2.5
            painter.drawEllipse(QPoint(14 * n + 7, 7), radius, radius)
        painter.end()


class Card(QFrame):
    """The words of a step, with the buttons; Enter goes on, Backspace back, Escape leaves."""

    next_asked = Signal()
    back_asked = Signal()
    leave_asked = Signal()

    def __init__(self, themes: ThemeSource, count: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedWidth(_WIDTH)
        self.title = Label()
        self.title.setProperty("strong", True)
        self.words = Label()
        self.keys = Label()
        self.keys.setProperty("muted", True)
        for label in (self.words, self.keys):
            label.setWordWrap(True)
        self.dots = Dots(themes, count)
        self.skip = QPushButton(self.tr("Skip"))
        self.skip.setToolTip(self.tr("Leave the tour (Esc); the Help menu has it again"))
        self.skip.setProperty("flat", True)
        self.back = QPushButton(self.tr("Back"))
        self.next = QPushButton(self.tr("Next"))
        self.next.setProperty("primary", True)
        self.skip.clicked.connect(self.leave_asked)
        self.back.clicked.connect(self.back_asked)
        self.next.clicked.connect(self.next_asked)
        across = QHBoxLayout()
        across.setSpacing(6)
        across.addWidget(self.dots)
        across.addStretch(1)
        for button in (self.skip, self.back, self.next):
            across.addWidget(button)
        down = QVBoxLayout(self)
        down.setContentsMargins(16, 12, 12, 12)
        down.setSpacing(8)
        for widget in (self.title, self.words, self.keys):
            down.addWidget(widget)
        down.addLayout(across)

    def show_step(self, step: Step, at: int, count: int) -> None:
        """Show another step, and read it out where a screen is read."""
        self.title.setText(step.title)
        self.words.setText(step.words)
        self.keys.setText(step.keys)
        self.keys.setVisible(bool(step.keys))
        self.dots.show_place(at)
        self.back.setEnabled(at > 0)
        self.skip.setVisible(at < count - 1)
        self.next.setText(self.tr("Done") if at == count - 1 else self.tr("Next"))
        place = self.tr("Step {0} of {1}").format(at + 1, count)
        self.setAccessibleName(telling(place, step.title))
        self.setAccessibleDescription(f"{step.words} {step.keys}")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Other keys go to the window below: Space plays."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave_asked.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_PageDown):
            self.next_asked.emit()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_PageUp):
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round within the card."""
        ring: list[QWidget] = [self, self.next, self.skip, self.back]
        ring = [one for one in ring if one.isEnabled() and not one.isHidden()]
        here = next((n for n, one in enumerate(ring) if one.hasFocus()), 0)
        ring[(here + (1 if forward else -1)) % len(ring)].setFocus(Qt.FocusReason.TabFocusReason)
        return True


class Tour(QObject):
    """Leads over a window; ends by itself after the last step."""

    ended = Signal()

    def __init__(self, parts: TourParts, themes: ThemeSource, settings: QSettings) -> None:
        window = parts.window
        super().__init__(window)
        self._parts, self._window, self._settings = parts, window, settings
        self._at = -1
        self.steps = self._steps()
        self.spotlight = Spotlight(window, themes)
        self.card = Card(themes, len(self.steps), window)
        self.card.next_asked.connect(self.go_on)
        self.card.back_asked.connect(self.go_back)
        self.card.leave_asked.connect(self.leave)
        self.spotlight.moved.connect(self._place_card)
        parts.session.model.changed.connect(self._changed)
        parts.session.state_changed.connect(self._moved)
        parts.tabs.currentChanged.connect(self._turned)

    def _steps(self) -> tuple[Step, ...]:
        parts = self._parts
        return (
            Step(
                parts.stack,
                self.tr("A network is a stack of blocks"),
                self.tr(
                    "The data comes in at the top, the loss judges what comes out at the foot. "
                    "Drag a block in from above, or change a number: nothing can break."
                ),
                self.tr("Ctrl+Z takes back every change."),
            ),
            Step(
                parts.controls,
                self.tr("Press play, and it learns"),
                self.tr(
                    "The network is shown the data again and again, and its weights are corrected "
                    "a little each time. Press play now."
                ),
                self.tr("Space plays and pauses, → takes one step, R draws new weights."),
            ),
            Step(
                parts.tabs,
                self.tr("See what it has learnt"),
                self.tr(
                    "The picture is alive: it shows what the network answers at this moment. The "
                    "tabs above look at it from other sides."
                ),
                self.tr("Ctrl+Tab turns to the next tab."),
            ),
            Step(
                parts.curves,
                self.tr("The curves tell how well"),
                self.tr(
                    "Solid is the training part, dashed the test part that it never learns from. "
                    "When they part, the network learns by heart."
                ),
                self.tr("Point at a curve to read its value."),
            ),
            Step(
                parts.templates,
                self.tr("Now change something"),
                self.tr(
                    "Templates are ready networks, from points in the plane to an auto-encoder for "
                    "digits. Begin with one, change a block, and see what becomes of the curves."
                ),
                self.tr("F1 explains whatever the keys go to; Shift+F1 whatever you click."),
            ),
        )

    @property
    def at(self) -> int:
        """The number of the step that is shown, from 0; −1 where none is."""
        return self._at

    def start(self) -> None:
        """Begin with the first step."""
        self.spotlight.show()
        self.spotlight.raise_()
        self.card.show()
        self._show(0)

    @Slot()
    def go_on(self) -> None:
        """To the next step, or out after the last."""
        if self._at + 1 < len(self.steps):
            self._show(self._at + 1)
        else:
            self.leave()

    @Slot()
    def go_back(self) -> None:
        """To the step before."""
        if self._at > 0:
            self._show(self._at - 1)

    @Slot()
    def leave(self) -> None:
        """End it, and do not begin it again unasked."""
        if self._at < 0:
            return
        self._at = -1
        self._settings.setValue(LEFT, True)
        self.spotlight.light(None)
        self.spotlight.hide()
        self.card.hide()
        self._window.setFocus()
        self.ended.emit()

    def _show(self, at: int) -> None:
        self._at = at
        step = self.steps[at]
        if not step.part.isVisibleTo(self._window):
            hidden = self.tr("It is hidden now: the menu View brings it back.")
            step = Step(step.part, step.title, f"{step.words} {hidden}", step.keys)
        self.card.show_step(step, at, len(self.steps))
        self.spotlight.light(step.part)
        self.card.raise_()
        self.card.setFocus(Qt.FocusReason.OtherFocusReason)

    # Whoever does what a step is about goes on by that.

    @Slot()
    def _changed(self) -> None:
        if self._at == 0:
            self.go_on()

    @Slot()
    def _moved(self) -> None:
        if self._at == 1 and self._parts.session.is_moving:
            self.go_on()

    @Slot()
    def _turned(self) -> None:
        if self._at == 2:
            self.go_on()

    # Where the card stands.

    @Slot()
    def _place_card(self) -> None:
        self.card.adjustSize()
        self.card.move(beside(self.spotlight.hole, self.card.rect(), self._window.rect()))


def beside(hole: QRect, card: QRect, window: QRect) -> QPoint:
    """Where a card stands beside a hole, within the window: right, left, below or above of it, or
    inside where there is no room; in the middle where there is no hole."""
    inner = window.adjusted(_GAP, _GAP, -_GAP, -_GAP)
    if hole.isEmpty():
        return inner.center() - card.center()
    width, height = card.width(), card.height()
    level = max(inner.top(), min(hole.top() + 24, inner.bottom() - height))
    along = max(inner.left(), min(hole.left(), inner.right() - width))
    for left, top in (
        (hole.right() + _GAP, level),
        (hole.left() - _GAP - width, level),
        (along, hole.bottom() + _GAP),
        (along, hole.top() - _GAP - height),
    ):
        if inner.contains(QRect(left, top, width, height)):
            return QPoint(left, top)
    return QPoint(hole.right() - width - _GAP, hole.bottom() - height - _GAP)
