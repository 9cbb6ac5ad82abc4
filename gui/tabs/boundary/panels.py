"""Panels beside the decision boundary: units, the layer values of one place, other runs."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QFrame,
    QScrollArea,
    QStackedLayout,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from diynn.network.sequential import Sequential
from gui.model.run_list import ListedRun, RunList
from gui.model.run_snapshot import RunSnapshot
from gui.model.session import Session
from gui.tabs.boundary.map_tiles import MapTiles
from gui.tabs.boundary.plane_answer import MOST_UNITS, Answer, Plane
from gui.tabs.boundary.value_rows import ValueRows
from gui.text.numbers import figures
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import hbox, vbox
from gui.widgets.caption import ElidedCaption
from gui.widgets.plain_text import Label
from gui.widgets.setting_editor import QuietCombo
from gui.widgets.settings_form import small_button

UNIT_SIDE = 46
RUN_SIDE = 104
Place = tuple[float, float]


class FoldPanel(QWidget):
    """Shows its content, or a sentence in its place; `closed` asks to be folded away."""

    closed = Signal()

    def __init__(
        self, content: QWidget, title: str, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.line = hbox(margins=(12, 4, 8, 2), spacing=8)
        self.title = Label(title)
        self.title.setProperty("strong", True)
        self.line.addWidget(self.title)
        self.close_button = small_button(self.tr("Close this panel"), "close", themes)
        self.close_button.setToolTip(self.tr("Close this panel"))
        self.close_button.clicked.connect(self.closed)
        self.line.addWidget(self.close_button)
        if not isinstance(content, QAbstractScrollArea):
            area = QScrollArea()
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setWidgetResizable(True)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(content)
            content = area
        self._words = Label()
        self._words.setProperty("muted", True)
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setMargin(12)
        self._pages = QStackedLayout()
        self._pages.addWidget(content)
        self._pages.addWidget(self._words)
        vbox(self.line, (self._pages, 1), parent=self, margins=(0, 0, 0, 0), spacing=0)

    def add_control(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a control into the line, before the button that closes."""
        self.line.insertWidget(self.line.count() - 1, widget, stretch)

    def say(self, words: str) -> None:
        """Show a sentence in place of the content; the content for an empty one."""
        self._words.setText(words)
        self._pages.setCurrentIndex(1 if words else 0)

    def words(self) -> str:
        """Return the sentence that is shown, if any."""
        return self._words.text()


