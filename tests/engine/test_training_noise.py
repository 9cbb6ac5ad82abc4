"""Noise on the inputs while training: the targets stay clean, and the bits stay the same."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from diynn.data.sources import Digits
from diynn.design.design import Design, Run, View, design_from_record, design_to_record
from diynn.errors import SettingError
from diynn.layers import Conv2D, Flatten, Linear, ReLU, Sigmoid, Tanh
from diynn.network.losses import BCE, MSE, LogSoftmaxCrossEntropy
from diynn.network.metrics import evaluate
from diynn.network.optimizers import SGD
from diynn.network.step import shard_sizes
from diynn.storage.model_file import (
    SavedModel,
    load,
    load_recipe,
    resumed,
    save,
    save_recipe,
    snapshot,
    weights_sha256,
)
from diynn.storage.recipes import recipe
from diynn.training.training import CHANCE, Training, train
from diynn.workers import WORKERS_VARIABLE

OLD_FILES = Path(__file__).resolve().parent.parent / "data"

AUTO_ENCODER = Design(
    Digits(), View("vector", "0 to 1", "input"), (Linear(12), Tanh(), Linear(64), Sigmoid()), MSE(),
    SGD(0.5, 0.9), Run(batch_size=100, epochs=2, seed=5, noise=0.4),
)  # fmt: skip
# Heavy enough to be cut into shards, each of which draws noise of its own.
CUT = Design(
    Digits(), View("image", "-1 to 1"),
    (Conv2D(32, 3), ReLU(), Conv2D(64, 3), ReLU(), Flatten(), Linear(10)),
    LogSoftmaxCrossEntropy(), SGD(0.02, 0.9), Run(batch_size=96, epochs=1, seed=1, noise=0.3),
)  # fmt: skip


def start(design: Design, **run: float) -> Training:
    values = {**vars(design.run), **run}
    design = replace(design, run=Run(**values))
    return Training(design, design.source.load())


def sha256(training: Training) -> str:
    return weights_sha256(training.net.weight_vector)


def test_the_loss_is_of_noisy_inputs_against_clean_targets() -> None:
    training = start(AUTO_ENCODER)
    run = training.design.run
    places = training.order()[: run.batch_size]
    clean = training.data.train.x[places]
    rng = np.random.default_rng((run.seed, CHANCE, 0, 0, 0))
    noisy = clean + np.float32(run.noise) * rng.standard_normal(clean.shape, np.float32)
    expected = float(np.mean((training.net.predict(noisy) - clean) ** 2))
    against_noisy = float(np.mean((training.net.predict(noisy) - noisy) ** 2))
    found = training.take_step(places)
    assert found == pytest.approx(expected, rel=1e-5)
    assert abs(found - against_noisy) > 0.1 * found


@pytest.mark.parametrize("design", [AUTO_ENCODER, CUT], ids=["auto-encoder", "shards"])
def test_nothing_is_left_in_the_data(design: Design) -> None:
    training = start(design, epochs=1)
    clean = start(design)
    for _ in train(training):
        pass
    for part, before in (
        (training.data.train, clean.data.train), (training.data.test, clean.data.test)
    ):  # fmt: skip
        np.testing.assert_array_equal(part.x, before.x)
        np.testing.assert_array_equal(part.targets, before.targets)
    np.testing.assert_array_equal(training.targets, clean.targets)


def test_figures_on_the_test_part_are_without_noise() -> None:
    training = start(AUTO_ENCODER, epochs=1)
    for _ in train(training):
        pass
    figures = evaluate(training.net, training.data.test, training.loss)
    assert training.history[-1].test_loss == figures.loss
    assert figures.loss == pytest.approx(
        float(
            np.mean((training.net.predict(training.data.test.x) - training.data.test.targets) ** 2)
        ),
        rel=1e-5,
    )


def test_noise_changes_the_training_and_none_does_not() -> None:
    hashes = set()
    for noise in (0.0, 0.1, 0.4):
        training = start(AUTO_ENCODER, noise=noise, epochs=1)
        for _ in train(training):
            pass
        hashes.add(sha256(training))
    assert len(hashes) == 3


def test_every_epoch_has_noise_of_its_own() -> None:
    training = start(AUTO_ENCODER)
    places = np.arange(100)
    weights = training.net.weight_vector.copy()
    losses = []
    for epoch, step in ((0, 0), (0, 1), (1, 0)):
        training.net.weight_vector[...] = weights
        training.epoch, training.step = epoch, step
        losses.append(training.take_step(places))
    assert len(set(losses)) == 3


def test_one_worker_and_two_give_the_same_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    net = start(CUT).net
    assert len(shard_sizes(net.layout, CUT.run.batch_size)) > 1
    hashes = []
    for workers in ("1", "2"):
        monkeypatch.setenv(WORKERS_VARIABLE, workers)
        training = start(CUT)
        # Enough steps for a last batch that is smaller.
        for _ in train(training):
            pass
        hashes.append(sha256(training))
    assert hashes[0] == hashes[1]


@pytest.mark.parametrize("design", [AUTO_ENCODER, CUT], ids=["auto-encoder", "shards"])
@pytest.mark.parametrize("steps", [1, 9])
def test_it_resumes_to_the_bit(tmp_path: Path, design: Design, steps: int) -> None:
    whole = start(design)
    for _ in train(whole):
        pass
    first, dataset = start(design), design.source.load()
    for number, _ in enumerate(train(first), 1):
        if number == steps:
            break
    save(tmp_path / "a.diynn", snapshot(first, dataset))
    second = resumed(load(tmp_path / "a.diynn"), dataset)
    assert second.design.run.noise == design.run.noise
    for _ in train(second):
        pass
    assert sha256(second) == sha256(whole)


def test_noise_can_be_changed_while_it_runs() -> None:
    training, other = start(AUTO_ENCODER), start(AUTO_ENCODER)
    places = np.arange(100)
    training.take_step(places)
    other.take_step(places)
    training.adopt(replace(training.design, run=replace(training.design.run, noise=0.0)))
    assert training.step == 1
    weights = training.net.weight_vector.copy()
    given_back = training.net.predict(training.data.train.x[places])
    clean = float(np.mean((given_back - training.targets[places]) ** 2))
    assert training.take_step(places) == pytest.approx(clean, rel=1e-5)
    np.testing.assert_array_equal(other.net.weight_vector, weights)
    assert other.take_step(places) != pytest.approx(clean, rel=1e-3)


# In files.


def test_it_is_kept_in_recipes_and_files(tmp_path: Path) -> None:
    save_recipe(tmp_path / "a.json", AUTO_ENCODER)
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["run"]["noise"] == 0.4
    assert load_recipe(tmp_path / "a.json") == AUTO_ENCODER
    save(tmp_path / "a.diynn", SavedModel(AUTO_ENCODER))
    assert load(tmp_path / "a.diynn").design.run.noise == 0.4


def test_older_files_have_none() -> None:
    model = load(OLD_FILES / "version-1.diynn")
    assert model.design.run.noise == 0.0
    record = design_to_record(AUTO_ENCODER)
    del record["run"]["noise"]
    assert design_from_record(record) == replace(
        AUTO_ENCODER, run=replace(AUTO_ENCODER.run, noise=0.0)
    )


def test_the_recipes_of_the_program_train_without() -> None:
    assert recipe("usps-autoencoder").run.noise == 0.0
    assert isinstance(recipe("usps-autoencoder").loss, BCE)


@pytest.mark.parametrize("value", [-0.1, 11.0, float("nan"), "much"])
def test_noise_that_makes_no_sense_is_refused(value: object) -> None:
    record = design_to_record(AUTO_ENCODER)
    record["run"]["noise"] = value
    with pytest.raises(SettingError, match="noise"):
        design_from_record(record)
