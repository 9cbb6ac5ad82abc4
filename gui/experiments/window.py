"""A window beside the main one: the report's experiments, run again and compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import (
    QItemSelectionModel,
    QObject,
    QSettings,
    QSize,
    QUrl,
    Signal,
    Slot,
)
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from diynn.data.sources import SOURCES, Source
from diynn.errors import DiynnError
from diynn.experiments.outcome import Outcome
from diynn.experiments.reproduction import Failed, Finished, Progress, Started
from gui.background.waiting import wait_for
from gui.background.worker import Worker
from gui.experiments.model import ExperimentRow
from gui.experiments.runner import ExperimentRunner
from gui.experiments.view import ExperimentsLayout
from gui.model.data_loader import DataLoader
from gui.model.documents import Documents
from gui.stored_settings import stored_state, stored_text, take_size
from gui.text.numbers import duration, fixed
from gui.text.wording import error_text, localized
from gui.theme.theme import ThemeSource
from gui.widgets.file_dialogs import ask_folder, remember_folder
from gui.widgets.message_bar import MessageBar
from gui.widgets.window_keys import follow_key

USUAL_SIZE = QSize(1280, 720)
NAME = "experiments"
MEGABYTE = 1_000_000


class ExperimentData(QObject):
    """Fetches the data that an experiment needs, and shows in the message bar how far that is.

    One download at a time; `changed` when it has begun, gone on or ended.
    """

    changed = Signal()

    def __init__(self, messages: MessageBar) -> None:
        super().__init__(messages)
        self._messages = messages
        self.loader = DataLoader(self)
        self.loader.changed.connect(self._show)

    @property
    def is_loading(self) -> bool:
        """Whether data is being fetched."""
        return self.loader.is_loading

    def fetch(self, needs: str) -> None:
        """Fetch the data set of that name in the catalogue, if there is one."""
        found = [kind for kind in SOURCES if needs and kind.download == needs]
        if found and not self.is_loading:
            source: Source = found[0]()
            self.loader.read(source)
            self.loader.download()

    def close(self) -> None:
        """End the thread."""
        self.loader.close()

    @Slot()
    def _show(self) -> None:
        loader = self.loader
        if loader.is_loading:
            done = getattr(loader.progress, "done", 0) / MEGABYTE
            total = getattr(loader.progress, "total", 0) / MEGABYTE
            words = self.tr("Downloading: {done} of {total} MB").format(
                done=fixed(done), total=fixed(total)
            )
            self._messages.say("info", words, self.tr("Cancel"), loader.cancel)
        elif loader.error is not None:
            self._messages.say("error", error_text(loader.error))
        elif loader.dataset is not None:
            self._messages.hide()
        self.changed.emit()


class ExperimentsWindow(ExperimentsLayout):
    """Modeless; the main window goes on meanwhile. Closing it stops the work, which is kept."""

    def __init__(
        self, runner: ExperimentRunner, folder: Path, documents: Documents, themes: ThemeSource,
        settings: QSettings, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(runner.experiments, themes, parent)
        self.setProperty("helpTopic", "report-experiments")
        self._runner, self._documents, self._settings = runner, documents, settings
        self.folder = Path(stored_text(settings, f"{NAME}/folder", str(folder)))
        self._work = Worker(NAME, self)
        self._work.stepped.connect(self._take)
        self._work.ended.connect(self._end)
        self._search = Worker(f"{NAME}-search", self)
        self._search.stepped.connect(self._found)
        self._search.ended.connect(self._end_search)
        self._progress = Progress(0.0, None, ())
        self.data = ExperimentData(self.messages)
        self.data.changed.connect(self._follow_data)
        self.run.clicked.connect(self._run_chosen)
        self.run_all.clicked.connect(self._run_all)
        self.stop.clicked.connect(self._stop)
        self.open_page.clicked.connect(self._open_page)
        self.change_folder.clicked.connect(self._choose_folder)
        self.open_menu.aboutToShow.connect(self._list_trained)
        self.open_run.setMenu(self.open_menu)
        self.details.download_asked.connect(self._download)
        self.table.selectionModel().selectionChanged.connect(self._show_state)
        self.table.activated.connect(self._run_chosen)
        geometry = stored_state(settings, f"{NAME}/geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            take_size(self, USUAL_SIZE)
        self.table.selectionModel().setCurrentIndex(
            self.model.index(0, 0),
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows,
        )
        self.look()

    # What lies in the folder.

    def look(self) -> None:
        """Look for data and for results in the folder, on a thread: there may be many."""
        self._search.cancel()
        self.folder_words.set_words(str(self.folder))
        for row in self.model.rows:
            row.outcome, row.error = None, None
            row.state = ""
        numbers = [row.experiment.number for row in self.model.rows]
        runner, folder = self._runner, self.folder

        def search() -> Iterator[object]:
            for number in numbers:
                yield number, runner.kept(number, folder), runner.missing(number)

        self._search.start(search)
        self._show_state()
        self.model.tell_all()

    @property
    def is_looking(self) -> bool:
        """Whether results are being looked for."""
        return self._search.is_busy

    @Slot(object)
    def _found(self, found: tuple[str, Outcome | None, DiynnError | None]) -> None:
        number, outcome, missing = found
        row = self.model.row(number)
        row.outcome, row.missing = outcome or row.outcome, missing
        self._tell(number)

    @Slot(object)
    def _end_search(self, error: object) -> None:
        if error is not None:
            self._say_error(error)

    @Slot()
    def _choose_folder(self) -> None:
        remember_folder(NAME, self.folder)
        folder = ask_folder(self, self.tr("Folder for runs and results"), NAME)
        if folder is not None:
            self.take_folder(folder)

    def take_folder(self, folder: Path) -> None:
        """Keep runs and results in `folder` from now on, and show what lies there."""
        self.folder = folder
        self._settings.setValue(f"{NAME}/folder", str(folder))
        self.look()

    # Running.

    @property
    def is_running(self) -> bool:
        """Whether experiments are being run."""
        return self._work.is_busy

    def choose(self, number: str) -> None:
        """Choose the experiment of that number."""
        numbers = [row.experiment.number for row in self.model.rows]
        self.table.selectRow(numbers.index(number))
        self.table.setFocus()

    def chosen(self) -> list[ExperimentRow]:
        """The rows that are chosen, from the top."""
        rows = self.table.selectionModel().selectedRows()
        return [self.model.rows[k] for k in sorted(index.row() for index in rows)]

    def _current(self, chosen: Sequence[ExperimentRow]) -> ExperimentRow | None:
        """Of the chosen rows the one that was chosen last."""
        place = self.table.currentIndex().row()
        current = self.model.rows[place] if place >= 0 else None
        return current if current in chosen else next(iter(chosen), None)

    @Slot()
    def _run_chosen(self) -> None:
        self.start([row.experiment.number for row in self.chosen()])

    @Slot()
    def _run_all(self) -> None:
        self.start([row.experiment.number for row in self.model.rows])

    def start(self, numbers: Sequence[str]) -> None:
        """Run these experiments, unless some are running already."""
        if self.is_running or not numbers:
            return
        self.messages.hide()
        for number in numbers:
            row = self.model.row(number)
            row.state, row.error = "waiting", None
        self.model.tell_all()
        self._progress = Progress(0.0, None, ())
        self._work.start(partial(self._runner.run, list(numbers), self.folder))
        # Else the focus would go to whatever stands behind the button that was pressed.
        self.table.setFocus()
        self._show_state()

    @Slot()
    def _stop(self) -> None:
        if self.is_running:
            self._work.stop()
            self.stop.setEnabled(False)
            self.rest.set_words(self.tr("Stopping: what was trained is being kept…"))

    @Slot(object)
    def _take(self, news: object) -> None:
        if isinstance(news, Progress):
            self._progress = news
            self._show_progress()
        elif isinstance(news, Started | Finished | Failed):
            row = self.model.row(news.trial.number)
            if isinstance(news, Started):
                row.state = "running"
            elif isinstance(news, Finished):
                row.state, row.outcome, row.error = "", news.outcome, None
            else:
                row.state, row.error = "failed", news.error
            self._tell(row.experiment.number)

    @Slot(object)
    def _end(self, error: object) -> None:
        if error is not None:
            self._say_error(error)
        for row in self.model.rows:
            if row.state in ("waiting", "running"):
                row.state = ""
        self.model.tell_all()
        self._show_state()

    # Data.

    @Slot()
    def _download(self) -> None:
        row = self._current(self.chosen())
        if row is not None:
            self.data.fetch(row.experiment.needs)

    @Slot()
    def _follow_data(self) -> None:
        for row in self.model.rows:
            if row.missing is not None and not self.data.is_loading:
                row.missing = self._runner.missing(row.experiment.number)
        self.model.tell_all()
        self._show_state()

    # Opening.

    @Slot()
    def _list_trained(self) -> None:
        self.open_menu.clear()
        for before in self.open_menu.findChildren(QMenu):
            before.deleteLater()
        chosen = self.chosen()
        for row in chosen:
            number = row.experiment.number
            place = self.open_menu if len(chosen) == 1 else QMenu(number, self.open_menu)
            for name, path in self._runner.trained(number, self.folder):
                place.addAction(name).triggered.connect(partial(self.open_trained, path))
            if place is not self.open_menu and not place.isEmpty():
                self.open_menu.addMenu(place)
        if self.open_menu.isEmpty():
            words = self.tr("Nothing is trained yet: run the experiment first")
            self.open_menu.addAction(words).setEnabled(False)

    def open_trained(self, path: Path) -> None:
        """Open a trained network in the main window, which asks about unsaved work."""
        if self._documents.open_path(path):
            window = self.parentWidget()
            if window is not None:
                window.raise_()
                window.activateWindow()

    @Slot()
    def _open_page(self) -> None:
        try:
            # With all its pictures it takes a moment.
            write = partial(self._runner.write_page, self.folder)
            path = wait_for(write, self.tr("Writing the page…"), self)
        except DiynnError as error:
            self._say_error(error)
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            words = self.tr("The page is written, but no browser could be opened: {path}")
            self.messages.say("info", words.format(path=path))

    # Showing.

    def _tell(self, number: str) -> None:
        self.model.tell()
        if any(row.experiment.number == number for row in self.chosen()):
            self._show_state()
        self._show_progress()

    @Slot()
    def _show_state(self) -> None:
        chosen = self.chosen()
        one = self._current(chosen)
        self.details.show_row(one, downloading=self.data.is_loading)
        running = self.is_running
        self.run.setEnabled(not running and bool(chosen))
        self.run_all.setEnabled(not running)
        self.stop.setEnabled(running)
        self.change_folder.setEnabled(not running)
        self.open_run.setEnabled(bool(chosen))
        self._show_progress()

    def _show_progress(self) -> None:
        running = self.is_running
        self.progress.setVisible(running)
        self.progress.setValue(round(1000 * self._progress.share))
        done = sum(row.outcome is not None for row in self.model.rows)
        if not running:
            words = self.tr("{done} of {all} have a result", "", done)
            self.rest.set_words(words.format(done=done, all=len(self.model.rows)))
            return
        parts = [" + ".join(map(localized, self._progress.now))]
        if self._progress.left is not None:
            left = duration(self._progress.left, exact=False)
            parts.append(self.tr("{time} left").format(time=left))
        self.rest.set_words("  ·  ".join(filter(None, parts)))

    def _say_error(self, error: object) -> None:
        if isinstance(error, DiynnError):
            words = error_text(error)
        else:
            reason = str(error) or type(error).__name__
            words = self.tr("Something unforeseen happened: {reason}").format(reason=reason)
        self.messages.say("error", words)

    # Manners of a window.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the window; Enter presses the button that has the focus."""
        if not follow_key(self, event):
            super().keyPressEvent(event)

    def close_down(self) -> None:
        """Stop all work; what was trained is kept."""
        self._search.cancel()
        self.data.close()
        if self.is_running:
            self._work.cancel()
            self._end(None)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the work, and keep it and the window's place."""
        self.close_down()
        self._settings.setValue(f"{NAME}/geometry", self.saveGeometry())
        super().closeEvent(event)
