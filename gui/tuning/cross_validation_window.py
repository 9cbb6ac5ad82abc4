"""Cross-validation: a network a fold, what each makes of the samples it has not seen, the mean."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QCoreApplication, QSettings, QSize, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diynn.csv_output import csv_text
from diynn.data.dataset import Dataset
from diynn.design.design import Design, Run
from diynn.errors import DiynnError
from diynn.tuning.cross_validation import (
    CrossValidation,
    FoldReport,
    Spread,
    Summary,
    cross_validate,
    deal_folds,
    summary,
    usual,
)
from gui.background.worker import Work
from gui.model.session import Session
from gui.plots.curve_plot import CurvePlot
from gui.plots.series import Growth
from gui.text.numbers import NONE, figures, in_percent, percent, spread
from gui.theme.theme import ThemeSource
from gui.tuning.tuning_window import LEAST_PLOT, TrialWindow
from gui.widgets.export import ExportMenu
from gui.widgets.setting_editor import QuietCombo
from gui.widgets.settings_form import SettingsForm
from gui.widgets.value_table import Column, Entry, ValueTable

FIGURES = ("loss", "accuracy")


class FoldWindow(TrialWindow):
    """A row and a curve a fold, live; then mean and standard deviation."""

    USUAL_SIZE: ClassVar = QSize(960, 720)

    def __init__(
        self, session: Session, themes: ThemeSource, settings: QSettings,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__("cross-validation", session, themes, settings, parent)
        self.setProperty("helpTopic", "cross-validation")
        self.setWindowTitle(self.tr("Cross-validation – diynn"))
        self.explanation.setText(
            self.tr(
                "The training samples are cut into folds; each is left out once, a network learns "
                "from the others and is measured on the one left out. The mean tells how well the "
                "design does on samples it has not seen, the spread how far chance moves it; the "
                "test part stays unseen."
            )
        )
        self.wanted = usual(session.design)
        self.lasts: list[FoldReport] = []
        self._newest: dict[int, FoldReport] = {}
        self._growths: dict[tuple[int, str], Growth] = {}
        self._under_way = self.wanted
        self._tried: Design | None = None
        self._tried_on: Dataset | None = None
        self._follows = True
        self.form = SettingsForm(CrossValidation, self.tr("Cross-validation"), themes, columns=4)
        self.form.show_values(self.wanted)
        self.form.edited.connect(self._change)
        self.choices.addWidget(self.form, 1)
        self.figure = QuietCombo()
        self.figure.addItem(self.tr("Validation loss"), "loss")
        self.figure.addItem(self.tr("Validation accuracy"), "accuracy")
        self.figure.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.figure.setAccessibleName(self.tr("Curves of"))
        self.figure.setToolTip(self.tr("What the curves show"))
        self.figure.currentIndexChanged.connect(self._show_figure)
        self.plot = CurvePlot(themes)
        self.plot.bar.show_smoothing_control(shown=False)
        self.plot.set_empty_text(
            self.tr(
                "Press Start: a curve will grow here for each fold, and its figures will stand "
                "below."
            )
        )
        self.table = ValueTable(self.tr("Figures of the folds"))
        self.table.set_empty_text(
            self.tr("A row a fold will stand here, and below them the mean and its spread.")
        )
        self.export = QToolButton()
        self.export.setText(self.tr("Copy or save"))
        self.export.setProperty("raised", True)
        self.export.setToolTip(self.tr("Copy or save the table as CSV, or the curves as a picture"))
        self.export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = ExportMenu(self, self)
        self.menu.failed.connect(self.say_failure)
        self.export.setMenu(self.menu)
        self.export.setEnabled(False)
        upper = QWidget()
        down = QVBoxLayout(upper)
        down.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self.figure)
        line.addStretch(1)
        line.addWidget(self.export)
        down.addLayout(line)
        down.addWidget(self.plot, 1)
        self.plot.setMinimumHeight(LEAST_PLOT)
        self.show_above(upper, self.table, (300, 220))
        session.model.changed.connect(self._follow)
        session.data_changed.connect(self._follow)
        self._follow()
        self._show_figure()
        self._show_rows()

    # The choices.

    @Slot(str, object)
    def _change(self, name: str, value: object) -> None:
        # The form has checked it: the field is one of the settings', and the value fits.
        self.wanted = replace(self.wanted, **{name: value})  # type: ignore[arg-type]
        self._follows = self._follows and name not in ("epochs", "seed")

    @Slot()
    def _follow(self) -> None:
        """Until the user says otherwise, epochs and seed are the design's."""
        design = self.session.design
        if self._follows:
            own = usual(design)
            self.wanted = replace(self.wanted, epochs=own.epochs, seed=own.seed)
            self.form.show_values(self.wanted)
        stale = self.tr("The design has changed since: press Start for its own figures.")
        self.say_stale(stale if self._tried not in (None, _what_counts(design)) else "")
        data = self.session.data
        classes = data is None or (bool(data.classes) and data.train.targets.ndim == 1)
        self.figure.setVisible(classes)
        if not classes:
            self.figure.setCurrentIndex(0)

    # The trial.

    def begin(self) -> Work:
        """Train and measure with the design and the data of now; where that was stopped before,
        the folds that are missing."""
        session, wanted = self.session, self.wanted
        assert session.dataset is not None
        design, dataset = _what_counts(session.design), session.dataset
        same = (self._under_way, self._tried) == (wanted, design) and self._tried_on is dataset
        if not same or len(self.lasts) == wanted.folds:
            self.lasts = []
        # Where there are too few samples, this says so.
        part = dataset.train
        deal_folds(part.targets, wanted.folds, wanted.seed, part.groups)
        done = {one.fold for one in self.lasts}
        self._newest = {one.fold: one for one in self.lasts}
        self._growths = {key: one for key, one in self._growths.items() if key[0] in done}
        self._under_way, self._tried, self._tried_on = wanted, design, dataset
        self.say_stale("")
        self.plot.clear()
        self._show_curves()
        self._show_rows()
        return partial(cross_validate, session.design, dataset, wanted, done)

    def take(self, news: list[Any]) -> float:
        """Show the new figures of each fold."""
        reports = [one for one in news if isinstance(one, FoldReport)]
        for fold in dict.fromkeys(one.fold for one in reports):
            of_fold = [one.report for one in reports if one.fold == fold]
            epochs = [one.epoch for one in of_fold]
            for name, values in (
                ("loss", [one.test_loss for one in of_fold]),
                ("accuracy", [one.test_accuracy for one in of_fold]),
            ):
                factor = 100.0 if name == "accuracy" else 1.0
                known = [float("nan") if v is None else factor * v for v in values]
                self._growths.setdefault((fold, name), Growth()).extend(epochs, known)
        for one in reports:
            self._newest[one.fold] = one
        self.lasts += [one for one in reports if one.final is not None]
        if reports:
            self._show_curves()
            self._show_rows()
        return float(news[-1].share)

    def finish(self, error: DiynnError | None, stopped: bool) -> None:
        """Tell mean and spread, or why there are none."""
        if error is not None:
            self.say_error(error)
        elif stopped and not self.lasts:
            self.say(self.tr("Stopped before the first fold was done."))
        else:
            words = sentence(summary(self.lasts))
            if stopped:
                done = len(self.lasts)
                text = self.tr(
                    "Stopped: {folds} of {all} folds are done. Start goes on with the others.",
                    "", done,
                )  # fmt: skip
                words = f"{text.format(folds=done, all=self._under_way.folds)} {words}"
            self.say(words)
        self._show_rows()

    # What is shown.

    @Slot()
    def _show_figure(self) -> None:
        name = self.figure.currentData()
        self.plot.calm = name == "loss"
        y = self.tr("Validation accuracy (%)") if name == "accuracy" else self.tr("Validation loss")
        self.plot.set_titles(self.tr("Epoch"), y)
        self.plot.clear()
        self._show_curves()

    def _show_curves(self) -> None:
        chosen = self.figure.currentData()
        for (fold, name), growth in self._growths.items():
            if name == chosen:
                label = self.tr("Fold {number}").format(number=fold)
                self.plot.set_growth(str(fold), growth, fold - 1, "test", label)

    def _rows(self) -> list[Any]:
        rows = [row(one, tests=self._under_way.test_part) for one in self._newest.values()]
        if self.lasts:
            rows.append(mean_row(summary(self.lasts), tests=self._under_way.test_part))
        return rows

    def _show_rows(self) -> None:
        self.table.show_rows(columns(tests=self._under_way.test_part), self._rows())
        self.export.setEnabled(bool(self._newest))

    # What the export menu asks.

    def picture_name(self) -> str:
        """Return a name for the picture and the table."""
        return self.tr("Cross-validation")

    def picture_size(self) -> QSize:
        """Return the size of the curves."""
        return self.plot.picture_size()

    def paint_picture(self, painter: QPainter) -> None:
        """Draw the curves."""
        self.plot.paint_picture(painter)

    def look_of_pictures(self, *, as_seen: bool) -> AbstractContextManager[None]:
        """Let the curves wear for a moment the look in which pictures are made."""
        return self.plot.look_of_pictures(as_seen=as_seen)

    def csv(self) -> str:
        """Return the figures of the folds in full, then their mean and standard deviation."""
        tests = self._under_way.test_part
        rows: list[list[object]] = [[column.name for column in columns(tests=tests)]]
        for one in self._newest.values():
            report, test = one.figures, one.test
            figures = [
                report.train_loss, report.test_loss, report.train_accuracy, report.test_accuracy
            ]  # fmt: skip
            if tests:
                figures += [None, None] if test is None else [test.loss, test.accuracy]
            rows.append([one.fold, report.epoch, *figures])
        if self.lasts:
            found = summary(self.lasts)
            spreads = [found.train_loss, found.loss, found.train_accuracy, found.accuracy]
            spreads += [found.test_loss, found.test_accuracy] if tests else []
            means = [one and one.mean for one in spreads]
            deviations = [one and one.deviation for one in spreads]
            rows.append([self.tr("Mean"), "", *means])
            rows.append([self.tr("Standard deviation"), "", *deviations])
        return csv_text(rows)


