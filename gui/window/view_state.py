"""Carry what was chosen in the widgets of one window over to another that is built alike."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QScrollBar,
    QStackedWidget,
    QTabWidget,
    QWidget,
)


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
