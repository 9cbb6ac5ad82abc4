"""The work of a student as it is handed in: what was done, so that it can be computed again.

A file `.diynn-work` is one JSON object. Of each run it has the journal (what was decided where),
the hash of the weights at the end of each epoch and the losses; of each step that was done, of
each answer and each prediction the moment at which it came. Its hash tells that the file is whole;
it says nothing about who wrote it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NoReturn
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from diynn import __version__
from diynn.atomic_files import opened, write_whole
from diynn.design.design import Design, design_from_record, design_to_record
from diynn.errors import DiynnError, FileError
from diynn.lessons.facts import State
from diynn.lessons.lesson import Lesson
from diynn.machine import processor
from diynn.record_numbers import decimal_number, whole_number
from diynn.training.timeline import Fork, Place, weights_hash
from diynn.training.training import Training

Array = NDArray[Any]

SUFFIX = ".diynn-work"
VERSION = 1
"""Of the files that this diynn writes; it reads all up to this one."""
LARGEST = 2**24
"""Bytes of a file."""
LARGEST_WEIGHTS = 2**16
"""Weights that were put in by hand are kept in the file up to this number."""
MOST_RUNS = 500
MOST_TURNS = 20_000
MOST_EPOCHS = 1_000_000
LONGEST_NAME = 80
START = Place(0)
LOSSES = ("train_loss", "test_loss", "validation_loss")


@dataclass(frozen=True, eq=False)
class TurnRecord:
    """From `began` on, after the run came to `ended`, this design was followed.

    After a `jump` other weights were there: `weights`, where they are few enough to be kept.
    `by_hand` counts the weights that a person had typed by then.
    """

    ended: Place
    began: Place
    design: Design
    jump: bool
    by_hand: int = 0
    weights: Array | None = None


@dataclass(frozen=True, eq=False)
class RunRecord:
    """One run: its journal, the hash of the weights at the end of each epoch, from that of the
    first weights on, and the losses of each epoch, (epochs, 3), NaN where there is none.

    `run_id` is what its branches know it by, `fork` where it was branched off another one.
    """

    turns: tuple[TurnRecord, ...]
    hashes: tuple[int, ...]
    losses: Array
    run_id: str = ""
    fork: Fork | None = None


@dataclass(frozen=True)
class Moment:
    """Where the student stood: what was decided, the run with its place, the hash of its weights,
    and how far each run of the list had come."""

    design: Design
    run: int | None
    place: Place = START
    fingerprint: int = 0
    runs: tuple[tuple[int, int], ...] = ()
    checked: bool = False
    named: bool = False
    weights: int = 0
    """How many the network had."""


@dataclass(frozen=True, eq=False)
class Work:
    """What somebody did of a lesson.

    `steps` are the moments at which steps were done, by number from 0; `answers` have what was
    typed, `predictions` what was said, each with its moment. `seed` is the one that the lesson was
    begun with.
    """

    lesson: str
    hash: str
    title: str
    name: str
    seed: int
    runs: tuple[RunRecord, ...] = ()
    steps: Mapping[int, Moment] = field(default_factory=dict)
    answers: Mapping[str, tuple[float, Moment]] = field(default_factory=dict)
    predictions: Mapping[str, tuple[float, Moment]] = field(default_factory=dict)
    hints: Mapping[int, int] = field(default_factory=dict)
    unlocked: int = 0
    program: str = __version__
    processor: str = ""


def tidy_name(name: str) -> str:
    """A person's name as it is compared and shown: without spaces around it or twice."""
    return " ".join("".join(one for one in name if one.isprintable()).split())[:LONGEST_NAME]


def seed_of(name: str, lesson: Lesson) -> int:
    """The seed of somebody's own: from name and lesson, so that copies show; that of the lesson
    without a name."""
    name = tidy_name(name).casefold()
    if not name:
        return lesson.design.run.seed
    digest = hashlib.blake2b(f"{lesson.id}\n{name}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little") % 2**31


# What is noted while a lesson is done


@dataclass(frozen=True, eq=False)
class Seen:
    """A state that was judged, with the training and the place that it is of, and the trainings of
    the run list with their epochs."""

    state: State
    training: Training | None
    place: Place
    runs: tuple[tuple[Training, int], ...] = ()


