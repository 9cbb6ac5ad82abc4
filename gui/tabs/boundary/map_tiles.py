"""Show small maps of the plane side by side, and let one be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from diynn.csv_output import csv_text
from gui.text.plot_words import listed
from gui.theme.theme import ThemeSource
from gui.widgets.export import ExportableWidget, ExportMenu
from gui.widgets.painted_page import paint_ring
from gui.widgets.plain_text import plain_tip

GAP = 6
_SMALL = 0.88
_SWATCH = 10
_MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -9999, Qt.Key.Key_End: 9999}


@dataclass(frozen=True, eq=False)
class Tile:
    """A small map: its colours, the numbers that they show, and what it is.

    `values` is (rows, columns), or (rows, columns, classes) for probabilities, with the lowest row
    first; the `image` has it last. A tile with a `colour` has a swatch of it beside its name.
    """

    image: QImage
    values: npt.NDArray[np.floating]
    name: str
    tip: str = ""
    colour: str = ""


def tile_image(pixels: npt.NDArray[np.uint8]) -> QImage:
    """Return colours (rows, columns, 3), the lowest row first, as an image the right way up."""
    rows, columns = pixels.shape[:2]
    content = np.ascontiguousarray(pixels[::-1]).tobytes()
    # The copy lives on when the bytes are gone.
    return QImage(content, columns, rows, 3 * columns, QImage.Format.Format_RGB888).copy()


class MapTiles(ExportableWidget, QWidget):
    """Tiles in lines, as high as its width makes it; `chosen` carries the number of one clicked on
    or taken by Enter. With `named` the name of each stands below it.
    """

    chosen = Signal(int)

    def __init__(
        self, source: ThemeSource, side: int, title: str, *, named: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """Begin without tiles; each is about `side` pixels wide. `title` names all of them."""
        super().__init__(parent)
        self._source = source
        self._side = side
        self._title = title
        self._named = named
        self._tiles: tuple[Tile, ...] = ()
        self._marked = -1
        self._at = 0
        self.menu = ExportMenu(self, self)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        source.changed.connect(self.update)

    # What the caller decides

    def set_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show these tiles."""
        grown = len(tiles) != len(self._tiles)
        self._tiles = tuple(tiles)
        self._at = min(self._at, max(len(tiles) - 1, 0))
        if grown:
            self.updateGeometry()
        self.update()

    def tiles(self) -> tuple[Tile, ...]:
        """Return the tiles that are shown."""
        return self._tiles

    def mark(self, number: int) -> None:
        """Mark the tile that is seen large elsewhere; −1 for none."""
        if number != self._marked:
            self._marked = number
            self.update()

    def in_words(self) -> str:
        """Say what the tiles are of."""
        return listed([tile.name for tile in self._tiles])

    # What the export menu asks

    def picture_name(self) -> str:
        """Return a name for the picture."""
        return self._title

    def picture_size(self) -> QSize:
        """Return the size of all tiles at the width of the moment."""
        return QSize(self.width(), max(self.heightForWidth(self.width()), 40))

    def paint_picture(self, painter: QPainter) -> None:
        """Draw all tiles."""
        size = self.picture_size()
        painter.fillRect(0, 0, size.width(), size.height(), QColor(self._source.current.surface))
        self._paint(painter, QRectF(0, 0, size.width(), size.height()), marks=False)

    def csv(self) -> str:
        """Return a line for each cell of each tile: its row from the lowest, column and values."""
        depth = max((_depth(tile) for tile in self._tiles), default=1)
        rows: list[list[object]] = [
            ["map", "row", "column", *(f"value {k + 1}" for k in range(depth))]
        ]
        for tile in self._tiles:
            for row, column in np.ndindex(tile.values.shape[:2]):
                values = np.atleast_1d(tile.values[row, column]).tolist()
                rows.append([tile.name, row, column, *(f"{value:.6g}" for value in values)])
        return csv_text(rows)

    # Where things lie

    def hasHeightForWidth(self) -> bool:
        """Return that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        columns, side = self._grid(width)
        lines = -(-len(self._tiles) // columns)
        return lines * (side + self._caption_height() + GAP) + GAP

    def sizeHint(self) -> QSize:
        """Return room for a few tiles."""
        width = 6 * (self._side + GAP)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return room for one tile."""
        return QSize(self._side + 2 * GAP, self._side + 2 * GAP)

    def _grid(self, width: int) -> tuple[int, int]:
        """How many tiles there are in a line, and how large they are: they fill it."""
        wanted = round(self._side * self._source.zoom)
        columns = max((width - GAP) // (wanted + GAP), 1)
        side = min((width - GAP) // columns - GAP, wanted * 5 // 4)
        return columns, max(side, 8)

    def _caption_height(self) -> int:
        return QFontMetrics(self._font()).height() + 4 if self._named else 0

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _SMALL)
        return font

    def place(self, number: int) -> QRectF:
        columns, side = self._grid(self.width())
        line, column = divmod(number, columns)
        step = side + self._caption_height() + GAP
        return QRectF(GAP + column * (side + GAP), GAP + line * step, side, side)

    def tile_at(self, at: QPoint) -> int:
        """Return the number of the tile at a place of the widget, or −1."""
        below = self._caption_height()
        for number in range(len(self._tiles)):
            if self.place(number).adjusted(0, 0, 0, below).contains(at):
                return number
        return -1

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tiles that can be seen."""
        painter = QPainter(self)
        self._paint(painter, QRectF(event.rect()), marks=True)
        if self.hasFocus() and not self._tiles:
            paint_ring(painter, QRectF(self.rect()), self._source.current)
        painter.end()

    def _paint(self, painter: QPainter, seen: QRectF, *, marks: bool) -> None:
        theme = self._source.current
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(self._font())
        metrics = painter.fontMetrics()
        below = self._caption_height()
        for number, tile in enumerate(self._tiles):
            place = self.place(number)
            if not place.adjusted(-2, -2, 2, 2 + below).intersects(seen):
                continue
            painter.drawImage(place, tile.image)
            chosen = marks and number == self._marked
            focused = marks and self.hasFocus() and number == self._at
            painter.setPen(QPen(QColor(theme.accent if chosen or focused else theme.border),
                                3 if chosen else 2 if focused else 1))  # fmt: skip
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place)
            if not self._named:
                continue
            line = QRectF(place.left(), place.bottom() + 3, place.width(), below - 3)
            if tile.colour:
                middle = line.center().y()
                swatch = QRectF(line.left(), middle - _SWATCH / 2, _SWATCH, _SWATCH)
                painter.fillRect(swatch, QColor(tile.colour))
                line.setLeft(line.left() + _SWATCH + 5)
            painter.setPen(QColor(theme.text))
            elided = metrics.elidedText(tile.name, Qt.TextElideMode.ElideRight, int(line.width()))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, elided)

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the tile under the pointer."""
        number = self.tile_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self._at = number
            self.chosen.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move from tile to tile, and choose one."""
        key = Qt.Key(event.key())
        columns, _ = self._grid(self.width())
        step = {Qt.Key.Key_Up: -columns, Qt.Key.Key_Down: columns}.get(key, _MOVES.get(key, 0))
        if step and self._tiles:
            self._at = min(max(self._at + step, 0), len(self._tiles) - 1)
            self.setAccessibleDescription(self._tiles[self._at].tip or self._tiles[self._at].name)
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._tiles:
            self.chosen.emit(self._at)
        else:
            super().keyPressEvent(event)

    def wants_key(self, event: QKeyEvent) -> bool:
        """Whether a key means something here while the plot has the keyboard."""
        return event.key() in _MOVES or event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)

    def event(self, event: QEvent) -> bool:
        """Tell what the tile under the pointer is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self.tile_at(event.pos())
            if number >= 0:
                tile = self._tiles[number]
                QToolTip.showText(event.globalPos(), plain_tip(tile.tip or tile.name), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def offers_menu(self) -> bool:
        """Whether there is anything to copy or save."""
        return bool(self._tiles)


def _depth(tile: Tile) -> int:
    return 1 if tile.values.ndim == 2 else tile.values.shape[2]
