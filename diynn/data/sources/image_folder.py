"""Read pictures that lie in folders, one folder a class."""

from __future__ import annotations

import logging
import os
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from diynn.atomic_files import open_plain
from diynn.data.dataset import Array
from diynn.data.sources.reading import reading, unreadable
from diynn.errors import DataError, DiynnError
from diynn.memory import check_claim, check_room
from diynn.workers import check_cancelled, report_progress

if TYPE_CHECKING:
    from PIL import Image

FORMATS = (
    "PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP", "PPM", "AVIF", "JPEG2000", "ICO", "TGA",
    "PCX", "SGI", "HEIF",
)
"""What Pillow may take a file for, whatever its name. It knows others that start programs, such as
PostScript."""

FITS = ("stretch", "crop", "pad")
GROUNDS = ("white", "black")

_BYTES = {"I": 4, "F": 4}
"""Bytes of a pixel by the first letter of Pillow's mode, where it is not one for each band."""

_MOST_PIXELS = 100_000_000
_LEARNT, _TESTED = ("train", "training"), ("test", "testing")
_JUDGED = ("val", "valid", "validation")
_DEPTHS = (8, 10, 12, 14, 16)
_LISTED = 5


@dataclass(frozen=True)
class Look:
    """How pictures of any size and kind become ones of `size` × `size`.

    `fit`, one of FITS, stretches them, crops what is beside a square in the middle, or pads them to
    one with `ground`, one of GROUNDS, which also lies behind what is transparent.
    """

    size: int
    colour: bool = False
    fit: str = "stretch"
    ground: str = "white"

    @property
    def shape(self) -> tuple[int, int, int]:
        """Of one picture."""
        return (self.size, self.size, 3 if self.colour else 1)


@dataclass
class Pictures:
    """What was read: `parts` has (pictures, places among `classes`), one or two: training, testing.

    `notes` are sentences for the person, as errors that were not raised; `left_out` names all
    files that could not be read.
    """

    classes: tuple[str, ...]
    parts: list[tuple[Array, Array]]
    notes: list[DataError] = field(default_factory=list)
    left_out: tuple[str, ...] = ()


def read_image_folder(folder: Path, look: Look) -> Pictures:
    """The pictures of a folder that has one folder a class, or such folders for each part.

    Parts are called train, test and val; pictures of “val” are learnt from where there is a test
    part. The pictures are uint8 (n, size, size, 1 or 3), upright as their cameras say. Grey levels
    of more than 8 bits have one scale for the whole set. What cannot be read is left out and told.

    Raises FileError if the folder cannot be opened, and DataError where a class has no picture.
    """
    with reading(folder):
        inside = {entry.name.lower(): entry for entry in _visible(folder) if entry.is_dir()}
        learnt, tested, judged = (
            next((inside[name] for name in names if name in inside), None)
            for names in (_LEARNT, _TESTED, _JUDGED)
        )
        reader = _Reader(look)
        if learnt is None or len(inside) > 3:
            return reader.read([[folder]])
        if tested is None or judged is None:
            return reader.read([[part] for part in (learnt, tested or judged) if part is not None])
        found = reader.read([[learnt, judged], [tested]])
        found.notes.append(DataError(
            "The pictures in “{folder}” are learnt from, too.",
            "To judge by others than the test part, hold some back by “validation”.",
            folder=judged.name,
        ))  # fmt: skip
        return found


def read_picture(path: Path, look: Look) -> Array:
    """One picture as uint8 (size, size, 1 or 3); FileError or DataError where it cannot be read."""
    with reading(path), _silent_pillow(), _opened(path) as image:
        divisor = 1.0
        if image.mode.startswith(("I", "F")):
            divisor = _divisor(max(float(part.max()) for _, part in _levels(image)))
        return _fitted(image, look, divisor)


def visible_files(folder: Path) -> list[Path]:
    """The files of a folder and of the folders in it, in the order of their names."""
    with reading(folder):
        entries = _visible(folder)
        inner = [file for one in entries if one.is_dir() for file in _visible(one)]
        return [file for file in (*entries, *inner) if file.is_file()]


def _visible(folder: Path) -> list[Path]:
    """The entries in the order of their names, numbers by their size: 2 before 10."""
    entries = (entry for entry in folder.iterdir() if not entry.name.startswith("."))
    return sorted(entries, key=lambda entry: _in_order(entry.name))


def _in_order(name: str) -> list[tuple[int, int, str]]:
    return [
        (0, int(part), "") if part.isdecimal() else (1, 0, part)
        for part in re.findall(r"\d{1,18}|\D+", name)
    ]


