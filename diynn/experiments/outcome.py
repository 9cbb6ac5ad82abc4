"""What came of an experiment: figures, curves, pictures and a verdict, in both languages.

Its files are JSON beside a NumPy .npz with the arrays, each written whole or not at all. The JSON
has the hash of the .npz, so that a pair whose second half was never written is found out, and the
experiment's results are worked out again.
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

from diynn.atomic_files import check_name, check_writable, opened, write_whole
from diynn.data.sources.npz import read_arrays
from diynn.errors import DataError, FileError
from diynn.record_numbers import MOST
from diynn.text import Text

Array = NDArray[Any]
Verdict = Literal["reproduced", "better", "differs"]
MOST_DECIMALS = 12


@dataclass(frozen=True)
class Figure:
    """A number of the report's beside ours, one a seed; `unit` is "%", "dB", "s" or empty."""

    label: Text
    report: float | None
    ours: tuple[float, ...]
    unit: str = ""
    decimals: int = 2

    def __post_init__(self) -> None:
        if not 0 <= self.decimals <= MOST_DECIMALS:
            raise ValueError(f"{self.decimals} decimals")


@dataclass(frozen=True)
class Curves:
    """The curves of one run: a row an epoch, as `EpochReport.row` gives it."""

    label: Text
    rows: Array


@dataclass(frozen=True)
class Images:
    """Rows of grey images: `pixels` (rows, columns, height, width) from `low` to `high`."""

    caption: Text
    row_labels: tuple[Text, ...]
    pixels: Array
    low: float = 0.0
    high: float = 1.0


@dataclass(frozen=True)
class Plane:
    """A network's answer in the plane, and the points it learnt from.

    `answers` (height, width) are shares of the second class from 0 to 1, or values, row 0 at the
    lowest y; `extent` is (left, right, bottom, top). `points` (n, 2) have `labels` (n,).
    """

    caption: Text
    answers: Array
    extent: tuple[float, float, float, float]
    points: Array
    labels: Array


@dataclass(frozen=True)
class Scatter:
    """Panels of points, coloured by class: a map of codes, training and test side by side."""

    caption: Text
    panel_labels: tuple[Text, ...]
    points: tuple[Array, ...]
    labels: tuple[Array, ...]


@dataclass(frozen=True)
class Series:
    """Values over an axis, several to a point: drawn as the mean with its spread.

    `values` is (points, repeats).
    """

    label: Text
    x: Array
    values: Array


@dataclass(frozen=True)
class Lines:
    """Several series over one axis: a claim about a setting."""

    caption: Text
    x_label: Text
    y_label: Text
    series: tuple[Series, ...]
    logarithmic: bool = False


Picture = Images | Plane | Scatter | Lines


@dataclass(frozen=True)
class Outcome:
    """What came of one experiment.

    `experiment` is its number, such as "E19"; `recipes` are those that were trained, by name;
    `seconds` is the time that its trainings and measures took. `why` explains the verdict.
    """

    experiment: str
    ours: Text
    verdict: Verdict
    why: Text
    seconds: float
    seeds: tuple[int, ...]
    recipes: tuple[str, ...]
    figures: tuple[Figure, ...] = ()
    curves: tuple[Curves, ...] = ()
    pictures: tuple[Picture, ...] = ()
    versions: dict[str, str] = field(default_factory=dict)


VERSION = 1
"""Of the files that are written here; others are as good as none."""
LARGEST = 2**27
LARGEST_NUMBER = 1e15
"""No figure, time or place in an outcome is larger."""
LARGEST_IN_ARRAY = 1e100
"""Nor any value of an array: its square is still a number."""
PAGE = "index.html"
KINDS: dict[str, Callable[..., Any]] = {
    kind.__name__: kind
    for kind in (Text, Figure, Curves, Images, Plane, Scatter, Series, Lines, Outcome)
}


def prepare_folder(folder: Path) -> None:
    """Make a folder for runs and results where there is none; FileError where none can be."""
    check_name(folder)
    try:
        for name in ("runs", "results"):
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(
            "There is no folder “{folder}”, and it cannot be made: {reason}.",
            "Name another one with --out DIR.",
            folder=str(folder), reason=error.strerror or type(error).__name__,
        ) from error  # fmt: skip
    check_writable(folder / "results" / "a")
    check_writable(folder / "runs" / "a")


def save_outcome(folder: Path, outcome: Outcome, fingerprint: str) -> None:
    """Keep an outcome in a folder, as E19.json and E19.npz; raises FileError.

    `fingerprint` stands for all that it depends on.
    """
    arrays: dict[str, Array] = {}
    record = _plain(outcome, arrays)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **cast(Any, arrays))
    packed = buffer.getvalue()
    content = {
        "version": VERSION,
        "fingerprint": fingerprint,
        "arrays_sha256": hashlib.sha256(packed).hexdigest(),
        "outcome": record,
    }
    text = json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    path = folder / outcome.experiment
    write_whole(path.with_suffix(".npz"), [packed])
    write_whole(path.with_suffix(".json"), [text.encode()])


