"""Turn a plot into a picture or a table, and write it to a file safely."""

import re
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import unescape

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from diynn.atomic_files import write_whole
from diynn.errors import FileError
from gui.text.wording import error_text
from gui.theme.fonts import FAMILY, text_font

_MEASURED = 100
_TEXT = re.compile(
    r'(?P<start><text [^>]*?font-size="(?P<size>[\d.]+)" font-weight="(?P<weight>\d+)"[^>]*?)\s*>'
    r"(?P<words>[^<]*)</text>"
)

Paint = Callable[[QPainter], None]


class ExportError(Exception):
    """A file could not be written; the message says which and why, in the user's words."""


def image(paint: Paint, size: QSize, scale: float = 2.0) -> QImage:
    """Return what `paint` draws on `size` logical pixels, `scale` times finer."""
    made = QImage(size * scale, QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    _run(paint, QPainter(made))
    return made


def png(paint: Paint, size: QSize, scale: float = 2.0) -> bytes:
    """Return what `paint` draws on `size` logical pixels as a PNG file, `scale` times finer."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image(paint, size, scale))
    return bytes(buffer.data().data())


def svg(paint: Paint, size: QSize, title: str) -> bytes:
    """Return what `paint` draws on `size` logical pixels as an SVG file of the name `title`."""
    buffer = QBuffer()
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setResolution(96)
    generator.setTitle(title)
    _run(paint, QPainter(generator))
    written = bytes(buffer.data().data()).decode("utf-8")
    return _TEXT.sub(_with_width, written).encode("utf-8")


def _with_width(text: re.Match[str]) -> str:
    """Let a text of an SVG file take as much room in any typeface as in the program's own.

    Whoever opens the file need not have that; in a wider one the text would be cut.
    """
    font = text_font(strong=int(text["weight"]) >= QFont.Weight.DemiBold)
    # The size is in pixels of the picture.
    font.setPixelSize(_MEASURED)
    wide = QFontMetricsF(font).horizontalAdvance(unescape(text["words"], {"&quot;": '"'}))
    width = wide * float(text["size"]) / _MEASURED
    family = f'font-family="{FAMILY}, Helvetica, Arial, sans-serif"'
    start = text["start"].replace(f'font-family="{FAMILY}"', family)
    room = f'textLength="{width:.1f}" lengthAdjust="spacingAndGlyphs"'
    return f"{start} {room}>{text['words']}</text>"


def save_bytes(name: str, data: bytes) -> None:
    """Write `data` to the file `name`, whole or not at all; raises ExportError."""
    try:
        write_whole(Path(name), [data])
    except FileError as error:
        raise ExportError(error_text(error)) from error


def save_text(name: str, text: str) -> None:
    """Write `text` to the file `name` in UTF-8, whole or not at all; raises ExportError."""
    save_bytes(name, text.encode("utf-8"))


def _run(paint: Paint, painter: QPainter) -> None:
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    try:
        paint(painter)
    finally:
        painter.end()
