"""A calculation as lines of text, and which of many terms are worth a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from diynn import text
from diynn.analysis.calculation.values import LARGEST, Array, Calculation, Factor, Line

MOST = 12
"""Terms that have a line of their own where there are many."""
WITH_SAMPLE = ("x", "y", "dy", "dx")
"""Arrays whose first axis are the samples."""


@dataclass(frozen=True, eq=False)
class Shown:
    """Which terms of a line are shown, and what the others are.

    `order` are the numbers of the shown ones; `zeros` others are 0, and `rest` others add up to
    `rest_sum`.
    """

    order: Array
    zeros: int
    rest: int
    rest_sum: float


def shown_terms(line: Line, most: int = MOST, place: Sequence[int] = ()) -> Shown:
    """All terms in their order where there are no more than `most`, else the largest first.

    With `most` 0 all are shown. With a `place`, of more than MOST terms those are shown that have a
    factor there, in their order.
    """
    products = line.products
    if place and len(products) > MOST:
        first = terms_at(line, place)[: most or None]
    elif most == 0 or len(products) <= most:
        return Shown(np.arange(len(products)), 0, 0, 0.0)
    else:
        first = np.argsort(-np.abs(products), kind="stable")[:most]
        first = first[products[first] != 0]
    others = np.delete(products, first)
    zeros = int(np.count_nonzero(others == 0))
    return Shown(first, zeros, len(others) - zeros, float(others.sum()))


def terms_at(line: Line, place: Sequence[int]) -> Array:
    """The numbers of the terms of which a factor stands at a place that begins or ends so.

    The number of a sample does not count as a part of a place.
    """
    wanted, found = np.asarray(place), []
    for group in line.groups:
        here = np.zeros(len(group.values), np.bool_)
        for factor in group.factors:
            if factor.places is None:
                continue
            places = factor.places[:, int(factor.array.rpartition(".")[2] in WITH_SAMPLE) :]
            if places.shape[1] >= len(wanted):
                here |= (places[:, : len(wanted)] == wanted).all(axis=1)
                here |= (places[:, places.shape[1] - len(wanted) :] == wanted).all(axis=1)
        found.append(here)
    return np.flatnonzero(np.concatenate(found)) if found else np.zeros(0, np.intp)


def term_at(line: Line, number: int) -> list[tuple[Factor, int]]:
    """The factors of a line's term, each with the term's number within its group."""
    for group in line.groups:
        count = len(group.values)
        if number < count:
            return [(factor, number) for factor in group.factors]
        number -= count
    raise IndexError("no such term")


def place_words(
    factor: Factor, number: int, sample: bool, write: Callable[[float], str] = str
) -> str:
    """Where a factor stands, such as “W[3, 0]”, or its symbol; with its `sample` where wanted.

    Of a function the argument is told too, as `write` writes numbers: “Tanh(x), x[0] = 2”.
    """
    if factor.places is None:
        return factor.symbol
    place = [int(at) for at in factor.places[number]]
    if factor.array.rpartition(".")[2] in WITH_SAMPLE and not sample:
        place = place[1:]
    inside = ", ".join(map(str, place))
    if factor.arguments is not None:
        argument = write(float(factor.arguments[number]))
        return f"{factor.symbol}, {factor.array}[{inside}] = {argument}"
    return f"{_name(factor)}[{inside}]"


def _name(factor: Factor) -> str:
    inner = factor.array.rpartition(".")[0]
    return f"{inner}.{factor.symbol}" if inner and not factor.symbol.startswith(inner) else (
        factor.symbol
    )


def many_samples(line: Line) -> bool:
    """Whether the terms come from several samples."""
    seen = {
        int(sample)
        for group in line.groups for factor in group.factors
        if factor.places is not None and factor.array.rpartition(".")[2] in WITH_SAMPLE
        for sample in np.unique(factor.places[:, 0])
    }  # fmt: skip
    return len(seen) > 1


def formula(line: Line) -> str:
    """The line in symbols: “Σ W · x + b”, a sum sign where a form has several terms."""
    parts = []
    for group in line.groups:
        several = len(group.values) > 1
        sign = "max " if line.rule == LARGEST else "Σ " if several else ""
        factors = [f.symbol for f in group.factors if not (line.rule == LARGEST and several
                                                          and f.array == "")]  # fmt: skip
        parts.append(sign + " · ".join(factors))
    return " + ".join(parts) if parts else "0"


@dataclass(frozen=True)
class Words:
    """The words of a written calculation: templates in the person's language."""

    zeros: str = "{count} term(s) are 0"
    rest: str = "{count} more term(s)"
    rounding: str = "rounding"
    number: Callable[[float], str] = lambda value: str(text.short(value, 8))
    fill: Callable[..., str] = text.fill


def written(calculation: Calculation, words: Words | None = None, most: int = MOST) -> list[str]:
    """A calculation as lines of text, all numbers written out."""
    return [line for one in calculation.lines for line in _written(one, words or Words(), most)]


def _written(line: Line, words: Words, most: int) -> Iterator[str]:
    number = words.number
    places = line.place[1:] if line.symbol in ("y", "δx", "δy") else line.place
    name = line.symbol + (f"[{', '.join(map(str, places))}]" if places else "")
    yield f"{name} = {formula(line)} = {number(line.value)}"
    found, several = shown_terms(line, most), many_samples(line)
    rows = []
    for at in found.order:
        factors = term_at(line, int(at))
        numbers = " · ".join(number(float(factor.values[n])) for factor, n in factors)
        sources = " · ".join(place_words(factor, n, several, number) for factor, n in factors)
        rows.append((numbers, number(float(line.products[at])), sources))
    if found.rest:
        words_of_rest = words.fill(words.rest, {"count": found.rest})
        rows.append((words_of_rest, number(found.rest_sum), ""))
    if rows:
        widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
        for numbers, product, sources in rows:
            row = f"  {numbers.ljust(widths[0])}  =  {product.ljust(widths[1])}  {sources}"
            yield row.rstrip()
    if found.zeros:
        yield f"  {words.fill(words.zeros, {'count': found.zeros})}"
    # What no digit that is written shows is not worth a line.
    if abs(line.rounding) > 1e-8 * max(abs(line.value), 1e-300) and abs(line.rounding) > 1e-12:
        yield f"  {words.rounding}  =  {number(line.rounding)}"


def recorded(calculation: Calculation, most: int = MOST) -> list[dict[str, Any]]:
    """A calculation as plain values for JSON."""
    return [_record(line, most) for line in calculation.lines]


def _record(line: Line, most: int) -> dict[str, Any]:
    found = shown_terms(line, most)
    return {
        "symbol": line.symbol, "place": list(line.place), "value": line.value,
        "formula": formula(line), "rule": line.rule, "terms": len(line.products),
        "sum": line.total, "rounding": line.rounding,
        "shown": [
            {"product": float(line.products[at]),
             "factors": [_factor(factor, n) for factor, n in term_at(line, int(at))]}
            for at in found.order
        ],
        "zeros": found.zeros, "more": found.rest, "more_sum": found.rest_sum,
    }  # fmt: skip


def _factor(factor: Factor, number: int) -> dict[str, Any]:
    made: dict[str, Any] = {"symbol": factor.symbol, "value": float(factor.values[number])}
    if factor.places is not None:
        made |= {"array": factor.array, "place": [int(at) for at in factor.places[number]]}
    if factor.arguments is not None:
        made["argument"] = float(factor.arguments[number])
    return made
