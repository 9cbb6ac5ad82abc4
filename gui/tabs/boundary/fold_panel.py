"""A panel that can be closed: a line of controls, and below it something that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from gui.theme.theme import ThemeSource
from gui.widgets.plain_text import Label
from gui.widgets.unfolder import small_button


class FoldPanel(QWidget):
    """Shows its content, or a sentence in its place; `closed` asks to be folded away."""

    closed = Signal()

    def __init__(
        self, content: QWidget, title: str, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.line = QHBoxLayout()
        self.line.setContentsMargins(12, 4, 8, 2)
        self.line.setSpacing(8)
        self.title = Label(title)
        self.title.setProperty("strong", True)
        self.line.addWidget(self.title)
        self.close_button = small_button(self.tr("Close this panel"), "close", themes)
        self.close_button.setToolTip(self.tr("Close this panel"))
        self.close_button.clicked.connect(self.closed)
        self.line.addWidget(self.close_button)
        if not isinstance(content, QAbstractScrollArea):
            area = QScrollArea()
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setWidgetResizable(True)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(content)
            content = area
        self._words = Label()
        self._words.setProperty("muted", True)
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setMargin(12)
        self._pages = QStackedLayout()
        self._pages.addWidget(content)
        self._pages.addWidget(self._words)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addLayout(self.line)
        down.addLayout(self._pages, 1)

    def add_control(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a control into the line, before the button that closes."""
        self.line.insertWidget(self.line.count() - 1, widget, stretch)

    def say(self, words: str) -> None:
        """Show a sentence in place of the content; the content for an empty one."""
        self._words.setText(words)
        self._pages.setCurrentIndex(1 if words else 0)

    def words(self) -> str:
        """Return the sentence that is shown, if any."""
        return self._words.text()
