"""Keep a curve that grows at its end, with few enough of its values to draw it quickly."""

import math

import numpy as np
import numpy.typing as npt

from gui.plots.smoothing import Floats

# Twice as many values are drawn: a lowest and a highest of each bucket. NumPy lets go of Python's
# lock for arrays of more than 500, and a training would then be slow to hand it back.
_MOST_BUCKETS = 240
_FIRST_ROOM = 256

Indices = npt.NDArray[np.intp]


class Growth:
    """The steps, rising, and the values of a curve that is being logged.

    Drawing it takes the same time however long it is: the values lie in buckets of equal size, and
    of each full one it is known where its lowest and its highest are. When there are too many
    buckets, each two become one.
    """

    def __init__(self) -> None:
        """Begin without values."""
        self._count = 0
        self._x = np.empty(_FIRST_ROOM)
        self._y = np.empty(_FIRST_ROOM)
        self._size = 1
        self._lowest = np.empty(0, np.intp)
        self._highest = np.empty(0, np.intp)
        self._least, self._greatest = math.inf, -math.inf
        self.unbroken = True
        """Whether all values are numbers."""

    @property
    def x(self) -> Floats:
        """All steps, (n,); what lies in it never changes."""
        return self._x[: self._count]

    @property
    def y(self) -> Floats:
        """All values, (n,); what lies in it never changes."""
        return self._y[: self._count]

    @property
    def span(self) -> tuple[float, float] | None:
        """The least and the greatest of the values that are numbers, if there are any."""
        return (self._least, self._greatest) if self._least <= self._greatest else None

    def extend(self, x: npt.ArrayLike, y: npt.ArrayLike) -> None:
        """Add values `y` at later steps `x`, m of each."""
        y = np.asarray(y, float)
        count = self._count + len(y)
        if count > len(self._x):
            for name in ("_x", "_y"):
                grown = np.empty(2 * count)
                grown[: self._count] = getattr(self, name)[: self._count]
                setattr(self, name, grown)
        self._x[self._count : count], self._y[self._count : count] = x, y
        self._count = count
        known = self._y[count - len(y) : count]
        known = known[np.isfinite(known)]
        if known.size:
            self._least = min(self._least, float(known.min()))
            self._greatest = max(self._greatest, float(known.max()))
        self.unbroken = self.unbroken and known.size == len(y)
        if self.unbroken:
            self._fill_buckets()

    def outline(self) -> tuple[Floats, Floats]:
        """Return the first and the last value, and the lowest and highest of each bucket between.

        Every one is a value of the curve, at its own step. Only for an unbroken curve.
        """
        if not self._count:
            return self._x[:0], self._y[:0]
        done = len(self._lowest) * self._size
        rest = self._y[done : self._count]
        ends = [self._count - 1] * 3
        if rest.size:
            ends[:2] = sorted((done + int(rest.argmin()), done + int(rest.argmax())))
        places = np.empty(2 * len(self._lowest) + 4, np.intp)
        places[0] = 0
        np.minimum(self._lowest, self._highest, out=places[1:-3:2])
        np.maximum(self._lowest, self._highest, out=places[2:-3:2])
        places[-3:] = ends
        return self._x[places], self._y[places]

    def _fill_buckets(self) -> None:
        while self._count // self._size > _MOST_BUCKETS:
            self._size *= 2
            pairs = len(self._lowest) // 2 * 2
            self._lowest = self._better(self._lowest[:pairs], 1)
            self._highest = self._better(self._highest[:pairs], -1)
        first = len(self._lowest)
        start, end = first * self._size, self._count // self._size * self._size
        if start < end:
            folded = self._y[start:end].reshape(-1, self._size)
            begin = np.arange(start, end, self._size)
            self._lowest = np.append(self._lowest, begin + folded.argmin(axis=1))
            self._highest = np.append(self._highest, begin + folded.argmax(axis=1))

    def _better(self, places: Indices, sign: int) -> Indices:
        """Of each two places that with the lesser value, or the greater for a `sign` of −1."""
        first, second = places[::2], places[1::2]
        return np.where(sign * self._y[first] <= sign * self._y[second], first, second)
