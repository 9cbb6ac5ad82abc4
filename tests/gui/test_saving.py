"""The window's file: what a save would lose is asked about; names follow what is there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from diynn.data.sources import SOURCES, UserFile
from diynn.data.sources.drawn_points import Painted
from diynn.design.design import Design
from diynn.layers.linear import Linear
from diynn.storage.model_file import load_any, save_recipe
from diynn.storage.recipes import RECIPES, recipe
from gui.model.design_model import DesignModel
from gui.model.workspace import Workspace
from gui.text.languages import Languages
from gui.text.wording import design_name
from gui.theme.theme import ThemeSource
from gui.widgets.file_dialogs import ask_folder, ask_open, ask_save
from gui.window.main_window import MainWindow

Button = QMessageBox.StandardButton


@pytest.fixture
def work(qtbot: QtBot, settings: QSettings) -> Iterator[Workspace]:
    made = Workspace(settings)
    made.open()
    qtbot.waitUntil(lambda: made.session.training is not None)
    yield made
    made.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was asked; every question is answered by Cancel."""
    words: list[str] = []

    def answer(box: QMessageBox) -> int:
        words.append(f"{box.text()} {box.informativeText()}")
        return Button.Cancel

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return words


def train(qtbot: QtBot, work: Workspace, epochs: int) -> None:
    session = work.session
    session.advance(epochs=epochs)
    qtbot.waitUntil(lambda: not session.is_moving and len(session.history) == epochs)


def test_less_training_does_not_replace_more_without_a_question(
    qtbot: QtBot, work: Workspace, asked: list[str], tmp_path: Path
) -> None:
    file, documents = tmp_path / "net.diynn", work.documents
    train(qtbot, work, 3)
    assert documents.save_to(file)
    train_more = work.session.advance
    train_more(epochs=1)
    qtbot.waitUntil(lambda: not work.session.is_moving and len(work.session.history) == 4)
    assert documents.save_to(file)
    assert asked == []
    work.session.new_weights()
    train(qtbot, work, 1)
    before = file.read_bytes()
    assert not documents.save_to(file)
    assert "more training" in asked[0]
    assert "epoch 4" in asked[0]
    assert "epoch 1" in asked[0]
    assert file.read_bytes() == before
    # So for another file that is chosen again.
    documents.path = None
    assert not documents.save_to(file)
    assert len(asked) == 2


def test_a_file_that_another_window_has_changed_is_reported_of(
    qtbot: QtBot, work: Workspace, settings: QSettings, asked: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "net.diynn"
    train(qtbot, work, 1)
    assert work.documents.save_to(file)
    other = Workspace(settings)
    assert other.documents.open_path(file)
    qtbot.waitUntil(lambda: other.session.training is not None)
    other.session.advance(epochs=1)
    qtbot.waitUntil(lambda: len(other.session.history) == 2 and not other.session.is_moving)
    assert other.documents.save_to(file)
    assert asked == []
    for _ in range(2):
        work.session.advance(epochs=2)
        qtbot.waitUntil(lambda: not work.session.is_moving and len(work.session.history) > 2)
    assert not work.documents.save_to(file)
    assert "changed on disk" in asked[0]
    assert "epoch 2" in asked[0]
    assert len(load_any(file).history) == 2
    other.close()


def test_a_network_finds_its_table_beside_it(tmp_path: Path) -> None:
    """Moved, copied, or named from another system; a recipe may name it without a folder."""
    here = tmp_path / "here"
    here.mkdir()
    (here / "points.csv").write_text("a,b,kind\n1,2,u\n3,4,v\n")
    for path in ("points.csv", str(tmp_path / "gone" / "points.csv"), "C:\\lesson\\points.csv"):
        file = here / "net.json"
        save_recipe(file, Design(UserFile(path=path), layers=(Linear(2),)))
        assert load_any(file).design.source == UserFile(path=str(here / "points.csv"))
    away = tmp_path / "away"
    shutil.copytree(here, away)
    save_recipe(away / "net.json", Design(UserFile(path=str(here / "points.csv"))))
    assert load_any(away / "net.json").design.source.path == str(away / "points.csv")
    lone = UserFile(path=str(here / "points.csv"), labels="")
    (tmp_path / "net.json").write_bytes(b"")
    save_recipe(tmp_path / "net.json", Design(lone))
    assert load_any(tmp_path / "net.json").design.source == lone


def test_a_trained_network_stays_with_its_own_samples(
    qtbot: QtBot, work: Workspace, tmp_path: Path
) -> None:
    """A table of the same name beside it is taken where it holds the same, or the other is gone."""
    rows = "a,b,kind\n" + "".join(f"{i},{i % 7},{'uv'[i % 2]}\n" for i in range(40))
    far, near = tmp_path / "far" / "t.csv", tmp_path / "near" / "t.csv"
    for place in (far, near):
        place.parent.mkdir()
        place.write_text(rows)
    model = work.model
    model.replace_design(replace(model.design, source=UserFile(path=str(far))), "own")
    qtbot.waitUntil(lambda: work.session.training is not None)
    train(qtbot, work, 1)
    file = near.parent / "net.diynn"
    assert work.documents.save_to(file)
    assert load_any(file).design.source.path == str(near)
    near.write_text(rows.replace("3", "2"))
    assert load_any(file).design.source.path == str(far)
    far.unlink()
    assert load_any(file).design.source.path == str(near)


def test_a_template_that_became_something_else_is_not_called_like_it() -> None:
    model = DesignModel(recipe(RECIPES[0]))
    for name in RECIPES:
        model.reset(recipe(name))
        own = model.design
        for kind in SOURCES:
            if kind is type(own.source):
                continue
            source = UserFile(path="/home/me/iris.data.csv") if kind is UserFile else kind()
            model.change_source(source)
            words = design_name(model.design)
            assert words
            assert words != own.title
            model.undo_stack.undo()
            assert model.design == own
    # One's own title stays, whatever becomes of it.
    model.reset(replace(own, title="Lesson 3"))
    model.change_source(Painted())
    assert model.design.title == "Lesson 3"
    model.close()


def test_a_name_that_no_file_can_have_is_reported(qtbot: QtBot, work: Workspace) -> None:
    for name in ("a\0b.diynn", "a\0b.json"):
        with qtbot.waitSignal(work.documents.failed):
            assert not work.documents.save_to(Path(name))
        with qtbot.waitSignal(work.documents.failed):
            assert not work.documents.open_path(Path(name))


def test_the_run_and_the_file_are_named_by_what_is_there(
    qtbot: QtBot, work: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "iris.csv"
    table.write_text("a,b,kind\n" + "".join(f"{i},{i % 7},{'uv'[i % 2]}\n" for i in range(40)))
    work.model.change_source(UserFile(path=str(table)))
    qtbot.waitUntil(lambda: work.session.training is not None)
    train(qtbot, work, 1)
    assert [run.name for run in work.run_list.runs] == ["iris 1"]
    chosen: list[str] = []
    monkeypatch.setattr(QFileDialog, "selectFile", lambda _, name: chosen.append(name))
    monkeypatch.setattr(QFileDialog, "exec", lambda _: False)
    assert not work.documents.save_as()
    assert chosen == ["iris.diynn"]


def test_dialogs_begin_where_the_last_one_of_their_kind_ended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, themes: ThemeSource
) -> None:
    begun: list[str] = []

    def show(dialog: QFileDialog) -> bool:
        begun.append(dialog.directory().absolutePath())
        return True

    monkeypatch.setattr(QFileDialog, "exec", show)
    kinds = ["Tables (*.csv)", "All files (*)"]
    asks: list[Callable[[str], Path | None]] = [
        lambda purpose: ask_open(None, "", kinds, purpose),
        lambda purpose: ask_save(None, "", kinds, "a.csv", purpose),
        lambda purpose: ask_folder(None, "", purpose),
    ]
    for number, ask in enumerate(asks):
        for purpose in ("one", "other"):
            place = tmp_path / f"{purpose}{number}"
            place.mkdir()
            chosen = [str(place / "a.csv")]
            monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _, c=chosen: c)
            assert ask(purpose) == place / "a.csv"
            begun.clear()
            assert ask(purpose) is not None
            assert begun == [str(place)]


