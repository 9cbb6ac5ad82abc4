"""The mean of what several stacks of layers make of the same input: trained networks that vote."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

import numpy as np

from diynn.errors import SettingError, ShapeError
from diynn.layers import LAYERS
from diynn.layers.activations import constant, like
from diynn.layers.chain import Composite, Parts, bound_chain
from diynn.layers.layer import Array, Bound, Layer, Pass, Shape, Weights, bound_in_parts
from diynn.settings import Content, from_record, to_record

Stack = tuple[Layer, ...]
MOST = 100
"""Networks in a committee."""


def _stacks(value: object, owner: str) -> tuple[Stack, ...]:
    """Stacks of layers, or their records as JSON gives them."""
    whole = isinstance(value, list | tuple) and 0 < len(value) <= MOST
    if not whole or not all(isinstance(stack, list | tuple) for stack in value):  # type: ignore[attr-defined]
        raise SettingError("The networks of a {owner} are missing or unreadable.", owner=owner)
    return tuple(
        tuple(
            one if isinstance(one, LAYERS) else from_record(one, LAYERS, "layer") for one in stack
        )
        for stack in value  # type: ignore[attr-defined]
    )


def _records(stacks: tuple[Stack, ...]) -> list[list[dict[str, Any]]]:
    return [[to_record(layer) for layer in stack] for stack in stacks]


@dataclass(frozen=True)
class Committee(Composite):
    """y = the mean of what several networks answer to the same input: where one of them is wrong,
    the others are mostly right.
    """

    formula: ClassVar[tuple[str, ...]] = (
        r"y = \frac{1}{k} \sum_{m=1}^{k} f_m(x)",
        r"\delta_{y_m} = \frac{\delta_y}{k}",
    )

    group: ClassVar[str] = "Weights"
    # One of its networks may draw; none would miss it.
    is_stochastic: ClassVar[bool] = True

    members: Annotated[tuple[Stack, ...], Content(_stacks, _records)]

    def output_shape(self, shape: Shape) -> Shape:
        shapes = [self._shapes(stack, shape)[-1] for stack in self.members]
        if len(set(shapes)) > 1:
            raise ShapeError(
                "The networks of a {owner} answer in different shapes.",
                "Average networks with the same outputs.",
                owner=self.name(),
            )  # fmt: skip
        return shapes[0]

    @staticmethod
    def _shapes(stack: Stack, shape: Shape) -> list[Shape]:
        shapes = [shape]
        for layer in stack:
            shapes.append(layer.output_shape(shapes[-1]))
        return shapes

    def stacks(self, shape: Shape) -> list[Parts]:
        """For each network its layers, with their names and what goes into them."""
        return [
            [
                (f"{number}.{row}", layer, into)
                for row, (layer, into) in enumerate(
                    zip(stack, self._shapes(stack, shape), strict=False)
                )
            ]
            for number, stack in enumerate(self.members)
        ]

    def parts(self, shape: Shape) -> Parts:
        return [part for stack in self.stacks(shape) for part in stack]

    @property
    def mixes_samples(self) -> bool:
        return any(layer.mixes_samples for stack in self.members for layer in stack)

    def _named(self, of: Callable[[Layer], Iterable[str]]) -> Iterator[str]:
        for number, stack in enumerate(self.members):
            for row, layer in enumerate(stack):
                yield from (f"{number}.{row}.{name}" for name in of(layer))

    @property
    def gathered(self) -> frozenset[str]:
        return frozenset(self._named(lambda layer: layer.gathered))

    @property
    def decayed(self) -> tuple[str, ...]:  # type: ignore[override]
        """As in the networks themselves."""
        return tuple(self._named(lambda layer: layer.decayed))

    def inner_values(self, shape: Shape, samples: int) -> int:
        return sum(
            layer.inner_values(into, samples) + samples * math.prod(layer.output_shape(into))
            for _, layer, into in self.parts(shape)
        )

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        chains = [bound_chain(parts, x, weights, pass_) for parts in self.stacks(x.shape[1:])]
        y, dx, share = like(chains[0].y), like(x), like(chains[0].y)
        one_of, wants_dx = constant(1 / len(chains), x), pass_.wants_dx

        def forward() -> Generator[None, None, None]:
            for chain in chains:
                yield from chain.forward()
            np.copyto(y, chains[0].y)
            for chain in chains[1:]:
                np.add(y, chain.y, out=y)
            np.multiply(y, one_of, out=y)

        def backward(dy: Array) -> Generator[None, None, Array | None]:
            np.multiply(dy, one_of, out=share)
            for number, chain in enumerate(chains):
                found = yield from chain.backward(share)
                if found is None:
                    continue
                if number:
                    np.add(dx, found, out=dx)
                else:
                    np.copyto(dx, found)
            return dx if wants_dx else None

        return bound_in_parts(y, forward, backward)