class BoundaryPanels(QWidget):
    """At most one panel is open; `buttons` open and close them, wherever they are laid out."""

    changed = Signal()
    """Another panel is open, or it shows something else: the network has to be asked."""
    unit_chosen = Signal(int)
    run_chosen = Signal(int)

    def __init__(
        self, session: Session, run_list: RunList, themes: ThemeSource,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._session, self._run_list, self._themes = session, run_list, themes
        self._net: Sequential | None = None
        self._place: Place | None = None
        self._asked_runs: object = None
        self._shown_runs: object = None
        self.tiles = MapTiles(themes, UNIT_SIDE, self.tr("Units of a layer"))
        self.values = ValueRows(themes, self.tr("The way of a place through the network"))
        self.run_tiles = MapTiles(themes, RUN_SIDE, self.tr("Boundaries of runs"), named=True)
        self.layer = QuietCombo()
        self.layer.setAccessibleName(self.tr("Layer"))
        self.layer.setToolTip(self.tr("The layer whose units are shown"))
        self.layer.activated.connect(self.changed)
        self.units = self._panel(self.tiles, self.tr("Units"))
        self.units.setProperty("helpTopic", "units")
        self.units.add_control(self.layer, 1)
        self.units_words = ElidedCaption()
        self.units.add_control(self.units_words, 2)
        self.way = self._panel(self.values, self.tr("Layer values"))
        self.way.setProperty("helpTopic", "layer-values")
        self.way_words = ElidedCaption()
        self.way.add_control(self.way_words, 1)
        self.runs = self._panel(self.run_tiles, self.tr("Runs"))
        self.runs.setProperty("helpTopic", "runs-beside")
        self.runs.line.insertStretch(1, 1)
        self.buttons = {
            self.units: self._button(
                self.tr("Units"), self.tr("A small map for each unit of a layer")
            ),
            self.way: self._button(
                self.tr("Layer values"),
                self.tr("What every layer makes of one place; click on the plane to choose it"),
            ),
            self.runs: self._button(
                self.tr("Runs"), self.tr("The boundaries of the runs that are ticked")
            ),
        }
        self._pages = QStackedWidget()
        for panel, button in self.buttons.items():
            self._pages.addWidget(panel)
            button.toggled.connect(self._turn)
        vbox(self._pages, parent=self, margins=(0, 0, 0, 0))
        self.tiles.chosen.connect(self.unit_chosen)
        self.run_tiles.chosen.connect(self.run_chosen)
        self.tiles.setToolTip(self.tr("Click on a map to see it large"))
        self.say_about_way()
        self.hide()

    def _panel(self, content: QWidget, title: str) -> FoldPanel:
        panel = FoldPanel(content, title, self._themes)
        panel.closed.connect(self.close_panel)
        return panel

    def _button(self, words: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setCheckable(True)
        button.setToolTip(tip)
        # Tab alone: after a click the window's own keys go on working.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    # What is open.

    @property
    def opened(self) -> FoldPanel | None:
        """The panel that is open."""
        return next((panel for panel, button in self.buttons.items() if button.isChecked()), None)

    def open_panel(self, panel: FoldPanel) -> None:
        """Open a panel."""
        self.buttons[panel].setChecked(True)

    @Slot()
    def close_panel(self) -> None:
        """Fold all panels away."""
        for button in self.buttons.values():
            button.setChecked(False)

    @Slot(bool)
    def _turn(self, checked: bool) -> None:
        button = self.sender()
        if checked:
            for panel, other in self.buttons.items():
                if other is button:
                    self._pages.setCurrentWidget(panel)
                else:
                    other.setChecked(False)
        self.setVisible(self.opened is not None)
        self.changed.emit()

    # What is asked.

    @property
    def row(self) -> int | None:
        """The row of the layer whose units are wanted; None where they are not seen."""
        return self.chosen_row() if self.opened is self.units else None

    def chosen_row(self) -> int | None:
        """The row of the layer that is chosen."""
        row = self.layer.currentData()
        return None if row is None or self._net is None else int(row)

    @property
    def place(self) -> Place | None:
        """The place whose way is wanted; None where it is not seen."""
        return self._place if self.opened is self.way else None

    def set_place(self, place: Place | None) -> None:
        """Look into another place."""
        self._place = place
        self.say_about_way()
        self.changed.emit()

    def say_about_way(self) -> None:
        """Say which place it is, or how to choose one."""
        if self._place is None:
            self.way_words.set_words("")
            self.way.say(self.tr("Click on the plane to follow a place through every layer."))
        else:
            x, y = (figures(value, 3) for value in self._place)
            self.way_words.set_words(self.tr("of the place {0} ; {1}").format(x, y))
            self.way.say("")

    def layer_words(self) -> list[str]:
        """The titles of the rows of a way: input, every layer, probabilities."""
        net = self._net
        if net is None:
            return []
        words = [self.tr("Input")]
        for number, (layer, shape) in enumerate(zip(net.layers, net.shapes[1:], strict=True), 1):
            words.append(f"{number}  {layer.name()} · {int(np.prod(shape))}")
        return [*words, self.tr("Probabilities")]

    def unit_words(self, row: int, unit: int) -> str:
        """The name of one unit."""
        net = self._net
        name = net.layers[row].name() if net is not None and row < len(net.layers) else ""
        return self.tr("Unit {0} of {1} in row {2}").format(unit + 1, name, row + 1)

    def set_net(self, net: Sequential | None) -> None:
        """List the layers of another network."""
        before = [self.layer.itemText(number) for number in range(self.layer.count())]
        self._net = net
        words = self.layer_words()[1:-1]
        if words != before:
            chosen = self.layer.currentIndex()
            self.layer.clear()
            for row, title in enumerate(words):
                self.layer.addItem(title, row)
            # At first the layer after the first weights: what it bends is what units are about.
            wanted = chosen if 0 <= chosen < len(words) and before else min(1, len(words) - 1)
            self.layer.setCurrentIndex(wanted)
        self.layer.setEnabled(net is not None)
        self.units.say("" if net is not None else self.tr(
            "The network does not fit yet: the list on the left says where."
        ))  # fmt: skip
        if net is None:
            self.units_words.set_words("")

    # Other runs.

    def runs_beside(self, plane: Plane) -> list[ListedRun]:
        """The ticked runs that can be asked about the places of this plane."""
        source = self._session.design.source
        return [
            run
            for run in self._run_list.beside()
            if int(np.prod(run.net.input_shape)) == 2
            and not run.design.reconstructs
            and bool(run.data.classes) == bool(plane.classes)
            # What was scaled by another data set cannot be scaled so again.
            and (run.design.source == source or run.design.view.scaling == "given")
        ]

    def others(self, plane: Plane, ground: object) -> list[RunSnapshot] | None:
        """Those runs, where they are seen and not yet shown on this `ground`; else None."""
        if self.opened is not self.runs:
            return None
        runs = self._run_list.snapshots(self.runs_beside(plane))
        key = (ground, runs)
        self.runs.say("" if runs else self.tr(
            "Tick runs with two inputs in the tab “Runs” to see their boundaries here."
        ))  # fmt: skip
        if key == self._shown_runs:
            return None
        self._asked_runs = key
        return runs

    # What was found.

    def take(self, answer: Answer) -> None:
        """Show what was found."""
        if answer.units is not None:
            self.tiles.set_tiles(answer.units)
            self.units_words.set_words(self._units_words(len(answer.units)))
        if answer.way is not None:
            self.values.set_rows(answer.way)
        if answer.runs is not None:
            self.run_tiles.set_tiles(answer.runs)
            self._shown_runs = self._asked_runs

    def _units_words(self, count: int) -> str:
        row, net = self.chosen_row(), self._net
        if row is None or net is None:
            return ""
        all_: Any = int(np.prod(net.shapes[row + 1]))
        if all_ > MOST_UNITS:
            return self.tr("the first {0} of {1} units").format(count, all_)
        return self.tr("click on one to see it large")
