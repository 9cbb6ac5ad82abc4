"""What one tab hands to another: neither of them knows the other."""

from __future__ import annotations

import numpy as np
from pytestqt.qtbot import QtBot

from diynn.storage.recipes import recipe
from gui.tabs.codes.code_tools import DRAWN
from gui.window.main_window import MainWindow


def test_a_drawn_digit_has_its_place_in_the_map_of_codes(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.documents.start_from(recipe("digits-dense"))
    qtbot.waitUntil(lambda: window.session.training is not None)
    deck, session = window.tabs, window.session
    assert session.dataset is not None
    # A sample that the map shows must be marked where its own point lies.
    deck.show_page("codes")
    codes = deck.page("codes")
    qtbot.waitUntil(lambda: codes.found is not None)
    row = int(codes.found.sample.points["test"].samples[7])
    mistakes = deck.page("mistakes")
    mistakes.drawn.emit(session.dataset.test.x[row])
    for view in codes.plot.views[:2]:
        place = codes.found.map.places["test"][7]
        np.testing.assert_allclose(view.marks[DRAWN], place, atol=1e-4)
    mistakes.drawn.emit(None)
    assert all(DRAWN not in view.marks for view in codes.plot.views)
    # Of another shape than the data's: it belongs to other data.
    mistakes.drawn.emit(np.zeros((28, 28, 1)))
    assert all(DRAWN not in view.marks for view in codes.plot.views)


def test_what_was_drawn_before_the_map_was_looked_at_is_marked_too(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.documents.start_from(recipe("digits-autoencoder"))
    qtbot.waitUntil(lambda: window.session.training is not None)
    deck, dataset = window.tabs, window.session.dataset
    assert dataset is not None
    deck.page("mistakes").drawn.emit(dataset.train.x[0])
    deck.show_page("codes")
    codes = deck.page("codes")
    qtbot.waitUntil(lambda: codes.found is not None)
    qtbot.waitUntil(lambda: DRAWN in codes.plot.views[0].marks)
    assert codes.tools.has_drawn(codes.found.map)
