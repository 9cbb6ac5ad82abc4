"""Show one map of the plane large, with the samples on it: of one unit, or of another run."""

import numpy as np
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from diynn.csv_output import csv_text
from gui.plots.field import Bounds
from gui.plots.plane_picture import Limits, Samples
from gui.plots.plane_plot import MARGIN, PlanePlot
from gui.text.numbers import telling
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.plain_text import Label


class LargeMap(PlanePlot):
    """A square plane under its title; `closed` asks for the way back, `pressed` tells a place."""

    closed = Signal()
    pressed = Signal(float, float, Qt.MouseButton)

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty."""
        super().__init__(source, parent)
        self.back = QToolButton()
        self.back.setAccessibleName(self.tr("Back to the decision boundary"))
        self.back.setToolTip(self.tr("Back to the decision boundary (Esc)"))
        self.back.clicked.connect(self.closed)
        IconKeeper(self.back, self.back.setIcon, "close", source)
        self.title = Label()
        self.title.setProperty("strong", True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self._head = QWidget(self)
        across = QHBoxLayout(self._head)
        across.setContentsMargins(MARGIN, 0, 0, 0)
        across.addWidget(self.title, 1)
        across.addWidget(self.back)
        self.setAccessibleName(self.tr("One map, large"))
        self.view.pressed.connect(self.pressed)

    def in_words(self) -> str:
        """Say what it is a map of, and what its colours say."""
        title = self.title.text()
        return telling(title, self.bar.in_words()) if self.bar.isVisible() else title

    # What the caller decides

    def set_samples(
        self, titles: tuple[str, str], train: Samples, test: Samples, limits: Limits | None,
        bounds: Bounds,
    ) -> None:  # fmt: skip
        """Show samples in this part of the plane; with `limits` their labels are values."""
        self.view.set_titles(*titles)
        self.take_samples({"train": train, "test": test}, limits)
        self.take_bounds(bounds)

    def set_title(self, title: str) -> None:
        """Say what it is a map of."""
        self.title.setText(title)

    # What the export menu asks

    def picture_name(self) -> str:
        """Return a name for the picture."""
        return self.title.text()

    def paint_picture(self, painter: QPainter) -> None:
        """Draw the plane under its title."""
        super().paint_picture(painter)
        painter.setPen(QColor(self._source.current.text))
        base = painter.fontMetrics().ascent() + MARGIN / 2
        painter.drawText(QPointF(MARGIN, base), self.title.text())

    def _head_height(self, width: int) -> int:
        return self.fontMetrics().height() + MARGIN

    def csv(self) -> str:
        """Return a line for each cell of the map: the place of its middle and its values."""
        field, titles = self._picture.field, self.view.titles()
        if field is None:
            return csv_text([titles])
        values = field.reshape(field.shape[0] * field.shape[1], -1)
        places = self._picture.ground.bounds.samples(field.shape[0])
        rows = np.concatenate([places, values], axis=1).tolist()
        names = [*titles, *(f"value {k + 1}" for k in range(values.shape[1]))]
        return csv_text([names, *([f"{number:.6g}" for number in row] for row in rows)])

    def arrange(self) -> None:
        """Keep the plane square, and as large as may be below the title."""
        left, bottom = self.around()
        head = self._head.sizeHint().height()
        top = head + MARGIN
        side = min(self.width() - left - 2 * MARGIN, self.height() - top - bottom - 2 * MARGIN)
        start = max((self.width() - left - side) // 2, MARGIN)
        self._head.setGeometry(MARGIN, MARGIN // 2, self.width() - 2 * MARGIN, head)
        self.place_plane(start, top, side)
