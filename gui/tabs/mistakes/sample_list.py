"""A list of samples with what is said of them: images on a page, other values in a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray
from PySide6.QtWidgets import QStackedWidget, QWidget

from diynn.data.dataset import as_rows
from gui.text.numbers import figures
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
