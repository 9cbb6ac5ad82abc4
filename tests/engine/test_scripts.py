"""Exported scripts do what diynn does: each layer, loss, optimizer and schedule, step by step."""

from __future__ import annotations

import ast
import json
import runpy
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from test_every_layer import CASES

from diynn.data.augmentation import Augmentation
from diynn.data.dataset import Dataset, Part
from diynn.design.design import Design, Run, View
from diynn.errors import DiynnError
from diynn.export.scripts import SCRIPTS, layers_as_python, notebook, script_of
from diynn.layers import (
    BatchNorm,
    Conv2D,
    ConvTranspose2D,
    Dropout,
    Flatten,
    Linear,
    MaxPool2D,
    ReLU,
    Reshape2D,
    Sigmoid,
    Softmax,
    Tanh,
)
from diynn.layers.layer import Layer, Shape
from diynn.network.losses import BCE, LOSSES, MSE, CrossEntropy, Huber, LogSoftmaxCrossEntropy, Loss
from diynn.network.optimizers import OPTIMIZERS, SGD, Adam, AdamW, Optimizer, RMSprop
from diynn.network.schedules import (
    SCHEDULES,
    Constant,
    Cosine,
    OneCycle,
    OnPlateau,
    Schedule,
    StepDecay,
)
from diynn.storage.recipes import RECIPES, recipe
from diynn.training.training import Training, train

CLOSE = 1e-6
STEPS = 50
CLASSES = 3
EVERY = [
    pytest.param(layer, shape, id=f"{layer.name()}-{number}")
    for kind, cases in CASES.items()
    for number, (layer, shape) in enumerate(cases)
]


@pytest.fixture(params=["numpy", "torch"])
def to(request: pytest.FixtureRequest) -> Iterator[str]:
    """The kind of script; PyTorch without oneDNN, whose products differ from call to call."""
    if request.param == "torch":
        torch = pytest.importorskip("torch")
        torch._C._set_mkldnn_enabled(False)
        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        yield "torch"
        torch.set_num_threads(threads)
        torch._C._set_mkldnn_enabled(True)
    else:
        yield "numpy"


def data_of(shape: Shape, values: int = 0, samples: int = 44) -> Dataset:
    """Random samples of a shape, with classes or with so many values."""
    rng = np.random.default_rng(1)
    x = rng.normal(size=(samples, *shape)).astype(np.float32)
    if values:
        t: Any = (x.reshape(samples, -1)[:, :1] + rng.normal(size=(samples, values))) / 3
        t = (1 / (1 + np.exp(-t))).astype(np.float32)
    else:
        t = rng.integers(0, CLASSES, samples)
        x += t.reshape(-1, *[1] * len(shape)).astype(np.float32) / 2
    names = () if values else tuple("abc")
    return Dataset("random", Part(x[:34], t[:34]), Part(x[34:], t[34:]), names)


def losses_of(design: Design, data: Dataset) -> list[float]:
    """The loss of every step, as diynn trains."""
    training, found = Training(design, data), []
    for _ in train(training):
        step = training.last_step
        assert step is not None
        found.append(step.loss)
    return found


def ran(design: Design, data: Dataset, to: str, folder: Path, **more: Any) -> dict[str, Any]:
    """What is left of a script that was written and run."""
    path = folder / "net.py"
    script_of(design, data, to, "net", **more).write(path)
    return runpy.run_path(str(path))


def compare(design: Design, data: Dataset, to: str, folder: Path) -> None:
    """Whether the script's losses are diynn's, over the first steps."""
    ours, theirs = losses_of(design, data), ran(design, data, to, folder)["losses"]
    assert len(ours) == len(theirs)
    level = float(np.mean(ours[:STEPS]))
    np.testing.assert_allclose(theirs[:STEPS], ours[:STEPS], rtol=CLOSE, atol=CLOSE * level)


def stack_with(layer: Layer, shape: Shape) -> tuple[Layer, ...]:
    """The layer among others, so that a gradient goes through it both ways."""
    after = layer.output_shape(shape)
    return (layer, *([Flatten()] if len(after) > 1 else []), Linear(CLASSES))


