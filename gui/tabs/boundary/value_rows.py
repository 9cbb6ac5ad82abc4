"""Write out the values of layers one below the other, each number with its bar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.plots.card import paint_ring
from gui.plots.export_menu import ExportMenu
from gui.plots.figures import figures, telling
from gui.plots.plot import Offering
from gui.plots.plot_words import listed
from gui.plots.redraw import Redraw
from gui.theme import ThemeSource
from gui.widgets.csv_text import csv_text

MOST = 64
"""Values of one layer that are written out."""

_MARGIN = 8
_SMALL = 0.88
_BAR = 5
_TOLD = 4


@dataclass(frozen=True, eq=False)
class ValueRow:
    """What one layer gives: `values` (n,), all of them, under a title.

    With `names` each value has one, and with `colours` one of its own; else the bars tell the sign.
    """

    title: str
    values: npt.NDArray[np.floating]
    names: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()


class ValueRows(Offering, QWidget):
    """The rows, as high as its width makes them. Bars of one row are measured by its largest."""

    def __init__(self, source: ThemeSource, title: str, parent: QWidget | None = None) -> None:
        """Begin without rows; `title` names all of them."""
        super().__init__(parent)
        self._source = source
        self._title = title
        self._rows: tuple[ValueRow, ...] = ()
        self.menu = ExportMenu(self, self)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._redraw = Redraw(self)
        self._redraw.due.connect(self.update)
        source.changed.connect(self.update)

    def set_rows(self, rows: Sequence[ValueRow]) -> None:
        """Show these rows."""
        sizes = [len(row.values) for row in rows]
        other = sizes != [len(row.values) for row in self._rows]
        self._rows = tuple(rows)
        if other:
            self.updateGeometry()
        self._redraw.mark()

    def rows(self) -> tuple[ValueRow, ...]:
        """Return the rows that are shown."""
        return self._rows

    # What the export menu asks

    def picture_name(self) -> str:
        """Return a name for the picture."""
        return self._title

    def picture_size(self) -> QSize:
        """Return the size of all rows at the width of the moment."""
        return QSize(self.width(), max(self.heightForWidth(self.width()), 40))

    def paint_picture(self, painter: QPainter) -> None:
        """Draw all rows."""
        area = QRectF(0, 0, self.picture_size().width(), self.picture_size().height())
        painter.fillRect(area, QColor(self._source.current.surface))
        self._paint(painter, area)

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
                telling(row.title, ", ".join(figures(float(one), 3) for one in row.values[:_TOLD]))
                for row in self._rows
            ]
        )

    # Where things lie

    def hasHeightForWidth(self) -> bool:
        """Return that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows."""
        return round(sum(self._height(row, width) for row in self._rows)) + _MARGIN

    def sizeHint(self) -> QSize:
        """Return room for a few values of a few rows."""
        return QSize(400, self.heightForWidth(400))

    def minimumSizeHint(self) -> QSize:
        """Return room for two values."""
        return QSize(160, 60)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._font())

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _SMALL)
        return font

    def _cell(self, row: ValueRow, width: int) -> tuple[int, float, float]:
        """How many values stand in a line, and the width and height of one."""
        metrics = self._metrics()
        names = max((metrics.horizontalAdvance(name + "  ") for name in row.names), default=0)
        wanted = metrics.horizontalAdvance("−0,0000") + min(names, 120) + 10
        room = width - 2 * _MARGIN
        columns = max(room // wanted, 1)
        return columns, min(room / columns, wanted * 1.4), metrics.height() + _BAR + 7.0

    def _height(self, row: ValueRow, width: int) -> float:
        columns, _, high = self._cell(row, width)
        shown = min(len(row.values), MOST)
        return self._metrics().height() + 8 + -(-shown // columns) * high

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that can be seen."""
        painter = QPainter(self)
        self._paint(painter, QRectF(event.rect()))
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), self._source.current)
        painter.end()

    def offers_menu(self) -> bool:
        """Whether there is anything to copy or save."""
        return bool(self._rows)

    def event(self, event: QEvent) -> bool:
        """Tell the whole name of a value by a tip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            tips = (
                telling(row.names[number], figures(float(row.values[number]), 3))
                for row, top in self._tops()
                for number, area in self._places(row, top)
                if row.names and area.contains(QPointF(event.pos()))
            )
            QToolTip.showText(event.globalPos(), next(tips, ""), self)
            return True
        return super().event(event)

    def _tops(self) -> Iterator[tuple[ValueRow, float]]:
        """The rows, and where they begin."""
        top = float(_MARGIN)
        for row in self._rows:
            yield row, top
            top += self._height(row, self.width())

    def _places(self, row: ValueRow, top: float) -> Iterator[tuple[int, QRectF]]:
        """The numbers of the values that are written out, and where they stand."""
        columns, wide, high = self._cell(row, self.width())
        top += self._metrics().height() + 4
        for number in range(min(len(row.values), MOST)):
            down, right = divmod(number, columns)
            yield number, QRectF(_MARGIN + right * wide, top + down * high, wide - 8, high - 3)

    def _paint(self, painter: QPainter, seen: QRectF) -> None:
        painter.setFont(self._font())
        for row, top in self._tops():
            if QRectF(0, top, self.width(), self._height(row, self.width())).intersects(seen):
                self._paint_row(painter, row, top, seen)

    def _paint_row(self, painter: QPainter, row: ValueRow, top: float, seen: QRectF) -> None:
        painter.setPen(QColor(self._source.current.muted))
        title, more = row.title, len(row.values) - MOST
        if more > 0:
            title += self.tr(" (the first {count} of them)").format(count=MOST)
        painter.drawText(QPointF(_MARGIN, top + painter.fontMetrics().ascent()), title)
        values = np.asarray(row.values[:MOST], np.float64)
        known = values[np.isfinite(values)]
        reach = float(np.abs(known).max()) if known.size else 1.0
        for number, area in self._places(row, top):
            if area.intersects(seen):
                self._paint_value(painter, row, number, float(values[number]), reach, area)

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
            bar = QRectF(track.left(), track.top(), track.width() * value, _BAR)
            painter.fillRect(bar, QColor(row.colours[number]))
            return
        middle, half = track.center().x(), track.width() / 2
        colour = theme.diverging[-1] if share > 0 else theme.diverging[0]
        bar = QRectF(middle, track.top(), share * half, _BAR).normalized()
        painter.fillRect(bar, QColor(colour))
        painter.setPen(QPen(QColor(theme.axis), 1))
        painter.drawLine(QPointF(middle, track.top() - 1), QPointF(middle, track.bottom() + 1))
