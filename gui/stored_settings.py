"""Read what the program remembers: whatever the settings hold, a value of the right kind comes out.

Settings may have been written by another version, by hand, or by half; no value of theirs is more
than a wish. What is of another kind or out of range is as good as not there; a place of a window is
brought back to the screens that there are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QByteArray, QRect, QSettings, QSize
from PySide6.QtWidgets import QWidget

Choice = TypeVar("Choice", bound=str)

LONGEST_TEXT = 4096
LARGEST_STATE = 65_536
"""Bytes: no window, splitter or table needs as many for its state."""


def stored_number(
    settings: QSettings, key: str, default: float, least: float, most: float
) -> float:
    """A number from `least` to `most`."""
    kept = _value(settings, key)
    if isinstance(kept, bool) or not isinstance(kept, int | float | str):
        return default
    try:
        number = float(kept)
    except (ValueError, OverflowError):
        return default
    return number if math.isfinite(number) and least <= number <= most else default


def stored_flag(settings: QSettings, key: str, default: bool) -> bool:
    """Yes or no."""
    kept = _value(settings, key)
    # A settings file has words, a system's own settings have values.
    return {"true": True, "1": True, "false": False, "0": False}.get(str(kept).lower(), default)


def stored_choice(
    settings: QSettings, key: str, choices: Sequence[Choice], default: Choice
) -> Choice:
    """One of some words."""
    kept = _value(settings, key)
    return next((choice for choice in choices if choice == kept), default)


def stored_text(settings: QSettings, key: str, default: str = "") -> str:
    """A text that a file's name could be."""
    kept = _value(settings, key)
    return kept if isinstance(kept, str) and _is_text(kept) else default


def stored_texts(settings: QSettings, key: str, most: int) -> list[str]:
    """The first `most` texts of a list."""
    kept = _value(settings, key)
    # A list of one text is written as that text.
    listed = kept if isinstance(kept, list) else [kept]
    return [text for text in listed[:most] if isinstance(text, str) and _is_text(text)]


def stored_state(settings: QSettings, key: str) -> QByteArray | None:
    """What a window, a splitter or a table gave to be put as it was; None where there is nothing
    that it could have given."""
    kept = _value(settings, key)
    if isinstance(kept, QByteArray) and 0 < kept.size() <= LARGEST_STATE:
        return kept
    return None


def _value(settings: QSettings, key: str) -> Any:
    try:
        return settings.value(key)
    except Exception:  # noqa: BLE001
        # PySide raises whatever it cannot make an object of.
        return None


def _is_text(text: str) -> bool:
    return 0 < len(text) <= LONGEST_TEXT and "\0" not in text


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
