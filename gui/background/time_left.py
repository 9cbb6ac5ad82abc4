"""How long something still takes, by what its last seconds did."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic

SPAN_SECONDS = 10.0
"""What was longer ago says nothing of now: another speed was chosen, or the machine was busy."""
LEAST_SECONDS = 1.0
"""Less than that tells nothing yet."""


class TimeLeft:
    """Watches something being done, and reckons when all of it will be."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._seen: deque[tuple[float, float]] = deque()

    def restart(self) -> None:
        """Forget the speed so far: it rested, or another one was chosen."""
        self._seen.clear()

    def seconds(self, done: float, whole: float = 1.0) -> float | None:
        """The seconds until the `whole` is done, of which so much is; None while nobody knows."""
        now, seen = self._clock(), self._seen
        if seen and done < seen[-1][1]:
            self.restart()
        if not seen or done > seen[-1][1]:
            seen.append((now, done))
        while len(seen) > 2 and seen[-1][0] - seen[1][0] >= SPAN_SECONDS:
            seen.popleft()
        (began, first), (last, reached) = seen[0], seen[-1]
        if last - began < LEAST_SECONDS:
            return None
        # Some time has passed since the last news; more than usual means that it goes slower now.
        usual = (last - began) / (len(seen) - 1)
        overdue = max(now - last - usual, 0.0)
        left = (whole - reached) * (last - began + overdue) / (reached - first)
        return max(left - min(now - last, usual), 0.0)
