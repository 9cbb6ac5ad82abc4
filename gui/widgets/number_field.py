"""A field for one number, written with a comma or a point."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QStyle, QStyleOptionSpinBox, QWidget

from diynn.settings import Range
from diynn.text import from_power
from gui.text.numbers import typed
from gui.widgets.typed_field import TypedField

_LAYING_OUT = (
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Polish,
    QEvent.Type.StyleChange,
    QEvent.Type.FontChange,
    QEvent.Type.FocusIn,
    QEvent.Type.FocusOut,
)


class NumberField(TypedField, QAbstractSpinBox):
    """Takes anything while it is typed; emits it on Enter, on leaving, or at once by arrows.

    It judges nothing: `typed` gives the number as it was read, or the text where it is none, and
    the owner answers with `set_number` or leaves it standing.
    """

    typed = Signal(object)
    """An int, a float, or the text where that is no number."""
    restored = Signal()
    """Escape brought back the last good value."""

    def __init__(self, whole: bool, limits: Range | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = whole
        self._limits = limits or Range(-math.inf, math.inf)
        self._number: float = 0
        self._untouched = True
        self._letters = 0
        """For how many digits it has room, where they decide its width."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().textEdited.connect(self._note_typing)
        self.watch(self.lineEdit())
        self.editingFinished.connect(self.take)

    def set_number(self, value: float) -> None:
        """Show `value`, the last good one from now on."""
        self._number = value
        self._show(value)

    def set_compact(self, letters: int) -> None:
        """No arrow buttons, and room for so many digits: for a narrow row."""
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setProperty("compact", True)
        self._letters = letters
        self._fit_letters()

    def _fit_letters(self) -> None:
        if self._letters:
            self.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * self._letters + 14)

    def changeEvent(self, event: QEvent) -> None:
        """Have room for as many digits, however large they are."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_letters()

    @Slot()
    def take(self) -> None:
        """Hand over what has been typed since the last good value."""
        if self._untouched:
            return
        self._untouched = True
        text = self.lineEdit().text()
        value = read_number(text, self._whole)
        self.typed.emit(text.strip() if value is None else value)

    @Slot()
    def _note_typing(self) -> None:
        self._untouched = False

    def _show(self, value: float) -> None:
        self._untouched = True
        text, line = typed(value), self.lineEdit()
        # Undo within the field ends where a value was taken: what was before is the window's.
        if line.text() != text or line.isUndoAvailable() or line.isRedoAvailable():
            line.setText(text)
            line.setCursorPosition(0)

    # What Qt asks of a spin box.

    def event(self, event: QEvent) -> bool:
        """Without buttons the digits get their room too, which style sheets still keep free."""
        handled = super().event(event)
        if event.type() in _LAYING_OUT and self.property("compact"):
            self.lineEdit().setGeometry(self.rect().adjusted(2, 2, -2, -2))
        return handled

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Anything may stand here for a while."""
        return QValidator.State.Acceptable, text, position

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        """Down to the lower limit, up to the upper."""
        flags = QAbstractSpinBox.StepEnabledFlag
        down = flags.StepDownEnabled if self._number > self._limits.low else flags.StepNone
        up = flags.StepUpEnabled if self._number < self._limits.high else flags.StepNone
        return down | up

    def stepBy(self, steps: int) -> None:
        """One more or less; for a float a tenth of its leading digit's place, or of the range."""
        self.take()
        value = self._number
        if self._whole:
            new = value + steps
        else:
            for _ in range(abs(steps)):
                value = stepped(value, self._limits, steps > 0)
            new = value
        new = min(max(new, self._limits.low), self._limits.high)
        if new != self._number:
            self._number = int(new) if self._whole else new
            self._show(self._number)
            self.selectAll()
            self.typed.emit(self._number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter emits the value and keeps the focus; Escape brings back the last good value."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
            self.selectAll()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            unchanged = self.lineEdit().text() == typed(self._number)
            self._show(self._number)
            self.selectAll()
            self.restored.emit()
            event.setAccepted(not unchanged)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is meant: leaving takes it."""
        super().focusOutEvent(event)
        self.take()
        self.lineEdit().deselect()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn the value only where it is being edited: else the list scrolls."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def minimumSizeHint(self) -> QSize:
        """Room for five digits and the arrows."""
        option = QStyleOptionSpinBox()
        self.initStyleOption(option)
        metrics, kind = self.fontMetrics(), QStyle.ContentsType.CT_SpinBox
        # The style reckons the width for arrows beside a padding that is already meant for them.
        inner = QSize(1, metrics.height())
        high = self.style().sizeFromContents(kind, option, inner, self).height()
        return QSize(metrics.horizontalAdvance("0" * 5) + 36, high)

    def sizeHint(self) -> QSize:
        """The same: a field grows with its column only."""
        return self.minimumSizeHint()


def read_number(text: str, whole: bool = False) -> float | None:
    """The number in a text with "," or "." before the decimals; None where it is none.

    Spaces between thousands are left out. Of several marks the last is the decimal one, unless
    all are alike. Powers of ten are read as 2e-5, 2·10⁻⁵ or 2*10^-5.
    """
    text = from_power("".join(text.split())).replace("\N{MINUS SIGN}", "-")
    last = max(text.rfind(","), text.rfind("."))
    marks = {mark for mark in text if mark in ",."}
    if last >= 0:
        head, tail = text[:last], text[last + 1 :]
        if len(marks) == 1 and head.count(text[last]):
            return None
        text = head.replace(",", "").replace(".", "") + "." + tail
    try:
        value = float(text)
    except ValueError:
        return None
    if not math.isfinite(value):
        return None
    return int(value) if whole and value.is_integer() else value


def stepped(value: float, limits: Range, up: bool) -> float:
    """The next value up or down, in round numbers: 0.1, 0.2, …; 0.01 below 0.1 if logarithmic."""
    span = limits.high - limits.low
    if limits.logarithmic or not math.isfinite(span):
        if value <= 0:
            return 1e-4 if up else 0.0
        place = 10.0 ** math.floor(math.log10(value) + 1e-9)
        if not up and value <= place * (1 + 1e-9):
            place /= 10
    else:
        place = 10.0 ** math.floor(math.log10(span / 10) + 1e-9)
    steps = math.floor(value / place + 1e-9) + 1 if up else math.ceil(value / place - 1e-9) - 1
    return float(f"{steps * place:.10g}")
