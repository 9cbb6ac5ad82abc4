"""Say which colour stands for which value."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from gui.plots.figures import figures
from gui.theme import ThemeSource

_WIDTH = 12
_GAP = 8


def paint_colour_bar(
    painter: QPainter, area: QRectF, limits: tuple[float, float], source: ThemeSource
) -> None:
    """Draw the diverging colours into `area`, with their values at both ends and in the middle."""
    theme = source.current
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = painter.fontMetrics().height() / 2
    bar = QRectF(area.left(), area.top() + half, _WIDTH, area.height() - 2 * half)
    gradient = QLinearGradient(bar.bottomLeft(), bar.topLeft())
    for place, stop in enumerate(theme.diverging):
        gradient.setColorAt(place / (len(theme.diverging) - 1), QColor(stop))
    painter.setPen(QPen(QColor(theme.border), 1))
    painter.setBrush(gradient)
    painter.drawRoundedRect(bar, 3, 3)
    painter.setPen(QColor(theme.axis))
    low, high = limits
    shift = painter.fontMetrics().ascent() / 2 - 1
    for share in (0.0, 0.5, 1.0):
        height = bar.bottom() - share * bar.height() + shift
        text = figures(low + share * (high - low), 3)
        painter.drawText(QPointF(bar.right() + _GAP, height), text)
    painter.restore()


class ColourBar(QWidget):
    """An upright bar of the diverging colours between two limits."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Follow the look of `source`."""
        super().__init__(parent)
        self._source = source
        self._limits = (-1.0, 1.0)
        self.setAccessibleName(self.tr("Colours of the values"))
        source.changed.connect(self.update)

    def set_limits(self, limits: tuple[float, float]) -> None:
        """Take the values of both ends."""
        self._limits = limits
        self.update()

    def limits(self) -> tuple[float, float]:
        """Return the values of both ends."""
        return self._limits

    def in_words(self) -> str:
        """Say from what to what the colours go."""
        low, high = (figures(limit, 3) for limit in self._limits)
        return self.tr("from {low} to {high}").format(low=low, high=high)

    def sizeHint(self) -> QSize:
        """Return a size with room for the figures."""
        return QSize(_WIDTH + _GAP + self.fontMetrics().horizontalAdvance("−0,000e"), 160)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bar and figures."""
        super().paintEvent(event)
        painter = QPainter(self)
        paint_colour_bar(painter, QRectF(self.rect()), self._limits, self._source)
        painter.end()
