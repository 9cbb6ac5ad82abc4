"""The works of a class: each computed again, a row with its dots, and the class's best."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, Qt, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from diynn.atomic_files import write_whole
from diynn.csv_output import csv_text
from diynn.errors import DiynnError
from diynn.lessons.class_table import CSV_HEAD, Entry, best_of, csv_row, entries, lessons_for
from diynn.lessons.verifying import SECONDS, Status
from diynn.lessons.work import SUFFIX
from gui.background.worker import Worker
from gui.stored_settings import take_size
from gui.text.numbers import count
from gui.text.wording import error_text
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import Scroller, flow, vbox
from gui.widgets.file_dialogs import ask_folder, ask_save
from gui.widgets.plain_text import Label
from gui.widgets.value_table import Column, ValueTable
from gui.widgets.value_table import Entry as Cell
from gui.widgets.window_keys import follow_key

USUAL, LEAST = QSize(820, 520), QSize(480, 320)
CLASS = "class"


class ClassWindow(QWidget):
    """Chooses a folder of works and shows what came of each."""

    def __init__(
        self, themes: ThemeSource, settings: QSettings, language: str, folders: list[Path],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`folders` have lessons besides those of the program."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setProperty("helpTopic", "class")
        self.setObjectName("class")
        self.setWindowTitle(self.tr("Works of the class – diynn"))
        self._settings, self._language, self._folders = settings, language, folders
        self.entries: list[Entry] = []
        self._files = 0
        self._worker = Worker("class", self)
        self._worker.stepped.connect(self._take)
        self._worker.ended.connect(self._end)
        self.explanation = Label(self.tr(
            "Each work that was handed in is computed again. It proves that the result follows "
            "from what was decided, not who decided it."
        ))  # fmt: skip
        self.explanation.setWordWrap(True)
        self.explanation.setProperty("muted", True)
        self.choose = QPushButton(self.tr("Choose a folder…"))
        self.choose.setProperty("primary", True)
        self.choose.clicked.connect(self._choose)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.clicked.connect(self._stop)
        self.save = QPushButton(self.tr("Save as CSV…"))
        self.save.clicked.connect(self._save)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 1000)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.table = ValueTable(self.tr("Works of the class"))
        self.table.set_empty_text(
            self.tr("A row a work will stand here, with a dot for each step.")
        )
        self.message = Label()
        self.message.setWordWrap(True)
        ground = QWidget()
        vbox(
            self.explanation, flow(self.choose, self.cancel, self.save, spacing=6), self.progress,
            (self.table, 1), self.message, parent=ground, margins=(16, 12, 16, 16), spacing=10,
        )  # fmt: skip
        vbox(Scroller(ground, LEAST, has_sentences=True), parent=self, margins=(0, 0, 0, 0))
        take_size(self, USUAL)
        self._show()

    @Slot()
    def _choose(self) -> None:
        folder = ask_folder(self, self.tr("Folder with the works of a class"), CLASS)
        if folder is not None:
            self.verify(folder)

    def verify(self, folder: Path) -> None:
        """Compute the works of a folder again."""
        paths = sorted(folder.glob(f"*{SUFFIX}"))
        self.entries, self._files = [], len(paths)
        if not paths:
            self.message.setText(self.tr("There are no works in this folder."))
            self._show()
            return
        lessons = lessons_for([folder, *self._folders], self._language)
        self._worker.start(partial(entries, paths, lessons, SECONDS))
        self.message.setText("")
        self._show()

    @Slot(object)
    def _take(self, found: object) -> None:
        if isinstance(found, Entry):
            self.entries.append(found)
        share = found if isinstance(found, float) else float(len(self.entries))
        self.progress.setValue(round(1000 * share / max(self._files, 1)))
        if isinstance(found, Entry):
            self._show()

    @Slot()
    def _stop(self) -> None:
        self._worker.cancel()
        self._show()

    @Slot(object)
    def _end(self, error: object) -> None:
        if isinstance(error, DiynnError):
            self.message.setText(error_text(error))
        elif isinstance(error, Exception):
            raise error
        else:
            self._tell_best()
        self._show()

    def _tell_best(self) -> None:
        number = len(self.entries)
        words = [self.tr("{count} work(s).", "", number).format(count=count(number))]
        for one in best_of(self.entries).values():
            weights = 0 if one.verdict is None else one.verdict.weights or 0
            text = self.tr(
                "The class’s best in “{lesson}”: {name}, {count} weight(s).", "", weights
            )
            words.append(text.format(lesson=one.lesson_title, name=one.name, count=count(weights)))
        self.message.setText(" ".join(words))

    def _show(self) -> None:
        busy = self._worker.is_busy
        self.progress.setVisible(busy)
        self.cancel.setVisible(busy)
        self.choose.setEnabled(not busy)
        self.save.setEnabled(bool(self.entries) and not busy)
        columns = (
            Column(self.tr("Name"), numbers=False), Column(self.tr("Lesson"), numbers=False),
            Column(self.tr("Steps"), self.tr("● done, ○ not done, × told as done but not so"),
                   numbers=False),
            Column(self.tr("Result"), numbers=False), Column(self.tr("Hints")),
            Column(self.tr("Remarks"), numbers=False),
        )  # fmt: skip
        self.table.show_rows(columns, [self._row(one) for one in self.entries])

    def _row(self, one: Entry) -> list[Cell]:
        told = " ".join(error_text(error) for error in one.sentences)
        work = one.work
        hints = 0 if work is None else len(work.hints)
        if work is not None and work.unlocked:
            told = f"{told} {self.tr('Locks were taken away.')}".strip()
        return [
            Cell(one.name, one.name), Cell(one.lesson_title, one.lesson_title),
            Cell(one.dots, one.dots), Cell(self._result(one), one.status_words),
            Cell(count(hints), hints), Cell(told, told, told),
        ]  # fmt: skip

    def _result(self, one: Entry) -> str:
        if one.verdict is None:
            return self.tr("not read")
        return {
            Status.SAME: self.tr("identical"), Status.CLOSE: self.tr("agrees, other processor"),
            Status.APART: self.tr("differs"),
        }[one.verdict.status]  # fmt: skip

    @Slot()
    def _save(self) -> None:
        path = ask_save(self, self.tr("Save the table"), [self.tr("Table (*.csv)")],
                        self.tr("class") + ".csv", CLASS, self._settings)  # fmt: skip
        if path is None:
            return
        try:
            text = csv_text([CSV_HEAD, *map(csv_row, self.entries)])
            write_whole(path, [text.encode("utf-8")])
            self.message.setText(self.tr("“{file}” is saved.").format(file=path.name))
        except DiynnError as error:
            self.message.setText(error_text(error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the window; Enter presses the button that has the focus."""
        if not follow_key(self, event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what goes on."""
        self._worker.cancel()
        super().closeEvent(event)
