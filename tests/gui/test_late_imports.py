"""What is imported after the window is there: on its own thread, and never much at a stretch."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.app.app import PLOTS
from gui.background.importing import Importing
from gui.window.report_experiments import OF_QT

SCRIPT = """
import json, os, sys, threading
os.environ["QT_QPA_PLATFORM"] = "offscreen"
found, turns, phase = [], [0], ["start"]

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("gui", "pyqtgraph", "PySide6"):
            is_main = threading.current_thread() is threading.main_thread()
            found.append((name, is_main, turns[0], phase[0]))

sys.meta_path.insert(0, Watch())
from PySide6.QtCore import QSettings, QTimer
from gui.app.app import open_window

app, window = open_window(QSettings(sys.argv[1], QSettings.Format.IniFormat))
phase[0] = "plots"

def look():
    turns[0] += 1
    if phase[0] == "plots" and window.curves.is_filled and window.tabs.looked_at():
        phase[0] = "experiments"
        window.report.open()
    elif phase[0] == "experiments" and window.report.window is not None:
        phase[0] = "over"
        window.documents.asks = False
        window.close()

clock = QTimer(interval=0)
clock.timeout.connect(look)
clock.start()
status = app.exec()
print(json.dumps(found))
from gui.background.worker import finish_threads
sys.exit(finish_threads(status))
"""
Import = tuple[str, bool, int, str]
"""Its name, whether it was on the window's thread, in which turn of the event loop, and when."""


@pytest.fixture(scope="module")
def imports(tmp_path_factory: pytest.TempPathFactory) -> list[Import]:
    """All imports of a window that is opened, and with it that of the experiments."""
    settings = tmp_path_factory.mktemp("late") / "settings.ini"
    settings.write_text("[General]\nlanguage=en\n")
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(settings)],
        cwd=root, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [tuple(one) for one in json.loads(done.stdout.splitlines()[-1])]


def test_classes_of_qts_are_made_on_the_windows_thread_alone(imports: list[Import]) -> None:
    assert {phase for _, _, _, phase in imports} >= {"start", "plots", "experiments"}
    assert [name for name, is_main, _, _ in imports if not is_main] == []


@pytest.mark.parametrize(
    ("modules", "when"), [(PLOTS, "plots"), (OF_QT, "experiments")], ids=["plots", "window"]
)
def test_each_has_a_turn_of_its_own(
    imports: list[Import], modules: tuple[str, ...], when: str
) -> None:
    before = {name for name, _, _, phase in imports if phase == "start"}
    turns = {name: turn for name, _, turn, phase in imports if phase == when and name in modules}
    # In their order: one that another brought along would be long over.
    watched = [name for name in modules if name.partition(".")[0] in ("gui", "pyqtgraph")]
    new = [name for name in modules if name in turns]
    assert list(turns) == new
    assert set(watched) - before <= set(new)
    assert len(set(turns.values())) == len(turns)
    last = turns[modules[-1]]
    later = [name for name, _, turn, phase in imports if phase == when and turn > last]
    # Nothing is left for the moment in which the plots are made.
    assert later == []


def test_a_module_that_is_not_there_keeps_nothing_from_coming(qtbot: QtBot) -> None:
    importing = Importing(("no_such_module_anywhere", "json"))
    with qtbot.waitSignal(importing.done):
        importing.start()


def test_stopped_it_says_nothing(qtbot: QtBot) -> None:
    importing = Importing(("json",))
    with qtbot.assertNotEmitted(importing.done, wait=100):
        importing.start()
        importing.stop()
