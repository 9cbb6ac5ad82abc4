"""A stack of any layers as blocks: a row each, with pictures of its output and of its weights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from gui.tabs.analysis_tab import ValuePlace
from gui.tabs.network.picture import NOTHING, Block, Blocks, Tiles
from gui.tabs.network.unit_face import diverging_table, tile_of
from gui.text.numbers import count, figures, telling
from gui.theme.resources import text_font
from gui.theme.theme import ThemeSource
from gui.widgets.cell_table import paint_elided

Array = NDArray[Any]

OUTPUT, WEIGHTS = "output", "weights"

_MARGIN, _GAP, _INSIDE = 10.0, 9.0, 6.0
_LARGEST_CELL = 12.0
_WIDEST_TEXT = 190.0
_SMALL = 0.88


class BlockSpot(NamedTuple):
    """The output or the weights of a block, from 0, and of them the value with a number, or all."""

    part: str
    block: int
    number: int = -1


@dataclass(eq=False)
class _Strip:
    """The tiles of a part that there is room for."""

    tiles: Tiles
    areas: list[QRectF]
    cell: float
    rest: QRectF
    """Where it says how many more there are."""
    images: list[QImage] = field(default_factory=list)

    @property
    def hidden(self) -> int:
        """How many tiles are not drawn."""
        return len(self.tiles.levels) - len(self.areas) + self.tiles.more

    def number_at(self, place: QPointF) -> int | None:
        """The number of the value at a place; None beside all tiles."""
        for tile, area in enumerate(self.areas):
            if area.contains(place):
                height, width = self.tiles.numbers.shape[1:]
                down = min(int((place.y() - area.top()) / self.cell), height - 1)
                across = min(int((place.x() - area.left()) / self.cell), width - 1)
                number = int(self.tiles.numbers[tile, down, across])
                return None if number < 0 else number
        return None


class BlockFace:
    """Shows one picture after the other."""

    def __init__(self, picture: Blocks, themes: ThemeSource) -> None:
        self._themes = themes
        self._cards: list[QRectF] = []
        self._strips: list[dict[str, _Strip]] = []
        self._text = 0.0
        self._size = QSize()
        self.show(picture)

    def show(self, picture: Blocks) -> None:
        """Show newer values and weights, of the same stack or of another."""
        self.picture = picture
        self._strips = []

    # Where things lie

    def lay_out(self, room: QSize) -> None:
        """Place everything in a view of that width."""
        strong = QFontMetricsF(text_font(self._themes.zoom, strong=True))
        small = QFontMetricsF(text_font(self._themes.zoom, scale=_SMALL))
        blocks = self.picture.blocks
        widths = [
            max(strong.horizontalAdvance(self._title(block)), small.horizontalAdvance(block.detail))
            for block in blocks
        ]
        self._text = min(max(widths), _WIDEST_TEXT * self._themes.zoom) + 4
        height = strong.height() + small.height() + 2 * _INSIDE
        width = max(room.width() - 2 * _MARGIN, self._text + 120)
        self._cards = [
            QRectF(_MARGIN, _MARGIN + at * (height + _GAP), width, height)
            for at in range(len(blocks))
        ]
        self._strips = [
            self._placed(block, card) for block, card in zip(blocks, self._cards, strict=True)
        ]
        self._size = QSize(
            round(width + 2 * _MARGIN), round(self._cards[-1].bottom() + _MARGIN)
        )

    def _placed(self, block: Block, card: QRectF) -> dict[str, _Strip]:
        inner = card.adjusted(self._text + 2 * _INSIDE, _INSIDE, -_INSIDE, -_INSIDE)
        if block.weights is None:
            return {OUTPUT: self._strip(block.maps, inner)}
        left, right = QRectF(inner), QRectF(inner)
        left.setWidth(inner.width() * 0.58 - _GAP)
        right.setLeft(left.right() + 2 * _GAP)
        return {OUTPUT: self._strip(block.maps, left), WEIGHTS: self._strip(block.weights, right)}

    def _strip(self, tiles: Tiles, area: QRectF) -> _Strip:
        number, height, width = tiles.levels.shape
        metrics = QFontMetricsF(text_font(self._themes.zoom, scale=_SMALL))
        cell = min(area.height() / height, area.width() / width, _LARGEST_CELL)
        step = cell * width + 3
        fits = max(int((area.width() + 3) // step), 1)
        if fits < number or tiles.more:
            room = area.width() - metrics.horizontalAdvance("+ 0000")
            fits = max(int((room + 3) // step), 1)
        top = area.center().y() - cell * height / 2
        places = [
            QRectF(area.left() + at * step, top, cell * width, cell * height)
            for at in range(min(fits, number))
        ]
        rest = QRectF(places[-1].right() + 5, area.top(), area.right() - places[-1].right() - 5,
                      area.height())  # fmt: skip
        return _Strip(tiles, places, cell, rest)

    def content_size(self) -> QSize:
        """How large all of it is."""
        return self._size

    def dress(self) -> None:
        """Take the colours of the look of the moment."""
        for strips in self._strips:
            for strip in strips.values():
                strip.images = []

    def spot_at(self, place: QPointF) -> BlockSpot | None:
        """What is at a place."""
        for block, card in enumerate(self._cards):
            if not card.contains(place):
                continue
            for part, strip in self._strips[block].items():
                number = strip.number_at(place)
                if number is not None:
                    return BlockSpot(part, block, number)
            weights = self._strips[block].get(WEIGHTS)
            beside = weights is not None and place.x() > weights.areas[0].left() - _GAP
            return BlockSpot(WEIGHTS if beside else OUTPUT, block)
        return None

    def moved(self, spot: BlockSpot | None, key: Qt.Key) -> BlockSpot:
        """What a key goes to: up and down from block to block, across from output to weights."""
        if spot is None:
            return BlockSpot(OUTPUT, 0)
        keys, last = Qt.Key, len(self.picture.blocks) - 1
        if key in (keys.Key_Left, keys.Key_Right):
            return self._there(WEIGHTS if key == keys.Key_Right else OUTPUT, spot.block)
        by = {keys.Key_Up: -1, keys.Key_PageUp: -1, keys.Key_Home: -last, keys.Key_End: last}
        return self._there(spot.part, min(max(spot.block + by.get(key, 1), 0), last))

    def _there(self, part: str, block: int) -> BlockSpot:
        return BlockSpot(part if part in self._strips[block] else OUTPUT, block)

    def of_row(self, row: int) -> BlockSpot:
        """The output of the block of a row."""
        return BlockSpot(OUTPUT, row + 1)

    def knows(self, spot: object) -> bool:
        """Whether that is drawn."""
        if not isinstance(spot, BlockSpot) or spot.block >= len(self._strips):
            return False
        strip = self._strips[spot.block].get(spot.part)
        return strip is not None and (spot.number < 0 or spot.number in strip.tiles.numbers)

    def area(self, spot: BlockSpot) -> QRectF:
        """Where that is drawn."""
        return self._cards[spot.block]

    # Painting

    def paint(self, painter: QPainter, seen: QRectF) -> None:
        """Draw the blocks that can be seen, and what joins them."""
        theme = self._themes.current
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, (block, card) in enumerate(zip(self.picture.blocks, self._cards, strict=True)):
            if number:
                painter.setPen(QPen(QColor(theme.axis), 1.5 * theme.stroke))
                x = card.left() + 24
                painter.drawLine(QPointF(x, card.top() - _GAP), QPointF(x, card.top()))
                painter.drawLine(QPointF(x - 3.5, card.top() - 4), QPointF(x, card.top() - 0.5))
                painter.drawLine(QPointF(x + 3.5, card.top() - 4), QPointF(x, card.top() - 0.5))
            if card.intersects(seen):
                self._paint_block(painter, block, card, self._strips[number])

    def _paint_block(
        self, painter: QPainter, block: Block, card: QRectF, strips: dict[str, _Strip]
    ) -> None:
        theme = self._themes.current
        painter.setPen(QPen(QColor(theme.border), 1.0))
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(card, 6, 6)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        left = Qt.AlignmentFlag.AlignLeft
        line = QRectF(card.left() + _INSIDE + 2, card.top() + _INSIDE, self._text, 0)
        for words, colour, font in (
            (self._title(block), theme.text, text_font(self._themes.zoom, strong=True)),
            (block.detail, theme.muted, text_font(self._themes.zoom, scale=_SMALL)),
        ):
            painter.setPen(QColor(colour))
            painter.setFont(font)
            line.setHeight(QFontMetricsF(font).height())
            paint_elided(painter, line, words, left)
            line.moveTop(line.bottom())
        for part, strip in strips.items():
            self._paint_strip(painter, strip)
            if part == WEIGHTS:
                x = strip.areas[0].left() - _GAP
                painter.setPen(QPen(QColor(theme.grid), 1.0))
                painter.drawLine(QPointF(x, card.top() + 4), QPointF(x, card.bottom() - 4))

    def _paint_strip(self, painter: QPainter, strip: _Strip) -> None:
        theme = self._themes.current
        if not strip.images:
            table = diverging_table(theme)
            if strip.tiles.is_grey:
                grey = np.repeat(np.arange(NOTHING, dtype=np.uint8)[:, np.newaxis], 3, axis=1)
                table = np.append(grey, table[-1:], axis=0)
            levels = strip.tiles.levels[: len(strip.areas)]
            strip.images = [tile_of(one) for one in table[levels]]
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, strip.cell < 1)
        painter.setPen(QPen(QColor(theme.border), 1.0))
        for area, image in zip(strip.areas, strip.images, strict=True):
            painter.drawImage(area, image)
            painter.drawRect(area)
        if strip.hidden:
            painter.setPen(QColor(theme.muted))
            words = f"+ {count(strip.hidden)}"
            paint_elided(painter, strip.rest, words, Qt.AlignmentFlag.AlignLeft)

    def paint_spot(self, painter: QPainter, spot: BlockSpot, value: float | None) -> None:
        """Mark what pointer or keys are at."""
        theme = self._themes.current
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.accent), 2.0 * theme.stroke))
        painter.drawRoundedRect(self._cards[spot.block], 6, 6)
        strip = self._strips[spot.block][spot.part]
        painter.setPen(QPen(QColor(theme.accent), 1.5 * theme.stroke))
        if spot.number < 0:
            ends = strip.areas[0].united(strip.areas[-1])
            painter.drawRect(ends.adjusted(-2, -2, 2, 2))
            return
        for tile, down, across in np.argwhere(strip.tiles.numbers == spot.number).tolist():
            if tile < len(strip.areas):
                area = strip.areas[tile]
                cell = QRectF(area.left() + across * strip.cell, area.top() + down * strip.cell,
                              strip.cell, strip.cell)  # fmt: skip
                painter.drawRect(cell.adjusted(-1, -1, 1, 1))

    # What is said

    def _title(self, block: Block) -> str:
        return block.name if block.row < 0 else f"{block.row + 1}  {block.name}"

    def value(self, spot: BlockSpot) -> float | None:
        """No weight of a block is changed here."""
        return None

    def words(self, spot: BlockSpot) -> str:
        """What is meant: the block, or one value of it."""
        block = self.picture.blocks[spot.block]
        name = telling(self._title(block).replace("  ", " "), block.detail)
        if spot.number < 0:
            return name if spot.part == OUTPUT else _tr("Weights of {row}").format(row=name)
        place = self.place(spot)
        where = ", ".join(map(str, place.place))
        if spot.part == OUTPUT:
            value = float(block.values[place.place])
            sentence = _tr("Output [{place}] of {row}") if block.row >= 0 else "{row} [{place}]"
        else:
            value = float(self.picture.run.weights[spot.number])
            sentence = f"{place.name} [{{place}}] · {{row}}"
        words = sentence.format(place=where, row=self._title(block).replace("  ", " "))
        return telling(words, figures(value, 4))

    def tip(self, spot: BlockSpot) -> str:
        """The same, and what can be done."""
        return f"{self.words(spot)}\n" + _tr("Click: its calculation.")

    def title_at(self, place: QPointF) -> str:
        """Nothing: all is said by the blocks."""
        return ""

    def summary(self) -> str:
        """All of it in a sentence."""
        return "; ".join(
            telling(self._title(block).replace("  ", " "), block.detail)
            for block in self.picture.blocks
        )

    def table(self) -> Iterator[list[object]]:
        """A line for each value of each output: row, what it is, place, value."""
        for block in self.picture.blocks:
            for place in np.ndindex(block.values.shape):
                where = " ".join(map(str, place))
                yield [block.row + 1, block.name, where, "", f"{block.values[place]:.7g}"]

    # What it stands for

    def place(self, spot: BlockSpot) -> ValuePlace:
        """The value that is meant, for the tab Calculation: of a whole part the largest."""
        block = self.picture.blocks[spot.block]
        if spot.part == OUTPUT:
            number = spot.number if spot.number >= 0 else _largest(block.values)
            place = _place(number, block.values.shape)
            return ValuePlace("input" if block.row < 0 else "output", max(block.row, 0), "", place)
        run, tiles = self.picture.run, self._strips[spot.block][WEIGHTS].tiles
        number = spot.number
        if number < 0:
            number = int(tiles.numbers.ravel()[_largest(run.weights[tiles.numbers])])
        weight = next(
            one for one in run.net.layout.weights if one.span.start <= number < one.span.stop
        )
        return ValuePlace(
            "weight", weight.row, weight.name, _place(number - weight.span.start, weight.shape)
        )


def _largest(values: Array) -> int:
    return int(np.abs(np.nan_to_num(values)).argmax())


def _place(number: int, shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(int(at) for at in np.unravel_index(number, shape))


def _tr(text: str) -> str:
    return QCoreApplication.translate("DrawnNetwork", text)
