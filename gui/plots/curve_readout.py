"""Point at one logged step and say what each curve logged there."""

import html
import math
from collections.abc import Mapping

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, Slot

from gui.plots.curve_items import CurveItems
from gui.plots.items import Points
from gui.plots.plot_view import PlotView
from gui.plots.series import Floats, Reading
from gui.text.numbers import figures, whole
from gui.theme.theme import Theme

_DOT = 8


class CurveReadout(QObject):
    """A thin upright line, a dot on each curve, and a small table."""

    def __init__(self, view: PlotView) -> None:
        """Belong to `view`, hidden at first."""
        super().__init__(view)
        self._view = view
        self._line = pg.InfiniteLine(angle=90)
        view.box.addItem(self._line, ignoreBounds=True)
        self._dots = Points(view.box, 30)
        for item in (self._line, self._dots):
            item.hide()
        self._step: float | None = None

    @property
    def step(self) -> float | None:
        """The step pointed at, if any."""
        return self._step

    def next_step(self, steps: Floats, count: int) -> float:
        """Return the step `count` places from the one pointed at; `steps` rises and is not empty.

        With nothing pointed at it is the last step, or the first for a positive `count`.
        """
        if self._step is None:
            return float(steps[0 if count > 0 else -1])
        place = int(np.searchsorted(steps, self._step)) + count
        return float(steps[min(max(place, 0), steps.size - 1)])

    def show(
        self, readings: list[Reading], items: Mapping[str, CurveItems], theme: Theme, *, log: bool
    ) -> None:
        """Show `readings`; those without a place on the axis stand in the table alone."""
        if not readings:
            self.hide()
            return
        step = readings[0].x
        shown = [one.x for one in readings]
        # The step most curves logged heads the table; others name their own beside their value.
        step = max(set(shown), key=lambda value: (shown.count(value), -abs(value - step)))
        self._step = step
        colours = {one.key: self._colour(items[one.key], theme) for one in readings}
        self._line.setPen(pg.mkPen(theme.strong_border))
        self._line.setPos(step)
        placed = [(one, one.y if not log else _log10(one.y)) for one in readings]
        placed = [(one, y) for one, y in placed if math.isfinite(y)]
        self._dots.setData(
            x=[one.x for one, _ in placed], y=[y for _, y in placed], size=_DOT,
            pen=pg.mkPen(theme.plot, width=1.5),
            brush=[pg.mkBrush(colours[one.key]) for one, _ in placed],
        )  # fmt: skip
        for item in (self._line, self._dots):
            item.show()
        low, high = self._view.y_range
        # Stand where the curves are not: below them if they are high here, and else above.
        mean = sum(y for _, y in placed) / max(len(placed), 1)
        height = low if mean > (low + high) / 2 else high
        self._view.show_readout(self._table(step, readings, colours, theme), step, height)

    @Slot()
    def hide(self) -> None:
        """Point at nothing."""
        self._step = None
        for item in (self._line, self._dots):
            item.hide()
        self._view.hide_readout()

    def _table(
        self, step: float, readings: list[Reading], colours: Mapping[str, str], theme: Theme
    ) -> str:
        name = html.escape(self._view.titles()[0])
        lines = [f"<tr><td colspan=2><b>{name} {whole(step)}</b></td></tr>"]
        for one in readings:
            note = ""
            if one.x != step:
                at = self.tr("at {step}").format(step=whole(one.x))
                note = f" <span style='color:{theme.muted}'>{at}</span>"
            lines.append(
                f"<tr><td><span style='color:{colours[one.key]}'>■</span> "
                f"{html.escape(one.label)}{note}&nbsp;&nbsp;</td>"
                f"<td align='right'>{figures(one.y)}</td></tr>"
            )
        return f"<table cellspacing='1'>{''.join(lines)}</table>"

    @staticmethod
    def _colour(items: CurveItems, theme: Theme) -> str:
        return theme.runs[items.series.colour_index % len(theme.runs)]


def _log10(value: float) -> float:
    return math.log10(value) if value > 0 and math.isfinite(value) else math.nan
