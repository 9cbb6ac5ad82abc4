"""How commands talk: lines and tables for a person, or JSON objects, one a line; and Ctrl+C."""

from __future__ import annotations

import json
import math
import signal
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.progress import Progress


class Output:
    """Standard output in one of its two forms; failures go to standard error in either."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json

    def record(self, values: Mapping[str, Any]) -> None:
        """One JSON object on a line of its own; nothing in the form for a person."""
        if self.as_json:
            print(json.dumps(_plain(values), allow_nan=False), flush=True)

    def line(self, text: str) -> None:
        """A line for a person; nothing in JSON."""
        if not self.as_json:
            print(text, flush=True)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """A table for a person, its columns as wide as they need; nothing in JSON."""
        lines = [[str(cell) for cell in row] for row in (heads, *rows)]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        for row in lines:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
            self.line("  ".join(cells).rstrip())

    def grid(self, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """A table of figures for a person, all but the first column to the right; not in JSON."""
        if self.as_json:
            return
        from rich import box
        from rich.console import Console
        from rich.table import Table

        table = Table(box=box.SIMPLE)
        for number, head in enumerate(heads):
            table.add_column(head, justify="right" if number else "left", no_wrap=True)
        for row in rows:
            table.add_row(*map(str, row))
        console = Console(highlight=False)
        # In a narrow terminal lines may break, but no figure may be cut off.
        endless = console.options.update(max_width=10_000)
        console.width = max(console.width, console.measure(table, options=endless).maximum)
        console.print(table)

    @contextmanager
    def bar(
        self, total: float, unit: str, refreshes: float = 10
    ) -> Iterator[Progress | None]:
        """A bar with the time left, on standard error; None where that is no terminal.

        `unit` is "bytes" to have them counted in MB, else empty. A task of `total` is added. It is
        drawn `refreshes` times a second.
        """
        if self.as_json or not (sys.stderr.isatty() and sys.stdout.isatty()):
            yield None
            return
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            DownloadColumn,
            Progress,
            TaskProgressColumn,
            TextColumn,
            TimeRemainingColumn,
        )

        amount = DownloadColumn() if unit == "bytes" else TaskProgressColumn()
        columns = (
            TextColumn("{task.description}"), BarColumn(), amount, TimeRemainingColumn(),
            TextColumn("left"),
        )  # fmt: skip
        with Progress(
            *columns, console=Console(stderr=True), transient=True, refresh_per_second=refreshes
        ) as bar:
            bar.add_task("", total=total)
            yield bar


@contextmanager
def interrupted() -> Iterator[threading.Event]:
    """Set on Ctrl+C, or when the system asks the process to end.

    A step is always finished first: stopped in its middle, it could not be resumed exactly.
    """
    stop = threading.Event()

    def stop_soon(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, stop_soon) for number in numbers}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def complain(sentence: object) -> None:
    """One sentence on standard error."""
    print(f"diynn: {sentence}", file=sys.stderr, flush=True)


def _plain(value: Any) -> Any:
    """The same without the floats that JSON has no word for: they become null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value
