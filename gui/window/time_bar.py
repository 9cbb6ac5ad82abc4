"""The time bar under the curves: through the past of the run, for all tabs, and branches."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QSlider, QToolButton, QWidget

from diynn.training.replay import Agreement, steps_at
from diynn.training.timeline import Place
from gui.commands.commands import OBSTACLE
from gui.model.session import Session
from gui.model.time_cursor import TimeCursor
from gui.text.numbers import count, percent
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.boxes import hbox, vbox
from gui.widgets.caption import Caption, ElidedCaption
from gui.widgets.plain_text import Label
from gui.window.panels import Panels

_KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)  # fmt: skip


class _Slider(QSlider):
    """Keeps its arrow keys from the shortcuts of the window."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            alone = not event.modifiers() & Qt.KeyboardModifier.AltModifier
            if event.key() in _KEYS and alone:
                event.accept()
                return True
        return super().event(event)


class TimeBar(QWidget):
    """A slider over the epochs, with now at its right end; in the past a band above it, with the
    place and what can be done there."""

    def __init__(
        self, session: Session, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "time-bar")
        self._session, self._cursor = session, session.cursor
        self._make_band()
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("Epoch"))
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.words = Caption()
        self.now = QToolButton()
        self.now.setAccessibleName(self.tr("Back to now"))
        self.now.setToolTip(self.tr("Back to now (Esc)"))
        self.now.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        IconKeeper(self.now, self.now.setIcon, "step", themes)
        policy = self.now.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.now.setSizePolicy(policy)
        line = hbox((self.slider, 1), self.words, self.now, margins=(12, 2, 8, 4), spacing=8)
        vbox(self.band, line, parent=self, margins=(0, 0, 0, 0), spacing=2)
        self.slider.valueChanged.connect(self._pick)
        self.now.clicked.connect(self._cursor.to_now)
        self.branch.clicked.connect(self._branch)
        self._cursor.told.connect(self.show_place)
        session.curves_changed.connect(self.show_place)
        session.training_changed.connect(self.show_place)
        session.state_changed.connect(self.show_place)
        self.show_place()

    def _make_band(self) -> None:
        self.band = QFrame()
        self.band.setProperty("band", True)
        self.place_words = Label()
        self.place_words.setProperty("strong", True)
        self.state_words = ElidedCaption()
        self.state_words.setProperty("helpTopic", "replay")
        self.branch = QPushButton(self.tr("Branch from here"))
        self.branch.setProperty("helpTopic", "branch")
        self.branch.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        told = vbox(0, self.place_words, self.state_words, 0, margins=(0, 0, 0, 0), spacing=0)
        hbox((told, 1), self.branch, parent=self.band, margins=(10, 3, 4, 3), spacing=8)
        self.band.hide()

    # What is shown.

    @Slot()
    def show_place(self) -> None:
        """Show how far the past reaches, and what of it is looked at."""
        cursor = self._cursor
        first, place = cursor.first, cursor.place
        self._show_slider(first, place)
        self.slider.setEnabled(first is not None)
        self.now.setVisible(place is not None)
        self.band.setVisible(place is not None)
        self._tell(first, place)
        if place is not None:
            self._tell_band(place)

    def _stops(self) -> list[Place]:
        """The only places of the slider before now, where not every epoch is one."""
        return [*self._cursor.offered()]

    def _show_slider(self, first: Place | None, place: Place | None) -> None:
        now = self._cursor.now()
        if first is None:
            low, high, at = 0, 0, 0
        elif self._cursor.is_too_large:
            stops = self._stops()
            low, high = 0, len(stops)
            at = stops.index(place) if place in stops else high
        else:
            low, high = first.epoch, now.epoch + (now.step > 0)
            at = high if place is None else place.epoch
        wanted = (low, high, at)
        if wanted == (self.slider.minimum(), self.slider.maximum(), self.slider.value()):
            return
        self.slider.blockSignals(True)
        self.slider.setRange(low, high)
        self.slider.setPageStep(max((high - low) // 10, 1))
        self.slider.setValue(at)
        self.slider.blockSignals(False)

    def _tell(self, first: Place | None, place: Place | None) -> None:
        now = self._cursor.now()
        tip = self.tr("Drag to look at an earlier epoch on every tab; the right end is now")
        if first is None:
            words = self.tr("The past begins with the first step.")
            tip = words
        elif place is None:
            words = self.tr("live, epoch {0}").format(count(now.epoch))
        else:
            words = place_text(place, now, self._session)
        if self._cursor.is_too_large and first is not None:
            tip = self.tr(
                "These weights are too large to be kept: of the past there are the start and the "
                "best epoch."
            )
        if words != self.words.text():
            self.words.setText(words)
            self.slider.setAccessibleDescription(words)
        if tip != self.slider.toolTip():
            self.slider.setToolTip(tip)
        # The slider must not grow and shrink with every figure.
        widest = self.tr("epoch {0} of {1}").format(*[count(now.epoch)] * 2)
        room = self.words.fontMetrics().horizontalAdvance(widest) if first is not None else 0
        room = max(room, self.words.minimumSizeHint().width())
        if room != self.words.minimumWidth():
            self.words.setMinimumWidth(room)

    def _tell_band(self, place: Place) -> None:
        cursor = self._cursor
        words = place_text(place, self._cursor.now(), self._session)
        if words != self.place_words.text():
            self.place_words.setText(words)
        self.state_words.set_words(state_text(cursor))
        self.state_words.setVisible(bool(self.state_words.text()))
        usable = not cursor.is_lost and not cursor.is_branching and cursor.shown is not None
        self.branch.setEnabled(usable)
        tip = self.tr("A new run that goes on from here; this one stays as it is (Space plays it)")
        self.branch.setToolTip(tip)

    # What the user does.

    @Slot()
    def _branch(self) -> None:
        self._session.branch_from_here()

    @Slot(int)
    def _pick(self, value: int) -> None:
        if value >= self.slider.maximum():
            self._cursor.to_now()
        elif self._cursor.is_too_large:
            self._cursor.go_to(self._stops()[value])
        else:
            self._cursor.go_to(Place(value))


def place_text(place: Place, now: Place, session: Session) -> str:
    """A place in the past, and how far the run has come."""
    if place.step == 0:
        return _tr("epoch {0} of {1}").format(count(place.epoch), count(now.epoch))
    training = session.training
    steps = 0 if training is None else steps_at(training, place)
    return _tr("epoch {0}, step {1} of {2}").format(
        count(place.epoch + 1), count(place.step), count(steps)
    )


def state_text(cursor: TimeCursor) -> str:
    """Which weights are shown of the place that is looked at, and how it is known."""
    if cursor.is_branching:
        return _tr("branching…")
    if cursor.is_lost and cursor.shown is None:
        return _tr("nothing is kept of this place")
    if cursor.is_lost:
        return _tr("the nearest that is kept; no steps lead here any more")
    if not cursor.is_exact:
        share = cursor.share
        return _tr("nearest shown, replaying…") if not share else _tr(
            "nearest shown, replayed {0}"
        ).format(percent(share))
    known = {
        Agreement.SAME: _tr("replayed, the same bits"),
        Agreement.CLOSE: _tr("another processor, agrees to 5 digits"),
        Agreement.APART: _tr("the replay gives other numbers"),
    }
    return "" if cursor.agreement is None else known[cursor.agreement]


class TimeKeys(QObject):
    """What can be done with the place in the past, as entries of a menu with their keys."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        cursor = session.cursor
        self.menu = QMenu(self.tr("The &past"), parent)
        self.moves: list[QAction] = []
        for text, keys, act in (
            (self.tr("An &epoch back"), "Alt+Left", partial(cursor.by_epochs, -1)),
            (self.tr("An epoch &forward"), "Alt+Right", partial(cursor.by_epochs, 1)),
            (self.tr("A &step back"), "Alt+Shift+Left", partial(cursor.by_steps, -1)),
            (self.tr("A step f&orward"), "Alt+Shift+Right", partial(cursor.by_steps, 1)),
            (self.tr("To the s&tart"), "Alt+Home", cursor.to_start),
            (self.tr("Back to &now"), "Alt+End", cursor.to_now),
        ):
            action = self.menu.addAction(text)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(act)
            self.moves.append(action)
        self.menu.addSeparator()
        self.branch = self.menu.addAction(self.tr("&Branch from here"))
        self.branch.triggered.connect(self._branch)
        for cause in (session.state_changed, session.training_changed, cursor.told):
            cause.connect(self._offer)
        self.menu.aboutToShow.connect(self._offer)
        self._offer()

    def follow(self, panels: Panels, curves: QWidget) -> None:
        """Let nobody look at the past without seeing the bar, which lies in the part `curves`."""
        self._panels, self._curves = panels, curves
        panels.actions["curves"].toggled.connect(self._leave)
        self._session.cursor.moved.connect(self._bring)

    @Slot()
    def _bring(self) -> None:
        if self._session.cursor.place is not None and not self._curves.isVisible():
            self._panels.bring("curves")

    @Slot(bool)
    def _leave(self, shown: bool) -> None:
        if not shown:
            self._session.cursor.to_now()

    @Slot()
    def _branch(self) -> None:
        self._session.branch_from_here()

    @Slot()
    def _offer(self) -> None:
        cursor = self._session.cursor
        words = self.tr("The past begins with the first step.")
        self.branch.setEnabled(cursor.place is not None and not cursor.is_lost)
        self.branch.setProperty(OBSTACLE, self.tr("Go to an earlier epoch first."))
        for action in self.moves:
            action.setProperty(OBSTACLE, words)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TimeBar", text)
