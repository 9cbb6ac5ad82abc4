"""ONNX: what is written runs the same elsewhere, and what is read runs the same here."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from test_every_layer import CASES

from diynn import Model, load, train
from diynn.cli.main import main
from diynn.design.design import Design, View
from diynn.errors import DataError, FileError
from diynn.inference.processing import Processing
from diynn.layers import (
    BatchNorm,
    Conv1D,
    Conv2D,
    ConvTranspose2D,
    Dropout,
    Flatten,
    GlobalAvgPool,
    LayerNorm,
    Linear,
    MaxPool2D,
    ReLU,
    Reshape2D,
    Residual1D,
    Residual2D,
    Sigmoid,
    SiLU,
    Softmax,
    Tanh,
    Upsample,
)
from diynn.layers.layer import Layer, Shape
from diynn.network.sequential import Sequential
from diynn.storage.model_file import SavedModel
from diynn.storage.recipes import NETWORKS, RECIPES, recipe

onnx = pytest.importorskip("onnx")

CLOSE = 1e-5
EVERY = [
    pytest.param(layer, shape, id=f"{layer.name()}-{number}")
    for kind, cases in CASES.items()
    for number, (layer, shape) in enumerate(cases)
]
STACKS: list[tuple[Shape, tuple[Layer, ...]]] = [
    ((6,), (Linear(5), BatchNorm(), ReLU(), Dropout(0.2), Linear(3), Softmax())),
    ((6, 4, 3), (Conv2D(4, padding=1), SiLU(), MaxPool2D(), Flatten(), LayerNorm(), Linear(3))),
    ((8, 3), (Conv1D(4, 3), BatchNorm(), Tanh(), GlobalAvgPool(), Linear(2))),
    ((8, 8, 2), (Residual2D(4, stride=2), Residual2D(4), GlobalAvgPool(), Linear(3))),
    ((8, 2), (Residual1D(2, normalise=False), Flatten(), Linear(2))),
    ((5,), (Linear(12), ReLU(), Reshape2D(2, 2), ConvTranspose2D(2), Upsample(), Sigmoid())),
    ((4, 4, 3), (Flatten(), BatchNorm(), Linear(4))),
]


def model_of(layers: tuple[Layer, ...], shape: Shape) -> Model:
    """A network with weights of every kind, none of them 0 or 1."""
    net = Sequential(layers, shape)
    rng = np.random.default_rng(5)
    net.weight_vector[...] = rng.normal(size=net.weight_vector.shape) / 2
    for name, view in net.weights.items():
        if name.endswith("variance"):
            view[...] = np.abs(view) + 0.5
    arrays = {f"weights.{name}": view for name, view in net.weights.items()}
    saved = SavedModel(Design(layers=layers), arrays, input_shape=shape)
    return Model(saved, net, Processing(shape, shape, np.zeros(()), np.ones(())))


def answered(model: Any, x: np.ndarray[Any, Any]) -> Any:
    """What onnxruntime makes of samples."""
    runtime = pytest.importorskip("onnxruntime")
    options = runtime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1
    session = runtime.InferenceSession(model.SerializeToString(), options)
    return session.run(None, {session.get_inputs()[0].name: x})[0]


def written(model: Model, **more: Any) -> Any:
    from diynn.export.onnx_file import onnx_model

    return onnx_model(model, **more)


@pytest.mark.parametrize(("layer", "shape"), EVERY)
def test_every_layer_runs_the_same_there(layer: Layer, shape: Shape) -> None:
    model = model_of((layer,), shape)
    x = np.random.default_rng(0).normal(size=(5, *shape)).astype(np.float32)
    theirs, ours = answered(written(model), x), model.network.predict(x)
    assert theirs.shape == ours.shape
    np.testing.assert_allclose(theirs, ours, rtol=CLOSE, atol=CLOSE)


@pytest.mark.parametrize("name", [*RECIPES, *NETWORKS])
def test_every_recipe_runs_the_same_there(name: str) -> None:
    design = recipe(name)
    shape = SavedModel(design).input_shape
    if not shape:
        pytest.skip("the shape of its data is not known without the data")
    net = Sequential(design.layers, shape, 3)
    model = Model(SavedModel(design, {"weights": net.weight_vector}, input_shape=shape), net,
                  Processing(shape, shape, np.zeros(()), np.ones(())))  # fmt: skip
    x = np.random.default_rng(0).normal(size=(4, *shape)).astype(np.float32)
    ours = net.predict(x)
    level = max(1.0, float(np.abs(ours).max()))
    np.testing.assert_allclose(answered(written(model), x) / level, ours / level, atol=CLOSE)


@pytest.mark.parametrize("name", ["iris", "diabetes", "digits-conv2d", "digits-autoencoder"])
def test_with_its_preparation_it_takes_samples_as_they_were_read(name: str) -> None:
    model = train(name, epochs=2)
    raw = model.design.source.load()
    x = raw.test.x[:20].astype(np.float32)
    theirs = answered(written(model, raw=True), x)
    if model.classes:
        np.testing.assert_allclose(theirs, model.probabilities(x), atol=CLOSE)
    else:
        wanted = model.predict(x)
        np.testing.assert_allclose(theirs, wanted, atol=CLOSE * float(np.abs(wanted).max()))
    names = {one.key: one.value.split("\n") for one in written(model).metadata_props}
    assert tuple(names.get("classes", ())) == model.classes


@pytest.mark.parametrize(("shape", "layers"), STACKS, ids=str)
def test_what_was_written_is_read_again(
    shape: Shape, layers: tuple[Layer, ...], tmp_path: Path
) -> None:
    from diynn.export.onnx_file import save_onnx
    from diynn.export.onnx_import import import_onnx

    model = model_of(layers, shape)
    found = import_onnx(save_onnx(model, tmp_path / "net.onnx"))
    kinds = [layer.name() for layer in found.saved.design.layers]
    assert kinds == [layer.name() for layer in layers if not isinstance(layer, Dropout)]
    assert found.saved.input_shape == shape
    assert found.difference < CLOSE
    x = np.random.default_rng(0).normal(size=(5, *shape)).astype(np.float32)
    np.testing.assert_allclose(
        found.saved.network().predict(x), model.network.predict(x), rtol=CLOSE, atol=CLOSE
    )


class Block:
    """Makes models as other exporters do: channels first, products and sums apart."""

    def __init__(self, shape: tuple[int, ...], out: tuple[int, ...]) -> None:
        self.nodes: list[Any] = []
        self.arrays: list[Any] = []
        self.shape, self.out, self.last = shape, out, "x"

    def array(self, values: Any) -> str:
        name = f"a{len(self.arrays)}"
        self.arrays.append(onnx.numpy_helper.from_array(np.asarray(values), name))
        return name

    def add(self, kind: str, *others: str, **settings: Any) -> None:
        name = f"n{len(self.nodes)}"
        self.nodes.append(
            onnx.helper.make_node(kind, [self.last, *others], [name], kind, **settings)
        )
        self.last = name

    def save(self, path: Path) -> Path:
        info, kind = onnx.helper.make_tensor_value_info, onnx.TensorProto.FLOAT
        self.nodes[-1].output[0] = "y"
        graph = onnx.helper.make_graph(
            self.nodes, "other", [info("x", kind, ["n", *self.shape])],
            [info("y", kind, ["n", *self.out])], self.arrays,
        )  # fmt: skip
        model = onnx.helper.make_model(
            graph, opset_imports=[onnx.helper.make_opsetid("", 17)], ir_version=8
        )
        path.write_bytes(model.SerializeToString())
        return path


def normal(*shape: int) -> Any:
    return np.random.default_rng(sum(shape)).normal(size=shape).astype(np.float32)


def test_products_and_sums_are_a_linear(tmp_path: Path) -> None:
    from diynn.export.onnx_import import import_onnx

    block = Block((4,), (2,))
    block.add("MatMul", block.array(normal(4, 3)))
    block.add("Add", block.array(normal(3)))
    block.add("Relu")
    block.add("Gemm", block.array(normal(3, 2)), block.array(normal(2)), alpha=0.5, beta=2.0)
    found = import_onnx(block.save(tmp_path / "net.onnx"))
    assert [layer.name() for layer in found.saved.design.layers] == ["Linear", "ReLU", "Linear"]
    assert found.difference < CLOSE


def test_a_flattened_image_keeps_its_weights_in_order(tmp_path: Path) -> None:
    from diynn.export.onnx_import import import_onnx

    block = Block((3, 4, 5), (2,))
    block.add("Conv", block.array(normal(4, 3, 3, 3)), auto_pad="SAME_UPPER")
    block.add("Reshape", block.array(np.array([0, -1])))
    block.add("Gemm", block.array(normal(2, 80)), block.array(normal(2)), transB=1)
    found = import_onnx(block.save(tmp_path / "net.onnx"))
    assert found.saved.input_shape == (4, 5, 3)
    assert found.difference < CLOSE


def test_channels_may_come_last_with_transposes_around(tmp_path: Path) -> None:
    from diynn.export.onnx_import import import_onnx

    block = Block((4, 5, 3), (2,))
    block.add("Transpose", perm=[0, 3, 1, 2])
    block.add("Conv", block.array(normal(4, 3, 3, 3)), block.array(normal(4)))
    block.add("Transpose", perm=[0, 2, 3, 1])
    block.add("Flatten")
    block.add("MatMul", block.array(normal(24, 2)))
    found = import_onnx(block.save(tmp_path / "net.onnx"))
    assert found.saved.input_shape == (4, 5, 3)
    assert found.difference < CLOSE


@pytest.mark.parametrize(
    ("settings", "layer"),
    [
        ({"group": 2}, Conv2D(6, groups=2)),
        ({"dilations": [2, 1]}, Conv2D(6, dilation=(2, 1))),
        ({"pads": [1, 0, 1, 0], "strides": [2, 1]}, Conv2D(6, stride=(2, 1), padding=(1, 0))),
    ],
)  # fmt: skip
def test_the_settings_of_a_convolution_stay_settings(
    settings: dict[str, Any], layer: Conv2D, tmp_path: Path
) -> None:
    from diynn.export.onnx_import import import_onnx

    block = Block((4, 6, 5), layer.output_shape((6, 5, 4)))
    block.add("Conv", block.array(normal(6, 4 // settings.get("group", 1), 3, 3)), **settings)
    found = import_onnx(block.save(tmp_path / "net.onnx"))
    assert found.saved.design.layers == (replace(layer, bias=False),)
    assert found.difference < CLOSE


@pytest.mark.parametrize(
    ("kind", "settings", "after"),
    [
        ("Conv", {"auto_pad": "SAME_UPPER", "strides": [2, 2]}, ["Pad2D", "Conv2D"]),
        ("Conv", {"auto_pad": "SAME_LOWER", "strides": [2, 2]}, ["Pad2D", "Conv2D"]),
        ("MaxPool", {"kernel_shape": [3, 3], "strides": [2, 2], "pads": [0, 0, 1, 1]},
         ["Pad2D", "MaxPool2D"]),
        ("MaxPool", {"kernel_shape": [3, 3], "strides": [2, 2], "ceil_mode": 1},
         ["Pad2D", "MaxPool2D"]),
        ("MaxPool", {"kernel_shape": [3, 3], "strides": [2, 2], "pads": [1] * 4}, ["MaxPool2D"]),
        ("AveragePool", {"kernel_shape": [2, 2], "pads": [1] * 4}, ["AvgPool2D"]),
        ("AveragePool", {"kernel_shape": [3, 3], "pads": [0, 1, 1, 1], "count_include_pad": 1},
         ["Pad2D", "AvgPool2D"]),
    ],
)  # fmt: skip
def test_what_is_padded_on_one_side_more_is_padded_by_a_row(
    kind: str, settings: dict[str, Any], after: list[str], tmp_path: Path
) -> None:
    from diynn.export.onnx_import import import_onnx

    block = Block((2, 6, 8), (2, 3, 3))
    block.add("Relu")
    others = [block.array(normal(2, 2, 3, 3))] if kind == "Conv" else []
    block.add(kind, *others, **settings)
    found = import_onnx(block.save(tmp_path / "net.onnx"))
    assert [layer.name() for layer in found.saved.design.layers] == ["ReLU", *after]
    assert found.difference < CLOSE


def test_activations_in_parts_are_whole_ones(tmp_path: Path) -> None:
    from diynn.export.onnx_import import import_onnx

    block = Block((4,), (4,))
    for parts in (
        [("Sigmoid", (), {})], [("HardSigmoid", (), {"alpha": 1 / 6, "beta": 0.5})],
        [("Abs", (), {}), ("Add", (np.float32(1),), {})],
    ):  # fmt: skip
        begin = block.last
        for kind, others, settings in parts:
            block.add(kind, *map(block.array, others), **settings)
        other, block.last = block.last, begin
        block.add("Div" if len(parts) > 1 else "Mul", other)
    block.add("PRelu", block.array(np.array([-0.5, 0.1, 2.0, 0.0], np.float32)))
    found = import_onnx(block.save(tmp_path / "net.onnx"))
    kinds = [layer.name() for layer in found.saved.design.layers]
    assert kinds == ["SiLU", "HardSwish", "Softsign", "PReLU"]
    assert found.difference < CLOSE


def test_a_depthwise_network_of_keras(tmp_path: Path) -> None:
    """As its exporter has it: channels last outside, moved for every block, weights moved too."""
    from diynn.export.onnx_import import import_onnx

    block = Block((8, 8, 3), (5,))
    block.add("Transpose", perm=[0, 3, 1, 2])
    block.add("Conv", block.array(normal(6, 3, 3, 3)), auto_pad="SAME_UPPER", strides=[2, 2])
    block.add("BatchNormalization", *(block.array(np.abs(normal(6)) + n) for n in (1, 0, 0, 1)),
              epsilon=0.001)  # fmt: skip
    block.add("Transpose", perm=[0, 2, 3, 1])
    block.add("Relu")
    block.add("Transpose", perm=[0, 3, 1, 2])
    block.add("Conv", block.array(normal(6, 1, 3, 3)), block.array(normal(6)), group=6,
              auto_pad="SAME_UPPER")  # fmt: skip
    block.add("Transpose", perm=[0, 2, 3, 1])
    block.add("PRelu", block.array(normal(1, 1, 6)))
    block.add("Reshape", block.array(np.array([-1, 96])))
    block.add("MatMul", block.array(normal(96, 5)))
    block.add("Add", block.array(normal(5)))
    block.add("Softmax", axis=-1)
    found = import_onnx(block.save(tmp_path / "net.onnx"))
    kinds = [layer.name() for layer in found.saved.design.layers]
    assert kinds == ["Pad2D", "Conv2D", "BatchNorm", "ReLU", "Conv2D", "PReLU", "Flatten", "Linear",
                     "Softmax"]  # fmt: skip
    assert found.saved.input_shape == (8, 8, 3)
    assert found.difference < CLOSE


def test_what_keras_writes_as_arithmetic_is_read_as_layers(tmp_path: Path) -> None:
    """BatchNorm as products and sums, PReLU as two Relus, shapes that nodes compute."""
    from diynn.export.onnx_import import import_onnx

    block = Block((4, 4, 3), (6,))
    block.add("Cast", to=onnx.TensorProto.FLOAT)
    block.add("Transpose", perm=[0, 3, 1, 2])
    block.add("Conv", block.array(normal(2, 3, 3, 3)))
    block.add("Transpose", perm=[0, 2, 3, 1])
    for kind in ("Sub", "Mul", "Add"):
        block.add(kind, block.array(normal(2)))
    x = block.last
    block.add("Relu")
    above, block.last = block.last, x
    block.add("Neg")
    block.add("Relu")
    block.add("Mul", block.array(normal(1, 1, 2)))
    block.add("Add", above)
    block.add("Shape")
    block.add("Gather", block.array(np.array(0)))
    block.add("Unsqueeze", block.array(np.array([0])))
    block.add("Concat", block.array(np.array([-1])), axis=0)
    shape, block.last = block.last, block.nodes[-5].output[0]
    block.add("Reshape", shape)
    block.add("MatMul", block.array(normal(8, 6)))
    found = import_onnx(block.save(tmp_path / "net.onnx"))
    kinds = [layer.name() for layer in found.saved.design.layers]
    assert kinds == ["Conv2D", "BatchNorm", "PReLU", "Flatten", "Linear"]
    assert found.difference < CLOSE
    assert "BatchNorm" in found.notes[0]


@pytest.mark.parametrize(
    ("start", "end", "layer"),
    [
        (1, -1, ConvTranspose2D(2, 3, padding=1)),
        (1, 99, ConvTranspose2D(2, 3, padding=1, output_padding=1)),
        (0, -1, ConvTranspose2D(2, 4, padding=1)),
    ],
)  # fmt: skip
def test_what_is_cut_off_behind_a_transposed_convolution_is_its_padding(
    start: int, end: int, layer: ConvTranspose2D, tmp_path: Path
) -> None:
    from diynn.export.onnx_import import import_onnx

    block = Block((4, 3, 3), (2, *layer.output_shape((3, 3, 4))[:2]))
    block.add("ConvTranspose", block.array(normal(4, 2, 3, 3)), strides=[2, 2])
    ends = ([start] * 2, [end] * 2, [2, 3])
    block.add("Slice", *(block.array(np.array(values)) for values in ends))
    found = import_onnx(block.save(tmp_path / "net.onnx"))
    assert found.saved.design.layers == (replace(layer, bias=False),)
    assert found.difference < CLOSE


def test_gelu_is_read_in_each_of_its_forms(tmp_path: Path) -> None:
    from diynn.export.onnx_import import import_onnx

    block = Block((5,), (5,))
    x = block.last
    block.add("Div", block.array(np.float32(2**0.5)))
    block.add("Erf")
    block.add("Add", block.array(np.float32(1)))
    gate, block.last = block.last, x
    block.add("Mul", gate)
    block.add("Mul", block.array(np.float32(0.5)))
    found = import_onnx(block.save(tmp_path / "net.onnx"))
    assert [layer.name() for layer in found.saved.design.layers] == ["GELU"]
    assert found.difference < 5e-4
    assert "tanh" in found.notes[0]


@pytest.mark.parametrize(
    ("kind", "settings", "words"),
    [
        ("Erf", {}, "no layer does this"),
        ("MaxPool", {"kernel_shape": [3, 3], "pads": [2] * 4}, "such settings"),
        ("AveragePool", {"kernel_shape": [3, 3], "pads": [1, 0, 0, 0]}, "one side"),
        ("Transpose", {"perm": [0, 1, 3, 2]}, "move the channels"),
        ("LeakyRelu", {"alpha": 3.0}, "such settings"),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_named(
    kind: str, settings: dict[str, Any], words: str, tmp_path: Path
) -> None:
    from diynn.export.onnx_import import import_onnx

    block = Block((2, 6, 6), (2, 6, 6))
    block.add("Relu")
    block.add(kind, **settings)
    with pytest.raises(DataError, match=words) as caught:
        import_onnx(block.save(tmp_path / "net.onnx"))
    assert f"“{kind}” ({kind})" in str(caught.value)


def test_a_file_that_is_none_is_met_by_a_sentence(tmp_path: Path) -> None:
    from diynn.export.onnx_import import import_onnx

    path = tmp_path / "net.onnx"
    path.write_bytes(b"\x00\x01 this is none")
    with pytest.raises(DataError, match="not an ONNX model"):
        import_onnx(path)
    with pytest.raises(FileError):
        import_onnx(tmp_path / "missing.onnx")


def suite() -> list[Path]:
    """The models that PyTorch's exporter made, among the library's own tests."""
    folder = Path(onnx.__file__).parent / "backend" / "test" / "data" / "pytorch-converted"
    return sorted(folder.glob("*/model.onnx"))


RUN_RIGHT = 62
"""Of 82. Thirteen are windows in three directions, for which there is no layer."""


@pytest.mark.skipif(not suite(), reason="this onnx comes without its own tests")
def test_the_projects_own_models_run_right_or_are_refused_by_a_sentence() -> None:
    from diynn.export.onnx_import import import_onnx

    right, refused = 0, []
    for path in suite():
        try:
            right += import_onnx(path).difference < CLOSE
        except DataError as error:
            refused.append(str(error))
    assert right >= RUN_RIGHT
    assert right + len(refused) == len(suite())
    assert all("model.onnx" in sentence for sentence in refused)


def test_from_the_command_line_and_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    net, model, back = tmp_path / "net.diynn", tmp_path / "net.onnx", tmp_path / "back.diynn"
    trained = train("digits-conv2d", epochs=2)
    trained.save(net)
    assert main(["export", str(net), "--to", "onnx", "--out", str(model)]) == 0
    assert main(["import", str(model), "--save", str(back)]) == 0
    assert "Largest difference" in capsys.readouterr().out
    raw = trained.design.source.load()
    x = trained.processing.network_inputs(raw.test.x)
    again = load(back)
    np.testing.assert_allclose(again.outputs(x), trained.outputs(raw.test.x), atol=1e-4)


def test_where_onnx_is_missing_one_sentence_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    train("moons", epochs=1).save(tmp_path / "net.diynn")
    monkeypatch.setitem(sys.modules, "onnx", None)
    net, out = str(tmp_path / "net.diynn"), str(tmp_path / "net.onnx")
    assert main(["export", net, "--to", "onnx", "--out", out]) == 1
    assert "pip install onnx" in capsys.readouterr().err


def test_an_image_seen_as_a_vector_is_taken_as_an_image() -> None:
    design = recipe("digits-dense")
    model = train(replace(design, view=View(shape="vector", scaling="0 to 1")), epochs=1)
    raw = model.design.source.load()
    theirs = answered(written(model, raw=True), raw.test.x[:5].astype(np.float32))
    np.testing.assert_allclose(theirs, model.probabilities(raw.test.x[:5]), atol=CLOSE)
