"""`diynn sweep`: its JSON, its table, its exit status, and that it goes on where it stopped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import diynn, process


def test_json_table_and_resume(tmp_path: Path) -> None:
    words = ("sweep", "moons", "--over", "learning_rate=0.01,0.1", "--repeat", "2",
             "--epochs", "2", "--out", tmp_path / "out")  # fmt: skip
    done = process(*words, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    *runs, last = map(json.loads, done.stdout.splitlines())
    assert {(run["settings"]["optimizer.learning_rate"], run["seed"]) for run in runs} == {
        (0.01, 0), (0.01, 1), (0.1, 0), (0.1, 1)
    }  # fmt: skip
    assert all(Path(run["file"]).exists() and len(run["weights_sha256"]) == 64 for run in runs)
    assert (last["done"], last["runs"], last["failed"], last["ranked_by"]) == (
        True, 4, 0, "test_accuracy"
    )  # fmt: skip
    assert last["best"]["settings"] == {"optimizer.learning_rate": 0.1}
    again = diynn(*words)
    assert again.returncode == 0
    assert again.stdout.count("done before") == 4
    assert "±" in again.stdout
    assert "Ranked on the test part" in again.stdout


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("--over", "foo=1"), 1, "no setting called “foo”"),
        (("--over", "learning_rate=-1"), 1, "between 0 and"),
        (("--over", "learning_rate=0.1", "--repeat", "0"), 2, "whole number"),
        (("--over", "momentum=0", "--workers", "2", "--cluster", "tcp://h:1"), 2, "this machine"),
        ((), 2, "--over"),
        (("--over", "2=MaxPool2D"), 1, ""),
    ],
)  # fmt: skip
def test_failures(words: tuple[str, ...], status: int, told: str) -> None:
    done = diynn("sweep", "moons", *words)
    assert done.returncode == status
    assert told in done.stderr
