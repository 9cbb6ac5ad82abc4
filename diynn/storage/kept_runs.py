"""The runs of earlier sessions: a model file each in one folder, the newest, within bounds.

Each file is written whole or not at all, and read by itself: one that is spoiled costs no other.
"""

from __future__ import annotations

import contextlib
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from diynn.errors import FileError
from diynn.storage.model_file import MODEL_SUFFIX, SavedModel, load_with_note, save

MOST_RUNS = 50
MOST_BYTES = 200_000_000
"""Beyond either the oldest runs go."""
LONGEST_NAME = 200


@dataclass(frozen=True)
class KeptRun:
    """A run as the run list has it."""

    model: SavedModel
    name: str
    colour: int = 0


def kept_files(folder: Path) -> list[Path]:
    """The files of the runs that are kept, the oldest first; none where nothing can be read."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == MODEL_SUFFIX)
    except OSError:
        return []


def keep_run(folder: Path, run: KeptRun) -> Path:
    """Write a run as the newest one; its file. Raises FileError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Sorted by name they are in the order of time.
    path = folder / f"{time.time_ns():020}-{secrets.token_hex(4)}{MODEL_SUFFIX}"
    name = run.name.encode("utf-8", "replace").decode("utf-8")
    save(path, run.model, {"name": name, "colour": run.colour})
    return path


def read_run(path: Path) -> KeptRun:
    """The run in a file; raises FileError where it is none, or spoiled."""
    model, note = load_with_note(path)
    name, colour = note.get("name"), note.get("colour")
    if not isinstance(name, str) or type(colour) is not int or colour < 0 or not model.record:
        raise FileError(
            "“{file}” does not say which run it holds.", "Open another copy of it.", file=path.name
        )
    return KeptRun(model, name[:LONGEST_NAME], colour)


def forget_runs(paths: Sequence[Path]) -> None:
    """Take files away; what cannot be is tried again when the folder is full."""
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def make_room(folder: Path) -> int:
    """Let the oldest runs go that are too many, or too large together; how many went."""
    gone, room, count = [], MOST_BYTES, 0
    for path in reversed(kept_files(folder)):
        with contextlib.suppress(OSError):
            room -= path.stat().st_size
            count += 1
            if room < 0 or count > MOST_RUNS:
                gone.append(path)
    forget_runs(gone)
    return len(gone)
