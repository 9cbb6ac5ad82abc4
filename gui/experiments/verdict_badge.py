"""The verdict on an experiment as a coloured badge with a sign and a word."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex as ModelIndex
from PySide6.QtCore import QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from diynn.experiments.outcome import Verdict
from diynn.experiments.page.words import VERDICTS
from gui.text.wording import localized
from gui.theme.theme import Theme, ThemeSource

VERDICT_ROLE = Qt.ItemDataRole.UserRole + 11
"""The verdict of a row; None where the experiment was not run."""
WASH = 0.15
INSET, HEIGHT = 8, 22


def verdict_colour(verdict: Verdict | None, theme: Theme) -> str:
    """The colour that a verdict has everywhere."""
    if verdict is None:
        return theme.muted
    return {"reproduced": theme.success, "better": theme.runs[0], "differs": theme.warning}[verdict]


def verdict_words(verdict: Verdict | None) -> str:
    """A verdict as its sign and its word."""
    sign, word = VERDICTS[verdict]
    return f"{sign} {localized(word)}"


def paint_badge(
    painter: QPainter, place: QRectF, verdict: Verdict | None, theme: Theme
) -> None:  # fmt: skip
    """Draw the badge at the left of `place`, in the middle of its height."""
    words, colour = verdict_words(verdict), QColor(verdict_colour(verdict, theme))
    width = painter.fontMetrics().horizontalAdvance(words) + 2 * INSET
    height = max(HEIGHT, painter.fontMetrics().height() + 4)
    box = QRectF(place.left(), place.center().y() - height / 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QColor(colour)
    ground.setAlphaF(WASH)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, height / 2, height / 2)
    # Text in the run's blue would be too pale on its own wash in the light look.
    plain = verdict == "better" or theme.high_contrast
    painter.setPen(QColor(theme.text) if plain else colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class BadgeDelegate(QStyledItemDelegate):
    """Draws the verdict of a row."""

    def __init__(self, themes: ThemeSource, parent: QObject) -> None:
        super().__init__(parent)
        self._themes = themes

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem,
        index: ModelIndex | QPersistentModelIndex,
    ) -> None:  # fmt: skip
        """The cell as everywhere, without its words, and over it the badge."""
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        view: QWidget = own.widget
        own.text = ""
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, own, painter, view)
        painter.save()
        painter.setFont(own.font)
        place = QRectF(own.rect).adjusted(6, 0, 0, 0)
        paint_badge(painter, place, index.data(VERDICT_ROLE), self._themes.current)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: ModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Room for the longest word."""
        metrics: QFontMetrics = option.fontMetrics
        width = max(metrics.horizontalAdvance(verdict_words(kind)) for kind in VERDICTS)
        return QSize(width + 2 * INSET + 12, max(HEIGHT, metrics.height() + 4) + 6)


class Badge(QWidget):
    """One verdict."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.verdict: Verdict | None = None
        themes.changed.connect(self.update)

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show another one."""
        self.verdict = verdict
        self.setAccessibleName(localized(VERDICTS[verdict][1]))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the word."""
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(verdict_words(self.verdict)) + 2 * INSET + 2
        return QSize(width, max(HEIGHT, metrics.height() + 4) + 2)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, _event: object) -> None:
        """Draw it."""
        painter = QPainter(self)
        paint_badge(painter, QRectF(self.rect()), self.verdict, self._themes.current)
        painter.end()
