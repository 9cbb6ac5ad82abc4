"""An editor made from a declared setting alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from diynn.errors import SettingError
from diynn.settings import OneOf, Range, Setting, Value, pair_words
from gui.text.numbers import telling
from gui.text.wording import choices, error_text, help_text, label
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.file_dialogs import DataMenu
from gui.widgets.named_combo import NamedCombo
from gui.widgets.number_field import NumberField
from gui.widgets.plain_text import plain_tip
from gui.widgets.typed_field import LineField

_STEPS: dict[int, int] = {
    Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10,
}  # fmt: skip
_ROUND = 6
"""Pixels above and below the letters of a control, together."""
FILE_NAMES = ("path", "labels")
"""Texts of these names are files."""


class SettingEditor(QWidget):
    """One setting's control; `edited` brings a value that has been checked.

    What cannot be taken stays on the screen with a red edge and its reason as tooltip, while the
    last good value stays in force.
    """

    edited = Signal(object)

    def __init__(self, setting: Setting, owner: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setting = setting
        self.error = ""
        self.control: QWidget = self
        self._owner = owner
        self._value: Value = setting.default
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(4)

    @property
    def value(self) -> Value:
        """The last good value."""
        return self._value

    def set_value(self, value: Value) -> None:
        """Show another value, without `edited`."""
        self._value = value
        self._show_error("")
        self._show(value)

    def minimumSizeHint(self) -> QSize:
        """High enough for its letters: the style sheet has its height for the usual ones alone."""
        least = super().minimumSizeHint()
        return least.expandedTo(QSize(0, self.fontMetrics().height() + _ROUND))

    def set_owner(self, owner: str) -> None:
        """Change the words before the label in the name for screen readers."""
        self._owner = owner
        self.control.setAccessibleName(telling(owner, label(self.setting)))

    def set_compact(self, letters: int = 4) -> None:
        """Take as little room as the value needs."""

    def _show(self, value: Value) -> None:
        raise NotImplementedError

    def _hold(self, control: QWidget, stretch: int = 1) -> None:
        self._across.addWidget(control, stretch)
        self.control = control
        control.setAccessibleDescription(help_text(self.setting))
        control.setToolTip(help_text(self.setting))
        self.set_owner(self._owner)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys belong to the control. As a focus proxy it could be met by Tab in two places."""
        self.control.setFocus(event.reason())

    def _offer(self, value: object) -> None:
        try:
            good = self.setting.checked(value, self._owner)
        except SettingError as error:
            self._show_error(error_text(error))
            return
        self._show_error("")
        self._show(good)
        if good != self._value:
            self._value = good
            self.edited.emit(good)

    @Slot()
    def _forgive(self) -> None:
        self._show_error("")

    def _show_error(self, error: str) -> None:
        if error == self.error:
            return
        self.error = error
        control = self.control
        control.setToolTip(plain_tip(error or help_text(self.setting)))
        control.setProperty("invalid", bool(error))
        control.style().unpolish(control)
        control.style().polish(control)


class NumberEditor(SettingEditor):
    """A whole number or a decimal one."""

    def __init__(self, setting: Setting, owner: str, parent: QWidget | None = None) -> None:
        super().__init__(setting, owner, parent)
        limits = setting.limits if isinstance(setting.limits, Range) else None
        self.field = NumberField(setting.kind is int, limits)
        self._hold(self.field)
        self.field.typed.connect(self._offer)
        self.field.restored.connect(self._forgive)
        self._show(setting.default)

    def set_compact(self, letters: int = 4) -> None:
        """No arrow buttons, and room for so many digits."""
        self.field.set_compact(letters)

    def _show(self, value: Value) -> None:
        assert not isinstance(value, str | tuple)
        self.field.set_number(value)


