"""A page of titled sections, each with pictures, a sheet, bars or histograms to hover over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QLinearGradient,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QWidget

from gui.tabs.weights.wall_blocks import Bars, Hit, Pictures, Scaled, Section, section_table
from gui.tabs.weights.wall_pieces import Piece, Room, piece
from gui.text.numbers import figures
from gui.text.plot_words import listed
from gui.theme.resources import text_font
from gui.theme.theme import Theme, ThemeSource
from gui.widgets.painted_page import ARROWS, PaintedPage
from gui.widgets.plain_text import Label
from gui.widgets.symbols import paint_run_mark

_MARGIN = 12
_BETWEEN = 10
_LEAST_ROOM = 84
_AWAY = 8
"""The distance of words from what they describe."""
_KEY = 56
"""The width of the key to a section's colours."""
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ELIDE = Qt.TextElideMode.ElideRight


class _Placed(NamedTuple):
    section: Section
    piece: Piece
    top: float
    head: float

    @property
    def inside(self) -> float:
        """Where the block begins."""
        return self.top + self.head

    @property
    def bottom(self) -> float:
        return self.inside + self.piece.height


class Wall(PaintedPage):
    """Sections below each other. The pointer or the arrow keys tell a value in words."""

    def __init__(self, source: ThemeSource, name: str, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`; `name` is for screen readers and for files."""
        self._placed: list[_Placed] = []
        self._total = 0.0
        self._current: tuple[int, Hit] | None = None
        self._by_keys = False
        self._sections: list[Section] = []
        super().__init__(source, name, parent)
        self._readout = Label(parent=self.viewport())
        self._readout.setProperty("readout", True)
        self._readout.setTextFormat(Qt.TextFormat.PlainText)
        self._readout.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._readout.hide()

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Show `sections`; where they are shaped as before, pointer and place stay."""
        self._sections = list(sections)
        self.arrange()

    def sections(self) -> list[Section]:
        """Return what is shown."""
        return list(self._sections)

    def clear(self, text: str) -> None:
        """Show nothing but a sentence."""
        self._empty_text = text
        self.set_sections([])

    def show_section(self, number: int) -> None:
        """Bring a section to the top, as far as the page is long enough."""
        if 0 <= number < len(self._placed):
            self.verticalScrollBar().setValue(int(self._placed[number].top - _BETWEEN))

    def readout(self) -> str:
        """Return the description of the place under the pointer or the keyboard's cursor."""
        return "" if self._readout.isHidden() else self._readout.text()

    def place(self, section: int, item: int) -> QRectF:
        """Return where in the viewport an item of a section lies."""
        return self._area((section, Hit(item))).translated(-QPointF(self.offset()))

    def in_words(self) -> str:
        """Say what the sections are."""
        return self.empty_text() or listed([section.title for section in self._sections])

    def csv(self) -> str:
        """Return all values, one line a picture or a row."""
        return section_table(self._sections)

    # Drawing

    def content_size(self) -> QSize:
        """Return the size of all sections."""
        return QSize(self.viewport().width() if self._sections else 0, int(self._total))

    def paint_marks(self, painter: QPainter) -> None:
        """Frame the place under the pointer, or where the keys are."""
        if self._current is not None and (not self._by_keys or self.hasFocus()):
            theme, area = self._source.current, self._area(self._current)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colour = theme.accent if self._by_keys else theme.strong_border
            painter.setPen(QPen(QColor(colour), 2 if self._by_keys else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(-2, -2, 2, 2), 3, 3)

    def paint_content(self, painter: QPainter, seen: QRectF) -> None:
        """Draw the sections that can be seen."""
        theme, top, bottom = self._source.current, seen.top(), seen.bottom()
        for placed in self._placed:
            if placed.bottom < top or placed.top > bottom:
                continue
            if placed.head:
                high = placed.head - 4
                room = QRectF(_MARGIN, placed.top, self.viewport().width() - 2 * _MARGIN, high)
                paint_heading(painter, room, placed.section, theme, self._source.zoom)
            painter.save()
            painter.translate(_MARGIN, placed.inside)
            placed.piece.paint(painter, theme, top - placed.inside, bottom - placed.inside)
            painter.restore()

    # Pointer and keys

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw the part now in view."""
        if not self._by_keys:
            self._go(None)
        super().scrollContentsBy(dx, dy)

    def point_at(self, place: QPointF | None) -> None:
        """Tell what lies under the pointer."""
        if place is not None:
            self._by_keys = False
        if not self._by_keys:
            self._go(None if place is None else self._at(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from item to item, and from section to section."""
        move, walkable = ARROWS.get(Qt.Key(event.key())), self._walkable()
        if event.key() == Qt.Key.Key_Escape and self._current is not None:
            self._go(None)
        elif move is not None and walkable:
            self._by_keys = True
            self._walk(move, walkable)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys begin."""
        super().focusInEvent(event)
        by_keys = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        walkable = self._walkable()
        if event.reason() in by_keys and self._current is None and walkable:
            self._by_keys = True
            self._go((walkable[0], Hit(0)))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the marks of the keys away."""
        super().focusOutEvent(event)
        if self._by_keys:
            self._go(None)

    def _walkable(self) -> list[int]:
        return [number for number, one in enumerate(self._placed) if one.piece.count]

    def _walk(self, move: tuple[int, int], walkable: list[int]) -> None:
        if self._current is None or self._current[0] not in walkable:
            self._go((walkable[0], Hit(0)))
        else:
            number, hit = self._current
            one = self._placed[number].piece
            item = hit.item + move[1] + move[0] * one.columns
            place = walkable.index(number)
            if item < 0 and place > 0:
                number = walkable[place - 1]
                item = self._placed[number].piece.count - 1
            elif item >= one.count and place + 1 < len(walkable):
                number, item = walkable[place + 1], 0
            item = min(max(item, 0), self._placed[number].piece.count - 1)
            self._go((number, Hit(item)))
        assert self._current is not None
        area = self._area(self._current)
        self.show_area(QRectF(0, area.top() - _BETWEEN, 1, area.height() + 2 * _BETWEEN))
        self._tell()

    def _at(self, place: QPointF) -> tuple[int, Hit] | None:
        x, y = place.x() - _MARGIN, place.y()
        for number, placed in enumerate(self._placed):
            if placed.inside <= y < placed.bottom:
                hit = placed.piece.hit(x, y - placed.inside) if x >= 0 else None
                return None if hit is None else (number, hit)
        return None

    def _area(self, place: tuple[int, Hit]) -> QRectF:
        number, hit = place
        placed = self._placed[number]
        return placed.piece.frame(hit.item).translated(_MARGIN, placed.inside)

    def _go(self, current: tuple[int, Hit] | None) -> None:
        if current != self._current:
            self._current = current
            self.viewport().update()
        self._tell()

    def _tell(self) -> None:
        """Put what is known of the current place beside it."""
        words = self._words()
        self.setAccessibleDescription(words)
        self._readout.setVisible(bool(words))
        if not words or self._current is None:
            return
        area = self._area(self._current).translated(-QPointF(self.offset()))
        if self._readout.text() != words:
            self._readout.setText(words)
        self._readout.adjustSize()
        self._readout.move(place_beside(area, self._readout.size(), self.viewport().rect()))
        self._readout.raise_()

    def _words(self) -> str:
        if self._current is None:
            return ""
        number, hit = self._current
        return self._placed[number].section.words(hit)

    @Slot()
    def arrange(self) -> None:
        """Lay everything out again, the words at the current place too."""
        super().arrange()
        self._tell()

    def lay_out(self) -> None:
        """Put the sections below each other."""
        view, zoom = self.viewport(), self._source.zoom
        head = heading_height(zoom)
        number = max(len(self._sections), 1)
        room = Room(
            view.width() - 2 * _MARGIN,
            max((view.height() - _MARGIN) / number - head - _BETWEEN, _LEAST_ROOM),
            self.devicePixelRatioF(), zoom,
        )  # fmt: skip
        self._placed, top = [], float(_BETWEEN)
        for section in self._sections:
            placed = _Placed(section, piece(section.block, room), top, head if section.title else 0)
            self._placed.append(placed)
            top = placed.bottom + _BETWEEN
        self._total = top
        if self._current is not None:
            number, hit = self._current
            block = self._sections[number].block if number < len(self._sections) else None
            if block is None or not block.holds(hit):
                self._current = None


def heading_height(zoom: float) -> float:
    """Return the height of a title, in pixels."""
    return QFontMetricsF(text_font(zoom, strong=True)).height() + 8


def paint_heading(
    painter: QPainter, room: QRectF, section: Section, theme: Theme, zoom: float
) -> None:
    """Draw a section's title into `room`: its run's colour, its name, its detail, its key."""
    room = QRectF(room)
    if section.colour is not None:
        middle = QPointF(room.left() + 5, room.center().y())
        paint_run_mark(painter, middle, 10, section.colour, theme)
        room.setLeft(room.left() + 16)
    small = text_font(zoom, scale=0.88)
    if isinstance(section.block, Scaled):
        painter.setFont(small)
        low, high = (figures(limit, 2) for limit in section.block.limits)
        if section.block.beyond():
            low, high = f"≤ {low}", f"≥ {high}"
        room.setRight(_paint_key(painter, room, section, (low, high), theme))
    font = text_font(zoom, strong=True)
    painter.setFont(font)
    painter.setPen(QColor(theme.text))
    metrics = QFontMetricsF(font)
    title = metrics.elidedText(section.title, _ELIDE, room.width())
    painter.drawText(room, _MIDDLE, title)
    room.setLeft(room.left() + metrics.horizontalAdvance(title) + 10)
    if room.width() > 20:
        painter.setFont(small)
        painter.setPen(QColor(theme.muted))
        detail = QFontMetricsF(small).elidedText(section.detail, _ELIDE, room.width())
        painter.drawText(room, _MIDDLE, detail)


def _paint_key(
    painter: QPainter, room: QRectF, section: Section, limits: tuple[str, str], theme: Theme
) -> float:
    """Draw the scale of colours at the right; return where it begins."""
    low, high = limits
    metrics = QFontMetricsF(painter.font())
    right = room.right() - metrics.horizontalAdvance(high)
    bar = QRectF(right - 6 - _KEY, room.center().y() - 4, _KEY, 8)
    left = bar.left() - 6 - metrics.horizontalAdvance(low)
    painter.setPen(QColor(theme.axis))
    for text, at in ((low, left), (high, right)):
        painter.drawText(QRectF(at, room.top(), 200, room.height()), _MIDDLE, text)
    gradient = QLinearGradient(bar.topLeft(), bar.topRight())
    for share, colour in _stops(section, theme):
        gradient.setColorAt(share, QColor(colour))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.border), 1))
    painter.setBrush(gradient)
    painter.drawRoundedRect(bar, 3, 3)
    return left - 12


def _stops(section: Section, theme: Theme) -> list[tuple[float, str]]:
    if isinstance(section.block, Bars):
        # A bar has one of two colours, nothing in between.
        low, high = theme.diverging[0], theme.diverging[-1]
        if section.block.limits[0] >= 0:
            return [(0.0, high), (1.0, high)]
        return [(0.0, low), (0.4999, low), (0.5001, high), (1.0, high)]
    if isinstance(section.block, Pictures) and not section.block.signed:
        return [(0.0, "#000000"), (1.0, "#FFFFFF")]
    last = len(theme.diverging) - 1
    return [(place / last, colour) for place, colour in enumerate(theme.diverging)]


def place_beside(about: QRectF, size: QSize, view: QRect) -> QPoint:
    """Return where words of `size` go in `view`: right of `about`, else left, else above or below.

    They never leave the view, as long as they fit into it at all.
    """
    left = about.right() + _AWAY
    if left + size.width() > view.right():
        left = about.left() - _AWAY - size.width()
    top = about.center().y() - size.height() / 2
    if left < 0:
        left = min(about.left(), view.right() - size.width() - _AWAY / 2)
        above = about.top() - size.height() - _AWAY
        top = above if above >= 0 else about.bottom() + _AWAY
    top = min(max(top, _AWAY / 2), view.bottom() - size.height() - _AWAY / 2)
    return QPoint(round(max(left, _AWAY / 2)), round(max(top, 0)))
