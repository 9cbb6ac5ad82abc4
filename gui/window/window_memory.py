"""What is kept of a window: its place, its splitters, its tab.

From one start to the next; and when it is built again in another language, also what is chosen,
ticked and scrolled in its widgets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QByteArray, QObject, QRect, QSettings, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHeaderView,
    QMainWindow,
    QScrollBar,
    QSplitter,
    QStackedWidget,
    QTableView,
    QTabWidget,
    QWidget,
)

from gui.stored_settings import stored_choice, stored_state
from gui.widgets.tab_deck import TabDeck
from gui.window.panels import Columns

LEAST_SEEN = 64
"""So many pixels of a window must be seen, or it is brought back to a screen."""


def fitted(place: QRect, screens: Sequence[QRect]) -> QRect:
    """Where a window that was at `place` stands on the `screens` that are there now: on the one
    where most of it was seen, or on the first; no larger than that, and all of it to be seen."""
    if not screens:
        return place

    def seen(screen: QRect) -> int:
        common = screen.intersected(place)
        return common.width() * common.height() if common.isValid() else 0

    screen = max(screens, key=seen)
    size = place.size().boundedTo(screen.size())
    if seen(screen) < LEAST_SEEN * LEAST_SEEN:
        # Its screen is gone: the middle of another is where one looks for it.
        made = QRect(screen.topLeft(), size)
        made.moveCenter(screen.center())
        return made
    left = min(max(place.left(), screen.left()), screen.right() + 1 - size.width())
    top = min(max(place.top(), screen.top()), screen.bottom() + 1 - size.height())
    return QRect(left, top, size.width(), size.height())


class WindowMemory(QObject):
    """Restores a window as it was, and notes how it is left.

    Splitters and tables of tabs are looked after from when their tab is first looked at.
    """

    def __init__(
        self, window: QMainWindow, tabs: TabDeck, settings: QSettings
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tabs = tabs
        self._settings = settings
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
        self._window.resize(usual.boundedTo(self._window.screen().availableSize()))
        kept = stored_state(self._settings, "geometry")
        if kept is not None and self._window.restoreGeometry(kept):
            place = self._window.geometry()
            if not self._window.isMaximized() and fitted(place, screens) != place:
                self._window.setGeometry(fitted(place, screens))
        tab = stored_choice(self._settings, "tab", self._tabs.names(), "")
        if tab:
            self._tabs.show_page(tab)

    def save(self) -> None:
        """Note how everything stands."""
        self._settings.setValue("geometry", self._window.saveGeometry())
        self._settings.setValue("tab", self._tabs.current_name())
        for name, splitter in self._splitters.items():
            if isinstance(splitter, Columns) and splitter.is_usual():
                self._settings.remove(name)
            else:
                self._settings.setValue(name, splitter.saveState())
        for name, header in self._headers.items():
            self._settings.setValue(name, header.saveState())

    @Slot()
    def forget(self) -> None:
        """Put the other splitters back to their usual places too."""
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
        elif isinstance(before, QScrollBar) and isinstance(after, QScrollBar):
            after.setValue(before.value())


def pairs(old: QWidget, new: QWidget) -> Iterator[tuple[QWidget, QWidget]]:
    """Each widget in `old` with the one in the same place in `new`, parents first.

    Where the widgets in a place differ in kind or number, what stands in them is passed over.
    """
    yield old, new
    if len(children(old)) != len(children(new)):
        return
    for before, after in zip(children(old), children(new), strict=True):
        if type(before) is type(after):
            yield from pairs(before, after)


def children(widget: QWidget) -> list[QWidget]:
    """The widgets in a widget, in the order in which they came; windows are none of them."""
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    found: list[QObject] = widget.findChildren(QWidget, options=direct)
    return [one for one in found if isinstance(one, QWidget) and not one.isWindow()]
