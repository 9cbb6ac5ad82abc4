"""Images warped while training: as SciPy would, from the step's chance alone, bit for bit."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import ndimage

from diynn.data.augmentation import Augmentation, Warper, Warping, background
from diynn.data.sources import Digits, Moons
from diynn.design.advice import advice
from diynn.design.design import (
    Design,
    Run,
    View,
    design_from_record,
    design_to_record,
    prepared,
    warping_of,
)
from diynn.errors import SettingError
from diynn.layers import Conv2D, Flatten, Linear, ReLU, Sigmoid, Tanh
from diynn.network.losses import BCE, MSE, LogSoftmaxCrossEntropy
from diynn.network.optimizers import SGD
from diynn.network.step import SHARD, shard_sizes
from diynn.settings import settings_of
from diynn.storage.model_file import (
    load,
    load_recipe,
    resumed,
    save,
    save_recipe,
    snapshot,
    weights_sha256,
)
from diynn.training.training import CHANCE, Training, train
from diynn.workers import WORKERS_VARIABLE

Array = NDArray[Any]

ALL = Augmentation(shift=1.5, rotation=20, scale=0.2, shear=10, elastic=0.7)
DENSE = Design(
    Digits(), View("vector", "0 to 1"), (Linear(16), Tanh(), Linear(10)),
    LogSoftmaxCrossEntropy(), SGD(0.1, 0.9), Run(batch_size=100, epochs=1, seed=3),
    augmentation=ALL,
)  # fmt: skip
AUTO_ENCODER = replace(
    DENSE, view=View("vector", "0 to 1", "input"), loss=BCE(),
    layers=(Linear(12), Tanh(), Linear(64), Sigmoid()),
)  # fmt: skip
# Heavy enough to be cut into shards, each of which warps by chance of its own.
CUT = replace(
    DENSE, view=View("image", "-1 to 1"), run=Run(batch_size=96, epochs=1, seed=1, noise=0.2),
    layers=(Conv2D(32, 3), ReLU(), Conv2D(64, 3), ReLU(), Flatten(), Linear(10)),
)  # fmt: skip


def start(design: Design) -> Training:
    return Training(design, design.source.load())


def run(training: Training) -> str:
    for _ in train(training):
        pass
    return weights_sha256(training.net.weight_vector)


def warper(shape: tuple[int, ...], samples: int, ground: float = 0.0) -> Warper:
    return Warping(ALL, shape, np.full((1, 1, 1), ground, np.float32)).bind(samples)


def images(samples: int, shape: tuple[int, ...]) -> Array:
    return np.random.default_rng(7).random((samples, *shape), np.float32)


def by_scipy(x: Array, maps: Array, ground: float) -> Array:
    """The same by another's hands, an image and a channel at a time."""
    middle = (np.array(x.shape[1:3]) - 1) / 2
    y = np.empty_like(x)
    for image, (sample, map_) in enumerate(zip(x, maps, strict=True)):
        linear, shift = map_[:, :2], map_[:, 2]
        for channel in range(x.shape[-1]):
            y[image, ..., channel] = ndimage.affine_transform(
                sample[..., channel], linear, middle - linear @ middle + shift, order=1,
                mode="grid-constant", cval=ground,
            )  # fmt: skip
    return y


# The warp itself.


@pytest.mark.parametrize("shape", [(28, 28, 1), (16, 16, 1), (9, 14, 3), (1, 5, 1)])
@pytest.mark.parametrize("ground", [0.0, -1.0])
def test_it_is_what_scipy_gives(shape: tuple[int, ...], ground: float) -> None:
    x = images(6, shape) * (1 - ground) + ground
    maps = Augmentation(shift=4, rotation=180, scale=0.5, shear=30).maps(
        6, np.random.default_rng(2)
    )
    y = x.copy()
    warper(shape, 6, ground).warp_by(y, maps)
    np.testing.assert_allclose(y, by_scipy(x, maps, ground), atol=1e-5)


