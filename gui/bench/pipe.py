"""How a measured process and the one that measures it talk: JSON objects, one a line."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from typing import Any

Record = dict[str, Any]

_OUTPUT = 1


def tell(**record: object) -> None:
    """Send an object to the process that measures."""
    rest = to_line(record)
    while rest:
        rest = rest[os.write(_OUTPUT, rest) :]


def orders() -> Iterator[Record]:
    """What the process that measures asks for, until it closes the pipe or is gone."""
    for line in sys.stdin:
        record = from_line(line)
        if record is not None:
            yield record


def to_line(record: Record) -> bytes:
    """The line that carries `record`."""
    return json.dumps(record).encode() + b"\n"


def from_line(line: str | bytes) -> Record | None:
    """The object that a line carries; None for anything else, such as a library's own words."""
    try:
        record = json.loads(line)
    except ValueError:
        return None
    return record if isinstance(record, dict) else None
