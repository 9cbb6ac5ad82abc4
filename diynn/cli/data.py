"""`diynn data`: which data sets there are, getting them, and looking at one's own."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from diynn.atomic_files import copy_whole
from diynn.cli.arguments import add_setting, add_split, named_sources, with_split
from diynn.cli.output import Output
from diynn.data.columns import CATEGORY
from diynn.data.dataset import Dataset
from diynn.data.preparation import ColumnSummary
from diynn.data.sources import SOURCES, catalogue
from diynn.data.sources.catalogue import entry_named
from diynn.data.sources.download import fetch
from diynn.data.sources.downloaded import OnDemand
from diynn.data.sources.source import Source
from diynn.data.sources.user_file import UserFile
from diynn.errors import DataError, DiynnError, FileError
from diynn.text import several, shape

NAME = "data"
DOWNLOADS = {kind.download: kind for kind in SOURCES if issubclass(kind, OnDemand)}
LARGEST_COPY = 2**30


def add(commands: Any) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser(
        NAME, help="list, download or look at data sets", allow_abbrev=False,
        description="Data sets: the list, a download, or files of your own.",
    )  # fmt: skip
    actions = parser.add_subparsers(dest="action", metavar="list|fetch|import", required=True)
    listing = actions.add_parser("list", help="all data sets, and whether they are here")
    listing.set_defaults(run=list_all)
    fetching = actions.add_parser("fetch", help="download a data set")
    fetching.add_argument("name", metavar="NAME", help=" or ".join(DOWNLOADS))
    fetching.set_defaults(run=fetch_one)
    taking = actions.add_parser(
        "import", help="take in files that you have",
        description="Files of USPS, MNIST or Fashion-MNIST (or a folder with them) are checked and "
        "kept, so that no download is needed. Data of your own is read and described; it stays "
        "where it is.",
    )  # fmt: skip
    taking.add_argument("path", metavar="PATH", type=Path, help="a file or a folder")
    taking.add_argument("--target", metavar="NAME", default="", help="a table's target column")
    add_split(taking)
    add_setting(taking, UserFile, "seed", "which samples are kept for testing")
    taking.set_defaults(run=import_one)
    for each in (listing, fetching, taking):
        each.add_argument("--json", action="store_true", help="one JSON object a line")


def list_all(chosen: argparse.Namespace) -> int:
    """Tell every data set that has a name."""
    output = Output(chosen.json)
    rows = []
    for name, kind in named_sources().items():
        source = kind()
        outline, here = source.outline(), source.missing() is None
        if outline is None:
            continue
        output.record({
            "name": name, "title": kind.title or kind.name(), "here": here,
            "shape": list(outline.shape), "classes": list(outline.classes),
            "train": outline.train, "test": outline.test,
        })  # fmt: skip
        goal = several(len(outline.classes), "class(es)") if outline.classes else "values"
        place = "here" if here else _whence(kind)
        rows.append((name, shape(outline.shape), outline.train, outline.test, goal, place))
    output.table(("Name", "Sample", "Train", "Test", "Target", "Where"), rows)
    return 0


def _whence(kind: type[Source]) -> str:
    """Where data comes from that is not on this machine."""
    if issubclass(kind, OnDemand):
        return f"diynn data fetch {kind.download}"
    return "painted in the window"


def fetch_one(chosen: argparse.Namespace) -> int:
    """Download a data set of the catalogue and check it."""
    output = Output(chosen.json)
    entry = entry_named(chosen.name)
    source = DOWNLOADS[entry.name]()
    if source.missing() is not None:
        with output.bar(1, "bytes") as bar:
            for progress in fetch(entry):
                if bar is not None:
                    bar.update(
                        bar.task_ids[0], completed=progress.done, total=progress.total,
                        description=progress.file,
                    )  # fmt: skip
    _tell(source.load(), output, name=entry.name)
    return 0


def import_one(chosen: argparse.Namespace) -> int:
    """Keep files of the catalogue, or describe data of the person's own."""
    output = Output(chosen.json)
    path: Path = chosen.path.expanduser()
    if not path.exists():
        raise FileError(
            "There is no file “{file}”.", "Look whether its name is right.", file=str(path)
        )
    for name, kind in DOWNLOADS.items():
        source = kind()
        if files := _genuine(source, path):
            for file in files:
                place = catalogue.cache_folder() / source.entry.places[0]
                copy_whole(file, place / file.name, LARGEST_COPY)
            _tell(source.load(), output, name=name)
            return 0
    own = UserFile(path=str(path), target_column=chosen.target, seed=chosen.seed or 0)
    _describe(with_split(own, chosen), output, path)
    return 0


def _describe(source: Source, output: Output, path: Path) -> None:
    """Tell what a person's own data is, its columns, and what was decided while it was read."""
    assert isinstance(source, UserFile)
    dataset = source.load()
    more: dict[str, object] = {
        "path": str(path), "notes": [str(note) for note in dataset.notes], "split": source.split,
        "split_column": source.split_column, "test_share": source.test_share, "seed": source.seed,
    }  # fmt: skip
    if (table := dataset.table) is not None:
        more |= asdict(table)
        output.table(
            ("Column", "Role", "Kind", "Missing", "Values"),
            [(one.name, one.role, one.kind, one.missing, _values(one)) for one in table.columns],
        )
    for note in dataset.notes:
        output.line(str(note))
    _tell(dataset, output, **more)
    output.line(f"To train on it: diynn train RECIPE --data {path}")


def _values(column: ColumnSummary) -> str:
    """What stands in a column, in a few words."""
    if column.kind == CATEGORY:
        shown = ", ".join(column.texts[:6])
        more = len(column.texts) - 6
        return f"{shown} and {more} more" if more > 0 else shown
    unit = f" {column.unit}" if column.unit else ""
    return f"{column.low:.6g} to {column.high:.6g}{unit}"


def _genuine(source: OnDemand, path: Path) -> tuple[Path, ...]:
    """The files at `path` that are this data set; empty where they are not, or are damaged."""
    folder = path if path.is_dir() else path.parent
    for names in source.entry.variants:
        files = tuple(folder / name for name in names)
        if (path.is_dir() or path.name in names) and all(file.is_file() for file in files):
            try:
                if source.read(files) is not None:
                    return files
            except DiynnError as error:
                if path.is_dir():
                    raise DataError(
                        "These are the files of {title}, but: {problem}", "{hint}",
                        title=source.title, problem=error.what(), hint=error.how(),
                    ) from error  # fmt: skip
    return ()


def _tell(dataset: Dataset, output: Output, **more: object) -> None:
    goal = ", ".join(dataset.classes[:12]) if dataset.classes else "values"
    judging = 0 if dataset.judging is None else len(dataset.judging)
    output.record({
        "done": True, **more, "title": dataset.name, "shape": list(dataset.shape),
        "classes": list(dataset.classes), "train": len(dataset.train), "test": len(dataset.test),
        "validation": judging,
        "fingerprint": dataset.fingerprint,
    })  # fmt: skip
    validated = f"{judging} to validate, " if judging else ""
    output.line(
        f"{dataset.name}: {several(len(dataset.train) - judging, 'sample(s)')} to learn from, "
        f"{validated}{len(dataset.test)} to test on, each {shape(dataset.shape)}; targets: {goal}"
    )
