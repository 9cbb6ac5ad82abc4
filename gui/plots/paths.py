"""Turn arrays of places into paths, which Qt then draws without Python's help."""

import math
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt
import shiboken6
from PySide6.QtCore import QByteArray, QDataStream, QIODevice, QPointF
from PySide6.QtGui import QPainterPath, QPolygonF

Places = npt.NDArray[np.floating]

_MOVE, _LINE, _CURVE, _CONTROL = range(4)
# How Qt writes a path: the number of its parts, the parts, where the last line began, how to fill.
_PART = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])
# So many circles are added one by one as quickly as all at once.
_FEW = 40
_END = np.array([0, 1], ">i4").tobytes()
# How far from the ends of a quarter circle its control points lie, in radii.
_BEND = 4 / 3 * (math.sqrt(2) - 1)
# Its types are not told as they are.
_memory: Any = shiboken6.VoidPtr
_CIRCLE = np.array(
    [
        (1, 0),
        (1, _BEND), (_BEND, 1), (0, 1),
        (-_BEND, 1), (-1, _BEND), (-1, 0),
        (-1, -_BEND), (-_BEND, -1), (0, -1),
        (_BEND, -1), (1, -_BEND), (1, 0),
    ]
)  # fmt: skip
_CURVES = [_MOVE, *[_CURVE, _CONTROL, _CONTROL] * 4]

Shape = Literal["circle", "square", "triangle", "diamond", "fallen", "cross", "star"]
SHAPES: tuple[Shape, ...] = get_args(Shape)
"""Outlines that are told apart by everyone: the n-th class and the n-th run have the n-th."""
_ARM = 0.42
_SPIKES = np.pi / 5 * np.arange(11)
_REACH = np.where(np.arange(11) % 2, 0.56, 1.4)
# Of about one area, in a square from -1 to 1 or a little beyond it.
_OUTLINES: dict[Shape, npt.NDArray[np.float64]] = {
    "square": np.array([(1, 1), (-1, 1), (-1, -1), (1, -1), (1, 1)]),
    "triangle": np.array([(0, -1.25), (1.2, 0.9), (-1.2, 0.9), (0, -1.25)]),
    "diamond": np.array([(0, -1.35), (1.15, 0), (0, 1.35), (-1.15, 0), (0, -1.35)]),
    "fallen": np.array([(0, 1.25), (1.2, -0.9), (-1.2, -0.9), (0, 1.25)]),
    "cross": np.array(
        [
            (-_ARM, -1.2), (_ARM, -1.2), (_ARM, -_ARM), (1.2, -_ARM), (1.2, _ARM), (_ARM, _ARM),
            (_ARM, 1.2), (-_ARM, 1.2), (-_ARM, _ARM), (-1.2, _ARM), (-1.2, -_ARM), (-_ARM, -_ARM),
            (-_ARM, -1.2),
        ]
    ),
    "star": np.stack([np.sin(_SPIKES) * _REACH, -np.cos(_SPIKES) * _REACH], axis=1),
}  # fmt: skip


def polyline(x: Places, y: Places) -> QPainterPath:
    """Return the line through the places (`x`, `y`), each (n,), broken where one is no number."""
    known = np.isfinite(y)
    known &= np.isfinite(x)
    if known.all():
        return unbroken(x, y)
    kinds = np.full(x.shape, _LINE)
    kinds[:1] = _MOVE
    kinds[1:][~known[:-1]] = _MOVE
    return _path(kinds[known], x[known], y[known])


def unbroken(x: Places, y: Places) -> QPainterPath:
    """Return the line through the places (`x`, `y`), each (n,) and all of them numbers."""
    path, polygon = QPainterPath(), QPolygonF()
    if x.size:
        polygon.resize(x.size)
        # Written into Qt's own memory: a call for each place would take a hundred times as long.
        numbers = np.frombuffer(_memory(polygon.data(), 16 * x.size, True), np.float64)
        numbers[::2], numbers[1::2] = x, y
        path.addPolygon(polygon)
    return path


def pieces(x: Places, y: Places) -> QPainterPath:
    """Return separate pieces of line, from each place of an even number to the next."""
    return _path(np.arange(x.size) % 2, x, y)


def circles(x: Places, y: Places, diameter: float) -> QPainterPath:
    """Return a circle round each of the places (`x`, `y`), each (n,)."""
    if x.size <= _FEW:
        path, radius = QPainterPath(), diameter / 2
        for place in zip(x.tolist(), y.tolist(), strict=True):
            path.addEllipse(QPointF(*place), radius, radius)
        return path
    return _shapes(_CIRCLE, _CURVES, x, y, diameter)


def outlines(shape: Shape, x: Places, y: Places, size: float) -> QPainterPath:
    """Return a `shape` of about `size` pixels round each of the places (`x`, `y`), each (n,)."""
    if shape == "circle":
        return circles(x, y, size)
    corners = _OUTLINES[shape]
    return _shapes(corners, [_MOVE, *[_LINE] * (len(corners) - 1)], x, y, size)


def _shapes(
    shape: npt.NDArray[np.float64], kinds: list[int], x: Places, y: Places, size: float
) -> QPainterPath:
    around = shape * (size / 2)
    return _path(
        np.tile(kinds, x.size),
        (x[:, np.newaxis] + around[:, 0]).ravel(),
        (y[:, np.newaxis] + around[:, 1]).ravel(),
    )


def _path(kinds: npt.NDArray[np.integer], x: Places, y: Places) -> QPainterPath:
    path = QPainterPath()
    if x.size:
        parts = np.empty(x.size, _PART)
        parts["kind"], parts["x"], parts["y"] = kinds, x, y
        content = QByteArray(np.array(x.size, ">i4").tobytes() + parts.tobytes() + _END)
        QDataStream(content, QIODevice.OpenModeFlag.ReadOnly) >> path
    return path
