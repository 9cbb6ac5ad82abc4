"""The ready networks as a gallery: of each a small picture of data and layers, and a line."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QPainter,
    QPen,
    QPixmap,
    QStandardItem,
    QStandardItemModel,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from diynn.data.sources import CarbonDioxide, Digits, FashionMNIST, Ultrasound
from diynn.data.sources.downloaded import OnDemand
from diynn.data.sources.toys import Toy
from diynn.design.design import Design, fit
from diynn.experiments.report_figures import reported
from diynn.layers import Linear
from diynn.layers.layer import Shape
from diynn.storage.recipes import NETWORKS, RECIPES, REPORT, recipe
from gui.help.sketch import Sketch
from gui.help.sketched_curves import fitted_curve, seasons, toy
from gui.help.sketched_images import digit, fine_digit, garment, table
from gui.text.wording import localized, notes_words, title_words
from gui.theme.resources import text_font
from gui.theme.theme import ThemeSource
from gui.widgets.caption import ElidedCaption
from gui.widgets.painted_page import paint_ring
from gui.widgets.plain_text import plain_tip

Index = QModelIndex | QPersistentModelIndex

_SIZE = QSize(900, 660)
_TEMPLATE = Qt.ItemDataRole.UserRole
_TILE, _GAP, _INNER, _PICTURE = 258, 8, 10, 64
"""Pixels of 100 % text: the least width of a tile, between two, within one, a picture's height."""
_LINES = 2
_THIN, _THICK, _BETWEEN = 3.0, 22.0, 3.0
"""How wide a layer is drawn that gives a vector, and at most; the space between two."""


@dataclass(frozen=True)
class Template:
    """A ready network by the name of its recipe, under the heading of its group."""

    name: str
    group: str
    design: Design

    @property
    def title(self) -> str:
        """What it is called in the language of the window."""
        return title_words(self.design.title) or self.name

    @property
    def line(self) -> str:
        """What it is, in a line: of one of the report's, what the report says came of it."""
        found = reported(self.name.removeprefix(REPORT)) if self.name in NETWORKS else None
        if found is not None:
            return _tr("In the report: {what}").format(what=localized(found))
        return re.split(r"(?<=\w\w\.) |[:;] ", notes_words(self.design.notes))[0].strip()


def templates() -> Iterator[Template]:
    """All of them, group by group; their files are read now."""
    for name in RECIPES:
        design = recipe(name)
        yield Template(name, _group(design), design)
    for name in NETWORKS:
        yield Template(name, _tr("The report’s networks"), recipe(name))


def _group(design: Design) -> str:
    source = design.source
    if isinstance(source, Toy):
        return _tr("Points in the plane")
    if isinstance(source, Digits):
        return _tr("Small digits")
    return source.title if isinstance(source, OnDemand) else _tr("Tables")


