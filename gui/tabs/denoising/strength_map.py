"""Every run at every strength of the noise: what is known, and the jobs that find out the rest."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from diynn.analysis.denoising import ImageSpace, mean_errors
from diynn.analysis.reconstruction import AutoEncoder, peak_signal_to_noise
from diynn.data.noise import Gaussian, Noise
from diynn.training.training import Training
from gui.model.run_snapshot import RunSnapshot
from gui.tabs.denoising.idle_queue import GoesOn, LongJob
from gui.tabs.denoising.noise_bar import strength_name
from gui.tabs.denoising.noise_map import MapRow, NoiseMap
from gui.tabs.denoising.runs import DenoisingRuns
from gui.text.numbers import count
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import hbox, vbox
from gui.widgets.caption import ElidedCaption
from gui.widgets.cell_table import NO_CELL

Array = NDArray[Any]

STRENGTHS = tuple(round(0.1 * tenths, 1) for tenths in range(11))
FEW = 300
"""Images that the map is measured on, unless all are asked for."""


@dataclass(frozen=True)
class Question:
    """On what the map is measured; two alike have the same answer for the same weights."""

    kind: type[Noise]
    part: str
    seed: int
    images: int


@dataclass(frozen=True, eq=False)
class Known:
    """What was found for some weights of a run: mean squared errors (2 + 1, strengths)."""

    fingerprint: int
    question: Question
    errors: Array


@dataclass(frozen=True)
class RowKey:
    """Names the job that measures a row."""

    training: Training
    fingerprint: int
    question: Question


class DenoisingMap(QWidget):
    """The map with a line above it; `cell_chosen` carries a strength and a RunSnapshot or None."""

    cell_chosen = Signal(float, object)
    more_asked = Signal()
    """All images are wanted, or no longer."""

    def __init__(
        self, runs: DenoisingRuns, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "denoising-map")
        self._runs = runs
        self._shown: list[RunSnapshot] = []
        self._known: WeakKeyDictionary[Training, Known] = WeakKeyDictionary()
        self._plain: Known | None = None
        self._question: Question | None = None
        self._noise: Noise = Gaussian()
        self.map = NoiseMap(themes)
        self.map.chosen.connect(self._choose)
        self.words = ElidedCaption()
        self.all = QCheckBox(self.tr("All images"))
        self.all.setToolTip(
            self.tr("Measure the map on all images of the part, not only on some of them")
        )
        self.all.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.all.toggled.connect(self.more_asked)
        line = hbox((self.words, 1), self.all, margins=(8, 0, 8, 0))
        vbox(line, self.map, parent=self, margins=(0, 0, 0, 0), spacing=2)

    def jobs(
        self, space: ImageSpace, x: Array, noise: Noise, part: str, seed: int
    ) -> list[tuple[Hashable, LongJob]]:
        """What has yet to be found out for the samples `x` of a part; see `take`."""
        images = len(x) if self.all.isChecked() else min(FEW, len(x))
        question = Question(type(noise), part, seed, images)
        self._question, self._noise = question, noise
        # Where a part is sorted by class, its first samples are all alike.
        some = x[:: max(len(x) // max(images, 1), 1)][:images]
        jobs: list[tuple[Hashable, LongJob]] = []
        for run in self._runs.every():
            known = self._known.get(run.training)
            name = (run.fingerprint, question)
            if known is None or (known.fingerprint, known.question) != name:
                key = RowKey(run.training, *name)
                auto_encoder = self._runs.auto_encoder(run)
                jobs.append((key, partial(_measured, space, some, auto_encoder, noise, seed)))
        return jobs

    def take(self, key: RowKey, errors: Array) -> None:
        """Take what a job has found out."""
        known = Known(key.fingerprint, key.question, errors)
        self._known[key.training] = self._plain = known

    def show_rows(self, *, moving: bool, marked: Training | None, strength: float) -> None:
        """Show what is known; while weights are `moving`, the figures of the run are old.

        The cell of the run `marked` at `strength` is framed.
        """
        self._shown = self._runs.every()
        current = self._runs.current()
        rows = [
            MapRow(name, self._psnr(self._plain, row))
            for row, name in enumerate((self.tr("doing nothing"), self.tr("3 × 3 mean")))
        ]
        for run in self._shown:
            known = self._known.get(run.training)
            its_own = current is not None and run.training is current.training
            moves = moving and its_own
            stale = known is not None and (moves or known.fingerprint != run.fingerprint)
            sigma = self._runs.trained(run)
            rows.append(MapRow(run.name, self._psnr(known, 2), sigma, run.colour, stale))
        name = strength_name(type(self._noise))
        titles = (self.tr("trained σ"), self.tr("test {0}").format(name))
        self.map.set_table(rows, STRENGTHS, titles)
        self.mark(marked, strength)
        self._say(moving)

    def mark(self, training: Training | None, strength: float) -> None:
        """Frame the cell of a run at a strength, where there is one."""
        row = next((n for n, run in enumerate(self._shown, 2) if run.training is training), None)
        column = next((n for n, one in enumerate(STRENGTHS) if abs(one - strength) < 1e-9), None)
        self.map.set_choice(*(NO_CELL if None in (row, column) else (row, column)))

    def _psnr(self, known: Known | None, row: int) -> Array:
        if known is None or self._question is None:
            return np.full(len(STRENGTHS), np.nan)
        # Of other images or another field it would still be near; of another kind it is not.
        if replace(known.question, images=0) != replace(self._question, images=0):
            return np.full(len(STRENGTHS), np.nan)
        return peak_signal_to_noise(known.errors[row], 1.0)

    def _say(self, moving: bool) -> None:
        if self._question is None or self._plain is None:
            words = self.tr("PSNR of each run at each strength, measured when the training rests")
        else:
            images = self._question.images
            words = (
                self.tr("PSNR in dB on {0} image(s); measured again at rest", "", images) if moving
                else self.tr("PSNR in dB on {0} image(s); click a cell to see it", "", images)
            ).format(count(images))  # fmt: skip
        self.words.set_words(words)

    @Slot(object, object)
    def _choose(self, row: int, column: int) -> None:
        run = self._shown[row - 2] if row >= 2 else None
        self.cell_chosen.emit(STRENGTHS[column], run)


def _measured(
    space: ImageSpace, x: Array, auto_encoder: AutoEncoder, noise: Noise, seed: int, goes_on: GoesOn
) -> Array | None:
    return mean_errors(space, x, [auto_encoder], noise, STRENGTHS, seed, goes_on)
