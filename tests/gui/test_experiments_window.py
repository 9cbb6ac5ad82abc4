"""The experiments' window: what lies in the folder, running, stopping, missing data, opening."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diynn.errors import DataError, DiynnError
from diynn.experiments.experiment import Experiment
from diynn.experiments.outcome import Curves, Figure, Images, Lines, Outcome, Plane, Scatter, Series
from diynn.experiments.reproduction import Failed, Finished, Progress, Report, Started
from diynn.text import Text
from gui.experiments.model import STATE, VERDICT
from gui.experiments.runner import ExperimentRunner
from gui.experiments.verdict_badge import VERDICT_ROLE
from gui.experiments.view import LEAST_WORDS, shared
from gui.experiments.window import ExperimentsWindow
from gui.plots.boundary_plot import BoundaryPlot
from gui.plots.curve_plot import CurvePlot
from gui.plots.lines_plot import LinesPlot
from gui.plots.map_plot import MapPlot
from gui.text.wording import localized
from gui.theme.theme import ThemeSource
from gui.widgets.image_page import ImagePage
from gui.window.main_window import MainWindow

MISSING = DataError("USPS is not on this machine.", "Download it.")


@pytest.mark.parametrize(
    ("wanted", "room", "widths"),
    [
        ((100, 100, 100), 330, [110, 110, 110]),
        ((300, 100, 400), 600, [300, 100, 200]),
        ((300, 20, 400), 600, [300, LEAST_WORDS, 212]),
        ((300, 300, 300), 90, [LEAST_WORDS] * 3),
    ],
)
def test_columns_of_words_share_the_room(
    wanted: Sequence[int], room: int, widths: list[int]
) -> None:
    assert shared(wanted, room) == widths


def same(text: str) -> Text:
    return Text(text, text)


def experiment(number: str, needs: str = "") -> Experiment:
    return Experiment(
        number, same(f"title {number}"), same("claim"), same("report"), needs, ("moons",), 60.0
    )


def outcome(number: str, **parts: object) -> Outcome:
    return Outcome(
        number, same("ours"), "better", same("because"), 1.5, (0,), ("moons",),
        (Figure(same("accuracy"), 90.0, (91.0, 93.0), "%"),), **parts,  # type: ignore[arg-type]
    )  # fmt: skip


@dataclass
class FakeRunner(ExperimentRunner):
    """Three experiments: the first has a result, the last lacks its data."""

    experiments: Sequence[Experiment] = (
        experiment("E1"), experiment("E2"), experiment("E3", "usps"),
    )  # fmt: skip
    may_go_on: threading.Event = field(default_factory=threading.Event)
    closed: int = 0
    asked: list[str] = field(default_factory=list)
    found: dict[str, Outcome] = field(default_factory=lambda: {"E1": outcome("E1")})
    problem: DiynnError | None = None
    files: list[tuple[str, Path]] = field(default_factory=list)

    def kept(self, number: str, folder: Path) -> Outcome | None:
        return self.found.get(number)

    def missing(self, number: str) -> DiynnError | None:
        return MISSING if number == "E3" else None

    def trained(self, number: str, folder: Path) -> list[tuple[str, Path]]:
        return self.files

    def run(self, numbers: Sequence[str], folder: Path) -> Iterator[Report]:
        self.asked += numbers
        try:
            for number in numbers:
                trial = SimpleNamespace(number=number)
                if number == "E3":
                    yield Failed(trial, MISSING)  # type: ignore[arg-type]
                    continue
                yield Started(trial)  # type: ignore[arg-type]
                yield Progress(0.25, 75.0, (same(f"net of {number}"),))
                while not self.may_go_on.wait(0.005):
                    yield Progress(0.5, 50.0, (same(f"net of {number}"),))
                if self.problem is not None:
                    raise self.problem
                yield Finished(trial, outcome(number))  # type: ignore[arg-type]
        finally:
            self.closed += 1

    def write_page(self, folder: Path) -> Path:
        if self.problem is not None:
            raise self.problem
        return folder / "index.html"


@pytest.fixture
def runner() -> FakeRunner:
    return FakeRunner()


@pytest.fixture
def opened() -> list[Path]:
    return []


@pytest.fixture
def shown(
    qtbot: QtBot, source: ThemeSource, settings: QSettings, tmp_path: Path,
    runner: FakeRunner, opened: list[Path],
) -> Iterator[ExperimentsWindow]:  # fmt: skip
    documents = SimpleNamespace(open_path=lambda path: opened.append(path) or True)
    made = ExperimentsWindow(runner, tmp_path, documents, source, settings)  # type: ignore[arg-type]
    made.show()
    qtbot.waitUntil(lambda: not made.is_looking)
    yield made
    runner.may_go_on.set()
    made.close()
    made.deleteLater()


def state(window: ExperimentsWindow, row: int) -> str:
    return str(window.model.index(row, STATE).data())


def press(qtbot: QtBot, button: object) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_results_in_the_folder_are_shown_at_once(shown: ExperimentsWindow) -> None:
    assert [state(shown, row) for row in range(3)] == [
        "done",
        "about 1 min",
        "needs USPS",
    ]
    assert shown.model.index(0, VERDICT).data(VERDICT_ROLE) == "better"
    assert shown.details.badge.verdict == "better"
    assert shown.details.why.text() == "because"
    assert shown.details.figures.rows()[0][1].startswith("92 ± 1")
    assert "1 of 3" in shown.rest.text()
    assert not shown.stop.isEnabled()


def test_run_shows_progress_and_then_the_result(
    qtbot: QtBot, shown: ExperimentsWindow, runner: FakeRunner
) -> None:
    shown.table.selectRow(1)
    assert "Press Run" in shown.details.nothing.text()
    press(qtbot, shown.run)
    qtbot.waitUntil(lambda: shown.progress.value() == 500)
    assert state(shown, 1) == "running"
    assert "50\u202fs left" in shown.rest.text()
    assert not shown.run.isEnabled()
    assert not shown.run_all.isEnabled()
    runner.may_go_on.set()
    qtbot.waitUntil(lambda: not shown.is_running)
    assert state(shown, 1) == "done"
    assert shown.details.why.text() == "because"
    assert runner.asked == ["E2"]
    assert shown.run.isEnabled()


def test_stop_keeps_the_work_and_run_goes_on(
    qtbot: QtBot, shown: ExperimentsWindow, runner: FakeRunner
) -> None:
    shown.start(["E2"])
    qtbot.waitUntil(lambda: shown.progress.value() == 500)
    press(qtbot, shown.stop)
    qtbot.waitUntil(lambda: not shown.is_running)
    assert runner.closed == 1
    assert state(shown, 1).startswith("about")
    runner.may_go_on.set()
    shown.start(["E2"])
    qtbot.waitUntil(lambda: state(shown, 1) == "done")
    assert runner.asked == ["E2", "E2"]


def test_close_in_mid_run_ends_the_thread(
    qtbot: QtBot, shown: ExperimentsWindow, runner: FakeRunner
) -> None:
    shown.start(["E1", "E2"])
    qtbot.waitUntil(lambda: shown.progress.value() == 500)
    shown.close()
    assert not shown.is_running
    qtbot.waitUntil(lambda: runner.closed == 1)
    # The result that was there before is there still.
    assert state(shown, 0) == "done"


def test_missing_data_says_which_and_offers_it(
    qtbot: QtBot, shown: ExperimentsWindow, runner: FakeRunner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    shown.table.selectRow(2)
    assert shown.details.problem.text() == "USPS is not on this machine. Download it."
    assert shown.details.download.isVisible()
    with qtbot.waitSignal(shown.details.download_asked):
        monkeypatch.setattr(shown.data.loader, "download", lambda: None)
        monkeypatch.setattr(
            shown.data.loader, "read", lambda source: runner.asked.append(source.download)
        )
        press(qtbot, shown.details.download)
    assert runner.asked == ["usps"]
    shown.start(["E3"])
    qtbot.waitUntil(lambda: not shown.is_running)
    assert state(shown, 2) == "failed"


def test_failure_is_reported_in_a_sentence(
    qtbot: QtBot, shown: ExperimentsWindow, runner: FakeRunner
) -> None:
    runner.problem = DiynnError("The disk is full.", "Free some space.")
    runner.may_go_on.set()
    press(qtbot, shown.run_all)
    qtbot.waitUntil(lambda: not shown.is_running)
    assert shown.messages.words.text() == "The disk is full. Free some space."
    assert state(shown, 0) == "done"
    shown.messages.hide()
    press(qtbot, shown.open_page)
    assert shown.messages.isVisible()


def test_page_is_opened_in_the_browser(
    qtbot: QtBot, shown: ExperimentsWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url) or False)
    press(qtbot, shown.open_page)
    assert asked[0].isLocalFile()
    assert asked[0].fileName() == "index.html"
    assert "no browser" in shown.messages.words.text()


def test_open_lists_what_is_trained(
    shown: ExperimentsWindow, runner: FakeRunner, opened: list[Path], tmp_path: Path
) -> None:
    shown.open_menu.aboutToShow.emit()
    assert not shown.open_menu.actions()[0].isEnabled()
    runner.files = [("moons, 0", tmp_path / "a.diynn"), ("moons, 1", tmp_path / "b.diynn")]
    shown.open_menu.aboutToShow.emit()
    assert [action.text() for action in shown.open_menu.actions()] == ["moons, 0", "moons, 1"]
    shown.open_menu.actions()[1].trigger()
    assert opened == [tmp_path / "b.diynn"]


def test_other_folder_has_other_results(
    qtbot: QtBot, shown: ExperimentsWindow, runner: FakeRunner, settings: QSettings,
    tmp_path: Path,
) -> None:  # fmt: skip
    runner.found = {"E2": outcome("E2")}
    shown.take_folder(tmp_path / "other")
    qtbot.waitUntil(lambda: not shown.is_looking)
    assert [state(shown, row)[:4] for row in range(2)] == ["abou", "done"]
    assert settings.value("experiments/folder") == str(tmp_path / "other")


def test_each_picture_has_its_plot(
    qtbot: QtBot, shown: ExperimentsWindow, runner: FakeRunner, tmp_path: Path
) -> None:
    rng = np.random.default_rng(0)
    rows = np.full((3, 6), 0.5)
    rows[:, 0] = 1, 2, 3
    runner.found["E1"] = outcome(
        "E1",
        curves=(Curves(same("run"), rows),),
        pictures=(
            Images(same("digits"), (same("a"),), rng.random((1, 3, 4, 4))),
            Plane(
                same("p"), rng.random((5, 5)), (-1, 1, -1, 1), rng.random((4, 2)),
                np.array([0, 1, 0, 1]),
            ),
            Scatter(same("codes"), (same("train"),), (rng.random((9, 2)),), (np.arange(9),)),
            Lines(
                same("l"), same("x"), same("y"),
                (Series(same("s"), np.arange(2), np.ones((2, 3))),),
            ),
        ),
    )  # fmt: skip
    shown.take_folder(tmp_path)
    qtbot.waitUntil(lambda: not shown.is_looking)
    kinds = (ImagePage, BoundaryPlot, MapPlot, LinesPlot, CurvePlot, CurvePlot)
    assert shown.details.chooser.count() == len(kinds)
    for place, kind in enumerate(kinds):
        shown.details.chooser.setCurrentIndex(place)
        assert isinstance(shown.details.picture, kind)
    shown.table.selectRow(1)
    assert shown.details.picture is None


@pytest.mark.parametrize("width", [1240, 700])
def test_details_lie_beside_or_below(shown: ExperimentsWindow, width: int) -> None:
    shown.resize(width, 700)
    beside = Qt.Orientation.Horizontal if width == 1240 else Qt.Orientation.Vertical
    assert shown.halves.orientation() == beside
    assert shown.table.isVisible()


def test_words_follow_the_language() -> None:
    assert localized(Text("yes", "oui")) == "yes"


def test_menu_opens_the_window_and_the_main_window_closes_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    entry = window.menus.experiments.actions()[0]
    entry.trigger()
    qtbot.waitUntil(lambda: window.report.window is not None)
    made = window.report.window
    assert made is not None
    assert len(made.model.rows) == 26
    qtbot.waitUntil(lambda: not made.is_looking)
    made.hide()
    entry.trigger()
    qtbot.waitUntil(made.isVisible)
    assert window.report.window is made
    window.documents.asks = False
    window.close()
    assert not made.isVisible()
    QApplication.processEvents()