class Gallery(QDialog):
    """Lets one be chosen by mouse or keys; `chosen` carries the name of its recipe."""

    chosen = Signal(str)
    lessons_asked = Signal()
    """Somebody would rather be led."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Templates"))
        self._items = QStandardItemModel(self)
        self._fill()
        self.list = TileList()
        self.list.setAccessibleName(self.tr("Templates"))
        self.list.setFlow(QListView.Flow.LeftToRight)
        self.list.setWrapping(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: tiles as wide as the room would else change the room.
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.list.setMouseTracking(True)
        self.list.setModel(self._items)
        self.list.setItemDelegate(_Tiles(themes, self.list))
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.list.activated.connect(self._choose)
        self.command = ElidedCaption()
        self.begin = QPushButton(self.tr("Start from it"))
        self.begin.setDefault(True)
        self.begin.clicked.connect(self._choose)
        self.lessons = QPushButton(self.tr("Lessons…"))
        self.lessons.setToolTip(self.tr("Begin with a lesson instead, step by step"))
        self.lessons.setAutoDefault(False)
        self.lessons.clicked.connect(self._ask_lessons)
        buttons = QDialogButtonBox()
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.addButton(self.begin, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.lessons)
        foot.addWidget(self.command, 1)
        foot.addWidget(buttons)
        down = QVBoxLayout(self)
        down.addWidget(self.list, 1)
        down.addLayout(foot)
        room = (parent or self).screen().availableSize()
        self.resize((_SIZE * max(themes.zoom, 1.0)).boundedTo(room - QSize(40, 80)))

    def _fill(self) -> None:
        group = ""
        for one in templates():
            if one.group != group:
                group = one.group
                heading = QStandardItem(group)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                self._items.appendRow(heading)
            item = QStandardItem(one.title)
            item.setData(one, _TEMPLATE)
            item.setEditable(False)
            item.setToolTip(plain_tip(notes_words(one.design.notes)))
            item.setAccessibleText(f"{one.title}. {one.line}")
            item.setAccessibleDescription(one.group)
            self._items.appendRow(item)

    def ask(self, design: Design) -> None:
        """Show all of them, that of this design chosen, else the first."""
        rows = range(self._items.rowCount())
        found = [row for row in rows if self._template(row) is not None]
        same = [row for row in found if self._items.item(row).data(_TEMPLATE).design == design]
        self.list.setCurrentIndex(self._items.index((same or found)[0], 0))
        self.list.setFocus()
        self.open()
        self.list.scrollTo(self.list.currentIndex())

    def current(self) -> Template | None:
        """The one that Enter would choose."""
        return self._template(self.list.currentIndex().row())

    def _template(self, row: int) -> Template | None:
        found = self._items.index(row, 0).data(_TEMPLATE)
        return found if isinstance(found, Template) else None

    @Slot()
    def _show_current(self) -> None:
        one = self.current()
        self.begin.setEnabled(one is not None)
        words = self.tr("On the command line: diynn train {name}")
        self.command.set_words("" if one is None else words.format(name=one.name))

    @Slot()
    def _ask_lessons(self) -> None:
        self.reject()
        self.lessons_asked.emit()

    @Slot()
    def _choose(self) -> None:
        one = self.current()
        if one is not None:
            self.accept()
            self.chosen.emit(one.name)


class TileList(QListView):
    """Tiles in rows; the keys go from tile to tile, over the headings."""

    def moveCursor(
        self, action: QListView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Left and right go through all of them, Home and End to the ends."""
        moves, model = QListView.CursorAction, self.model()
        rows = [
            row for row in range(model.rowCount())
            if model.index(row, 0).flags() & Qt.ItemFlag.ItemIsEnabled
        ]  # fmt: skip
        at = self.currentIndex().row()
        steps = {
            moves.MoveHome: rows[0],
            moves.MoveEnd: rows[-1],
            moves.MoveLeft: max([row for row in rows if row < at], default=rows[0]),
            moves.MoveRight: min([row for row in rows if row > at], default=rows[-1]),
        }
        if action in steps:
            return model.index(steps[action], 0)
        return self._nearest(action) or super().moveCursor(action, modifiers)

    def _nearest(self, action: QListView.CursorAction) -> QModelIndex | None:
        """The tile of the next row up or down that lies closest, whatever lies in between."""
        moves = {QListView.CursorAction.MoveUp: -1, QListView.CursorAction.MoveDown: 1}
        if action not in moves:
            return None
        model, here = self.model(), self.visualRect(self.currentIndex()).center()
        found = []
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            way = (self.visualRect(index).center() - here) * moves[action]
            if index.flags() & Qt.ItemFlag.ItemIsEnabled and way.y() > 0:
                found.append((way.y(), abs(way.x()), row))
        return model.index(min(found)[2], 0) if found else self.currentIndex()


