"""After a sudden end of the program: finds what it left unsaved, and offers to bring it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from diynn.errors import FileError
from diynn.storage.safety_copies import Document, Leftover, leftovers
from gui.app.recovery_dialog import Offered, RecoveryDialog, told_time
from gui.background.waiting import waited
from gui.background.worker import Worker
from gui.model.autosave import Swap
from gui.model.documents import Documents
from gui.model.session import Session
from gui.text.wording import what


@dataclass(frozen=True)
class Found:
    """What a program that is gone has left."""

    left: Leftover
    document: Document
    epochs: int


@dataclass(frozen=True)
class Sight:
    """All that was left: what can be brought back, and what is broken, with why and where it is."""

    whole: list[Found] = field(default_factory=list)
    broken: list[tuple[FileError, Path]] = field(default_factory=list)


def sighted(folder: Path) -> Iterator[Sight]:
    """Look through the safety copies; yields once. Closed there, it leaves all of them."""
    sight = Sight()
    for left in leftovers(folder):
        try:
            model, document = left.read()
        except FileError as error:
            if isinstance(error.__cause__, OSError):
                # Another time it may be read.
                left.leave()
            else:
                sight.broken.append((error, left.put_aside()))
        except MemoryError:
            left.leave()
        else:
            sight.whole.append(Found(left, document, len(model.history)))
    try:
        yield sight
    except GeneratorExit:
        for found in sight.whole:
            found.left.leave()
        raise


class Recovery(QObject):
    """Between the safety copies and the window. Nothing is taken away before it is elsewhere."""

    looked = Signal()
    """All has been looked through; `dialog` is there where something is offered."""

    def __init__(
        self, folder: Path, session: Session, documents: Documents, swap: Swap,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._folder, self._session, self._documents = folder, session, documents
        self._swap = swap
        self._worker = Worker("safety copies", self)
        self._worker.stepped.connect(self._see)
        self._worker.ended.connect(self._offer)
        self._sight = Sight()
        self._found: list[Found] = []
        self.dialog: RecoveryDialog | None = None

    @Slot()
    def look(self) -> None:
        """Look through the safety copies, on another thread, and offer what is found."""
        if not self._worker.is_busy:
            self._worker.start(partial(sighted, self._folder))

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
        self._swap.finish()

    @Slot(object)
    def _see(self, sight: Sight) -> None:
        self._sight = sight
        self._found = list(sight.whole)

    @Slot(object)
    def _offer(self, error: Exception | None) -> None:
        sight, self._sight = self._sight, Sight()
        if error is not None:
            self.looked.emit()
            # Nobody foresaw it: it is told where such things are told.
            raise error
        for broken, folder in sight.broken:
            self._session.said.emit(
                "warning",
                self.tr(
                    "What an earlier session left unsaved cannot be brought back: {reason} "
                    "It was put aside in {folder}."
                ).format(reason=what(broken), folder=folder),
            )
        if self._found:
            self.dialog = RecoveryDialog(
                [
                    Offered(
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
            model, document = waited(
                found.left.read, self.tr("Opening the safety copy…"), self._documents.window
            )
        except FileError as error:
            self._documents.failed.emit(error)
            self._leave()
            return
        adopted = self._documents.bring_back(model, document.path)
        if adopted:
            self._swap.adopt(found.left)
            self._session.said.emit(
                "info",
                self.tr("“{title}” is back as it was on {time}. It is not saved yet.").format(
                    title=document.title, time=told_time(document.time)
                ),
            )
        self._leave(found if adopted else None)

    @Slot(int)
    def _discard(self, row: int) -> None:
        self._found[row].left.discard()

    @Slot()
    def _leave(self, but: Found | None = None) -> None:
        """Leave all others for the next time."""
        for found in self._found:
            if found is not but:
                found.left.leave()
        self._found = []
