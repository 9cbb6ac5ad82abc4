"""Which tabs there are, and which of them have something to show for which data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from diynn.data.dataset import Dataset
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.theme.theme import ThemeSource
from gui.widgets.tab_deck import TabDeck

# The pages are imported when they are looked at: some of them bring large libraries along.


class _Drawing(QObject):
    """What is drawn on one tab, for another that marks it; neither knows the other."""

    changed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sample: object = None

    @Slot(object)
    def put(self, sample: object) -> None:
        self.sample = sample
        self.changed.emit(sample)


class _Calculations(QObject):
    """Opens the tab Calculation at what is chosen on others; they do not know of it."""

    def __init__(self, deck: TabDeck) -> None:
        super().__init__(deck)
        self._deck = deck

    @Slot(object)
    def open(self, wanted: object) -> None:
        page = self._deck.page("calculation")
        page.look_at(wanted)
        self._deck.show_page("calculation")
        page.chain.setFocus()


def add_pages(
    deck: TabDeck, session: Session, themes: ThemeSource, run_list: RunList,
    open_example: Callable[[str], object],
) -> None:  # fmt: skip
    """Fill the deck, in the order of the tabs; `open_example` opens a worked example."""
    drawing, calculations = _Drawing(deck), _Calculations(deck)

    def boundary() -> Any:
        from gui.tabs.boundary.tab import BoundaryTab

        page = BoundaryTab(session, themes, run_list)
        page.value_opened.connect(calculations.open)
        return page

    def reconstruction() -> Any:
        from gui.tabs.reconstruction.tab import ReconstructionTab

        return ReconstructionTab(session, themes, run_list)

    def denoising() -> Any:
        from gui.tabs.denoising.tab import DenoisingTab

        return DenoisingTab(session, themes, run_list)

    def codes() -> Any:
        from gui.tabs.codes.tab import CodesTab

        page = CodesTab(session, themes, run_list)
        page.show_drawn(drawing.sample)
        drawing.changed.connect(page.show_drawn)
        return page

    def mistakes() -> Any:
        from gui.tabs.mistakes import MistakesTab

        page = MistakesTab(session, themes, run_list)
        page.drawn.connect(drawing.put)
        return page

    def prediction() -> Any:
        from gui.tabs.prediction import PredictionTab

        return PredictionTab(session, themes, run_list)

    def weights() -> Any:
        from gui.tabs.weights.tab import WeightsTab

        page = WeightsTab(session, themes, run_list)
        page.value_opened.connect(calculations.open)
        return page

    def calculation() -> Any:
        from gui.tabs.calculation import CalculationTab

        page = CalculationTab(session, themes, run_list)
        page.example_asked.connect(open_example)
        return page

    def runs() -> Any:
        from gui.tabs.runs.tab import RunsTab

        return RunsTab(session, themes, run_list)

    deck.add("boundary", _tr("Boundary"), _tr("The network’s answer all over the plane"), boundary)
    deck.add(
        "reconstruction", _tr("Reconstruction"),
        _tr("Images beside what an auto-encoder makes of them"), reconstruction,
    )  # fmt: skip
    deck.add(
        "denoising", _tr("Denoising"), _tr("What the network restores under noise"), denoising
    )
    deck.add("codes", _tr("Codes"), _tr("Maps of what a layer makes of the samples"), codes)
    deck.add(
        "mistakes", _tr("Mistakes"),
        _tr("What is taken for what, and digits that you draw yourself"), mistakes,
    )  # fmt: skip
    deck.add(
        "prediction", _tr("Prediction"), _tr("How near predicted values come to the true ones"),
        prediction,
    )  # fmt: skip
    deck.add("weights", _tr("Weights"), _tr("Weights, outputs and the health of layers"), weights)
    deck.add(
        "calculation", _tr("Calculation"), _tr("The arithmetic of any value, both ways"),
        calculation,
    )  # fmt: skip
    deck.add("runs", _tr("Runs"), _tr("All runs, side by side"), runs)
    offer_pages(deck, None, reconstructs=False)


def offer_pages(deck: TabDeck, data: Dataset | None, *, reconstructs: bool) -> None:
    """Offer the tab of values to predict in the place of that of classes, where there are none."""
    values = data is not None and not data.classes and not reconstructs
    deck.offer("prediction", offered=values)
    deck.offer("mistakes", offered=not values)


def tabs_for(data: Dataset, *, reconstructs: bool) -> tuple[str, ...]:
    """The tabs with something to show, that for the first look in front."""
    common = ("weights", "calculation", "codes", "runs")
    if data.shape == (2,):
        return ("boundary", "mistakes" if data.classes else "prediction", *common)
    if not reconstructs and not data.classes:
        return ("prediction", *common)
    if reconstructs:
        return ("reconstruction", "denoising", *common)
    return ("mistakes", *common)


def _tr(text: str) -> str:
    return QCoreApplication.translate("tabs", text)
