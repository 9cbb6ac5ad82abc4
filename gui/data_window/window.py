"""The data before the training: rows or pictures, what was found in them, what columns are for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSettings, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from diynn.data.browsing import NEITHER, TEST, parts_of, profile, table_of
from diynn.data.columns import COMMA, IGNORED, Table
from diynn.data.dataset import Array, Dataset
from diynn.data.sources.column_choices import (
    WayOut,
    answers,
    has_columns,
    ways_out,
    with_kind,
    with_role,
)
from diynn.data.sources.source import Source, outline_of
from diynn.data.sources.user_file import READING, UserFile
from diynn.design.advice import suited
from diynn.errors import DiynnError
from diynn.workers import WorkProgress, followed
from gui.background.worker import Worker
from gui.data_window.findings_list import FindingsList, Said
from gui.data_window.picture_page import PicturePage
from gui.data_window.table_page import TablePage
from gui.model.data_loader import LOOK_MS
from gui.model.design_command import Whole
from gui.model.session import Session
from gui.stored_settings import stored_state, take_size
from gui.text.numbers import count, percent
from gui.text.wording import error_text, fill_in, name_of
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import Scroller, hbox, vbox
from gui.widgets.caption import ElidedCaption
from gui.widgets.plain_text import Label
from gui.widgets.settings_form import SettingsForm
from gui.widgets.typed_field import REDO
from gui.widgets.window_keys import follow_key

USUAL_SIZE = QSize(1100, 700)
LEAST = QSize(760, 440)
"""Where letters are large, what stands in the window may need more than that: it scrolls."""
MOST_PROFILES = 400
"""Columns whose values are drawn: of more, nobody looks at each."""


@dataclass(frozen=True, eq=False)
class _Found:
    """What a thread has read: a table, or nothing where the samples are pictures.

    `data` has the rows of its samples, where they came from no table.
    """

    key: object
    table: Table | None
    data: Dataset | None = None


def reading_of(source: Source) -> object:
    """What decides about the rows and columns of a source's table, but not about their roles."""
    kinds = tuple(pair for pair in getattr(source, "columns", ()) if pair[1] != IGNORED)
    if isinstance(source, UserFile):
        return (UserFile, source.path, kinds, *(getattr(source, name) for name in READING))
    return (type(source), kinds) if has_columns(source) else source


