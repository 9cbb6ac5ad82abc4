"""The network's answer at every place of a plane, with the points it learns from."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QToolButton, QVBoxLayout, QWidget

from diynn.data.dataset import Dataset
from diynn.data.sources.drawn_points import Painted
from gui.background.latest import Latest
from gui.model.run_list import ListedRun, RunList
from gui.model.session import Session
from gui.tabs.boundary.paint_bar import BRUSHES, PaintBar
from gui.tabs.boundary.painting import Painting
from gui.tabs.boundary.panels import BoundaryPanels
from gui.tabs.boundary.plane_answer import MOST_CLASSES, Answer, Large, Mind, Plane, Question
from gui.tabs.boundary.stage import BoundaryStage
from gui.text.wording import count, error_text_or
from gui.theme.theme import ThemeSource

RESOLUTION = 100
COARSE = 60
"""Cells along a side while a training moves, which has little time for us."""
SHARES = [660, 340]
"""Of the plane and of the panel beside it."""
WIDE = 800
"""From so many pixels on, panels may stand beside the plane."""


class BoundaryTab(QWidget):
    """Live for data with two inputs; says so where there are more."""

    def __init__(self, session: Session, themes: ThemeSource, run_list: RunList) -> None:
        super().__init__()
        self._session, self._themes = session, themes
        self._plane: Plane | None = None
        self._enlarged: int | ListedRun | None = None
        self._was_quick = False
        self.stage = BoundaryStage(session, themes)
        self.plot = self.stage.plot
        self.panels = BoundaryPanels(session, run_list, themes)
        self.paint = PaintBar(themes)
        self.painting = Painting(session, self.plot.view, self.paint, self.stage.marks, self)
        self._worker = Latest("boundary", session, parent=self)
        self._worker.answered.connect(self._draw)
        self._build()
        self._listen()
        self._show_data()

    def _build(self) -> None:
        self.paint_button = QToolButton()
        self.paint_button.setText(self.tr("Paint"))
        self.paint_button.setCheckable(True)
        self.paint_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.paint_button.setToolTip(self.tr("Paint, move and erase points with the mouse"))
        line = QHBoxLayout()
        line.setContentsMargins(8, 4, 8, 2)
        line.setSpacing(2)
        for button in (self.paint_button, *self.panels.buttons.values()):
            line.addWidget(button)
        line.addStretch(1)
        self.halves = QSplitter(Qt.Orientation.Vertical)
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(self.stage)
        self.halves.addWidget(self.panels)
        for half, share in enumerate(SHARES):
            self.halves.setStretchFactor(half, share)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addLayout(line)
        down.addWidget(self.paint)
        down.addWidget(self.halves, 1)
        self.paint.hide()

    def _listen(self) -> None:
        session, plot = self._session, self.plot
        session.data_changed.connect(self._show_data)
        session.training_changed.connect(self._show_data)
        session.weights_changed.connect(self._ask)
        session.state_changed.connect(self._show_state)
        self.stage.changed.connect(self._ask)
        self.stage.shrunk.connect(self._forget_enlarged)
        self.stage.place_chosen.connect(self._look_into)
        self.panels.changed.connect(self._show_panels)
        self.panels.unit_chosen.connect(self._enlarge_unit)
        self.panels.run_chosen.connect(self._enlarge_run)
        self.panels.layer.activated.connect(self.stage.shrink)
        self.paint_button.toggled.connect(self._take_brush)
        plot.pressed.connect(self._press)
        plot.dragged.connect(self.painting.drag)
        plot.released.connect(self.painting.release)
        plot.view.pointer_moved.connect(self._quiet)
        tools = (*self.paint.brushes[:BRUSHES], self.paint.mover, self.paint.eraser)
        for key, button in zip("12345ME", tools, strict=True):
            # Asleep while the tools are folded away.
            QShortcut(QKeySequence(key), self.paint).activated.connect(button.click)

    def close_down(self) -> None:
        """End the thread."""
        self._worker.close()

    # What there is to see.

    def _raw_data(self) -> Dataset | None:
        """The data as it was read; painted points are there before anybody has read them."""
        source, dataset = self._session.design.source, self._session.dataset
        if dataset is None and isinstance(source, Painted) and source.missing() is None:
            return source.load()
        return dataset

    def _obstacle(self, raw: Dataset | None) -> str:
        """Why there is no plane to see; empty where there is one."""
        session = self._session
        if raw is None and isinstance(session.design.source, Painted):
            return self.tr("Take the brush of a class above, and paint points here.")
        if raw is None and session.loader.is_loading:
            return self.tr("The data is being read…")
        if raw is None:
            return error_text_or(session.loader.error, self.tr("There is no data yet."))
        if raw.shape != (2,) or len(raw.classes) > MOST_CLASSES:
            return self.tr(
                "A boundary needs data with two inputs and at most five classes, such as Moons or "
                "Spirals. Choose one in the first row of the network, or look at the other tabs."
            )
        if session.design.reconstructs:
            return self.tr(
                "This network is asked for its own input (auto-encoder), so it draws no boundary. "
                "Choose “target” as the goal in the first row of the network."
            )
        return ""

    @Slot()
    def _show_data(self) -> None:
        session, raw = self._session, self._raw_data()
        obstacle, paints = self._obstacle(raw), isinstance(session.design.source, Painted)
        self._plane = None
        if obstacle or raw is None:
            self._worker.forget()
            self.stage.nothing(obstacle)
            self.panels.close_panel()
        else:
            self.stage.show_samples(raw, keep=paints)
            if session.data is not None and session.training is not None:
                self._plane = Plane(raw, session.data.shape, session.design.view.scaling)
            else:
                self.stage.clear_answer()
        for button in self.panels.buttons.values():
            button.setEnabled(not obstacle)
        self.paint_button.setEnabled(not obstacle or paints)
        if obstacle:
            self.paint_button.setChecked(paints)
        self.panels.set_net(session.net if self._plane is not None else None)
        self.stage.epochs.setVisible(not obstacle)
        self.stage.show_epochs()
        self._show_paint()
        self._ask()

    @Slot()
    def _show_state(self) -> None:
        self._show_paint()
        if self._was_quick and not self._session.is_moving:
            # What stands still is looked at closely.
            self._ask()

    def _show_paint(self) -> None:
        """Say what can be painted on, and what the network makes of it."""
        if self.paint.isHidden():
            return
        points = self.painting.points()
        raw, problem = self._raw_data(), self._session.problem
        self.paint.set_usable(tools=points is not None, save=bool(points and points.points))
        if points is None:
            words = self.tr("Samples with values instead of classes cannot be painted on.")
        elif raw is not None and problem is not None and not self._session.loader.is_loading:
            words = self.tr("The network does not fit yet.")
        else:
            words = self.tr("{0} points").format(count(len(points.points)))
        if points is not None:
            self.paint.set_names(raw.classes if raw is not None else ())
        self.paint.words.set_words(words)

    # Asking the network.

    @Slot()
    def _ask(self) -> None:
        session, plane, stage, panels = self._session, self._plane, self.stage, self.panels
        net, weights = session.net, stage.movie.weights
        if net is None or weights is None or plane is None or not self.isVisible():
            return
        quick = self._was_quick = session.is_moving
        theme, limits, ground = self._themes.current, stage.limits, self.plot.ground()
        question = Question(
            Mind(net, weights, session.design.loss), plane, self.plot.bounds(), theme, limits,
            COARSE if quick else RESOLUTION,
            ground=None if stage.is_large else ground,
            row=panels.row,
            place=panels.place,
            words=panels.layer_words(),
            unit_words=self.tr("Unit {0}: from {1} to {2}; click to see it large"),
            large=self._large(plane) if stage.is_large else None,
            others=panels.others(plane, ground),
        )  # fmt: skip
        self._worker.ask(question.answer)

    def _large(self, plane: Plane) -> Large | None:
        ground, chosen = self.stage.large.ground(), self._enlarged
        if isinstance(chosen, ListedRun):
            other = self.panels.other(chosen, plane, "")
            return Large(ground, other=other)
        row = self.panels.chosen_row()
        return None if row is None or chosen is None else Large(ground, row, chosen)

    @Slot(object)
    def _draw(self, answer: object) -> None:
        if isinstance(answer, Answer) and self._plane is not None:
            self.stage.take(answer)
            self.panels.take(answer)

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
        self._ask()

    @Slot()
    def _forget_enlarged(self) -> None:
        self._enlarged = None
        self.panels.tiles.mark(-1)
        self.panels.run_tiles.mark(-1)
        self._ask()

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
        if panels.opened is not None and self.halves.sizes()[1] == 0:
            self.halves.setSizes(SHARES)
        self._ask()

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
        """Stand the panels where they take the least from the plane: below it, or beside it."""
        super().resizeEvent(event)
        wide = self.width() > max(self.height(), WIDE)
        direction = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if direction != self.halves.orientation():
            self.halves.setOrientation(direction)
            self.halves.setSizes(SHARES)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what has been learnt while the tab was hidden."""
        super().showEvent(event)
        self.stage.show_epochs()
        self._ask()
