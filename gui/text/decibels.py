"""Write a figure in decibels the way the user's language writes it."""

import math

from PySide6.QtCore import QLocale

from gui.text.numbers import figures


def decibels(value: float, decimals: int = 1) -> str:
    """Return `value` with so many decimals, or a word for what is not a finite number."""
    if not math.isfinite(value):
        return figures(value)
    # A sign before nothing would be one too many.
    rounded = round(float(value), decimals) + 0.0
    return QLocale().toString(rounded, "f", decimals).replace("-", "−")
