"""What is saved comes back, to the bit, and a training goes on as if it had never stopped."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import socket
import stat
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors import safe_open

from diynn.atomic_files import check_writable, hold, write_whole
from diynn.data.dataset import Dataset, Part
from diynn.data.sources import Digits, Moons
from diynn.data.sources.drawn_points import Painted, write_points
from diynn.design.design import Design, Run, View, design_to_record
from diynn.errors import DataError, FileError
from diynn.experiments.page.page import save_marked
from diynn.layers import (
    AvgPool2D,
    Conv2D,
    ConvTranspose2D,
    Flatten,
    Linear,
    MaxPool2D,
    ReLU,
    Sigmoid,
    Tanh,
)
from diynn.network.losses import BCE, LogSoftmaxCrossEntropy
from diynn.network.optimizers import SGD
from diynn.storage.container import KEY, pack
from diynn.storage.model_file import (
    SavedModel,
    load,
    load_any,
    load_recipe,
    resumed,
    save,
    save_recipe,
    snapshot,
    weights_sha256,
)
from diynn.training.training import Training, train

OLD_FILES = Path(__file__).resolve().parent.parent / "data"

# 140 samples to learn from in batches of 32: the last one is smaller.
DENSE = Design(
    Moons(samples=200), View(), (Linear(8), Tanh(), Linear(1), Sigmoid()), BCE(),
    SGD(0.1, 0.9), Run(batch_size=32, epochs=10, seed=3), "Small", "A {note} with “marks”.",
)  # fmt: skip
# Enough work for a batch to be cut into shards, and 29 samples in the last batch.
CONVOLUTIONAL = Design(
    Digits(), View("image", "-1 to 1"),
    (Conv2D(32, 3), ReLU(), MaxPool2D(), Conv2D(64, 3), ReLU(), Flatten(), Linear(10)),
    LogSoftmaxCrossEntropy(), SGD(0.02, 0.9), Run(batch_size=64, epochs=2, seed=1),
)  # fmt: skip


def trained(design: Design, epochs: int | None = None, steps: int | None = None) -> Training:
    training = Training(design, design.source.load())
    for number, _ in enumerate(train(training, epochs), 1):
        if number == steps:
            break
    return training


def same_place(a: Training, b: Training) -> None:
    """Both are at the same place, with the same numbers to the bit; only the time may differ."""
    first, second = (
        {
            # What is kept of the past depends on the time, but for the hashes of its epochs.
            name: array for name, array in one.arrays().items()
            if not name.startswith("timeline.") or name == "timeline.hashes"
        }
        for one in (a, b)
    )  # fmt: skip
    assert first.keys() == second.keys()
    for name, array in first.items():
        last = 5 if name == "curves" else None
        assert array[..., :last].tobytes() == second[name][..., :last].tobytes(), name
    timeless = {"seconds": 0, "timeline": None}
    assert a.record() | timeless == b.record() | timeless


def write_version_1(path: Path) -> None:
    """How tests/data/version-1.diynn was made; it must stay as it is, so this is never run."""
    training = trained(replace(DENSE, title="Version 1"), epochs=2)
    save(path, snapshot(training, DENSE.source.load()))


def test_everything_comes_back(tmp_path: Path) -> None:
    dataset = DENSE.source.load()
    model = snapshot(trained(DENSE, epochs=3, steps=8), dataset)
    save(tmp_path / "a.diynn", model)
    found = load(tmp_path / "a.diynn")
    assert found.design == model.design
    assert found.record == model.record
    assert found.arrays.keys() == model.arrays.keys()
    for name, array in model.arrays.items():
        assert found.arrays[name].dtype == array.dtype
        assert found.arrays[name].tobytes() == array.tobytes()
    assert (found.data_name, found.data_fingerprint) == (dataset.name, dataset.fingerprint)
    assert (found.input_shape, found.version) == ((2,), 1)
    assert [report.epoch for report in found.history] == [1]


def test_the_same_model_gives_the_same_bytes(tmp_path: Path) -> None:
    model = snapshot(trained(DENSE, epochs=1), DENSE.source.load())
    for name in ("a", "b"):
        save(tmp_path / name, model)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_any_safetensors_reader_opens_it(tmp_path: Path) -> None:
    training = trained(DENSE, epochs=1)
    save(tmp_path / "a.diynn", snapshot(training, DENSE.source.load()))
    with safe_open(tmp_path / "a.diynn", "np") as file:
        content = json.loads(file.metadata()["diynn"])
        assert content["design"]["title"] == "Small"
        assert np.array_equal(file.get_tensor("weights.0.W"), training.net.weights["0.W"])


def test_a_design_alone_can_be_saved(tmp_path: Path) -> None:
    save(tmp_path / "a.diynn", SavedModel(CONVOLUTIONAL))
    found = load(tmp_path / "a.diynn")
    assert found.design == CONVOLUTIONAL
    assert not found.trained
    assert found.history == []
    assert found.input_shape == (8, 8, 1)


def test_the_network_of_a_file_predicts_as_before(tmp_path: Path) -> None:
    training = trained(CONVOLUTIONAL, epochs=2)
    save(tmp_path / "a.diynn", snapshot(training, CONVOLUTIONAL.source.load()))
    model = load(tmp_path / "a.diynn")
    x = training.data.test.x[:20]
    assert np.array_equal(model.network().predict(x), training.net.predict(x))
    assert training.best_weights is not None
    best = model.network(best=True).weight_vector
    assert weights_sha256(best) == weights_sha256(training.best_weights)


@pytest.mark.parametrize("design", [DENSE, CONVOLUTIONAL], ids=["dense", "convolutional"])
@pytest.mark.parametrize("steps", [1, 5, 7, 23], ids="after {} reports".format)
def test_resuming_changes_nothing(tmp_path: Path, design: Design, steps: int) -> None:
    whole = trained(design)
    dataset = design.source.load()
    save(tmp_path / "a.diynn", snapshot(trained(design, steps=steps), dataset))
    second = resumed(load(tmp_path / "a.diynn"), dataset)
    for _ in train(second):
        pass
    same_place(whole, second)


def test_half_and_half_is_a_whole(tmp_path: Path) -> None:
    dataset = DENSE.source.load()
    save(tmp_path / "a.diynn", snapshot(trained(DENSE, epochs=5), dataset))
    second = resumed(load(tmp_path / "a.diynn"), dataset)
    assert second.epoch == 5
    for _ in train(second):
        pass
    assert second.epoch == 10
    same_place(trained(DENSE), second)


def test_other_data_stops_a_resume(tmp_path: Path) -> None:
    save(tmp_path / "a.diynn", snapshot(trained(DENSE, epochs=1), DENSE.source.load()))
    with pytest.raises(DataError, match="not what it was trained on"):
        resumed(load(tmp_path / "a.diynn"), Moons(samples=200, seed=1).load())


def test_weights_alone_may_meet_other_data() -> None:
    model = snapshot(trained(DENSE, epochs=1), DENSE.source.load())
    alone = replace(model, record={})
    training = resumed(alone, Moons(samples=200, seed=1).load())
    assert training.epoch == 0
    assert np.array_equal(training.net.weight_vector, model.network().weight_vector)
    part = Part(np.zeros((10, 3)), np.arange(10) % 2)
    wider = Dataset("wider", part, part, ("A", "B"))
    with pytest.raises(DataError, match="for samples of 2, but"):
        resumed(alone, wider)


def test_a_file_of_version_1_opens_for_ever() -> None:
    model = load(OLD_FILES / "version-1.diynn")
    assert model.version == 1
    assert model.design == replace(DENSE, title="Version 1")
    assert len(model.history) == 2
    digest = weights_sha256(model.network().weight_vector)
    assert digest == (OLD_FILES / "version-1.sha256").read_text().strip()


@pytest.mark.parametrize("version", [1, 2])
def test_a_convolution_by_the_names_of_either_version_goes_on_to_the_bit(version: int) -> None:
    # Saved in the second epoch: windows, strides and paddings that differ in their directions.
    name = f"version-{version}-convolutions"
    model = load(OLD_FILES / f"{name}.diynn")
    assert model.design.layers == (
        Conv2D(4, (3, 2), stride=(1, 2), padding=(1, 0)), MaxPool2D((2, 1), stride=1),
        ConvTranspose2D(3, 3, stride=1), ReLU(), AvgPool2D(), Flatten(), Linear(10),
    )  # fmt: skip
    training = resumed(model, model.design.source.load())
    assert (training.epoch, training.step) == (1, 2)
    for _ in train(training):
        pass
    digest = weights_sha256(training.net.weight_vector)
    assert digest == (OLD_FILES / f"{name}.sha256").read_text().strip()


def content_of(model: SavedModel) -> dict[str, Any]:
    """The JSON part that `save` writes."""
    return {
        "version": 1, "design": design_to_record(model.design), "record": dict(model.record),
        "data": {"name": "", "fingerprint": "", "shape": list(model.input_shape)},
    }  # fmt: skip


def model_and_content() -> tuple[SavedModel, dict[str, Any]]:
    model = snapshot(trained(DENSE, epochs=1), DENSE.source.load())
    return model, content_of(model)


def test_a_future_version_says_so(tmp_path: Path) -> None:
    model, content = model_and_content()
    write_whole(tmp_path / "a", pack(model.arrays, content | {"version": 99}, "a"))
    with pytest.raises(FileError, match=r"newer diynn.*Update diynn"):
        load(tmp_path / "a")
    content["design"]["version"] = 99
    write_whole(tmp_path / "a", pack(model.arrays, content, "a"))
    with pytest.raises(FileError, match=r"newer diynn.*Update diynn"):
        load(tmp_path / "a")


@pytest.mark.parametrize("digest", ["\ud800" * 64, "0" * 64, "é", 7, None, []])
def test_a_hash_that_is_none_is_damage(tmp_path: Path, digest: object) -> None:
    model, content = model_and_content()
    whole = b"".join(pack(model.arrays, content, "a"))
    length = int.from_bytes(whole[:8], "little")
    header = json.loads(whole[8 : 8 + length])
    record = json.loads(header["__metadata__"][KEY])
    header["__metadata__"][KEY] = json.dumps(record | {"sha256": digest})
    changed = json.dumps(header).encode()
    changed += b" " * (-len(changed) % 8)
    rest = whole[8 + length :]
    (tmp_path / "a").write_bytes(len(changed).to_bytes(8, "little") + changed + rest)
    with pytest.raises(FileError, match="damaged"):
        load(tmp_path / "a")


@pytest.mark.parametrize("name", ["weights.0.W", "weights.2.b", "best_weights"])
def test_arrays_of_another_shape_are_refused(tmp_path: Path, name: str) -> None:
    model, content = model_and_content()
    for array in (np.zeros((3, 3), np.float32), model.arrays[name].astype(np.float64)):
        write_whole(tmp_path / "a", pack(dict(model.arrays) | {name: array}, content, "a"))
        with pytest.raises(FileError, match="do not belong to the network"):
            load(tmp_path / "a")
    rest = {key: value for key, value in model.arrays.items() if key != name}
    if name != "best_weights":
        write_whole(tmp_path / "a", pack(rest, content, "a"))
        with pytest.raises(FileError, match="do not belong to the network"):
            load(tmp_path / "a")


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_weights_that_are_no_numbers_are_neither_read_nor_written(
    tmp_path: Path, value: float
) -> None:
    model, content = model_and_content()
    arrays = dict(model.arrays)
    arrays["weights.0.b"] = np.full_like(arrays["weights.0.b"], value)
    write_whole(tmp_path / "a", pack(arrays, content, "a"))
    with pytest.raises(FileError, match="no numbers"):
        load(tmp_path / "a")
    before = (tmp_path / "a").read_bytes()
    with pytest.raises(FileError, match="left the range of numbers"):
        save(tmp_path / "a", replace(model, arrays=arrays))
    with pytest.raises(FileError, match="not a number"):
        save(tmp_path / "a", replace(model, record={"seconds": value}))
    assert (tmp_path / "a").read_bytes() == before


# The writing itself.


@pytest.mark.parametrize("call", ["fsync", "replace", "open"])
@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EDQUOT, "disk is full"),
        (errno.EACCES, "may not write"),
        (errno.EROFS, "may not write"),
        (errno.ENOENT, "no folder"),
        (errno.EIO, "could not be saved"),
    ],
)
def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, words: str
) -> None:
    path = tmp_path / "a.diynn"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(FileError, match=words):
        write_whole(path, [b"new"])
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.diynn"]


def test_a_write_that_is_interrupted_leaves_the_old_file(tmp_path: Path) -> None:
    def pieces() -> Iterable[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    path = tmp_path / "a.diynn"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, pieces())
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.diynn"]


def test_places_that_cannot_be_written_are_reported_apart(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for path, words in (
        (tmp_path, "a folder of that name"),
        (tmp_path / "gone" / "a", "no folder"),
        (tmp_path / "file" / "a", "no folder"),
        (tmp_path / ("a" * 300), "could not be saved"),
        (tmp_path / "a\0b", "not a name"),
    ):
        with pytest.raises(FileError, match=words):
            write_whole(path, [b"x"])
        with pytest.raises(FileError):
            check_writable(path) if len(path.name) < 300 else write_whole(path, [b"x"])
    assert os.listdir(tmp_path) == ["file"]


def _special(folder: Path) -> list[Path]:
    """A pipe, a socket, a device where one can be made, and links to them."""
    os.mkfifo(folder / "pipe")
    with socket.socket(socket.AF_UNIX) as made:
        # The name of a socket must be short.
        made.bind(os.path.relpath(folder / "socket"))
    made_of = [folder / "pipe", folder / "socket"]
    with contextlib.suppress(PermissionError):
        os.mknod(folder / "device", 0o666 | stat.S_IFCHR, os.makedev(1, 3))
        made_of.append(folder / "device")
    for path in list(made_of):
        link = path.with_name(f"{path.name} link")
        link.symlink_to(path.name)
        made_of.append(link)
    return made_of


WRITERS: dict[str, Callable[[Path], object]] = {
    "write_whole": lambda path: write_whole(path, [b"new"]),
    "check_writable": check_writable,
    "save": lambda path: save(path, SavedModel(DENSE)),
    "save_recipe": lambda path: save_recipe(path, DENSE),
    "save_marked": lambda path: save_marked(path, "Title", "text"),
    "write_points": lambda path: write_points(path, Painted()),
}


@pytest.mark.skipif(os.name == "nt", reason="no such files there")
@pytest.mark.parametrize("writer", WRITERS)
def test_nothing_but_a_plain_file_is_replaced(writer: str, tmp_path: Path) -> None:
    for path in _special(tmp_path):
        before = path.lstat()
        with pytest.raises(FileError, match="no plain file"):
            WRITERS[writer](path)
        after = path.lstat()
        assert (after.st_mode, after.st_ino) == (before.st_mode, before.st_ino)
    assert not list(tmp_path.glob(".*"))


@pytest.mark.skipif(os.name == "nt", reason="no such links there")
def test_a_link_leads_to_what_is_not_there_yet_but_not_to_itself(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("later")
    write_whole(tmp_path / "link", [b"new"])
    assert (tmp_path / "later").read_bytes() == b"new"
    assert (tmp_path / "link").is_symlink()
    (tmp_path / "itself").symlink_to("itself")
    with pytest.raises(FileError, match="could not be saved"):
        write_whole(tmp_path / "itself", [b"new"])
    assert (tmp_path / "itself").is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["itself", "later", "link"]


@pytest.mark.skipif(os.name == "nt", reason="no such links and permissions there")
def test_a_link_stays_a_link_and_permissions_stay(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "real").chmod(0o640)
    (tmp_path / "link").symlink_to("real")
    write_whole(tmp_path / "link", [b"new"])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o640


# Recipes.


@pytest.mark.parametrize("design", [DENSE, CONVOLUTIONAL, Design()], ids=["dense", "conv", "empty"])
def test_a_recipe_comes_back(tmp_path: Path, design: Design) -> None:
    save_recipe(tmp_path / "a.json", design)
    assert load_recipe(tmp_path / "a.json") == design
    assert load_any(tmp_path / "a.json").design == design
    assert len((tmp_path / "a.json").read_text("utf-8").splitlines()) > 20


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hello", "not written in JSON"),
        ("[" * 100_000, "not written in JSON"),
        ("{}", "not a diynn design"),
        ("[1, 2]", "not a diynn design"),
        ('{"version": 99}', "newer diynn"),
        ('{"version": 1, "layers": 3}', "layers are missing"),
        ('{"version": 1, "source": {"kind": "Moons", "samples": 1e99}}', "samples"),
        ("", "is empty"),
        ("\0\xff", "not written in JSON"),
    ],
)
def test_a_bad_recipe_is_reported_in_words(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "a.json").write_bytes(text.encode("latin-1"))
    with pytest.raises(FileError, match=words):
        load_recipe(tmp_path / "a.json")


def test_a_disk_that_goes_before_it_confirms_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the new name is given, nobody can say which of the two the disk has."""
    flush = os.fsync

    def fail(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        flush(handle)

    path = tmp_path / "a.diynn"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(FileError, match=r"did not confirm.*old one or the new one"):
        write_whole(path, [b"new"])
    assert path.read_bytes() == b"new"


def test_what_a_killed_process_left_half_written_is_cleared(tmp_path: Path) -> None:
    for name, age in (("dead", 3600), ("alive", 3600), ("young", 0)):
        part = tmp_path / f".diynn-{name}.part"
        part.write_bytes(b"half")
        os.utime(part, (time.time() - age, time.time() - age))
    alive = hold(tmp_path / ".diynn-alive.part")
    assert alive is not None
    write_whole(tmp_path / "a.diynn", [b"new"])
    alive.release()
    assert sorted(os.listdir(tmp_path)) == [".diynn-alive.part", ".diynn-young.part", "a.diynn"]
