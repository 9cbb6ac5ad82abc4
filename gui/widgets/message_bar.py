"""One sentence across the window: what happened, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.accessibility import announce
from gui.widgets.plain_text import Label


class MessageBar(QFrame):
    """Hidden until something is said; stays until it is closed or something newer is said."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._picture = Label()
        self._picture_icon = IconKeeper(self, self._show_picture, "info", themes)
        self.words = Label()
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.action = QPushButton()
        self.dismiss = QToolButton()
        self.dismiss.setAutoRaise(True)
        self.dismiss.setAccessibleName(self.tr("Close the message"))
        self.dismiss.setToolTip(self.tr("Close the message"))
        self._keeper = IconKeeper(self.dismiss, self.dismiss.setIcon, "close", themes)
        self._act: Callable[[], object] | None = None
        across = QHBoxLayout(self)
        across.setContentsMargins(12, 6, 8, 6)
        across.setSpacing(8)
        across.addWidget(self._picture)
        across.addWidget(self.words, 1)
        across.addWidget(self.action)
        across.addWidget(self.dismiss)
        self.action.clicked.connect(self._do)
        self.dismiss.clicked.connect(self.hide)
        self.hide()

    def _show_picture(self, icon: QIcon) -> None:
        self._picture.setPixmap(icon.pixmap(QSize(20, 20)))

    def say(
        self, kind: str, text: str, label: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Show `text` as "info", "warning", "error" or "success", with a button if there is one."""
        self.setProperty("note", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._picture_icon.show(kind)
        self.words.setText(text)
        self.words.setAccessibleName(text)
        self._act = act
        self.action.setVisible(act is not None)
        self.action.setText(label)
        self.show()
        announce(self, text, urgent=kind in ("error", "warning"))

    @Slot()
    def _do(self) -> None:
        act = self._act
        self.hide()
        if act is not None:
            act()
