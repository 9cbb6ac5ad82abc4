"""Tables as CSV: one way to write them, for the command line and the window.

A spreadsheet takes a cell that begins with “=”, “+”, “-” or “@” for a formula, and runs it. Names
of classes, runs and files come from anywhere, so such a text gets an apostrophe before it, which a
spreadsheet takes for “this is text”. Numbers stay numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a text begins with that a spreadsheet may run."""
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|[+-]?(inf|nan)")
_QUOTED = re.compile(r'[,"\r\n]')


def guard(cell: object) -> object:
    """The cell as it may be written: a text that could be run begins with an apostrophe."""
    if isinstance(cell, str) and cell.startswith(FORMULA) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """The rows as CSV with commas and plain line ends; None is an empty cell."""
    return "".join(f"{','.join(map(_written, row))}\n" for row in rows)


def _written(cell: object) -> str:
    text = "" if cell is None else str(guard(cell))
    # Python's own writer leaves “\r” bare, and for most readers a line ends there.
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
