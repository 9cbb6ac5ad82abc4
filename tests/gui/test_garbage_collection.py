"""Unused objects are looked for on the window's thread alone."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from pytestqt.qtbot import QtBot

from gui.app.app import GarbageCollection
from gui.window.main_window import MainWindow


class Knot:
    """Something that only a search finds unused."""

    def __init__(self) -> None:
        self.me = self


def test_a_training_never_collects(qtbot: QtBot, window: MainWindow) -> None:
    where: set[int] = set()

    def note(phase: str, _: dict[str, int]) -> None:
        where.add(threading.get_ident())

    gc.callbacks.append(note)
    try:
        window.model.change_run("epochs", 1_000_000)
        window.session.play()
        run = window.session.run
        assert run is not None
        # As much as would start any search, on the training's own thread.
        run.between_steps(lambda: [Knot() for _ in range(5000)])
        qtbot.waitUntil(lambda: bool(where))
    finally:
        gc.callbacks.remove(note)
    assert where == {threading.get_ident()}


@pytest.mark.parametrize("generation", [0, 1, 2])
def test_what_is_unused_is_found_and_freed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, generation: int
) -> None:
    knot = Knot()
    if generation:
        # It has outlived a look at the younger ones.
        gc.collect(generation - 1)
    gone = weakref.ref(knot)
    del knot
    limits, counts = gc.get_threshold(), [0, 0, 0]
    counts[generation] = limits[generation] + 1
    monkeypatch.setattr(gc, "get_count", lambda: tuple(counts))
    qtbot.waitUntil(lambda: gone() is None)


def test_python_has_it_back_in_the_end(qtbot: QtBot) -> None:
    made = GarbageCollection(freezes=False)
    assert not gc.isenabled()
    made.close()
    assert gc.isenabled()
    gc.disable()
