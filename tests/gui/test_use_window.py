"""The window in which a network is used: a table of answers, one typed row; and exports."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from workbooks import number_or_text, workbook

from diynn import load, train
from diynn.network.sequential import Sequential
from diynn.storage.recipes import recipe
from gui.help.pointing import question_at
from gui.help.topics import topics
from gui.predictions.window import UseWindow
from gui.widgets.named_combo import NamedCombo
from gui.widgets.number_field import NumberField
from gui.widgets.plain_text import Button, MessageBox
from gui.window.main_window import MainWindow

DATA = Path(__file__).resolve().parents[2] / "data" / "penguins.csv"
FIRST = Qt.SortOrder.AscendingOrder


def opened(qtbot: QtBot, window: MainWindow, name: str, epochs: int = 3) -> UseWindow:
    """The window for a recipe that was trained a little."""
    window.documents.start_from(recipe(name))
    qtbot.waitUntil(lambda: window.session.training is not None)
    window.session.advance(epochs=epochs)
    qtbot.waitUntil(lambda: len(window.session.history) == epochs and not window.session.is_moving)
    window.menus.use.trigger()
    assert window.predictions is not None
    return window.predictions


def use(qtbot: QtBot, beside: UseWindow, path: Path) -> None:
    beside.use_on(path)
    qtbot.waitUntil(lambda: beside.choose_file.isEnabled() and not beside._work.is_busy)


def column(beside: UseWindow, name: str) -> list[str]:
    table = beside.table
    heads = [table.headerData(n, Qt.Orientation.Horizontal) for n in range(table.columnCount())]
    at = heads.index(name)
    return [table.data(table.index(row, at)) for row in range(table.rowCount())]


def test_a_table_is_answered_sorted_filtered_and_saved(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    beside = opened(qtbot, window, "penguins")
    assert not beside.save.isEnabled()
    use(qtbot, beside, DATA)
    assert beside.table.rowCount() == 344
    assert "344 rows" in beside.words.text()
    assert "are right" in beside.words.text()
    model = beside.model()
    assert model is not None
    wanted = model.predict(__import__("pandas").read_csv(DATA)).tolist()
    assert column(beside, "Prediction") == wanted
    beside.table.sort(2, FIRST)
    assert column(beside, "Prediction") == sorted(wanted)
    beside.filter.setText("gentoo")
    rows = list(zip(column(beside, "Target"), column(beside, "Prediction"), strict=True))
    assert rows
    assert all("Gentoo" in row for row in rows)
    beside.filter.clear()
    assert beside.table.rowCount() == 344
    beside.save_to(tmp_path / "answers.csv")
    with (tmp_path / "answers.csv").open(encoding="utf-8") as file:
        assert [row["prediction"] for row in csv.DictReader(file)] == wanted


def test_a_sheet_of_excel_is_answered_as_its_table(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    beside = opened(qtbot, window, "penguins")
    use(qtbot, beside, DATA)
    wanted, words = column(beside, "Prediction"), beside.words.text()
    with DATA.open(encoding="utf-8") as file:
        rows = [[number_or_text(cell) for cell in row] for row in csv.reader(file)]
    use(qtbot, beside, workbook(tmp_path / "penguins.xlsx", rows))
    assert column(beside, "Prediction") == wanted
    assert beside.words.text() == words.replace(".csv", ".xlsx")
    rows[3][rows[0].index("bill_depth_mm")] = "deep"
    use(qtbot, beside, workbook(tmp_path / "spoilt.xlsx", rows))
    assert column(beside, "Prediction")[2] == ""
    assert "1 row cannot be used" in beside.messages.words.text()


def test_bad_rows_are_reported_and_shown_empty(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    beside = opened(qtbot, window, "moons", 1)
    path = tmp_path / "points.csv"
    path.write_text("a,b\n0.5,0.5\nmany,1\n")
    use(qtbot, beside, path)
    assert column(beside, "Prediction")[1] == ""
    assert "1 row cannot be used" in beside.messages.words.text()
    assert "many" in beside.messages.words.text()
    use(qtbot, beside, tmp_path / "missing.csv")
    assert "missing.csv" in beside.messages.words.text()
    assert beside.table.rowCount() == 0


def test_pictures_stand_beside_their_answers(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    beside = opened(qtbot, window, "digits-conv2d", 1)
    raw = window.session.dataset
    assert raw is not None
    np.savez(tmp_path / "x.npz", x=raw.test.x[:20])
    use(qtbot, beside, tmp_path / "x.npz")
    assert beside.table.has_pictures
    table = beside.table
    picture = table.data(table.index(0, 0), Qt.ItemDataRole.DecorationRole)
    assert not picture.isNull()
    assert not beside.form.isVisibleTo(beside)


def test_a_typed_row_moves_the_answer(qtbot: QtBot, window: MainWindow) -> None:
    beside = opened(qtbot, window, "penguins", 20)
    form, model = beside.form, beside.model()
    assert model is not None
    assert form.isVisibleTo(beside)
    answers = set()
    for length in (150.0, 190.0, 260.0):
        field = form.fields["flipper_length_mm"]
        assert isinstance(field, NumberField)
        field.typed.emit(length)
        assert model.predict(form.row())[0] in form.answer.text()
        answers.add(form.answer.text())
    assert len(answers) == 3
    island = form.fields["island"]
    assert isinstance(island, NamedCombo)
    before = form.row()
    island.setCurrentIndex((island.currentIndex() + 1) % island.count())
    assert not np.array_equal(before, form.row())
    # What is no number is not taken.
    kept = form.row()
    field.typed.emit("long")
    np.testing.assert_array_equal(form.row(), kept)


def test_every_control_has_a_help_topic(qtbot: QtBot, window: MainWindow) -> None:
    beside = opened(qtbot, window, "iris", 1)
    known = topics("en")
    for button in beside.findChildren(QAbstractButton):
        assert question_at(button).topic in known
    assert {question_at(field).topic for field in beside.form.fields.values()} == {"one-row"}


def test_a_dropped_file_is_used(qtbot: QtBot, window: MainWindow) -> None:
    beside = opened(qtbot, window, "penguins", 1)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(DATA))])
    event = QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    beside.dropEvent(event)
    qtbot.waitUntil(lambda: beside.table.rowCount() == 344)


@pytest.mark.parametrize("to", ["torch", "numpy", "notebook"])
def test_scripts_are_written_from_the_window(
    to: str, qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    opened(qtbot, window, "iris", 1)
    path = tmp_path / ("net.ipynb" if to == "notebook" else "net.py")
    assert window.exports.write(to, path)
    assert path.with_suffix(".npz").exists()
    assert path.with_suffix(".safetensors").exists()
    text = path.read_text("utf-8")
    if to == "notebook":
        json.loads(text)
    else:
        compile(text, str(path), "exec")


def test_a_script_begins_with_the_weights_that_were_asked_for(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(qtbot, window, "iris", 3)
    asked: list[bool] = []
    path = tmp_path / "net.py"
    monkeypatch.setattr("gui.model.exports.ask_save", lambda *_: path)
    training = window.session.training
    assert training is not None
    first = Sequential(training.net.layers, training.net.input_shape, training.design.run.seed)
    for button, wanted in ((Button.Yes, first.weights), (Button.No, training.net.weights)):
        monkeypatch.setattr(MessageBox, "ask", lambda box, button=button: asked.append(
            "weights" in box.text()) or button)
        window.exports.ask("torch")
        found = safetensors.numpy.load(path.with_suffix(".safetensors").read_bytes())
        np.testing.assert_array_equal(found["0.weight"], wanted["0.W"])
    monkeypatch.setattr(MessageBox, "ask", lambda _box: Button.Cancel)
    path = tmp_path / "other.py"
    window.exports.ask("numpy")
    assert asked == [True, True]
    assert not path.exists()


def test_weights_of_pytorch_come_into_the_layers_that_are_there(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    opened(qtbot, window, "iris", 3)
    training = window.session.training
    assert training is not None
    wanted = training.net.weight_vector.copy()
    assert window.exports.write("torch", tmp_path / "net.py", trained=True)
    window.session.new_weights()
    said: list[str] = []
    window.session.said.connect(lambda _kind, words: said.append(str(words)))
    window.documents.asks = False
    window.open_file(tmp_path / "net.safetensors")
    qtbot.waitUntil(lambda: window.session.training is not None)
    now = window.session.training
    assert now is not None
    np.testing.assert_array_equal(now.net.weight_vector, wanted)
    assert any("4 arrays of weights" in words for words in said)
    failures: list[object] = []
    window.documents.failed.disconnect()
    window.documents.failed.connect(failures.append)
    window.model.change_layer(0, "outputs", 5)
    qtbot.waitUntil(lambda: window.session.training not in (None, now))
    window.open_file(tmp_path / "net.safetensors")
    assert "1 Linear (weight 5 × 4, bias 5)" in str(failures[0])
    assert window.model.design.layers[0].outputs == 5  # type: ignore[attr-defined]


def test_onnx_goes_out_and_comes_back(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    pytest.importorskip("onnx")
    opened(qtbot, window, "iris", 2)
    assert window.exports.write("onnx", tmp_path / "net.onnx")
    assert window.exports.write("onnx-raw", tmp_path / "raw.onnx")
    layers = window.session.design.layers
    said: list[str] = []
    window.session.said.connect(lambda _kind, words: said.append(str(words)))
    assert window.documents.open_path(tmp_path / "net.onnx")
    assert "answers differ by at most" in said[-1]
    kinds = [layer.name() for layer in window.session.design.layers]
    assert kinds == [layer.name() for layer in layers]
    assert window.documents.path is None


def test_what_cannot_be_written_is_reported(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(qtbot, window, "iris", 1)
    texts: list[object] = []
    window.documents.failed.disconnect()
    window.exports.failed.connect(texts.append)
    window.model.remove(range(len(window.model.design.layers)))
    assert not window.exports.write("numpy", tmp_path / "net.py")
    assert len(texts) == 1


def test_layers_are_copied_as_python(qtbot: QtBot, window: MainWindow) -> None:
    opened(qtbot, window, "iris", 1)
    view = window.stack.layers.view
    command = next(one for one in view.commands() if one.name == "Copy as Python")
    assert command.enabled
    assert command.act is not None
    command.act()
    assert "nn.Linear(4, 8)" in QGuiApplication.clipboard().text()


def test_a_network_of_an_estimator_opens(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "net.diynn"
    train("iris", epochs=1).save(path)
    assert load(path).classes
    assert window.documents.open_path(path)
    qtbot.waitUntil(lambda: window.session.training is not None)
