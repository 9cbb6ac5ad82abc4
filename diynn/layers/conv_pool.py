"""A convolution with the largest of its output: together, so that what is between stays near."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from diynn.layers.convolution import Convolution, Products
from diynn.layers.layer import Array, Bound, Pass, Weights
from diynn.layers.pooling import MaxPooling
from diynn.layers.windows import places


@dataclass(frozen=True)
class ConvMaxPool:
    """What `pooling` makes of `convolution`; its windows share no value.

    The convolution's output, the largest array of most networks, is worked out a few samples at a
    time and never leaves the core's cache: all that the backward needs of it is which value of each
    window was the largest.
    """

    convolution: Convolution
    pooling: MaxPooling

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        window, filters = self.pooling.window, self.convolution.filters
        products = Products(self.convolution, x, weights, pass_, window)
        shape = self.pooling.output_shape((*products.positions, filters))
        y = np.empty((len(x), *shape), x.dtype)
        picks = list(places(shape[:-1], *window, self.pooling.gaps))
        most = max((part.stop - part.start for part in products.blocks), default=0)
        # One place in a window after the other: the outputs there, and their gradients.
        inner = np.empty(len(picks) * most * math.prod(shape), x.dtype)
        # Whether the largest is at a place and at none before it; the last place takes the rest.
        # Who only predicts never asks.
        largest = [np.empty(y.shape, np.bool_) for _ in picks[1:] if pass_.training]
        before = np.empty((most, *shape), np.bool_)
        rest = np.empty((most, *shape), x.dtype)

        def of_block(samples: slice) -> Array:
            count = samples.stop - samples.start
            size = len(picks) * count * math.prod(shape)
            return inner[:size].reshape(len(picks), count, *shape)

        def forward() -> None:
            products.begin_forward()
            for number, samples in enumerate(products.blocks):
                out, values = y[samples], of_block(samples)
                products.forward(number, values)
                np.maximum(values[0], values[-1], out=out)
                for value in values[1:-1]:
                    np.maximum(value, out, out=out)
                known = before[: len(out)]
                for place, (value, mask) in enumerate(zip(values, largest, strict=False)):
                    here = mask[samples]
                    np.equal(value, out, out=here)
                    if place:
                        np.greater(here, known, out=here)
                        np.logical_or(here, known, out=known)
                    elif len(largest) > 1:
                        np.copyto(known, here)

        def backward(dy: Array) -> Array | None:
            products.begin_backward()
            for number, samples in enumerate(products.blocks):
                left, parts = dy[samples], of_block(samples)
                others = rest[: len(left)]
                for place, mask in enumerate(largest):
                    np.multiply(left, mask[samples], out=parts[place])
                    np.subtract(left, parts[place], out=others)
                    left = others
                np.copyto(parts[-1], left)
                products.backward(number, parts)
                target = products.place(samples)
                if target is not None:
                    for pick, part in zip(picks, parts, strict=True):
                        np.copyto(target[pick], part)
                    products.find_dx(samples)
            return products.end_backward()

        return Bound(y, forward, backward)
