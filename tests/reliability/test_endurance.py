"""The endurance scripts, a fixed number of steps of each; by hand they run for hours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
pytestmark = pytest.mark.skipif(
    not Path("/proc/self/clear_refs").exists(),
    reason="needs a system that tells what memory is taken",
)


def run(script: str, *words: str | Path) -> str:
    """What the script says last; the faults that it found fail the test."""
    done = subprocess.run(
        [sys.executable, HERE / script, *map(str, words)],
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
        env=os.environ,
    )
    assert done.returncode == 0, done.stderr[-8000:]
    return done.stdout.splitlines()[-1]


def test_spoiled_files_end_in_a_sentence_or_in_sound_data(tmp_path: Path) -> None:
    said = json.loads(
        run("fuzz_files.py", "--cases", "1000", "--seed", "5", "--out", tmp_path / "a.json")
    )
    assert said["done"] == 1000
    assert min(said["ends"][end] for end in ("sentence", "result")) > 100


def test_an_interrupted_campaign_goes_on_where_it_stopped(tmp_path: Path) -> None:
    out = tmp_path / "a.json"
    run("fuzz_designs.py", "--cases", "30", "--seed", "5", "--out", out)
    assert json.loads(out.read_text())["done"] == 30
    said = json.loads(
        run("fuzz_designs.py", "--cases", "500", "--seed", "5", "--out", out, "--resume")
    )
    assert said["done"] == sum(said["kinds"].values()) == 500
    assert said["kinds"]["trained"] > 400


def test_actions_by_chance_break_nothing(tmp_path: Path) -> None:
    out = tmp_path / "a.jsonl"
    said = json.loads(
        run(
            "monkey.py",
            "--seed",
            "5",
            "--lives",
            "1",
            "--steps",
            "50",
            "--seconds",
            "100",
            "--out",
            out,
        )
    )
    assert said["actions"] == 50
    lines = [json.loads(line) for line in out.read_text().splitlines()]
    assert sum("do" in line for line in lines) == 50


@pytest.mark.parametrize("action", ["undo", "box"])
def test_what_is_done_again_and_again_leaves_nothing(action: str, tmp_path: Path) -> None:
    said = json.loads(
        run("soak.py", "--actions", action, "--count", "40", "--out", tmp_path / "a.json")
    )
    assert said[action]["times"] == 40
