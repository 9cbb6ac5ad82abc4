"""Where help is asked for: F1, the pointer as a question mark, the menu; the panel that answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QSettings, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QToolButton

from gui.stored_settings import stored_flag, stored_state
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.alive import alive

if TYPE_CHECKING:
    from gui.help.page import Question
    from gui.help.panel import HelpPanel
    from gui.help.pointing import Pointing

_ROOMY = 1600
"""A window so wide has room for the panel within it; else it stands beside or over it."""


class HelpController(QObject):
    """Answers in a panel that can be docked in the window or stand beside it.

    All that makes an answer is loaded with the first question.
    """

    def __init__(self, window: QMainWindow, themes: ThemeSource, settings: QSettings) -> None:
        super().__init__(window)
        self._window, self._themes, self._settings = window, themes, settings
        self.dock: QDockWidget | None = None
        self.panel: HelpPanel | None = None
        self.pointing: Pointing | None = None
        self.ask_action = self._action(self.tr("&Help on this control"), "F1", self.ask_focus)
        self.point_action = self._action(self.tr("&What is this?"), "Shift+F1", self.point)
        self.contents_action = self._action(self.tr("All to&pics"), "", self.show_contents)
        self.button = QToolButton()
        self.button.setToolTip(self.tr("What is this? Click here, then on anything (Shift+F1)"))
        self.button.setAccessibleName(self.tr("What is this?"))
        self.button.setIconSize(QSize(20, 20))
        self.button.setCheckable(True)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        IconKeeper(self.button, self.button.setIcon, "help", themes)
        self.button.clicked.connect(self._toggle_pointing)
        window.installEventFilter(self)

    def _action(self, text: str, keys: str, slot: object) -> QAction:
        action = QAction(text, self)
        if keys:
            action.setShortcut(QKeySequence(keys))
            # In the windows beside the main one, too.
            action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        action.triggered.connect(slot)
        return action

    def actions(self) -> list[QAction]:
        """What a menu offers."""
        return [self.ask_action, self.point_action, self.contents_action]

    # Questions.

    @Slot()
    def ask_focus(self) -> None:
        """Explain what the keys go to; asked again, go to the answer."""
        from gui.help.pointing import question_at

        focused = QApplication.focusWidget() or self._window
        question = question_at(focused)
        shown = self.dock is not None and self.dock.isVisible()
        if shown and self.panel is not None and self.panel.question == question:
            self.panel.page.activateWindow()
            self.panel.page.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.answer(question)

    @Slot(str)
    def ask_topic(self, name: str) -> None:
        """Explain the topic of this name, such as a layer's."""
        from gui.help.page import Question

        self.answer(Question(name))

    @Slot()
    def show_contents(self) -> None:
        """Show all topics, ready to search in."""
        from gui.help.page import CONTENTS, Question

        self.answer(Question(CONTENTS))
        assert self.panel is not None
        self.panel.activateWindow()
        self.panel.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(object)
    def answer(self, question: Question) -> None:
        """Show the answer in the panel."""
        if self.dock is None or self.panel is None:
            self._make_panel()
        assert self.panel is not None
        assert self.dock is not None
        self.panel.ask(question)
        self.dock.show()
        self.dock.raise_()

    # Pointing.

    @Slot()
    def point(self) -> None:
        """Turn the pointer into a question mark over the window in front, or back."""
        from gui.help.pointing import Pointing

        # It goes with the window that it lies over.
        pointing = alive(self.pointing)
        if pointing is not None:
            pointing.stop()
            return
        front = QApplication.activeWindow() or self._window
        self.pointing = Pointing(front, self._themes)
        self.pointing.asked.connect(self.answer)
        self.pointing.ended.connect(self._end_pointing)
        self.button.setChecked(True)
        self.pointing.start()
        # Meanwhile, in a turn of its own, what the first answer needs.
        QTimer.singleShot(0, self._read)

    @Slot()
    def _read(self) -> None:
        import gui.help.panel  # noqa: F401
        from gui.help.topics import language, topics

        topics(language())

    @Slot()
    def _toggle_pointing(self) -> None:
        self.point()

    @Slot()
    def _end_pointing(self) -> None:
        if self.pointing is not None:
            self.pointing.deleteLater()
            self.pointing = None
        self.button.setChecked(False)

    # The panel.

    def _make_panel(self) -> None:
        from gui.help.panel import HelpPanel

        self.panel = HelpPanel(self._themes)
        self.panel.closed.connect(self.close_panel)
        dock = self.dock = QDockWidget(self.tr("Help"), self._window)
        dock.setObjectName("helpDock")
        dock.setAllowedAreas(
            Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea
        )
        # The keys stay where they are, so that one can go on working while one reads.
        dock.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        dock.setWidget(self.panel)
        self._window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        docked = stored_flag(self._settings, "help/docked", self._window.width() >= _ROOMY)
        dock.setFloating(not docked)
        kept = stored_state(self._settings, "help/geometry")
        if not docked and (kept is None or not dock.restoreGeometry(kept)):
            dock.setGeometry(self._usual_place())

    def _usual_place(self) -> QRect:
        """Beside the window where there is room on the screen, else over its right side."""
        assert self.panel is not None
        screen, frame = self._window.screen().availableGeometry(), self._window.frameGeometry()
        size = self.panel.sizeHint().boundedTo(screen.size())
        left = frame.right() + 8
        if left + size.width() > screen.right():
            left = min(frame.right(), screen.right()) - size.width() - 12
        top = min(frame.top() + 72, screen.bottom() - size.height() - 40)
        return QRect(max(left, screen.left()), max(top, screen.top()), size.width(), size.height())

    @Slot()
    def close_panel(self) -> None:
        """Put the panel away; the keys go back to the window."""
        if self.dock is not None:
            self.dock.hide()
            self._window.activateWindow()

    @Slot()
    def close_down(self) -> None:
        """Remember where the panel stands, and take it away with the window."""
        if self.dock is not None:
            self._settings.setValue("help/docked", not self.dock.isFloating())
            if self.dock.isFloating():
                self._settings.setValue("help/geometry", self.dock.saveGeometry())
            self.dock.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape, where nothing in the window wants it, puts the panel away."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.dock is not None
            and self.dock.isVisible()
        ):
            self.close_panel()
            return True
        return super().eventFilter(watched, event)
