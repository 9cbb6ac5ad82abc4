"""What was found for a few noisy images, as the rows of a grid and of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from diynn.analysis.denoising import Look
from diynn.analysis.reconstruction import peak_signal_to_noise
from diynn.data.dataset import Dataset
from diynn.data.noise import Noise
from gui.tabs.denoising.quality_table import QualityRow
from gui.tabs.denoising.restoration_grid import GridRow
from gui.tabs.denoising.runs import DenoisingRun
from gui.text.numbers import decibels

Array = NDArray[Any]

_tr = QCoreApplication.translate


@dataclass(frozen=True, eq=False)
class Answer:
    """What was found for the images shown; the newest of two has the larger number."""

    number: int
    data: Dataset
    noise: Noise
    places: Array
    """Of the images in their part."""
    runs: tuple[DenoisingRun, ...]
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


def whole_key(noise: Noise, part: str, seed: int, runs: tuple[DenoisingRun, ...]) -> WholeKey:
    """The name of the job for these runs as they stand."""
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
    mean = decibels(_both(float(errors.mean()))[1])
    psnr = peak_signal_to_noise(errors, 1.0)
    return GridRow(name, _grey(images), psnr, colour=colour, words=f"{mean} dB")


def _both(error: float) -> tuple[float, float]:
    """A mean squared error, and the same as PSNR."""
    return error, float(peak_signal_to_noise(np.asarray(error), 1.0))
