"""The tools for painting points: a brush for each class, move, erase, clear; open and save."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QWidget

from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.boxes import hbox
from gui.widgets.caption import ElidedCaption
from gui.widgets.plain_text import plain_tip
from gui.widgets.symbols import Symbol, paint_mark, symbol_of

BRUSHES = 5
_LETTERS = "ABCDE"
_ICON = QSize(18, 18)


class PaintBar(QWidget):
    """Shows which tool is chosen, and has signals for the commands beside the tools."""

    tool_changed = Signal()
    clear_asked = Signal()
    open_asked = Signal()
    save_asked = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "painting")
        self._themes = themes
        self._group = QButtonGroup(self)
        self._names: tuple[str, ...] = tuple(_LETTERS)
        self._line = hbox(parent=self, margins=(12, 0, 8, 2), spacing=2)
        self.brushes = [self._tool("") for _ in range(BRUSHES)]
        self._part()
        self.mover = self._tool("move", self.tr("Move points (M)"))
        self.eraser = self._tool("erase", self.tr("Erase points (E)"))
        self._part()
        self.clear = self._button("delete", self.tr("Erase all points"))
        self.open = self._button("open", self.tr("Open points from a table (CSV)…"))
        self.save = self._button("save", self.tr("Save the points as a table (CSV)…"))
        self.words = ElidedCaption()
        self.words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._line.addSpacing(8)
        self._line.addWidget(self.words, 1)
        for signal, asked in (
            (self.clear.clicked, self.clear_asked),
            (self.open.clicked, self.open_asked),
            (self.save.clicked, self.save_asked),
        ):
            signal.connect(asked)
        self._group.buttonToggled.connect(self.tool_changed)
        self.brushes[0].setChecked(True)
        themes.changed.connect(self._dress)
        self._dress()

    @property
    def tool(self) -> str:
        """The chosen tool: "paint", "move" or "erase"."""
        if self.mover.isChecked():
            return "move"
        return "erase" if self.eraser.isChecked() else "paint"

    @property
    def kind(self) -> int:
        """The class of the brush that is, or was last, chosen."""
        checked = (k for k, brush in enumerate(self.brushes) if brush.isChecked())
        return next(checked, 0)

    def take_brush(self, kind: int) -> None:
        """Choose the brush of a class."""
        self.brushes[kind].setChecked(True)

    def set_names(self, names: Sequence[str]) -> None:
        """Name the classes; brushes beyond them paint a class that is not there yet."""
        wanted = (*names, *_LETTERS[len(names) :])
        if wanted != self._names:
            self._names = wanted
            self._dress()

    def set_usable(self, *, tools: bool, save: bool) -> None:
        """Whether there is something to paint on, and something to save or clear."""
        for button in (*self.brushes, self.mover, self.eraser):
            button.setEnabled(tools)
        self.clear.setEnabled(save)
        self.save.setEnabled(save)

    def _tool(self, drawing: str, name: str = "") -> QToolButton:
        button = self._button(drawing, name)
        button.setCheckable(True)
        self._group.addButton(button)
        return button

    def _button(self, drawing: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setIconSize(_ICON)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(name)
        button.setToolTip(name)
        if drawing:
            IconKeeper(button, button.setIcon, drawing, self._themes)
        self._line.addWidget(button)
        return button

    def _part(self) -> None:
        line = QFrame()
        line.setFrameShape(QFrame.Shape.VLine)
        line.setFixedHeight(18)
        self._line.addSpacing(4)
        self._line.addWidget(line)
        self._line.addSpacing(4)

    @Slot()
    def _dress(self) -> None:
        theme = self._themes.current
        for kind, (button, name) in enumerate(zip(self.brushes, self._names, strict=True)):
            colour = theme.classes[kind % len(theme.classes)]
            button.setIcon(_brush_icon(colour, symbol_of(kind)))
            text = self.tr("Paint points of the class {0} ({1})").format(name, kind + 1)
            button.setToolTip(plain_tip(text))
            button.setAccessibleName(text)


def _brush_icon(colour: str, symbol: Symbol) -> QIcon:
    made = QIcon()
    for mode, strength in ((QIcon.Mode.Normal, 1.0), (QIcon.Mode.Disabled, 0.35)):
        pixmap = QPixmap(_ICON * 2)
        pixmap.setDevicePixelRatio(2)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setOpacity(strength)
        middle, brush = QPointF(9, 9), QBrush(QColor(colour))
        paint_mark(painter, middle, 12.5, symbol, QPen(Qt.PenStyle.NoPen), brush)
        painter.end()
        made.addPixmap(pixmap, mode)
    return made
