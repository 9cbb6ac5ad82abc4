"""The mean of networks: as a layer, as a training, on the command line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from diynn.cli.main import main
from diynn.data.sources.source import outline_of
from diynn.data.sources.toys import Moons
from diynn.design.data_advice import data_advice
from diynn.design.design import Design, View, design_from_record, design_to_record
from diynn.errors import DataError, SettingError, ShapeError
from diynn.layers import BatchNorm, Conv2D, Dropout, Flatten, Linear, ReLU, Sigmoid, Softmax, Tanh
from diynn.layers.committee import Committee
from diynn.layers.layer import Pass
from diynn.network.losses import BCE, MSE, CrossEntropy
from diynn.network.metrics import accuracy, class_probabilities
from diynn.storage.model_file import load, resumed, save, snapshot
from diynn.training.averaging import Member, averaged, is_average, member_of
from diynn.training.training import Training, train

STACKS = (
    (Flatten(), Linear(6), Tanh(), Linear(3), Softmax()),
    (Conv2D(2), BatchNorm(), ReLU(), Flatten(), Linear(3), Softmax()),
)
DESIGN = Design(Moons(samples=200), View(), (Linear(8), Tanh(), Linear(2)))


def trained(design: Design = DESIGN, seed: int = 0, epochs: int = 2) -> tuple[Training, Member]:
    design = replace(design, run=replace(design.run, epochs=epochs, seed=seed))
    raw = design.source.load()
    training = Training(design, raw)
    for _ in train(training):
        pass
    return training, member_of(f"{seed}", training, raw)


# The layer.


def test_its_gradients_are_the_slopes() -> None:
    layer, shape, rng = Committee(STACKS), (4, 3, 2), np.random.default_rng(0)
    x = rng.standard_normal((5, *shape))
    weights = layer.new_weights(shape, rng)
    pass_ = Pass(training=True)
    y, forward, backward, _ = layer.bind(x, weights, pass_)
    wish = rng.standard_normal(y.shape)

    def value() -> float:
        forward()
        return float(np.vdot(y, wish))

    value()
    dx = backward(wish)
    assert dx is not None
    found = {"x": (x, dx.copy())}
    found |= {name: (weights[name], pass_.gradients[name].copy()) for name in weights}
    for name, (place, gradient) in found.items():
        if name in layer.gathered:
            continue
        wanted = np.empty_like(place)
        for index in np.ndindex(place.shape):
            kept = place[index]
            place[index] = kept + 1e-6
            above = value()
            place[index] = kept - 1e-6
            wanted[index] = (above - value()) / 2e-6
            place[index] = kept
        np.testing.assert_allclose(gradient, wanted, atol=1e-7, err_msg=name)


def test_it_comes_back_from_its_record() -> None:
    design = replace(DESIGN, layers=(Committee((DESIGN.layers, DESIGN.layers)),))
    assert design_from_record(json.loads(json.dumps(design_to_record(design)))) == design


@pytest.mark.parametrize("members", [(), 3, [3], "two", [[{"kind": "Nothing"}]], [["Linear"]]])
def test_what_is_no_committee_is_refused(members: object) -> None:
    record = design_to_record(DESIGN) | {"layers": [{"kind": "Committee", "members": members}]}
    with pytest.raises(SettingError):
        design_from_record(record)


def test_other_shapes_have_no_mean() -> None:
    with pytest.raises(ShapeError, match="different shapes"):
        Committee(((Linear(2),), (Linear(3),))).output_shape((4,))


def test_a_network_that_draws_is_trained_within_it() -> None:
    layers = (Committee(((Linear(40), Dropout(0.5), Linear(2)), (Linear(2),))),)
    training, _ = trained(replace(DESIGN, layers=layers))
    assert np.isfinite(training.history[-1].train_loss)


# The mean of trainings.


def test_it_answers_with_the_mean_of_the_probabilities() -> None:
    runs = [trained(seed=seed) for seed in range(3)]
    found = averaged([member for _, member in runs])
    test = found.data.test
    each = [class_probabilities(run.net.predict(test.x), run.loss) for run, _ in runs]
    mean = np.mean(each, axis=0)
    np.testing.assert_allclose(found.net.predict(test.x), mean, atol=1e-6)
    assert isinstance(found.loss, CrossEntropy)
    assert is_average(found.design)
    (report,) = list(found.history)
    assert report.test_accuracy == accuracy(mean.argmax(axis=1), test.targets)
    right = mean[np.arange(len(test)), test.targets]
    assert report.test_loss == pytest.approx(-np.log(right).mean(), rel=1e-5)
    assert found.seconds == sum(run.seconds for run, _ in runs)


@pytest.mark.parametrize("loss", [MSE(), BCE()], ids=lambda loss: loss.name())
def test_values_are_averaged_as_they_are(loss: MSE | BCE) -> None:
    design = replace(DESIGN, layers=(Linear(4), Tanh(), Linear(1), Sigmoid()), loss=loss)
    runs = [trained(design, seed) for seed in range(2)]
    found = averaged([member for _, member in runs])
    x = found.data.test.x
    mean = np.mean([run.net.predict(x) for run, _ in runs], axis=0)
    np.testing.assert_allclose(found.net.predict(x), mean, atol=1e-6)


def test_networks_of_other_layers_have_a_mean_too() -> None:
    other = replace(DESIGN, layers=(Linear(3), ReLU(), Linear(2), Softmax()), loss=CrossEntropy())
    found = averaged([trained()[1], trained(other)[1]])
    assert found.net.output_shape == (2,)


def changed(**changes: object) -> Member:
    return trained(replace(DESIGN, **changes))[1]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("others", "words"),
    [
        (list, "from 2 to"),
        (lambda: [changed(source=Moons(samples=100))], "same samples"),
        (lambda: [changed(view=View(scaling="-1 to 1"))], "same samples"),
        (lambda: [changed(run=replace(DESIGN.run, validation=0.3))], "same samples"),
        (lambda: [changed(loss=MSE())], "different terms"),
    ],
)  # fmt: skip
def test_what_has_no_mean_is_told(others: object, words: str) -> None:
    with pytest.raises(DataError, match=words):
        averaged([trained()[1], *others()])  # type: ignore[operator]


def test_a_mean_of_means_is_refused() -> None:
    mean = averaged([trained(seed=seed)[1] for seed in range(2)])
    raw = mean.dataset
    with pytest.raises(DataError, match="mean already"):
        averaged([member_of("mean", mean, raw), trained()[1]])


def test_a_file_keeps_it(tmp_path: Path) -> None:
    found = averaged([trained(seed=seed)[1] for seed in range(2)])
    save(tmp_path / "mean.diynn", snapshot(found, found.dataset))
    back = resumed(load(tmp_path / "mean.diynn"), found.dataset)
    x = found.data.test.x
    np.testing.assert_array_equal(back.net.predict(x), found.net.predict(x))
    assert back.design == found.design
    assert list(back.history) == list(found.history)


# The command line.


def files(folder: Path, count: int = 2) -> list[str]:
    names = []
    for seed in range(count):
        training, _ = trained(seed=seed)
        names.append(str(folder / f"{seed}.diynn"))
        save(names[-1], snapshot(training, training.dataset))
    return names


def said(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_the_command_writes_a_network_like_any_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "mean.diynn")
    assert main(["average", out, *files(tmp_path), "--json"]) == 0
    figures = said(capsys)
    assert figures["networks"] == 2
    assert main(["evaluate", out, "--json"]) == 0
    assert said(capsys)["accuracy"] == pytest.approx(figures["test_accuracy"])
    assert main(["info", out]) == 0


def test_the_command_tells_what_has_no_mean(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, (one,) = tmp_path / "mean.diynn", files(tmp_path, 1)
    assert main(["average", str(out), one]) == 1
    assert "from 2 to" in capsys.readouterr().err
    assert not out.exists()


def test_no_advice_is_given_on_its_loss() -> None:
    found = averaged([trained(seed=seed)[1] for seed in range(2)])
    assert [str(one.message) for one in data_advice(found.design, outline_of(found.data))] == []
