"""A page of titled sections, each with pictures, a sheet, bars or histograms to hover over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QLabel, QWidget

from gui.fonts import text_font
from gui.plots.card import paint_ring
from gui.plots.export_menu import ExportMenu
from gui.plots.plot import Offering
from gui.plots.plot_words import listed
from gui.tabs.weights.wall_blocks import Hit, Section, section_table
from gui.tabs.weights.wall_heading import heading_height, paint_heading
from gui.tabs.weights.wall_panels import piece
from gui.tabs.weights.wall_pieces import Piece, Room
from gui.tabs.weights.wall_readout import place_beside
from gui.theme import ThemeSource

_MARGIN = 12
_BETWEEN = 10
_LEAST_ROOM = 84
# A picture of the wall in a file ends here.
_TALLEST_PICTURE = 6000
_MOVES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


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


class Wall(Offering, QAbstractScrollArea):
    """Sections below each other. The pointer or the arrow keys tell a value in words."""

    def __init__(self, source: ThemeSource, name: str, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`; `name` is for screen readers and for files."""
        super().__init__(parent)
        self._source = source
        self._name = name
        self._placed: list[_Placed] = []
        self._total = 0.0
        self._empty_text = ""
        self._current: tuple[int, Hit] | None = None
        self._by_keys = False
        self._sections: list[Section] = []
        self.menu = ExportMenu(self, self)
        self._readout = QLabel(self.viewport())
        self._readout.setProperty("readout", True)
        self._readout.setTextFormat(Qt.TextFormat.PlainText)
        self._readout.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._readout.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.viewport().setMouseTracking(True)
        source.changed.connect(self._arrange)

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Show `sections`; where they are shaped as before, pointer and place stay."""
        self._sections = list(sections)
        self._arrange()

    def sections(self) -> list[Section]:
        """Return what is shown."""
        return list(self._sections)

    def clear(self, text: str) -> None:
        """Show nothing but a sentence."""
        self._empty_text = text
        self.set_sections([])

    def empty_text(self) -> str:
        """Return the sentence that stands on the empty wall; empty where sections stand there."""
        return "" if self._sections else self._empty_text

    def show_section(self, number: int) -> None:
        """Bring a section to the top, as far as the page is long enough."""
        if 0 <= number < len(self._placed):
            self.verticalScrollBar().setValue(int(self._placed[number].top - _BETWEEN))

    def readout(self) -> str:
        """Return what is told of the place under the pointer or at the keys."""
        return "" if self._readout.isHidden() else self._readout.text()

    def in_words(self) -> str:
        """Say what the sections are."""
        return self.empty_text() or listed([section.title for section in self._sections])

    # What the export menu asks

    def picture_name(self) -> str:
        """Return a name for the picture."""
        return self._name

    def picture_size(self) -> QSize:
        """Return the size of the whole page, or of its first part if it is very long."""
        return QSize(self.viewport().width(), max(int(min(self._total, _TALLEST_PICTURE)), 1))

    def paint_picture(self, painter: QPainter) -> None:
        """Draw the page without the marks of pointer and keyboard."""
        size = self.picture_size()
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), self._ground())
        self._paint_sections(painter, 0, size.height())

    def csv(self) -> str:
        """Return all values, one line a picture or a row."""
        return section_table(self._sections)

    # Drawing

    def minimumSizeHint(self) -> QSize:
        """Return a size at which the wall is still of use."""
        return QSize(200, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sections that can be seen."""
        painter = QPainter(self.viewport())
        theme = self._source.current
        painter.fillRect(event.rect(), self._ground())
        if not self._placed:
            painter.setPen(QColor(theme.muted))
            painter.setFont(text_font(self._source.zoom))
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            room = self.viewport().rect()
            side = max(4 * _MARGIN, (room.width() - 460) // 2)
            painter.drawText(room.adjusted(side, 0, -side, 0), wrapped, self._empty_text)
            if self.hasFocus():
                paint_ring(painter, QRectF(self.viewport().rect()), theme)
            painter.end()
            return
        top = float(self.verticalScrollBar().value())
        painter.translate(0, -top)
        self._paint_sections(painter, top, top + self.viewport().height())
        if self._current is not None and (not self._by_keys or self.hasFocus()):
            number, hit = self._current
            placed = self._placed[number]
            area = placed.piece.frame(hit.item).translated(_MARGIN, placed.inside)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colour = theme.accent if self._by_keys else theme.strong_border
            painter.setPen(QPen(QColor(colour), 2 if self._by_keys else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(-2, -2, 2, 2), 3, 3)
        painter.end()

    def _ground(self) -> QColor:
        return QColor(self._source.current.surface)

    def _paint_sections(self, painter: QPainter, top: float, bottom: float) -> None:
        theme = self._source.current
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the page out for its new size."""
        super().resizeEvent(event)
        self._arrange()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw the part now in view."""
        if not self._by_keys:
            self._go(None)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what lies under the pointer."""
        self._by_keys = False
        self._go(self._at(event.position()))

    def viewportEvent(self, event: QEvent) -> bool:
        """Forget the pointer when it leaves."""
        if event.type() == QEvent.Type.Leave and not self._by_keys:
            self._go(None)
        return super().viewportEvent(event)

    def wants_key(self, event: QKeyEvent) -> bool:
        """Whether a key means something here while the plot has the keyboard."""
        return event.key() in _MOVES and not event.modifiers()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from item to item, and from section to section."""
        move, walkable = _MOVES.get(Qt.Key(event.key())), self._walkable()
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
            item = hit.item + move[0] + move[1] * one.columns
            place = walkable.index(number)
            if item < 0 and place > 0:
                number = walkable[place - 1]
                item = self._placed[number].piece.count - 1
            elif item >= one.count and place + 1 < len(walkable):
                number, item = walkable[place + 1], 0
            item = min(max(item, 0), self._placed[number].piece.count - 1)
            self._go((number, Hit(item)))
        assert self._current is not None
        number, hit = self._current
        placed, bar = self._placed[number], self.verticalScrollBar()
        area = placed.piece.frame(hit.item).translated(0, placed.inside)
        if area.top() - _BETWEEN < bar.value():
            bar.setValue(int(area.top() - _BETWEEN))
        elif area.bottom() + _BETWEEN > bar.value() + self.viewport().height():
            bar.setValue(int(area.bottom() + _BETWEEN - self.viewport().height()))
        self._tell()

    def _at(self, place: QPointF) -> tuple[int, Hit] | None:
        x, y = place.x() - _MARGIN, place.y() + self.verticalScrollBar().value()
        for number, placed in enumerate(self._placed):
            if placed.inside <= y < placed.bottom:
                hit = placed.piece.hit(x, y - placed.inside) if x >= 0 else None
                return None if hit is None else (number, hit)
        return None

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
        number, hit = self._current
        placed, view = self._placed[number], self.viewport().rect()
        top = placed.inside - self.verticalScrollBar().value()
        area = placed.piece.frame(hit.item).translated(_MARGIN, top)
        if self._readout.text() != words:
            self._readout.setText(words)
        self._readout.adjustSize()
        self._readout.move(place_beside(area, self._readout.size(), view))
        self._readout.raise_()

    def _words(self) -> str:
        if self._current is None:
            return ""
        number, hit = self._current
        return self._placed[number].section.block.words(hit)

    @Slot()
    def _arrange(self) -> None:
        view, bar, zoom = self.viewport(), self.verticalScrollBar(), self._source.zoom
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
        bar.setRange(0, max(int(top) - view.height(), 0))
        bar.setPageStep(view.height())
        bar.setSingleStep(40)
        if self._current is not None:
            number, hit = self._current
            block = self._sections[number].block if number < len(self._sections) else None
            if block is None or not block.holds(hit):
                self._current = None
        self._tell()
        view.update()
