"""The health of every layer: a table, what its figures say, and what its columns mean below it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from diynn.analysis.inspection import USUAL_UPDATE, LayerHealth, is_usual
from diynn.csv_output import csv_text
from gui.text.numbers import count, figures, in_percent, percent, telling
from gui.theme.colours import blend
from gui.theme.resources import icon, text_font
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import vbox
from gui.widgets.export import ExportableWidget, ExportMenu
from gui.widgets.plain_text import Label
from gui.widgets.symbols import paint_run_mark
from gui.widgets.value_table import NUMBERS, WORDS, Column, Entry, Index, ValueTable

LAYER, WEIGHTS, MEAN, DEAD, UPDATE = range(5)
WORRYING_DEAD = 0.5
"""Share of dead units from which it is marked."""
NONE = "–"
"""The text where a figure has no meaning."""
# The scale of the last column, in powers of ten.
_FROM, _TO = -6, 0
# What Qt takes for no limit to a widget's height.
_NO_LIMIT = 16777215


@dataclass(frozen=True)
class HealthLine:
    """One line of the table: a layer of a run, or, without `health`, the name of the run.

    `run` is empty where there is only one.
    """

    run: str
    colour: int | None
    label: str
    health: LayerHealth | None = None


class _Cell(QStyledItemDelegate):
    """Draw a cell: a run's colour before its layers, and the scale of the updates."""

    def __init__(self, source: ThemeSource, table: HealthTable) -> None:
        super().__init__(table)
        self._source = source
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, column = self._source.current, index.column()
        line = self._table.lines[index.row()]
        view: Any = option
        rect = QRect(view.rect)
        painter.save()
        if view.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.selection))
        painter.setFont(text_font(self._source.zoom, strong=line.health is None))
        worrying = is_worrying(line, column)
        text, ink = _text(line, column), theme.text
        if text == NONE:
            ink = theme.disabled
        elif worrying:
            ink = theme.warning
        inside = QRectF(rect.adjusted(8, 0, -8, 0))
        if column == LAYER and line.colour is not None:
            middle = QPointF(inside.left() + 4, inside.center().y())
            paint_run_mark(painter, middle, 9, line.colour, theme)
            inside.setLeft(inside.left() + 14)
        if worrying:
            # A sign as well as a colour: not everyone sees the colour.
            ratio = painter.device().devicePixelRatioF()
            sign = icon("warning", theme).pixmap(QSize(14, 14), ratio)
            width = painter.fontMetrics().horizontalAdvance(text)
            at = inside.right() - width - 19
            painter.drawPixmap(QPointF(at, inside.center().y() - 7), sign)
        if column == UPDATE and line.health is not None and not math.isnan(line.health.update):
            room = painter.fontMetrics().horizontalAdvance("0.0000 %") + 24
            self._paint_scale(painter, inside.adjusted(0, 4, -room, -4), line.health.update)
        painter.setPen(QColor(ink))
        shown = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(inside.width()) + 1
        )
        painter.drawText(inside, WORDS if column == LAYER else NUMBERS, shown)
        painter.restore()

    def _paint_scale(self, painter: QPainter, area: QRectF, update: float) -> None:
        theme = self._source.current
        if area.width() < 24:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        band = QRectF(area)
        band.setLeft(_place(USUAL_UPDATE[0], area))
        band.setRight(_place(USUAL_UPDATE[1], area))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(blend(theme.surface, theme.accent, 0.25)))
        painter.drawRoundedRect(band, 3, 3)
        middle = area.center().y()
        painter.setPen(QPen(QColor(theme.strong_border), 1))
        painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle))
        for exponent in range(_FROM, _TO + 1):
            at = _place(10.0**exponent, area)
            painter.drawLine(QPointF(at, middle - 3), QPointF(at, middle + 3))
        painter.setPen(QPen(QColor(theme.surface), 1.5))
        painter.setBrush(QColor(theme.accent if is_usual(update) else theme.warning))
        painter.drawEllipse(QPointF(_place(update, area), middle), 5, 5)


