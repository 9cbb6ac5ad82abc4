"""The files of the window, as text or by their path; icons in the colours of a theme; the typeface.

The program brings its own, because a bare machine may have none.
"""


from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from diynn.errors import FileError
from diynn.paths import resource
from gui.theme.colours import Theme


def path(name: str) -> Path:
    """Return the path of the resource `name`, such as "icons/play.svg".

    Raises FileNotFoundError, naming the resource, if no place has it.
    """
    try:
        return resource(name)
    except FileError as error:
        raise FileNotFoundError(str(error)) from error


def text(name: str) -> str:
    """Return what the resource `name` says; raises FileNotFoundError like `path`."""
    return path(name).read_text(encoding="utf-8")


# In the pixels of a plain screen; a finer one has more of them.
_SIZES = (16, 20, 24, 32)
# These stand for a state, and wear its colour everywhere.
_STATES = ("error", "warning", "success")


def program_icon() -> QIcon:
    """Return the icon of the program itself."""
    return QIcon(str(path("icons/diynn.svg")))


def icon(name: str, theme: Theme, colour: str | None = None) -> QIcon:
    """Return the drawing `name` in `colour` ("#RRGGBB"), or in the colour that suits its meaning.

    Raises FileNotFoundError if there is no such drawing.
    """
    if colour is None:
        colour = getattr(theme, name) if name in _STATES else theme.text
    screens = QGuiApplication.screens()
    fineness = frozenset(screen.devicePixelRatio() for screen in screens)
    return _tinted(name, colour, theme.disabled, fineness)


def layer_icon_name(kind: str) -> str:
    """Return the name of the drawing for a layer `kind` such as "conv", for `icon`."""
    return f"layer-{kind}"


@lru_cache(maxsize=512)
def _tinted(name: str, colour: str, disabled: str, fineness: frozenset[float]) -> QIcon:
    drawing = text(f"icons/{name}.svg")
    sizes = sorted({round(size * ratio) for size in _SIZES for ratio in fineness | {1.0}})
    made = QIcon()
    modes = QIcon.Mode
    # Left to itself, Qt washes a chosen row's drawing over with the palette's highlight.
    shown = (modes.Normal, modes.Active, modes.Selected)
    for tint, worn in ((colour, shown), (disabled, (modes.Disabled,))):
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", tint).encode()))
        for size in sizes:
            drawn = _draw(renderer, size)
            for mode in worn:
                made.addPixmap(drawn, mode)
    return made


def _draw(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


FAMILY = "Source Sans Pro"
POINT_SIZE = 10.5

_FACES = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")


def load_fonts() -> None:
    """Make the typeface known to Qt; needs a QGuiApplication, and does nothing the second time.

    Raises RuntimeError if the font package is broken.
    """
    if FAMILY in QFontDatabase.families():
        return
    folder = files("font_source_sans_pro") / "files"
    for face in _FACES:
        # Packaged programs may keep their files in an archive: as_file gives a real one.
        with as_file(folder / f"SourceSansPro-{face}.ttf") as file:
            known = QFontDatabase.addApplicationFont(str(file))
        if known < 0:
            raise RuntimeError(f"The typeface {FAMILY} {face} could not be loaded.")


def text_font(zoom: float = 1.0, *, scale: float = 1.0, strong: bool = False) -> QFont:
    """Return the typeface at `scale` times the size of running text, enlarged by `zoom`."""
    font = QFont(FAMILY)
    font.setPointSizeF(POINT_SIZE * zoom * scale)
    # All digits get one width, so that figures do not dance while they change.
    font.setFeature(QFont.Tag("tnum"), 1)
    if strong:
        font.setWeight(QFont.Weight.DemiBold)
    return font
