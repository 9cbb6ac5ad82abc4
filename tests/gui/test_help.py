"""Asking for help in the real window: by F1, by pointing, by links and by searching."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QKeySequence, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

import gui
from diynn.lessons.lesson_file import built_in_lesson
from gui.help.page import CONTENTS, Question
from gui.help.pointing import HELP_TOPIC, question_at
from gui.help.spotlight import Spotlight
from gui.help.topics import topics
from gui.theme.theme import ThemeSource
from gui.window.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton

DECLARED = re.compile(r'setProperty\("helpTopic", "([\w-]+)"\)')
ELSEWHERE = {
    "Committee", "film",
    "report-experiments", "rate-finder", "cross-validation", "sweep", "data-table", "data-findings",
    "data-pictures", "data-preparation", "picture-look", "row-filter", "table-reading",
    "use-on", "one-row", "break-it", "as-python", "class", "mystery", "workshop", "workshop-checks",
    "workshop-locks", "workshop-try",
}  # fmt: skip
"""Topics of windows of their own, which other tests open."""


def declared_topics() -> set[str]:
    """What the sources declare."""
    sources = Path(gui.__file__).parent.rglob("*.py")
    return {topic for path in sources for topic in DECLARED.findall(path.read_text("utf-8"))}


def inside(widget: QWidget) -> Iterator[QWidget]:
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isWindow():
            yield child
            yield from inside(child)


def field_of(window: MainWindow, name: str) -> QWidget:
    form = window.stack.run.optimizer_form
    assert form is not None
    return form.editors[name].control


def ask(qtbot: QtBot, window: MainWindow, widget: QWidget) -> Question:
    """Press F1 on a control; what is shown then."""
    window.activateWindow()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    window.help.ask_action.trigger()
    assert window.help.panel is not None
    return window.help.panel.question


def test_no_control_is_without_a_topic(qtbot: QtBot, window: MainWindow) -> None:
    """Whatever can have the keys, on every tab, leads to a page; and every topic is met."""
    known = set(topics("en"))
    met: set[str] = set()
    for page in window.tabs.names():
        window.tabs.page(page)
    # What is folded away, or shown when it is clicked, may not be made yet.
    assert window.tabs.page("boundary").stage.large is not None
    for widget in list(inside(window)):
        if isinstance(widget, QAbstractButton) and "More settings" in widget.accessibleName():
            widget.setChecked(True)
    window.help.show_contents()
    assert window.help.panel is not None
    window.lessons.start(built_in_lesson("bend", "en"))
    for widget in (window, *inside(window)):
        met.add(widget.property(HELP_TOPIC))
        question = question_at(widget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            assert question.topic in known, widget
    assert declared_topics() - met == ELSEWHERE


def test_nothing_of_the_help_is_made_before_it_is_asked_for(window: MainWindow) -> None:
    assert window.help.panel is None
    assert window.tour.tour is None


def test_f1_explains_the_setting_that_has_the_keys(qtbot: QtBot, window: MainWindow) -> None:
    assert ask(qtbot, window, field_of(window, "momentum")) == Question(
        "momentum", "SGD", "momentum"
    )
    assert window.help.panel is not None
    text = window.help.panel.page.toPlainText()
    assert "Momentum" in text
    assert "From 0 to 0.999" in text
    assert window.help.ask_action.shortcut() == QKeySequence("F1")


def test_f1_on_a_block_of_the_stack_explains_its_kind(qtbot: QtBot, window: MainWindow) -> None:
    view = window.stack.layers.view
    view.go_to(1)
    assert ask(qtbot, window, view) == Question(type(window.model.design.layers[1]).name())


def test_asked_again_the_keys_go_to_the_answer(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, field_of(window, "momentum"))
    assert window.help.panel is not None
    ask(qtbot, window, field_of(window, "momentum"))
    qtbot.waitUntil(window.help.panel.page.hasFocus)


def test_help_of_the_palette_comes_in_the_same_panel(window: MainWindow) -> None:
    window.stack.help_asked.emit("Conv2D")
    assert window.help.panel is not None
    assert window.help.panel.question == Question("Conv2D")
    assert window.help.dock is not None
    assert window.help.dock.isVisible()
    assert not window.help.dock.isModal()


def test_escape_closes_the_panel_from_the_window_and_from_itself(
    qtbot: QtBot, window: MainWindow
) -> None:
    for asker in (window, None):
        window.help.ask_topic("Tanh")
        dock, panel = window.help.dock, window.help.panel
        assert dock is not None
        assert panel is not None
        qtbot.keyClick(asker or panel.page, Qt.Key.Key_Escape)
        assert not dock.isVisible()


def test_keys_of_the_panel_do_not_play(qtbot: QtBot, window: MainWindow) -> None:
    window.help.ask_topic("Tanh")
    panel = window.help.panel
    assert panel is not None
    training = window.session.training
    for key in (Qt.Key.Key_Space, Qt.Key.Key_R, Qt.Key.Key_Right):
        qtbot.keyClick(panel.page, key)
    assert window.session.training is training
    assert not window.session.is_moving


def test_links_lead_on_and_back(window: MainWindow) -> None:
    window.help.ask_topic("Tanh")
    panel = window.help.panel
    assert panel is not None
    assert not panel.back.isEnabled()
    panel.page.anchorClicked.emit(QUrl("Sigmoid"))
    assert panel.question == Question("Sigmoid")
    panel.back.click()
    assert panel.question == Question("Tanh")
    panel.contents.click()
    assert panel.question == Question(CONTENTS)
    panel.page.anchorClicked.emit(QUrl("no-such-topic"))
    assert panel.question == Question(CONTENTS)


def test_searching(qtbot: QtBot, window: MainWindow) -> None:
    window.help.show_contents()
    panel = window.help.panel
    assert panel is not None
    qtbot.keyClicks(panel.field, "momentum")
    assert panel.found.isVisibleTo(panel)
    assert panel.found.item(0).data(Qt.ItemDataRole.UserRole) == "momentum"
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert panel.question == Question("momentum")
    assert not panel.found.isVisibleTo(panel)
    qtbot.keyClicks(panel.field, "xyzzy")
    assert panel.found.count() == 1
    qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    assert panel.question == Question("momentum")
    qtbot.keyClick(panel.field, Qt.Key.Key_Escape)
    assert panel.field.text() == ""


def test_formulas_and_pictures_fit_the_panel(qtbot: QtBot, window: MainWindow) -> None:
    window.help.ask_topic("OneCycle")
    panel = window.help.panel
    assert panel is not None
    assert window.help.dock is not None
    for width in (280, 420):
        panel.resize(width, 500)
        for address in ("formula:OneCycle/0", "picture:OneCycle"):

            def fits(address: str = address) -> bool:
                image = panel.page.loadResource(
                    QTextDocument.ResourceType.ImageResource.value, QUrl(address)
                )
                return image.deviceIndependentSize().width() <= panel.page.viewport().width()  # type: ignore[attr-defined,no-any-return]

            qtbot.waitUntil(fits)


def test_the_panel_wears_the_look(window: MainWindow, themes: ThemeSource) -> None:
    window.help.ask_topic("Tanh")
    panel = window.help.panel
    assert panel is not None
    before = panel.page.toHtml()
    themes.choose("dark")
    assert panel.page.toHtml() != before
    themes.choose("light")


# Pointing.


def point_at(qtbot: QtBot, window: MainWindow, widget: QWidget, at: QPoint | None = None) -> None:
    window.activateWindow()
    window.help.point_action.trigger()
    pointing = window.help.pointing
    assert pointing is not None
    assert window.help.button.isChecked()
    place = widget.mapTo(window, widget.rect().center() if at is None else at)
    QTest.mouseMove(pointing, place)
    qtbot.mouseClick(pointing, LEFT, pos=place)
    assert window.help.pointing is None
    assert not window.help.button.isChecked()


def test_a_click_explains_instead_of_pressing(qtbot: QtBot, window: MainWindow) -> None:
    point_at(qtbot, window, window.controls.bar.play)
    assert window.help.panel is not None
    assert window.help.panel.question == Question("play")
    assert not window.session.is_moving


def test_a_click_on_a_tab_explains_that_tab(qtbot: QtBot, window: MainWindow) -> None:
    bar = window.tabs.findChild(QTabBar)
    assert isinstance(bar, QTabBar)
    row = window.tabs.names().index("codes")
    before = window.tabs.current_name()
    point_at(qtbot, window, bar, bar.tabRect(row).center())
    assert window.help.panel is not None
    assert window.help.panel.question == Question("tab-codes")
    assert window.tabs.current_name() == before


@pytest.mark.parametrize(
    ("part", "topic"),
    [
        (lambda w: w.stack.layers.view.row_widget(0), "Linear"),
        (lambda w: w.stack.run.kind, "SGD"),
        (lambda w: w.stack.layers.input.source, "Moons"),
        (lambda w: w.curves.loss.bar.log, "log-axis"),
        (lambda w: w.stack.run.run_form.labels["batch_size"], "batch"),
        (lambda w: w.help.button, "help"),
    ],
    ids=["block", "optimizer", "data", "curve", "caption", "itself"],
)  # fmt: skip
def test_what_pointing_asks(window: MainWindow, part: object, topic: str) -> None:
    assert callable(part)
    assert question_at(part(window)).topic == topic


def test_escape_and_the_right_button_end_pointing(qtbot: QtBot, window: MainWindow) -> None:
    editor = window.stack.run.findChildren(QLineEdit)[0]
    window.activateWindow()
    editor.setFocus()
    focused = window.focusWidget()
    assert focused is not None
    window.help.point()
    assert window.help.pointing is not None
    assert window.focusWidget() is window.help.pointing
    qtbot.keyClick(window.help.pointing, Qt.Key.Key_Escape)
    assert window.help.pointing is None
    assert window.focusWidget() is focused
    window.help.button.click()
    assert window.help.pointing is not None
    qtbot.mouseClick(window.help.pointing, Qt.MouseButton.RightButton, pos=QPoint(200, 200))
    assert window.help.pointing is None
    assert window.help.panel is None


def test_what_had_the_keys_may_be_gone_when_pointing_ends(
    qtbot: QtBot, window: MainWindow
) -> None:
    """A template that is chosen meanwhile takes the fields of the old network away."""
    field = QLineEdit(window)
    field.show()
    window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    window.help.button.click()
    assert window.help.pointing is not None
    delete(field)
    window.help.button.click()
    assert window.help.pointing is None
    assert not window.help.button.isChecked()


def test_pointing_goes_with_the_window_that_it_lies_over(qtbot: QtBot, window: MainWindow) -> None:
    beside = QWidget(window, Qt.WindowType.Window)
    beside.show()
    beside.activateWindow()
    qtbot.waitUntil(beside.isActiveWindow)
    window.help.point()
    delete(beside)
    window.help.point()
    assert window.help.pointing is not None
    assert window.help.pointing.isVisible()
    window.help.point()


def test_what_is_lit_may_be_gone(qtbot: QtBot, window: MainWindow, themes: ThemeSource) -> None:
    lit, part = Spotlight(window, themes), QWidget(window)
    part.show()
    lit.light(part)
    delete(part)
    lit.follow()
    assert lit.hole.isEmpty()
    lit.light(None)
