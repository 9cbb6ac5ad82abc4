"""A trained network as an ONNX model, which most other tools run."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn import __version__
from diynn.atomic_files import write_whole
from diynn.errors import DataError
from diynn.export.channels_first import TO_LAST, Part, channels_first, first_shape, moves
from diynn.inference.model import Model
from diynn.layers.activations import A, B
from diynn.layers.convolution import Convolution
from diynn.layers.edges import REPLICATE, ZEROS, Edges
from diynn.layers.layer import Shape
from diynn.layers.more_activations import SELU_ALPHA, SELU_SCALE
from diynn.layers.pooling import AveragePooling, Pooling
from diynn.layers.transposed import TransposedConvolution
from diynn.network.losses import LogSoftmaxCrossEntropy

Array = NDArray[Any]

OPSET = 17
"""The version of ONNX's operators: the oldest with LayerNormalization."""
INPUT, OUTPUT = "samples", "answers"


def onnx_library() -> ModuleType:
    """The library onnx; DataError, which says how to get it, where it is missing."""
    try:
        import onnx
    except ImportError as error:
        raise DataError(
            "ONNX files need the library onnx, which is not installed.",
            "Install it with: pip install onnx",
        ) from error
    return onnx  # type: ignore[no-any-return]


def save_onnx(model: Model, path: Path, *, raw: bool = False) -> Path:
    """Write a network as an ONNX model; its path. Raises FileError, and as `onnx_model`."""
    write_whole(path, [onnx_model(model, raw=raw).SerializeToString()])
    return path


def onnx_model(model: Model, *, raw: bool = False) -> Any:
    """A network as an onnx.ModelProto: samples (n, *shape) of float32 go in, channels last.

    Without `raw` they go in as the network takes them, and out comes what the last layer gives.
    With it they go in as they were read, and out come probabilities of the classes, or values in
    the target's own units. Raises DataError where onnx is not installed.
    """
    onnx = onnx_library()
    net, processing = model.network, model.processing
    graph = _Graph(onnx)
    shape: Shape = net.input_shape
    if raw:
        shape = processing.shape
        shift, factor = processing.shift.astype(np.float32), processing.factor.astype(np.float32)
        graph.add("Sub", graph.constant(shift))
        graph.add("Mul", graph.constant(factor))
        if processing.inputs != processing.shape:
            graph.reshape(processing.inputs)
    if len(net.input_shape) > 1:
        graph.transpose((0, len(net.input_shape), *range(1, len(net.input_shape))))
    for part in channels_first(net):
        _add(graph, part)
    after = net.output_shape
    if len(after) > 1 and not moves(after):
        graph.reshape(after)
    if raw:
        after = _add_answers(graph, model)
    value, kind = onnx.helper.make_tensor_value_info, onnx.TensorProto.FLOAT
    graph.nodes[-1].output[0] = OUTPUT
    made = onnx.helper.make_graph(
        graph.nodes, model.design.title or "diynn",
        [value(INPUT, kind, ["n", *shape])], [value(OUTPUT, kind, ["n", *after])],
        graph.initializers,
    )  # fmt: skip
    whole = onnx.helper.make_model(
        made, opset_imports=[onnx.helper.make_opsetid("", OPSET)], ir_version=8,
        producer_name="diynn", producer_version=__version__,
    )  # fmt: skip
    names = {"classes": processing.classes, "features": processing.features}
    onnx.helper.set_model_props(
        whole, {key: "\n".join(found) for key, found in names.items() if found}
    )
    onnx.checker.check_model(whole)
    return whole


def _add_answers(graph: _Graph, model: Model) -> Shape:
    """From outputs to answers; their shape."""
    processing, outputs = model.processing, math.prod(model.network.output_shape)
    if processing.target_scale is not None:
        middle, span = (part.astype(np.float32) for part in processing.target_scale)
        graph.add("Mul", graph.constant(span))
        graph.add("Add", graph.constant(middle))
    elif processing.classes and isinstance(model.design.loss, LogSoftmaxCrossEntropy):
        graph.add("Softmax", axis=1)
    elif model.design.reconstructs:
        graph.reshape(processing.shape)
        factor = np.broadcast_to(processing.factor, processing.shape)
        back = np.divide(1.0, factor, out=np.zeros(processing.shape), where=factor != 0)
        graph.add("Mul", graph.constant(back.astype(np.float32)))
        graph.add("Add", graph.constant(processing.shift.astype(np.float32)))
        return processing.shape
    return (outputs,) if processing.target_scale is not None else model.network.output_shape


class _Graph:
    """A chain of nodes: each takes what the one before gives."""

    def __init__(self, onnx: ModuleType) -> None:
        self._onnx = onnx
        self.nodes: list[Any] = []
        self.initializers: list[Any] = []
        self.last = INPUT

    def constant(self, values: Array) -> str:
        """The name of an array."""
        name = f"constant_{len(self.initializers)}"
        tidy = np.ascontiguousarray(values).reshape(values.shape)
        self.initializers.append(self._onnx.numpy_helper.from_array(tidy, name))
        return name

    def add(self, kind: str, *others: str, first: str | None = None, **settings: Any) -> str:
        """A node of what came last (or `first`) and `others`; the name of what it gives."""
        name = f"{kind.lower()}_{len(self.nodes)}"
        inputs = [self.last if first is None else first, *others]
        self.nodes.append(self._onnx.helper.make_node(kind, inputs, [name], name, **settings))
        self.last = name
        return name

    def reshape(self, shape: Shape) -> None:
        """The same values as samples of that shape."""
        self.add("Reshape", self.constant(np.array([-1, *shape], np.int64)))

    def transpose(self, axes: Sequence[int]) -> None:
        """The axes in another order."""
        self.add("Transpose", perm=list(axes))


