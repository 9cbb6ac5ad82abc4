"""Names of files, classes, columns and runs are shown as they are written, never as HTML."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from at_rest import at_rest
from PySide6 import QtGui
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QModelIndex, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QWidget,
)
from pytestqt.qtbot import QtBot

from diynn.data.sources import UserFile
from diynn.design.design import Design, Run, View
from diynn.errors import FileError
from diynn.layers import Linear, Softmax
from diynn.network.losses import CrossEntropy
from gui.app.recovery import RecoveryDialog, RecoveryOffer
from gui.widgets.plain_text import Button, Icon, Label, MessageBox, plain_tip
from gui.window.main_window import MainWindow

GUI = Path(__file__).resolve().parents[2] / "gui"
LINK = '<a href="file:x">click</a>'
PICTURE = "<img src=x>"
TOP = QModelIndex()
NAME = f"{LINK}{PICTURE}"


def is_html(text: str) -> bool:
    """Whether Qt would make a link or a picture of a name in it."""
    return QtGui.Qt.mightBeRichText(text) and ("<a href" in text or "<img src=x" in text)


def roles_of(model: QAbstractItemModel) -> Iterator[str]:
    """Every tooltip of a model's cells and heads."""
    tip = Qt.ItemDataRole.ToolTipRole
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(TOP)
    for row in range(model.rowCount(TOP)):
        for column in range(columns):
            yield str(model.index(row, column, TOP).data(tip) or "")
    for way in (Qt.Orientation.Horizontal, Qt.Orientation.Vertical):
        across = way is Qt.Orientation.Horizontal
        count = columns if across else model.rowCount(TOP)
        for section in range(count):
            yield str(model.headerData(section, way, tip) or "")


def texts_as_html(top: QWidget) -> list[str]:
    """What a widget and all in it would show as HTML with a name's link or picture in it."""
    found = []
    for widget in [top, *top.findChildren(QWidget)]:
        place = f"{type(widget).__module__}.{type(widget).__name__}"
        tips = [widget.toolTip()]
        if isinstance(widget, QLabel) and (
            widget.textFormat() is Qt.TextFormat.RichText
            or (widget.textFormat() is Qt.TextFormat.AutoText and is_html(widget.text()))
        ):
            found += [f"{place}: {widget.text()}"] * is_html(widget.text())
        if isinstance(widget, QAbstractItemView | QComboBox) and widget.model() is not None:
            if not isinstance(widget, QHeaderView):
                tips += roles_of(widget.model())
        tips += [action.toolTip() for action in widget.actions() if _shows_tips(widget)]
        found += [f"{place}, tooltip: {tip}" for tip in tips if is_html(tip)]
    return found


def _shows_tips(widget: QWidget) -> bool:
    shows = getattr(widget, "toolTipsVisible", None)
    return shows is not None and bool(shows())


