"""The curves and pictures of an outcome as the window's own plots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from diynn.experiments.outcome import Curves, Images, Lines, Outcome, Plane, Scatter
from diynn.experiments.page.charts import curve_table, mean_and_deviation, series_pairs
from diynn.experiments.page.pictures import class_shares
from gui.plots.boundary_plot import BoundaryPlot
from gui.plots.curve_plot import CurvePlot
from gui.plots.lines_plot import Banded, LinesPlot
from gui.plots.map_items import MapPoints
from gui.plots.map_plot import MapPlot, OneMap
from gui.plots.plane_picture import Bounds
from gui.text.wording import said
from gui.theme.theme import ThemeSource
from gui.widgets.image_page import ImagePage

Maker = Callable[[], QWidget]


def pictures(outcome: Outcome, themes: ThemeSource) -> list[tuple[str, Maker]]:
    """What there is to see of an outcome: a name, and what makes it when it is looked at."""
    found: list[tuple[str, Maker]] = [
        (said(shown.caption), partial(_widget, shown, themes)) for shown in outcome.pictures
    ]
    if outcome.curves:
        loss, accuracy = _tr("Loss"), _tr("Accuracy")
        found.append((loss, lambda: _curves(outcome.curves, 1, loss, themes)))
        if any(_known(one, 3) for one in outcome.curves):
            found.append((accuracy, lambda: _curves(outcome.curves, 3, accuracy, themes)))
    return found


def _known(one: Curves, column: int) -> bool:
    return bool(np.isfinite(curve_table(one.rows)[:, column : column + 2]).any())


def _widget(shown: Images | Plane | Scatter | Lines, themes: ThemeSource) -> QWidget:
    if isinstance(shown, Images):
        return _images(shown, themes)
    if isinstance(shown, Plane):
        return _plane(shown, themes)
    if isinstance(shown, Scatter):
        return _maps(shown, themes)
    return _lines(shown, themes)


def _curves(
    curves: Sequence[Curves], column: int, name: str, themes: ThemeSource
) -> QWidget:  # fmt: skip
    plot = CurvePlot(themes)
    plot.set_titles(_tr("Epoch"), name)
    for number, one in enumerate(curves):
        rows = curve_table(one.rows)
        label = said(one.label)
        words = _tr("{run}, training").format(run=label), _tr("{run}, test").format(run=label)
        plot.set_series(f"{number}-train", rows[:, 0], rows[:, column], number, "train", words[0])
        if np.isfinite(rows[:, column + 1]).any():
            plot.set_series(
                f"{number}-test", rows[:, 0], rows[:, column + 1], number, "test", words[1]
            )
    return plot


def _images(shown: Images, themes: ThemeSource) -> QWidget:
    page = ImagePage(themes)
    pixels = np.asarray(shown.pixels, np.float32)
    if pixels.ndim == 4 and pixels.size and shown.low < shown.high:
        page.set_images(
            pixels.transpose(1, 0, 2, 3), low=shown.low, high=shown.high,
            row_labels=[said(label) for label in shown.row_labels],
        )  # fmt: skip
    return page


def _plane(shown: Plane, themes: ThemeSource) -> QWidget:
    plot = BoundaryPlot(themes)
    labels = np.asarray(shown.labels).ravel()
    numbers = np.unique(labels, return_inverse=True)[1]
    classes = max(int(numbers.max(initial=0)) + 1, 2)
    if classes > 2:
        # More than two are values from low to high.
        numbers, classes = (labels > labels.mean()).astype(np.int64), 2
    names = ("0", "1")
    plot.set_names("x₁", "x₂", names)
    nothing = np.empty((0, 2)), np.empty(0, np.int64)
    plot.set_points(np.asarray(shown.points), numbers, *nothing, classes)
    left, right, low, high = shown.extent
    plot.set_bounds(Bounds(left, right, low, high))
    shares = class_shares(np.asarray(shown.answers, np.float64), labels)
    plot.set_field(np.stack([1 - shares, shares], axis=-1))
    return plot


def _maps(shown: Scatter, themes: ThemeSource) -> QWidget:
    plot = MapPlot(themes)
    maps: dict[str, OneMap] = {}
    for number, (places, labels) in enumerate(zip(shown.points, shown.labels, strict=False)):
        known = np.asarray(labels).ravel().astype(np.int64)
        classes = tuple(map(str, range(int(known.max(initial=0)) + 1)))
        points = MapPoints(np.asarray(places, np.float64), known, np.arange(len(known)), classes)
        if number < 2 and len(points):
            maps[str(number)] = OneMap(points, said(shown.panel_labels[number]))
    if maps:
        plot.show_maps(maps)
    return plot


def _lines(shown: Lines, themes: ThemeSource) -> QWidget:
    plot = LinesPlot(themes)
    lines = []
    for one in shown.series:
        x, values = series_pairs(one.x, one.values)
        lines.append(Banded(said(one.label), x, *mean_and_deviation(values)))
    plot.show_lines(said(shown.x_label), said(shown.y_label), lines, log=shown.logarithmic)
    return plot


def _tr(text: str) -> str:
    return QCoreApplication.translate("ExperimentPictures", text)
