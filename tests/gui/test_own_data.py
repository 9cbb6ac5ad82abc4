"""Data of one's own by drop and play alone: the network is fitted to it; undo takes it back."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from at_rest import at_rest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from diynn.network.metrics import regression
from diynn.storage.recipes import recipe
from gui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PRICES = {"Paris": 9000, "Lyon": 4500, "Nantes": 3500, "Brest": 2200}


def flats(path: Path, rows: int = 200) -> Path:
    """Prices of flats as a person keeps them: texts, empty cells, decimal commas."""
    dice = random.Random(3)
    lines = ["ville;surface;pièces;âge;prix"]
    for _ in range(rows):
        town, area, age = dice.choice(list(PRICES)), dice.uniform(20, 140), dice.randint(0, 80)
        rooms = max(1, round(area / 25 + dice.gauss(0, 0.6)))
        price = PRICES[town] * area * (1 - 0.003 * age) + 8000 * rooms + dice.gauss(0, 15000)
        cells = [town, f"{area:.1f}".replace(".", ","), str(rooms), str(age)]
        lines.append(";".join([*("" if dice.random() < 0.04 else cell for cell in cells),
                               f"{price:.0f}"]))  # fmt: skip
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
    )


def play_to_the_end(qtbot: QtBot, window: MainWindow) -> None:
    session = window.session
    qtbot.waitUntil(lambda: session.training is not None and session.model.fit is not None)
    assert session.problem is None
    window.controls.bar.play.click()
    qtbot.waitUntil(lambda: at_rest(session) and len(session.history) == session.design.run.epochs)


def test_prices_train_by_drop_and_play_alone(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    from sklearn.neural_network import MLPRegressor
    from sklearn.preprocessing import StandardScaler

    session, before = window.session, window.model.design
    drop(window, flats(tmp_path / "flats.csv"))
    qtbot.waitUntil(lambda: session.model.design.view.targets == "standard")
    assert "A small network for tables" in window.messages.words.text()
    assert "of 200 cells are empty" in window.messages.words.text()
    play_to_the_end(qtbot, window)
    assert session.training is not None
    assert session.dataset is not None
    data = session.training.data
    y = data.in_target_units(session.training.net.predict(data.test.x))
    ours = regression(y, session.dataset.test.targets).r2
    inputs, values = StandardScaler(), StandardScaler()
    x = inputs.fit_transform(session.dataset.train.x)
    theirs = MLPRegressor(max_iter=1000, random_state=0)
    theirs.fit(x, values.fit_transform(session.dataset.train.targets)[:, 0])
    found = theirs.predict(inputs.transform(session.dataset.test.x))[:, None]
    wanted = regression(values.inverse_transform(found), session.dataset.test.targets).r2
    assert ours > wanted - 0.05
    while window.model.undo_stack.canUndo():
        window.model.undo_stack.undo()
    assert window.model.design == before


def test_classes_train_by_drop_and_play_alone(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    rng = np.random.default_rng(0)
    rows = [
        f"{40000 + 9000 * kind + rng.normal(0, 3000):.0f},{30 + 6 * kind + rng.normal(0, 2):.1f},"
        f"{'abc'[kind]}"
        for kind in rng.integers(0, 3, 150)
    ]
    (tmp_path / "people.csv").write_text("salary,age,kind\n" + "\n".join(rows))
    drop(window, tmp_path / "people.csv")
    qtbot.waitUntil(lambda: window.model.design.loss.for_classes)
    play_to_the_end(qtbot, window)
    assert (window.session.history[-1].test_accuracy or 0) > 0.9


def test_layers_of_ones_own_stay_and_a_file_that_is_opened_stays_as_it_is(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.documents.asks = False
    window.documents.start_from(recipe("digits-dense"))
    qtbot.waitUntil(lambda: window.session.training is not None)
    window.model.change_layer(0, "outputs", 48)
    drop(window, flats(tmp_path / "flats.csv"))
    qtbot.waitUntil(lambda: window.model.design.view.targets == "standard")
    assert getattr(window.model.design.layers[0], "outputs", 0) == 48
    assert "Fitted to the data" in window.messages.words.text()
    window.model.change_view("targets", "given")
    unwise = window.model.design
    window.documents.save_to(tmp_path / "net.diynn")
    window.documents.start_from(recipe("moons"))
    qtbot.waitUntil(lambda: window.session.dataset is not None)
    window.documents.open_path(tmp_path / "net.diynn")
    qtbot.waitUntil(lambda: window.session.training is not None)
    qtbot.wait(50)
    assert window.model.design == unwise
