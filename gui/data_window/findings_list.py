"""Sentences about the data below each other, each with the buttons that mend what it tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.boxes import Scroller, hbox, vbox
from gui.widgets.plain_text import Label

MOST_HIGH = 132
"""Pixels; what needs more scrolls."""


@dataclass(frozen=True, eq=False)
class Said:
    """A sentence of a `kind` ("info", "warning", "error"), and what can be done: words and act."""

    kind: str
    text: str
    ways: tuple[tuple[str, Callable[[], object]], ...] = ()


class FindingsList(QWidget):
    """Hidden as long as there is nothing to say."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "data-findings")
        self._themes = themes
        self.lines: tuple[Said, ...] = ()
        """What is said."""
        self.buttons: list[QPushButton] = []
        """All buttons, from the top down."""
        self._ground = QWidget()
        self._down = vbox(parent=self._ground, margins=(0, 0, 0, 0), spacing=4)
        self._area = Scroller(self._ground, QSize(200, MOST_HIGH), has_sentences=True)
        vbox(self._area, parent=self, margins=(0, 0, 0, 0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_lines(self, lines: Sequence[Said]) -> None:
        """Say other things."""
        same = [(one.kind, one.text, [way[0] for way in one.ways]) for one in lines] == [
            (one.kind, one.text, [way[0] for way in one.ways]) for one in self.lines
        ]
        self.lines = tuple(lines)
        if same:
            return
        self.buttons = []
        while (item := self._down.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, one in enumerate(lines):
            self._down.addWidget(self._line(number, one))
        self.setVisible(bool(lines))
        self._area.fit()
        self.updateGeometry()

    def _line(self, number: int, said: Said) -> QWidget:
        line = QWidget()
        picture, words = Label(), Label(said.text)
        IconKeeper(picture, lambda icon: picture.setPixmap(icon.pixmap(18, 18)), said.kind,
                   self._themes)  # fmt: skip
        words.setWordWrap(True)
        across = hbox(picture, (words, 1), parent=line, margins=(0, 0, 0, 0), spacing=8)
        for place, (label, _) in enumerate(said.ways):
            button = QPushButton(label)
            button.setAccessibleDescription(said.text)
            button.clicked.connect(self._doer(number, place))
            across.addWidget(button)
            self.buttons.append(button)
        return line

    def _doer(self, number: int, place: int) -> Callable[[], object]:
        # What a button does may have become another thing, of the same words.
        def do() -> None:
            self.lines[number].ways[place][1]()

        return do

    def sizeHint(self) -> QSize:
        """Room for all lines, up to a limit."""
        width = max(self._area.viewport().width(), 400)
        high = self._down.heightForWidth(width) if self._down.hasHeightForWidth() else 0
        wanted = high or self._down.sizeHint().height()
        return QSize(super().sizeHint().width(), min(wanted + 2, MOST_HIGH))
