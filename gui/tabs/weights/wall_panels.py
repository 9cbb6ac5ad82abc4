"""Lay out and draw what stands on a wall besides pictures: histograms and sentences."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from gui.colours import blend
from gui.fonts import text_font
from gui.plots.figures import figures, percent
from gui.plots.paths import polyline
from gui.tabs.weights.wall_blocks import Block, Hit, Panel, Panels, Pictures, Sheet, Words
from gui.tabs.weights.wall_pieces import BarsPiece, PicturesPiece, Piece, Room, SheetPiece
from gui.theme import Theme

_APART = 16
_GAP = 4
_HIGH = (48.0, 120.0)


class PanelsPiece:
    """Histograms side by side, each with its name above and its ends below."""

    def __init__(self, block: Panels, room: Room) -> None:
        self._panels = block.panels
        self.count = self.columns = len(block.panels)
        self._font = text_font(room.zoom, scale=0.84)
        self._line = QFontMetricsF(self._font).height()
        self._wide = (room.width - _APART * (self.count - 1)) / max(self.count, 1)
        words = 2 * self._line + 2 * _GAP
        self._high = min(max(room.height - words, _HIGH[0]), _HIGH[1])
        self.height = self._high + words + _GAP

    def hit(self, x: float, y: float) -> Hit | None:
        item, inside = divmod(x, self._wide + _APART)
        if not 0 <= item < self.count or not 0 <= y < self.height or inside >= self._wide:
            return None
        panel = self._panels[int(item)]
        if panel is None:
            return None
        return Hit(int(item), 0, 0, int(inside / self._wide * len(panel.shares)))

    def frame(self, item: int) -> QRectF:
        left = item * (self._wide + _APART)
        return QRectF(left, 0, self._wide, self.height - _GAP)

    def paint(self, painter: QPainter, theme: Theme, top: float, bottom: float) -> None:
        for place, panel in enumerate(self._panels):
            if panel is not None:
                self._paint_panel(painter, theme, panel, self.frame(place).left())

    def _paint_panel(self, painter: QPainter, theme: Theme, panel: Panel, left: float) -> None:
        area = QRectF(left, self._line + _GAP, self._wide, self._high)
        tallest = max(
            (float(shares.max(initial=0)) for shares in (panel.shares, *_values(panel))),
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.grid), 1))
        painter.drawLine(
            QPointF(area.center().x(), area.top()), QPointF(area.center().x(), area.bottom())
        )
        if tallest > 0:
            outline = _steps(panel.shares / tallest, area)
            ink = theme.accent
            if panel.colour is not None:
                ink = theme.runs[panel.colour % len(theme.runs)]
            painter.setPen(QPen(QColor(ink), 1))
            painter.setBrush(QColor(blend(theme.surface, ink, 0.35)))
            painter.drawPath(polyline(*outline))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for colour, shares in panel.others:
                painter.setPen(QPen(QColor(theme.runs[colour % len(theme.runs)]), 1.5))
                painter.drawPath(polyline(*_steps(shares / tallest, area)))
        painter.setPen(QPen(QColor(theme.strong_border), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setFont(self._font)
        painter.setPen(QColor(theme.muted))
        above = QRectF(left, 0, self._wide, self._line)
        below = QRectF(left, area.bottom() + _GAP, self._wide, self._line)
        sides = Qt.AlignmentFlag
        painter.drawText(above, sides.AlignLeft, panel.name)
        painter.setPen(QColor(theme.axis))
        share = QCoreApplication.translate("Wall", "up to {0}").format(percent(tallest))
        painter.drawText(above, sides.AlignRight, share)
        for value, side in (
            (-panel.reach, sides.AlignLeft), (0, sides.AlignHCenter),
            (panel.reach, sides.AlignRight),
        ):  # fmt: skip
            painter.drawText(below, side, figures(value, 2))


class WordsPiece:
    """A sentence over as many lines as it takes."""

    count = 0
    columns = 1

    def __init__(self, block: Words, room: Room) -> None:
        self._text = block.text
        self._font = text_font(room.zoom)
        self._flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        around = QRectF(0, 0, room.width, 10_000)
        taken = QFontMetricsF(self._font).boundingRect(around, self._flags, self._text)
        self._area = QRectF(0, 0, room.width, math.ceil(taken.height()))
        self.height = self._area.height() + _GAP if self._text else 0.0

    def hit(self, x: float, y: float) -> Hit | None:
        return None

    def frame(self, item: int) -> QRectF:
        return QRectF()

    def paint(self, painter: QPainter, theme: Theme, top: float, bottom: float) -> None:
        painter.setFont(self._font)
        painter.setPen(QColor(theme.muted))
        painter.drawText(self._area, self._flags, self._text)


def piece(block: Block, room: Room) -> Piece:
    """Return `block` laid out for `room`."""
    if isinstance(block, Pictures):
        return PicturesPiece(block, room)
    if isinstance(block, Sheet):
        return SheetPiece(block, room)
    if isinstance(block, Panels):
        return PanelsPiece(block, room)
    if isinstance(block, Words):
        return WordsPiece(block, room)
    return BarsPiece(block, room)


def _values(panel: Panel) -> list[npt.NDArray[np.floating]]:
    return [shares for _, shares in panel.others]


def _steps(
    shares: npt.NDArray[np.floating], area: QRectF
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The outline of bars of these heights, 0 to 1, in an area: columns and rows of its corners."""
    edges = np.linspace(area.left(), area.right(), len(shares) + 1)
    x = np.repeat(edges, 2)
    tops = area.bottom() - np.repeat(np.asarray(shares, float), 2) * area.height()
    return x, np.concatenate([[area.bottom()], tops, [area.bottom()]])
