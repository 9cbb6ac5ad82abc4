"""What is kept of a window: its place, its splitters, its tab.

From one start to the next; and when it is built again in another language, also what is chosen,
ticked and scrolled in its widgets.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QByteArray, QObject, QSettings, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QComboBox,
    QHeaderView,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QTableView,
    QTabWidget,
    QWidget,
)

from gui.design_panel.palette import Palette
from gui.stored_settings import (
    fit_frame,
    fitted,
    stored_choice,
    stored_flag,
    stored_state,
    take_size,
)
from gui.widgets.tab_deck import TabDeck
from gui.window.panels import Columns

LARGEST_SIZE = 2**15
"""Pixels: no part of a window is larger."""
_MARKER = 0xFF
"""What Qt begins the state of a splitter and of a head with."""
FOLDS = {"folded": True, "unfolded": False}
"""What a person has decided about the palette, as it is remembered."""


def could_be_of(thing: QSplitter | QHeaderView, state: QByteArray) -> bool:
    """Whether a splitter or the head of a table may have given this state.

    Qt looks at little of it: it would make a window as large as the handles that a splitter's state
    claims, and be busy for hours with the columns that a head's claims.
    """
    if isinstance(thing, QSplitter):
        own = bytes(thing.saveState().data())
        return _could_be_of_splitter(bytes(state.data()), own, thing.count())
    return _could_be_of_head(bytes(state.data()), thing.count())


def _could_be_of_splitter(state: bytes, own: bytes, parts: int) -> bool:
    """The sizes of the parts may be others; all else is as it has it now."""
    if len(state) != len(own):
        return False
    sizes = struct.Struct(f">3I{parts}i")
    marker, _, count, *found = sizes.unpack_from(state)
    return (
        (marker, count) == (_MARKER, parts)
        and state[sizes.size :] == own[sizes.size :]
        and max(found) <= LARGEST_SIZE
    )


def _could_be_of_head(state: bytes, columns: int) -> bool:
    """None of the columns is moved or hidden; their widths and their order may be others."""
    start, column = struct.Struct(">5i?4I2i5?6iI"), struct.Struct(">3i")
    end = struct.Struct(">i?5i")
    if len(state) != start.size + columns * column.size + end.size:
        return False
    marker, _, across, order, sorted_by, _, *more = start.unpack_from(state)
    moved, (length, count), default, listed = more[:4], more[4:6], more[13], more[17]
    widths, repeats, _ = zip(*column.iter_unpack(state[start.size : -end.size]), strict=True)
    _, _, last, _, _, unlisted, _ = end.unpack(state[-end.size :])
    return (
        (marker, across, count, listed, unlisted) == (_MARKER, 1, columns, columns, 0)
        and not any(moved)
        and set(repeats) == {1}
        and order in (0, 1)
        and -1 <= sorted_by < columns
        and min(widths) >= 0
        and default >= 0
        and max(*widths, default, last, length // columns) <= LARGEST_SIZE
    )


class WindowMemory(QObject):
    """Restores a window as it was, and notes how it is left.

    Splitters and tables of tabs, and buttons with a property `remembered`, the key of their
    setting, are looked after from when their tab is first looked at.
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
        if kept is not None and could_be_of(splitter, kept):
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
        for button in page.findChildren(QAbstractButton):
            key = button.property("remembered")
            if isinstance(key, str):
                button.setChecked(stored_flag(self._settings, key, button.isChecked()))
                button.toggled.connect(partial(self._settings.setValue, key))
        for number, splitter in enumerate(page.findChildren(QSplitter)):
            self.watch(f"tabs/{name}/splitter{number}", splitter)
        for number, table in enumerate(page.findChildren(QTableView)):
            header = table.horizontalHeader()
            if not header.count() or not _draggable(header):
                continue
            key = f"tabs/{name}/table{number}"
            self._headers[key] = header
            kept = stored_state(self._settings, key)
            if kept is not None and could_be_of(header, kept):
                header.restoreState(kept)


def _draggable(header: QHeaderView) -> bool:
    """Whether people set the widths: tables that share out their width themselves are let alone."""
    interactive = QHeaderView.ResizeMode.Interactive
    return all(header.sectionResizeMode(at) == interactive for at in range(header.count()))


def carry_over(old: QWidget, new: QWidget) -> None:
    """Let every widget in `new` stand as its like in `old`: chosen, ticked, scrolled.

    Where borders were dragged to is remembered from start to start, and so from window to window.
    """
    # From the outside in: what stands on another page may appear only with that page.
    for before, after in pairs(old, new):
        if isinstance(before, QComboBox) and isinstance(after, QComboBox):
            place = before.currentIndex()
            if before.count() == after.count() and after.currentIndex() != place:
                after.setCurrentIndex(place)
                after.activated.emit(place)
        elif isinstance(before, QAbstractButton) and isinstance(after, QAbstractButton):
            if before.isCheckable() and before.isChecked() != after.isChecked():
                after.click()
        elif isinstance(before, QTabWidget | QStackedWidget):
            assert isinstance(after, QTabWidget | QStackedWidget)
            after.setCurrentIndex(before.currentIndex())
        elif isinstance(before, QAbstractSlider) and isinstance(after, QAbstractSlider):
            after.setValue(before.value())


def pairs(old: QWidget, new: QWidget) -> Iterator[tuple[QWidget, QWidget]]:
    """Each widget in `old` with the one in the same place in `new`, parents first.

    Those of a kind belong together where there are as many of them; what was made later, such as
    the search for commands, has none and does not stand in the way of the others.
    """
    yield old, new
    before, after = children(old), children(new)
    for kind in dict.fromkeys(map(type, before)):
        same = [[one for one in those if type(one) is kind] for those in (before, after)]
        if len(same[0]) == len(same[1]):
            for one, other in zip(*same, strict=True):
                yield from pairs(one, other)


def children(widget: QWidget) -> list[QWidget]:
    """The widgets in a widget, in the order in which they came; windows are none of them."""
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    objects: list[QObject] = widget.findChildren(QWidget, options=direct)
    found = [one for one in objects if isinstance(one, QWidget) and not one.isWindow()]
    # Qt has them in the order in which they were last shown.
    return sorted(found, key=widget.indexOf) if isinstance(widget, QStackedWidget) else found