def _what_counts(design: Design) -> Design:
    """The design without what the window decides itself, or what changes nothing."""
    own = Run()
    run = replace(design.run, epochs=own.epochs, seed=own.seed)
    return replace(design, run=run, title="", notes="")


def columns(*, tests: bool) -> tuple[Column, ...]:
    """The heads of the table; with those of the test part where it is looked at."""
    heads = [
        Column(_tr("Fold"), _tr("Which fold was left out")),
        Column(_tr("Epoch")),
        Column(_tr("Train loss"), _tr("Mean over the last epoch, on the other folds")),
        Column(_tr("Validation loss"), _tr("On the fold left out")),
        Column(_tr("Train accuracy"), _tr("Mean over the last epoch, on the other folds")),
        Column(_tr("Validation accuracy"), _tr("On the fold left out")),
    ]
    if tests:
        heads += [Column(_tr("Test loss")), Column(_tr("Test accuracy"))]
    return tuple(heads)


def row(news: FoldReport, *, tests: bool) -> Sequence[Entry]:
    """A fold's newest figures."""
    report, test = news.figures, news.test
    entries = [
        Entry(str(news.fold), news.fold), Entry(str(report.epoch), report.epoch),
        _loss(report.train_loss), _loss(report.test_loss),
        _share(report.train_accuracy), _share(report.test_accuracy),
    ]  # fmt: skip
    if tests:
        entries += [
            _loss(None if test is None else test.loss),
            _share(None if test is None else test.accuracy),
        ]
    return entries


