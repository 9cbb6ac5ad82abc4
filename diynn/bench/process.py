"""A subject in a process of its own, which computes only while it is asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import diynn
from diynn.errors import DiynnError

SUBJECT = "diynn.bench.subject"
SECONDS_TO_END = 10.0
"""How long a process may take to end by itself, once it has been asked to."""


def check_python() -> None:
    """DiynnError where this program has no Python to start its processes with."""
    if getattr(sys, "frozen", False):
        raise DiynnError(
            "Measuring starts processes of Python's own, which the packaged program does not have.",
            "Run the program from its source: python3 start.py bench",
        )


class SubjectProcess:
    """One subject of one network; start it, `ready`, `ask` as often as wanted, `close` always.

    `ready` and `ask` raise DiynnError where the process fails or ends.
    """

    def __init__(self, network: str, kind: str, threads: int, seconds: float) -> None:
        self._network = network
        self._kind = kind
        # Where the process fails, its last words are reported.
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115  `close` closes it
        root = str(Path(diynn.__file__).resolve().parents[1])
        paths = [root, os.environ.get("PYTHONPATH", "")]
        # Without -P a file called numpy.py in the person's own folder would be taken for NumPy.
        self._process = subprocess.Popen(  # noqa: S603  this program, with its own names
            [sys.executable, "-P", "-m", SUBJECT, network, kind, str(threads), repr(seconds)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._complaints,
            text=True, encoding="utf-8", errors="replace",
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in paths if path)},
        )  # fmt: skip

    def ready(self) -> None:
        """Wait until it is set up."""
        self._answer()

    def ask(self, order: str) -> dict[str, Any]:
        """The answer to "warm" or "go": `us` a step, the `seconds` it took, `products_us`."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(f"{order}\n")
            self._process.stdin.flush()
        except OSError:
            # It has ended; the missing answer shows why.
            pass
        return self._answer()

    def close(self) -> None:
        """End the process, whatever it does."""
        process = self._process
        process.kill()
        for stream in (process.stdin, process.stdout, self._complaints):
            try:
                if stream is not None:
                    stream.close()
            except OSError:
                # What could not be written any more is not missed.
                pass
        process.wait()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise self._ended()
        if "error" in answer:
            raise DiynnError("{reason}", reason=answer["error"])
        return answer

    def _ended(self) -> DiynnError:
        try:
            status: object = self._process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            status = "unknown"
        self._complaints.seek(0)
        words = self._complaints.read().decode("utf-8", "replace").strip().splitlines()
        return DiynnError(
            "The process that measures “{kind}” on {network} ended before it answered (status "
            "{status}{words}).",
            "Try this network alone: diynn bench {network}",
            kind=self._kind, network=self._network, status=status,
            words=f": {words[-1].strip()}" if words else "",
        )  # fmt: skip