class WorkLog:
    """Notes what is done of a lesson; `work` is what would be handed in now."""

    def __init__(self, work: Work) -> None:
        """Go on with the `work` of before."""
        self._work = work
        self._numbers: WeakKeyDictionary[Training, int] = WeakKeyDictionary()

    @property
    def work(self) -> Work:
        """All of it, without runs that nothing asks for."""
        return _trimmed(self._work)

    @property
    def state(self) -> Work:
        """All that was noted; another object after each change."""
        return self._work

    def begin(self, seed: int, name: str) -> None:
        """The lesson begins from its first network, with this seed; what was done stays, but for
        that of another name."""
        if seed != self._work.seed:
            self._work = replace(self._work, seed=seed, name=name, runs=(), steps={}, answers={},
                                 predictions={})  # fmt: skip

    def note_step(self, at: int, seen: Seen) -> None:
        """A step was done; the first time counts, and later one with fewer weights."""
        before, net = self._work.steps.get(at), seen.state.net
        if before is None or (net is not None and net.weight_count < before.weights):
            moment = self._moment(seen)
            self._work = replace(self._work, steps={**self._work.steps, at: moment})

    def note_answer(self, at: int, key: str, value: float, seen: Seen) -> None:
        """An answer was given; the last one counts, until the step is done."""
        if at in self._work.steps:
            return
        answers = {**self._work.answers, key: (value, self._moment(seen))}
        self._work = replace(self._work, answers=answers)

    def note_prediction(self, at: int, key: str, value: float, seen: Seen) -> None:
        """It was said what will come; the last time counts, until the step is done."""
        if at in self._work.steps:
            return
        predictions = {**self._work.predictions, key: (value, self._moment(seen))}
        self._work = replace(self._work, predictions=predictions)

    def note_help(self, hints: Mapping[int, int], unlocked: int) -> None:
        """Hints that were shown, by step, and how often locks were taken away."""
        self._work = replace(self._work, hints=dict(hints), unlocked=unlocked)

    def _moment(self, seen: Seen) -> Moment:
        state = seen.state
        number = None if seen.training is None else self._number(seen.training)
        listed = tuple((self._number(one), epochs) for one, epochs in seen.runs if epochs)
        print_ = 0 if state.weights is None else weights_hash(state.weights)
        return Moment(state.design, number, seen.place, print_, listed, state.checked,
                      state.fault_named,
                      0 if state.net is None else state.net.weight_count)  # fmt: skip

    def _number(self, training: Training) -> int:
        """The number of a run, whose record is as long as it is now."""
        record = record_of(training)
        number, runs = self._numbers.get(training), list(self._work.runs)
        if number is None or number >= len(runs):
            number = self._numbers[training] = len(runs)
            runs.append(record)
        else:
            runs[number] = record
        self._work = replace(self._work, runs=tuple(runs))
        return number


def record_of(training: Training) -> RunRecord:
    """What a training's past says of it; without turns where it did not begin here."""
    timeline, history = training.timeline, training.history[:]
    kept = {(one.turn, one.place): one.weights for one in timeline.checkpoints}
    turns = []
    for number, turn in enumerate(timeline.turns):
        weights = kept.get((number, turn.began)) if turn.jump and (number or turn.by_hand) else None
        if weights is not None and weights.size > LARGEST_WEIGHTS:
            weights = None
        turns.append(
            TurnRecord(turn.ended, turn.began, turn.design, turn.jump, turn.by_hand, weights)
        )
    if timeline.first != Place(0):
        turns = []
    losses = np.stack([history.column(name) for name in LOSSES], axis=1)
    hashes = tuple(timeline.hashes.tolist())
    epochs = min(len(losses), max(len(hashes) - 1, 0))
    return RunRecord(tuple(turns), hashes[: epochs + 1], losses[:epochs], timeline.run_id,
                     timeline.fork)  # fmt: skip


def _trimmed(work: Work) -> Work:
    """The same without runs that no moment asks for, and none twice."""
    moments = [*work.steps.values(), *(one for _, one in work.answers.values()),
               *(one for _, one in work.predictions.values())]  # fmt: skip
    asked: dict[int, None] = {}
    for one in moments:
        asked |= dict.fromkeys(number for number, _ in one.runs)
        if one.run is not None:
            asked[one.run] = None
    places = {old: new for new, old in enumerate(sorted(asked))}

    def moved(one: Moment) -> Moment:
        return replace(
            one, run=None if one.run is None else places[one.run],
            runs=tuple((places[number], epochs) for number, epochs in one.runs),
        )

    return replace(
        work, runs=tuple(work.runs[old] for old in places),
        steps={at: moved(one) for at, one in work.steps.items()},
        answers={key: (value, moved(one)) for key, (value, one) in work.answers.items()},
        predictions={key: (value, moved(one)) for key, (value, one) in work.predictions.items()},
    )  # fmt: skip


# The file


