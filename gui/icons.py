"""Give every meaning its drawing, in the colours of a theme."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gui.colours import Theme
from gui.resources import path, text

_SIZES = (16, 20, 24, 32, 40, 48, 64)
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
    return _tinted(name, colour, theme.disabled)


def layer_icon_name(kind: str) -> str:
    """Return the name of the drawing for a layer `kind` such as "conv", for `icon`."""
    return f"layer-{kind}"


@lru_cache(maxsize=512)
def _tinted(name: str, colour: str, disabled: str) -> QIcon:
    drawing = text(f"icons/{name}.svg")
    made = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, disabled)):
        for size in _SIZES:
            made.addPixmap(_draw(drawing.replace("currentColor", tint), size), mode)
    return made


def _draw(drawing: str, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