class HealthTable(ExportableWidget, ValueTable):
    """One line a layer; the tooltips say what a figure means and what to do about it."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        self._source = source
        self.lines: list[HealthLine] = []
        super().__init__(_tr("Health of the layers"), parent=parent)
        self.setItemDelegate(_Cell(source, self))
        self.menu = ExportMenu(self, self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.show_rows(_columns(), [])
        across = self.horizontalHeader()
        across.setSectionsClickable(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setSectionResizeMode(UPDATE, QHeaderView.ResizeMode.Stretch)
        source.changed.connect(self._follow_look)
        self.resizeColumnsToContents()

    def set_lines(self, lines: Sequence[HealthLine]) -> None:
        """Show these figures."""
        grown = [line.label for line in lines] != [line.label for line in self.lines]
        if grown:
            self.clearSpans()
        self.lines = list(lines)
        self.horizontalHeader().setVisible(bool(lines))
        self.show_rows(_columns(), [_entries(line) for line in lines])
        if grown:
            self.resizeColumnsToContents()
            for row, line in enumerate(lines):
                if line.health is None:
                    self.setSpan(row, LAYER, 1, UPDATE + 1)

    def go_to(self, layer: int) -> None:
        """Select a layer of the first run."""
        titled = bool(self.lines) and self.lines[0].health is None
        self.selectRow(layer + int(titled))

    def clear(self, text: str) -> None:
        """Show nothing but a sentence."""
        self.set_empty_text(text)
        self.set_lines([])

    # What the export menu asks

    def picture_name(self) -> str:
        """Return a name for the picture."""
        return _tr("Health of the layers")

    def picture_size(self) -> QSize:
        """Return the size of the table as it is seen."""
        return self.size()

    def paint_picture(self, painter: QPainter) -> None:
        """Draw the table."""
        painter.fillRect(self.rect(), QColor(self._source.current.surface))
        self.render(painter, QPoint(0, 0))

    def csv(self) -> str:
        """Return the figures, with all their digits; empty where one has no meaning."""
        rows: list[list[object]] = [
            ["run", "layer", "weights", "mean_size", "dead_share", "relative_update"]
        ]
        for line in self.lines:
            if (found := line.health) is not None:
                values = (found.mean_size, found.dead, found.update)
                known = ["" if math.isnan(value) else value for value in values]
                rows.append([line.run, line.label, found.weights, *known])
        return csv_text(rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the last column what is left."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take no more height than the lines need, so that words may follow below."""
        rows = len(self.lines)
        wanted = self.verticalHeader().length() + self.horizontalHeader().height() + 4
        self.setMaximumHeight(wanted if rows else _NO_LIMIT)

    @Slot()
    def _follow_look(self) -> None:
        self.resizeColumnsToContents()

    def resizeColumnsToContents(self) -> None:
        """Make room for the words; the last column has what is left."""
        metrics = QFontMetrics(text_font(self._source.zoom))
        bold = QFontMetrics(text_font(self._source.zoom, strong=True))
        self.verticalHeader().setDefaultSectionSize(metrics.height() + 10)
        layers = [line for line in self.lines if line.health is not None]
        for column, head in enumerate(_columns()[:UPDATE]):
            texts = [_text(line, column) for line in layers]
            wide = max((metrics.horizontalAdvance(text) for text in texts), default=0)
            mark = 20 if column in (LAYER, DEAD) else 0
            wanted = max(wide + mark, bold.horizontalAdvance(head.name)) + 18
            self.horizontalHeader().resizeSection(column, wanted)
        self._fit()
        self.viewport().update()


