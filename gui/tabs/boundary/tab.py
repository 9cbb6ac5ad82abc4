"""The network's answer at every place of a plane, with the points it learns from."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QToolButton

from diynn.data.dataset import Dataset
from diynn.data.sources.drawn_points import Painted
from gui.model.run_list import ListedRun, RunList
from gui.model.session import Session
from gui.tabs.analysis_tab import AnalysisTab
from gui.tabs.boundary.paint_bar import BRUSHES, PaintBar
from gui.tabs.boundary.painting import Painting
from gui.tabs.boundary.panels import BoundaryPanels
from gui.tabs.boundary.plane_answer import MOST_CLASSES, Answer, Large, Plane, Question
from gui.tabs.boundary.stage import BoundaryStage
from gui.tabs.network.page import NetworkPage
from gui.text.numbers import count
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import flow, vbox

RESOLUTION = 100
COARSE = 60
"""Cells along a side while a training moves: fewer, so as not to slow it down."""
SHARES = {Qt.Orientation.Vertical: [210, 460, 240], Qt.Orientation.Horizontal: [400, 500, 260]}
"""Of the drawn network, of the plane and of the panel, above or beside each other."""
WIDE = 800
"""From so many pixels on, panels may be beside the plane."""


class BoundaryTab(AnalysisTab):
    """Live for data with two inputs; says so where there are more."""

    needs_network = False

    def __init__(self, session: Session, themes: ThemeSource, run_list: RunList) -> None:
        super().__init__(session, themes, run_list)
        self.setProperty("helpTopic", "tab-boundary")
        self._plane: Plane | None = None
        self._enlarged: int | ListedRun | None = None
        self._was_quick = False
        self.stage = BoundaryStage(themes)
        self.plot = self.stage.plot
        self.panels = BoundaryPanels(session, run_list, themes)
        self.network = NetworkPage(session, themes)
        self.paint = PaintBar(themes)
        self.painting = Painting(session, self.plot.view, self.paint, self.stage.marks, self)
        self._worker = self.worker("boundary", self._draw)
        self._build()
        self._connect()
        self.listen()

    def _build(self) -> None:
        self.paint_button = QToolButton()
        self.paint_button.setProperty("helpTopic", "painting")
        self.paint_button.setText(self.tr("Paint"))
        self.paint_button.setCheckable(True)
        self.paint_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.paint_button.setToolTip(self.tr("Paint, move and erase points with the mouse"))
        self.network_button = QToolButton()
        self.network_button.setProperty("helpTopic", "network-drawn")
        self.network_button.setProperty("remembered", "boundary/network")
        self.network_button.setText(self.tr("Network"))
        self.network_button.setCheckable(True)
        self.network_button.setChecked(True)
        self.network_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.network_button.setToolTip(self.tr("Every unit and every weight, drawn"))
        line = flow(
            self.network_button, self.paint_button, *self.panels.buttons.values(),
            margins=(8, 4, 8, 2), spacing=2,
        )  # fmt: skip
        self.halves = QSplitter(Qt.Orientation.Vertical)
        self.halves.setChildrenCollapsible(False)
        for part, stretch in ((self.network, 0), (self.stage, 2), (self.panels, 1)):
            self.halves.addWidget(part)
            self.halves.setStretchFactor(self.halves.indexOf(part), stretch)
        self.halves.setSizes(SHARES[Qt.Orientation.Vertical])
        vbox(line, self.paint, (self.halves, 1), parent=self, margins=(0, 0, 0, 0), spacing=0)
        self.paint.hide()

    def _connect(self) -> None:
        plot = self.plot
        self.stage.changed.connect(self.ask)
        self.stage.shrunk.connect(self._forget_enlarged)
        self.stage.place_chosen.connect(self._look_into)
        self.panels.changed.connect(self._show_panels)
        self.panels.unit_chosen.connect(self._enlarge_unit)
        self.panels.run_chosen.connect(self._enlarge_run)
        self.panels.layer.activated.connect(self.stage.shrink)
        self.paint_button.toggled.connect(self._take_brush)
        self.network_button.toggled.connect(self._fold_network)
        self.network.changed.connect(self.ask)
        self.network.opened.connect(self.value_opened)
        plot.pressed.connect(self._press)
        plot.dragged.connect(self.painting.drag)
        plot.released.connect(self.painting.release)
        plot.view.pointer_moved.connect(self._quiet)
        tools = (*self.paint.brushes[:BRUSHES], self.paint.mover, self.paint.eraser)
        for key, button in zip("12345ME", tools, strict=True):
            # Asleep while the tools are folded away.
            QShortcut(QKeySequence(key), self.paint).activated.connect(button.click)

    # What there is to see.

    def raw_data(self) -> Dataset | None:
        """The data as it was read; painted points are there before anybody has read them."""
        source, dataset = self.session.design.source, self.session.dataset
        if dataset is None and isinstance(source, Painted) and source.missing() is None:
            return source.load()
        return dataset

    def problem(self) -> str:
        """Why there is no plane to see; empty where there is one."""
        if self.raw_data() is None and isinstance(self.session.design.source, Painted):
            return self.tr("Take the brush of a class above, and paint points here.")
        return super().problem()

    def unsuited(self, raw: Dataset) -> str:
        """Why these data, or the kind of this network, have no boundary."""
        if raw.shape != (2,) or len(raw.classes) > MOST_CLASSES:
            return self.tr(
                "A boundary needs data with two inputs and at most five classes, such as Moons or "
                "Spirals. Choose one in the first row of the network, or look at the other tabs."
            )
        if self.session.design.reconstructs:
            return self.tr(
                "This network is asked for its own input (auto-encoder), so it draws no boundary. "
                "Choose “target” as the goal in the first row of the network."
            )
        return ""

    @Slot()
    def show_data(self) -> None:
        session, raw = self.session, self.raw_data()
        problem, paints = self.problem(), isinstance(session.design.source, Painted)
        self._plane = None
        if problem or raw is None:
            self.forget()
            self.stage.nothing(problem)
            self.panels.close_panel()
        else:
            self.stage.show_samples(raw, keep=paints)
            if session.data is not None and session.training is not None:
                self._plane = Plane(raw, session.data)
            else:
                self.stage.clear_answer()
        for button in (self.network_button, *self.panels.buttons.values()):
            button.setEnabled(not problem)
        self._fold_network()
        if self._plane is None:
            self.network.clear(self.misfit_words())
        self.paint_button.setEnabled(not problem or paints)
        if problem:
            self.paint_button.setChecked(paints)
        self.panels.set_net(session.net if self._plane is not None else None)
        self._show_paint()
        self.ask()

    @Slot()
    def show_state(self) -> None:
        self._show_paint()
        if self._was_quick and not self.session.is_moving:
            # At rest the boundary is computed at its full resolution.
            self.ask()

    def _show_paint(self) -> None:
        """Say what can be painted on, and what the network makes of it."""
        if self.paint.isHidden():
            return
        points = self.painting.points()
        raw, problem = self.raw_data(), self.session.problem
        self.paint.set_usable(tools=points is not None, save=bool(points and points.points))
        if points is None:
            words = self.tr("Samples with values instead of classes cannot be painted on.")
        elif raw is not None and problem is not None and not self.session.loader.is_loading:
            words = self.tr("The network does not fit yet.")
        else:
            there = len(points.points)
            words = self.tr("{0} point(s)", "", there).format(count(there))
        if points is not None:
            self.paint.set_names(raw.classes if raw is not None else ())
        self.paint.words.set_words(words)

    # Asking the network.

    @Slot()
    def ask(self) -> None:
        session, plane, stage, panels = self.session, self._plane, self.stage, self.panels
        if plane is None or not self.isVisible():
            return
        run = self.run_list.snapshot()
        if run is None:
            return
        quick = self._was_quick = session.is_moving
        run = replace(run, weights=self.network.previewed(run.weights))
        theme, limits, ground = self.themes.current, stage.limits, self.plot.ground()
        question = Question(
            run, plane, self.plot.bounds(), theme, limits,
            COARSE if quick else RESOLUTION,
            ground=None if stage.is_large else ground,
            row=panels.row,
            place=panels.place,
            words=panels.layer_words(),
            unit_words=self.tr("Unit {0}: from {1} to {2}; click to see it large"),
            large=self._large() if stage.is_large else None,
            others=panels.others(plane, ground),
            network=self.network_button.isChecked(),
        )  # fmt: skip
        self._worker.ask(question.answer)

    def _large(self) -> Large | None:
        ground, chosen = self.stage.large.ground(), self._enlarged
        if isinstance(chosen, ListedRun):
            return Large(ground, other=self.run_list.snapshot(chosen))
        row = self.panels.chosen_row()
        return None if row is None or chosen is None else Large(ground, row, chosen)

    @Slot(object)
    def _draw(self, answer: object) -> None:
        if isinstance(answer, Answer) and self._plane is not None:
            self.stage.take(answer)
            self.panels.take(answer)
            if answer.network is not None:
                self.network.show_picture(answer.network)

    # One map large.

    @Slot(int)
    def _enlarge_unit(self, unit: int) -> None:
        row = self.panels.chosen_row()
        if row is not None and self._plane is not None:
            self._enlarge(unit, self.panels.unit_words(row, unit))
            self.panels.tiles.mark(unit)

    @Slot(int)
    def _enlarge_run(self, number: int) -> None:
        if self._plane is not None:
            runs = self.panels.runs_beside(self._plane)
            if number < len(runs):
                self._enlarge(runs[number], runs[number].name)
                self.panels.run_tiles.mark(number)

    def _enlarge(self, chosen: int | ListedRun, title: str) -> None:
        if chosen == self._enlarged:
            self.stage.shrink()
            return
        self._forget_enlarged()
        self._enlarged = chosen
        self.paint_button.setChecked(False)
        self.stage.enlarge(title)
        self.ask()

    @Slot()
    def _forget_enlarged(self) -> None:
        self._enlarged = None
        self.panels.tiles.mark(-1)
        self.panels.run_tiles.mark(-1)
        self.ask()

    def show_sample(self, *, in_test: bool, place: int) -> None:
        """Mark where the sample lies, and follow it through every layer."""
        raw = self.raw_data()
        if self._plane is not None and raw is not None:
            self._look_into(*(raw.test if in_test else raw.train).x[place].tolist())

    # The mouse.

    @Slot(float, float, Qt.MouseButton)
    def _press(self, x: float, y: float, button: Qt.MouseButton) -> None:
        if button != Qt.MouseButton.LeftButton:
            return
        if self.paint_button.isChecked():
            self.painting.press(x, y)
        else:
            self._look_into(x, y)

    @Slot(float, float)
    def _look_into(self, x: float, y: float) -> None:
        if self._plane is not None:
            self.panels.set_place((x, y))
            self.panels.open_panel(self.panels.way)

    @Slot()
    def _quiet(self) -> None:
        """Take the figures away from under the brush."""
        if self.paint_button.isChecked():
            self.plot.view.hide_readout()

    @Slot(bool)
    def _take_brush(self, taken: bool) -> None:
        self.paint.setVisible(taken)
        cursor = Qt.CursorShape.CrossCursor if taken else Qt.CursorShape.ArrowCursor
        self.plot.view.canvas.viewport().setCursor(cursor)
        if taken:
            self.stage.shrink()
        self._show_paint()

    @Slot()
    def _show_panels(self) -> None:
        panels = self.panels
        self.stage.marks.show_place(panels.place)
        if panels.opened is not None and self.halves.sizes()[2] == 0:
            self.halves.setSizes(SHARES[self.halves.orientation()])
        self.ask()

    @Slot()
    def _fold_network(self) -> None:
        """Show the drawn network, where it is wanted and there is a plane."""
        self.network.setVisible(self.network_button.isChecked() and self.network_button.isEnabled())
        self.ask()

    # Keys and events.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back from one map to the boundary, and then folds the panels away."""
        if event.key() == Qt.Key.Key_Escape and self.stage.is_large:
            self.stage.shrink()
        elif event.key() == Qt.Key.Key_Escape and self.panels.opened is not None:
            self.panels.close_panel()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the panels out where they take the least from the plane: below it, or beside it."""
        super().resizeEvent(event)
        wide = self.width() > max(self.height(), WIDE)
        direction = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if direction != self.halves.orientation():
            self.halves.setOrientation(direction)
            self.halves.setSizes(SHARES[direction])
