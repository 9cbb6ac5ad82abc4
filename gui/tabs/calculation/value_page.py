"""The chosen value: what it is, its terms, their pictures, the curve that it lies on."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from diynn.analysis.calculation import Calculation
from diynn.analysis.calculation.written import shown_terms
from diynn.layers.layer import Shape
from gui.plots.function_plot import FunctionPicture, FunctionPlot
from gui.tabs.calculation.subject import Choice, Subject
from gui.tabs.calculation.term_bar import TermBar
from gui.tabs.calculation.terms import TermPictures, TermTable
from gui.tabs.calculation.wording import curve_words, note_on, words_of
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import vbox
from gui.widgets.plain_text import Label


class ValuePage(QWidget):
    """Shows one calculation; of many terms the largest, the next of them, or those at a place."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice: Choice | None = None
        self._calculation: Calculation | None = None
        self._digits = self._least = 0
        self._note = ""
        self.title = Label()
        self.title.setProperty("strong", True)
        self.title.setWordWrap(True)
        self.note = Label()
        self.note.setProperty("muted", True)
        self.note.setWordWrap(True)
        self.terms = TermBar()
        self.table = TermTable(self.tr("Terms"))
        self.pictures = TermPictures(themes)
        self.pictures.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.curve = FunctionPlot(themes)
        self.curve.hide()
        vbox(self.title, self.note, self.terms, (self.table, 3), (self.pictures, 2),
             (self.curve, 3), parent=self, margins=(8, 0, 0, 0), spacing=4)  # fmt: skip
        self.table.more_asked.connect(self._show_more)
        self.terms.changed.connect(self._show_lines)

    def show_value(
        self, subject: Subject, choice: Choice, calculation: Calculation | None, digits: int,
        least: int, image: Shape, *, broken: bool,
    ) -> None:  # fmt: skip
        """Show how the chosen value of a subject comes about, with at least so many terms.

        `image` is the shape of a sample that was one; `broken` says that the run has a fault.
        """
        if choice != self._choice:
            self.terms.reset()
        self._choice, self._calculation = choice, calculation
        self._digits, self._least = digits, least
        self._note = note_on(subject, choice, calculation, broken=broken)
        self.title.setText(words_of(subject, choice, digits))
        self._show_lines()
        lines = () if calculation is None else calculation.lines
        longest = max(lines, key=lambda one: len(one.products), default=None)
        self.pictures.show_line(longest, subject.shapes(choice), image)
        curve, delta = subject.curve(choice)
        self.curve.setVisible(curve is not None)
        if curve is not None:
            self.curve.show_function(FunctionPicture(
                subject.layer(choice).name(), curve.x, curve.y, curve.at, curve.value,
                curve.slope, curve_words(curve, delta, digits),
            ))  # fmt: skip

    def say(self, words: str) -> None:
        """Say something below the title, until another value is shown."""
        self.note.setText(words)
        self.note.setVisible(bool(words))

    @Slot()
    def _show_lines(self) -> None:
        bar, found = self.terms, self._calculation
        most, place = max(bar.most, self._least), bar.place
        self.table.show_calculation(found, most, self._digits, place)
        lines = () if found is None else found.lines
        shown = [shown_terms(line, most, place) for line in lines]
        bar.show_counts(
            max((len(line.products) for line in lines), default=0),
            max((one.rest for one in shown), default=0),
        )
        words = self._note
        if bar.is_unreadable:
            words = self.tr("Type the numbers of a place, such as 3, 5.")
        elif place and not any(len(one.order) for one in shown):
            words = self.tr("No term has a factor at that place.")
        self.say(words)

    @Slot()
    def _show_more(self) -> None:
        """Give the next terms a line, and stay where the keys were."""
        row = self.table.currentRow()
        self.terms.show_more()
        self.table.setCurrentCell(min(row, self.table.rowCount() - 1), 0)
