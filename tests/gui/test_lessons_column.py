"""Lessons in the window: done by clicks alone, with the own work put away and brought back."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from at_rest import at_rest
from PySide6.QtCore import QLocale, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from diynn.lessons.lesson import PLACES, Lesson
from diynn.lessons.lesson_file import LANGUAGES, LESSONS, built_in_lesson
from diynn.storage.model_file import load
from diynn.storage.safety_copies import COPY
from gui.app.app import WindowHolder, keep_safety_copies
from gui.commands.commands import plain
from gui.help.topics import topics
from gui.lessons.column import LessonColumn, StepPage
from gui.lessons.course import NUDGE, SHOW, SPOTLIGHT
from gui.lessons.progress import Progress, keep_progress, kept_progress
from gui.lessons.tasks import read_answer
from gui.lessons.text_page import TextPage
from gui.text.languages import Languages
from gui.theme.theme import ThemeSource
from gui.window.main_window import MainWindow

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "package"))

from translations import read

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def click(qtbot: QtBot, widget: QWidget) -> None:
    assert widget.isVisible()
    assert widget.isEnabled()
    qtbot.mouseClick(widget, LEFT)


def open_list(window: MainWindow) -> LessonColumn:
    window.lessons.action.trigger()
    assert window.lessons.column is not None
    return window.lessons.column


def begin(qtbot: QtBot, window: MainWindow, name: str) -> StepPage:
    """Click on a lesson in the list, and wait until its network is there."""
    column = open_list(window)
    click(qtbot, column.list.buttons[name])
    assert window.lessons.course.lesson is not None
    assert window.lessons.course.lesson.id == name
    qtbot.waitUntil(lambda: window.session.training is not None)
    return column.page


def is_done(window: MainWindow, at: int) -> bool:
    return at in window.lessons.course.progress.done


def finish(qtbot: QtBot, window: MainWindow, page: StepPage) -> None:
    """Wait until the step is done, and go on."""
    at = window.lessons.course.at
    qtbot.waitUntil(lambda: is_done(window, at))
    qtbot.waitUntil(page.done.isVisible)
    assert all(sign == "✓" for sign, _ in page.ticks.lines)
    click(qtbot, page.next)


def say(qtbot: QtBot, page: StepPage, number: int, words: str) -> None:
    """Type an answer to a question of the step, and press the button."""
    card = page.questions[number]
    qtbot.waitUntil(card.button.isVisible)
    card.field.clear()
    qtbot.keyClicks(card.field, words)
    click(qtbot, card.button)


def type_into(qtbot: QtBot, editor: QWidget, words: str) -> None:
    editor.setFocus()
    control = editor.control  # type: ignore[attr-defined]
    control.lineEdit().selectAll()
    qtbot.keyClicks(control.lineEdit(), words)
    qtbot.keyClick(control, Qt.Key.Key_Return)


def insert(window: MainWindow, name: str) -> None:
    """Double-click on a block of the palette."""
    block = window.stack.palette_.block(name)
    handle = window.windowHandle()
    place = block.mapTo(window, block.rect().center())
    QTest.mouseClick(handle, LEFT, NONE, place)
    QTest.mouseDClick(handle, LEFT, NONE, place)


# Three lessons as a student does them


def test_bend_is_done_by_clicks_alone(window: MainWindow, qtbot: QtBot) -> None:
    page = begin(qtbot, window, "bend")
    session, play = window.session, window.controls.bar.play
    # Nothing is trained before it is said what will come.
    click(qtbot, play)
    assert not session.is_moving
    assert "First say" in window.messages.words.text()
    assert page.prediction is not None
    assert page.prediction.field is not None
    qtbot.keyClicks(page.prediction.field, "56")
    click(qtbot, page.prediction.say)
    click(qtbot, play)
    qtbot.waitUntil(lambda: at_rest(session) and len(session.history) == 100)
    qtbot.waitUntil(lambda: "56.0" in page.prediction.told.text())  # type: ignore[union-attr]
    finish(qtbot, window, page)
    window.stack.layers.view.go_to(0)
    insert(window, "Linear")
    insert(window, "Tanh")
    # The new rows came below the first one: they belong above it.
    model = window.model
    model.move_layer(0, 2)
    assert [layer.name() for layer in model.design.layers] == [
        "Linear", "Tanh", "Linear", "Sigmoid"
    ]
    type_into(qtbot, window.stack.layers.view.row_widget(0).editors["outputs"], "2")
    qtbot.waitUntil(lambda: session.problem is None)
    click(qtbot, play)
    finish(qtbot, window, page)
    session.pause()
    type_into(qtbot, window.stack.layers.view.row_widget(0).editors["outputs"], "4")
    click(qtbot, play)
    qtbot.waitUntil(lambda: is_done(window, 2))
    session.pause()
    assert page.next.text() == "Finish"
    click(qtbot, page.next)
    assert not window.lessons.is_active
    assert window.lessons.column is not None
    assert "✓ done" in window.lessons.column.list._notes["bend"].text()


def test_a_neuron_is_computed_and_turned(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = begin(qtbot, window, "neuron")
    session = window.session
    assert not window.controls.bar.play.isVisible()
    assert session.data is not None
    x = session.data.train.x[0]
    say(qtbot, page, 0, "seven")
    assert "no number" in page.questions[0].told.text()
    say(qtbot, page, 0, f"{x[0] + 1:.3f}")
    assert "Not yet" in page.questions[0].told.text()
    say(qtbot, page, 0, f"{x[0]:.3f}".replace(".", ","))
    finish(qtbot, window, page)
    say(qtbot, page, 0, f"{1 / (1 + np.exp(-x[0])):.3f}")
    finish(qtbot, window, page)
    window.tabs.show_page("calculation")
    tab = window.tabs.page("calculation")
    qtbot.waitUntil(lambda: tab.subject is not None)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("-2", True))
    tab.table.setCurrentCell(2, 0)
    qtbot.keyClick(tab.table, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: is_done(window, 2))
    words = [words for _, words in page.ticks.lines]
    assert words[0].startswith("Test points on the right side: 100.0")


def test_by_heart_is_done_by_clicks_alone(window: MainWindow, qtbot: QtBot) -> None:
    page = begin(qtbot, window, "by-heart")
    session, play = window.session, window.controls.bar.play
    assert page.prediction is not None
    click(qtbot, page.prediction.choices[0])
    click(qtbot, page.prediction.say)
    click(qtbot, play)
    qtbot.waitUntil(lambda: at_rest(session) and len(session.history) == 400)
    told = page.prediction.told
    qtbot.waitUntil(lambda: told.text().endswith("so it came."))
    finish(qtbot, window, page)
    last = session.history[-1]
    assert last.test_loss is not None
    say(qtbot, page, 0, f"{last.test_loss - last.train_loss:.3f}")
    finish(qtbot, window, page)
    lowest = int(np.nanargmin(session.history.column("test_loss"))) + 1
    time = window.curves.time
    time.slider.setValue(lowest + 1)
    qtbot.waitUntil(time.branch.isVisible)
    assert not is_done(window, 2)
    click(qtbot, time.branch)
    qtbot.waitUntil(lambda: bool(page.ticks.lines) and page.ticks.lines[0][0] == "✓")
    state = window.lessons.course.taken_state()
    gap = page._course.step.questions[0].answer.value_in(state)  # type: ignore[union-attr]
    say(qtbot, page, 0, f"{gap:.3f}")
    finish(qtbot, window, page)
    main = window.stack.layers.input.main
    assert main is not None
    type_into(qtbot, main.editors["samples"], "2000")
    qtbot.waitUntil(lambda: session.data is not None and len(session.data.train) == 1400)
    click(qtbot, play)
    qtbot.waitUntil(lambda: is_done(window, 3))
    session.pause()


# The own work


def test_the_own_work_comes_back_as_it_was(window: MainWindow, qtbot: QtBot) -> None:
    session, model = window.session, window.model
    model.change_run("epochs", 7)
    model.change_layer(0, "outputs", 6)
    session.advance(epochs=3)
    qtbot.waitUntil(lambda: at_rest(session) and len(session.history) == 3)
    training, design = session.training, session.design
    assert training is not None
    weights = training.net.weight_vector.copy()
    runs, title, saved = list(window.run_list.runs), window.documents.title, model.saved
    page = begin(qtbot, window, "bend")
    assert session.design != design
    assert window.documents.is_saved
    assert page.prediction is not None
    page.prediction.field.setText("50")  # type: ignore[union-attr]
    click(qtbot, page.prediction.say)
    session.advance(epochs=1)
    qtbot.waitUntil(lambda: at_rest(session) and len(session.history) == 1)
    assert len(window.run_list.runs) == len(runs) + 1
    click(qtbot, page.leave)
    qtbot.waitUntil(lambda: session.training is training)
    assert session.design == design
    assert (training.net.weight_vector == weights).all()
    assert len(session.history) == 3
    assert window.run_list.runs == runs
    assert (window.documents.title, model.saved) == (title, saved)
    assert not window.documents.is_saved
    assert window.controls.bar.play.isVisible()
    # And it goes on.
    session.advance(epochs=1)
    qtbot.waitUntil(lambda: at_rest(session) and len(session.history) == 4)


def test_a_crash_in_a_lesson_loses_no_own_work(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    copies = tmp_path / "copies"
    recovery = keep_safety_copies(window, copies)
    autosave = recovery.autosave
    window.model.change_layer(0, "outputs", 6)
    design = window.session.design
    begin(qtbot, window, "bend")
    with qtbot.waitSignal(autosave.written):
        pass
    window.model.change_run("epochs", 9)
    assert [load(path).design for path in copies.glob(f"*/{COPY}")] == [design]
    window.lessons.course.leave()
    qtbot.waitUntil(lambda: window.session.training is not None)
    assert window.session.design == design
    recovery.finish()


def test_own_work_is_asked_about_before_the_window_closes(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.model.change_layer(0, "outputs", 6)
    design = window.session.design
    begin(qtbot, window, "rate")
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        return int(QMessageBox.StandardButton.Cancel)

    monkeypatch.setattr(QMessageBox, "exec", answer)
    window.close()
    qtbot.waitUntil(lambda: bool(asked))
    assert "Save the changes" in asked[0]
    assert window.isVisible()
    assert window.session.design == design
    assert not window.lessons.is_active


def test_another_network_leaves_the_lesson_first(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(qtbot, window, "rate")
    answers = iter([QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Yes])
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: int(next(answers)))
    window.menus.start_from("spirals")
    assert window.lessons.is_active
    window.menus.start_from("spirals")
    assert not window.lessons.is_active
    qtbot.waitUntil(lambda: window.session.design.title == "Spirals")


# Steps, hints, locks


def test_every_lesson_begins_and_lights_what_it_names(
    window: MainWindow, qtbot: QtBot
) -> None:
    """Each control that a lesson names is there, hidden where it is to be, and back at the end."""
    lessons = window.lessons
    for name in LESSONS:
        page = begin(qtbot, window, name)
        lesson = lessons.course.lesson
        assert lesson is not None
        hidden = {one.removeprefix("tab.") for one in lesson.locks.hide if one[:4] == "tab."}
        deck = window.tabs
        shown = {one for one in deck.names() if deck.isTabVisible(deck.names().index(one))}
        assert not hidden & shown
        assert not lesson.tab or deck.current_name() == lesson.tab
        for at, step in enumerate(lesson.steps):
            lessons.course.go_to(at)
            if step.spotlight:
                click(qtbot, page.hints[SPOTLIGHT])
                assert lessons._spotlight is not None
                assert not lessons._spotlight.hole.isEmpty(), (name, step.spotlight)
        assert page.locks.isVisible()
        assert not page.locks.text().startswith("0 hidden")
        lessons.course.leave()
        assert not window.stack.palette_.isHidden()
        qtbot.waitUntil(lambda: window.session.training is not None)
    for place in PLACES:
        assert lessons.places.widget(place) is not None, place


def test_hints_go_from_a_sentence_to_a_copy(window: MainWindow, qtbot: QtBot) -> None:
    page = begin(qtbot, window, "bend")
    session, course = window.session, window.lessons.course
    assert page.prediction is not None
    page.prediction.field.setText("0,5")  # type: ignore[union-attr]
    click(qtbot, page.prediction.say)
    course.go_to(2)
    assert not page.hint_words.isVisible()
    click(qtbot, page.hints[NUDGE])
    assert page.hint_words.isVisible()
    design, training = session.design, session.training
    click(qtbot, page.hints[SHOW])
    qtbot.waitUntil(lambda: session.training is not None and session.training.epoch == 100)
    assert page.back_to_own.isVisible()
    assert session.design != design
    assert not is_done(window, 2)
    click(qtbot, page.back_to_own)
    qtbot.waitUntil(lambda: session.design == design and session.training is not None)
    assert not is_done(window, 2)
    assert training is not None
    assert (session.training.net.weight_vector == training.net.weight_vector).all()  # type: ignore[union-attr]
    assert course.progress.hints == {2: SHOW}


def test_locks_are_shown_and_taken_away(window: MainWindow, qtbot: QtBot) -> None:
    page = begin(qtbot, window, "bend")
    model, palette = window.model, window.stack.palette_
    design = model.design
    assert [block.kind.name() for block in palette.shown()] == [
        "Linear", "Tanh", "Sigmoid", "ReLU"
    ]
    locks = window.lessons.course.locks
    hidden = len(locks.hide) + len(locks.hidden_blocks())
    assert page.locks.text() == f"{hidden} hidden, 1 fixed · show all"
    # What is hidden cannot be brought in another way either.
    model.insert_layer("Conv2D", 0)
    assert model.design == design
    assert "does without Conv2D" in window.messages.words.text()
    model.change_part("source", "noise", 0.2)
    assert model.design == design
    click(qtbot, page.locks)
    assert len(palette.shown()) > 4
    assert page.locks.text() == "Everything is shown · hide again"
    model.change_part("source", "noise", 0.2)
    assert model.design != design
    assert window.lessons.course.progress.unlocked == 1
    click(qtbot, page.locks)
    assert len(palette.shown()) == 4


def test_ctrl_enter_goes_on_and_the_dots_lead_anywhere(window: MainWindow, qtbot: QtBot) -> None:
    page = begin(qtbot, window, "check")
    assert page.place.text() == "Step 1 of 4"
    assert page.next.text() == "Skip"
    window.lessons.go_on.activated.emit()
    assert page.place.text() == "Step 2 of 4"
    click(qtbot, page.dots[3])
    assert page.place.text() == "Step 4 of 4"
    click(qtbot, page.back)
    assert page.place.text() == "Step 3 of 4"


def test_start_again_brings_the_first_network_back(window: MainWindow, qtbot: QtBot) -> None:
    page = begin(qtbot, window, "backwards")
    session = window.session
    assert session.training is not None
    assert session.training.net.weights["0.W"][0, 1] == pytest.approx(0.2)
    session.advance(steps=3)
    qtbot.waitUntil(lambda: at_rest(session) and session.training.epoch == 3)  # type: ignore[union-attr]
    click(qtbot, page.again)
    qtbot.waitUntil(lambda: session.training is not None and not session.training.begun)
    assert session.training.net.weights["0.W"][0, 1] == pytest.approx(0.2)
    assert window.run_list.current is None


def test_a_fault_is_found_in_the_window(window: MainWindow, qtbot: QtBot) -> None:
    page = begin(qtbot, window, "check")
    session, course, gradients = window.session, window.lessons.course, window.gradients
    session.advance(steps=2)
    finish(qtbot, window, page)
    window.menus.check.trigger()
    qtbot.waitUntil(lambda: not gradients.checks.is_busy and bool(gradients.checks.findings))
    finish(qtbot, window, page)
    assert gradients.judge(session.design.fault.wrong)
    finish(qtbot, window, page)
    gradients.mend()
    assert not session.design.fault
    qtbot.waitUntil(lambda: session.training is not None)
    window.menus.check.trigger()
    qtbot.waitUntil(lambda: not gradients.checks.is_busy and bool(gradients.checks.findings))
    qtbot.waitUntil(lambda: [sign for sign, _ in page.ticks.lines][:2] == ["✓", "✓"])
    assert course.at == 3


# What is kept


def test_progress_is_kept_by_hash(settings: QSettings) -> None:
    lesson = built_in_lesson("rate", "en")
    keep_progress(settings, lesson, Progress({0, 2}, {1: 2}, 1))
    again = kept_progress(settings, lesson)
    assert (again.done, again.hints, again.unlocked) == ({0, 2}, {1: 2}, 1)
    assert kept_progress(settings, built_in_lesson("rate", "fr")).done == {0, 2}
    assert kept_progress(settings, replace(lesson, hash="other")).done == set()


@pytest.mark.parametrize(
    "kept", ["", "{", "[]", "7", '{"hash": 1}', '{"hash": "H", "done": {}, "hints": 3}',
             '{"hash": "H", "done": [-1, 99, "a", true], "hints": {"a": 1, "0": "x"}}']
)  # fmt: skip
def test_whatever_the_settings_hold_is_progress(settings: QSettings, kept: str) -> None:
    lesson = built_in_lesson("rate", "en")
    settings.setValue("lessons/rate", kept.replace("H", lesson.hash))
    assert kept_progress(settings, lesson) == Progress()


@pytest.mark.parametrize(
    ("words", "value"),
    [("0.5", 0.5), ("0,5", 0.5), ("1/4", 0.25), ("56 %", 0.56), ("-3", -3.0), ("−3", -3.0),
     ("2·10⁻³", 0.002), ("", None), ("a", None), ("1/0", None), ("1e300", None), ("inf", None)],
)  # fmt: skip
def test_answers_are_read(words: str, value: float | None) -> None:
    assert read_answer(words) == (value if value is None else pytest.approx(value))


# Texts


def texts_of(lesson: Lesson) -> str:
    return "\n".join([lesson.goal, *(step.text for step in lesson.steps)])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LESSONS)
def test_formulas_are_set_and_links_lead_to_the_help(
    qtbot: QtBot, source: ThemeSource, name: str, language: str
) -> None:
    page = TextPage(source, "text")
    qtbot.addWidget(page)
    page.resize(280, 400)
    asked: list[str] = []
    page.asked.connect(asked.append)
    for step in built_in_lesson(name, language).steps:
        page.show_words(step.text)
        assert "$" not in page.toPlainText()
        assert "](" not in page.toPlainText()
        for number, (latex, em) in enumerate(page._formulas):
            image = page.loadResource(2, f"formula:{number}")
            assert image.width() > 0, latex  # type: ignore[attr-defined]
            assert image != page._drawn("?", em), latex
        block = page.document().begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                link = pieces.fragment().charFormat().anchorHref()
                assert not link or link in topics(language), link
                pieces += 1
            block = block.next()
    assert any("](" in step.text for step in built_in_lesson(name, language).steps)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_in_bold_are_those_of_the_window(language: str) -> None:
    known = {
        plain(words).replace("\u202f", " ").replace("\xa0", " ")
        for (_, english), french in read().items()
        for words in ((english,) if language == "en" else french)
    }
    for name in LESSONS:
        for step in built_in_lesson(name, language).steps:
            for words in re.findall(r"\*\*([^*]+)\*\*", step.text):
                assert plain(words) in known, (name, words)


def test_lessons_are_offered_among_the_templates(window: MainWindow, qtbot: QtBot) -> None:
    window.menus.show_templates()
    assert window.menus.gallery is not None
    click(qtbot, window.menus.gallery.lessons)
    assert not window.menus.gallery.isVisible()
    assert window.lessons.column is not None
    assert window.lessons.column.isVisible()


def test_nothing_that_a_text_names_is_loaded(
    qtbot: QtBot, source: ThemeSource, tmp_path: Path
) -> None:
    page = TextPage(source, "text")
    qtbot.addWidget(page)
    page.show_words(f"![a](file://{tmp_path}/x.png) <img src='http://x/y'> <b>x</b> $\\no{{$")
    for address in ("file:///etc/passwd", "http://x/y", "formula:7", "formula:x"):
        assert page.loadResource(2, address).isNull()  # type: ignore[attr-defined]


def test_a_lesson_goes_on_in_another_language(
    qtbot: QtBot, themes: ThemeSource, settings: QSettings
) -> None:
    languages = Languages(settings)
    holder = WindowHolder(themes, settings, languages)
    holder.window.show()
    qtbot.waitUntil(lambda: holder.window.session.training is not None)
    window = holder.window
    begin(qtbot, window, "check")
    window.lessons.course.go_to(1)
    training = window.session.training
    with qtbot.waitSignal(holder.replaced):
        menu = window.language_menu.menu
        next(action for action in menu.actions() if action.data() == "fr").trigger()
    new = holder.window
    course = new.lessons.course
    assert course.lesson is not None
    assert (course.lesson.title, course.at) == ("Est-ce juste ?", 1)
    assert new.session.training is training
    assert new.lessons.column is not None
    assert new.lessons.column.page.title.text() == "Est-ce juste ?"
    course.leave()
    qtbot.waitUntil(lambda: new.session.design.title == "Two moons")
    new.documents.asks = False
    new.close()
    new.deleteLater()
    languages.close()
    QLocale.setDefault(QLocale.c())
