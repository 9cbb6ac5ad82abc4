"""The health of every layer: a table, and what its columns mean below it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from diynn.inspection import USUAL_UPDATE, is_usual
from gui.colours import blend
from gui.fonts import text_font
from gui.icons import icon
from gui.plots.export_menu import ExportMenu
from gui.plots.figures import telling
from gui.plots.plot import Offering
from gui.plots.run_marks import paint_run_mark
from gui.plots.ticks import power
from gui.tabs.weights.health_model import (
    DEAD,
    LAYER,
    MEAN,
    NONE,
    UPDATE,
    HealthLine,
    HealthModel,
    Index,
    alignment,
)
from gui.theme import ThemeSource
from gui.widgets.csv_text import csv_text
from gui.widgets.painted_page import paint_sentence

# The scale of the last column, in powers of ten.
_FROM, _TO = -6, 0
# What Qt takes for no limit to a widget's height.
_NO_LIMIT = 16777215


class _Cell(QStyledItemDelegate):
    """Draw a cell: a run's colour before its layers, and the scale of the updates."""

    def __init__(self, source: ThemeSource, model: HealthModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._source = source
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, model = self._source.current, self._model
        line, column = model.lines[index.row()], index.column()
        view: Any = option
        rect = QRect(view.rect)
        painter.save()
        if view.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.selection))
        painter.setFont(text_font(self._source.zoom, strong=line.health is None))
        worrying = model.is_worrying(line, column)
        text, ink = model.text(line, column), theme.text
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
        painter.drawText(inside, alignment(column), shown)
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


class HealthTable(Offering, QTableView):
    """One line a layer; the tooltips say what a figure means and what to do about it."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        super().__init__(parent)
        self._source = source
        self._empty_text = ""
        self.lines = HealthModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_Cell(source, self.lines, self))
        self.menu = ExportMenu(self, self)
        self.setAccessibleName(self.tr("Health of the layers"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setSectionsClickable(False)
        across.setHighlightSections(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setSectionResizeMode(UPDATE, QHeaderView.ResizeMode.Stretch)
        source.changed.connect(self._dress)
        self._dress()

    def set_lines(self, lines: Sequence[HealthLine]) -> None:
        """Show these figures."""
        grown = [line.label for line in lines] != [line.label for line in self.lines.lines]
        if grown:
            self.clearSpans()
        self.lines.show(lines)
        self.horizontalHeader().setVisible(bool(lines))
        if grown:
            self._dress()
            for row, line in enumerate(lines):
                if line.health is None:
                    self.setSpan(row, LAYER, 1, UPDATE + 1)

    def go_to(self, layer: int) -> None:
        """Select a layer of the first run."""
        titled = bool(self.lines.lines) and self.lines.lines[0].health is None
        self.selectRow(layer + int(titled))

    def explanations(self) -> list[tuple[str, str]]:
        """Return what the columns of figures mean: the title of each, and a sentence."""
        titles = Qt.Orientation.Horizontal
        return [
            (str(self.lines.headerData(column, titles)), self.lines.help(column))
            for column in (MEAN, DEAD, UPDATE)
        ]

    def clear(self, text: str) -> None:
        """Show nothing but a sentence."""
        self._empty_text = text
        self.set_lines([])
        self.viewport().update()

    def empty_text(self) -> str:
        """Return the sentence that stands in the empty table, if it is empty."""
        return "" if self.lines.lines else self._empty_text

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells, or the sentence of the empty table."""
        super().paintEvent(event)
        if not self.lines.lines:
            painter = QPainter(self.viewport())
            inner = QRectF(self.viewport().rect()).adjusted(48, 0, -48, 0)
            paint_sentence(painter, inner, self._empty_text, self._source)
            painter.end()

    # What the export menu asks

    def picture_name(self) -> str:
        """Return a name for the picture."""
        return self.tr("Health of the layers")

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
        for line in self.lines.lines:
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
        rows = len(self.lines.lines)
        wanted = self.verticalHeader().length() + self.horizontalHeader().height() + 4
        self.setMaximumHeight(wanted if rows else _NO_LIMIT)

    @Slot()
    def _dress(self) -> None:
        metrics = QFontMetrics(text_font(self._source.zoom))
        bold = QFontMetrics(text_font(self._source.zoom, strong=True))
        self.verticalHeader().setDefaultSectionSize(metrics.height() + 10)
        across = self.horizontalHeader()
        for column in range(UPDATE):
            layers = [line for line in self.lines.lines if line.health is not None]
            texts = [self.lines.text(line, column) for line in layers]
            title = str(self.lines.headerData(column, Qt.Orientation.Horizontal))
            wide = max((metrics.horizontalAdvance(text) for text in texts), default=0)
            mark = 20 if column in (LAYER, DEAD) else 0
            across.resizeSection(
                column, max(wide + mark, bold.horizontalAdvance(title)) + 18
            )
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
        self.meanings = QLabel(
            "".join(
                telling(f"<p><b>{title}</b>", f"{text}</p>")
                for title, text in self.table.explanations()
            )
        )
        self.meanings.setWordWrap(True)
        self.meanings.setProperty("muted", True)
        self.meanings.setContentsMargins(12, 4, 12, 12)
        self.meanings.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.meanings.hide()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.table, 1)
        down.addWidget(self.meanings)
        down.addStretch()

    def set_lines(self, lines: Sequence[HealthLine]) -> None:
        """Show these figures."""
        self.table.set_lines(lines)
        self.meanings.setVisible(bool(lines))

    def clear(self, text: str) -> None:
        """Show nothing but a sentence."""
        self.table.clear(text)
        self.meanings.hide()


def scale_words() -> tuple[str, str]:
    """Return the ends of the scale of updates, in words."""
    return power(_FROM), power(_TO)


def _place(update: float, area: QRectF) -> float:
    """Where an update lies on the scale."""
    exponent = math.log10(update) if update > 0 else _FROM
    share = (min(max(exponent, _FROM), _TO) - _FROM) / (_TO - _FROM)
    return area.left() + share * area.width()
