"""One line for each run: a dot in its colour, its name, and a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui.text.numbers import telling
from gui.theme.theme import ThemeSource


@dataclass(frozen=True)
class RunFigure:
    """A run's name, its place in `Theme.runs` (None before it has one), and a figure in words."""

    name: str
    colour: int | None
    figure: str


class RunFigures(QLabel):
    """The figures of several runs, one after the other, on as many lines as they need."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "accuracy")
        self._themes = themes
        self._runs: tuple[RunFigure, ...] = ()
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        themes.changed.connect(self._write)

    def show_runs(self, runs: Sequence[RunFigure]) -> None:
        """Show the figures of `runs`."""
        if tuple(runs) != self._runs:
            self._runs = tuple(runs)
            self._write()

    def runs(self) -> tuple[RunFigure, ...]:
        """What is shown."""
        return self._runs

    @Slot()
    def _write(self) -> None:
        theme = self._themes.current
        parts = []
        for run in self._runs:
            colour = theme.accent if run.colour is None else theme.runs[run.colour]
            words = f"{escape(run.name)} <b>{escape(run.figure)}</b>".replace(" ", "&nbsp;")
            parts.append(f'<span style="color:{colour}">●</span>&nbsp;{words}')
        self.setText(" &nbsp; ".join(parts))
        self.setAccessibleName("; ".join(telling(run.name, run.figure) for run in self._runs))
