"""Show the loss against the learning rate, and let a rate be chosen."""

import csv
import io
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QGraphicsRectItem, QGraphicsSimpleTextItem, QVBoxLayout, QWidget

from gui.fonts import text_font
from gui.plots.curve_items import curve_pen
from gui.plots.curve_range import widen
from gui.plots.export_menu import ExportMenu
from gui.plots.figures import figures, telling
from gui.plots.keys import walk_of
from gui.plots.plot import CardPlot
from gui.plots.plot_buttons import more_button
from gui.plots.plot_view import PlotView
from gui.plots.plot_words import listed
from gui.plots.redraw import Redraw
from gui.plots.shapes import Line
from gui.theme import Theme, ThemeSource

Floats = npt.NDArray[np.float64]

_FAINT = 90 / 255
_NONE = np.empty(0)
# How far above the first loss the plot reaches where the loss runs away, in falls of the loss.
_ABOVE = 0.5


MARKS: dict[str, tuple[str, tuple[float, ...]]] = {
    "own": ("muted", (1.0, 3.0)),
    "suggested": ("accent", (5.0, 3.0)),
    "chosen": ("text", ()),
}
"""What can be marked, from below: by which colour of the theme, and how it is dashed."""


class RatePlot(CardPlot):
    """The losses faint, their average bold, over a logarithmic axis of rates.

    `chosen` carries a rate that the user picked: by a click or a drag any rate, to two digits, by
    the arrow keys one that was tried.
    """

    chosen = Signal(float)

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        super().__init__(source, parent)
        self.rates: Floats = _NONE
        self.losses: Floats = _NONE
        self.smoothed: Floats = _NONE
        self.span: tuple[float, float] | None = None
        self._empty_text = ""
        self._rates_shown: dict[str, float] = {}
        self.view = PlotView(source, self)
        # A drag chooses.
        self.view.movable = False
        self.view.axes["bottom"].log = True
        self.view.set_titles(self.tr("Learning rate"), self.tr("Loss"))
        self._raw = Line(self.view, 0)
        self._bold = Line(self.view, 1)
        self._marks = {name: _Mark(self.view, name) for name in MARKS}
        self._pointed = Line(self.view, 4)
        self.menu = ExportMenu(self, self)
        self.more = more_button(self, self.menu, source)
        """For whoever finds a place for it, beside the plot."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Loss against learning rate"))
        self.view.canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 4)
        layout.addWidget(self.view)
        self._redraw = Redraw(self)
        self._redraw.due.connect(self.redraw)
        self.view.pointer_moved.connect(self._hover)
        self.view.pointer_left.connect(self._leave)
        self.view.pressed.connect(self._press)
        self.view.dragged.connect(self._drag)
        self.view.resized.connect(self._redraw.draw_now)
        source.changed.connect(self._dress)
        self.redraw()

    # What the caller decides

    def set_empty_text(self, text: str) -> None:
        """Say what stands in the plot as long as it is empty."""
        self._empty_text = text
        self._redraw.mark()

    def set_points(
        self, rates: Sequence[float], losses: Sequence[float], smoothed: Sequence[float],
        span: tuple[float, float] | None = None,
    ) -> None:  # fmt: skip
        """Show the losses (n,) and their average (n,) at the rising `rates` (n,).

        `span` is from which to which rate the axis goes, else as far as the points do.
        """
        self.rates, self.losses, self.smoothed = (
            np.array(values, float) for values in (rates, losses, smoothed)
        )
        self.span = span
        self._redraw.mark()

    def set_mark(self, name: str, rate: float | None, words: str = "") -> None:
        """Mark `rate` as "own", "suggested" or "chosen", with `words`; None takes the mark away."""
        self._marks[name].words = words
        if rate is None or rate <= 0:
            self._rates_shown.pop(name, None)
        else:
            self._rates_shown[name] = rate
        self._redraw.mark()

    def mark(self, name: str) -> float | None:
        """The rate that is marked so, if any."""
        return self._rates_shown.get(name)

    def in_words(self) -> str:
        """Say which rates are marked."""
        marks = self._rates_shown.items()
        told = [telling(self._marks[name].words, figures(rate)) for name, rate in marks]
        return self.view.note() or listed(told)

    # What the user does

    def point_at(self, rate: float) -> int:
        """Say what was measured at the tried rate nearest to `rate`; its place, −1 for none."""
        if not self.rates.size:
            return -1
        place = int(np.abs(np.log(self.rates) - np.log(rate)).argmin())
        told = self.tr("Rate {rate}<br>Loss {loss}<br>Average {average}").format(
            rate=figures(float(self.rates[place])),
            loss=figures(float(self.losses[place])),
            average=figures(float(self.smoothed[place])),
        )
        x, y = float(np.log10(self.rates[place])), float(self.smoothed[place])
        pen = QPen(QColor(self._source.current.strong_border), 1)
        self._pointed.draw(np.array([x, x]), np.array(self.view.area.y), pen)
        self.view.show_readout(told, x, min(max(y, self.view.area.y[0]), self.view.area.y[1]))
        self.setAccessibleDescription(told.replace("<br>", ", "))
        return place

    # What the export menu asks

    def picture_name(self) -> str:
        """Return a name for the picture."""
        return self.tr("Learning rates")

    def picture_size(self) -> QSize:
        """Return the size of the plot."""
        return self.view.size()

    def paint_picture(self, painter: QPainter) -> None:
        """Draw the plot without the mark of the pointer."""
        self._leave()
        self._redraw.draw_now()
        area = QRectF(self.view.rect())
        painter.fillRect(area, QColor(self._source.current.plot))
        self.view.paint_plot(painter, area)

    def csv(self) -> str:
        """Return every rate with its loss and the average of the losses."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([self.tr("Learning rate"), self.tr("Loss"), self.tr("Average")])
        rows = zip(self.rates, self.losses, self.smoothed, strict=True)
        writer.writerows([[repr(float(value)) for value in row] for row in rows])
        return text.getvalue()

    # Drawing

    @Slot()
    def redraw(self) -> None:
        """Draw now what has changed since the last drawing."""
        theme, some = self._source.current, self.rates.size > 0
        self.view.set_note("" if some else self._empty_text)
        self.more.setEnabled(some)
        for line in (self._raw, self._bold):
            line.clear()
        if some:
            self._show_range()
        self.view.draw_axes()
        if some:
            x = np.log10(self.rates)
            self._raw.draw(x, self.losses, curve_pen(theme, 0, "train", 1.0, _FAINT))
            self._bold.draw(x, self.smoothed, curve_pen(theme, 0, "train"))
        for name, mark in self._marks.items():
            rate = self._rates_shown.get(name) if some else None
            mark.draw(rate, theme, self._source.zoom)

    def _show_range(self) -> None:
        ends = (float(self.rates[0]), float(self.rates[-1])) if self.span is None else self.span
        low, high = (float(np.log10(end)) for end in ends)
        known = self.losses[np.isfinite(self.losses)]
        least = float(min(known.min(), self.smoothed.min()))
        first = float(self.smoothed[: max(1, self.rates.size // 10)].max())
        # Where the loss runs away it may leave the plot: the fall is what is to be seen.
        top = min(float(known.max()), first + _ABOVE * (first - least))
        self.view.area.show((low, high) if low < high else (low - 1, low + 1), widen((least, top)))

    # Keys and events

    def wants_key(self, event: QKeyEvent) -> bool:
        """Whether a key means something here while the plot has the keyboard."""
        return bool(walk_of(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from tried rate to tried rate, choosing each."""
        walk = walk_of(event)
        if not walk or not self.rates.size:
            super().keyPressEvent(event)
            return
        at = self._rates_shown.get("chosen", float(self.rates[0]))
        place = int(np.abs(np.log(self.rates) - np.log(at)).argmin()) + walk
        rate = float(self.rates[min(max(place, 0), self.rates.size - 1)])
        self.point_at(rate)
        self.chosen.emit(float(f"{rate:.3g}"))

    def offers_menu(self) -> bool:
        """Whether there is anything to copy or save."""
        return self.more.isEnabled()

    @Slot(float, float)
    def _hover(self, x: float, _y: float) -> None:
        self.point_at(10.0**x)

    @Slot(float, float, Qt.MouseButton)
    def _press(self, x: float, y: float, button: Qt.MouseButton) -> None:
        if button == Qt.MouseButton.LeftButton:
            self._drag(x, y)

    @Slot(float, float)
    def _drag(self, x: float, _y: float) -> None:
        if self.rates.size:
            low, high = self.view.area.x
            self.chosen.emit(float(f"{10.0 ** min(max(x, low), high):.2g}"))

    @Slot()
    def _leave(self) -> None:
        self._pointed.clear()
        self.view.hide_readout()

    @Slot()
    def _dress(self) -> None:
        self._leave()
        self.update()
        self._redraw.mark()


class _Mark:
    """An upright line with words at its upper end, each kind of mark on a line of its own."""

    def __init__(self, view: PlotView, kind: str) -> None:
        self._view, self._number = view, list(MARKS).index(kind)
        self._colour, self._dashes = MARKS[kind]
        self._line = Line(view, 10 + self._number)
        self._ground = QGraphicsRectItem()
        self._ground.setPen(QPen(Qt.PenStyle.NoPen))
        self._ground.setZValue(19)
        view.add(self._ground)
        self._name = QGraphicsSimpleTextItem()
        self._name.setZValue(20)
        view.add(self._name)
        self.words = ""

    def draw(self, rate: float | None, theme: Theme, zoom: float) -> None:
        for item in (self._name, self._ground):
            item.setVisible(rate is not None)
        if rate is None:
            self._line.clear()
            return
        area, x = self._view.area, float(np.log10(rate))
        colour = QColor(getattr(theme, self._colour))
        pen = QPen(colour, 1.5)
        if self._dashes:
            pen.setDashPattern(self._dashes)
        self._line.draw(np.array([x, x]), np.array(area.y), pen)
        self._name.setFont(text_font(zoom, scale=0.88))
        self._name.setBrush(colour)
        self._name.setText(self.words)
        size = self._name.boundingRect()
        left = float(area.columns(x)) + 4
        if left + size.width() > area.rect.right():
            left -= size.width() + 8
        top = area.rect.top() + 4 + self._number * size.height()
        self._name.setPos(left, top)
        # Other lines do not run through the words.
        self._ground.setRect(QRectF(left - 2, top, size.width() + 4, size.height()))
        self._ground.setBrush(QColor(theme.plot))
