"""Write numbers that stand beside each other with as many significant digits each."""

import math

from PySide6.QtCore import QLocale

from gui.text.numbers import figures

_SMALLEST, _LARGEST = 1e-5, 1e5


def rounded(value: float, digits: int = 3) -> str:
    """Return `value` with `digits` significant digits, zeros at the end too: 0.0200 beside 0.0197.

    What is very small or large, or no number, is written as `figures` writes it.
    """
    size = abs(value)
    if not _SMALLEST <= size < _LARGEST:
        return figures(value, digits)
    # Rounding may bring a digit more: 0.9996 becomes 1.00.
    place = math.floor(math.log10(float(f"{size:.{digits - 1}e}")))
    decimals = max(digits - 1 - place, 0)
    return QLocale().toString(float(value), "f", decimals).replace("-", "−")
