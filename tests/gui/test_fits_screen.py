"""The window fits its screen: nothing that a person does makes it larger than it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, QSettings, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from diynn.data.sources import SOURCES
from diynn.design.design import Design
from diynn.layers import LAYERS, Conv2D, Flatten, Linear, Tanh
from diynn.network.losses import LOSSES
from diynn.network.optimizers import OPTIMIZERS
from diynn.storage.recipes import RECIPES, better_recipes, recipe, report_recipes
from gui.stored_settings import fit_frame, take_size
from gui.text.languages import Languages
from gui.theme.theme import STEPS, ThemeSource, apply, dress
from gui.window.main_window import MainWindow

FRAME = QSize(2, 25)
"""What a window manager adds: an edge, and the title above."""
USUAL, LARGE, LARGEST = QSize(1024, 640), QSize(1366, 768) - FRAME, QSize(1280, 800) - FRAME
"""What the window may need with text of the usual size, of 150 % and of 200 %."""
WINDOW = QSize(1280, 760)
"""What a window beside it may take."""


def kinds(design: Design) -> frozenset[object]:
    """What decides which rows and forms there are."""
    parts = (design.source, design.loss, design.optimizer, design.schedule)
    return frozenset(type(part) for part in (*design.layers, *parts))


ALL_RECIPES = [recipe(name) for name in (*RECIPES, *better_recipes(), *report_recipes())]


def settle() -> None:
    for _ in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.processEvents()


@pytest.fixture
def language() -> str:
    return "en"


@pytest.fixture
def spoken(
    language: str, qtbot: QtBot, qapp: QApplication, themes: ThemeSource, settings: QSettings,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> Iterator[MainWindow]:  # fmt: skip
    """A window in that language, as large as a small screen lets it be."""
    # Data sets that are not there need no time to be read, and a message says so.
    monkeypatch.setenv("DIYNN_DATA", str(tmp_path))
    settings.setValue("language", language)
    languages = Languages(settings)

    def follow() -> None:
        apply(qapp, themes.current, themes.zoom)

    themes.changed.connect(follow)
    qapp.setStyleSheet("")
    made = MainWindow(themes, settings, languages)
    dress(made, themes.current)
    made.documents.asks = False
    made.resize(LARGEST)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made.session.training is not None)
    yield made
    made.close()
    made.deleteLater()
    themes.set_zoom(1.0)
    languages.close()


def expanders(window: MainWindow) -> list[QToolButton]:
    """What unfolds settings: of the input, of each layer, of the loss and of the training."""
    buttons = window.stack.findChildren(QToolButton)
    return [one for one in buttons if one.isCheckable() and one.property("small")]


def look(window: MainWindow, limit: QSize, what: object) -> None:
    """See what the window needs, and that it has stayed as large as it was."""
    settle()
    needed = window.minimumSizeHint()
    assert needed.boundedTo(limit) == needed, (what, needed.toTuple())
    assert window.size() == LARGEST, (what, window.size().toTuple())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_needs_more_than_the_screen_has(spoken: MainWindow, themes: ThemeSource) -> None:
    window = spoken
    base = window.model.design
    for zoom in STEPS:
        themes.set_zoom(zoom)
        limit = USUAL if zoom <= 1 else LARGE if zoom <= 1.5 else LARGEST
        for name in window.tabs.names():
            window.tabs.show_page(name)
            look(window, limit, (zoom, name))
        for button in expanders(window) if zoom in (1.0, 1.5, 2.0) else ():
            button.setChecked(True)
            look(window, limit, (zoom, button.accessibleName()))
        known: set[object] = set()
        for design in _every_design(base) if zoom in (1.0, 1.5) else ():
            window.model.reset(design)
            for row, layer in enumerate(design.layers):
                # The form of each kind of layer once; the others stay unfolded.
                if type(layer) not in known:
                    window.stack.layers.view.row_widget(row).expander.setChecked(True)
                known.add(type(layer))
            look(window, limit, (zoom, design))


def _every_design(base: Design) -> Iterator[Design]:
    """All recipes that differ in rows or forms; every data set, loss and optimizer."""
    yield replace(base, layers=tuple(kind() for kind in LAYERS))
    yield from {kinds(design): design for design in ALL_RECIPES}.values()
    for source, loss, optimizer in zip(SOURCES, cycle(LOSSES), cycle(OPTIMIZERS), strict=False):
        # A convolution over anything else than images does not fit: the banner says so.
        layers = (Conv2D(), Flatten(), Linear(1))
        yield replace(
            base, source=source(), layers=layers, loss=loss(), optimizer=optimizer()
        )


@pytest.mark.parametrize("name", ["digits-dense", "spirals"])
def test_so_many_outputs_that_no_matrix_shows_them(spoken: MainWindow, name: str) -> None:
    design = recipe(name)
    spoken.documents.start_from(replace(design, layers=(*design.layers[:-1], Linear(310))))
    for tab in spoken.tabs.names():
        spoken.tabs.show_page(tab)
        look(spoken, USUAL, tab)


def test_a_presentation_of_many_layers_needs_no_more(
    spoken: MainWindow, themes: ThemeSource
) -> None:
    spoken.model.reset(recipe("digits-autoencoder"))
    for own in (1.0, 1.5, 2.0):
        themes.set_zoom(own)
        spoken.presentation.action.trigger()
        for name in spoken.tabs.names():
            spoken.tabs.show_page(name)
            settle()
            needed = spoken.minimumSizeHint()
            assert needed.boundedTo(LARGEST) == needed, (own, name, needed)
        spoken.presentation.leave()


def test_long_messages_and_names_change_no_size(spoken: MainWindow) -> None:
    spoken.session.said.emit("error", "A sentence that goes on and on. " * 20)
    spoken.setWindowTitle("name" * 60)
    look(spoken, USUAL, "message")


def whole(window: MainWindow) -> bool:
    """Whether every row of the network is seen, with its input, loss and settings."""
    bars = window.stack.layers.view, window.stack.area, window.stack.run.more
    return not any(area.verticalScrollBar().maximum() for area in bars if area.isVisible())


def test_eight_layers_are_seen_whole_on_a_small_screen(spoken: MainWindow) -> None:
    short = {kinds(d): d for d in ALL_RECIPES if len(d.layers) <= 8}
    assert any(len(design.layers) == 8 for design in short.values())
    for design in short.values():
        spoken.model.reset(design)
        # No message on missing data: it takes its own room.
        spoken.messages.hide()
        settle()
        assert whole(spoken), [layer.name() for layer in design.layers]


def test_the_palette_folds_where_the_stack_needs_the_room(spoken: MainWindow) -> None:
    palette, stack = spoken.stack.palette_, spoken.stack
    assert not palette.is_folded
    assert palette.block("Linear").isVisible()
    spoken.model.insert_layers([Linear(8), Tanh()] * 3, 0)
    settle()
    assert palette.is_folded
    assert not palette.block("Linear").isVisible()
    assert palette.field.isVisible()
    assert palette.height() < 2 * palette.field.height()
    spoken.resize(LARGEST.width(), 1400)
    settle()
    assert not palette.is_folded
    spoken.resize(LARGEST)
    settle()
    assert palette.is_folded
    # Going there by keys shows the blocks, and what is looked for shows itself.
    stack.go_to_palette()
    settle()
    assert palette.shown()[0].hasFocus()
    assert palette.shown()[0].isVisible()
    stack.layers.view.setFocus()
    settle()
    assert palette.is_folded
    palette.field.setText("norm")
    settle()
    assert [block.isVisible() for block in palette.shown()] == [True, True]
    palette.field.clear()
    settle()
    assert palette.is_folded


def test_what_a_person_decides_about_the_palette_is_kept(
    spoken: MainWindow, themes: ThemeSource, settings: QSettings
) -> None:
    palette = spoken.stack.palette_
    palette.fold.click()
    settle()
    assert palette.is_folded
    spoken.resize(LARGEST.width(), 1400)
    settle()
    assert palette.is_folded
    spoken.remember()
    second = MainWindow(themes, settings)
    assert second.stack.palette_.is_folded
    second.panels.usual.trigger()
    assert not second.stack.palette_.is_folded
    second.documents.asks = False
    second.close()
    second.deleteLater()
    palette.fold.click()
    settle()
    assert not palette.is_folded
    assert palette.block("Linear").isVisible()


def test_nothing_moves_under_the_pointer(spoken: MainWindow) -> None:
    view, palette = spoken.stack.layers.view, spoken.stack.palette_
    inside = view.row_widget(0).mapTo(spoken, QPoint(60, 12))
    QTest.mouseMove(spoken.windowHandle(), inside)
    settle()
    assert spoken.stack.underMouse()
    spoken.model.insert_layers([Linear(8), Tanh()] * 4, 0)
    settle()
    assert not palette.is_folded
    QTest.mouseMove(spoken.windowHandle(), QPoint(700, 300))
    settle()
    assert palette.is_folded


def test_what_unfolds_is_scrolled_into_view(spoken: MainWindow) -> None:
    spoken.resize(USUAL)
    stack = spoken.stack
    for row in (stack.layers.input, stack.layers.augmentation, stack.layers.loss, stack.run):
        row.expander.click()
        settle()
        top = row.mapTo(stack.area.viewport(), QPoint())
        assert stack.area.viewport().rect().contains(top)
    assert stack.area.verticalScrollBar().maximum() > 0
    assert stack.layers.view.height() >= 100


def test_lists_show_all_their_entries(spoken: MainWindow) -> None:
    for name in spoken.tabs.names():
        spoken.tabs.show_page(name)
        settle()
        for box in spoken.findChildren(QComboBox):
            if not box.isVisible() or not box.count():
                continue
            box.showPopup()
            settle()
            view = box.view()
            assert not view.verticalScrollBar().maximum(), box.accessibleName()
            assert view.viewport().width() >= view.sizeHintForColumn(0), box.accessibleName()
            box.hidePopup()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_other_windows_fit_too(
    qtbot: QtBot, spoken: MainWindow, themes: ThemeSource
) -> None:
    spoken.trials.open_rates()
    spoken.trials.open_folds()
    spoken.trials.open_sweep()
    spoken.open_data()
    spoken.show_keys()
    spoken.help.show_contents()
    spoken.search  # noqa: B018  it lies over the window
    spoken.menus.experiments.actions()[0].trigger()
    # It is imported a moment later.
    qtbot.waitUntil(lambda: spoken.report.window is not None, timeout=20_000)
    settle()
    others = [
        one for one in spoken.findChildren(QWidget) if one.isWindow() and one.isVisible()
    ]
    assert len(others) >= 7
    for zoom in (1.0, 1.5, 2.0):
        themes.set_zoom(zoom)
        settle()
        limit = WINDOW if zoom == 1 else LARGEST
        for other in others:
            for size in (other.minimumSizeHint(), other.minimumSize(), other.size()):
                assert size.boundedTo(limit) == size, (zoom, type(other).__name__, size.toTuple())
    assert spoken.report.window is not None
    spoken.report.window.close()


class Framed(QWidget):
    """A window with the frame that a window manager would give it."""

    def frameGeometry(self) -> QRect:
        return QRect(self.pos(), self.size() + FRAME)


def test_the_first_window_fits_with_its_frame(qtbot: QtBot) -> None:
    window = Framed()
    qtbot.addWidget(window)
    screen = window.screen().availableGeometry()
    take_size(window, QSize(4000, 3000))
    assert screen.contains(QRect(screen.topLeft(), window.frameGeometry().size()))
    window.show()
    fit_frame(window, QSize(4000, 3000))
    assert window.frameGeometry() == screen
    fit_frame(window, QSize(300, 200))
    assert window.size() == QSize(300, 200)
    window.move(screen.right() - 50, screen.bottom() - 20)
    fit_frame(window)
    assert screen.contains(window.frameGeometry())
    assert window.size() == QSize(300, 200)
    assert window.windowState() == Qt.WindowState.WindowNoState
