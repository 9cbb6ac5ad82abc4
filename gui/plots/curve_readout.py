"""Point at one logged step and say what each curve logged there."""

import html
import math
from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, QSizeF, Slot
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsEllipseItem, QGraphicsLineItem

from gui.plots.curve_items import CurveItems
from gui.plots.figures import figures, whole
from gui.plots.plot_view import PlotView
from gui.plots.series import Reading
from gui.plots.smoothing import Floats
from gui.theme import Theme

_DOT = 8


class CurveReadout(QObject):
    """A thin upright line, a dot on each curve, and a small table."""

    def __init__(self, view: PlotView) -> None:
        """Belong to `view`, hidden at first."""
        super().__init__(view)
        self._view = view
        self._line = QGraphicsLineItem()
        self._line.setZValue(5)
        self._line.setVisible(False)
        view.add(self._line)
        self._dots: list[QGraphicsEllipseItem] = []
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
        area = self._view.area
        across = float(area.columns(step))
        self._line.setPen(QPen(QColor(theme.strong_border), 1))
        self._line.setLine(across, area.rect.top(), across, area.rect.bottom())
        self._line.setVisible(True)
        placed = [(one, one.y if not log else _log10(one.y)) for one in readings]
        placed = [(one, y) for one, y in placed if math.isfinite(y)]
        self._take_dots_away()
        for one, y in placed:
            self._add_dot(area.pixel(one.x, y), colours[one.key], theme.plot)
        low, high = area.y
        # Stand where the curves are not: below them if they are high here, and else above.
        mean = sum(y for _, y in placed) / max(len(placed), 1)
        height = low if mean > (low + high) / 2 else high
        self._view.show_readout(self._table(step, readings, colours, theme), step, height)

    @Slot()
    def hide(self) -> None:
        """Point at nothing."""
        self._step = None
        self._line.setVisible(False)
        self._take_dots_away()
        self._view.hide_readout()

    def _add_dot(self, at: QPointF, colour: str, rim: str) -> None:
        dot = QGraphicsEllipseItem(QRectF(at - QPointF(_DOT / 2, _DOT / 2), QSizeF(_DOT, _DOT)))
        dot.setBrush(QColor(colour))
        dot.setPen(QPen(QColor(rim), 1.5))
        dot.setZValue(30)
        self._view.add(dot)
        self._dots.append(dot)

    def _take_dots_away(self) -> None:
        while self._dots:
            self._view.remove(self._dots.pop())

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
