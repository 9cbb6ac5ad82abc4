"""What is remembered of a window from one start to the next: its place, its splitters, its tab."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, QSettings, QSize, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QMainWindow, QSplitter, QTableView, QWidget

from gui.design_panel.palette import Palette
from gui.stored_settings import stored_choice, stored_state
from gui.widgets.tab_deck import TabDeck
from gui.widgets.window_place import fit_frame, fitted, take_size
from gui.window.columns import Columns

FOLDS = {"folded": True, "unfolded": False}
"""What a person has decided about the palette, as it is remembered."""


class WindowMemory(QObject):
    """Restores a window as it was, and notes how it is left.

    Splitters and tables of tabs are looked after from when their tab is first looked at.
    """

    def __init__(
        self, window: QMainWindow, tabs: TabDeck, palette: Palette, settings: QSettings
    ) -> None:
        super().__init__(window)
        self._palette = palette
        self._window = window
        self._tabs = tabs
        self._settings = settings
        self._usual_size: QSize | None = None
        """Of a window that nobody has given another size."""
        self._splitters: dict[str, QSplitter] = {}
        self._usual: dict[str, QByteArray] = {}
        self._headers: dict[str, QHeaderView] = {}
        tabs.made.connect(self._watch_page)

    def watch(self, name: str, splitter: QSplitter) -> None:
        """Remember a splitter's places under `name`, and put it where it was."""
        self._splitters[name] = splitter
        self._usual[name] = splitter.saveState()
        kept = stored_state(self._settings, name)
        if kept is not None:
            splitter.restoreState(kept)

    def restore(self, usual: QSize) -> None:
        """Put the window where it was, as far as that place is still there."""
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        take_size(self._window, usual)
        self._usual_size = usual
        kept = stored_state(self._settings, "geometry")
        if kept is not None and self._window.restoreGeometry(kept):
            self._usual_size = None
            place = self._window.geometry()
            if not self._window.isMaximized() and fitted(place, screens) != place:
                self._window.setGeometry(fitted(place, screens))
        fold = stored_choice(self._settings, "palette", tuple(FOLDS), "")
        self._palette.set_choice(FOLDS.get(fold))
        tab = stored_choice(self._settings, "tab", self._tabs.names(), "")
        if tab:
            self._tabs.show_page(tab)

    @Slot()
    def fit_frame(self) -> None:
        """Let the window be seen whole with its frame, which is known once it is shown."""
        fit_frame(self._window, self._usual_size)

    def save(self) -> None:
        """Note how everything stands."""
        self._settings.setValue("geometry", self._window.saveGeometry())
        self._settings.setValue("tab", self._tabs.current_name())
        folds = {choice: name for name, choice in FOLDS.items()}
        if self._palette.choice is None:
            self._settings.remove("palette")
        else:
            self._settings.setValue("palette", folds[self._palette.choice])
        for name, splitter in self._splitters.items():
            if isinstance(splitter, Columns) and splitter.is_usual():
                self._settings.remove(name)
            else:
                self._settings.setValue(name, splitter.saveState())
        for name, header in self._headers.items():
            self._settings.setValue(name, header.saveState())

    @Slot()
    def forget(self) -> None:
        """Put the other splitters back to their usual places too, and fold the palette by need."""
        self._palette.set_choice(None)
        for name, splitter in self._splitters.items():
            if not isinstance(splitter, Columns):
                splitter.restoreState(self._usual[name])

    @Slot(str, object)
    def _watch_page(self, name: str, page: QWidget) -> None:
        for number, splitter in enumerate(page.findChildren(QSplitter)):
            self.watch(f"tabs/{name}/splitter{number}", splitter)
        for number, table in enumerate(page.findChildren(QTableView)):
            header = table.horizontalHeader()
            if not header.count() or not _draggable(header):
                continue
            key = f"tabs/{name}/table{number}"
            self._headers[key] = header
            kept = stored_state(self._settings, key)
            if kept is not None:
                header.restoreState(kept)


def _draggable(header: QHeaderView) -> bool:
    """Whether people set the widths: tables that share out their width themselves are let alone."""
    interactive = QHeaderView.ResizeMode.Interactive
    return all(header.sectionResizeMode(at) == interactive for at in range(header.count()))
