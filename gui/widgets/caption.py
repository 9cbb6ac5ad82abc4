"""Small words beside or above a control."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

SMALL = 0.88


def make_small(widget: QWidget) -> None:
    """Give a widget a text a little smaller than the running one.

    Call it again at each change of style: a font of one's own hears of no other change.
    """
    font = QApplication.font()
    font.setPointSizeF(font.pointSizeF() * SMALL)
    if font != widget.font():
        widget.setFont(font)


class Caption(QLabel):
    """A muted label a little smaller than running text, at any zoom; it lets the mouse through."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("muted", True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        make_small(self)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the zoom."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            make_small(self)


class ElidedCaption(Caption):
    """A caption of one line that ends in … where room is short; the tooltip has it all."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._whole = ""
        self.set_words(text)

    @property
    def words(self) -> str:
        """The whole text."""
        return self._whole

    def set_words(self, text: str) -> None:
        """Show `text`, as far as there is room."""
        self._whole = text
        self.setAccessibleName(text)
        self._elide()

    def minimumSizeHint(self) -> QSize:
        """No width of its own."""
        return QSize(0, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        wide = QFontMetrics(self.font()).horizontalAdvance(self._whole) + 2
        return QSize(wide, QFontMetrics(self.font()).height())

    def resizeEvent(self, event: QEvent) -> None:
        """Elide anew."""
        self._elide()

    def _elide(self) -> None:
        metrics = QFontMetrics(self.font())
        text = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(text)
        self.setToolTip(self._whole if text != self._whole else "")
