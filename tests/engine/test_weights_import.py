"""Weights of PyTorch, as safetensors, for layers that are there; what does not fit is named."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors.numpy

from diynn import load, train
from diynn.cli.main import main
from diynn.data.sources.user_file import UserFile
from diynn.design.design import Design
from diynn.errors import DataError, FileError
from diynn.export.channels_first import channels_first, state_dict
from diynn.export.weights_import import Matched, import_weights
from diynn.layers import (
    BatchNorm,
    Conv2D,
    ConvTranspose2D,
    Flatten,
    LayerNorm,
    Linear,
    MaxPool2D,
    PReLU,
    ReLU,
    Reshape2D,
    Residual2D,
    Tanh,
)
from diynn.layers.layer import Layer, Shape
from diynn.network.sequential import Sequential

STACK: tuple[Layer, ...] = (
    Conv2D(4, padding=1, groups=2), BatchNorm(), PReLU(), MaxPool2D(), Flatten(), LayerNorm(),
    Linear(5), ReLU(), Linear(3),
)  # fmt: skip
SHAPE: Shape = (6, 4, 2)


def written(path: Path, arrays: dict[str, Any]) -> Path:
    path.write_bytes(safetensors.numpy.save(arrays))
    return path


def anything(layers: Sequence[Layer], shape: Shape) -> Sequential:
    """A network whose weights differ from any first ones."""
    net = Sequential(layers, shape)
    net.weight_vector[...] = np.random.default_rng(3).normal(size=net.weight_vector.size)
    return net


def answers(found: Matched, layers: Sequence[Layer], shape: Shape, x: Any) -> Any:
    return Sequential(layers, shape).predict(x, found.vector)


def test_weights_of_scripts_come_back_as_they_were(tmp_path: Path) -> None:
    net = anything(STACK, SHAPE)
    parts = channels_first(net)
    scripts = {
        "numpy": {name: values.copy() for name, values in net.weights.items()},
        "torch": state_dict(parts, [str(place) for place in range(len(parts))]),
    }
    for name, arrays in scripts.items():
        found = import_weights(written(tmp_path / name, arrays), STACK, SHAPE)
        np.testing.assert_array_equal(found.vector, net.weight_vector, err_msg=name)
        assert not found.left


def test_a_network_of_pytorch_answers_the_same_here(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    nn = torch.nn
    torch.manual_seed(0)

    class Net(nn.Module):  # type: ignore[misc]
        """Written by hand: other names, and channels first where it is flattened."""

        def __init__(self) -> None:
            super().__init__()
            self.conv1 = nn.Conv2d(2, 4, 3, padding=1, groups=2)
            self.norm1 = nn.BatchNorm2d(4)
            self.bend = nn.PReLU(4)
            self.fc1 = nn.Linear(24, 5)
            self.fc10 = nn.Linear(5, 5)
            self.fc9 = nn.Linear(5, 5)

        def forward(self, x: Any) -> Any:
            x = nn.functional.max_pool2d(self.bend(self.norm1(self.conv1(x))), 2)
            return self.fc10(self.fc9(torch.tanh(self.fc1(x.flatten(1)))))

    net = Net().eval()
    for name, values in net.state_dict().items():
        if values.dtype.is_floating_point:
            values.uniform_(0.1 if "var" in name else -0.5, 0.5)
    arrays = {name: values.numpy() for name, values in net.state_dict().items()}
    layers = (Conv2D(4, padding=1, groups=2), BatchNorm(), PReLU(), MaxPool2D(), Flatten(),
              Linear(5), Tanh(), Linear(5), Linear(5))  # fmt: skip
    path = written(tmp_path / "net.safetensors", arrays)
    found = import_weights(path, layers, SHAPE)
    x = np.random.default_rng(1).normal(size=(7, *SHAPE)).astype(np.float32)
    with torch.no_grad():
        wanted = net(torch.tensor(x).movedim(-1, 1)).numpy()
    np.testing.assert_allclose(answers(found, layers, SHAPE, x), wanted, rtol=1e-4, atol=1e-5)
    # In the order that people read, fc9 before fc10.
    assert ("fc9.weight", "8 Linear") in found.pairs
    assert ("fc10.weight", "9 Linear") in found.pairs


def test_a_decoder_of_pytorch_answers_the_same_here(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    nn = torch.nn
    torch.manual_seed(0)
    net = nn.Sequential(
        nn.Linear(4, 12), nn.BatchNorm1d(12), nn.ReLU(), nn.Unflatten(1, (3, 2, 2)),
        nn.ConvTranspose2d(3, 2, 4, 2, 1),
    ).eval()  # fmt: skip
    layers = (Linear(12), BatchNorm(), ReLU(), Reshape2D(2, 2), ConvTranspose2D(2))
    for name, values in net.state_dict().items():
        if values.dtype.is_floating_point:
            values.uniform_(0.1 if "var" in name else -0.5, 0.5)
    arrays = {f"decoder.{name}": values.numpy() for name, values in net.state_dict().items()}
    found = import_weights(written(tmp_path / "net.safetensors", arrays), layers, (4,))
    x = np.random.default_rng(1).normal(size=(7, 4)).astype(np.float32)
    with torch.no_grad():
        wanted = net(torch.tensor(x)).movedim(1, -1).numpy()
    np.testing.assert_allclose(answers(found, layers, (4,), x), wanted, rtol=1e-4, atol=1e-5)


def test_a_residual_block_finds_its_weights_by_their_shapes(tmp_path: Path) -> None:
    layers, shape = (Residual2D(4, stride=2), Flatten(), Linear(2)), (4, 4, 3)
    net = anything(layers, shape)
    named = {
        "first": "layer1.conv1", "first_norm": "layer1.bn1", "second": "layer1.conv2",
        "second_norm": "layer1.bn2", "cut": "layer1.downsample.0",
        "cut_norm": "layer1.downsample.1",
    }  # fmt: skip
    arrays = {}
    for name, values in state_dict(channels_first(net), ["0", "1", "2", "3"]).items():
        row, _, rest = name.partition(".")
        inner, _, leaf = rest.rpartition(".")
        arrays[f"{named[inner]}.{leaf}" if row == "0" else f"fc.{leaf}"] = values
    found = import_weights(written(tmp_path / "net.safetensors", arrays), layers, shape)
    again = Sequential(layers, shape)
    again.weight_vector[...] = found.vector
    for name, values in again.weights.items():
        if name.startswith("0."):
            np.testing.assert_array_equal(values, net.weights[name], err_msg=name)


def test_what_does_not_fit_is_named_one_by_one(tmp_path: Path) -> None:
    arrays = {
        "a.weight": np.ones((8, 4), np.float32), "a.bias": np.ones(8, np.float32),
        "b.weight": np.ones((5, 8), np.float32), "b.bias": np.ones(5, np.float32),
    }  # fmt: skip
    path = written(tmp_path / "net.safetensors", arrays)
    with pytest.raises(DataError) as caught:
        import_weights(path, (Linear(8), Tanh(), Linear(3)), (4,))
    words = str(caught.value)
    assert "3 Linear (weight 3 × 8, bias 3)" in words
    assert "b.weight 5 × 8" in words
    assert "a.weight" not in words
    found = import_weights(path, (Linear(8), Tanh()), (4,))
    assert found.left == ("b.bias 5", "b.weight 5 × 8")


@pytest.mark.parametrize("content", [b"no such file", bytes(4000)])
def test_a_file_that_is_none_is_met_by_a_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "net.safetensors"
    path.write_bytes(content)
    with pytest.raises(DataError, match="no safetensors file"):
        import_weights(path, (Linear(2),), (3,))
    with pytest.raises(FileError):
        import_weights(tmp_path / "missing", (Linear(2),), (3,))
    infinite = {"x.weight": np.full((2, 3), np.inf, np.float32), "x.bias": np.ones(2, np.float32)}
    with pytest.raises(DataError, match="no numbers"):
        import_weights(written(path, infinite), (Linear(2),), (3,))


def test_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trained = train("iris", epochs=20)
    script, back = tmp_path / "net.py", tmp_path / "back.diynn"
    trained.save(tmp_path / "net.diynn")
    command = ["export", str(tmp_path / "net.diynn"), "--to", "torch", "--trained"]
    assert main([*command, "--out", str(script)]) == 0
    weights = str(script.with_suffix(".safetensors"))
    for into in ("iris", str(tmp_path / "net.diynn")):
        capsys.readouterr()
        assert main(["import", weights, "--into", into, "--save", str(back), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["weights"]["0.weight"] == "1 Linear"
        x = trained.design.source.load().test.x
        np.testing.assert_array_equal(load(back).outputs(x), trained.outputs(x))
    assert main(["import", weights, "--save", str(back)]) == 1
    assert "--into" in capsys.readouterr().err
    assert main(["import", weights, "--into", "moons", "--save", str(back)]) == 1
    assert "has no weights of the shapes" in capsys.readouterr().err


def test_the_shape_of_the_samples_has_to_be_known(tmp_path: Path) -> None:
    from diynn.export.weights_import import saved_with_weights
    from diynn.storage.model_file import SavedModel

    with pytest.raises(DataError, match="not known"):
        saved_with_weights(tmp_path / "any", SavedModel(Design(source=UserFile())))
