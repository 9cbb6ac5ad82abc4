"""Draw a function with one point on it, and the tangent there."""

from __future__ import annotations

import html
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QWidget

from diynn.csv_output import csv_text
from gui.plots.graph import widen
from gui.plots.items import Line, Marks, make_pen
from gui.plots.plot import Plot, readout_table
from gui.plots.series import Floats
from gui.text.numbers import figures, telling
from gui.theme.theme import ThemeSource
from gui.widgets.plain_text import Label

_DOT = 10.0
_TANGENT = 0.3
"""How far a tangent goes on either side, as a share of the width of what is shown."""


@dataclass(frozen=True, eq=False)
class FunctionPicture:
    """A function's values `y` at `x`, both (n,), rising; at `at` it has `value` and `slope`.

    `name` is that of the function, `words` what is to be said of the point.
    """

    name: str
    x: Floats
    y: Floats
    at: float
    value: float
    slope: float
    words: str


class FunctionPlot(Plot):
    """A curve, a point on it and its tangent; the arrow keys walk along the curve."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self.setProperty("helpTopic", "calculation-curve")
        self._picture: FunctionPicture | None = None
        box = self.view.box
        self.curve, self.tangent = Line(box, 1), Line(box, 2)
        self.dot = Marks(box, 3)
        self.view.set_movable(False)
        self.words = Label()
        self.words.setWordWrap(True)
        self.more = self.make_more()
        self.more.setProperty("helpTopic", "export")
        self.lay_out(self.words, self.more)
        self.redraw()

    def show_function(self, picture: FunctionPicture) -> None:
        """Show another function or another point."""
        self._picture = picture
        self.words.setText(picture.words)
        self.setAccessibleName(self.tr("Curve of {name}").format(name=picture.name))
        self.view.set_titles("x", f"{picture.name}(x)")
        self.leave()
        self.draw_soon()

    def in_words(self) -> str:
        """Say where the point lies, and what is said of it."""
        shown = self._picture
        if shown is None:
            return ""
        return f"x = {figures(shown.at)}, {shown.name}(x) = {figures(shown.value)}; {shown.words}"

    # Pointing

    def places(self) -> Floats:
        return np.empty(0) if self._picture is None else self._picture.x

    def point_at(self, place: float) -> None:
        """Say what the function is at the place of the curve nearest to `place`."""
        shown = self._picture
        if shown is None:
            return
        number = int(np.abs(shown.x - place).argmin())
        self.at = x = float(shown.x[number])
        y = float(shown.y[number])
        rows = [(html.escape(f"{shown.name}(x)"), figures(y))]
        self.show_at(x, readout_table(f"x = {figures(x, 3)}", rows), y)
        self.setAccessibleDescription(f"x = {figures(x, 3)}; {telling(shown.name, figures(y))}")

    # What the export menu asks

    def picture_name(self) -> str:
        return self.tr("Curve of {name}").format(name=self._picture.name if self._picture else "")

    def csv(self) -> str:
        """Return the curve, and the point with its slope in the first line."""
        shown = self._picture
        rows: list[list[object]] = [["x", "y", "slope"]]
        if shown is not None:
            rows.append([shown.at, shown.value, shown.slope])
            rows += [[x, y, ""] for x, y in zip(shown.x.tolist(), shown.y.tolist(), strict=True)]
        return csv_text(rows)

    # Drawing

    @Slot()
    def redraw(self) -> None:
        shown, theme = self._picture, self._source.current
        if shown is None:
            return
        low, high = float(shown.y.min()), float(shown.y.max())
        left, right = float(shown.x[0]), float(shown.x[-1])
        self.view.show_range((left, right), widen((low, high)))
        self.curve.draw(shown.x, shown.y, make_pen(theme.text, 2 * theme.stroke))
        reach = _TANGENT * (right - left)
        ends = np.array([shown.at - reach, shown.at + reach])
        self.tangent.draw(
            ends, shown.value + shown.slope * (ends - shown.at),
            make_pen(theme.accent, 2 * theme.stroke, (3.0, 2.0)),
        )  # fmt: skip
        rim, fill = make_pen(theme.plot, 1.5), QBrush(QColor(theme.accent))
        self.dot.draw(np.array([shown.at]), np.array([shown.value]), _DOT, rim, fill)
        if self.at is not None:
            self.point_at(self.at)

    def sizeHint(self) -> QSize:
        return QSize(320, 190)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 110)
