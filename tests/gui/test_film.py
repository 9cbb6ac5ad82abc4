"""The film of a run: each epoch as a tab draws it, in a file or a folder, whole or not at all."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from at_rest import at_rest
from PIL import Image
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from diynn.errors import DataError
from diynn.export.film import GIF, PICTURES, WEBP, FilmSettings, check_film, film_bytes
from diynn.storage.recipes import recipe
from diynn.training.timeline import Place
from gui.theme.theme import ThemeSource
from gui.window import film as film_module
from gui.window.film import FilmDialog
from gui.window.main_window import MainWindow

# The offscreen platform says so of every window that is shown.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

EPOCHS = 4


@pytest.fixture
def window(qtbot: QtBot, themes: ThemeSource, settings: QSettings) -> Iterator[MainWindow]:
    made = MainWindow(themes, settings)
    qtbot.addWidget(made)
    made.documents.asks = False
    made.documents.start_from(recipe("moons"))
    made.resize(1000, 700)
    made.show()
    qtbot.waitUntil(lambda: made.session.training is not None)
    made.session.advance(epochs=EPOCHS)
    qtbot.waitUntil(lambda: at_rest(made.session) and len(made.session.history) == EPOCHS)
    yield made
    made.close()


@pytest.fixture
def dialog(qtbot: QtBot, window: MainWindow, themes: ThemeSource) -> FilmDialog:
    made = FilmDialog(window.session, window.tabs, themes, window)
    qtbot.addWidget(made)
    made.form.edited.emit("width", 200)
    made.show()
    return made


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    words: list[str] = []
    monkeypatch.setattr(film_module, "warn", lambda *said: words.append(said[2]))
    return words


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where films are saved: the window has its settings beside it."""
    own = tmp_path / "films"
    own.mkdir()
    return own


def made(qtbot: QtBot, dialog: FilmDialog, path: Path) -> None:
    dialog.make(path)
    qtbot.waitUntil(lambda: not dialog.is_busy)


@pytest.mark.parametrize(("kind", "name"), [(WEBP, "film.webp"), (GIF, "film é.gif")])
def test_a_film_has_a_picture_for_each_epoch_and_lasts_as_long_as_wanted(
    qtbot: QtBot, window: MainWindow, dialog: FilmDialog, folder: Path, kind: str, name: str
) -> None:
    dialog.form.edited.emit("kind", kind)
    dialog.form.edited.emit("speed", 5.0)
    saved: list[str] = []
    dialog.saved.connect(saved.append)
    made(qtbot, dialog, folder / name)
    assert saved == [name]
    assert [one.name for one in folder.iterdir()] == [name]
    with Image.open(folder / name) as film:
        frames: Any = film
        assert frames.n_frames == EPOCHS + 1
        assert frames.width == 200
        pictures = []
        for number in range(frames.n_frames):
            frames.seek(number)
            frames.load()
            pictures.append(np.asarray(frames.convert("RGB"), np.float64))
            assert frames.info["duration"] == (200 if number < EPOCHS else 2000)
    # The boundary bends while it learns.
    assert np.abs(pictures[0] - pictures[-1]).mean() > 1
    # What was looked at before is looked at again.
    assert window.session.cursor.place is None


def test_a_folder_has_a_file_for_each_chosen_epoch(
    qtbot: QtBot, window: MainWindow, dialog: FilmDialog, folder: Path
) -> None:
    for name, value in (("kind", PICTURES), ("from_epoch", 1), ("every", 2), ("caption", False)):
        dialog.form.edited.emit(name, value)
    assert dialog.epochs == (1, 3, 4)
    before = window.tabs.current_name()
    dialog.tab.setCurrentIndex(dialog.tab.findData("weights"))
    made(qtbot, dialog, folder / "slides")
    names = sorted(one.name for one in (folder / "slides").iterdir())
    assert names == ["epoch-001.png", "epoch-003.png", "epoch-004.png"]
    assert [one.name for one in folder.iterdir()] == ["slides"]
    assert window.tabs.current_name() == before


