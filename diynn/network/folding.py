"""Less work for a prediction: a normalisation with fixed figures is part of the layer before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from diynn.layers import BatchNorm, Conv1D, Conv2D, Linear
from diynn.layers.layer import Layer
from diynn.network.fusion import Link


def folded(links: Sequence[Link]) -> list[Link]:
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
