"""Read pictures that lie in folders, one folder a class."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from diynn.dataset import Array
from diynn.datasets.opening import MOST_BYTES, reading, size_in_words
from diynn.errors import DataError

if TYPE_CHECKING:
    from PIL import Image

SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".pgm", ".ppm")

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
    claimed = len(pictures) * size * size * (3 if colour else 1)
    if claimed > MOST_BYTES:
        raise DataError(
            "The {count} pictures in “{folder}” would fill {size} of memory.",
            "Choose a smaller image size.",
            count=len(pictures), folder=folder.name, size=size_in_words(claimed),
        )  # fmt: skip
    x = np.empty((len(pictures), size, size, 3 if colour else 1), np.uint8)
    for place, (picture, _) in enumerate(pictures):
        x[place] = _picture(picture, size, colour)
    return x, np.array([kind for _, kind in pictures])


def _picture(path: Path, size: int, colour: bool) -> Array:
    from PIL import Image

    too_large = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        with open(path, "rb") as file, Image.open(file) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise Image.DecompressionBombError
            return _fitted(image, size, colour)
    except PermissionError:
        raise
    except too_large as error:
        raise DataError(
            "The picture “{picture}” has more than {most} million pixels.",
            "Make it smaller first.",
            picture=f"{path.parent.name}/{path.name}", most=_MOST_PIXELS // 1_000_000,
        ) from error  # fmt: skip
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:
        # Pillow's readers raise all of these for files that are not what their name says.
        raise DataError(
            "The picture “{picture}” cannot be read.",
            "It is damaged or not a picture: take it out, or save it again as PNG.",
            picture=f"{path.parent.name}/{path.name}",
        ) from error


def _fitted(image: Image.Image, size: int, colour: bool) -> Array:
    from PIL import Image

    if image.mode.startswith(("I", "F")):
        # Grey levels of 16 bits; converting would cut them off at 255 instead of dividing.
        levels = np.asarray(image, np.float64)
        image = Image.fromarray((levels / (256 if levels.max() > 255 else 1)).astype(np.uint8))
    if "A" in image.getbands() or "transparency" in image.info:
        layer = image.convert("RGBA")
        image = Image.new("RGBA", layer.size, "white")
        image.alpha_composite(layer)
    image = image.convert("RGB" if colour else "L")
    if image.size != (size, size):
        image = image.resize((size, size), Image.Resampling.LANCZOS)
    return np.asarray(image, np.uint8).reshape(size, size, -1)
