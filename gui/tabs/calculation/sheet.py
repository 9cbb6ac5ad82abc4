"""A printed sheet of a calculation: with its results, or with blanks and the results overleaf."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, Slot
from PySide6.QtGui import (
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from diynn.analysis.calculation import Calculation
from diynn.analysis.calculation.written import MOST, Words, written
from gui.text.numbers import count, figures
from gui.theme.resources import text_font
from gui.widgets.export import ExportError, save_bytes
from gui.widgets.file_dialogs import PICTURES, ask_save
from gui.widgets.plain_text import warn

BLANK = "________"
MOST_SHOWN = 2000
"""Terms that have a line where all are wanted."""


def sheet_lines(calculation: Calculation, digits: int, most: int) -> list[str]:
    """The calculation as lines of text in the language of the window."""
    return written(calculation, _words(digits), most)


def _words(digits: int) -> Words:
    tr = QCoreApplication.translate

    def fill(template: str, values: dict[str, int]) -> str:
        number = values["count"]
        if "0" in template:
            words = tr("TermTable", "{count} term(s) are 0", "", number)
        else:
            words = tr("TermTable", "{count} more term(s): Σ", "", number)
        return words.format(count=count(number))

    return Words(rounding=tr("TermTable", "rounding"),
                 number=lambda value: figures(value, digits), fill=fill)  # fmt: skip


def with_blanks(lines: Sequence[str]) -> list[str]:
    """The same lines with room for each result: a product, and the value of each sum."""
    made = []
    for line in lines:
        if line.startswith("  "):
            head, found, rest = line.partition("  =  ")
            _, _, sources = rest.partition("  ")
            made.append(f"{head}{found}{BLANK}  {sources.strip()}".rstrip() if found else line)
        else:
            made.append(f"{line.rpartition(' = ')[0]} = {BLANK}")
    return made


def save_pdf(
    path: str, title: str, parts: Sequence[tuple[str, Sequence[str]]]
) -> None:
    """Write a PDF, a page for each part: a heading and its lines. Raises ExportError."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(18, 18, 18, 18), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.setDefaultFont(text_font(scale=1.2))
    pages = []
    for number, (heading, lines) in enumerate(parts):
        style = " style='page-break-before: always'" if number else ""
        body = "".join(f"<p style='margin: 4px 0; white-space: pre-wrap'>{escape(line)}</p>"
                       for line in lines)  # fmt: skip
        pages.append(f"<h3{style}>{escape(heading)}</h3>{body}")
    document.setHtml("".join(pages))
    document.print_(writer)
    del writer
    save_bytes(path, bytes(buffer.data().data()))


class SheetButton(QToolButton):
    """Offers to copy the calculation that is shown, and to save it as a sheet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "calculation-sheet")
        self.setText("⋯")
        self.setProperty("raised", True)
        self.setAccessibleName(self.tr("Copy and save"))
        self.setToolTip(self.tr("Copy the calculation, or save it as a sheet"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._calculation: Calculation | None = None
        self._title, self._digits = "", 6
        menu = QMenu(self)
        menu.addAction(self.tr("Copy as text"), self.copy_text)
        menu.addAction(self.tr("Save as PDF…"), partial(self._ask_pdf, blanks=False))
        menu.addAction(self.tr("Save as PDF with blanks…"), partial(self._ask_pdf, blanks=True))
        menu.addSeparator()
        self.all_terms = menu.addAction(self.tr("A line for each term"))
        self.all_terms.setCheckable(True)
        self.setMenu(menu)

    @property
    def most(self) -> int:
        """How many terms of a sum have a line of their own."""
        return MOST_SHOWN if self.all_terms.isChecked() else MOST

    def show_sheet(self, calculation: Calculation | None, title: str, digits: int) -> None:
        """Offer another calculation, of which `title` says what it is of."""
        self._calculation, self._title, self._digits = calculation, title, digits

    def text(self) -> str:
        """The calculation as text, with what it is of in the first line."""
        if self._calculation is None:
            return self._title
        lines = sheet_lines(self._calculation, self._digits, self.most)
        return "\n".join([self._title, *lines]) + "\n"

    @Slot()
    def copy_text(self) -> None:
        """Put the calculation on the clipboard."""
        QGuiApplication.clipboard().setText(self.text())

    def _ask_pdf(self, *, blanks: bool) -> None:
        name = self.tr("Calculation") + ".pdf"
        path = ask_save(self, self.tr("Save"), [self.tr("PDF sheet") + " (*.pdf)"], name, PICTURES)
        if path is not None:
            self.save_pdf(str(path), blanks=blanks)

    def save_pdf(self, path: str, *, blanks: bool) -> None:
        """Save the calculation as a sheet; with `blanks`, the results are on a second page."""
        if self._calculation is None:
            return
        lines = sheet_lines(self._calculation, self._digits, self.most)
        parts = [(self._title, lines)]
        if blanks:
            parts = [(self._title.rpartition(" = ")[0], with_blanks(lines)),
                     (self.tr("Results"), [self._title, *lines])]  # fmt: skip
        try:
            save_pdf(path, self._title, parts)
        except ExportError as error:
            warn(self, self.tr("Not saved"), str(error))
