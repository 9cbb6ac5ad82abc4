"""Carry what was chosen in the widgets of one window over to another that is built alike."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QComboBox,
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
    found: list[QObject] = widget.findChildren(QWidget, options=direct)
    return [one for one in found if isinstance(one, QWidget) and not one.isWindow()]
