"""Ask for a file or a folder: one way, in the language of the window, where one was the last time.

Each kind of thing (networks, data, pictures and so on) remembers its own folder.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHeaderView, QMenu, QSplitter, QTreeView, QWidget

from gui.stored_settings import stored_text

DATA, PICTURES = "data", "pictures"
"""Purposes, which several places share."""

def ask_open(
    parent: QWidget | None, title: str, kinds: Sequence[str], purpose: str,
    settings: QSettings | None = None,
) -> Path | None:  # fmt: skip
    """A file to open, of one of the `kinds` (name filters); None where none was chosen.

    `purpose` names the things whose folder is remembered, in the person's own `settings` where none
    are given.
    """
    dialog = _dialog(parent, title, purpose, settings)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(kinds)
    return _chosen(dialog, purpose, settings)


def ask_folder(parent: QWidget | None, title: str, purpose: str) -> Path | None:
    """A folder; None where none was chosen."""
    dialog = _dialog(parent, title, purpose, None)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _chosen(dialog, purpose, None)


def ask_save(
    parent: QWidget | None, title: str, kinds: Sequence[str], name: str, purpose: str,
    settings: QSettings | None = None,
) -> Path | None:  # fmt: skip
    """Where to save what is to be called `name`; its ending is put to a name that has none."""
    dialog = _dialog(parent, title, purpose, settings)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(kinds)
    dialog.setDefaultSuffix(Path(name).suffix)
    dialog.selectFile(safe_name(name))
    return _chosen(dialog, purpose, settings)


def ask_data(parent: QWidget | None) -> Path | None:
    """A file with data; None where none was chosen."""
    kinds = [
        _tr(
            "Data (*.csv *.tsv *.txt *.data *.xlsx *.xls *.ods *.npz *.npy *ubyte* *.gz *.bz2 *.xz "
            "*.zip)"
        ),
        _tr("Tables (*.csv *.tsv *.txt *.data *.xlsx *.xls *.ods)"),
        _tr("NumPy arrays (*.npz *.npy)"), _tr("All files (*)"),
    ]  # fmt: skip
    return ask_open(parent, _tr("Choose a file"), kinds, DATA)


def ask_data_folder(parent: QWidget | None) -> Path | None:
    """A folder with one folder of pictures a class; None where none was chosen."""
    return ask_folder(parent, _tr("Choose a folder"), DATA)


class DataMenu(QMenu):
    """Lets a file with data or a folder of pictures be chosen; `chosen` carries its path."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.addAction(_tr("A file…")).triggered.connect(self._ask_for_file)
        self.addAction(_tr("A folder of pictures…")).triggered.connect(self._ask_for_folder)

    @Slot()
    def _ask_for_file(self) -> None:
        self._tell(ask_data(self.parentWidget()))

    @Slot()
    def _ask_for_folder(self) -> None:
        self._tell(ask_data_folder(self.parentWidget()))

    def _tell(self, path: Path | None) -> None:
        if path is not None:
            self.chosen.emit(path)


def safe_name(name: str) -> str:
    """The name without what no file's name can have, on any system."""
    return "".join("-" if letter in '<>:"/\\|?*' or letter < " " else letter for letter in name)


def remember_folder(purpose: str, folder: Path, settings: QSettings | None = None) -> None:
    """Begin in `folder` the next time a thing of this purpose is asked for."""
    (settings or QSettings()).setValue(f"folders/{purpose}", str(folder))


def _dialog(
    parent: QWidget | None, title: str, purpose: str, settings: QSettings | None
) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    details, halves = dialog.findChild(QTreeView), dialog.findChild(QSplitter)
    if details is not None and halves is not None:
        # Qt's own dialog: in no language its words are cut.
        details.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        halves.setSizes([140, 500])
    folder = stored_text(settings or QSettings(), f"folders/{purpose}")
    dialog.setDirectory(folder if os.path.isdir(folder) else str(Path.home()))
    return dialog


def _chosen(dialog: QFileDialog, purpose: str, settings: QSettings | None) -> Path | None:
    try:
        if not dialog.exec():
            return None
        path = Path(dialog.selectedFiles()[0])
    finally:
        dialog.deleteLater()
    remember_folder(purpose, path.parent, settings)
    return path


def _tr(text: str) -> str:
    return QCoreApplication.translate("FileDialogs", text)
