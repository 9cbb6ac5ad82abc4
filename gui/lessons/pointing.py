"""Locks by pointing: what is clicked in the window, by the name that lessons have for it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGroupBox,
    QInputDialog,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTabBar,
    QWidget,
)

from diynn.lessons.draft import Draft, with_lock
from diynn.lessons.lesson import Limit, is_place
from diynn.lessons.paths import FAMILIES, path_of, value_at
from gui.design_panel.palette_block import Block
from gui.help.pointing import Pointing
from gui.help.topics import kind_of
from gui.lessons.places import Parts
from gui.lessons.tasks import wrapped
from gui.theme.theme import ThemeSource
from gui.widgets.alive import alive
from gui.widgets.boxes import flow, vbox
from gui.widgets.number_question import read_fraction
from gui.widgets.setting_editor import SettingEditor

HIDE, FIX, LIMIT = "hide", "fix", "limit"
"""What a lock does with a control."""


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


class LockBox(QGroupBox):
    """What a lesson locks: chosen by pointing, listed, taken away again."""

    def __init__(
        self, window: QWidget, kept: QWidget, parts: Parts, themes: ThemeSource
    ) -> None:
        """What is clicked in the widget `kept` is never locked."""
        super().__init__()
        self.setTitle(self.tr("What is locked"))
        self.setProperty("helpTopic", "workshop-locks")
        self._window, self._kept, self._parts, self._themes = window, kept, parts, themes
        self._draft: Draft | None = None
        self._pointing: LockPointing | None = None
        self.kind = QComboBox()
        for words, kind in (
            (self.tr("Hide"), HIDE), (self.tr("Keep as it is"), FIX),
            (self.tr("Keep within bounds"), LIMIT),
        ):  # fmt: skip
            self.kind.addItem(words, kind)
        self.kind.setAccessibleName(self.tr("What a lock does"))
        self.lock = QPushButton(self.tr("Lock"))
        self.lock.setCheckable(True)
        self.lock.setToolTip(
            self.tr("Click on controls of the window to lock them; Escape ends it.")
        )
        self.lock.clicked.connect(self._point)
        self.locked = QListWidget()
        self.locked.setAccessibleName(self.tr("What is locked"))
        self.locked.setMaximumHeight(90)
        self.unlock = QPushButton(self.tr("Unlock"))
        self.unlock.setToolTip(self.tr("Take the chosen lock away"))
        self.unlock.clicked.connect(self._unlock)
        self.words = wrapped(muted=True)
        vbox(flow(self.kind, self.lock, self.unlock, spacing=6), self.locked, self.words,
             parent=self, spacing=6)  # fmt: skip

    def show_draft(self, draft: Draft) -> None:
        """Show the locks of a draft, and lock in it from now on."""
        self._draft = draft
        locks = draft.locks
        self.locked.clear()
        words = {HIDE: self.tr("hidden"), FIX: self.tr("kept"), LIMIT: self.tr("within bounds")}
        for kind, names in ((HIDE, locks.hide), (FIX, locks.fix), (LIMIT, tuple(locks.limit))):
            for name in names:
                text = f"{name}: {words[kind]}"
                if kind == LIMIT:
                    text += f" ({locks.limit[name].low:g} … {locks.limit[name].high:g})"
                item = QListWidgetItem(text)
                item.setData(Qt.ItemDataRole.UserRole, (kind, name))
                self.locked.addItem(item)
        self.locked.setVisible(self.locked.count() > 0)
        self.unlock.setVisible(self.locked.count() > 0)
        self.words.setText(
            self.tr("Students see how much is hidden, and can show all; that is noted.")
        )

    @Slot()
    def _point(self) -> None:
        if alive(self._pointing) is not None:
            self.end_pointing()
            return
        self._pointing = pointing = LockPointing(
            self._window, self._kept, self._parts, self._themes
        )
        pointing.pointed.connect(self.lock_control)
        pointing.ended.connect(self._end_pointing)
        self.lock.setChecked(True)
        pointing.start()

    def end_pointing(self) -> None:
        """Let clicks be clicks again."""
        pointing = alive(self._pointing)
        if pointing is not None:
            pointing.stop()

    @Slot()
    def _end_pointing(self) -> None:
        self.lock.setChecked(False)
        if self._pointing is not None:
            self._pointing.deleteLater()
            self._pointing = None

    @Slot(str)
    def lock_control(self, name: str) -> None:
        """Lock a control in the chosen way, or unlock it where it is so already."""
        draft, kind, words = self._draft, self.kind.currentData(), ""
        if draft is None:
            return
        if not name:
            words = self.tr("Lessons have no name for this: choose a control near it.")
        elif kind != HIDE and path_of(name) is None:
            words = self.tr("Only settings can be kept; “{name}” can be hidden.").format(name=name)
        elif kind == LIMIT and name not in draft.locks.limit:
            words = self._ask_limit(draft, name)
        else:
            draft.locks = with_lock(draft.locks, kind, name)
        self.show_draft(draft)
        if words:
            self.words.setText(words)

    def _ask_limit(self, draft: Draft, name: str) -> str:
        """Ask for the bounds of a setting; why there are none."""
        value = value_at(self._parts.session.design, name)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return self.tr("“{name}” is no number.").format(name=name)
        self.end_pointing()
        text, accepted = QInputDialog.getText(
            self, self.tr("Keep within bounds"),
            self.tr("Least and largest value of “{name}”, such as 0.01 … 1").format(name=name),
            text=f"{value:g} … {value:g}",
        )  # fmt: skip
        ends = [read_fraction(part.strip()) for part in text.replace("...", "…").split("…")]
        if not accepted:
            return ""
        if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0] > ends[1]:
            return self.tr("“{text}” are no bounds.").format(text=text)
        draft.locks = with_lock(draft.locks, LIMIT, name, Limit(ends[0], ends[1]))
        return ""

    @Slot()
    def _unlock(self) -> None:
        chosen = self.locked.selectedItems()
        if chosen and self._draft is not None:
            kind, name = chosen[0].data(Qt.ItemDataRole.UserRole)
            self._draft.locks = with_lock(self._draft.locks, kind, name)
            self.show_draft(self._draft)
