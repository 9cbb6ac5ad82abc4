"""Which topic explains what is on the screen; and the pointer as a question mark, to ask for it.

A widget has its topic as its property `helpTopic`; what has none has that of what it lies in. A
control of a setting has the topic of its setting, a block that of its kind.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QTabBar, QWidget

from diynn.settings import Declared
from gui.design_panel.layer_row import LayerRow
from gui.design_panel.palette_block import Block
from gui.design_panel.row_view import RowView
from gui.help.page import CONTENTS, Question, title_of
from gui.help.topics import KINDS, kind_of, language, topic_of_setting
from gui.tabs.denoising.noise_bar import NoiseBar
from gui.theme.resources import text_font
from gui.theme.theme import ThemeSource
from gui.widgets.alive import alive, buddy_of, focused_in
from gui.widgets.setting_editor import SettingEditor
from gui.widgets.settings_form import KindCombo
from gui.widgets.tab_deck import TabDeck

HELP_TOPIC = "helpTopic"


def question_at(widget: QWidget | None, at: QPoint | None = None) -> Question:
    """What somebody asks who points at a widget, at a place within it where it is known."""
    while widget is not None:
        found = _own(widget, at)
        if found is not None:
            return found
        at = None if at is None else widget.mapToParent(at)
        widget = widget.parentWidget()
    return Question(CONTENTS)


def _own(widget: QWidget, at: QPoint | None) -> Question | None:
    """What a widget itself is about; None where only what it lies in can tell."""
    if isinstance(widget, QLabel) and (buddy := buddy_of(widget)) is not None:
        return question_at(buddy)
    if isinstance(widget, SettingEditor):
        return _of_setting(widget)
    if isinstance(widget, KindCombo):
        return _of_kind(KINDS.get(str(widget.currentData())))
    if isinstance(widget, Block | LayerRow):
        return _of_kind(widget.kind)
    if isinstance(widget, RowView) and at is None and widget.current_row() >= 0:
        return _of_kind(widget.row_widget(widget.current_row()).kind)
    if isinstance(widget, NoiseBar):
        # Its slider and its number move the strength of the kind that is shown.
        return _of_kind(type(widget.noise))
    if isinstance(widget, QTabBar):
        return _of_tab(widget, at)
    topic = widget.property(HELP_TOPIC)
    return Question(topic) if topic else None


def _of_setting(editor: SettingEditor) -> Question | None:
    kind = kind_of(editor.setting)
    if kind is None:
        return None
    name = editor.setting.name
    return Question(topic_of_setting(kind, name), kind.name(), name)


def _of_kind(kind: type[Declared] | None) -> Question | None:
    return None if kind is None else Question(kind.name())


def _of_tab(bar: QTabBar, at: QPoint | None) -> Question | None:
    deck = bar.parentWidget()
    if not isinstance(deck, TabDeck):
        return None
    row = bar.currentIndex() if at is None else bar.tabAt(at)
    names = deck.names()
    return Question(f"tab-{names[row]}") if 0 <= row < len(names) else None


class Pointing(QWidget):
    """Lies over a whole window while something is being pointed at; Escape or the right button ends
    it. What the pointer is over is framed, and its topic named."""

    asked = Signal(object)
    """Something was clicked; carries the Question."""
    ended = Signal()

    def __init__(self, window: QWidget, themes: ThemeSource) -> None:
        super().__init__(window)
        self._window = window
        self._themes = themes
        self._frame = QRect()
        self._title = ""
        self._before: QWidget | None = None
        self.setObjectName("helpPointing")
        self.setAccessibleName(self.tr("Click on what you want to know about, or press Escape"))
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.WhatsThisCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def start(self) -> None:
        """Begin to point."""
        window = self._window
        self._before = focused_in(window)
        self._frame, self._title = QRect(), ""
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        """Let the pointer press again."""
        if self.isHidden():
            return
        self.hide()
        before, self._before = alive(self._before), None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ended.emit()

    def _under(self, at: QPoint) -> tuple[QWidget | None, Question]:
        """What lies below, and what a click there asks; this widget lets the look through."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        found = self._window.childAt(at)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        if found is None:
            return None, question_at(self._window)
        return found, question_at(found, found.mapFrom(self._window, at))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Frame what the pointer is over."""
        found, question = self._under(event.position().toPoint())
        frame = QRect()
        if found is not None:
            # What has the same topic is framed as one, as far as it goes.
            asked = found
            parent = found.parentWidget()
            while parent not in (None, self._window) and question_at(parent) == question:
                asked, parent = parent, parent.parentWidget()
            frame = QRect(asked.mapTo(self._window, QPoint()), asked.size())
        title = title_of(question, language())
        if (frame, title) != (self._frame, self._title):
            self._frame, self._title = frame, title
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask about what is clicked."""
        _, question = self._under(event.position().toPoint())
        self.stop()
        if event.button() == Qt.MouseButton.LeftButton:
            self.asked.emit(question)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape ends it; no other key does anything meanwhile."""
        if event.key() == Qt.Key.Key_Escape:
            self.stop()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame, and the name of what it is about."""
        if self._frame.isEmpty():
            return
        theme = self._themes.current
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.accent), 2))
        fill = QColor(theme.accent)
        fill.setAlphaF(0.10)
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(self._frame).adjusted(1, 1, -1, -1), 6, 6)
        painter.setFont(text_font(self._themes.zoom, strong=True))
        words = painter.fontMetrics().boundingRect(self._title)
        label = QRectF(0, 0, words.width() + 16, words.height() + 8)
        below = self._frame.bottom() + 4 + label.height() < self.height()
        label.moveTopLeft(
            QPoint(
                max(4, min(self._frame.left(), self.width() - int(label.width()) - 4)),
                self._frame.bottom() + 4 if below
                else max(4, self._frame.top() - 4 - int(label.height())),
            )
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawRoundedRect(label, 4, 4)
        painter.setPen(QColor(theme.on_accent))
        painter.drawText(label, int(Qt.AlignmentFlag.AlignCenter), self._title)
        painter.end()
