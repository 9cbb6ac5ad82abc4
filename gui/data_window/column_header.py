"""The heads of a table's columns: name, role and kind, what the values are like, missing cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from diynn.data.browsing import Profile
from gui.text.numbers import count
from gui.theme.theme import ThemeSource
from gui.widgets.caption import small

BARS = 30
"""Pixels of height."""
_AIR = 8
SIGN = 16
"""For the sign of the order."""
NARROWEST, WIDEST = 72, 200

Cut = Qt.TextElideMode
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Head:
    """What stands above a column: its name, role and kind in words, and what its values are like.

    `is_target` and `is_ignored` decide about its colours.
    """

    name: str
    about: str = ""
    profile: Profile | None = None
    is_target: bool = False
    is_ignored: bool = False

    def words(self) -> tuple[str, str, str]:
        """All that is written in it."""
        return self.name, self.about, missing_words(self)


class ColumnHeader(QHeaderView):
    """Sorts by a click; a third click brings back the order of the table."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._themes = themes
        self.heads: tuple[Head, ...] = ()
        """What is shown, a head a column."""
        self.setSectionsClickable(True)
        self.setSectionsMovable(False)
        self.setHighlightSections(False)
        self.setSortIndicatorClearable(True)
        self.setMinimumSectionSize(NARROWEST)
        self.setDefaultAlignment(_LEFT)
        themes.changed.connect(self._repaint)

    def show_heads(self, heads: Sequence[Head]) -> None:
        """Show other heads; where their columns are others, or words longer, these are fitted."""
        before, self.heads = self.heads, tuple(heads)
        same = [head.name for head in heads] == [head.name for head in before]
        for place, head in enumerate(self.heads):
            if not same or head.words() != before[place].words():
                self.fit(place, grows=same)
        self._repaint()

    def fit(self, place: int, cells: int = 0, *, grows: bool = False) -> None:
        """Make a column as wide as its head and its `cells` (pixels) need; no narrower if it
        `grows`."""
        self.ensurePolished()
        bold, usual = QFontMetrics(self._bold()), QFontMetrics(small(self.font()))
        name, *others = self.heads[place].words()
        wide = max(
            bold.horizontalAdvance(name) + SIGN, cells, *map(usual.horizontalAdvance, others)
        )
        least = self.sectionSize(place) if grows else NARROWEST
        self.resizeSection(place, min(max(wide + 2 * _AIR + 4, least), max(WIDEST, least)))

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters need wider columns."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            for place in range(len(self.heads)):
                self.fit(place, grows=True)

    @Slot()
    def _repaint(self) -> None:
        self.viewport().update()

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def sizeHint(self) -> QSize:
        """Three lines, and the bars."""
        lines = QFontMetrics(self._bold()).height() + 2 * QFontMetrics(small(self.font())).height()
        return QSize(super().sizeHint().width(), lines + BARS + 14)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """The head of a column."""
        theme = self._themes.current
        painter.save()
        painter.fillRect(rect, QColor(theme.window))
        painter.setPen(QColor(theme.border))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if logicalIndex < len(self.heads):
            self._paint_head(painter, rect.adjusted(_AIR, 4, -_AIR, -4), logicalIndex)
        painter.restore()

    def _paint_head(self, painter: QPainter, room: QRect, place: int) -> None:
        theme, head = self._themes.current, self.heads[place]
        quiet = QColor(theme.disabled if head.is_ignored else theme.muted)
        painter.setFont(self._bold())
        metrics = painter.fontMetrics()
        line = QRect(room.left(), room.top(), room.width(), metrics.height())
        if self.sortIndicatorSection() == place:
            down = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            painter.setPen(QColor(theme.accent))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, "▲" if down else "▼")
            line.setRight(line.right() - SIGN)
        ink = theme.accent if head.is_target else theme.disabled if head.is_ignored else theme.text
        painter.setPen(QColor(ink))
        painter.drawText(line, _LEFT, metrics.elidedText(head.name, Cut.ElideRight, line.width()))
        painter.setFont(small(self.font()))
        metrics = painter.fontMetrics()
        line = QRect(room.left(), line.bottom() + 1, room.width(), metrics.height())
        painter.setPen(quiet)
        painter.drawText(line, _LEFT, metrics.elidedText(head.about, Cut.ElideRight, line.width()))
        if head.profile is None:
            return
        bars = QRectF(room.left(), line.bottom() + 4, room.width(), BARS)
        colour = theme.accent if head.is_target else theme.border if head.is_ignored else (
            theme.strong_border
        )  # fmt: skip
        _paint_bars(painter, bars, head.profile, QColor(colour))
        line = QRect(room.left(), int(bars.bottom()) + 2, room.width(), metrics.height())
        painter.setPen(QColor(theme.warning) if head.profile.missing else quiet)
        painter.drawText(line, _LEFT, missing_words(head))


def missing_words(head: Head) -> str:
    """How many cells are empty, in words; nothing where none is."""
    profile = head.profile
    if profile is None or not profile.missing:
        return ""
    words = QCoreApplication.translate("ColumnHeader", "{0} empty cell(s)", "", profile.missing)
    return words.format(count(profile.missing))


def _paint_bars(painter: QPainter, area: QRectF, profile: Profile, colour: QColor) -> None:
    """A bar a bin or a text, as high as its count; what the most frequent texts leave is faint."""
    counts = [float(one) for one in profile.counts]
    if profile.others:
        counts.append(float(profile.others))
    highest = max(counts, default=0.0)
    if not highest:
        return
    wide = area.width() / len(counts)
    gap = 1.0 if wide >= 3 else 0.0
    painter.setPen(Qt.PenStyle.NoPen)
    for place, one in enumerate(counts):
        rest = bool(profile.others) and place == len(counts) - 1
        shade = QColor(colour)
        shade.setAlphaF(0.35 if rest else 1.0)
        high = max(area.height() * min(one / highest, 1.0), 1.0 if one else 0.0)
        bar = QRectF(area.left() + place * wide, area.bottom() - high, max(wide - gap, 1.0), high)
        painter.fillRect(bar, shade)
