"""How wrong an output is, as one number, and which way would make it less."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from diynn.errors import ShapeError
from diynn.layers import Sigmoid, Softmax
from diynn.layers.activations import PIECE as PIECES
from diynn.layers.activations import LogOnePlus, constant
from diynn.layers.layer import Layer
from diynn.memory import check_network
from diynn.settings import RARE, Declared, OneOf, Range

Array = NDArray[Any]
Shape = tuple[int, ...]

VALUES_OR_SAMPLES = OneOf(("values", "samples", "sum"))
SAMPLES = OneOf(("samples", "sum"))

PIECE = 1024
"""Products that are added up in the arrays' own type; the sums of pieces are added in float64."""


def inner(a: Array, b: Array) -> float:
    """The sum of all products of two contiguous arrays of one shape.

    `np.vdot` adds them one after another, and over millions of float32 three digits would be left.
    """
    a, b = a.reshape(-1), b.reshape(-1)
    rest = a.size % PIECE
    total = float(np.vdot(a[a.size - rest :], b[b.size - rest :]))
    if rest == a.size:
        return total
    pieces = (a[: a.size - rest].reshape(-1, PIECE), b[: b.size - rest].reshape(-1, PIECE))
    return total + float(np.vecdot(*pieces).sum(dtype=np.float64))


@dataclass(frozen=True)
class Loss(Declared):
    """A loss of outputs y (batch, *shape) against targets.

    `mean_over` says what a batch's loss is: the mean over all its values, the mean over its samples
    of the sum over values, or the plain sum.
    """

    merges_with: ClassVar[type[Layer] | None] = None
    """An activation that is better computed together with this loss, where it comes last."""
    for_classes: ClassVar[bool] = False
    """Whether it compares with class numbers and nothing else."""

    @property
    @abstractmethod
    def over(self) -> str:
        """The setting `mean_over` of those losses that have one."""

    def scale(self, samples: int, shape: Shape) -> float:
        """What a batch's sum is multiplied by: `samples` outputs of `shape`."""
        if self.over == "sum":
            return 1.0
        return 1.0 / (samples * (math.prod(shape) if self.over == "values" else 1))

    def encode(self, targets: Array, shape: Shape, dtype: Any = np.float32) -> Array:
        """Targets in the form in which this loss compares them with outputs of `shape`.

        Class numbers (batch,) stay as they are for a loss of classes; otherwise one output is
        compared with 0 or 1, and several with 1 at the class and 0 elsewhere. Values take the shape
        of the outputs. Raises ShapeError where the two cannot be compared.
        """
        classes = targets.dtype.kind in "iu" and targets.ndim == 1
        if classes:
            if targets.min(initial=0) < 0:
                raise ShapeError(
                    "{loss} compares with class numbers, but {number} is none.",
                    "Number the classes from 0.",
                    loss=self.name(), number=int(targets.min()),
                )  # fmt: skip
            wanted = int(targets.max(initial=0)) + 1
            values = math.prod(shape)
            if len(shape) != 1 or (wanted > values and not (values == 1 and wanted == 2)):
                raise ShapeError(
                    "{loss} compares with {classes} classes, but the last row gives {shape}.",
                    "The last Linear needs {classes} output(s).",
                    loss=self.name(), classes=wanted, shape=_words(shape),
                )  # fmt: skip
            if self.for_classes:
                if values == 1:
                    raise ShapeError(
                        "{loss} needs one output for each class, but the last row gives 1.",
                        "The last Linear needs {classes} output(s).",
                        loss=self.name(), classes=wanted,
                    )  # fmt: skip
                return targets.astype(np.intp)
            if values == 1:
                return targets.astype(dtype)[:, None]
            check_network(len(targets) * values * np.dtype(dtype).itemsize)
            encoded = np.zeros((len(targets), values), dtype)
            encoded[np.arange(len(targets)), targets] = 1
            return encoded
        if self.for_classes:
            raise ShapeError(
                "{loss} compares with class numbers, but the targets are values.",
                "Choose the loss MSE or BCE.",
                loss=self.name(),
            )  # fmt: skip
        if math.prod(targets.shape[1:]) != math.prod(shape):
            raise ShapeError(
                "{loss} compares with {wanted} value(s), but the last row gives {shape}.",
                "The last Linear needs {wanted} output(s).",
                loss=self.name(), wanted=math.prod(targets.shape[1:]), shape=_words(shape),
            )  # fmt: skip
        return np.ascontiguousarray(targets.reshape(len(targets), *shape), dtype=dtype)

    def __call__(self, y: Array, targets: Array) -> tuple[float, Array]:
        """The loss of y (batch, *shape), and its gradient for y, of the same shape.

        `targets` are class numbers (batch,) or values (batch, *shape).
        """
        y = np.asarray(y)
        encoded = self.encode(np.asarray(targets), y.shape[1:], y.dtype)
        dy = np.empty_like(y)
        scale = self.scale(len(y), y.shape[1:])
        return self.sum(y, encoded, dy, scale) * scale, dy

    @abstractmethod
    def sum(self, y: Array, t: Array, dy: Array, scale: float = 1.0) -> float:
        """The sum over a batch, unscaled; its gradient for y, times `scale`, goes into `dy`.

        `t` are encoded targets.
        """

    def merged_sum(self, z: Array, t: Array, dz: Array, scale: float = 1.0) -> float:
        """The same from what goes into the activation `merges_with`, with the gradient for that."""
        raise NotImplementedError

    # A training step compares arrays that stay where they are, again and again.

    def bind(self, y: Array, t: Array, dy: Array, scale: float = 1.0) -> Callable[[], float]:
        """`sum` over fixed arrays, of what is in them when it is called."""
        return partial(self.sum, y, t, dy, scale)

    def bind_merged(
        self, z: Array, t: Array, dz: Array, scale: float = 1.0
    ) -> Callable[[], float]:
        """`merged_sum` over fixed arrays, of what is in them when it is called."""
        return partial(self.merged_sum, z, t, dz, scale)


