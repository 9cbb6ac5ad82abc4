"""What a person names on the command line, turned into the engine's values."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from diynn.data.dataset import Dataset
from diynn.data.sources import SOURCES
from diynn.data.sources.source import Source, outline_of
from diynn.data.sources.user_file import UserFile
from diynn.design.design import Design, fit
from diynn.errors import DataError, SettingError
from diynn.settings import Declared, Value, settings_of

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


def kind_of_setting(owner: type[Declared], name: str) -> type[Value]:
    """The type of a declared setting's values."""
    return next(setting.kind for setting in settings_of(owner) if setting.name == name)


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


def fitting(design: Design, dataset: Dataset) -> Design:
    """The design, after a check that its layers fit the data; raises the first problem."""
    problem = fit(design, outline_of(dataset)).problem
    if problem is not None:
        raise problem
    return design