class _Reader:
    """Reads pictures, and remembers what there is to tell."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._left: list[str] = []
        self._failure: Exception | None = None
        self._blank: list[str] = []
        self._pages: list[str] = []
        self._lacking: list[DataError] = []
        self._divisor = 1.0
        self._done = self._all = 0

    def read(self, parts: Sequence[Sequence[Path]]) -> Pictures:
        """The pictures of the parts, each of one or more folders with one folder a class."""
        found = [self._files(folders) for folders in parts]
        kinds = {file.parent.name for files in found for file in files}
        if not kinds:
            raise DataError(
                "“{folder}” has no folders with pictures.",
                "Make one folder for each class and put its pictures inside (PNG, JPEG, BMP, …).",
                folder=parts[0][0].name,
            )
        classes = tuple(sorted(kinds, key=_in_order))
        # Twice: what is read is divided into two parts.
        count = sum(map(len, found))
        check_room(2 * count * int(np.prod(self._look.shape)), parts[0][0].name)
        with _silent_pillow():
            self._divisor = self._scale(found)
            self._done, self._all = 0, count
            read = [self._pictures(files, classes) for files in found]
        there = {int(place) for _, places in read for place in np.unique(places)}
        if len(there) < len(classes):
            if self._failure is not None and (not there or self._lacking):
                raise self._lacking[0] if self._lacking else self._failure
            raise DataError(
                "No picture in “{folder}” can be read.",
                "Save its pictures again as PNG, or take the folder out.",
                folder=next(name for place, name in enumerate(classes) if place not in there),
            ) from self._failure
        return Pictures(classes, read, self._notes(count), tuple(self._left))

    def _files(self, folders: Sequence[Path]) -> list[Path]:
        """What may be a picture, in the order of classes and names."""
        return [
            file
            for folder in folders
            for kind in _visible(folder) if kind.is_dir()
            for file in _visible(kind) if not file.is_dir()
        ]  # fmt: skip

    def _pictures(self, files: Sequence[Path], classes: Sequence[str]) -> tuple[Array, Array]:
        x = np.empty((len(files), *self._look.shape), np.uint8)
        places = np.empty(len(files), np.int64)
        count = 0
        for file in files:
            check_cancelled()
            report_progress(self._done, self._all, "pictures")
            self._done += 1
            with self._left_out_on_error(file), _opened(file) as image:
                if image.format != "GIF" and getattr(image, "n_frames", 1) > 1:
                    self._pages.append(_name(file))
                x[count] = _fitted(image, self._look, self._divisor)
                if x[count].min() == x[count].max():
                    self._blank.append(_name(file))
                places[count] = classes.index(file.parent.name)
                count += 1
        return x[:count], places[:count]

    def _scale(self, found: Sequence[Sequence[Path]]) -> float:
        """What divides the levels of all pictures with more than 8 bits, for levels up to 255."""
        highest = 0.0
        for file in (file for files in found for file in files):
            check_cancelled()
            # What cannot be read is told of when it is to be used.
            with suppress(DiynnError, OSError), _opened(file) as image:
                if image.mode.startswith(("I", "F")):
                    highest = max(highest, *(float(part.max()) for _, part in _levels(image)))
        return _divisor(highest)

    @contextmanager
    def _left_out_on_error(self, file: Path) -> Iterator[None]:
        """Leave out a picture that cannot be read, and remember it."""
        try:
            yield
        except (MemoryError, _TooLarge):
            raise
        except DiynnError as error:
            if isinstance(error, DataError) and "claims" in error.message:
                raise
            self._leave(file, error)
        except OSError as error:
            self._leave(file, unreadable(file, error) if error.errno is not None else error)

    def _leave(self, file: Path, failure: Exception) -> None:
        self._failure = self._failure or failure
        self._left.append(_name(file))
        if isinstance(failure, DataError) and "package" in failure.values:
            self._lacking.append(failure)

    def _notes(self, count: int) -> list[DataError]:
        notes = []
        if self._left:
            notes.append(DataError(
                "{count} file(s) of {all} without a readable picture, left out: {names}.",
                "Save them again as PNG if they are pictures.",
                count=len(self._left), all=count, names=_some(self._left),
            ))  # fmt: skip
        if self._lacking:
            values = self._lacking[0].values
            notes.append(DataError(
                "{count} of them are of the kind {kind}, which cannot be read here.",
                "Save them again as JPEG or PNG, or install {package}.",
                count=len(self._lacking), kind=values["kind"], package=values["package"],
            ))  # fmt: skip
        if self._blank:
            notes.append(DataError(
                "{count} picture(s) of {all} with one level only: {names}.",
                "White strokes on a transparent ground need the ground black.",
                count=len(self._blank), all=count, names=_some(self._blank),
            ))  # fmt: skip
        if self._pages:
            notes.append(DataError(
                "{count} picture(s) of {all} with pages beside the first: {names}.",
                "", count=len(self._pages), all=count, names=_some(self._pages),
            ))  # fmt: skip
        return notes


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_LISTED]) + (", …" if len(names) > _LISTED else "")


class _TooLarge(DataError):
    """A picture of more pixels than any is read."""


def _name(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


@contextmanager
def _silent_pillow() -> Iterator[None]:
    """Pillow warns and logs to standard error about pictures that it reads all the same."""
    logging.getLogger("PIL").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


_AT_ONCE = 2**16
"""Grey levels that are looked at together."""


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    """A picture that Pillow can read; DataError, naming it, where it fails at anything."""
    from PIL import Image

    try:
        with open_plain(path) as file, Image.open(file, formats=_formats()) as image:
            pixels = image.width * image.height
            if pixels > _MOST_PIXELS:
                raise Image.DecompressionBombError
            bytes_each = _BYTES.get(image.mode[:1], len(image.getbands()))
            # Unpacked, as grey levels or colours, and halfway to its new size.
            check_claim(pixels * bytes_each, path.name, os.fstat(file.fileno()).st_size, 3)
            yield image
    except (OSError, MemoryError, DiynnError) as error:
        if isinstance(error, OSError) and error.errno is None:
            raise _no_picture(path) from error
        raise
    except Image.DecompressionBombError as error:
        raise _TooLarge(
            "The picture “{picture}” has more than {most} million pixels.",
            "Make it smaller first.",
            picture=_name(path), most=_MOST_PIXELS // 1_000_000,
        ) from error
    except Exception as error:  # Pillow's readers fail in every way on what is no picture
        raise _no_picture(path) from error


@cache
def _formats() -> tuple[str, ...]:
    """Those of FORMATS that this Pillow has; HEIF where its own package is installed."""
    from PIL import Image

    Image.init()
    with suppress(ImportError):
        import_module("pillow_heif").register_heif_opener()
    return tuple(name for name in FORMATS if name in Image.OPEN)


_HEIF = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
_AVIF = (b"avif", b"avis")
"""How the contents of such pictures are called, behind “ftyp”."""


def _needed(path: Path) -> tuple[str, str]:
    """The kind of a picture that this machine has no reader for, and what would bring one."""
    try:
        with open_plain(path) as file:
            start = file.read(12)
    except (DiynnError, OSError):
        return "", ""
    kind = start[8:12] if start[4:8] == b"ftyp" else b""
    if kind in _HEIF and "HEIF" not in _formats():
        return "HEIC", "pillow-heif"
    if kind in _AVIF and "AVIF" not in _formats():
        return "AVIF", "Pillow 11.3"
    return "", ""


def _no_picture(path: Path) -> DataError:
    kind, package = _needed(path)
    if kind:
        return DataError(
            "The picture “{picture}” is of the kind {kind}, which cannot be read here.",
            "Save it again as JPEG or PNG, or install {package}.",
            picture=_name(path), kind=kind, package=package,
        )  # fmt: skip
    return DataError(
        "The picture “{picture}” cannot be read.",
        "It is damaged or not a picture: take it out, or save it again as PNG.",
        picture=_name(path),
    )


def _divisor(highest: float) -> float:
    """What deep grey levels up to `highest` are divided by, to be of 8 bits."""
    for bits in _DEPTHS:
        if highest < 2**bits:
            # Floats between 0 and 1 are shares of white.
            return 2.0 ** (bits - 8) if highest > 1 else 1 / 255
    return highest / 255.5


def _levels(image: Image.Image) -> Iterator[tuple[int, Array]]:
    """The grey levels some rows at a time, (rows, width), each time with the first row's number.

    All at once the picture would be there twice more; a narrow one may have millions of rows.
    """
    width, height = image.size
    rows = max(1, _AT_ONCE // width)
    for begin in range(0, height, rows):
        levels = np.asarray(image.crop((0, begin, width, min(begin + rows, height))))
        if not np.isfinite(levels).all():
            raise ValueError("a grey level that is no number")
        yield begin, levels


def _fitted(image: Image.Image, look: Look, divisor: float) -> Array:
    """The picture as uint8 (size, size, 1 or 3); `divisor` is for levels of more than 8 bits."""
    from PIL import Image, ImageOps

    size = (look.size, look.size)
    mode = "RGB" if look.colour else "L"
    # A JPEG is unpacked at a half or less where that is large enough.
    least = min(image.size) / max(image.size) if look.fit == "crop" else 1.0
    wanted = round(2 * look.size / max(least, 0.01))
    image.draft(mode, (wanted, wanted))
    if image.mode.startswith(("I", "F")):
        # Converting would cut the levels off at 255 instead of dividing.
        grey = np.empty(image.size[::-1], np.uint8)
        for begin, levels in _levels(image):
            grey[begin : begin + len(levels)] = np.clip(levels / divisor, 0, 255)
        upright: Image.Image = Image.fromarray(grey)
    else:
        upright = ImageOps.exif_transpose(image)
    if "A" in upright.getbands() or "transparency" in upright.info:
        layer = upright.convert("RGBA")
        upright = Image.new("RGBA", layer.size, look.ground)
        upright.alpha_composite(layer)
    upright = upright.convert(mode)
    if upright.size != size:
        how = Image.Resampling.LANCZOS
        if look.fit == "crop":
            upright = ImageOps.fit(upright, size, how)
        elif look.fit == "pad":
            upright = ImageOps.pad(upright, size, how, color=look.ground)
        else:
            upright = upright.resize(size, how)
    return np.asarray(upright, np.uint8).reshape(look.shape)
