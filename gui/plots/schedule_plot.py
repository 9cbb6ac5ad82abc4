"""Show in a small picture how the learning rate will go, and where it is now."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.plots.card import paint_card
from gui.theme import ThemeSource

_EDGE = 8.0
_DOT = 3.5


class SchedulePlot(QWidget):
    """A curve of shares from 0 to 1 over the whole run, with a dot at the place of the moment."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        super().__init__(parent)
        self._source = source
        self._factors: tuple[float, ...] = ()
        self._place: tuple[float, float] | None = None
        self.setAccessibleName(self.tr("The learning rate in the course of the run"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        source.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return a strip that stands beside a field with its caption."""
        return QSize(150, 44)

    def set_factors(self, factors: Sequence[float]) -> None:
        """Show these shares of the learning rate, evenly over the run."""
        if tuple(factors) != self._factors:
            self._factors = tuple(factors)
            self.update()

    def set_place(self, place: tuple[float, float] | None) -> None:
        """Put the dot at a share of the run and a share of the rate; None takes it away."""
        if place != self._place:
            self._place = place
            self.update()

    def place(self) -> tuple[float, float] | None:
        """Return where the dot is."""
        return self._place

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, the curve, the part that is over, and the dot."""
        theme = self._source.current
        paint_card(self, theme, focused=False)
        if not self._factors:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(room.bottomLeft(), room.bottomRight())
        last = max(len(self._factors) - 1, 1)
        points = [self._point(room, n / last, one) for n, one in enumerate(self._factors)]
        painter.setPen(QPen(QColor(theme.accent), 1.6, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(QPolygonF(points))
        if self._place is not None:
            painter.setPen(QPen(QColor(theme.plot), 1.5))
            painter.setBrush(QColor(theme.accent))
            painter.drawEllipse(self._point(room, *self._place), _DOT, _DOT)
        painter.end()

    @staticmethod
    def _point(room: QRectF, across: float, up: float) -> QPointF:
        return QPointF(
            room.left() + min(max(across, 0.0), 1.0) * room.width(),
            room.bottom() - min(max(up, 0.0), 1.0) * room.height(),
        )
