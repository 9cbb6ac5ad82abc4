"""Box layouts with all that is in them, in one call; and a layout that breaks its lines."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLayoutItem, QVBoxLayout, QWidget

Item = QWidget | QLayout
Content = Item | int | tuple[Item, int] | tuple[QWidget, int, Qt.AlignmentFlag]
"""A widget or a layout, alone or with its stretch and its alignment; a number is empty room with
that stretch."""
Margins = tuple[int, int, int, int]
"""At the left, top, right and bottom, in pixels."""


def hbox(
    *content: Content, parent: QWidget | None = None, margins: Margins | None = None,
    spacing: int | None = None,
) -> QHBoxLayout:  # fmt: skip
    """A layout with `content` from left to right; margins and spacing are the style's by default.

    It becomes the layout of `parent`, if there is one.
    """
    box = QHBoxLayout() if parent is None else QHBoxLayout(parent)
    _fill(box, content, margins, spacing)
    return box


def vbox(
    *content: Content, parent: QWidget | None = None, margins: Margins | None = None,
    spacing: int | None = None,
) -> QVBoxLayout:  # fmt: skip
    """The same from top to bottom."""
    box = QVBoxLayout() if parent is None else QVBoxLayout(parent)
    _fill(box, content, margins, spacing)
    return box


def _fill(
    box: QBoxLayout, content: tuple[Content, ...], margins: Margins | None, spacing: int | None
) -> None:
    if margins is not None:
        box.setContentsMargins(*margins)
    if spacing is not None:
        box.setSpacing(spacing)
    for one in content:
        if isinstance(one, int):
            box.addStretch(one)
            continue
        parts = one if isinstance(one, tuple) else (one, 0)
        if isinstance(parts[0], QLayout):
            box.addLayout(parts[0], parts[1])
        elif len(parts) == 3:
            box.addWidget(*parts)
        else:
            box.addWidget(parts[0], parts[1])


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
