"""Where a window stands, and how large: all of it is seen, with its frame."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget

LEAST_SEEN = 64
"""So many pixels of a window must be seen, or it is brought back to a screen."""
FRAME = QSize(16, 48)
"""Room for the frame and the title of a window, until the system has made them."""


def fitted(place: QRect, screens: Sequence[QRect]) -> QRect:
    """Where a window that was at `place` stands on the `screens` that are there now: on the one
    where most of it was seen, or on the first; no larger than that, and all of it to be seen."""
    if not screens:
        return place

    def seen(screen: QRect) -> int:
        common = screen.intersected(place)
        return common.width() * common.height() if common.isValid() else 0

    screen = max(screens, key=seen)
    size = place.size().boundedTo(screen.size())
    if seen(screen) < LEAST_SEEN * LEAST_SEEN:
        # Its screen is gone: the middle of another is where one looks for it.
        made = QRect(screen.topLeft(), size)
        made.moveCenter(screen.center())
        return made
    left = min(max(place.left(), screen.left()), screen.right() + 1 - size.width())
    top = min(max(place.top(), screen.top()), screen.bottom() + 1 - size.height())
    return QRect(left, top, size.width(), size.height())


def take_size(window: QWidget, usual: QSize) -> None:
    """Give a window that was not yet shown its usual size, or what its screen has room for."""
    window.resize(usual.boundedTo(window.screen().availableSize() - FRAME))


def fit_frame(window: QWidget, usual: QSize | None = None) -> None:
    """Let a window that is shown be seen whole with its frame, which is known by now.

    With a `usual` size it becomes as large, as far as there is room.
    """
    if window.isMaximized() or window.isFullScreen():
        return
    frame = window.frameGeometry()
    around = frame.size() - window.size()
    wanted = QRect(frame.topLeft(), (window.size() if usual is None else usual) + around)
    whole = fitted(wanted, [window.screen().availableGeometry()])
    if whole != frame:
        window.resize(whole.size() - around)
        window.move(whole.topLeft())
