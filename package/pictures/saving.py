"""Write pictures so that they are small: few colours, nothing lost among them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from PySide6.QtGui import QImage

COLOURS = 256
FRAME_MS = 80
LAST_MS = 2000
MOVIE_QUALITY = 50


def as_pillow(image: QImage) -> Image.Image:
    """The pixels of a picture, without its transparency."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    size, line = (plain.width(), plain.height()), plain.bytesPerLine()
    return Image.frombytes("RGB", size, bytes(plain.constBits()), "raw", "RGB", line)


def save(image: QImage, file: Path) -> None:
    """Write a picture with at most COLOURS colours, without losses besides."""
    few = as_pillow(image).quantize(
        COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    few.convert("RGB").save(file, lossless=True, quality=100, method=4)


def save_movie(frames: Sequence[QImage], file: Path, width: int) -> None:
    """Write an animation `width` pixels wide that begins again after its last frame."""
    made = []
    for frame in frames:
        whole = as_pillow(frame)
        height = round(whole.height * width / whole.width)
        made.append(whole.resize((width, height), Image.Resampling.LANCZOS))
    durations = [FRAME_MS] * (len(made) - 1) + [LAST_MS]
    file.parent.mkdir(parents=True, exist_ok=True)
    made[0].save(
        file, save_all=True, append_images=made[1:], duration=durations, loop=0,
        quality=MOVIE_QUALITY, method=4, minimize_size=False,
    )  # fmt: skip
