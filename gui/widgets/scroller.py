"""What does not fit scrolls: no widget within makes the window around it larger."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


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
