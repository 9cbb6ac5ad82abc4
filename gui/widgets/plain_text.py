"""Text that is shown as it is written: names of files, classes and runs come from anywhere.

Qt takes a text in a label or a tooltip for HTML where it looks like it, with pictures that are
loaded and links that open.
"""

from __future__ import annotations

from html import escape

from PySide6 import QtGui
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget
from shiboken6 import isValid


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


Icon = QMessageBox.Icon
Button = QMessageBox.StandardButton


class MessageBox(QMessageBox):
    """A sentence or two over a window. Names in them are shown as they are written.

    `ask` shows it and takes it away for good: an object below the window would live as long as it.
    """

    def __init__(
        self, icon: QMessageBox.Icon, title: str, words: str, remark: str = "",
        buttons: QMessageBox.StandardButton = Button.Ok, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`words` say what happened or is asked, `remark` in smaller letters what to know of it."""
        super().__init__(icon, title, words, buttons, parent)
        self.setInformativeText(remark)
        # Of the box's own format the remark takes no notice, and it opens links.
        for label in self.findChildren(QLabel):
            label.setTextFormat(Qt.TextFormat.PlainText)

    def ask(self) -> int:
        """Wait for an answer; the button that was pressed."""
        try:
            return self.exec()
        finally:
            # The window that it stood over may have taken it along.
            if isValid(self):
                self.deleteLater()


def warn(parent: QWidget | None, title: str, words: str, remark: str = "") -> None:
    """Tell of a failure, and wait until it is read."""
    MessageBox(Icon.Warning, title, words, remark, parent=parent).ask()
