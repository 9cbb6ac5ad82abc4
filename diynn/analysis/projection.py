"""Maps: many numbers a sample laid out in two, by principal components or by t-SNE."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from diynn.errors import DataError
from diynn.settings import Declared, Range
from diynn.workers import settle_library_threads

Array = NDArray[Any]

NEIGHBOURS = 10
"""How many nearest neighbours of a point count as near."""
FITTED = 1000
"""Of more codes of more numbers than these, the plane is found on so many."""
LEAST = 8
"""Fewer points than these have no map by t-SNE."""
EVERY = 10
"""Iterations between two reports: about twelve reports a second for 2000 points."""
EARLY, LATE, PLACING = 150, 500, 150
"""Iterations of early exaggeration, of the rest, and of placing further points."""
JOBS = 1
"""Threads. A second saves two of five seconds where nothing else runs; beside a training, whose
threads take its core, the two wait for each other, and what took five seconds takes twenty."""
EARLY_EXAGGERATION = 12.0
"""As in van der Maaten 2014, section 4.2, and in openTSNE."""
SHARE_EVERY = 5
"""Reports from one new share of neighbours to the next."""


@dataclass(frozen=True)
class TSNE(Declared):
    """Points whose codes are near are drawn together, all others apart."""

    formula: ClassVar[tuple[str, ...]] = (
        r"p_{j|i} \propto \exp(-|x_i - x_j|^2 / 2 \sigma_i^2)",
        r"q_{ij} \propto \frac{1}{1 + |y_i - y_j|^2}",
        r"\min_{y} \sum_{i,\,j} p_{ij} \log \frac{p_{ij}}{q_{ij}}",
    )

    perplexity: Annotated[
        float,
        Range(2, 200, logarithmic=True),
        "About how many neighbours of a point count. Small shows small groups, and some that are "
        "none; large shows the whole, and hides small groups. At most a third of the points",
    ] = 30.0
    exaggeration: Annotated[
        float,
        Range(1, 30, logarithmic=True),
        "How many times stronger than usual near points attract each other to the end. Larger "
        "draws groups together and apart from others; 1 is plain t-SNE",
    ] = 1.0
    seed: Annotated[
        int,
        Range(0, 2**31 - 1),
        "Start of all chance: a small shift of every point at the start. What another seed draws "
        "otherwise means nothing",
    ] = 0


@dataclass(frozen=True, eq=False)
class Plane:
    """Two directions through codes.

    `middle` is (numbers,), `axes` (2, numbers), rows of length one at right angles, `shares` (2,)
    what part of the variance each shows.
    """

    middle: Array
    axes: Array
    shares: Array

    @property
    def is_whole(self) -> bool:
        """Whether codes have no more than two numbers, so that a place is a code."""
        return bool(self.axes.shape[1] <= 2)

    def places(self, codes: Array) -> Array:
        """Where codes (samples, numbers) lie: (samples, 2)."""
        return np.asarray((codes - self.middle) @ self.axes.T, np.float64)

    def codes_at(self, places: Array) -> Array:
        """The codes (n, numbers) in the plane at places (n, 2)."""
        return np.asarray(places @ self.axes + self.middle, np.float32)


def plane_of(codes: Array, like: Plane | None = None) -> Plane:
    """The plane of the first two principal components of codes (samples, numbers).

    The directions are the first two right singular vectors of the centred codes, found as
    eigenvectors of the smaller of the two Gram matrices; where both are large, of that of the first
    FITTED codes, which should therefore be in no order. `diynn.analysis.pca` finds all directions;
    here it must be quick enough for many times a second. Codes of one or two numbers are left as
    they are: the plane is their own. Each direction points the way that the one of `like` does,
    so that a map does not turn over while a network learns.
    """
    numbers = codes.shape[1]
    values = codes.astype(np.float64)
    middle = values.mean(axis=0)
    centred = values - middle
    total = float((centred**2).sum()) or 1.0
    if numbers <= 2:
        axes = np.eye(2)[:, :numbers]
        return Plane(np.zeros(numbers), axes, ((centred @ axes.T) ** 2).sum(axis=0) / total)
    fitted = centred[:FITTED] if min(centred.shape) > FITTED else centred
    axes = _first_directions(fitted)
    if like is not None and like.axes.shape == axes.shape:
        turned = (axes * like.axes).sum(axis=1) < 0
    else:
        turned = axes[np.arange(2), np.abs(axes).argmax(axis=1)] < 0
    axes[turned] *= -1
    return Plane(middle, axes, ((centred @ axes.T) ** 2).sum(axis=0) / total)


def _first_directions(centred: Array) -> Array:
    if centred.shape[1] <= centred.shape[0]:
        return np.array(np.linalg.eigh(centred.T @ centred)[1][:, :-3:-1].T)
    left = np.linalg.eigh(centred @ centred.T)[1][:, :-3:-1]
    # Of a single sample, or of samples all alike, there are no directions: any will do.
    axes = np.zeros((2, centred.shape[1]))
    axes[: left.shape[1]] = (centred.T @ left).T
    lengths = np.linalg.norm(axes, axis=1)
    axes[lengths > 0] /= lengths[lengths > 0, np.newaxis]
    return axes


def get_ready() -> None:
    """Load the libraries for maps, which takes a second or two, before they are needed."""
    settle_library_threads()
    import openTSNE  # noqa: F401
    import sklearn.neighbors  # noqa: F401


def nearest(points: Array, count: int = NEIGHBOURS, asked: Array | None = None) -> Array:
    """The rows of the `count` of `points` (n, numbers) nearest to each of them, itself left out.

    With `asked` (m, numbers), those nearest to each of these. The result is (n or m, count);
    narrower where there are not so many points.
    """
    settle_library_threads()
    from sklearn.neighbors import NearestNeighbors

    count = min(count, len(points) - (asked is None))
    if count < 1:
        return np.empty((len(points if asked is None else asked), 0), np.int64)
    search = NearestNeighbors(n_neighbors=count).fit(points)
    return np.asarray(search.kneighbors(asked, return_distance=False))


def share_kept(in_codes: Array, in_map: Array) -> float:
    """Which share of the neighbours `in_codes` is among those `in_map`, both (n, k); NaN for none.

    It is the measure Q_NX(k) of Lee and Verleysen 2009, section 4.
    """
    if in_codes.size == 0:
        return float("nan")
    return float((in_codes[:, :, np.newaxis] == in_map[:, np.newaxis]).any(axis=2).mean())


def neighbour_share(codes: Array, places: Array, count: int = NEIGHBOURS) -> float:
    """Which share of each point's nearest codes (n, numbers) is also nearest in a map (n, 2)."""
    return share_kept(nearest(codes, count), nearest(places, count))


