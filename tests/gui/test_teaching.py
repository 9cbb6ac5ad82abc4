"""Lessons of a teacher's own: written, locked and tried, done by a student, handed in, verified."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from at_rest import at_rest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QInputDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from diynn.cli.main import main
from diynn.design.design import Design
from diynn.layers import Linear, Sigmoid, Tanh
from diynn.layers.layer import Layer
from diynn.lessons.draft import Draft, StepDraft
from diynn.lessons.lesson_file import languages_of, read_lesson
from diynn.lessons.mystery import Network, Unit, is_found, mystery
from diynn.lessons.work import SUFFIX, read_work, seed_of
from diynn.network.optimizers import SGD
from diynn.storage.recipes import recipe
from gui.lessons.class_window import ClassWindow
from gui.lessons.column import StepPage
from gui.lessons.mystery_window import MysteryWindow
from gui.lessons.pointing import named_at
from gui.lessons.workshop import Workshop
from gui.theme.theme import ThemeSource
from gui.widgets.plain_text import Button, Label, MessageBox
from gui.window import teaching
from gui.window.lessons import FOLDER
from gui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def click(qtbot: QtBot, widget: QWidget) -> None:
    assert widget.isVisible()
    assert widget.isEnabled()
    qtbot.mouseClick(widget, LEFT)


def tick(shop: Workshop, fact: str) -> None:
    """Tick a present fact."""
    row = next(row for row, one in enumerate(shop._offers) if one.fact == fact)
    texts = [shop.facts.item(each).text() for each in range(shop.facts.count())]
    assert len(set(texts)) == len(texts)
    shop.facts.item(row).setCheckState(Qt.CheckState.Checked)


def point_at(qtbot: QtBot, window: MainWindow, shop: Workshop, widget: QWidget, at: QPoint) -> None:
    """Click on something while locking is on."""
    overlay = shop.locks._pointing
    assert overlay is not None
    qtbot.mouseClick(overlay, LEFT, pos=widget.mapTo(window, at))


def answer_name(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: (name, True))


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window.dropEvent(QDropEvent(
        QPointF(200, 200), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
    ))  # fmt: skip


def train(qtbot: QtBot, window: MainWindow, epochs: int) -> None:
    session = window.session
    qtbot.waitUntil(lambda: session.training is not None and session.problem is None)
    click(qtbot, window.controls.bar.play)
    qtbot.waitUntil(lambda: at_rest(session) and len(session.history) >= epochs)


def small(units: int = 0) -> Design:
    """A neuron for two moons, with a hidden row where one is asked for."""
    whole = recipe("moons")
    layers: tuple[Layer, ...] = (Linear(1), Sigmoid())
    if units:
        layers = (Linear(units), Tanh(), *layers)
    optimizer = SGD(learning_rate=0.3, momentum=0.9)
    run = replace(whole.run, epochs=40)
    return replace(whole, layers=layers, optimizer=optimizer, run=run)


def write_lesson(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, path: Path
) -> Workshop:
    """A teacher's lesson from the window: written, locked, tried and saved."""
    session = window.session
    window.documents.start_from(small())
    qtbot.waitUntil(lambda: session.training is not None)
    window.teaching.new.trigger()
    shop = window.teaching.workshop
    assert shop is not None
    qtbot.keyClicks(shop.title, "Bend it")
    qtbot.keyClicks(shop.step_title, "More units")
    shop.text.setPlainText("With $y = xw + b$ and **more** units.")
    qtbot.keyClicks(shop.hint, "Insert a Linear.")
    # The teacher solves it, and ticks what came.
    window.model.insert_layers([Linear(8), Tanh()], 0)
    qtbot.waitUntil(lambda: session.net is not None and len(session.net.layers) == 4)
    train(qtbot, window, 40)
    click(qtbot, shop.refresh)
    tick(shop, "weights")
    shop.checks.appendPlainText("best_test_accuracy >= 95 %")
    # Locks: by pointing at a tab and at a control.
    click(qtbot, shop.locks.lock)
    bar = window.tabs.tabBar()
    at = window.tabs.names().index("boundary")
    point_at(qtbot, window, shop, bar, bar.tabRect(at).center())
    pace = window.controls.bar.pace
    point_at(qtbot, window, shop, pace, pace.rect().center())
    overlay = shop.locks._pointing
    assert overlay is not None
    qtbot.keyClick(overlay, Qt.Key.Key_Escape)
    assert not shop.locks.lock.isChecked()
    assert shop.draft.locks.hide == ("tab.boundary", "pace")
    click(qtbot, shop.try_it)
    qtbot.waitUntil(lambda: "The lesson works" in shop.outcome.text())
    assert shop.outcome.text().count("✓") == 8
    monkeypatch.setattr("gui.lessons.workshop.ask_save", lambda *_: path)
    click(qtbot, shop.save)
    return shop


