"""`diynn explain` and `diynn check`: what they print, and how they fail."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from diynn.cli.main import main
from diynn.layers import Flatten, Linear, Residual2D, Softmax
from diynn.network.faults import Fault
from diynn.network.losses import CrossEntropy
from diynn.storage.model_file import save_recipe
from diynn.storage.recipes import recipe

Captured = pytest.CaptureFixture[str]


def records(captured: Captured, *words: str, status: int = 0) -> list[dict[str, object]]:
    """Standard output as JSON objects, one a line."""
    assert main([*words, "--json"]) == status
    return [json.loads(line) for line in captured.readouterr().out.splitlines()]


def test_explain_shows_the_chain(capsys: Captured) -> None:
    [found] = records(capsys, "explain", "moons", "--sample", "3")
    layers = [layer.name() for layer in recipe("moons").layers]
    assert [row["layer"] for row in found["rows"]] == layers  # type: ignore[attr-defined]
    assert main(["explain", "moons", "--sample", "3"]) == 0
    assert "L = " in capsys.readouterr().out


def test_explain_shows_one_value_each_way(capsys: Captured) -> None:
    words = ("explain", "moons", "--sample", "3", "--layer", "1")
    for more, symbol in (
        (("--place", "2"), "y"), (("--place", "1", "--backward"), "δx"),
        (("--place", "2,1", "--weight", "W"), "δW"), (("--place", "2", "--weight", "b"), "δb"),
        (("--training", "--place", "2,1", "--weight", "W"), "δW"),
    ):  # fmt: skip
        [found] = records(capsys, *words, *more)
        line = found["lines"][-1]  # type: ignore[index]
        assert line["symbol"] == symbol
        assert line["sum"] == pytest.approx(line["value"], abs=1e-12)
        assert main([*words, *more]) == 0
        assert f"{symbol}[" in capsys.readouterr().out


def test_explain_of_the_loss(capsys: Captured) -> None:
    [whole] = records(capsys, "explain", "moons", "--sample", "0", "--layer", "loss")
    assert whole["lines"][-1]["symbol"] == "L"  # type: ignore[index]
    [one] = records(capsys, "explain", "moons", "--sample", "0", "--layer", "loss", "--place", "0")
    assert one["lines"][-1]["symbol"] == "δy"  # type: ignore[index]


def test_explain_goes_into_a_residual_block(capsys: Captured, tmp_path: Path) -> None:
    start = recipe("digits-conv2d")
    design = replace(start, layers=(Residual2D(4), Flatten(), Linear(10)))
    path = tmp_path / "residual.json"
    save_recipe(path, design)
    words = ("explain", str(path), "--sample", "0", "--layer")
    [found] = records(capsys, *words, "1.second", "--place", "1,1,0")
    assert found["lines"][-1]["terms"] == 36  # type: ignore[index]
    assert main([*words, "1.third"]) == 1
    assert "no part “third”" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--sample", "99999"), "There is no sample 99999"),
        (("--sample", "-1"), "There is no sample -1"),
        (("--sample", "0", "--layer", "99"), "There is no row “99”"),
        (("--sample", "0", "--layer", "one"), "There is no row “one”"),
        (("--sample", "0", "--layer", "1", "--place", "999"), "There is no place 999"),
        (("--sample", "0", "--layer", "1", "--place", "0,0"), "There is no place 0,0"),
        (("--sample", "0", "--layer", "1", "--weight", "V"), "Linear has no weight “V”"),
        (("--sample", "0", "--layer", "2", "--weight", "W"), "has no weight “W”"),
    ],
)
def test_explain_says_what_it_cannot(
    capsys: Captured, words: tuple[str, ...], sentence: str
) -> None:
    assert main(["explain", "moons", *words]) == 1
    assert sentence in capsys.readouterr().err


def test_a_place_that_is_no_place_is_no_command(capsys: Captured) -> None:
    with pytest.raises(SystemExit) as end:
        main(["explain", "moons", "--sample", "0", "--layer", "1", "--place", "first"])
    assert end.value.code == 2
    assert "“first” is no place" in capsys.readouterr().err


def test_check_finds_a_recipe_right(capsys: Captured) -> None:
    *findings, last = records(capsys, "check", "moons")
    assert last == {"done": True, "right": True, "wrong": 0, "checked": len(findings)}
    assert {one["column"] for one in findings} == {"alone", "stack", "steps"}
    assert main(["check", "moons"]) == 0
    assert "All gradients are right" in capsys.readouterr().out


def test_check_finds_a_fault_and_says_so_in_its_status(capsys: Captured, tmp_path: Path) -> None:
    start = recipe("digits-dense")
    layers = (Linear(10), Softmax())
    design = replace(start, layers=layers, loss=CrossEntropy(), fault=Fault("softmax_diagonal", 2))
    path = tmp_path / "broken.json"
    save_recipe(path, design)
    *findings, last = records(capsys, "check", str(path), status=1)
    assert last["right"] is False
    alone = {one["row"] for one in findings if one["column"] == "alone" and not one["right"]}
    assert alone == {2}
    assert main(["check", str(path)]) == 1
    assert "wrong" in capsys.readouterr().out
