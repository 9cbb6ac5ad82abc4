"""What each operation of ONNX is in layers: a function for each, which adds its rows to a chain."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from diynn.export.onnx_chain import Array, Chain
from diynn.layers import (
    ELU,
    AvgPool1D,
    AvgPool2D,
    BatchNorm,
    Conv1D,
    Conv2D,
    ConvTranspose1D,
    ConvTranspose2D,
    Dropout,
    Flatten,
    GlobalAvgPool,
    LayerNorm,
    LeakyReLU,
    Linear,
    MaxPool1D,
    MaxPool2D,
    ReLU,
    Reshape1D,
    Reshape2D,
    Sigmoid,
    Softmax,
    Softplus,
    Tanh,
    Upsample,
)
from diynn.layers.layer import Layer, Shape

Settings = Mapping[str, Any]
Read = Callable[[Chain, Any, Settings, str], None]

ALONE: dict[str, Callable[[], Layer]] = {
    "Relu": ReLU, "Sigmoid": Sigmoid, "Tanh": Tanh, "Softplus": Softplus,
}  # fmt: skip
NOTHING = {"Identity", "Cast"}
GROUPS = "Groups of channels became zeros in a full convolution: a training would change them."
GAPS = "Gaps in a window (dilation) became zeros in a larger one: a training would change them."
LONGER = "Places added to an output became zeros in a larger window: a training would change them."
LOGARITHM = "LogSoftmax at the end is left out: the loss has it."
SLOPE = "A learnt slope (PRelu) became a fixed one."


def _without_groups(W: Array, groups: int) -> Array:
    """Filters (filters, channels of a group, *size) as those of all channels, zero for others."""
    filters, channels = len(W) // groups, W.shape[1]
    wide = np.zeros((len(W), channels * groups, *W.shape[2:]), W.dtype)
    for group in range(groups):
        rows = slice(group * filters, (group + 1) * filters)
        wide[rows, group * channels : (group + 1) * channels] = W[rows]
    return wide


def _without_gaps(W: Array, gaps: list[int]) -> Array:
    """Filters with gaps between their places as larger ones with zeros there."""
    size = [(k - 1) * gap + 1 for k, gap in zip(W.shape[2:], gaps, strict=True)]
    wide = np.zeros((*W.shape[:2], *size), W.dtype)
    wide[(slice(None), slice(None), *(slice(None, None, gap) for gap in gaps))] = W
    return wide


def _put_linear(chain: Chain, node: Any, W: Array, b: Array | None) -> None:
    if len(chain.shape) != 1 or W.ndim != 2 or W.shape[1] != chain.shape[0]:
        raise chain.refuse(node, "it multiplies something else than a vector")
    if chain.order is not None:
        W = W[:, np.argsort(chain.order)]
        chain.order = None
    bias = {} if b is None else {"b": np.broadcast_to(b.reshape(-1), (len(W),))}
    chain.put(Linear(len(W), bias=b is not None), W=W, **bias)


def _read_gemm(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    if settings.get("transA") or node.input[0] != at:
        raise chain.refuse(node, "it multiplies from the other side")
    W, b = chain.needed(node, 1), chain.array(node, 2)
    W = W if settings.get("transB") else W.T
    b = None if b is None else b * settings.get("beta", 1.0)
    _put_linear(chain, node, W * settings.get("alpha", 1.0), b)


def _read_matmul(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    if node.input[0] != at:
        raise chain.refuse(node, "it multiplies from the other side")
    _put_linear(chain, node, chain.needed(node, 1).T, None)


def _read_add(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    other = next((name for name in node.input if name != at), "")
    bias = chain.known.get(other)
    row = chain.rows[-1] if chain.rows else None
    if bias is None or row is None or "W" not in row.weights or "b" in row.weights:
        raise chain.refuse(node, "it adds something else than a bias")
    outputs = chain.shape[-1]
    if bias.size not in (1, outputs):
        raise chain.refuse(node, "it adds something else than a bias")
    row.layer = replace(row.layer, bias=True)  # type: ignore[call-arg]
    row.weights["b"] = np.broadcast_to(bias.reshape(-1), (outputs,))


def _window(chain: Chain, node: Any, settings: Settings) -> tuple[Shape, Shape, Shape]:
    rank = len(chain.shape) - 1
    if rank not in (1, 2) or chain.last:
        raise chain.refuse(node, "its channels do not come first")
    ones = [1] * rank
    if list(settings.get("dilations", ones)) != ones and node.op_type != "Conv":
        raise chain.refuse(node, "its window has gaps (dilation)")
    if settings.get("group", 1) != 1 and node.op_type != "Conv":
        raise chain.refuse(node, "its channels are parted in groups")
    if settings.get("ceil_mode"):
        raise chain.refuse(node, "its size is rounded up")
    size = tuple(settings.get("kernel_shape", ()))
    if not size:
        size = tuple(chain.needed(node, 1).shape[2:])
    stride = tuple(settings.get("strides", ones))
    pads = list(settings.get("pads", [0] * 2 * rank))
    auto = settings.get("auto_pad", b"NOTSET")
    if auto in (b"SAME_UPPER", b"SAME_LOWER"):
        pads = _same(chain, size, stride)
    if pads[:rank] != pads[rank:]:
        raise chain.refuse(node, "it is padded on one side more than on the other")
    return size, stride, tuple(pads[:rank])


def _same(chain: Chain, size: Shape, stride: Shape) -> list[int]:
    begins, ends = [], []
    for places, window, step in zip(chain.shape, size, stride, strict=False):
        total = max((-(-places // step) - 1) * step + window - places, 0)
        begins.append(total // 2)
        ends.append(total - total // 2)
    return begins + ends


def _read_conv(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    size, stride, padding = _window(chain, node, settings)
    W, b = chain.needed(node, 1), chain.array(node, 2)
    rank = len(size)
    groups = settings.get("group", 1)
    if groups != 1:
        W = _without_groups(W, groups)
        chain.notes.append(GROUPS)
    gaps = settings.get("dilations", [1] * rank)
    if set(gaps) != {1}:
        W = _without_gaps(W, gaps)
        size = tuple(W.shape[2:])
        chain.notes.append(GAPS)
    turned = np.transpose(W, (*range(2, rank + 2), 1, 0))
    _put_filters(chain, (Conv1D, Conv2D)[rank - 1], turned, len(W), size, stride, padding, b)


def _read_convtranspose(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    size, stride, padding = _window(chain, node, settings)
    W, b = chain.needed(node, 1), chain.array(node, 2)
    rank = len(size)
    more = settings.get("output_padding", [0] * rank)
    if any(more):
        W = np.pad(W, [(0, 0), (0, 0), *((0, extra) for extra in more)])
        size = tuple(W.shape[2:])
        chain.notes.append(LONGER)
    turned = np.transpose(W, (*range(2, rank + 2), 1, 0))
    kind = (ConvTranspose1D, ConvTranspose2D)[rank - 1]
    _put_filters(chain, kind, turned, W.shape[1], size, stride, padding, b)


def _put_filters(
    chain: Chain, kind: Any, W: Array, filters: int, size: Shape, stride: Shape, padding: Shape,
    b: Array | None,
) -> None:  # fmt: skip
    given = [one[0] if len(size) == 1 else one for one in (size, stride, padding)]
    layer = kind(filters, *given, bias=b is not None)
    chain.put(layer, W=W, **({} if b is None else {"b": b}))


def _read_maxpool(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    _put_pool(chain, node, settings, (MaxPool1D, MaxPool2D))


def _read_averagepool(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    _put_pool(chain, node, settings, (AvgPool1D, AvgPool2D))


def _put_pool(chain: Chain, node: Any, settings: Settings, kinds: tuple[Any, Any]) -> None:
    size, stride, padding = _window(chain, node, settings)
    if any(padding):
        raise chain.refuse(node, "a pooling is padded")
    given = [one[0] if len(size) == 1 else one for one in (size, stride)]
    chain.put(kinds[len(size) - 1](*given))


def _read_globalaveragepool(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    chain.put(GlobalAvgPool())


def _read_reducemean(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    axes = settings.get("axes")
    if axes is None:
        axes = chain.needed(node, 1).tolist()
    rank = len(chain.shape)
    begin = 1 if chain.last else 2
    if sorted(axis % (rank + 1) for axis in axes) != list(range(begin, begin + rank - 1)):
        raise chain.refuse(node, "it takes the mean over something else than the places")
    chain.put(GlobalAvgPool())


def _read_batchnormalization(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    scale, shift, mean, variance = (chain.needed(node, place) for place in range(1, 5))
    found = {"scale": scale, "shift": shift, "mean": mean, "variance": variance}
    if chain.order is not None:
        found = {name: values[np.argsort(chain.order)] for name, values in found.items()}
    epsilon = max(1e-8, settings.get("epsilon", 1e-5))
    chain.put(BatchNorm(epsilon=epsilon), **found)


def _read_layernormalization(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    axis = settings.get("axis", -1) % (len(chain.shape) + 1)
    if axis != 1:
        raise chain.refuse(node, "it looks at a part of a sample")
    scale, shift = chain.needed(node, 1), chain.array(node, 2)
    shift = np.zeros_like(scale) if shift is None else shift
    found = {}
    for name, values in (("scale", scale), ("shift", shift)):
        if len(chain.shape) == 1:
            own = values.reshape(-1)
            found[name] = own if chain.order is None else own[np.argsort(chain.order)]
            continue
        rows = values.reshape(chain.shape[-1], -1) if not chain.last else \
            values.reshape(-1, chain.shape[-1]).T  # fmt: skip
        if not np.array_equal(rows, np.broadcast_to(rows[:, :1], rows.shape)):
            raise chain.refuse(node, "it has a gain of its own for each place")
        found[name] = rows[:, 0]
    chain.put(LayerNorm(epsilon=max(1e-8, settings.get("epsilon", 1e-5))), **found)


def _read_leakyrelu(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    chain.put(LeakyReLU(settings.get("alpha", 0.01)))


def _read_prelu(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    slopes = np.unique(chain.needed(node, 1))
    if len(slopes) != 1 or not 1e-4 <= slopes[0] <= 1:
        raise chain.refuse(node, "its slopes differ, or are none of 0.0001 to 1")
    chain.notes.append(SLOPE)
    chain.put(LeakyReLU(float(slopes[0])))


def _read_elu(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    chain.put(ELU(settings.get("alpha", 1.0)))


def _read_softmax(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    axis = settings.get("axis", -1) % (len(chain.shape) + 1)
    channels = 1 if not chain.last or len(chain.shape) == 1 else len(chain.shape)
    if axis != channels:
        raise chain.refuse(node, "it goes over something else than the channels")
    chain.put(Softmax())


def _read_logsoftmax(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    if node.output[0] != chain.output:
        raise chain.refuse(node, "no layer does this")
    chain.notes.append(LOGARITHM)


def _read_clip(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    low = settings.get("min", chain.array(node, 1))
    high = settings.get("max", chain.array(node, 2))
    if low is None or float(np.asarray(low)) != 0 or (
        high is not None and float(np.asarray(high)) < 1e30
    ):  # fmt: skip
        raise chain.refuse(node, "it cuts at something else than 0")
    chain.put(ReLU())


def _read_dropout(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    ratio = settings.get("ratio")
    if ratio is None:
        given = chain.array(node, 1)
        ratio = 0.5 if given is None else float(given)
    chain.put(Dropout(min(float(ratio), 0.95)))


def _read_resize(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    scales = chain.array(node, 2 if node.op_type == "Resize" else 1)
    if scales is None or not scales.size or settings.get("mode", b"nearest") != b"nearest":
        raise chain.refuse(node, "it does more than repeat values")
    factors = scales.tolist()[2:] if not chain.last else scales.tolist()[1:-1]
    factor = factors[0] if factors else 0
    if len(set(factors)) != 1 or factor != int(factor) or len(factors) != len(chain.shape) - 1:
        raise chain.refuse(node, "it enlarges by different factors")
    chain.put(Upsample(int(factor)))


# Shapes.


def _read_transpose(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    rank, perm = len(chain.shape), list(settings.get("perm", ()))
    if chain.last and perm == [0, rank, *range(1, rank)]:
        chain.last = False
    elif not chain.last and perm == [0, *range(2, rank + 1), 1]:
        chain.last = True
    elif perm != list(range(rank + 1)):
        raise chain.refuse(node, "it does more than move the channels")


def _read_flatten(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    if settings.get("axis", 1) != 1:
        raise chain.refuse(node, "it flattens something else than each sample")
    _flatten(chain)


def _flatten(chain: Chain) -> None:
    if len(chain.shape) < 2:
        return
    if not chain.last and chain.shape[-1] > 1:
        places = np.arange(math.prod(chain.shape)).reshape(chain.shape)
        chain.order = np.moveaxis(places, -1, 0).reshape(-1)
    chain.put(Flatten())


def _read_squeeze(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    if len(chain.shape) == 3 and min(chain.shape[:2]) == 1 < max(chain.shape[:2]):
        chain.put(Reshape1D(max(chain.shape[:2])))
    elif len(chain.shape) > 1:
        _flatten(chain)


def _read_unsqueeze(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    axes = settings.get("axes")
    if axes is None:
        axes = chain.needed(node, 1).reshape(-1).tolist()
    if list(axes) not in ([2], [3], [-1]) or len(chain.shape) != 2 or chain.last:
        raise chain.refuse(node, "it adds an axis")
    length = chain.shape[0]
    chain.put(Reshape2D(1, length) if list(axes) == [2] else Reshape2D(length, 1))


def _read_reshape(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    wanted = chain.known.get(node.input[1])
    if wanted is None:
        # A shape that is computed from the number of samples is a flattening, as a rule.
        raise chain.refuse(node, "its shape is computed by other nodes")
    sizes = [int(size) for size in wanted[1:]]
    there = chain.shape if chain.last or len(chain.shape) == 1 else (
        chain.shape[-1], *chain.shape[:-1]
    )  # fmt: skip
    sizes = [there[place] if size == 0 else size for place, size in enumerate(sizes)]
    if sizes.count(-1) == 1:
        known = -math.prod(sizes)
        sizes[sizes.index(-1)] = math.prod(chain.shape) // max(1, known)
    if math.prod(sizes) != math.prod(chain.shape):
        raise chain.refuse(node, "its shape is computed by other nodes")
    if len(sizes) == 1:
        _flatten(chain)
    elif tuple(sizes) != there:
        _unflatten(chain, node, tuple(sizes))


def _unflatten(chain: Chain, node: Any, sizes: Shape) -> None:
    """From a vector to a sequence or an image."""
    last = _moves_next(chain, node)
    shape = chain.here(sizes, last)
    if len(sizes) not in (2, 3) or len(chain.shape) != 1 or chain.order is not None:
        raise chain.refuse(node, "it makes something else than an image of a vector")
    if not last and shape[-1] > 1:
        places = np.arange(math.prod(sizes)).reshape(sizes)
        _put_in_order(chain, node, np.moveaxis(places, 0, -1).reshape(-1))
    chain.last = last
    chain.put(Reshape1D(shape[0]) if len(shape) == 2 else Reshape2D(*shape[:2]))


def _moves_next(chain: Chain, node: Any) -> bool:
    """Whether the channels are moved to the front by the next node."""
    users = chain.users.get(node.output[0], [])
    return len(users) == 1 and users[0].op_type == "Transpose"


def _put_in_order(chain: Chain, node: Any, order: Array) -> None:
    """Let the last Linear give its outputs in the order in which they are reshaped."""
    for row in reversed(chain.rows):
        if isinstance(row.layer, Linear):
            row.weights = {name: values[order] for name, values in row.weights.items()}
            return
        if isinstance(row.layer, BatchNorm):
            row.weights = {name: values[order] for name, values in row.weights.items()}
        elif row.weights or row.layer.group not in ("Activation", "Regularisation") or \
                isinstance(row.layer, Softmax):  # fmt: skip
            break
    raise chain.refuse(node, "its values would need another order")


READERS: Mapping[str, Read] = {
    "Gemm": _read_gemm,
    "MatMul": _read_matmul,
    "Add": _read_add,
    "Conv": _read_conv,
    "ConvTranspose": _read_convtranspose,
    "MaxPool": _read_maxpool,
    "AveragePool": _read_averagepool,
    "GlobalAveragePool": _read_globalaveragepool,
    "ReduceMean": _read_reducemean,
    "BatchNormalization": _read_batchnormalization,
    "LayerNormalization": _read_layernormalization,
    "LeakyRelu": _read_leakyrelu,
    "PRelu": _read_prelu,
    "Elu": _read_elu,
    "Softmax": _read_softmax,
    "LogSoftmax": _read_logsoftmax,
    "Clip": _read_clip,
    "Dropout": _read_dropout,
    "Resize": _read_resize,
    "Transpose": _read_transpose,
    "Flatten": _read_flatten,
    "Squeeze": _read_squeeze,
    "Unsqueeze": _read_unsqueeze,
    "Reshape": _read_reshape,
    "Upsample": _read_resize,
}
"""A function of the chain, the node, its attributes and what comes in, for each operation."""
