"""`diynn find-rate` and `diynn cross-validate`: what they print, and how they fail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import Mock

import pytest

from diynn.cli.main import main

STEPS = 6
"""Of an epoch: 525 samples in batches of 100."""

Captured = pytest.CaptureFixture[str]


def records(captured: Captured, *words: str, status: int = 0) -> list[dict[str, object]]:
    """Standard output as JSON objects, one a line."""
    assert main([*words, "--json"]) == status
    return [json.loads(line) for line in captured.readouterr().out.splitlines()]


def test_find_rate_tells_every_point_and_the_rate(capsys: Captured) -> None:
    *points, last = records(capsys, "find-rate", "moons", "--steps", "150")
    assert [list(point) for point in points] == [["step", "steps", "rate", "loss", "smoothed"]] * (
        len(points)
    )
    assert last["done"] is True
    assert last["used"] == 0.03
    assert last["optimizer"] == "SGD"
    assert 0.003 < last["learning_rate"] < 0.5  # type: ignore[operator]
    again = records(capsys, "find-rate", "moons", "--steps", "150")
    assert again == [*points, last]
    for choice in (("--seed", "1"), ("--batch-size", "40"), ("--data", "lineardata")):
        other = records(capsys, "find-rate", "moons", "--steps", "150", *choice)
        assert other[0] != points[0]


def test_find_rate_for_a_person(capsys: Captured) -> None:
    assert main(["find-rate", "moons"]) == 0
    out, err = capsys.readouterr()
    assert "Learning rate to take: " in out
    assert err == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--from", "1000", "--to", "100000"), "smaller lowest rate than 1000"),
        (("--from", "1", "--to", "0.1"), "cannot grow from 1 to 0.1"),
        (("--from", "1e-9", "--to", "1e-8"), "did not fall"),
        (("--data", "nowhere"), "no data set and no file"),
    ],
)
def test_find_rate_says_why_it_cannot(
    capsys: Captured, words: tuple[str, ...], sentence: str
) -> None:
    assert main(["find-rate", "digits-dense", *words]) == 1
    err = capsys.readouterr().err
    assert sentence in err
    assert len(err.strip().splitlines()) == 1


def test_find_rate_ends_its_json_with_the_failure(capsys: Captured) -> None:
    last = records(capsys, "find-rate", "moons", "--from", "1e-9", "--to", "1e-8", status=1)[-1]
    assert last["done"] is False
    assert "did not fall" in str(last["error"])


def test_cross_validate_tells_every_epoch_and_the_mean(capsys: Captured) -> None:
    *epochs, last = records(capsys, "cross-validate", "moons", "--folds", "3", "--epochs", "2")
    assert [(one["fold"], one["epoch"]) for one in epochs] == [
        (fold, epoch) for fold in (1, 2, 3) for epoch in (1, 2)
    ]
    assert (last["done"], last["folds"], last["epochs"], last["seed"]) == (True, 3, 2, 0)
    losses = [one["validation_loss"] for one in epochs if one["epoch"] == 2]
    mean = last["validation_loss"]
    assert isinstance(mean, dict)
    assert mean["mean"] == pytest.approx(sum(losses) / 3)  # type: ignore[arg-type]
    assert "test_loss" not in last


def test_a_stopped_cross_validation_tells_what_is_done(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl+C in the third fold: the figures of the first two are there."""

    @contextmanager
    def interrupted() -> Iterator[object]:
        yield Mock(is_set=iter([False] * (2 * STEPS + 1) + [True]).__next__)

    monkeypatch.setattr("diynn.cli.cross_validate.interrupted", interrupted)
    words = ("cross-validate", "moons", "--folds", "4", "--epochs", "1", "--batch-size", "100")
    *_, last = records(capsys, *words, status=1)
    assert (last["done"], last["folds"], last["folds_done"]) == (False, 4, 2)
    assert "Stopped in fold 3" in str(last["error"])
    assert isinstance(last["validation_loss"], dict)
    assert main([*words]) == 1
    assert "over 2 folds" in capsys.readouterr().out


def test_cross_validate_for_a_person(capsys: Captured) -> None:
    assert main(["cross-validate", "moons", "--folds", "2", "--epochs", "2", "--test"]) == 0
    *_, test, validation = capsys.readouterr().out.splitlines()
    assert test.startswith("Test: loss ")
    assert validation.startswith("Validation: loss ")
    assert "±" in validation
    assert "mean ± standard deviation over 2 folds" in validation


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("moons", "--folds", "1"), 2, "folds cannot be 1"),
        (("nowhere",), 1, "There is no recipe and no file"),
        (("digits-conv2d", "--data", "moons"), 1, "cannot be seen as an image"),
        (("linear", "--learning-rate", "1e12", "--epochs", "9"), 1, "In fold 1 of 5: "),
    ],
)
def test_cross_validate_says_why_it_cannot(
    capsys: Captured, words: tuple[str, ...], status: int, sentence: str
) -> None:
    try:
        found = main(["cross-validate", *words])
    except SystemExit as end:
        found = int(str(end.code))
    assert found == status
    assert sentence in capsys.readouterr().err


def test_too_few_samples_for_the_folds(capsys: Captured, tmp_path: Path) -> None:
    table = tmp_path / "few.csv"
    table.write_text("a,b,kind\n" + "\n".join(f"{n},{-n},{'xy'[n % 2]}" for n in range(12)))
    words = ["cross-validate", "moons", "--folds", "40", "--data", str(table)]
    assert main(words) == 1
    assert "too few for 40 folds" in capsys.readouterr().err