@dataclass(frozen=True)
class _OverValues(Loss):
    mean_over: Annotated[
        str,
        VALUES_OR_SAMPLES,
        "A batch's loss: mean over all values, mean over samples, or the sum",
    ] = "values"

    @property
    def over(self) -> str:
        return self.mean_over


@dataclass(frozen=True)
class _OverSamples(Loss):
    mean_over: Annotated[
        str, SAMPLES, "A batch's loss: mean over samples, or the sum"
    ] = "samples"

    smoothing: Annotated[
        float,
        Range(0.0, 0.9),
        "Share of the target that is spread evenly over all classes: answers get less sure",
        RARE,
    ] = 0.0

    for_classes: ClassVar[bool] = True

    @property
    def over(self) -> str:
        return self.mean_over


@dataclass(frozen=True)
class MSE(_OverValues):
    """Mean squared error: (y − t)²; dy = 2 (y − t)."""

    formula: ClassVar[tuple[str, ...]] = (
        r"\ell = (y - t)^2",
        r"\frac{\partial \ell}{\partial y} = 2\,(y - t)",
    )

    def sum(self, y: Array, t: Array, dy: Array, scale: float = 1.0) -> float:
        return self.bind(y, t, dy, scale)()

    def bind(self, y: Array, t: Array, dy: Array, scale: float = 1.0) -> Callable[[], float]:
        twice, values = constant(2 * scale, dy), dy.reshape(-1)
        few = dy.size <= PIECE

        def run() -> float:
            np.subtract(y, t, out=dy)
            total = float(values.dot(values)) if few else inner(dy, dy)
            np.multiply(dy, twice, out=dy)
            return total

        return run


