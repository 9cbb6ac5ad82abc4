"""Find room for words beside what they are about."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize

_AWAY = 8


def place_beside(about: QRectF, size: QSize, view: QRect) -> QPoint:
    """Return where words of `size` go in `view`: right of `about`, else left, else above or below.

    They never leave the view, as long as they fit into it at all.
    """
    left = about.right() + _AWAY
    if left + size.width() > view.right():
        left = about.left() - _AWAY - size.width()
    top = about.center().y() - size.height() / 2
    if left < 0:
        left = min(about.left(), view.right() - size.width() - _AWAY / 2)
        above = about.top() - size.height() - _AWAY
        top = above if above >= 0 else about.bottom() + _AWAY
    top = min(max(top, _AWAY / 2), view.bottom() - size.height() - _AWAY / 2)
    return QPoint(round(max(left, _AWAY / 2)), round(max(top, 0)))
