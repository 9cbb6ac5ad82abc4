"""The large plot of the tab: the boundary or one map."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from diynn.data.dataset import Dataset
from diynn.data.sources.drawn_points import COLUMNS, FEATURES
from gui.plots.boundary_plot import BoundaryPlot
from gui.plots.plane_picture import Limits, Samples, even_limits, square_around
from gui.tabs.boundary.painting import StrokeMarks
from gui.tabs.boundary.plane_answer import Answer
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import vbox

if TYPE_CHECKING:
    from gui.plots.plane_plot import LargeMap

Array = NDArray[Any]

CORNERS = np.array([[-1.0, -1.0], [1.0, 1.0]])
"""A sheet to paint on reaches at least from the one to the other."""


class BoundaryStage(QWidget):
    """Shows samples at once, and pictures as they are worked out."""

    changed = Signal()
    """Other pictures are wanted: of another size, another look."""
    shrunk = Signal()
    """The boundary is seen again in place of one map."""
    place_chosen = Signal(float, float)
    """A place of the large map was clicked."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._raw: Dataset | None = None
        self._field: Array | None = None
        self._samples: tuple[tuple[str, str], Samples, Samples] | None = None
        self.limits: Limits | None = None
        """Of the values, where the samples have no classes."""
        self.plot = BoundaryPlot(themes)
        self.marks = StrokeMarks(self.plot.view, themes)
        self._themes = themes
        self._planes = QStackedWidget()
        self._planes.addWidget(self.plot)
        vbox((self._planes, 1), parent=self, margins=(0, 0, 0, 0), spacing=0)
        themes.changed.connect(self.changed)

    @cached_property
    def large(self) -> LargeMap:
        """One map in place of the boundary; made when it is first asked for."""
        # Loaded here: most people never look at one.
        from gui.plots.plane_plot import LargeMap

        large = LargeMap(self._themes)
        large.closed.connect(self.shrink)
        large.pressed.connect(self.place_chosen)
        self._planes.addWidget(large)
        if self._samples is not None:
            large.set_samples(*self._samples, self.limits, self.plot.bounds())
        return large

    @property
    def is_large(self) -> bool:
        """Whether one map is shown in place of the boundary."""
        return self._planes.currentWidget() is not self.plot

    def enlarge(self, title: str) -> None:
        """Make room for one map."""
        self.large.set_title(title)
        self._planes.setCurrentWidget(self.large)

    @Slot()
    def shrink(self) -> None:
        """Show the boundary again."""
        if self.is_large:
            self._planes.setCurrentWidget(self.plot)
            self.shrunk.emit()

    def nothing(self, words: str) -> None:
        """Show an empty plane with a sentence on it."""
        self._raw = self._field = None
        self.plot.set_bounds(None)
        self.plot.set_empty_text(words)
        self.plot.clear()
        # At once: a layout that changes while it is being resized would be drawn at the old size.
        self.plot.redraw()
        self.marks.show_place(None)
        self.shrink()

    def show_samples(self, raw: Dataset, *, keep: bool) -> None:
        """Show the samples of a data set of two inputs.

        With `keep` the plane stays where it is if it holds them, so as not to jump after a stroke.
        """
        if raw is self._raw:
            return
        before, bounds = self._raw, self.plot.bounds()
        places = np.concatenate([raw.train.x, raw.test.x])
        inside = (places >= (bounds.left, bounds.low)) & (places <= (bounds.right, bounds.high))
        stays = before is not None and bool(inside.all())
        new_bounds = bounds if stays else square_around(np.concatenate([places, CORNERS]))
        self.plot.set_bounds(new_bounds if keep else None)
        self._take(raw)
        field, self._field = self._field, None
        wanted = (len(raw.classes),) if raw.classes else ()
        if field is not None and self.plot.bounds() == bounds and field.shape[2:] == wanted:
            # The last answer stays until that for the new points is there.
            self._field = field
            self.plot.set_field(field)

    def _take(self, raw: Dataset) -> None:
        self._raw, self.limits = raw, None
        # A table that was painted here names them as CSV can.
        named = len(raw.features) == 2 and raw.features != COLUMNS[:2]
        across, up = raw.features if named else FEATURES
        train, test = (
            Samples.of(part.x, part.targets if part.targets.ndim == 1 else part.targets[:, 0])
            for part in (raw.train, raw.test)
        )
        self.plot.set_names(across, up, raw.classes)
        if raw.classes:
            self.plot.set_points(train.x, train.labels, test.x, test.labels, len(raw.classes))
        else:
            self.plot.set_targets(train.x, train.labels, test.x, test.labels)
            self.limits = even_limits(np.concatenate([train.labels, test.labels]))
        self._samples = (across, up), train, test
        if "large" in self.__dict__:
            self.large.set_samples(*self._samples, self.limits, self.plot.bounds())

    def clear_answer(self) -> None:
        """Show the samples alone."""
        self._field = None
        self.plot.clear_field()
        self.shrink()

    def take(self, answer: Answer) -> None:
        """Show what was found."""
        if answer.picture is not None:
            self._field = answer.picture.field
            self.plot.show_picture(answer.picture)
        if answer.large is not None and self.is_large:
            self.large.show_picture(answer.large)
