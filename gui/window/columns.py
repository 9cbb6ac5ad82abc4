"""The columns of the window, which share out its width until somebody drags their borders."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from gui.theme.theme import ThemeSource


class Columns(QSplitter):
    """Three columns: the middle one takes what the others leave, and the right one grows with it.

    All grow with the size of text, as far as there is room.
    """

    USUAL = (372, 540, 340)
    """Pixels of each at the usual size of text."""
    MOST = (0.34, 1.0, 0.28)
    """The share of the whole that each has at most, where it has its usual width."""
    GROWING = 0.25
    """The share of what is more that goes to the right."""

    def __init__(self, themes: ThemeSource, parts: Sequence[QWidget]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._themes = themes
        self._given = False
        """Whether somebody gave them other widths than the usual ones."""
        self.setChildrenCollapsible(False)
        for part, stretch in zip(parts, (0, 1, 0), strict=True):
            self.addWidget(part)
            self.setStretchFactor(self.count() - 1, stretch)
        super().setSizes(list(self.USUAL))
        self.splitterMoved.connect(self._note_drag)
        themes.changed.connect(self._follow)

    def usual(self) -> list[int]:
        """The usual widths in this width."""
        zoom, width = max(self._themes.zoom, 1.0), self.width()
        left, middle, right = (round(pixels * zoom) for pixels in self.USUAL)
        more = max(width - left - middle - right, 0)
        left = max(min(left, round(self.MOST[0] * width)), self.USUAL[0])
        right += round(more * self.GROWING)
        right = max(min(right, round(self.MOST[2] * width)), round(0.8 * self.USUAL[2]))
        return [left, max(width - left - right, 0), right]

    def is_usual(self) -> bool:
        """Whether nobody has dragged a border."""
        return not self._given

    def setSizes(self, sizes: Sequence[int]) -> None:
        """Take these widths from now on."""
        super().setSizes(sizes)
        self._given = True

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview) -> bool:
        """Take the widths that somebody gave the columns at another time."""
        self._given = super().restoreState(state)
        return self._given

    @Slot()
    def _note_drag(self) -> None:
        self._given = True

    @Slot()
    def share_out(self) -> None:
        """Give each column its usual width."""
        super().setSizes(self.usual())
        self._given = False

    @Slot()
    def _follow(self) -> None:
        if self.is_usual():
            self.share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new width."""
        super().resizeEvent(event)
        self._follow()
