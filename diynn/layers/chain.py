"""Layers one after the other, bound as one: what layers that are made of layers share."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from diynn.layers.layer import Array, Bound, Layer, Pass, Shape, Weights


class Chain:
    """Bound layers one after the other, with forward and backward in parts; `y` comes out, x itself
    where there are none."""

    def __init__(self, y: Array, ways: Sequence[Bound]) -> None:
        self.y, self._ways = y, ways

    def forward(self) -> Generator[None, None, None]:
        for way in self._ways:
            if way.parted is None:
                way.forward()
            else:
                yield from way.parted.forward()

    def backward(self, dy: Array) -> Generator[None, None, Array | None]:
        delta: Array | None = dy
        for way in reversed(self._ways):
            assert delta is not None
            if way.parted is None:
                delta = way.backward(delta)
            else:
                delta = yield from way.parted.backward(delta)
        return delta


def bound_chain(
    parts: list[tuple[str, Layer, Shape]], x: Array, weights: Weights, pass_: Pass
) -> Chain:
    """Layers one after the other, with what goes into each; their weights are called as the whole
    layer calls them, “name.W”."""
    y, ways = x, []
    for number, (part, layer, into) in enumerate(parts):
        names = {name: f"{part}.{name}" for name in layer.weight_shapes(into)}
        inner = pass_.inner()
        inner.wants_dx = pass_.wants_dx or number > 0
        inner.gradients = {
            name: pass_.gradient(full, weights[full]) for name, full in names.items()
        }
        own = {name: weights[full] for name, full in names.items()}
        ways.append(layer.bind(y, own, inner))
        y = ways[-1].y
    return Chain(y, ways)
