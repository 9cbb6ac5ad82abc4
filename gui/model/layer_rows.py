"""The layers of a design as the rows of a Qt item model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from diynn.layers.layer import Layer
from gui.model.layers_mime import LAYERS_MIME, packed, unpacked

Index = QModelIndex | QPersistentModelIndex

_NO_PARENT = QModelIndex()


class LayerRows(QAbstractListModel):
    """Speaks Qt's words for rows that come, go and move; what they are, a subclass decides."""

    def __init__(self, layers: Sequence[Layer], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = list(layers)

    def insert_layers(self, layers: Sequence[Layer], row: int, text: str = "") -> int:
        """Put layers above `row`; where the first of them stands now."""
        raise NotImplementedError

    def move_layer(self, row: int, to: int) -> int:
        """Move the layer in `row` so that it stands in `to`; where it stands now."""
        raise NotImplementedError

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """The number of layers."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A row's name; as user data, its layer."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        layer = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return layer.name()
        if role == Qt.ItemDataRole.UserRole:
            return layer
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return layer.help()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Row {row}: {layer}").format(row=index.row() + 1, layer=layer.name())
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be dragged; between them something can be dropped, never onto them."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag
        return flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Copies only: moving is `moveRows`, so that a drop outside cannot eat a row."""
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        """What can be dropped here."""
        return [LAYERS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The layers of these rows."""
        rows = sorted({index.row() for index in indexes})
        return packed([self._rows[row] for row in rows])

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Insert layers that come from elsewhere above `row`; at the end where it is −1."""
        layers = unpacked(data) if data.hasFormat(LAYERS_MIME) else ()
        if layers and action != Qt.DropAction.IgnoreAction:
            self.insert_layers(layers, row if row >= 0 else len(self._rows))
        return bool(layers)

    def moveRows(
        self, source: Index, row: int, count: int, destination: Index, before: int
    ) -> bool:
        """Move one row above row `before`, as one edit."""
        if count != 1 or source.isValid() or destination.isValid():
            return False
        if not 0 <= row < len(self._rows) or not 0 <= before <= len(self._rows):
            return False
        to = before - 1 if before > row else before
        return to != row and self.move_layer(row, to) == to

    def _tell_rows(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _follow_rows(self, new: list[Layer]) -> None:
        """Tell the views which rows came, went or moved."""
        old = self._rows
        top = 0
        while top < min(len(old), len(new)) and old[top] == new[top]:
            top += 1
        end, new_end = len(old), len(new)
        while end > top and new_end > top and old[end - 1] == new[new_end - 1]:
            end, new_end = end - 1, new_end - 1
        was, now = old[top:end], new[top:new_end]
        if len(was) == len(now):
            if len(was) > 1 and now == [*was[1:], was[0]]:
                self._move_row(top, end - 1)
            elif len(was) > 1 and now == [was[-1], *was[:-1]]:
                self._move_row(end - 1, top)
            self._rows = new
            return
        if was:
            self.beginRemoveRows(_NO_PARENT, top, end - 1)
            self._rows = old[:top] + old[end:]
            self.endRemoveRows()
        if now:
            self.beginInsertRows(_NO_PARENT, top, new_end - 1)
            self._rows = new
            self.endInsertRows()

    def _move_row(self, row: int, to: int) -> None:
        # Qt names the row above which it will stand, counted before the move.
        self.beginMoveRows(_NO_PARENT, row, row, _NO_PARENT, to + 1 if to > row else to)
        self._rows = list(self._rows)
        self._rows.insert(to, self._rows.pop(row))
        self.endMoveRows()
