"""Curves of training, and lines over a setting with their spread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from diynn.experiments.outcome import Curves, Lines
from diynn.experiments.page.frame import Array, Frame, axis, dots, path
from diynn.experiments.page.words import block, said
from diynn.experiments.phrases import phrase
from diynn.text import Text, same

RUN_COLOURS = 7
STEEP = 40
"""How many times its least value a loss may be before its axis is logarithmic."""
MOST_MARKS = 8
MOST_DOTTED = 24
"""Places up to which each value of a series has a dot of its own."""
LOSS, ACCURACY = 1, 3
"""The column of the training figure; that of the test figure is the next."""

NOTHING = phrase("There is nothing to draw here: no value is a number.")


def curves(shown: Sequence[Curves], name: str) -> str:
    """Loss and accuracy of each run by epoch: training solid, test dashed; empty without runs.

    `name` begins the ids of what is made.
    """
    if not shown:
        return ""
    tables = [curve_table(one.rows) for one in shown]
    loss = phrase("Loss")
    charts = [_curve_chart(tables, LOSS, loss, 1.0, f"{name}-loss")]
    if any(np.isfinite(table[:, ACCURACY : ACCURACY + 2]).any() for table in tables):
        accuracy = phrase("Accuracy (%)")
        charts.append(_curve_chart(tables, ACCURACY, accuracy, 100.0, f"{name}-accuracy"))
    key = [
        f'<li><i class="line r0 ink"></i>{said(phrase("training"))}</li>',
        f'<li><i class="line dashed r0 ink"></i>{said(same("test"))}</li>',
    ]
    key += _key(one.label for one in shown)
    return f'<div class="pair">{"".join(charts)}</div><ul class="key">{"".join(key)}</ul>'


def curve_table(rows: Array) -> Array:
    """The rows (epochs, at least 6) as `EpochReport.row` orders them, NaN for what is missing."""
    table = np.asarray(rows, dtype=np.float64)
    if table.ndim != 2:
        table = table.reshape(-1, 6) if table.size % 6 == 0 else np.empty((0, 6))
    if table.shape[1] < 6:
        lacking = np.full((len(table), 6 - table.shape[1]), np.nan)
        table = np.concatenate([table, lacking], axis=1)
    return table


def _curve_chart(tables: Sequence[Array], column: int, title: Text, scale: float, name: str) -> str:
    values = [scale * table[:, column + side] for table in tables for side in (0, 1)]
    epochs = [table[:, 0] for table in tables for _ in (0, 1)]
    known = np.concatenate([one[np.isfinite(one)] for one in values])
    steep = bool(
        column == LOSS and known.size and known.min() > 0 and known.max() > STEEP * known.min()
    )
    if steep:
        title = phrase("{title} (logarithmic)", title=title)
    x, y = axis(phrase("Epoch"), epochs, whole=True), axis(title, values, logarithmic=steep)
    caption = block(phrase("{title} by epoch", title=title), "figcaption", name=name)
    if x is None or y is None:
        return f"<figure>{caption}{block(NOTHING, 'p', 'nothing')}</figure>"
    frame = Frame(x, y)
    inside = "".join(
        frame.line(
            epochs[k], values[k], f"line r{k // 2 % RUN_COLOURS}{' dashed' if k % 2 else ''}"
        )
        for k in reversed(range(len(values)))
    )
    # One epoch makes no line; it is seen as a dot.
    for k, one in enumerate(values):
        if np.isfinite(one).sum() == 1:
            way = dots(frame.columns(epochs[k]), frame.rows(one))
            inside += f'<path class="dots large r{k // 2 % RUN_COLOURS}" d="{way}"/>'
    return f"<figure>{frame.svg(inside, name)}{caption}</figure>"


def lines(shown: Lines, name: str) -> str:
    """Several series over one axis: the mean as a line, the spread as a band, each value a dot."""
    caption = block(shown.caption, "figcaption", name=name)
    pairs = [series_pairs(one.x, one.values) for one in shown.series]
    marks = np.unique(np.concatenate([x for x, _ in pairs])) if pairs else np.empty(0)
    marks = marks[np.isfinite(marks)]
    if shown.logarithmic:
        marks = marks[marks > 0]
    x = axis(
        shown.x_label, [one for one, _ in pairs], logarithmic=shown.logarithmic,
        marks=marks.tolist() if len(marks) <= MOST_MARKS and _apart(marks, shown) else (),
    )  # fmt: skip
    y = axis(shown.y_label, [values for _, values in pairs])
    if x is None or y is None:
        return f"<figure>{caption}{block(NOTHING, 'p', 'nothing')}</figure>"
    frame = Frame(x, y)
    inside = "".join(_series(frame, *pair, k % RUN_COLOURS) for k, pair in enumerate(pairs))
    key = f'<ul class="key">{"".join(_key(one.label for one in shown.series))}</ul>'
    return f"<figure>{frame.svg(inside, name)}{key}{caption}</figure>"


def series_pairs(x: Array, values: Array) -> tuple[Array, Array]:
    """The places (n,) in rising order with their values (n, repeats)."""
    places = np.asarray(x, dtype=np.float64).ravel()
    table = np.asarray(values, dtype=np.float64)
    table = table.reshape(len(places), -1) if places.size else np.empty((0, 1))
    order = np.argsort(places, kind="stable")
    return places[order], table[order]


def mean_and_deviation(values: Array) -> tuple[Array, Array]:
    """Of `values` (n, repeats): the mean (n,) of what is a number, NaN where nothing is.

    And the standard deviation (n,) by the number of values less one, 0 where there is one.
    """
    known = np.isfinite(values)
    counts = known.sum(axis=1)
    sums = np.where(known, values, 0.0).sum(axis=1)
    means = np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
    squares = np.where(known, (values - means[:, None]) ** 2, 0.0).sum(axis=1)
    return means, np.sqrt(squares / np.maximum(counts - 1, 1))


def _apart(marks: Array, shown: Lines) -> bool:
    """Whether marks at all these places could be read."""
    if len(marks) < 2:
        return True
    places = np.log10(marks) if shown.logarithmic else marks
    return bool(np.diff(places).min() >= 0.07 * (places[-1] - places[0]))


def _series(frame: Frame, x: Array, values: Array, colour: int) -> str:
    means, spread = mean_and_deviation(values)
    parts = []
    seen = np.isfinite(means)
    if spread.any() and seen.sum() > 1:
        column = frame.columns(x[seen])
        high, low = frame.rows((means + spread)[seen]), frame.rows((means - spread)[seen])
        way = path(np.concatenate([column, column[::-1]]), np.concatenate([high, low[::-1]]))
        parts.append(f'<path class="band r{colour}" d="{way}Z"/>')
    if len(x) <= MOST_DOTTED:
        repeats = np.repeat(x, values.shape[1])
        drawn = dots(frame.columns(repeats), frame.rows(values.ravel()))
        parts.append(f'<path class="dots r{colour}" d="{drawn}"/>')
    parts.append(frame.line(x, means, f"line r{colour}"))
    if (values.shape[1] == 1 and len(x) <= MOST_DOTTED) or seen.sum() == 1:
        drawn = dots(frame.columns(x), frame.rows(means))
        parts.append(f'<path class="dots large r{colour}" d="{drawn}"/>')
    return "".join(parts)


def _key(labels: Iterable[Text]) -> list[str]:
    return [
        f'<li><i class="swatch r{k % RUN_COLOURS}"></i>{said(label)}</li>'
        for k, label in enumerate(labels)
    ]
