"""Files with a right hash and wrong numbers: each opens sound, or is refused in words."""

from __future__ import annotations

import copy
import hashlib
import json
import math
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from diynn.cli.main import main
from diynn.errors import DiynnError
from diynn.experiments.outcome import (
    Curves,
    Figure,
    Images,
    Lines,
    Outcome,
    Plane,
    Series,
    load_outcome,
    save_outcome,
)
from diynn.experiments.page.page import page, summary_table
from diynn.experiments.registry import EXPERIMENTS
from diynn.storage.container import KEY, NO_DIGEST
from diynn.storage.model_file import load, resumed
from diynn.text import same
from diynn.training.training import train

DATA = Path(__file__).resolve().parent.parent / "data"
OLD = [DATA / "version-1.diynn", DATA / "version-1-changed.diynn"]
WRONG = [
    math.inf, -math.inf, math.nan, -1, 0, 0.5, 1e300, -1e300, 2**63, 10**400, True, "1", "", None,
    [], [1], {},
]  # fmt: skip
FITS: dict[str, list[float]] = {
    "epoch": [], "step": [0], "right": [0], "best_epoch": [0], "waiting_since": [0],
    "seconds": [0, 0.5], "loss_sum": [-1, 0, 0.5, 1e300, -1e300, 2**63],
}  # fmt: skip
"""Which of these a record may have."""
Path_ = tuple[str | int, ...]


class Parts:
    """A model file taken apart: the header's entries, the JSON part, the arrays' bytes."""

    def __init__(self, path: Path) -> None:
        whole = path.read_bytes()
        start = 8 + struct.unpack("<Q", whole[:8])[0]
        self.entries: dict[str, Any] = json.loads(whole[8:start])
        self.content: dict[str, Any] = json.loads(self.entries.pop("__metadata__")[KEY])
        self.data = bytearray(whole[start:])

    def write(self, path: Path) -> Path:
        """Put it together as `save` does, with the hash of what is there now."""
        text = json.dumps({**self.content, "sha256": NO_DIGEST})
        header = json.dumps({"__metadata__": {KEY: text}, **self.entries}).encode()
        whole = struct.pack("<Q", len(header)) + header + self.data
        digest = hashlib.sha256(whole).hexdigest().encode()
        path.write_bytes(whole.replace(NO_DIGEST.encode(), digest, 1))
        return path


def ascii_start(value: object) -> str:
    return repr(value)[:20]


