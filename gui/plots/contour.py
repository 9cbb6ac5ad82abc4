"""Find where a field of numbers changes its sign."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

# The corners of a cell, in order round it, are 0 to 3; edge k runs from corner k to corner k + 1.
# For each of the sixteen patterns of signs: the pairs of edges that a line joins.
_JOINS: tuple[tuple[tuple[int, int], ...], ...] = (
    (),
    ((3, 0),),
    ((0, 1),),
    ((3, 1),),
    ((1, 2),),
    ((3, 0), (1, 2)),
    ((0, 2),),
    ((3, 2),),
    ((2, 3),),
    ((2, 0),),
    ((0, 1), (2, 3)),
    ((2, 1),),
    ((1, 3),),
    ((1, 0),),
    ((0, 3),),
    (),
)


def zero_line(field: npt.NDArray[np.floating]) -> Floats:
    """Return the line on which `field`, shape (rows, columns), is zero.

    The result has shape (2 m, 2): m pieces, each a start and an end, as (column, row) with the
    field's first value at (0, 0). Between two values the field is taken to be straight ("marching
    squares").
    """
    values = np.asarray(field, dtype=np.float32)
    inside = values > 0
    corners = (inside[:-1, :-1], inside[:-1, 1:], inside[1:, 1:], inside[1:, :-1])
    pattern = np.zeros(corners[0].shape, dtype=np.uint8)
    for bit, corner in enumerate(corners):
        pattern |= corner.astype(np.uint8) << np.uint8(bit)
    rows, columns = np.nonzero((pattern != 0) & (pattern != 15))
    if rows.size == 0:
        return np.empty((0, 2), dtype=np.float32)
    crossings = _crossings(values, rows, columns)
    kinds = pattern[rows, columns]
    pieces = []
    for kind, joins in enumerate(_JOINS):
        cells = np.nonzero(kinds == kind)[0] if joins else ()
        for start, end in joins if len(cells) else ():
            pieces.append(np.stack([crossings[start][cells], crossings[end][cells]], axis=1))
    return np.concatenate(pieces).reshape(-1, 2)


def class_lines(probabilities: npt.NDArray[np.floating]) -> Floats:
    """Return the lines between the regions of the likeliest class, in the form of `zero_line`.

    `probabilities` has shape (rows, columns, classes).
    """
    classes = probabilities.shape[2]
    if classes < 2:
        return np.empty((0, 2), dtype=np.float32)
    if classes == 2:
        return zero_line(probabilities[..., 0] - probabilities[..., 1])
    top = np.partition(probabilities, classes - 2, axis=2)
    first, second = top[..., -1], top[..., -2]
    lines = []
    for index in range(classes):
        own = probabilities[..., index]
        lines.append(zero_line(own - np.where(own == first, second, first)))
    return np.concatenate(lines)


def _crossings(
    values: Floats, rows: npt.NDArray[np.intp], columns: npt.NDArray[np.intp]
) -> list[Floats]:
    """Return, for each edge of the cells, where the field would cross zero on it."""
    right, below = columns + 1, rows + 1
    ends = (
        ((rows, columns), (rows, right)),
        ((rows, right), (below, right)),
        ((below, right), (below, columns)),
        ((below, columns), (rows, columns)),
    )
    found = []
    for start, end in ends:
        low, high = values[start], values[end]
        gap = low - high
        # Edges without a crossing are worked out too, and never used.
        share = np.where(gap == 0, 0.5, low / np.where(gap == 0, 1, gap))
        x = start[1] + (end[1] - start[1]) * share
        y = start[0] + (end[0] - start[0]) * share
        found.append(np.stack([x, y], axis=1).astype(np.float32))
    return found
