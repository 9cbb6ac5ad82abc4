"""Tables on the command line: how they are split, what is told of them, what is saved with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import diynn

from diynn.storage.model_file import load


def table(path: Path) -> Path:
    lines = ["who,size,part,kind"]
    lines += [
        f"p{n // 6},{'' if n % 11 == 0 else n / 4},{'train' if n % 5 else 'test'},{'ab'[n % 2]}"
        for n in range(120)
    ]
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.mark.parametrize(
    ("words", "train", "test", "role"),
    [
        ((), 96, 24, "input"),
        (("--split", "stratified", "--test-share", "0.5"), 60, 60, "input"),
        (("--split-column", "part"), 96, 24, "split"),
        (("--split", "groups", "--split-column", "who"), 96, 24, "input"),
        (("--split", "order", "--test-share", "0.25"), 90, 30, "input"),
    ],
)
def test_a_table_is_split_as_the_command_says(
    tmp_path: Path, words: tuple[str, ...], train: int, test: int, role: str
) -> None:
    path = table(tmp_path / "a.csv")
    done = diynn("data", "import", path, *words, "--json")
    assert done.returncode == 0, done.stderr
    (found,) = (json.loads(line) for line in done.stdout.splitlines())
    assert (found["train"], found["test"], found["validation"]) == (train, test, 0)
    assert {one["name"]: one["role"] for one in found["columns"]}["part"] == role
    assert found["split"] in ("by share", "stratified", "by column", "by groups", "in order")


def test_a_split_that_cannot_be_is_reported_in_one_sentence(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv")
    for words, text in (
        (("--split", "column", "--split-column", "who"), "which is no part"),
        (("--split", "groups"), "no column to be split by"),
    ):
        done = diynn("data", "import", path, *words)
        assert done.returncode == 1
        assert text in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
    done = diynn("data", "import", path, "--split", "somehow")
    assert done.returncode == 2
    assert "share, stratified, column, groups, order" in done.stderr
    done = diynn("train", "moons", "--split", "stratified", "--epochs", "1")
    assert done.returncode == 1
    assert "parts of its own" in done.stderr


def test_training_takes_the_split_and_keeps_the_preparation(tmp_path: Path) -> None:
    path, net = table(tmp_path / "a.csv"), tmp_path / "net.diynn"
    done = diynn(
        "train", "iris", "--data", path, "--split", "groups", "--split-column", "who",
        "--epochs", "1", "--save", net,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    model = load(net)
    assert model.preparation is not None
    assert [one.name for one in model.preparation.preparation.columns] == ["size", "part"]
    path.unlink()
    x = model.preparation.apply({"part": ["test", None], "size": [None, 3]})
    assert model.network().predict(x).shape[0] == 2
