"""A combo box that tells its name also where Qt tells nothing but its label's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget


class NamedCombo(QComboBox):
    """On Linux the name that Qt tells of a combo box is its choice, and what it is for comes from
    a label that stands beside it. So where it has a name, it has such a label, which is not seen.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self._label: QLabel | None = None
        super().__init__(parent)

    def setAccessibleName(self, name: str) -> None:
        """Say what is chosen here."""
        super().setAccessibleName(name)
        if self._label is None:
            self._label = QLabel(self.parentWidget())
            self._label.setTextFormat(Qt.TextFormat.PlainText)
            self._label.hide()
            self._label.setBuddy(self)
        self._label.setText(name.replace("&", "&&"))

    def event(self, event: QEvent) -> bool:
        """Take the label along to another parent: only there it counts."""
        if event.type() == QEvent.Type.ParentChange and self._label is not None:
            self._label.setParent(self.parentWidget())
        return super().event(event)
