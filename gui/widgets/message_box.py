"""Message boxes: one way to make them, with plain text, gone when they are closed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

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
            self.deleteLater()


def warn(parent: QWidget | None, title: str, words: str, remark: str = "") -> None:
    """Tell of a failure, and wait until it is read."""
    MessageBox(Icon.Warning, title, words, remark, parent=parent).ask()
