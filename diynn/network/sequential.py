"""Layers one after the other, with their weights: forward, backward, predict."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from diynn.data.augmentation import Warping
from diynn.errors import ShapeError
from diynn.layers.layer import Backward, Bound, Layer, Pass, Shape
from diynn.memory import check_network
from diynn.network.faults import SOUND, Fault
from diynn.network.fusion import Link, fold_batch_norms, fuse
from diynn.network.losses import Loss
from diynn.network.step import Step
from diynn.network.weight_layout import WeightLayout
from diynn.workers import run_all, single_threaded_products, worker_count

Array = NDArray[Any]

CHUNK = 2**17
"""Values of the largest layer that `predict` has in memory at once: half a megabyte a worker."""
SMALLEST_CHUNK, LARGEST_CHUNK = 64, 1024
"""Samples that it sends through at once, at least and at most."""

CHANCE = 3
"""The stream of chance for what layers draw in `forward`, apart from that of the weights."""

# Diverging weights overflow here first; the training finds it by the loss, and raises Diverged.
_silent = np.errstate(over="ignore", invalid="ignore", divide="ignore")


class Sequential:
    """A stack of layers with weights.

    `input_shape` is the shape of one sample. All weights lie in `weight_vector`, all gradients in
    `gradient_vector`, as `layout` says; `weights` and `gradients` are views of them by row and
    name, such as "0.W". Raises ShapeError where a layer cannot take what reaches it.
    """

    def __init__(
        self,
        layers: Sequence[Layer],
        input_shape: Shape,
        seed: int = 0,
        dtype: DTypeLike = np.float32,
    ) -> None:
        single_threaded_products()
        self.layout = WeightLayout(layers, input_shape)
        self.layers, self.shapes = self.layout.layers, self.layout.shapes
        self.dtype = np.dtype(dtype)
        size = self.layout.size
        # The weights and their gradients.
        check_network(2 * size * self.dtype.itemsize)
        self.weight_vector = np.zeros(size, self.dtype)
        self._weight_rows = self.rows(self.weight_vector)
        self.weights: Mapping[str, Array] = self.layout.by_key(self.weight_vector)
        self._backwards: list[Backward] | None = None
        self.new_weights(seed)

    # Made when they are asked for: a training has the gradients of its steps elsewhere.

    @cached_property
    def gradient_vector(self) -> Array:
        """All gradients, (weights,), as `backward` adds them up."""
        return np.zeros_like(self.weight_vector)

    @cached_property
    def gradients(self) -> Mapping[str, Array]:
        """Views of them by row and name."""
        return self.layout.by_key(self.gradient_vector)

    def largest_weight(self) -> float:
        """The largest size of a weight, NaN where one is no number.

        Of those that a forward gathers only that counts: they are as large as the data.
        """
        weights = self.weight_vector
        if not all(np.isfinite(weights[span]).all() for span in self.layout.gathered):
            return math.nan
        parts = [weights[span] for span in self.layout.learnt]
        sizes = [max(float(w.max(initial=0)), -float(w.min(initial=0))) for w in parts]
        # Unlike Python's own, NumPy's maximum returns NaN wherever it is.
        return float(np.max(sizes, initial=0.0))

    @property
    def weight_count(self) -> int:
        """How many numbers the stack learns: those that a forward gathers do not count."""
        return sum(span.stop - span.start for span in self.layout.learnt)

    @property
    def input_shape(self) -> Shape:
        """The shape of one sample that goes in."""
        return self.shapes[0]

    @property
    def output_shape(self) -> Shape:
        """The shape of one sample that comes out."""
        return self.shapes[-1]

    def new_weights(self, seed: int) -> None:
        """Draw first weights, and restart the chance of `forward`: the same for a seed."""
        rng = np.random.default_rng(seed)
        for layer, shape, views in zip(self.layers, self.shapes, self._weight_rows, strict=False):
            for name, values in layer.new_weights(shape, rng).items():
                views[name][...] = values
        self._chance = np.random.default_rng((seed, CHANCE))

    def rows(self, vector: Array) -> list[dict[str, Array]]:
        """Views of a vector of all weights, one dictionary a layer."""
        return self.layout.rows(vector)

    # The report's own way of working: forward, backward, update_parameters, zero_grad.

    def forward(self, x: Array) -> Array:
        """The output (batch, *output_shape) for x (batch, *input_shape), kept for `backward`."""
        y, self._backwards = self._through(self._arriving(x))
        return y

    def backward(self, dy: Array) -> Array:
        """The loss's gradient for the input, from that for the last output of `forward`.

        Those for the weights are added to `gradients`.
        """
        if self._backwards is None:
            raise RuntimeError("backward needs a forward before it, one each")
        backwards, self._backwards = self._backwards, None
        dx, found = self._back(np.asarray(dy, self.dtype), backwards)
        for row, gradients in enumerate(found):
            for name, gradient in gradients.items():
                self.gradients[f"{row}.{name}"] += gradient
        assert dx is not None
        return dx

    def zero_grad(self) -> None:
        """Set all gradients to zero."""
        self.gradient_vector[...] = 0

    def update_parameters(self, learning_rate: float) -> None:
        """One step of plain gradient descent: weights −= learning_rate · gradients."""
        self.weight_vector -= learning_rate * self.gradient_vector

    def predict(self, x: Array, weights: Array | None = None) -> Array:
        """The output (samples, *output_shape) for any number of samples; nothing is remembered.

        `weights` is another vector of all weights to use instead of the stack's own. Safe to call
        from several threads at once.
        """
        rows = self._weight_rows if weights is None else self.rows(weights)
        return self._predicted(x, rows, 0, len(self.layers))

    def activations(self, x: Array, weights: Array | None = None) -> list[Array]:
        """What comes out of every layer, first to last, for x (batch, *input_shape)."""
        rows = self._weight_rows if weights is None else self.rows(weights)
        outputs, y = [], self._arriving(x)
        for layer, views in zip(self.layers, rows, strict=True):
            y, _ = layer.forward(y, views, Pass())
            outputs.append(y)
        return outputs

    def part(self, x: Array, first: int, last: int, weights: Array | None = None) -> Array:
        """The output of the layers `first` up to, not including, `last`, for their own input x.

        An encoder is `part(x, 0, n)`, its decoder `part(code, n, len(layers))`.
        """
        rows = self._weight_rows if weights is None else self.rows(weights)
        return self._predicted(x, rows, first, last)

    @_silent
    def _predicted(self, x: Array, rows: list[dict[str, Array]], first: int, last: int) -> Array:
        x = self._arriving(x, first)
        out = np.empty((len(x), *self.shapes[last]), self.dtype)
        layers = self.layers[first:last]
        links = [Link(layer, views, {}) for layer, views in zip(layers, rows[first:], strict=False)]
        largest = max(math.prod(shape) for shape in self.shapes)
        size = min(max(CHUNK // max(largest, 1), SMALLEST_CHUNK), LARGEST_CHUNK)
        starts = range(0, len(x), size)
        lanes = min(len(starts), worker_count())
        run_all(
            [partial(_predict, links, x, out, size, starts[lane::lanes]) for lane in range(lanes)]
        )
        return out

    def _arriving(self, x: Array, row: int = 0) -> Array:
        """x in the stack's own type, once it is known to fit what goes into `row`."""
        x = np.asarray(x, self.dtype)
        if x.ndim == 0 or x.shape[1:] != self.shapes[row]:
            raise ShapeError(
                "The network takes samples of {wanted}, but an array of {shape} arrives.",
                "Give an array of samples × {wanted}.",
                wanted=" × ".join(map(str, self.shapes[row])), shape=" × ".join(map(str, x.shape)),
            )  # fmt: skip
        return x

    def _through(self, x: Array) -> tuple[Array, list[Backward]]:
        backwards = []
        for layer, views in zip(self.layers, self._weight_rows, strict=True):
            x, backward = layer.forward(x, views, Pass(training=True, rng=self._chance))
            backwards.append(backward)
        return x, backwards

    @staticmethod
    def _back(
        dy: Array, backwards: list[Backward]
    ) -> tuple[Array | None, list[dict[str, Array]]]:
        delta: Array | None = dy
        found = []
        for backward in reversed(backwards):
            assert delta is not None
            delta, gradients = backward(delta)
            found.append(gradients)
        return delta, found[::-1]

    # The fast way of the same, for a training: shards, scratch memory, one pass over the loss.

    @_silent
    def loss_and_gradient(
        self, x: Array, t: Array, loss: Loss, seed: tuple[int, ...] = ()
    ) -> tuple[float, Array, Array]:
        """The loss of a batch, the outputs, and the gradient vector for it.

        x is (batch, *input_shape), t the loss's encoded targets. Where the loss merges with the
        last activation, the outputs are those before it. `seed` feeds the layers that use chance.
        """
        x = self._arriving(x)
        step = self.step(len(x), loss, t)
        value = step.run(x, t, np.arange(len(x)), seed)
        return value, step.outputs(), step.add_up()

    def step(
        self, samples: int, loss: Loss, t: Array, warping: Warping | None = None,
        fault: Fault = SOUND,
    ) -> Step:  # fmt: skip
        """A training step for batches of that size, with the loss's encoded targets `t`."""
        return Step(self.layout, self.weight_vector, loss, samples, t, warping, fault)


def _predict(links: Sequence[Link], x: Array, out: Array, size: int, starts: range) -> None:
    """Fill `size` outputs from each of the starts on, with memory that serves them all."""
    ways: dict[int, tuple[Array, list[Bound], Array]] = {}
    for start in starts:
        chunk = slice(start, start + size)
        samples = len(x[chunk])
        if samples not in ways:
            ways[samples] = _bound(links, samples, x)
        into, bound, y = ways[samples]
        np.copyto(into, x[chunk])
        for way in bound:
            way.forward()
        np.copyto(out[chunk], y)


def _bound(links: Sequence[Link], samples: int, x: Array) -> tuple[Array, list[Bound], Array]:
    """Where samples like those of x go in, the way through, and where they come out."""
    into = y = np.empty((samples, *x.shape[1:]), x.dtype)
    bound = []
    for link in fuse(fold_batch_norms(links)):
        pass_ = Pass()
        pass_.wants_dx = False
        bound.append(link.layer.bind(y, link.weights, pass_))
        y = bound[-1].y
    return into, bound, y
