"""Show what a network says about every place of a plane, under the samples that lie there."""

import html
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QGraphicsPixmapItem, QToolButton, QWidget

from gui.plots.boundary_key import BoundaryKey
from gui.plots.boundary_points import NO_POINTS, Part, PointItems, Points, points_table
from gui.plots.card import paint_card
from gui.plots.contour import class_lines, zero_line
from gui.plots.export_menu import ExportMenu
from gui.plots.field import Bounds, even_limits, shade_classes, shade_values, square_around
from gui.plots.figures import figures, percent
from gui.plots.keys import is_plot_key, walk_of
from gui.plots.plot_view import PlotView
from gui.plots.redraw import Redraw
from gui.theme import IconKeeper, ThemeSource

_MARGIN = 8
_KEY_STEPS = 60


class BoundaryPlot(QWidget):
    """The plane of two features: classes (two to five) or, for a regression, values.

    Ask `grid` for places, let the network say what it thinks of them, and give that to
    `set_field`, as often as it changes: drawing happens by itself. `pressed`, `dragged` and
    `released` carry places of the plane, for one who wants to paint samples.
    """

    pressed = Signal(float, float, Qt.MouseButton)
    dragged = Signal(float, float)
    released = Signal(float, float)

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        super().__init__(parent)
        self._source = source
        self._names: list[str] = []
        self._limits: tuple[float, float] | None = None
        self._bounds = Bounds(-1.0, 1.0, -1.0, 1.0)
        self._chosen_bounds: Bounds | None = None
        self._field: npt.NDArray[np.float32] | None = None
        self._at: tuple[float, float] | None = None
        self._empty_text = self.tr("Choose a data set of two features to see it here.")
        self.view = PlotView(source, self)
        self.key = BoundaryKey(source, self)
        self.menu = ExportMenu(self, self)
        self.more = QToolButton(self)
        self._build()
        self._redraw = Redraw(self)
        self._redraw.due.connect(self.redraw)
        self._stale_points = True
        self.key.shown_changed.connect(self._redraw.mark)
        self.view.pressed.connect(self.pressed)
        self.view.dragged.connect(self.dragged)
        self.view.released.connect(self.released)
        self.view.pointer_moved.connect(self.hover)
        self.view.pointer_left.connect(self._leave)
        source.changed.connect(self._dress)
        self.set_names("x₁", "x₂", [])
        self.redraw()

    # What the caller decides

    def set_names(self, x: str, y: str, classes: Sequence[str]) -> None:
        """Name the two features and the classes."""
        self.view.set_titles(x, y)
        self._names = list(classes)
        self._stale_points = True
        self._redraw.mark()

    def set_empty_text(self, text: str) -> None:
        """Say what stands in the plane as long as it is empty."""
        self._empty_text = text
        self._redraw.mark()

    def set_points(
        self, x_train: object, labels_train: object, x_test: object, labels_test: object,
        n_classes: int,
    ) -> None:
        """Show samples of `n_classes` classes: places (n, 2) and class numbers (n,), from 0.

        The field is forgotten. Raises ValueError if the shapes do not fit together.
        """
        self._names = [
            self._names[k] if k < len(self._names) else str(k) for k in range(n_classes)
        ]
        self._take(Points.of(x_train, labels_train), Points.of(x_test, labels_test), None)

    def set_targets(
        self, x_train: object, y_train: object, x_test: object, y_test: object
    ) -> None:
        """Show samples of a regression: places (n, 2) and target values (n,).

        The field is forgotten. Raises ValueError if the shapes do not fit together.
        """
        self._names = []
        train, test = Points.of(x_train, y_train), Points.of(x_test, y_test)
        self._take(train, test, even_limits(np.concatenate([train.labels, test.labels])))

    def set_bounds(self, bounds: Bounds | None) -> None:
        """Show just this part of the plane, or, for None, a square round the samples."""
        self._chosen_bounds = bounds
        self._set_extent()

    def bounds(self) -> Bounds:
        """Return the part of the plane that is shown."""
        return self._bounds

    def grid(self, resolution: int) -> npt.NDArray[np.float32]:
        """Return the places to evaluate for a field of `resolution` rows and columns.

        The shape is (resolution², 2); rows come from the lowest up, each from left to right.
        """
        return self._bounds.samples(resolution)

    def set_field(self, values: npt.NDArray[Any]) -> None:
        """Show class probabilities (rows, columns, classes), or values (rows, columns).

        Row 0 is the lowest. Raises ValueError if the number of classes is not that of the samples.
        """
        field = np.array(values, dtype=np.float32)
        wanted = 2 if self._limits is not None else 3
        if field.ndim != wanted or (wanted == 3 and field.shape[2] != len(self._names)):
            raise ValueError(f"A field of shape {field.shape} does not suit the samples shown.")
        self._field = field
        self._redraw.mark()

    def clear_field(self) -> None:
        """Show the samples alone."""
        self._field = None
        self._redraw.mark()

    def set_mistakes(self, train: object, test: object) -> None:
        """Ring the samples for which the masks `train` and `test`, both (n,), are true.

        Raises ValueError if a mask has another length than its samples.
        """
        for part, mask in (("train", train), ("test", test)):
            self._parts["train" if part == "train" else "test"].take_mistakes(mask)
        count = sum(int(items.mistakes.sum()) for items in self._parts.values())
        self.key.set_mistakes(count)
        self._stale_points = True
        self._redraw.mark()

    def clear(self) -> None:
        """Show nothing."""
        self._names = []
        self._take(NO_POINTS, NO_POINTS, None)

    # What the user does

    @Slot(float, float)
    def hover(self, x: float, y: float) -> str:
        """Say what the network makes of the place (x, y); returns what is shown, as HTML."""
        self._at = (x, y)
        lines = [f"<tr><td colspan=2>{figures(x, 3)} ; {figures(y, 3)}</td></tr>"]
        field = self._field
        cell = None if field is None else self._bounds.cell(x, y, (field.shape[0], field.shape[1]))
        if field is not None and cell is not None:
            lines += self._say(field[cell])
        told = f"<table cellspacing='1'>{''.join(lines)}</table>"
        self.view.show_readout(told, x, y)
        self._cross.setData([x], [y])
        return told

    # What the export menu asks

    def picture_name(self) -> str:
        """Return a name for the picture."""
        return self.tr("Decision boundary") if self._limits is None else self.tr("Predictions")

    def picture_size(self) -> QSize:
        """Return the size of the plane with its axes and of the key beside it."""
        width = self.view.width() + _MARGIN + self.key.width()
        return QSize(width, max(self.view.height(), 120))

    def paint_picture(self, painter: QPainter) -> None:
        """Draw the plane and beside it the key."""
        self._leave()
        self._redraw.draw_now()
        size, theme = self.picture_size(), self._source.current
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(theme.plot))
        painter.setFont(QFont(self.font()))
        for items in self._parts.values():
            items.set_exact(exact=True)
        self.view.paint_plot(painter, QRectF(self.view.rect()))
        for items in self._parts.values():
            items.set_exact(exact=False)
        self.key.paint_key(painter, QPointF(self.view.width() + _MARGIN, _MARGIN))

    def csv(self) -> str:
        """Return the samples with their class or value, and whether the network is wrong."""
        x, y = self.view.titles()
        return points_table(self._parts, (x, y), "class" if self._limits is None else "value")

    # Drawing

    @Slot()
    def redraw(self) -> None:
        """Draw now what has changed since the last drawing."""
        empty = self._field is None and not any(
            len(items.points.labels) for items in self._parts.values()
        )
        self.view.set_note(self._empty_text if empty else "")
        if self._stale_points:
            self._stale_points = False
            self.key.set_classes(self._names)
            self.key.setVisible(not empty)
            for items in self._parts.values():
                items.draw(self._source.current, self._limits)
            self._arrange()
        rings = self.key.mistakes.isChecked()
        self._parts["train"].show(dots=self.key.train.isChecked(), rings=rings)
        self._parts["test"].show(dots=self.key.test.isChecked(), rings=rings)
        self._draw_field()

    def _draw_field(self) -> None:
        field, theme, bounds = self._field, self._source.current, self._bounds
        self._ground.setVisible(field is not None)
        self._line.setVisible(field is not None)
        if field is None:
            return
        if self._limits is not None:
            pixels, line = shade_values(field, self._limits, theme), zero_line(field)
        else:
            pixels, line = shade_classes(field, theme), class_lines(field)
        rows, columns = field.shape[:2]
        drawn = QImage(
            pixels.tobytes(), columns, rows, 3 * columns, QImage.Format.Format_RGB888
        )
        self._ground.setPixmap(QPixmap.fromImage(drawn))
        step_x, step_y = bounds.width / columns, bounds.height / rows
        place = QTransform.fromTranslate(bounds.left, bounds.low).scale(step_x, step_y)
        self._ground.setTransform(place)
        # The values belong to the middles of the cells.
        x = bounds.left + (line[:, 0] + 0.5) * step_x
        y = bounds.low + (line[:, 1] + 0.5) * step_y
        self._line.setData(x, y, connect="pairs", pen=pg.mkPen(theme.text, width=1.5))

    def _say(self, value: npt.NDArray[np.float32]) -> list[str]:
        theme = self._source.current
        if self._limits is not None:
            name = self.tr("Prediction")
            return [f"<tr><td>{name}&nbsp;&nbsp;</td><td>{figures(float(value))}</td></tr>"]
        return [
            f"<tr><td><span style='color:{theme.classes[k % len(theme.classes)]}'>■</span> "
            f"{html.escape(name)}&nbsp;&nbsp;</td>"
            f"<td align='right'>{percent(float(value[k]))}</td></tr>"
            for k, name in enumerate(self._names)
        ]

    def _take(
        self, train: Points, test: Points, limits: tuple[float, float] | None
    ) -> None:
        self._limits = limits
        self._field = None
        self._parts["train"].take(train)
        self._parts["test"].take(test)
        self.key.set_counts(len(train.labels), len(test.labels))
        self.key.set_mistakes(None)
        if limits is not None:
            self.key.bar.set_limits(limits)
        self._stale_points = True
        self._set_extent()
        self._redraw.mark()

    def _set_extent(self) -> None:
        places = np.concatenate([items.points.x for items in self._parts.values()])
        self._bounds = self._chosen_bounds or square_around(places)
        bounds = self._bounds
        self.view.view_box.setRange(
            xRange=(bounds.left, bounds.right), yRange=(bounds.low, bounds.high), padding=0.0
        )

    @Slot()
    def _leave(self) -> None:
        self._at = None
        self._cross.setData([], [])
        self.view.hide_readout()

    @Slot()
    def _dress(self) -> None:
        self._stale_points = True
        self._leave()
        self._cross.setPen(pg.mkPen(self._source.current.text, width=1.5))
        self.update()
        self._redraw.mark()
