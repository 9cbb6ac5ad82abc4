"""Where widgets lie: box layouts in one call, a layout that breaks its lines, and what scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

Item = QWidget | QLayout
Content = Item | int | tuple[Item, int] | tuple[QWidget, int, Qt.AlignmentFlag]
"""A widget or a layout, alone or with its stretch and its alignment; a number is empty room with
that stretch."""
Margins = tuple[int, int, int, int]
"""At the left, top, right and bottom, in pixels."""
ENOUGH = 96
"""Pixels at which what grows need not go to another line, however wide it would like to be."""


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


def flow(
    *content: QWidget | int | tuple[QWidget, int], parent: QWidget | None = None,
    margins: Margins = (0, 0, 0, 0), spacing: int = 4,
) -> FlowLayout:  # fmt: skip
    """The same as `hbox`, in further lines below where there is no room for one.

    A widget with a stretch, and a number alone, take what is left of their line.
    """
    made = FlowLayout(parent)
    made.setContentsMargins(*margins)
    made.setHorizontalSpacing(spacing)
    made.setVerticalSpacing(4)
    for one in content:
        if isinstance(one, int):
            made.add_stretch()
        elif isinstance(one, tuple):
            made.add_growing(one[0])
        else:
            made.addWidget(one)
    return made


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
    """Like the words of a text; its height follows from its width.

    What is left of a line goes to the widgets in it that grow, and to empty room that was added.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without widgets."""
        super().__init__(parent)
        self._parts: list[QLayoutItem] = []
        self._growing: list[QWidget] = []
        self._across = self._down = 0
        self._high = 0
        """The height of the lines of the moment."""

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

    def add_growing(self, widget: QWidget) -> None:
        """Put a widget at the end that takes what is left of its line."""
        self._growing.append(widget)
        self.addWidget(widget)

    def add_stretch(self) -> None:
        """Put empty room at the end: what follows stands at the right."""
        room, least = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum
        self.addItem(QSpacerItem(0, 0, room, least))

    def count(self) -> int:
        """Return the number of items."""
        return len(self._parts)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return the item `index`, if there is one."""
        return self._parts[index] if 0 <= index < len(self._parts) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the item `index` out and return it, if there is one."""
        return self._parts.pop(index) if 0 <= index < len(self._parts) else None

    def _living(self) -> list[QLayoutItem]:
        """The items, without those that Qt has deleted with their widgets."""
        return [part for part in self._parts if isValid(part)]

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
        high, self._high = self._high, self._flow(rect, moves=True)
        around = self.parentWidget()
        if self._high != high and around is not None:
            # What scrolls, and what is between splitters, asks for the least size alone.
            around.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the size of a single line."""
        sizes = [part.sizeHint() for part in self._living() if not part.isEmpty()]
        across = sum(size.width() for size in sizes) + self._across * max(len(sizes) - 1, 0)
        return self._with_margins(across, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of the largest item, or the height of the lines of the moment."""
        size = QSize()
        for part in self._living():
            size = size.expandedTo(part.minimumSize())
        least = self._with_margins(size.width(), size.height())
        return least.expandedTo(QSize(0, self._high))

    def _with_margins(self, width: int, height: int) -> QSize:
        margins = self.contentsMargins()
        return QSize(
            width + margins.left() + margins.right(), height + margins.top() + margins.bottom()
        )

    def _flow(self, rect: QRect, *, moves: bool) -> int:
        room = rect.marginsRemoved(self.contentsMargins())
        y = room.y()
        for number, line in enumerate(self._lines(room.width())):
            y += self._down if number else 0
            if moves:
                self._place(line, QRect(room.x(), y, room.width(), 0))
            y += max(part.sizeHint().height() for part in line)
        return y - rect.y() + self.contentsMargins().bottom()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """What stands in each line; empty room belongs to the line that it follows."""
        lines: list[list[QLayoutItem]] = []
        left = 0
        for part in self._living():
            if part.isEmpty() and part.spacerItem() is None:
                continue
            wide = self._least(part)
            if not lines or (wide > left and part.spacerItem() is None):
                lines.append([])
                left = width
            lines[-1].append(part)
            left -= wide + (0 if part.spacerItem() is not None else self._across)
        return lines

    def _place(self, line: list[QLayoutItem], area: QRect) -> None:
        """Put a line into `area`, each part in the middle of its height."""
        widgets = [part for part in line if part.spacerItem() is None]
        growing = [part for part in line if self._grows(part)]
        high = max((part.sizeHint().height() for part in line), default=0)
        taken = sum(self._least(part) for part in widgets) + self._across * (len(widgets) - 1)
        rest = max(area.width() - taken, 0)
        x = area.x()
        for part in line:
            size = QSize(min(self._least(part), area.width()), part.sizeHint().height())
            if part in growing:
                size.setWidth(size.width() + rest // len(growing))
            if part.spacerItem() is None:
                top = area.y() + (high - size.height()) // 2
                part.setGeometry(QRect(QPoint(x, top), size))
                x += self._across
            x += size.width()

    def _grows(self, part: QLayoutItem) -> bool:
        return part.spacerItem() is not None or part.widget() in self._growing

    def _least(self, part: QLayoutItem) -> int:
        """Pixels across without which a part goes to another line."""
        if not self._grows(part):
            return part.sizeHint().width()
        return max(part.minimumSize().width(), min(part.sizeHint().width(), ENOUGH))


class Scroller(QScrollArea):
    """Gives what is `inside` all the room there is, and scrolls where it needs more.

    A resizable QScrollArea would take the height that sentences of several lines would like, with
    all that stands beside them, for what is needed at least.
    """

    def __init__(
        self, inside: QWidget, least: QSize, parent: QWidget | None = None, *,
        has_sentences: bool = False,
    ) -> None:  # fmt: skip
        """Ask for no more room than `least`, and for less where all of it needs less.

        Where the layout inside `has_sentences`, they need as many lines as the width leaves them.
        """
        super().__init__(parent)
        self._least = least
        self._has_sentences = has_sentences
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        for ground in (inside, self.viewport()):
            ground.setAutoFillBackground(False)

    def needed(self) -> QSize:
        """The least size of what is inside."""
        inside = self.widget()
        assert inside is not None
        needed, layout = inside.minimumSizeHint().expandedTo(inside.minimumSize()), inside.layout()
        if self._has_sentences and layout is not None:
            width = max(self.viewport().width(), needed.width())
            needed = needed.expandedTo(QSize(0, layout.minimumHeightForWidth(width)))
        return needed

    def minimumSizeHint(self) -> QSize:
        """What is needed inside, but no more than it was given leave to ask for."""
        return self.needed().boundedTo(self._least)

    def sizeHint(self) -> QSize:
        """What would be comfortable inside."""
        inside = self.widget()
        assert inside is not None
        return inside.sizeHint()

    def fit(self) -> None:
        """Lay out what is inside in the room of the moment."""
        inside = self.widget()
        if inside is not None:
            inside.resize(self.viewport().size().expandedTo(self.needed()))

    def show_whole(self, part: QWidget) -> None:
        """Scroll to a part that has just become larger."""
        inside = self.widget()
        layout = None if inside is None else inside.layout()
        if layout is not None:
            layout.activate()
        self.fit()
        across = self.horizontalScrollBar().value()
        self.ensureWidgetVisible(part, 0, 0)
        self.horizontalScrollBar().setValue(across)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow another room."""
        super().resizeEvent(event)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what is inside, where it needs another size."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.fit()
            self.updateGeometry()
        return super().eventFilter(watched, event)
