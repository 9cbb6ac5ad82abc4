"""How long a step's matrix products alone would take: the floor under a step's time.

The products are those of the design's mathematics, as its layers define it: for a Linear, forward,
the weights' gradient and the input's; for a convolution the same three over all windows as rows of
one matrix. The first layer with weights has no gradient for its input. A step that gets by with
fewer multiplications than this plain formula can take less time than these products, and then its
share (`gemm_fraction`) is above 1.

The speed is that which `np.matmul` reaches on float32 matrices of those shapes, each written into
memory that is there already: in one call, or in two halves on two cores, whichever is faster for
the product. The halves share the samples; the sum of two halves of a weights' gradient and the
dispatch to another core are not counted.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from time import perf_counter

import numpy as np

from diynn.layers import Conv1D, Conv2D, Linear
from diynn.layers.layer import Array, Layer, Shape
from diynn.workers import run_all

FEWEST_CALLS = 3
"""Times that a product is computed at least, for the mean of its time."""


@dataclass(frozen=True)
class Product:
    """(rows × inner) times (inner × columns).

    `sums_samples` says that the batch runs along `inner`, as it does for a weights' gradient;
    otherwise it runs along `rows`.
    """

    rows: int
    inner: int
    columns: int
    sums_samples: bool = False

    def halves(self) -> tuple[Product, Product]:
        """The same over one half of the samples each."""
        count = self.inner if self.sums_samples else self.rows
        parts = count // 2, count - count // 2
        if self.sums_samples:
            a, b = (Product(self.rows, part, self.columns, True) for part in parts)
        else:
            a, b = (Product(part, self.inner, self.columns) for part in parts)
        return a, b


def products_of(layers: Sequence[Layer], shapes: Sequence[Shape], samples: int) -> list[Product]:
    """All matrix products of a step of `samples`; `shapes` are those before each layer."""
    found: list[Product] = []
    first = True
    for layer, shape in zip(layers, shapes, strict=False):
        if isinstance(layer, Linear):
            rows, inner, columns = samples, shape[0], layer.outputs
        elif isinstance(layer, Conv1D | Conv2D):
            rows = samples * math.prod(layer.output_shape(shape)[:-1])
            inner, columns = math.prod(layer.window[0]) * shape[-1], layer.filters
        else:
            continue
        found += [Product(rows, inner, columns), Product(inner, rows, columns, sums_samples=True)]
        if not first:
            found.append(Product(rows, columns, inner))
        first = False
    return found


class Products:
    """Products ready to be timed, with matrices of random numbers."""

    def __init__(self, products: Iterable[Product]) -> None:
        rng = np.random.default_rng(0)
        self._ways = [
            (count, [_call(product, rng)], [_call(half, rng) for half in product.halves()])
            for product, count in Counter(products).items()
        ]

    def seconds(self, budget: float) -> float:
        """The time that all of them take together, in seconds; measured in about `budget`."""
        share = budget / (2 * max(1, len(self._ways)))
        return sum(
            count * min(_seconds(whole, share), _seconds(halves, share))
            for count, whole, halves in self._ways
        )


def _call(product: Product, rng: np.random.Generator) -> Callable[[], Array]:
    a = rng.standard_normal((product.rows, product.inner), np.float32)
    b = rng.standard_normal((product.inner, product.columns), np.float32)
    out = np.empty((product.rows, product.columns), np.float32)
    return partial(np.matmul, a, b, out=out)


def _seconds(calls: Sequence[Callable[[], object]], budget: float) -> float:
    """The mean time of all calls side by side, repeated for about `budget` seconds."""

    def repeated(times: int) -> float:
        def job(call: Callable[[], object]) -> None:
            for _ in range(times):
                call()

        began = perf_counter()
        run_all([partial(job, call) for call in calls])
        return (perf_counter() - began) / times

    once = repeated(1)
    return repeated(max(FEWEST_CALLS, int(budget / max(once, 1e-9))))
