"""Do long jobs one after the other while the training rests, and drop them when it moves."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from gui.background.latest import Latest
from gui.model.session import Session

GoesOn = Callable[[], bool]
LongJob = Callable[[GoesOn], Any]


class IdleQueue(QObject):
    """A list of jobs, each with a key; `answered` brings a job's key and result.

    A job is handed a function and gives up, with any result, as soon as that says False.
    """

    answered = Signal(object, object)

    def __init__(self, name: str, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._round = 0
        self._jobs: list[tuple[Hashable, LongJob]] = []
        self._worker = Latest(name, session, parent=self)
        self._worker.answered.connect(self._take)
        session.state_changed.connect(self._follow)

    def do(self, jobs: Sequence[tuple[Hashable, LongJob]]) -> None:
        """Do these, and nothing that was asked for before."""
        self._round += 1
        self._jobs = list(jobs)
        self._begin()

    def close(self) -> None:
        """End the thread, and wait for that."""
        self._round += 1
        self._jobs = []
        self._worker.close()

    @property
    def is_busy(self) -> bool:
        """Whether something is still to come."""
        return bool(self._jobs)

    def _begin(self) -> None:
        if not self._jobs or self._session.is_moving:
            return
        number, (key, job) = self._round, self._jobs[0]

        def goes_on() -> bool:
            return number == self._round

        self._worker.ask(lambda: (number, key, job(goes_on)))

    @Slot(object)
    def _take(self, answer: object) -> None:
        if isinstance(answer, tuple):
            number, key, result = answer
            if number != self._round or not self._jobs:
                return
            self._jobs.pop(0)
            self.answered.emit(key, result)
        elif self._jobs:
            # What cannot be computed, for want of memory say, is left out.
            self._jobs.pop(0)
        self._begin()

    @Slot()
    def _follow(self) -> None:
        if self._session.is_moving:
            self._worker.forget()
            self.do([])
