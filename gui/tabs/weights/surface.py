"""The loss over a plane through the weights: its settings, its computation, its picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from diynn.analysis.loss_surface import (
    PATH,
    KeptEpoch,
    SurfaceReport,
    SurfaceSettings,
    loss_surface,
)
from diynn.errors import DiynnError
from gui.background.waiting import TimeLeft
from gui.background.worker import Worker
from gui.model.run_snapshot import RunSnapshot
from gui.plots.surface_plot import SurfacePicture, SurfacePlot, WayPoint
from gui.text.numbers import count, duration, figures, percent
from gui.text.wording import error_text
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import hbox, vbox
from gui.widgets.caption import ElidedCaption
from gui.widgets.plain_text import Label
from gui.widgets.settings_form import SettingsForm


@dataclass(frozen=True, eq=False)
class _Made:
    """A surface, with the settings and the weights that it is of."""

    report: SurfaceReport
    settings: SurfaceSettings
    weights: Any
    epoch: int


class SurfacePage(QWidget):
    """Computes one surface at a time on a thread of its own, and shows it as it becomes finer."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "loss-surface")
        self.settings = SurfaceSettings()
        self._run: RunSnapshot | None = None
        self._epoch = 0
        self._made: _Made | None = None
        self._error: object = None
        self._time_left = TimeLeft()
        self.form = SettingsForm(SurfaceSettings, self.tr("Loss surface"), themes)
        self.form.show_values(self.settings)
        self.form.edited.connect(self._change)
        self.start = QPushButton(self.tr("Compute"))
        self.start.setProperty("primary", True)
        self.start.setToolTip(self.tr("Compute the surface around the weights of now"))
        self.start.clicked.connect(self.compute)
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.setToolTip(self.tr("Stop, and keep what there is"))
        self.stop.clicked.connect(self.end)
        for button in (self.start, self.stop):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self.progress.setAccessibleName(self.tr("Progress of the loss surface"))
        keeping = self.progress.sizePolicy()
        keeping.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(keeping)
        self.status = ElidedCaption()
        self.plot = SurfacePlot(themes)
        self.limits = Label()
        self.limits.setProperty("muted", True)
        self.limits.setWordWrap(True)
        top = hbox((self.form, 1), spacing=8)
        for button in (self.start, self.stop):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        vbox(top, self.progress, self.status, (self.plot, 1), self.limits, parent=self,
             margins=(12, 0, 12, 6), spacing=4)  # fmt: skip
        self.worker = Worker("loss surface", self)
        self.worker.stepped.connect(self._take)
        self.worker.ended.connect(self._end)
        self.clear("")

    @property
    def report(self) -> SurfaceReport | None:
        """What is shown."""
        return None if self._made is None else self._made.report

    # What the tab decides

    def offer(self, run: RunSnapshot, epoch: int) -> None:
        """Let the surface be computed of this run's weights, which are those of an epoch."""
        other = self._run is None or self._run.training is not run.training
        self._run, self._epoch = run, epoch
        if other:
            self.worker.cancel()
            self._made, self._error = None, None
            self.plot.clear(self.tr("Press Compute to see the loss around these weights."))
        self._tell()

    def clear(self, text: str) -> None:
        """Show nothing but `text`."""
        self.worker.cancel()
        self._run, self._made, self._error = None, None, None
        self.plot.clear(text)
        self._tell()

    # What the person does

    @Slot()
    def compute(self) -> None:
        """Begin with the weights of now."""
        run = self._run
        if run is None:
            return
        past = run.training.timeline
        path = [KeptEpoch(epoch, past.weights_at(epoch)) for epoch in past.epochs]
        self._error = None
        self._time_left = TimeLeft()
        self.worker.start(partial(_computed, run, path, self.settings, self._epoch))
        self._tell()

    @Slot()
    def end(self) -> None:
        """Stop, and keep what there is."""
        self.worker.cancel()
        self._tell()

    @Slot(str, object)
    def _change(self, name: str, value: object) -> None:
        # The form has checked it: the field is one of the settings', and the value fits.
        self.settings = replace(self.settings, **{name: value})  # type: ignore[arg-type]
        self._tell()

    # What is shown

    @Slot(object)
    def _take(self, made: object) -> None:
        assert isinstance(made, _Made)
        self._made = made
        report = made.report
        names = (
            (self.tr("First direction"), self.tr("Second direction"))
            if made.settings.directions != PATH
            else tuple(
                self.tr("{name} ({share} of the path’s variance)").format(
                    name=name, share=percent(share)
                )
                for name, share in zip(
                    (self.tr("Component 1"), self.tr("Component 2")),
                    report.plane.shares.tolist(), strict=True,
                )
            )
        )
        path = report.path
        rows = zip(path.epochs.tolist(), path.places.tolist(), path.distances.tolist(),
                   path.losses.tolist(), strict=True)  # fmt: skip
        way = [WayPoint(epoch, x, y, apart, loss) for epoch, (x, y), apart, loss in rows]
        titles = (names[0], names[1])
        self.plot.show_surface(
            SurfacePicture(report.x, report.y, report.loss, report.own, way, titles)
        )
        self._tell()

    @Slot(object)
    def _end(self, error: object) -> None:
        self._error = error
        if isinstance(error, DiynnError) and self._made is None:
            self.plot.clear(error_text(error))
        self._tell()

    def _tell(self) -> None:
        busy, made = self.worker.is_busy, self._made
        self.start.setEnabled(self._run is not None)
        for name in ("reach", "seed"):
            self.form.editors[name].setEnabled(self.settings.directions != PATH)
        self.stop.setEnabled(busy)
        self.progress.setVisible(busy)
        report = None if made is None else made.report
        share = 0.0 if report is None or not busy else report.done / report.total
        self.progress.setRange(0, 1000)
        self.progress.setValue(round(1000 * share))
        self.status.set_words(self._words())
        self.limits.setText(self._limits_words())
        self.limits.setVisible(bool(self.limits.text()))

    def _words(self) -> str:
        made, error, run = self._made, self._error, self._run
        if isinstance(error, DiynnError):
            return error_text(error)
        if error is not None:
            return str(error)
        if made is None:
            return self.tr("Computing…") if self.worker.is_busy else ""
        report = made.report
        words = self.tr("Weights of epoch {epoch}, {samples} sample(s), loss {loss}.", "",
                        report.samples)  # fmt: skip
        words = words.format(epoch=count(made.epoch), samples=count(report.samples),
                             loss=figures(report.own))  # fmt: skip
        if self.worker.is_busy:
            left = self._time_left.seconds(report.done, report.total)
            more = self.tr("{done} of {total} places").format(
                done=count(report.done), total=count(report.total)
            )
            if left is not None:
                more = self.tr("{done}, about {time} left").format(done=more, time=duration(left))
            return f"{words} {more}"
        if run is not None and (run.weights is not made.weights or made.settings != self.settings):
            return f"{words} " + self.tr("Weights or settings are others now: press Compute.")
        return words

    def _limits_words(self) -> str:
        """What the picture does not show."""
        made = self._made
        if made is None:
            return ""
        weights = made.report.plane.axes.shape[1]
        words = self.tr(
            "A plane is two directions of {weights}: walls and valleys that lead out of it are not "
            "seen.", "", weights,
        ).format(weights=count(weights))  # fmt: skip
        path = made.report.path
        if not len(path.epochs):
            return words
        far = int(path.distances.argmax())
        epoch, distance = int(path.epochs[far]), float(path.distances[far])
        more = self.tr(
            "The colour of a point is its own loss, that beneath it is the plane’s: epoch {epoch} "
            "lies farthest off the plane, by {distance}."
        ).format(epoch=count(epoch), distance=figures(distance, 3))
        return f"{words} {more}"


def _computed(
    run: RunSnapshot, path: list[KeptEpoch], settings: SurfaceSettings, epoch: int
) -> Iterator[_Made]:
    for report in loss_surface(run.net, run.data, run.loss, run.weights, settings, path):
        yield _Made(report, settings, run.weights, epoch)
