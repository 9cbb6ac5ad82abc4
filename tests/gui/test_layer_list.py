"""The layer list under real mouse and keys: drag, edit, mend, copy, undo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from diynn.data.sources import USPS, Circles, Digits, Moons, UserFile
from diynn.design.design import Design, View
from diynn.layers import LAYERS, Conv2D, Flatten, Linear, MaxPool2D, ReLU, Softmax, Tanh
from diynn.layers.layer import Layer
from diynn.network.losses import BCE
from diynn.network.optimizers import SGD
from diynn.settings import OneOf, Range, Setting, Value, settings_of
from diynn.storage.recipes import recipe
from gui.design_panel.design_panel import DesignPanel
from gui.design_panel.layer_row import BELOW, FITS, WRONG
from gui.model.design_model import DesignModel
from gui.theme.theme import ThemeSource
from gui.widgets.setting_editor import NumberEditor, PairEditor

NONE, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
START = Design(layers=(Linear(outputs=8), Tanh(), ReLU(), Linear(outputs=2)))


def another(setting: Setting, value: Value) -> Value:
    """A value of a setting that is not the one it has."""
    limits = setting.limits
    if isinstance(value, bool):
        return not value
    if isinstance(value, tuple):
        return (value[0] + 1, value[1] + 1)
    if isinstance(limits, OneOf):
        return next(choice for choice in limits.choices if choice != value)
    if isinstance(limits, Range):
        return type(value)(limits.low if value != limits.low else limits.high)
    return f"{value} more"


def has_pair(kind: type[Layer]) -> bool:
    return any(isinstance(setting.default, tuple) for setting in settings_of(kind))


@pytest.fixture
def panel(qtbot: QtBot, themes: ThemeSource) -> Iterator[DesignPanel]:
    ground = QWidget()
    ground.resize(700, 720)
    panel = DesignPanel(DesignModel(START), themes, ground)
    panel.resize(360, 720)
    ground.show()
    ground.activateWindow()
    qtbot.waitExposed(ground)
    settle()
    yield panel
    model_of(panel).close()
    ground.close()
    ground.deleteLater()
    # At once: every window that stands is dressed again for each test.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def model_of(panel: DesignPanel) -> DesignModel:
    model = panel.layers.view.model()
    assert isinstance(model, DesignModel)
    return model


def names(panel: DesignPanel) -> str:
    return " ".join(layer.name() for layer in model_of(panel).design.layers)


def at(panel: DesignPanel, widget: QWidget, x: int, y: int) -> QPoint:
    return widget.mapTo(panel, QPoint(x, y))


def row_place(panel: DesignPanel, row: int, share: float = 0.5) -> QPoint:
    widget = panel.layers.view.row_widget(row)
    return at(panel, widget, 40, round(widget.height() * share))


def drag(panel: DesignPanel, start: QPoint, end: QPoint, drop: bool = True) -> None:
    """The events that the window system sends, delivered to the window itself."""
    handle = panel.window().windowHandle()
    QTest.mousePress(handle, LEFT, NONE, start)
    steps = 8
    for step in range(1, steps + 1):
        QTest.mouseMove(handle, start + (end - start) * step / steps)
        settle()
    if drop:
        QTest.mouseRelease(handle, LEFT, NONE, end)
        settle()


def click(panel: DesignPanel, place: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(panel.window().windowHandle(), LEFT, modifiers, place)
    settle()


def keys(panel: DesignPanel, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    if not panel.window().isActiveWindow():
        # Shortcuts are not heard while a window that a test before has left is in front.
        panel.window().activateWindow()
        settle()
    QTest.keyClick(panel.window().windowHandle(), key, modifiers)
    settle()


@pytest.mark.parametrize(
    ("row", "target", "share", "result"),
    [
        (0, 3, 0.8, "Tanh ReLU Linear Linear"),
        (0, 1, 0.8, "Tanh Linear ReLU Linear"),
        (3, 0, 0.2, "Linear Linear Tanh ReLU"),
        (2, 1, 0.2, "Linear ReLU Tanh Linear"),
        (1, 1, 0.9, "Linear Tanh ReLU Linear"),
    ],
)
def test_a_row_is_dragged_with_the_mouse(panel, row, target, share, result) -> None:
    drag(panel, row_place(panel, row), row_place(panel, target, share))
    assert names(panel) == result
    view = panel.layers.view
    moved = START.layers[row]
    assert model_of(panel).design.layers[view.current_row()] == moved
    assert [view.row_widget(n).kind for n in range(4)] == [
        type(layer) for layer in model_of(panel).design.layers
    ]
    model_of(panel).undo_stack.undo()
    settle()
    assert model_of(panel).design == START


def test_the_line_shows_where_a_row_would_stand(panel: DesignPanel) -> None:
    line = panel.layers.view.drop_line
    assert not line.isVisible()
    drag(panel, row_place(panel, 0), row_place(panel, 2, 0.2), drop=False)
    assert line.isVisible()
    between = panel.layers.view.row_widget(2).y()
    assert abs(line.geometry().center().y() - between) <= 4
    QTest.mouseRelease(panel.window().windowHandle(), LEFT, NONE, row_place(panel, 2, 0.2))
    assert not line.isVisible()


def test_a_drop_outside_keeps_the_row(panel: DesignPanel) -> None:
    drag(panel, row_place(panel, 1), QPoint(180, 715))
    drag(panel, row_place(panel, 1), QPoint(180, 20))
    drag(panel, row_place(panel, 1), QPoint(600, 300))
    assert model_of(panel).design == START
    assert model_of(panel).undo_stack.count() == 0


def test_escape_and_the_right_button_call_a_drag_off(panel: DesignPanel) -> None:
    end = row_place(panel, 3, 0.8)
    drag(panel, row_place(panel, 0), end, drop=False)
    keys(panel, Qt.Key.Key_Escape)
    assert not panel.layers.view.drop_line.isVisible()
    QTest.mouseRelease(panel.window().windowHandle(), LEFT, NONE, end)
    drag(panel, row_place(panel, 0), end, drop=False)
    QTest.mousePress(panel.window().windowHandle(), Qt.MouseButton.RightButton, NONE, end)
    QTest.mouseRelease(panel.window().windowHandle(), Qt.MouseButton.RightButton, NONE, end)
    QTest.mouseRelease(panel.window().windowHandle(), LEFT, NONE, end)
    assert model_of(panel).design == START


@pytest.mark.parametrize(
    ("row", "share", "result"),
    [(0, 0.2, "Flatten Linear Tanh ReLU Linear"), (2, 0.2, "Linear Tanh Flatten ReLU Linear"),
     (3, 0.8, "Linear Tanh ReLU Linear Flatten")],
)  # fmt: skip
def test_a_block_is_dragged_from_the_palette(panel, row, share, result) -> None:
    block = panel.palette_.block("Flatten")
    drag(panel, at(panel, block, 20, 12), row_place(panel, row, share))
    assert names(panel) == result
    assert not panel.layers.view.drop_line.isVisible()


def test_a_block_dropped_on_the_input_comes_first_and_on_the_loss_last(panel) -> None:
    block = panel.palette_.block("ReLU")
    drag(panel, at(panel, block, 20, 12), at(panel, panel.layers.input, 20, 10))
    drag(panel, at(panel, block, 20, 12), at(panel, panel.layers.loss, 20, 10))
    assert names(panel) == "ReLU Linear Tanh ReLU Linear ReLU"


def test_a_block_dropped_outside_is_nothing(panel: DesignPanel) -> None:
    block = panel.palette_.block("ReLU")
    drag(panel, at(panel, block, 20, 12), QPoint(170, 8))
    drag(panel, at(panel, block, 20, 12), QPoint(650, 300))
    assert model_of(panel).undo_stack.count() == 0


def test_a_block_is_dropped_into_an_empty_list(panel: DesignPanel) -> None:
    model_of(panel).remove(range(4))
    settle()
    assert panel.layers.empty.isVisible()
    view = panel.layers.view
    drag(panel, at(panel, panel.palette_.block("Linear"), 20, 12), at(panel, view, 100, 20))
    assert names(panel) == "Linear"
    assert not panel.layers.empty.isVisible()


def test_double_click_and_enter_insert_below_the_current_row(panel: DesignPanel) -> None:
    click(panel, row_place(panel, 1))
    place = at(panel, panel.palette_.block("Sigmoid"), 20, 12)
    QTest.mouseDClick(panel.window().windowHandle(), LEFT, NONE, place)
    settle()
    assert names(panel) == "Linear Tanh Sigmoid ReLU Linear"
    # A click into the panel leaves the keys to the list: Enter leads on to the palette.
    keys(panel, Qt.Key.Key_Return)
    assert panel.palette_.blocks[0].hasFocus()
    keys(panel, Qt.Key.Key_Return)
    assert names(panel) == "Linear Tanh Sigmoid Linear ReLU Linear"
    assert panel.layers.view.current_row() == 3


def test_keys_begin_at_the_last_row(panel: DesignPanel) -> None:
    click(panel, at(panel, panel.layers.totals, 300, 60))
    assert panel.layers.view.hasFocus()
    assert panel.layers.view.chosen_rows() == [3]


def test_keys_move_duplicate_remove_and_copy(panel: DesignPanel) -> None:
    alt, ctrl = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
    click(panel, row_place(panel, 1))
    keys(panel, Qt.Key.Key_Up, alt)
    assert names(panel) == "Tanh Linear ReLU Linear"
    keys(panel, Qt.Key.Key_Up, alt)
    keys(panel, Qt.Key.Key_Down, alt)
    keys(panel, Qt.Key.Key_Down, alt)
    assert names(panel) == "Linear ReLU Tanh Linear"
    assert panel.layers.view.current_row() == 2
    keys(panel, Qt.Key.Key_D, ctrl)
    assert names(panel) == "Linear ReLU Tanh Tanh Linear"
    keys(panel, Qt.Key.Key_Delete)
    keys(panel, Qt.Key.Key_C, ctrl)
    keys(panel, Qt.Key.Key_Home)
    keys(panel, Qt.Key.Key_V, ctrl)
    assert names(panel) == "Linear Linear ReLU Tanh Linear"
    keys(panel, Qt.Key.Key_X, ctrl)
    assert names(panel) == "Linear ReLU Tanh Linear"
    keys(panel, Qt.Key.Key_A, ctrl)
    keys(panel, Qt.Key.Key_Delete)
    assert names(panel) == ""
    while model_of(panel).undo_stack.canUndo():
        model_of(panel).undo_stack.undo()
        settle()
    assert model_of(panel).design == START


def test_f1_asks_for_help_and_f2_edits_the_first_setting(panel: DesignPanel) -> None:
    heard = QSignalSpy(panel.help_asked)
    click(panel, row_place(panel, 3))
    keys(panel, Qt.Key.Key_F1)
    assert heard.count() == 1
    assert heard.at(0) == ["Linear"]
    keys(panel, Qt.Key.Key_F2)
    editor = panel.layers.view.row_widget(3).editors["outputs"]
    assert editor.control.hasFocus()
    # Not the program's focus widget: there is none while another window of the tests is active.
    field = editor.control.focusProxy() or editor.control
    QTest.keyClicks(field, "3")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert model_of(panel).design.layers[3] == Linear(outputs=3)
    keys(panel, Qt.Key.Key_Escape)
    assert panel.layers.view.hasFocus()


def test_keys_of_the_window_are_left_to_it(panel: DesignPanel) -> None:
    click(panel, row_place(panel, 3))
    keys(panel, Qt.Key.Key_Space)
    keys(panel, Qt.Key.Key_R)
    assert model_of(panel).design == START
    assert panel.layers.view.current_row() == 3


def test_a_value_in_a_row_is_taken_on_clicking_another_row(panel: DesignPanel) -> None:
    editor = panel.layers.view.row_widget(0).editors["outputs"]
    click(panel, at(panel, editor, 20, 10))
    assert panel.layers.view.current_row() == 0
    keys(panel, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "31")
    click(panel, row_place(panel, 1))
    assert model_of(panel).design.layers[0] == Linear(outputs=31)
    assert panel.layers.view.row_widget(1).name.text() == "Tanh"


def test_a_value_is_taken_on_clicking_the_empty_ground(panel: DesignPanel) -> None:
    editor = panel.run.run_form.editors["epochs"]
    click(panel, at(panel, editor, 20, 10))
    keys(panel, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "9")
    click(panel, at(panel, panel.layers.totals, 300, 60))
    assert model_of(panel).design.run.epochs == 9


def test_delete_in_an_editor_removes_a_digit_and_no_row(panel: DesignPanel) -> None:
    editor = panel.layers.view.row_widget(0).editors["outputs"]
    click(panel, at(panel, editor, 20, 10))
    keys(panel, Qt.Key.Key_Backspace)
    keys(panel, Qt.Key.Key_Delete)
    assert names(panel) == "Linear Tanh ReLU Linear"


def test_undo_while_a_new_row_is_being_edited(panel: DesignPanel) -> None:
    model = model_of(panel)
    panel.layers.view.insert(Linear)
    settle()
    row = panel.layers.view.current_row()
    panel.layers.view.row_widget(row).edit_first()
    QTest.keyClicks(QApplication.focusWidget(), "77")
    model.undo_stack.undo()
    settle()
    assert model.design == START


def test_a_misfit_is_made_and_mended_with_its_button(panel: DesignPanel) -> None:
    model, view = model_of(panel), panel.layers.view
    model.reset(Design(source=Digits(), layers=(Conv2D(), MaxPool2D(), Linear(), Softmax())))
    settle()
    assert panel.layers.banner.isVisible()
    assert "MaxPool2D in row 2" in panel.layers.banner.words.text()
    assert [view.row_widget(n).state for n in range(4)] == [FITS, FITS, WRONG, BELOW]
    assert panel.layers.totals.text() == "4 layers"
    button = panel.layers.banner.mend
    assert button.text() == "Insert Flatten before row 3"
    click(panel, at(panel, button, 20, 10))
    assert names(panel) == "Conv2D MaxPool2D Flatten Linear Softmax"
    assert not panel.layers.banner.isVisible()
    assert view.row_widget(4).sign.isVisible()
    assert "has one inside" in view.row_widget(4).sign.toolTip()
    model.undo_stack.undo()
    settle()
    assert panel.layers.banner.isVisible()


def test_other_ways_stand_in_a_menu(panel: DesignPanel) -> None:
    model_of(panel).reset(Design(source=Digits(), layers=(Linear(),)))
    settle()
    menu = panel.layers.banner.menu
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions()]
    assert "See the input as a vector" in texts
    menu.actions()[texts.index("See the input as a vector")].trigger()
    assert model_of(panel).design.view.shape == "vector"


def test_rows_tell_shapes_weights_and_totals(panel: DesignPanel) -> None:
    row = panel.layers.view.row_widget(0)
    assert row.shapes.text() == "2 → 8"
    assert row.weights.text() == "24 weights"
    assert panel.layers.totals.text() == "4 layers · 42 weights"
    assert panel.layers.input.outline.text() == (
        "shape 2 · 2 classes · 700 to train, 300 to test"
    )
    assert row.accessibleName() == "Linear in row 1"


def test_the_input_row_edits_source_and_view(panel: DesignPanel) -> None:
    model, row = model_of(panel), panel.layers.input
    assert row.main is not None
    noise = row.main.editors["noise"]
    assert isinstance(noise, NumberEditor)
    noise.field.setFocus()
    noise.field.selectAll()
    QTest.keyClicks(noise.field, "0,3")
    keys(panel, Qt.Key.Key_Return)
    assert model.design.source == Moons(noise=0.3)
    row.source.setCurrentIndex(row.source.findData("Circles"))
    row.source.activated.emit(row.source.currentIndex())
    assert model.design.source == Circles(noise=0.3)
    assert not row.view.isVisible()
    row.expander.setChecked(True)
    assert row.view.isVisible()
    box = row.view.editors["goal"].control
    box.setFocus()
    keys(panel, Qt.Key.Key_Down)
    assert model.design.view.goal == "input"


def test_an_impossible_view_is_the_inputs_fault(panel: DesignPanel) -> None:
    model_of(panel).change_view("shape", "image")
    assert panel.layers.input.state == WRONG
    assert panel.layers.view.row_widget(0).state == BELOW
    panel.layers.banner.mend.click()
    assert panel.layers.input.state == FITS


def test_the_loss_row_edits_the_loss(panel: DesignPanel) -> None:
    model, row = model_of(panel), panel.layers.loss
    row.kind.setCurrentIndex(row.kind.findData("BCE"))
    row.kind.activated.emit(row.kind.currentIndex())
    assert model.design.loss == BCE()
    assert row.sign.isVisible()
    assert row.form is not None
    row.expander.setChecked(True)
    row.form.editors["mean_over"].control.setFocus()
    keys(panel, Qt.Key.Key_Down)
    assert model.design.loss == BCE(mean_over="samples")
    model.undo_stack.undo()
    model.undo_stack.undo()
    assert row.kind.currentText() == "LogSoftmaxCrossEntropy"


def test_run_settings_edit_optimizer_and_run(panel: DesignPanel) -> None:
    model, form = model_of(panel), panel.run.optimizer_form
    assert form is not None
    rate = form.editors["learning_rate"]
    assert isinstance(rate, NumberEditor)
    rate.field.setFocus()
    rate.field.selectAll()
    QTest.keyClicks(rate.field, "20,5")
    keys(panel, Qt.Key.Key_Return)
    assert model.design.optimizer == SGD(20.5)
    assert panel.run.sign.isVisible()
    assert "diverge" in panel.run.sign.toolTip()


def test_the_less_used_settings_unfold_in_the_row(panel: DesignPanel) -> None:
    row = panel.layers.view.row_widget(0)
    assert row.more is not None
    low = row.height()
    row.expander.click()
    settle()
    assert row.height() > low + 20
    box = row.more.editors["initializer"].control
    box.setFocus()
    keys(panel, Qt.Key.Key_Down)
    assert model_of(panel).design.layers[0] == Linear(outputs=8, initializer="he")


@pytest.mark.parametrize("kind", LAYERS)
def test_every_setting_of_every_layer_is_edited_in_its_row(
    panel: DesignPanel, kind: type[Layer]
) -> None:
    model = model_of(panel)
    model.replace_design(replace(START, layers=(kind(),)), "one")
    settle()
    row = panel.layers.view.row_widget(0)
    for setting in settings_of(kind):
        before = getattr(model.design.layers[0], setting.name)
        other = another(setting, before)
        row.edited.emit(setting.name, other)
        settle()
        assert getattr(model.design.layers[0], setting.name) == other


@pytest.mark.parametrize("kind", [kind for kind in LAYERS if has_pair(kind)])
def test_a_pair_is_stepped_in_its_row(panel: DesignPanel, kind: type[Layer]) -> None:
    model = model_of(panel)
    model.replace_design(replace(START, layers=(kind(),)), "one")
    settle()
    editor = next(
        one for one in panel.layers.view.row_widget(0).findChildren(PairEditor) if one.isVisible()
    )
    before = getattr(model.design.layers[0], editor.setting.name)
    editor.line.setFocus()
    keys(panel, Qt.Key.Key_Up)
    after = getattr(model.design.layers[0], editor.setting.name)
    assert after == tuple(number + 1 for number in before)


def test_the_cross_removes_its_row(panel: DesignPanel) -> None:
    click(panel, row_place(panel, 2))
    row = panel.layers.view.row_widget(2)
    assert row.remove.isVisible()
    click(panel, at(panel, row.remove, 10, 10))
    assert names(panel) == "Linear Tanh Linear"


def test_the_menu_of_a_row_does_what_the_keys_do(panel: DesignPanel) -> None:
    click(panel, row_place(panel, 1))
    menu = panel.layers.view.row_menu()
    actions = {action.text().replace("&", ""): action for action in menu.actions()}
    actions["Move up"].trigger()
    actions["Duplicate"].trigger()
    assert names(panel) == "Tanh Tanh Linear ReLU Linear"
    menu.deleteLater()


@pytest.mark.parametrize("source", [USPS(), UserFile(), Moons()])
def test_nothing_is_wider_than_the_column(panel: DesignPanel, source) -> None:
    layers = tuple(kind() for kind in LAYERS)
    model_of(panel).reset(Design(source=source, layers=layers, view=View(shape="image")))
    panel.resize(348, 800)
    settle()
    view = panel.layers.view
    for number in range(len(layers)):
        row = view.row_widget(number)
        assert row.minimumSizeHint().width() <= view.viewport().width(), row.kind
    for row in (panel.layers.input, panel.layers.loss, panel.layers.banner, panel.run):
        assert row.minimumSizeHint().width() <= 332, type(row).__name__


def test_many_edits_leave_one_widget_a_row(panel: DesignPanel) -> None:
    model, view = model_of(panel), panel.layers.view
    for _ in range(10):
        model.insert_layer(Flatten, 1)
        model.move_layer(1, 3)
        model.remove([0])
        model.undo_stack.undo()
        model.undo_stack.undo()
        settle()
    kinds = [view.row_widget(row).kind.name() for row in range(model.rowCount())]
    assert kinds == [layer.name() for layer in model.design.layers]


def test_the_row_that_gives_the_code_is_marked(panel: DesignPanel) -> None:
    def marked() -> list[int]:
        rows = range(model_of(panel).rowCount())
        return [row for row in rows if "code" in panel.layers.view.row_widget(row).shapes.text()]

    model = model_of(panel)
    model.reset(recipe("digits-autoencoder"))
    settle()
    # Linear(48) Tanh Linear(12) Tanh …: the code is taken behind its Tanh.
    assert marked() == [3] == [model.code_row()]
    model.change_layer(0, "outputs", 6)
    settle()
    assert marked() == [1]
    model.reset(recipe("digits-dense"))
    settle()
    assert marked() == []
    assert model.code_row() is None


def test_the_keys_go_to_the_search_where_it_finds_no_block(panel: DesignPanel) -> None:
    window = panel.window()
    panel.go_to_palette()
    assert window.focusWidget() is panel.palette_.shown()[0]
    panel.palette_.field.setText("nothing is called so")
    panel.go_to_palette()
    assert window.focusWidget() is panel.palette_.field
