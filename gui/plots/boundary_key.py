"""Explain the colours and marks of the plane, and choose which samples to see."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QLabel, QVBoxLayout, QWidget

from gui.plots.colour_bar import ColourBar, paint_colour_bar
from gui.plots.paths import SHAPES, Shape
from gui.plots.run_marks import paint_mark
from gui.theme import Theme, ThemeSource

_MARK = QSize(16, 16)
_GAP, _APART, _ROOM = 8, 16, 20


def _paint(
    painter: QPainter, at: QPointF, kind: str, colour: str, theme: Theme, shape: Shape
) -> None:
    """Draw the mark of `kind` "class", "train", "test" or "mistakes" round the place `at`."""
    pen, brush, size = QPen(Qt.PenStyle.NoPen), QBrush(QColor(colour)), 10.0
    if kind == "test":
        pen, brush, size = QPen(QColor(colour), 2), QBrush(QColor(theme.plot)), 8.0
    elif kind == "mistakes":
        pen, brush, size = QPen(QColor(colour), 1.5), QBrush(Qt.BrushStyle.NoBrush), 13.0
    paint_mark(painter, at, size, shape, pen, brush)


def _mark_pixmap(kind: str, colour: str, theme: Theme, shape: Shape = "circle") -> QPixmap:
    pixmap = QPixmap(_MARK * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _paint(painter, QPointF(8, 8), kind, colour, theme, shape)
    painter.end()
    return pixmap


class ClassName(QLabel):
    """The name of a class behind its mark."""

    def __init__(self, name: str, number: int, source: ThemeSource, parent: QWidget) -> None:
        """Stand for the class `name`, the `number`th."""
        super().__init__(name, parent)
        self._number, self._source = number, source
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(name)
        self.setContentsMargins(_ROOM, 0, 0, 0)
        source.changed.connect(self.update)

    def mark(self) -> tuple[Shape, str]:
        """Return the shape and the colour of the mark."""
        classes = self._source.current.classes
        return SHAPES[self._number % len(SHAPES)], classes[self._number % len(classes)]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark and the name."""
        super().paintEvent(event)
        shape, colour = self.mark()
        painter = QPainter(self)
        middle = QPointF(_ROOM / 2 - 2, self.height() / 2)
        _paint(painter, middle, "class", colour, self._source.current, shape)
        painter.end()


