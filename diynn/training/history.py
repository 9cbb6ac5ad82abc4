"""What is kept of a run: its curves, a row an epoch, and its weights at some of the epochs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from operator import itemgetter
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from diynn.training.reports import EpochReport

Floats = NDArray[np.float64]

NAMES = tuple(field.name for field in fields(EpochReport))
COLUMNS = len(NAMES)
COLUMNS_BEFORE_VALIDATION = 6
MOST_SECONDS = 1e12
"""More than any run can take."""
_FIRST_ROOM = 64
_PLACES = {name: place for place, name in enumerate(NAMES)}
_SHARES = [_PLACES[name] for name in NAMES if name.endswith("_accuracy")]


class History(Sequence[EpochReport]):
    """A sequence of reports, one an epoch, in one array of float64.

    A row never changes once it is there. So a slice is a view that costs nothing and stays as it
    is, also while the training's thread adds rows and another thread looks.
    """

    def __init__(self, reports: Iterable[EpochReport] = ()) -> None:
        rows = [report.row() for report in reports]
        self._rows: Floats = np.array(rows, np.float64).reshape(-1, COLUMNS)
        self._count = len(rows)

    @classmethod
    def of_curves(cls, curves: NDArray[Any]) -> History:
        """The history whose `curves` these are, of this or any older version.

        Raises ValueError where they are none: of another shape, with epochs that are not 1, 2, …,
        with a training loss that is no number, with shares that are not between 0 and 1, or with a
        time that cannot be.
        """
        if curves.ndim != 2 or curves.shape[1] not in (COLUMNS_BEFORE_VALIDATION, COLUMNS):
            raise ValueError(f"curves of {curves.shape}")
        rows = np.full((len(curves), COLUMNS), np.nan)
        rows[:, : curves.shape[1]] = curves
        shares, seconds = rows[:, _SHARES], rows[:, _PLACES["seconds"]]
        if not (
            np.array_equal(rows[:, 0], np.arange(1, len(rows) + 1))
            and np.isfinite(rows[:, _PLACES["train_loss"]]).all()
            and ((shares >= 0) & (shares <= 1) | np.isnan(shares)).all()
            and ((seconds >= 0) & (seconds <= MOST_SECONDS)).all()
        ):
            raise ValueError("curves with figures that no training has")
        return cls._of_rows(rows)

    @classmethod
    def _of_rows(cls, rows: Floats) -> History:
        made = cls()
        made._rows, made._count = rows, len(rows)
        return made

    @property
    def curves(self) -> Floats:
        """All figures, (epochs, COLUMNS), as a file keeps them; NaN for None. It cannot be written
        to, and what is added later is not in it."""
        # The count first: rows that replace these meanwhile have as many at least.
        count = self._count
        rows = self._rows[:count]
        rows.flags.writeable = False
        return rows

    def column(self, name: str) -> Floats:
        """One figure of all epochs, such as “test_loss”, (epochs,); NaN for None."""
        return self.curves[:, _PLACES[name]]

    def watched_losses(self) -> Floats:
        """What a schedule hears of each epoch, (epochs,); see `EpochReport.watched_loss`."""
        validation = self.column("validation_loss")
        return np.where(np.isnan(validation), self.column("train_loss"), validation)

    def append(self, report: EpochReport) -> None:
        """Add the report of the next epoch."""
        count = self._count
        if count == len(self._rows):
            grown = np.empty((max(2 * count, _FIRST_ROOM), COLUMNS))
            grown[:count] = self._rows
            self._rows = grown
        self._rows[count] = report.row()
        self._count = count + 1

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> EpochReport: ...

    @overload
    def __getitem__(self, place: slice) -> History: ...

    def __getitem__(self, place: int | slice) -> EpochReport | History:
        if isinstance(place, slice):
            return self._of_rows(self.curves[place])
        count = self._count
        if not -count <= place < count:
            raise IndexError("no epoch is there")
        return EpochReport.of_row(self._rows[place + count if place < 0 else place])

    def __iter__(self) -> Iterator[EpochReport]:
        return map(EpochReport.of_row, self.curves)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, History):
            return np.array_equal(self.curves, other.curves, equal_nan=True)
        return list(self) == other if isinstance(other, list) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"History({list(self)!r})"

    def __reduce__(self) -> tuple[object, ...]:
        # Without the room for further rows.
        return (History._of_rows, (np.array(self.curves),))


Array = NDArray[Any]

MOST = 200
"""Snapshots kept at once."""

MOST_BYTES = 16 << 20
"""Memory that they may take together; of larger weights none are kept."""


class Snapshots:
    """Weights by epoch. Of too many, every second is dropped, and from then on every second is
    not taken: those kept lie evenly over the training, however long it gets.

    `most` is the greatest number of snapshots, `most_bytes` that of bytes. One thread may take them
    while others look.
    """

    def __init__(self, most: int = MOST, most_bytes: int = MOST_BYTES) -> None:
        self._most, self._most_bytes = max(most, 2), most_bytes
        self._step = 1
        # Replaced as a whole or added to at its end: a reader sees one state or the next.
        self._kept: list[tuple[int, Array]] = []

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def nbytes(self) -> int:
        """What they take in memory."""
        return sum(weights.nbytes for _, weights in self._kept)

    @property
    def epochs(self) -> tuple[int, ...]:
        """The epochs of which there are weights, rising."""
        return tuple(epoch for epoch, _ in self._kept)

    @property
    def step(self) -> int:
        """From one snapshot to the next there are at least so many epochs."""
        return self._step

    def take(self, epoch: int, weights: Array) -> bool:
        """Keep a copy of `weights` (any,) as those of `epoch`.

        Returns whether they were kept: not if there are some of that epoch or a later one, or of
        one so near that they would be thinned out again, or if two of them are too large.
        """
        most = min(self._most, self._most_bytes // max(weights.nbytes, 1))
        if most < 2 or (self._kept and epoch < self._kept[-1][0] + self._step):
            return False
        self._kept.append((epoch, weights.copy()))
        while len(self._kept) > most:
            self._thin_out()
        return True

    def copy(self) -> Snapshots:
        """Others that begin with the same weights, which are shared."""
        made = Snapshots(self._most, self._most_bytes)
        made._step, made._kept = self._step, [*self._kept]
        return made

    def nearest(self, epoch: int) -> int:
        """The last epoch with weights up to `epoch`, or the first of all; LookupError if none."""
        return self._nearest(epoch)[0]

    def weights_at(self, epoch: int) -> Array:
        """The weights of the epoch that `nearest` gives; LookupError if there are none."""
        return self._nearest(epoch)[1]

    def _nearest(self, epoch: int) -> tuple[int, Array]:
        kept = self._kept
        if not kept:
            raise LookupError("no snapshot has been taken")
        return kept[max(bisect_right(kept, epoch, key=itemgetter(0)) - 1, 0)]

    def _thin_out(self) -> None:
        """Double the step, and keep what lies at least so far apart, from the first one on."""
        self._step *= 2
        kept: list[tuple[int, Array]] = []
        for epoch, weights in self._kept:
            if not kept or epoch >= kept[-1][0] + self._step:
                kept.append((epoch, weights))
        self._kept = kept
