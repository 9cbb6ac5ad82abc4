"""Choose where an axis has its marks and how their numbers are written."""

import math

from PySide6.QtCore import QLocale

from gui.plots.figures import figures

_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_PLAIN_EXPONENTS = range(-3, 5)
# At most about one mark in as many pixels.
_DISTANCE = 40


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


def spacing(low: float, high: float, size: float) -> float:
    """Return the distance of the marks of a plain axis from `low` to `high`: 1, 2 or 5 times 10ⁿ.

    The axis is `size` pixels long; longer ones have more marks, but not in proportion.
    """
    widest = (high - low) / (2.25 * max(1.0, math.sqrt(size / 300)))
    unit = 10.0 ** math.floor(math.log10(widest))
    return max(factor * unit for factor in (1, 2, 5) if factor == 1 or factor * unit <= widest)


def plain_marks(
    low: float, high: float, size: float, *, whole: bool = False
) -> tuple[list[float], list[str]]:
    """Return the marks of a plain axis from `low` to `high`, and their names.

    The axis is `size` pixels long. What is counted has marks at `whole` numbers alone.
    """
    apart = spacing(low, high, size)
    if whole:
        apart = max(apart, 1.0)
    first, last = math.ceil(low / apart), math.floor(high / apart)
    values = [place * apart for place in range(first, last + 1)]
    places = max(0, math.ceil(-math.log10(apart) - 1e-9))
    point = QLocale().decimalPoint()
    return values, [_written(value, places, point) for value in values]


def decade_marks(low: float, high: float, size: float) -> tuple[list[float], list[str]]:
    """Return the same for a logarithmic axis from 10^`low` to 10^`high`."""
    values = decades(low, high, size)
    return values, [power(value) for value in values]


def _written(value: float, places: int, point: str) -> str:
    plain = 1e-3 <= abs(value) < 1e4
    text = f"{value:.{places}f}" if plain else f"{value:g}"
    return text.replace(".", point).replace("-", "−")
