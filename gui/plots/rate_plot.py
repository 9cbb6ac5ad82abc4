"""Show the loss against the learning rate, and let a rate be chosen."""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from diynn.csv_output import csv_text
from gui.plots.graph import Box, widen
from gui.plots.items import Line, Post, curve_pen, make_pen
from gui.plots.plot import Plot
from gui.plots.series import Floats
from gui.text.numbers import figures, telling
from gui.text.plot_words import listed
from gui.theme.resources import text_font
from gui.theme.theme import Theme, ThemeSource

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


class RatePlot(Plot):
    """The losses faint, their average bold, over a logarithmic axis of rates.

    `chosen` carries a rate that the user picked: by a click or a drag any rate, to two digits, by
    the arrow keys one that was tried.
    """

    chosen = Signal(float)

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self.rates: Floats = _NONE
        self.losses: Floats = _NONE
        self.smoothed: Floats = _NONE
        self.span: tuple[float, float] | None = None
        self._rates_shown: dict[str, float] = {}
        # A drag chooses.
        self.view.set_movable(False)
        self.view.set_log("bottom", True)
        self.view.set_titles(self.tr("Learning rate"), self.tr("Loss"))
        self._raw = Line(self.view.box, 0)
        self._bold = Line(self.view.box, 1)
        self._marks = {name: _Mark(self.view.box, name) for name in MARKS}
        self.more = self.make_more()
        """To be placed beside the plot by the caller."""
        self.setAccessibleName(self.tr("Loss against learning rate"))
        self.lay_out()
        self.view.pressed.connect(self._press)
        self.view.dragged.connect(self._drag)
        self.redraw()

    # What the caller decides

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
        self.draw_soon()

    def set_mark(self, name: str, rate: float | None, words: str = "") -> None:
        """Mark `rate` as "own", "suggested" or "chosen", with `words`; None takes the mark away."""
        self._marks[name].words = words
        if rate is None or rate <= 0:
            self._rates_shown.pop(name, None)
        else:
            self._rates_shown[name] = rate
        self.draw_soon()

    def mark(self, name: str) -> float | None:
        """The rate that is marked so, if any."""
        return self._rates_shown.get(name)

    def in_words(self) -> str:
        """Say which rates are marked."""
        marks = self._rates_shown.items()
        texts = [telling(self._marks[name].words, figures(rate)) for name, rate in marks]
        return self.view.note() or listed(texts)

    # What the user does

    def places(self) -> Floats:
        return self.rates

    def point_at(self, place: float) -> int:
        """Say what was measured at the tried rate nearest to a rate; its number, −1 for none."""
        if not self.rates.size:
            return -1
        number = int(np.abs(np.log(self.rates) - np.log(place)).argmin())
        text = self.tr("Rate {rate}<br>Loss {loss}<br>Average {average}").format(
            rate=figures(float(self.rates[number])),
            loss=figures(float(self.losses[number])),
            average=figures(float(self.smoothed[number])),
        )
        self.at = float(self.rates[number])
        low, high = self.view.y_range
        height = min(max(float(self.smoothed[number]), low), high)
        self.show_at(float(np.log10(self.at)), text, height)
        self.setAccessibleDescription(text.replace("<br>", ", "))
        return number

    def walk(self, count: int) -> None:
        """Go on from the chosen rate, and choose where that leads."""
        chosen = self._rates_shown.get("chosen", float(self.rates[0]))
        self.at = float(self.rates[np.abs(np.log(self.rates) - np.log(chosen)).argmin()])
        super().walk(count)
        self.chosen.emit(float(f"{self.at:.3g}"))

    # What the export menu asks

    def picture_name(self) -> str:
        return self.tr("Learning rates")

    def csv(self) -> str:
        """Return every rate with its loss and the average of the losses."""
        names = [self.tr("Learning rate"), self.tr("Loss"), self.tr("Average")]
        rows = np.stack([self.rates, self.losses, self.smoothed], axis=1).tolist()
        return csv_text([names, *rows])

    # Drawing

    @Slot()
    def redraw(self) -> None:
        theme, some = self._source.current, self.rates.size > 0
        self.view.set_note("" if some else self._empty_text)
        self.more.setEnabled(some)
        for line in (self._raw, self._bold):
            line.clear()
        if some:
            self._show_range()
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
        averages = self.smoothed[np.isfinite(self.smoothed)]
        if known.size and averages.size:
            least = float(min(known.min(), averages.min()))
            first = float(averages[: max(1, averages.size // 10)].max())
            # Where the loss runs away it may leave the plot: the fall is what is to be seen.
            top = min(float(known.max()), first + _ABOVE * (first - least))
            self.view.show_range(None, widen((least, top)))
        self.view.show_range((low, high) if low < high else (low - 1, low + 1))

    @Slot(float, float)
    def hover_at(self, x: float, _y: float) -> None:
        self.point_at(10.0**x)

    @Slot(float, float, Qt.MouseButton)
    def _press(self, x: float, y: float, button: Qt.MouseButton) -> None:
        if button == Qt.MouseButton.LeftButton:
            self._drag(x, y)

    @Slot(float, float)
    def _drag(self, x: float, _y: float) -> None:
        if self.rates.size:
            low, high = self.view.x_range
            self.chosen.emit(float(f"{10.0 ** min(max(x, low), high):.2g}"))


class _Mark:
    """An upright line with words at its upper end, each kind of mark on a line of its own."""

    def __init__(self, box: Box, kind: str) -> None:
        self._box, self._number = box, list(MARKS).index(kind)
        self._colour, self._dashes = MARKS[kind]
        self._line = Post(box, 10 + self._number)
        self._name = pg.InfLineLabel(self._line, anchors=[(0, 0.5), (1, 0.5)])
        self.words = ""

    def draw(self, rate: float | None, theme: Theme, zoom: float) -> None:
        if rate is None:
            self._line.hide()
            return
        colour = getattr(theme, self._colour)
        self._line.show_at(float(np.log10(rate)), make_pen(colour, 1.5, self._dashes))
        self._name.setColor(colour)
        self._name.setFont(text_font(zoom, scale=0.88))
        # Other lines do not run through the words.
        self._name.fill = pg.mkBrush(theme.plot)
        self._name.setFormat(self.words.replace("{", "{{").replace("}", "}}"))
        high = self._name.textItem.boundingRect().height()
        self._name.setPosition(1 - (self._number + 0.5) * high / max(self._box.height(), high))
