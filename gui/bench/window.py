"""Measure the window against the command line, a bare window, and the data's own size."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from tempfile import TemporaryDirectory

import numpy as np

from diynn.bench.networks import NETWORKS
from diynn.data.sources.downloaded import MNIST
from diynn.design.design import Design, design_to_record
from diynn.errors import DiynnError
from gui.bench.subject import Subject

WINDOW = "gui.bench.subjects window"
BARE_WINDOW = "gui.bench.subjects bare"
COMMAND_LINE = "gui.bench.subjects training"

ROUNDS = 2
"""With every tab in front; there are five of them, or four."""
PAIRS = 7
WARM_UP_SECONDS = 1.0
"""After each play; never longer than what is counted."""
MEMORY_SECONDS = 6.0
"""Enough for every view to show itself; then the test part is evaluated, as at an epoch's end."""
SLOWEST = 20.0
"""How many times as long as expected steps may take before the process counts as lost."""
MB = 1e6

MEMORY: Mapping[str, Design] = {
    "mnist-autoencoder-deep": NETWORKS["mnist-autoencoder-deep"],
    "conv2d-3": replace(NETWORKS["conv2d-3"], source=MNIST()),
}


def measure(
    networks: Sequence[str],
    seconds: float,
    *,
    rounds: int = ROUNDS,
    pairs: int = PAIRS,
    memory: Mapping[str, Design] = MEMORY,
) -> Iterator[dict[str, object]]:
    """Objects for JSON, each as soon as it is known: "window" for each network, "start", "memory".

    Each round lasts `seconds` for the window and as many for the command line; a start is measured
    in `pairs`. Raises DiynnError where a network has no such name, its data is not here, or a
    process fails.
    """
    designs = {name: _named(name) for name in networks}
    for design in (*designs.values(), *memory.values()):
        missing = design.source.missing()
        if missing is not None:
            raise missing
    for name, design in designs.items():
        yield measure_window(name, design, seconds, rounds)
    yield measure_start(pairs)
    bare = _peak(None)
    for name, design in memory.items():
        yield measure_memory(name, design, bare)


def _named(name: str) -> Design:
    if name not in NETWORKS:
        raise DiynnError(
            "There is no network “{name}” to measure.",
            "Choose from: {choices}.",
            name=name, choices=", ".join(NETWORKS),
        )  # fmt: skip
    return NETWORKS[name]


def measure_window(name: str, design: Design, seconds: float, rounds: int) -> dict[str, object]:
    """How smooth the window stays while `design` trains in it, and how fast it trains there.

    In each round the window plays with another tab in front, until each that has something to show
    was there in `rounds` rounds; then the command line takes the very same steps, evaluations at
    the ends of epochs included. While one of them computes, the other waits.
    """
    record = design_to_record(design)
    warm_up = min(WARM_UP_SECONDS, seconds)
    patience = SLOWEST * (warm_up + seconds)
    delays: list[float] = []
    shares: dict[str, list[float]] = {}
    with Subject(WINDOW) as window, Subject(COMMAND_LINE) as command_line:
        window.answer()
        tabs = window.ask("show", design=record)["tabs"]
        command_line.ask("show", design=record)
        for tab in [*tabs] * rounds:
            found = window.ask("run", within=patience, warm=warm_up, seconds=seconds, tab=tab)
            steps = {"first": found["first"], "last": found["last"]}
            alone = command_line.ask("run", within=patience, **steps)
            # Where a step is longer than a round, there may be none in it.
            if steps["last"] > steps["first"]:
                share = alone["seconds"] / found["seconds"]
                shares.setdefault(tab, []).append(share)
            delays += found["delays"]
    if not delays or not shares:
        raise DiynnError(
            "The rounds were too short for a single step of “{name}”.",
            "Measure for longer: diynn bench --window --seconds {longer:g}",
            name=name, longer=10 * seconds,
        )  # fmt: skip
    p50, p99 = np.percentile(delays, (50, 99))
    return {
        "kind": "window", "network": name,
        "p50_ms": float(p50), "p99_ms": float(p99), "max_ms": max(delays),
        "share": statistics.median(chain.from_iterable(shares.values())), "rounds": rounds,
        "tabs": {tab: statistics.median(found) for tab, found in shares.items()},
    }  # fmt: skip


def measure_start(pairs: int) -> dict[str, object]:
    """How long the window takes to be painted, against a bare one; medians over `pairs`.

    Both start as installed programs do, compiled before: by a first start that is not counted.
    """
    found: dict[str, list[float]] = {WINDOW: [], BARE_WINDOW: []}
    with TemporaryDirectory(prefix="diynn-bench-") as compiled:
        for number in range(-1, pairs):
            order = (WINDOW, BARE_WINDOW) if number % 2 else (BARE_WINDOW, WINDOW)
            for module in order:
                with Subject(module, compiled=compiled) as subject:
                    taken = subject.answer()[0]
                if number >= 0:
                    found[module].append(taken)
    ratios = [ours / bare for ours, bare in zip(*found.values(), strict=True)]
    return {
        "kind": "start", "ratio": statistics.median(ratios),
        "diynn_ms": 1000 * statistics.median(found[WINDOW]),
        "bare_ms": 1000 * statistics.median(found[BARE_WINDOW]),
    }  # fmt: skip


def measure_memory(name: str, design: Design, bare: float) -> dict[str, object]:
    """The most memory that reading and training took, beyond the `bare` bytes of a first start."""
    outline = design.source.outline()
    assert outline is not None
    samples = outline.train + outline.test
    data = 4.0 * samples * math.prod(outline.shape)
    peak = _peak(design)
    return {
        "kind": "memory", "network": name, "multiple": (peak - bare) / data,
        "data_mb": data / MB, "peak_mb": peak / MB, "bare_mb": bare / MB,
    }  # fmt: skip


def _peak(design: Design | None) -> float:
    """Bytes; without a design those of a window that has just been opened."""
    with Subject(WINDOW) as window:
        window.answer()
        window.ask("show")
        if design is None:
            return float(window.ask("peak", seconds=0)["bytes"])
        window.ask("show", design=design_to_record(design))
        return float(window.ask("peak", within=MEMORY_SECONDS, seconds=MEMORY_SECONDS)["bytes"])
