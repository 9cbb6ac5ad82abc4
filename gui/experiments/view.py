"""Where everything stands in the experiments' window; it does nothing by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from diynn.experiments.experiment import Experiment
from gui.experiments.details import ExperimentDetails
from gui.experiments.model import (
    NUMBER,
    OURS,
    REPORT,
    STATE,
    TIME,
    TITLE,
    VERDICT,
    ExperimentsModel,
)
from gui.experiments.verdict_badge import BadgeDelegate
from gui.theme.theme import ThemeSource
from gui.widgets.caption import ElidedCaption
from gui.widgets.message_bar import MessageBar
from gui.widgets.plain_text import Label

ROW_HEIGHT = 30
WORDS = (TITLE, REPORT, OURS)
LEAST_WORDS = 88
"""Pixels of a column of words, however narrow the window is."""
ABREAST = 960
"""From this width on the table and the chosen experiment stand side by side, else one below."""


def shared(wanted: Sequence[int], room: int) -> list[int]:
    """Widths of columns that together take `room`: the first gets what it wants, what it is called
    by; of the others, who wants little gets it and the rest share.

    None gets less than LEAST_WORDS; what nobody wants is spread over all of them.
    """
    count = len(wanted)
    widths, rest = [0] * count, room
    for done, place in enumerate([0, *sorted(range(1, count), key=wanted.__getitem__)]):
        others = count - done - 1
        share = rest - others * LEAST_WORDS if place == 0 else rest // (others + 1)
        widths[place] = max(min(wanted[place], share), LEAST_WORDS)
        rest -= widths[place]
    return [width + max(rest, 0) // count for width in widths]


class ExperimentsTable(QTableView):
    """The columns of words share the room that the others leave, until somebody drags one."""

    def __init__(self) -> None:
        super().__init__()
        self._sharing = False
        self._dragged = False
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.share)
        self.horizontalHeader().sectionResized.connect(self._see_drag)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new width."""
        super().resizeEvent(event)
        self.share_later()

    @Slot()
    def share_later(self) -> None:
        """Share out once for all rows that change in one go."""
        self._later.start()

    @Slot()
    def share(self) -> None:
        """Give each column of words its part of the width."""
        if self._dragged or self._sharing or self.model() is None:
            return
        self._sharing = True
        self.resizeColumnsToContents()
        columns = range(self.model().columnCount())
        taken = sum(self.columnWidth(column) for column in columns if column not in WORDS)
        wanted = [self.columnWidth(column) for column in WORDS]
        for column, width in zip(
            WORDS, shared(wanted, self.viewport().width() - taken), strict=True
        ):
            self.setColumnWidth(column, width)
        self._sharing = False

    @Slot(int, int, int)
    def _see_drag(self, column: int, _old: int, _new: int) -> None:
        pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        self._dragged |= column in WORDS and pressed and not self._sharing


class ExperimentsLayout(QWidget):
    """Buttons above, the table on the left, the chosen experiment on the right."""

    def __init__(
        self, experiments: Sequence[Experiment], themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("experimentsWindow")
        self.setWindowTitle(self.tr("The report’s experiments – diynn"))
        self.model = ExperimentsModel(experiments, self)
        self.run = self._button(
            self.tr("Run"), self.tr("Run the chosen experiments; what is trained is used again")
        )
        self.run.setProperty("primary", True)
        self.run_all = self._button(
            self.tr("Run all"), self.tr("Run every experiment that has no result yet")
        )
        self.stop = self._button(
            self.tr("Stop"), self.tr("Stop and keep what was trained; Run goes on from there")
        )
        self.open_run = self._button(
            self.tr("Open"), self.tr("Open a trained network of the experiment in the main window")
        )
        self.open_menu = QMenu(self)
        self.open_page = self._button(
            self.tr("Open the page"), self.tr("Show all results in the browser, as one page")
        )
        self.change_folder = self._button(
            self.tr("Change…"), self.tr("Keep runs and results in another folder")
        )
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress of the experiments"))
        self.progress.setMaximumWidth(220)
        self.rest = ElidedCaption()
        self.folder_words = ElidedCaption()
        self.messages = MessageBar(themes)
        self.table = self._table(themes)
        self.details = ExperimentDetails(themes)
        self._arrange()

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        return button

    def _table(self, themes: ThemeSource) -> ExperimentsTable:
        table = ExperimentsTable()
        table.setModel(self.model)
        self.model.dataChanged.connect(table.share_later)
        themes.changed.connect(table.share_later)
        table.setAccessibleName(self.tr("Experiments"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        # The ring round the cell of the keys takes no room from its words.
        table.setStyleSheet(
            "QTableView::item { padding: 0 6px; } QTableView::item:focus { padding: 0 4px; }"
        )
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self._badges = BadgeDelegate(themes, table)
        table.setItemDelegateForColumn(VERDICT, self._badges)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        for column in (NUMBER, VERDICT, TIME, STATE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        table.setMinimumSize(300, 120)
        return table

    def _arrange(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(8)
        for button in (self.run, self.run_all, self.stop):
            across.addWidget(button)
        across.addSpacing(8)
        across.addWidget(self.progress, 1)
        across.addWidget(self.rest, 2)
        across.addWidget(self.open_run)
        across.addWidget(self.open_page)
        where = QHBoxLayout()
        where.setSpacing(8)
        label = Label(self.tr("Results in"))
        label.setProperty("muted", True)
        where.addWidget(label)
        where.addWidget(self.folder_words, 1)
        where.addWidget(self.change_folder)
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(self.table)
        self.halves.addWidget(self._scrolled(self.details))
        self.halves.setStretchFactor(0, 3)
        self.halves.setStretchFactor(1, 2)
        self.halves.setSizes([880, 360])
        down = QVBoxLayout(self)
        down.setContentsMargins(16, 12, 16, 12)
        down.setSpacing(8)
        down.addLayout(across)
        down.addWidget(self.messages)
        down.addWidget(self.halves, 1)
        down.addLayout(where)

    def _scrolled(self, widget: QWidget) -> QScrollArea:
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(widget)
        scroll.setMinimumWidth(
            widget.minimumWidth() + scroll.verticalScrollBar().sizeHint().width()
        )
        scroll.setAccessibleName(self.tr("The chosen experiment"))
        return scroll

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the chosen experiment beside the table or below it, and share out the width."""
        super().resizeEvent(event)
        abreast = self.width() >= ABREAST
        wanted = Qt.Orientation.Horizontal if abreast else Qt.Orientation.Vertical
        if self.halves.orientation() != wanted:
            self.halves.setOrientation(wanted)
            whole = self.halves.width() if abreast else self.halves.height()
            self.halves.setSizes([whole * 3 // 5, whole * 2 // 5] if abreast else [1, 2])
        self.details.set_inset(12 if abreast else 0)
