"""Processes of a reproduction that die: another takes over, and the other results are whole."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from diynn.experiments.experiment import RunKey, Setup
from diynn.experiments.process_pool import ProcessPool, SingleProcess
from diynn.experiments.registry import named
from diynn.experiments.reproduction import Failed, Finished, reproduction
from diynn.storage.model_file import load


@dataclass(frozen=True)
class Deadly(Setup):
    """Ends the process that begins a training of `recipe` with seed 1, so many `times`."""

    recipe: str = ""
    times: int = 0
    parent: int = 0

    def path(self, run: RunKey) -> Path:
        if os.getpid() != self.parent and (run.recipe, run.seed) == (self.recipe, 1):
            for time in range(self.times):
                mark = self.folder / f"died {time}"
                if not mark.exists():
                    mark.touch()
                    os._exit(9)
        return super().path(run)


def ended(folder: Path, times: int, processes: int) -> dict[str, str]:
    """What came of E1 and E2: “whole”, or why not."""
    setup = Deadly(folder, False, 1, "report/linear", times, os.getpid())
    found = {}
    for report in reproduction(
        named(["E1", "E2"]), setup, lambda setup, _: ProcessPool(setup, processes)
    ):
        if isinstance(report, Finished):
            found[report.trial.number] = "whole"
        elif isinstance(report, Failed):
            found[report.trial.number] = str(report.error)
    assert len(list(folder.glob("died *"))) == times
    return found


@pytest.mark.parametrize("processes", [1, 2])
def test_what_a_dead_process_had_in_work_is_done_by_another(tmp_path: Path, processes: int) -> None:
    assert ended(tmp_path, 1, processes) == {"E1": "whole", "E2": "whole"}
    alone, run = Setup(tmp_path / "alone", most_epochs=1), RunKey("report/linear", 1)
    list(reproduction(named(["E1"]), alone, lambda setup, _: SingleProcess(setup)))
    sound = load(alone.path(run)).network().weight_vector
    assert np.array_equal(load(Setup(tmp_path).path(run)).network().weight_vector, sound)


def test_a_job_that_kills_its_process_takes_only_its_own_experiment_along(tmp_path: Path) -> None:
    found = ended(tmp_path, 2, 1)
    assert found["E2"] == "whole"
    assert "ended twice" in found["E1"]
    assert load(Setup(tmp_path).path(RunKey("report/linear", 0))).record["epoch"] == 1
