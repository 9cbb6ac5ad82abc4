"""One block of the palette: a kind of layer that can be dragged into the network."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QFontMetrics, QIcon, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from diynn.layers.layer import Layer
from gui.design_panel.block_drag import BlockDrag, Drag, block_image
from gui.text.wording import translated
from gui.theme.resources import icon, layer_icon_name
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.caption import small

_DRAWINGS = {
    "Linear": "linear", "Flatten": "flatten", "Dropout": "dropout", "BatchNorm": "norm",
    "LayerNorm": "norm", "Upsample": "upsample", "Softmax": "softmax", "Softplus": "softplus",
    "Sigmoid": "activation", "Tanh": "activation", "ReLU": "relu", "LeakyReLU": "leaky",
    "ELU": "elu", "GELU": "gelu", "SiLU": "gelu", "GlobalAvgPool": "global", "PReLU": "leaky",
    "SELU": "elu", "HardSwish": "gelu", "Softsign": "activation", "LogSoftmax": "softmax",
}  # fmt: skip
_FAMILIES = {
    "ConvTranspose": "transposed", "Conv": "conv", "Residual": "residual", "Reshape": "reshape",
    "MaxPool": "pool", "AvgPool": "pool", "Pad": "pad",
}  # fmt: skip


def drawing_of(layer: type[Layer]) -> str:
    """The name of the drawing for a kind of layer."""
    name = layer.name()
    family = next((kind for start, kind in _FAMILIES.items() if name.startswith(start)), "conv")
    return layer_icon_name(_DRAWINGS.get(name, family))


class Block(QToolButton):
    """One kind of layer: drag it, double-click it, or press Enter on it."""

    chosen = Signal(object)
    """Insert this kind of layer below the current row."""
    dragged = Signal(object)
    """This kind of layer is being dragged; carries a Drag."""
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
        self._drag.changed.connect(self._follow_drag)

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

    @Slot(object)
    def _follow_drag(self, drag: Drag) -> None:
        self.setDown(False)
        self.dragged.emit(drag)

    def _rest(self) -> None:
        self.setDown(False)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Perhaps the start of a drag."""
        if event.button() == Qt.MouseButton.RightButton:
            self._drag.cancel()
        elif event.button() == Qt.MouseButton.LeftButton:
            theme = self._themes.current
            picture = icon(drawing_of(self.kind), theme)
            ratio = self.devicePixelRatioF()
            image = block_image(picture, self.text(), small(self.font()), theme, ratio)
            self._drag.press(event, image, self.kind)
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


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
