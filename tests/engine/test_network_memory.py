"""A network that would take more memory than is free is refused before it is taken."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

LIMITED = """
import resource, sys
from dataclasses import replace
from diynn.errors import DiynnError
from diynn.layers import Linear
from diynn.storage.recipes import recipe
from diynn.training.training import Training

design = recipe("digits-dense")
width = int(sys.argv[1])
layers = (Linear(outputs=width), Linear(outputs=width), *design.layers[-2:])
dataset = design.source.load()
resource.setrlimit(resource.RLIMIT_AS, (4 << 30,) * 2)
try:
    Training(replace(design, layers=layers), dataset)
except DiynnError as error:
    print(error)
else:
    print("made")
"""


def made_with_four_gigabytes(width: int) -> str:
    return subprocess.run(
        [sys.executable, "-c", LIMITED, str(width)], timeout=120, check=True, text=True,
        capture_output=True, cwd=Path(__file__).parents[2],
    ).stdout  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit that the system holds to")
def test_a_network_is_set_against_the_memory_that_is_free() -> None:
    told = made_with_four_gigabytes(65_536)
    assert told.startswith("This network needs 12")
    assert "Make its layers or the batch smaller" in told
    assert made_with_four_gigabytes(1000) == "made\n"
