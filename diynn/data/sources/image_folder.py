"""Read pictures that lie in folders, one folder a class."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from diynn.atomic_files import open_plain
from diynn.data.dataset import Array
from diynn.data.sources.reading import reading
from diynn.errors import DataError, DiynnError
from diynn.memory import check_claim, check_room
from diynn.workers import check_cancelled

if TYPE_CHECKING:
    from PIL import Image

FORMATS = ("PNG", "JPEG", "BMP", "GIF", "TIFF", "WEBP", "PPM")
"""What Pillow may take a file for. It knows others that start programs, such as PostScript."""

SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".pgm", ".ppm")

_BYTES = {"I": 4, "F": 4}
"""Bytes of a pixel by the first letter of Pillow's mode, where it is not one for each band."""

_MOST_PIXELS = 100_000_000
_TEST_NAMES = ("test", "val", "valid", "validation")


def read_image_folder(folder: Path, size: int, colour: bool) -> list[tuple[Array, Array]]:
    """One (pictures, class names), or two that are the training and the test part.

    The pictures are uint8 (n, size, size, 1), or 3 channels in colour; they are stretched to
    `size`. What is transparent becomes white. `folder` has one folder a class, or a folder “train”
    and a folder “test” which have. Raises FileError if a folder or picture cannot be opened, and
    DataError naming the picture that cannot be read.
    """
    with reading(folder):
        inside = {entry.name.lower(): entry for entry in _visible(folder) if entry.is_dir()}
        test = next((inside[name] for name in _TEST_NAMES if name in inside), None)
        if "train" in inside and test is not None:
            return [_read(part, size, colour) for part in (inside["train"], test)]
        return [_read(inside["train"] if set(inside) == {"train"} else folder, size, colour)]


def _visible(folder: Path) -> list[Path]:
    return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))


def _read(folder: Path, size: int, colour: bool) -> tuple[Array, Array]:
    pictures = [
        (picture, kind.name)
        for kind in _visible(folder) if kind.is_dir()
        for picture in _visible(kind) if picture.suffix.lower() in SUFFIXES
    ]  # fmt: skip
    if not pictures:
        raise DataError(
            "“{folder}” has no folders with pictures.",
            "Make one folder for each class and put its pictures inside (PNG, JPEG, BMP, GIF, …).",
            folder=folder.name,
        )
    # Twice: what is read is divided into two parts.
    claimed = 2 * len(pictures) * size * size * (3 if colour else 1)
    check_room(claimed, folder.name)
    x = np.empty((len(pictures), size, size, 3 if colour else 1), np.uint8)
    with _silent_pillow():
        for place, (picture, _) in enumerate(pictures):
            check_cancelled()
            x[place] = _picture(picture, size, colour)
    return x, np.array([kind for _, kind in pictures])


@contextmanager
def _silent_pillow() -> Iterator[None]:
    """Pillow warns and logs to standard error about pictures that it reads all the same."""
    logging.getLogger("PIL").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _picture(path: Path, size: int, colour: bool) -> Array:
    from PIL import Image

    try:
        with open_plain(path) as file, Image.open(file, formats=FORMATS) as image:
            pixels = image.width * image.height
            if pixels > _MOST_PIXELS:
                raise Image.DecompressionBombError
            bytes_each = _BYTES.get(image.mode[:1], len(image.getbands()))
            # Unpacked, as grey levels or colours, and halfway to its new size.
            check_claim(pixels * bytes_each, path.name, os.fstat(file.fileno()).st_size, 3)
            return _fitted(image, size, colour)
    except (PermissionError, MemoryError, DiynnError):
        raise
    except Image.DecompressionBombError as error:
        raise DataError(
            "The picture “{picture}” has more than {most} million pixels.",
            "Make it smaller first.",
            picture=f"{path.parent.name}/{path.name}", most=_MOST_PIXELS // 1_000_000,
        ) from error  # fmt: skip
    except Exception as error:  # Pillow's readers fail in every way on what is no picture
        raise DataError(
            "The picture “{picture}” cannot be read.",
            "It is damaged or not a picture: take it out, or save it again as PNG.",
            picture=f"{path.parent.name}/{path.name}",
        ) from error


def _fitted(image: Image.Image, size: int, colour: bool) -> Array:
    from PIL import Image

    if image.mode.startswith(("I", "F")):
        # Grey levels of 16 bits; converting would cut them off at 255 instead of dividing.
        levels = np.asarray(image)
        if not np.isfinite(levels).all():
            raise ValueError("a grey level that is no number")
        divisor = 256.0 if levels.max() > 255 else 1.0
        grey = np.empty(levels.shape, np.uint8)
        # A row at a time: the picture must not be there once more as floats.
        for row in range(len(levels)):
            grey[row] = np.clip(levels[row] / divisor, 0, 255)
        image = Image.fromarray(grey)
    if "A" in image.getbands() or "transparency" in image.info:
        layer = image.convert("RGBA")
        image = Image.new("RGBA", layer.size, "white")
        image.alpha_composite(layer)
    image = image.convert("RGB" if colour else "L")
    if image.size != (size, size):
        image = image.resize((size, size), Image.Resampling.LANCZOS)
    return np.asarray(image, np.uint8).reshape(size, size, -1)
