"""What each operation of ONNX is in layers: a function for each, which adds its rows to a chain."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from diynn.export.channels_first import filters_last
from diynn.export.onnx_chain import Array, Chain, put_in_order
from diynn.export.onnx_parts import note_tanh, of_channels, put_scaled
from diynn.layers import (
    ELU,
    GELU,
    SELU,
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
    HardSwish,
    LayerNorm,
    LeakyReLU,
    Linear,
    LogSoftmax,
    MaxPool1D,
    MaxPool2D,
    Pad1D,
    Pad2D,
    PReLU,
    ReLU,
    Reshape1D,
    Reshape2D,
    Sigmoid,
    Softmax,
    Softplus,
    Softsign,
    Tanh,
    Upsample,
)
from diynn.layers.activations import Activation
from diynn.layers.edges import REFLECT, REPLICATE, ZEROS
from diynn.layers.layer import Layer, Shape
from diynn.layers.more_activations import SELU_ALPHA, SELU_SCALE
from diynn.layers.transposed import TransposedConvolution
from diynn.layers.windows import spanned

Settings = Mapping[str, Any]
Read = Callable[[Chain, Any, Settings, str], None]

ALONE: dict[str, Callable[[], Layer]] = {
    "Relu": ReLU, "Sigmoid": Sigmoid, "Tanh": Tanh, "Softplus": Softplus, "Softsign": Softsign,
    "HardSwish": HardSwish,
}  # fmt: skip


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


def _read_arithmetic(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    other = next((name for name in node.input if name != at), "")
    found = chain.known.get(other)
    values = None if found is None else of_channels(chain, found)
    if values is None or (node.op_type in ("Sub", "Div") and node.input[0] == other):
        raise chain.refuse(node, "it reckons with something else than a constant for each channel")
    row = chain.rows[-1] if chain.rows else None
    if node.op_type == "Add" and row is not None and "W" in row.weights and "b" not in row.weights:
        row.layer = replace(row.layer, bias=True)  # type: ignore[call-arg]
        row.weights["b"] = values
    else:
        put_scaled(chain, node.op_type, values)


def _window(chain: Chain, node: Any, settings: Settings) -> tuple[dict[str, Any], Shape, Shape]:
    """The settings of a window besides its padding, and the places added before and after."""
    rank = len(chain.shape) - 1
    if rank > 2:
        raise chain.refuse(node, "it has three directions, and layers have one or two")
    if rank < 1 or chain.last:
        raise chain.refuse(node, "its channels do not come first")
    ones = [1] * rank
    size = tuple(settings.get("kernel_shape", ())) or tuple(chain.needed(node, 1).shape[2:])
    stride, gaps = tuple(settings.get("strides", ones)), tuple(settings.get("dilations", ones))
    pads = list(settings.get("pads", [0] * 2 * rank))
    if settings.get("auto_pad", b"NOTSET") in (b"SAME_UPPER", b"SAME_LOWER"):
        pads = _same(chain, settings["auto_pad"], spanned(size, gaps), stride)
    before, after = pads[:rank], pads[rank:]
    if settings.get("ceil_mode"):
        windows = zip(chain.shape, spanned(size, gaps), stride, strict=False)
        for axis, (d, k, s) in enumerate(windows):
            free = d + before[axis] + after[axis] - k
            # A window that begins behind the input is left out.
            more = -(-free // s) * s < d + before[axis]
            after[axis] += -free % s if more else 0
    given = {"kernel_size": _of_rank(size), "stride": _of_rank(stride)}
    if set(gaps) != {1}:
        given["dilation"] = _of_rank(gaps)
    return given, tuple(before), tuple(after)


def _of_rank(numbers: Shape) -> Any:
    return numbers[0] if len(numbers) == 1 else numbers


def _same(chain: Chain, auto: bytes, size: Shape, stride: Shape) -> list[int]:
    less, more = [], []
    for places, window, step in zip(chain.shape, size, stride, strict=False):
        total = max((-(-places // step) - 1) * step + window - places, 0)
        less.append(total // 2)
        more.append(total - total // 2)
    return less + more if auto == b"SAME_UPPER" else more + less


def _put_edges(chain: Chain, before: Shape, after: Shape, mode: str = ZEROS) -> None:
    """A row that adds places."""
    kind: Any = (Pad1D, Pad2D)[len(before) - 1]
    chain.put(kind(_of_rank(before), _of_rank(after), mode))


def _read_conv(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    given, before, after = _window(chain, node, settings)
    W, b = chain.needed(node, 1), chain.array(node, 2)
    if before != after:
        _put_edges(chain, before, after)
        before = (0,) * len(before)
    if settings.get("group", 1) != 1:
        given["groups"] = settings["group"]
    kind: Any = (Conv1D, Conv2D)[len(before) - 1]
    layer = kind(len(W), padding=_of_rank(before), bias=b is not None, **given)
    chain.put(layer, W=filters_last(W), **({} if b is None else {"b": b}))


def _read_convtranspose(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    given, before, after = _window(chain, node, settings)
    W, b = chain.needed(node, 1), chain.array(node, 2)
    if "dilation" in given:
        raise chain.refuse(node, "its window has gaps (dilation)")
    if settings.get("group", 1) != 1:
        raise chain.refuse(node, "its channels are parted in groups")
    # What is cut off at the end less than at the beginning is added there.
    extra = settings.get("output_padding", (0,) * len(before))
    extra = tuple(e + b - a for e, b, a in zip(extra, before, after, strict=True))
    if settings.get("output_shape") or min(extra) < 0:
        raise chain.refuse(node, "it is padded on one side more than on the other")
    if any(extra):
        given["output_padding"] = _of_rank(extra)
    kind: Any = (ConvTranspose1D, ConvTranspose2D)[len(before) - 1]
    layer = kind(W.shape[1], padding=_of_rank(before), bias=b is not None, **given)
    chain.put(layer, W=filters_last(W), **({} if b is None else {"b": b}))


def _read_slice(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    """Places cut off behind a transposed convolution are its padding."""
    row = chain.rows[-1] if chain.rows else None
    if row is None or not isinstance(row.layer, TransposedConvolution) or len(node.input) < 4:
        raise chain.refuse(node, "no layer does this")
    starts, ends, axes = (chain.needed(node, place).reshape(-1).tolist() for place in (1, 2, 3))
    steps = chain.array(node, 4)
    first, rank = 1 if chain.last else 2, len(chain.shape) - 1
    padding, extra, shape = list(row.layer.window[2]), list(row.layer.more), list(chain.shape)
    for start, end, axis in zip(starts, ends, axes, strict=True):
        place = axis % (rank + 2) - first
        if not 0 <= place < rank:
            raise chain.refuse(node, "no layer does this")
        begin, stop, _ = slice(start, end).indices(shape[place])
        padding[place] += begin
        extra[place] += begin - (shape[place] - stop)
        shape[place] = stop - begin
    if steps is not None and set(steps.reshape(-1).tolist()) != {1}:
        raise chain.refuse(node, "no layer does this")
    # What is cut off at the end alone: a window with zeros at its beginning begins further left.
    zeros = [max(0, -more) for more in extra]
    if any(zeros):
        chain.remark(
            "Places cut off became zeros in a larger window: a training would change them."
        )
        row.weights["W"] = np.pad(row.weights["W"], [*((n, 0) for n in zeros), (0, 0), (0, 0)])
    given: Any = {
        "kernel_size": _of_rank(row.weights["W"].shape[:-2]),
        "padding": _of_rank(tuple(p + n for p, n in zip(padding, zeros, strict=True))),
        "output_padding": _of_rank(tuple(max(0, more) for more in extra)),
    }
    row.layer, chain.shape = replace(row.layer, **given), tuple(shape)


def _read_maxpool(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    given, before, after = _window(chain, node, settings)
    if before != after:
        last = chain.rows[-1].layer if chain.rows else None
        # Zeros never win over values that are no smaller.
        if not isinstance(last, Activation) or last.reach[0] < 0:
            raise chain.refuse(node, "it is padded on one side more than on the other")
        _put_edges(chain, before, after)
        before = (0,) * len(before)
    kind: Any = (MaxPool1D, MaxPool2D)[len(before) - 1]
    chain.put(kind(padding=_of_rank(before), **given))


def _read_averagepool(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    given, before, after = _window(chain, node, settings)
    counted = bool(settings.get("count_include_pad", 0))
    if "dilation" in given:
        raise chain.refuse(node, "its window has gaps (dilation)")
    if before != after:
        if not counted or settings.get("ceil_mode"):
            raise chain.refuse(node, "it is padded on one side more than on the other")
        _put_edges(chain, before, after)
        before = (0,) * len(before)
    if any(before):
        given["count_include_pad"] = counted
    kind: Any = (AvgPool1D, AvgPool2D)[len(before) - 1]
    chain.put(kind(padding=_of_rank(before), **given))


def _read_pad(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    pads = settings.get("pads")
    if pads is None:
        pads = chain.needed(node, 1).tolist()
    value = settings.get("value", chain.array(node, 2))
    if chain.array(node, 3) is not None:
        raise chain.refuse(node, "it adds places along some axes alone")
    if value is not None and float(np.asarray(value).reshape(-1)[0]) != 0:
        raise chain.refuse(node, "it adds something else than zeros")
    before, after = pads[: len(pads) // 2], pads[len(pads) // 2 :]
    rank = len(chain.shape) - 1
    inner = slice(1, rank + 1) if chain.last else slice(2, rank + 2)
    outside = sum(pads) - sum(before[inner]) - sum(after[inner])
    modes = {b"constant": ZEROS, b"reflect": REFLECT, b"edge": REPLICATE}
    mode = modes.get(settings.get("mode", b"constant"))
    if rank not in (1, 2) or min(pads) < 0 or outside or mode is None:
        raise chain.refuse(node, "it adds something else than places around")
    if any(pads):
        _put_edges(chain, tuple(before[inner]), tuple(after[inner]), mode)


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
    a = chain.needed(node, 1)
    rank, channels = len(chain.shape), chain.shape[-1]
    of_channels = (channels,) if chain.last or rank == 1 else (channels, *[1] * (rank - 1))
    # Before version 7 a slope for each channel had no axes besides.
    old = a.shape == (channels,) and chain.version < 7
    if a.size == 1:
        chain.put(PReLU(shared=True), a=a.reshape(1))
        return
    shape = a.shape
    while len(shape) > len(of_channels) and shape[0] == 1:
        shape = shape[1:]
    if shape != of_channels and not old:
        raise chain.refuse(node, "it has a slope of its own for each place")
    a = a.reshape(-1)
    chain.put(PReLU(), a=a if chain.order is None else a[np.argsort(chain.order)])


def _read_selu(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    found = settings.get("alpha", SELU_ALPHA), settings.get("gamma", SELU_SCALE)
    # The numbers of the first versions of ONNX had four digits.
    if not np.allclose(found, (SELU_ALPHA, SELU_SCALE), atol=1e-3):
        raise chain.refuse(node, "it has other numbers than those of SELU")
    chain.put(SELU())


def _read_gelu(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    if settings.get("approximate", b"none") != b"tanh":
        note_tanh(chain)
    chain.put(GELU())


def _read_neg(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    if len(chain.shape) != 1:
        raise chain.refuse(node, "no layer does this")
    chain.remark("A change of sign became a Linear layer: a training would change its weights.")
    _put_linear(chain, node, -np.eye(chain.shape[0], dtype=np.float32), None)


def _read_elu(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    chain.put(ELU(settings.get("alpha", 1.0)))


def _read_softmax(chain: Chain, node: Any, settings: Settings, at: str) -> None:
    rank, old = len(chain.shape), chain.version < 13
    axis = settings.get("axis", 1 if old else -1) % (rank + 1)
    channels = 1 if not chain.last or rank == 1 else rank
    # Before version 13 all axes from that one on were taken together.
    others = math.prod(chain.shape[:-1]) > 1 and axis < rank
    if axis != channels or (old and others):
        raise chain.refuse(node, "it goes over something else than the channels")
    chain.put(Softmax() if node.op_type == "Softmax" else LogSoftmax())


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
        if not put_in_order(chain.rows, np.moveaxis(places, 0, -1).reshape(-1)):
            raise chain.refuse(node, "its values would need another order")
    chain.last = last
    chain.put(Reshape1D(shape[0]) if len(shape) == 2 else Reshape2D(*shape[:2]))


def _moves_next(chain: Chain, node: Any) -> bool:
    """Whether the channels are moved to the front by the next node."""
    users = chain.users.get(chain.past_nothing(node.output[0]), [])
    moving = [one for one in users if one.op_type != "Shape"]
    return len(moving) == 1 and moving[0].op_type == "Transpose"




READERS: Mapping[str, Read] = {
    "Gemm": _read_gemm,
    "MatMul": _read_matmul,
    **dict.fromkeys(("Add", "Sub", "Mul", "Div"), _read_arithmetic),
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
    "Selu": _read_selu,
    "Slice": _read_slice,
    "Gelu": _read_gelu,
    "Neg": _read_neg,
    "Pad": _read_pad,
    "Softmax": _read_softmax,
    "LogSoftmax": _read_softmax,
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
