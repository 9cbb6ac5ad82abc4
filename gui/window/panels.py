"""The parts of the window that can be hidden, and how each comes back.

The columns share out the width of the window until somebody drags their borders.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QObject, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from gui.commands.commands import keys_of, plain
from gui.stored_settings import stored_flag
from gui.theme.theme import ThemeSource
from gui.widgets.alive import focused_in
from gui.widgets.plain_text import Label


class Columns(QSplitter):
    """Three columns: the middle one takes what the others leave, and the right one grows with it.

    All grow with the size of text, as far as there is room.
    """

    USUAL = (372, 540, 340)
    """Pixels of each at the usual size of text."""
    MOST = (0.34, 1.0, 0.28)
    """The share of the whole that each has at most, where it has its usual width."""
    GROWING = 0.25
    """The share of what is more that goes to the right."""

    def __init__(self, themes: ThemeSource, parts: Sequence[QWidget]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._themes = themes
        self._given = False
        """Whether somebody gave them other widths than the usual ones."""
        self.setChildrenCollapsible(False)
        for part, stretch in zip(parts, (0, 1, 0), strict=True):
            self.addWidget(part)
            self.setStretchFactor(self.count() - 1, stretch)
        super().setSizes(list(self.USUAL))
        self.splitterMoved.connect(self._note_drag)
        themes.changed.connect(self._follow)

    def usual(self) -> list[int]:
        """The usual widths in this width."""
        zoom, width = max(self._themes.zoom, 1.0), self.width()
        left, middle, right = (round(pixels * zoom) for pixels in self.USUAL)
        more = max(width - left - middle - right, 0)
        left = max(min(left, round(self.MOST[0] * width)), self.USUAL[0])
        right += round(more * self.GROWING)
        right = max(min(right, round(self.MOST[2] * width)), round(0.8 * self.USUAL[2]))
        return [left, max(width - left - right, 0), right]

    def is_usual(self) -> bool:
        """Whether nobody has dragged a border."""
        return not self._given

    def setSizes(self, sizes: Sequence[int]) -> None:
        """Take these widths from now on."""
        super().setSizes(sizes)
        self._given = True

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview) -> bool:
        """Take the widths that somebody gave the columns at another time."""
        self._given = super().restoreState(state)
        return self._given

    @Slot()
    def _note_drag(self) -> None:
        self._given = True

    @Slot()
    def share_out(self) -> None:
        """Give each column its usual width."""
        super().setSizes(self.usual())
        self._given = False

    @Slot()
    def _follow(self) -> None:
        if self.is_usual():
            self.share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new width."""
        super().resizeEvent(event)
        self._follow()


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
        self._announced: set[str] = set()
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
        if not is_shown and name not in self._announced:
            self._announced.add(name)
            action = self.actions[name]
            words = self.tr("“{part}” is hidden. {keys} brings it back, and so does the menu View.")
            self.hidden.emit(words.format(part=plain(action.text()), keys=keys_of(action)), action)

    def _loses_focus(self) -> bool:
        """Whether the keys would go to something that is not seen."""
        focused = focused_in(self._window)
        return not (focused and focused.isVisible())

    def _is_column(self, part: Part) -> bool:
        return self._columns.indexOf(part.widget) >= 0

    def _restore(self) -> None:
        kept = {
            name: stored_flag(self._settings, f"panels/{name}", True)
            for name in self.actions
        }
        self.show_these(kept)
