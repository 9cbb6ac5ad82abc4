"""The plane of two features, to be pressed on with the keyboard too."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from gui.plots.boundary_plot import BoundaryPlot


class PlanePlot(BoundaryPlot):
    """Enter presses the plane where the arrow keys have brought the pointer mark."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press and release at the mark."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at is not None:
            at = self._at
            self.pressed.emit(*at, Qt.MouseButton.LeftButton)
            self.released.emit(*at)
        else:
            super().keyPressEvent(event)
