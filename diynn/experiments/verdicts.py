"""What an experiment measured, and the rules by which figures become a verdict.

Every rule looks at figures alone. What is compared are means over seeds; how far they may lie
apart follows from how far the seeds do.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import Literal

from diynn import text
from diynn.experiments.outcome import Curves, Figure, Picture, Verdict
from diynn.text import Text, listed, number, with_unit

Side = Literal["ahead", "level", "behind"]

POINT = 0.01
"""One percentage point of accuracy: less than that is the same result."""
DEVIATIONS = 2.0
"""So many standard deviations of the seeds may two results lie apart and be the same."""


@dataclass(frozen=True)
class Findings:
    """What the measures of an experiment gave; with how it was run, an `Outcome`."""

    ours: Text
    verdict: Verdict
    why: Text
    figures: tuple[Figure, ...] = ()
    curves: tuple[Curves, ...] = ()
    pictures: tuple[Picture, ...] = ()


def deviation(values: Sequence[float]) -> float:
    """The standard deviation over seeds, by n − 1; 0 where there is one seed."""
    return stdev(values) if len(values) > 1 else 0.0


def mean(values: Sequence[float]) -> float:
    """The mean over seeds."""
    return fmean(values)


def tolerance(values: Sequence[float], least: float = POINT) -> float:
    """How far their mean may lie from a given figure: the larger of `least` and two deviations."""
    return max(least, DEVIATIONS * deviation(values))


def beside(report: float, ours: Sequence[float], least: float = POINT) -> Verdict:
    """Whether figures of which more is better are the report's, better, or differ (are worse)."""
    difference = mean(ours) - report
    if abs(difference) <= tolerance(ours, least):
        return "reproduced"
    return "better" if difference > 0 else "differs"


def noise_of(first: Sequence[float], second: Sequence[float], alone: float = 0.0) -> float:
    """How far apart two means over seeds may lie by the seeds alone.

    Two standard errors of the difference, √(s₁²/n₁ + s₂²/n₂); at least `alone` where one of the two
    has a single seed, which says nothing about its spread.
    """
    squares = sum(deviation(values) ** 2 / len(values) for values in (first, second))
    found = DEVIATIONS * math.sqrt(squares)
    return max(found, alone) if min(len(first), len(second)) < 2 else found


def side(first: Sequence[float], second: Sequence[float], alone: float = 0.0) -> Side:
    """Where the first mean lies beside the second, of figures of which more is better."""
    gap = mean(first) - mean(second)
    if abs(gap) <= noise_of(first, second, alone):
        return "level"
    return "ahead" if gap > 0 else "behind"


def better_by(*sides: Side) -> bool:
    """Whether one thing is better by several measures: ahead by at least one, behind by none."""
    return "ahead" in sides and "behind" not in sides


@dataclass(frozen=True)
class Check:
    """One part of a claim: whether it holds, and a sentence with the figures that say so."""

    holds: bool
    sentence: Text


def verdict_of(checks: Sequence[Check], reason: Text | None = None) -> tuple[Verdict, Text]:
    """Reproduced where every part of the claim holds; and all sentences together.

    `reason` is what we think is behind it, given where a part does not hold.
    """
    held = all(check.holds for check in checks)
    texts = [check.sentence for check in checks]
    if not held and reason is not None:
        texts.append(reason)
    return "reproduced" if held else "differs", listed(texts, " ")


def spread(values: Sequence[float], unit: str = "", decimals: int = 2) -> Text:
    """The mean over seeds, with ± one deviation where there are several, and the unit.

    One value has so many decimals; a mean goes to the place of its deviation.
    """
    if len(values) > 1:
        return text.spread(mean(values), deviation(values), unit)
    return with_unit(number(mean(values), decimals), unit)


def percent(shares: Sequence[float], decimals: int = 2) -> Text:
    """Shares from 0 to 1, one a seed, as a percentage with its spread."""
    if len(shares) > 1:
        return spread([100 * share for share in shares], "%")
    return text.percent(mean(shares), decimals)
