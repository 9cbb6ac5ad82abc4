"""A labelled form of the settings of one declared thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from diynn.settings import Declared, OneOf, Setting, Value, settings_of
from gui.theme import ThemeSource
from gui.widgets.caption import Caption
from gui.widgets.setting_editor import SettingEditor, setting_editor
from gui.wording import label


class SettingsForm(QWidget):
    """Every setting under its label, in columns; `edited` tells a name and its new value.

    `names` picks some of the settings; all are shown without it.
    """

    edited = Signal(str, object)

    def __init__(
        self,
        kind: type[Declared],
        owner: str,
        themes: ThemeSource,
        columns: int = 3,
        names: Sequence[str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.editors: dict[str, SettingEditor] = {}
        self.labels: dict[str, Caption] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        place = 0
        for setting in settings_of(kind):
            if names is not None and setting.name not in names:
                continue
            span = _columns_wanted(setting, columns)
            if place % columns + span > columns:
                place += columns - place % columns
            self._add(setting, owner, themes, (place // columns, place % columns, span))
            place += span

    def _add(
        self, setting: Setting, owner: str, themes: ThemeSource, place: tuple[int, int, int]
    ) -> None:
        line, column, span = place
        editor = setting_editor(setting, owner, themes)
        editor.edited.connect(self._teller(setting.name))
        caption = Caption(label(setting))
        caption.setBuddy(editor.control)
        caption.setToolTip(editor.control.toolTip())
        bottom = Qt.AlignmentFlag.AlignBottom
        self._grid.addWidget(caption, 2 * line, column, 1, span, bottom)
        self._grid.addWidget(editor, 2 * line + 1, column, 1, span)
        if line:
            self._grid.setRowMinimumHeight(2 * line, caption.sizeHint().height() + 4)
        self.editors[setting.name] = editor
        self.labels[setting.name] = caption

    def _teller(self, name: str) -> Callable[[object], None]:
        def tell(value: object) -> None:
            self.edited.emit(name, value)

        return tell

    def set_owner(self, owner: str) -> None:
        """Change the words before each label in the names for screen readers."""
        for editor in self.editors.values():
            editor.set_owner(owner)

    def show_values(self, declared: Declared) -> None:
        """Show the values of `declared`; an entry that is just being typed stays."""
        for name, editor in self.editors.items():
            value: Value = getattr(declared, name)
            if value != editor.value:
                editor.set_value(value)


def _columns_wanted(setting: Setting, columns: int) -> int:
    """A free text, such as a path, takes a whole line."""
    free = setting.kind is str and not isinstance(setting.limits, OneOf)
    return columns if free else 1