@pytest.fixture
def named(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> MainWindow:
    """A window in which everything that can have a name has a hostile one."""
    table = tmp_path / '<a href="file:x">click<img src=x>.csv'
    rng = np.random.default_rng(0)
    lines = [f"{a:.3f},{b:.3f},{NAME} {int(a > b)}" for a, b in rng.normal(size=(60, 2))]
    heads = f'"{NAME.replace(chr(34), chr(34) * 2)} 1",{PICTURE} 2,{PICTURE}'
    quoted = [line.replace('"', "'") for line in lines]
    table.write_text("\n".join([heads, *quoted]) + "\n")
    design = Design(
        UserFile(path=str(table)), View(), (Linear(4), Linear(2), Softmax()), CrossEntropy(),
        run=Run(epochs=4, validation=0.2), title=NAME, notes=NAME,
    )  # fmt: skip
    window.documents.start_from(design)
    session = window.session
    qtbot.waitUntil(lambda: session.training is not None and session.data is not None)
    assert any("<img" in name for name in session.data.classes)
    for epochs in (1, 2):
        if epochs == 2:
            session.new_weights()
        session.advance(epochs=epochs)
        qtbot.waitUntil(lambda epochs=epochs: at_rest(session) and len(session.history) == epochs)
        current = window.run_list.current
        assert current is not None
        window.run_list.rename(current, f"{NAME} {epochs}")
        window.run_list.tick(current, True)
        window.model.change_run("batch_size", 16)
    return window


def test_no_tab_shows_a_name_as_html(qtbot: QtBot, named: MainWindow) -> None:
    for name in named.tabs.names():
        named.tabs.show_page(name)
        QApplication.processEvents()
        qtbot.waitUntil(lambda: at_rest(named.session))
        assert texts_as_html(named) == [], name
    # A setting that cannot be, and layers that do not fit, are told of beside them.
    named.model.replace_design(
        replace(named.model.design, source=UserFile(path=f"{NAME}/none.csv")), "x"
    )
    qtbot.waitUntil(lambda: not named.session.loader.is_loading)
    QApplication.processEvents()
    assert named.session.problem is not None
    assert texts_as_html(named) == []


def test_no_window_beside_shows_a_name_as_html(
    qtbot: QtBot, named: MainWindow, tmp_path: Path
) -> None:
    for offer in (named.trials.open_rates, named.trials.open_folds, named.trials.open_sweep):
        offer()
    QApplication.processEvents()
    offers = [RecoveryOffer(NAME, 0.0, count, f"/{NAME}") for count in range(2)]
    for shown in (offers, offers[:1]):
        dialog = RecoveryDialog(shown)
        qtbot.addWidget(dialog)
        assert texts_as_html(dialog) == []
    windows = [one for one in QApplication.topLevelWidgets() if one is not named]
    assert len(windows) >= 4
    for one in windows:
        assert texts_as_html(one) == []


def answered(look: Callable[[MessageBox], None]) -> None:
    """Look at the next message box when it is there, and close it."""

    def see() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, MessageBox)
        try:
            look(box)
        finally:
            box.done(Button.Cancel)

    QTimer.singleShot(0, see)


def test_boxes_show_names_as_they_are_written_and_are_gone_when_closed(
    qtbot: QtBot, window: MainWindow
) -> None:
    def look(box: MessageBox) -> None:
        assert NAME in box.text() + box.informativeText()
        labels = box.findChildren(QLabel)
        assert len(labels) >= 2
        assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}

    error = FileError("“{file}” is gone.", "Look for “{file}”.", file=NAME)
    for failure in (error, OSError(NAME)):
        answered(look)
        window.documents.failed.emit(failure)
    window.model.replace_design(replace(window.model.design, title=NAME), "x")
    answered(look)
    assert not window.documents.may_leave()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChildren(MessageBox) == []


def test_dialogs_for_files_are_gone_when_closed(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "exec", lambda _: False)
    window.tabs.show_page("runs")
    window.curves.loss.menu.ask_png()
    export = window.tabs.page("runs").export
    export.setEnabled(True)
    export.trigger()
    assert len(window.findChildren(QFileDialog)) == 2
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChildren(QFileDialog) == []


def test_a_tip_is_changed_only_where_qt_would_take_it_for_html() -> None:
    for words in ("", "loss < 0.1 & accuracy > 0.9", "two\nlines", "“a”: 3 × 3"):
        assert plain_tip(words) == words
    document = QtGui.QTextDocument()
    for words in (NAME, f"Open {LINK}.\n\n  Then {PICTURE} & more", "<b>bold</b>", "a <br> b"):
        document.setHtml(plain_tip(words))
        assert document.toPlainText() == words


def test_a_label_is_plain_unless_it_is_given_another_format(qtbot: QtBot) -> None:
    label = Label(NAME)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    box = MessageBox(Icon.Warning, "title", NAME)
    qtbot.addWidget(box)
    assert box.textFormat() is Qt.TextFormat.PlainText


def test_labels_and_boxes_are_made_in_one_place() -> None:
    for path in sorted(GUI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                plain = called not in ("QLabel", "QMessageBox")
                assert plain, f"{path}:{node.lineno} makes a {called}"
                assert not called.startswith("QMessageBox."), f"{path}:{node.lineno}"