@pytest.mark.parametrize(
    ("map_", "expected"),
    [
        ([[1, 0, -2], [0, 1, 1]], lambda x: np.roll(x, (2, -1), (1, 2))),
        ([[0, 1, 0], [-1, 0, 0]], lambda x: np.rot90(x, 1, (1, 2))),
        ([[-1, 0, 0], [0, -1, 0]], lambda x: x[:, ::-1, ::-1]),
        ([[1, 0, 0], [0, 1, 0]], lambda x: x),
    ],
    ids=["shift", "quarter turn", "half turn", "nothing"],
)
def test_known_maps(map_: list[list[int]], expected: Callable[[Array], Array]) -> None:
    x = np.zeros((3, 12, 12, 1), np.float32)
    x[:, 3:9, 3:9] = images(3, (6, 6, 1))
    y = x.copy()
    warper((12, 12, 1), 3).warp_by(y, np.array([map_] * 3, float))
    np.testing.assert_allclose(y, expected(x), atol=1e-5)


def test_bending_displaces_as_it_says() -> None:
    shape, bend = (20, 20, 1), 2.5
    slope = np.broadcast_to(np.arange(20, dtype=np.float32)[:, None, None], (400, *shape)).copy()
    Warping(Augmentation(elastic=bend), shape, np.zeros((1, 1, 1), np.float32)).bind(400).warp(
        slope, np.random.default_rng(0)
    )
    # In the middle, where no value from beyond the edge comes in.
    found = slope[:, 10, 10, 0] - 10
    assert float(found.mean()) == pytest.approx(0, abs=0.5)
    assert float(found.std()) == pytest.approx(bend, rel=0.15)


@pytest.mark.parametrize("name", [setting.name for setting in settings_of(Augmentation)])
def test_each_setting_does_something_of_its_own(name: str) -> None:
    one = Augmentation(**{name: 0.5})
    assert one.warps
    x = images(4, (10, 10, 1))
    y = x.copy()
    Warping(one, (10, 10, 1), np.zeros((1, 1, 1), np.float32)).bind(4).warp(
        y, np.random.default_rng(0)
    )
    assert not np.array_equal(x, y)
    plain = Augmentation().maps(4, np.random.default_rng(0))
    maps = one.maps(4, np.random.default_rng(0))
    np.testing.assert_allclose(plain[:, :, :2], np.broadcast_to(np.eye(2), (4, 2, 2)))
    if name == "shift":
        np.testing.assert_array_equal(maps[:, :, :2], plain[:, :, :2])
        assert 0 < np.abs(maps[:, :, 2]).max() <= 0.5
    elif name != "elastic":
        assert not np.allclose(maps[:, :, :2], plain[:, :, :2])
        np.testing.assert_allclose(maps[:, :, 2], 0)
    if name in ("rotation", "shear"):
        np.testing.assert_allclose(np.linalg.det(maps[:, :, :2]), 1)


def test_the_settings_are_the_most_that_happens() -> None:
    maps = Augmentation(scale=0.25).maps(2000, np.random.default_rng(1))
    sizes = 1 / np.sqrt(np.linalg.det(maps[:, :, :2]))
    assert 0.8 <= sizes.min() < 0.81
    assert 1.24 < sizes.max() <= 1.25
    maps = Augmentation(rotation=30).maps(2000, np.random.default_rng(1))
    angles = np.degrees(np.arctan2(maps[:, 0, 1], maps[:, 0, 0]))
    assert 29 < np.abs(angles).max() <= 30
    assert abs(float(angles.mean())) < 2


def test_another_setting_leaves_each_image_its_own_chance() -> None:
    alone = Augmentation(rotation=30).maps(5, np.random.default_rng(1))
    both = Augmentation(rotation=30, shift=2).maps(5, np.random.default_rng(1))
    np.testing.assert_array_equal(alone[:, :, :2], both[:, :, :2])