def mean_row(found: Summary, *, tests: bool) -> Sequence[Entry]:
    """Mean and standard deviation of all folds that are done."""
    losses = [found.train_loss, found.loss, found.test_loss]
    shares = [found.train_accuracy, found.accuracy, found.test_accuracy]
    entries = [Entry(_tr("Mean ± deviation")), Entry("")]
    for loss, share in list(zip(losses, shares, strict=True))[: None if tests else 2]:
        entries += [Entry(spread_of_losses(loss)), Entry(spread_of_shares(share))]
    # As the columns stand: the two losses first, then the two accuracies.
    entries[3], entries[4] = entries[4], entries[3]
    return entries


def sentence(found: Summary) -> str:
    """What came of it, in one sentence, with another for the test part where it was looked at."""
    words = _measured(_tr("On samples not seen"), found.loss, found.accuracy)
    words += " " + _tr("(mean ± standard deviation over {folds} fold(s)).", found.folds).format(
        folds=found.folds
    )
    if found.test_loss is not None:
        words += " " + _measured(_tr("On the test part"), found.test_loss, found.test_accuracy)
        words += "."
    return words


def spread_of_losses(found: Spread | None) -> str:
    """Mean ± deviation of a loss; a dash where there is none."""
    return NONE if found is None else spread(found.mean, found.deviation)


def spread_of_shares(found: Spread | None) -> str:
    """Mean ± deviation of a share, in per cent; a dash where there is none."""
    if found is None:
        return NONE
    if found.deviation is None:
        return percent(found.mean)
    return in_percent(spread(found.mean, found.deviation, 100.0))


def _measured(where: str, loss: Spread | None, share: Spread | None) -> str:
    if share is None:
        return _tr("{where}: loss {loss}").format(where=where, loss=spread_of_losses(loss))
    return _tr("{where}: {accuracy} right, loss {loss}").format(
        where=where, accuracy=spread_of_shares(share), loss=spread_of_losses(loss)
    )


def _loss(value: float | None) -> Entry:
    return Entry(NONE) if value is None else Entry(figures(value), value)


def _share(value: float | None) -> Entry:
    return Entry(NONE) if value is None else Entry(percent(value), value)


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("FoldWords", text, "", number)
