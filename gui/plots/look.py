"""The pens and brushes of plots, each made once: items compare and keep them as objects."""

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QGuiApplication, QPen

from gui.theme.colours import opacity
from gui.theme.theme import Theme

BOLD = 2.0
_DASHES = {"test": (3.0, 2.0), "validation": (1.0, 1.2)}


def screen_ratio() -> float:
    """Return how many pixels of the finest screen stand for one of a widget's."""
    return max(screen.devicePixelRatio() for screen in QGuiApplication.screens())


def make_pen(colour: str | QColor, width: float = 1.0, dashes: tuple[float, ...] = ()) -> QPen:
    """Return a pen whose `width` is in pixels, whatever the plot shows."""
    # A cosmetic pen counts in the pixels of the screen.
    made = QPen(QColor(colour), width * screen_ratio())
    made.setCosmetic(True)
    # Lines come in thousands of pieces: round ends took a hundred times as long to draw.
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:
        made.setDashPattern(dashes)
    return made


@cache
def curve_pen(
    theme: Theme, colour_index: int, style: str, width: float = BOLD, share: float = 1.0
) -> QPen:
    """Return the pen of a curve: solid for "train", dotted for "validation", dashed for "test".

    `share` is its opacity. It must not be changed.
    """
    colour = QColor(theme.runs[colour_index % len(theme.runs)])
    colour.setAlphaF(opacity(theme.runs[colour_index % len(theme.runs)], theme, share))
    return make_pen(colour, width * theme.stroke, _DASHES.get(style, ()))


@cache
def marker_look(theme: Theme, colour_index: int, style: str) -> tuple[QPen, QBrush]:
    """Return pen and brush of a curve's markers; neither must be changed."""
    colour = QColor(theme.runs[colour_index % len(theme.runs)])
    return QPen(colour, 1.5), QBrush(QColor(theme.plot) if style == "test" else colour)
