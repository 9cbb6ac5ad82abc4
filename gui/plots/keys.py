"""Give every movement of the mouse in a plot its key."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
"""The way that an arrow key goes in a plane: right, and up."""
_PAN = {
    Qt.Key.Key_Left: (-0.1, 0.0),
    Qt.Key.Key_Right: (0.1, 0.0),
    Qt.Key.Key_Up: (0.0, 0.1),
    Qt.Key.Key_Down: (0.0, -0.1),
}
_WALK = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_PageUp: -10,
    Qt.Key.Key_Home: -(1 << 30),
    Qt.Key.Key_End: 1 << 30,
}
_ZOOM = {Qt.Key.Key_Plus: 0.8, Qt.Key.Key_Equal: 0.8, Qt.Key.Key_Minus: 1.25}
_OTHERS = (Qt.Key.Key_F, Qt.Key.Key_L, Qt.Key.Key_Escape)


def pan_of(event: QKeyEvent) -> tuple[float, float] | None:
    """Return the shares of the view by which Shift and an arrow key move it, if they do."""
    shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return _PAN.get(Qt.Key(event.key())) if shifted else None


def walk_of(event: QKeyEvent) -> int:
    """Return by how many steps a key moves the pointer along the curves, or 0."""
    return _WALK.get(Qt.Key(event.key()), 0) if _is_plain(event) else 0


def zoom_of(event: QKeyEvent) -> float | None:
    """Return by which factor a key changes the width of the view, if it does."""
    return _ZOOM.get(Qt.Key(event.key())) if not _is_command(event) else None


def is_plot_key(event: QKeyEvent) -> bool:
    """Return whether a plot that has the keyboard wants this key for itself."""
    if walk_of(event) or pan_of(event) or zoom_of(event):
        return True
    return _is_plain(event) and event.key() in _OTHERS


def _is_plain(event: QKeyEvent) -> bool:
    keypad = Qt.KeyboardModifier.KeypadModifier
    return event.modifiers() & ~keypad == Qt.KeyboardModifier.NoModifier


def _is_command(event: QKeyEvent) -> bool:
    command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(event.modifiers() & command)
