"""The side view of the network as code: an entry of the menu, and where the view stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QSettings, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDockWidget, QMainWindow

from gui.design_panel.design_panel import DesignPanel
from gui.model.design_model import DesignModel
from gui.stored_settings import stored_flag, stored_state
from gui.theme.theme import ThemeSource

if TYPE_CHECKING:
    from gui.design_panel.python_panel import PythonPanel

SHOWN, DOCKED, PLACE = "python-view/shown", "python-view/docked", "python-view/geometry"
ROOMY = 1600
"""A window so wide has room for the view within it; else it stands over the tabs."""


class PythonView(QObject):
    """Shows and hides the view, which is made when it is first wanted."""

    def __init__(
        self, window: QMainWindow, stack: DesignPanel, model: DesignModel, themes: ThemeSource,
        settings: QSettings,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window, self._stack, self._model = window, stack, model
        self._themes, self._settings = themes, settings
        self.dock: QDockWidget | None = None
        self.panel: PythonPanel | None = None
        self.action = QAction(self.tr("Network as P&ython"), self)
        self.action.setCheckable(True)
        self.action.setShortcut(QKeySequence("Ctrl+Shift+Y"))
        self.action.setToolTip(self.tr("Show the layers as lines of Python, beside their list"))
        self.action.toggled.connect(self._show)

    def restore(self) -> None:
        """Show it where it was shown when the window was left."""
        if stored_flag(self._settings, SHOWN, False):
            self.action.setChecked(True)

    @Slot(bool)
    def _show(self, wanted: bool) -> None:
        self._settings.setValue(SHOWN, wanted)
        if self.dock is None and wanted:
            self._make()
        if self.dock is not None:
            self.dock.setVisible(wanted)

    def _make(self) -> None:
        # Loaded here: the window opens without it.
        from gui.design_panel.python_panel import PythonPanel

        self.panel = PythonPanel(
            self._model, self._stack.layers.view, self._themes, self._settings
        )
        self.panel.closed.connect(self._put_away)
        dock = self.dock = QDockWidget(self.tr("Network as Python"), self._window)
        dock.setObjectName("pythonDock")
        dock.setAllowedAreas(
            Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea
        )
        # The keys stay where they are, so that one can go on working while one reads.
        dock.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        dock.setWidget(self.panel)
        self._window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
        docked = stored_flag(self._settings, DOCKED, self._window.width() >= ROOMY)
        dock.setFloating(not docked)
        kept = stored_state(self._settings, PLACE)
        if not docked and (kept is None or not dock.restoreGeometry(kept)):
            dock.setGeometry(self._usual_place())
        dock.visibilityChanged.connect(self._follow)

    def _usual_place(self) -> QRect:
        """Beside the list of layers."""
        assert self.panel is not None
        screen = self._window.screen().availableGeometry()
        size = self.panel.sizeHint().boundedTo(screen.size())
        corner = self._stack.mapToGlobal(QPoint(self._stack.width() + 8, 96))
        left = min(corner.x(), screen.right() - size.width() - 12)
        top = min(corner.y(), screen.bottom() - size.height() - 40)
        return QRect(max(left, screen.left()), max(top, screen.top()), size.width(), size.height())

    @Slot()
    def _follow(self) -> None:
        """Its own cross hides it, too."""
        if self.dock is not None and self.dock.isHidden():
            self.action.setChecked(False)

    @Slot()
    def _put_away(self) -> None:
        self.action.setChecked(False)
        self._window.activateWindow()

    def close_down(self) -> None:
        """Remember where it stands, and take it away with the window."""
        if self.dock is not None:
            self._settings.setValue(DOCKED, not self.dock.isFloating())
            if self.dock.isFloating():
                self._settings.setValue(PLACE, self.dock.saveGeometry())
            self.dock.visibilityChanged.disconnect(self._follow)
            self.dock.hide()
