"""Films: a run's epochs as pictures one after the other, in an animated file or in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Annotated

from diynn.errors import DataError
from diynn.settings import Declared, OneOf, Range

WEBP, GIF, PICTURES = KINDS = ("animated WebP", "animated GIF", "PNG pictures")
SUFFIXES = {WEBP: ".webp", GIF: ".gif"}
MOST_PIXELS = 300_000_000
"""Of all pictures together: an encoder has them in memory at once."""
LAST_MS = 2000
"""The last picture stays at least so long before the film begins again."""
_QUALITY, _EFFORT = 85, 3
_COLOURS = 255


@dataclass(frozen=True)
class FilmSettings(Declared):
    """The epochs of a run as a film for slides."""

    kind: Annotated[
        str, OneOf(KINDS), "WebP is small and has all colours; any program shows a GIF; pictures "
        "are a folder of files, one an epoch"
    ] = WEBP
    width: Annotated[int, Range(160, 3840), "Width of the pictures in pixels"] = 960
    speed: Annotated[float, Range(0.5, 30.0), "Pictures a second"] = 4.0
    from_epoch: Annotated[
        int, Range(0, 1_000_000), "The epoch that it begins with; 0 is the start"
    ] = 0
    to_epoch: Annotated[int, Range(0, 1_000_000), "The epoch that it ends with"] = 1_000_000
    every: Annotated[int, Range(1, 1_000_000), "Epochs from one picture to the next"] = 1
    caption: Annotated[bool, "Write the epoch below each picture"] = True

    def epochs(self, first: int, last: int) -> tuple[int, ...]:
        """The epochs that are shown of a run that has those from `first` to `last`."""
        begin, end = max(self.from_epoch, first), min(self.to_epoch, last)
        if begin > end:
            return ()
        return (*range(begin, end, self.every), end)

    @property
    def milliseconds(self) -> int:
        """How long a picture stays."""
        return round(1000 / self.speed)


def check_film(frames: int, width: int, height: int, kind: str) -> None:
    """Raise DataError for a film without a picture, or one that would take too much memory."""
    if not frames:
        raise DataError("There is no epoch between these two.", "Choose other epochs.")
    if kind != PICTURES and frames * width * height > MOST_PIXELS:
        raise DataError(
            "A film of {frames} pictures of {width} × {height} would take too much memory.",
            "Choose fewer epochs, a smaller width, or a folder of pictures.",
            frames=frames, width=width, height=height,
        )  # fmt: skip


def film_bytes(frames: Sequence[bytes], kind: str, milliseconds: int) -> bytes:
    """An animated WebP or GIF of PNG pictures, each shown so long; it begins again after its end.

    ValueError where there is no picture.
    """
    from PIL import Image
    from PIL.PngImagePlugin import PngImageFile

    if not frames:
        raise ValueError("a film without a picture")
    pictures = [PngImageFile(BytesIO(frame)).convert("RGB") for frame in frames]
    lasts = [milliseconds] * (len(pictures) - 1) + [max(milliseconds, LAST_MS)]
    buffer = BytesIO()
    if kind == GIF:
        method, dither = Image.Quantize.MEDIANCUT, Image.Dither.NONE
        few = [one.quantize(_COLOURS, method=method, dither=dither) for one in pictures]
        few[0].save(
            buffer, "GIF", save_all=True, append_images=few[1:], duration=lasts, loop=0,
            optimize=False,
        )  # fmt: skip
    else:
        pictures[0].save(
            buffer, "WEBP", save_all=True, append_images=pictures[1:], duration=lasts, loop=0,
            quality=_QUALITY, method=_EFFORT,
        )  # fmt: skip
    return buffer.getvalue()
