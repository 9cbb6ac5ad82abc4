"""Locks by pointing: what is clicked in the window, by the name that lessons have for it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTabBar, QWidget

from diynn.lessons.lesson import is_place
from diynn.lessons.paths import FAMILIES
from gui.design_panel.palette_block import Block
from gui.help.pointing import Pointing
from gui.help.topics import kind_of
from gui.lessons.places import Parts
from gui.theme.theme import ThemeSource
from gui.widgets.setting_editor import SettingEditor


def named_at(widget: QWidget | None, at: QPoint, parts: Parts) -> tuple[str, QWidget | None]:
    """The name that lessons have for a widget at a place in it, or for the nearest around it, and
    which that is; empty and None where there is none."""
    while widget is not None:
        found = _name_of(widget, at, parts)
        if found and is_place(found):
            return found, widget
        at = widget.mapToParent(at)
        widget = widget.parentWidget()
    return "", None


def _name_of(widget: QWidget, at: QPoint, parts: Parts) -> str:
    if isinstance(widget, SettingEditor):
        return _path_of(widget, parts)
    if isinstance(widget, Block):
        return f"block.{widget.kind.name()}"
    tabs = parts.tabs
    if isinstance(widget, QTabBar) and widget is tabs.tabBar():
        row = widget.tabAt(at)
        return f"tab.{tabs.names()[row]}" if 0 <= row < len(tabs.names()) else "tabs"
    return next((name for name, widgets in parts.widgets.items() if widget in widgets), "")


def _path_of(editor: SettingEditor, parts: Parts) -> str:
    """The path of the setting that an editor shows."""
    kind = kind_of(editor.setting)
    part = next((name for name, kinds in FAMILIES.items() if kind in kinds), "")
    if part != "layers":
        return f"{part}.{editor.setting.name}"
    view = parts.stack.layers.view
    for row in range(parts.session.model.rowCount()):
        if view.row_widget(row).isAncestorOf(editor):
            return f"layers.{row + 1}.{editor.setting.name}"
    return f"layers.{editor.setting.name}"


class LockPointing(Pointing):
    """Each click names a control, until Escape or the right button ends it; `kept` stays what it
    is, and is not locked."""

    pointed = Signal(str)
    """A control was clicked; carries its name, empty where lessons have none for it."""

    def __init__(self, window: QWidget, kept: QWidget, parts: Parts, themes: ThemeSource) -> None:
        super().__init__(window, themes)
        self.setAccessibleName(self.tr("Click on what is to be locked, or press Escape"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._kept, self._parts = kept, parts

    def _found(self, at: QPoint) -> tuple[str, QWidget | None]:
        below = self._under(at)[0]
        if below is None or below is self._kept or self._kept.isAncestorOf(below):
            return "", None
        return named_at(below, below.mapFrom(self._window, at), self._parts)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Frame what would be locked."""
        name, widget = self._found(event.position().toPoint())
        frame = QRect()
        if widget is not None:
            frame = QRect(widget.mapTo(self._window, QPoint()), widget.size())
        if (frame, name) != (self._frame, self._title):
            self._frame, self._title = frame, name
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Name what is clicked; what is written at the side ends it, as the right button does."""
        at = event.position().toPoint()
        inside = self._kept.rect().contains(self._kept.mapFrom(self._window, at))
        if event.button() != Qt.MouseButton.LeftButton or inside:
            self.stop()
        else:
            self.pointed.emit(self._found(at)[0])
