"""The health of every layer as a table, and what its columns mean below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui.plots.figures import telling
from gui.tabs.weights.health_model import HealthLine
from gui.tabs.weights.health_table import HealthTable
from gui.theme import ThemeSource


class HealthPage(QWidget):
    """A table as high as its lines, then a sentence for each of its columns."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.table = HealthTable(source)
        self.meanings = QLabel(
            "".join(
                telling(f"<p><b>{title}</b>", f"{text}</p>")
                for title, text in self.table.explanations()
            )
        )
        self.meanings.setWordWrap(True)
        self.meanings.setProperty("muted", True)
        self.meanings.setContentsMargins(12, 4, 12, 12)
        self.meanings.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.meanings.hide()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.table, 1)
        down.addWidget(self.meanings)
        down.addStretch()

    def set_lines(self, lines: Sequence[HealthLine]) -> None:
        """Show these figures."""
        self.table.set_lines(lines)
        self.meanings.setVisible(bool(lines))

    def clear(self, text: str) -> None:
        """Show nothing but a sentence."""
        self.table.clear(text)
        self.meanings.hide()
