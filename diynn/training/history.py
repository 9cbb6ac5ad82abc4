"""The curves of a run: a report an epoch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
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
