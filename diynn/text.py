"""One way to write numbers, per cents, durations, sizes and shapes for people.

What is written differently in English and in French is a `Text` of both. The window writes its
numbers through `gui.text.numbers`, which takes them from here.

Numbers stand in full from 0.0001 up to a million, with thin spaces between thousands from 10 000
on; what is smaller or larger has a power of ten, 3.4·10⁻⁵.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NARROW = "\N{NARROW NO-BREAK SPACE}"
FIRM = "\N{NO-BREAK SPACE}"
MINUTE, HOUR = 60, 3600

_SUPERSCRIPT = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_LINE_SCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_POWER = re.compile(
    "(?:([0-9.,]+)[·×*]|(?<![0-9])(?<![0-9][.,]))10"
    "(?:\\^([-−]?[0-9]+)|(⁻[⁰¹²³⁴⁵⁶⁷⁸⁹0-9]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?![0-9])))"
)
"""As it is written here, 3.4·10⁻⁵, and as people type it: 3.4*10^-5."""
_SMALLEST, _LARGEST = -4, 6
"""Powers of ten from which on, and up to which, a number is written in full."""
_AT_AXES = range(-3, 5)
"""The same where there is little room."""
_MOST_DIGITS = 6
"""Of a mean: a spread that is smaller yet is no reason for more."""
_NAMES = re.compile(r"\{(\w+)[^{}]*\}")
_PLURALS = re.compile(r"(?<=\w)\((s|es)\)")
"""The mark of a word that is another one where there is only one of it."""
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
        return _POWER.sub(_in_a_line, self.en).translate(_PLAIN)


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
    if value is None or not math.isfinite(value):
        return _no_number(value)
    # A sign before nothing would be one too many.
    return _spoken(_grouped(f"{round(float(value), decimals) + 0.0:.{decimals}f}"))


def short(value: float | None, digits: int = 10, *, zeros: bool = False) -> Text:
    """A number as short as it can be, with at most so many significant digits.

    `zeros` at the end count too where they are wanted: 0.0200 beside 0.0197.
    """
    if value is None or not math.isfinite(value):
        return _no_number(value)
    mantissa, exponent = scientific(value, digits)
    if _SMALLEST <= exponent < _LARGEST:
        return _spoken(_in_full(value, digits - 1 - exponent, zeros=zeros))
    power = with_power(mantissa if zeros else _trimmed(mantissa), exponent)
    full = _in_full(value, 0, zeros=False)
    exact = _LARGEST <= exponent < digits and float(full.replace(NARROW, "")) == value
    return _spoken(full if exact and len(full) <= len(power) else power)


def alike(values: Sequence[float], digits: int = 3) -> list[Text]:
    """Numbers side by side, as at an axis: all in full, or all with powers of ten."""
    parts = {v: scientific(v, digits) for v in values if v and math.isfinite(v)}
    if all(exponent in _AT_AXES for _, exponent in parts.values()):
        return [short(value, digits) for value in values]
    return [
        _spoken(with_power(_trimmed(parts[value][0]), parts[value][1]))
        if value in parts else short(value, digits)
        for value in values
    ]  # fmt: skip


def figure(value: float | None) -> Text:
    """A measured value, such as a loss, with five significant digits."""
    return short(value, 5)


def spread(mean: float | None, deviation: float | None, unit: str = "") -> Text:
    """A mean ± its deviation, to the place of the deviation's first digit: 0.00034 ± 0.00001.

    Without a deviation it is the mean alone.
    """
    if mean is None or deviation is None or not math.isfinite(mean) or math.isnan(deviation):
        return with_unit(short(mean, 4), unit)
    if deviation == 0 or math.isinf(deviation):
        return with_unit(_pair(short(mean, 4), short(deviation)), unit)
    largest = max(abs(mean), deviation)
    exponent = scientific(largest, _MOST_DIGITS)[1]
    place = scientific(deviation, 1)[1]
    if exponent - place >= _MOST_DIGITS:
        return with_unit(_pair(short(mean, _MOST_DIGITS), short(deviation, 1)), unit)
    if _SMALLEST <= exponent < _LARGEST:
        both = [number(round(one, -place), max(-place, 0)) for one in (mean, deviation)]
        return with_unit(_pair(*both), unit)
    scale, decimals = 10.0**exponent, exponent - place
    pair = _pair(number(mean / scale, decimals), number(deviation / scale, decimals))
    return with_unit(joined("(", pair, ")·", power_of_ten(exponent)), unit)


def scientific(value: float, digits: int) -> tuple[str, int]:
    """The mantissa, rounded to so many digits, and the power of ten of a finite number."""
    mantissa, exponent = f"{value:.{max(digits, 1) - 1}e}".split("e")
    return mantissa, int(exponent) if value else 0


def with_power(mantissa: str, exponent: int) -> str:
    """A mantissa with its power of ten, 3.4·10⁻⁵; the mantissa 1 is left out."""
    if mantissa.lstrip("-−") == "1":
        return mantissa[:-1] + power_of_ten(exponent)
    return f"{mantissa}·{power_of_ten(exponent)}"


def power_of_ten(exponent: int) -> str:
    """10 with its exponent: 10⁻⁵."""
    return "10" + str(exponent).translate(_SUPERSCRIPT)


def from_power(text: str) -> str:
    """A text with all powers of ten as a computer writes them: 3.4·10⁻⁵ becomes 3.4e-5."""
    return _POWER.sub(_in_a_line, text)


def _in_a_line(power: re.Match[str]) -> str:
    return f"{power[1] or 1}e{(power[2] or power[3]).translate(_LINE_SCRIPT)}"


def _pair(mean: Text, deviation: Text) -> Text:
    return joined(mean, " ± ", deviation)


def _no_number(value: float | None) -> Text:
    if value is None or math.isnan(value):
        return NONE
    return same("∞" if value > 0 else "−∞")


def _in_full(value: float, decimals: int, *, zeros: bool) -> str:
    text = f"{value:.{max(decimals, 0)}f}"
    return _grouped(text if zeros else _trimmed(text))


def _trimmed(text: str) -> str:
    """Without zeros at the end of its decimals, and without a sign before nothing."""
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _grouped(text: str) -> str:
    """With thin spaces between thousands; four digits stand together."""
    whole, point, decimals = text.partition(".")
    if len(whole.lstrip("-")) > 4:
        whole = f"{int(whole):,}".replace(",", NARROW)
    return whole + point + decimals


def _spoken(text: str) -> Text:
    text = text.replace("-", "−")
    return Text(text, text.replace(".", ","))


def count(value: int) -> Text:
    """A whole number with thin spaces between thousands."""
    return number(value, 0)


def with_unit(text: Text, unit: str, french: str = "") -> Text:
    """A written number with its unit, if it has one; a dash stays alone."""
    if not unit or text == NONE:
        return text
    return joined(text, Text(f"{NARROW}{unit}", f"{NARROW}{french or unit}"))


def percent(share: float | None, decimals: int = 2) -> Text:
    """A share from 0 to 1 as a percentage; a dash where there is none.

    Only all is 100 % and only nothing is 0 %: what would be rounded to them has more decimals.
    """
    return with_unit(hundredths(share, decimals), "%")


def hundredths(share: float | None, decimals: int) -> Text:
    """A share as `percent` writes it, without the sign."""
    if share is None or not math.isfinite(share):
        return _no_number(share)
    apart = min(abs(share), abs(1 - share))
    if apart > 1e-9:
        while round(100 * share, decimals) in (0.0, 100.0):
            decimals += 1
    return number(100 * share, decimals)


def duration(seconds: float, *, whole: bool = False) -> Text:
    """A time in the two largest units that it needs; short ones have a decimal, if not `whole`."""
    if not math.isfinite(seconds):
        return NONE
    if round(seconds) < MINUTE:
        decimals = 0 if whole or seconds >= 9.95 else 1 if seconds >= 0.095 else 2
        return with_unit(number(seconds, decimals), "s")
    return _long_duration(round(seconds))


def _long_duration(whole: int) -> Text:
    if whole < HOUR:
        return same(f"{whole // MINUTE}{NARROW}min {whole % MINUTE:02d}{NARROW}s")
    return same(f"{whole // HOUR}{NARROW}h {whole % HOUR // MINUTE:02d}{NARROW}min")


def shape(sizes: Sequence[int] | None) -> str:
    """A shape as people write it, 16 × 16 × 1; a question mark where it is not known."""
    if sizes is None:
        return "?"
    return " × ".join(map(str, sizes)) if sizes else "1"


def size(count: int) -> Text:
    """A number of bytes with decimal units: "12 bytes", "7.4 MB"."""
    if count < 1000:
        return with_unit(number(count, 0), "byte" if count == 1 else "bytes", "o")
    amount = float(count)
    for unit in ("kB", "MB", "GB", "TB"):
        amount /= 1000
        if amount < 999.95 or unit == "TB":
            break
    return with_unit(number(amount, 1), unit, unit.replace("B", "o"))


def fill(template: str, values: Mapping[str, object]) -> str:
    """An English template filled in as `str.format` does, its “sample(s)” as many as they are."""
    return in_number(template, values).format(**values)


def in_number(template: str, values: Mapping[str, object]) -> str:
    """An English template with its words “sample(s)” as many as they are."""
    many = counted(template, values)
    return _PLURALS.sub(lambda mark: "" if many == 1 else mark[1], template)


def several(number: int, words: str) -> str:
    """So many of something: “1 epoch” and “2 epochs” of “epoch(s)”; English, for a terminal."""
    return fill(f"{{number}} {words}", {"number": number})


def counted(template: str, values: Mapping[str, object]) -> int:
    """How many there are of what a template counts, as in “{count} sample(s)”; −1 for nothing."""
    mark = _PLURALS.search(template)
    names = _NAMES.findall(template, 0, mark.start()) if mark else []
    value = values.get(names[-1]) if names else None
    if isinstance(value, str):
        value = int(value) if value.isdecimal() else math.inf
    if not isinstance(value, int | float):
        return -1
    return int(value) if float(value).is_integer() else math.ceil(min(abs(value), 1000.0)) + 1