def test_it_uses_the_same_memory_and_leaves_nothing_behind() -> None:
    first, second = images(4, (8, 8, 1)), images(4, (8, 8, 1)) + 1
    used, fresh = warper((8, 8, 1), 4), warper((8, 8, 1), 4)
    used.warp(first, np.random.default_rng(0))
    other = second.copy()
    used.warp(second, np.random.default_rng(1))
    fresh.warp(other, np.random.default_rng(1))
    np.testing.assert_array_equal(second, other)


# In a training.


@pytest.mark.parametrize("view", ["image", "vector", "sequence"])
@pytest.mark.parametrize("scaling", ["0 to 1", "-1 to 1", "standard", "given"])
def test_the_net_gets_warped_images_however_it_sees_them(view: str, scaling: str) -> None:
    layers = (Flatten(), Linear(10)) if view != "vector" else (Linear(10),)
    training = start(replace(DENSE, view=View(view, scaling), layers=layers))
    places = np.arange(100)
    x, low = training.data.train.x[:100].reshape(100, 8, 8, 1), training.data.low
    everything = training.data.train.x.reshape(-1, 8, 8, 1)
    ground = low if np.isfinite(low) else everything.min(axis=0)
    rng = np.random.default_rng((3, CHANCE, 0, 0, 0))
    expected = x.copy()
    Warping(ALL, (8, 8, 1), np.broadcast_to(np.float32(ground), (8, 8, 1))).bind(100).warp(
        expected, rng
    )
    seen = training.net.predict(expected.reshape(training.data.train.x[:100].shape))
    loss = training.loss.sum(seen, training.targets[:100], np.empty_like(seen)) / 100
    assert training.take_step(places) == pytest.approx(loss, rel=1e-5)
    assert not np.allclose(expected, x)
    if scaling != "standard":
        assert expected.min() >= x.min() - 1e-5


def test_the_ground_is_the_datas_own() -> None:
    x = np.array([[5.0, 2.0], [1.0, 3.0]], np.float32)
    assert background(x, -1.0, (1, 2, 1)).tolist() == [[[-1.0]]]
    assert background(x, float("nan"), (1, 2, 1)).tolist() == [[[1.0], [2.0]]]


def test_none_leaves_the_training_as_it_was() -> None:
    plain = replace(DENSE, augmentation=Augmentation())
    assert not plain.augmentation.warps
    data = prepared(plain, plain.source.load())
    assert warping_of(plain, data) is None
    assert warping_of(DENSE, data) is not None
    training = start(plain)
    places = np.arange(100)
    found = training.take_step(places)
    net = start(plain).net
    x, t = training.data.train.x[:100], training.targets[:100]
    assert found == net.loss_and_gradient(x, t, plain.loss)[0]
    assert run(start(plain)) != run(start(DENSE))


@pytest.mark.parametrize("noise", [0.0, 0.3])
def test_an_auto_encoder_is_asked_for_the_warped_clean_image(noise: float) -> None:
    design = replace(AUTO_ENCODER, loss=MSE(), run=replace(AUTO_ENCODER.run, noise=noise))
    training = start(design)
    x = training.data.train.x[:100]
    rng = np.random.default_rng((3, CHANCE, 0, 0, 0))
    clean = x.copy()
    warper((8, 8, 1), 100).warp(clean, rng)
    shown = clean
    if noise:
        shown = clean + np.float32(noise) * rng.standard_normal(clean.shape, np.float32)
    expected = float(np.mean((training.net.predict(shown) - clean) ** 2))
    against_unmoved = float(np.mean((training.net.predict(shown) - x) ** 2))
    found = training.take_step(np.arange(100))
    assert found == pytest.approx(expected, rel=1e-5)
    assert abs(found - against_unmoved) > 0.02 * found


@pytest.mark.parametrize("design", [AUTO_ENCODER, CUT], ids=["auto-encoder", "shards"])
def test_nothing_is_left_in_the_data(design: Design) -> None:
    training, clean = start(design), start(design)
    run(training)
    np.testing.assert_array_equal(training.data.train.x, clean.data.train.x)
    np.testing.assert_array_equal(training.data.test.x, clean.data.test.x)
    np.testing.assert_array_equal(training.targets, clean.targets)


