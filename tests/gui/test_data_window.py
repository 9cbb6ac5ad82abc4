"""The window of the data: drop, look, roles, mend what was found, train; a row in the tabs."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import numpy as np
import pytest
from at_rest import at_rest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from diynn.data.columns import CATEGORY, IGNORED, Table
from diynn.data.sources import Moons, Penguins, UserFile
from diynn.storage.recipes import recipe
from diynn.workers import report_progress
from gui.data_window.window import DataWindow
from gui.help.pointing import question_at
from gui.help.topics import topics
from gui.theme.theme import ThemeSource
from gui.window.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def trees(path: Path, rows: int = 240) -> Path:
    """A table with all that is suspicious: an index, a constant, a leak, a rare class, repeats."""
    rng = np.random.default_rng(2)
    kinds = rng.integers(0, 3, rows)
    lines = ["Id;unit;height;girth;code;site;kind"]
    for row, kind in enumerate(kinds.tolist()):
        name = ("ash", "elm", "oak")[kind] if row > 1 else "yew"
        height, girth = 10 + 6 * kind + rng.normal(), 3 - kind + rng.normal(0, 0.5)
        cell = "" if row % 40 == 5 else f"{girth:.3f}".replace(".", ",")
        code = {"ash": 11, "elm": 7, "oak": 5, "yew": 2}[name]
        site = ("north", "south")[row % 2]
        lines.append(f"{row + 1};cm;{height:.3f};{cell};{code};{site};{name}".replace(".", ","))
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def drop(window: MainWindow | DataWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
    )


def opened(qtbot: QtBot, window: MainWindow) -> DataWindow:
    window.menus.data.trigger()
    made = window.data_window
    assert made is not None
    qtbot.waitUntil(lambda: made.pages.currentWidget() is not made.empty)
    return made


def button(window: DataWindow, words: str) -> QPushButton:
    return next(one for one in window.findings.buttons if one.text() == words)


def settled(qtbot: QtBot, window: MainWindow) -> None:
    session = window.session
    qtbot.waitUntil(lambda: session.dataset is not None and not session.loader.is_loading)
    qtbot.waitUntil(lambda: session.training is not None or session.problem is not None)


@pytest.fixture
def dropped(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> DataWindow:
    drop(window, trees(tmp_path / "trees.csv"))
    qtbot.waitUntil(lambda: "remark" in window.messages.words.text())
    settled(qtbot, window)
    window.messages.action.click()
    made = window.data_window
    assert made is not None
    qtbot.waitUntil(lambda: made.table.model.rowCount() == 240)
    qtbot.waitUntil(lambda: made.table.header.heads[1].profile is not None)
    return made


def choose(combo: object, word: str) -> None:
    """As a person does: by the list of a combo box."""
    combo.setCurrentIndex(combo.findData(word))  # type: ignore[attr-defined]
    combo.activated.emit(combo.currentIndex())  # type: ignore[attr-defined]


def heads(window: DataWindow) -> dict[str, str]:
    return {head.name: head.about for head in window.table.header.heads}


# --- drop, look, mend, train --------------------------------------------------------------------


def test_drop_look_mend_train_and_see(
    qtbot: QtBot, window: MainWindow, dropped: DataWindow
) -> None:
    session = window.session
    texts = [line.text for line in dropped.findings.lines if line.kind == "warning"]
    assert len(texts) == 4
    assert any("“Id” only numbers the rows" in text for text in texts)
    assert heads(dropped)["kind"] == "Target · category"
    assert heads(dropped)["Id"] == "Input · number"
    profile = dropped.table.header.heads[4].profile
    assert profile is not None
    assert profile.missing == 6
    steps = window.model.undo_stack.count()
    for words in ("Ignore “Id”", "Ignore “unit”", "Ignore “code”", "Leave out “yew”"):
        button(dropped, words).click()
        settled(qtbot, window)
        steps += 1
        assert window.model.undo_stack.count() == steps
    assert not [line for line in dropped.findings.lines if line.kind == "warning"]
    assert session.dataset is not None
    assert session.dataset.classes == ("ash", "elm", "oak")
    assert heads(dropped)["Id"] == "Ignored · number"
    assert session.problem is None
    window.controls.bar.play.click()
    epochs = session.design.run.epochs
    qtbot.waitUntil(lambda: at_rest(session) and len(session.history) == epochs)
    assert (session.history[-1].test_accuracy or 0) > 0.9
    # What was mended is in the file, and undo takes it back step by step.
    assert ("code", IGNORED) in session.design.source.columns  # type: ignore[attr-defined]
    window.model.undo_stack.undo()
    settled(qtbot, window)
    assert "yew" in session.dataset.classes if session.dataset else False
    qtbot.waitUntil(lambda: any("yew" in line.text for line in dropped.findings.lines))


def test_what_was_left_out_can_be_taken_in_again(
    qtbot: QtBot, window: MainWindow, dropped: DataWindow
) -> None:
    button(dropped, "Leave out “yew”").click()
    settled(qtbot, window)
    button(dropped, "Take them in again").click()
    settled(qtbot, window)
    assert window.session.dataset is not None
    assert "yew" in window.session.dataset.classes


def test_another_target_takes_the_network_along_in_one_edit(
    qtbot: QtBot, window: MainWindow, dropped: DataWindow
) -> None:
    session, before = window.session, window.model.design
    count = window.model.undo_stack.count()
    dropped.table.column.setCurrentText("height")
    choose(dropped.table.role, "target")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: session.problem is None and not session.design.loss.for_classes)
    assert session.dataset is not None
    assert session.dataset.classes == ()
    assert heads(dropped)["height"] == "Target · number"
    assert heads(dropped)["kind"] == "Input · category"
    assert "Fitted to the data" in dropped.findings.lines[0].text
    assert window.model.undo_stack.count() == count + 1
    window.model.undo_stack.undo()
    assert window.model.design == before
    settled(qtbot, window)
    assert heads(dropped)["kind"] == "Target · category"
    assert not [line for line in dropped.findings.lines if "Fitted" in line.text]


def test_another_kind_of_column(qtbot: QtBot, window: MainWindow, dropped: DataWindow) -> None:
    dropped.table.column.setCurrentText("code")
    assert dropped.table.role.isEnabled()
    choose(dropped.table.kind, CATEGORY)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: heads(dropped)["code"] == "Input · category")
    window.model.undo_stack.undo()
    qtbot.waitUntil(lambda: heads(dropped)["code"] == "Input · number")
    # The target has no other role than being it.
    dropped.table.column.setCurrentText("kind")
    assert dropped.table.role.count() == 1


# --- rows ---------------------------------------------------------------------------------------


def shown(window: DataWindow, name: str) -> list[str]:
    model = window.table.model
    place = list(heads(window)).index(name)
    return [model.words(int(row), place) for row in model.rows]


def test_rows_are_sorted_and_filtered(qtbot: QtBot, dropped: DataWindow) -> None:
    page, model = dropped.table, dropped.table.model
    place = list(heads(dropped)).index("height")
    header = page.header
    middle = QPoint(header.sectionViewportPosition(place) + 20, header.height() // 2)
    QTest.mouseClick(
        header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle
    )
    assert model.table is not None
    values = model.table.columns[place - 1].values[model.rows]
    assert np.all(np.diff(values) >= 0)
    QTest.keyClicks(page.filter, "height > 20 & site = north")
    QTest.keyClick(page.filter, Qt.Key.Key_Return)
    kept = model.table.columns[place - 1].values[model.rows]
    sites = model.table.columns[list(heads(dropped)).index("site") - 1]
    height = model.table.columns[place - 1].values
    north = np.array(sites.texts)[sites.values] == "north"
    assert len(kept) == np.count_nonzero((height > 20) & north)
    assert set(shown(dropped, "site")) == {"north"}
    assert np.all(np.diff(kept) >= 0)
    assert kept.min() > 20
    assert str(len(kept)) in page.shown.text()
    page.filter.selectAll()
    QTest.keyClicks(page.filter, "height > tall")
    QTest.keyClick(page.filter, Qt.Key.Key_Return)
    assert "is none" in page.complaint.text()
    assert model.rowCount() == len(kept)
    QTest.keyClick(page.filter, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: model.rowCount() == 240)
    for _ in range(2):
        QTest.mouseClick(
            header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle
        )
    assert model.rows.tolist() == list(range(240))


def test_a_chosen_row_is_shown_by_the_tabs(
    qtbot: QtBot, window: MainWindow, dropped: DataWindow
) -> None:
    session, page = window.session, dropped.table
    window.tabs.show_page("mistakes")
    mistakes = window.tabs.page("mistakes")
    assert session.dataset is not None
    assert session.dataset.rows is not None
    row = int(session.dataset.rows[1][4])
    page.view.setCurrentIndex(page.model.index(page.model.place_of(row), 3))
    assert session.chosen_sample == (True, 4)
    assert "Test sample 5" in dropped.sample.text()
    qtbot.waitUntil(lambda: mistakes.confusion.listed() is not None)
    qtbot.waitUntil(lambda: mistakes.confusion.listed().tolist() == [4])
    mistakes.confusion.all.click()
    assert len(mistakes.confusion.listed()) > 1
    # A tab that is opened later shows it as well.
    weights = window.tabs.page("weights")
    assert (weights.chooser.part, weights.chooser.place) == ("test", 4)
    row = int(session.dataset.rows[0][9])
    page.view.setCurrentIndex(page.model.index(page.model.place_of(row), 3))
    assert (weights.chooser.part, weights.chooser.place) == ("train", 9)
    qtbot.waitUntil(lambda: mistakes.confusion.listed().tolist() == [9])


def test_a_point_of_the_plane_and_a_value_are_shown_by_their_tabs(
    qtbot: QtBot, window: MainWindow
) -> None:
    made = opened(qtbot, window)
    assert isinstance(window.model.design.source, Moons)
    assert list(heads(made)) == ["Part", "x₁", "x₂", "class"]
    assert not made.table.role.isEnabled()
    boundary = window.tabs.page("boundary")
    made.table.view.setCurrentIndex(made.table.model.index(3, 1))
    raw = window.session.dataset
    assert raw is not None
    assert boundary.panels.place == pytest.approx(tuple(raw.train.x[3].tolist()))
    window.documents.asks = False
    window.documents.start_from(recipe("diabetes"))
    settled(qtbot, window)
    qtbot.waitUntil(lambda: made.table.model.rowCount() == 442)
    window.tabs.show_page("prediction")
    prediction = window.tabs.page("prediction")
    qtbot.waitUntil(lambda: prediction.answer is not None)
    raw = window.session.dataset
    assert raw is not None
    assert raw.rows is not None
    row = int(raw.rows[1][6])
    made.table.view.setCurrentIndex(made.table.model.index(row, 1))
    qtbot.waitUntil(lambda: "sample 7:" in prediction.detail.text())
    line = prediction.plot.picture.lines[-1]
    assert line.x[0] == pytest.approx(raw.test.targets[6, 0], rel=1e-4)


# --- how it is read -----------------------------------------------------------------------------


def test_the_reading_is_shown_and_changed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    lines = [f"{n},{n / 8};{n % 5};{'xy'[n % 2]}" for n in range(40)]
    path.write_text("Made in May\na,b;c;kind\n" + "\n".join(lines) + "\n")
    drop(window, path)
    settled(qtbot, window)
    made = opened(qtbot, window)
    assert made.reading.isVisible()
    assert "semicolons" in made.read_as.text()
    assert "1 line before the table" in made.read_as.text()
    control = made.reading.editors["separator"].control
    choose(control, "comma")
    qtbot.waitUntil(lambda: "commas" in made.read_as.text())
    qtbot.waitUntil(lambda: "b;c;kind" in heads(made))
    window.model.undo_stack.undo()
    qtbot.waitUntil(lambda: "semicolons" in made.read_as.text())


def test_what_could_not_be_decided_is_asked(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "bad.csv"
    cells = [str(n) for n in range(60)]
    cells[31] = "n.d."
    rows = [f"{cell};{row % 9};{'xy'[row % 2]}" for row, cell in enumerate(cells)]
    path.write_text("\n".join(["a;b;kind", *rows]) + "\n")
    drop(window, path)
    qtbot.waitUntil(lambda: window.session.loader.error is not None)
    window.messages.action.click()
    made = window.data_window
    assert made is not None
    qtbot.waitUntil(lambda: made.table.model.rowCount() == 60)
    assert "n.d." in made.findings.lines[0].text
    assert len(made.findings.buttons) == 3
    button(made, "Such cells of “a” are empty").click()
    settled(qtbot, window)
    qtbot.waitUntil(lambda: window.session.problem is None)
    qtbot.waitUntil(lambda: heads(made)["a"] == "Input · number")


def test_the_button_leads_to_the_preparation(qtbot: QtBot, window: MainWindow) -> None:
    made = opened(qtbot, window)
    asked = []
    made.preparation_asked.connect(lambda: asked.append(True))
    made.preparation.click()
    assert asked


def test_from_the_window_the_row_of_the_preparation_is_unfolded(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "rooms.csv"
    path.write_text("\n".join(["a;b;c", *(f"{n};{n % 7};{n % 5}" for n in range(40))]) + "\n")
    drop(window, path)
    settled(qtbot, window)
    rows = window.stack.layers
    qtbot.waitUntil(rows.preparation.isVisible)
    window.open_data()
    made = window.data_window
    assert made is not None
    made.preparation.click()
    assert rows.preparation.expander.isChecked()
    # What is for pictures alone is not offered for a table.
    assert rows.input.more is not None
    assert set(rows.input.more.editors) & {"target_column", "split", "test_share"}
    assert not set(rows.input.more.editors) & {"image_size", "picture_fit", "labels"}


# --- pictures -----------------------------------------------------------------------------------


def folder(place: Path) -> Path:
    for number, name in enumerate(("circle", "line")):
        (place / name).mkdir(parents=True)
        for picture in range(14 + 6 * number):
            image = QImage(20, 12, QImage.Format.Format_RGB888)
            image.fill(Qt.GlobalColor.red if number else Qt.GlobalColor.blue)
            image.setPixelColor(picture % 20, 3, Qt.GlobalColor.white)
            image.save(str(place / name / f"{picture}.png"))
    (place / "line" / "broken.png").write_bytes(b"no picture")
    (place / "line" / "notes.txt").write_text("nothing")
    return place


def test_a_folder_of_pictures(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    drop(window, folder(tmp_path / "shapes"))
    settled(qtbot, window)
    assert window.messages.action.text() == "Look at the data…"
    made = opened(qtbot, window)
    page = made.pictures
    assert made.pages.currentWidget() is page
    assert [row[0] for row in page.classes.rows()] == ["All", "circle", "line"]
    counts = [[int(cell) for cell in row[1:]] for row in page.classes.rows()]
    assert [sum(row) for row in counts] == [34, 14, 20]
    assert [row[0] for row in page.left_out.rows()] == ["line/broken.png", "line/notes.txt"]
    page.classes.row_chosen.emit(1)
    assert page.model.rowCount() == 14
    index = page.model.index(0)
    image = page.model.data(index, Qt.ItemDataRole.DecorationRole).toImage()
    assert image.pixelColor(5, 60).getRgb()[0] == image.pixelColor(5, 60).getRgb()[2]
    editor = page.form.editors["colour"].control
    editor.click()
    qtbot.waitUntil(
        lambda: window.session.dataset is not None and window.session.dataset.shape[-1] == 3
    )
    qtbot.waitUntil(lambda: page.model.rowCount() == 14)
    image = page.model.data(page.model.index(0), Qt.ItemDataRole.DecorationRole).toImage()
    assert image.pixelColor(5, 60).getRgb()[:3] == (0, 0, 255)
    page.pictures.setCurrentIndex(page.model.index(2))
    in_test, place = page.model.samples[2]
    assert window.session.chosen_sample == (in_test, place)
    window.model.undo_stack.undo()
    qtbot.waitUntil(
        lambda: window.session.dataset is not None and window.session.dataset.shape[-1] == 1
    )


def test_arrays_of_numbers_are_a_table(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    made = opened(qtbot, window)
    rng = np.random.default_rng(1)
    np.savez(tmp_path / "a.npz", x=rng.normal(size=(80, 5)), y=np.arange(80) % 2)
    drop(made, tmp_path / "a.npz")
    settled(qtbot, window)
    qtbot.waitUntil(lambda: made.table.model.rowCount() == 80)
    assert list(heads(made)) == ["Part", "x1", "x2", "x3", "x4", "x5", "class"]
    assert not made.table.role.isEnabled()
    assert window.session.dataset is not None
    rows = [made.table.model.words(row, 0) for row in range(80)]
    assert rows.count("test") == len(window.session.dataset.test)
    np.savez(tmp_path / "b.npz", images=rng.random((60, 6, 6)), labels=np.arange(60) % 3)
    drop(window, tmp_path / "b.npz")
    qtbot.waitUntil(lambda: made.pages.currentWidget() is made.pictures)
    assert made.pictures.model.rowCount() == 60
    assert not made.pictures.form.isVisible()


def test_images_are_chosen_for_the_reconstruction(qtbot: QtBot, window: MainWindow) -> None:
    window.documents.asks = False
    window.documents.start_from(recipe("digits-autoencoder"))
    settled(qtbot, window)
    made = opened(qtbot, window)
    page = made.pictures
    qtbot.waitUntil(lambda: made.pages.currentWidget() is page)
    assert not page.form.isVisible()
    page.classes.row_chosen.emit(4)
    page.pictures.setCurrentIndex(page.model.index(5))
    in_test, place = page.model.samples[5]
    reconstruction = window.tabs.page("reconstruction")
    assert reconstruction.choice.part_name() == ("test" if in_test else "train")
    assert reconstruction.choice.choice().numbers == (place,)


# --- the window ---------------------------------------------------------------------------------


@pytest.fixture
def language() -> str:
    return "fr"


def test_in_french_over_penguins(qtbot: QtBot, speaking: MainWindow) -> None:
    speaking.documents.asks = False
    speaking.documents.start_from(recipe("penguins"))
    settled(qtbot, speaking)
    assert isinstance(speaking.model.design.source, Penguins)
    made = opened(qtbot, speaking)
    qtbot.waitUntil(lambda: made.table.model.rowCount() == 344)
    assert "344 lignes" in made.summary.text().replace("\u202f", " ")
    assert "Cible" in heads(made)["species"]
    assert made.table.role.itemText(0) == "Cible" or made.table.role.count() > 1
    made.table.column.setCurrentText("island")
    choose(made.table.role, IGNORED)
    settled(qtbot, speaking)
    qtbot.waitUntil(lambda: speaking.session.training is not None)
    assert speaking.session.dataset is not None
    assert not [name for name in speaking.session.dataset.features if "island" in name]
    made.close()


def test_every_control_leads_to_a_page_of_the_help(qtbot: QtBot, window: MainWindow) -> None:
    made = opened(qtbot, window)
    known = topics("en")
    for widget in made.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            assert question_at(widget).topic in known
    assert question_at(made.table.filter).topic == "row-filter"
    assert question_at(made.reading.editors["separator"].control).topic == "table-reading"
    assert question_at(made.pictures.form.editors["colour"].control).topic == "picture-look"


def test_it_closes_lets_go_and_opens_again(
    qtbot: QtBot, window: MainWindow, themes: ThemeSource
) -> None:
    made = opened(qtbot, window)
    QTest.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()
    assert made.table.model.rowCount() == 0
    window.stack.layers.input.look.click()
    qtbot.waitUntil(lambda: made.table.model.rowCount() == 1000)
    for look in ("dark", "light"):
        themes.choose(look)
        made.grab()


def test_a_source_without_data_says_so(qtbot: QtBot, window: MainWindow) -> None:
    made = opened(qtbot, window)
    window.model.change_source(UserFile("/nowhere/at/all.csv"))
    assert made.pages.currentWidget() is made.empty
    assert made.findings.lines[0].kind == "error"
    window.model.undo_stack.undo()
    qtbot.waitUntil(lambda: made.pages.currentWidget() is made.table)


def test_how_far_the_reading_is(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(window, trees(tmp_path / "trees.csv"))
    settled(qtbot, window)
    goes_on, usual = Event(), UserFile.browsed

    def slow(source: UserFile) -> Table | None:
        report_progress(42, 100)
        goes_on.wait(30)
        return usual(source)

    monkeypatch.setattr(UserFile, "browsed", slow)
    window.menus.data.trigger()
    made = window.data_window
    assert made is not None
    try:
        qtbot.waitUntil(lambda: made.empty.text() == "The data is being read… 42 %")
    finally:
        goes_on.set()
    qtbot.waitUntil(lambda: made.table.model.rowCount() == 240)
