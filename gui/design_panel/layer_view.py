"""The stack of layers under keys and mouse: rows are dragged, moved, copied and removed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from gui.commands.commands import Command
from gui.commands.shortcuts import give_mnemonics
from gui.design_panel.block_drag import BlockDrag, DropLine, block_image
from gui.design_panel.palette_block import drawing_of
from gui.design_panel.row_view import GAP, RowView
from gui.model.design_model import DesignModel
from gui.theme.resources import icon
from gui.theme.theme import ThemeSource

_EDGE = 28
_ALIKE = {
    Qt.Key.Key_Backspace: "Del", Qt.Key.Key_Delete: "Del",
    Qt.Key.Key_Enter: "Return", Qt.Key.Key_Insert: "Return",
}  # fmt: skip
_STANDARD = {
    "Ctrl+C": QKeySequence.StandardKey.Copy,
    "Ctrl+X": QKeySequence.StandardKey.Cut,
    "Ctrl+V": QKeySequence.StandardKey.Paste,
}


class LayerView(RowView):
    """Turns keys and the mouse into edits of the model; a drop outside changes nothing."""

    help_asked = Signal(str)
    palette_asked = Signal()
    """The user wants to insert something below the current row."""
    row_dragged = Signal(object)
    """A row is being dragged; carries a Drag."""

    def __init__(
        self, model: DesignModel, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, themes, parent)
        self._drag = BlockDrag(self)
        self._line = DropLine(self.viewport(), themes)
        self._creep = QTimer(self)
        self._creep.setInterval(30)
        self._creep_by = 0
        self._last_place = QPoint()
        self._drag.changed.connect(self.row_dragged)
        self._creep.timeout.connect(self._creep_on)

    # Where something would be put.

    def row_at(self, y: int) -> int:
        """The row above which something let go at `y` of the viewport would stand."""
        for row in range(self._design.rowCount()):
            if y < self.visualRect(self._design.index(row)).center().y():
                return row
        return self._design.rowCount()

    def show_drop(self, place: QPoint) -> int:
        """Show where something let go at `place` on the screen would stand, and tell it."""
        self._last_place = place
        y = self.viewport().mapFromGlobal(place).y()
        row, count = self.row_at(y), self._design.rowCount()
        if row < count:
            line = self.visualRect(self._design.index(row)).top() - GAP // 2
        elif count:
            line = self.visualRect(self._design.index(count - 1)).bottom() - GAP // 2
        else:
            line = self.viewport().height() // 2
        self._line.show_at(min(max(line, 4), max(self.viewport().height() - 4, 4)))
        self._creep_by = -8 if y < _EDGE else 8 if y > self.viewport().height() - _EDGE else 0
        bar = self.verticalScrollBar()
        if self._creep_by and bar.maximum() > bar.minimum():
            self._creep.start()
        else:
            self._creep.stop()
        return row

    @Slot()
    def end_drop(self) -> None:
        """Hide the line."""
        self._line.hide()
        self._creep.stop()

    @property
    def drop_line(self) -> DropLine:
        """The line that shows where a block would be put."""
        return self._line

    @Slot()
    def _creep_on(self) -> None:
        """Near an edge the list moves under the block."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self._creep_by)
        self.show_drop(self._last_place)

    def move_to(self, row: int, before: int) -> None:
        """Move a row above another one, and keep it current."""
        if self._design.moveRows(QModelIndex(), row, 1, QModelIndex(), before):
            self.go_to(before - 1 if before > row else before)

    # The mouse.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select, and perhaps begin a drag."""
        if self._drag.active:
            self._drag.cancel()
            return
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            kind, theme = self.row_widget(index.row()).kind, self._themes.current
            picture = icon(drawing_of(kind), theme)
            ratio = self.devicePixelRatioF()
            image = block_image(picture, kind.name(), self.font(), theme, ratio)
            self._drag.press(event, image, index.row())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The row follows; without a drag nothing happens."""
        self._drag.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put the row down."""
        if not self._drag.release(event):
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the first setting."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.row_widget(index.row()).edit_first()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the selected rows, each with its key."""
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            # The right button only called a drag off.
            return
        index = self.indexAt(event.pos())
        if index.isValid() and index.row() not in self.chosen_rows():
            self.go_to(index.row())
        menu = self.row_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def row_menu(self) -> QMenu:
        """A new menu for the selected rows."""
        menu = QMenu(self)
        for command in self.commands():
            assert command.act is not None
            action = menu.addAction(command.name, command.act)
            # Shown only: the list itself listens, and two listeners would be one too many.
            action.setShortcut(QKeySequence(command.keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setShortcutVisibleInContextMenu(True)
            action.setEnabled(command.enabled)
        give_mnemonics(menu)
        return menu

    def commands(self) -> list[Command]:
        """What can be done with the selected rows: its keys, its menu and all lists come from here.

        The keys are as a QKeySequence reads them.
        """
        rows, row = self.chosen_rows(), self.current_row()
        last = self._design.rowCount() - 1
        place = QCoreApplication.translate("keys", "List of layers")
        none, full = self.tr("No layer is selected."), self.tr("No layers were copied yet.")
        top, foot = self.tr("It is the first one."), self.tr("It is the last one.")

        def up() -> None:
            self.move_by(-1)

        def down() -> None:
            self.move_by(1)

        return [
            Command(text, place, keys, act, possible, "" if possible else why)
            for text, keys, possible, act, why in (
                (self.tr("Move up"), "Alt+Up", row > 0, up, none if row < 0 else top),
                (self.tr("Move down"), "Alt+Down", 0 <= row < last, down,
                 none if row < 0 else foot),
                (self.tr("Duplicate"), "Ctrl+D", bool(rows), self.duplicate, none),
                (self.tr("Cut"), "Ctrl+X", bool(rows), self.cut, none),
                (self.tr("Copy"), "Ctrl+C", bool(rows), self.copy, none),
                (self.tr("Copy as Python"), "Ctrl+Shift+X", self._design.can_be_python(),
                 self.copy_as_python, self.tr("The layers do not fit together yet.")),
                (self.tr("Paste"), "Ctrl+V", self._design.can_paste(), self.paste, full),
                (self.tr("Remove"), "Del", bool(rows), self.remove, none),
                (self.tr("Edit the first setting"), "F2", row >= 0, self.edit_first, none),
                (self.tr("Insert a block below"), "Return", True, self.palette_asked.emit, ""),
                (self.tr("Help"), "F1", row >= 0, self.ask_help, none),
            )
        ]  # fmt: skip

    # Keys.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the list; those of an editor in a row stay with it."""
        key, alone = event.key(), event.modifiers() == Qt.KeyboardModifier.NoModifier
        if key == Qt.Key.Key_F1:
            self.ask_help()
        elif not self.hasFocus():
            if key == Qt.Key.Key_Escape:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                event.ignore()
        elif (command := self._meant(event)) is not None:
            if command.enabled and command.act is not None:
                command.act()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Left) or (
            alone and event.text().isalpha()
        ):
            # Left to the window: play, step, new weights.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _meant(self, event: QKeyEvent) -> Command | None:
        """The command whose keys were pressed; on other keyboards some have further ones."""
        alone = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
        )  # fmt: skip
        pressed = QKeySequence(event.keyCombination()).toString()
        if alone:
            pressed = _ALIKE.get(Qt.Key(event.key()), pressed)
        for keys, standard in _STANDARD.items():
            pressed = keys if event.matches(standard) else pressed
        return next((one for one in self.commands() if one.keys == pressed), None)

    @Slot()
    def edit_first(self) -> None:
        """Edit the first setting of the current row."""
        if self.current_row() >= 0:
            self.row_widget(self.current_row()).edit_first()

    def move_by(self, steps: int) -> None:
        """Move the current row up or down."""
        row = self.current_row()
        to = row + steps
        if row >= 0 and 0 <= to < self._design.rowCount():
            self.move_to(row, to + 1 if steps > 0 else to)

    @Slot()
    def remove(self) -> None:
        """Remove the selected rows; the next one becomes current."""
        rows = self.chosen_rows()
        if rows:
            self._design.remove(rows)
            self.go_to(min(rows[0], self._design.rowCount() - 1))

    @Slot()
    def duplicate(self) -> None:
        """Duplicate the selected rows below them."""
        rows = self.chosen_rows()
        if rows:
            self.go_to(self._design.duplicate(rows))

    @Slot()
    def copy(self) -> None:
        """Put the selected rows on the clipboard."""
        self._design.copy(self.chosen_rows())

    @Slot()
    def copy_as_python(self) -> None:
        """Put all layers on the clipboard as a script of PyTorch's."""
        QGuiApplication.clipboard().setText(self._design.as_python())

    @Slot()
    def cut(self) -> None:
        """Put the selected rows on the clipboard and remove them."""
        self.copy()
        self.remove()

    @Slot()
    def paste(self) -> None:
        """Insert what is on the clipboard below the current row, or at the end."""
        current = self.current_row()
        row = current + 1 if current >= 0 else self._design.rowCount()
        if self._design.paste(row):
            self.go_to(row)

    @Slot()
    def ask_help(self) -> None:
        """Ask for help on the current row."""
        if self.current_row() >= 0:
            self.help_asked.emit(self.row_widget(self.current_row()).kind.name())
