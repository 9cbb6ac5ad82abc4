"""The same mathematics with less work: what a step or a prediction computes for the stack."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from diynn.layers.activations import LeakyReLU, ReLU
from diynn.layers.conv_pool import ConvMaxPool
from diynn.layers.convolution import Conv1D, Conv2D, Convolution
from diynn.layers.layer import Bound, Layer, Pass, Weights
from diynn.layers.linear import Linear
from diynn.layers.normalisation import BatchNorm
from diynn.layers.pooling import AveragePooling, MaxPooling
from diynn.layers.windows import disjoint

Array = NDArray[Any]


class Bindable(Protocol):
    """What a chain is made of: a layer, or what stands for several."""

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        """As `Layer.bind`."""


class Link(NamedTuple):
    """A part of a chain with its weights and the places for their gradients."""

    layer: Bindable
    weights: dict[str, Array]
    gradients: dict[str, Array]


def fuse(chain: Sequence[Link]) -> list[Link]:
    """A chain of layers with the same output and gradients, but for rounding, and less work."""
    links = list(chain)
    place = 0
    while place + 1 < len(links):
        first, second = links[place : place + 2]
        swapped = pool_before_convolution(first.layer, second.layer) or pool_before_activation(
            first.layer, second.layer
        )
        if swapped is None:
            place += 1
            continue
        links[place] = second._replace(layer=swapped[0])
        links[place + 1] = first._replace(layer=swapped[1])
        # The layer before may now be swapped with it.
        place = max(0, place - 1)
    return fuse_max_pools(links)


def pool_before_convolution(first: Bindable, second: Bindable) -> tuple[Layer, Layer] | None:
    """What does the same as a convolution and the mean over windows of its output.

    Both are linear, so the mean may be taken over windows of the input instead; then the filters
    are only needed where the pooling looks: a stride of 2 × 2 saves three quarters of the products.
    """
    if not (isinstance(first, Convolution) and isinstance(second, AveragePooling)):
        return None
    _, stride, padding = first.window
    if any(padding) or math.prod(stride) != 1 or not second.is_plain:
        return None
    return second.with_stride((1,) * len(stride)), first.with_stride(second.window[1])


def pool_before_activation(first: Bindable, second: Bindable) -> tuple[Layer, Layer] | None:
    """What does the same as ReLU and the largest of each window: ReLU of the largest, on fewer.

    It never turns the order of two values round. Where it makes all of a window alike, a slope of 0
    lets no gradient through to any of them.
    """
    if isinstance(first, ReLU | LeakyReLU) and isinstance(second, MaxPooling):
        return second, first
    return None


def fuse_max_pools(links: Sequence[Link]) -> list[Link]:
    """Each convolution in one with the largest of its output, where windows share no value."""
    found: list[Link] = []
    for link in links:
        layer, before = link.layer, found[-1].layer if found else None
        if (
            isinstance(layer, MaxPooling)
            and isinstance(before, Convolution)
            and before.group_count == 1
            and layer.is_plain
            and disjoint(*layer.window)
        ):
            found[-1] = found[-1]._replace(layer=ConvMaxPool(before, layer))
        else:
            found.append(link)
    return found


def fold_batch_norms(links: Sequence[Link]) -> list[Link]:
    """A chain with the same output after training, but for rounding, and without the BatchNorms
    that follow a Linear or a convolution.

    scale · (W x + b − mean) / √(variance + ε) + shift is another W x + b. The new weights are
    worked out here, from those of this moment: for one prediction, not for a training.
    """
    found: list[Link] = []
    for link in links:
        before = found[-1] if found else None
        together = None if before is None else _together(before, link)
        if together is None:
            found.append(link)
        else:
            found[-1] = together
    return found


def _together(first: Link, second: Link) -> Link | None:
    layer, norm = first.layer, second.layer
    if not (isinstance(layer, Linear | Conv1D | Conv2D) and isinstance(norm, BatchNorm)):
        return None
    of_norm, W = second.weights, first.weights["W"]
    factor = of_norm["scale"] / np.sqrt(of_norm["variance"] + W.dtype.type(norm.epsilon))
    b = first.weights.get("b", np.zeros_like(of_norm["mean"]))
    shift = of_norm["shift"] + (b - of_norm["mean"]) * factor
    # A Linear's outputs are the first axis of W, a convolution's the last.
    scaled = W * (factor[:, np.newaxis] if isinstance(layer, Linear) else factor)
    with_bias: Layer = replace(layer, bias=True)
    return Link(with_bias, {"W": scaled, "b": shift}, {})
