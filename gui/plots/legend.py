"""Name the curves, and hide or show one at a click; name them in a picture too."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QToolButton, QWidget

from gui.plots.items import curve_pen, marker_look, screen_ratio
from gui.plots.series import Series
from gui.theme.theme import Theme
from gui.widgets.boxes import FlowLayout
from gui.widgets.plain_text import plain_tip
from gui.widgets.symbols import paint_mark, symbol_of

_SWATCH = QSize(28, 12)
_LENGTH = 24
_MARKER = 6.0
_LINES = 3
_GAP = 8
_LINE_GAP = 4


def paint_legend(painter: QPainter, width: int, theme: Theme, series: Sequence[Series]) -> None:
    """Draw the name of each curve into lines of `width` pixels; one longer than that is cut."""
    metrics = painter.fontMetrics()
    for one, place in _placed(metrics, width, series):
        swatch = QRectF(place.left(), place.top(), _LENGTH, place.height())
        paint_swatch(painter, swatch, theme, one)
        painter.setPen(QColor(theme.text))
        text = place.adjusted(_LENGTH + _GAP, 0, 0, 0)
        shown = metrics.elidedText(one.label, Qt.TextElideMode.ElideLeft, round(text.width()))
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def legend_height(metrics: QFontMetrics, width: int, series: Sequence[Series]) -> int:
    """Return how many pixels `paint_legend` needs, with some air below; 0 without curves."""
    places = [place for _, place in _placed(metrics, width, series)]
    return round(places[-1].bottom()) + _GAP if places else 0


def _placed(
    metrics: QFontMetrics, width: int, series: Iterable[Series]
) -> Iterator[tuple[Series, QRectF]]:
    left, top = float(_GAP), 6.0
    for one in series:
        # One pixel more than the text takes, or rounding would cut its end.
        needed = _LENGTH + _GAP + metrics.horizontalAdvance(one.label) + 1
        wide = min(needed, width - 2 * _GAP)
        if left > _GAP and left + wide > width - _GAP:
            left, top = float(_GAP), top + metrics.height() + _LINE_GAP
        yield one, QRectF(left, top, wide, metrics.height())
        left += wide + 2 * _GAP


def paint_swatch(painter: QPainter, at: QRectF, theme: Theme, series: Series) -> None:
    """Draw a short piece of the curve `series` into `at`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(curve_pen(theme, series.colour_index, series.style))
    # A cosmetic pen counts in pixels of the screen, and would be thinner in a picture.
    pen.setCosmetic(False)
    pen.setWidthF(pen.widthF() / screen_ratio())
    painter.setPen(pen)
    middle = at.center()
    painter.drawLine(QPointF(at.left(), middle.y()), QPointF(at.right(), middle.y()))
    look = marker_look(theme, series.colour_index, series.style)
    paint_mark(painter, middle, _MARKER, symbol_of(series.colour_index), *look)
    painter.restore()


def painted_icon(size: QSize, paint: Callable[[QPainter], None]) -> QIcon:
    """Return an icon of this size, twice as fine, as `paint` draws it."""
    pixmap = QPixmap(size * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint(painter)
    painter.end()
    return QIcon(pixmap)


class Entry(QToolButton):
    """The name of one curve; pressed in while the curve is shown."""

    LINE = 24

    switched = Signal(str, bool)

    def __init__(self, series: Series, parent: QWidget) -> None:
        super().__init__(parent)
        self._key = series.key
        self._label = ""
        self.setProperty("legend", True)
        self.setCheckable(True)
        self.setChecked(True)
        self.setIconSize(_SWATCH)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setToolTip(self.tr("Hide or show this curve"))
        self.toggled.connect(self._tell)

    def dress(self, theme: Theme, series: Series) -> None:
        """Show the name and the colour of `series`."""
        self._label = series.label
        self.setAccessibleName(self.tr("Curve {name}").format(name=series.label))
        area = QRectF(0, 0, _LENGTH, _SWATCH.height())
        draw = partial(paint_swatch, at=area, theme=theme, series=series)
        self.setIcon(painted_icon(_SWATCH, draw))

    def fit(self, width: int) -> None:
        """Write the name in at most `width` pixels; the end of a name tells more than its start."""
        self.setText(self._label)
        spare = width - self.sizeHint().width()
        text = self.tr("Hide or show this curve")
        if spare < 0:
            metrics = self.fontMetrics()
            room = metrics.horizontalAdvance(self._label) + spare
            left = Qt.TextElideMode.ElideLeft
            self.setText(metrics.elidedText(self._label, left, max(room, 0)))
            text = f"{self._label}\n{text}"
        self.setToolTip(plain_tip(text))

    @Slot(bool)
    def _tell(self, shown: bool) -> None:
        font = self.font()
        font.setStrikeOut(not shown)
        self.setFont(font)
        self.switched.emit(self._key, shown)


class ClearScroll(QScrollArea):
    """A part of a plot that scrolls up and down, on the ground of the plot."""

    def hold(self, inside: QWidget) -> None:
        """Scroll `inside`."""
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for widget in (self, inside, self.viewport()):
            widget.setAutoFillBackground(False)


class Legend(ClearScroll):
    """One entry for each curve, flowing into three lines; further ones are reached by scrolling.

    `switched` carries the key of a curve and whether it is to be shown.
    """

    switched = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "legend")
        self._entries: dict[str, Entry] = {}
        self._inside = QWidget(self)
        self._inside.setAccessibleName(self.tr("Curves"))
        self._flow = FlowLayout(self._inside)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._flow.setHorizontalSpacing(4)
        self._flow.setVerticalSpacing(0)
        self.hold(self._inside)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._settle()

    def entry(self, key: str) -> Entry:
        """Return the entry of the curve `key`; raises KeyError if there is none."""
        return self._entries[key]

    def put(self, theme: Theme, series: Series) -> None:
        """Add an entry for `series`, or bring its entry up to date."""
        entry = self._entries.get(series.key)
        if entry is None:
            entry = self._entries[series.key] = Entry(series, self)
            entry.switched.connect(self.switched)
            self._flow.addWidget(entry)
            # Until it is shown it would not count for the height.
            entry.show()
        entry.dress(theme, series)
        self._settle()

    def remove(self, key: str) -> None:
        """Take away the entry of the curve `key`."""
        entry = self._entries.pop(key)
        self._flow.removeWidget(entry)
        entry.hide()
        entry.deleteLater()
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the new width asks for."""
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        width = self.viewport().width()
        for entry in self._entries.values():
            entry.fit(width)
        heights = [entry.sizeHint().height() for entry in self._entries.values()]
        line = max(heights, default=Entry.LINE)
        wanted = self._flow.heightForWidth(self.width()) if heights else line
        self.setFixedHeight(min(max(wanted, line), _LINES * line))
