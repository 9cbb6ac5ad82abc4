"""Schedules give PyTorch's learning rates at every step, from the place in the run alone."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest

from diynn.network.schedules import (
    SCHEDULES,
    Constant,
    Cosine,
    OneCycle,
    OnPlateau,
    Place,
    Schedule,
    StepDecay,
    preview,
)

EPOCHS, STEPS = 12, 5
TOTAL = EPOCHS * STEPS


def rates(schedule: Schedule) -> list[float]:
    return [schedule.factor(Place(step, STEPS, EPOCHS)) for step in range(TOTAL)]


def of_torch(make: Any, every: int = 1, total: int = TOTAL) -> list[float]:
    """The rates of a scheduler that goes on after so many steps."""
    torch = pytest.importorskip("torch")
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    scheduler = make(torch.optim.lr_scheduler, optimizer)
    found = []
    for step in range(1, total + 1):
        found.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if step % every == 0:
            scheduler.step()
    return found


def after_rise(lib: Any, optimizer: Any, rising: int, then: Any) -> Any:
    first = lib.LinearLR(optimizer, 1 / (rising + 1), total_iters=rising)
    return lib.SequentialLR(optimizer, [first, then], [rising])


def test_steps_down_as_torch() -> None:
    wanted = of_torch(lambda lib, o: lib.StepLR(o, 3, 0.3), every=STEPS)
    np.testing.assert_allclose(rates(StepDecay(every=3, by=0.3)), wanted, rtol=1e-12)


def test_a_cosine_as_torch() -> None:
    wanted = of_torch(lambda lib, o: lib.CosineAnnealingLR(o, TOTAL, 0.1))
    np.testing.assert_allclose(rates(Cosine(smallest=0.1)), wanted, rtol=1e-9)


@pytest.mark.filterwarnings("ignore:The epoch parameter")
def test_a_warm_up_as_torch() -> None:
    rising = 2 * STEPS
    wanted = of_torch(
        lambda lib, o: after_rise(lib, o, rising, lib.CosineAnnealingLR(o, TOTAL - rising))
    )
    np.testing.assert_allclose(rates(Cosine(warm_up=2)), wanted, rtol=1e-9)
    wanted = of_torch(lambda lib, o: lib.LinearLR(o, 1 / (rising + 1), total_iters=rising))
    np.testing.assert_allclose(rates(Constant(warm_up=2)), wanted, rtol=1e-9)


@pytest.mark.parametrize("rise", [0.3, 0.5, 0.01, 0.99])
def test_one_cycle_as_torch(rise: float) -> None:
    wanted = of_torch(
        lambda lib, o: lib.OneCycleLR(
            o, 1.0, TOTAL, pct_start=rise, cycle_momentum=False,
            div_factor=1 / 0.04, final_div_factor=0.04 / 4e-6,
        ),
        total=TOTAL - 1,
    )  # fmt: skip
    if rise * TOTAL > 1:
        np.testing.assert_allclose(rates(OneCycle(rise=rise))[:-1], wanted, rtol=1e-9)
    found = rates(OneCycle(rise=rise))
    assert found[-1] == pytest.approx(4e-6, rel=1e-9)
    assert all(0 < rate <= 1 for rate in found)


def test_a_plateau_as_torch() -> None:
    torch = pytest.importorskip("torch")
    rng = np.random.default_rng(0)
    losses = [1 / (1 + number) + rng.normal(0, 0.02) for number in range(60)]
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    twin = torch.optim.lr_scheduler.ReduceLROnPlateau(
        optimizer, factor=0.5, patience=2, threshold=0.01, eps=0.0
    )
    schedule = OnPlateau(patience=2, by=0.5, threshold=0.01)
    heard = schedule.observe(())
    falls = set()
    for number, loss in enumerate(losses):
        heard = schedule.observe((loss,), heard)
        assert heard == schedule.observe(losses[: number + 1])
        twin.step(loss)
        rate = schedule.factor(Place(0, 1, 60, heard.rests))
        assert rate == pytest.approx(optimizer.param_groups[0]["lr"], rel=1e-12)
        falls.add(rate)
    assert len(falls) > 5


def test_losses_that_are_no_numbers_never_count_as_smaller() -> None:
    schedule = OnPlateau(patience=0)
    assert schedule.observe([math.nan, math.inf]).rests == 2
    assert schedule.observe([1.0, math.nan]).least == 1.0
    assert schedule.observe([0.0, 0.0]).rests == 1


@pytest.mark.parametrize("kind", SCHEDULES, ids=lambda kind: kind.name())
@pytest.mark.parametrize(("steps", "epochs"), [(1, 1), (1, 2), (3, 1), (7, 50)])
def test_every_place_has_a_rate(kind: type[Schedule], steps: int, epochs: int) -> None:
    # Beyond the end as well: a run may be made longer while it stands there.
    for step, rests in itertools.product(range(steps * epochs + 3), (0, 5)):
        assert 0 <= kind().factor(Place(step, steps, epochs, rests)) <= 1


@pytest.mark.parametrize("kind", SCHEDULES, ids=lambda kind: kind.name())
@pytest.mark.parametrize("epochs", [1, 7, 1_000_000])
def test_a_preview_is_the_schedule_from_afar(kind: type[Schedule], epochs: int) -> None:
    seen = preview(kind(), epochs)
    assert 240 <= len(seen) < 500
    if kind is Cosine:
        assert seen[0] == 1
        assert seen[len(seen) // 2] == pytest.approx(0.5, abs=0.01)
        assert seen[-1] < 0.01


def test_only_a_constant_rate_is_steady() -> None:
    assert [kind.name() for kind in SCHEDULES if kind().steady] == ["Constant"]
    assert not Constant(warm_up=0.5).steady
