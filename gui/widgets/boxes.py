"""Box layouts with all that is in them, in one call."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from gui.widgets.flow_layout import FlowLayout

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
