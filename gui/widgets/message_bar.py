"""One sentence across the window: what happened, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.accessibility import announce
from gui.widgets.plain_text import Label

_BAR, _STEPS = 180, 1000
"""The width of the progress bar, and its steps."""

Cause = Callable[[], bool]
"""Whether there still is what a message is about."""


@dataclass(frozen=True)
class Notice:
    """A sentence that stands as long as its cause does, also below newer ones."""

    text: str
    cause: Cause


@dataclass(frozen=True)
class _Message:
    kind: str
    text: str
    label: str
    act: Callable[[], object] | None
    cause: Cause | None
    lasts: bool


class MessageBar(QFrame):
    """Hidden until something is said. A message goes when it is closed, when something newer is
    said, or, at a `review`, when its cause has gone; one that `lasts` waits below the newer one."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._picture = Label()
        self._picture_icon = IconKeeper(self, self._show_picture, "info", themes)
        self.words = Label()
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.bar = QProgressBar()
        self.bar.setFixedWidth(_BAR)
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.action = QPushButton()
        self.dismiss = QToolButton()
        self.dismiss.setAutoRaise(True)
        self.dismiss.setAccessibleName(self.tr("Close the message"))
        self.dismiss.setToolTip(self.tr("Close the message"))
        self._keeper = IconKeeper(self.dismiss, self.dismiss.setIcon, "close", themes)
        self._messages: list[_Message] = []
        across = QHBoxLayout(self)
        across.setContentsMargins(12, 6, 8, 6)
        across.setSpacing(8)
        across.addWidget(self._picture)
        across.addWidget(self.words, 1)
        across.addWidget(self.bar)
        across.addWidget(self.action)
        across.addWidget(self.dismiss)
        self.action.clicked.connect(self._do)
        self.dismiss.clicked.connect(self.close_message)
        self.hide()

    def _show_picture(self, icon: QIcon) -> None:
        self._picture.setPixmap(icon.pixmap(QSize(20, 20)))

    def say(
        self, kind: str, text: str, label: str = "", act: Callable[[], object] | None = None,
        cause: Cause | None = None, *, lasts: bool = False,
    ) -> None:  # fmt: skip
        """Show `text` as "info", "warning", "error" or "success", with a button if there is one.

        Of those with the same `cause` the last is the one that counts.
        """
        below = [one for one in self._messages if one.lasts and one.cause != cause]
        self._messages = [*below, _Message(kind, text, label, act, cause, lasts)]
        self._show_newest()
        announce(self, text, urgent=kind in ("error", "warning"))

    def show_progress(self, text: str, share: float | None) -> None:
        """Say how far the work is that the message shown is about, from 0 to 1; None where nobody
        knows. It is not read out: the message was."""
        self.words.setText(text)
        self.bar.setRange(0, 0 if share is None else _STEPS)
        self.bar.setValue(0 if share is None else round(_STEPS * share))
        self.bar.setAccessibleName(text)
        self.bar.show()

    def is_about(self, cause: Cause) -> bool:
        """Whether the message shown has this cause."""
        return bool(self._messages) and self._messages[-1].cause == cause

    @Slot()
    def review(self) -> None:
        """Let go of messages whose cause has gone."""
        standing = [one for one in self._messages if one.cause is None or one.cause()]
        if standing != self._messages:
            self._messages = standing
            self._show_newest()

    @Slot()
    def close_message(self) -> None:
        """Close the message that is shown."""
        self._messages = self._messages[:-1]
        self._show_newest()

    def _show_newest(self) -> None:
        self.setVisible(bool(self._messages))
        if not self._messages:
            return
        shown = self._messages[-1]
        self.bar.hide()
        self.setProperty("note", shown.kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._picture_icon.show(shown.kind)
        self.words.setText(shown.text)
        self.words.setAccessibleName(shown.text)
        self.action.setVisible(shown.act is not None)
        self.action.setText(shown.label)

    @Slot()
    def _do(self) -> None:
        act = self._messages[-1].act if self._messages else None
        self.close_message()
        if act is not None:
            act()
