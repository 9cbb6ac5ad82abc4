"""The command line: what it prints, its exit status, and that nothing is lost when it fails."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from command_line import ROOT, diynn, environment, process

from diynn import __version__
from diynn.cli.main import commands
from diynn.data.sources.catalogue import entry_named
from diynn.network.schedules import SCHEDULES, Cosine, OneCycle, Schedule
from diynn.storage.model_file import load, weights_sha256
from diynn.system_libraries import QT_NEEDS

Run = Callable[..., subprocess.CompletedProcess[str]]

EPOCH_KEYS = [
    "epoch", "train_loss", "test_loss", "train_accuracy", "test_accuracy", "seconds",
    "validation_loss", "validation_accuracy",
]  # fmt: skip
LAST_KEYS = {"done", "weights_sha256", *EPOCH_KEYS[1:], "epochs", "best_epoch", "seed", "file"}


def lines(text: str) -> list[dict[str, Any]]:
    """Standard output as JSON objects; any other line fails, and so do NaN and Infinity."""

    def refuse(word: str) -> float:
        raise AssertionError(f"{word} is not JSON")

    objects = [json.loads(line, parse_constant=refuse) for line in text.splitlines()]
    assert all(isinstance(thing, dict) for thing in objects)
    return objects


def trained(*words: str | Path, run: Run = diynn, **more: Any) -> list[dict[str, Any]]:
    done = run("train", *words, "--json", **more)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return lines(done.stdout)


def failed(*words: str | Path, status: int = 1, run: Run = diynn, **more: Any) -> str:
    """The one sentence of a command that fails."""
    done = run(*words, **more)
    assert done.returncode == status
    if status == 1:
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
        assert done.stderr.startswith("diynn: ")
    return done.stderr


def test_json_is_one_object_an_epoch_and_a_last_one() -> None:
    *epochs, last = trained("moons", "--epochs", "3", "--seed", "5", run=process)
    assert [list(report) for report in epochs] == [EPOCH_KEYS] * 3
    assert [report["epoch"] for report in epochs] == [1, 2, 3]
    assert set(last) == LAST_KEYS
    assert (last["done"], last["epochs"], last["seed"], last["file"]) == (True, 3, 5, None)
    assert last["test_accuracy"] == epochs[-1]["test_accuracy"]
    assert len(last["weights_sha256"]) == 64
    # What the other tests rely on: in their process it says and does the same.
    *again, end = trained("moons", "--epochs", "3", "--seed", "5")
    timeless = [report | {"seconds": 0} for report in (*epochs, last)]
    assert [report | {"seconds": 0} for report in (*again, end)] == timeless


def test_what_has_no_meaning_is_null() -> None:
    *epochs, last = trained("digits-autoencoder", "--epochs", "1")
    assert epochs[0]["train_accuracy"] is None
    assert epochs[0]["test_accuracy"] is None
    assert epochs[0]["test_loss"] > 0
    assert last["test_accuracy"] is None


def test_without_json_a_person_reads_lines() -> None:
    done = process("train", "moons", "--epochs", "2")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "epoch 2/2" in done.stdout
    assert "test" in done.stdout
    assert "Not saved" in done.stdout


def test_choices_are_taken() -> None:
    base = trained("moons", "--epochs", "1")[-1]["weights_sha256"]
    for choice in (("--seed", "1"), ("--batch-size", "7"), ("--learning-rate", "0.01")):
        assert trained("moons", "--epochs", "1", *choice)[-1]["weights_sha256"] != base
    assert trained("moons", "--epochs", "1", "--data", "Circles")[-1]["weights_sha256"] != base
    assert trained("moons", "--epochs", "1", "--data", "moons")[-1]["weights_sha256"] == base


@pytest.mark.parametrize("kind", SCHEDULES)
def test_a_schedule_that_is_stretched_is_reported_of(tmp_path: Path, kind: type[Schedule]) -> None:
    """Where it is, the weights are not those of one run; elsewhere they are, to the bit."""
    file = tmp_path / "a.diynn"
    choice = ("--schedule", kind.name())
    whole = trained("moons", "--epochs", "6", *choice)[-1]["weights_sha256"]
    assert diynn("train", "moons", "--epochs", "3", *choice, "--save", file).returncode == 0
    done = diynn("train", file, "--resume", "--epochs", "6", "--json")
    same = json.loads(done.stdout.splitlines()[-1])["weights_sha256"] == whole
    text = "stretched over 6: in epoch 4 the learning rate goes from" in done.stderr
    assert text != same
    assert text == (kind in (Cosine, OneCycle))


def test_early_stopping_keeps_the_best_weights(tmp_path: Path) -> None:
    file = tmp_path / "a.diynn"
    done = diynn(
        "train", "moons", "--epochs", "50", "--learning-rate", "0", "--optimizer", "adamw",
        "--schedule", "cosine", "--validation", "0.2", "--patience", "3", "--save", file,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Stopped in epoch 4: nothing got better since epoch 1" in done.stdout
    model = load(file)
    assert (model.design.optimizer.name(), model.design.schedule.name()) == ("AdamW", "Cosine")
    np.testing.assert_array_equal(
        model.network().weight_vector, model.network(best=True).weight_vector
    )
    done = diynn(
        "train", file, "--resume", "--epochs", "6", "--optimizer", "SGD", "--patience", "0",
        "--json",
    )  # fmt: skip
    assert "is stretched over 6" in done.stderr
    last = json.loads(done.stdout.splitlines()[-1])
    assert (last["epochs"], last["best_epoch"]) == (6, 6)
    assert last["validation_accuracy"] > 0


@pytest.mark.parametrize("recipe", ["digits-conv2d", "digits-dense"])
def test_the_same_seed_gives_the_same_weights_on_any_number_of_cores(recipe: str) -> None:
    hashes = {
        trained(recipe, "--epochs", "2", env=environment(DIYNN_WORKERS=str(workers)))[-1][
            "weights_sha256"
        ]
        for workers in (1, 2, 4)
    }
    assert len(hashes) == 1


def test_shards_give_the_same_weights_on_any_number_of_cores(tmp_path: Path) -> None:
    # Wide enough for its batches to be cut into shards.
    design = json.loads((ROOT / "resources" / "recipes" / "digits-conv2d.json").read_text("utf-8"))
    design["layers"][0]["filters"] = 512
    (tmp_path / "wide.json").write_text(json.dumps(design))
    hashes = {
        trained(
            tmp_path / "wide.json", "--epochs", "1", "--batch-size", "100",
            env=environment(DIYNN_WORKERS=str(workers)),
        )[-1]["weights_sha256"]
        for workers in (1, 2, 4)
    }  # fmt: skip
    assert len(hashes) == 1


def test_a_stop_and_a_resume_change_nothing(tmp_path: Path) -> None:
    whole, half = tmp_path / "whole.diynn", tmp_path / "half.diynn"
    first = trained("digits-dense", "--epochs", "10", "--save", whole)
    trained("digits-dense", "--epochs", "5", "--save", half)
    # As after a restart: all that is known comes from the file.
    second = trained(half, "--resume", "--epochs", "10", "--save", half, run=process)
    assert [report["epoch"] for report in second[:-1]] == [6, 7, 8, 9, 10]
    assert first[-1]["weights_sha256"] == second[-1]["weights_sha256"]
    for one, other in zip(first[5:10], second[:-1], strict=True):
        assert one | {"seconds": 0} == other | {"seconds": 0}
    a, b = load(whole), load(half)
    assert a.design == b.design
    # Which checkpoints are kept of the past depends on the time that it took; its hashes do not.
    taken = {name for name in a.arrays if name.startswith("timeline.")} - {"timeline.hashes"}
    for name in a.arrays.keys() - {"curves"} - taken:
        assert a.arrays[name].tobytes() == b.arrays[name].tobytes()
    again = diynn("train", half, "--resume", "--epochs", "10", "--json")
    assert again.returncode == 0
    assert "done already" in again.stderr
    assert [line["done"] for line in lines(again.stdout)] == [True]


def test_a_file_without_resume_is_trained_again(tmp_path: Path) -> None:
    first = trained("moons", "--epochs", "2", "--save", tmp_path / "a.diynn")
    again = trained(tmp_path / "a.diynn")
    assert again[-1]["weights_sha256"] == first[-1]["weights_sha256"]
    assert again[0]["epoch"] == 1


def test_other_data_stops_a_resume(tmp_path: Path) -> None:
    trained("moons", "--epochs", "1", "--save", tmp_path / "a.diynn")
    said = failed("train", tmp_path / "a.diynn", "--resume", "--epochs", "2", "--data", "circles")
    assert "not what it was trained on" in said


@pytest.mark.parametrize("recipe", ["moons", "digits-dense", "digits-autoencoder"])
def test_a_learning_rate_far_too_large_keeps_good_weights(tmp_path: Path, recipe: str) -> None:
    path = tmp_path / "a.diynn"
    began = time.monotonic()
    done = diynn("train", recipe, "--learning-rate", "1e9", "--save", path, "--json")
    assert time.monotonic() - began < 30
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert "smaller learning rate" in done.stderr
    last = lines(done.stdout)[-1]
    assert last["done"] is False
    net = load(path).network()
    assert np.abs(net.weight_vector).max() < 10
    assert last["weights_sha256"] == weights_sha256(net.weight_vector)
    resumed = diynn("train", path, "--resume", "--learning-rate", "0.01", "--epochs", "1")
    assert resumed.returncode == 0, resumed.stderr


@pytest.mark.skipif(os.name == "nt", reason="no such signals there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "terminate"])
def test_an_interrupted_training_is_saved_and_can_go_on(
    tmp_path: Path, number: signal.Signals
) -> None:
    path = tmp_path / "a.diynn"
    command = [sys.executable, "-m", "diynn", "train", "digits-dense", "--json"]
    with subprocess.Popen(
        [*command, "--epochs", "2000", "--save", str(path)], env=environment(),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    ) as process:  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(number)
        out, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said.startswith("diynn: Stopped in epoch")
    assert lines(out)[-1]["done"] is False
    epoch = load(path).record["epoch"] + 3
    rest = trained(path, "--resume", "--epochs", str(epoch))[-1]
    whole = trained("digits-dense", "--epochs", str(epoch))[-1]
    assert rest["weights_sha256"] == whole["weights_sha256"]


@pytest.mark.skipif(os.name == "nt", reason="no such pipes there")
def test_a_reader_that_goes_away_ends_the_training_quietly(tmp_path: Path) -> None:
    path = tmp_path / "a.diynn"
    with subprocess.Popen(
        [sys.executable, "-m", "diynn", "train", "moons", "--json", "--epochs", "100000",
         "--save", str(path)],
        env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(60) == 1
    assert load(path).record["epoch"] > 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_nobody_can_take() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "diynn", "data", "list"], stdout=full, env=environment(),
            stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False, timeout=60,
        )  # fmt: skip
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        ["tarin"],
        ["train"],
        ["train", "moons", "--epochs", "0"],
        ["train", "moons", "--epochs", "many"],
        ["train", "moons", "--learning-rate", "nan"],
        ["train", "moons", "--batch-size", "-3"],
        ["train", "moons", "--seed", "1.5"],
        ["train", "moons", "--save", "a.json"],
        ["train", "moons", "--resume"],
        ["train", "a.diynn", "--resume", "--seed", "3"],
        ["data"],
        ["data", "eat"],
        ["info"],
        ["--nonsense"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_status_2(words: list[str]) -> None:
    said = failed(*words, status=2)
    assert "usage:" in said


def test_the_exit_status_is_that_of_the_process() -> None:
    assert "usage:" in failed("train", "moons", "--epochs", "0", status=2, run=process)
    assert "no recipe" in failed("train", "sun", run=process)


def test_failures_are_one_sentence_and_status_1(tmp_path: Path) -> None:
    (tmp_path / "text.diynn").write_text("hello")
    (tmp_path / "bad.csv").write_text("a,b\n1,\n2,x\n")
    (tmp_path / "list.json").write_text("[]")
    for words, part in (
        (["train", "sun"], "no recipe"),
        (["train", tmp_path / "none.diynn"], "no file"),
        (["train", tmp_path / "text.diynn"], "not a model file"),
        (["train", tmp_path / "list.json"], "not a diynn design"),
        (["train", tmp_path], "is a folder"),
        (["train", "moons", "--data", "suns"], "no data set"),
        (["train", "moons", "--data", tmp_path / "bad.csv"], "bad.csv"),
        (["train", "moons", "--data", "digits"], "Row"),
        (["train", "moons", "--save", tmp_path / "none" / "a.diynn"], "no folder"),
        (["train", "moons", "--save", tmp_path], "a folder of that name"),
        (["info", tmp_path / "text.diynn"], "not a model file"),
        (["data", "fetch", "cats"], "no data set"),
        (["data", "import", tmp_path / "none"], "no file"),
    ):
        assert part in failed(*words), words


def test_data_that_is_not_here_says_how_to_get_it(tmp_path: Path) -> None:
    said = failed("train", "usps-dense", env=environment(tmp_path))
    assert "diynn data fetch usps" in said


def test_info_tells_what_a_file_holds(tmp_path: Path) -> None:
    last = trained("moons", "--epochs", "3", "--save", tmp_path / "a.diynn")[-1]
    text = diynn("info", tmp_path / "a.diynn")
    assert text.returncode == 0
    for part in ("Linear(outputs=50", "Tanh", "3 epochs", last["weights_sha256"], "File version"):
        assert part in text.stdout
    found = lines(diynn("info", tmp_path / "a.diynn", "--json").stdout)
    assert len(found) == 1
    assert found[0]["weights_sha256"] == last["weights_sha256"]
    assert (found[0]["weights"], found[0]["epochs"], found[0]["version"]) == (201, 3, 1)
    assert "not trained" in diynn("info", "usps-conv2d").stdout


def test_the_list_of_data(tmp_path: Path) -> None:
    text = diynn("data", "list", env=environment(tmp_path))
    assert text.returncode == 0
    named = re.findall(r"diynn data fetch (\S+)", text.stdout)
    assert "usps" in named
    # What it says to type can be typed.
    assert {entry_named(name).name for name in named} == set(named)
    found = {line["name"]: line for line in lines(diynn("data", "list", "--json").stdout)}
    assert found["digits"]["shape"] == [8, 8, 1]
    assert found["moons"]["here"] is True


def test_data_of_ones_own(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    rows = [f"{x:.3f},{y:.3f},{'up' if y > x else 'down'}" for x, y in rng.uniform(-1, 1, (80, 2))]
    (tmp_path / "own.csv").write_text("\n".join(["a,b,side", *rows]))
    text = diynn("data", "import", tmp_path / "own.csv")
    assert text.returncode == 0
    assert "64 samples to learn from, 16 to test on" in text.stdout
    path = tmp_path / "a.diynn"
    trained("moons", "--data", tmp_path / "own.csv", "--epochs", "2", "--save", path)
    found = lines(diynn("info", path, "--json", cwd=tmp_path).stdout)[0]
    assert found["data_name"] == "own.csv"
    assert found["input_shape"] == [2]
    rest = trained(path, "--resume", "--epochs", "3", cwd=tmp_path)
    assert [line.get("epoch") for line in rest] == [3, None]


def test_files_of_the_catalogue_are_taken_in(tmp_path: Path) -> None:
    folder = os.environ.get("DIYNN_DATA", "")
    if not Path(folder, "zip.train.gz").is_file():
        pytest.skip("needs the files of USPS in $DIYNN_DATA")
    clean = environment(tmp_path)
    text = diynn("data", "import", Path(folder, "zip.train.gz"), env=clean)
    assert text.returncode == 0, text.stderr
    assert "7291 samples" in text.stdout
    assert trained("usps-dense", "--epochs", "1", env=clean)[-1]["epochs"] == 1


@pytest.mark.skipif(sys.platform != "linux", reason="Elsewhere there is always a screen")
def test_without_a_screen_the_window_says_what_to_type() -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    bare = {key: value for key, value in environment().items() if key not in hidden}
    assert "diynn train moons" in failed(env=bare, run=process)


def test_without_qt_the_window_says_what_to_type(tmp_path: Path) -> None:
    # A package of that name that cannot be imported stands in front of the real one.
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").write_text(
        "raise ModuleNotFoundError('No module named PySide6', name='PySide6')"
    )
    without = environment(PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}", QT_QPA_PLATFORM="offscreen")
    assert "diynn train moons" in failed(env=without, run=process)
    assert process("train", "moons", "--epochs", "1", env=without).returncode == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others bring what Qt needs")
@pytest.mark.parametrize("library", ["libEGL.so.1", "libxcb-cursor.so.0", "libxkbcommon-x11.so.0"])
def test_a_library_that_qt_lacks_is_named(tmp_path: Path, library: str) -> None:
    # Found first, and cannot be loaded.
    (tmp_path / library).write_bytes(b"")
    without = environment(LD_LIBRARY_PATH=str(tmp_path), QT_QPA_PLATFORM="xcb")
    text = failed(env=without, run=process)
    assert f"({library})" in text
    assert f"apt-get install {QT_NEEDS[library]};" in text
    assert "diynn train moons" in text


def test_each_command_is_named_once_in_its_usage() -> None:
    for command in commands():
        words = diynn(command.NAME, "--help").stdout.split("\n\n")[0].split()
        assert words[:3] == ["usage:", "diynn", command.NAME]
        assert words.count("diynn") == 1


def test_the_version_is_reported() -> None:
    assert diynn("--version").stdout == f"diynn {__version__}\n"


def test_an_unforeseen_error_leaves_details_in_a_file(tmp_path: Path) -> None:
    code = (
        "import sys; from diynn.cli import info, main\n"
        "def fail(*_): raise ZeroDivisionError('secret details')\n"
        "info.load_any = fail\n"
        "sys.exit(main.main(['info', 'a.diynn']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(tmp_path), capture_output=True, text=True,
        encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "ZeroDivisionError" in done.stderr
    place = Path(done.stderr.strip().rpartition(" in ")[2])
    assert "secret details" in place.read_text("utf-8")