class _TextLine(LineField):
    """A line whose text is taken on Enter and on leaving; Escape brings the last good one back."""

    taken = Signal(str)
    restored = Signal()
    """Escape brought back the last good text."""

    def __init__(self) -> None:
        super().__init__()
        self.good = ""
        self.editingFinished.connect(self.take)

    @Slot()
    def take(self) -> None:
        """Hand over what has been typed since the last good text."""
        if self.text() != self.good:
            self.taken.emit(self.text())
        elif self.isUndoAvailable():
            self.setText(self.good)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape restores; Enter stays here."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self.good:
            self.setText(self.good)
            self.restored.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is meant: leaving takes it."""
        super().focusOutEvent(event)
        self.take()


class _PairLine(_TextLine):
    """Two whole numbers in one line; the arrow keys make both larger or smaller."""

    stepped = Signal(int)

    letters = 0
    """For how many letters it has room, where they decide its width."""

    def set_compact(self, letters: int) -> None:
        """Room for so many letters."""
        self.letters = letters
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * letters + 14)

    def changeEvent(self, event: QEvent) -> None:
        """Have room for as many letters, however large they are."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.letters:
            self.set_compact(self.letters)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down step; the rest as in any line."""
        steps = _STEPS.get(event.key(), 0)
        if steps:
            self.take()
            self.stepped.emit(steps)
        else:
            super().keyPressEvent(event)


class PairEditor(SettingEditor):
    """A whole number for each direction: “3”, “3x3”, “3 × 3” and “3,5” are understood."""

    def __init__(self, setting: Setting, owner: str, parent: QWidget | None = None) -> None:
        super().__init__(setting, owner, parent)
        self.line = _PairLine()
        self._hold(self.line)
        self.line.taken.connect(self._offer)
        self.line.restored.connect(self._forgive)
        self.line.stepped.connect(self._step)
        self._show(setting.default)

    def set_compact(self, letters: int = 4) -> None:
        """Room for two numbers of so many digits, or of two."""
        self.line.set_compact(2 * min(letters, 3) + 1)

    @Slot(int)
    def _step(self, steps: int) -> None:
        limits, value = self.setting.limits, self._value
        if isinstance(limits, Range) and isinstance(value, tuple):
            low, high = int(limits.low), int(limits.high)
            self._offer(tuple(min(max(number + steps, low), high) for number in value))

    def _show(self, value: Value) -> None:
        assert isinstance(value, tuple)
        self.line.good = pair_words(value)
        self.line.setText(self.line.good)
        self.line.setCursorPosition(0)


class CheckEditor(SettingEditor):
    """Yes or no."""

    def __init__(self, setting: Setting, owner: str, parent: QWidget | None = None) -> None:
        super().__init__(setting, owner, parent)
        self.box = QCheckBox()
        self._hold(self.box)
        self.box.toggled.connect(self._offer)
        self._show(setting.default)

    def _show(self, value: Value) -> None:
        self.box.blockSignals(True)
        self.box.setChecked(bool(value))
        self.box.blockSignals(False)


class QuietCombo(NamedCombo):
    """A combo box that the wheel turns only where it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(3)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the list scroll."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceEditor(SettingEditor):
    """One of some words, kept as they are and shown translated."""

    def __init__(self, setting: Setting, owner: str, parent: QWidget | None = None) -> None:
        super().__init__(setting, owner, parent)
        self.box = QuietCombo()
        for shown, kept in choices(setting):
            self.box.addItem(shown, kept)
        self._hold(self.box)
        self.box.activated.connect(self._take)
        self._show(setting.default)

    @Slot()
    def _take(self) -> None:
        self._offer(self.box.currentData())

    def _show(self, value: Value) -> None:
        self.box.setCurrentIndex(self.box.findData(value))


class TextEditor(SettingEditor):
    """A text."""

    def __init__(self, setting: Setting, owner: str, parent: QWidget | None = None) -> None:
        super().__init__(setting, owner, parent)
        self.line = _TextLine()
        self._hold(self.line)
        self.line.taken.connect(self._offer)
        self.line.restored.connect(self._forgive)
        self._show(setting.default)

    def _show(self, value: Value) -> None:
        self.line.good = str(value)
        self.line.setText(str(value))


class FileEditor(TextEditor):
    """The path of a file or a folder, with a button that lets one be chosen."""

    def __init__(
        self, setting: Setting, owner: str, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(setting, owner, parent)
        self.line.setPlaceholderText(self.tr("no file chosen"))
        self.browse = QToolButton()
        self.browse.setProperty("raised", True)
        self.browse.setIconSize(QSize(16, 16))
        self.browse.setToolTip(self.tr("Choose a file or a folder"))
        self.browse.setAccessibleName(self.tr("Choose a file or a folder"))
        self.browse.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = DataMenu(self.browse)
        menu.chosen.connect(self._choose)
        self.browse.setMenu(menu)
        self._keeper = IconKeeper(self.browse, self.browse.setIcon, "open", themes)
        self._across.addWidget(self.browse)

    @Slot(object)
    def _choose(self, path: Path) -> None:
        self.line.setText(str(path))
        self._offer(str(path))


def setting_editor(
    setting: Setting, owner: str, themes: ThemeSource, parent: QWidget | None = None
) -> SettingEditor:
    """The editor that suits a setting; `owner` names whom it belongs to, in errors and aloud."""
    if setting.kind is tuple:
        return PairEditor(setting, owner, parent)
    if setting.kind is bool:
        return CheckEditor(setting, owner, parent)
    if isinstance(setting.limits, OneOf):
        return ChoiceEditor(setting, owner, parent)
    if setting.kind is str:
        if setting.name in FILE_NAMES:
            return FileEditor(setting, owner, themes, parent)
        return TextEditor(setting, owner, parent)
    return NumberEditor(setting, owner, parent)