def do_lesson(window: MainWindow, qtbot: QtBot, name: str, path: Path) -> StepPage:
    """A student names himself, opens the lesson by dropping it, and does it."""
    session = window.session
    window.lessons.action.trigger()
    column = window.lessons.column
    assert column is not None
    column.list.name.setText(name)
    column.list.name.editingFinished.emit()
    drop(window, path)
    assert window.lessons.is_active
    page = column.page
    qtbot.waitUntil(lambda: session.net is not None and len(session.net.layers) == 2)
    assert page.locks.text().startswith("2 hidden")
    assert not window.controls.bar.pace.isVisible()
    window.model.insert_layers([Linear(8), Tanh()], 0)
    qtbot.waitUntil(lambda: session.net is not None and len(session.net.layers) == 4)
    train(qtbot, window, 40)
    qtbot.waitUntil(lambda: page.next.text() == "Finish")
    return page


def test_a_lesson_is_made_done_handed_in_and_verified(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    path = tmp_path / "bend-it.lesson.md"
    write_lesson(window, qtbot, monkeypatch, path)
    lesson = read_lesson(path)
    assert (lesson.title, lesson.locks.hide) == ("Bend it", ("tab.boundary", "pace"))
    assert [check.written for check in lesson.steps[0].checks] == [
        "weights <= 33", "best_test_accuracy >= 95 %"
    ]
    assert len(lesson.design.layers) == 2
    window.documents.asks = False
    window.teaching._hide_workshop()
    page = do_lesson(window, qtbot, "Ana", path)
    assert window.session.design.run.seed == seed_of("Ana", lesson)
    work = tmp_path / f"ana{SUFFIX}"
    monkeypatch.setattr(teaching, "ask_save", lambda *_: work)
    answer_name(monkeypatch, " Ana ")
    click(qtbot, page.hand_in)
    assert "1 of 1 step" in window.messages.words.text()
    table = tmp_path / "o.csv"
    assert main(["lesson", "verify", str(tmp_path), "--json", "--csv", str(table)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["name"], found["status"], found["dots"]) == ("Ana", "identical", "●")
    assert found["own_seed"] is True
    assert "Ana,Bend it,identical" in table.read_text("utf-8")
    # The same in the window; a copy under another name shows.
    copied = json.loads(work.read_text("utf-8")) | {"name": "Ben"}
    (tmp_path / f"ben{SUFFIX}").write_text(json.dumps(copied), "utf-8")
    shown = ClassWindow(ThemeSource("light"), window._settings, "en", [])
    qtbot.addWidget(shown)
    shown.show()
    shown.verify(tmp_path)
    qtbot.waitUntil(lambda: "2 works" in shown.message.text())
    results = [one.status_words for one in shown.entries]
    # Its hash tells that it was changed by hand.
    assert results == ["identical", "not read"]
    assert "Bend it" in shown.message.text()
    assert "33 weights" in shown.message.text()


def test_a_work_begun_under_another_name_is_told_of(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window.lessons.action.trigger()
    column = window.lessons.column
    assert column is not None
    assert not window.teaching.hand_in.isEnabled()
    click(qtbot, column.list.buttons["bend"])
    assert window.teaching.hand_in.isEnabled()
    work = tmp_path / f"ana{SUFFIX}"
    monkeypatch.setattr(teaching, "ask_save", lambda *_: work)
    asked: list[str] = []

    def ask(box: Any) -> int:
        asked.append(box.text())
        return int(answers.pop())

    answers = [Button.Cancel, Button.Yes, Button.Retry]
    monkeypatch.setattr(MessageBox, "ask", ask)
    answer_name(monkeypatch, "Ana")
    click(qtbot, column.page.hand_in)
    lesson = window.lessons.course.lesson
    assert lesson is not None
    assert "not begun as “Ana”" in asked[0]
    # It was started again under the name: nothing is asked any more.
    qtbot.waitUntil(lambda: window.session.design.run.seed == seed_of("Ana", lesson))
    click(qtbot, column.page.hand_in)
    assert len(asked) == 1
    assert (read_work(work).name, read_work(work).seed) == ("Ana", seed_of("Ana", lesson))
    answer_name(monkeypatch, "Ben")
    click(qtbot, column.page.hand_in)
    assert read_work(work).name == "Ben"
    assert read_work(work).seed == seed_of("Ana", lesson)


def test_a_lesson_is_edited_in_both_languages(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "both.lesson.md"
    window.documents.asks = False
    window.teaching.new.trigger()
    shop = window.teaching.workshop
    assert shop is not None
    monkeypatch.setattr("gui.lessons.workshop.ask_save", lambda *_: path)
    click(qtbot, shop.save)
    assert "no title yet" in shop.error.text()
    assert not path.exists()
    shop.title.setText("Moons")
    shop.checks.setPlainText("test_acuracy >= 1")
    assert "test_acuracy" in shop.error.text()
    shop.checks.setPlainText("epoch >= 3")
    assert not shop.error.isVisible()
    shop.language.setCurrentIndex(1)
    assert shop.title.text() == ""
    shop.title.setText("Lunes")
    shop.step_title.setText("Entraîner")
    click(qtbot, shop.add)
    shop.step_title.setText("Fin")
    click(qtbot, shop.save)
    found = languages_of(path.read_text("utf-8"))
    assert [(name, one.title, len(one.steps)) for name, one in found.items()] == [
        ("en", "Moons", 2), ("fr", "Lunes", 2)
    ]
    shop.language.setCurrentIndex(0)
    window.teaching.edit_lesson(path)
    assert (shop.language.currentData(), shop.title.text()) == ("en", "Moons")
    shop.language.setCurrentIndex(1)
    assert (shop.title.text(), shop.step_title.text()) == ("Lunes", "Entraîner")
    # A preview is done as by a student; then the workshop is back.
    click(qtbot, shop.preview)
    assert window.lessons.is_active
    assert window.teaching.dock is not None
    assert not window.teaching.dock.isVisible()
    assert window.lessons.column is not None
    click(qtbot, window.lessons.column.page.leave)
    assert not window.lessons.is_active
    assert window.teaching.dock.isVisible()


def test_a_folder_of_lessons_is_offered(
    window: MainWindow, qtbot: QtBot, settings: QSettings, tmp_path: Path
) -> None:
    folder = tmp_path / "share"
    folder.mkdir()
    written = Draft(small(), {"en": "Of the share"}, steps=[StepDraft(checks=["epoch >= 1"])])
    (folder / "own.lesson.md").write_text(written.text(("en",)), "utf-8")
    (folder / "bad.lesson.md").write_text("nothing", "utf-8")
    window.teaching.take_folder(folder)
    assert settings.value(FOLDER) == str(folder)
    assert window.lessons.column is not None
    listed = window.lessons.column.list
    assert listed.buttons["of-the-share"].text() == "Of the share"
    assert "1 lesson" in window.messages.words.text()
    assert any("bad.lesson.md" in one.text() for one in listed.findChildren(Label))
    # Asked for again, it stands there once.
    window.lessons.offer_own()
    def shown() -> int:
        buttons = listed.findChildren(QPushButton)
        return sum(one.isVisible() and one.text() == "Of the share" for one in buttons)

    qtbot.waitUntil(lambda: shown() == 1)


def test_a_setting_is_kept_within_bounds_by_pointing(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.teaching.new.trigger()
    shop = window.teaching.workshop
    assert shop is not None
    box = shop.locks
    answer_name(monkeypatch, "0.01 … 0.5")
    box.kind.setCurrentIndex(2)
    box.lock_control("optimizer.learning_rate")
    assert shop.draft.locks.limit["optimizer.learning_rate"] == (0.01, 0.5)
    box.kind.setCurrentIndex(1)
    box.lock_control("pace")
    assert "Only settings" in box.words.text()
    box.lock_control("layers.1.outputs")
    assert shop.draft.locks.fix == ("layers.1.outputs",)
    box.locked.setCurrentRow(0)
    click(qtbot, box.unlock)
    assert shop.draft.locks.fix == ()
    row = window.stack.layers.view.row_widget(0)
    editor = row.editors["outputs"]
    parts = window.lessons.named()
    assert named_at(editor.control, QPoint(1, 1), parts)[0] == "layers.1.outputs"
    block = window.stack.palette_.block("Linear")
    assert named_at(block, QPoint(1, 1), parts)[0] == "block.Linear"


def test_the_mystery_network_is_found(
    qtbot: QtBot, themes: ThemeSource, settings: QSettings
) -> None:
    window = MysteryWindow(themes, settings, seed=3)
    qtbot.addWidget(window)
    window.show()
    field = window.inputs
    for pair in (("0", "0"), ("1", "0"), ("0", "1")):
        for one, words in zip(field, pair, strict=True):
            one.setText(words)
        click(qtbot, window.ask_button)
    outputs = [y for _, _, y in window.probes]
    b, w1, w2 = outputs[0], outputs[1] - outputs[0], outputs[2] - outputs[0]
    for one, value in zip(window.guesses[0], (w1 + 1, w2, b), strict=True):
        one.setText(str(value))
    click(qtbot, window.check_button)
    assert "yours gives" in window.message.text()
    window.guesses[0][0].setText(str(w1))
    click(qtbot, window.check_button)
    assert "Found with 3 probes" in window.message.text()
    field[0].setText("9")
    click(qtbot, window.ask_button)
    assert "from -4 to 4" in window.message.text().replace("−", "-")
    assert len(window.probes) == 3
    window.level.setCurrentIndex(2)
    window.level.activated.emit(2)
    assert window.probes == []
    click(qtbot, window.reveal_button)
    click(qtbot, window.check_button)
    assert "Found" in window.message.text()


@pytest.mark.parametrize("level", [1, 2, 3])
def test_mysteries_are_what_they_are_said_to_be(level: int) -> None:
    for seed in range(20):
        network = mystery(level, seed)
        assert network == mystery(level, seed)
        assert len(network.units) == (2 if level == 3 else 1)
        assert is_found(network, network.units)
        first = network.units[0]
        other = Unit(first.w1 + 0.5, first.w2, first.b, first.curve)
        assert not is_found(network, (other, *network.units[1:]))
        assert Network(network.units).of(0.5, -0.5) == network.of(0.5, -0.5)
