"""A small table of errors: each way of restoring on the images shown and on all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from gui.text.numbers import decibels, figures
from gui.widgets.caption import Caption, ElidedCaption


@dataclass(frozen=True)
class QualityRow:
    """MSE and PSNR over the images shown, and over all of them once those are known."""

    name: str
    few: tuple[float, float]
    all: tuple[float, float] | None


class QualityTable(QWidget):
    """A line for each way, with four figures under two headings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "psnr")
        self.rows: tuple[QualityRow, ...] = ()
        self._lines: list[tuple[ElidedCaption, list[Caption]]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(8, 0, 8, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(0)
        # Names are near their figures, also where there is much room.
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(5, 2)
        self._grid.setColumnMinimumWidth(0, 120)
        # Where letters are large they end in …, before the page is wider than its tab.
        self._heads = [ElidedCaption() for _ in range(4)]
        tip = self.tr(
            "MSE: the mean squared error, with black at 0 and white at 1. "
            "PSNR: the same in decibels, 10 log₁₀(1 / MSE); 3 dB more is half the error."
        )
        for column, head in enumerate(self._heads, 1):
            head.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            head.set_tip(tip)
            self._grid.addWidget(head, 0, column)
        self._corner = Caption()
        self._grid.addWidget(self._corner, 0, 0)

    def set_rows(self, rows: Sequence[QualityRow], few: str, every: str, corner: str) -> None:
        """Show `rows` under the headings `few` and `every`; `corner` heads the names."""
        self.rows = tuple(rows)
        heads = (self.tr("MSE, {0}"), self.tr("PSNR, {0}"))
        words = [head.format(group) for group in (few, every) for head in heads]
        for head, text in zip(self._heads, words, strict=True):
            head.set_words(text)
        _say(self._corner, corner)
        while len(self._lines) < len(rows):
            self._add()
        for number, (name, cells) in enumerate(self._lines):
            shown = number < len(rows)
            for widget in (name, *cells):
                widget.setVisible(shown)
            if shown:
                self._fill(rows[number], name, cells)

    def _fill(self, row: QualityRow, name: ElidedCaption, cells: list[Caption]) -> None:
        if name.text() != row.name:
            name.set_words(row.name)
        known = [] if row.all is None else list(row.all)
        for cell, text in zip(cells, _texts([*row.few, *known]), strict=True):
            _say(cell, text)

    def _add(self) -> None:
        line = len(self._lines) + 1
        name, cells = ElidedCaption(), [self._cell() for _ in range(4)]
        name.setProperty("muted", False)
        self._grid.addWidget(name, line, 0)
        for column, cell in enumerate(cells, 1):
            self._grid.addWidget(cell, line, column)
        self._lines.append((name, cells))

    def _cell(self) -> Caption:
        cell = Caption()
        cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        cell.setProperty("muted", False)
        return cell


def _texts(values: list[float]) -> list[str]:
    """MSE, PSNR, MSE, PSNR in words; a dash for those that are not known."""
    texts = ["–"] * 4
    for number, value in enumerate(values):
        if number % 2:
            texts[number] = f"{decibels(value, 2)} dB"
        else:
            small = 0 < value < 1e-3
            texts[number] = figures(value, 3) if small else QLocale().toString(value, "f", 4)
    return texts


def _say(label: Caption, text: str) -> None:
    if label.text() != text:
        label.setText(text)
