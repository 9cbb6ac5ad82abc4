"""What a screen reader finds: walked through the window's own accessibility tree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from at_rest import at_rest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QButtonGroup,
    QComboBox,
    QLabel,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from diynn.storage.recipes import recipe
from gui.app.recovery import RecoveryDialog, RecoveryOffer
from gui.plots.boundary_plot import BoundaryPlot
from gui.plots.curve_plot import CurvePlot
from gui.tabs.mistakes.confusion_plot import ConfusionPlot
from gui.text.numbers import figures
from gui.theme.theme import ThemeSource
from gui.widgets.accessibility import InWords, announce, speak_for_widgets
from gui.window.main_window import MainWindow
from gui.window.notices import SECONDS_APART, Announcer

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ROLE, TEXT = QAccessible.Role, QAccessible.Text
ACTIVE = {
    ROLE.Button, ROLE.CheckBox, ROLE.RadioButton, ROLE.ComboBox, ROLE.SpinBox, ROLE.Slider,
    ROLE.EditableText, ROLE.PageTab, ROLE.ButtonMenu, ROLE.ButtonDropDown, ROLE.Table, ROLE.List,
    ROLE.Tree, ROLE.ListItem, ROLE.MenuItem, ROLE.ProgressBar, ROLE.Graphic, ROLE.Chart,
    ROLE.Dialog,
}  # fmt: skip
"""Roles that need a name, whether or not the keyboard reaches them."""
EXPLAINED = {ROLE.ComboBox, ROLE.SpinBox, ROLE.Slider, ROLE.EditableText, ROLE.Graphic, ROLE.Chart}
"""Roles whose name alone does not tell what they are for, or what they show."""
MOST_CELLS = 40
TAGS = re.compile(r"<[^>]*>|&nbsp;")


@pytest.fixture(autouse=True)
def listening(qapp: object) -> Iterator[None]:
    speak_for_widgets()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


Found = tuple[QAccessibleInterface, str]


def walk(face: QAccessibleInterface, path: str = "") -> Iterator[Found]:
    """All that is shown below `face`, and where."""
    here = f"{path}/{face.text(TEXT.Name) or face.role().name}"
    yield face, here
    for number in range(min(face.childCount(), MOST_CELLS)):
        child = face.child(number)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from walk(child, here)


def name_of(face: QAccessibleInterface) -> str:
    """What it is called; for a combo box, whose name is its choice on Linux, by its label."""
    if isinstance(face.object(), QComboBox):
        labels = [other.text(TEXT.Name) for other, kind in face.relations()
                  if kind & QAccessible.RelationFlag.Label]  # fmt: skip
        return labels[0] if labels else ""
    return str(face.text(TEXT.Name))


def faults(root: QWidget) -> list[str]:
    """Everything below `root` that a screen reader could not tell."""
    found: list[str] = []
    twins: Counter[tuple[str, str, str, str]] = Counter()
    count = 0
    for face, path in walk(QAccessible.queryAccessibleInterface(root)):
        count += 1
        role, state, widget = face.role(), face.state(), face.object()
        kind = f"{role.name} {type(widget).__name__}"
        if isinstance(widget, QWidget) and isinstance(widget.parent(), QAbstractScrollArea):
            # The inside of what can be scrolled: the focus goes to the whole.
            continue
        if isinstance(widget, QLabel) and role == ROLE.Graphic and not state.focusable:
            # A drawing beside words that say the same.
            continue
        active = role in ACTIVE or state.focusable
        name, text = name_of(face), str(face.text(TEXT.Description))
        if active and not name.strip():
            found.append(f"no name: {kind} at {path}")
        if role in EXPLAINED and not text.strip():
            found.append(f"no description: {kind} at {path}")
        if active and role not in (ROLE.Cell, ROLE.ListItem, ROLE.TreeItem, ROLE.Client):
            above = path.rpartition("/")[0]
            twins[(above, role.name, name, text)] += 1
        if isinstance(widget, QLabel) and widget.accessibleName() and widget.text():
            words = TAGS.sub(" ", widget.text()).split()
            if not set(re.findall(r"\w+", " ".join(words))) <= set(re.findall(r"\w+", name)):
                found.append(f"its words are not told: {' '.join(words)} as {name} at {path}")
        if isinstance(widget, InWords) and role == ROLE.Client:
            found.append(f"no role: {kind} at {path}")
    assert count > 5
    return found + [f"not told apart: {twin}" for twin, times in twins.items() if times > 1]


def trained(qtbot: QtBot, window: MainWindow, name: str) -> None:
    window.documents.asks = False
    window.documents.start_from(recipe(name))
    qtbot.waitUntil(lambda: window.session.training is not None)
    window.session.advance(epochs=1)
    qtbot.waitUntil(lambda: at_rest(window.session) and len(window.session.history) == 1)


def lasting_faults(qtbot: QtBot, window: MainWindow) -> list[str]:
    """The faults that stand when what a page shows has been worked out."""
    with suppress(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: not faults(window), timeout=10_000)
    return faults(window)


@pytest.mark.parametrize("name", ["moons", "digits-dense", "digits-autoencoder"])
def test_everything_in_the_window_has_a_name(qtbot: QtBot, window: MainWindow, name: str) -> None:
    trained(qtbot, window, name)
    window.messages.say("info", "A message with a button", "Mend it", lambda: None)
    found = []
    for page in window.tabs.names():
        window.tabs.show_page(page)
        found += [f"{page}: {fault}" for fault in lasting_faults(qtbot, window)]
        views = getattr(window.tabs.page(page), "buttons", None)
        for button in views.buttons() if isinstance(views, QButtonGroup) else views or ():
            if not isinstance(button, QAbstractButton):
                continue
            button.click()
            text = f"{page}, {button.text()}"
            found += [f"{text}: {fault}" for fault in lasting_faults(qtbot, window)]
    assert not sorted(set(found))


def test_the_plots_tell_what_they_show(qtbot: QtBot, window: MainWindow) -> None:
    trained(qtbot, window, "moons")
    plane = window.tabs.page("boundary").findChild(BoundaryPlot)
    qtbot.waitUntil(lambda: "right" in plane.in_words())
    face = QAccessible.queryAccessibleInterface(plane)
    assert face.role() == ROLE.Graphic
    assert re.fullmatch(
        r"2 classes, [\d.]+ % of 700 training points right, [\d.]+ % of 300 test points right",
        face.text(TEXT.Description),
    )
    curves = window.curves.findChildren(CurvePlot)[0]
    qtbot.waitUntil(lambda: "Train: " in curves.in_words())
    text = QAccessible.queryAccessibleInterface(curves).text(TEXT.Description)
    assert "Epoch 1" in text


def test_the_matrix_tells_its_cell_and_the_whole(qtbot: QtBot, source: ThemeSource) -> None:
    plot = ConfusionPlot(source)
    qtbot.addWidget(plot)
    plot.set_counts(np.array([[9, 1], [0, 10]]), ["cat", "dog"])
    plot.show()
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    text = QAccessible.queryAccessibleInterface(plot).text(TEXT.Description)
    assert "1 of 10 of class cat taken for dog" in text
    assert "19 of 20 samples right (95.0 %)" in text


def test_everything_in_the_other_windows_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    for open_it in (
        window.trials.open_rates, window.trials.open_folds, window.trials.open_sweep,
        window.open_data,
    ):  # fmt: skip
        open_it()
    window.report.open()
    qtbot.waitUntil(lambda: window.report.window is not None)
    box = QMessageBox(QMessageBox.Icon.Warning, "diynn", "What happened.", parent=window)
    box.setInformativeText("What to do.")
    qtbot.addWidget(box)
    box.show()
    offers = [RecoveryOffer("Moons", 1e9, 3, ""), RecoveryOffer("Digits", 2e9, 0, "")]
    dialog = RecoveryDialog(offers, window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert window.report.window is not None
    assert window.data_window is not None
    found = []
    for opened in (*window.trials.windows, window.data_window, window.report.window, box, dialog):
        qtbot.waitExposed(opened)
        found += faults(opened)
    assert not found
    for menu in window.menuBar().actions():
        assert all(one.isSeparator() or one.text().strip() for one in menu.menu().actions())


class Listener:
    """Keeps what was said, and has a clock of its own."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.now = 0.0

    def say(self, _widget: QWidget, words: str) -> None:
        self.said.append(words)


