"""Numbers, durations, sizes and shapes as people read them."""

from __future__ import annotations

import math

import pytest

from diynn.text import (
    NONE,
    Text,
    bind_spaces,
    count,
    duration,
    figure,
    listed,
    number,
    percent,
    shape,
    short,
    size,
)

NARROW = "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.034, f"0.03{NARROW}s"), (0.26, f"0.3{NARROW}s"), (8.04, f"8.0{NARROW}s"),
     (59, f"59{NARROW}s"), (59.9, f"1{NARROW}min 00{NARROW}s"), (200, f"3{NARROW}min 20{NARROW}s"),
     (7500, f"2{NARROW}h 05{NARROW}min"), (float("nan"), "–")],
)  # fmt: skip
def test_a_duration_has_its_two_largest_units(seconds: float, words: str) -> None:
    assert duration(seconds).en == words


def test_numbers_in_both_languages() -> None:
    assert number(-1234.5, 1) == Text("−1234.5", "−1234,5")
    assert number(-12345.6, 1) == Text(f"−12{NARROW}345.6", f"−12{NARROW}345,6")
    assert number(-0.04, 1).en == "0.0"
    assert count(60_000).fr == f"60{NARROW}000"
    assert short(0.1) == Text("0.1", "0,1")
    assert figure(0.123456789).en == "0.12346"
    assert percent(0.97777).fr == f"97,78{NARROW}%"
    assert number(math.inf, 2).en == "∞"


@pytest.mark.parametrize("write", [figure, percent, lambda value: number(value, 3)])
def test_what_is_no_number_is_a_dash(write) -> None:
    assert write(None) == write(math.nan) == NONE


def test_a_terminal_gets_plain_spaces_and_signs() -> None:
    assert str(number(-12345.6, 1)) == "-12 345.6"
    assert str(percent(0.5)) == "50.00 %"


def test_parts_side_by_side_in_each_language() -> None:
    assert listed([Text("loss", "perte"), "σ"]) == Text("loss, σ", "perte, σ")


def test_no_line_breaks_before_a_sign() -> None:
    assert bind_spaces("5 % : 3 dB") == f"5{NARROW}%\xa0: 3{NARROW}dB"


def test_shapes() -> None:
    assert [shape(sizes) for sizes in ((16, 16, 1), (), None)] == ["16 × 16 × 1", "1", "?"]


def test_sizes() -> None:
    counts = [999, 1000, 7_400_000, 999_990_000, 10**13]
    assert [str(size(each)) for each in counts] == [
        "999 bytes", "1.0 kB", "7.4 MB", "1.0 GB", "10.0 TB",
    ]  # fmt: skip
