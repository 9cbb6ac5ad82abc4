"""One experiment in full: its claim, the verdict and why, the figures, the pictures."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from diynn.errors import DiynnError
from diynn.experiments.outcome import Outcome
from diynn.experiments.page.words import distance, mean_and_spread, measured
from gui.experiments.model import ExperimentRow
from gui.experiments.pictures import Maker, pictures
from gui.experiments.verdict_badge import Badge
from gui.text.wording import error_text, localized
from gui.theme.theme import ThemeSource
from gui.widgets.named_combo import NamedCombo
from gui.widgets.plain_text import Label, plain_tip
from gui.widgets.value_table import Column, Entry, ValueTable

PICTURE_HEIGHT = 240
MOST_ROWS = 5
"""Rows of figures that are seen at once."""


class ExperimentDetails(QWidget):
    """Shows one row; `download_asked` when the data it needs is wanted."""

    download_asked = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._outcome: Outcome | None = None
        self._makers: list[tuple[str, Maker]] = []
        self.title = self._label()
        heading = QFont(self.title.font())
        heading.setBold(True)
        self.title.setFont(heading)
        self.claim = self._label(muted=True)
        self.badge = Badge(themes)
        self.why = self._label()
        self.problem = self._label()
        self.problem.setProperty("warning", True)
        self.download = QPushButton(self.tr("Download"))
        self.download.clicked.connect(self.download_asked)
        self.figures = ValueTable(self.tr("Figures"))
        self.chooser = NamedCombo()
        self.chooser.setAccessibleName(self.tr("Curve or picture"))
        self.chooser.setToolTip(self.tr("Which curve or picture to show"))
        self.chooser.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.chooser.currentIndexChanged.connect(self._show_picture)
        self.nothing = self._label(muted=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture: QWidget | None = None
        offer = QHBoxLayout()
        offer.addWidget(self.problem, 1)
        offer.addWidget(self.download, 0, Qt.AlignmentFlag.AlignTop)
        verdict = QHBoxLayout()
        verdict.setSpacing(8)
        verdict.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        verdict.addWidget(self.why, 1)
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(12, 0, 0, 0)
        self._down.setSpacing(8)
        self._down.addWidget(self.title)
        self._down.addWidget(self.claim)
        self._down.addLayout(verdict)
        self._down.addLayout(offer)
        self._down.addWidget(self.figures)
        self._down.addWidget(self.chooser)
        self._down.addWidget(self.nothing, 1)
        self.setMinimumWidth(320)

    def _label(self, *, muted: bool = False) -> QLabel:
        label = Label()
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setProperty("muted", muted)
        return label

    def set_inset(self, left: int) -> None:
        """Keep so many pixels free at the left."""
        self._down.setContentsMargins(left, 0, 0, 0)

    def show_row(self, row: ExperimentRow | None, *, downloading: bool = False) -> None:
        """Show an experiment as it is now; None where none is chosen."""
        for part in (self.badge, self.why, self.problem, self.download, self.figures):
            part.setVisible(False)
        if row is None:
            self.title.setText("")
            self.claim.setText("")
            self._take(None)
            self.nothing.setText(self.tr("Choose an experiment to see what came of it."))
            return
        one, outcome = row.experiment, row.outcome
        self.title.setText(f"{one.number}  {localized(one.title)}")
        self.claim.setText(localized(one.claim))
        problem = row.error or (row.missing if outcome is None else None)
        if problem is not None:
            self._show_problem(problem, offered=row.missing is not None, downloading=downloading)
        if outcome is not None:
            self.badge.show_verdict(outcome.verdict)
            self.badge.show()
            self.why.setText(localized(outcome.why))
            self.why.show()
            self._show_figures(outcome)
        self._take(outcome)
        self.nothing.setText(self._nothing_words(row))

    def _nothing_words(self, row: ExperimentRow) -> str:
        if row.outcome is not None:
            return self.tr("There is no picture of this experiment.")
        if row.state == "running":
            return self.tr("It is being trained. What comes of it will stand here.")
        return self.tr("It was not run yet. Press Run to train its networks and compare.")

    def _show_problem(self, problem: DiynnError, *, offered: bool, downloading: bool) -> None:
        self.problem.setText(error_text(problem))
        self.problem.show()
        self.download.setVisible(offered)
        self.download.setEnabled(not downloading)

    def _show_figures(self, outcome: Outcome) -> None:
        columns = [
            Column(self.tr("Figure"), numbers=False),
            Column(self.tr("Here"), self.tr("Mean over the seeds ± standard deviation")),
            Column(self.tr("Report")),
            Column(self.tr("Difference")),
        ]
        if all(one.report is None for one in outcome.figures):
            del columns[2:]
        rows = [
            [Entry(localized(one.label)), Entry(localized(mean_and_spread(one))),
             Entry(localized(measured(one.report, one))), Entry(localized(distance(one)))]
            [: len(columns)]
            for one in outcome.figures
        ]  # fmt: skip
        self.figures.show_rows(columns, [*rows])
        self.figures.setVisible(bool(rows))
        line = self.figures.verticalHeader().defaultSectionSize()
        head = self.figures.horizontalHeader().sizeHint().height()
        self.figures.setFixedHeight(head + line * min(len(rows), MOST_ROWS) + 20)

    def _take(self, outcome: Outcome | None) -> None:
        if outcome is self._outcome and outcome is not None:
            return
        self._outcome = outcome
        self._makers = [] if outcome is None else pictures(outcome, self._themes)
        self.chooser.blockSignals(True)
        self.chooser.clear()
        self.chooser.addItems([name for name, _ in self._makers])
        self.chooser.blockSignals(False)
        self.chooser.setVisible(bool(self._makers))
        self._show_picture()

    @Slot()
    def _show_picture(self) -> None:
        if self.picture is not None:
            self._down.removeWidget(self.picture)
            self.picture.hide()
            self.picture.deleteLater()
            self.picture = None
        place = self.chooser.currentIndex()
        there = 0 <= place < len(self._makers)
        self.nothing.setVisible(not there)
        if there:
            name, make = self._makers[place]
            self.picture = make()
            self.picture.setAccessibleName(name)
            self.picture.setMinimumHeight(PICTURE_HEIGHT)
            # It takes what room is left, and no scrolling for its sake.
            self.picture.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            self.chooser.setToolTip(plain_tip(name))
            self._down.addWidget(self.picture, 1)
