"""Puts the program among the person's own programs, so that its files open by double-click.

Nothing is written outside the person's own folders; no administrator is needed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSettings, QStandardPaths, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from diynn.atomic_files import write_whole
from diynn.errors import DiynnError
from gui.theme.resources import path, text

NAME = "diynn"
MIME = "application/x-diynn"
SIZES = (16, 32, 48, 64, 128, 256)
"""Of the icon, in pixels, for desktops that draw no SVG."""
SECONDS = 30.0
CLASSES = "HKEY_CURRENT_USER\\Software\\Classes"
KIND = "diynn.network"


def install() -> list[str]:
    """Make the program known to the desktop; where it was put.

    Raises FileError where that place cannot be written, DiynnError where the system has no such.
    """
    if sys.platform == "win32":
        return _register()
    if sys.platform == "darwin":
        raise DiynnError(
            "A Mac learns of the program by itself.", "Move it to the folder Applications."
        )
    base = _base()
    written = []
    for place, content in _files(base).items():
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, [content])
        written.append(str(place))
    _refresh(base)
    return written


def uninstall() -> list[str]:
    """Take back what `install` did; what was taken away."""
    if sys.platform == "win32":
        classes = QSettings(CLASSES, QSettings.Format.NativeFormat)
        classes.remove(KIND)
        classes.remove(".diynn")
        return [f"{CLASSES}\\{KIND}", f"{CLASSES}\\.diynn"]
    base = _base()
    gone = [place for place in _files(base) if place.exists()]
    for place in gone:
        place.unlink()
    _refresh(base)
    return [str(place) for place in gone]


def command() -> list[str]:
    """The words that start this program: the packaged one itself, Python with the checkout or the
    installed module."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    checkout = path("icons").parents[1] / "start.py"
    if checkout.is_file():
        return [sys.executable, str(checkout)]
    return [sys.executable, "-P", "-m", NAME]


def entry(words: list[str]) -> str:
    """The desktop entry that starts the program with these words."""
    return text("desktop/diynn.desktop").replace(
        "Exec=diynn %f", f"Exec={' '.join(map(quoted, words))} %f"
    )


def quoted(word: str) -> str:
    """A word as an Exec line of a desktop entry takes it (Desktop Entry Specification 1.5).

    Inside quotes four letters are escaped; then the value as a string escapes each backslash.
    """
    for letter in '\\"`$':
        word = word.replace(letter, "\\" + letter)
    return '"' + word.replace("\\", "\\\\").replace("%", "%%") + '"'


def drawn(size: int) -> bytes:
    """The program's icon as a PNG of `size` × `size` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(path("icons/diynn.svg"))).render(painter, QRectF(0, 0, size, size))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())


def _base() -> Path:
    kind = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(kind))


def _files(base: Path) -> dict[Path, bytes]:
    icons = base / "icons" / "hicolor"
    drawing = text("icons/diynn.svg").encode()
    # A file of networks wears the program's icon.
    names = {"apps": NAME, "mimetypes": MIME.replace("/", "-")}
    return {
        base / "applications" / "diynn.desktop": entry(command()).encode(),
        base / "mime" / "packages" / "diynn.xml": text("desktop/diynn.xml").encode(),
        **{icons / "scalable" / kind / f"{name}.svg": drawing for kind, name in names.items()},
        **{
            icons / f"{size}x{size}" / kind / f"{name}.png": drawn(size)
            for size in SIZES
            for kind, name in names.items()
        },
    }


def _refresh(base: Path) -> None:
    """Have the desktop read what is new; where it has no such program, it does so by itself."""
    for program, folder in (
        ("update-mime-database", base / "mime"),
        ("update-desktop-database", base / "applications"),
    ):
        found = shutil.which(program)
        if found is not None and folder.is_dir():
            subprocess.run(  # noqa: S603  the system's own program
                [found, str(folder)], capture_output=True, check=False, timeout=SECONDS
            )


def _register() -> list[str]:
    """The same in the person's part of the registry of Windows."""
    classes = QSettings(CLASSES, QSettings.Format.NativeFormat)
    words = " ".join(f'"{word}"' for word in command())
    # QSettings writes a key's own value under this name.
    for key, value in {
        ".diynn/.": KIND,
        f"{KIND}/.": "diynn network",
        f"{KIND}/DefaultIcon/.": f'"{sys.executable}",0',
        f"{KIND}/shell/open/command/.": f'{words} "%1"',
    }.items():
        classes.setValue(key, value)
    classes.sync()
    return [f"{CLASSES}\\{KIND}", f"{CLASSES}\\.diynn"]
