"""One way to write numbers, per cents, durations, sizes and shapes for people.

What is written differently in English and in French is a `Text` of both. The window, which has its
own languages, writes numbers through Qt (`gui.text.numbers`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

NARROW = "\N{NARROW NO-BREAK SPACE}"
FIRM = "\N{NO-BREAK SPACE}"
MINUTE, HOUR = 60, 3600

_PLAIN = str.maketrans({NARROW: " ", FIRM: " ", "−": "-"})
_FAST = (
    (" %", f"{NARROW}%"), (" dB", f"{NARROW}dB"),
    (" ± ", f"{FIRM}±{FIRM}"), (" = ", f"{FIRM}={FIRM}"),
    (" :", f"{FIRM}:"), (" ;", f"{FIRM};"), (" ?", f"{FIRM}?"),
    ("« ", f"«{FIRM}"), (" »", f"{FIRM}»"),
)  # fmt: skip
"""Spaces at which no line may break."""


@dataclass(frozen=True)
class Text:
    """The same in English and in French; `str()` gives the English as any terminal shows it."""

    en: str
    fr: str

    def __str__(self) -> str:
        return self.en.translate(_PLAIN)


NONE = Text("–", "–")
"""In place of a number that there is not."""


def bind_spaces(text: str) -> str:
    """The text with no-break spaces before signs and units."""
    for loose, fast in _FAST:
        text = text.replace(loose, fast)
    return text


def same(text: str) -> Text:
    """What is written alike in both languages."""
    return Text(text, text)


def joined(*parts: Text | str) -> Text:
    """The parts one after the other, in each language."""
    return listed(parts, "")


def listed(parts: Sequence[Text | str], between: Text | str = ", ") -> Text:
    """The parts with `between` between them."""
    texts = [same(part) if isinstance(part, str) else part for part in parts]
    comma = same(between) if isinstance(between, str) else between
    return Text(comma.en.join(one.en for one in texts), comma.fr.join(one.fr for one in texts))


def number(value: float | None, decimals: int) -> Text:
    """A number with so many decimals, and a decimal comma in French; a dash where there is none."""
    return _written(value, f",.{decimals}f")


def short(value: float | None, digits: int = 10) -> Text:
    """A number as short as it can be, with at most so many significant digits."""
    return _written(value, f".{digits}g")


def figure(value: float | None) -> Text:
    """A measured value, such as a loss, with five significant digits."""
    return short(value, 5)


def _written(value: float | None, form: str) -> Text:
    if value is None or math.isnan(value):
        return NONE
    if math.isinf(value):
        return same("∞" if value > 0 else "−∞")
    plain = f"{value:{form}}".replace(",", NARROW).replace("-", "−")
    return Text(plain, plain.replace(".", ","))


def count(value: int) -> Text:
    """A whole number with thin spaces between thousands."""
    return number(value, 0)


def with_unit(text: Text, unit: str) -> Text:
    """A written number with its unit, if it has one; a dash stays alone."""
    return joined(text, f"{NARROW}{unit}") if unit and text != NONE else text


def percent(share: float | None, decimals: int = 2) -> Text:
    """A share from 0 to 1 as a percentage; a dash where there is none."""
    return with_unit(number(None if share is None else 100 * share, decimals), "%")


def duration(seconds: float) -> Text:
    """A time in the two largest units that it needs."""
    if not math.isfinite(seconds):
        return NONE
    if seconds < MINUTE:
        return with_unit(number(seconds, 1 if seconds < 10 else 0), "s")
    whole = round(seconds)
    if whole < HOUR:
        return same(f"{whole // MINUTE}{NARROW}min {whole % MINUTE:02d}{NARROW}s")
    return same(f"{whole // HOUR}{NARROW}h {whole % HOUR // MINUTE:02d}{NARROW}min")


def shape(sizes: Sequence[int] | None) -> str:
    """A shape as people write it, 16 × 16 × 1; a question mark where it is not known."""
    if sizes is None:
        return "?"
    return " × ".join(map(str, sizes)) if sizes else "1"


def size(count: int) -> str:
    """A number of bytes with decimal units: "12 bytes", "7.4 MB"."""
    if count < 1000:
        return f"{count} bytes"
    amount = float(count)
    for unit in ("kB", "MB", "GB", "TB"):
        amount /= 1000
        if amount < 999.95 or unit == "TB":
            break
    return f"{amount:.1f} {unit}"
