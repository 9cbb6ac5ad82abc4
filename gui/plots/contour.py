"""Find where a field of numbers changes its sign."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

# The corners of a cell, in order round it, are 0 to 3; edge k runs from corner k to corner k + 1.
# For each of the sixteen patterns of signs: the two edges that a line joins; and, where the signs
# alternate round the cell, the two that a second line joins.
_FIRST = np.array(
    [
        (0, 0), (3, 0), (0, 1), (3, 1), (1, 2), (3, 0), (0, 2), (3, 2),
        (2, 3), (2, 0), (0, 1), (2, 1), (1, 3), (1, 0), (0, 3), (0, 0),
    ]
)  # fmt: skip
_SECOND = np.zeros((16, 2), np.intp)
_SECOND[5], _SECOND[10] = (1, 2), (2, 3)
_ALTERNATING = (5, 10)


def zero_line(field: npt.NDArray[np.floating]) -> Floats:
    """Return the line on which `field`, shape (rows, columns), is zero.

    The result has shape (2 m, 2): m pieces, each a start and an end, as (column, row) with the
    field's first value at (0, 0). Between two values the field is taken to be straight ("marching
    squares").
    """
    values = np.asarray(field, dtype=np.float32)
    inside = (values > 0).view(np.uint8)
    pattern = inside[:-1, :-1] + 2 * inside[:-1, 1:] + 4 * inside[1:, 1:] + 8 * inside[1:, :-1]
    rows, columns = np.nonzero((pattern != 0) & (pattern != 15))
    if rows.size == 0:
        return np.empty((0, 2), dtype=np.float32)
    crossings = _crossings(values, rows, columns)
    kinds, cells = pattern[rows, columns], np.arange(rows.size)[:, np.newaxis]
    pieces = crossings[_FIRST[kinds], cells]
    twice = np.isin(kinds, _ALTERNATING).nonzero()[0]
    if twice.size:
        more = crossings[_SECOND[kinds[twice]], cells[twice]]
        pieces = np.concatenate([pieces, more])
    line: Floats = pieces.reshape(-1, 2)
    return line


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
) -> Floats:
    """Return where the field would cross zero on each of the four edges of the cells, (4, n, 2)."""
    # Each edge's first corner, and the way from it to the next.
    corner_rows = rows + np.array([[0], [0], [1], [1]])
    corner_columns = columns + np.array([[0], [1], [1], [0]])
    low = values[corner_rows, corner_columns]
    with np.errstate(invalid="ignore", over="ignore"):
        gap = low - np.roll(low, -1, axis=0)
        # Edges without a crossing are worked out too, and never used.
        gap[gap == 0] = 1
        # Between what is infinite the line goes through the middle.
        share = np.nan_to_num(low / gap, nan=0.5)
    way_down, way_right = np.array([[0], [1], [0], [-1]]), np.array([[1], [0], [-1], [0]])
    places = np.empty((*low.shape, 2), np.float32)
    places[..., 0] = corner_columns + way_right * share
    places[..., 1] = corner_rows + way_down * share
    return places
