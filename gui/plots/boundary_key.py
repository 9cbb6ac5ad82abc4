"""Explain the colours and marks of the plane, and choose which samples to see."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from gui.plots.legend import ClearScroll, painted_icon
from gui.text import numbers
from gui.theme.theme import Theme, ThemeSource
from gui.widgets.plain_text import plain_tip
from gui.widgets.symbols import Symbol, paint_mark, symbol_of

_MARK = QSize(16, 16)
_GAP, _APART, _CLOSE, _ROOM = 8, 16, 4, 20


def _paint(
    painter: QPainter, at: QPointF, kind: str, colour: str, theme: Theme, symbol: Symbol
) -> None:
    """Draw the mark of `kind` "class", "train", "test" or "mistakes" round the place `at`."""
    pen, brush, size = QPen(Qt.PenStyle.NoPen), QBrush(QColor(colour)), 10.0
    if kind == "test":
        pen, brush, size = QPen(QColor(colour), 2), QBrush(QColor(theme.plot)), 8.0
    elif kind == "mistakes":
        pen, brush, size = QPen(QColor(colour), 1.5), QBrush(Qt.BrushStyle.NoBrush), 13.0
    paint_mark(painter, at, size, symbol, pen, brush)


class ClassName(QLabel):
    """The name of a class behind its mark; the tooltip has all of a name that is cut."""

    def __init__(self, name: str, number: int, source: ThemeSource, parent: QWidget) -> None:
        super().__init__(name, parent)
        self._name, self.number, self._source = name, number, source
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAccessibleName(name)
        self.setContentsMargins(_ROOM, 0, 0, 0)
        source.changed.connect(self.update)

    def fit(self, width: int) -> None:
        """Take at most `width` pixels; a name begins and ends with what tells it from others."""
        room = max(width - _ROOM, 0)
        shown = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideMiddle, room)
        if shown != self.text():
            self.setText(shown)
            self.setToolTip("" if shown == self._name else plain_tip(self._name))

    def mark(self) -> tuple[Symbol, str]:
        """Return the symbol and the colour of the mark."""
        classes = self._source.current.classes
        return symbol_of(self.number), classes[self.number % len(classes)]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        symbol, colour = self.mark()
        painter = QPainter(self)
        middle = QPointF(_ROOM / 2 - 2, self.height() / 2)
        _paint(painter, middle, "class", colour, self._source.current, symbol)
        painter.end()


class BoundaryKey(ClearScroll):
    """A column beside the plane or two lines below; `shown_changed` follows its boxes."""

    shown_changed = Signal()

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "boundary-key")
        self._source = source
        self._labels: list[ClassName] = []
        self._lies = False
        self._inside = inside = QWidget(self)
        self.train = QCheckBox(self.tr("Train"), inside)
        self.test = QCheckBox(self.tr("Test"), inside)
        self.mistakes = QCheckBox(self.tr("Mistakes"), inside)
        self.train.setToolTip(self.tr("Show the samples from which the network learns"))
        self.test.setToolTip(self.tr("Show the samples kept back to test the network"))
        self.mistakes.setToolTip(self.tr("Ring the samples for which the network is wrong"))
        self._classes = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._marks = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addLayout(self._classes)
        column.addLayout(self._marks)
        column.addStretch(1)
        for box in self._boxes().values():
            box.setChecked(True)
            box.setIconSize(_MARK)
            box.toggled.connect(self.shown_changed)
            self._marks.addWidget(box)
        for line in (self._classes, self._marks):
            line.setSpacing(_CLOSE)
            line.addStretch(1)
        self.hold(inside)
        source.changed.connect(self._dress)
        self.set_classes([])

    def set_classes(self, names: Sequence[str]) -> None:
        """Name the classes, at most as many as the theme has colours; none for a regression."""
        while self._labels:
            label = self._labels.pop()
            label.hide()
            label.deleteLater()
        for place, name in enumerate(names):
            label = ClassName(name, place, self._source, self._inside)
            self._labels.append(label)
            self._classes.insertWidget(place, label)
        self._dress()

    def class_names(self) -> list[ClassName]:
        """Return the names of the classes."""
        return list(self._labels)

    def lie(self, *, down: bool) -> None:
        """Lie down in two lines, for below the plane, or stand as a column beside it."""
        # Setting even the same again would lay everything out again, without end.
        if down == self._lies:
            return
        self._lies = down
        directions = QBoxLayout.Direction
        for line in (self._classes, self._marks):
            line.setDirection(directions.LeftToRight if down else directions.TopToBottom)
            line.setSpacing(_APART if down else _CLOSE)

    def fit(self, width: int, height: int) -> tuple[QSize, QSize]:
        """Return the room it needs standing, and lying down; no name is wider than `width`.

        A column that is higher than `height` can be scrolled.
        """
        for label in self._labels:
            label.fit(width)
        names = [label.sizeHint() for label in self._labels]
        marks = [box.sizeHint() for box in self._boxes().values() if not box.isHidden()]
        lines = [line for line in (names, marks) if line]
        wide = max((part.width() for part in (*names, *marks)), default=0)
        high = sum(part.height() + _CLOSE for part in (*names, *marks)) + _GAP * (len(lines) - 1)
        if high > height:
            wide += self.verticalScrollBar().sizeHint().width()
        lying = QSize(
            max((sum(part.width() + _APART for part in line) for line in lines), default=0),
            sum(max(part.height() for part in line) + _GAP for line in lines),
        )
        return QSize(wide, min(high, height)), lying

    def set_counts(self, train: int, test: int) -> None:
        """Say how many samples each box stands for."""
        for box, plain, count in (
            (self.train, self.tr("Train"), train),
            (self.test, self.tr("Test"), test),
        ):
            box.setText(f"{plain} ({numbers.count(count)})")
            box.setVisible(count > 0)

    def set_mistakes(self, count: int | None) -> None:
        """Say how many samples are wrong, or that this is not known."""
        self.mistakes.setVisible(count is not None)
        plain = self.tr("Mistakes")
        self._name_rings(
            plain if count is None else f"{plain} ({numbers.count(count)})",
            self.tr("Ring the samples for which the network is wrong"),
        )

    def set_errors(self, *, known: bool) -> None:
        """Offer rings for errors of values, where these are known."""
        self.mistakes.setVisible(known)
        self._name_rings(
            self.tr("Errors"),
            self.tr("Ring each sample: the larger its error, the wider the ring"),
        )

    def _name_rings(self, text: str, tip: str) -> None:
        if text != self.mistakes.text():
            self.mistakes.setText(text)
        if tip != self.mistakes.toolTip():
            self.mistakes.setToolTip(tip)

    def paint_key(self, painter: QPainter, at: QPointF) -> None:
        """Draw what explains the picture, from the upper left corner `at`."""
        theme, metrics = self._source.current, painter.fontMetrics()
        line = metrics.height() + 6.0
        rows = [("class", label.text(), *label.mark()) for label in self._labels]
        for kind, box in self._boxes().items():
            if box.isChecked() and not box.isHidden():
                rows.append((kind, box.text(), self._symbol(kind), theme.text))
        for kind, text, symbol, colour in rows:
            middle = QPointF(at.x() + 8, at.y() + line / 2)
            _paint(painter, middle, kind, colour, theme, symbol)
            painter.setPen(QColor(theme.text))
            base = middle.y() + metrics.ascent() / 2 - 1
            painter.drawText(QPointF(at.x() + 24, base), text)
            at = QPointF(at.x(), at.y() + line)

    def picture_size(self) -> QSize:
        """Return the room that `paint_key` takes."""
        metrics = self.fontMetrics()
        texts = [label.text() for label in self._labels]
        texts += [box.text() for box in self._boxes().values() if not box.isHidden()]
        wide = max(map(metrics.horizontalAdvance, texts), default=0)
        return QSize(24 + wide + 8, len(texts) * (metrics.height() + 6))

    def _boxes(self) -> dict[str, QCheckBox]:
        return {"train": self.train, "test": self.test, "mistakes": self.mistakes}

    def _symbol(self, kind: str) -> Symbol:
        # Samples with values have no classes, and so no symbols of classes.
        return "s" if kind == "test" and not self._labels else "o"

    @Slot()
    def _dress(self) -> None:
        theme: Theme = self._source.current
        for kind, box in self._boxes().items():
            draw = partial(
                _paint, at=QPointF(8, 8), kind=kind, colour=theme.text, theme=theme,
                symbol=self._symbol(kind),
            )  # fmt: skip
            box.setIcon(painted_icon(_MARK, draw))
        self.updateGeometry()
