"""The pointer as a question mark: a click on anything then asks about it instead of pressing it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.help.page import Question, title_of
from gui.help.places import question_at
from gui.help.topics import language
from gui.theme.fonts import text_font
from gui.theme.theme import ThemeSource
from gui.widgets.alive import alive


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
        self._before = window.focusWidget()
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
