"""Choose which images to look at: the part, the order, the class, or their numbers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from diynn.analysis.reconstruction import PartName
from diynn.analysis.reconstruction_page import EVERY_CLASS, ImageChoice, read_numbers
from diynn.errors import DataError
from gui.text.wording import error_text
from gui.widgets.boxes import FlowLayout
from gui.widgets.named_combo import NamedCombo
from gui.widgets.plain_text import Label
from gui.widgets.typed_field import LineField


class _NumbersLine(LineField):
    """Escape brings back what was taken last."""

    def __init__(self) -> None:
        super().__init__()
        self.good = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, and stays here."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self.good:
            self.setText(self.good)
            self.editingFinished.emit()
        else:
            super().keyPressEvent(event)


class ImageChoiceBar(QWidget):
    """Boxes in a line, or in several where the line is short; `changed` by the user alone."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "image-choice")
        self._count = 0
        self._seed = 0
        self._numbers: tuple[int, ...] = ()
        self._classes: tuple[str, ...] | None = None
        self.part = NamedCombo()
        self.part.addItem(self.tr("Test images"), "test")
        self.part.addItem(self.tr("Training images"), "train")
        self.part.setAccessibleName(self.tr("Which images"))
        self.part.setToolTip(
            self.tr("Test images were kept from the training: they tell how it does on new ones")
        )
        self.order = NamedCombo()
        for text, kept in (
            (self.tr("At random"), "random"),
            (self.tr("Worst first"), "worst"),
            (self.tr("Best first"), "best"),
            (self.tr("By class"), "class"),
            (self.tr("By number"), "numbers"),
        ):
            self.order.addItem(text, kept)
        self.order.setAccessibleName(self.tr("Order"))
        self.order.setToolTip(self.tr("Which of the images are shown, and in which order"))
        self.others = QPushButton(self.tr("Others"))
        self.others.setToolTip(self.tr("Draw other images at random"))
        self.line = _NumbersLine()
        self.line.setPlaceholderText("3, 17, 20-25")
        self.line.setAccessibleName(self.tr("Numbers of the images"))
        self.line.setMinimumWidth(190)
        self.complaint = Label()
        self.complaint.setProperty("error", True)
        self.only = NamedCombo()
        self.only.setAccessibleName(self.tr("Which class"))
        self.only.setToolTip(self.tr("Show and average the images of one class only"))
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.setHorizontalSpacing(8)
        self._flow.setVerticalSpacing(4)
        self.complaint.setParent(self)
        for box in (self.part, self.order, self.others, self.line, self.only):
            box.setParent(self)
            # By Tab alone: a click on a box must not take the keys of a run from the window.
            typed = box is self.line
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus if typed else Qt.FocusPolicy.TabFocus)
        self.part.currentIndexChanged.connect(self._tell)
        self.order.currentIndexChanged.connect(self._tell)
        self.only.currentIndexChanged.connect(self._tell)
        self.others.clicked.connect(self._draw_others)
        self.line.editingFinished.connect(self._take_numbers)
        self.set_count(0)
        self.set_classes(())

    # What the owner tells

    def set_classes(self, classes: Sequence[str]) -> None:
        """Offer these classes; the one chosen stays, if it is still there."""
        if tuple(classes) == self._classes:
            return
        self._classes = tuple(classes)
        blocked = self.only.blockSignals(True)
        kept = self.only.currentText()
        self.only.clear()
        self.only.addItem(self.tr("All classes"), EVERY_CLASS)
        for number, name in enumerate(classes):
            self.only.addItem(name, number)
        self.only.setCurrentIndex(max(self.only.findText(kept), 0))
        self.only.blockSignals(blocked)
        self._arrange()

    def set_count(self, count: int) -> None:
        """Say how many images the part has, which bounds their numbers."""
        if count == self._count and self.line.toolTip():
            return
        self._count = count
        self.line.setToolTip(
            self.tr("Numbers of images from 1 to {count}, such as 3, 17, 20-25").format(count=count)
        )
        if self.order.currentData() == "numbers":
            self._read()

    def show_numbers(self, numbers: Sequence[int]) -> None:
        """Choose images by their numbers, from 0, as if they had been written."""
        self.line.setText(written_numbers(numbers))
        blocked = self.order.blockSignals(True)
        self.order.setCurrentIndex(self.order.findData("numbers"))
        self.order.blockSignals(blocked)
        self._read()
        self._tell()

    def choose_part(self, part: PartName) -> None:
        """Choose the training or the test part, without `changed`."""
        blocked = self.part.blockSignals(True)
        self.part.setCurrentIndex(self.part.findData(part))
        self.part.blockSignals(blocked)

    # What was chosen

    def part_name(self) -> PartName:
        """The training or the test part."""
        return "test" if self.part.currentData() == "test" else "train"

    def choice(self) -> ImageChoice:
        """Which images of the part."""
        order = self.order.currentData()
        if order == "numbers":
            return ImageChoice("numbers", numbers=self._numbers)
        only = self.only.currentData()
        seed = self._seed if order == "random" else 0
        return ImageChoice(order, EVERY_CLASS if only is None else int(only), seed)

    def error(self) -> str:
        """What is wrong with the numbers that were written, if anything."""
        return self.complaint.text()

    @Slot()
    def _draw_others(self) -> None:
        self._seed += 1
        self.changed.emit()

    @Slot()
    def _take_numbers(self) -> None:
        before = self._numbers
        self._read()
        if self._numbers != before:
            self.changed.emit()

    def _read(self) -> None:
        """Take the numbers of the line; those that cannot be read are shown in red."""
        words = ""
        text = self.line.text().strip()
        try:
            self._numbers = read_numbers(text, self._count) if text else ()
            self.line.good = self.line.text()
        except DataError as error:
            words = error_text(error)
        if words == self.error():
            return
        self.complaint.setText(words)
        self.line.setAccessibleDescription(words)
        self.line.setProperty("invalid", bool(words))
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)
        self._arrange()

    @Slot()
    def _tell(self) -> None:
        self._arrange()
        self.changed.emit()

    def _arrange(self) -> None:
        """Show what the order needs; a flow keeps room between hidden boxes, so they leave it."""
        order = self.order.currentData()
        shown: dict[QWidget, bool] = {
            self.part: True,
            self.order: True,
            self.others: order == "random",
            self.line: order == "numbers",
            self.only: order != "numbers" and bool(self._classes),
            self.complaint: order == "numbers" and bool(self.error()),
        }
        while self._flow.takeAt(0) is not None:
            pass
        for box, is_shown in shown.items():
            box.setVisible(is_shown)
            if is_shown:
                self._flow.addWidget(box)
        self._flow.invalidate()


def written_numbers(numbers: Sequence[int]) -> str:
    """Images counted from 0 as a person writes them: neighbours as a range."""
    pieces: list[list[int]] = []
    for number in numbers:
        if pieces and number == pieces[-1][-1] + 1:
            pieces[-1].append(number)
        else:
            pieces.append([number])
    return ", ".join(
        str(piece[0] + 1) if len(piece) == 1 else f"{piece[0] + 1}-{piece[-1] + 1}"
        for piece in pieces
    )
