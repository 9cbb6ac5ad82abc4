"""Find the part of a plot's plane that shows its curves well."""

import math
from collections.abc import Iterable

import numpy as np

from gui.plots.graph import Span
from gui.plots.series import Series

_MARGIN = 0.05


def step_span(series: Iterable[Series]) -> Span | None:
    """Return the first and the last logged step of all curves, or None if nothing is logged."""
    filled = [one.x for one in series if one.x.size]
    if not filled:
        return None
    return min(float(x[0]) for x in filled), max(float(x[-1]) for x in filled)


def value_span(series: Iterable[Series], *, log: bool) -> Span | None:
    """Return the least and the greatest drawable value, or None if there is none."""
    if not log:
        return union(one.span for one in series)
    least, greatest = np.inf, -np.inf
    for one in series:
        drawn = one.drawable(log=log)
        drawn = drawn[np.isfinite(drawn)]
        if drawn.size:
            least, greatest = min(least, float(drawn.min())), max(greatest, float(drawn.max()))
    return (least, greatest) if least <= greatest else None


def widen(span: Span) -> Span:
    """Return `span` with some air at both ends, and with a width even if it has none."""
    least, greatest = span
    width = greatest - least
    # Very near values cannot be told apart by the drawing's arithmetic.
    if width <= 1e-9 * max(abs(least), abs(greatest), 1e-300):
        width = abs(least) or 1.0
    return least - _MARGIN * width, greatest + _MARGIN * width


def stepped(span: Span) -> Span:
    """Return a span that holds `span`, and changes seldom while that grows."""
    low, high = span
    step = 2.0 ** math.floor(math.log2(max(high - low, 1e-12))) / 16
    return math.floor(low / step) * step, math.ceil(high / step) * step


def union(spans: Iterable[Span | None]) -> Span | None:
    """Return the span that holds all the given ones."""
    known = [span for span in spans if span is not None]
    if not known:
        return None
    return min(low for low, _ in known), max(high for _, high in known)
