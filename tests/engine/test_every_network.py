"""The networks of the self-test hold every kind of layer, and fit."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from diynn.design.coverage_networks import networks
from diynn.design.design import fit
from diynn.errors import DiynnError, ShapeError
from diynn.layers import LAYERS, Conv1D, Conv2D
from diynn.layers.layer import Array, Bound, Layer, Pass, Shape, Weights
from diynn.storage.recipes import recipe

START = recipe("digits-dense")
OUTLINE = START.source.outline()
assert OUTLINE is not None


@dataclass(frozen=True)
class Nowhere(Layer):
    """Takes nothing at all."""

    def output_shape(self, shape: Shape) -> Shape:
        raise ShapeError("It takes nothing.", "")

    def bind(self, x: Array, weights: Weights, pass_: Pass) -> Bound:
        raise NotImplementedError


def test_every_kind_of_layer_is_in_one_that_fits() -> None:
    assert OUTLINE is not None
    found = networks(START, OUTLINE)
    assert {type(layer) for design in found for layer in design.layers} >= set(LAYERS)
    for design in found:
        assert fit(design, OUTLINE).problem is None
        assert design.source == START.source
        assert design.view.scaling == START.view.scaling


def test_kinds_for_different_views_are_in_different_networks() -> None:
    assert OUTLINE is not None
    found = networks(START, OUTLINE, (Conv1D, Conv2D))
    assert [design.view.shape for design in found] == ["image", "sequence"]


def test_a_kind_that_fits_nowhere_is_named() -> None:
    assert OUTLINE is not None
    with pytest.raises(DiynnError, match="Nowhere"):
        networks(START, OUTLINE, (*LAYERS, Nowhere))
