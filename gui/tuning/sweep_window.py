"""A sweep over settings: choose values, train all combinations, see which are the best."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, Any, ClassVar

from PySide6.QtCore import QModelIndex, QSettings, QSize, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from diynn.data.dataset import Dataset
from diynn.data.sources.source import Source
from diynn.design.design import View, prepared
from diynn.errors import DiynnError
from diynn.settings import Declared, OneOf, Range, settings_of
from diynn.training.training import Training
from diynn.tuning.sweep import MOST_RUNS, RunResult, Sweep, SweepRun, sweep_of
from diynn.tuning.sweep_folder import combinations, ranking, results_csv
from diynn.tuning.sweep_runner import perform
from diynn.workers import worker_count
from gui.background.worker import Work
from gui.model.run_commands import RunReturn
from gui.model.run_list import ListedRun, RunList
from gui.model.session import Session
from gui.plots.sweep_plot import SweepAxis, SweepPlot, SweepPoint
from gui.text.numbers import count, duration
from gui.text.wording import error_text
from gui.theme.theme import ThemeSource
from gui.tuning.axis_rows import AxisRows
from gui.tuning.sweep_text import (
    columns,
    figure_label,
    place_label,
    rows,
    run_label,
    scale,
    shown_names,
    shown_value,
)
from gui.tuning.tuning_window import LEAST_PLOT, TrialWindow
from gui.widgets.caption import Caption
from gui.widgets.settings_form import SettingsForm
from gui.widgets.value_table import ValueTable


class SweepWindow(TrialWindow):
    """Settings above, a plot and a table below, both live; every run goes to the run list."""

    USUAL_SIZE: ClassVar = QSize(1040, 760)

    def __init__(
        self, session: Session, themes: ThemeSource, settings: QSettings, run_list: RunList,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__("sweep", session, themes, settings, parent)
        self.setProperty("helpTopic", "sweep")
        self.setWindowTitle(self.tr("Sweep over settings – diynn"))
        self.explanation.setText(self.tr(
            "Trains the network with many values of some settings, several times with each, on "
            "all cores. The runs go to the run list, not ticked; the training of the main window "
            "goes on meanwhile."
        ))  # fmt: skip
        self._run_list = run_list
        self.plan = SweepPlan(epochs=session.design.run.epochs, workers=worker_count())
        self._follows_epochs = True
        self.results: dict[int, RunResult] = {}
        self._known: dict[str, RunResult] = {}
        self._shelved: dict[str, ListedRun] = {}
        self._sweep: Sweep | None = None
        self._under_way: Sweep | None = None
        self._total = 0
        self._problem = ""
        self.axes = AxisRows(themes)
        self.axes.edited.connect(self._judge)
        names = [setting.name for setting in settings_of(SweepPlan)]
        self.form = SettingsForm(SweepPlan, self.tr("Sweep"), themes, columns=5, names=names)
        self.form.show_values(self.plan)
        self.form.edited.connect(self._change)
        line = self.form.editors["cluster"].control
        if isinstance(line, QLineEdit):
            line.setPlaceholderText(self.tr("empty: on this machine"))
        self.estimate = Caption()
        left = QVBoxLayout()
        left.addWidget(self.axes)
        left.addWidget(self.form)
        left.addWidget(self.estimate)
        self.choices.addLayout(left, 1)
        self.plot = SweepPlot(themes)
        self.plot.set_table(self.csv)
        self.plot.menu.failed.connect(self.say_failure)
        self.table = ValueTable(self.tr("Combinations, the best first"), sortable=True)
        self._show_emptiness()
        self.table.selectionModel().selectionChanged.connect(self._offer)
        self.table.doubleClicked.connect(self._open)
        self.show_run = QPushButton(self.tr("Show its best run"))
        self.show_run.clicked.connect(self._show_best)
        below = QHBoxLayout()
        below.addWidget(self.plot.more)
        below.addStretch(1)
        below.addWidget(self.show_run)
        self.plot.setMinimumHeight(LEAST_PLOT)
        self.show_above(self.plot, self.table, (300, 180))
        self.body.addLayout(below)
        session.model.changed.connect(self._follow)
        self._follow()
        self._offer()

    # The choices.

    @Slot()
    def _follow(self) -> None:
        design = self.session.design
        if self._follows_epochs:
            self.plan = replace(self.plan, epochs=design.run.epochs)
            self.form.show_values(self.plan)
        self.axes.show_design(design)
        self._judge()

    @Slot(str, object)
    def _change(self, name: str, value: object) -> None:
        # The form has checked it: the field is one of the settings', and the value fits.
        self.plan = replace(self.plan, **{name: value})  # type: ignore[arg-type]
        self._follows_epochs = self._follows_epochs and name != "epochs"
        self._judge()

    @Slot()
    def _judge(self) -> None:
        """Look what would be done, and say how long it may take, or why it cannot."""
        design, plan = self.session.design, self.plan
        design = replace(design, run=replace(design.run, epochs=plan.epochs))
        draws = plan.draws if plan.combinations == CHANCE else 0
        self.form.editors["draws"].setEnabled(bool(draws))
        self.form.editors["workers"].setEnabled(not plan.cluster.strip())
        self._sweep, self._problem = None, ""
        try:
            self._sweep = sweep_of(design, self.axes.texts(), draws, plan.repeats)
        except DiynnError as error:
            self._problem = error_text(error)
        self.estimate.setText(self._estimate())
        self.show_state()

    def _estimate(self) -> str:
        if self._sweep is None:
            return ""
        runs, epochs, training = self._sweep.count, self.plan.epochs, self.session.training
        words = self.tr("{count} run(s) of {epochs}", "", runs).format(
            count=count(runs),
            epochs=self.tr("{count} epoch(s)", "", epochs).format(count=count(epochs)),
        )
        if training is None or not training.epoch or self.plan.cluster.strip():
            return words
        each = training.seconds / training.epoch * epochs
        at_once = max(1, min(self.plan.workers, worker_count(), runs))
        return self.tr("{runs}, about {time} if each takes as long as the one shown").format(
            runs=words, time=duration(each * runs / at_once, exact=False)
        )

    def obstacle(self) -> str:
        """Also where a value is none that its setting can take."""
        return super().obstacle() or self._problem

    # The sweep.

    def begin(self) -> Work:
        """Do what is missing: runs that were done before, in this window, are not done again."""
        assert self._sweep is not None
        self.results, self._total = {}, self._sweep.count
        self._under_way = self._sweep
        session = self.session
        datasets = {} if session.dataset is None else {session.design.source: session.dataset}
        self._show_emptiness(begun=True)
        self._show_results()
        return partial(
            swept, self._sweep, datasets, dict(self._known), self.plan.workers,
            self.plan.cluster.strip(),
        )  # fmt: skip

    def take(self, news: list[Any]) -> float:
        """Show the new results, and put their trainings in the run list."""
        new = [one for one in news if isinstance(one, Done)]
        for one in news:
            if isinstance(one, tuple):
                self._total = len(one)
        for one in new:
            self.results[one.result.run.number] = one.result
            if one.result.model is not None:
                self._known[one.result.run.key] = one.result
        assert self._under_way is not None
        sweep, title = self._under_way, self.tr("sweep: {settings}")
        done = [one for one in new if one.training is not None]
        shelved = self._run_list.take_in(
            (one.training, title.format(
                settings=run_label(one.result.run, sweep.axes, sweep.repeats)
            ))
            for one in done if one.training is not None
        )  # fmt: skip
        for one, run in zip(done, shelved, strict=True):
            self._shelved[one.result.run.key] = run
        if new:
            self._show_results()
        return len(self.results) / max(self._total, 1)

    def finish(self, error: DiynnError | None, stopped: bool) -> None:
        """Say which combination is the best, or why there is none."""
        self._show_emptiness()
        if error is not None:
            self.say_error(error)
            return
        failed = [one.problem for one in self.results.values() if one.problem is not None]
        found = combinations(list(self.results.values()), ranking(list(self.results.values())))
        words = []
        if stopped:
            done = len(self.results)
            words.append(self.tr(
                "Stopped: {done} of {all} runs are done. Press Start to go on with the others.",
                "", done,
            ).format(done=count(done), all=count(self._total)))  # fmt: skip
        elif found and len(failed) < len(self.results):
            assert self._under_way is not None
            best = run_label(found[0].results[0].run, self._under_way.axes, 1)
            words.append(self.tr("Best: {values}.").format(values=best))
            if ranking(list(self.results.values())).part == "test":
                words.append(self.tr(
                    "Ranked on the test part, because there is no validation part: the best "
                    "figure is then a little too good."
                ))  # fmt: skip
        if failed:
            words.append(self.tr("{count} run(s) failed: {problem}", "", len(failed)).format(
                count=count(len(failed)), problem=error_text(failed[0])
            ))  # fmt: skip
        self.say(" ".join(words), "warning" if failed else "")

    # What is shown.

    def _show_emptiness(self, *, begun: bool = False) -> None:
        """Say what will stand in the plot and in the table, until the first run is done."""
        if begun:
            self.plot.set_empty_text(self.tr("The first point comes with the first finished run."))
        else:
            self.plot.set_empty_text(self.tr(
                "Press Start: here will stand how good each combination is, with the spread over "
                "its seeds."
            ))  # fmt: skip
        self.table.set_empty_text(
            self.tr("The combinations will stand here, the best first, with their figures.")
        )

    def _show_results(self) -> None:
        results, sweep = list(self.results.values()), self._under_way
        assert sweep is not None
        by = ranking(results)
        self._found = combinations(results, by)
        names = shown_names(self._found, by)
        self.table.show_rows(columns(sweep, names), rows(sweep, self._found, names))
        axes = [self._axis(sweep, place) for place in range(len(sweep.axes))]
        factor, points = scale(by.name), []
        for one in self._found:
            mean = one.mean(by.name)
            if mean is not None:
                words = run_label(one.results[0].run, sweep.axes, 1)
                values = tuple(
                    float(axis.names.index(shown_value(value)) if axis.names else str(value))
                    for axis, (_, value) in zip(axes, one.settings, strict=True)
                )
                spread = factor * (one.spread(by.name) or 0.0)
                points.append(SweepPoint(words, values, factor * mean, spread))
        self.plot.show_points(axes, points, figure_label(by.name))
        self._offer()

    def _axis(self, sweep: Sweep, number: int) -> SweepAxis:
        place, path = sweep.axes[number].place, sweep.axes[number].place.path
        title = place_label(place)
        if place.is_number:
            return SweepAxis(title, (), place.is_logarithmic)
        names = [shown_value(dict(one.settings)[path]) for one in self._found]
        order = [shown_value(value) for value in sweep.axes[number].values]
        return SweepAxis(title, tuple(name for name in order if name in names))

    def csv(self) -> str:
        """Every run as a line."""
        assert self._under_way is not None
        return results_csv(self._under_way, list(self.results.values()))

    def _chosen(self) -> ListedRun | None:
        """The best run of the chosen combination, where it still stands in the run list."""
        selected = self.table.selectionModel().selectedRows()
        if not selected or self._under_way is None:
            return None
        row = self.table.source_row(selected[0])
        one, by = self._found[row], ranking(list(self.results.values()))
        done = [result for result in one.results if by.of(result.figures) is not None]
        if not done:
            return None
        sign = 1.0 if by.larger_is_better else -1.0
        best = max(done, key=lambda result: sign * (by.of(result.figures) or 0.0))
        run = self._shelved.get(best.run.key)
        return run if run in self._run_list.runs else None

    @Slot()
    def _offer(self) -> None:
        run = self._chosen()
        self.show_run.setEnabled(run is not None and run is not self._run_list.current)
        self.show_run.setToolTip(
            self.tr("Choose a combination in the table") if run is None
            else self.tr("Make “{name}” the run of the main window; undo brings the other back")
            .format(name=run.name)
        )  # fmt: skip

    @Slot(QModelIndex)
    def _open(self, _index: QModelIndex) -> None:
        self._show_best()

    @Slot()
    def _show_best(self) -> None:
        run = self._chosen()
        if run is not None and run is not self._run_list.current:
            text = self.tr("Show “{name}”").format(name=run.name)
            self.session.model.undo_stack.push(RunReturn(self.session, run.training, text))
            self._offer()


EVERY, CHANCE = "every one", "drawn by chance"


@dataclass(frozen=True)
class SweepPlan(Declared):
    """Which combinations, how often, how long and where."""

    combinations: Annotated[
        str, OneOf((EVERY, CHANCE)), "Train every combination of the values, or some of them"
    ] = EVERY
    draws: Annotated[
        int, Range(1, MOST_RUNS), "How many combinations chance draws"
    ] = 10
    repeats: Annotated[
        int, Range(1, 1000), "Runs of each combination, each with a seed of its own"
    ] = 3
    epochs: Annotated[int, Range(1, 1_000_000), "Times that each run sees every sample"] = 50
    workers: Annotated[
        int, Range(1, 1024), "Runs at once on this machine, each on one core"
    ] = 1
    cluster: Annotated[
        str, "Address of a Dask scheduler, such as tcp://192.168.1.10:8786; empty for this machine"
    ] = ""


@dataclass(frozen=True, eq=False)
class Done:
    """A result, with its training where there are weights."""

    result: RunResult
    training: Training | None


def swept(
    sweep: Sweep, datasets: dict[Source, Dataset], known: dict[str, RunResult], workers: int,
    cluster: str,
) -> Iterator[Done | tuple[SweepRun, ...] | None]:  # fmt: skip
    """What `perform` yields, each result with its training; `datasets` are shared by all of them.

    Results that are `known` come without: their trainings were made before.
    """
    views: dict[tuple[Source, View, float], Dataset] = {}
    for news in perform(
        sweep, workers=workers, cluster=cluster, datasets=datasets, known=known
    ):
        if not isinstance(news, RunResult):
            yield news
            continue
        training = None
        if news.model is not None and not news.kept:
            design = news.model.design
            if design.source not in datasets:
                datasets[design.source] = design.source.load()
            key = (design.source, design.view, design.run.validation)
            if key not in views:
                views[key] = prepared(design, datasets[design.source])
            training = Training(design, datasets[design.source], views[key])
            training.restore(news.model.arrays, news.model.record)
        yield Done(news, training)
