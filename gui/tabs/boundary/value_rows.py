"""Write out the values of layers one below the other, each number with its bar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from diynn.csv_output import csv_text
from gui.text.numbers import figures, telling
from gui.text.plot_words import listed
from gui.theme.resources import text_font
from gui.theme.theme import ThemeSource
from gui.widgets.painted_page import PaintedPage

MOST = 64
"""Values of one layer that are written out."""

_MARGIN = 8
_SMALL = 0.88
_BAR = 5
_SHOWN = 4


@dataclass(frozen=True, eq=False)
class ValueRow:
    """What one layer gives: `values` (n,), all of them, under a title.

    With `names` each value has one, and with `colours` one of its own; else the bars tell the sign.
    """

    title: str
    values: npt.NDArray[np.floating]
    names: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()


class ValueRows(PaintedPage):
    """The rows, one below the other. Bars of one row are measured by its largest value."""

    has_ground = False

    def __init__(self, source: ThemeSource, title: str, parent: QWidget | None = None) -> None:
        """Begin without rows; `title` names all of them."""
        self._rows: tuple[ValueRow, ...] = ()
        super().__init__(source, title, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_rows(self, rows: Sequence[ValueRow]) -> None:
        """Show these rows."""
        self._rows = tuple(rows)
        self.arrange()

    def rows(self) -> tuple[ValueRow, ...]:
        """Return the rows that are shown."""
        return self._rows

    def csv(self) -> str:
        """Return a line for each value: its layer, its number from 1 and itself."""
        lines = (
            [row.title, number, f"{value:.7g}"]
            for row in self._rows
            for number, value in enumerate(row.values.tolist(), start=1)
        )
        return csv_text([["layer", "unit", "value"], *lines])

    def in_words(self) -> str:
        """Say what the rows are, with their first values."""
        return listed(
            [
                telling(row.title, ", ".join(figures(float(one), 3) for one in row.values[:_SHOWN]))
                for row in self._rows
            ]
        )

    def tip_at(self, place: QPointF) -> str:
        """Return the whole name of a value, and the value."""
        tips = (
            telling(row.names[number], figures(float(row.values[number]), 3))
            for row, area in self._places()
            for number, cell in self._cells(row, area)
            if row.names and cell.contains(place)
        )
        return next(tips, "")

    # Where things lie

    def content_size(self) -> QSize:
        """Return the size of all rows."""
        areas = [area for _, area in self._places()]
        width = self.viewport().width()
        return QSize(width, round(areas[-1].bottom())) if areas else QSize()

    def sizeHint(self) -> QSize:
        """Return room for a few values of a few rows."""
        return QSize(400, 200)

    def minimumSizeHint(self) -> QSize:
        """Return room for two values."""
        return QSize(160, 60)

    def _font(self) -> QFont:
        return text_font(self._source.zoom, scale=_SMALL)

    def _places(self) -> Iterator[tuple[ValueRow, QRectF]]:
        """The rows, and where they lie."""
        top, line = float(_MARGIN), QFontMetrics(self._font()).height()
        for row in self._rows:
            columns, _, high = self._cell(row)
            height = line + 8 + -(-min(len(row.values), MOST) // columns) * high
            yield row, QRectF(_MARGIN, top, self.viewport().width() - 2 * _MARGIN, height)
            top += height

    def _cell(self, row: ValueRow) -> tuple[int, float, float]:
        """How many values there are in a line, and the width and height of one."""
        metrics = QFontMetrics(self._font())
        names = max((metrics.horizontalAdvance(name + "  ") for name in row.names), default=0)
        wanted = metrics.horizontalAdvance("−0,0000") + min(names, 120) + 10
        room = self.viewport().width() - 2 * _MARGIN
        columns = max(room // wanted, 1)
        return columns, min(room / columns, wanted * 1.4), metrics.height() + _BAR + 7.0

    def _cells(self, row: ValueRow, area: QRectF) -> Iterator[tuple[int, QRectF]]:
        """The numbers of a row's values that are written out, and their places."""
        columns, wide, high = self._cell(row)
        top = area.top() + QFontMetrics(self._font()).height() + 4
        for number in range(min(len(row.values), MOST)):
            down, right = divmod(number, columns)
            yield number, QRectF(_MARGIN + right * wide, top + down * high, wide - 8, high - 3)

    # Drawing

    def paint_content(self, painter: QPainter, seen: QRectF) -> None:
        """Draw the rows that can be seen."""
        painter.setFont(self._font())
        for row, area in self._places():
            if area.intersects(seen):
                self._paint_row(painter, row, area, seen)

    def paint_marks(self, painter: QPainter) -> None:
        """Draw the ring of the keyboard."""
        self.paint_focus(painter)

    def _paint_row(self, painter: QPainter, row: ValueRow, area: QRectF, seen: QRectF) -> None:
        painter.setPen(QColor(self._source.current.muted))
        title, more = row.title, len(row.values) - MOST
        if more > 0:
            title += self.tr(" (the first {count} of them)").format(count=MOST)
        painter.drawText(QPointF(_MARGIN, area.top() + painter.fontMetrics().ascent()), title)
        values = np.asarray(row.values[:MOST], np.float64)
        known = values[np.isfinite(values)]
        reach = float(np.abs(known).max()) if known.size else 1.0
        for number, cell in self._cells(row, area):
            if cell.intersects(seen):
                self._paint_value(painter, row, number, float(values[number]), reach, cell)

    def _paint_value(
        self, painter: QPainter, row: ValueRow, number: int, value: float, reach: float,
        area: QRectF,
    ) -> None:  # fmt: skip
        theme, metrics = self._source.current, painter.fontMetrics()
        line = QRectF(area.left(), area.top(), area.width(), metrics.height())
        written = figures(value, 3)
        painter.setPen(QColor(theme.text))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, written)
        if row.names:
            room = area.width() - metrics.horizontalAdvance(written) - 4
            cut = Qt.TextElideMode.ElideRight
            name = metrics.elidedText(row.names[number], cut, int(room))
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft, name)
        track = QRectF(area.left(), line.bottom() + 1, area.width(), _BAR)
        painter.fillRect(track, QColor(theme.grid))
        share = value / reach if reach and np.isfinite(value) else 0.0
        if row.colours:
            bar = QRectF(track.left(), track.top(), track.width() * share * reach, _BAR)
            painter.fillRect(bar, QColor(row.colours[number]))
            return
        middle, half = track.center().x(), track.width() / 2
        colour = theme.diverging[-1] if share > 0 else theme.diverging[0]
        bar = QRectF(middle, track.top(), share * half, _BAR).normalized()
        painter.fillRect(bar, QColor(colour))
        painter.setPen(QPen(QColor(theme.axis), 1))
        painter.drawLine(QPointF(middle, track.top() - 1), QPointF(middle, track.bottom() + 1))
