"""Read a data set, or download one, on a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal


class Job(QThread):
    """A generator run to its end on a thread; the last value it yields is its result.

    `progressed` carries each value but the last, `succeeded` the last, `failed` the exception.
    Cancelling closes the generator between two values, and then neither of the two is emitted.
    """

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)

    def __init__(
        self, work: Callable[[], Iterator[Any]], name: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._work = work
        self._cancelled = False

    def stop(self) -> None:
        """End it at the next value, without waiting; `finished` tells when it has ended."""
        self._cancelled = True

    def cancel(self) -> None:
        """End it at the next value, and wait for that."""
        self.stop()
        self.wait()

    def run(self) -> None:
        """Work; QThread calls this on the new thread."""
        value: Any = None
        steps: Iterator[Any] | None = None
        try:
            steps = self._work()
            for number, step in enumerate(steps):
                if self._cancelled:
                    return
                if number:
                    self.progressed.emit(value)
                value = step
        except Exception as error:
            if not self._cancelled:
                self.failed.emit(error)
        else:
            if not self._cancelled:
                self.succeeded.emit(value)
        finally:
            close = getattr(steps, "close", None)
            if close is not None:
                close()
