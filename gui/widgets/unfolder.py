"""The small button that unfolds the settings that are used less."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QToolButton

from gui.theme.theme import IconKeeper, ThemeSource


def small_button(name: str, drawing: str, themes: ThemeSource) -> QToolButton:
    """A button of 20 pixels that keeps its room while it is hidden."""
    button = QToolButton()
    button.setAccessibleName(name)
    button.setFixedSize(20, 20)
    button.setIconSize(QSize(14, 14))
    button.setProperty("small", True)
    IconKeeper(button, button.setIcon, drawing, themes)
    policy = button.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    button.setSizePolicy(policy)
    return button


def unfolder(name: str, themes: ThemeSource) -> QToolButton:
    """A button that is checked while the less used settings are seen."""
    button = small_button(name, "settings", themes)
    button.setCheckable(True)
    button.setToolTip(QCoreApplication.translate("settings", "More settings"))
    return button