@dataclass(frozen=True)
class Huber(_OverValues):
    """Half of (y − t)² where |y − t| ≤ δ, beyond it δ (|y − t| − δ / 2): outliers pull no harder
    than δ. P. Huber, 1964; the same as torch.nn.HuberLoss.
    """

    formula: ClassVar[tuple[str, ...]] = (
        (r"\ell = \begin{cases} \frac{1}{2}\,(y - t)^2 &\quad |y - t| \leq d \\ d\,(|y - t| - "
        r"\frac{d}{2}) &\quad |y - t| > d \end{cases}"),
        r"\frac{\partial \ell}{\partial y} = \max(-d,\;\min(d,\;y - t))",
    )

    delta: Annotated[
        float, Range(1e-6, 1e6, logarithmic=True), "Distance δ from which errors count evenly"
    ] = 1.0

    def sum(self, y: Array, t: Array, dy: Array, scale: float = 1.0) -> float:
        error = np.subtract(y, t)
        np.clip(error, -self.delta, self.delta, out=dy)
        # With c the error held within δ, both pieces are c · error − c² / 2.
        total = inner(dy, error) - inner(dy, dy) / 2
        np.multiply(dy, scale, out=dy)
        return total


@dataclass(frozen=True)
class BCE(_OverValues):
    """Binary cross-entropy: −t log y − (1 − t) log(1 − y), for y between 0 and 1.

    y is kept off 0 and 1 by the smallest step that its type can tell from 1. Behind a Sigmoid the
    two are computed in one, max(z, 0) − z t + log(1 + e^−|z|), whose gradient is simply y − t.
    """

    formula: ClassVar[tuple[str, ...]] = (
        r"\ell = -t \log y - (1 - t) \log (1 - y)",
        r"\frac{\partial \ell}{\partial y} = \frac{y - t}{y\,(1 - y)}",
    )

    merges_with: ClassVar[type[Layer] | None] = Sigmoid

    def sum(self, y: Array, t: Array, dy: Array, scale: float = 1.0) -> float:
        edge = np.finfo(y.dtype).eps
        p = np.clip(y, edge, 1 - edge)
        total = -float(np.sum(t * np.log(p) + (1 - t) * np.log1p(-p)))
        np.divide(p - t, p * (1 - p), out=dy)
        np.multiply(dy, scale, out=dy)
        return total

    def merged_sum(self, z: Array, t: Array, dz: Array, scale: float = 1.0) -> float:
        return self.bind_merged(z, t, dz, scale)()

    def bind_merged(
        self, z: Array, t: Array, dz: Array, scale: float = 1.0
    ) -> Callable[[], float]:
        in_piece = max(1, PIECES // max(1, math.prod(z.shape[1:])))
        pieces = [slice(start, start + in_piece) for start in range(0, len(z), in_piece)]
        # Pieces of one size use the same memory, which stays in a core's cache.
        logs = {len(z[piece]): LogOnePlus(z[piece]) for piece in pieces}
        runs = [
            _bound_bce(z[piece], t[piece], dz[piece], scale, logs[len(z[piece])])
            for piece in pieces
        ]
        return runs[0] if len(runs) == 1 else lambda: sum(run() for run in runs)


def _bound_bce(
    z: Array, t: Array, dz: Array, scale: float, logs: LogOnePlus
) -> Callable[[], float]:
    power, zero, factor = logs.x, constant(0, z), constant(scale, z)
    positive = logs.spare

    def run() -> float:
        np.abs(z, out=power)
        np.negative(power, out=power)
        np.exp(power, out=power)
        total = logs.sum()
        # max(z, 0) − z t = z ([z ≥ 0] − t): nothing large is taken from something large.
        np.greater_equal(z, zero, out=positive)
        np.subtract(positive, t, out=dz)
        total += inner(z, dz)
        # σ(z) = 1 or, below zero, e^−|z|, over 1 + e^−|z|: no second exponential.
        np.maximum(power, positive, out=dz)
        np.divide(dz, logs.one_more, out=dz)
        np.subtract(dz, t, out=dz)
        np.multiply(dz, factor, out=dz)
        return total

    return run


@dataclass(frozen=True)
class CrossEntropy(_OverSamples):
    """Cross-entropy of probabilities: −log y at the right class, for outputs behind a Softmax.

    Behind a Softmax the two are computed in one, as LogSoftmaxCrossEntropy does. With smoothing ε
    the target is 1 − ε at the right class, and ε / classes at every class besides.
    """

    formula: ClassVar[tuple[str, ...]] = (
        r"\ell = -\log y_t",
        r"\frac{\partial \ell}{\partial y_t} = -\frac{1}{y_t}",
    )

    merges_with: ClassVar[type[Layer] | None] = Softmax

    def sum(self, y: Array, t: Array, dy: Array, scale: float = 1.0) -> float:
        rows = np.arange(len(y))
        tiny = np.finfo(y.dtype).tiny
        p = np.maximum(y[rows, t], tiny)
        total = -float(np.log(p).sum())
        if not self.smoothing:
            dy[...] = 0
            dy[rows, t] = -scale / p
            return total
        each = self.smoothing / y.shape[1]
        every = np.maximum(y, tiny)
        np.divide(-scale * each, every, out=dy)
        dy[rows, t] -= scale * (1 - self.smoothing) / p
        return float((1 - self.smoothing) * total - each * np.log(every).sum())

    def merged_sum(self, z: Array, t: Array, dz: Array, scale: float = 1.0) -> float:
        return self.bind_merged(z, t, dz, scale)()

    def bind_merged(
        self, z: Array, t: Array, dz: Array, scale: float = 1.0
    ) -> Callable[[], float]:
        return _bound_log_softmax(z, t, dz, scale, self.smoothing)


@dataclass(frozen=True)
class LogSoftmaxCrossEntropy(_OverSamples):
    """−log softmax(y) at the right class, log Σⱼ exp(yⱼ) − y_class; dy = softmax(y) − 1 there.

    It takes plain scores: no Softmax belongs before it. With smoothing ε the target is 1 − ε at the
    right class, and ε / classes at every class besides (C. Szegedy, 2015).
    """

    formula: ClassVar[tuple[str, ...]] = (
        r"\ell = -\log \frac{e^{y_t}}{\sum_j e^{y_j}} = \log \sum_j e^{y_j} - y_t",
        r"\frac{\partial \ell}{\partial y_i} = \frac{e^{y_i}}{\sum_j e^{y_j}} - [i = t]",
    )

    def sum(self, y: Array, t: Array, dy: Array, scale: float = 1.0) -> float:
        return self.bind(y, t, dy, scale)()

    def bind(self, y: Array, t: Array, dy: Array, scale: float = 1.0) -> Callable[[], float]:
        return _bound_log_softmax(y, t, dy, scale, self.smoothing)


def _bound_log_softmax(
    z: Array, t: Array, dz: Array, scale: float, smoothing: float
) -> Callable[[], float]:
    samples, classes = z.shape
    values = dz.reshape(-1)
    rows, right = np.arange(0, samples * classes, classes), np.empty(samples, np.intp)
    column, one_right = np.empty((samples, 1), z.dtype), scale * (1 - smoothing)

    def run() -> float:
        np.add(rows, t, out=right)
        np.subtract(z, np.maximum.reduce(z, axis=1, keepdims=True, out=column), out=dz)
        total = -float(np.add.reduce(values.take(right)))
        if smoothing:
            all_scores = float(np.add.reduce(dz, axis=None))
            total = (1 - smoothing) * total - smoothing / classes * all_scores
        np.exp(dz, out=dz)
        norm = np.add.reduce(dz, axis=1, keepdims=True)
        np.multiply(dz, np.divide(scale, norm, out=column), out=dz)
        values[right] -= one_right
        if smoothing:
            np.subtract(dz, scale * smoothing / classes, out=dz)
        np.log(norm, out=norm)
        return total + float(np.add.reduce(norm, axis=None))

    return run


def _words(shape: Shape) -> str:
    return " × ".join(map(str, shape)) if shape else "1"


LOSSES: tuple[type[Loss], ...] = (MSE, Huber, BCE, CrossEntropy, LogSoftmaxCrossEntropy)
