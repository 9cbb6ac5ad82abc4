"""A drawing as several networks see it, and what they answer: the job behind the sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.data.dataset import Dataset
from diynn.data.handwritten_digit import Framing, drawn_sample, framing
from gui.model.run_snapshot import RunSnapshot
from gui.tabs.grey_images import grey, grey_limits

Array = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Seen:
    """A drawing as a sample of the data `raw`, and what each run answers; None for no drawing.

    `inputs` and `outputs` hold, for each run, what goes into its network (1, *shape) and what
    comes out (values,).
    """

    raw: Dataset
    sample: Array | None
    runs: tuple[RunSnapshot, ...]
    inputs: tuple[Array, ...]
    outputs: tuple[Array, ...]


class DrawingInput:
    """Keeps what is measured once for a data set: how its figures lie, how its values are scaled.

    Raises DataError, when it looks, for data that nobody can draw like.
    """

    def __init__(self) -> None:
        self._framed: tuple[Dataset, Framing] | None = None
        self._scalers: dict[str, Callable[[Array], Array]] = {}

    def look(
        self, ink: Array, raw: Dataset, pictures: Dataset, runs: tuple[RunSnapshot, ...]
    ) -> Seen:
        """Ask every run about a drawing `ink` (rows, columns), 0 … 1.

        `pictures` are the samples of `raw` seen as images.
        """
        sample = drawn_sample(ink, self._framing(raw, pictures))
        if sample is None:
            return Seen(raw, None, runs, (), ())
        sample = sample.reshape(raw.shape)
        inputs = tuple(self._scaled(raw, run, sample) for run in runs)
        outputs = tuple(
            run.net.predict(x, run.weights).reshape(-1)
            for run, x in zip(runs, inputs, strict=True)
        )
        return Seen(raw, sample, runs, inputs, outputs)

    def _framing(self, raw: Dataset, pictures: Dataset) -> Framing:
        if self._framed is None or self._framed[0] is not raw:
            self._framed = (raw, framing(pictures))
            self._scalers.clear()
        return self._framed[1]

    def _scaled(self, raw: Dataset, run: RunSnapshot, sample: Array) -> Array:
        scaling = run.data.scaling
        if scaling not in self._scalers:
            self._scalers[scaling] = raw.scaler(scaling)
        return self._scalers[scaling](sample[None]).reshape(1, *run.net.input_shape)


def grey_levels(x: Array, data: Dataset, pictures: Dataset, like: Array | None = None) -> Array:
    """A sample as grey levels (height, width) from 0 to 1, in the range of `data`.

    Where that has none of its own, the range is that of the sample, or of the one it is `like`.
    """
    low, high = grey_limits(data, x if like is None else like)
    return np.asarray((grey(x, pictures.shape)[0] - low) / (high - low))
