"""Two workers against one: the same sweep by turns, each round's ratio, and whether the weights are
the same.

    python tests/benchmarks/sweep_speed.py [RECIPE] [EPOCHS] [ROUNDS]
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from diynn.storage.recipes import recipe
from diynn.tuning.sweep import RunResult, sweep_of
from diynn.tuning.sweep_runner import perform


def main(name: str = "usps-dense", epochs: str = "20", rounds: str = "3") -> None:
    """Measure and print."""
    design = recipe(name)
    design = replace(design, run=replace(design.run, epochs=int(epochs)))
    sweep = sweep_of(design, ["learning_rate=0.01,0.02,0.05,0.1"], repeats=2)
    datasets = {design.source: design.source.load()}
    ratios = []
    for number in range(int(rounds)):
        times, digests, each = {}, [], []
        for workers in (1, 2) if number % 2 else (2, 1):
            began = perf_counter()
            found = [
                one
                for one in perform(sweep, workers=workers, datasets=datasets)
                if isinstance(one, RunResult)
            ]
            times[workers] = perf_counter() - began
            digests.append({one.run.number: one.weights_sha256 for one in found})
            each.append(median(one.seconds for one in found))
        ratios.append(times[1] / times[2])
        print(f"one {times[1]:.1f} s, two {times[2]:.1f} s, ratio {ratios[-1]:.2f}, "
              f"a run {max(each):.1f} s, same weights: {digests[0] == digests[1]}")  # fmt: skip
    print(f"median ratio {median(ratios):.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
