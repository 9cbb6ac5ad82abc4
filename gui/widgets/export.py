"""Turn a plot into a picture or a table, and offer to copy it or to save it safely."""


import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar
from xml.sax.saxutils import unescape

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QEvent,
    QIODevice,
    QMetaMethod,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QImageWriter,
    QKeyEvent,
    QPainter,
)
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QMenu, QWidget

from diynn.atomic_files import write_whole
from diynn.errors import FileError
from gui.text.wording import error_text
from gui.theme.resources import FAMILY, text_font
from gui.theme.theme import ThemeSource
from gui.widgets.file_dialogs import PICTURES, ask_save
from gui.widgets.plain_text import warn

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


Made = TypeVar("Made")

if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object


class Exportable(Protocol):
    """Something that can be drawn on paper and written as a table."""

    def picture_name(self) -> str:
        """Return a short name, for a title and for the file."""

    def picture_size(self) -> QSize:
        """Return the size of the drawing in logical pixels."""

    def paint_picture(self, painter: QPainter) -> None:
        """Draw everything."""

    def csv(self) -> str:
        """Return the numbers shown, as comma-separated values with one line of names."""

    def look_of_pictures(self, *, as_seen: bool) -> AbstractContextManager[None]:
        """Wear for a moment the look in which pictures are made: light, or that of the window."""


class ExportMenu(QMenu):
    """Copy the picture, or save it as PNG, SVG or CSV.

    `saved` carries the name of the file, `failed` a sentence for the user. Where that is not
    connected, the menu shows the sentence itself: a failed save is always reported.
    """

    saved = Signal(str)
    failed = Signal(str)

    def __init__(self, source: Exportable, parent: QWidget) -> None:
        """Serve `source`, which is most often `parent` itself."""
        super().__init__(parent)
        self._source = source
        self.as_seen = False
        """Whether pictures have the colours of the window."""
        # A window has dozens of these menus: most are never opened.
        self.aboutToShow.connect(self.fill)

    @Slot()
    def fill(self) -> None:
        """Make the actions, before the menu is opened for the first time."""
        if self.actions():
            return
        self.addAction(self.tr("Copy picture"), self.copy_picture)
        self.addAction(self.tr("Copy numbers"), self.copy_numbers)
        self.addSeparator()
        self.addAction(self.tr("Save as PNG…"), self.ask_png)
        self.addAction(self.tr("Save as SVG…"), self.ask_svg)
        self.addAction(self.tr("Save as CSV…"), self.ask_csv)
        self.addSeparator()
        as_seen = self.addAction(self.tr("Pictures in the colours of the window"))
        as_seen.setCheckable(True)
        as_seen.toggled.connect(self._take_colours)

    @Slot(bool)
    def _take_colours(self, as_seen: bool) -> None:
        self.as_seen = as_seen

    @Slot()
    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self._picture(image))

    @Slot()
    def copy_numbers(self) -> None:
        """Put the numbers on the clipboard."""
        QGuiApplication.clipboard().setText(self._source.csv())

    @Slot()
    def ask_png(self) -> None:
        """Ask for a file and save the picture there as PNG."""
        self._ask("png")

    @Slot()
    def ask_svg(self) -> None:
        """Ask for a file and save the picture there as SVG."""
        self._ask("svg")

    @Slot()
    def ask_csv(self) -> None:
        """Ask for a file and save the numbers there as CSV."""
        self._ask("csv")

    def save(self, name: str) -> None:
        """Save under `name`, in the form that its ending tells; emits `saved` or `failed`."""
        source = self._source
        try:
            if name.endswith(".csv"):
                save_text(name, source.csv())
            elif name.endswith(".svg"):
                title = source.picture_name()
                save_bytes(name, self._picture(lambda paint, size: svg(paint, size, title)))
            else:
                save_bytes(name, self._picture(png))
        except ExportError as error:
            if not self.isSignalConnected(QMetaMethod.fromSignal(self.failed)):
                warn(self.parentWidget(), self.tr("Not saved"), str(error))
            self.failed.emit(str(error))
        else:
            self.saved.emit(name)

    def _picture(self, make: Callable[[Paint, QSize], Made]) -> Made:
        """Make a picture. A dark one would be of little use on paper: it has to be asked for."""
        with self._source.look_of_pictures(as_seen=self.as_seen):
            return make(self._source.paint_picture, self._source.picture_size())

    def _ask(self, ending: str) -> None:
        kinds = {
            "png": QCoreApplication.translate("ExportMenu", "PNG picture"),
            "svg": QCoreApplication.translate("ExportMenu", "SVG drawing"),
            "csv": QCoreApplication.translate("ExportMenu", "CSV table"),
        }
        name = f"{self._source.picture_name()}.{ending}"
        kind = f"{kinds[ending]} (*.{ending})"
        path = ask_save(self.parentWidget(), self.tr("Save"), [kind], name, PICTURES)
        if path is not None:
            self.save(str(path))


class KeyWidget(_Widget):
    """A widget with keys of its own; to stand before the widget's class."""

    def wants_key(self, event: QKeyEvent) -> bool:
        """Whether a key means something here while the widget has the keyboard."""
        return False

    def event(self, event: QEvent) -> bool:
        """Take, before any shortcut of the window does, the keys that mean something here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self.wants_key(event):
                event.accept()
                return True
        return super().event(event)


class ExportableWidget(KeyWidget):
    """A widget with a menu of copying and saving as well."""

    menu: ExportMenu
    _source: ThemeSource

    def offers_menu(self) -> bool:
        """Whether there is anything to copy or save."""
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy or save, once there is something."""
        if self.offers_menu():
            self.menu.popup(event.globalPos())

    def dress(self) -> None:
        """Take the colours of the look of the moment."""

    @contextmanager
    def look_of_pictures(self, *, as_seen: bool) -> Iterator[None]:
        """Wear for a moment the look in which pictures are made: light, or that of the window."""
        if as_seen or not self._source.current.is_dark:
            yield
            return
        with self._source.light_for_pictures():
            self.dress()
            yield
        self.dress()