class DataWindow(QWidget):
    """Modeless: what is decided here is an edit of the design, and the main window shows it."""

    preparation_asked = Signal()
    """Whoever presses the button wants to decide about scaling, empty cells and the parts."""

    def __init__(
        self, session: Session, themes: ThemeSource, settings: QSettings,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("data window")
        self.setProperty("helpTopic", "data-window")
        self.setWindowTitle(self.tr("Data – diynn"))
        self.setAcceptDrops(True)
        self.session, self._settings = session, settings
        self._key: object = None
        self._what: object = None
        self._dataset: Dataset | None = None
        self._found: _Found | None = None
        self._parts_of: Dataset | None = None
        self._places: Array = np.empty(0, np.int64)
        self._edit_key: Whole | None = None
        self._had_classes = False
        self._fitted_words, self._fitted_source = "", session.design.source
        self._worker = Worker("data window", self)
        self._worker.stepped.connect(self._take)
        self._worker.ended.connect(self._end)
        self._reached = [0.0]
        """The share of the file that the reading thread has gone through."""
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(self._look)
        self.heading = Label()
        self.heading.setProperty("strong", True)
        self.summary = ElidedCaption()
        self.preparation = QPushButton(self.tr("Preparation…"))
        self.preparation.setProperty("helpTopic", "data-preparation")
        self.preparation.setToolTip(
            self.tr("Go to what is done with empty cells and scales, and to the test part")
        )
        self.preparation.clicked.connect(self.preparation_asked)
        self.findings = FindingsList(themes)
        self.reading = SettingsForm(
            UserFile, self.tr("Reading"), themes, columns=len(READING), names=READING
        )
        self.reading.setProperty("helpTopic", "table-reading")
        self.reading.edited.connect(self._change_source)
        self.read_as = ElidedCaption()
        self.read_as.setProperty("helpTopic", "table-reading")
        self.table = TablePage(themes)
        self.pictures = PicturePage(themes)
        self.empty = Label()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setProperty("muted", True)
        self.pages = QStackedWidget()
        for page in (self.table, self.pictures, self.empty):
            self.pages.addWidget(page)
        self.sample = ElidedCaption()
        self._lay_out()
        self._add_keys()
        self.table.role_wanted.connect(self._change_role)
        self.table.kind_wanted.connect(self._change_kind)
        self.table.row_chosen.connect(self._choose_row)
        self.pictures.edited.connect(self._change_source)
        self.pictures.sample_chosen.connect(self._choose_sample)
        session.data_changed.connect(self.follow)
        session.model.changed.connect(self.follow)

    def _lay_out(self) -> None:
        head = hbox(self.heading, (self.summary, 1), self.preparation, spacing=10)
        ground = QWidget()
        vbox(
            head, self.findings, self.reading, self.read_as, (self.pages, 1), self.sample,
            parent=ground, margins=(16, 12, 16, 12), spacing=8,
        )  # fmt: skip
        vbox(Scroller(ground, LEAST), parent=self, margins=(0, 0, 0, 0))

    def _add_keys(self) -> None:
        # What is decided here is undone here too, by the usual keys.
        stack = self.session.model.undo_stack
        undo, redo = stack.createUndoAction(self), stack.createRedoAction(self)
        undo.setShortcut(QKeySequence.StandardKey.Undo)
        redo.setShortcuts([*map(QKeySequence, REDO)])
        self.addActions([undo, redo])

    # Following the session.

    @Slot()
    def follow(self) -> None:
        """Show the data of the moment, where anybody can see it."""
        if not self.isVisible():
            return
        source, loader = self.session.design.source, self.session.loader
        dataset = self.session.dataset
        self._fit_network(dataset)
        key = reading_of(source)
        fresh = dataset is not self._dataset and self._is_of_samples(source)
        if key != self._key or fresh:
            self._read(source, dataset, key)
        self._show_heading()
        self._show_findings()
        found = self._found
        is_table = found is not None and found.table is not None and found.data is None
        is_own_table = isinstance(source, UserFile) and is_table
        self.reading.setVisible(is_own_table)
        self.read_as.setVisible(is_own_table)
        if is_own_table:
            self.reading.show_values(source)
            self.read_as.set_words(self._read_words())
        self._show_page()
        if loader.is_loading:
            self.sample.set_words("")

    def _is_of_samples(self, source: Source) -> bool:
        """Whether what is shown are the samples themselves, and not a table of their own."""
        if not has_columns(source):
            return True
        found = self._found
        return found is not None and (found.table is None or found.data is not None)

    def _read(self, source: Source, dataset: Dataset | None, key: object) -> None:
        what = (type(source), getattr(source, "path", ""))
        if what != self._what:
            self._found = None
        # The rows that are shown stay until others are read, but nobody knows their parts.
        self._key, self._what, self._dataset, self._parts_of = key, what, dataset, None
        if source.missing() is not None or (not has_columns(source) and dataset is None):
            if not self.session.loader.is_loading:
                self._found = None
            self._worker.cancel()
            return

        class_name = self.tr("class")
        reached = self._reached = [0.0]

        def tell(progress: WorkProgress) -> None:
            reached[0] = progress.done / progress.total if progress.total else 0.0

        def work() -> Iterator[object]:
            with followed(tell):
                table, data = source.browsed(), None
            if table is None and dataset is not None and not dataset.image_shape:
                table, data = table_of(dataset, class_name)
            yield _Found(key, table, data)
            if table is not None:
                yield [profile(column) for column in table.columns[:MOST_PROFILES]]

        self._worker.start(work)
        self._looking.start()

    @Slot()
    def _look(self) -> None:
        """Show how far the reading is, where there is nothing else to show."""
        if not self._worker.is_busy:
            self._looking.stop()
        elif self.pages.currentWidget() is self.empty:
            self._show_page()

    @Slot(object)
    def _take(self, news: object) -> None:
        if isinstance(news, _Found):
            self._found, self._parts_of = news, None
            self.table.show_table(news.table)
            self.follow()
        elif isinstance(news, list):
            self.table.show_profiles(news)

    @Slot(object)
    def _end(self, error: object) -> None:
        if error is None:
            return
        if not isinstance(error, DiynnError):
            # Unforeseen: the error hook shows it, with its details.
            raise error if isinstance(error, Exception) else RuntimeError(str(error))
        # The session reads the same file, and tells of the same.
        self._found = _Found(self._key, None)
        self._show_page()

    # What is shown.

    def _show_heading(self) -> None:
        source, dataset = self.session.design.source, self.session.dataset
        path = source.path.strip() if isinstance(source, UserFile) else ""
        self.heading.setText(Path(path).name or name_of(source))
        parts = []
        if self._found is not None and self._found.table is not None:
            rows = len(self._found.table)
            parts.append(self.tr("{0} row(s)", "", rows).format(count(rows)))
        if dataset is not None:
            words = self.tr("{train} to train, {test} to test")
            parts.append(
                words.format(train=count(len(dataset.train)), test=count(len(dataset.test)))
            )
            if dataset.classes:
                classes = len(dataset.classes)
                parts.append(self.tr("{0} class(es)", "", classes).format(count(classes)))
        elif self.session.loader.is_loading:
            parts.append(self.tr("is being read…"))
        self.summary.set_words(" · ".join(parts))

    def _show_findings(self) -> None:
        source, loader, dataset = self.session.design.source, self.session.loader, (
            self.session.dataset
        )  # fmt: skip
        lines = []
        if loader.error is not None:
            ways = self._ways(answers(source, loader.error))
            lines.append(Said("error", error_text(loader.error), ways))
        if dataset is not None:
            # What the program draws or fetches has nothing to be found.
            for finding in dataset.findings if has_columns(source) else ():
                ways = self._ways(ways_out(source, finding))
                lines.append(Said("warning", error_text(finding.note), ways))
            lines += [Said("info", error_text(note)) for note in dataset.notes]
            taken_out = getattr(source, "left_out", ())
            back = self.tr("Take them in again")
            if taken_out and isinstance(source, UserFile):
                words = self.tr("Left out: the class(es) {0}.", "", len(taken_out))
                whole = partial(self._take_source, replace(source, left_out=()), back)
                lines.append(Said("info", words.format(", ".join(taken_out)), ((back, whole),)))
            if isinstance(source, UserFile) and source.repeats != "kept":
                words = self.tr("Test samples that are training samples, too, are left out.")
                whole = partial(self._take_source, replace(source, repeats="kept"), back)
                lines.append(Said("info", words, ((back, whole),)))
        if self._fitted_words and source == self._fitted_source:
            lines.insert(0, Said("info", self._fitted_words))
        self.findings.show_lines(lines)

    def _ways(self, ways: tuple[WayOut, ...]) -> tuple[tuple[str, Callable[[], object]], ...]:
        return tuple(
            (words := fill_in(way.label, way.values), partial(self._take_source, way.source, words))
            for way in ways
        )

    def _read_words(self) -> str:
        """What was found of how the table is written."""
        table = None if self._found is None else self._found.table
        if table is None:
            return ""
        if not table.encoding:
            parts = [self.tr("Read: sheet “{0}”").format(table.separator)]
        else:
            sign = {
                ",": self.tr("commas"), ";": self.tr("semicolons"), "\t": self.tr("tabs"),
                "|": self.tr("bars"), " ": self.tr("spaces"),
            }.get(table.separator, table.separator)  # fmt: skip
            parts = [
                self.tr("Read: columns parted by {0}").format(sign),
                self.tr("decimal comma") if table.decimal == COMMA else self.tr("decimal point"),
                self.tr("letters {0}").format(table.encoding),
            ]
        if table.skipped:
            words = self.tr("{0} line(s) before the table", "", table.skipped)
            parts.append(words.format(count(table.skipped)))
        parts.append(
            self.tr("names in the first row") if table.has_header
            else self.tr("no row of names")
        )  # fmt: skip
        return " · ".join(parts)

    def _show_page(self) -> None:
        source, dataset, found = self.session.design.source, self.session.dataset, self._found
        table = None if found is None else found.table
        if table is not None and found is not None:
            rows = dataset if found.data is None else found.data
            if found.key == self._key and rows is not None and rows is not self._parts_of:
                self._parts_of = rows
                parts, self._places = parts_of(rows, len(table))
                self.table.show_parts(parts)
            self.table.show_choices(source, may_change=self._may_change(dataset))
            self.pages.setCurrentWidget(self.table)
            return
        if dataset is not None and dataset.image_shape and found is not None:
            self.pictures.show_data(dataset, source)
            self.pages.setCurrentWidget(self.pictures)
            return
        text = self.tr("There is no data to show: the first row of the network chooses some.")
        if self.session.loader.is_loading or self._worker.is_busy:
            text, share = self.tr("The data is being read…"), min(self._reached[0], 1.0)
            if share:
                text += " " + percent(share, 0)
        self.empty.setText(text)
        self.pages.setCurrentWidget(self.empty)

    def _may_change(self, dataset: Dataset | None) -> bool:
        """Whether the columns of the moment are what the network gets, so that roles mean
        something."""
        if not has_columns(self.session.design.source):
            return False
        return dataset is None or dataset.rows is not None

    # What the person decides.

    @Slot(str, str)
    def _change_role(self, name: str, role: str) -> None:
        table, source = self._table(), self.session.design.source
        if table is not None:
            words = {
                "input": self.tr("“{0}” is an input"), "target": self.tr("“{0}” is the target"),
                IGNORED: self.tr("Ignore “{0}”"), "split": self.tr("Divide the rows by “{0}”"),
            }[role]  # fmt: skip
            self._take_source(with_role(source, table, name, role), words.format(name))

    @Slot(str, str)
    def _change_kind(self, name: str, kind: str) -> None:
        words = self.tr("Change the kind of “{0}”").format(name)
        self._take_source(with_kind(self.session.design.source, name, kind), words)

    def _table(self) -> Table | None:
        return None if self._found is None else self._found.table

    def _take_source(self, source: Source | None, text: str) -> None:
        """One edit, whatever of the network follows from it."""
        design = self.session.design
        if source is None or source == design.source:
            self.follow()
            return
        outline = self.session.model.outline
        self._had_classes = outline is not None and bool(outline.classes)
        self._edit_key, self._fitted_words = Whole(), ""
        self.session.model.replace_design(replace(design, source=source), text, self._edit_key)

    @Slot(str, object)
    def _change_source(self, name: str, value: object) -> None:
        self._fitted_words = ""
        self.session.model.change_part("source", name, value)  # type: ignore[arg-type]

    def _fit_network(self, dataset: Dataset | None) -> None:
        """Bring the network to what an edit made here has changed, as a part of that edit."""
        model, key = self.session.model, self._edit_key
        if dataset is None or key is None or self.session.loader.is_loading:
            return
        self._edit_key = None
        problem = model.fit is not None and model.fit.problem is not None
        if not problem and bool(dataset.classes) == self._had_classes:
            return
        design, ways = suited(model.design, outline_of(dataset))
        if ways:
            done = "; ".join(fill_in(way.label, way.values) for way in ways)
            self._fitted_source = model.design.source
            self._fitted_words = self.tr("Fitted to the data: {changes}.").format(changes=done)
            model.replace_design(design, self.tr("Fit the network to the data"), key)

    @Slot(int)
    def _choose_row(self, row: int) -> None:
        if self.session.dataset is None or self._parts_of is None:
            return
        part = int(self.table.model.parts[row])
        if part == NEITHER:
            self.sample.set_words(self.tr("This row is in neither part."))
        else:
            self._choose_sample(part == TEST, int(self._places[row]))

    @Slot(bool, int)
    def _choose_sample(self, in_test: bool, place: int) -> None:
        self.session.choose_sample(in_test=in_test, place=place)
        words = self.tr("Test sample {0}") if in_test else self.tr("Training sample {0}")
        more = self.tr("the tabs of the main window show it")
        self.sample.set_words(f"{words.format(count(place + 1))} · {more}")

    # Size, keys, closing.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the window; Enter presses the button that has the focus."""
        if not follow_key(self, event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """What is dropped here is dropped on the main window, which lies below."""
        below = self.parentWidget()
        if below is not None:
            below.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file, and show it."""
        below = self.parentWidget()
        if below is not None:
            below.dropEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Be up to date, where and as large as it was closed."""
        if not event.spontaneous() and not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            kept = stored_state(self._settings, "data window/geometry")
            if kept is None or not self.restoreGeometry(kept):
                take_size(self, USUAL_SIZE)
        super().showEvent(event)
        self.follow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of what is being read, and of the table."""
        self._worker.cancel()
        self._key = self._what = self._found = self._parts_of = None
        self.table.show_table(None)
        self._settings.setValue("data window/geometry", self.saveGeometry())
        super().closeEvent(event)
