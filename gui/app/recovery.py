"""After a sudden end of the program: finds what it left unsaved, and offers to bring it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal, Slot
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

from diynn.errors import FileError
from diynn.storage.safety_copies import Document, Leftover, leftovers
from gui.background.waiting import wait_for
from gui.background.worker import Worker
from gui.model.autosave import Autosave
from gui.model.documents import Documents
from gui.model.session import Session
from gui.text.numbers import count
from gui.text.wording import error_message, time_text
from gui.widgets.message_bar import Notice
from gui.widgets.plain_text import Label, plain_tip


class RecoveryOffer(NamedTuple):
    """What there is to bring back; `time` in seconds since 1970, `file` empty if it had none."""

    title: str
    time: float
    epochs: int
    file: str


class RecoveryDialog(QDialog):
    """One offer is a sentence, several are a list. Rows are numbered as given."""

    chosen = Signal(int)
    """Bring this one back."""
    discarded = Signal(int)
    """Throw this one away; the rest is still offered."""

    def __init__(self, offers: Sequence[RecoveryOffer], parent: QWidget | None = None) -> None:
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
            item = QTreeWidgetItem([offer.title, time_text(offer.time), f"{offer.epochs}"])
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
            else:
                text = self.tr(
                    "It is as it was on {time}, after {epochs} epoch(s) of training.", "",
                    offer.epochs,
                )  # fmt: skip
            first = self.tr("diynn ended without warning, but kept the unsaved work on “{title}”.")
            self.words.setText(
                first.format(title=offer.title)
                + "\n\n"
                + text.format(time=time_text(offer.time), epochs=count(offer.epochs))
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


@dataclass(frozen=True)
class UnsavedWork:
    """What a program that is gone has left."""

    left: Leftover
    document: Document
    epochs: int


@dataclass(frozen=True)
class ScanResult:
    """All that was left: what can be brought back, and what is broken, with why and where it is."""

    whole: list[UnsavedWork] = field(default_factory=list)
    broken: list[tuple[FileError, Path]] = field(default_factory=list)


def scan(folder: Path) -> Iterator[ScanResult]:
    """Look through the safety copies; yields once. Closed there, it leaves all of them."""
    result = ScanResult()
    for left in leftovers(folder):
        try:
            model, document = left.read()
        except FileError as error:
            if isinstance(error.__cause__, OSError):
                # Another time it may be read.
                left.leave()
            else:
                result.broken.append((error, left.put_aside()))
        except MemoryError:
            left.leave()
        else:
            result.whole.append(UnsavedWork(left, document, len(model.history)))
    try:
        yield result
    except GeneratorExit:
        for found in result.whole:
            found.left.leave()
        raise


class Recovery(QObject):
    """Between the safety copies and the window. Nothing is taken away before it is elsewhere."""

    looked = Signal()
    """All has been looked through; `dialog` is there where something is offered."""

    def __init__(
        self, folder: Path, session: Session, documents: Documents, autosave: Autosave,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._folder, self._session, self._documents = folder, session, documents
        self.autosave = autosave
        self._worker = Worker("safety copies", self)
        self._worker.stepped.connect(self._take_result)
        self._worker.ended.connect(self._offer)
        self._result = ScanResult()
        self._found: list[UnsavedWork] = []
        self.dialog: RecoveryDialog | None = None

    @Slot()
    def look(self) -> None:
        """Look through the safety copies, on another thread, and offer what is found."""
        if not self._worker.is_busy:
            self._worker.start(partial(scan, self._folder))

    @Slot()
    def close(self) -> None:
        """Leave what was not decided on for the next time."""
        self._worker.cancel()
        self._leave()
        if self.dialog is not None:
            self.dialog.close()

    @Slot()
    def finish(self) -> None:
        """Wait until this program's own copy is away, at its end."""
        self.autosave.finish()

    @Slot(object)
    def _take_result(self, result: ScanResult) -> None:
        self._result = result
        self._found = list(result.whole)

    @Slot(object)
    def _offer(self, error: Exception | None) -> None:
        result, self._result = self._result, ScanResult()
        if error is not None:
            self.looked.emit()
            # Unforeseen: the error hook shows it.
            raise error
        for broken, folder in result.broken:
            self._session.said.emit(
                "warning",
                self.tr(
                    "What an earlier session left unsaved cannot be brought back: {reason} "
                    "It was put aside in {folder}."
                ).format(reason=error_message(broken), folder=folder),
            )
        if self._found:
            self.dialog = RecoveryDialog(
                [
                    RecoveryOffer(
                        found.document.title, found.document.time, found.epochs,
                        str(found.document.path or ""),
                    )
                    for found in self._found
                ],
                self._documents.window,
            )  # fmt: skip
            self.dialog.chosen.connect(self._bring_back)
            self.dialog.discarded.connect(self._discard)
            self.dialog.rejected.connect(self._leave)
            self.dialog.open()
        self.looked.emit()

    @Slot(int)
    def _bring_back(self, row: int) -> None:
        found = self._found[row]
        try:
            model, document = wait_for(
                found.left.read, self.tr("Opening the safety copy…"), self._documents.window
            )
        except FileError as error:
            self._documents.failed.emit(error)
            self._leave()
            return
        adopted = self._documents.bring_back(model, document.path)
        if adopted:
            self.autosave.adopt(found.left)
            words = self.tr("“{title}” is back as it was on {time}. It is not saved yet.").format(
                title=document.title, time=time_text(document.time)
            )
            self._session.said.emit("info", Notice(words, self._is_unsaved))
        self._leave(found if adopted else None)

    def _is_unsaved(self) -> bool:
        return not self._documents.is_saved

    @Slot(int)
    def _discard(self, row: int) -> None:
        self._found[row].left.discard()

    @Slot()
    def _leave(self, but: UnsavedWork | None = None) -> None:
        """Leave all others for the next time."""
        for found in self._found:
            if found is not but:
                found.left.leave()
        self._found = []
