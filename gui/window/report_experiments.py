"""Opens the window of the report's experiments, which is loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Slot
from PySide6.QtWidgets import QWidget

from diynn.paths import results_folder
from gui.background.importing import Importing
from gui.background.worker import Worker
from gui.commands.commands import Command
from gui.model.documents import Documents
from gui.text.wording import localized
from gui.theme.theme import ThemeSource

if TYPE_CHECKING:
    from gui.experiments.window import ExperimentsWindow

OF_QT = ("gui.experiments.runner", "gui.experiments.window")
"""What the window consists of, in the order of its imports."""


def load_engine() -> Iterator[object]:
    """Import what the window needs of the engine."""
    yield import_module("diynn.experiments.registry")
    yield import_module("diynn.experiments.page.page")
    yield import_module("diynn.experiments.reproduction")


class ReportExperiments(QObject):
    """Holds the window of the report's experiments, from when it is first opened."""

    def __init__(
        self, documents: Documents, themes: ThemeSource, settings: QSettings, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._documents, self._themes, self._settings = documents, themes, settings
        self._parent = parent
        self.window: ExperimentsWindow | None = None
        self._wanted = ""
        self._loading = Worker("load-experiments", self)
        self._loading.ended.connect(self._import)
        self._importing = Importing(OF_QT, self)
        self._importing.done.connect(self._show)

    @Slot()
    def open(self) -> None:
        """Open the window; the first time a moment later."""
        # Loaded now, as it is needed here alone; what takes long of it, on another thread.
        self._loading.start(load_engine)

    def commands(self) -> Iterator[Command]:
        """A command for each experiment, which opens the window with it."""
        # Loaded here: the main window opens without what only experiments need.
        from diynn.experiments.registry import EXPERIMENTS

        for one in EXPERIMENTS:
            name = f"{one.number}  {localized(one.title)}"
            yield Command(name, self.tr("The report’s experiments"), act=self._opening(one.number))

    def close_down(self) -> None:
        """Load nothing more, and close the window."""
        self._loading.cancel()
        self._importing.stop()
        if self.window is not None:
            self.window.close()

    def _opening(self, number: str) -> Callable[[], object]:
        def open_it() -> None:
            self._wanted = number
            self.open()

        return open_it

    @Slot(object)
    def _import(self, error: object) -> None:
        if isinstance(error, Exception):
            # Unforeseen: the error hook shows it, with its details.
            raise error
        self._importing.start()

    @Slot()
    def _show(self) -> None:
        if self.window is None:
            from gui.experiments.runner import ExperimentRunner
            from gui.experiments.window import ExperimentsWindow

            self.window = ExperimentsWindow(
                ExperimentRunner(), results_folder(), self._documents, self._themes,
                self._settings, self._parent,
            )  # fmt: skip
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        if self._wanted:
            self.window.choose(self._wanted)
            self._wanted = ""
