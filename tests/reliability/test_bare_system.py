"""A system without /sys, where nobody can count the cores of the processor."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAPPED = """
import os
# joblib counts the cores only where a program may use all of them.
os.cpu_count = lambda: len(os.sched_getaffinity(0))
import numpy as np
from joblib.externals.loky.backend import context
counted = []
uncounted = context._count_physical_cores
context._count_physical_cores = lambda: counted.append(1) or uncounted()
from diynn.analysis.projection import nearest
rows = nearest(np.random.default_rng(0).normal(size=(600, 20)), 4)
print(rows.shape, len(counted))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others count in other ways")
def test_neighbours_are_found_in_silence_where_cores_cannot_be_counted(tmp_path: Path) -> None:
    for name in ("lscpu", "cat"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    environment = {
        name: value for name, value in os.environ.items()
        if name not in ("OMP_NUM_THREADS", "LOKY_MAX_CPU_COUNT")
    }  # fmt: skip
    environment |= {"PYTHONPATH": str(ROOT), "PATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", MAPPED],
        capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    assert done.stderr == ""
    assert done.stdout.split("\n")[0] == "(600, 4) 0"
