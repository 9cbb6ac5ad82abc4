"""What a check of the gradients found, array by array, in a window of its own."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from diynn.analysis.gradient_check import (
    ALONE,
    COLUMNS,
    STACK,
    STEPS,
    ErrorCurve,
    Finding,
    error_curve,
)
from gui.background.latest import Latest
from gui.model.gradient_checks import GradientChecks, summary, what_words, wrong_words
from gui.plots.lines_plot import Banded, LinesPlot
from gui.tabs.analysis_tab import OwnThread
from gui.text.numbers import count, figures
from gui.text.wording import name_of
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import vbox
from gui.widgets.plain_text import Label
from gui.widgets.value_table import Column, Entry, ValueTable


class GradientWindow(QWidget):
    """A line for each array in each of the three columns of a check."""

    def __init__(self, checks: GradientChecks, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("gradientWindow")
        self.setProperty("helpTopic", "gradient-check")
        self._checks = checks
        self.setWindowTitle(self.tr("Check of the gradients"))
        self.words = Label()
        self.words.setWordWrap(True)
        self.words.setProperty("strong", True)
        self.table = ValueTable(self.tr("Findings"))
        self.table.set_empty_text(
            self.tr("No check was made of this network: Run, Check the gradient.")
        )
        self.detail = Label()
        self.detail.setWordWrap(True)
        self.detail.setProperty("muted", True)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.plot = LinesPlot(themes)
        self.plot.setProperty("helpTopic", "gradient-check")
        self.plot.hide()
        self._curves = Latest("error-curve", OwnThread(), self)
        self._curves.answered.connect(self._draw)
        vbox(self.words, (self.table, 3), self.detail, (self.plot, 2), parent=self,
             margins=(16, 12, 16, 12), spacing=8)  # fmt: skip
        self.resize(760, 620)
        self.table.row_chosen.connect(self._tell)
        self.table.selectionModel().currentRowChanged.connect(self._tell_current)
        checks.changed.connect(self.show_findings)
        checks.done.connect(self.show_findings)
        self.show_findings()

    @Slot()
    def show_findings(self) -> None:
        """Show what was found so far."""
        findings = self._checks.findings
        ended = findings and not self._checks.is_busy
        self.words.setText(summary(findings)[1] if ended else "")
        titles = {ALONE: self.tr("Alone"), STACK: self.tr("In the stack"), STEPS: self.tr("Steps")}
        columns = (
            Column(self.tr("Row"), numbers=False), Column(self.tr("Gradient for"), numbers=False),
            Column(self.tr("Column"), self.tr("Each layer alone; the whole stack; two steps"),
                   numbers=False),
            Column(self.tr("Back-propagation"), self.tr("At the place with the largest error")),
            Column(self.tr("Difference"), self.tr("(L(w + h) − L(w − h)) / 2h")),
            Column(self.tr("Error"), self.tr("Largest distance over the largest gradient")),
            Column(self.tr("Verdict"), numbers=False),
        )  # fmt: skip
        order = {column: place for place, column in enumerate(COLUMNS)}
        rows = [
            (
                Entry(self.place_words(one)), Entry(self.what_words(one)), Entry(titles[one.column],
                                                                     order[one.column]),
                Entry(figures(one.worst.gradient, 6), one.worst.gradient),
                Entry(figures(one.worst.slope, 6), one.worst.slope),
                Entry(figures(one.error, 2), one.error), Entry(self.verdict_words(one)),
            )
            for one in findings
        ]  # fmt: skip
        self.table.show_rows(columns, list(rows))

    def place_words(self, finding: Finding) -> str:
        """The row that a finding is about, in words."""
        design = self._checks.design
        if design is None or finding.row < 0:
            return self.tr("the whole network")
        if finding.row == len(design.layers):
            return name_of(design.loss)
        return f"{finding.row + 1} · {design.layers[finding.row].name()}"

    def what_words(self, finding: Finding) -> str:
        """The array that a finding is about, by its symbol."""
        return what_words(finding) if finding.column == STEPS else finding.what

    def verdict_words(self, finding: Finding) -> str:
        """What was found, in a word or two."""
        if not finding.right:
            if finding.ratio is None:
                return self.tr("wrong")
            return self.tr("wrong: × {ratio}").format(ratio=figures(finding.ratio, 3))
        if finding.is_zero:
            return "0 = 0"
        if finding.kinks:
            words = self.tr("corner at {kinks} of {places}")
            places = len(finding.differences)
            return words.format(kinks=count(finding.kinks), places=count(places))
        return self.tr("right")

    def show_row(self, row: int) -> None:
        """Choose the worst finding of a row, and come to the front."""
        found = [(place, one) for place, one in enumerate(self._checks.findings) if one.row == row]
        if found:
            place, _ = min(found, key=lambda pair: (pair[1].right, -pair[1].error))
            self.table.selectRow(place)
        self.show()
        self.raise_()
        self.activateWindow()

    @Slot(int)
    def _tell(self, place: int) -> None:
        findings = self._checks.findings
        if not 0 <= place < len(findings):
            self.detail.setText("")
            return
        one = findings[place]
        worst = one.worst
        where = ", ".join(map(str, worst.place))
        words = self.tr("Largest error at {place}; {count} places were looked at.").format(
            place=f"{one.what}[{where}]" if where else self.tr("a step along all values at once"),
            count=count(len(one.differences)),
        )
        self.detail.setText(words if one.right else f"{words} {wrong_words(one)}")
        checked, data = self._checks.design, self._checks.data
        self.plot.setVisible(one.column == STACK)
        if one.column == STACK and checked is not None and data is not None:
            self._curves.ask(partial(error_curve, checked, data, self._checks.weights, one))

    @Slot(object)
    def _draw(self, found: object) -> None:
        if isinstance(found, Exception):
            raise found
        if not isinstance(found, ErrorCurve):
            return
        lines = []
        for label, errors in (("float64", found.errors), ("float32", found.errors_float32)):
            known = np.log10(np.maximum(errors, 1e-16))
            order = np.argsort(found.widths)
            lines.append(Banded(label, found.widths[order], known[order], np.zeros(known.size)))
        where = ", ".join(map(str, found.place))
        self.plot.show_lines(
            self.tr("Width h of the difference at {place}").format(place=f"{found.what}[{where}]"),
            self.tr("log₁₀ of the error"), lines, log=True,
        )  # fmt: skip

    def close_down(self) -> None:
        """Close it, and compute no more."""
        self._curves.close()
        self.close()

    @Slot(object, object)
    def _tell_current(self, current: object, _before: object) -> None:
        row = getattr(current, "row", None)
        if row is not None:
            self._tell(row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
