"""The large data sets: their files, where the world keeps them, where this machine may."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from platformdirs import user_cache_dir

from diynn.errors import DataError
from diynn.paths import data_file

FOLDER_VARIABLE = "DIYNN_DATA"


@dataclass(frozen=True)
class RemoteFile:
    """A file to download: its name, its size in bytes and its SHA-256 in hexadecimal digits.

    `digits_sha256` is that of the USPS digits inside: a re-compressed copy differs in bytes only.
    """

    name: str
    size: int
    sha256: str
    digits_sha256: str = ""


@dataclass(frozen=True)
class Mirror:
    """A web address, ending in a slash, below which all of `files` lie."""

    address: str
    files: tuple[RemoteFile, ...]


@dataclass(frozen=True)
class Entry:
    """A data set of the catalogue.

    Any one of `variants`, each a tuple of file names, is the whole data set. `places` are the
    folders below one for data that they may lie in; a download goes into the first.
    """

    name: str
    title: str
    mirrors: tuple[Mirror, ...]
    variants: tuple[tuple[str, ...], ...]
    places: tuple[str, ...] = ("",)


@cache
def entries() -> tuple[Entry, ...]:
    """All data sets that can be downloaded, as `data/catalogue.toml` lists them."""
    import tomllib

    with data_file("catalogue.toml").open("rb") as file:
        return tuple(_entry(record) for record in tomllib.load(file)["dataset"])


def _entry(record: dict[str, Any]) -> Entry:
    mirrors = tuple(
        Mirror(address, tuple(RemoteFile(**file) for file in each["files"]))
        for each in record["mirrors"]
        for address in each["addresses"]
    )
    variants = tuple(map(tuple, record["variants"]))
    return Entry(record["name"], record["title"], mirrors, variants, tuple(record["places"]))


def entry_named(name: str) -> Entry:
    """The entry called `name`, in capitals or not; DataError if there is none."""
    for entry in entries():
        if entry.name == name.lower():
            return entry
    raise DataError(
        "There is no data set “{name}” to download.",
        "Choose one of: {choices}.",
        name=name, choices=", ".join(entry.name for entry in entries()),
    )  # fmt: skip


def cache_folder() -> Path:
    """Where downloads are kept; it need not exist yet."""
    return Path(user_cache_dir("diynn", appauthor=False)) / "data"


def folders() -> tuple[Path, ...]:
    """Where data is looked for, in this order: the folder named by $DIYNN_DATA, then the cache."""
    named = os.environ.get(FOLDER_VARIABLE, "").strip()
    own = (Path(os.path.expanduser(named)),) if named else ()
    return (*own, cache_folder())


def found(entry: Entry) -> list[tuple[Path, ...]]:
    """Every complete set of the entry's files on this machine, the preferred one first."""
    sets = [
        tuple(folder / place / name for name in names)
        for folder in folders()
        for place in entry.places
        for names in entry.variants
    ]
    return [paths for paths in sets if all(map(os.path.isfile, paths))]


def not_here(entry: Entry) -> DataError:
    """That none of the entry's files are on this machine, and how to get them."""
    if entry.places[0]:
        return DataError(
            "{title} is not on this machine yet.",
            "Press Download, or type: diynn data fetch {name}. Files that you have already may lie "
            "in a folder “{place}” within the one that the variable {variable} names.",
            title=entry.title, name=entry.name, place=entry.places[0], variable=FOLDER_VARIABLE,
        )  # fmt: skip
    return DataError(
        "{title} is not on this machine yet.",
        "Press Download, or type: diynn data fetch {name}. Files that you have already may lie in "
        "the folder that the variable {variable} names.",
        title=entry.title, name=entry.name, variable=FOLDER_VARIABLE,
    )  # fmt: skip
