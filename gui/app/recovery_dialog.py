"""Offers work that an earlier session left unsaved: bring it back, discard it, or ask later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.widgets.plain_text import Label, plain_tip


class Offered(NamedTuple):
    """What there is to bring back; `time` in seconds since 1970, `file` empty if it had none."""

    title: str
    time: float
    epochs: int
    file: str


def told_time(seconds: float) -> str:
    """A moment in the person's own way of writing; `seconds` since 1970."""
    moment = QDateTime.fromMSecsSinceEpoch(round(1000 * seconds))
    language = QLocale()
    day = language.toString(moment.date(), QLocale.FormatType.LongFormat)
    return f"{day}, {language.toString(moment.time(), QLocale.FormatType.ShortFormat)}"


class RecoveryDialog(QDialog):
    """One thing is told in a sentence, several stand in a list. Rows are numbered as given."""

    chosen = Signal(int)
    """Bring this one back."""
    discarded = Signal(int)
    """Throw this one away; the rest is still offered."""

    def __init__(self, offers: Sequence[Offered], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Unsaved work"))
        self._offers = dict(enumerate(offers))
        self.words = Label()
        self.words.setWordWrap(True)
        self.words.setMinimumWidth(440)
        self.list = QTreeWidget()
        self.list.setAccessibleName(self.tr("Work that was not saved"))
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels([self.tr("Network"), self.tr("Kept"), self.tr("Epochs")])
        for row, offer in self._offers.items():
            item = QTreeWidgetItem([offer.title, told_time(offer.time), f"{offer.epochs}"])
            item.setData(0, Qt.ItemDataRole.UserRole, row)
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(0, plain_tip(offer.file) or self.tr("Not saved to a file yet"))
            self.list.addTopLevelItem(item)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        self.list.itemActivated.connect(self._choose)

        buttons = QDialogButtonBox()
        self.back = QPushButton(self.tr("Bring it back"))
        self.back.setDefault(True)
        self.back.setToolTip(self.tr("Go on with it; it is saved when you save it"))
        self.discard = QPushButton(self.tr("Discard"))
        self.discard.setAutoDefault(False)
        self.discard.setToolTip(self.tr("Throw it away for good"))
        self.later = QPushButton(self.tr("Later"))
        self.later.setAutoDefault(False)
        self.later.setToolTip(self.tr("Keep it, and ask again at the next start"))
        buttons.addButton(self.back, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.discard, QDialogButtonBox.ButtonRole.DestructiveRole)
        buttons.addButton(self.later, QDialogButtonBox.ButtonRole.RejectRole)
        self.back.clicked.connect(self._choose)
        self.discard.clicked.connect(self._throw_away)
        buttons.rejected.connect(self.reject)
        down = QVBoxLayout(self)
        down.setContentsMargins(20, 18, 20, 16)
        down.setSpacing(14)
        down.addWidget(self.words)
        down.addWidget(self.list)
        down.addWidget(buttons)
        self._say()
        self.back.setFocus()

    def _say(self) -> None:
        """Say what is left to offer."""
        several = len(self._offers) > 1
        self.list.setVisible(several)
        if several:
            self.words.setText(
                self.tr(
                    "diynn ended without warning, but kept {count} networks that were not saved. "
                    "Choose one; the others are offered again at the next start."
                ).format(count=len(self._offers))
            )
        else:
            offer = next(iter(self._offers.values()))
            if offer.epochs == 0:
                text = self.tr("It is as it was on {time}, not trained for a whole epoch yet.")
            elif offer.epochs == 1:
                text = self.tr("It is as it was on {time}, after one epoch of training.")
            else:
                text = self.tr("It is as it was on {time}, after {epochs} epochs of training.")
            first = self.tr("diynn ended without warning, but kept the unsaved work on “{title}”.")
            self.words.setText(
                first.format(title=offer.title)
                + "\n\n"
                + text.format(time=told_time(offer.time), epochs=offer.epochs)
            )
            self.words.setToolTip(plain_tip(offer.file))
        self.adjustSize()

    def _current(self) -> QTreeWidgetItem:
        """What stands out in the list, which is never empty here."""
        item = self.list.currentItem() or self.list.topLevelItem(0)
        assert item is not None
        return item

    @Slot()
    def _choose(self) -> None:
        self.accept()
        self.chosen.emit(self._current().data(0, Qt.ItemDataRole.UserRole))

    @Slot()
    def _throw_away(self) -> None:
        item = self._current()
        row = item.data(0, Qt.ItemDataRole.UserRole)
        self.list.takeTopLevelItem(self.list.indexOfTopLevelItem(item))
        del self._offers[row]
        self.discarded.emit(row)
        if self._offers:
            self._say()
        else:
            self.reject()
