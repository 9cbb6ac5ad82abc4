"""Show how small one number is beside another: a short bar in a long one."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.plots.figures import percent
from gui.theme import ThemeSource

_SIZE = QSize(120, 10)


class SizeBar(QWidget):
    """The whole as a track, and the share that is filled."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        super().__init__(parent)
        self._source = source
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        source.changed.connect(self.update)

    def set_share(self, share: float) -> None:
        """Fill this share of the whole, 0 to 1; a larger one is held at 1."""
        self._share = min(max(share, 0.0), 1.0)
        self.update()

    def share(self) -> float:
        """Return the share that is filled."""
        return self._share

    def in_words(self) -> str:
        """Say how much is filled."""
        return percent(self._share)

    def sizeHint(self) -> QSize:
        """Return the size that it always has."""
        return _SIZE

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track and the filled part, which is seen however small it is."""
        super().paintEvent(event)
        theme = self._source.current
        whole = QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.pressed))
        painter.drawRoundedRect(whole, 3, 3)
        if self._share > 0:
            filled = QRectF(whole)
            filled.setWidth(max(self._share * whole.width(), 3.0))
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(filled, min(3.0, filled.width() / 2), 3)
        painter.end()
