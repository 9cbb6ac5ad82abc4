"""The parts of the window that can be hidden, and how each comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.commands.commands import keys_of, plain
from gui.stored_settings import stored_flag
from gui.widgets.plain_text import Label
from gui.window.columns import Columns


@dataclass(frozen=True)
class Part:
    """A part of the window: its name in the menu, its keys, what shows it."""

    title: str
    keys: str
    widget: QWidget
    inside: str = ""
    """The part that it stands in; it can only be seen together with that."""


class Panels(QObject):
    """Entries for a menu that hide parts and bring them back; it remembers which are hidden.

    `columns` holds the large parts, and stands in `ground`; where all of them are hidden, a button
    in their place brings them back.
    """

    hidden = Signal(str, QAction)
    """The user hid a part for the first time since the start; carries how it comes back."""

    def __init__(
        self, parts: Mapping[str, Part], columns: Columns, ground: QBoxLayout,
        settings: QSettings, parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._window = parent
        self._parts = dict(parts)
        self._columns = columns
        self._settings = settings
        self._told: set[str] = set()
        self._quiet = False
        self.actions: dict[str, QAction] = {}
        self.usual = QAction(self.tr("&Usual layout"), self)
        self.usual.setShortcut(QKeySequence("Ctrl+Shift+L"))
        self.usual.setToolTip(self.tr("Show every part of the window in its usual place and size"))
        self.usual.triggered.connect(self.lay_out_as_usual)
        self._empty = self._make_empty()
        ground.addWidget(self._empty, 1)
        for name, part in self._parts.items():
            action = self.actions[name] = QAction(part.title, self)
            action.setCheckable(True)
            action.setChecked(True)
            action.setShortcut(QKeySequence(part.keys))
            action.setToolTip(self.tr("Hide this part of the window, or bring it back"))
            action.toggled.connect(self._toggled(name))
        self._restore()

    def _make_empty(self) -> QWidget:
        """What stands in the window when all its large parts are hidden."""
        empty = QWidget()
        words = Label(self.tr("Every part of the window is hidden."))
        words.setProperty("muted", True)
        self.back = QPushButton(f"{plain(self.usual.text())} ({keys_of(self.usual)})")
        self.back.clicked.connect(self.usual.trigger)
        down = QVBoxLayout(empty)
        down.addStretch()
        down.addWidget(words, 0, Qt.AlignmentFlag.AlignCenter)
        down.addWidget(self.back, 0, Qt.AlignmentFlag.AlignCenter)
        down.addStretch()
        empty.hide()
        return empty

    def shown(self) -> dict[str, bool]:
        """Which parts are shown, by name."""
        return {name: action.isChecked() for name, action in self.actions.items()}

    def show_these(self, shown: Mapping[str, bool]) -> None:
        """Show and hide the parts, without a message and without remembering it."""
        self._quiet = True
        for name, is_shown in shown.items():
            if name in self.actions:
                self.actions[name].setChecked(is_shown)
        self._quiet = False

    def bring(self, name: str) -> None:
        """Show one part, and that in which it stands."""
        inside = self._parts[name].inside
        if inside:
            self.bring(inside)
        self.actions[name].setChecked(True)

    @Slot()
    def lay_out_as_usual(self) -> None:
        """Every part is shown, in its usual size."""
        for name in self.actions:
            self.bring(name)
        self._columns.share_out()

    def _toggled(self, name: str) -> Callable[[bool], None]:
        def toggle(is_shown: bool) -> None:
            self._show(name, is_shown)

        return toggle

    def _show(self, name: str, is_shown: bool) -> None:
        part = self._parts[name]
        if is_shown and part.inside and not self._quiet:
            self.actions[part.inside].setChecked(True)
        was_usual = self._columns.is_usual()
        part.widget.setVisible(is_shown)
        large = [self.actions[one] for one, other in self._parts.items() if self._is_column(other)]
        something = any(action.isChecked() for action in large)
        self._columns.setVisible(something)
        self._empty.setVisible(not something)
        if was_usual and self._columns.isVisible():
            self._columns.share_out()
        if self._loses_focus():
            self._window.setFocus()
        if self._quiet:
            return
        self._settings.setValue(f"panels/{name}", is_shown)
        if not is_shown and name not in self._told:
            self._told.add(name)
            action = self.actions[name]
            words = self.tr("“{part}” is hidden. {keys} brings it back, and so does the menu View.")
            self.hidden.emit(words.format(part=plain(action.text()), keys=keys_of(action)), action)

    def _loses_focus(self) -> bool:
        """Whether the keys would go to something that is not seen."""
        focused: QWidget | None = self._window.focusWidget()
        return not (focused and focused.isVisible())

    def _is_column(self, part: Part) -> bool:
        return self._columns.indexOf(part.widget) >= 0

    def _restore(self) -> None:
        kept = {
            name: stored_flag(self._settings, f"panels/{name}", True)
            for name in self.actions
        }
        self.show_these(kept)
