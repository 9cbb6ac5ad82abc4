"""Show one map of the plane large, with the samples on it: of one unit, or of another run."""

import csv
import io

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from gui.plots.boundary_items import BoundaryItems
from gui.plots.boundary_picture import Ground, Limits, Picture
from gui.plots.boundary_points import Points
from gui.plots.colour_bar import ColourBar, paint_colour_bar
from gui.plots.export_menu import ExportMenu
from gui.plots.field import Bounds
from gui.plots.plot import CardPlot
from gui.plots.plot_view import PlotView
from gui.theme import IconKeeper, ThemeSource

_MARGIN = 8


class LargeMap(CardPlot):
    """A square plane under its title; `closed` asks for the way back, `pressed` tells a place."""

    closed = Signal()
    pressed = Signal(float, float, Qt.MouseButton)
    resized = Signal()
    """The ground is another one: pictures have to be worked out anew."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(source, parent)
        self._bounds = Bounds(-1.0, 1.0, -1.0, 1.0)
        self._sample_limits: Limits | None = None
        self._picture: Picture | None = None
        self.view = PlotView(source, self)
        self.view.movable = False
        self.view.canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.items = BoundaryItems(self.view)
        self.bar = ColourBar(source, self)
        self.menu = ExportMenu(self, self)
        self.back = QToolButton()
        self.back.setAccessibleName(self.tr("Back to the decision boundary"))
        self.back.setToolTip(self.tr("Back to the decision boundary (Esc)"))
        self.back.clicked.connect(self.closed)
        IconKeeper(self.back, self.back.setIcon, "close", source)
        self.title = QLabel()
        self.title.setProperty("strong", True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self._head = QWidget(self)
        across = QHBoxLayout(self._head)
        across.setContentsMargins(_MARGIN, 0, 0, 0)
        across.addWidget(self.title, 1)
        across.addWidget(self.back)
        self.setAccessibleName(self.tr("One map, large"))
        self.view.pressed.connect(self.pressed)
        self.view.resized.connect(self._take_room)
        source.changed.connect(self._take_room)

    def in_words(self) -> str:
        """Say what it is a map of."""
        return self.title.text()

    # What the caller decides

    def set_samples(
        self, titles: tuple[str, str], train: Points, test: Points, limits: Limits | None,
        bounds: Bounds,
    ) -> None:  # fmt: skip
        """Show samples in this part of the plane; with `limits` their labels are values."""
        self.view.set_titles(*titles)
        self.items.parts["train"].take(train)
        self.items.parts["test"].take(test)
        self._sample_limits, self._bounds = limits, bounds
        self._draw_samples()

    def set_title(self, title: str) -> None:
        """Say what it is a map of."""
        self.title.setText(title)

    def ground(self, limits: Limits | None) -> Ground:
        """Return what a picture depends on; with `limits` it is one of values, else of classes."""
        return self.items.ground_for(self._bounds, limits, self._source.current)

    def show_picture(self, picture: Picture) -> None:
        """Show what has been worked out."""
        self._picture = picture
        self.items.draw(picture)
        limits = picture.ground.limits
        self.bar.setVisible(limits is not None)
        if limits is not None and limits != self.bar.limits():
            self.bar.set_limits(limits)

    def picture(self) -> Picture | None:
        """Return what is shown."""
        return self._picture

    # What the export menu asks

    def picture_name(self) -> str:
        """Return a name for the picture."""
        return self.title.text()

    def picture_size(self) -> QSize:
        """Return the size of the plane with its axes, the title above and the bar beside it."""
        line = self.fontMetrics().height() + _MARGIN
        width = self.view.width() + _MARGIN + self.bar.sizeHint().width()
        return QSize(width, self.view.height() + line)

    def paint_picture(self, painter: QPainter) -> None:
        """Draw title, plane and bar."""
        size, line = self.picture_size(), self.fontMetrics().height() + _MARGIN
        theme = self._source.current
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(theme.plot))
        painter.setFont(QFont(self.font()))
        painter.setPen(QColor(theme.text))
        base = painter.fontMetrics().ascent() + _MARGIN / 2
        painter.drawText(QPointF(_MARGIN, base), self.title.text())
        self.items.set_exact(exact=True)
        self.view.paint_plot(painter, QRectF(0, line, self.view.width(), self.view.height()))
        self.items.set_exact(exact=False)
        if not self.bar.isHidden():
            area = QRectF(self.view.width() + _MARGIN, line, self.bar.width(), self.bar.height())
            paint_colour_bar(painter, area, self.bar.limits(), self._source)

    def csv(self) -> str:
        """Return a line for each cell of the map: the place of its middle and its values."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        x, y = self.view.titles()
        picture = self._picture
        if picture is None or picture.field is None:
            writer.writerow([x, y])
            return text.getvalue()
        field = picture.field
        values = field.reshape(field.shape[0] * field.shape[1], -1)
        writer.writerow([x, y, *(f"value {k + 1}" for k in range(values.shape[1]))])
        places = picture.ground.bounds.samples(field.shape[0])
        for row in np.concatenate([places, values], axis=1).tolist():
            writer.writerow([f"{number:.6g}" for number in row])
        return text.getvalue()

    # Drawing and events

    def _draw_samples(self) -> None:
        bounds = self._bounds
        self.view.area.show((bounds.left, bounds.right), (bounds.low, bounds.high))
        self.view.draw_axes()
        self.items.draw_points(self._sample_limits, self._source.current)

    @Slot()
    def _take_room(self) -> None:
        self._draw_samples()
        self.update()
        self.resized.emit()

    def sizeHint(self) -> QSize:
        """Return the size of the plane that it stands in for."""
        return QSize(560, 440)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the plane square."""
        super().resizeEvent(event)
        left, bottom = self.view.axis_sizes()
        head, bar = self._head.sizeHint().height(), self.bar.sizeHint()
        top = head + _MARGIN
        side = min(
            self.width() - left - bar.width() - 4 * _MARGIN,
            self.height() - top - bottom - 2 * _MARGIN,
        )
        side = max(side, 40)
        width = left + side + 2 * _MARGIN + bar.width()
        start = max((self.width() - width) // 2, _MARGIN)
        self._head.setGeometry(_MARGIN, _MARGIN // 2, self.width() - 2 * _MARGIN, head)
        self.view.setGeometry(start, top, left + side, side + bottom)
        high = min(bar.height(), side)
        self.bar.setGeometry(start + left + side + 2 * _MARGIN, top, bar.width(), high)
