"""A process that is measured, as the process that measures it sees it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import perf_counter
from types import TracebackType
from typing import Self

from diynn.errors import DiynnError
from gui.bench.pipe import Record, from_line, to_line

PATIENCE = 90.0
"""Seconds of silence after which a process counts as lost; reading data comes before an answer."""
LEAVING = 5.0
"""Seconds that a process is given to leave by itself."""

_ROOT = Path(__file__).resolve().parents[2]


class Subject:
    """A module of the program run in a process of its own, which is over with the `with` block.

    It may be asked for one thing at a time, and computes only between a question and its answer.
    Every method raises DiynnError where the process fails, ends or stays silent.
    """

    def __init__(
        self, module: str, patience: float = PATIENCE, compiled: str | None = None
    ) -> None:
        """Start `module`, which words may follow.

        `patience` is how many seconds it may be silent beyond its work.

        With a folder `compiled`, Python keeps what it has compiled there, for the next start.
        """
        self._module = module
        self._patience = patience
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  `close` closes it
        self._heard: SimpleQueue[tuple[float, bytes]] = SimpleQueue()
        self.began = perf_counter()
        self._process = subprocess.Popen(  # noqa: S603  our own interpreter, our own module
            [sys.executable, "-P", "-m", *module.split()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=_environment(compiled),
        )
        self._reader = Thread(target=self._read, name=f"reads {module}", daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        where: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def ask(self, do: str, *, within: float = 0.0, **more: object) -> Record:
        """The answer to the order `do`, whose work may take `within` seconds."""
        assert self._process.stdin is not None
        # Where it has gone, what is heard last tells why.
        with suppress(OSError):
            self._process.stdin.write(to_line({"do": do, **more}))
            self._process.stdin.flush()
        return self.answer(within)[1]

    def answer(self, within: float = 0.0) -> tuple[float, Record]:
        """The next object that it sends, and the seconds from its start until then."""
        until = perf_counter() + within + self._patience
        while True:
            try:
                at, line = self._heard.get(timeout=max(until - perf_counter(), 0))
            except Empty:
                raise DiynnError(
                    "The measured process {module} was silent for {seconds} seconds.",
                    "Close other programs and measure again.",
                    module=self._module, seconds=f"{self._patience:g}",
                ) from None  # fmt: skip
            if not line:
                raise DiynnError(
                    "The measured process {module} ended before it had answered: {reason}.",
                    "Open the window by typing diynn, to see whether it works at all.",
                    module=self._module, reason=self._last_words(),
                )  # fmt: skip
            record = from_line(line)
            if record is not None and "error" in record:
                raise DiynnError(
                    "{reason}", "Nothing was measured.", reason=str(record["error"])
                )
            if record is not None:
                return at - self.began, record

    def close(self) -> None:
        """Let the process leave, and end it where it does not."""
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.close()
        for urge in (None, self._process.terminate, self._process.kill):
            if urge is not None:
                urge()
            try:
                self._process.wait(LEAVING)
                break
            except subprocess.TimeoutExpired:
                continue
        self._reader.join(LEAVING)
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._errors.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._heard.put((perf_counter(), line))
        self._heard.put((perf_counter(), b""))

    def _last_words(self) -> str:
        try:
            status = self._process.wait(LEAVING)
        except subprocess.TimeoutExpired:
            return "it said nothing"
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").split("\n")
        said = [line.strip() for line in lines if line.strip()]
        if status < 0:
            # What was said before is not the cause, but for the lines of our own in the stack.
            stack = [line for line in said if line.startswith("File ") and str(_ROOT) in line]
            return ", ".join([signal.strsignal(-status) or f"signal {-status}", *stack[:1]])
        return said[-1].rstrip(".") if said else f"exit status {status}"


def has_screen() -> bool:
    """Whether a window can be shown here, or the system shows one in any case."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _environment(compiled: str | None) -> dict[str, str]:
    known = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([str(_ROOT), *([known] if known else [])])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8",
                   "PYTHONFAULTHANDLER": "1"}  # fmt: skip
    if not has_screen():
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    if compiled is not None:
        environment["PYTHONPYCACHEPREFIX"] = compiled
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment
