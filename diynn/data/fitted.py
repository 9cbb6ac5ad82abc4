"""What a table's network was given: kept with its weights, to do the same to new rows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from diynn.data.columns import Array, Column, Table
from diynn.data.dataset import Dataset
from diynn.data.preparation import FILLS, Encoded, Preparation

Numbers = tuple[float, ...]


@dataclass(frozen=True)
class Fitted:
    """All that was worked out from the training rows of a table, as numbers and words.

    `preparation` makes numbers of the columns, of which `shift` is taken away and which `factor`
    multiplies, one number a feature. `target` is the column asked for; where it holds values,
    `middle` was taken from them before they were divided by `span`, else `classes` names them.
    """

    preparation: Preparation
    shift: Numbers
    factor: Numbers
    target: str = ""
    classes: tuple[str, ...] = ()
    middle: Numbers = ()
    span: Numbers = ()

    @property
    def kinds(self) -> dict[str, str]:
        """What each column has to hold, as `read_table` takes it: NUMBER or CATEGORY."""
        return self.preparation.kinds

    def apply(self, rows: Table | Sequence[Column] | Mapping[str, Sequence[Any]]) -> Array:
        """The samples that a network gets of new rows: (n, features) of float32.

        `rows` are a table, columns, or the cells of each column by its name, in any order. Empty
        cells are filled, and an unknown category is 0 for each known one. Raises DataError where a
        column is missing, or holds texts instead of numbers.
        """
        x = self.preparation.apply(rows)
        x -= self.shift
        x *= self.factor
        return x.astype(np.float32)

    def in_target_units(self, y: Array) -> Array:
        """Outputs (n, values) of a network as values of the target's column."""
        if not self.middle:
            return y
        return np.asarray(y * np.array(self.span) + np.array(self.middle), y.dtype)

    def to_record(self) -> dict[str, Any]:
        """The same as plain values for JSON."""
        columns = [
            {"name": one.name, "empty": one.how, "fill": one.fill} if one.texts is None else
            {"name": one.name, "empty": one.how, "texts": list(one.texts), "fill": one.fill_text,
             "unseen": list(one.unseen)}
            for one in self.preparation.columns
        ]  # fmt: skip
        return {
            "columns": columns, "shift": list(self.shift), "factor": list(self.factor),
            "target": self.target, "classes": list(self.classes),
            "middle": list(self.middle), "span": list(self.span),
        }  # fmt: skip


def fitted_of(data: Dataset) -> Fitted | None:
    """What was worked out while a table became `data`, as a network gets it; None for others."""
    scale = data.input_scale
    if data.preparation is None or scale is None:
        return None
    features = len(data.preparation.features)
    shift, factor = (np.broadcast_to(one, features) for one in (scale.shift, scale.factor))
    middle, span = ((), ()) if data.target_scale is None else data.target_scale
    return Fitted(
        data.preparation, _numbers(shift), _numbers(factor),
        "" if data.table is None else data.table.target, data.classes, _numbers(middle),
        _numbers(span),
    )  # fmt: skip


def _numbers(values: Any) -> Numbers:
    return tuple(float(value) for value in values)


def fitted_from_record(record: Mapping[str, Any]) -> Fitted:
    """What `Fitted.to_record` wrote; KeyError, TypeError or ValueError where it is none."""
    columns = tuple(_encoded(one) for one in record["columns"])
    names = [one.name for one in columns]
    if len(set(names)) < len(names):
        raise ValueError("a column that comes twice")
    found = Fitted(
        Preparation(columns), _finite(record["shift"]), _finite(record["factor"]),
        _text(record["target"]), _texts(record["classes"]), _finite(record["middle"]),
        _finite(record["span"]),
    )  # fmt: skip
    features = len(found.preparation.features)
    if not len(found.shift) == len(found.factor) == features or (
        len(found.middle) != len(found.span)
    ):
        raise ValueError("not a number for each feature")
    return found


def _encoded(record: Mapping[str, Any]) -> Encoded:
    name, how, fill = _text(record["name"]), record["empty"], record["fill"]
    if how not in FILLS:
        raise ValueError("an unknown way to fill cells")
    if "texts" not in record:
        return Encoded(name, _finite([fill])[0], how=how)
    texts, unseen = _texts(record["texts"]), _texts(record["unseen"])
    if not set(unseen) <= set(texts) or len(set(texts)) < len(texts) or (
        fill and _text(fill) not in texts
    ):
        raise ValueError("texts that are none of the column's")
    return Encoded(name, texts=texts, fill_text=_text(fill), how=how, unseen=unseen)


def _finite(values: Any) -> Numbers:
    if not isinstance(values, list):
        raise TypeError("no list of numbers")
    for value in values:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError("no number")
        if not math.isfinite(value):
            raise ValueError("no finite number")
    return tuple(float(value) for value in values)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value


def _texts(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError("no list of texts")
    return tuple(_text(value) for value in values)