class HealthPage(QWidget):
    """A table as high as its lines, then a sentence for each of its columns."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.table = HealthTable(source)
        self.meanings = Label(
            "".join(
                telling(f"<p><b>{column.name}</b>", f"{column.help}</p>")
                for column in _columns()[MEAN:]
            )
        )
        self.meanings.setTextFormat(Qt.TextFormat.RichText)
        self.meanings.setWordWrap(True)
        self.meanings.setProperty("muted", True)
        self.meanings.setContentsMargins(12, 4, 12, 12)
        self.meanings.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.meanings.hide()
        vbox((self.table, 1), self.meanings, 0, parent=self, margins=(0, 0, 0, 0), spacing=0)

    def set_lines(self, lines: Sequence[HealthLine]) -> None:
        """Show these figures."""
        self.table.set_lines(lines)
        self.meanings.setVisible(bool(lines))

    def clear(self, text: str) -> None:
        """Show nothing but a sentence."""
        self.table.clear(text)
        self.meanings.hide()


def _columns() -> tuple[Column, ...]:
    names = (
        _tr("Layer"), _tr("Weights"), _tr("Mean size"), _tr("Dead units"), _tr("Update / weights")
    )  # fmt: skip
    return tuple(
        Column(name, _help(column), numbers=column != LAYER) for column, name in enumerate(names)
    )


def _entries(line: HealthLine) -> list[Entry]:
    """The cells of a line, and what each figure says of its layer."""
    return [
        Entry(_text(line, column), help=f"{_verdict(line, column)} {_help(column)}".strip())
        for column in range(UPDATE + 1)
    ]


def _help(column: int) -> str:
    """Return what a column means, in one sentence."""
    return (
        _tr("The layers from the input to the output, with their rows in the list."),
        _tr("How many numbers of this layer are learnt, the bias included."),
        _tr("The mean of all weights without their signs; where it grows from epoch to "
                "epoch without end, the steps are too long."),
        _tr("The share of ReLU units that were above zero for no sample: no gradient "
                "passes through them, so they learn nothing more."),
        _tr("The length of one step's change relative to that of the weights, estimated "
                "from the gradient of one fixed batch and the optimizer's settings; the band "
                "marks the usual range from 0.01 % to 1 %."),
    )[column]  # fmt: skip


def _text(line: HealthLine, column: int) -> str:
    """Return the text of a cell."""
    found = line.health
    if column == LAYER:
        return line.label
    if found is None:
        return ""
    if column == WEIGHTS:
        return count(found.weights) if found.weights else NONE
    if column == MEAN:
        return NONE if math.isnan(found.mean_size) else figures(found.mean_size, 3)
    if column == DEAD:
        return NONE if math.isnan(found.dead) else percent(found.dead)
    return NONE if math.isnan(found.update) else in_percent(figures(100 * found.update, 2))


def _verdict(line: HealthLine, column: int) -> str:
    """Return what a figure says of its layer, in one sentence; empty where it says nothing."""
    found = line.health
    if column == LAYER:
        return _tr("Run “{0}”.").format(line.run) if line.run else ""
    if found is None:
        return ""
    if column == DEAD and not math.isnan(found.dead):
        if found.dead >= WORRYING_DEAD:
            return _tr("{0} of this layer's units are dead: a smaller learning rate, first "
                           "weights of the kind he, or a slope above 0 keep them awake."
                           ).format(percent(found.dead))  # fmt: skip
        return _tr("{0} of this layer's units are dead.").format(percent(found.dead))
    if column == UPDATE and not math.isnan(found.update):
        size = figures(100 * found.update, 2)
        if found.update < USUAL_UPDATE[0]:
            return _tr("A step changes these weights by {0} % of their size, less than "
                           "usual: the layer hardly learns any more, or the learning rate is "
                           "small.").format(size)  # fmt: skip
        if found.update > USUAL_UPDATE[1]:
            return _tr("A step changes these weights by {0} % of their size, more than "
                           "usual: a smaller learning rate learns more steadily."
                           ).format(size)  # fmt: skip
        return _tr("A step changes these weights by {0} % of their size, as is usual."
                       ).format(size)  # fmt: skip
    return ""


def is_worrying(line: HealthLine, column: int) -> bool:
    """Return whether a figure is outside its usual range."""
    if line.health is None:
        return False
    if column == DEAD:
        return line.health.dead >= WORRYING_DEAD
    update = line.health.update
    return column == UPDATE and not math.isnan(update) and not is_usual(update)


def scale_words() -> tuple[str, str]:
    """Return the ends of the scale of updates, in words."""
    return figures(10.0**_FROM), figures(10.0**_TO)


def _place(update: float, area: QRectF) -> float:
    """Where an update lies on the scale."""
    exponent = math.log10(update) if update > 0 else _FROM
    share = (min(max(exponent, _FROM), _TO) - _FROM) / (_TO - _FROM)
    return area.left() + share * area.width()


def _tr(text: str) -> str:
    return QCoreApplication.translate("HealthModel", text)
