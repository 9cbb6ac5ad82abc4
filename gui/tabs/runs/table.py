"""The table of runs: names on two lines, figures of training above those of testing."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from gui.model.run_list import ListedRun
from gui.tabs.runs.model import (
    APART_ROLE,
    BROKEN_ROLE,
    DEPTH_ROLE,
    NAME,
    NOTE_ROLE,
    SHORT_ROLE,
    Index,
    RunsModel,
)
from gui.theme.theme import ThemeSource
from gui.widgets.caption import small
from gui.widgets.symbols import PAIR

PADDING = 3
MARGIN = 3
"""What Qt itself leaves free on either side of a text."""
MOST_DEPTH = 3
"""Branchings that are seen as a further indent: a name needs room."""
NAME_LETTERS = 17
"""How many letters of a name are seen in the narrowest table."""
_SHEET = """
QTableView::item {{ padding: 0 {padding}px; }}
QTableView::indicator {{
    width: 14px; height: 14px; border-radius: 4px;
    background: {theme.surface}; border: 1px solid {theme.strong_border};
}}
QTableView::indicator:checked {{
    background: {theme.accent}; border-color: {theme.accent};
    image: url(diynn:{theme.name}/check.svg);
}}
QHeaderView::section {{ padding: 4px {inset}px; }}
QHeaderView::up-arrow, QHeaderView::down-arrow {{
    subcontrol-position: top center; width: 10px; height: 10px;
}}
QHeaderView::up-arrow {{ image: url(diynn:{theme.name}/up.svg); }}
QHeaderView::down-arrow {{ image: url(diynn:{theme.name}/down.svg); }}
"""


class _NameDelegate(QStyledItemDelegate):
    """A name on two lines, or on one above its note."""

    def __init__(self, themes: ThemeSource, parent: QObject) -> None:
        super().__init__(parent)
        self._themes = themes

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The tick and the dot as everywhere, then the words."""
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        view: QWidget = own.widget
        room = view.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, own, view)
        name, own.text = str(index.data(SHORT_ROLE)), ""
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, view)
        theme, note = self._themes.current, index.data(NOTE_ROLE)
        painter.save()
        if depth := min(int(index.data(DEPTH_ROLE)), MOST_DEPTH):
            room.setLeft(_hang(painter, room, depth, QColor(theme.muted)))
        painter.setFont(own.font)
        ink = theme.muted if index.data(APART_ROLE) else theme.text
        painter.setPen(QColor(theme.error if index.data(BROKEN_ROLE) else ink))
        lines = _lines(name, painter.fontMetrics(), room.width(), 1 if note else 2)
        height = painter.fontMetrics().height()
        top = room.top() + (room.height() - height * (len(lines) + bool(note))) // 2
        for line in lines:
            painter.drawText(QRect(room.left(), top, room.width(), height), 0, line)
            top += height
        if note:
            painter.setFont(small(own.font))
            painter.setPen(QColor(theme.accent))
            right = Qt.TextElideMode.ElideRight
            shown = painter.fontMetrics().elidedText(note, right, room.width())
            painter.drawText(QRect(room.left(), top, room.width(), height), 0, shown)
        painter.restore()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """As high as any other field, and from the words to the end of the cell."""
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        view: QWidget = own.widget
        room = view.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, own, view)
        height = min(max(editor.sizeHint().height(), 28), option.rect.height())
        top = option.rect.top() + (option.rect.height() - height) // 2
        editor.setGeometry(room.left(), top, option.rect.right() - room.left(), height)


class _PairDelegate(QStyledItemDelegate):
    """Two figures, and close behind them the two kinds of line that they belong to."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """As the model says, with the mark on the right."""
        super().initStyleOption(option, index)
        option.decorationPosition = QStyleOptionViewItem.Position.Right


def _hang(painter: QPainter, room: QRect, depth: int, colour: QColor) -> int:
    """Draw the line by which a branch hangs under its parent; where its name begins."""
    step = painter.fontMetrics().height()
    painter.setPen(QPen(colour, 1.5))
    left, middle = room.left() + (depth - 1) * step + step // 3, room.center().y()
    right = left + step // 2
    painter.drawPolyline([
        QPoint(left, room.top() + 4), QPoint(left, middle), QPoint(right, middle),
    ])  # fmt: skip
    return right + step // 4


def _lines(text: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """The text in at most so many lines, ending in … where it is longer."""
    words, lines = text.split(), [""]
    for place, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and len(lines) < most and metrics.horizontalAdvance(longer) > width:
            lines.append(" ".join(words[place:]))
            break
        lines[-1] = longer
    return [metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, width) for line in lines]


class RunTable(QTableView):
    """Shows a RunsModel: the name takes what room the figures leave."""

    def __init__(self, model: RunsModel, themes: ThemeSource) -> None:
        super().__init__()
        self._runs, self._themes = model, themes
        self._wanted: dict[int, int] = {}
        self._names_width = 0
        self.setModel(model)
        self._names = _NameDelegate(themes, self)
        self.setItemDelegateForColumn(NAME, self._names)
        self._pairs = _PairDelegate(self)
        for number, column in enumerate(model.columns):
            if column.paired:
                self.setItemDelegateForColumn(number, self._pairs)
        self.setAccessibleName(self.tr("Runs"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setIconSize(PAIR)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        themes.changed.connect(self._dress)
        self._dress()

    def chosen(self) -> list[ListedRun]:
        """The runs of the chosen rows, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._runs.run_at(row) for row in rows]

    def edit_name(self, run: ListedRun) -> None:
        """Let the name of a run be typed."""
        index = self._runs.index(self._runs.row_of(run), NAME)
        self.setCurrentIndex(index)
        self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks all chosen rows, or unticks them where all are; F2 edits the name."""
        chosen = self.chosen()
        if event.key() == Qt.Key.Key_Space and chosen:
            ticked = all(run.ticked for run in chosen)
            self._runs.tick(chosen, not ticked)
        elif event.key() == Qt.Key.Key_F2 and chosen:
            self.edit_name(self._runs.run_at(self.currentIndex().row()))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new width."""
        super().resizeEvent(event)
        self._share_width()

    @Slot()
    def _dress(self) -> None:
        inset = PADDING + MARGIN
        sheet = _SHEET.format(theme=self._themes.current, padding=PADDING, inset=inset)
        self.setStyleSheet(sheet)
        metrics = QFontMetrics(self.font())
        heading = QFont(self.font())
        heading.setBold(True)
        bold = QFontMetrics(heading)
        for number, column in enumerate(self._runs.columns[1:], start=1):
            mark = (PAIR.width() + 2 * MARGIN) * column.paired
            figure = metrics.horizontalAdvance(column.widest) + mark
            wanted = max(figure, bold.horizontalAdvance(column.heading))
            self._wanted[number] = wanted + 2 * inset + 2
        self._names_width = metrics.horizontalAdvance("n" * NAME_LETTERS)
        self.verticalHeader().setDefaultSectionSize(2 * metrics.height() + 8)
        self._share_width()

    def _share_width(self) -> None:
        """Give names what the figures leave, up to what long ones need; the figures the rest."""
        room = self.viewport().width()
        left = room - sum(self._wanted.values())
        name = min(max(left, self._names_width), 2 * self._names_width)
        more = max(left - name, 0) // len(self._wanted)
        for number, width in self._wanted.items():
            self.setColumnWidth(number, width + more)
        self.setColumnWidth(NAME, max(name, left - more * len(self._wanted)))
