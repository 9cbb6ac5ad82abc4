"""Text that is shown as it is written: names of files, classes and runs come from anywhere.

Qt takes a text in a label or a tooltip for HTML where it looks like it, with pictures that are
loaded and links that open.
"""

from __future__ import annotations

from html import escape

from PySide6 import QtGui
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget


class Label(QLabel):
    """A label that shows its text as it is written, unless it is given another format."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)


class SteadyLabel(Label):
    """A label of one line whose words change many times a second.

    Qt lays a whole window out again for other words in a label, unless this is of a fixed size:
    here it is, and grows with words that are longer than any before.
    """

    def setText(self, text: str) -> None:
        """Show other words."""
        super().setText(text)
        if super().sizeHint().width() > self.minimumWidth():
            self.setFixedSize(super().sizeHint())

    def changeEvent(self, event: QEvent) -> None:
        """Take the size that other letters need."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setFixedSize(super().sizeHint())


def plain_tip(text: str) -> str:
    """The text for a tooltip, which has no plain format: in HTML where Qt would take it for that
    already, else as it is."""
    if not QtGui.Qt.mightBeRichText(text):
        return text
    return f"<p style='white-space:pre-wrap'>{escape(text)}</p>"
