"""The runs that restore images of the data of the moment, and what they restored, in rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from diynn.analysis.denoising import ImageSpace, Look, image_space
from diynn.analysis.reconstruction import AutoEncoder, peak_signal_to_noise
from diynn.data.dataset import Dataset
from diynn.data.noise import Noise
from diynn.training.past_settings import learnt_by
from gui.model.run_list import ListedRun, RunList
from gui.model.run_snapshot import RunSnapshot
from gui.model.session import Session
from gui.tabs.denoising.restoration_grid import GridRow, QualityRow
from gui.text.numbers import figures, fixed
from gui.text.wording import course_words

Array = NDArray[Any]

_tr = QCoreApplication.translate


class DenoisingRuns:
    """Finds the runs that can be compared, and makes them ready to restore images."""

    def __init__(self, session: Session, run_list: RunList) -> None:
        self._session = session
        self._run_list = run_list
        self._common: Dataset | None = None
        self._space: ImageSpace | None = None
        self._auto_encoders: WeakKeyDictionary[RunSnapshot, AutoEncoder] = WeakKeyDictionary()
        self._spaces: WeakKeyDictionary[Dataset, ImageSpace] = WeakKeyDictionary()

    @property
    def space(self) -> ImageSpace | None:
        """How the data of the moment is images; None where it is not, or there is none."""
        raw, data = self._session.dataset, self._session.data
        if data is not self._common:
            self._common = data
            self._space = None if raw is None or data is None else image_space(raw, data)
            self._auto_encoders.clear()
        return self._space

    # Which runs there are.

    def current(self) -> RunSnapshot | None:
        """The run of the moment, where it is an auto-encoder of images."""
        run = None if self.space is None else self._run_list.snapshot()
        return run if run is not None and run.reconstructs else None

    def beside(self, opened: ListedRun | None) -> list[RunSnapshot]:
        """The ticked runs that can be compared, behind the one `opened` for a look."""
        ticked = self._run_list.comparable()
        first = [] if opened is None or opened in ticked else [opened]
        return self._of_list([*first, *ticked])

    def every(self) -> list[RunSnapshot]:
        """All runs in the run list and that of the moment, by the noise they trained with."""
        current = self.current()
        first = [] if current is None or self._run_list.current is not None else [current]
        runs = [*first, *self._of_list(self._run_list.runs)]
        return sorted(runs, key=lambda run: self.sigmas(run)[-1])

    def shelved(self, run: RunSnapshot) -> ListedRun | None:
        """The same in the run list; None for that of the moment."""
        current = self._run_list.current
        found = (one for one in self._run_list.runs if one.training is run.training)
        return next((one for one in found if one is not current), None)

    def _of_list(self, runs: Iterable[ListedRun]) -> list[RunSnapshot]:
        if self.space is None:
            return []
        source, run_list = self._session.design.source, self._run_list
        alike = [run for run in runs if run in run_list.runs and run.design.source == source]
        return [run for run in run_list.snapshots(alike) if run.reconstructs]

    # What one of them restores, and what it learnt.

    def auto_encoder(self, run: RunSnapshot) -> AutoEncoder:
        """The run's network, ready to restore images of the data of the moment."""
        assert self._common is not None
        found = self._auto_encoders.get(run)
        if found is None:
            found = AutoEncoder(run.net, run.weights, run.data, self._common)
            self._auto_encoders[run] = found
        return found

    def sigmas(self, run: RunSnapshot) -> tuple[float, ...]:
        """The noise it trained with, as a share of black to white; several where it was changed."""
        training, span = run.training, self._span_of(run.data)
        learnt = learnt_by(training.past, run.design, training.seconds)
        return tuple(sigma for sigma, _ in groupby(one.run.noise / span for one in learnt))

    def trained(self, run: RunSnapshot) -> str:
        """The same in figures: “0.1 → 0.3” where it was changed."""
        return course_words([figures(sigma, 3) for sigma in self.sigmas(run)])

    def _span_of(self, data: Dataset) -> float:
        assert self._space is not None
        if data is self._common:
            return self._space.span
        found = self._spaces.get(data)
        if found is None:
            raw = self._session.dataset
            made = None if raw is None else image_space(raw, data)
            found = self._space if made is None else made
            self._spaces[data] = found
        return found.span


@dataclass(frozen=True, eq=False)
class Answer:
    """What was found for the images shown; the newest of two has the larger number."""

    number: int
    data: Dataset
    noise: Noise
    places: Array
    """Of the images in their part."""
    runs: tuple[RunSnapshot, ...]
    """That of the moment first."""
    look: Look


@dataclass(frozen=True)
class WholeKey:
    """Names the job that measures the noise of the moment on all images."""

    noise: Noise
    part: str
    seed: int
    runs: tuple[int, ...]
    """The fingerprints of their weights."""


def whole_key(noise: Noise, part: str, seed: int, runs: tuple[RunSnapshot, ...]) -> WholeKey:
    """The name of the job for the present weights of these runs."""
    return WholeKey(noise, part, seed, tuple(run.fingerprint for run in runs))


def grid_rows(answer: Answer, names: tuple[str, ...]) -> list[GridRow]:
    """The images as they are, noisy, restored by each run, and filtered; `names` below the first.

    A row of a run has its name and colour where there are several.
    """
    found, several = answer.look, len(answer.runs) > 1
    rows = [
        GridRow(_tr("DenoisingTab", "original"), _grey(found.clean), captions=names),
        _row(_tr("DenoisingTab", "noisy"), found.spoilt, found.spoilt_errors),
    ]
    for run, images, errors in zip(
        answer.runs, found.restored, found.restored_errors, strict=True
    ):
        name = run.name if several else _tr("DenoisingTab", "restored")
        rows.append(_row(name, images, errors, run.colour if several else None))
    mean = _tr("DenoisingTab", "3 × 3 mean")
    rows.append(_row(mean, found.filtered, found.filtered_errors))
    return rows


def quality_rows(answer: Answer, known: Array | None) -> list[QualityRow]:
    """The figures of doing nothing, of the filter, and of each run.

    `known` (2 + runs,) are the mean squared errors over all images, in that order.
    """
    found = answer.look
    ways = [
        (_tr("DenoisingTab", "Doing nothing"), found.spoilt_errors),
        (_tr("DenoisingTab", "3 × 3 mean filter"), found.filtered_errors),
        *zip((run.name for run in answer.runs), found.restored_errors, strict=True),
    ]
    return [
        QualityRow(
            name, _both(float(errors.mean())), None if known is None else _both(float(known[row]))
        )
        for row, (name, errors) in enumerate(ways)
    ]


def _grey(images: Array) -> Array:
    return np.asarray(images.mean(axis=-1))


def _row(name: str, images: Array, errors: Array, colour: int | None = None) -> GridRow:
    mean = fixed(_both(float(errors.mean()))[1])
    psnr = peak_signal_to_noise(errors, 1.0)
    return GridRow(name, _grey(images), psnr, colour=colour, words=f"{mean} dB")


def _both(error: float) -> tuple[float, float]:
    """A mean squared error, and the same as PSNR."""
    return error, float(peak_signal_to_noise(np.asarray(error), 1.0))
