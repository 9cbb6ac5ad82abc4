"""Every text that a window shows, or says to whom listens."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTableView,
    QTabWidget,
    QWidget,
)

from gui.widgets.accessibility import InWords


def texts_in(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Every text in a widget and in all that stands in it, with where it stands."""
    for one in [widget, *widget.findChildren(QWidget)]:
        where = f"{type(one).__name__} {one.objectName()}".strip()
        yield where, one.toolTip()
        yield where, one.accessibleName()
        yield where, one.accessibleDescription()
        if isinstance(one, QLabel | QAbstractButton):
            yield where, one.text()
        if isinstance(one, QLineEdit):
            yield where, one.placeholderText()
            yield where, one.text()
        if isinstance(one, InWords):
            yield where, one.in_words()
        if isinstance(one, QGroupBox):
            yield where, one.title()
        if isinstance(one, QTabWidget):
            for number in range(one.count()):
                yield from ((where, one.tabText(number)), (where, one.tabToolTip(number)))
        if isinstance(one, QComboBox | QAbstractItemView) and one.model() is not None:
            yield from model_texts(one.model(), where)
        if isinstance(one, QTableView) and one.model() is not None:
            for column in range(one.model().columnCount(QModelIndex())):
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                    across = Qt.Orientation.Horizontal
                    yield where, str(one.model().headerData(column, across, role) or "")
        if isinstance(one, QMenu):
            one.aboutToShow.emit()
    for action in widget.findChildren(QAction):
        yield "QAction", action.text()
        yield "QAction", action.toolTip()


def model_texts(model: QAbstractItemModel, where: str) -> Iterator[tuple[str, str]]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for row in range(min(model.rowCount(QModelIndex()), 40)):
        for column in range(columns):
            index = model.index(row, column)
            for role in (
                Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole,
                Qt.ItemDataRole.AccessibleTextRole,
            ):  # fmt: skip
                text = model.data(index, role)
                if isinstance(text, str):
                    yield where, text