@pytest.mark.parametrize(("layer", "shape"), EVERY)
def test_every_layer(layer: Layer, shape: Shape, to: str, tmp_path: Path) -> None:
    design = Design(
        layers=stack_with(layer, shape), optimizer=SGD(0.02), run=Run(batch_size=10, epochs=5)
    )
    if to == "torch" and isinstance(layer, Dropout) and layer.rate:
        # It draws other masks: that it learns at all is what can be seen.
        assert len(ran(design, data_of(shape), to, tmp_path)["losses"]) == 20
    else:
        compare(design, data_of(shape), to, tmp_path)


def test_every_kind_of_layer_is_among_them() -> None:
    assert {type(one.values[0]) for one in EVERY} == set(CASES)


WITH_VALUES: list[tuple[Loss, tuple[Layer, ...]]] = [
    (MSE(), ()), (MSE("samples"), ()), (MSE("sum"), ()), (Huber(), ()),
    (Huber("samples", delta=0.1), ()), (BCE(), (Sigmoid(),)), (BCE("samples"), (Sigmoid(),)),
    (BCE("sum"), (Sigmoid(),)), (BCE(), (Linear(4), Sigmoid(), Dropout(0.0))),
]  # fmt: skip
WITH_CLASSES: list[tuple[Loss, tuple[Layer, ...]]] = [
    (LogSoftmaxCrossEntropy(), ()), (LogSoftmaxCrossEntropy("sum", 0.1), ()),
    (CrossEntropy(), (Softmax(),)), (CrossEntropy(smoothing=0.2), (Softmax(),)),
    (CrossEntropy(), (Softmax(), Dropout(0.0))),
    (CrossEntropy(smoothing=0.1), (Softmax(), Dropout(0.0))), (MSE(), ()), (BCE(), (Sigmoid(),)),
]  # fmt: skip


@pytest.mark.parametrize(("loss", "after"), WITH_VALUES, ids=str)
def test_every_loss_of_values(
    loss: Loss, after: tuple[Layer, ...], to: str, tmp_path: Path
) -> None:
    last = () if after and isinstance(after[0], Linear) else (Linear(4),)
    design = Design(
        layers=(Linear(6), Tanh(), *last, *after), loss=loss, optimizer=SGD(0.01),
        run=Run(batch_size=10, epochs=6),
    )  # fmt: skip
    compare(design, data_of((5,), 4), to, tmp_path)


@pytest.mark.parametrize(("loss", "after"), WITH_CLASSES, ids=str)
def test_every_loss_of_classes(
    loss: Loss, after: tuple[Layer, ...], to: str, tmp_path: Path
) -> None:
    design = Design(
        layers=(Linear(6), Tanh(), Linear(CLASSES), *after), loss=loss, optimizer=SGD(0.01),
        run=Run(batch_size=10, epochs=6),
    )  # fmt: skip
    compare(design, data_of((5,)), to, tmp_path)


def test_every_kind_of_loss_is_among_them() -> None:
    assert {type(loss) for loss, _ in WITH_VALUES + WITH_CLASSES} == set(LOSSES)


RULES: list[Optimizer] = [
    SGD(0.02), SGD(0.02, 0.9), SGD(0.02, 0.9, nesterov=True), SGD(0.02, nesterov=True),
    SGD(0.02, 0.5, weight_decay=0.01), RMSprop(), RMSprop(0.002, 0.5, weight_decay=0.01), Adam(),
    Adam(0.005, weight_decay=0.02), AdamW(0.005, weight_decay=0.1), AdamW(weight_decay=0.0),
]  # fmt: skip


@pytest.mark.parametrize("clip", [0.0, 0.3])
@pytest.mark.parametrize("rule", RULES, ids=str)
def test_every_optimizer(rule: Optimizer, clip: float, to: str, tmp_path: Path) -> None:
    design = Design(
        layers=(Linear(6), BatchNorm(), Tanh(), Linear(CLASSES)), optimizer=rule,
        run=Run(batch_size=10, epochs=5, clip=clip),
    )  # fmt: skip
    if type(rule) in (RMSprop, Adam, AdamW):
        # Behind BatchNorm the bias has no gradient but rounding, which these rules make large.
        design = replace(design, layers=(Linear(6), Tanh(), Linear(CLASSES)))
    compare(design, data_of((5,)), to, tmp_path)


