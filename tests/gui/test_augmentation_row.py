"""The row of the augmentation: words when folded, settings and examples when not, all by keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from diynn.data.augmentation import Augmentation, ExampleImages, variants
from diynn.data.sources import Digits, Moons
from diynn.design.design import Design, View, prepared
from diynn.layers import Linear
from diynn.storage.recipes import recipe
from gui.design_panel.augmentation_row import IMAGES, VARIANTS, AugmentationRow
from gui.model.design_model import DesignModel
from gui.theme.theme import ThemeSource
from gui.widgets.setting_editor import SettingEditor
from gui.window.main_window import MainWindow

START = Design(Digits(), View("vector", "0 to 1"), (Linear(10),))


@pytest.fixture
def model(qapp: QApplication) -> Iterator[DesignModel]:
    made = DesignModel(START)
    yield made
    made.close()


@pytest.fixture
def row(qtbot: QtBot, themes: ThemeSource, model: DesignModel) -> Iterator[AugmentationRow]:
    row = AugmentationRow(model, themes)
    row.resize(360, 240)
    row.show()
    row.activateWindow()
    qtbot.waitExposed(row)
    yield row
    row.close()
    row.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def editor(row: AugmentationRow, name: str) -> SettingEditor:
    forms = {**row.form.editors, **row.noise.editors}
    return forms[name]


def enter(field: SettingEditor, text: str) -> None:
    line = field.findChildren(QLineEdit)[0]
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def shown(row: AugmentationRow) -> list[list[bytes]]:
    return [[bytes(one.constBits()) for one in line] for line in row.strip.images]


def test_folded_it_says_what_is_done(row: AugmentationRow, model: DesignModel) -> None:
    assert row.words.text() == "none"
    assert not row.unfolded.isVisible()
    model.change_part("augmentation", "rotation", 15.0)
    model.change_run("noise", 0.25)
    assert row.words.text() == "rotation 15 · noise 0.25"
    assert row.accessibleName() == "Augmentation"


def test_it_is_unfolded_and_set_by_keys_alone_and_undone(
    row: AugmentationRow, model: DesignModel
) -> None:
    row.expander.setFocus()
    QTest.keyClick(row.expander, Qt.Key.Key_Space)
    assert row.unfolded.isVisible()
    enter(editor(row, "shift"), "2")
    enter(editor(row, "elastic"), "0,5")
    enter(editor(row, "noise"), "0.1")
    assert model.design.augmentation == Augmentation(shift=2, elastic=0.5)
    assert model.design.run.noise == 0.1
    while model.undo_stack.canUndo():
        model.undo_stack.undo()
    assert model.design == START
    assert editor(row, "shift").value == 0
    assert row.words.text() == "none"


def test_every_control_is_reached_by_tab_and_has_a_name(
    row: AugmentationRow, model: DesignModel
) -> None:
    row.expander.setChecked(True)
    model.change_part("augmentation", "shift", 1.0)
    row.expander.setFocus()
    passed = []
    for _ in range(12):
        widget = QApplication.focusWidget()
        assert widget is not None
        passed.append(widget.accessibleName())
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    for name in ("Shift", "Rotation", "Scale", "Shear", "Elastic", "Noise"):
        assert f"Augmentation: {name}" in passed
    assert row.reroll.accessibleName() in passed
    assert row.clear.accessibleName() in passed


def test_a_value_out_of_reach_is_refused_with_a_sentence(
    row: AugmentationRow, model: DesignModel
) -> None:
    row.expander.setChecked(True)
    field = editor(row, "rotation")
    enter(field, "400")
    assert "between 0 and 180" in field.control.toolTip()
    assert model.design == START


def test_the_examples_follow_and_keep_their_chance(
    row: AugmentationRow, model: DesignModel
) -> None:
    row.expander.setChecked(True)
    assert "as soon as the data is read" in row.strip.words
    row.show_data(prepared(START, Digits().load()))
    assert row.strip.words == ""
    plain = shown(row)
    assert [len(line) for line in plain] == [1 + VARIANTS] * IMAGES
    assert all(set(line) == {line[0]} for line in plain)
    model.change_part("augmentation", "rotation", 40.0)
    turned = shown(row)
    for before, after in zip(plain, turned, strict=True):
        assert after[0] == before[0]
        assert len(set(after)) == 1 + VARIANTS
    model.undo_stack.undo()
    assert shown(row) == plain
    model.undo_stack.redo()
    assert shown(row) == turned
    QTest.keyClick(row.reroll, Qt.Key.Key_Space)
    assert not {one for line in shown(row) for one in line} & {
        one for line in turned for one in line
    }


def test_nothing_is_worked_out_while_it_is_folded(row: AugmentationRow, model: DesignModel) -> None:
    row.show_data(prepared(START, Digits().load()))
    model.change_part("augmentation", "shift", 1.0)
    assert row.strip.images == []
    row.expander.setChecked(True)
    assert len(row.strip.images) == IMAGES


def test_all_of_it_goes_with_one_press_and_comes_with_one_undo(
    row: AugmentationRow, model: DesignModel
) -> None:
    row.expander.setChecked(True)
    assert not row.clear.isEnabled()
    model.change_part("augmentation", "scale", 0.2)
    model.change_run("noise", 0.3)
    before = model.design
    QTest.keyClick(row.clear, Qt.Key.Key_Space)
    assert model.design == START
    assert QApplication.focusWidget() is row.expander
    model.undo_stack.undo()
    assert model.design == before


def test_data_without_images_says_so(row: AugmentationRow, model: DesignModel) -> None:
    design = replace(START, source=Moons(), view=View(), layers=(Linear(2),))
    model.replace_design(design, "")
    row.expander.setChecked(True)
    row.show_data(prepared(design, Moons().load()))
    assert "no images" in row.strip.words
    assert row.sign.isHidden()
    model.change_part("augmentation", "shift", 1.0)
    assert not row.sign.isHidden()
    assert "only noise is added" in row.sign.toolTip()


def test_variants_have_noise_and_are_as_many_as_asked_for() -> None:
    data = prepared(START, Digits().load())
    examples = ExampleImages(data).pick(3, 5)
    assert examples.images.shape == (3, 8, 8, 1)
    assert (examples.low, examples.high) == (0, 1)
    found = variants(START.augmentation, 0.2, examples, 40, 5)
    assert found.shape == (3, 40, 8, 8, 1)
    assert float((found - examples.images[:, None]).std()) == pytest.approx(0.2, rel=0.1)
    np.testing.assert_array_equal(found, variants(START.augmentation, 0.2, examples, 40, 5))
    standard = replace(START, view=View("image", "standard"))
    examples = ExampleImages(prepared(standard, Digits().load())).pick(3, 5)
    assert examples.low < examples.high


def test_the_window_gives_it_the_images_of_its_data(qtbot: QtBot, window: MainWindow) -> None:
    row = window.stack.layers.augmentation
    row.expander.setChecked(True)
    assert "no images" in row.strip.words
    window.documents.start_from(recipe("digits-conv2d"))
    qtbot.waitUntil(lambda: len(row.strip.images) == IMAGES, timeout=20_000)
    plain = shown(row)
    window.model.change_view("shape", "vector")
    assert shown(row) == plain
    window.model.change_part("augmentation", "shift", 2.0)
    assert shown(row) != plain
