"""A window beside the main one: the network used on data that it has never seen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QPushButton, QSplitter, QTableView, QWidget

from diynn.data.dataset import Dataset
from diynn.design.design import Design
from diynn.errors import DataError, DiynnError
from diynn.inference.answers import Answers, Figures, answers, write_arrays, write_table
from diynn.inference.model import Model
from diynn.inference.processing import Processing
from diynn.inference.samples import Troubles
from diynn.network.sequential import Sequential
from diynn.storage.model_file import SavedModel
from gui.background.waiting import Cancelled, wait_for
from gui.background.worker import Worker
from gui.model.run_list import RunList
from gui.model.run_snapshot import RunSnapshot
from gui.model.session import Session
from gui.predictions.answer_table import PICTURE, AnswerTable
from gui.predictions.row_form import RowForm, takes_rows
from gui.stored_settings import stored_state, take_size
from gui.text.numbers import count, figures, percent
from gui.text.wording import error_text
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import flow, vbox
from gui.widgets.file_dialogs import DATA, ask_data, ask_folder, ask_save, safe_name
from gui.widgets.message_bar import MessageBar
from gui.widgets.plain_text import Label

USUAL_SIZE = QSize(980, 640)
NAME = "predictions"
LOOK_MS = 250
"""How soon the answer to a typed row follows the training."""
MOST_SHOWN = 4
"""Bad rows that are told one by one."""


def model_of(run: RunSnapshot, known: dict[tuple[object, ...], Processing]) -> Model:
    """The network of a run at a moment; `known` keeps what was worked out of each data set."""
    key = (id(run.raw), run.design.view)
    if key not in known:
        known.clear()
        known[key] = Processing.of(run.design, run.raw)
    net = Sequential(run.design.layers, run.data.shape)
    net.weight_vector[...] = run.weights
    return Model(SavedModel(run.design, input_shape=run.data.shape), net, known[key])


class UseWindow(QWidget):
    """Modeless. A table of answers to a file or a folder, and a form for one row.

    The table is of the network as it was when the file was chosen; the form follows the training.
    """

    def __init__(
        self, session: Session, run_list: RunList, themes: ThemeSource, settings: QSettings,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName(NAME)
        self.setProperty("helpTopic", "use-on")
        self.setWindowTitle(self.tr("Use the network – diynn"))
        self.setAcceptDrops(True)
        self._session, self._run_list, self._settings = session, run_list, settings
        self._known: dict[tuple[object, ...], Processing] = {}
        self._design: Design | None = None
        self._shown_for: Dataset | None = None
        self.path: Path | None = None
        self.troubles = Troubles()
        self._pieces: list[Answers] = []
        self._work = Worker(NAME, self)
        self._work.stepped.connect(self._take)
        self._work.ended.connect(self._end)
        self.choose_file = QPushButton(self.tr("&File…"))
        self.choose_file.setProperty("primary", True)
        self.choose_file.setToolTip(self.tr("A table (CSV, Excel), a picture or an .npz"))
        self.choose_file.clicked.connect(self.ask_file)
        self.choose_folder = QPushButton(self.tr("F&older of pictures…"))
        self.choose_folder.clicked.connect(self.ask_folder)
        self.again = QPushButton(self.tr("With the &weights of now"))
        self.again.setToolTip(self.tr("Ask the network again, as it has become meanwhile"))
        self.again.clicked.connect(self.ask_again)
        self.save = QPushButton(self.tr("&Save the table…"))
        self.save.clicked.connect(self.ask_save)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter the rows"))
        self.filter.setAccessibleName(self.tr("Filter the rows"))
        self.filter.setClearButtonEnabled(True)
        self.words = Label()
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.messages = MessageBar(themes)
        self.table = AnswerTable()
        self.rows = QTableView()
        self.rows.setAccessibleName(self.tr("Answers"))
        self.rows.setModel(self.table)
        self.rows.setSortingEnabled(True)
        self.rows.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.rows.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.rows.verticalHeader().hide()
        self.rows.setIconSize(QSize(PICTURE, PICTURE))
        self.rows.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.filter.textChanged.connect(self._filter)
        left = QWidget()
        vbox(
            flow(self.choose_file, self.choose_folder, self.again, self.save, (self.filter, 1)),
            self.words, (self.rows, 1), parent=left, margins=(0, 0, 0, 0), spacing=8,
        )  # fmt: skip
        self.form = RowForm()
        self.form.edited.connect(self._answer_row)
        self.halves = QSplitter()
        self.halves.addWidget(left)
        self.halves.addWidget(self.form)
        self.halves.setStretchFactor(0, 1)
        self.halves.setChildrenCollapsible(False)
        self.halves.setSizes([640, 300])
        vbox(
            self.messages, (self.halves, 1), parent=self, margins=(16, 12, 16, 16), spacing=8
        )
        self._timer = QTimer(self, interval=LOOK_MS, singleShot=True)
        self._timer.timeout.connect(self.look)
        for cause in (session.weights_changed, session.data_changed, session.training_changed,
                      session.state_changed):  # fmt: skip
            cause.connect(self._look_soon)
        geometry = stored_state(settings, f"{NAME}/geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            take_size(self, USUAL_SIZE)
        self.look()

    # The network of the moment.

    def model(self) -> Model | None:
        """The network as it is now; None where there is none yet."""
        run = self._run_list.snapshot()
        return None if run is None else model_of(run, self._known)

    @Slot()
    def _look_soon(self) -> None:
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def look(self) -> None:
        """Show what can be asked, and the answer to the typed row by the weights of now."""
        run = self._run_list.snapshot()
        raw = None if run is None else run.raw
        form = raw is not None and takes_rows(raw)
        self.form.setVisible(form)
        if raw is not None and form and raw is not self._shown_for:
            self.form.show_inputs(raw)
            self._shown_for = raw
        self._answer_row()
        self._show_state()

    @Slot()
    def _answer_row(self) -> None:
        model = self.model()
        if model is not None and self.form.isVisibleTo(self) and self.form.fields:
            try:
                self.form.show_answer(model)
            except DiynnError as error:
                self.form.answer.setText(error_text(error))

    def _show_state(self) -> None:
        ready = self._run_list.snapshot() is not None
        for button in (self.choose_file, self.choose_folder):
            button.setEnabled(ready)
        self.again.setEnabled(ready and self.path is not None)
        self.save.setEnabled(bool(self.table.total) and not self._work.is_busy)
        self.filter.setEnabled(bool(self.table.total))
        if not self.table.total and not self._work.is_busy:
            problem = self._session.problem
            if problem is not None:
                words = error_text(problem)
            elif not ready:
                words = self.tr("The network is still being made.")
            else:
                words = self.tr(
                    "Choose or drop a table, pictures or an .npz: the network answers to each row. "
                    "Nothing is learnt from it."
                )
            self.words.setText(words)

    # Files.

    @Slot()
    def ask_file(self) -> None:
        """Ask for a file, and use the network on it."""
        path = ask_data(self)
        if path is not None:
            self.use_on(path)

    @Slot()
    def ask_folder(self) -> None:
        """Ask for a folder of pictures, and use the network on it."""
        path = ask_folder(self, self.tr("Choose a folder"), DATA)
        if path is not None:
            self.use_on(path)

    @Slot()
    def ask_again(self) -> None:
        """Use the network, as it is now, on the same file."""
        if self.path is not None:
            self.use_on(self.path)

    def use_on(self, path: Path) -> None:
        """Use the network on a file or a folder."""
        model = self.model()
        if model is None:
            return
        self.path, self.troubles, self._pieces = path, Troubles(), []
        self._design = model.design
        self.messages.hide()
        self.words.setText(self.tr("Reading “{file}”…").format(file=path.name))
        self._model = model
        self._work.start(partial(_work, model, path, self.troubles))
        self._show_state()

    @Slot(object)
    def _take(self, found: Answers) -> None:
        self._pieces.append(found)
        rows = sum(len(one.samples.names) for one in self._pieces)
        self.words.setText(self.tr("{count} row(s)…", "", rows).format(count=count(rows)))

    @Slot(object)
    def _end(self, error: object) -> None:
        if isinstance(error, DiynnError):
            self.messages.say("error", error_text(error))
            self._pieces = []
        elif isinstance(error, Exception):
            # Unforeseen: the error hook shows it, with its details.
            raise error
        self.table.show_answers(self._pieces)
        self.rows.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        if self.table.has_pictures:
            self.rows.verticalHeader().setDefaultSectionSize(PICTURE + 6)
        else:
            self.rows.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.rows.resizeColumnsToContents()
        if self._pieces:
            self.words.setText(self._summary())
            self._tell_troubles()
        self._show_state()

    def _summary(self) -> str:
        known = Figures(self._model.decisions)
        for one in self._pieces:
            known.add(one)
        path = self.path
        assert path is not None
        parts = [self.tr("“{file}”: {count} row(s)", "", known.rows).format(
            file=path.name, count=count(known.rows)
        )]  # fmt: skip
        confusion, regression = known.confusion, known.regression
        if confusion is not None:
            parts.append(self.tr("{share} of {count} with a target are right").format(
                share=percent(confusion.accuracy), count=count(known.known)
            ))  # fmt: skip
        elif regression is not None:
            parts.append(self.tr("R² {r2}, mean error {error}").format(
                r2=figures(regression.r2, 3), error=figures(regression.mae, 4)
            ))  # fmt: skip
        elif known.reconstruction is not None:
            parts.append(self.tr("mean squared error {error}").format(
                error=figures(known.reconstruction, 4)
            ))  # fmt: skip
        return " · ".join(parts)

    def _tell_troubles(self) -> None:
        if not self.troubles.count:
            return
        number = self.troubles.count
        words = [
            self.tr("{count} row(s) cannot be used and have no answer.", "", number).format(
                count=count(number)
            )
        ]
        words += [f"{name}: {error_text(why)}" for name, why in self.troubles.listed[:MOST_SHOWN]]
        self.messages.say("warning", " ".join(words))

    @Slot(str)
    def _filter(self, text: str) -> None:
        self.table.set_filter(text)

    @Slot()
    def ask_save(self) -> None:
        """Ask where to save all answers, and save them."""
        assert self.path is not None
        kinds = [self.tr("Table (*.csv)"), self.tr("NumPy arrays (*.npz)")]
        name = safe_name(self.tr("Answers to {file}").format(file=self.path.stem)) + ".csv"
        path = ask_save(self, self.tr("Save the table"), kinds, name, DATA, self._settings)
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Save all answers, in the order of their file."""
        write = write_arrays if path.suffix.lower() == ".npz" else write_table
        words = self.tr("Saving “{file}”…").format(file=path.name)
        try:
            wait_for(partial(write, path, self.table.answers), words, self, self.tr("Cancel"))
        except Cancelled:
            return
        except DiynnError as error:
            self.messages.say("error", error_text(error))
            return
        self.messages.say("success", self.tr("Saved: {file}").format(file=path.name))

    # Events.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file that is held over the window."""
        urls = event.mimeData().urls()
        if urls and urls[0].isLocalFile():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Use the network on what is dropped."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.use_on(Path(event.mimeData().urls()[0].toLocalFile()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the thread, and note the size."""
        self._work.cancel()
        self._settings.setValue(f"{NAME}/geometry", self.saveGeometry())
        event.accept()


def _work(model: Model, path: Path, troubles: Troubles) -> Iterator[Answers]:
    found = False
    for one in answers(model, path, troubles, probabilities=True):
        found = True
        yield one
    if not found:
        raise DataError("There are no samples.", "Choose another file.")
