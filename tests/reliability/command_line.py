"""A command line run for a test: as a process of its own, or in this one, which starts at once."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from diynn.cli.main import main

ROOT = Path(__file__).resolve().parents[2]


def environment(tmp_path: Path | None = None, **more: str) -> dict[str, str]:
    """The variables of a process; with a folder, nothing of the machine's data is in them."""
    places = {} if tmp_path is None else {
        "XDG_CACHE_HOME": str(tmp_path / "cache"), "XDG_STATE_HOME": str(tmp_path / "state"),
        "DIYNN_DATA": "",
    }  # fmt: skip
    return os.environ | {"PYTHONPATH": str(ROOT)} | places | more


def process(
    *words: str | Path, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """`python -m diynn` as a person has it; a traceback or a Python warning fails the test."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "diynn", *map(str, words)],
        capture_output=True, text=True, encoding="utf-8", timeout=200, check=False,
        env=environment() if env is None else env, cwd=cwd,
    )  # fmt: skip
    return _quiet(done)


def diynn(
    *words: str | Path, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """The same words given to `main` in this process: for what it says and does.

    That the process then ends with this status and these outputs, and that nothing of the next
    command hangs on what this one left in memory, is for `process` to show.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        if env is not None:
            for name in os.environ.keys() - env.keys():
                patch.delenv(name)
            for name, value in env.items():
                patch.setenv(name, value)
        if cwd is not None:
            patch.chdir(cwd)
        try:
            status: object = main([str(word) for word in words])
        except SystemExit as end:
            status = end.code
        out.flush()
        err.flush()
    said = [stream.detach().getvalue().decode("utf-8") for stream in (out, err)]  # type: ignore[attr-defined]
    assert isinstance(status, int)
    return _quiet(subprocess.CompletedProcess(words, status, *said))


def _quiet(done: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
    assert "Traceback" not in done.stdout + done.stderr
    assert "unforeseen" not in done.stderr
    return done
