"""A file with the wildest numbers that a run may have opens in the window, and goes on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from at_rest import at_rest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diynn.storage.model_file import save, snapshot
from diynn.storage.recipes import recipe
from diynn.training.history import MOST_SECONDS, NAMES
from diynn.training.training import Training, train
from gui.window.main_window import MainWindow

EXTREMES = {
    "train_loss": (1e300, -1e300, 5e-324),
    "test_loss": (np.inf, -np.inf, np.nan, 1e300, 5e-324),
    "validation_loss": (np.inf, 1e300),
    "test_accuracy": (0.0, 1.0, 5e-324, np.nan),
    "seconds": (MOST_SECONDS, 0.0, 5e-324),
}


@pytest.mark.parametrize("column", EXTREMES)
def test_any_extreme_figure_can_be_shown(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, column: str
) -> None:
    design = replace(recipe("moons"), title="extreme")
    dataset = design.source.load()
    training = Training(design, dataset)
    for _ in train(training, 3):
        pass
    kept = snapshot(training, dataset)
    for value in EXTREMES[column]:
        for rows in ([0], [2], [0, 1, 2]):
            curves = kept.arrays["curves"].copy()
            curves[rows, NAMES.index(column)] = value
            save(tmp_path / "a.diynn", replace(kept, arrays={**kept.arrays, "curves": curves}))
            window.documents.asks = False
            assert window.documents.open_path(tmp_path / "a.diynn")
            qtbot.waitUntil(lambda: len(window.session.history) == 3)
            for name in ("runs", "boundary"):
                window.tabs.show_page(name)
            window.curves.loss.draw_now()
            for run in window.run_list.runs:
                window.run_list.tick(run, True)
            QApplication.processEvents()
    window.session.advance(epochs=1)
    qtbot.waitUntil(lambda: at_rest(window.session) and len(window.session.history) == 4)


@pytest.mark.parametrize("name", ["loss_sum", "seconds", "best_epoch"])
def test_any_extreme_place_goes_on(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, name: str
) -> None:
    design = recipe("moons")
    dataset = design.source.load()
    training = Training(design, dataset)
    for _ in train(training, 2):
        pass
    kept = snapshot(training, dataset)
    value = {"loss_sum": 1e300, "seconds": MOST_SECONDS, "best_epoch": 0}[name]
    save(tmp_path / "a.diynn", replace(kept, record={**kept.record, name: value}))
    assert window.documents.open_path(tmp_path / "a.diynn")
    qtbot.waitUntil(lambda: len(window.session.history) == 2)
    window.tabs.show_page("runs")
    window.session.advance(epochs=1)
    qtbot.waitUntil(lambda: at_rest(window.session) and len(window.session.history) == 3)
    window.documents.asks = False
