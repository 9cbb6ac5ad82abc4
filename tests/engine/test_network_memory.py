"""A network that would take more memory than is free is refused before it is taken."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from diynn.layers import Conv1D, Conv2D, ConvTranspose1D, ConvTranspose2D
from diynn.layers.layer import Layer, Pass

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


@pytest.mark.parametrize(
    "layer",
    [
        ConvTranspose1D(filters=64, kernel_size=600, padding=290),
        ConvTranspose2D(filters=64, kernel_size=(60, 60), padding=(29, 29)),
        Conv1D(filters=1, kernel_size=400, stride=200, padding=390),
        Conv2D(filters=1, kernel_size=(40, 40), stride=(20, 20), padding=(39, 39)),
    ],
    ids=lambda layer: layer.name(),
)
def test_what_a_layer_takes_inside_is_counted(layer: Layer) -> None:
    """With wide padding a layer takes much more than what goes into it and comes out."""
    shape = (20, 3) if layer.name().endswith("1D") else (20, 20, 3)
    x = np.zeros((8, *shape), np.float32)
    weights = {
        name: np.zeros(size, np.float32) for name, size in layer.weight_shapes(shape).items()
    }
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        bound = layer.bind(x, weights, Pass(training=True))
        taken = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    counted = bound.y.nbytes + x.nbytes + 4 * layer.inner_values(shape, len(x))
    assert taken < 3 * counted + 2**22


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit that the system holds to")
def test_a_network_is_set_against_the_memory_that_is_free() -> None:
    error = made_with_four_gigabytes(65_536)
    assert error.startswith("This network needs 12")
    assert "Make its layers or the batch smaller" in error
    assert made_with_four_gigabytes(1000) == "made\n"
