"""The computation of a map by t-SNE: started, stopped, resumed, and its progress in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from diynn.analysis.code_maps import Encoder, tsne_maps
from diynn.analysis.projection import TSNE, get_ready
from diynn.data.dataset import Dataset
from diynn.errors import DiynnError
from gui.background.waiting import TimeLeft
from gui.background.worker import Worker
from gui.tabs.codes.controls import TSNEControls
from gui.tabs.codes.sample import CodeSample, Found
from gui.text.numbers import count, duration
from gui.text.wording import error_text


@dataclass(frozen=True, eq=False)
class _Stage:
    found: Found
    step: int
    steps: int


class CodeTSNE(QObject):
    """Computes one map at a time on a thread; `moved` when it has moved, and `found` is its last.

    It keeps the controls up to date. The settings stand in them.
    """

    moved = Signal()

    def __init__(self, controls: TSNEControls, parent: QObject) -> None:
        super().__init__(parent)
        self.controls = controls
        self.run = Worker("t-SNE", self)
        self._loading = Worker("loading for t-SNE", self)
        self._loaded = False
        self._stage: _Stage | None = None
        self._time_left = TimeLeft()
        self._error: object = None
        self._wanted: object = None
        self._weights: object = None
        self._past = False
        self._started: tuple[object, object] | None = None
        self.run.stepped.connect(self._step)
        self.run.ended.connect(self._end)
        controls.stop_asked.connect(self.stop)
        controls.resume_asked.connect(self.resume)
        self._tell()

    @property
    def found(self) -> Found | None:
        """The map as far as it has come, if there is one."""
        return None if self._stage is None else self._stage.found

    def get_ready(self) -> None:
        """Load the libraries, which takes as long as the first second of a map."""
        if not self._loaded:
            self._loaded = True
            self._loading.start(_load)

    def start(self, encoder: Encoder, data: Dataset, sample: CodeSample, wanted: object) -> None:
        """Start from the beginning, with the weights of `encoder`."""
        self._error, self._stage = None, None
        self._started = (wanted, encoder.weights)
        self._wanted, self._weights = wanted, encoder.weights
        self.run.start(partial(_computed, encoder, data, sample, self.controls.settings))
        self._tell()

    @Slot()
    def stop(self) -> None:
        """Keep the map as it is, until it is resumed."""
        self.run.pause()
        self._tell()

    @Slot()
    def resume(self) -> None:
        """Go on where it was stopped."""
        self.run.resume()
        self._tell()

    def forget(self) -> None:
        """Drop the map and what is under way."""
        self.run.cancel()
        self._stage, self._error, self._started = None, None, None
        self._tell()

    def compare(self, wanted: object, weights: object, *, past: bool = False) -> None:
        """Say to press Start where these choices or weights are not those of the map; in the `past`
        offer PCA."""
        if wanted != self._wanted or weights is not self._weights or past != self._past:
            self._wanted, self._weights, self._past = wanted, weights, past
            self.controls.pca.setVisible(past)
            self._tell()

    def close(self) -> None:
        """Let go of what is being computed."""
        self.run.cancel()
        self._loading.cancel()

    @Slot(object)
    def _step(self, stage: object) -> None:
        assert isinstance(stage, _Stage)
        self._stage = stage
        self._tell()
        self.moved.emit()

    @Slot(object)
    def _end(self, error: object) -> None:
        self._error = error
        self._tell()

    def _tell(self) -> None:
        stage, run = self._stage, self.run
        share = stage.step / stage.steps if stage is not None else 0.0
        self.controls.show_state(
            moving=run.is_moving, under_way=run.is_busy, words=self._words(), share=share
        )

    def _words(self) -> str:
        stage, run, error = self._stage, self.run, self._error
        if error is not None:
            return error_text(error) if isinstance(error, DiynnError) else str(error)
        if self._started is None:
            return self.tr("This is PCA. Press Start, and t-SNE moves the points on from here.")
        words = self._progress(stage)
        if self._past and not run.is_moving:
            return self.tr("A map by t-SNE is of one moment; PCA follows the past.  ") + words
        if self._wanted != self._started[0]:
            return self.tr("Settings changed: press Start.  ") + words
        if self._weights is not self._started[1] and not run.is_moving:
            return self.tr("The network has learnt on: press Start for its codes of now.  ") + words
        return words

    def _progress(self, stage: _Stage | None) -> str:
        run = self.run
        if stage is None:
            return self.tr("Looking for each point's neighbours…")
        if not run.is_busy:
            return self.tr("Done in {0}.").format(duration(run.elapsed))
        place = self.tr("Step {0} of {1}").format(count(stage.step), count(stage.steps))
        if not run.is_moving:
            self._time_left.restart()
            return self.tr("{0}, stopped.").format(place)
        left = self._time_left.seconds(stage.step, stage.steps)
        if left is None:
            return place
        return self.tr("{0}, about {1} left").format(place, duration(left, exact=False))


def _computed(
    encoder: Encoder, data: Dataset, sample: CodeSample, settings: TSNE
) -> Iterator[_Stage]:
    for step in tsne_maps(encoder, sample.inputs(data), settings):
        yield _Stage(Found(step.map, sample), step.step, step.steps)


def _load() -> Iterator[Any]:
    get_ready()
    yield None
