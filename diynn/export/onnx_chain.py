"""The nodes of an ONNX model, and the rows of layers that they have become so far."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.errors import DataError
from diynn.layers import BatchNorm, LayerNorm, Linear, LogSoftmax, PReLU, Softmax
from diynn.layers.layer import Layer, Shape

Array = NDArray[Any]


COMPUTED = {
    "Add", "Cast", "Concat", "ConstantOfShape", "Div", "Gather", "Identity", "Mod", "Mul", "Neg",
    "Reshape", "Shape", "Slice", "Squeeze", "Sub", "Transpose", "Unsqueeze",
}  # fmt: skip
"""Operations that are worked out where all they take is known: as a rule they make shapes."""
MOST_FILLED = 2**16
NOTHING = {"Identity", "Cast"}
"""Operations that leave values as they are."""


@dataclass
class Row:
    """A layer with its weights by name."""

    layer: Layer
    weights: dict[str, Array] = field(default_factory=dict)


def put_in_order(rows: list[Row], order: Array) -> bool:
    """Let the last Linear give its outputs in the order in which they are reshaped; whether it can.
    """
    for row in reversed(rows):
        of_each = isinstance(row.layer, BatchNorm | LayerNorm | PReLU)
        if isinstance(row.layer, Linear) or of_each:
            row.weights = {
                name: values[order] if len(values) > 1 else values
                for name, values in row.weights.items()
            }
            if not of_each:
                return True
        elif row.weights or row.layer.group not in ("Activation", "Regularisation") or \
                isinstance(row.layer, Softmax | LogSoftmax):  # fmt: skip
            break
    return False


class Chain:
    """Where reading has come to: `rows`, the `shape` of a sample there, and how its values lie.

    `known` are arrays by name, `users` the nodes that take a value. `last` says whether channels
    come last there, too; `order` is, of a vector, the place here of each of its values there.
    """

    def __init__(self, onnx: Any, model: Any, name: str, *, last: bool = False) -> None:
        """`last`: the channels come last in what goes in, though no node says so."""
        self._onnx, self.name = onnx, name
        self.version = next(
            (one.version for one in model.opset_import if one.domain in ("", "ai.onnx")), 1
        )
        graph = model.graph
        array = onnx.numpy_helper.to_array
        self.known: dict[str, Array] = {one.name: array(one) for one in graph.initializer}
        self.users: dict[str, list[Any]] = {}
        self._open: list[Any] = []
        for node in graph.node:
            if node.op_type == "Constant":
                for kind, value in self.settings(node).items():
                    found = array(value) if kind == "value" else np.asarray(value)
                    self.known[node.output[0]] = found
                continue
            if self._computed(node):
                continue
            self._open.append(node)
            for source in dict.fromkeys(node.input):
                self.users.setdefault(source, []).append(node)
        inputs = [one for one in graph.input if one.name not in self.known]
        if len(inputs) != 1 or len(graph.output) != 1:
            raise DataError(
                "“{file}” has more or less than one input and one output: {inputs} and {outputs}.",
                "Only models with one input and one output can be read.",
                file=name, inputs=len(inputs), outputs=len(graph.output),
            )  # fmt: skip
        self.input, self.output = inputs[0], graph.output[0].name
        self.rows: list[Row] = []
        self.notes: list[str] = []
        sizes = [one.dim_value for one in self.input.type.tensor_type.shape.dim]
        if len(sizes) not in (2, 3, 4, 5) or any(size < 1 for size in sizes[1:]):
            raise DataError(
                "The input of “{file}” has no fixed shape: {shape}.",
                "Export it again with samples of a fixed size; only their number may vary.",
                file=name, shape=" × ".join(str(size or "?") for size in sizes),
            )  # fmt: skip
        self.given: Shape = tuple(sizes[1:])
        # Where channels come first: also in what comes in, until a Transpose shows that they do
        # not.
        self.moves_first = self._moves_first()
        self.first_last = self.last = last or self.moves_first
        self.shape = self.here(self.given, self.last)
        self.input_shape = self.shape
        # The order in which the values of a vector lie there, as places here.
        self.order: Array | None = None

    def _computed(self, node: Any) -> bool:
        """Work out a node of constants; whether it is one."""
        names = [name for name in node.input if name]
        if node.op_type not in COMPUTED or any(name not in self.known for name in names):
            return False
        if node.op_type == "ConstantOfShape" and math.prod(self.known[names[0]]) > MOST_FILLED:
            return False
        from onnx.reference import ReferenceEvaluator

        try:
            evaluator = ReferenceEvaluator(node, opsets={"": self.version})
            found = evaluator.run(None, {name: self.known[name] for name in names})
        except Exception:  # noqa: BLE001  whatever it raises: then it is no node of constants
            return False
        self.known |= zip(node.output, map(np.asarray, found), strict=False)
        return True

    def past_nothing(self, at: str) -> str:
        """A value behind the nodes that leave it as it is."""
        users = self.users.get(at, [])
        while len(users) == 1 and users[0].op_type in NOTHING:
            at = users[0].output[0]
            users = self.users.get(at, [])
        return at

    def following(self, at: str) -> list[Any]:
        """The nodes that take a value, without those that ask for its shape.

        That is known here but for the number of samples, which a 0 stands for: in a Reshape it says
        that this number stays.
        """
        users = self.users.get(at, [])
        asking = [node for node in users if node.op_type == "Shape"]
        if not asking:
            return users
        there = self.shape if self.last or len(self.shape) < 2 else (
            self.shape[-1], *self.shape[:-1]
        )  # fmt: skip
        for node in asking:
            settings = self.settings(node)
            span = slice(settings.get("start", 0), settings.get("end"))
            self.known[node.output[0]] = np.array((0, *there), np.int64)[span]
        self._open = [node for node in self._open if not self._computed(node)]
        self.users[at] = [node for node in users if node not in asking]
        return self.users[at]

    def _moves_first(self) -> bool:
        """Whether the first node moves the channels to the front."""
        users = self.users.get(self.past_nothing(self.input.name), [])
        users = [node for node in users if node.op_type != "Shape"]
        rank = len(self.given)
        return (
            len(users) == 1 and users[0].op_type == "Transpose" and rank > 1
            and list(self.settings(users[0]).get("perm", ())) == [0, rank, *range(1, rank)]
        )  # fmt: skip

    @staticmethod
    def here(shape: Shape, last: bool) -> Shape:
        """A shape there as one with its channels last."""
        return shape if last or len(shape) < 2 else (*shape[1:], shape[0])

    def settings(self, node: Any) -> dict[str, Any]:
        """The attributes of a node by name."""
        value = self._onnx.helper.get_attribute_value
        return {one.name: value(one) for one in node.attribute}

    def refuse(self, node: Any, why: str) -> DataError:
        """The failure to say a node, which names it; `why` ends the sentence."""
        label = node.name or node.output[0]
        return DataError(
            "The node “{node}” ({kind}) of “{file}” cannot be said in layers: {why}.",
            "Leave it out of the model, or replace it, and export again.",
            node=label, kind=node.op_type, file=self.name, why=why,
        )  # fmt: skip

    def remark(self, sentence: str) -> None:
        """Tell what a person should know of the layers, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def put(self, layer: Layer, **weights: Array) -> None:
        """Add a row."""
        self.rows.append(Row(layer, weights))
        self.shape = layer.output_shape(self.shape)

    def array(self, node: Any, place: int) -> Array | None:
        """The array that a node takes at a place; None where it takes none there."""
        if place >= len(node.input) or not node.input[place]:
            return None
        found = self.known.get(node.input[place])
        if found is None:
            raise self.refuse(node, "its weights are computed by other nodes")
        return found

    def needed(self, node: Any, place: int) -> Array:
        """The same where there must be one."""
        found = self.array(node, place)
        if found is None:
            raise self.refuse(node, "a weight is missing")
        return found
