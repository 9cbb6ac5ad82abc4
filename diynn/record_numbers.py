"""Numbers out of a record that a file holds: the one checked way to read them.

JSON can hold `Infinity`, `1e999`, a text or a list where a number belongs, and a file with a right
hash may hold anything. Whatever is no number of the kind, or out of bounds, is a ValueError.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MOST = 2**53
"""Whole numbers up to here are exact as floats too: far more than anything is counted to."""


def whole_number(record: Mapping[str, Any], name: str, low: int = 0, high: int = MOST) -> int:
    """The int that `record` has under `name`; KeyError where it has none, ValueError where it is
    another kind of value or does not lie between `low` and `high`."""
    value = record[name]
    if type(value) is not int or not low <= value <= high:
        raise ValueError(f"{name} is no whole number from {low} to {high}")
    return value


def decimal_number(
    record: Mapping[str, Any], name: str, low: float = 0.0, high: float = 1e15
) -> float:
    """The float that `record` has under `name`, also where it is written without decimals;
    KeyError and ValueError as for `whole_number`."""
    value = record[name]
    # NaN fails the comparison, and so does a whole number too large for any float.
    if type(value) not in (int, float) or not low <= value <= high:
        raise ValueError(f"{name} is no number from {low:g} to {high:g}")
    return float(value)
