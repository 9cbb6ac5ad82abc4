"""Write numbers the way the user's language writes them."""

import math

from PySide6.QtCore import QCoreApplication, QLocale

_SMALLEST, _LARGEST = 1e-5, 1e5


def figures(value: float, digits: int = 4) -> str:
    """Return `value` with `digits` significant digits, or a word for what is not a number."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return QLocale().toString(float(value), "g", digits).replace("-", "−")


def whole(value: float) -> str:
    """Return `value` in full where it is a whole number, and with six digits elsewhere."""
    if float(value).is_integer():
        return QLocale().toString(int(value)).replace("-", "−")
    return figures(value, 6)


def percent(share: float) -> str:
    """Return a `share` of one as a percentage without decimals, or a word for no number."""
    if not math.isfinite(share):
        return figures(share)
    return in_percent(QLocale().toString(round(share * 100)))


def in_percent(number: str) -> str:
    """Return a written `number` with its sign of percent, as far apart as the language has it."""
    return QCoreApplication.translate("Figures", "{number} %").format(number=number)


def telling(name: str, told: str) -> str:
    """Return `name`, a colon and what is said of it."""
    return QCoreApplication.translate("Figures", "{name}: {told}").format(name=name, told=told)


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


def decibels(value: float, decimals: int = 1) -> str:
    """Return `value` with so many decimals, or a word for what is not a finite number."""
    if not math.isfinite(value):
        return figures(value)
    # A sign before nothing would be one too many.
    tidy = round(float(value), decimals) + 0.0
    return QLocale().toString(tidy, "f", decimals).replace("-", "−")
