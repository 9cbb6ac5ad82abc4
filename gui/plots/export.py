"""Turn a plot into a picture or a table, and write it to a file safely."""

import csv
import io
import re
from collections.abc import Callable, Iterable
from xml.sax.saxutils import unescape

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QRect,
    QSaveFile,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from gui.fonts import FAMILY, text_font

_MEASURED = 100
_TEXT = re.compile(
    r'(?P<start><text [^>]*?font-size="(?P<size>[\d.]+)" font-weight="(?P<weight>\d+)"[^>]*?)\s*>'
    r"(?P<words>[^<]*)</text>"
)

_Row = Iterable[object]
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
    return f'{start} textLength="{width:.1f}" lengthAdjust="spacingAndGlyphs">{text["words"]}</text>'


def csv_text(names: Iterable[str], rows: Iterable[_Row]) -> str:
    """Return `rows` under a line of `names` as comma-separated values."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return text.getvalue()


def save_bytes(name: str, data: bytes) -> None:
    """Write `data` to the file `name`, whole or not at all; raises ExportError."""
    file = QSaveFile(name)
    opened = file.open(QIODevice.OpenModeFlag.WriteOnly)
    if not opened or file.write(data) != len(data) or not file.commit():
        reason = file.errorString()
        told = QCoreApplication.translate(
            "Export", "“{name}” could not be written ({reason}). Choose another folder."
        )
        raise ExportError(told.format(name=name, reason=reason))


def save_text(name: str, text: str) -> None:
    """Write `text` to the file `name` in UTF-8, whole or not at all; raises ExportError."""
    save_bytes(name, text.encode("utf-8"))


def _run(paint: Paint, painter: QPainter) -> None:
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    try:
        paint(painter)
    finally:
        painter.end()
