"""Draws the program's icon in the forms that desktops want, from resources/icons/diynn.svg."""

from __future__ import annotations

import io
import os
from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256)
LARGE = 1024


def write_icons(folder: Path) -> None:
    """Write diynn.ico (Windows), diynn.icns (macOS) and a PNG of each size into `folder`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image
    from PySide6.QtGui import QGuiApplication

    from gui.app.desktop import drawn

    # Qt's renderer needs it for fonts, even where there are none.
    app = QGuiApplication.instance() or QGuiApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    pictures = [Image.open(io.BytesIO(drawn(size))) for size in SIZES]
    for size, picture in zip(SIZES, pictures, strict=True):
        picture.save(folder / f"diynn-{size}.png")
    # Each size is drawn by itself: one made smaller would blur.
    pictures[-1].save(
        folder / "diynn.ico", append_images=pictures[:-1], sizes=[(n, n) for n in SIZES]
    )
    Image.open(io.BytesIO(drawn(LARGE))).save(folder / "diynn.icns")
    del app
