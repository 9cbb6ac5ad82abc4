"""Show what a network says about every place of a plane, under the samples that lie there."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from diynn.csv_output import csv_text
from gui.plots.boundary_key import BoundaryKey
from gui.plots.plane_picture import (
    NO_SAMPLES,
    PARTS,
    Bounds,
    Limits,
    Mask,
    Part,
    Picture,
    Samples,
    even_limits,
    square_around,
)
from gui.plots.plane_plot import MARGIN, PlanePlot
from gui.plots.plot import ARROWS, coloured, readout_table
from gui.text.numbers import figures, percent, telling
from gui.text.plot_words import plane_words
from gui.theme.theme import ThemeSource

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NEAR = 8.0
"""Pixels from the pointer to a sample that is told of."""


class BoundaryPlot(PlanePlot):
    """The plane of two features: classes (two to five) or, for a regression, values.

    Ask `grid` for places, let the network say what it thinks of them, and give that to
    `set_field`, as often as it changes: drawing happens by itself. `pressed`, `dragged` and
    `released` carry places of the plane, for one who wants to paint samples; Enter presses where
    the arrow keys have brought the pointer mark.
    """

    pressed = Signal(float, float, Qt.MouseButton)
    dragged = Signal(float, float)
    released = Signal(float, float)

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self._names: list[str] = []
        self._chosen_bounds: Bounds | None = None
        self._place: tuple[float, float] | None = None
        self._empty_text = self.tr("Choose a data set of two features to see it here.")
        self.key = BoundaryKey(source, self)
        self.more = self.make_more()
        self.more.setProperty("helpTopic", "export")
        self.setAccessibleName(self.tr("Plane of two features"))
        self.key.shown_changed.connect(self.draw_soon)
        self.view.pressed.connect(self.pressed)
        self.view.dragged.connect(self.dragged)
        self.view.released.connect(self.released)
        self.set_names("x₁", "x₂", [])
        self.redraw()

    # What the caller decides

    def set_names(self, x: str, y: str, classes: Sequence[str]) -> None:
        """Name the two features and the classes."""
        self.view.set_titles(x, y)
        self._names = list(classes)
        self._stale_samples = True
        self.draw_soon()

    def set_points(
        self, x_train: object, labels_train: object, x_test: object, labels_test: object,
        n_classes: int,
    ) -> None:  # fmt: skip
        """Show samples of `n_classes` classes: places (n, 2) and class numbers (n,), from 0.

        The field is forgotten. Raises ValueError if the shapes do not fit together.
        """
        self._names = [self._names[k] if k < len(self._names) else str(k) for k in range(n_classes)]
        self._take(Samples.of(x_train, labels_train), Samples.of(x_test, labels_test), None)

    def set_targets(self, x_train: object, y_train: object, x_test: object, y_test: object) -> None:
        """Show samples of a regression: places (n, 2) and target values (n,).

        The field is forgotten. Raises ValueError if the shapes do not fit together.
        """
        self._names = []
        train, test = Samples.of(x_train, y_train), Samples.of(x_test, y_test)
        self._take(train, test, even_limits(np.concatenate([train.labels, test.labels])))

    def set_bounds(self, bounds: Bounds | None) -> None:
        """Show just this part of the plane, or, for None, a square round the samples."""
        self._chosen_bounds = bounds
        self.take_bounds(bounds or square_around(self.sample_places()))

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
        self.show_picture(Picture(self.ground(), field, self._picture.mistakes))

    def clear_field(self) -> None:
        """Show the samples alone."""
        self.show_picture(Picture(self.ground(), None, {}))

    def set_mistakes(self, train: object, test: object) -> None:
        """Ring the samples for which the masks `train` and `test`, both (n,), are true.

        Raises ValueError if a mask has another length than its samples.
        """
        marks = zip(PARTS, (train, test), strict=True)
        masks = {part: self.parts[part].samples.mask(mask) for part, mask in marks}
        self.show_picture(Picture(self.ground(), self._picture.field, masks))

    def clear(self) -> None:
        """Show nothing."""
        self._names = []
        self._take(NO_SAMPLES, NO_SAMPLES, None)

    def _take(self, train: Samples, test: Samples, limits: Limits | None) -> None:
        self.take_samples({"train": train, "test": test}, limits)
        self.key.set_counts(len(train.labels), len(test.labels))
        self.set_bounds(self._chosen_bounds)

    # What the user does

    def hover(self, x: float, y: float) -> str:
        """Say what the network makes of the place (x, y); returns what is shown, as HTML."""
        self._place = (x, y)
        field = self._picture.field
        cell = None if field is None else self._bounds.cell(x, y, field.shape[:2])
        rows = [] if field is None or cell is None else self._answer(field[cell])
        if self._limits is not None:
            rows = self._sample_rows(x, y) or rows
        text = readout_table(f"{figures(x, 3)} ; {figures(y, 3)}", rows)
        self.view.show_readout(text, x, y)
        self.mark_place(x, y)
        return text

    @Slot(float, float)
    def hover_at(self, x: float, y: float) -> None:
        self.hover(x, y)

    def _sample_rows(self, x: float, y: float) -> list[tuple[str, str]]:
        """What is known of the sample at (x, y), if there is one: its values and its error."""
        room, bounds = self.view.pixels(), self._bounds
        scale = np.array([room.width() / bounds.width, room.height() / bounds.height])
        near = (_NEAR, -1.0, 0.0)
        for part, errors in self._picture.errors.items():
            samples = self.parts[part].samples
            if self.parts[part].dots.isVisible() and len(errors):
                far = np.hypot(*((samples.x - (x, y)) * scale).T)
                at = int(np.argmin(far))
                if far[at] < near[0]:
                    near = float(far[at]), float(samples.labels[at]), float(errors[at])
        if near[0] >= _NEAR:
            return []
        _, true, error = near
        return [
            (self.tr("Prediction"), figures(true + error)), (self.tr("True value"), figures(true)),
            (self.tr("Error"), figures(error)),
        ]  # fmt: skip

    def _answer(self, value: npt.NDArray[np.float32]) -> list[tuple[str, str]]:
        if self._limits is not None:
            return [(self.tr("Prediction"), figures(float(value)))]
        colours, metrics = self._source.current.classes, self.fontMetrics()
        middle, room = Qt.TextElideMode.ElideMiddle, self.width() // 3
        names = [metrics.elidedText(name, middle, room) for name in self._names]
        return [
            (coloured(colours[number % len(colours)], name), percent(share))
            for number, (name, share) in enumerate(zip(names, value.tolist(), strict=True))
        ]

    def in_words(self) -> str:
        """Say how many samples there are, and how many the network gets right."""
        if self.view.note():
            return self.view.note()
        wrong = {str(part): self._wrong(part) for part in PARTS}
        words = plane_words(self._names, wrong, judged=bool(self._picture.mistakes))
        return words if self._limits is None else telling(words, self.bar.in_words())

    # What the export menu asks

    def picture_name(self) -> str:
        return self.tr("Decision boundary") if self._limits is None else self.tr("Predictions")

    def picture_size(self) -> QSize:
        """Return the size of the plane with its axes and of the key beside it."""
        plane, key = super().picture_size(), self.key.picture_size()
        width = plane.width() + MARGIN + key.width()
        return QSize(width, max(plane.height(), key.height() + 2 * MARGIN))

    def paint_picture(self, painter: QPainter) -> None:
        """Draw the plane and beside it the key."""
        super().paint_picture(painter)
        self.key.paint_key(painter, QPointF(self.view.width() + MARGIN, MARGIN))

    def csv(self) -> str:
        """Return all samples: place, class or value, part, and whether the network is wrong, or
        by how much."""
        what = ("class", "mistake") if self._limits is None else ("value", "error")
        rows: list[list[object]] = [[*self.view.titles(), what[0], "part", what[1]]]
        for part, items in self.parts.items():
            samples = items.samples
            wrong: list[object] = self._wrong(part).astype(int).tolist()
            if self._limits is not None:
                errors = self._picture.errors.get(part)
                wrong = [None] * len(wrong) if errors is None else errors.tolist()
            columns = samples.x.tolist(), samples.labels.tolist(), wrong
            for (x, y), label, mistake in zip(*columns, strict=True):
                number = int(label) if label.is_integer() else label
                rows.append([x, y, number, part, mistake])
        return csv_text(rows)

    def _wrong(self, part: Part) -> Mask:
        # Where nothing is known of mistakes there are none.
        nothing = np.zeros(len(self.parts[part].samples.labels), bool)
        return self._picture.mistakes.get(part, nothing)

    # Drawing

    @Slot()
    def redraw(self) -> None:
        empty = self._picture.field is None and not len(self.sample_places())
        self.view.set_note(self._empty_text if empty else "")
        if self._stale_samples:
            self.key.set_classes(self._names)
            self.key.setVisible(not empty)
        mistakes = self._picture.mistakes.values()
        if self._limits is None:
            self.key.set_mistakes(sum(int(mask.sum()) for mask in mistakes) if mistakes else None)
        else:
            self.key.set_errors(known=bool(self._picture.errors))
        super().redraw()
        rings = self.key.mistakes.isChecked()
        self.parts["train"].show(dots=self.key.train.isChecked(), rings=rings)
        self.parts["test"].show(dots=self.key.test.isChecked(), rings=rings)

    def arrange(self) -> None:
        """Keep the plane square and as large as may be, with the key beside it or below, there in
        lines where these are not too long, else as a column."""
        room, more = self.size(), self.more.sizeHint()
        self.more.setGeometry(room.width() - MARGIN - more.width(), MARGIN, *more.toTuple())
        left, bottom = self.around()
        key_top = 2 * MARGIN + more.height()
        column, lines = self.key.fit(room.width() // 3, room.height() - key_top - MARGIN)
        wide = max(column.width(), more.width())
        beside = min(room.width() - 4 * MARGIN - wide - left, room.height() - 2 * MARGIN - bottom)
        lies = lines.width() <= room.width() - 2 * MARGIN
        under = lines if lies else column
        high = room.height() - 4 * MARGIN - bottom - under.height()
        # Beside the button of the menu, or below it.
        low = room.width() - 3 * MARGIN - left - more.width() < high - more.height()
        aside = 0 if low else more.width() + MARGIN
        above = min(
            room.width() - 2 * MARGIN - left - aside, high - (more.height() if low else 0)
        )
        below = above > beside
        self.key.lie(down=below and lies)
        if not below:
            start = max((room.width() - left - beside - wide - 3 * MARGIN) // 2, 0) + MARGIN
            plane = self.place_plane(start, MARGIN, beside)
            height = max(room.height() - key_top - MARGIN, 0)
            self.key.setGeometry(plane.right() + 1 + 2 * MARGIN, key_top, wide, height)
            return
        start = max((room.width() - aside - left - above) // 2, MARGIN)
        least = key_top if low else MARGIN
        top = max((room.height() - bottom - above - under.height() - 2 * MARGIN) // 2, least)
        plane = self.place_plane(start, top, above)
        axis = self.view.axis_sizes()[0]
        key_left = max(min(start + axis, room.width() - under.width() - MARGIN), MARGIN)
        self.key.setGeometry(key_left, plane.bottom() + 1 + 2 * MARGIN, *under.toTuple())

    @Slot()
    def leave(self) -> None:
        self._place = None
        super().leave()

    # Keys and events

    def wants_key(self, event: QKeyEvent) -> bool:
        return event.key() in ARROWS or event.key() == Qt.Key.Key_Escape

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the pointer mark over the plane, or press and release there."""
        way = ARROWS.get(Qt.Key(event.key()))
        if way is not None:
            self.hover(*self._bounds.step(self._place, way))
        elif event.key() in _ENTER and self._place is not None:
            at = self._place
            self.pressed.emit(*at, Qt.MouseButton.LeftButton)
            self.released.emit(*at)
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Take another room where the key needs one: another class, a longer number."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._stale_room = True
            self.draw_soon()
        return super().event(event)
