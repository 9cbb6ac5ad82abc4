"""How good a network is: on the test part of its own data, or on a file that has the targets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.data.dataset import Part
from diynn.errors import DataError
from diynn.inference.answers import Answers, Figures, answers, answers_to
from diynn.inference.model import Model
from diynn.inference.samples import Samples, Troubles

Array = NDArray[Any]

MOST_SHOWN = 12
"""Samples that a report shows."""


@dataclass(frozen=True, eq=False)
class Evaluation:
    """The figures on some data, and a few of its samples with their answers.

    `data` is the name of the data or of its file, `part` which part of it, “test” or “training”;
    empty for a file.
    """

    data: str
    figures: Figures
    shown: Answers | None
    part: str = ""

    @property
    def name(self) -> str:
        """On what it was judged."""
        return f"{self.data}, {self.part} part" if self.part else self.data


def evaluate_data(model: Model) -> Evaluation:
    """The figures on the test part of a network's own data, or on all of it where it has none.

    Raises DataError where the data is not on this machine.
    """
    if problem := model.design.source.missing():
        raise problem
    dataset = model.design.source.load()
    if model.saved.data_fingerprint not in ("", dataset.fingerprint):
        raise DataError(
            "The data “{name}” is not what it was trained on.",
            "Name the data to judge by.", name=dataset.name,
        )  # fmt: skip
    part = dataset.test if len(dataset.test) else dataset.train
    samples = _samples_of(model, part)
    figures = Figures(model.decisions)
    found = answers_to(model, samples)
    figures.add(found)
    which = "test" if part is dataset.test else "training"
    return Evaluation(dataset.name, figures, _first(model, part), which)


def _samples_of(model: Model, part: Part) -> Samples:
    truth: Array = part.targets
    if model.classes:
        truth = np.array(model.classes, object)[part.targets]
    count = len(part)
    return Samples("sample", np.arange(1, count + 1), part.x, np.ones(count, bool), truth)


def _first(model: Model, part: Part) -> Answers:
    some = Part(part.x[:MOST_SHOWN], part.targets[:MOST_SHOWN])
    return answers_to(model, _samples_of(model, some))


def evaluate_file(model: Model, path: Path, troubles: Troubles) -> Evaluation:
    """The figures on a file or a folder that has the targets; raises as `Reader.read`."""
    figures, shown = Figures(model.decisions), None
    for found in answers(model, path, troubles):
        figures.add(found)
        if shown is None:
            shown = found
    return Evaluation(path.name, figures, shown)
