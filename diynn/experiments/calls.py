"""How long the calls of a reproduction took, as a small file beside its results.

The times of experiments say how long their trainings computed, side by side or one after the other.
How long a person waited is known to the one who gives the work out alone.
"""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from diynn.atomic_files import opened, write_whole
from diynn.errors import FileError

NAME = "calls.json"
VERSION = 1
LARGEST = 2**22


@dataclass(frozen=True)
class Call:
    """One call that had something to do: when it began, how many seconds passed, on how many cores.

    `began` is a local time such as “2026-11-25T21:00:00”. `digits` and `most_epochs` say how it was
    run, as in `Setup`.
    """

    began: str
    seconds: float
    cores: int
    digits: bool = False
    most_epochs: int | None = None


def save_calls(folder: Path, calls: Sequence[Call]) -> None:
    """Keep all calls in a folder, whole or not at all; raises FileError."""
    content = {"version": VERSION, "calls": [dataclasses.asdict(call) for call in calls]}
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    write_whole(folder / NAME, [text.encode()])


def load_calls(folder: Path) -> tuple[Call, ...]:
    """The calls that are kept in a folder, in their order; none where the file is damaged."""
    try:
        with opened(folder / NAME, LARGEST) as (file, size):
            content = json.loads(file.read(size))
        if content["version"] != VERSION:
            return ()
        return tuple(_call(record) for record in content["calls"])
    except (FileError, KeyError, TypeError, ValueError, RecursionError):
        return ()


def _call(record: dict[str, object]) -> Call:
    call = Call(**record)  # type: ignore[arg-type]
    known = isinstance(record["began"], str) and isinstance(record["cores"], int)
    if not known or not math.isfinite(call.seconds) or call.seconds < 0:
        raise ValueError(record)
    return call
