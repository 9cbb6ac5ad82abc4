"""Two convolutions beside a short cut: what a deep network is built of."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Generator
from dataclasses import dataclass
from typing import Annotated, ClassVar

import numpy as np

from diynn.errors import ShapeError
from diynn.layers.activations import ReLU
from diynn.layers.chain import Composite, Parts, bound_chain
from diynn.layers.convolution import Conv1D, Conv2D, Convolution
from diynn.layers.layer import Array, Bound, Pass, Shape, Weights, bound_in_parts
from diynn.layers.normalisation import BatchNorm
from diynn.layers.windows import check_rank
from diynn.settings import Range

ROUTE, SHORT_CUT = "route", "short_cut"


@dataclass(frozen=True)
class Residual(Composite):
    """What Residual1D and Residual2D share."""

    group: ClassVar[str] = "Weights"
    decayed: ClassVar[tuple[str, ...]] = ("first.W", "second.W", "cut.W")

    filters: Annotated[
        int, Range(1, 4096), "Number of filters in each convolution, the output's channels"
    ] = 32
    kernel_size: Annotated[int, Range(1, 63), "Length of the windows in each direction: odd"] = 3
    stride: Annotated[
        int, Range(1, 64), "Steps of the first convolution: 2 halves each direction"
    ] = 1
    normalise: Annotated[bool, "Put BatchNorm behind every convolution"] = True

    @property
    @abstractmethod
    def rank(self) -> int:
        """Directions in which the windows move."""

    @abstractmethod
    def convolution(self, size: int, stride: int) -> Convolution:
        """A convolution of the block's filters that keeps the size, but for the stride."""

    def output_shape(self, shape: Shape) -> Shape:
        check_rank(self.name(), shape, self.rank)
        if self.kernel_size % 2 == 0:
            raise ShapeError(
                "{owner} needs a window with a middle, but its size is {size}.",
                "Choose the size {odd}.",
                owner=self.name(), size=self.kernel_size, odd=self.kernel_size + 1,
            )  # fmt: skip
        return self.convolution(self.kernel_size, self.stride).output_shape(shape)

    @property
    def mixes_samples(self) -> bool:
        return self.normalise

    def routes(self, shape: Shape) -> dict[str, Parts]:
        """The layers of either way with their names and what goes into them.

        The short cut has none where the input may go through as it is.
        """
        out = self.output_shape(shape)
        norm: Parts = [("norm", BatchNorm(), out)]
        found: dict[str, Parts] = {ROUTE: [], SHORT_CUT: []}
        first = self.convolution(self.kernel_size, self.stride)
        second = self.convolution(self.kernel_size, 1)
        behind = norm if self.normalise else []
        found[ROUTE] += [("first", first, shape), *_named("first_", behind), ("relu", ReLU(), out)]
        found[ROUTE] += [("second", second, out), *_named("second_", behind)]
        if out != shape:
            found[SHORT_CUT] = [("cut", self.convolution(1, self.stride), shape)]
            found[SHORT_CUT] += _named("cut_", behind)
        return found

    def parts(self, shape: Shape) -> Parts:
        """All layers of both ways."""
        routes = self.routes(shape)
        return routes[ROUTE] + routes[SHORT_CUT]

    @property
    def gathered(self) -> frozenset[str]:
        places = ("first_norm", "second_norm", "cut_norm") if self.normalise else ()
        return frozenset(f"{at}.{name}" for at in places for name in BatchNorm().gathered)

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        routes = self.routes(x.shape[1:])
        route = bound_chain(routes[ROUTE], x, weights, pass_)
        cut = bound_chain(routes[SHORT_CUT], x, weights, pass_)
        straight = cut.y is x
        y, dy_inside = np.empty(route.y.shape, x.dtype), np.empty(route.y.shape, x.dtype)
        dx, zero = np.empty(x.shape, x.dtype), x.dtype.type(0)
        awake = np.empty(y.shape, np.bool_)

        def forward() -> Generator[None, None, None]:
            yield from route.forward()
            yield from cut.forward()
            np.add(route.y, cut.y, out=y)
            np.maximum(y, zero, out=y)

        def backward(dy: Array) -> Generator[None, None, Array | None]:
            np.greater(y, zero, out=awake)
            np.multiply(dy, awake, out=dy_inside)
            along = yield from route.backward(dy_inside)
            beside = dy_inside if straight else (yield from cut.backward(dy_inside))
            if along is None or beside is None:
                return None
            return np.add(along, beside, out=dx)

        return bound_in_parts(y, forward, backward)


def _named(
    prefix: str, parts: Parts
) -> Parts:
    return [(prefix + name, layer, shape) for name, layer, shape in parts]


@dataclass(frozen=True)
class Residual1D(Residual):
    """y = ReLU(x + F(x)) over a sequence, F = convolution, BatchNorm, ReLU, convolution, BatchNorm;
    the input is brought to y's size by a convolution of length 1 where it has another (He et al.
    2016).
    """

    formula: ClassVar[tuple[str, ...]] = (
        r"y = \mathrm{ReLU}(x + F(x))",
        r"F(x) = \mathrm{BN}(\mathrm{ReLU}(\mathrm{BN}(x \ast W_1)) \ast W_2)",
    )

    @property
    def rank(self) -> int:
        return 1

    def convolution(self, size: int, stride: int) -> Convolution:
        return Conv1D(
            self.filters, size, stride, padding=size // 2, bias=not self.normalise
        )


@dataclass(frozen=True)
class Residual2D(Residual):
    """y = ReLU(x + F(x)) over an image, F = convolution, BatchNorm, ReLU, convolution, BatchNorm;
    the input is brought to y's size by a convolution of 1 × 1 where it has another (He et al.
    2016).
    """

    formula: ClassVar[tuple[str, ...]] = (
        r"y = \mathrm{ReLU}(x + F(x))",
        r"F(x) = \mathrm{BN}(\mathrm{ReLU}(\mathrm{BN}(x \ast W_1)) \ast W_2)",
    )

    @property
    def rank(self) -> int:
        return 2

    def convolution(self, size: int, stride: int) -> Convolution:
        return Conv2D(
            self.filters, size, stride, padding=size // 2, bias=not self.normalise
        )
