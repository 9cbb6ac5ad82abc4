"""Set formulas as a book would, by ziamath, in the colours of the look."""

from __future__ import annotations

import warnings
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

_INK = "#123456"
_SIZE = 64.0
"""Pixels of an em at which a formula is set; it is drawn at any other size from that."""


def size_of(latex: str, em: float) -> QSizeF:
    """The room that a formula takes with an em of so many pixels."""
    return QSizeF(_drawing(latex, _INK).defaultSize()) * (em / _SIZE)


def drawn(latex: str, em: float, colour: str, fineness: float) -> QImage:
    """A formula in `colour`, with `fineness` pixels of the image for each of the screen."""
    renderer = _drawing(latex, colour)
    size = QSizeF(renderer.defaultSize()) * (em / _SIZE)
    image = QImage((size * fineness).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(fineness)
    return image


@lru_cache(maxsize=128)
def _drawing(latex: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_svg(latex).replace(_INK, colour).encode()))


@lru_cache(maxsize=256)
def _svg(latex: str) -> str:
    with warnings.catch_warnings():
        # It looks for its typeface in an old way, of which Python 3.11 alone complains.
        warnings.simplefilter("ignore", DeprecationWarning)
        # Imported where a formula is first seen: it takes a while.
        from ziamath.config import config
        from ziamath.zmath import Latex

        # Else letters would be drawn once and referred to, which not every Qt understands.
        config.svg2 = False
        return str(Latex(latex, size=_SIZE, color=_INK, inline=False).svg())
