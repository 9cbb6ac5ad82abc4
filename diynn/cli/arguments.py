"""The arguments that commands share, and the engine's values that a person names with them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from textwrap import fill
from typing import TypeVar

from diynn.data.dataset import Dataset
from diynn.data.sources import SOURCES, TABLES
from diynn.data.sources.source import Source, outline_of
from diynn.data.sources.user_file import UserFile
from diynn.data.splitting import BY_COLUMN, BY_SHARE, SPLITS
from diynn.design.design import Design, fit
from diynn.errors import DataError, SettingError
from diynn.settings import Declared, Value, settings_of
from diynn.storage.recipes import NETWORKS, RECIPES, better_recipes, report_recipes

D = TypeVar("D", bound=Declared)


def checked_setting(owner: type[Declared], name: str, text: str) -> Value:
    """`text` as the value of a declared setting, for argparse."""
    setting = next(setting for setting in settings_of(owner) if setting.name == name)
    try:
        value = int(text) if setting.kind is int else float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of the right kind") from None
    try:
        return setting.checked(value, "here")
    except SettingError as error:
        sentence = f"{setting.label.lower()} cannot be {text}. {error.how()}"
        raise argparse.ArgumentTypeError(sentence) from None


def name_recipes(parser: argparse.ArgumentParser) -> None:
    """End the help of a command with the names of all recipes."""
    variants = sorted({*report_recipes()} - {*NETWORKS})
    paragraphs = (
        parser.epilog or "",
        "Recipes: " + ", ".join(RECIPES),
        "The report's networks: " + ", ".join(NETWORKS),
        "Their variants: " + ", ".join(variants),
        "Their layers, trained as well as we can: " + ", ".join(better_recipes()),
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    # No name is broken at a hyphen.
    parser.epilog = "\n\n".join(fill(one, 78, break_on_hyphens=False) for one in paragraphs if one)


def add_network(parser: argparse.ArgumentParser) -> None:
    """Add what to train, and on which data."""
    name_recipes(parser)
    parser.add_argument("what", metavar="RECIPE|FILE", help="a recipe's name, a .json or a .diynn")
    parser.add_argument("--data", metavar="NAME|PATH", help="other data than the recipe's")


def add_setting(
    parser: argparse.ArgumentParser, owner: type[Declared], name: str, words: str, flag: str = ""
) -> None:
    """Add the option for a declared setting, called like it unless `flag` says otherwise."""
    kind = next(setting.kind for setting in settings_of(owner) if setting.name == name)
    parser.add_argument(
        f"--{flag or name.replace('_', '-')}", dest=name, metavar="X" if kind is float else "N",
        type=partial(checked_setting, owner, name), help=words,
    )  # fmt: skip


def add_split(parser: argparse.ArgumentParser) -> None:
    """Add how data of one's own, and the tables that come with diynn, are split."""
    parser.add_argument(
        "--split", metavar="|".join(kind.split()[-1] for kind in SPLITS), type=_split_kind,
        help="how the test part is chosen",
    )  # fmt: skip
    parser.add_argument(
        "--split-column", metavar="NAME",
        help="the column that says train or test, the group, the order, or what is stratified",
    )
    add_setting(parser, UserFile, "test_share", "share of the samples kept for testing")


def _split_kind(text: str) -> str:
    found = [kind for kind in SPLITS if text.lower() in (kind, kind.split()[-1])]
    if not found:
        names = ", ".join(kind.split()[-1] for kind in SPLITS)
        raise argparse.ArgumentTypeError(f"there is no “{text}”. Choose one of: {names}.")
    return found[0]


def with_split(source: Source, chosen: argparse.Namespace) -> Source:
    """The data split as the command line says; DataError where it cannot be split."""
    said = {
        name: value for name in ("split", "split_column", "test_share")
        if (value := getattr(chosen, name, None)) is not None
    }  # fmt: skip
    if not said:
        return source
    if not isinstance(source, TABLES):
        raise DataError(
            "“{data}” has parts of its own, which cannot be chosen.",
            "Leave the split out, or choose data of your own.",
            data=source.title or source.name(),
        )  # fmt: skip
    if "split_column" in said and "split" not in said and source.split == BY_SHARE:
        said["split"] = BY_COLUMN
    return replace(source, **said)


def with_choices(design: Design, chosen: argparse.Namespace) -> Design:
    """The design with what the command line says instead; a command need not offer every choice."""
    said = {name: value for name, value in vars(chosen).items() if value is not None}
    names = said.keys() & {"epochs", "batch_size", "seed", "validation", "patience"}
    design = replace(design, run=replace(design.run, **{name: said[name] for name in names}))
    if said.get("optimizer", type(design.optimizer)) is not type(design.optimizer):
        design = replace(design, optimizer=said["optimizer"]())
    if said.get("schedule", type(design.schedule)) is not type(design.schedule):
        design = replace(design, schedule=said["schedule"]())
    if "learning_rate" in said:
        optimizer = replace(design.optimizer, learning_rate=said["learning_rate"])
        design = replace(design, optimizer=optimizer)
    if "data" in said:
        design = replace(design, source=source_named(said["data"], design.source))
    return replace(design, source=with_split(design.source, chosen))


def kind_named(kinds: Sequence[type[D]], text: str) -> type[D]:
    """The kind of that name in any case, for argparse."""
    by_name = {kind.name().lower(): kind for kind in kinds}
    if text.lower() not in by_name:
        names = ", ".join(kind.name() for kind in kinds)
        raise argparse.ArgumentTypeError(f"there is no “{text}”. Choose one of: {names}.")
    return by_name[text.lower()]


def named_sources() -> dict[str, type[Source]]:
    """The data sets that have a name on the command line."""
    return {source.name().lower(): source for source in SOURCES if source is not UserFile}


def source_named(text: str, own: Source) -> Source:
    """The data set of that name, with the design's `own` settings where it is that one, or a file.

    Raises DataError where there is neither.
    """
    kind = named_sources().get(text.lower())
    if kind is not None:
        return own if type(own) is kind else kind()
    path = Path(text).expanduser()
    if not path.exists():
        raise DataError(
            "There is no data set and no file called “{name}”.",
            "The data sets are: {names}.",
            name=text, names=", ".join(named_sources()),
        )  # fmt: skip
    # The whole path: a file saved here should find its data from any other folder.
    return UserFile(path=str(path.resolve()))


def load_data(design: Design) -> Dataset:
    """The design's data, after a check that its layers fit it; raises the first problem."""
    if problem := design.source.missing():
        raise problem
    dataset = design.source.load()
    if problem := fit(design, outline_of(dataset)).problem:
        raise problem
    return dataset
