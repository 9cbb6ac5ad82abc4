"""Show what a network says about every place of a plane, under the samples that lie there."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from gui.plots.boundary_items import BoundaryItems
from gui.plots.boundary_key import BoundaryKey
from gui.plots.boundary_picture import Ground, Picture
from gui.plots.boundary_points import NO_POINTS, Points, points_table
from gui.plots.boundary_words import tell_place
from gui.plots.export_menu import ExportMenu
from gui.plots.field import Bounds, even_limits, square_around
from gui.plots.keys import ARROWS
from gui.plots.plane_layout import MARGIN, arrange
from gui.plots.plot import CardPlot
from gui.plots.plot_buttons import more_button
from gui.plots.plot_view import PlotView
from gui.plots.plot_words import plane_words
from gui.plots.redraw import Redraw
from gui.theme import ThemeSource


class BoundaryPlot(CardPlot):
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
        super().__init__(source, parent)
        self._names: list[str] = []
        self._limits: tuple[float, float] | None = None
        self._bounds = Bounds(-1.0, 1.0, -1.0, 1.0)
        self._chosen_bounds: Bounds | None = None
        self._field: npt.NDArray[np.float32] | None = None
        self._ground: Ground | None = None
        self._picture: Picture | None = None
        self._at: tuple[float, float] | None = None
        self._empty_text = self.tr("Choose a data set of two features to see it here.")
        self.view = PlotView(source, self)
        self.key = BoundaryKey(source, self)
        self.menu = ExportMenu(self, self)
        self.more = more_button(self, self.menu, source)
        self._items = BoundaryItems(self.view)
        self._build()
        self._redraw = Redraw(self)
        self._redraw.due.connect(self.redraw)
        self._stale_points = self._stale_room = True
        self.view.resized.connect(self._take_room)
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
    ) -> None:  # fmt: skip
        """Show samples of `n_classes` classes: places (n, 2) and class numbers (n,), from 0.

        The field is forgotten. Raises ValueError if the shapes do not fit together.
        """
        self._names = [self._names[k] if k < len(self._names) else str(k) for k in range(n_classes)]
        self._take(Points.of(x_train, labels_train), Points.of(x_test, labels_test), None)

    def set_targets(self, x_train: object, y_train: object, x_test: object, y_test: object) -> None:
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
        """Return the places, (resolution², 2), to evaluate for a field of `resolution` rows and
        columns: rows come from the lowest up, each from left to right."""
        return self._bounds.samples(resolution)

    def set_field(self, values: npt.NDArray[Any]) -> None:
        """Show class probabilities (rows, columns, classes), or values (rows, columns).

        Row 0 is the lowest. Raises ValueError if the number of classes is not that of the samples.
        """
        field = np.array(values, dtype=np.float32)
        wanted = 2 if self._limits is not None else 3
        if field.ndim != wanted or (wanted == 3 and field.shape[2] != len(self._names)):
            raise ValueError(f"A field of shape {field.shape} does not suit the samples shown.")
        self._field, self._picture = field, None
        self._redraw.mark()

    def clear_field(self) -> None:
        """Show the samples alone."""
        self._field = self._picture = None
        self._redraw.mark()

    def set_mistakes(self, train: object, test: object) -> None:
        """Ring the samples for which the masks `train` and `test`, both (n,), are true.

        Raises ValueError if a mask has another length than its samples.
        """
        self.key.set_mistakes(self._items.take_mistakes({"train": train, "test": test}))
        self._picture = None
        self._redraw.mark()

    def ground(self) -> Ground:
        """Return what pictures of the plane depend on now, for `Picture` on another thread."""
        if self._ground is None:
            self._ground = self._items.ground_for(self._bounds, self._limits, self._source.current)
        return self._ground

    def show_picture(self, picture: Picture) -> None:
        """Show what has been worked out: instead of `set_field` and `set_mistakes`.

        A picture on another ground is left alone: where that has changed, one more will come.
        """
        if picture.ground is self._ground:
            self._field, self._picture = picture.field, picture
            wrong = self._items.take_mistakes(picture.mistakes)
            self.key.set_mistakes(wrong if self._limits is None else None)
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
        value = None
        if self._field is not None:
            rows, columns = self._field.shape[:2]
            cell = self._bounds.cell(x, y, (rows, columns))
            value = None if cell is None else self._field[cell]
        told = tell_place(x, y, value, self._names, self._source.current)
        self.view.show_readout(told, x, y)
        self._items.point_at(x, y, self._source.current)
        return told

    def in_words(self) -> str:
        """Say how many samples there are, and how many the network gets right."""
        wrong = {str(part): items.mistakes for part, items in self._items.parts.items()}
        known = not self.key.mistakes.isHidden()
        return self.view.note() or plane_words(self._names, wrong, judged=known)

    # What the export menu asks

    def picture_name(self) -> str:
        """Return a name for the picture."""
        return self.tr("Decision boundary") if self._limits is None else self.tr("Predictions")

    def picture_size(self) -> QSize:
        """Return the size of the plane with its axes and of the key beside it."""
        width = self.view.width() + MARGIN + self.key.width()
        return QSize(width, max(self.view.height(), 120))

    def paint_picture(self, painter: QPainter) -> None:
        """Draw the plane and beside it the key."""
        self._leave()
        self._redraw.draw_now()
        size, theme = self.picture_size(), self._source.current
        painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(theme.plot))
        painter.setFont(QFont(self.font()))
        self._items.set_exact(exact=True)
        self.view.paint_plot(painter, QRectF(self.view.rect()))
        self._items.set_exact(exact=False)
        self.key.paint_key(painter, QPointF(self.view.width() + MARGIN, MARGIN))

    def csv(self) -> str:
        """Return the samples with their class or value, and whether the network is wrong."""
        x, y = self.view.titles()
        return points_table(self._items.parts, (x, y), "class" if self._limits is None else "value")

    # Drawing

    @Slot()
    def redraw(self) -> None:
        """Draw now what has changed since the last drawing."""
        empty = self._field is None and not len(self._items.places())
        self.view.set_note(self._empty_text if empty else "")
        if self._stale_points:
            self._stale_points = False
            self.key.set_classes(self._names)
            self.key.setVisible(not empty)
            self._items.draw_points(self._limits, self._source.current)
            self._stale_room = True
        if self._stale_room:
            self._stale_room = False
            self._arrange()
        rings = self.key.mistakes.isChecked()
        self._items.parts["train"].show(dots=self.key.train.isChecked(), rings=rings)
        self._items.parts["test"].show(dots=self.key.test.isChecked(), rings=rings)
        if self._picture is None or self._picture.ground is not self.ground():
            mistakes = {part: items.mistakes for part, items in self._items.parts.items()}
            self._picture = Picture(self.ground(), self._field, mistakes)
        if self._picture is not self._items.picture:
            self._items.draw(self._picture)

    def _take(self, train: Points, test: Points, limits: tuple[float, float] | None) -> None:
        self._limits = limits
        self._field = self._picture = self._ground = None
        self._items.parts["train"].take(train)
        self._items.parts["test"].take(test)
        self.key.set_counts(len(train.labels), len(test.labels))
        self.key.set_mistakes(None)
        if limits is not None:
            self.key.bar.set_limits(limits)
        self._stale_points = True
        self._set_extent()
        self._redraw.mark()

    def _set_extent(self) -> None:
        bounds = self._chosen_bounds or square_around(self._items.places())
        self._bounds, self._ground = bounds, None
        self.view.area.show((bounds.left, bounds.right), (bounds.low, bounds.high))
        self.view.draw_axes()

    def _build(self) -> None:
        # By Tab alone: a click on the plane must not take the arrow keys from the window.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Plane of two features"))
        self.view.canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        # The network is evaluated on what is shown; moving the view would leave that.
        self.view.movable = False

    def _arrange(self) -> None:
        """Keep the plane square and as large as may be, with the key beside it or below."""
        more = self.more.sizeHint()
        self.more.move(self.width() - MARGIN - more.width(), MARGIN)
        self.more.resize(more)
        column, lines = self.key.sizes()
        places = arrange(self.size(), self.view.axis_sizes(), more, column, lines)
        self.key.lie(down=places.below)
        self.view.setGeometry(places.plane)
        self.key.setGeometry(places.key)


    def sizeHint(self) -> QSize:
        """Return a size at which the plane is comfortable to read."""
        return QSize(560, 440)

    def minimumSizeHint(self) -> QSize:
        """Return a size at which the plane is still of use."""
        return QSize(320, 220)

    def wants_key(self, event: QKeyEvent) -> bool:
        """Whether a key means something here while the plot has the keyboard."""
        return event.key() in ARROWS or event.key() == Qt.Key.Key_Escape

    def event(self, event: QEvent) -> bool:
        """Take another room where the key needs one."""
        if event.type() == QEvent.Type.LayoutRequest:
            # The key may need another room: another class, a longer number.
            self._stale_room = True
            self._redraw.mark()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the pointer mark over the plane."""
        way = ARROWS.get(Qt.Key(event.key()))
        if way is not None:
            self.hover(*self._bounds.step(self._at, way))
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the plane square."""
        super().resizeEvent(event)
        self._arrange()

    @Slot()
    def _leave(self) -> None:
        self._at = None
        self._items.point_nowhere()
        self.view.hide_readout()

    @Slot()
    def _take_room(self) -> None:
        self._stale_points, self._ground = True, None
        self._redraw.draw_where_seen()

    @Slot()
    def _dress(self) -> None:
        self._stale_points, self._ground = True, None
        self._leave()
        self.update()
        self._redraw.mark()
