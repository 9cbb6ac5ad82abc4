"""`diynn reproduce`: what it prints, its exit status, and that an interruption loses nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from diynn.cli.main import main
from diynn.storage.model_file import load

ROOT = Path(__file__).resolve().parents[2]
KEYS = {"experiment", "claim", "report", "ours", "verdict", "seconds"}


@pytest.fixture(autouse=True)
def one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIYNN_WORKERS", "1")


def test_json_is_one_object_an_experiment(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["reproduce", "e1", "E2", "--epochs", "2", "--json", "--out", str(tmp_path / "out")]
    for _ in range(2):
        assert main(words) == 0
        out, err = capsys.readouterr()
        objects = [json.loads(line) for line in out.splitlines()]
        assert [one["experiment"] for one in objects] == ["E1", "E2"]
        assert all(set(one) == KEYS for one in objects)
        assert all(isinstance(one["seconds"], float) for one in objects)
        assert err == ""


def test_a_person_reads_what_the_report_says_and_what_came_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["reproduce", "E1", "--epochs", "1", "--out", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "E1  Linear data: " in out
    assert "report: a straight boundary, falling loss" in out
    assert "A quick look of at most 1 epoch," in out


def test_the_list_trains_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["reproduce", "--list"]) == 0
    out = capsys.readouterr().out
    assert len([line for line in out.splitlines() if line.startswith("E")]) == 26
    assert "93.74" in out
    assert "MNIST" in out
    assert main(["reproduce", "--list", "--json", "E19"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["needs"] == "usps"
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_experiment(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reproduce", "E27"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "no experiment called “E27”" in err
    assert "E26" in err


def test_a_folder_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SystemExit) as left:
        main(["reproduce", "E1", "--out", str(tmp_path / "file")])
    assert left.value.code == 2
    assert "--out names a folder" in capsys.readouterr().err
    assert main(["reproduce", "E1", "--out", str(tmp_path / "file" / "out")]) == 1
    assert "cannot be made" in capsys.readouterr().err


def test_missing_data_and_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("diynn.data.sources.downloaded.found", lambda _: [])
    words = ["reproduce", "E1", "E19", "--epochs", "1", "--json", "--out", str(tmp_path)]
    assert main(words) == 1
    out, err = capsys.readouterr()
    # What can be done is done.
    assert [json.loads(line)["experiment"] for line in out.splitlines()] == ["E1"]
    assert "E19: USPS is not on this machine yet" in err
    assert "diynn data fetch usps" in err
    assert "DIYNN_DATA" in err
    assert "diynn reproduce E19 --digits" in err
    assert main(["reproduce", "--list", "E19"]) == 0
    assert "USPS (not here)" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for one process there")
def test_an_interruption_keeps_what_was_trained(tmp_path: Path) -> None:
    command = [
        sys.executable, "-W", "error", "-m", "diynn", "reproduce", "E1", "E2", "--out",
        str(tmp_path),
    ]  # fmt: skip
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        env=os.environ | {"DIYNN_WORKERS": "2"}, encoding="utf-8",
    )  # fmt: skip
    assert process.stdout is not None
    # The first experiment is done, the second one under way.
    assert process.stdout.readline().startswith("E1 ")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=100)
    assert process.returncode == 1, out
    assert "Traceback" not in out + err
    assert err.startswith("diynn: Stopped. What is finished is kept")
    assert (tmp_path / "results" / "E1.json").exists()
    kept = [load(path) for path in (tmp_path / "runs").glob("two-layers-seed*.diynn")]
    assert kept
    assert min(model.record["epoch"] for model in kept) < 400
    assert not list(tmp_path.rglob("*.part"))
