"""Layers that ONNX models have in parts: activations as several nodes, BatchNorm as arithmetic."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from diynn.export.onnx_chain import Array, Chain, Row
from diynn.layers import GELU, BatchNorm, HardSwish, PReLU, SiLU, Softsign
from diynn.layers.layer import Layer

PLAIN = BatchNorm(epsilon=1e-8)



def note_tanh(chain: Chain) -> None:
    """Say that GELU is another formula here."""
    chain.remark("GELU is computed in its form with tanh, which differs by less than 0.0005.")


def in_parts(chain: Chain, users: list[Any]) -> str:
    """An activation that is written in parts: x and a function of x, multiplied or divided; where
    that leads to, empty where it is none.
    """
    by_kind = {node.op_type: node for node in users}
    if len(users) == 2 and set(by_kind) == {"Relu", "Neg"}:
        return _prelu(chain, by_kind["Relu"], by_kind["Neg"])
    end = by_kind.get("Mul") or by_kind.get("Div")
    if len(users) != 2 or len(by_kind) != 2 or end is None:
        return ""
    node = next(node for node in users if node is not end)
    found = [(node, chain.settings(node))]
    while chain.past_nothing(found[-1][0].output[0]) not in end.input:
        following = chain.users.get(chain.past_nothing(found[-1][0].output[0]), [])
        if len(following) != 1 or len(found) > 3:
            return ""
        found.append((following[0], chain.settings(following[0])))
    layer = _of_parts(chain, [*found, (end, chain.settings(end))])
    if layer is None:
        return ""
    after = str(end.output[0])
    if isinstance(layer, GELU):
        half = chain.users.get(after, [])
        if len(half) != 1 or half[0].op_type != "Mul" or _numbers(chain, half) != [0.5]:
            return ""
        after = str(half[0].output[0])
        note_tanh(chain)
    chain.put(layer)
    return after


def _of_parts(chain: Chain, nodes: list[tuple[Any, dict[str, Any]]]) -> Layer | None:
    kinds = [node.op_type for node, _ in nodes]
    numbers = _numbers(chain, [node for node, _ in nodes])
    if kinds == ["Sigmoid", "Mul"]:
        return SiLU()
    if kinds == ["Abs", "Add", "Div"] and numbers == [1.0]:
        return Softsign()
    if kinds == ["Div", "Erf", "Add", "Mul"] and np.allclose(numbers, (math.sqrt(2), 1)):
        return GELU()
    settings = nodes[0][1]
    if kinds == ["HardSigmoid", "Mul"] and np.allclose(
        (settings.get("alpha", 0.2), settings.get("beta", 0.5)), (1 / 6, 0.5), atol=1e-6
    ):
        return HardSwish()
    return None


def _numbers(chain: Chain, nodes: list[Any]) -> list[float]:
    """The single numbers that nodes take, in order."""
    found = (chain.known.get(name) for node in nodes for name in node.input)
    return [float(one.reshape(-1)[0]) for one in found if one is not None and one.size == 1]


def _prelu(chain: Chain, relu: Any, negative: Any) -> str:
    """max(x, 0) − a · max(−x, 0), as Keras has it; where that leads to, empty where it is none."""
    nodes, at = [], negative.output[0]
    for wanted in ("Relu", "Mul", "Add"):
        at = chain.past_nothing(at)
        users = chain.users.get(at, [])
        if len(users) != 1 or users[0].op_type != wanted:
            return ""
        nodes.append(users[0])
        at = users[0].output[0]
    a = next((chain.known[name] for name in nodes[1].input if name in chain.known), None)
    slopes = None if a is None else of_channels(chain, -a)
    if slopes is None or chain.past_nothing(relu.output[0]) not in nodes[2].input:
        return ""
    chain.put(PReLU(), a=slopes)
    return str(at)


def of_channels(chain: Chain, values: Array) -> Array | None:
    """An array that meets the values of this place as one number a channel; None where it is none.
    """
    rank, channels = len(chain.shape), chain.shape[-1]
    shape = values.shape
    while len(shape) > rank and shape[0] == 1:
        shape = shape[1:]
    wanted = (channels,) if chain.last or rank == 1 else (channels, *[1] * (rank - 1))
    short = shape[-len(wanted):] if len(shape) > len(wanted) else shape
    if values.size == 1:
        return np.full(channels, values.reshape(-1)[0])
    if short != wanted or values.size != channels:
        return None
    found = values.reshape(-1)
    return found if chain.order is None else found[np.argsort(chain.order)]


def put_scaled(chain: Chain, kind: str, values: Array) -> None:
    """Let a BatchNorm multiply each channel, or add to it; those that follow each other are one."""
    row = chain.rows[-1] if chain.rows else None
    if row is None or row.layer != PLAIN or "scale" not in row.weights:
        ones, zeros = np.ones(chain.shape[-1]), np.zeros(chain.shape[-1])
        chain.put(PLAIN, scale=ones, shift=zeros, mean=zeros, variance=ones)
        chain.remark("Products and sums with constants became a BatchNorm.")
        row = chain.rows[-1]
    row.weights = scaled(row, kind, values)


def scaled(row: Row, kind: str, values: Array) -> dict[str, Array]:
    """The weights of a BatchNorm whose outputs are multiplied by `values`, or moved by them."""
    scale, shift = row.weights["scale"], row.weights["shift"]
    if kind in ("Mul", "Div"):
        factor = values if kind == "Mul" else 1 / values
        return row.weights | {"scale": scale * factor, "shift": shift * factor}
    return row.weights | {"shift": shift + values if kind == "Add" else shift - values}