def test_every_kind_of_optimizer_is_among_them() -> None:
    assert {type(rule) for rule in RULES} == set(OPTIMIZERS)


PLANS: list[Schedule] = [
    Constant(), Constant(1.5), StepDecay(every=2, by=0.3), StepDecay(1.0, 1, 0.5), Cosine(),
    Cosine(0.5, smallest=0.1), OneCycle(), OneCycle(rise=0.01),
    OnPlateau(patience=0, threshold=0.5), OnPlateau(1.0, 1, 0.5),
]  # fmt: skip


@pytest.mark.parametrize("validation", [0.0, 0.3])
@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_every_schedule(plan: Schedule, validation: float, to: str, tmp_path: Path) -> None:
    design = Design(
        layers=(Linear(6), Tanh(), Linear(CLASSES), Softmax()), loss=CrossEntropy(),
        optimizer=SGD(0.05), schedule=plan,
        run=Run(batch_size=10, epochs=8, validation=validation),
    )  # fmt: skip
    compare(design, data_of((5,)), to, tmp_path)


def test_every_kind_of_schedule_is_among_them() -> None:
    assert {type(plan) for plan in PLANS} == set(SCHEDULES)


def test_noise_is_the_same_in_numpy(tmp_path: Path) -> None:
    design = Design(
        layers=(Linear(6), Dropout(0.3), Tanh(), Linear(CLASSES)), optimizer=SGD(0.02),
        run=Run(batch_size=10, epochs=5, noise=0.2),
    )  # fmt: skip
    compare(design, data_of((5,)), "numpy", tmp_path)


def test_pieces_of_a_batch_have_chances_of_their_own(tmp_path: Path) -> None:
    # So much work that diynn cuts each batch.
    design = Design(
        layers=(Linear(400), ReLU(), Dropout(0.3), Linear(300), ReLU(), Linear(CLASSES)),
        optimizer=SGD(0.01), run=Run(batch_size=70, epochs=5, noise=0.1),
    )  # fmt: skip
    compare(design, data_of((5,), samples=100), "numpy", tmp_path)


@pytest.mark.parametrize("shape", [(6,), (6, 2), (4, 4, 2), (4, 4, 1)], ids=str)
def test_auto_encoders_of_every_shape(shape: Shape, to: str, tmp_path: Path) -> None:
    size = int(np.prod(shape))
    flat = () if len(shape) == 1 else (Flatten(),)
    layers = (*flat, Linear(5), Tanh(), Linear(size), Sigmoid())
    design = Design(
        view=View(goal="input", scaling="0 to 1"), layers=layers, loss=BCE("samples"),
        optimizer=SGD(0.02), run=Run(batch_size=10, epochs=5),
    )  # fmt: skip
    compare(design, data_of(shape), to, tmp_path)


def test_a_decoder_that_ends_in_images(to: str, tmp_path: Path) -> None:
    layers = (
        Conv2D(3, 2), ReLU(), MaxPool2D(), Flatten(), Linear(4), Tanh(), Linear(16),
        Reshape2D(2, 2), ReLU(), ConvTranspose2D(2), Sigmoid(),
    )  # fmt: skip
    design = Design(
        view=View(goal="input", scaling="0 to 1"), layers=layers, loss=BCE(), optimizer=SGD(0.02),
        run=Run(batch_size=10, epochs=5),
    )  # fmt: skip
    compare(design, data_of((4, 4, 2)), to, tmp_path)


def built_in() -> list[str]:
    """The recipes whose data is on this machine and small."""
    return [name for name in RECIPES if not name.startswith(("usps", "mnist", "fashion"))]


