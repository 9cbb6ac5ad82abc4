"""The user's own data, whatever kind of file it is."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import numpy as np

from diynn.data.columns import (
    ASKS_DECIMAL,
    ASKS_KIND,
    CATEGORY,
    COMMA,
    IGNORED,
    POINT,
    Table,
)
from diynn.data.dataset import Array, Dataset, as_rows
from diynn.data.preparation import EmptyCells, EmptyCellsOf
from diynn.data.sources.column_choices import Pairs, column_pairs
from diynn.data.sources.idx import (
    beside,
    is_idx,
    labels_beside,
    only_labels,
    partner_images,
    read_idx_pair,
)
from diynn.data.sources.image_folder import FITS, GROUNDS, Look, read_image_folder
from diynn.data.sources.libsvm import is_libsvm, read_libsvm
from diynn.data.sources.npz import as_samples, is_npy, read_npy, read_npz, targets_beside
from diynn.data.sources.reading import opened, reading
from diynn.data.sources.source import Source
from diynn.data.sources.spreadsheet import is_spreadsheet
from diynn.data.sources.table import read_table
from diynn.data.sources.table_format import SPACE, FormatChoices
from diynn.data.sources.tabular import dataset_of_table
from diynn.data.sources.targets import KINDS, dataset_of
from diynn.data.sources.usps import HIGHEST, is_usps_text, read_smoothed, read_usps
from diynn.data.splitting import BY_SHARE, Split, SplitColumn, SplitKind, SplitSeed, TestShare
from diynn.errors import DataError, DiynnError, FileError, SettingError
from diynn.settings import LATER, Content, OneOf, Range

DECIMALS = {"automatic": "", "point": POINT, "comma": COMMA}
SEPARATORS = {
    "automatic": "", "comma": ",", "semicolon": ";", "tab": "\t", "bar": "|", "spaces": SPACE,
}  # fmt: skip
ENCODINGS = (
    "automatic", "utf-8", "cp1252", "cp1250", "cp1251", "cp850", "mac-roman", "shift_jis",
    "gb18030",
)  # fmt: skip
HEADERS = {"automatic": None, "names": True, "values": False}
REPEATS = ("kept", "left out")

READING = ("separator", "decimal", "encoding", "header", "skipped")
"""The settings that say how a table is written."""
LOOK = ("image_size", "colour", "picture_fit", "ground")
"""Those that say what becomes of pictures."""

_Pairs = list[tuple[Array, Array]]


def _names(value: object, owner: str) -> tuple[str, ...]:
    """Some names, as the record of a design holds them."""
    if not isinstance(value, list | tuple) or not all(isinstance(name, str) for name in value):
        raise SettingError(
            "{owner}: the classes that are left out cannot be read.",
            "Choose the file again.",
            owner=owner,
        )
    return tuple(str(name) for name in value)


@dataclass(frozen=True)
class UserFile(Source):
    """Data of your own: a table (CSV, Excel), NumPy's .npz or .npy, IDX images, pictures."""

    title = "My file"
    target_setting = "target_column"

    path: Annotated[str, "The file, or the folder that holds one folder of pictures a class"] = ""
    target_column: Annotated[str, "Tables: name or number of the target; empty: the last"] = ""
    targets: Annotated[
        str, OneOf(KINDS), "Whether the targets are classes to tell apart or values to come near"
    ] = "automatic"
    decimal: Annotated[
        str, OneOf(tuple(DECIMALS)), "Tables: the decimal sign; automatic finds it by all numbers"
    ] = "automatic"
    empty: EmptyCells = "median"
    fills: Annotated[EmptyCellsOf, LATER] = ()
    separator: Annotated[
        str, OneOf(tuple(SEPARATORS)), "Tables: what parts the columns; automatic finds it",
        LATER,
    ] = "automatic"
    encoding: Annotated[
        str, OneOf(ENCODINGS), "Tables: how letters are written; automatic finds it by all letters",
        LATER,
    ] = "automatic"
    header: Annotated[
        str, OneOf(tuple(HEADERS)), "Tables: whether the first row has the columns’ names, or "
        "values already", LATER,
    ] = "automatic"
    skipped: Annotated[
        int, Range(-1, 10_000),
        "Tables: lines before the first row, such as a title; −1 finds them", LATER,
    ] = -1
    columns: Annotated[Pairs, Content(column_pairs)] = ()
    left_out: Annotated[tuple[str, ...], Content(_names), LATER] = ()
    labels: Annotated[str, "IDX, .npy: the file with the labels; empty: found by its name"] = ""
    split: Annotated[SplitKind, LATER] = BY_SHARE
    test_share: TestShare = 0.2
    seed: SplitSeed = 0
    split_column: Annotated[SplitColumn, LATER] = ""
    repeats: Annotated[
        str, OneOf(REPEATS), "Test samples that are training samples, too: kept in the test part "
        "or left out", LATER,
    ] = "kept"
    image_size: Annotated[int, Range(4, 512), "Pictures: height and width to bring them to"] = 28
    colour: Annotated[bool, "Pictures: keep the colours instead of grey levels"] = False
    picture_fit: Annotated[
        str, OneOf(FITS), "Pictures that are not square: stretched, cropped, or padded to a square"
    ] = "stretch"
    ground: Annotated[
        str, OneOf(GROUNDS), "Pictures: what lies behind transparent parts, and beside padded ones"
    ] = "white"

    def missing(self) -> DiynnError | None:
        """Why nothing can be loaded: no file was chosen, or it is not there."""
        if not self.path.strip():
            return DataError(
                "No file has been chosen.", "Choose a table, an .npz file, images or a folder."
            )
        if not os.path.exists(self._place()):
            return FileError(
                "There is no file “{path}”.", "Check its name and its folder.", path=self.path
            )
        return None

    def beside(self, folder: Path) -> UserFile:
        """The same data in `folder`, where there is a file of that name; else this."""
        path, labels = _in_folder(folder, self.path), _in_folder(folder, self.labels)
        return replace(self, path=path or self.path, labels=labels or self.labels)

    def load(self) -> Dataset:
        """The data of the file; its kind is found by its contents, not by its name."""
        if (problem := self.missing()) is not None:
            raise problem
        path = self._place()
        with reading(path):
            dataset = self._read(path)
            if self.left_out:
                dataset = dataset.without_classes(self.left_out)
            return dataset if self.repeats == "kept" else dataset.without_repeats()

    def browsed(self) -> Table | None:
        """All rows of a table, as they are read; None where the file is none.

        A column whose kind would have to be asked for is read as categories, and a decimal sign
        that nothing shows is the point.
        """
        path = self._place()
        kinds = {name: kind for name, kind in self.columns if kind != IGNORED}
        decimal = DECIMALS[self.decimal]
        with reading(path):
            if not self._is_table(path):
                return None
            while True:
                try:
                    return read_table(path, decimal, kinds, self._chosen())
                except DataError as error:
                    column = str(error.values.get("column", ""))
                    asks = error.values.get("asks")
                    if asks == ASKS_KIND and kinds.get(column) != CATEGORY:
                        kinds[column] = CATEGORY
                    elif asks == ASKS_DECIMAL and not decimal:
                        decimal = POINT
                    else:
                        raise

    def _chosen(self) -> FormatChoices:
        return FormatChoices(
            SEPARATORS[self.separator], "" if self.encoding == "automatic" else self.encoding,
            HEADERS[self.header], None if self.skipped < 0 else self.skipped,
        )  # fmt: skip

    def _is_table(self, path: Path) -> bool:
        if os.path.isdir(path):
            return False
        with opened(path) as stream:
            start = stream.read(1 << 16)
        others = (
            is_idx(start[:4]), start.startswith(b"PK"), is_usps_text(start),
            is_libsvm(start[: start.find(b"\n")]),
        )  # fmt: skip
        return is_spreadsheet(path, start) or not any(others)

    def _read(self, path: Path) -> Dataset:
        if os.path.isdir(path):
            look = Look(self.image_size, self.colour, self.picture_fit, self.ground)
            pictures = read_image_folder(path, look)
            return self._dataset(
                path, pictures.parts, 0.0, 255.0, names=pictures.classes,
                notes=tuple(pictures.notes), left_out=pictures.left_out,
            )  # fmt: skip
        with opened(path) as stream:
            start = stream.read(1 << 16)
        if is_spreadsheet(path, start):
            return self._from_table(path)
        if start.startswith(b"PK"):
            return self._from_npz(path)
        if is_npy(start):
            return self._from_npy(path)
        if is_idx(start[:4]):
            if start[3] == 1:
                raise only_labels(path)
            return self._from_idx(path)
        if is_usps_text(start):
            return self._from_usps(path, [read_usps(part) for part in _with_test(path)])
        if is_libsvm(start[: start.find(b"\n")]):
            return self._from_libsvm(path)
        return self._from_table(path)

    def _place(self) -> Path:
        return Path(os.path.expanduser(self.path.strip()))

    def _dataset(
        self, path: Path, parts: _Pairs, low: float = math.nan, high: float = math.nan,
        kind: str = "", **more: Any,
    ) -> Dataset:  # fmt: skip
        return dataset_of(
            path.name, parts, kind=kind or self.targets, split=self._split(), low=low, high=high,
            **more,
        )  # fmt: skip

    def _split(self) -> Split:
        return Split(self.split, self.test_share, self.seed, self.split_column)

    def _from_table(self, path: Path) -> Dataset:
        # Nobody else holds the columns, so each may go once the samples have it.
        return dataset_of_table(
            path.name,
            read_table(path, DECIMALS[self.decimal], dict(self.columns), self._chosen()),
            target=self.target_column, kind=self.targets, fill=self.empty, split=self._split(),
            chosen=dict(self.columns), fills=dict(self.fills),
        )  # fmt: skip

    def _from_npz(self, path: Path) -> Dataset:
        seen = [(*as_samples(x, path), targets) for x, targets in read_npz(path)]
        # NumPy's extremes, unlike Python's, are NaN if one part has no range of its own.
        low = float(np.min([low for _, low, _, _ in seen]))
        high = float(np.max([high for _, _, high, _ in seen]))
        return self._dataset(path, [(x, y) for x, _, _, y in seen], low=low, high=high)

    def _from_npy(self, path: Path) -> Dataset:
        x, low, high = as_samples(read_npy(path), path)
        own = Path(os.path.expanduser(self.labels.strip())) if self.labels.strip() else None
        beside_it = own or targets_beside(path)
        if beside_it is not None:
            return self._dataset(path, [(x, read_npy(beside_it))], low=low, high=high)
        # Without targets there is one thing to ask for: the sample again.
        flat = np.ascontiguousarray(as_rows(x if x.ndim > 1 else x[:, None]), np.float32)
        kept = self._dataset(path, [(x, flat)], low=low, high=high, kind="values")
        note = DataError(
            "No targets lie beside “{file}”: the network is asked for its input again.",
            "Save them as y.npy in the same folder, a row each, to ask for something else.",
            file=path.name,
        )
        return replace(kept, is_labelled=False, notes=(*kept.notes, note))

    def _from_idx(self, path: Path) -> Dataset:
        own = Path(os.path.expanduser(self.labels.strip())) if self.labels.strip() else None
        pairs = [read_idx_pair(path, own or labels_beside(path))]
        test = partner_images(path)
        if own is None and test is not None:
            pairs.append(read_idx_pair(test, labels_beside(test)))
        # Labels of IDX files are classes, however many and however rare.
        kind = "classes" if self.targets == "automatic" else self.targets
        grey = all(x.dtype == np.uint8 for x, _ in pairs)
        low, high = (0.0, 255.0) if grey else (math.nan, math.nan)
        return self._dataset(path, pairs, low=low, high=high, kind=kind)

    def _from_usps(self, path: Path, parts: _Pairs) -> Dataset:
        return self._dataset(path, parts, low=0.0, high=float(HIGHEST))

    def _from_libsvm(self, path: Path) -> Dataset:
        files = _with_test(path)
        originals = []
        for file in files:
            smoothed = read_smoothed(file)
            if smoothed is None:
                break
            originals.append(smoothed)
        else:
            return self._from_usps(path, originals)
        parts = [read_libsvm(files[0])]
        if len(files) > 1:
            # A column whose last values are all zero is not written: one part may seem narrower.
            parts.append(read_libsvm(files[1], parts[0][0].shape[1]))
            if parts[1][0].shape[1] > parts[0][0].shape[1]:
                parts[0] = read_libsvm(files[0], parts[1][0].shape[1])
        return self._dataset(path, parts)


def _in_folder(folder: Path, path: str) -> str:
    """Where in `folder` a file of that name lies; empty where none does, or `path` itself."""
    path = os.path.expanduser(path.strip())
    # It may have been named on another system, whose paths have other separators.
    names = [path.replace("\\", "/").rsplit("/", 1)[-1]]
    if not os.path.isabs(path):
        names.insert(0, path)
    for name in filter(None, names):
        place = os.path.abspath(folder / name)
        if os.path.exists(place):
            same = os.path.isabs(path) and os.path.exists(path) and os.path.samefile(path, place)
            return "" if same else place
    return ""


def _with_test(path: Path) -> list[Path]:
    """The file, and the test part that lies beside it under a name that belongs to its own."""
    test = beside(path, (("train", "test"),)) if "train" in path.name else None
    packed = path.suffix if path.suffix in (".bz2", ".gz", ".xz") else ""
    twin = path.with_name(path.name.removesuffix(packed) + ".t" + packed)
    return [path, *[part for part in (test, twin) if part is not None and part.is_file()][:1]]