class _Tiles(QStyledItemDelegate):
    """Draws a template as a tile, and the heading of a group over the whole width."""

    def __init__(self, themes: ThemeSource, view: QListView) -> None:
        super().__init__(view)
        self._themes, self._view = themes, view
        self._pictures: dict[tuple[str, int, int], QPixmap] = {}
        themes.changed.connect(self._forget)

    @Slot()
    def _forget(self) -> None:
        self._pictures = {}
        self._view.viewport().update()

    def _line(self, scale: float = 1.0, *, strong: bool = False) -> int:
        return QFontMetrics(text_font(self._themes.zoom, scale=scale, strong=strong)).height()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As many tiles beside each other as the room has place for."""
        room, zoom = self._view.viewport().width() - 2, self._themes.zoom
        if index.data(_TEMPLATE) is None:
            return QSize(room, self._line(strong=True) + 2 * _GAP)
        count = max(1, room // round(_TILE * zoom))
        tall = round(_PICTURE * zoom) + self._line(strong=True) + _LINES * self._line(0.88)
        return QSize(room // count, tall + 2 * _INNER + _GAP + 6)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The picture, the name in bold, the line."""
        theme, zoom = self._themes.current, self._themes.zoom
        one = index.data(_TEMPLATE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(text_font(zoom, strong=True))
        painter.setPen(QColor(theme.text))
        if not isinstance(one, Template):
            low = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
            heading = option.rect.adjusted(_GAP // 2, 0, 0, -_GAP // 2)
            painter.drawText(heading, low, str(index.data()))
            painter.restore()
            return
        tile = option.rect.adjusted(_GAP // 2, _GAP // 2, -_GAP // 2, -_GAP // 2)
        is_current = self._view.currentIndex() == index
        under = option.state & QStyle.StateFlag.State_MouseOver
        ground = theme.selection if is_current else theme.hover if under else theme.surface
        painter.setBrush(QColor(ground))
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawRoundedRect(QRectF(tile).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if is_current and self._view.hasFocus():
            paint_ring(painter, QRectF(tile), theme)
        room = tile.adjusted(_INNER, _INNER, -_INNER, -_INNER)
        tall = round(_PICTURE * zoom)
        painter.drawPixmap(room.topLeft(), self._picture(one, QSize(room.width(), tall)))
        painter.setPen(QColor(theme.text))
        line = self._line(strong=True)
        name = QRect(room.left(), room.top() + tall + 6, room.width(), line)
        metrics = painter.fontMetrics()
        right = Qt.TextElideMode.ElideRight
        painter.drawText(name, 0, metrics.elidedText(one.title, right, name.width()))
        self._write(painter, one.line, name.translated(0, line))
        painter.restore()

    def _write(self, painter: QPainter, words: str, room: QRect) -> None:
        """The words in two lines, ending in … where these are too short."""
        font = text_font(self._themes.zoom, scale=0.88)
        painter.setFont(font)
        painter.setPen(QColor(self._themes.current.muted))
        metrics, tall = painter.fontMetrics(), self._line(0.88)
        layout = QTextLayout(words, font)
        layout.setTextOption(QTextOption())
        layout.beginLayout()
        for number in range(_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(room.width())
            text = words[line.textStart() :]
            if number < _LINES - 1:
                text = text[: line.textLength()]
            shown = metrics.elidedText(text.strip(), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room.translated(0, number * tall), 0, shown)
        layout.endLayout()

    def _picture(self, one: Template, size: QSize) -> QPixmap:
        key = (one.name, size.width(), size.height())
        if key not in self._pictures:
            ratio = self._view.devicePixelRatioF()
            made = QPixmap(size * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            room = QRectF(QPointF(), QSizeF(size))
            draw_network(Sketch(painter, room, self._themes.current, self._themes.zoom), one.design)
            painter.end()
            self._pictures[key] = made
        return self._pictures[key]


def draw_network(sketch: Sketch, design: Design) -> None:
    """The data, then each layer as tall as what it gives and as wide as its channels, in colour
    where it has weights; of an auto-encoder, at the end what it should give back."""
    room, side = sketch.room, sketch.room.height()
    _draw_data(sketch.within(QRectF(room.left(), room.top(), side, side)), design)
    right = room.right()
    if design.reconstructs:
        right -= side + 2 * _BETWEEN
        _draw_data(sketch.within(QRectF(room.right() - side, room.top(), side, side)), design)
    boxes = []
    shapes = _shapes(design)
    first = shapes[0]
    largest = max(math.prod(first), 64)
    for layer, shape in zip(design.layers, shapes[1:], strict=True):
        length = shape[0] if len(shape) > 1 else math.prod(shape)
        # Of an image its height counts; equal factors of a vector or a sequence are equal lengths.
        share = math.sqrt(length / first[0]) if len(shape) == 3 else (
            math.log2(length + 1) / math.log2(largest + 1)
        )
        channels = shape[-1] if len(shape) > 1 else 1
        width = _THIN if channels == 1 else min(_THIN + 3 * math.log2(channels), _THICK)
        boxes.append((width, side * min(max(share, 0.08), 1.0), layer.group == "Weights"))
    left = room.left() + side + 4 * _BETWEEN
    whole = sum(width for width, _, _ in boxes) + _BETWEEN * max(len(boxes) - 1, 0)
    scale = min(1.0, (right - left) / whole) if boxes else 1.0
    left += max(0.0, (right - left - whole * scale) / 2)
    sketch.painter.setPen(Qt.PenStyle.NoPen)
    for width, height, has_weights in boxes:
        colour = sketch.theme.accent if has_weights else sketch.theme.strong_border
        sketch.painter.setBrush(QColor(colour))
        box = QRectF(left, room.center().y() - height / 2, width * scale, height)
        sketch.painter.drawRoundedRect(box, 1.5, 1.5)
        left += (width + _BETWEEN) * scale


def _shapes(design: Design) -> list[Shape]:
    """What goes in, and what each layer gives; of a table, which is not read for this, as far as it
    is known without."""
    outline = design.source.outline()
    if outline is not None:
        fitted = fit(design, outline)
        return [fitted.input_shape or (1,), *(row.after or (1,) for row in fitted.rows)]
    shapes: list[Shape] = [(8,)]
    for layer in design.layers:
        shapes.append((layer.outputs,) if isinstance(layer, Linear) else shapes[-1])
    return shapes


def _draw_data(sketch: Sketch, design: Design) -> None:
    source = design.source
    if isinstance(source, Toy):
        toy(type(source))(sketch)
    elif isinstance(source, FashionMNIST):
        sketch.grid(garment(), low=0.0, high=1.0)
    elif isinstance(source, OnDemand):
        sketch.grid(fine_digit(), low=0.0, high=1.0)
    elif isinstance(source, Digits):
        sketch.grid(digit(), low=0.0, high=1.0)
    elif isinstance(source, Ultrasound):
        fitted_curve(sketch)
    elif isinstance(source, CarbonDioxide):
        seasons(sketch)
    else:
        sketch.grid(table(), low=0.0, high=1.0)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Gallery", text)
