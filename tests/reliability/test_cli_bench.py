"""`diynn bench` as a person or a script meets it."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from diynn.cli.main import main
from diynn.machine import simd

ROOT = Path(__file__).resolve().parents[2]
STEP_KEYS = {
    "kind", "network", "diynn_us", "torch_us", "torch_threads", "ratio", "report_us",
    "report_ratio", "gemm_fraction", "rounds", "compiled_us", "compiled_ratio",
}  # fmt: skip
COMPILED = {"compiled_us", "compiled_ratio"}
QUICK = ("--rounds", "1", "--seconds", "0.02")


def bench(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "diynn", "bench", *words],
        capture_output=True, text=True, encoding="utf-8", timeout=200, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | more,
    )  # fmt: skip
    assert "Traceback" not in done.stdout + done.stderr
    assert "unforeseen" not in done.stderr
    return done


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_json_is_one_object_a_network_and_a_summary() -> None:
    done = bench("toy", "conv2d-1", "toy", *QUICK, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    *found, last = objects(done.stdout)
    assert [step["network"] for step in found] == ["toy", "conv2d-1"]
    for step in found:
        assert set(step) == STEP_KEYS
        assert (step["kind"], step["rounds"]) == ("step", 1)
        assert step["diynn_us"] > 0
        assert step["gemm_fraction"] > 0
        for key in ("torch_us", "torch_threads", "ratio", "report_us", "report_ratio", *COMPILED):
            assert step[key] is None
    assert (last["kind"], last["geometric_mean"]) == ("summary", None)
    assert last["cores"] >= 1
    assert last["simd"] == simd()
    assert last["numpy"]


def test_what_each_function_costs() -> None:
    done = bench("--functions", "--rounds", "1", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    *costs, machine = objects(done.stdout)
    assert {"exp", "tanh", "log1p", "multiply", "vecdot"} <= {cost["name"] for cost in costs}
    assert all(cost["nanoseconds"] > 0 for cost in costs)
    assert machine["simd"] == simd()
    shown = bench("--functions", "--rounds", "1").stdout
    assert simd()[-1] in shown


def test_against_pytorch_and_the_report() -> None:
    if importlib.util.find_spec("torch") is None:
        pytest.skip("needs PyTorch")
    done = bench("conv2d-1", *QUICK, "--against", "torch", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    step, last = objects(done.stdout)
    assert set(step) == STEP_KEYS
    assert all(step[key] > 0 for key in STEP_KEYS - {"kind", "network"} - COMPILED)
    assert all(step[key] is None for key in COMPILED)
    assert last["geometric_mean"] == pytest.approx(step["ratio"])
    assert last["torch"]


def test_without_json_a_person_reads_a_table() -> None:
    done = bench("toy", *QUICK)
    assert (done.returncode, done.stderr) == (0, "")
    for words in ("Network", "PyTorch µs", "toy", "Measured on", "the median of 1 rounds"):
        assert words in done.stdout
    # Nothing is cut off, however narrow the terminal.
    assert "…" not in bench("toy", *QUICK, COLUMNS="30").stdout


@pytest.mark.parametrize(
    "words",
    [
        ["no-such-network"],
        ["--rounds", "0"],
        ["--rounds", "many"],
        ["--seconds", "0"],
        ["--seconds", "-1"],
        ["--seconds", "nan"],
        ["--against", "something"],
        ["--window", "--against", "torch"],
        ["--window", "--rounds", "3"],
        ["--compiled"],
        ["--compiled", "--window"],
        ["--estimators", "--functions"],
        ["--functions", "toy"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_status_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["bench", *words])
    assert end.value.code == 2
    said = capsys.readouterr()
    assert "usage:" in said.err
    assert said.out == ""


def blocked(tmp_path: Path, code: str) -> str:
    """A search path on which `torch` is a package of that code, in front of the real one."""
    (tmp_path / "torch").mkdir()
    (tmp_path / "torch" / "__init__.py").write_text(code, "utf-8")
    return f"{tmp_path}{os.pathsep}{ROOT}"


def test_without_pytorch_it_says_what_to_install(tmp_path: Path) -> None:
    path = blocked(tmp_path, "raise ModuleNotFoundError('No module named torch', name='torch')")
    done = bench("toy", *QUICK, "--against", "torch", PYTHONPATH=path)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("diynn: PyTorch is needed")
    assert "requirements-torch.txt" in done.stderr
    assert bench("toy", *QUICK, PYTHONPATH=path).returncode == 0


def test_a_process_that_dies_is_reported_in_one_sentence(tmp_path: Path) -> None:
    path = blocked(tmp_path, "import os\nos._exit(7)")
    done = bench("toy", *QUICK, "--against", "torch", "--json", PYTHONPATH=path)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert "ended before it answered (status 7)" in done.stderr


# The window: what measures it is tested where it is; here only what becomes of its objects.

WINDOW_OBJECTS: list[dict[str, object]] = [
    {"kind": "window", "network": "toy", "p50_ms": 1.25, "p99_ms": 9.5, "max_ms": 21.0,
     "share": 0.97},
    {"kind": "start", "ratio": 1.4, "diynn_ms": 700.0, "bare_ms": 500.0},
    {"kind": "memory", "network": "conv2d-3", "multiple": 2.25, "data_mb": 219.5},
]  # fmt: skip


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], float]]:
    """The calls of a measurement of the window that knows its results beforehand."""
    calls = []

    def measure(networks: Sequence[str], seconds: float) -> Iterator[dict[str, object]]:
        calls.append((list(networks), seconds))
        yield from WINDOW_OBJECTS

    module = ModuleType("gui.bench.window")
    module.__dict__["measure"] = measure
    monkeypatch.setitem(sys.modules, "gui.bench.window", module)
    return calls


def test_the_windows_objects_are_passed_on(
    asked: list[tuple[list[str], float]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bench", "--window", "toy", "--seconds", "2", "--json"]) == 0
    assert objects(capsys.readouterr().out) == WINDOW_OBJECTS
    assert main(["bench", "--window", "--json"]) == 0
    assert asked[0] == (["toy"], 2.0)
    assert len(asked[1][0]) == 10


def test_the_windows_figures_are_tables(
    asked: list[tuple[list[str], float]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["bench", "--window"]) == 0
    text = capsys.readouterr().out
    for words in ("p99 ms", "9.5", "0.970", "1.40", "700", "2.25", "219.5"):
        assert words in text


def test_without_the_windows_libraries_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "gui.bench.window", None)
    assert main(["bench", "--window", "toy"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "PySide6-Essentials" in said.err
    assert len(said.err.splitlines()) == 1