def test_the_picture_is_that_of_its_epoch(
    qtbot: QtBot, window: MainWindow, dialog: FilmDialog, folder: Path
) -> None:
    dialog.form.edited.emit("kind", PICTURES)
    dialog.form.edited.emit("caption", False)
    made(qtbot, dialog, folder / "once")
    made(qtbot, dialog, folder / "twice")
    contents = [
        [one.read_bytes() for one in sorted((folder / name).iterdir())]
        for name in ("once", "twice")
    ]
    assert contents[0] == contents[1]
    assert len(set(contents[0])) == EPOCHS + 1


def test_giving_up_leaves_nothing_and_looks_at_what_was_looked_at(
    qtbot: QtBot, window: MainWindow, dialog: FilmDialog, folder: Path
) -> None:
    dialog.make(folder / "film.webp")
    qtbot.waitUntil(lambda: dialog.progress.value() > 0)
    dialog.cancel.click()
    assert not dialog.is_busy
    assert dialog.isVisible()
    assert not [*folder.iterdir()]
    assert window.session.cursor.place is None
    dialog.cancel.click()
    assert not dialog.isVisible()


def test_a_place_in_the_past_is_looked_at_again(
    qtbot: QtBot, window: MainWindow, themes: ThemeSource, folder: Path
) -> None:
    window.session.cursor.go_to(Place(2))
    dialog = FilmDialog(window.session, window.tabs, themes, window)
    qtbot.addWidget(dialog)
    dialog.form.edited.emit("width", 160)
    dialog.show()
    made(qtbot, dialog, folder / "film.webp")
    assert window.session.cursor.place == Place(2)


def test_what_cannot_be_written_is_told_in_a_sentence(
    qtbot: QtBot, dialog: FilmDialog, folder: Path, told: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    dialog.make(folder / "none" / "film.webp")
    assert "there is no folder" in told[-1]
    dialog.make(folder)
    assert "a folder of that name" in told[-1]
    dialog.form.edited.emit("kind", PICTURES)
    (folder / "slides").mkdir()
    dialog.make(folder / "slides")
    assert "something of that name" in told[-1]
    assert not dialog.is_busy

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("diynn.atomic_files.os.fsync", full)
    for kind, name in ((PICTURES, "more"), (WEBP, "film.webp")):
        dialog.form.edited.emit("kind", kind)
        made(qtbot, dialog, folder / name)
        assert "the disk is full" in told[-1]
    assert [one.name for one in folder.iterdir()] == ["slides"]
    assert dialog.isVisible()


def test_no_film_is_without_an_epoch_and_none_takes_all_memory(dialog: FilmDialog) -> None:
    dialog.form.edited.emit("from_epoch", 3)
    dialog.form.edited.emit("to_epoch", 2)
    assert "no epoch" in dialog.words.text()
    assert not dialog.save.isEnabled()
    dialog.form.edited.emit("to_epoch", 4)
    assert dialog.save.isEnabled()
    with pytest.raises(DataError, match="too much memory"):
        check_film(1000, 1920, 1080, WEBP)
    check_film(1000, 1920, 1080, PICTURES)
    with pytest.raises(ValueError, match="without"):
        film_bytes([], GIF, 100)


def test_before_the_first_step_there_is_no_film(qtbot: QtBot, window: MainWindow) -> None:
    assert window.menus.film.isEnabled()
    window.session.new_weights()
    qtbot.waitUntil(lambda: not window.menus.film.isEnabled())


def test_the_last_epoch_is_shown_whatever_the_stride() -> None:
    assert FilmSettings(from_epoch=2, to_epoch=9, every=3).epochs(0, 20) == (2, 5, 8, 9)
    assert FilmSettings(every=4).epochs(1, 9) == (1, 5, 9)
    assert FilmSettings(from_epoch=5).epochs(0, 5) == (5,)
    assert not FilmSettings(from_epoch=6).epochs(0, 5)