def _add(graph: _Graph, part: Part) -> None:
    layer, rank = part.layer, part.rank
    if layer is None:
        if part.kind == TO_LAST:
            graph.transpose((0, *range(2, rank + 2), 1))
        else:
            graph.transpose((0, rank + 1, *range(1, rank + 1)))
        return
    name = layer.name()
    if name == "LayerNorm":
        _add_layer_norm(graph, part)
        return
    if name == "PReLU":
        graph.add("PRelu", graph.constant(part.weights["a"].reshape(-1, *[1] * rank)))
        return
    constants = {key: graph.constant(values) for key, values in part.weights.items()}
    if isinstance(layer, Convolution | TransposedConvolution | Pooling | Edges):
        _add_window(graph, layer, list(constants.values()))
        return
    match name:
        case "Linear":
            graph.add("Gemm", *constants.values(), transB=1)
        case "GlobalAvgPool":
            graph.add("GlobalAveragePool")
            graph.add("Flatten")
        case "Flatten":
            graph.add("Flatten")
        case "Reshape1D" | "Reshape2D":
            after = part.output_shape
            graph.reshape(after if moves(after) else first_shape(after))
        case "Upsample":
            factor = getattr(layer, "factor", 2)
            scales = graph.constant(np.array([1, 1, *[factor] * rank], np.float32))
            graph.add(
                "Resize", "", scales, mode="nearest", nearest_mode="floor",
                coordinate_transformation_mode="asymmetric",
            )  # fmt: skip
        case "Dropout":
            graph.add("Identity")
        case "BatchNorm":
            graph.add("BatchNormalization", *constants.values(), epsilon=_float(layer, "epsilon"))
        case "Residual1D" | "Residual2D":
            _add_residual(graph, part)
        case _:
            _add_activation(graph, layer)


def _add_window(
    graph: _Graph, layer: Convolution | TransposedConvolution | Pooling | Edges,
    constants: list[str],
) -> None:  # fmt: skip
    if isinstance(layer, Edges):
        before, after = layer.sides
        pads = graph.constant(np.array([0, 0, *before, 0, 0, *after], np.int64))
        modes = {ZEROS: "constant", REPLICATE: "edge"}
        graph.add("Pad", pads, mode=modes.get(layer.filling, layer.filling))
        return
    size, stride, *padding = layer.window
    edges = layer.edges if isinstance(layer, Pooling) else padding[0]
    given: dict[str, Any] = {
        "kernel_shape": list(size), "strides": list(stride), "pads": [*edges, *edges]
    }  # fmt: skip
    match layer:
        case TransposedConvolution():
            graph.add("ConvTranspose", *constants, output_padding=list(layer.more), **given)
        case Convolution():
            given |= {"dilations": list(layer.gaps), "group": layer.group_count}
            graph.add("Conv", *constants, **given)
        case AveragePooling():
            graph.add("AveragePool", count_include_pad=int(layer.counts_edges), **given)
        case _:
            graph.add("MaxPool", dilations=list(layer.gaps), **given)


def _float(layer: object, name: str) -> float:
    return float(getattr(layer, name))


def _add_layer_norm(graph: _Graph, part: Part) -> None:
    # One gain for each channel, where ONNX wants one for each value.
    shape = first_shape(part.shape)
    wide = []
    for name in ("scale", "shift"):
        values = part.weights[name].reshape(-1, *[1] * part.rank)
        wide.append(graph.constant(np.broadcast_to(values, shape)))
    graph.add("LayerNormalization", *wide, axis=1, epsilon=_float(part.layer, "epsilon"))


def _add_residual(graph: _Graph, part: Part) -> None:
    begin = graph.last
    ways = []
    for is_cut in (False, True):
        graph.last = begin
        for name, inner in part.parts.items():
            if name.startswith("cut") == is_cut:
                _add(graph, inner)
        ways.append(graph.last)
    graph.add("Add", ways[1], first=ways[0])
    graph.add("Relu")


def _add_activation(graph: _Graph, layer: Any) -> None:
    name, x = layer.name(), graph.last
    match name:
        case "Tanh" | "Sigmoid" | "Softplus" | "Softsign" | "HardSwish":
            graph.add(name)
        case "SELU":
            graph.add("Selu", alpha=SELU_ALPHA, gamma=SELU_SCALE)
        case "Softmax" | "LogSoftmax":
            graph.add(name, axis=1)
        case "ReLU" | "LeakyReLU":
            if layer.slope:
                graph.add("LeakyRelu", alpha=layer.slope)
            else:
                graph.add("Relu")
        case "ELU":
            graph.add("Elu", alpha=layer.alpha)
        case "SiLU":
            graph.add("Sigmoid")
            graph.add("Mul", x)
        case "GELU":
            one, half, a, b = (
                graph.constant(np.array(value, np.float32)) for value in (1.0, 0.5, A, B)
            )
            graph.add("Mul", x)
            graph.add("Mul", b)
            graph.add("Add", a)
            graph.add("Mul", x)
            graph.add("Tanh")
            graph.add("Add", one)
            graph.add("Mul", half)
            graph.add("Mul", x)
        case _:
            raise DataError(
                "ONNX cannot say “{what}” yet.", "Choose another one for the export.", what=name
            )
