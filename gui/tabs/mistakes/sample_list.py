"""A list of samples with what is said of them: images on a page, other values in a table.

And a line for each run: a dot in its colour, its name, and a figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from numpy.typing import NDArray
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedWidget, QWidget

from diynn.data.dataset import as_rows
from gui.text.numbers import figures, telling
from gui.theme.theme import ThemeSource
from gui.widgets.image_page import ImagePage
from gui.widgets.value_table import Column, Entry, ValueTable

Array = NDArray[Any]

MOST_VALUES = 8
"""Values of a sample that are written out."""


@dataclass(frozen=True)
class Said:
    """What is said of a sample: below its image in short, in a tip, and in columns of a table."""

    caption: str
    tip: str
    entries: tuple[str, ...]
    right: bool | None = None


class SampleList(QStackedWidget):
    """Shows samples as images, or their first values as rows of numbers."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = ImagePage(themes)
        self.table = ValueTable(self.tr("Samples"))
        self.addWidget(self.page)
        self.addWidget(self.table)

    def show_images(self, images: Array, said: Sequence[Said], low: float, high: float) -> None:
        """Show `images` (samples, height, width), black at `low` and white at `high`."""
        self.setCurrentWidget(self.page)
        if not low < high:
            high = low + 1
        signs = [one.right for one in said]
        self.page.set_images(
            images[:, None],
            captions=[one.caption for one in said],
            right=signs if any(sign is not None for sign in signs) else (),
            tips=[one.tip for one in said],
            low=low, high=high,
        )  # fmt: skip

    def show_values(
        self, x: Array, features: Sequence[str], said: Sequence[Said], heads: Sequence[str]
    ) -> None:
        """Show samples x (samples, *shape); `heads` name the columns of what is said of them."""
        self.setCurrentWidget(self.table)
        flat = as_rows(x)
        shown = min(flat.shape[1], MOST_VALUES)
        names = [features[k] if k < len(features) else f"x{k + 1}" for k in range(shown)]
        columns = [*(Column(name) for name in names)]
        if shown < flat.shape[1]:
            columns.append(Column("…", numbers=False))
        columns += [Column(head, numbers=False) for head in heads]
        rows: list[Sequence[Entry]] = []
        for values, one in zip(flat[:, :shown], said, strict=True):
            entries = [Entry(figures(float(value), 4)) for value in values]
            if shown < flat.shape[1]:
                entries.append(Entry("…"))
            rows.append([*entries, *(Entry(text, help=one.tip) for text in one.entries)])
        self.table.show_rows(columns, rows)

    def show_nothing(self, words: str) -> None:
        """Show a sentence instead."""
        self.setCurrentWidget(self.page)
        self.page.clear(words)

    def count(self) -> int:
        """How many samples are listed."""
        if self.currentWidget() is self.table:
            return len(self.table.rows())
        return len(self.page.csv().splitlines()) - 1


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