def test_dialogs_speak_the_windows_language(
    qtbot: QtBot, settings: QSettings, monkeypatch: pytest.MonkeyPatch, themes: ThemeSource
) -> None:
    settings.setValue("language", "fr")
    languages = Languages(settings)
    seen: list[str] = []

    def show(dialog: QFileDialog) -> bool:
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        return False

    monkeypatch.setattr(QFileDialog, "exec", show)
    ask_open(None, "Ouvrir", ["Tables (*.csv)"], "words")
    languages.close()
    assert seen
    assert not [text for text in seen if "Look in" in text or "Files of" in text]


def test_my_file_asks_for_a_file_and_changes_nothing_without_one(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    table = tmp_path / "t.csv"
    table.write_text("a,b,kind\n" + "".join(f"{i},{i % 7},{'uv'[i % 2]}\n" for i in range(40)))
    row, before = window.stack.layers.input, window.model.design
    row.choose_source(UserFile)
    (menu,) = [one for one in window.findChildren(QMenu) if one.isVisible()]
    assert row.source.currentData() == before.source.name()
    monkeypatch.setattr(QFileDialog, "exec", lambda _: False)
    file, folder = menu.actions()
    file.trigger()
    folder.trigger()
    assert window.model.design == before
    monkeypatch.setattr(QFileDialog, "exec", lambda _: True)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _: [str(table)])
    file.trigger()
    menu.close()
    assert window.model.design.source == UserFile(path=str(table))
    qtbot.waitUntil(lambda: window.session.training is not None)
    # The network is fitted to the table, and that is told.
    qtbot.waitUntil(window.messages.isVisible)
    assert "A small network for tables was taken." in window.messages.words.text()


@pytest.mark.parametrize(("path", "note"), [("", "info"), ("/nowhere/t.csv", "error")])
def test_where_there_is_no_file_one_can_be_chosen(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: str,
    note: str,
) -> None:  # fmt: skip
    table = tmp_path / "t.csv"
    table.write_text("a,b,kind\n" + "".join(f"{i},{i % 7},{'uv'[i % 2]}\n" for i in range(40)))
    window.model.change_source(UserFile(path=path))
    assert window.messages.property("note") == note
    assert window.messages.action.text() == "Choose a file…"
    monkeypatch.setattr(QFileDialog, "exec", lambda _: True)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _: [str(table)])
    window.messages.action.click()
    qtbot.waitUntil(lambda: window.session.training is not None)
    assert window.model.design.source == UserFile(path=str(table))


def test_an_empty_plane_is_an_invitation(window: MainWindow) -> None:
    window.tabs.show_page("runs")
    window.model.change_source(Painted())
    assert not window.messages.isVisible()
    assert window.tabs.current_name() == "boundary"
    page = window.tabs.page("boundary")
    assert page.paint_button.isChecked()
    assert "paint points here" in page.problem()
