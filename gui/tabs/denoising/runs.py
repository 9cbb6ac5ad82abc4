"""The runs that restore images of the data of the moment, each ready to be asked."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any
from weakref import WeakKeyDictionary

from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from diynn.analysis.denoising import Denoiser, ImageSpace, image_space
from diynn.analysis.reconstruction import Rescaling, rescaling
from diynn.data.dataset import Dataset
from diynn.design.design import Design
from diynn.training.past_settings import learnt_by
from diynn.training.training import Training
from gui.model.run_list import ListedRun, RunList
from gui.model.session import Session
from gui.text.numbers import figures
from gui.text.wording import course_words

Array = NDArray[Any]


@dataclass(frozen=True, eq=False)
class DenoisingRun:
    """A run with its weights of a moment."""

    name: str
    colour: int | None
    """Its place in `Theme.runs`; None before its first step."""
    training: Training
    sigmas: tuple[float, ...]
    """The noise it trained with, as a share of black to white; several where that was changed."""
    denoiser: Denoiser

    @property
    def trained(self) -> str:
        """The noise it trained with in figures: “0.1 → 0.3” where it was changed."""
        return course_words([figures(sigma, 3) for sigma in self.sigmas])

    @property
    def retrained(self) -> str:
        """The same, empty where the noise was one all the time."""
        return self.trained if len(self.sigmas) > 1 else ""

    @cached_property
    def fingerprint(self) -> int:
        """Tells these weights from others.

        The place in the run would not: the weights that are shown follow those that train.
        """
        return zlib.crc32(self.denoiser.weights.data)


class DenoisingRuns:
    """Makes ready the run of the moment and those beside it."""

    def __init__(self, session: Session, run_list: RunList) -> None:
        self._session = session
        self._run_list = run_list
        self._common: Dataset | None = None
        self._space: ImageSpace | None = None
        self._scalings: WeakKeyDictionary[Dataset, tuple[Rescaling, Rescaling]]
        self._scalings = WeakKeyDictionary()
        self._spaces: WeakKeyDictionary[Dataset, ImageSpace] = WeakKeyDictionary()

    @property
    def space(self) -> ImageSpace | None:
        """How the data of the moment is images; None where it is not, or there is none."""
        raw, data = self._session.dataset, self._session.data
        if data is not self._common:
            self._common = data
            self._space = None if raw is None or data is None else image_space(raw, data)
            self._scalings.clear()
        return self._space

    def current(self) -> DenoisingRun | None:
        """The run of the moment, where it is an auto-encoder of images."""
        session, space = self._session, self.space
        training, weights = session.training, session.weights
        if training is None or weights is None or space is None or session.data is None:
            return None
        if not session.design.reconstructs:
            return None
        run = self._run_list.current
        name = QCoreApplication.translate("DenoisingRuns", "This network")
        return self._ready(
            name if run is None else run.name, None if run is None else run.colour,
            training, session.design, weights,
        )  # fmt: skip

    def beside(self, opened: ListedRun | None) -> list[DenoisingRun]:
        """The ticked runs that can be compared, behind the one `opened` for a look."""
        ticked = self._run_list.comparable()
        first = [] if opened is None or opened in ticked else [opened]
        return self._of_shelf([*first, *ticked])

    def every(self) -> list[DenoisingRun]:
        """All runs in the run list and that of the moment, by the noise they trained with."""
        current = self.current()
        first = [] if current is None or self._run_list.current is not None else [current]
        runs = [*first, *self._of_shelf(self._run_list.runs)]
        return sorted(runs, key=lambda run: run.sigmas[-1])

    def shelved(self, run: DenoisingRun) -> ListedRun | None:
        """The same in the run list; None for that of the moment."""
        current = self._run_list.current
        found = (one for one in self._run_list.runs if one.training is run.training)
        return next((one for one in found if one is not current), None)

    def _of_shelf(self, runs: Iterable[ListedRun]) -> list[DenoisingRun]:
        if self.space is None:
            return []
        current, source = self._run_list.current, self._session.design.source
        ready = []
        for run in runs:
            if run is current:
                made = self.current()
                if made is not None:
                    ready.append(made)
            elif run in self._run_list.runs and run.design.source == source:
                if run.design.reconstructs:
                    # A copy: it may go on training while it is asked.
                    weights = run.weights.copy()
                    ready.append(
                        self._ready(run.name, run.colour, run.training, run.design, weights)
                    )
        return ready

    def _ready(
        self, name: str, colour: int | None, training: Training, design: Design, weights: Array
    ) -> DenoisingRun:
        assert self._space is not None
        to_own, to_common = self._scaling_of(training.data)
        denoiser = Denoiser(training.net, weights, self._space, to_own, to_common)
        span = self._span_of(training.data)
        learnt = learnt_by(training.past, design, training.seconds)
        sigmas = tuple(sigma for sigma, _ in groupby(one.run.noise / span for one in learnt))
        return DenoisingRun(name, colour, training, sigmas, denoiser)

    def _scaling_of(self, data: Dataset) -> tuple[Rescaling, Rescaling]:
        assert self._common is not None
        found = self._scalings.get(data)
        if found is None:
            found = (rescaling(self._common, data), rescaling(data, self._common))
            self._scalings[data] = found
        return found

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
