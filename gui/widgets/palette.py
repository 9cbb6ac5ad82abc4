"""All blocks that a network can be built of, at hand in groups."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QFontMetrics, QIcon, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from diynn.layer import Layer
from diynn.layers import LAYERS
from gui.icons import icon, layer_icon_name
from gui.theme import IconKeeper, ThemeSource
from gui.widgets.block_drag import BlockDrag, block_image
from gui.widgets.caption import Caption, small
from gui.wording import translated

_DRAWINGS = {
    "Linear": "linear", "Flatten": "flatten", "Dropout": "dropout", "BatchNorm": "norm",
}  # fmt: skip

COLUMNS = 4

# Distances only: every colour comes from the program's own sheet.
_SHEET = """
QToolButton { padding: 2px 1px; border-radius: 5px; }
QToolButton:focus { padding: 1px 0; }
"""


def drawing_of(layer: type[Layer]) -> str:
    """The name of the drawing for a kind of layer."""
    name = layer.name()
    kind = _DRAWINGS.get(name, "activation")
    if name.startswith("Conv"):
        kind = "conv"
    elif "Pool" in name:
        kind = "pool"
    return layer_icon_name(kind)


class Block(QToolButton):
    """One kind of layer: drag it, double-click it, or press Enter on it."""

    chosen = Signal(object)
    """Insert this kind of layer below the current row."""
    dragged = Signal(object, QPoint)
    """This kind of layer hangs over a place on the screen."""
    dropped = Signal(object, QPoint)
    drag_ended = Signal()
    help_asked = Signal(str)

    def __init__(
        self, kind: type[Layer], themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self._themes = themes
        self.setText(kind.name())
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(16, 16))
        self.setProperty("raised", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        help_ = translated(kind.help())
        self.setAccessibleName(kind.name())
        self.setAccessibleDescription(help_)
        how = self.tr("Drag it into the network, or double-click.")
        self.setToolTip(f"<b>{kind.name()}</b><p>{_escaped(help_)}</p><p>{how}</p>")
        self._keeper = IconKeeper(self, self.setIcon, drawing_of(kind), themes)
        self._drag = BlockDrag(self)
        self._drag.moved.connect(self._tell_moved)
        self._drag.dropped.connect(self._tell_dropped)
        self._drag.called_off.connect(self.drag_ended)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button of the style; over it icon and name, in letters that leave each its room."""
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text, option.icon = "", QIcon()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        edge = self.iconSize().width()
        self.icon().paint(painter, 5, (self.height() - edge) // 2, edge, edge)
        painter.setFont(small(self.font()))
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.rect().adjusted(edge + 9, 0, -2, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

    def sizeHint(self) -> QSize:
        """Room for the icon and the name."""
        metrics = QFontMetrics(small(self.font()))
        return QSize(metrics.horizontalAdvance(self.text()) + 29, metrics.height() + 10)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    @Slot(QPoint)
    def _tell_moved(self, place: QPoint) -> None:
        self.setDown(False)
        self.dragged.emit(self.kind, place)

    @Slot(QPoint)
    def _tell_dropped(self, place: QPoint) -> None:
        self.dropped.emit(self.kind, place)
        self.drag_ended.emit()
        self._rest()

    def _rest(self) -> None:
        self.setDown(False)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Perhaps the start of a drag."""
        if event.button() == Qt.MouseButton.RightButton:
            self._drag.call_off()
        elif event.button() == Qt.MouseButton.LeftButton:
            theme = self._themes.current
            picture = icon(drawing_of(self.kind), theme)
            ratio = self.devicePixelRatioF()
            image = block_image(picture, self.text(), small(self.font()), theme, ratio)
            self._drag.press(event, image)
            self.setDown(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The block follows."""
        self._drag.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put it down where the mouse is."""
        self._drag.release(event)
        self._rest()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Insert it below the current row."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.kind)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Insert do what a double click does; F1 explains."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Insert)
        if event.key() in keys:
            self.chosen.emit(self.kind)
        elif event.key() == Qt.Key.Key_F1:
            self.help_asked.emit(self.kind.name())
        else:
            # Space stays free for play and pause, the arrows belong to the palette.
            event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be taken."""
        if not self._drag.active:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        super().enterEvent(event)


class Palette(QWidget):
    """Every block, in groups; the arrow keys go from one to the next."""

    chosen = Signal(object)
    dragged = Signal(object, QPoint)
    dropped = Signal(object, QPoint)
    drag_ended = Signal()
    help_asked = Signal(str)

    def __init__(
        self,
        themes: ThemeSource,
        parent: QWidget | None = None,
        kinds: Sequence[type[Layer]] = LAYERS,
        columns: int = COLUMNS,
    ) -> None:
        super().__init__(parent)
        self.blocks: list[Block] = []
        self._columns = columns
        self._places: dict[Block, tuple[int, int]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3)
        self._grid.setVerticalSpacing(1)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self.setAccessibleName(self.tr("Blocks"))
        self.setStyleSheet(_SHEET)
        for line, column, members in _placed(_by_group(kinds), columns):
            self._add_group(members, line, column, themes)

    def _add_group(
        self, kinds: list[type[Layer]], line: int, column: int, themes: ThemeSource
    ) -> None:
        wide = min(len(kinds), self._columns)
        caption = Caption(translated(kinds[0].group))
        caption.setContentsMargins(4, 0, 0, 0)
        self._grid.addWidget(caption, line, column, 1, wide)
        for number, kind in enumerate(kinds):
            place = (line + 1 + number // self._columns, column + number % self._columns)
            block = Block(kind, themes)
            for signal, ours in (
                (block.chosen, self.chosen),
                (block.dragged, self.dragged),
                (block.dropped, self.dropped),
                (block.drag_ended, self.drag_ended),
                (block.help_asked, self.help_asked),
            ):
                signal.connect(ours)
            self._grid.addWidget(block, *place)
            self._places[block] = place
            self.blocks.append(block)

    def block(self, name: str) -> Block:
        """The block of that name; KeyError where there is none."""
        for block in self.blocks:
            if block.kind.name() == name:
                return block
        raise KeyError(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys: to the nearest block in that direction."""
        here = self.focusWidget()
        steps = {
            Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is None or not isinstance(here, Block):
            super().keyPressEvent(event)
            return
        line, column = self._places[here]
        down, right = step

        def beyond(block: Block) -> bool:
            there = self._places[block]
            if right:
                return there[0] == line and (there[1] - column) * right > 0
            return (there[0] - line) * down > 0

        def distance(block: Block) -> int:
            there = self._places[block]
            return 10 * abs(there[0] - line) + abs(there[1] - column)

        ahead = [block for block in self.blocks if beyond(block)]
        if ahead:
            min(ahead, key=distance).setFocus(Qt.FocusReason.TabFocusReason)


def _by_group(kinds: Sequence[type[Layer]]) -> list[list[type[Layer]]]:
    """The kinds of each group, groups in the order in which they first come."""
    groups: dict[str, list[type[Layer]]] = {}
    for kind in kinds:
        groups.setdefault(kind.group, []).append(kind)
    return list(groups.values())


def _placed(
    groups: list[list[type[Layer]]], columns: int
) -> list[tuple[int, int, list[type[Layer]]]]:
    """Line and column of each group's title: a small group stands beside one that leaves room."""
    places: list[tuple[int, int, list[type[Layer]]]] = []
    ends: dict[int, int] = {}
    next_line = 0
    for group in groups:
        wide = min(len(group), columns)
        line = next((line for line, end in ends.items() if end + wide <= columns), next_line)
        places.append((line, ends.get(line, 0), group))
        if line == next_line:
            next_line += 1 + -(-len(group) // columns)
        ends[line] = ends.get(line, 0) + wide if len(group) <= columns else columns
    return places


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
