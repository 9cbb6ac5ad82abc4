"""The calculation behind a value, for every kind of layer."""

from __future__ import annotations

import numpy as np
import pytest

from diynn.analysis.inspection import NEITHER, SHOWN, arithmetic
from diynn.data.sources import Digits
from diynn.design.coverage_networks import networks
from diynn.design.design import Design, fit
from diynn.layers import LAYERS, Linear
from diynn.layers.layer import Array, Layer, Pass


@pytest.fixture(scope="module")
def every_layer() -> dict[str, tuple[Layer, dict[str, Array], Array, Array]]:
    """Of each kind one that fits digits, with weights, what arrives at it and what comes out."""
    rng = np.random.default_rng(0)
    outline, found = Digits().outline(), {}
    for design in networks(Design(source=Digits()), outline):
        fitted = fit(design, outline)
        before = fitted.input_shape
        for row in fitted.rows:
            assert before is not None
            x = rng.normal(size=before)
            weights = row.layer.new_weights(before, rng)
            y, _ = row.layer.forward(x[np.newaxis], weights, Pass())
            found[row.layer.name()] = (row.layer, weights, x, y[0])
            before = row.after
    return found


@pytest.mark.parametrize("kind", LAYERS, ids=lambda kind: kind.name())
def test_what_is_reported_adds_up_to_the_value(
    kind: type[Layer], every_layer: dict[str, tuple[Layer, dict[str, Array], Array, Array]]
) -> None:
    layer, weights, x, y = every_layer[kind.name()]
    for number in (0, y.size // 2, y.size - 1):
        place = tuple(int(one) for one in np.unravel_index(number, y.shape))
        found = arithmetic(layer, weights, x, place)
        assert (found is None) == (kind in NEITHER)
        if found is None:
            continue
        if found.argument is not None:
            assert found.argument == x[place]
            continue
        products = [factor * value for factor, value in found.terms]
        whole = sum(products) + found.rest + found.constant
        assert whole == pytest.approx(y[place], rel=1e-5, abs=1e-7)
        sizes = [abs(one) for one in products]
        assert sizes == sorted(sizes, reverse=True)


def test_a_linear_unit_is_its_weights_times_its_inputs() -> None:
    rng = np.random.default_rng(1)
    layer, x = Linear(5), rng.normal(size=7)
    weights = layer.new_weights((7,), rng)
    found = arithmetic(layer, weights, x, (2,))
    assert found is not None
    assert len(found.terms) == SHOWN
    assert found.more == 7 - SHOWN
    order = np.argsort(-abs(weights["W"][2] * x))[:SHOWN]
    assert [factor for factor, _ in found.terms] == pytest.approx(weights["W"][2][order].tolist())
    assert [value for _, value in found.terms] == pytest.approx(x[order].tolist())
