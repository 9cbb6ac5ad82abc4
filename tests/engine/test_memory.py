"""What would take more memory than is free is told of before it is taken."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from diynn import memory
from diynn.errors import DiynnError

LIMITED = """
import resource, sys
from dataclasses import replace
from diynn.errors import DiynnError
from diynn.layers import Linear
from diynn.recipes import recipe
from diynn.training import Training

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
    assert told.startswith("There is not enough memory for this network: 12")
    assert "Choose smaller sizes" in told
    assert made_with_four_gigabytes(1000) == "made\n"


def test_what_is_free_is_asked_for_only_where_much_is_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "free", lambda: 10**9)
    memory.require(10**6, "this")
    memory.require(7 * 10**8, "this")
    with pytest.raises(DiynnError, match=r"for this: 0\.9 GB are needed, 0\.8 GB are free"):
        memory.require(9 * 10**8, "this")


def test_where_the_system_does_not_tell_nothing_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(memory, "free", lambda: None)
    memory.require(10**15, "this")


@pytest.mark.skipif(sys.platform != "linux", reason="read where Linux tells it")
def test_what_is_free_is_some_of_what_there_is() -> None:
    left = memory.free()
    assert left is not None
    assert 0 < left < 10**15
