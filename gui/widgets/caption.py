"""Small words beside or above a control."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui.widgets.plain_text import plain_tip

SMALL = 0.88


def small(font: QFont) -> QFont:
    """The same font a little smaller.

    Whoever draws with it need not set it, and so goes on following the zoom of the program.
    """
    smaller = QFont(font)
    smaller.setPointSizeF(font.pointSizeF() * SMALL)
    return smaller


class Caption(QLabel):
    """A muted label of one line, a little smaller than running text, at any zoom."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("muted", True)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        """The whole text."""
        metrics, around = QFontMetrics(small(self.font())), self.contentsMargins()
        wide = metrics.horizontalAdvance(self.text()) + around.left() + around.right() + 1
        return QSize(wide, metrics.height() + around.top() + around.bottom())

    def sizeHint(self) -> QSize:
        """The whole text."""
        return self.minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, ending in … where room is short."""
        painter = QPainter(self)
        painter.setFont(small(self.font()))
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        right = Qt.TextElideMode.ElideRight
        text = painter.fontMetrics().elidedText(self.text(), right, room.width())
        painter.drawText(room, self.alignment(), text)
        painter.end()


class ElidedCaption(Caption):
    """A caption that takes what room there is; the tooltip has all of it where it is short.

    Its words are kept here: Qt would lay the whole window out again for others in a label.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        self._words = text
        super().__init__(parent=parent)
        self._tip = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_words(self, text: str) -> None:
        """Show `text`, as far as there is room."""
        if text == self.text():
            return
        self._words = text
        self.setAccessibleName(text)
        self._tell_rest()
        self.update()

    def text(self) -> str:
        """The words."""
        return self._words

    def set_tip(self, tip: str) -> None:
        """Say something about what the words mean, too."""
        self._tip = tip
        self._tell_rest()

    def minimumSizeHint(self) -> QSize:
        """No width of its own."""
        return QSize(0, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """The whole text."""
        return super().minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell by tooltip what there is no room for."""
        super().resizeEvent(event)
        self._tell_rest()

    def _tell_rest(self) -> None:
        words = [self.text()] if self.sizeHint().width() > self.width() else []
        self.setToolTip(plain_tip("\n".join([*words, *filter(None, [self._tip])])))
