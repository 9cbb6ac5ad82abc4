"""Where the keyboard is can be seen: on every widget that it reaches, in every look."""

from __future__ import annotations

import numpy as np
import pytest
from at_rest import at_rest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from diynn.storage.recipes import recipe
from gui.theme.colours import SEEN
from gui.theme.theme import Choice, ThemeSource, apply
from gui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ENOUGH = 90
"""Pixels that a ring of two round something of 12 by 12 has; a larger ring is not asked of what
frames the one cell, picture or row that the keys are at."""
SHARE = 0.7
"""Of the edge of a small widget: its corners are round."""


def luminances(widget: QWidget) -> np.ndarray:
    """The relative luminance (WCAG 2.2) of each pixel as the widget is drawn now.

    With what lies behind it: alone, a widget without a ground of its own would stand on black.
    """
    window = widget.window()
    place = QRect(widget.mapTo(window, QPoint()), widget.size())
    image = window.grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32)
    width, height = image.width(), image.height()
    parts = np.frombuffer(image.constBits(), np.uint8).reshape(height, -1)[:, : 4 * width]
    rgb = parts.reshape(height, width, 4)[..., 2::-1] / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))


def changed(widget: QWidget) -> tuple[int, bool]:
    """How many pixels change by 3 to 1 or more with the focus, and whether it was two lines."""
    window = widget.window()
    window.setFocus()
    before = luminances(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert widget.hasFocus()
    after = luminances(widget)
    if before.shape != after.shape:
        return 0, False
    low, high = np.minimum(before, after), np.maximum(before, after)
    seen = (high + 0.05) / (low + 0.05) >= SEEN
    return int(seen.sum()), bool((before != after).any())


def reached(window: QWidget) -> list[QWidget]:
    """Every widget in sight that Tab leads to."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and min(widget.width(), widget.height()) > 8
        and not widget.visibleRegion().isEmpty()
        # A field's own line is drawn by the field.
        and widget.objectName() != "qt_spinbox_lineedit"
    ]  # fmt: skip


def hidden_focus(window: QWidget, seen: set[str]) -> list[str]:
    """Each kind of widget, once, whose focus is not seen."""
    found = []
    for widget in reached(window):
        kinds = "/".join(
            str(widget.property(name))
            for name in ("primary", "flat", "legend", "raised", "compact")
        )
        checked = isinstance(widget, QAbstractButton) and widget.isChecked()
        kind = f"{type(widget).__name__} {kinds} {checked}"
        if kind in seen:
            continue
        seen.add(kind)
        count, differs = changed(widget)
        edge = 2 * (widget.width() + widget.height())
        if count < min(SHARE * edge, ENOUGH):
            found.append(f"{kind}: {count} of {edge}, {'drawn' if differs else 'not drawn'}")
    return found


@pytest.mark.parametrize(
    ("choice", "high"),
    [("light", False), ("light", True), ("dark", False), ("dark", True)],
)
def test_the_focus_is_seen(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, themes: ThemeSource, choice: Choice,
    high: bool,
) -> None:  # fmt: skip
    themes.changed.connect(lambda: apply(qapp, themes.current))
    themes.choose(choice)
    themes.choose_contrast(high)
    window.documents.start_from(recipe("digits-autoencoder" if high else "digits-dense"))
    qtbot.waitUntil(lambda: window.session.training is not None)
    window.session.advance(epochs=1)
    qtbot.waitUntil(lambda: at_rest(window.session) and len(window.session.history) == 1)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    seen: set[str] = set()
    found = []
    for page in window.tabs.names():
        window.tabs.show_page(page)
        found += [f"{page}: {fault}" for fault in hidden_focus(window, seen)]
    themes.choose_contrast(False)
    themes.choose("light")
    assert len(seen) > 15
    assert not found
