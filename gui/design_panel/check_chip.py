"""The small sign in a row of the stack that tells how a check of its gradients came out."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gui.model.gradient_checks import HARMED, KINK, RIGHT, WRONG, ZERO, Verdict
from gui.theme.theme import Theme, ThemeSource
from gui.widgets.painted_page import paint_ring
from gui.widgets.plain_text import plain_tip

_INK = {
    RIGHT: "success", WRONG: "error", HARMED: "warning", ZERO: "muted", KINK: "warning",
}  # fmt: skip


class CheckChip(QAbstractButton):
    """Hidden until there is a verdict; a click asks for what was found."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "gradient-check")
        self._themes = themes
        self._verdict: Verdict | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        themes.changed.connect(self.update)
        self.hide()

    @property
    def verdict(self) -> Verdict | None:
        """What it shows."""
        return self._verdict

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show a verdict, or nothing."""
        if verdict == self._verdict:
            return
        self._verdict = verdict
        words = "" if verdict is None else verdict.sentence
        self.setText("" if verdict is None else verdict.sign)
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))
        self.setVisible(verdict is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the sign."""
        metrics = self.fontMetrics()
        high = metrics.height()
        return QSize(max(metrics.horizontalAdvance(self.text()) + 10, high), high)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A pill in the colour of the verdict."""
        if self._verdict is None:
            return
        theme: Theme = self._themes.current
        ink = QColor(getattr(theme, _INK[self._verdict.kind]))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(ink, 1.0))
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), theme)
        painter.end()