def mean_code(
    place: Array, places: Array, codes: Array, count: int = NEIGHBOURS
) -> tuple[Array, Array]:
    """The mean of the codes whose places in a map are nearest to `place` (2,), and their rows."""
    distances = ((places - place) ** 2).sum(axis=1)
    count = min(count, len(places))
    rows = np.argpartition(distances, count - 1)[:count]
    rows = rows[distances[rows].argsort(kind="stable")]
    return np.asarray(codes[rows].mean(axis=0, dtype=np.float64), np.float32), rows


@dataclass(frozen=True, eq=False)
class TSNEReport:
    """Where the points lie after `step` of `steps` iterations.

    `places` is (n, 2), `placed` (m, 2) for the points that are placed into the map of the others.
    `kept` and `placed_kept` are the shares of neighbours of both, NaN where not known yet.
    """

    step: int
    steps: int
    places: Array
    placed: Array
    kept: float
    placed_kept: float


def tsne(codes: Array, further: Array, settings: TSNE) -> Iterator[TSNEReport]:
    """Lay out codes (n, numbers) by t-SNE (van der Maaten and Hinton 2008), and place `further`.

    It begins with the principal components, and reports every few iterations. The further codes,
    (m, numbers) or none, do not move the others: at first each lies amid those of its nearest
    codes, and is moved to its own place when the others have theirs (Poličar, Stražar and Zupan
    2023). Raises DataError for too few points, or codes that are all alike.
    """
    from openTSNE import TSNEEmbedding
    from openTSNE.affinity import PerplexityBasedNN

    start = _start(codes, settings)
    steps = EARLY + LATE + (PLACING if len(further) else 0)
    state = _Neighbours(codes, further)
    yield TSNEReport(0, steps, start, state.amid(start), float("nan"), float("nan"))
    affinities = PerplexityBasedNN(
        codes.astype(np.float64), perplexity=min(settings.perplexity, (len(codes) - 1) / 3),
        method="exact", n_jobs=JOBS,
    )  # fmt: skip
    # Barnes and Hut's tree is as fast here as the interpolation by FFT, and more exact.
    found = TSNEEmbedding(start, affinities, negative_gradient_method="bh", n_jobs=JOBS)
    before = 0
    # The first movement is reported as soon as there is any.
    for step in (2, *range(EVERY, EARLY + LATE + 1, EVERY)):
        late = step > EARLY
        found.optimize(
            step - before, inplace=True, learning_rate="auto", momentum=0.8,
            exaggeration=settings.exaggeration if late
            else max(EARLY_EXAGGERATION, settings.exaggeration),
        )  # fmt: skip
        before = step
        places = np.array(found)
        placed = state.amid(places)
        due = step % (SHARE_EVERY * EVERY) == 0
        yield TSNEReport(step, steps, places, placed, *state.shares(places, placed, due=due))
    if not len(further):
        return
    places = np.array(found)
    moving = found.prepare_partial(
        further.astype(np.float64), initialization=state.amid(places), perplexity=state.perplexity
    )
    for step in range(EARLY + LATE + EVERY, steps + 1, EVERY):
        # The steps are short and held back: new points begin upon old ones, which repel them.
        moving.optimize(
            EVERY, inplace=True, learning_rate=0.1, momentum=0.8, exaggeration=1.5,
            max_grad_norm=0.25, max_step_norm=None,
        )  # fmt: skip
        placed = np.array(moving)
        yield TSNEReport(step, steps, places, placed, *state.shares(places, placed, due=True))


