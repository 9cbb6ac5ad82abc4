"""What all tabs on what was learnt do alike."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from diynn.storage.recipes import recipe
from gui.model.data_loader import DataLoader
from gui.model.design_model import DesignModel
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.tabs.analysis_tab import AnalysisTab
from gui.tabs.boundary.tab import BoundaryTab
from gui.tabs.codes.tab import CodesTab
from gui.tabs.denoising.tab import DenoisingTab
from gui.tabs.mistakes import MistakesTab
from gui.tabs.mistakes.drawing_page import DrawingPage
from gui.tabs.reconstruction.tab import ReconstructionTab
from gui.tabs.runs.tab import RunsTab
from gui.tabs.weights.tab import WeightsTab
from gui.theme.theme import ThemeSource

TABS = (
    BoundaryTab, CodesTab, DenoisingTab, DrawingPage, MistakesTab, ReconstructionTab, RunsTab,
    WeightsTab,
)  # fmt: skip


@pytest.fixture
def session() -> Iterator[Session]:
    """A session that has not read its data."""
    made = Session(DesignModel(recipe("moons")))
    yield made
    made.close()
    made.model.close()


@pytest.mark.parametrize("kind", TABS)
def test_all_say_alike_that_the_data_is_not_there_yet(
    qtbot: QtBot, session: Session, source: ThemeSource, monkeypatch: pytest.MonkeyPatch,
    kind: type[AnalysisTab],
) -> None:  # fmt: skip
    tab = kind(session, source, RunList(session))
    qtbot.addWidget(tab)
    assert tab.problem() == "There is no data yet."
    monkeypatch.setattr(DataLoader, "is_loading", True)
    assert tab.problem() == "The data is being read…"
    tab.close_down()


class Counting(AnalysisTab):
    """Asks its worker for the number of the question."""

    def __init__(self, session: Session, themes: ThemeSource) -> None:
        super().__init__(session, themes, RunList(session))
        self.asked = 0
        self.answers: list[object] = []
        self._worker = self.worker("counting", self.answers.append)
        self.listen()

    def ask(self) -> None:
        self.asked += 1
        number = self.asked
        self._worker.ask(lambda: number)


def test_a_tab_asks_for_data_weights_and_runs_and_when_it_is_shown(
    qtbot: QtBot, session: Session, source: ThemeSource
) -> None:
    tab = Counting(session, source)
    qtbot.addWidget(tab)
    assert tab.asked == 1
    changes = (
        session.data_changed, session.training_changed, session.weights_changed,
        session.state_changed, tab.run_list.changed,
    )  # fmt: skip
    for number, signal in enumerate(changes, 2):
        signal.emit()
        assert tab.asked == number
    tab.show()
    assert tab.asked == len(changes) + 2
    qtbot.waitUntil(lambda: bool(tab.answers) and tab.answers[-1] == tab.asked)
    tab.close_down()


def test_a_closed_tab_takes_no_answer(
    qtbot: QtBot, session: Session, source: ThemeSource
) -> None:
    tab = Counting(session, source)
    qtbot.addWidget(tab)
    qtbot.waitUntil(lambda: tab.answers == [1])
    begun, goes_on, done = Event(), Event(), Event()

    def work() -> int:
        begun.set()
        goes_on.wait()
        done.set()
        return 2

    worker = tab.worker("slow", tab.answers.append)
    worker.ask(work)
    begun.wait()
    tab.close_down()
    goes_on.set()
    done.wait()
    # What is asked of another afterwards comes after it would have come.
    other = AnalysisTab(session, source, tab.run_list)
    qtbot.addWidget(other)
    answers: list[object] = []
    other.worker("other", answers.append).ask(lambda: 3)
    qtbot.waitUntil(lambda: answers == [3])
    assert tab.answers == [1]
    other.close_down()
