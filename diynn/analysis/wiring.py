"""The units of a dense stack, column by column, and the weights that join them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.layers import Linear
from diynn.network.sequential import Sequential

Array = NDArray[Any]


@dataclass(frozen=True)
class Column:
    """Units side by side: the inputs, or a Linear with what the rows after it make of its outputs.

    `rows` are the rows of the stack that it stands for, none for the inputs. `joined` is the row of
    the Linear whose weights join each unit to every unit of the column before; None where a unit
    gets only the unit of the same number, or is an input.
    """

    units: int
    rows: range = range(0)
    joined: int | None = None

    @property
    def last(self) -> int:
        """The row whose output its units give; −1 for the inputs."""
        return self.rows.stop - 1


def columns_of(net: Sequential) -> tuple[Column, ...] | None:
    """The columns of a stack, the inputs first; None where a row takes or gives no vector, or
    has weights of another kind."""
    if any(len(shape) != 1 for shape in net.shapes):
        return None
    found = [Column(net.shapes[0][0])]
    for row, layer in enumerate(net.layers):
        units = net.shapes[row + 1][0]
        if isinstance(layer, Linear):
            found.append(Column(units, range(row, row + 1), row))
        elif units != net.shapes[row][0] or layer.group == Linear.group:
            return None
        elif len(found) == 1:
            found.append(Column(units, range(row, row + 1)))
        else:
            found[-1] = replace(found[-1], rows=range(found[-1].rows.start, row + 1))
    return tuple(found)


def unit_values(
    net: Sequential, columns: Sequence[Column], x: Array, weights: Array
) -> list[Array]:
    """What the units of every column give for x (samples, inputs): arrays (samples, units).

    `weights` is a vector of all weights.
    """
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        outputs = net.activations(x, weights)
    return [np.asarray(x) if column.last < 0 else outputs[column.last] for column in columns]


def wire_weights(
    net: Sequential, columns: Sequence[Column], weights: Array
) -> list[tuple[Array, Array] | None]:
    """Of every column the weights W (units, units before) that join it to the one before, and its
    biases (units,), an empty array where it has none; None for a column that is not so joined."""
    rows = net.rows(weights)
    empty = np.empty(0, weights.dtype)
    return [
        None if column.joined is None
        else (rows[column.joined]["W"], rows[column.joined].get("b", empty))
        for column in columns
    ]  # fmt: skip