class _Neighbours:
    """What the points' neighbours in code space are, each kind found once, when it is needed."""

    def __init__(self, codes: Array, further: Array) -> None:
        self._codes, self._further = codes, further
        self._amid = nearest(codes, asked=further) if len(further) else None
        self.perplexity = min(5.0, (len(codes) - 1) / 3)
        self._known = (float("nan"), float("nan"))

    def amid(self, places: Array) -> Array:
        """The middle of each further point's nearest neighbours in a map (n, 2)."""
        if self._amid is None:
            return np.empty((0, 2))
        return np.asarray(np.median(places[self._amid], axis=1))

    @cached_property
    def _own(self) -> Array:
        return nearest(self._codes)

    @cached_property
    def _further_own(self) -> Array:
        return nearest(self._further)

    def shares(self, places: Array, placed: Array, *, due: bool) -> tuple[float, float]:
        """The shares of neighbours kept in both maps; those of before where none are due."""
        if due:
            self._known = (
                share_kept(self._own, nearest(places)),
                share_kept(self._further_own, nearest(placed)),
            )
        return self._known


def _start(codes: Array, settings: TSNE) -> Array:
    """The principal components, so small that all points feel each other, and a little shaken."""
    if len(codes) < LEAST:
        raise DataError(
            "t-SNE needs at least {least} points, and there are {count}.",
            "Choose more points, or data with more samples.",
            least=LEAST, count=len(codes),
        )  # fmt: skip
    places = plane_of(codes).places(codes)
    spread = float(places[:, 0].std())
    if not spread > 0:
        spread = float(places.std())
    if not spread > 0:
        raise DataError(
            "All codes are alike: there is nothing to map.",
            "Train the network, or choose another layer.",
        )
    shift = np.random.default_rng(settings.seed).normal(0, 0.01, places.shape)
    return np.asarray(1e-4 * (places / spread + shift))
