"""Numbers, shares and times as the user's language writes them; how is decided in `diynn.text`."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from diynn import text
from diynn.text import NARROW, Text

NONE = str(text.NONE)
"""In place of a number that there is not."""


def local(written: Text) -> str:
    """A number that the engine has written, as the user's language writes it."""
    return written.en.replace(".", QLocale().decimalPoint())


def figures(value: float, digits: int = 4) -> str:
    """A measured value with at most so many significant digits, or a word for no number."""
    return "NaN" if math.isnan(value) else local(text.short(value, digits))


def rounded(value: float, digits: int = 3) -> str:
    """A measured value with so many significant digits, zeros at the end too: 0.0200."""
    return "NaN" if math.isnan(value) else local(text.short(value, digits, zeros=True))


def alike(values: Sequence[float], digits: int = 4) -> list[str]:
    """Values side by side, as at an axis: all in full, or all with powers of ten."""
    return [local(one) for one in text.alike(values, digits)]


def fixed(value: float, decimals: int = 1) -> str:
    """A measured value with so many decimals, such as decibels, or a word for no number."""
    return "NaN" if math.isnan(value) else local(text.number(value, decimals))


def spread(mean: float, deviation: float | None, scale: float = 1.0) -> str:
    """`scale` times a mean ± its deviation, with as many digits as the deviation leaves."""
    return local(text.spread(scale * mean, None if deviation is None else scale * deviation))


def number(value: float) -> str:
    """A setting's value, as short as it can be."""
    whole = not isinstance(value, float)
    return count(int(value)) if whole else local(text.short(value))


def typed(value: float) -> str:
    """A setting's value as it stands in a field: without spaces between thousands."""
    return number(value).replace(NARROW, "")


def whole(value: float) -> str:
    """A value in full where it is a whole number, and with six digits elsewhere."""
    return count(int(value)) if float(value).is_integer() else figures(value, 6)


def count(value: int) -> str:
    """A whole number with thin spaces between thousands: 41 834."""
    return local(text.count(value))


def percent(share: float | None, decimals: int = 1) -> str:
    """A share of one as a percentage: all and nothing alone are 100.0 and 0.0."""
    return in_percent(hundredths(share, decimals)) if _is_known(share) else NONE


def hundredths(share: float | None, decimals: int = 1) -> str:
    """A share of one in hundredths, as `percent` writes it but without the sign."""
    return local(text.hundredths(share, decimals))


def _is_known(share: float | None) -> bool:
    return share is not None and not math.isnan(share)


def in_percent(written: str) -> str:
    """A written number with its sign of percent, as far apart as the language has it."""
    return QCoreApplication.translate("Figures", "{number} %").format(number=written)


def duration(seconds: float, *, exact: bool = True) -> str:
    """A time in the two largest units that it needs; if not `exact`, without decimals."""
    return local(text.duration(seconds, whole=not exact))


def telling(name: str, told: str) -> str:
    """Return `name`, a colon and what is said of it."""
    return QCoreApplication.translate("Figures", "{name}: {told}").format(name=name, told=told)
