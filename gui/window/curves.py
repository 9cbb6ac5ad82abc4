"""Loss and accuracy as they grow, always in view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from diynn.data.sources.downloaded import OnDemand
from diynn.training.replay import steps_at
from diynn.training.timeline import Place
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.plots.series import Growth, Style
from gui.text.wording import localized
from gui.theme.theme import ThemeSource
from gui.widgets.plain_text import Label
from gui.window.time_bar import TimeBar

if TYPE_CHECKING:
    from gui.plots.curve_plot import CurvePlot
    from gui.tabs.runs.curve_overlay import CurveOverlay

COLUMNS = (
    "train_loss", "validation_loss", "test_loss",
    "train_accuracy", "validation_accuracy", "test_accuracy",
)  # fmt: skip


class Curves(QWidget):
    """Two plots with one epoch axis; the lower one is hidden where nothing is right or wrong.

    The plots are made by `fill`: the window opens without pyqtgraph, and has them a moment later.
    """

    loss: CurvePlot
    accuracy: CurvePlot
    overlay: CurveOverlay

    def __init__(
        self, session: Session, themes: ThemeSource, run_list: RunList | None = None
    ) -> None:
        """With a `run_list`, its ticked runs are laid over the current one, each in its colour."""
        super().__init__()
        self.setProperty("helpTopic", "curves")
        self._session, self._themes, self._run_list = session, themes, run_list
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        self.halves = halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        for _ in range(2):
            halves.addWidget(QWidget())
        halves.setSizes([1000, 1000])
        down.addWidget(halves, 1)
        self.time = TimeBar(session, themes)
        down.addWidget(self.time)
        self.report = Label()
        self.report.setProperty("muted", True)
        self.report.setWordWrap(True)
        self.report.setContentsMargins(8, 2, 8, 6)
        self.report.hide()
        down.addWidget(self.report)
        self.setMinimumWidth(260)
        self.is_filled = False
        """Whether the plots are there."""
        self._taken = 0
        self._validated = {"loss": False, "accuracy": False}
        self._growths: dict[str, Growth] = {}

    @Slot()
    def fill(self) -> None:
        """Make the plots, and show in them what there is; the second time nothing is done."""
        from gui.plots.curve_plot import CurvePlot
        from gui.tabs.runs.curve_overlay import CurveOverlay

        if self.is_filled:
            return
        self.is_filled = True
        self.loss, self.accuracy = CurvePlot(self._themes), CurvePlot(self._themes)
        self.loss.set_titles(self.tr("Epoch"), self.tr("Loss"))
        self.accuracy.set_titles(self.tr("Epoch"), self.tr("Accuracy (%)"))
        self.loss.setProperty("helpTopic", "loss-curve")
        self.accuracy.setProperty("helpTopic", "accuracy")
        self.loss.calm = True
        self.loss.link_x(self.accuracy)
        for half, plot in enumerate((self.loss, self.accuracy)):
            plot.set_empty_text(self.tr("Press play, and the curves will grow here."))
            plot.menu.failed.connect(self._tell_failure)
            place = self.halves.replaceWidget(half, plot)
            assert place is not None
            place.deleteLater()
        self._show_cursor()
        self._chain()
        self._session.training_changed.connect(self._restart)
        self._session.curves_changed.connect(self._show)
        cursor = self._session.cursor
        cursor.told.connect(self._show_cursor)
        for plot in (self.loss, self.accuracy):
            plot.chosen.connect(self._choose_epoch)
        self._restart()
        if self._run_list is not None:
            self._run_list.changed.connect(self._hand_over)
            self.overlay = CurveOverlay(
                self._run_list, {"loss": self.loss, "accuracy": self.accuracy}, self
            )

    def _chain(self) -> None:
        """Let Tab reach what came late in the place where it stands."""
        before: QWidget = self.halves
        for plot in (self.loss, self.accuracy):
            for widget in (plot, *plot.findChildren(QWidget)):
                if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    self.setTabOrder(before, widget)
                    before = widget

    @Slot()
    def _restart(self) -> None:
        self._taken = 0
        self._growths = {name: Growth() for name in COLUMNS}
        data = self._session.data
        asks_for_class = data is None or (bool(data.classes) and data.train.targets.ndim == 1)
        self.accuracy.setVisible(asks_for_class)
        self._show_report()
        self._draw()

    def _show_report(self) -> None:
        """Say what the report tells of this network, where it is one of the report's."""
        lines = []
        if isinstance(self._session.design.source, OnDemand):
            # Loaded here: the window opens with points in the plane.
            from diynn.experiments.report_figures import reported_of

            for one in reported_of(self._session.design):
                after = self.tr("In the report, after {epochs} epochs: {what}")
                template = after if one.epochs else self.tr("In the report: {what}")
                lines.append(template.format(epochs=one.epochs, what=localized(one.words)))
        self.report.setText("\n".join(lines))
        self.report.setVisible(bool(lines))

    @Slot()
    def _show_cursor(self) -> None:
        """Draw where in the run one looks, in both plots."""
        place, training = self._session.cursor.place, self._session.training
        x = None
        if place is not None and training is not None:
            x = place.epoch + place.step / max(steps_at(training, place), 1)
        for plot in (self.loss, self.accuracy):
            plot.set_cursor(x)

    @Slot(float)
    def _choose_epoch(self, x: float) -> None:
        self._session.cursor.go_to(Place(max(round(x), 0)))

    @Slot()
    def _show(self) -> None:
        # The session's throttle decides how often: there is no second one here.
        if len(self._session.history) > self._taken:
            self._draw()

    @Slot()
    def _draw(self) -> None:
        # Epochs of a small network end a thousand times a second: only the new ones are looked at.
        new = self._session.history[self._taken :]
        self._taken += len(new)
        for name, growth in self._growths.items():
            values = new.column(name)
            growth.extend(new.column("epoch"), 100.0 * values if "accuracy" in name else values)
        self._hand_over()
        # At once, and together: a window that wakes seldom leaves a training more time.
        for plot in (self.loss, self.accuracy):
            plot.draw_now()

    @Slot()
    def _hand_over(self) -> None:
        words: dict[Style, str] = {
            "train": self.tr("Train"), "validation": self.tr("Validation"), "test": self.tr("Test"),
        }  # fmt: skip
        current = None if self._run_list is None else self._run_list.current
        colour = 0 if current is None else current.colour
        for plot, what in ((self.loss, "loss"), (self.accuracy, "accuracy")):
            for style, label in words.items():
                growth = self._growths[f"{style}_{what}"]
                # Few runs have a validation part; the legend of the others does not speak of it.
                if style != "validation" or growth.span is not None:
                    plot.set_growth(style, growth, colour, style, label)
                    self._validated[what] |= style == "validation"
                elif self._validated[what]:
                    plot.remove(style)
                    self._validated[what] = False

    @Slot(str)
    def _tell_failure(self, sentence: str) -> None:
        self._session.said.emit("error", sentence)
