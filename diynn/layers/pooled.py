"""A convolution with the largest of its output: together, so that what is between stays near."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from diynn.layer import Array, Bound, Pass, Weights
from diynn.layers.convolution import Convolution, Products
from diynn.layers.pooling import MaxPooling


@dataclass(frozen=True)
class MaxOfConvolution:
    """What `pooling` makes of `convolution`; its windows share no value.

    The convolution's output, the largest array of most networks, is worked out a few samples at a
    time and never leaves the core's cache: all that the way back needs of it is which value of each
    window was the largest.
    """

    convolution: Convolution
    pooling: MaxPooling

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        products = Products(self.convolution, x, weights, pass_)
        most = max((part.stop - part.start for part in products.blocks), default=0)
        inner = np.empty((most, *products.positions, self.convolution.filters), x.dtype)
        _, d_inner, picks, _ = self.pooling.memory(inner)
        y = np.empty((len(x), *self.pooling.output_shape(inner.shape[1:])), x.dtype)
        # One place in a window after the other: whether the largest is there and was not before.
        largest = [np.empty(y.shape, np.bool_) for _ in picks[1:]]
        before = np.empty((most, *y.shape[1:]), np.bool_)
        rest = np.empty((most, *y.shape[1:]), x.dtype)

        def forward() -> None:
            products.begin_forward()
            for number, samples in enumerate(products.blocks):
                out, found = y[samples], inner[: samples.stop - samples.start]
                products.forward(number, found)
                values = [found[pick] for pick in picks]
                np.maximum(values[0], values[-1], out=out)
                for value in values[1:-1]:
                    np.maximum(value, out, out=out)
                known = before[: len(out)]
                for place, (value, here) in enumerate(zip(values, largest, strict=False)):
                    np.equal(value, out, out=here[samples])
                    if place:
                        np.greater(here[samples], known, out=here[samples])
                        np.logical_or(here[samples], known, out=known)
                    elif len(largest) > 1:
                        np.copyto(known, here[samples])

        def backward(dy: Array) -> Array | None:
            products.begin_backward()
            for number, samples in enumerate(products.blocks):
                left = dy[samples]
                d_found = d_inner[: len(left)]
                parts = [d_found[pick] for pick in picks]
                for place, (part, here) in enumerate(zip(parts, largest, strict=False)):
                    np.multiply(left, here[samples], out=part)
                    is_last = place == len(largest) - 1
                    np.subtract(left, part, out=parts[-1] if is_last else rest[: len(left)])
                    left = rest[: len(left)]
                if not largest:
                    np.copyto(parts[0], left)
                products.backward(number, d_found)
            return products.end_backward()

        return Bound(y, forward, backward)