def test_any_number_of_workers_gives_the_same_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    net = start(CUT).net
    assert shard_sizes(net.layout, 96) == (SHARD,) * 3
    hashes = set()
    for workers in ("1", "2", "4"):
        monkeypatch.setenv(WORKERS_VARIABLE, workers)
        hashes.add(run(start(CUT)))
    assert len(hashes) == 1


@pytest.mark.parametrize("design", [AUTO_ENCODER, CUT], ids=["auto-encoder", "shards"])
def test_it_resumes_to_the_bit(tmp_path: Path, design: Design) -> None:
    whole = run(start(design))
    first, dataset = start(design), design.source.load()
    for number, _ in enumerate(train(first), 1):
        if number == 5:
            break
    save(tmp_path / "a.diynn", snapshot(first, dataset))
    second = resumed(load(tmp_path / "a.diynn"), dataset)
    assert second.design.augmentation == ALL
    assert run(second) == whole


def test_every_step_and_seed_warps_again() -> None:
    training = start(DENSE)
    weights = training.net.weight_vector.copy()
    losses = []
    for seed, epoch, step in ((3, 0, 0), (3, 0, 1), (3, 1, 0), (4, 0, 0), (3, 0, 0)):
        training.design = replace(DENSE, run=replace(DENSE.run, seed=seed))
        training.net.weight_vector[...] = weights
        training.epoch, training.step = epoch, step
        losses.append(training.take_step(np.arange(100)))
    assert len(set(losses)) == 4
    assert losses[0] == losses[-1]


def test_it_can_be_changed_while_it_runs() -> None:
    training = start(DENSE)
    training.take_step(np.arange(100))
    plain = replace(DENSE, augmentation=Augmentation())
    training.adopt(plain)
    assert training.step == 1
    x, t = training.data.train.x[:100], training.targets[:100]
    y = training.net.predict(x)
    expected = training.loss.sum(y, t, np.empty_like(y)) / 100
    assert training.take_step(np.arange(100)) == pytest.approx(expected, rel=1e-5)
    training.adopt(DENSE)
    y = training.net.predict(x)
    expected = training.loss.sum(y, t, np.empty_like(y)) / 100
    assert training.take_step(np.arange(100)) != pytest.approx(expected, rel=1e-3)


def test_samples_that_are_no_images_are_left_alone_and_that_is_said() -> None:
    design = Design(Moons(), layers=(Linear(2),), augmentation=ALL)
    plain = replace(design, augmentation=Augmentation())
    assert run(start(replace(design, run=Run(epochs=1)))) == run(
        start(replace(plain, run=Run(epochs=1)))
    )
    words = [one.text() for one in advice(design, design.source.outline()) if one.row == -1]
    assert len(words) == 1
    assert "no images" in words[0]
    assert "only noise" in words[0]
    for silent in (plain, DENSE, CUT):
        assert not [one for one in advice(silent, silent.source.outline()) if one.row < 0]


# In files.


def test_it_is_kept_in_recipes_and_files(tmp_path: Path) -> None:
    save_recipe(tmp_path / "a.json", DENSE)
    kept = json.loads((tmp_path / "a.json").read_text("utf-8"))["augmentation"]
    assert kept["rotation"] == 20
    assert load_recipe(tmp_path / "a.json") == DENSE


def test_older_files_have_none_and_files_without_stay_as_they_were() -> None:
    plain = replace(DENSE, augmentation=Augmentation())
    record = design_to_record(plain)
    assert "augmentation" not in record
    assert design_from_record(record) == plain


@pytest.mark.parametrize(
    ("name", "value"),
    [("rotation", 400), ("shift", -1), ("scale", float("nan")), ("elastic", "much")],
)
def test_values_that_make_no_sense_are_refused(name: str, value: object) -> None:
    record = design_to_record(DENSE)
    record["augmentation"][name] = value
    with pytest.raises(SettingError, match=f"Augmentation: {name}"):
        design_from_record(record)
