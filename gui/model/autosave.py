"""Keep a safety copy of what the window holds, so that a sudden end of the program loses little.

The copy is taken between two steps of the training and written on a thread of its own. It is there
a second or two after each edit and every few seconds of a training, and it is gone when everything
is saved or the window was closed.
"""

from __future__ import annotations

import time
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from diynn.errors import DiynnError
from diynn.storage.model_file import SavedModel
from diynn.storage.safety_copies import Document, Leftover, SafetyCopy
from gui.model.documents import Documents
from gui.model.session import Session
from gui.text.wording import error_message
from gui.widgets.message_bar import Notice

SOON = 1.0
"""Seconds from an edit to its copy; several edits meanwhile share one."""
USUAL = 4.0
"""Seconds from copy to copy of a training, where writing takes no time to speak of."""
OLDEST = 9.0
"""Seconds that a copy may be old when the next one is written; 10 are promised."""
SHARE = 0.03
"""How much of the time writing may take; large networks are written less often."""
CLOSING = 0.08
"""Seconds that closing waits for a writing that is under way."""
BUSY = 0.1
"""Seconds until it is looked again whether the last copy is written."""


def pause_after(seconds: float) -> float:
    """Seconds from the beginning of one writing to the next, where the last took so many."""
    longest = OLDEST - seconds
    return max(seconds, min(max(USUAL, seconds / SHARE), longest))


class Autosave(QObject):
    """Follows a session and its document. A disk that takes no copy is told of once, quietly."""

    written = Signal(object)
    """A copy lies on the disk: its Document."""
    failed = Signal(object)
    """A copy could not be written; carries the error."""
    _ended = Signal(object)

    def __init__(
        self, session: Session, documents: Documents, copy: SafetyCopy,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._session, self._documents, self._copy = session, documents, copy
        # One thread: what is asked of it is done in order.
        self._writer = ThreadPoolExecutor(1, "safety-copy")
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)
        self._lent: Future[SavedModel] | None = None
        self._writing: Future[tuple[object, Document, float]] | None = None
        self._kept: object = None
        self._pause = USUAL
        self._has_warned = self._fails = False
        self._is_open = True
        self._ended.connect(self._take_note)
        documents.changed.connect(self._notice)

    @property
    def is_waiting(self) -> bool:
        """Whether it will look soon whether a copy is needed."""
        return self._timer.isActive()

    def adopt(self, left: Leftover) -> None:
        """Go on with a leftover, whose content was just brought back, as this window's copy."""
        self._forget()
        self._writer.submit(self._copy.adopt, left)
        self._kept = left
        self._within(SOON)

    def close(self) -> None:
        """Take the copy away at a normal end; one that is being written is not waited for long."""
        if self._is_open:
            self._is_open = False
            self._forget()
            self._copy.stop()
            wait([self._writer.submit(self._copy.close)], CLOSING)
            self._writer.shutdown(wait=False)

    def finish(self) -> None:
        """Wait until the copy is away."""
        self.close()
        self._writer.shutdown()

    @Slot()
    def _notice(self) -> None:
        if not self._is_open:
            return
        if not self._is_needed():
            if self._kept is not None or self._writing is not None:
                self._forget()
                self._writer.submit(self._copy.remove)
        else:
            self._within(SOON)

    def _is_needed(self) -> bool:
        away = self._documents.kept_away
        if away is not None:
            # A lesson is shown: what must not be lost is the person's own work.
            return not away.is_saved
        return self._session.is_moving or not self._documents.is_saved

    def _within(self, seconds: float) -> None:
        """Look again after so many seconds, or sooner where that was wanted already."""
        wait = round(1000 * seconds)
        if self._is_open and not 0 <= self._timer.remainingTime() <= wait:
            self._timer.start(wait)

    def _forget(self) -> None:
        """Expect nothing more of what is under way; what was asked of the thread is still done."""
        self._timer.stop()
        self._kept = self._writing = None
        if self._lent is not None:
            self._lent.cancel()
            self._lent = None

    @Slot()
    def _look(self) -> None:
        if not self._is_needed():
            self._notice()
            return
        session, documents = self._session, self._documents
        if session.is_making:
            # The copy of before is better than one without weights.
            self._within(BUSY)
            return
        if self._writing is not None:
            if self._lent is not None and not session.is_moving:
                # The run ended before it came to that, or is about to answer.
                self._lent.cancel()
            self._within(BUSY)
            return
        away = documents.kept_away
        if away is not None:
            content = (away.model.design, away.place, away.path)
        else:
            content = (session.design, documents.place, documents.path)
        if content != self._kept:
            path, title = (documents.path, documents.title) if away is None else (
                away.path, away.title
            )
            document = Document(path, title, time.time())
            # Without most of its past, which a replay can compute: what is written must be small.
            self._lent = session.taken(whole=False) if away is None else _taken(away.model)
            self._writing = self._writer.submit(self._write, self._lent, document, content)
            self._writing.add_done_callback(self._ended.emit)
        if session.is_moving:
            self._within(self._pause)

    def _write(
        self, source: Future[SavedModel], document: Document, content: object
    ) -> tuple[object, Document, float]:
        """Write a copy, on the writer's thread: what is kept now, and the seconds it took."""
        model = source.result()
        if not self._is_open:
            return None, document, 0.0
        began = time.perf_counter()
        wrote = self._copy.write(model, document)
        return content if wrote else None, document, time.perf_counter() - began

    @Slot(object)
    def _take_note(self, writing: Future[tuple[object, Document, float]]) -> None:
        if writing is not self._writing:
            return
        self._writing = self._lent = None
        error = writing.exception()
        if error is None:
            self._kept, document, seconds = writing.result()
            self._fails = False
            self._pause = pause_after(seconds)
            if self._kept is None:
                self._within(SOON)
            else:
                self.written.emit(document)
        elif isinstance(error, CancelledError):
            self._within(0)
        else:
            self._within(self._pause)
            self._tell(error)

    def _is_failing(self) -> bool:
        return self._fails

    def _tell(self, error: BaseException) -> None:
        self._fails = True
        self.failed.emit(error)
        if not self._has_warned:
            self._has_warned = True
            reason = error_message(error) if isinstance(error, DiynnError) else str(error)
            words = self.tr(
                "No safety copy can be written, so a crash would cost what is not saved: "
                "{reason} Everything else goes on as before."
            ).format(reason=reason)
            self._session.said.emit("info", Notice(words, self._is_failing))


def _taken(model: SavedModel) -> Future[SavedModel]:
    """A model that was taken already."""
    found: Future[SavedModel] = Future()
    found.set_result(model)
    return found
