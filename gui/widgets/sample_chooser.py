"""Choose one sample of the test or the training part: by its number, or the next one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QToolButton, QWidget

from diynn.settings import Range
from gui.text.numbers import count
from gui.widgets.boxes import hbox
from gui.widgets.caption import Caption, ElidedCaption
from gui.widgets.named_combo import NamedCombo
from gui.widgets.number_field import NumberField


class SampleChooser(QWidget):
    """Which part, and which sample of it; people count from 1, `place` from 0."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "sample-choice")
        self._counts = {"test": 0, "train": 0}
        self.place = 0
        self.part_box = NamedCombo()
        self.part_box.addItem(self.tr("Test sample"), "test")
        self.part_box.addItem(self.tr("Training sample"), "train")
        self.part_box.setAccessibleName(self.tr("Which part"))
        self.part_box.setToolTip(self.tr("Take the sample from the test or the training part"))
        self.part_box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.before = self._button("‹", self.tr("Previous sample"))
        self.after = self._button("›", self.tr("Next sample"))
        self.field = NumberField(whole=True, limits=Range(0, 2**31))
        self.field.set_compact(6)
        self.field.setAccessibleName(self.tr("Number of the sample"))
        self.field.setToolTip(self.tr("Number of the sample; ↑ and ↓ go on by one"))
        self.total = Caption()
        self.summary = ElidedCaption()
        across = hbox(
            self.part_box, self.before, self.field, self.after, self.total, parent=self,
            margins=(0, 0, 0, 0), spacing=4,
        )  # fmt: skip
        across.addSpacing(8)
        across.addWidget(self.summary, 1)
        self.part_box.currentIndexChanged.connect(self._take_part)
        self.before.clicked.connect(self._go_back)
        self.after.clicked.connect(self._go_on)
        self.field.typed.connect(self._take_number)

    @property
    def part(self) -> str:
        """"test" or "train"."""
        return str(self.part_box.currentData())

    def set_counts(self, test: int, train: int) -> None:
        """Say how many samples there are; the place stays where it still exists."""
        self._counts = {"test": test, "train": train}
        if not self._counts[self.part]:
            self.part_box.blockSignals(True)
            self.part_box.setCurrentIndex(self.part_box.findData("train" if train else "test"))
            self.part_box.blockSignals(False)
        self._show()

    def tell(self, text: str) -> None:
        """Say something about the sample."""
        if text != self.summary.text():
            self.summary.set_words(text)

    def go_to(self, place: int) -> None:
        """Choose a sample, counted from 0; from the last one on, the first follows."""
        number = self._counts[self.part]
        if number and place % number != self.place:
            self.place = place % number
            self._show()
            self.changed.emit()

    def choose(self, part: str, place: int) -> None:
        """Choose a sample of "test" or "train", where there is one of that place."""
        if 0 <= place < self._counts[part]:
            moved = (part, place) != (self.part, self.place)
            self.part_box.blockSignals(True)
            self.part_box.setCurrentIndex(self.part_box.findData(part))
            self.part_box.blockSignals(False)
            self.place = place
            self._show()
            if moved:
                self.changed.emit()

    def _button(self, sign: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setAutoRepeat(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setProperty("raised", True)
        return button

    def _show(self) -> None:
        number = self._counts[self.part]
        self.place = min(self.place, max(number - 1, 0))
        self.field.set_number(self.place + 1)
        self.total.setText(self.tr("of {0}").format(count(number)))
        self.total.updateGeometry()
        for widget in (self.before, self.after, self.field):
            widget.setEnabled(number > 0)

    @Slot()
    def _take_part(self) -> None:
        self._show()
        self.changed.emit()

    @Slot()
    def _go_back(self) -> None:
        self.go_to(self.place - 1)

    @Slot()
    def _go_on(self) -> None:
        self.go_to(self.place + 1)

    @Slot(object)
    def _take_number(self, typed: object) -> None:
        # One beyond either end is a step of the arrows, and goes round.
        if isinstance(typed, int) and 0 <= typed <= self._counts[self.part] + 1:
            self.go_to(typed - 1)
        # What is no such number gives way to the last good one.
        self._show()
