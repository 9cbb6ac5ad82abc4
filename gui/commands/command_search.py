"""A field over the window that finds every command by its name, and does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from gui.commands.commands import Command, find_commands
from gui.theme.theme import ThemeSource
from gui.widgets.alive import alive, focused_in
from gui.widgets.caption import small
from gui.widgets.plain_text import Label
from gui.widgets.typed_field import LineField

Index = QModelIndex | QPersistentModelIndex

_WIDTH, _LINES, _EDGE, _TOP = 640, 12, 16, 8
_COMMAND = Qt.ItemDataRole.UserRole

_SHEET = """
#commandSearch {{ background: {theme.raised}; border: 1px solid {theme.strong_border};
                  border-radius: 8px; }}
#commandSearch QListView {{ background: transparent; border: none; }}
"""


class _Lines(QStyledItemDelegate):
    """A command in a line: its name, where it is at home or why it cannot be done, its key."""

    def __init__(self, themes: ThemeSource, parent: QObject) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A line with some air."""
        return QSize(0, QFontMetrics(option.font).height() + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it."""
        command: Command = index.data(_COMMAND)
        theme, room = self._themes.current, option.rect
        painter.save()
        view = option.widget
        if isinstance(view, QListView) and view.currentIndex() == index:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selection))
            painter.drawRoundedRect(room.adjusted(2, 1, -2, -1), 4, 4)
        line = room.adjusted(10, 0, -10, 0)
        font, light = option.font, small(option.font)
        painter.setFont(light)
        painter.setPen(QColor(theme.muted if command.enabled else theme.disabled))
        keys = QFontMetrics(light).horizontalAdvance(command.keys)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, command.keys)
        left = line.adjusted(0, 0, -(keys + 16 if keys else 0), 0)
        painter.setFont(font)
        painter.setPen(QColor(theme.text if command.enabled else theme.disabled))
        name = QFontMetrics(font).elidedText(
            command.name, Qt.TextElideMode.ElideMiddle, left.width()
        )
        painter.drawText(left, middle, name)
        rest = left.adjusted(QFontMetrics(font).horizontalAdvance(name) + 12, 0, 0, 0)
        if rest.width() > 40:
            why = not command.enabled and command.obstacle
            painter.setFont(light)
            painter.setPen(QColor(theme.muted if command.enabled else theme.warning))
            words = QFontMetrics(light).elidedText(
                why or command.place, Qt.TextElideMode.ElideRight, rest.width()
            )
            painter.drawText(rest, middle, words)
        painter.restore()


class CommandSearch(QFrame):
    """Stands over its parent until something is chosen, Escape is pressed or another place clicked.

    The focus goes back to where it was.
    """

    chosen = Signal(object)
    """The user wants this command done."""

    def __init__(
        self, themes: ThemeSource, parent: QWidget, top: Callable[[], int] = lambda: 0
    ) -> None:
        """Stand `top` pixels below the parent's upper edge."""
        super().__init__(parent)
        self.setObjectName("commandSearch")
        self._top = top
        self.setAccessibleName(self.tr("Find a command"))
        self._themes = themes
        self._commands: list[Command] = []
        self._recent: list[str] = []
        self._before: QWidget | None = None
        self.field = LineField()
        self.field.setPlaceholderText(self.tr("What do you want to do?"))
        self.field.setAccessibleName(self.tr("Find a command"))
        self.field.setClearButtonEnabled(True)
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self._lines = _Lines(themes, self)
        self.list.setItemDelegate(self._lines)
        self._items = QStandardItemModel(self)
        self.list.setModel(self._items)
        self.nothing = Label(self.tr("Nothing is called so. Try fewer letters."))
        self.nothing.setProperty("muted", True)
        self.nothing.setContentsMargins(10, 4, 10, 6)
        down = QVBoxLayout(self)
        down.setContentsMargins(8, 8, 8, 8)
        down.setSpacing(4)
        down.addWidget(self.field)
        down.addWidget(self.list)
        down.addWidget(self.nothing)
        # A click beside the field leaves it the focus.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.field)
        self.field.installEventFilter(self)
        parent.installEventFilter(self)
        self.field.textChanged.connect(self._list)
        self.list.clicked.connect(self._choose)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.list.selectionModel().currentChanged.connect(self._tell)
        themes.changed.connect(self._dress)
        self._dress()
        self.hide()

    def ask(self, commands: Sequence[Command], recent: Sequence[str]) -> None:
        """Let one of `commands` be found; those with a title in `recent` come first."""
        parent = self.parentWidget()
        assert parent is not None
        if not self.isVisible():
            self._before = focused_in(parent)
        self._commands, self._recent = list(commands), list(recent)
        self.field.clear()
        self._list()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def listed(self) -> list[Command]:
        """The commands that are shown, from the top."""
        return [self._items.item(row).data(_COMMAND) for row in range(self._items.rowCount())]

    def current(self) -> Command | None:
        """The command that Enter would do."""
        index = self.list.currentIndex()
        return index.data(_COMMAND) if index.isValid() else None

    @Slot()
    def close_search(self) -> None:
        """Put it away, and give the focus back."""
        if self.isHidden():
            return
        before, self._before = alive(self._before), None
        focused = focused_in(self.window())
        had_focus = focused is not None and self.isAncestorOf(focused)
        self.hide()
        parent = self.parentWidget()
        if had_focus and parent is not None:
            (before if before is not None and before.isVisible() else parent).setFocus()

    @Slot()
    def _list(self) -> None:
        self._items.clear()
        for command in find_commands(self.field.text(), self._commands, self._recent):
            item = QStandardItem(command.name)
            item.setData(command, _COMMAND)
            item.setAccessibleText(_words(command))
            item.setEditable(False)
            self._items.appendRow(item)
        any_ = self._items.rowCount() > 0
        self.list.setVisible(any_)
        self.nothing.setVisible(not any_)
        self.list.setCurrentIndex(self._items.index(0, 0))
        self._place()

    @Slot()
    def _tell(self) -> None:
        """A screen reader stays in the field, and reads there what Enter would do."""
        command = self.current()
        self.field.setAccessibleDescription("" if command is None else _words(command))

    @Slot()
    def _choose(self) -> None:
        command = self.current()
        if command is not None and command.enabled:
            self.close_search()
            self.chosen.emit(command)

    @Slot()
    def _dress(self) -> None:
        self.setStyleSheet(_SHEET.format(theme=self._themes.current))
        self._place()

    def _place(self) -> None:
        parent = self.parentWidget()
        assert parent is not None
        width = min(round(_WIDTH * max(self._themes.zoom, 1.0)), parent.width() - 2 * _EDGE)
        line = max(self.list.sizeHintForRow(0), 1)
        head = self.field.sizeHint().height() + 24
        top = self._top() + _TOP
        room = max(parent.height() - head - _EDGE - top, 3 * line)
        rows = min(self._items.rowCount(), _LINES, max(room // line, 3))
        self.list.setFixedHeight(rows * line + 2)
        layout = self.layout()
        assert layout is not None
        layout.activate()
        height = layout.sizeHint().height()
        self.setGeometry(QRect((parent.width() - width) // 2, top, width, height))

    # Keys and focus

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field has the keys of the list too; without the focus the search closes."""
        if watched is self.field:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._press(event)
            if event.type() == QEvent.Type.FocusOut and not self.field.hasFocus():
                self._let_go()
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _let_go(self) -> None:
        # A menu of the field's own, or another program's window, is no other place.
        focused = focused_in(self.window())
        if focused is not self.field and not (focused and self.isAncestorOf(focused)):
            self.close_search()

    def _press(self, event: QKeyEvent) -> bool:
        rows, row = self._items.rowCount(), self.list.currentIndex().row()
        page = max(self.list.height() // max(self.list.sizeHintForRow(0), 1) - 1, 1)
        key = Qt.Key(event.key())
        steps = {
            Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1,
            Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page,
        }  # fmt: skip
        if key == Qt.Key.Key_Escape:
            self.close_search()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif key in steps:
            step = steps[key]
            wanted = row + step
            # From the last to the first and back; a page stops at the ends.
            to = wanted % rows if abs(step) == 1 and rows else min(max(wanted, 0), rows - 1)
            self.list.setCurrentIndex(self._items.index(to, 0))
        else:
            return False
        return True


def _words(command: Command) -> str:
    """A command as it is read out."""
    parts = [command.name, command.keys, command.place if command.enabled else command.obstacle]
    return ", ".join(part for part in parts if part)
