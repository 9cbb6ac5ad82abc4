"""The list of all keys, grouped by where they work; it can be searched, copied and printed."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Slot
from PySide6.QtGui import QGuiApplication, QPdfWriter, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.commands.commands import Command, fold_accents
from gui.stored_settings import take_size
from gui.widgets.export import ExportError, save_bytes
from gui.widgets.file_dialogs import PICTURES, ask_save
from gui.widgets.plain_text import warn
from gui.widgets.typed_field import LineField

USUAL_SIZE = QSize(620, 640)


class ShortcutList(QDialog):
    """A window of its own beside the program's: it may stay open while one tries the keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutList")
        self.setWindowTitle(self.tr("Keys"))
        self._commands: list[Command] = []
        self._lines: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        """Each place, and the keys there."""
        self.field = LineField()
        self.field.setPlaceholderText(self.tr("Find a key or what it does"))
        self.field.setAccessibleName(self.tr("Find a key"))
        self.field.setClearButtonEnabled(True)
        self.tree = QTreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels([self.tr("What it does"), self.tr("Keys")])
        self.tree.setAccessibleName(self.tr("Keys"))
        self.tree.setRootIsDecorated(False)
        self.tree.setItemsExpandable(False)
        self.tree.setWordWrap(True)
        header = self.tree.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        buttons = QDialogButtonBox()
        close = buttons.addButton(QDialogButtonBox.StandardButton.Close)
        roles = QDialogButtonBox.ButtonRole
        self.copy_button = buttons.addButton(self.tr("&Copy"), roles.ActionRole)
        self.save_button = buttons.addButton(self.tr("Save as &PDF…"), roles.ActionRole)
        self.save_button.setToolTip(self.tr("A page to print and to pin beside the screen"))
        # Enter in the field is no press of a button.
        for button in (self.copy_button, self.save_button, close):
            button.setAutoDefault(False)
        self.copy_button.clicked.connect(self.copy)
        self.save_button.clicked.connect(self._ask_where)
        buttons.rejected.connect(self.reject)
        self.field.textChanged.connect(self._filter)
        down = QVBoxLayout(self)
        down.addWidget(self.field)
        down.addWidget(self.tree, 1)
        down.addWidget(buttons)
        take_size(self, USUAL_SIZE)

    def show_commands(self, commands: Sequence[Command]) -> None:
        """List those of `commands` that have keys, each place with its own together."""
        self._commands = [command for command in commands if command.keys]
        self.tree.clear()
        self._lines = []
        for place, members in self.groups().items():
            title = QTreeWidgetItem(self.tree, [place, ""])
            font = title.font(0)
            font.setBold(True)
            title.setFont(0, font)
            lines = [QTreeWidgetItem(title, [one.name, one.keys]) for one in members]
            self._lines.append((title, lines))
            title.setExpanded(True)
        self._filter()

    def groups(self) -> dict[str, list[Command]]:
        """The commands by place, in the order in which the places first come."""
        groups: dict[str, list[Command]] = {}
        for command in self._commands:
            groups.setdefault(command.place, []).append(command)
        return groups

    def shown(self) -> list[str]:
        """What the lines that are not filtered out do, from the top."""
        return [line.text(0) for _, lines in self._lines for line in lines if not line.isHidden()]

    @Slot()
    def _filter(self) -> None:
        asked = fold_accents(self.field.text()).split()
        for title, lines in self._lines:
            for line in lines:
                words = fold_accents(f"{title.text(0)} {line.text(0)} {line.text(1)}")
                line.setHidden(not all(one in words for one in asked))
            title.setHidden(all(line.isHidden() for line in lines))

    def page(self) -> str:
        """All of it as a page."""
        parts = [f"<h1>{escape(self.tr('Keys of diynn'))}</h1>"]
        for place, members in self.groups().items():
            parts.append(f"<h3>{escape(place)}</h3><table width='100%' cellpadding='2'>")
            parts += [
                f"<tr><td width='32%'><b>{escape(one.keys)}</b></td>"
                f"<td>{escape(one.name)}</td></tr>"
                for one in members
            ]
            parts.append("</table>")
        return "".join(parts)

    def pdf(self) -> bytes:
        """All of it on pages to print."""
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(self.tr("Keys of diynn"))
        document = QTextDocument()
        document.setDefaultFont(self.font())
        document.setHtml(self.page())
        document.print_(writer)
        del writer
        buffer.close()
        return bytes(data.data())

    def save(self, name: str) -> None:
        """Save the pages as the file `name`; a failure is shown."""
        try:
            save_bytes(name, self.pdf())
        except ExportError as error:
            warn(self, self.tr("Not saved"), str(error))

    @Slot()
    def copy(self) -> None:
        """Put the list on the clipboard, a key a line."""
        lines = []
        for place, members in self.groups().items():
            lines += [place, *(f"\t{one.keys}\t{one.name}" for one in members)]
        QGuiApplication.clipboard().setText("\n".join(lines))

    @Slot()
    def _ask_where(self) -> None:
        kinds, title = [self.tr("Page (*.pdf)")], self.tr("Save the list of keys")
        path = ask_save(self, title, kinds, "diynn-keys.pdf", PICTURES)
        if path is not None:
            self.save(str(path))