@pytest.mark.parametrize("name", built_in())
def test_every_recipe(name: str, to: str, tmp_path: Path) -> None:
    design = recipe(name)
    design = replace(design, run=replace(design.run, epochs=2))
    data = design.source.load()
    ours = Training(design, data)
    losses = [ours.last_step.loss for _ in train(ours) if ours.last_step]
    script = ran(design, data, to, tmp_path)
    if not (to == "torch" and any(layer.is_stochastic for layer in design.layers)):
        np.testing.assert_allclose(script["losses"][:STEPS], losses[:STEPS], rtol=10 * CLOSE)
        report = ours.history[-1]
        if report.test_accuracy is not None:
            assert np.mean(script["right"]) == pytest.approx(report.test_accuracy, abs=0.01)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_trained_weights_answer_at_once(language: str, to: str, tmp_path: Path) -> None:
    design = replace(recipe("iris"), run=replace(recipe("iris").run, epochs=20))
    data = design.source.load()
    training = Training(design, data)
    for _ in train(training):
        pass
    script = ran(
        design, data, to, tmp_path, trained=training.net.weight_vector, language=language
    )
    assert script["losses"] == []
    accuracy = training.history[-1].test_accuracy
    assert np.mean(script["right"]) == pytest.approx(accuracy)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ["iris", "digits-conv2d", "digits-autoencoder", "diabetes"])
@pytest.mark.parametrize("kind", SCRIPTS)
def test_scripts_are_short_and_readable(kind: str, name: str, language: str) -> None:
    design = recipe(name)
    text = script_of(design, design.source.load(), kind, "net", language=language).text
    if kind == "notebook":
        text = "".join("".join(cell["source"]) + "\n" for cell in json.loads(text)["cells"]
                       if cell["cell_type"] == "code")  # fmt: skip
    ast.parse(text)
    lines = text.splitlines()
    assert len(lines) < (130 if kind == "torch" else 250)
    assert max(map(len, lines)) <= 120
    assert "{{" not in text
    assert "\n\n\n\n" not in text
    assert ("The learning rate" in text) == (language == "en")


def test_a_notebook_runs_cell_by_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    design = replace(recipe("iris"), run=replace(recipe("iris").run, epochs=2))
    path = tmp_path / "net.ipynb"
    data = design.source.load()
    script_of(design, data, "notebook", "net").write(path)
    found = json.loads(path.read_text("utf-8"))
    assert found["nbformat"] == 4
    assert [cell["cell_type"] for cell in found["cells"]][:3] == ["markdown", "markdown", "code"]
    monkeypatch.chdir(tmp_path)
    space: dict[str, Any] = {}
    for cell in found["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), space)
    np.testing.assert_allclose(space["losses"], losses_of(design, data), rtol=CLOSE)
    assert "epoch 2" in capsys.readouterr().out


def test_what_a_script_leaves_out_is_said() -> None:
    design = recipe("digits-conv2d")
    design = replace(
        design, augmentation=Augmentation(shift=1.0), run=replace(design.run, patience=3)
    )
    text = script_of(design, design.source.load(), "numpy", "net").text
    assert "warped" in text
    assert "stops early" in text


def test_layers_as_python_can_be_pasted() -> None:
    torch = pytest.importorskip("torch")
    layers = (Conv2D(3, 2), ReLU(), Flatten(), Linear(4))
    text = layers_as_python(layers, (4, 4, 2))
    space: dict[str, Any] = {}
    helper = "class ChannelsLast(torch.nn.Module):\n    forward = lambda s, x: x.movedim(1, -1)\n"
    exec("import torch\n" + helper + text, space)
    assert space["net"](torch.zeros(2, 2, 4, 4)).shape == (2, 4)
    assert "ChannelsLast" in text.split("net =")[0]


def test_what_does_not_fit_is_no_script() -> None:
    with pytest.raises(DiynnError):
        script_of(Design(layers=(Conv2D(3),)), recipe("iris").source.load(), "numpy", "net")


def test_cells_begin_at_titles() -> None:
    cells = json.loads(notebook('"""Title\n\nWords."""\n# %% One\nx = 1\n'))["cells"]
    assert ["".join(cell["source"]) for cell in cells] == ["# Title\n\nWords.", "## One", "x = 1"]


def test_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from diynn.cli.main import main

    out = tmp_path / "net.py"
    assert main(["export", "iris", "--to", "numpy", "--out", str(out), "--language", "fr"]) == 0
    assert str(out) in capsys.readouterr().out
    assert "époque" in out.read_text("utf-8")
    # There are no trained weights in a recipe.
    assert main(["export", "iris", "--to", "torch", "--trained", "--out", str(out)]) == 1
    assert "no weights" in capsys.readouterr().err
