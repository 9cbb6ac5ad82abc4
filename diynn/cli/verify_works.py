"""`diynn lesson verify`: the works of a class, computed again."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from diynn.atomic_files import write_whole
from diynn.cli.output import Output
from diynn.csv_output import csv_text
from diynn.errors import DiynnError, FileError
from diynn.lessons.class_table import CSV_HEAD, Entry, csv_row, entries, fewest_weights, lessons_for
from diynn.lessons.verifying import PROOF, SECONDS, Status
from diynn.lessons.work import SUFFIX
from diynn.text import several


def add(under: Any) -> Any:
    """Add `verify` to the commands on lessons; its parser."""
    parser = under.add_parser(
        "verify", help=f"compute the works *{SUFFIX} of a folder again",
        description=f"Each work is computed again: identical, agrees on another processor (losses "
        f"to 5 digits), or differs. {PROOF}",
    )  # fmt: skip
    parser.add_argument("folder", help=f"a folder with files *{SUFFIX}, or one such file")
    parser.add_argument("--lessons", metavar="FOLDER", action="append", default=[],
                        help="where lessons of one’s own lie, besides the same folder")
    parser.add_argument("--csv", metavar="OUT", help="write the table of the class as CSV")
    parser.add_argument("--limit", metavar="SECONDS", type=_seconds, default=SECONDS,
                        help=f"for each work (default {SECONDS:.0f})")  # fmt: skip
    parser.set_defaults(run=_verify)
    return parser


def _seconds(words: str) -> float:
    try:
        value = float(words)
    except ValueError:
        value = 0.0
    if not 0 < value <= 1e6:
        raise argparse.ArgumentTypeError(f"“{words}” is no number of seconds.")
    return value


def _verify(chosen: argparse.Namespace) -> int:
    output, folder = Output(chosen.json), Path(chosen.folder)
    if folder.is_dir():
        paths = sorted(folder.glob(f"*{SUFFIX}"))
    elif folder.exists():
        folder, paths = folder.parent, [folder]
    else:
        raise FileError("There is no folder “{file}”.", "Look whether its name is right.",
                        file=chosen.folder)  # fmt: skip
    if not paths:
        output.line("There are no works here.")
        return 1
    lessons = lessons_for([folder, *map(Path, chosen.lessons)], chosen.language)
    found: list[Entry] = []
    with output.bar(len(paths), "") as bar:
        for one in entries(paths, lessons, chosen.limit):
            if isinstance(one, Entry):
                found.append(one)
            if bar is not None:
                done = float(len(found)) if isinstance(one, Entry) else one
                bar.update(bar.task_ids[0], completed=done)
    for one in found:
        output.record(_record(one))
    output.table(("Name", "Lesson", "Steps", "Result", "Remarks"), [_row(one) for one in found])
    for words in fewest_weights(found):
        output.line(words)
    output.line(f"{several(len(found), 'work(s)')}. {PROOF}")
    if chosen.csv:
        write_whole(Path(chosen.csv), [csv_text([CSV_HEAD, *map(csv_row, found)]).encode()])
    return 0 if all(one.verdict and one.verdict.status is not Status.APART for one in found) else 1


def _row(one: Entry) -> Sequence[object]:
    return (one.name, one.lesson_title, one.dots, one.status_words,
            " ".join(map(str, one.sentences)))  # fmt: skip


def _record(one: Entry) -> dict[str, object]:
    verdict = one.verdict
    told: list[DiynnError] = list(one.sentences)
    record: dict[str, object] = {
        "file": one.path.name, "name": one.name, "lesson": one.lesson_title, "dots": one.dots,
        "status": "" if verdict is None else verdict.status.value,
        "sentences": [str(sentence) for sentence in told],
    }  # fmt: skip
    if verdict is not None:
        record |= {
            "steps": [at + 1 for at in verdict.confirmed], "own_seed": verdict.own_seed,
            "hints": {str(at + 1): level for at, level in verdict.work.hints.items()},
            "unlocked": verdict.work.unlocked, "epochs": verdict.epochs,
            "weights": verdict.weights, "processor": verdict.work.processor,
        }  # fmt: skip
    return record