def test_a_training_is_reported_but_not_more_than_once_in_five_seconds(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    ear = Listener()
    Announcer(window.session, window.documents, window, ear.say, lambda: ear.now)
    window.model.change_run("epochs", 100_000)
    window.session.play()
    qtbot.waitUntil(lambda: len(window.session.history) > 5)
    assert len(ear.said) == 1
    text = r"Epoch \d+ of 100.?000: loss [\d.]+, [\d.]+ % of the test part right\."
    assert re.match(text, ear.said[0])
    ear.now += SECONDS_APART
    epochs = len(window.session.history)
    qtbot.waitUntil(lambda: len(window.session.history) > epochs + 1)
    assert len(ear.said) == 2
    window.session.pause()
    qtbot.waitUntil(lambda: len(ear.said) == 3)
    assert ear.said[-1].startswith("Paused.")
    window.documents.save_to(tmp_path / "moons.diynn")
    assert ear.said[-1] == "“moons.diynn” is saved."


def test_a_step_of_one_batch_is_reported(qtbot: QtBot, window: MainWindow) -> None:
    ear = Listener()
    Announcer(window.session, window.documents, window, ear.say, lambda: ear.now)
    for batch in (1, 2):
        window.controls.bar.ask_step()
        qtbot.waitUntil(lambda batch=batch: len(ear.said) == batch)
        loss = figures(window.session.last_step.loss)
        assert ear.said[-1] == f"Paused. Epoch 1, batch {batch} of 22: loss {loss}."
        shown = window.controls.bar.rest.text()
        assert shown == f"paused · batch {batch} of 22, loss {loss}"


def test_announcing_reaches_qt_only_where_somebody_listens(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts: list[str] = []
    monkeypatch.setattr(
        "gui.widgets.accessibility.QAccessible.updateAccessibility",
        lambda event: texts.append(event.message()),
    )
    widget = QWidget()
    qtbot.addWidget(widget)
    announce(widget, "Saved.", urgent=True)
    QAccessible.setActive(False)
    announce(widget, "Not heard.")
    assert texts == ["Saved."]
