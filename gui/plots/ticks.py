"""Choose where an axis has its marks and how their numbers are written."""

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QLocale

from gui.plots.figures import figures

_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_PLAIN_EXPONENTS = range(-3, 5)
# At most about one mark in as many pixels.
_DISTANCE = 40

Levels = list[tuple[float | None, Sequence[float]]]


def decades(low: float, high: float, size: float) -> list[float]:
    """Return the marks of a logarithmic axis from 10^`low` to 10^`high`, as exponents.

    The axis is `size` pixels long. Over few decades 2 and 5 get marks of their own; over many, some
    decades get none.
    """
    room = max(int(size / _DISTANCE), 2)
    first, last = math.floor(low), math.ceil(high)
    stride = max(1, math.ceil((last - first) / room))
    parts = (1.0, 2.0, 5.0) if (high - low) * 3 <= room else (1.0,)
    marks = [
        exponent + math.log10(part)
        for exponent in range(first, last + 1)
        if exponent % stride == 0
        for part in parts
    ]
    shown = [mark for mark in marks if low <= mark <= high]
    if len(shown) >= 2:
        return shown
    # Not even two of these fit: equal distances are all that is left.
    width = (high - low) / 3
    return [low + width * part for part in (0.5, 1.5, 2.5)] if width > 0 else [low]


def power(exponent: float) -> str:
    """Return 10^`exponent` in full, or as a power of ten where that would be long."""
    nearest = round(exponent)
    if nearest not in _PLAIN_EXPONENTS and abs(exponent - nearest) < 1e-9:
        return "10" + str(nearest).translate(_SUPERSCRIPT)
    return figures(10.0**exponent, 2 if exponent < 1 else 4)


def localise(axis: Any) -> None:
    """Teach a pyqtgraph `axis` these marks, and the decimal sign of the user's language."""
    plain_values, plain_strings = axis.tickValues, axis.tickStrings

    def values(low: float, high: float, size: float) -> Levels:
        if axis.logMode:
            return [(None, decades(min(low, high), max(low, high), size))]
        levels: Levels = plain_values(low, high, size)
        return levels

    def strings(marks: Sequence[float], scale: float, spacing: float | None) -> list[str]:
        if axis.logMode:
            return [power(mark) for mark in marks]
        sign = QLocale().decimalPoint()
        texts = plain_strings(marks, scale, spacing)
        return [text.replace(".", sign).replace("-", "−") for text in texts]

    axis.tickValues, axis.tickStrings = values, strings
