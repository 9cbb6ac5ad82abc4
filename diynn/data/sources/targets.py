"""Tell classes from values, and look at numbers before a network does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from diynn.data.dataset import Array, Dataset, Part, taken
from diynn.data.splitting import IN_ORDER, Split
from diynn.errors import DataError
from diynn.text import shape
from diynn.workers import check_cancelled

KINDS = ("automatic", "classes", "values")

MOST_CLASSES = 1000
_PIECE = 2**18
"""Values that are looked at at once."""
_FEW = 32
"""Whole numbers of at most this many kinds are taken for classes."""


def named_targets(raw: Array, kind: str, what: str) -> tuple[Array, tuple[str, ...]]:
    """Targets as a Dataset keeps them, and the names of the classes (empty for values).

    `raw` is (samples,) of texts or numbers, or (samples, values) of numbers; rows with a single 1
    among zeros are classes. `kind` is one of KINDS; `automatic` takes texts for classes, and whole
    numbers if there are at most 32 different ones (1000 if they are kept as integers) that occur
    twice on average. `what` names the
    data in the messages. Raises DataError for one class only, and for classes that are too many.
    """
    is_text = raw.dtype.kind in "US"
    if raw.ndim == 2 and raw.shape[1] == 1:
        raw = raw[:, 0]
    if raw.ndim > (1 if is_text else 2):
        raise DataError(
            "The targets of {what} have {axes} axes.",
            "They must be one class or one row of values for each sample.",
            what=what, axes=raw.ndim,
        )  # fmt: skip
    if not is_text:
        check_finite(raw, f"the targets of {what}")
    if raw.ndim == 2:
        if kind != "values" and _marks_one(raw):
            return raw.argmax(axis=1).astype(np.int64), tuple(map(str, range(raw.shape[1])))
        if kind == "classes":
            raise DataError(
                "{what} has {count} values for each target, which cannot be classes.",
                "Read the targets as values.",
                what=what, count=raw.shape[1],
            )  # fmt: skip
        return raw.astype(np.float32), ()
    names = _different(raw)
    if is_text:
        texts = tuple(_label(name) for name in names)
        return named_categories(_places(raw, names), texts, kind, what)
    whole = bool(np.all(raw == np.round(raw)))
    # Labels kept as integers are classes more often than the numbers of a table are.
    most = MOST_CLASSES if raw.dtype.kind in "biu" else _FEW
    few = whole and len(names) <= most and 2 * len(names) <= len(raw)
    if len(names) < 2:
        raise _all_alike(what, names.tolist())
    if kind == "values" or (kind == "automatic" and not few):
        return raw.astype(np.float32)[:, None], ()
    if len(names) > MOST_CLASSES:
        raise _too_many(what, len(names), len(raw))
    return _places(raw, names), tuple(_label(name) for name in names)


def named_categories(
    places: Array, texts: Sequence[str], kind: str, what: str
) -> tuple[Array, tuple[str, ...]]:
    """Targets that are texts, as places among `texts`: class numbers, and the classes that occur.

    Raises DataError as `named_targets` does, and where `kind` asks for values.
    """
    if kind == "values":
        raise DataError(
            "{what} has texts as targets, which cannot be values.",
            "Read the targets as classes.",
            what=what,
        )
    occurs = np.bincount(places, minlength=len(texts)) > 0
    classes = tuple(text for text, once in zip(texts, occurs, strict=True) if once)
    if len(classes) < 2:
        raise _all_alike(what, classes)
    if len(classes) > MOST_CLASSES or (len(classes) == len(places) and len(places) > 10):
        raise _too_many(what, len(classes), len(places))
    return np.asarray(np.cumsum(occurs, dtype=np.int64) - 1)[places], classes


def _all_alike(what: str, names: Sequence[object]) -> DataError:
    return DataError(
        "All targets of {what} are the same: {target}.",
        "A network needs at least two classes or values to tell apart.",
        what=what, target=str(names[0]) if len(names) else "—",
    )  # fmt: skip


def _too_many(what: str, count: int, samples: int) -> DataError:
    return DataError(
        "{what} has {count} different classes among {samples} samples.",
        "Choose the column that holds the class, or read the targets as values.",
        what=what, count=count, samples=samples,
    )  # fmt: skip


def _pieces(raw: Array) -> Iterator[Array]:
    """`raw` in pieces that are looked at between two chances to cancel."""
    step = max(1, _PIECE * len(raw) // max(1, raw.size))
    for start in range(0, len(raw), step):
        check_cancelled()
        yield raw[start : start + step]


def _different(raw: Array) -> Array:
    """The different targets, in order."""
    return np.unique(np.concatenate([raw[:0], *(np.unique(piece) for piece in _pieces(raw))]))


def _places(raw: Array, names: Array) -> Array:
    """The place of each target among `names`, (n,) of int64."""
    places = [np.searchsorted(names, piece) for piece in _pieces(raw)]
    return np.concatenate(places).astype(np.int64, copy=False)


def _marks_one(rows: Array) -> bool:
    return bool(
        rows.shape[1] > 1 and np.all((rows == 0) | (rows == 1)) and np.all(rows.sum(axis=1) == 1)
    )


def _label(name: object) -> str:
    if isinstance(name, bytes):
        return name.decode("utf-8", "replace")
    # Numbers as they are written: a class may be called 2877951, or 20240105.
    return f"{name:.15g}" if isinstance(name, np.floating) else str(name)


def check_finite(values: Array, what: str) -> None:
    """Raise DataError unless every value is a number that float32 can hold."""
    if values.dtype.kind in "iub" or not values.size:
        return
    limit = float(np.finfo(np.float32).max)
    for part in _pieces(values):
        # A NaN makes either extreme NaN, and comparing is false then; no array of flags is needed.
        if not (-limit <= float(part.min()) and float(part.max()) <= limit):
            raise DataError(
                "{what} has values that are infinite, missing or beyond 3.4e38.",
                "Mend them, or leave those samples out.",
                what=what[:1].upper() + what[1:],
            )  # fmt: skip


def dataset_of(
    name: str, parts: list[tuple[Array, Array]], *, kind: str, split: Split,
    low: float = float("nan"), high: float = float("nan"), names: tuple[str, ...] | None = None,
    notes: tuple[DataError, ...] = (),
) -> Dataset:  # fmt: skip
    """A data set of what a reader found.

    `parts` is one (x, raw targets) to be split, or two that are the training and the test part.
    `x` is (samples, *shape) or (samples,). The list is emptied, so that raw targets may go as soon
    as they have become classes; with `names` they are places among these. Raises DataError if the
    parts do not fit together, there are fewer than two samples, or a value is no number.
    """
    what = f"“{name}”"
    fitted, raws = [], []
    while parts:
        x, raw = parts.pop(0)
        if len(x) != len(raw):
            raise DataError(
                "{what} has not as many targets as samples: {targets} and {samples}.",
                "Each sample needs one target.",
                what=what, samples=len(x), targets=len(raw),
            )  # fmt: skip
        check_finite(x, what)
        fitted.append(x[:, None] if x.ndim == 1 else x)
        raws.append(raw)
    del x, raw
    first, last = fitted[0], fitted[-1]
    if first.shape[1:] != last.shape[1:]:
        raise DataError(
            "In {what} the training samples have the shape {train} and the test samples {test}.",
            "Both parts need samples of one shape.",
            what=what, train=shape(first.shape[1:]), test=shape(last.shape[1:]),
        )  # fmt: skip
    if min(map(len, fitted)) < 1 or len(first) < 2:
        raise DataError(
            "{what} has too few samples.", "There must be at least two, better hundreds.", what=what
        )
    if not np.prod(first.shape[1:]):
        raise DataError("The samples of {what} are empty.", "Choose other data.", what=what)
    if len({raw.shape[1:] for raw in raws}) > 1 or len({r.dtype.kind in "US" for r in raws}) > 1:
        raise DataError(
            "The training and the test targets of {what} are of different kinds.",
            "Both parts need the same classes or the same values.",
            what=what,
        )
    # Named together, so that a class has one number in both parts.
    every = np.concatenate(raws) if len(raws) > 1 else raws[0]
    if names is None:
        targets, classes = named_targets(every, kind, what)
    else:
        targets, classes = named_categories(every, names, kind, what)
    del every, raws
    if len(fitted) == 2:
        train, test = Part(first, targets[: len(first)]), Part(last, targets[len(first) :])
    else:
        learnt, tested, _ = split.places(targets, None, classes, what)
        train, test = (Part(taken(first, part), targets[part]) for part in (learnt, tested))
    return Dataset(
        name, train, test, classes, low=low, high=high, notes=notes,
        in_order=split.kind == IN_ORDER and len(fitted) == 1,
    )  # fmt: skip
