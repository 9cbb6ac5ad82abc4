"""An ONNX model as layers with their weights, where the layers of diynn can say it.

Models are read whose nodes follow each other, besides residual blocks. Channels come first there
and last here: weights are turned round, and where values change their order by it, as at a Flatten,
the weights that follow are put in order.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from diynn.atomic_files import opened
from diynn.data.sources.user_file import UserFile
from diynn.design.design import Design
from diynn.errors import DataError, DiynnError, SettingError, ShapeError
from diynn.export.onnx_chain import NOTHING, Array, Chain
from diynn.export.onnx_file import onnx_library
from diynn.export.onnx_nodes import ALONE, READERS
from diynn.export.onnx_parts import in_parts
from diynn.inference.processing import NOTE, Processing
from diynn.layers import Residual1D, Residual2D, Sigmoid, Softmax
from diynn.network.losses import BCE, MSE, CrossEntropy, LogSoftmaxCrossEntropy, Loss
from diynn.network.sequential import Sequential
from diynn.storage.model_file import SavedModel

LARGEST = 2**30


@dataclass(frozen=True, eq=False)
class Imported:
    """What was read: a model as a file keeps it, with its `note`, and sentences on the way.

    `difference` is the largest one from the ONNX model's own outputs for random samples.
    """

    saved: SavedModel
    note: dict[str, Any]
    difference: float
    notes: tuple[str, ...] = ()


def import_onnx(path: Path) -> Imported:
    """Read an ONNX model. Raises FileError where it cannot be read, and DataError where onnx is not
    installed or a node cannot be said, which names it.
    """
    onnx = onnx_library()
    with opened(path, LARGEST) as (file, size):
        content = file.read(size)
    try:
        model = onnx.load_from_string(content)
        onnx.checker.check_model(model)
        chain = _read(onnx, model, path.name)
    except DiynnError:
        raise
    except Exception as error:  # whatever protobuf and the checker raise
        raise DataError(
            "“{file}” is not an ONNX model, or it is damaged.",
            "Export it again, with the weights in the same file.",
            file=path.name,
        ) from error
    return _result(chain, model, path.stem)


def _read(onnx: Any, model: Any, name: str) -> Chain:
    """All rows from the input to the output, with the channels first or last."""
    chain = Chain(onnx, model, name)
    try:
        _follow_all(chain)
    except DataError as error:
        # Where no node needs them first, they may as well come last.
        if chain.moves_first or len(chain.given) < 2:
            raise
        other = Chain(onnx, model, name, last=True)
        try:
            _follow_all(other)
        except DataError as second:
            # What stands further on is what is in the way.
            raise (second if len(other.rows) > len(chain.rows) else error) from None
        return other
    return chain


def _follow_all(chain: Chain) -> None:
    at = chain.input.name
    while at != chain.output:
        users = chain.following(at)
        if not users:
            raise DataError(
                "The nodes of “{file}” do not lead from its input to its output.",
                "Only models whose nodes follow each other can be read.", file=chain.name,
            )  # fmt: skip
        at = _follow(chain, at, users)


def _follow(chain: Chain, at: str, users: list[Any]) -> str:
    """Read what follows `at`; where that leads to."""
    if len(users) == 1:
        return _node(chain, users[0], at)
    return in_parts(chain, users) or _residual(chain, users)


def _node(chain: Chain, node: Any, at: str) -> str:
    kind, out = node.op_type, str(node.output[0])
    settings = chain.settings(node)
    reader = READERS.get(kind)
    try:
        if kind in ALONE:
            chain.put(ALONE[kind]())
        elif reader is not None:
            reader(chain, node, settings, at)
        elif kind not in NOTHING:
            raise chain.refuse(node, "no layer does this")
    except (SettingError, ShapeError) as error:
        raise chain.refuse(node, "no layer can have such settings or such an input") from error
    return out


# Residual blocks.


def _residual(chain: Chain, users: list[Any]) -> str:
    """Two convolutions beside a short cut, added and put through a ReLU."""
    ways = [_way(chain, node) for node in users]
    long = max(ways, key=lambda way: len(way[0]))
    short = next(way for way in ways if way is not long) if len(ways) == 2 else long
    convolutions = [node for node in long[0] if node.op_type == "Conv"]
    if len(ways) != 2 or long[1] is None or long[1] is not short[1] or len(convolutions) != 2:
        raise chain.refuse(users[0], "the nodes part here, and not as in a residual block")
    end = long[1]
    after = chain.users.get(end.output[0], [])
    relu = after[0] if len(after) == 1 and after[0].op_type == "Relu" else None
    if relu is None:
        raise chain.refuse(end, "no Relu follows the sum")
    weights: dict[str, Array] = {}
    normalise = any(node.op_type == "BatchNormalization" for node in long[0])
    for name, node in zip(("first", "second"), convolutions, strict=True):
        weights |= _filters_of(chain, name, node)
    weights |= _norms_of(chain, ("first_norm", "second_norm"), long[0])
    for node in short[0]:
        if node.op_type == "Conv":
            weights |= _filters_of(chain, "cut", node)
    weights |= _norms_of(chain, ("cut_norm",), short[0])
    first = chain.settings(convolutions[0])
    W = chain.needed(convolutions[0], 1)
    kind = (Residual1D, Residual2D)[W.ndim - 3]
    strides = first.get("strides", [1])
    layer = kind(len(W), W.shape[-1], strides[0], normalise)
    expected = layer.weight_shapes(chain.shape)
    if not normalise:
        for name in expected:
            weights.setdefault(name, np.zeros(expected[name], np.float32))
    if {name: tuple(np.shape(weights.get(name, ()))) for name in expected} != expected or \
            set(weights) != set(expected):  # fmt: skip
        raise chain.refuse(users[0], "the nodes part here, and not as in a residual block")
    for node in convolutions:
        pads = list(chain.settings(node).get("pads", [0]))
        if set(pads) != {layer.kernel_size // 2}:
            raise chain.refuse(node, "a convolution of the block changes the size")
    chain.put(layer, **weights)
    return str(relu.output[0])


def _way(chain: Chain, node: Any) -> tuple[list[Any], Any]:
    """The nodes from `node` up to an Add, and that; None where none comes."""
    found = []
    while node.op_type != "Add":
        found.append(node)
        users = chain.users.get(node.output[0], [])
        if len(users) != 1 or len(found) > 8:
            return found, None
        node = users[0]
    return found, node


def _filters_of(chain: Chain, name: str, node: Any) -> dict[str, Array]:
    W, b = chain.needed(node, 1), chain.array(node, 2)
    rank = W.ndim - 2
    found = {f"{name}.W": np.transpose(W, (*range(2, rank + 2), 1, 0))}
    return found if b is None else found | {f"{name}.b": b}


def _norms_of(chain: Chain, names: tuple[str, ...], nodes: list[Any]) -> dict[str, Array]:
    norms = [node for node in nodes if node.op_type == "BatchNormalization"]
    parts = ("scale", "shift", "mean", "variance")
    return {
        f"{name}.{part}": chain.needed(node, place)
        for name, node in zip(names, norms, strict=False)
        for place, part in enumerate(parts, 1)
    }


# What comes of it.


def _result(chain: Chain, model: Any, title: str) -> Imported:
    """The rows as a model, compared with the ONNX model itself."""
    layers = tuple(row.layer for row in chain.rows)
    if not layers:
        raise DataError(
            "“{file}” has no node that is a layer.", "Choose another model.", file=chain.name
        )
    net = Sequential(layers, chain.input_shape)
    for number, row in enumerate(chain.rows):
        for name, view in net.rows(net.weight_vector)[number].items():
            view[...] = row.weights[name]
    if not np.isfinite(net.weight_vector).all():
        raise DataError("“{file}” holds weights that are no numbers.", file=chain.name)
    outputs = math.prod(net.output_shape)
    loss: Loss = MSE()
    if isinstance(layers[-1], Softmax):
        loss = CrossEntropy()
    elif isinstance(layers[-1], Sigmoid):
        loss = BCE()
    elif outputs > 1 and len(net.output_shape) == 1:
        loss = LogSoftmaxCrossEntropy()
    reconstructs = net.output_shape == chain.input_shape
    if reconstructs:
        loss = MSE()
    design = Design(source=UserFile(), layers=layers, loss=loss, title=title)
    if reconstructs:
        design = replace(design, view=replace(design.view, goal="input"))
    classes = tuple(map(str, range(max(2, outputs)))) if loss.for_classes else ()
    processing = Processing(
        chain.input_shape, chain.input_shape, np.zeros(()), np.ones(()), classes
    )
    arrays = {f"weights.{key}": view.copy() for key, view in net.weights.items()}
    saved = SavedModel(design, arrays, input_shape=chain.input_shape)
    return Imported(
        saved, {NOTE: processing.record()}, _difference(chain, model, net),
        tuple(dict.fromkeys(chain.notes)),
    )


def _difference(chain: Chain, model: Any, net: Sequential) -> float:
    from onnx.reference import ReferenceEvaluator

    rng = np.random.default_rng(0)
    x = rng.standard_normal((2, *chain.input_shape), np.float32)
    given = x if chain.first_last else np.moveaxis(x, -1, 1) if x.ndim > 2 else x
    found = ReferenceEvaluator(model).run(None, {chain.input.name: given})[0]
    ours = net.predict(x)
    if len(net.output_shape) > 1 and not chain.last:
        ours = np.moveaxis(ours, -1, 1)
    return float(np.abs(found.reshape(len(x), -1) - ours.reshape(len(x), -1)).max(initial=0))
