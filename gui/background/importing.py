"""Import modules late, on the window's own thread, without holding it up for long."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Signal, Slot

_QT = "PySide6."
NEXT_MS = 1
"""Until the next module is imported; what waits in the event loop comes first."""


class Importing(QObject):
    """Imports modules one after the other, a turn of the event loop each; `done` comes last.

    Modules that make classes of Qt's are imported on the window's thread alone: where another
    thread loads them while Qt calls the window's methods, PySide 6.11 ends the process now and
    then. So that each turn is short, they are named in the order in which they need each other.

    A module of Qt's has all its classes made too: PySide makes one when it is first asked for, and
    a library that asks for all of them would need long for that.
    """

    done = Signal()

    def __init__(self, modules: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._modules = modules
        self._next = 0
        self._timer = QTimer(self, singleShot=True, interval=NEXT_MS)
        self._timer.timeout.connect(self._import)

    @Slot()
    def start(self) -> None:
        """Begin; what is loaded already takes no time."""
        self._next = 0
        self._timer.start()

    @Slot()
    def stop(self) -> None:
        """Import nothing more, and say nothing."""
        self._timer.stop()

    @Slot()
    def _import(self) -> None:
        if self._next == len(self._modules):
            self.done.emit()
            return
        name = self._modules[self._next]
        self._next += 1
        try:
            # A packaged program may do without a module; who needs it meets the error again.
            with suppress(ImportError):
                module = import_module(name)
                if name.startswith(_QT):
                    for member in dir(module):
                        getattr(module, member)
        finally:
            # Whatever goes wrong in one, the rest comes, and `done`.
            self._timer.start()
