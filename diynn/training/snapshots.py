"""The weights at the epochs of a training, thinned out so that memory stays bounded."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import Any

from numpy.typing import NDArray

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