def numbers_in(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """The paths to all numbers of a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in items:
        if isinstance(part, dict | list):
            yield from numbers_in(part, (*path, key))
        elif isinstance(part, int | float):
            yield (*path, key)


def put(value: Any, path: Path_, wrong: object) -> None:
    for key in path[:-1]:
        value = value[key]
    value[path[-1]] = wrong


def opens_or_tells(path: Path) -> bool:
    """Open a file and take a step with it, where it can be; no error but DiynnError comes of it."""
    try:
        model = load(path)
        model.network()
        reports = train(resumed(model, model.design.source.load()))
        next(reports, None)
    except DiynnError:
        return False
    return True


@pytest.mark.parametrize("old", OLD, ids=lambda path: path.stem)
def test_files_put_together_again_open(old: Path, tmp_path: Path) -> None:
    assert opens_or_tells(Parts(old).write(tmp_path / "a.diynn"))


@pytest.mark.parametrize("wrong", WRONG, ids=ascii_start)
@pytest.mark.parametrize("old", OLD, ids=lambda path: path.stem)
def test_any_wrong_number_in_the_record(old: Path, wrong: object, tmp_path: Path) -> None:
    parts = Parts(old)
    sound = parts.content
    paths = list(numbers_in(sound))
    assert len(paths) > 15
    for path in paths:
        parts.content = copy.deepcopy(sound)
        put(parts.content, path, wrong)
        opens_or_tells(parts.write(tmp_path / "a.diynn"))


@pytest.mark.parametrize("wrong", WRONG, ids=ascii_start)
def test_a_place_in_a_run_is_whole_numbers_within_it(wrong: object, tmp_path: Path) -> None:
    parts = Parts(OLD[1])
    for name in ("epoch", "step", "right", "best_epoch", "waiting_since", "seconds", "loss_sum"):
        sound = parts.content["record"][name]
        parts.content["record"][name] = wrong
        path = parts.write(tmp_path / "a.diynn")
        if wrong in FITS[name] and type(wrong) is not bool:
            load(path)
        else:
            with pytest.raises(DiynnError, match=r"a\.diynn"):
                load(path)
        parts.content["record"][name] = sound


@pytest.mark.parametrize(("name", "wrong"), [("step", 5), ("right", 113), ("right", 2**53)])
def test_a_place_beyond_the_epoch_is_found_when_the_data_is_there(
    name: str, wrong: int, tmp_path: Path
) -> None:
    parts = Parts(OLD[1])
    # 112 samples to learn from, in four steps.
    for value, sound in ((wrong - 1 if wrong < 200 else 112, True), (wrong, False)):
        parts.content["record"][name] = value
        assert opens_or_tells(parts.write(tmp_path / "a.diynn")) == sound


@pytest.mark.parametrize("wrong", [math.inf, -math.inf, math.nan, -1, 1e300, 2**60])
@pytest.mark.parametrize("old", OLD, ids=lambda path: path.stem)
def test_any_wrong_number_in_an_array(old: Path, wrong: float, tmp_path: Path) -> None:
    parts = Parts(old)
    sound = bytes(parts.data)
    for entry in parts.entries.values():
        kind = np.dtype({"F32": "<f4", "F64": "<f8", "I64": "<i8"}[entry["dtype"]])
        if kind.kind == "i" and (not math.isfinite(wrong) or abs(wrong) > 2**62):
            continue
        start, end = entry["data_offsets"]
        with np.errstate(over="ignore"):
            value = np.array(wrong).astype(kind).tobytes()
        for place in {start, (start + end) // 2 // kind.itemsize * kind.itemsize}:
            parts.data[place : place + kind.itemsize] = value
            opens_or_tells(parts.write(tmp_path / "a.diynn"))
            parts.data[:] = sound


@pytest.mark.parametrize("wrong", [*WRONG, 2.0, -2, 2**31, 2**62], ids=ascii_start)
def test_any_wrong_number_in_the_header_of_an_array(wrong: object, tmp_path: Path) -> None:
    parts = Parts(OLD[1])
    sound = parts.entries
    for path in numbers_in(sound):
        parts.entries = copy.deepcopy(sound)
        put(parts.entries, path, wrong)
        opens_or_tells(parts.write(tmp_path / "a.diynn"))


@pytest.mark.parametrize("wrong", [*WRONG, 10**10], ids=ascii_start)
def test_any_wrong_number_in_an_outcome(wrong: object, tmp_path: Path) -> None:
    trial = next(one for one in EXPERIMENTS if one.number == "E17")
    kept = Outcome(
        "E17", same("93.1"), "better", same("It holds."), 75.0, (0, 1), ("moons",),
        (Figure(same("test"), 92.67, (93.0, 93.2), "%"),),
        (Curves(same("run"), np.arange(1.0, 25.0).reshape(3, 8)),),
        (
            Images(same("digits"), (same("a"),), np.full((1, 2, 4, 4), 0.5)),
            Plane(
                same("p"), np.full((9, 9), 0.5), (-1, 1, -1, 1), np.ones((6, 2)), np.arange(6) % 2
            ),
            Lines(
                same("l"), same("x"), same("y"),
                (Series(same("s"), np.arange(2.0), np.ones((2, 3))),),
            ),
        ),
        {"NumPy": "2"},
    )  # fmt: skip
    save_outcome(tmp_path, kept, "abc")
    sound = json.loads((tmp_path / "E17.json").read_text("utf-8"))
    paths = list(numbers_in(sound))
    assert len(paths) > 12
    for path in paths:
        changed = copy.deepcopy(sound)
        put(changed, path, wrong)
        (tmp_path / "E17.json").write_text(json.dumps(changed), "utf-8")
        found = load_outcome(tmp_path, "E17", "abc")
        if found is not None:
            assert page([trial], {"E17": found})
            assert summary_table([trial], {"E17": found})


@pytest.mark.parametrize("wrong", [math.inf, math.nan, "1", [1], -1])
def test_the_command_line_tells_of_it_in_a_sentence(
    wrong: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = Parts(OLD[0])
    parts.content["record"]["best_epoch"] = wrong
    path = parts.write(tmp_path / "a.diynn")
    assert main(["info", str(path)]) == 1
    text = capsys.readouterr().err
    assert "a.diynn" in text
    assert "unforeseen" not in text
