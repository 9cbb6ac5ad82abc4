"""A combo box that tells its name also where Qt tells nothing but its label's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from gui.widgets.alive import let_name
from gui.widgets.plain_text import Label

ALL = 99
"""More entries than any list has: Qt makes a list no higher than the screen."""
_AIR = 1
"""Pixels that Qt leaves free on either side of the words of a box."""
_ROUND = 4
"""Pixels above and below the letters of a box, together."""
_BESIDE = 12
"""Pixels beside the entries of a list: its margins."""


class NamedCombo(QComboBox):
    """On Linux the name that Qt tells of a combo box is its choice, and what it is for comes from
    a label that stands beside it. So where it has a name, it has such a label, which is not seen.

    A choice that is longer than the box ends in …, where Qt would cut it off anywhere. Its list has
    room for every entry, as far as the screen has.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self._label: QLabel | None = None
        self._least = 0
        super().__init__(parent)
        self.setMaxVisibleItems(ALL)

    def setAccessibleName(self, name: str) -> None:
        """Say what is chosen here."""
        super().setAccessibleName(name)
        if self._label is None:
            self._label = Label(parent=self.parentWidget())
            self._label.hide()
            let_name(self._label, self)
        self._label.setText(name.replace("&", "&&"))

    def event(self, event: QEvent) -> bool:
        """Take the label along to another parent: only there it counts."""
        done = super().event(event)
        if event.type() == QEvent.Type.ParentChange and self._label is not None:
            self._label.setParent(self.parentWidget())
        if event.type() == QEvent.Type.Polish:
            # The style sheet has a height for letters of the usual size.
            self._least = self.minimumHeight()
            self._fit_letters()
        return done

    def changeEvent(self, event: QEvent) -> None:
        """With other letters it has another least size; Qt forgets that with another style only."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            super().changeEvent(QEvent(QEvent.Type.StyleChange))
            self._fit_letters()

    def _fit_letters(self) -> None:
        self.setMinimumHeight(max(self._least, self.fontMetrics().height() + _ROUND))

    def showPopup(self) -> None:
        """Open the list as wide as its longest entry."""
        view = self.view()
        needed = view.sizeHintForColumn(0) + 2 * view.frameWidth() + _BESIDE
        view.setMinimumWidth(min(needed, self.screen().availableSize().width()))
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, and of its choice what there is room for."""
        if self.isEditable() or self.currentIndex() < 0:
            super().paintEvent(event)
            return
        shown = QStyleOptionComboBox()
        self.initStyleOption(shown)
        style = self.style()
        room = style.subControlRect(
            QStyle.ComplexControl.CC_ComboBox, shown, QStyle.SubControl.SC_ComboBoxEditField, self
        ).width() - 2 * _AIR
        if not shown.currentIcon.isNull():
            room -= shown.iconSize.width() + 4
        metrics, right = self.fontMetrics(), Qt.TextElideMode.ElideRight
        # Qt rounds the width of the longest words: they may need the air beside them.
        if metrics.horizontalAdvance(shown.currentText) > room + 2 * _AIR:
            shown.currentText = metrics.elidedText(shown.currentText, right, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, shown)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, shown)
        painter.end()
