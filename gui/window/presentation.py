"""Presentation: what a class needs to see, large and on the whole screen; Escape leaves."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QEvent, QObject, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from gui.theme.theme import TextZoom
from gui.widgets.plain_text import Label
from gui.window.panels import Columns, Panels

USUAL_HEIGHT = 830.0
"""Of a window whose text is read at a desk, in pixels: on a higher screen text grows with it."""
LEAST_LARGER, MOST_LARGER = 1.1, 1.6
STROKE = 1.75
"""How much thicker lines and points are."""
HINT_MS = 9000
SHOWN = {"network": True, "tabs": True, "curves": True, "controls": True, "blocks": False}
"""The parts of the window that a class looks at."""


@dataclass(frozen=True)
class _Before:
    """How the window was."""

    state: Qt.WindowState
    place: QRect
    columns: QByteArray | None
    """None where nobody has dragged them."""
    parts: dict[str, bool]


class Presentation(QObject):
    """Changes the window, and puts all of it back: its place, its parts, its size of text."""

    def __init__(
        self, window: QMainWindow, panels: Panels, zoom: TextZoom, columns: Columns,
        chrome: tuple[QWidget, ...],
    ) -> None:  # fmt: skip
        """`chrome` is hidden too while it lasts."""
        super().__init__(window)
        self._window = window
        self._panels = panels
        self._zoom = zoom
        self._columns = columns
        self._chrome = chrome
        self._before: _Before | None = None
        self._hinted = False
        self.action = QAction(self.tr("&Presentation"), self)
        self.action.setCheckable(True)
        self.action.setShortcut(QKeySequence("F11"))
        self.action.setToolTip(
            self.tr("The whole screen, larger text and thicker lines; Esc leaves")
        )
        self.action.toggled.connect(self._toggle)
        self.hint = Label(parent=window)
        self.hint.setProperty("readout", True)
        self.hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hint.setText(
            self.tr(
                "Esc leaves · Space plays and pauses · → takes a step · Ctrl+K finds every command "
                "· Ctrl + and Ctrl − change the size of text"
            )
        )
        self.hint.setWordWrap(True)
        self.hint.hide()
        self._hint_timer = QTimer(self, interval=HINT_MS)
        self._hint_timer.setSingleShot(True)
        self._hint_timer.timeout.connect(self.hint.hide)
        window.installEventFilter(self)

    @property
    def is_on(self) -> bool:
        """Whether the window is in front of a class."""
        return self._before is not None

    @Slot()
    def leave(self) -> None:
        """Back to exactly what was before."""
        self.action.setChecked(False)

    @Slot(bool)
    def _toggle(self, wanted: bool) -> None:
        if wanted and self._before is None:
            self._enter()
        elif not wanted and self._before is not None:
            self._go_back(self._before)

    def _enter(self) -> None:
        window = self._window
        self._before = _Before(
            window.windowState(), window.geometry(),
            None if self._columns.is_usual() else self._columns.saveState(), self._panels.shown(),
        )  # fmt: skip
        # A hidden menu's keys are dead; as the window's own they live on.
        window.addActions(_entries(window.menuBar().actions()))
        window.menuBar().hide()
        for widget in self._chrome:
            widget.hide()
        self._panels.show_these(SHOWN)
        height = window.screen().geometry().height()
        larger = min(max(height / USUAL_HEIGHT, LEAST_LARGER), MOST_LARGER)
        self._zoom.lend(larger, STROKE)
        window.showFullScreen()
        self._columns.share_out()
        if not self._hinted:
            self._hinted = True
            self._place_hint()
            self.hint.show()
            self.hint.raise_()
            self._hint_timer.start()

    def _go_back(self, before: _Before) -> None:
        window = self._window
        self._before = None
        self.hint.hide()
        self._zoom.take_back()
        for widget in self._chrome:
            widget.show()
        window.menuBar().show()
        for action in _entries(window.menuBar().actions()):
            window.removeAction(action)
        self._panels.show_these(before.parts)
        window.setWindowState(before.state)
        if before.state == Qt.WindowState.WindowNoState:
            window.setGeometry(before.place)
        if before.columns is not None:
            self._columns.restoreState(before.columns)

    def _place_hint(self) -> None:
        wanted = self.hint.fontMetrics().horizontalAdvance(self.hint.text()) + 24
        self.hint.setFixedWidth(min(wanted, self._window.width() - 48))
        self.hint.adjustSize()
        self.hint.move(
            (self._window.width() - self.hint.width()) // 2,
            self._window.height() - self.hint.height() - 24,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the hint at the foot of the window."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.is_on:
            self._place_hint()
        return False


def _entries(actions: list[QAction]) -> list[QAction]:
    """All entries of menus that have keys, in menus inside menus too."""
    found = []
    for action in actions:
        menu = action.menu()
        if isinstance(menu, QMenu):
            found += _entries(menu.actions())
        elif not action.shortcut().isEmpty():
            found.append(action)
    return found
