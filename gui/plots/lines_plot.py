"""Draw figures over a setting: for each series the mean as a line, its spread as a band."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gui.plots.banded import Banded, BandedItems, Floats, Placed, banded_table, readout
from gui.plots.curve_range import widen
from gui.plots.keys import is_plot_key, walk_of
from gui.plots.legend import Legend
from gui.plots.plot import Plot
from gui.plots.series import Series, curve_words
from gui.theme.theme import ThemeSource

_NONE = np.empty(0)


class LinesPlot(Plot):
    """Lines with bands over one axis, which may be logarithmic; told under the pointer and by keys.

    Hand over all series at once with `show_lines`; values of zero and less have no place on a
    logarithmic axis and are left out there.
    """

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        super().__init__(source, parent)
        self._lines: tuple[Banded, ...] = ()
        self.items: list[BandedItems] = []
        self._hidden: set[int] = set()
        self._at: float | None = None
        self.view.set_movable(False)
        self.legend = Legend(self)
        self.more = self.make_more()
        self._post = pg.InfiniteLine(angle=90)
        self._post.hide()
        self.view.box.addItem(self._post, ignoreBounds=True)
        self.lay_out(self.legend, self.more)
        self.legend.switched.connect(self._switch)
        self.view.pointer_moved.connect(self._hover)
        self.redraw()

    # What the caller decides

    def show_lines(self, x: str, y: str, lines: Sequence[Banded], *, log: bool = False) -> None:
        """Show these, over an axis `x` that is logarithmic if `log`."""
        for number in range(len(self._lines)):
            self.legend.remove(str(number))
        self._lines, self._hidden = tuple(lines), set()
        self.view.set_titles(x, y)
        self.view.set_log("bottom", log)
        self.setAccessibleName(y)
        while len(self.items) < len(self._lines):
            self.items.append(BandedItems(self.view.box, len(self.items)))
        for number in range(len(self._lines)):
            self.legend.put(self._source.current, self._series(number))
        self.leave()
        self.draw_soon()

    def in_words(self) -> str:
        """Say where every line ends."""
        lines = [self._series(number) for number in range(len(self._lines))]
        return curve_words(lines, self.view.titles()[0])

    @property
    def log(self) -> bool:
        """Whether the level axis is logarithmic."""
        return self.view.axes["bottom"].log

    def point_at(self, x: float) -> None:
        """Say what every series has at the place nearest to `x`, in the axis's own numbers."""
        known = self._places()
        if not known.size:
            self.leave()
            return
        self._at = at = float(known[np.argmin(np.abs(known - x))])
        named = {number: (self._lines[number].label, one) for number, one in self._placed().items()}
        words, mean = readout(at, self.view.titles()[0], named, self._source.current)
        low, high = self.view.y_range
        self._post.setPen(pg.mkPen(self._source.current.strong_border))
        self._post.setPos(at)
        self._post.show()
        # Where the lines are not: below them if they are high here, and else above.
        self.view.show_readout(words, at, low if mean > (low + high) / 2 else high)

    # What the export menu asks

    def legend_series(self) -> list[Series]:
        """Return the visible series."""
        return [self._series(number) for number in self._shown()]

    def csv(self) -> str:
        """Return the visible series: a line for each place, its mean and its spread."""
        return banded_table(
            [self._lines[number] for number in self._shown()], self.view.titles()[0]
        )

    # Drawing

    @Slot()
    def redraw(self) -> None:
        """Draw what is known now."""
        placed = self._placed()
        some = [one for one in placed.values() if one.at.size]
        self.view.set_note("" if some else self._note())
        self.more.setEnabled(bool(some))
        if some:
            at = np.concatenate([one.at for one in some])
            ends = [one.mean + side * one.spread for one in some for side in (-1, 1)]
            heights = np.concatenate(ends)
            self.view.show_range(
                widen((float(at.min()), float(at.max()))),
                widen((float(heights.min()), float(heights.max()))),
            )
        for number, items in enumerate(self.items):
            items.draw(placed.get(number), self._source.current)
        if self._at is not None:
            # There may be other room to draw in.
            self.point_at(self._at)

    def _note(self) -> str:
        if self._hidden:
            return self.tr("All curves are hidden. Click on a name above to show one.")
        return self.tr("There is nothing to draw here: no value is a number.")

    def _shown(self) -> list[int]:
        return [number for number in range(len(self._lines)) if number not in self._hidden]

    def _placed(self) -> dict[int, Placed]:
        """What can be drawn of those that are shown, by their numbers."""
        return {number: self._lines[number].placed(log=self.log) for number in self._shown()}

    def _places(self) -> Floats:
        """Every place that one of those has on the axis, rising."""
        return np.unique(np.concatenate([one.at for one in self._placed().values()] or [_NONE]))

    def _series(self, number: int) -> Series:
        """What the legend needs of a series."""
        one = self._lines[number]
        return Series(str(number), one.x, one.mean, number, "train", one.label)

    # The pointer and the keys

    @Slot(float, float)
    def _hover(self, x: float, _y: float) -> None:
        self.point_at(x)

    def wants_key(self, event: QKeyEvent) -> bool:
        """Whether a key means something here while the plot has the keyboard."""
        return is_plot_key(event) and bool(walk_of(event) or event.key() == Qt.Key.Key_Escape)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from place to place, or point at none."""
        walk = walk_of(event)
        if walk:
            known = self._places()
            if known.size:
                last = known.size - 1
                start = 0 if walk > 0 else last
                if self._at is not None:
                    start = min(max(int(np.searchsorted(known, self._at)) + walk, 0), last)
                self.point_at(float(known[start]))
        elif event.key() == Qt.Key.Key_Escape and self._at is not None:
            self.leave()
        else:
            super().keyPressEvent(event)

    @Slot(str, bool)
    def _switch(self, key: str, shown: bool) -> None:
        (self._hidden.discard if shown else self._hidden.add)(int(key))
        self.leave()
        self.draw_soon()

    @Slot()
    def leave(self) -> None:
        """Point at nothing."""
        self._at = None
        self._post.hide()
        super().leave()

    @Slot()
    def dress(self) -> None:
        """Take the colours of the look of the moment."""
        for number in range(len(self._lines)):
            self.legend.put(self._source.current, self._series(number))
        super().dress()
