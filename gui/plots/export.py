"""Turn a plot into a picture or a table, and write it to a file safely."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from diynn.errors import FileError
from diynn.storage_atomic import write_whole
from gui.wording import told

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
    return bytes(buffer.data().data())


def save_bytes(name: str, data: bytes) -> None:
    """Write `data` to the file `name`, whole or not at all; raises ExportError."""
    try:
        write_whole(Path(name), [data])
    except FileError as error:
        raise ExportError(told(error)) from error


def save_text(name: str, text: str) -> None:
    """Write `text` to the file `name` in UTF-8, whole or not at all; raises ExportError."""
    save_bytes(name, text.encode("utf-8"))


def _run(paint: Paint, painter: QPainter) -> None:
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    try:
        paint(painter)
    finally:
        painter.end()
