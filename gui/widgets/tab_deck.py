"""The tabs, each made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from gui.widgets.boxes import Scroller

LEAST = QSize(320, 240)
"""What a page takes of the window at least; one that needs more scrolls there."""


class TabDeck(QTabWidget):
    """Tabs by name. A window with many opens as fast as one with few: a page nobody has looked at
    does not exist yet.
    """

    made = Signal(str, object)
    """A page was looked at for the first time; carries its name and the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What the network does and has learnt"))
        self.setDocumentMode(True)
        self.setUsesScrollButtons(True)
        self._makers: dict[str, Callable[[], Any]] = {}
        self._pages: dict[str, Any] = {}
        self._places: dict[str, QWidget] = {}
        self._waits = False
        self.currentChanged.connect(self._fill)

    def add(self, name: str, title: str, tip: str, make: Callable[[], Any]) -> None:
        """Add a tab at the end; `make` makes its page, a widget with `close_down()`, in time."""
        place = QWidget()
        down = QVBoxLayout(place)
        down.setContentsMargins(0, 0, 0, 0)
        self._makers[name], self._places[name] = make, place
        self.setTabToolTip(self.addTab(place, title), tip)

    def page(self, name: str) -> Any:
        """The page of that name, made now where it was not yet."""
        page = self._pages.get(name)
        if page is None:
            page = self._pages[name] = self._makers[name]()
            layout = self._places[name].layout()
            assert layout is not None
            layout.addWidget(Scroller(page, LEAST))
            self.made.emit(name, page)
        return page

    def offer(self, name: str, *, offered: bool) -> None:
        """Show the tab of that name among the others, or hide it."""
        self.setTabVisible(self.indexOf(self._places[name]), offered)

    def is_offered(self, name: str) -> bool:
        """Whether the tab of that name is shown among the others."""
        return self.isTabVisible(self.indexOf(self._places[name]))

    def show_page(self, name: str) -> None:
        """Turn to the tab of that name."""
        self.setCurrentWidget(self._places[name])
        self._fill()

    def show_one_of(self, names: Sequence[str]) -> None:
        """Turn to the first of these tabs, unless one of them is looked at already."""
        if names and self.current_name() not in names:
            self.show_page(names[0])

    def current_name(self) -> str:
        """The name of the tab that is looked at."""
        return next(name for name, place in self._places.items() if place is self.currentWidget())

    def title(self, name: str) -> str:
        """What stands on the tab of that name."""
        return self.tabText(self.indexOf(self._places[name]))

    def names(self) -> list[str]:
        """All names, in their order."""
        return list(self._makers)

    def looked_at(self) -> list[str]:
        """The names of the tabs that have been looked at."""
        return list(self._pages)

    def close_down(self) -> None:
        """End the threads of every page."""
        for page in self._pages.values():
            page.close_down()

    def wait(self) -> None:
        """Make no page that is looked at until `fill`."""
        self._waits = True

    @Slot()
    def fill(self) -> None:
        """Make the page that is looked at, and from now on every one at its first look."""
        self._waits = False
        self._fill()

    @Slot()
    def _fill(self) -> None:
        if not self._waits and self.currentWidget() in self._places.values():
            self.page(self.current_name())
