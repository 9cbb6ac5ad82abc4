"""What was decided for a run before, where its settings were changed while it trained."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from diynn.data.sources import Moons
from diynn.design.advice import advice
from diynn.design.design import Design, Run
from diynn.design.difference import differences
from diynn.errors import FileError
from diynn.layers import Linear, Sigmoid
from diynn.network.losses import BCE
from diynn.network.optimizers import Adam
from diynn.storage.model_file import load, redesigned, resumed, save, snapshot
from diynn.training.past_settings import (
    MOST,
    before_now,
    followed,
    learnt_by,
    past_to_record,
    read_past,
)
from diynn.training.replay import at_best
from diynn.training.training import Training, train

DESIGN = Design(
    source=Moons(samples=40), layers=(Linear(2), Sigmoid(), Linear(1), Sigmoid()), loss=BCE(),
    run=Run(batch_size=8, epochs=4, noise=0.1),
)  # fmt: skip


def with_run(**settings: Any) -> Design:
    return replace(DESIGN, run=replace(DESIGN.run, **settings))


@pytest.fixture
def training() -> Training:
    return Training(DESIGN, DESIGN.source.load())


def step(training: Training, count: int = 1) -> None:
    reports = train(training)
    for _ in range(count):
        next(reports)


def noises(training: Training) -> list[float]:
    learnt = learnt_by(training.past, training.design, training.seconds)
    return [one.run.noise for one in learnt]


def test_what_is_decided_before_the_first_step_has_no_past(training: Training) -> None:
    training.adopt(with_run(noise=0.3))
    assert training.past == ()
    assert noises(training) == [0.3]


def test_a_change_in_mid_run_is_kept_and_what_trained_nothing_is_not(training: Training) -> None:
    step(training, 2)
    training.adopt(with_run(noise=0.2))
    training.adopt(with_run(noise=0.3))
    # Not one step was taken with 0.3 yet.
    assert noises(training) == [0.1]
    step(training)
    assert noises(training) == [0.1, 0.3]


def test_a_change_that_is_taken_back_leaves_no_trace(training: Training) -> None:
    step(training, 2)
    training.adopt(with_run(noise=0.3))
    training.adopt(DESIGN)
    assert training.past == ()
    step(training)
    assert noises(training) == [0.1]


def test_how_long_to_train_is_no_change(training: Training) -> None:
    step(training)
    training.adopt(with_run(epochs=9, patience=3))
    assert training.past == ()
    training.adopt(replace(with_run(epochs=9, patience=3), title="Other", notes="…"))
    assert training.past == ()


def test_a_file_tells_it_again(training: Training, tmp_path: Path) -> None:
    step(training, 2)
    training.adopt(replace(with_run(noise=0.3), optimizer=Adam(0.01)))
    step(training)
    dataset = DESIGN.source.load()
    save(tmp_path / "a.diynn", snapshot(training, dataset))
    model = load(tmp_path / "a.diynn")
    again = resumed(model, dataset)
    assert again.past == training.past
    assert noises(again) == [0.1, 0.3]
    # Changed on the way from the file, as `--resume` with other settings does.
    other = resumed(redesigned(model, with_run(noise=0.5)), dataset)
    step(other)
    assert noises(other) == [0.1, 0.3, 0.5]


def test_a_file_of_before_has_no_past(training: Training) -> None:
    step(training, 2)
    assert "past" not in training.record()
    other = Training(DESIGN, DESIGN.source.load())
    other.restore(training.arrays(), training.record())
    assert other.past == ()


@pytest.mark.parametrize("broken", [3, [3], [{}], [{"epoch": "x"}]])
def test_a_past_that_is_none_is_refused(training: Training, broken: object) -> None:
    with pytest.raises(FileError):
        read_past(broken, DESIGN)


def test_the_best_weights_have_the_past_of_their_epoch(training: Training) -> None:
    epoch = training.steps
    step(training, epoch)
    assert training.best_epoch == 1
    training.adopt(with_run(noise=0.3))
    training.best_epoch, kept = 1, training.best_weights
    step(training, epoch)
    training.best_epoch, training.best_weights = 1, kept
    best = at_best(training)
    assert noises(training) == [0.1, 0.3]
    assert noises(best) == [0.1]


def test_a_dragged_slider_does_not_fill_the_file() -> None:
    past: Any = ()
    designs = [with_run(noise=number / 1000) for number in range(MOST + 50)]
    for number, (old, new) in enumerate(pairwise(designs)):
        past = followed(past, old, new, 0, number + 1.0)
    assert len(past) == MOST
    assert past[0].design == designs[0]
    assert past[-1].design == designs[-2]
    assert read_past(past_to_record(past), DESIGN) == past


def test_what_changed_in_a_run_is_a_difference_of_its_own(training: Training) -> None:
    step(training)
    training.adopt(with_run(noise=0.3))
    step(training)
    now = with_run(noise=0.3)
    changed = differences([now, now], [before_now(training.past, now), ()])
    assert [(one.part, one.course(0), one.course(1)) for one in changed] == [
        ("run", (0.1, 0.3), (0.3,))
    ]
    assert differences([now, now]) == []


def test_a_batch_larger_than_the_data_is_reported_of() -> None:
    def words(design: Design) -> str:
        return " ".join(one.text() for one in advice(design, design.source.outline()))

    learnt = DESIGN.source.load().train.x.shape[0]
    assert "batch" not in words(with_run(batch_size=learnt))
    assert f"more than the {learnt} samples" in words(with_run(batch_size=learnt + 1))
    # What is held back is not learnt from.
    assert "more than the" in words(with_run(batch_size=learnt, validation=0.5))
