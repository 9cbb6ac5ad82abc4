"""Make the buttons that stand on a plot."""

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from gui.theme.theme import IconKeeper, ThemeSource


def fit_button(parent: QWidget, source: ThemeSource) -> QToolButton:
    """Return a hidden button that shows everything again."""
    button = QToolButton(parent)
    button.setProperty("raised", True)
    button.setText(QCoreApplication.translate("CurvePlot", "Fit"))
    button.setToolTip(
        QCoreApplication.translate("CurvePlot", "Show everything and follow the curves again (F)")
    )
    button.setAccessibleName(button.text())
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    IconKeeper(button, button.setIcon, "fit", source)
    button.hide()
    return button


def more_button(parent: QWidget, menu: QMenu, source: ThemeSource) -> QToolButton:
    """Return a button that opens the `menu` of copying and saving."""
    button = QToolButton(parent)
    button.setIconSize(QSize(16, 16))
    button.setAccessibleName(QCoreApplication.translate("BoundaryPlot", "Copy or save"))
    button.setToolTip(QCoreApplication.translate("BoundaryPlot", "Copy or save the picture"))
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(menu)
    IconKeeper(button, button.setIcon, "more", source)
    return button
