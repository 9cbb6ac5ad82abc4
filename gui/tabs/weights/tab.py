"""What a network has inside: its weights, what every layer makes of a sample, and its health."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QStackedWidget,
)

from diynn.analysis.codes import weighs
from diynn.analysis.inspection import BATCH, GradientProbe
from diynn.data.dataset import Dataset
from diynn.network.losses import Loss
from diynn.training.training import Training
from gui.background.throttle import Redraw
from gui.model.run_list import RunList
from gui.model.run_snapshot import RunSnapshot
from gui.model.session import Session
from gui.tabs.analysis_tab import AnalysisTab, ValuePlace
from gui.tabs.network.page import NetworkPage
from gui.tabs.network.picture import Picture
from gui.tabs.weights.health import HealthLine, HealthPage, scale_words
from gui.tabs.weights.layer_views import (
    drawn_sample,
    health_lines,
    histogram_sections,
    map_sections,
    samples_words,
    weight_sections,
)
from gui.tabs.weights.surface import SurfacePage
from gui.tabs.weights.wall import Wall
from gui.tabs.weights.wall_blocks import Section
from gui.text import numbers
from gui.text.wording import size
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import flow, hbox, vbox
from gui.widgets.caption import ElidedCaption
from gui.widgets.sample_chooser import SampleChooser
from gui.widgets.setting_editor import QuietCombo

WEIGHTS, MAPS, HISTOGRAMS, HEALTH, NETWORK, SURFACE = range(6)
SAMPLES_MOVING = {HISTOGRAMS: 32, HEALTH: 64}
"""Samples sent through while the network trains, by view."""
SAMPLES_RESTING = {HISTOGRAMS: 1024, HEALTH: 2048}
"""The same while it rests."""


@dataclass(frozen=True, eq=False)
class Look:
    """The answer to what a view asked for; `key` says for which training and sample."""

    view: int
    key: tuple[object, ...]
    sections: list[Section] = field(default_factory=list)
    lines: list[HealthLine] = field(default_factory=list)
    picture: Picture | None = None


class WeightsTab(AnalysisTab):
    """Views of one network, most of them of the ticked runs beside it too, and live while it
    trains; the loss surface is computed when it is asked for."""

    def __init__(self, session: Session, themes: ThemeSource, run_list: RunList) -> None:
        super().__init__(session, themes, run_list)
        self.setProperty("helpTopic", "tab-weights")
        self._probes: dict[Training, tuple[Loss, GradientProbe]] = {}
        self._labels: list[str] = []
        self._asked_moving = False
        self._answer: Look | None = None

        self.layer = QuietCombo()
        self.layer.setAccessibleName(self.tr("Layer"))
        self.layer.setToolTip(self.tr("Which layer to look at"))
        # It may be narrower than its longest entry: no tab makes the window's columns move.
        self.layer.setMinimumContentsLength(11)
        self.chooser = SampleChooser()
        self.summary = ElidedCaption()
        self.weights = Wall(themes, self.tr("Weights"))
        self.weights.setProperty("helpTopic", "weight-pictures")
        self.maps = Wall(themes, self.tr("Output maps"))
        self.maps.setProperty("helpTopic", "output-maps")
        self.histograms = Wall(themes, self.tr("Histograms"))
        self.histograms.setProperty("helpTopic", "histograms")
        self.health = HealthPage(themes)
        self.health.setProperty("helpTopic", "health")
        self.network = NetworkPage(session, themes)
        self.network.changed.connect(self.ask)
        self.network.opened.connect(self._open_value)
        self.surface = SurfacePage(themes)
        self.views = QStackedWidget()
        for view in self._views():
            self.views.addWidget(view)
        self.buttons = QButtonGroup(self)
        self._lay_out()

        self._worker = self.worker("weights", self._take)
        self._redraw = Redraw(self)
        self._redraw.due.connect(self._draw)
        self.layer.currentIndexChanged.connect(self._go_to_layer)
        self.buttons.idToggled.connect(self._change_view)
        self.chooser.changed.connect(self.ask)
        self.listen()

    def _views(self) -> tuple[Any, ...]:
        return (
            self.weights, self.maps, self.histograms, self.health, self.network, self.surface,
        )  # fmt: skip

    def _lay_out(self) -> None:
        names = (
            (self.tr("Weights"), self.tr("The weights of one layer as images, or as one matrix")),
            (self.tr("Output maps"), self.tr("What every layer makes of one sample")),
            (self.tr("Histograms"), self.tr("How the weights, outputs and gradients lie round 0")),
            (self.tr("Health"), self.tr("Figures of every layer, with what is usual")),
            (self.tr("Network"), self.tr("All layers at once, with what they make of one sample")),
            (self.tr("Loss surface"), self.tr("The loss over a plane through all weights")),
        )
        line = flow(margins=(12, 8, 12, 4))
        topics = (
            "weight-pictures", "output-maps", "histograms", "health", "network-drawn",
            "loss-surface",
        )  # fmt: skip
        for number, ((name, help_), topic) in enumerate(zip(names, topics, strict=True)):
            button = QPushButton(name)
            button.setProperty("helpTopic", topic)
            button.setCheckable(True)
            button.setChecked(number == WEIGHTS)
            button.setToolTip(help_)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.buttons.addButton(button, number)
            line.addWidget(button)
        line.add_growing(self.layer)
        second = hbox((self.chooser, 1), (self.summary, 1), margins=(12, 0, 12, 4))
        self.chooser.hide()
        vbox(line, second, (self.views, 1), parent=self, margins=(0, 0, 0, 0), spacing=0)

    @property
    def view(self) -> int:
        """Which of the views is shown."""
        return self.views.currentIndex()

    def show_view(self, view: int) -> None:
        """Change to another view."""
        self.buttons.button(view).setChecked(True)

    # What can be shown

    def unsuited(self, raw: Dataset) -> str:
        """Why there are no weights to see, though the network fits."""
        fit = self.session.model.fit
        if fit is None or fit.weights or any(row.problem is not None for row in fit.rows):
            return ""
        return self.tr(
            "This network has no weights yet. Add a Linear or a convolution in the list on "
            "the left: its weights, and what it makes of each sample, are shown here."
        )

    @Slot()
    def show_data(self) -> None:
        """Show another data set or another network, or why there is nothing to show."""
        problem = self.problem()
        self.layer.setEnabled(not problem)
        self.chooser.setEnabled(not problem)
        if problem:
            self.forget()
            self._answer = None
            self.summary.set_words("")
            self._list_layers(None)
            self.chooser.tell("")
            for view in self._views():
                view.clear(problem)
            return
        training = self.session.training
        assert training is not None
        self._list_layers(training)
        data = training.data
        self.chooser.set_counts(len(data.test), len(data.train))
        self.ask()

    def _list_layers(self, training: Training | None) -> None:
        layers = [] if training is None else training.net.layers
        shapes = [] if training is None else training.net.shapes
        labels = [
            f"{row + 1}  {layer.name()}  {size(shapes[row + 1])}"
            for row, layer in enumerate(layers)
        ]
        if labels == self._labels:
            return
        self._labels = labels
        self.layer.blockSignals(True)
        self.layer.clear()
        self.layer.addItems(labels)
        heavy = (row for row, layer in enumerate(layers) if weighs(layer, shapes[row]))
        self.layer.setCurrentIndex(next(heavy, 0))
        self.layer.blockSignals(False)

    # Asking and answering

    def _key(self) -> tuple[object, ...]:
        """What an answer must have been asked for to be shown."""
        chosen: tuple[object, ...] = ()
        if self.view == WEIGHTS:
            chosen = (self.layer.currentIndex(),)
        elif self.view in (MAPS, NETWORK):
            chosen = (self.chooser.part, self.chooser.place)
        return (self.session.training, *chosen)

    @Slot()
    def ask(self) -> None:
        """Have the chosen view made, of all runs that are shown."""
        session = self.session
        if not self.isVisible() or self.problem() or session.weights is None:
            return
        if self.view == SURFACE:
            run, shown = self.run_list.snapshot(), session.cursor.shown
            if run is not None:
                epoch = len(session.history) if shown is None else shown.epoch
                self.surface.offer(run, epoch)
            return
        self._asked_moving = session.is_moving
        view, key, runs = self.view, self._key(), self.run_list.snapshots()
        if view == NETWORK:
            runs = [replace(run, weights=self.network.previewed(run.weights)) for run in runs[:1]]
        probes = self._probes_of(runs) if view in SAMPLES_MOVING else []
        samples = (SAMPLES_MOVING if session.is_moving else SAMPLES_RESTING).get(view, 0)
        row, part, place = self.layer.currentIndex(), self.chooser.part, self.chooser.place

        def look() -> Look:
            if view == WEIGHTS:
                return Look(view, key, weight_sections(runs, row))
            if view == MAPS:
                return Look(view, key, map_sections(runs, part, place))
            if view == NETWORK:
                return Look(view, key, picture=drawn_sample(runs[0], part, place))
            if view == HISTOGRAMS:
                return Look(view, key, histogram_sections(runs, probes, samples))
            return Look(view, key, lines=health_lines(runs, probes, samples))

        self._worker.ask(look)
        self._tell(samples)

    def _probes_of(self, runs: Sequence[RunSnapshot]) -> list[GradientProbe]:
        """What the gradients of each run are computed with, kept as long as the run is."""
        known = {run.training for run in runs} | {run.training for run in self.run_list.runs}
        self._probes = {one: kept for one, kept in self._probes.items() if one in known}
        probes = []
        for run in runs:
            training, loss = run.training, run.loss
            kept = self._probes.get(training)
            if kept is None or kept[0] != loss:
                x, t = run.data.train.x, training.targets
                kept = self._probes[training] = (loss, GradientProbe(run.net, x, t, loss))
            probes.append(kept[1])
        return probes

    @Slot()
    def show_state(self) -> None:
        """Look closely once the training pauses."""
        self._worker.settle()
        if self.problem():
            self.show_data()
        elif self._asked_moving and not self.session.is_moving:
            # What was seen in passing is now looked at closely.
            self.ask()

    @Slot(object)
    def _take(self, answer: object) -> None:
        if isinstance(answer, Look):
            self._answer = answer
            self._redraw.mark()

    @Slot()
    def _draw(self) -> None:
        answer = self._answer
        if answer is None or answer.view != self.view or answer.key != self._key():
            return
        if answer.view == HEALTH:
            self.health.set_lines(answer.lines)
            self.health.table.viewport().repaint()
            return
        if answer.picture is not None:
            self.network.show_picture(answer.picture)
            self.network.viewport().repaint()
            return
        wall = self.views.currentWidget()
        assert isinstance(wall, Wall)
        if answer.sections:
            wall.set_sections(answer.sections)
        else:
            row = self.layer.currentIndex()
            words = self.tr(
                "{0} in row {1} has no weights. Choose a layer that has some above, or look at its "
                "output maps."
            )
            if self._scales(row):
                words = self.tr(
                    "{0} in row {1} has a scale and a shift for each channel, and no weights to "
                    "draw. Choose another layer above, or look at its output maps."
                )
            wall.clear(words.format(self._name(row), row + 1))
        # At once, so that the time it takes is seen and paid for.
        wall.viewport().repaint()

    def _tell(self, samples: int) -> None:
        """Say in one line what is seen."""
        training, raw = self.session.training, self.session.dataset
        assert training is not None
        assert raw is not None
        count = len(training.data.train)
        samples = min(samples, count)
        if self.view in (MAPS, NETWORK):
            self.chooser.tell(self._class_words(raw))
            return
        if self.view == WEIGHTS:
            words = self.tr("One scale for all, zero in its middle. Point at a picture for values.")
        elif self.view == HISTOGRAMS:
            words = samples_words(samples, min(BATCH, count))
        else:
            words = self.tr(
                "From {0} training sample(s). Updates from {1} to {2}; the band is usual.", "",
                samples,
            ).format(numbers.count(samples), *scale_words())  # fmt: skip
        if words != self.summary.text():
            self.summary.set_words(words)

    def _class_words(self, raw: Dataset) -> str:
        part = raw.test if self.chooser.part == "test" else raw.train
        if not raw.classes or part.targets.ndim != 1 or self.chooser.place >= len(part):
            return ""
        return self.tr("Class {0}").format(raw.classes[int(part.targets[self.chooser.place])])

    def show_sample(self, *, in_test: bool, place: int) -> None:
        """Let it be the one of which the maps are shown."""
        self.chooser.choose("test" if in_test else "train", place)

    # What the user does

    @Slot(object)
    def _open_value(self, wanted: ValuePlace) -> None:
        sample = (self.chooser.part == "test", self.chooser.place)
        self.value_opened.emit(replace(wanted, sample=sample))

    @Slot(int, bool)
    def _change_view(self, view: int, chosen: bool) -> None:
        if chosen:
            self.views.setCurrentIndex(view)
            self.chooser.setVisible(view in (MAPS, NETWORK))
            self.summary.setVisible(view not in (MAPS, SURFACE))
            self.layer.setVisible(view != SURFACE)
            self.ask()

    @Slot(int)
    def _go_to_layer(self, row: int) -> None:
        if self.view == MAPS:
            title = f"{row + 1}  {self._name(row)}"
            titles = [section.title for section in self.maps.sections()]
            if title in titles:
                self.maps.show_section(titles.index(title))
        elif self.view == NETWORK:
            self.network.go_to_row(row)
        elif self.view == HISTOGRAMS:
            self.histograms.show_section(row)
        elif self.view == HEALTH:
            self.health.table.go_to(row)
        else:
            self.ask()

    def close_down(self) -> None:
        """Close the workers."""
        super().close_down()
        self.surface.end()

    def _name(self, row: int) -> str:
        net = self.session.net
        return "" if net is None else net.layers[row].name()

    def _scales(self, row: int) -> bool:
        net = self.session.net
        return net is not None and bool(net.layers[row].weight_shapes(net.shapes[row]))
