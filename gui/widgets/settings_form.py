"""A labelled form of the settings of one declared thing, and the choice among its kinds.

A small button unfolds the settings that are used less.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from diynn.errors import SettingError
from diynn.settings import Declared, OneOf, Setting, Value, settings_of
from gui.text.wording import label, name_of, translated
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.alive import let_name
from gui.widgets.caption import Caption
from gui.widgets.setting_editor import QuietCombo, SettingEditor, setting_editor


def column_grid(parent: QWidget, columns: int = 4, *, line_gap: int = 4) -> QGridLayout:
    """Give `parent` a grid of equal columns, which stand over those of its neighbours."""
    grid = QGridLayout(parent)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(line_gap)
    for column in range(columns):
        grid.setColumnStretch(column, 1)
    return grid


class SettingsForm(QWidget):
    """Every setting under its label, in columns; `edited` tells a name and its new value.

    `names` picks some of the settings; all are shown without it. A form that is `folded` is hidden,
    and its editors are made when it is first shown or asked for them: most forms of a window are
    never unfolded.
    """

    edited = Signal(str, object)
    filled = Signal()
    """The editors of a folded form have been made."""

    def __init__(
        self,
        kind: type[Declared],
        owner: str,
        themes: ThemeSource,
        columns: int = 3,
        names: Sequence[str] | None = None,
        parent: QWidget | None = None,
        folded: bool = False,
    ) -> None:
        super().__init__(parent)
        self._editors: dict[str, SettingEditor] = {}
        self._labels: dict[str, Caption] = {}
        self._owner, self._themes, self._columns = owner, themes, columns
        self._settings = [s for s in settings_of(kind) if names is None or s.name in names]
        self._declared: Declared | None = None
        self._is_filled = False
        self._grid = column_grid(self, columns, line_gap=0)
        if folded:
            self.hide()
        else:
            self._fill()

    @property
    def editors(self) -> dict[str, SettingEditor]:
        """The editors by the names of their settings."""
        self._fill()
        return self._editors

    @property
    def labels(self) -> dict[str, Caption]:
        """The labels by the names of their settings."""
        self._fill()
        return self._labels

    def setVisible(self, visible: bool) -> None:
        """Have editors before anybody sees the form."""
        if visible:
            self._fill()
        super().setVisible(visible)

    def _fill(self) -> None:
        if self._is_filled:
            return
        self._is_filled = True
        place, columns = 0, self._columns
        for setting in self._settings:
            span = _columns_wanted(setting, columns)
            if place % columns + span > columns:
                place += columns - place % columns
            self._add(setting, (place // columns, place % columns, span))
            place += span
        if self._declared is not None:
            self.show_values(self._declared)
        self.filled.emit()

    def _add(self, setting: Setting, place: tuple[int, int, int]) -> None:
        line, column, span = place
        editor = setting_editor(setting, self._owner, self._themes)
        editor.edited.connect(self._teller(setting.name))
        caption = Caption(label(setting))
        let_name(caption, editor.control)
        caption.setToolTip(editor.control.toolTip())
        bottom = Qt.AlignmentFlag.AlignBottom
        self._grid.addWidget(caption, 2 * line, column, 1, span, bottom)
        self._grid.addWidget(editor, 2 * line + 1, column, 1, span)
        if line:
            self._grid.setRowMinimumHeight(2 * line, caption.sizeHint().height() + 4)
        self._editors[setting.name] = editor
        self._labels[setting.name] = caption

    def _teller(self, name: str) -> Callable[[object], None]:
        def tell(value: object) -> None:
            self.edited.emit(name, value)

        return tell

    def set_owner(self, owner: str) -> None:
        """Change the words before each label in the names for screen readers."""
        self._owner = owner
        for editor in self._editors.values():
            editor.set_owner(owner)

    def show_values(self, declared: Declared) -> None:
        """Show the values of `declared`; an entry that is just being typed stays."""
        self._declared = declared
        for name, editor in self._editors.items():
            value: Value = getattr(declared, name)
            if value != editor.value:
                editor.set_value(value)


def _columns_wanted(setting: Setting, columns: int) -> int:
    """A free text, such as a path, takes a whole line."""
    free = setting.kind is str and not isinstance(setting.limits, OneOf)
    return columns if free else 1


class KindCombo(QuietCombo):
    """Lists kinds by name, under the titles of their groups where `group_of` gives any."""

    picked = Signal(object)
    """The user chose this kind."""

    def __init__(
        self,
        kinds: Sequence[type[Declared]],
        name: str,
        group_of: Callable[[type[Declared]], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kinds = {kind.name(): kind for kind in kinds}
        self.setAccessibleName(name)
        self._items = QStandardItemModel(self)
        last = ""
        for kind in kinds:
            group = group_of(kind) if group_of is not None else ""
            if group != last:
                title = QStandardItem(group)
                title.setFlags(Qt.ItemFlag.NoItemFlags)
                self._items.appendRow(title)
                last = group
            item = QStandardItem(name_of(kind))
            item.setData(kind.name(), Qt.ItemDataRole.UserRole)
            item.setToolTip(translated(kind.help()))
            self._items.appendRow(item)
        self.setModel(self._items)
        self.activated.connect(self._tell)

    def show_kind(self, kind: type[Declared]) -> None:
        """Show which kind it is."""
        self.setCurrentIndex(self.findData(kind.name()))
        self.setToolTip(translated(kind.help()))

    @Slot()
    def _tell(self) -> None:
        name = self.currentData()
        if name in self._kinds:
            self.picked.emit(self._kinds[name])


def of_kind(kind: type[Declared], old: Declared) -> Any:
    """A new value of `kind` that takes over what the user had set of the same name in `old`."""
    had = {setting.name: setting for setting in settings_of(type(old))}
    values: dict[str, Any] = {}
    for setting in settings_of(kind):
        before = had.get(setting.name)
        if before is None or getattr(old, setting.name) == before.default:
            continue
        try:
            values[setting.name] = setting.checked(getattr(old, setting.name), kind.name())
        except SettingError:
            continue
    return kind(**values)


def small_button(name: str, drawing: str, themes: ThemeSource) -> QToolButton:
    """A button of 20 pixels that keeps its room while it is hidden."""
    button = QToolButton()
    button.setAccessibleName(name)
    button.setFixedSize(20, 20)
    button.setIconSize(QSize(14, 14))
    button.setProperty("small", True)
    IconKeeper(button, button.setIcon, drawing, themes)
    policy = button.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    button.setSizePolicy(policy)
    return button


def unfolder(name: str, themes: ThemeSource) -> QToolButton:
    """A button that is checked while the less used settings are seen."""
    button = small_button(name, "settings", themes)
    button.setCheckable(True)
    button.setToolTip(QCoreApplication.translate("settings", "More settings"))
    return button
