"""A choice among the kinds of one family: data sets, losses, optimizers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from diynn.errors import SettingError
from diynn.settings import Declared, settings_of
from gui.text.wording import name_of, translated
from gui.widgets.setting_editor import QuietCombo


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
