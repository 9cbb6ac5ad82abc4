"""Beyond the largest terms: the next of them, and those at a place."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from diynn.analysis.calculation.written import MOST
from gui.text.numbers import count
from gui.widgets.boxes import hbox
from gui.widgets.typed_field import LineField

NEXT = 48


class TermBar(QWidget):
    """How many terms have a line of their own, and at which place they stand; `changed` tells.

    It is seen where a value has more terms than are shown at first.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "calculation-terms")
        self._most = MOST
        self.field = LineField()
        self.field.setAccessibleName(self.tr("Find a term"))
        self.field.setPlaceholderText(self.tr("Find a place, such as 3, 5"))
        self.field.setToolTip(
            self.tr("The terms of which a factor stands there; empty for the largest ones")
        )
        self.field.setClearButtonEnabled(True)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.next = QPushButton()
        self.next.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.next.setToolTip(self.tr("Enter on the line of the other terms does the same"))
        hbox((self.field, 1), self.next, parent=self, margins=(0, 0, 0, 0), spacing=6)
        self.field.textChanged.connect(self.changed)
        self.next.clicked.connect(self.show_more)

    @property
    def most(self) -> int:
        """How many terms have a line."""
        return self._most

    @property
    def place(self) -> tuple[int, ...]:
        """The numbers that were typed; empty for any place."""
        return tuple(int(number) for number in re.findall(r"\d{1,9}", self.field.text()))

    @property
    def is_unreadable(self) -> bool:
        """Whether something was typed that names no place."""
        return bool(self.field.text().strip()) and not self.place

    def reset(self) -> None:
        """Another value: its largest terms, at any place."""
        self._most = MOST
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)

    @Slot()
    def show_more(self) -> None:
        """Give the next largest terms a line too."""
        if not self.next.isHidden():
            self._most += NEXT
            self.changed.emit()

    def show_counts(self, terms: int, left: int) -> None:
        """Say of how many terms so many are `left` without a line."""
        self.setVisible(terms > MOST)
        more = min(left, NEXT)
        self.next.setVisible(more > 0)
        words = self.tr("Show the next {count}", "", more)
        self.next.setText(words.format(count=count(more)))
