"""Bring values to mean 0 and variance 1, over a batch or a sample, then scale them as learnt."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

import numpy as np

from diynn.layers.activations import constant, like
from diynn.layers.layer import Array, Bound, Layer, Pass, Shape, Weights, bound_in_parts
from diynn.settings import Range

EPSILON = Range(1e-8, 0.1, logarithmic=True)
EPSILON_HELP = "Added to every variance, so that none is divided by that is 0"


@dataclass(frozen=True)
class Normalisation(Layer):
    """What the two share: a learnt scale and shift for every channel, which start as 1 and 0."""

    group: ClassVar[str] = "Regularisation"

    def output_shape(self, shape: Shape) -> Shape:
        return shape

    def weight_shapes(self, shape: Shape) -> dict[str, Shape]:
        return {"scale": (shape[-1],), "shift": (shape[-1],)}

    def new_weights(self, shape: Shape, rng: np.random.Generator) -> dict[str, Array]:
        return {
            name: np.ones(size) if name in ("scale", "variance") else np.zeros(size)
            for name, size in self.weight_shapes(shape).items()
        }

    def multiply_count(self, shape: Shape) -> int:
        return math.prod(shape)


@dataclass(frozen=True)
class BatchNorm(Normalisation):
    """y = scale · (x − mean) / √(variance + ε) + shift for every channel, with a learnt scale and
    shift. While training mean and variance are those of the batch, after it the running ones.

    In an image they are taken over all places, too. The running ones follow the batches', the
    variance divided by count − 1 as in PyTorch: running += momentum · (batch's − running). Samples
    of a batch depend on each other, so it is not cut into shards (Ioffe and Szegedy 2015).
    """

    formula: ClassVar[tuple[str, ...]] = (
        r"y = \gamma\,\frac{x - \mu_B}{\sqrt{\sigma_B^2 + \varepsilon}} + \beta",
        (r"\mu \leftarrow \mu + m\,(\mu_B - \mu), \quad \sigma^2 \leftarrow \sigma^2 + "
        r"m\,(\sigma_B^2 - \sigma^2)"),
    )

    momentum: Annotated[
        float, Range(0.001, 1.0), "Share of the newest batch in the running mean and variance"
    ] = 0.1
    epsilon: Annotated[float, EPSILON, EPSILON_HELP] = 1e-5

    @property
    def mixes_samples(self) -> bool:
        return True

    @property
    def gathered(self) -> frozenset[str]:
        return frozenset({"mean", "variance"})

    def weight_shapes(self, shape: Shape) -> dict[str, Shape]:
        of_channels = (shape[-1],)
        return super().weight_shapes(shape) | {"mean": of_channels, "variance": of_channels}

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        rows, fill = in_rows(x)
        channels = x.shape[-1]
        own = _Moments(len(x) * math.prod(x.shape[1:-1]), channels, x.dtype)
        shards = pass_.meet(own)
        y, dx = like(x), like(x)
        # The backward needs x less its mean, with which the forward begins.
        centred, work = like(rows), like(rows)
        y_rows, dx_rows = y.reshape(rows.shape), dx.reshape(rows.shape)
        total = channel_sums(rows, channels)
        wide = Tiled(rows, channels)
        scale, shift = weights["scale"], weights["shift"]
        running_mean, running_variance = weights["mean"], weights["variance"]
        dscale, dshift = pass_.gradient("scale", scale), pass_.gradient("shift", shift)
        still = [pass_.gradient(name, weights[name]) for name in sorted(self.gathered)]
        spread, beyond = np.ones(channels, x.dtype), np.zeros(channels, x.dtype)
        training = pass_.training and own.count > 0
        wants_dx = pass_.wants_dx

        def gather(mean: Array, variance: Array, count: int) -> None:
            np.add(running_mean, self.momentum * (mean - running_mean), out=running_mean)
            unbiased = variance * (count / (count - 1))
            running_variance[...] += self.momentum * (unbiased - running_variance)

        def forward() -> Generator[None, None, None]:
            fill()
            variance = running_variance
            own.mean[...] = total(rows) / x.dtype.type(own.count) if training else running_mean
            np.subtract(rows, wide(own.mean), out=centred)
            if training:
                np.multiply(centred, centred, out=work)
                own.squares[...] = total(work)
                yield
                mean, variance, count = _joined(shards)
                # A shard's own mean may lie beyond that of the batch.
                np.subtract(own.mean, mean, out=beyond)
                # A single value has no spread that could tell of others.
                if count > 1 and own is shards[0]:
                    gather(mean, variance, count)
            np.divide(1, np.sqrt(variance + x.dtype.type(self.epsilon)), out=spread)
            factor = scale * spread
            np.multiply(centred, wide(factor), out=y_rows)
            np.add(y_rows, wide(shift + beyond * factor), out=y_rows)

        def backward(dy: Array) -> Generator[None, None, Array | None]:
            dy_rows = dy.reshape(rows.shape)
            np.multiply(dy_rows, centred, out=work)
            dshift[...] = own.level = total(dy_rows)
            own.along = total(work) + beyond * own.level
            np.multiply(own.along, spread, out=dscale)
            for gradient in still:
                gradient[...] = 0
            if not wants_dx:
                return None
            factor = scale * spread
            np.multiply(dy_rows, wide(factor), out=dx_rows)
            if training:
                yield
                # dx = scale / √(…) · (dy − the mean of dy − x̂ · the mean of dy · x̂)
                count = sum(shard.count for shard in shards)
                of_all = factor / x.dtype.type(count)
                slope = of_all * _sum([shard.along for shard in shards]) * spread * spread
                level = of_all * _sum([shard.level for shard in shards])
                np.multiply(centred, wide(slope), out=work)
                np.add(work, wide(level + slope * beyond), out=work)
                np.subtract(dx_rows, work, out=dx_rows)
            return dx

        return bound_in_parts(y, forward, backward)


class _Moments:
    """What the shards of a batch tell each other: of `count` values of each channel the mean, the
    sum of squares about it, and on the way back the sums of dy and of dy · (x − the batch's mean).
    """

    def __init__(self, count: int, channels: int, dtype: Any) -> None:
        self.count = count
        self.mean, self.squares = np.zeros(channels, dtype), np.zeros(channels, dtype)
        self.level, self.along = self.mean, self.squares


def _joined(shards: Sequence[_Moments]) -> tuple[Array, Array, int]:
    """Mean, variance and count of all shards together (Chan, Golub and LeVeque 1979)."""
    count = sum(shard.count for shard in shards)
    if len(shards) == 1:
        return shards[0].mean, shards[0].squares / shards[0].squares.dtype.type(count), count
    kind = shards[0].mean.dtype.type
    mean = _sum([shard.mean * kind(shard.count / count) for shard in shards])
    squares = _sum(
        [shard.squares + kind(shard.count) * (shard.mean - mean) ** 2 for shard in shards]
    )
    return mean, squares / kind(count), count


def _sum(values: Sequence[Array]) -> Array:
    found = values[0]
    for other in values[1:]:
        found = found + other
    return found


@dataclass(frozen=True)
class LayerNorm(Normalisation):
    """y = scale · (x − mean) / √(variance + ε) + shift, with the mean and variance of each sample's
    own values; scale and shift are learnt, one of each for every channel.

    While training and after it are alike, and so are large and small batches (Ba et al. 2016). For
    vectors it is PyTorch's LayerNorm, for sequences and images its GroupNorm of one group.
    """

    formula: ClassVar[tuple[str, ...]] = (
        r"y = \gamma\,\frac{x - \mu}{\sqrt{\sigma^2 + \varepsilon}} + \beta",
        (r"\mu = \frac{1}{n} \sum_{i=1}^{n} x_i, \quad \sigma^2 = \frac{1}{n} \sum_{i=1}^{n} "
        r"(x_i - \mu)^2"),
    )

    epsilon: Annotated[float, EPSILON, EPSILON_HELP] = 1e-5

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        rows, fill = in_rows(x)
        channels = x.shape[-1]
        y, dx = like(x), like(x)
        normal, work = like(rows), like(rows)
        y_rows, dx_rows = y.reshape(rows.shape), dx.reshape(rows.shape)
        total = channel_sums(rows, channels)
        wide = Tiled(rows, channels)
        scale, shift = weights["scale"], weights["shift"]
        dscale, dshift = pass_.gradient("scale", scale), pass_.gradient("shift", shift)
        squares = np.ones(len(x), x.dtype)
        spread = squares[:, np.newaxis]
        epsilon, one = constant(self.epsilon, x), constant(1, x)
        ones, one_of = np.ones(rows.shape[1], x.dtype), x.dtype.type(1 / rows.shape[1])
        wants_dx = pass_.wants_dx

        def mean(values: Array, weighed_by: Array) -> Array:
            found: Array = values.dot(weighed_by)[:, np.newaxis]
            np.multiply(found, one_of, out=found)
            return found

        def forward() -> None:
            fill()
            np.subtract(rows, mean(rows, ones), out=normal)
            np.vecdot(normal, normal, out=squares)
            np.multiply(squares, one_of, out=squares)
            np.add(squares, epsilon, out=squares)
            np.divide(one, np.sqrt(squares, out=squares), out=squares)
            np.multiply(normal, spread, out=normal)
            np.multiply(normal, wide(scale), out=y_rows)
            np.add(y_rows, wide(shift), out=y_rows)

        def backward(dy: Array) -> Array | None:
            dy_rows = dy.reshape(rows.shape)
            np.multiply(dy_rows, normal, out=work)
            dscale[...] = total(work)
            dshift[...] = total(dy_rows)
            if not wants_dx:
                return None
            # dx = (g − the mean of g − x̂ · the mean of g · x̂) / √(…) with g = dy · scale
            line = wide(scale)
            along, level = mean(work, line), mean(dy_rows, line)
            np.multiply(dy_rows, line, out=dx_rows)
            np.multiply(normal, along, out=work)
            np.subtract(dx_rows, work, out=dx_rows)
            np.subtract(dx_rows, level, out=dx_rows)
            np.multiply(dx_rows, spread, out=dx_rows)
            return dx

        return Bound(y, forward, backward)


def in_rows(x: Array) -> tuple[Array, Callable[[], None]]:
    """x with each sample's values in one row, (batch, values), and what brings it up to date.

    A view where x lies in a row; otherwise a copy.
    """
    shape = (len(x), math.prod(x.shape[1:]))
    if x.flags.c_contiguous:
        return x.reshape(shape), lambda: None
    rows = np.empty(shape, x.dtype)
    return rows, lambda: np.copyto(rows.reshape(x.shape), x)


class Tiled:
    """Numbers for each channel, repeated along a sample's values: (values,).

    An operation on rows as long as a sample is several times as fast as on rows of a few channels.
    """

    def __init__(self, rows: Array, channels: int) -> None:
        self._line = np.empty(rows.shape[1], rows.dtype)
        self._places = self._line.reshape(-1, channels)

    def __call__(self, values: Array) -> Array:
        np.copyto(self._places, values)
        return self._line


def channel_sums(rows: Array, channels: int) -> Callable[[Array], Array]:
    """What adds up arrays like `rows` (batch, places · channels) for every channel, (channels,).

    First over the batch, then over the places: two short sums round less than a long one.
    """
    over_batch = np.ones(len(rows), rows.dtype)
    over_places = np.ones(rows.shape[1] // channels, rows.dtype)
    line = np.empty(rows.shape[1], rows.dtype)

    def total(values: Array) -> Array:
        over_batch.dot(values, out=line)
        found: Array = over_places.dot(line.reshape(-1, channels))
        return found

    return total
