"""Where a square plane and its key stand in the room there is."""

from typing import NamedTuple

from PySide6.QtCore import QRect, QSize

MARGIN = 8
_LEAST = 40


class Places(NamedTuple):
    """The plane with its axes, the key, and whether the key lies below in lines."""

    plane: QRect
    key: QRect
    below: bool


def arrange(
    room: QSize, axes: tuple[int, int], more: QSize, column: QSize, lines: QSize
) -> Places:
    """Make the square as large as may be.

    `axes` is the room that the axes take at the left and at the bottom, `more` the size of the
    button in the upper right corner, `column` and `lines` that of the key standing and lying.
    """
    left, bottom = axes
    wide = max(column.width(), more.width())
    beside = min(room.width() - 4 * MARGIN - wide - left, room.height() - 2 * MARGIN - bottom)
    above = min(
        room.width() - 3 * MARGIN - left - more.width(),
        room.height() - 4 * MARGIN - bottom - lines.height(),
    )
    below = above > beside and lines.width() <= room.width() - 2 * MARGIN
    side = max(above if below else beside, _LEAST)
    width, height = left + side, bottom + side
    if not below:
        start = max((room.width() - width - wide - 3 * MARGIN) // 2, 0) + MARGIN
        top = 2 * MARGIN + more.height()
        key = QRect(start + width + 2 * MARGIN, top, wide, max(room.height() - top - MARGIN, 0))
        return Places(QRect(start, MARGIN, width, height), key, below)
    start = max((room.width() - more.width() - width) // 2, MARGIN)
    top = max((room.height() - height - lines.height() - 2 * MARGIN) // 2, MARGIN)
    key_left = min(start + left, room.width() - lines.width() - MARGIN)
    key = QRect(key_left, top + height + 2 * MARGIN, lines.width(), lines.height())
    return Places(QRect(start, top, width, height), key, below)