def write_work(path: Path, work: Work) -> None:
    """Write a work, whole or not at all; raises FileError."""
    record = _to_record(work)
    record["sha256"] = _digest(record)
    data = json.dumps(record, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
    if len(data) > LARGEST:
        raise FileError(
            "“{file}” was not saved: the work is too large for a file.",
            "Start the lesson again, and hand in what is done then.", file=path.name,
        )  # fmt: skip
    write_whole(path, [data])


def read_work(path: Path) -> Work:
    """The work in a file; FileError, in a sentence, where it is none or spoilt."""
    with opened(path, LARGEST) as (file, _):
        data = file.read(LARGEST + 1)
    try:
        record = json.loads(data.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict) or type(record.get("work")) is not int:
        raise FileError(
            "“{file}” is no work of a lesson.", "Choose a file that “Hand in…” has saved.",
            file=path.name,
        )  # fmt: skip
    if record["work"] > VERSION:
        raise FileError(
            "“{file}” was handed in with a newer diynn (version {found}; this one reads up to "
            "{known}).",
            "Update diynn to check it.", file=path.name, found=record["work"], known=VERSION,
        )  # fmt: skip
    try:
        if record.pop("sha256", None) != _digest(record):
            raise ValueError("another hash")
        return _from_record(record)
    except (DiynnError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError):
        raise FileError(
            "“{file}” is damaged: its content is not what was saved.",
            "Ask for the file once more.", file=path.name,
        ) from None  # fmt: skip


def _no_number(words: str) -> NoReturn:
    raise ValueError(words)


def _digest(record: Mapping[str, Any]) -> str:
    written = json.dumps(record, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(written.encode()).hexdigest()


class _Designs:
    """Designs by number, each once."""

    def __init__(self, records: Iterable[Any] = ()) -> None:
        self.records: list[Any] = list(records)
        self._numbers: dict[str, int] = {}
        self._read: dict[int, Design] = {}

    def number(self, design: Design) -> int:
        record = design_to_record(design)
        key = json.dumps(record, sort_keys=True, default=str)
        if key not in self._numbers:
            self._numbers[key] = len(self.records)
            self.records.append(record)
        return self._numbers[key]

    def read(self, number: int) -> Design:
        if number not in self._read:
            self._read[number] = design_from_record(self.records[number])
        return self._read[number]


def _to_record(work: Work) -> dict[str, Any]:
    designs = _Designs()
    record: dict[str, Any] = {
        "work": VERSION, "lesson": work.lesson, "hash": work.hash, "title": work.title,
        "name": tidy_name(work.name), "seed": work.seed, "unlocked": work.unlocked,
        "hints": {str(at): level for at, level in work.hints.items()},
        "program": work.program, "processor": work.processor or processor(),
        "runs": [_run_record(one, designs) for one in work.runs],
        "steps": {str(at): _moment_record(one, designs) for at, one in work.steps.items()},
    }  # fmt: skip
    for name, said in (("answers", work.answers), ("predictions", work.predictions)):
        record[name] = {
            key: {"value": value, "moment": _moment_record(one, designs)}
            for key, (value, one) in said.items()
        }
    return record | {"designs": designs.records}


def _run_record(run: RunRecord, designs: _Designs) -> dict[str, Any]:
    return {
        "turns": [
            {
                "ended": list(one.ended), "began": list(one.began), "jump": one.jump,
                "design": designs.number(one.design), "by_hand": one.by_hand,
                "weights": None if one.weights is None else base64.b64encode(
                    one.weights.astype("<f4").tobytes()
                ).decode("ascii"),
            }
            for one in run.turns
        ],
        "id": run.run_id,
        "fork": None if run.fork is None else [
            run.fork.parent, *run.fork.place, run.fork.turn
        ],
        "hashes": list(run.hashes),
        "losses": [
            [None if not math.isfinite(value) else value for value in row]
            for row in run.losses.tolist()
        ],
    }


def _moment_record(moment: Moment, designs: _Designs) -> dict[str, Any]:
    return {
        "design": designs.number(moment.design), "run": moment.run, "place": list(moment.place),
        "hash": moment.fingerprint, "runs": [list(one) for one in moment.runs],
        "checked": moment.checked, "named": moment.named,
        "weights": moment.weights,
    }  # fmt: skip


def _from_record(record: Mapping[str, Any]) -> Work:
    designs = _Designs(_list(record, "designs", MOST_TURNS))
    runs = tuple(_read_run(one, designs) for one in _list(record, "runs", MOST_RUNS))
    said: dict[str, dict[str, tuple[float, Moment]]] = {}
    for name in ("answers", "predictions"):
        said[name] = {
            key: (decimal_number(one, "value", -1e15), _read_moment(one["moment"], designs, runs))
            for key, one in _table(record, name).items()
        }
    steps = {
        _step(at): _read_moment(one, designs, runs) for at, one in _table(record, "steps").items()
    }
    hints = _table(record, "hints")
    return Work(
        _text(record, "lesson"), _text(record, "hash"), _text(record, "title"),
        tidy_name(_text(record, "name")), whole_number(record, "seed", 0, 2**31 - 1), runs, steps,
        said["answers"], said["predictions"],
        {_step(at): whole_number(hints, at, 0, 3) for at in hints},
        whole_number(record, "unlocked", 0, 10_000), _text(record, "program"),
        _text(record, "processor"),
    )  # fmt: skip


def _read_run(record: Any, designs: _Designs) -> RunRecord:
    turns = []
    for one in _list(record, "turns", MOST_TURNS):
        weights = one["weights"]
        if weights is not None:
            weights = np.frombuffer(base64.b64decode(weights, validate=True), "<f4")
            weights = weights.astype(np.float32)
            if weights.size > LARGEST_WEIGHTS or not np.isfinite(weights).all():
                raise ValueError("weights that are none")
        turns.append(TurnRecord(
            _place(one, "ended"), _place(one, "began"), designs.read(whole_number(one, "design")),
            _flag(one, "jump"), whole_number(one, "by_hand"), weights,
        ))  # fmt: skip
    hashes = _list(record, "hashes", MOST_EPOCHS + 1)
    if not all(type(one) is int and -(2**63) <= one < 2**63 for one in hashes):
        raise ValueError("hashes that are none")
    rows = _list(record, "losses", MOST_EPOCHS)
    losses = np.array([[math.nan if one is None else one for one in row] for row in rows], float)
    losses = losses.reshape(-1, len(LOSSES))
    if len(losses) != len(rows) or len(hashes) != (len(rows) + 1 if turns else len(hashes)):
        raise ValueError("losses of other epochs")
    ends = [place for one in turns for place in (one.began, one.ended)]
    if any(place.epoch > len(losses) for place in ends):
        raise ValueError("a turn outside the run")
    fork = record["fork"]
    if fork is not None:
        parent, epoch, step, turn = fork
        told = {"parent": parent, "place": [epoch, step], "turn": turn}
        fork = Fork(_text(told, "parent"), _place(told, "place"),
                    whole_number(told, "turn", 0, MOST_TURNS))  # fmt: skip
    return RunRecord(tuple(turns), tuple(hashes), losses, _text(record, "id"), fork)


def _read_moment(record: Any, designs: _Designs, runs: tuple[RunRecord, ...]) -> Moment:
    number = record["run"]
    if number is not None:
        number = whole_number(record, "run", 0, len(runs) - 1)
    place = _place(record, "place")
    listed = []
    for run, epochs in _list(record, "runs", MOST_RUNS):
        one = {"run": run, "epochs": epochs}
        run = whole_number(one, "run", 0, len(runs) - 1)
        listed.append((run, whole_number(one, "epochs", 0, len(runs[run].losses))))
    if number is not None and place.epoch > len(runs[number].losses):
        raise ValueError("a place outside the run")
    return Moment(
        designs.read(whole_number(record, "design")), number, place,
        whole_number(record, "hash", -(2**63), 2**63), tuple(listed), _flag(record, "checked"),
        _flag(record, "named"),
        whole_number(record, "weights"),
    )  # fmt: skip


def _place(record: Mapping[str, Any], name: str) -> Place:
    epoch, step = record[name]
    both = {"epoch": epoch, "step": step}
    return Place(
        whole_number(both, "epoch", 0, MOST_EPOCHS), whole_number(both, "step", 0, 10_000_000)
    )


def _step(words: str) -> int:
    if not words.isdecimal() or len(words) > 3:
        raise ValueError("no number of a step")
    return int(words)


def _text(record: Mapping[str, Any], name: str) -> str:
    found = record[name]
    if not isinstance(found, str) or len(found) > 400:
        raise TypeError("no text")
    return found


def _flag(record: Mapping[str, Any], name: str) -> bool:
    found = record[name]
    if type(found) is not bool:
        raise TypeError("neither yes nor no")
    return found


def _list(record: Mapping[str, Any], name: str, most: int) -> list[Any]:
    found = record[name]
    if not isinstance(found, list) or len(found) > most:
        raise TypeError("no list")
    return found


def _table(record: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = record[name]
    if not isinstance(found, dict) or len(found) > 1000:
        raise TypeError("no table")
    return found


def new_work(lesson: Lesson, name: str) -> Work:
    """A work in which nothing is done yet."""
    return Work(lesson.id, lesson.hash, lesson.title, tidy_name(name), seed_of(name, lesson))

