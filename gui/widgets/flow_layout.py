"""Lay widgets out in a line, and in further lines below where the line is full."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Like the words of a text; its height follows from its width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without widgets."""
        super().__init__(parent)
        self._parts: list[QLayoutItem] = []
        self._across = self._down = 0

    def setHorizontalSpacing(self, pixels: int) -> None:
        """Keep so many pixels from a widget to the next in its line."""
        self._across = pixels
        self.invalidate()

    def setVerticalSpacing(self, pixels: int) -> None:
        """Keep so many pixels from a line to the next."""
        self._down = pixels
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Put `item` at the end."""
        self._parts.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._parts)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return the item `index`, if there is one."""
        return self._parts[index] if 0 <= index < len(self._parts) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the item `index` out and return it, if there is one."""
        return self._parts.pop(index) if 0 <= index < len(self._parts) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that fewer pixels across take more of them down."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height for lines of `width` pixels."""
        return self._flow(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put every item in its place in `rect`."""
        super().setGeometry(rect)
        self._flow(rect, moves=True)

    def sizeHint(self) -> QSize:
        """Return the least size."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the size of the largest item, with the margins."""
        size = QSize()
        for part in self._parts:
            size = size.expandedTo(part.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(
            margins.left() + margins.right(), margins.top() + margins.bottom()
        )

    def _flow(self, rect: QRect, *, moves: bool) -> int:
        margins = self.contentsMargins()
        room = rect.marginsRemoved(margins)
        x, y, line = room.x(), room.y(), 0
        for part in self._parts:
            if part.isEmpty():
                continue
            size = part.sizeHint()
            if x + size.width() > room.x() + room.width() and line:
                x, y, line = room.x(), y + line + self._down, 0
            if moves:
                part.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._across
            line = max(line, size.height())
        return y + line - rect.y() + margins.bottom()