class BoundaryKey(QWidget):
    """A column beside the plane or two lines below; `shown_changed` follows its boxes."""

    shown_changed = Signal()

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin without classes, with everything shown."""
        super().__init__(parent)
        self._source = source
        self._names: list[str] = []
        self._labels: list[ClassName] = []
        self._lies = False
        self.bar = ColourBar(source, self)
        self.train = QCheckBox(self.tr("Train"), self)
        self.test = QCheckBox(self.tr("Test"), self)
        self.mistakes = QCheckBox(self.tr("Mistakes"), self)
        self.train.setToolTip(self.tr("Show the samples from which the network learns"))
        self.test.setToolTip(self.tr("Show the samples kept back to test the network"))
        self.mistakes.setToolTip(self.tr("Ring the samples for which the network is wrong"))
        self._classes = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._marks = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addLayout(self._classes)
        column.addWidget(self.bar)
        column.addLayout(self._marks)
        column.addStretch(1)
        for box in self._boxes().values():
            box.setChecked(True)
            box.setIconSize(_MARK)
            box.toggled.connect(self.shown_changed)
            self._marks.addWidget(box)
        for line in (self._classes, self._marks):
            line.setSpacing(4)
            line.addStretch(1)
        source.changed.connect(self._dress)
        self.set_classes([])

    def set_classes(self, names: Sequence[str]) -> None:
        """Name the classes, at most as many as the theme has colours; none for a regression."""
        while self._labels:
            label = self._labels.pop()
            label.hide()
            label.deleteLater()
        self._names = list(names)
        for place, name in enumerate(names):
            label = ClassName(name, place, self._source, self)
            self._labels.append(label)
            self._classes.insertWidget(place, label)
        self.bar.setVisible(not names)
        self._dress()

    def lie(self, *, down: bool) -> None:
        """Lie down in two lines, for below the plane, or stand as a column beside it."""
        # Setting even the same again would have everything laid out anew, without end.
        if down == self._lies:
            return
        self._lies = down
        directions = QBoxLayout.Direction
        for line in (self._classes, self._marks):
            line.setDirection(directions.LeftToRight if down else directions.TopToBottom)
            line.setSpacing(_APART if down else 4)

    def sizes(self) -> tuple[QSize, QSize]:
        """The room it needs standing, and lying down."""
        marks = [box.sizeHint() for box in self._boxes().values() if not box.isHidden()]
        names = [label.sizeHint() for label in self._labels]
        bar = [] if self.bar.isHidden() else [self.bar.sizeHint()]
        parts = [*names, *bar, *marks]
        lines = [line for line in (names, bar, marks) if line]
        standing = QSize(
            max((part.width() for part in parts), default=0),
            sum(part.height() + _GAP for part in parts),
        )
        lying = QSize(
            max((sum(part.width() + _APART for part in line) for line in lines), default=0),
            sum(max(part.height() for part in line) + _GAP for line in lines),
        )
        return standing, lying

    def set_counts(self, train: int, test: int) -> None:
        """Say how many samples each box stands for."""
        for box, plain, count in (
            (self.train, self.tr("Train"), train),
            (self.test, self.tr("Test"), test),
        ):
            box.setText(f"{plain} ({self.locale().toString(count)})")
            box.setVisible(count > 0)

    def set_mistakes(self, count: int | None) -> None:
        """Say how many samples are wrong, or that this is not known."""
        self.mistakes.setVisible(count is not None)
        if count is not None:
            plain = self.tr("Mistakes")
            text = f"{plain} ({self.locale().toString(count)})"
            if text != self.mistakes.text():
                self.mistakes.setText(text)

    def paint_key(self, painter: QPainter, at: QPointF) -> None:
        """Draw what explains the picture, from the upper left corner `at`."""
        theme = self._source.current
        metrics = painter.fontMetrics()
        line = float(metrics.height() + 6)
        rows: list[tuple[str, str, str, Shape]] = [
            ("class", theme.classes[k % len(theme.classes)], name, SHAPES[k % len(SHAPES)])
            for k, name in enumerate(self._names)
        ]
        for kind, box in self._boxes().items():
            if box.isChecked() and not box.isHidden():
                rows.append((kind, theme.text, box.text(), self._shape(kind)))
        if not self._names:
            area = QRectF(at.x(), at.y(), self.width(), self.bar.height())
            paint_colour_bar(painter, area, self.bar.limits(), self._source)
            at = QPointF(at.x(), area.bottom() + line)
        for kind, colour, text, shape in rows:
            middle = QPointF(at.x() + 8, at.y() + line / 2)
            _paint(painter, middle, kind, colour, theme, shape)
            painter.setPen(QColor(theme.text))
            base = middle.y() + metrics.ascent() / 2 - 1
            painter.drawText(QPointF(at.x() + 24, base), text)
            at = QPointF(at.x(), at.y() + line)

    def _boxes(self) -> dict[str, QCheckBox]:
        return {"train": self.train, "test": self.test, "mistakes": self.mistakes}

    def _shape(self, kind: str) -> Shape:
        # Samples with values have no classes, and so no shapes of classes.
        return "square" if kind == "test" and not self._names else "circle"

    @Slot()
    def _dress(self) -> None:
        theme: Theme = self._source.current
        for kind, box in self._boxes().items():
            box.setIcon(QIcon(_mark_pixmap(kind, theme.text, theme, self._shape(kind))))
        self.updateGeometry()
