"""A labelled form of the settings of one declared thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from diynn.settings import Declared, OneOf, Setting, Value, settings_of
from gui.text.wording import label
from gui.theme.theme import ThemeSource
from gui.widgets.caption import Caption
from gui.widgets.setting_editor import SettingEditor, setting_editor


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
        caption.setBuddy(editor.control)
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
