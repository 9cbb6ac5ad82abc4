"""Editors made from declared settings: what is typed is taken, restored or refused in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated
from unittest.mock import patch

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QPushButton, QStylePainter, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from diynn.data.sources import SOURCES
from diynn.design.design import Run, View
from diynn.layers import LAYERS, Conv2D
from diynn.network.losses import LOSSES
from diynn.network.optimizers import OPTIMIZERS
from diynn.settings import Declared, OneOf, Range, settings_of
from gui.text.numbers import typed
from gui.theme.theme import ThemeSource
from gui.widgets.named_combo import NamedCombo
from gui.widgets.number_field import read_number, stepped
from gui.widgets.setting_editor import (
    CheckEditor,
    ChoiceEditor,
    FileEditor,
    NumberEditor,
    PairEditor,
    TextEditor,
    setting_editor,
)  # fmt: skip
from gui.widgets.settings_form import SettingsForm


@dataclass(frozen=True)
class Sample(Declared):
    """All sorts of settings."""

    units: Annotated[int, Range(1, 100), "How many"] = 10
    rate: Annotated[float, Range(0.0, 1.0), "How much"] = 0.5
    bias: Annotated[bool, "Whether"] = True
    kind: Annotated[str, OneOf(("one", "two")), "Which"] = "one"
    path: Annotated[str, "Where"] = ""
    heading: Annotated[str, "What"] = ""


@pytest.fixture
def form(qtbot: QtBot, themes: ThemeSource) -> Iterator[SettingsForm]:
    ground = QWidget()
    ground.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    down = QVBoxLayout(ground)
    form = SettingsForm(Sample, "Sample", themes)
    down.addWidget(form)
    down.addSpacing(40)
    down.addWidget(QPushButton("other"))
    qtbot.addWidget(ground)
    ground.resize(400, 320)
    ground.show()
    ground.activateWindow()
    qtbot.waitExposed(ground)
    yield form
    ground.close()


def field(form: SettingsForm, name: str):
    editor = form.editors[name]
    assert isinstance(editor, NumberEditor)
    return editor.field


def type_into(form: SettingsForm, name: str, text: str) -> None:
    control = field(form, name)
    control.setFocus()
    control.selectAll()
    QTest.keyClicks(control, text)


def test_each_kind_gets_its_control(form: SettingsForm) -> None:
    kinds = [type(editor) for editor in form.editors.values()]
    assert kinds == [
        NumberEditor, NumberEditor, CheckEditor, ChoiceEditor, FileEditor, TextEditor,
    ]  # fmt: skip
    units = form.editors["units"].control
    assert units.accessibleName() == "Sample: Units"
    assert units.toolTip() == "How many. From 1 to 100."


@pytest.mark.parametrize("text", ["0.25", "0,25", ".25", " 0,250 ", "2.5e-1"])
def test_comma_and_dot_both_work(form: SettingsForm, text: str) -> None:
    heard = QSignalSpy(form.edited)
    type_into(form, "rate", text)
    assert heard.count() == 0
    QTest.keyClick(field(form, "rate"), Qt.Key.Key_Return)
    assert [heard.at(0), heard.count()] == [["rate", 0.25], 1]


def test_a_value_is_taken_on_clicking_away(form: SettingsForm) -> None:
    heard = QSignalSpy(form.edited)
    type_into(form, "units", "42")
    window = form.window()
    QTest.mouseClick(
        window.windowHandle(), Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier, QPoint(200, 250),
    )  # fmt: skip
    assert [heard.at(0), heard.count()] == [["units", 42], 1]


def test_a_value_is_taken_on_leaving_by_tab(form: SettingsForm) -> None:
    heard = QSignalSpy(form.edited)
    type_into(form, "units", "7")
    QTest.keyClick(field(form, "units"), Qt.Key.Key_Tab)
    assert heard.at(0) == ["units", 7]


def test_escape_restores(form: SettingsForm) -> None:
    heard = QSignalSpy(form.edited)
    type_into(form, "units", "42")
    QTest.keyClick(field(form, "units"), Qt.Key.Key_Escape)
    assert field(form, "units").text() == "10"
    QTest.keyClick(field(form, "units"), Qt.Key.Key_Return)
    assert heard.count() == 0


def test_escape_restores_what_was_taken_last(form: SettingsForm) -> None:
    control = field(form, "units")
    type_into(form, "units", "42")
    QTest.keyClick(control, Qt.Key.Key_Return)
    type_into(form, "units", "7")
    QTest.keyClick(control, Qt.Key.Key_Escape)
    assert control.text() == "42"


@pytest.mark.parametrize("text", ["0", "101", "many", "2.5", "", "1e999"])
def test_what_cannot_be_is_refused_in_words(form: SettingsForm, text: str) -> None:
    heard = QSignalSpy(form.edited)
    editor = form.editors["units"]
    control = field(form, "units")
    type_into(form, "units", text) if text else (control.setFocus(), control.selectAll(),
        QTest.keyClick(control, Qt.Key.Key_Delete))  # fmt: skip
    QTest.keyClick(control, Qt.Key.Key_Return)
    assert heard.count() == 0
    assert editor.value == 10
    assert "Sample: units cannot be" in control.toolTip()
    assert control.property("invalid") is True
    assert control.text() == text
    QTest.keyClick(control, Qt.Key.Key_Escape)
    assert control.property("invalid") is False
    assert control.text() == "10"
    assert control.toolTip() == "How many. From 1 to 100."


def test_arrows_step_at_once_and_stop_at_the_limits(form: SettingsForm) -> None:
    heard = QSignalSpy(form.edited)
    control = field(form, "units")
    control.setFocus()
    QTest.keyClick(control, Qt.Key.Key_Up)
    assert heard.at(0) == ["units", 11]
    form.editors["units"].set_value(100)
    QTest.keyClick(control, Qt.Key.Key_Up)
    assert heard.count() == 1


def test_the_wheel_turns_a_value_only_where_it_has_the_focus(form: SettingsForm) -> None:
    heard = QSignalSpy(form.edited)
    control = field(form, "units")

    def turn() -> None:
        middle = control.rect().center()
        event = QWheelEvent(
            middle, control.mapToGlobal(middle), QPoint(0, 0), QPoint(0, 120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(control, event)

    form.editors["rate"].control.setFocus()
    turn()
    assert heard.count() == 0
    control.setFocus()
    turn()
    assert heard.at(0) == ["units", 11]


def test_boxes_choices_and_texts_tell_their_values(form: SettingsForm) -> None:
    heard = QSignalSpy(form.edited)
    QTest.keyClick(form.editors["bias"].control, Qt.Key.Key_Space)
    QTest.keyClick(form.editors["kind"].control, Qt.Key.Key_Down)
    line = form.editors["heading"].control
    line.setFocus()
    QTest.keyClicks(line, "Name")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert [heard.at(n) for n in range(heard.count())] == [
        ["bias", False], ["kind", "two"], ["heading", "Name"],
    ]  # fmt: skip


def test_showing_values_tells_nothing_and_keeps_what_is_typed(form: SettingsForm) -> None:
    heard = QSignalSpy(form.edited)
    type_into(form, "units", "4")
    form.show_values(Sample(rate=0.75, bias=False, kind="two", path="/tmp/x"))
    assert heard.count() == 0
    assert field(form, "units").text() == "4"
    assert field(form, "rate").text() == "0.75"


def test_numbers_show_the_languages_mark(
    qtbot: QtBot, themes: ThemeSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.French))
    try:
        editor = setting_editor(settings_of(Sample)[1], "Sample", themes)
        qtbot.addWidget(editor)
        assert isinstance(editor, NumberEditor)
        assert editor.field.text() == "0,5"
    finally:
        QLocale.setDefault(old)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,5", 1.5), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("41 834", 41834.0),
        ("\N{MINUS SIGN}3", -3.0), ("1.2.3", None), ("inf", None), ("nan", None), ("x", None),
        ("1e-5", 1e-5), ("0,0003", 0.0003), ("10⁻⁵", 1e-5), ("2,5·10⁻⁵", 2.5e-5), ("−10⁵", -1e5),
        ("3*10^-4", 3e-4), ("10⁻6", 1e-6), ("10⁵6", None), ("210⁵", None),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(text: str, value: float | None) -> None:
    assert read_number(text) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [(1e9, "10⁹"), (2.5e6, "2.5·10⁶"), (1234567.0, "1234567"), (-3e12, "−3·10¹²"), (0.5, "0.5"),
     (100000.0, "100000"), (2000000, "2000000"), (1e-5, "10⁻⁵"), (0.0003, "0.0003")],
)  # fmt: skip
def test_large_numbers_fit_their_fields(value: float, text: str) -> None:
    assert typed(value) == text
    assert read_number(text) == value


@pytest.mark.parametrize(
    ("value", "up", "down"),
    [(0.1, 0.2, 0.09), (0.0, 0.0001, 0.0), (1.0, 2.0, 0.9), (0.25, 0.3, 0.2)],
)
def test_logarithmic_steps_are_round(value: float, up: float, down: float) -> None:
    limits = Range(0.0, 1e12, logarithmic=True)
    assert stepped(value, limits, True) == pytest.approx(up)
    assert stepped(value, limits, False) == pytest.approx(down)


@pytest.mark.parametrize("kind", [*LAYERS, *LOSSES, *OPTIMIZERS, *SOURCES, View, Run])
def test_every_declared_thing_has_a_form(
    qtbot: QtBot, themes: ThemeSource, kind: type[Declared]
) -> None:
    form = SettingsForm(kind, kind.name(), themes)
    qtbot.addWidget(form)
    declared = kind()
    form.show_values(declared)
    assert {name: editor.value for name, editor in form.editors.items()} == {
        setting.name: getattr(declared, setting.name) for setting in settings_of(kind)
    }
    assert all(editor.control.accessibleName() for editor in form.editors.values())
    form.set_owner("Another")
    if kind is Conv2D:
        assert form.editors["filters"].control.accessibleName() == "Another: Filters"


def test_a_choice_longer_than_its_box_ends_in_dots(qtbot: QtBot, themes: ThemeSource) -> None:
    box = NamedCombo()
    qtbot.addWidget(box)
    box.addItems(["LogSoftmaxCrossEntropy", "LogSoftmaxCross"])
    box.resize(box.sizeHint())

    def drawn() -> str:
        """What of the choice is written."""
        with patch.object(QStylePainter, "drawControl") as draw:
            box.grab()
        return str(draw.call_args.args[1].currentText)

    assert drawn() == "LogSoftmaxCrossEntropy"
    box.resize(box.sizeHint().width() - 20, box.height())
    assert drawn().endswith("…")


@pytest.fixture
def pair(qtbot: QtBot, themes: ThemeSource) -> PairEditor:
    setting = next(one for one in settings_of(Conv2D) if one.name == "kernel_size")
    editor = setting_editor(setting, "Conv2D", themes)
    qtbot.addWidget(editor)
    assert isinstance(editor, PairEditor)
    return editor


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("5", (5, 5)), ("5x3", (5, 3)), ("5 × 3", (5, 3)), ("5,3", (5, 3)), ("7 X 7", (7, 7))],
)
def test_a_pair_is_typed_in_one_field(
    pair: PairEditor, typed: str, meant: tuple[int, int]
) -> None:
    edits = QSignalSpy(pair.edited)
    assert pair.line.text() == "3 × 3"
    pair.line.setText(typed)
    QTest.keyClick(pair.line, Qt.Key.Key_Return)
    assert pair.value == meant
    assert pair.line.text() == f"{meant[0]} × {meant[1]}"
    assert edits.count() == 1
    assert edits.at(0)[0] == meant


def test_what_is_no_pair_stays_with_its_reason(pair: PairEditor) -> None:
    edits = QSignalSpy(pair.edited)
    for words in ("5x", "0", "3 × 5000", "x"):
        pair.line.setText(words)
        QTest.keyClick(pair.line, Qt.Key.Key_Return)
        assert pair.error
        assert pair.line.text() == words
    assert (pair.value, edits.count()) == ((3, 3), 0)
    QTest.keyClick(pair.line, Qt.Key.Key_Escape)
    assert (pair.line.text(), pair.error) == ("3 × 3", "")


def test_arrow_keys_step_both_numbers_within_their_limits(pair: PairEditor) -> None:
    pair.set_value((1, 3))
    QTest.keyClick(pair.line, Qt.Key.Key_Up)
    assert pair.value == (2, 4)
    QTest.keyClick(pair.line, Qt.Key.Key_PageDown)
    assert (pair.value, pair.line.text()) == ((1, 1), "1 × 1")
