"""A few programs killed at random moments; `kills.py` says what is looked at, and kills more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs to fork with Qt loaded")
def test_killed_programs_leave_whole_files_and_what_they_kept() -> None:
    done = subprocess.run(
        [
            sys.executable, ROOT / "tests/reliability/kills.py", "--kills", "10", "--at-once", "5",
            "--longest", "1.5", "--hasty",
        ],
        capture_output=True, text=True, timeout=110, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    printed = json.loads(done.stdout)
    assert printed["kills"] == 10
    assert printed["copies found"] + printed["files found"] >= 5
    assert printed["edits kept"] + printed["epochs kept"] > 0