def load_outcome(folder: Path, number: str, fingerprint: str) -> Outcome | None:
    """The outcome of an experiment; None where there is none of that fingerprint, or a damaged one.

    Nothing in the files is run.
    """
    path = folder / number
    try:
        content = json.loads(_bytes_of(path.with_suffix(".json")))
        if content["version"] != VERSION or content["fingerprint"] != fingerprint:
            return None
        packed = _bytes_of(path.with_suffix(".npz"))
        if hashlib.sha256(packed).hexdigest() != content["arrays_sha256"]:
            return None
        arrays = read_arrays(path.with_suffix(".npz"), packed)
        outcome = _value(content["outcome"], arrays)
    except (DataError, FileError, KeyError, TypeError, ValueError, RecursionError):
        return None
    return outcome if isinstance(outcome, Outcome) else None


def save_page(folder: Path, page: str) -> Path:
    """Write the page of all outcomes into a folder, and tell where; raises FileError."""
    path = folder / PAGE
    write_whole(path, [page.encode()])
    return path


def _bytes_of(path: Path) -> bytes:
    with opened(path, LARGEST) as (file, size):
        return file.read(size)


def _plain(value: Any, arrays: dict[str, Array]) -> Any:
    """The value as JSON has it; arrays go to `arrays`, and their names stand in their place."""
    if isinstance(value, np.ndarray):
        name = f"a{len(arrays)}"
        arrays[name] = value
        return {"array": name}
    if dataclasses.is_dataclass(value) and type(value).__name__ in KINDS:
        fields = {
            part.name: _plain(getattr(value, part.name), arrays)
            for part in dataclasses.fields(value)
        }
        return {"kind": type(value).__name__, **fields}
    if isinstance(value, list | tuple):
        return [_plain(part, arrays) for part in value]
    if isinstance(value, Mapping):
        return {"mapping": {str(key): _plain(part, arrays) for key, part in value.items()}}
    return value


def _value(record: Any, arrays: Mapping[str, Array]) -> Any:
    """What `_plain` was given; KeyError, TypeError or ValueError where it was something else."""
    if isinstance(record, list):
        return tuple(_value(part, arrays) for part in record)
    if not isinstance(record, dict):
        return record
    if "array" in record:
        return arrays[record["array"]]
    if "mapping" in record:
        mapping = record["mapping"]
        if not isinstance(mapping, dict):
            raise TypeError("a mapping that is none")
        return {key: _value(part, arrays) for key, part in mapping.items()}
    kind = KINDS[record["kind"]]
    made = kind(**{key: _value(part, arrays) for key, part in record.items() if key != "kind"})
    hints = get_type_hints(kind)
    for name, value in vars(made).items():
        if not _fits(value, hints[name]):
            raise ValueError(f"{record['kind']}.{name} is another kind of value")
    if kind in SHAPES and not SHAPES[kind](made):
        raise ValueError(f"{record['kind']} with arrays of other shapes")
    return made


def _has_numbers(values: Array) -> bool:
    if values.dtype.kind not in "biuf":
        return False
    return float(np.abs(values[np.isfinite(values)]).max(initial=0)) <= LARGEST_IN_ARRAY


def _points_and_labels(points: Array, labels: Array) -> bool:
    """Whether there is one label for each point in the plane."""
    return points.shape == (len(labels), 2) and labels.ndim == 1


SHAPES: dict[Callable[..., Any], Callable[[Any], bool]] = {
    Curves: lambda one: one.rows.ndim == 2 and one.rows.shape[1] >= 6,
    Images: lambda one: one.pixels.ndim == 4,
    Plane: lambda one: one.answers.ndim == 2 and _points_and_labels(one.points, one.labels),
    Scatter: lambda one: len(one.points) == len(one.labels) == len(one.panel_labels)
    and all(map(_points_and_labels, one.points, one.labels))
    and all(labels.dtype.kind in "iu" for labels in one.labels),
    Series: lambda one: one.x.ndim == 1 and one.values.ndim == 2 and len(one.x) == len(one.values),
}
"""Whether the arrays of a part of an outcome have the shapes that its page draws."""


def _fits(value: object, hint: Any) -> bool:
    """Whether a value is what the field of an outcome holds, as its annotation says."""
    kind, parts = get_origin(hint), get_args(hint)
    if kind in (Union, UnionType):
        return any(_fits(value, part) for part in parts)
    if kind is Literal:
        return value in parts
    if kind is tuple and parts[-1] is ...:
        return isinstance(value, tuple) and all(_fits(part, parts[0]) for part in value)
    if kind is tuple:
        fits = isinstance(value, tuple) and len(value) == len(parts)
        return fits and all(map(_fits, value, parts))  # type: ignore[call-overload]
    if kind is dict:
        return isinstance(value, dict) and all(_fits(part, parts[1]) for part in value.values())
    if hint is float:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return number and abs(cast(float, value)) <= LARGEST_NUMBER
    if hint is int:
        return type(value) is int and 0 <= value <= MOST
    if kind is np.ndarray:
        return isinstance(value, np.ndarray) and _has_numbers(value)
    return isinstance(value, kind or hint)
