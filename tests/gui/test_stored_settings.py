"""Settings that somebody or something has spoilt: the program starts, with what is usual."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import thread_time
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QMainWindow, QSplitter, QTableView, QWidget
from pytestqt.qtbot import QtBot

from gui.commands.commands import Commands
from gui.stored_settings import (
    LARGEST_STATE,
    LONGEST_TEXT,
    stored_choice,
    stored_flag,
    stored_number,
    stored_state,
    stored_text,
    stored_texts,
)
from gui.text.languages import CHOICES as LANGUAGES
from gui.text.languages import Languages
from gui.theme.theme import CHOICES, ZOOMS
from gui.window.main_window import MainWindow
from gui.window.window_memory import LARGEST_SIZE, could_be_of

WORDS = (
    "abc", "nan", "inf", "-inf", "1e9", "-3", "0", "1,5", "1, 2", "१", "true", "maybe", "dark", "",
    "@Invalid()", "@Variant(\\0\\0\\0\\b\\0\\0\\0\\0)", "@Variant(\\0\\0)", "@ByteArray(zzz)",
    "@ByteArray(\\0\\0\\0\\xff\\x7f\\xff\\xff\\xff)", "@Rect(1 2 3 4)", "@Size(-1 9999999999)",
    "\\0", "/proc/self/mem", "x" * 9000, ", ".join(map(str, range(500))), "@String(",
)  # fmt: skip
KEYS = (
    "zoom", "look", "contrast", "language", "tab", "recent", "geometry", "columns", "curves",
    "panels/network", "help/docked", "help/geometry", "commands/recent", "tour/left",
    "experiments/folder", "experiments/geometry", "tabs/runs/table0",
)  # fmt: skip
FILES = 200


def stored(path: Path, content: bytes) -> QSettings:
    path.write_bytes(content)
    return QSettings(str(path), QSettings.Format.IniFormat)


def spoilt(seed: int) -> bytes:
    """A settings file with words of another kind, and in every second one some other bytes."""
    choice = random.Random(seed)
    text = "[General]\n"
    for key in KEYS:
        group, _, name = key.rpartition("/")
        if choice.random() < 0.7:
            head = f"[{group}]\n" if group else "[General]\n"
            text += f"{head}{name}={choice.choice(WORDS)}\n"
    content = bytearray(text.encode())
    for _ in range(choice.choice((0, 0, 1, 10))):
        content[choice.randrange(len(content))] = choice.randrange(256)
    return bytes(content)


@pytest.mark.parametrize("seed", range(0, FILES, 10))
def test_whatever_is_stored_a_value_of_the_right_kind_is_read(
    qtbot: QtBot, tmp_path: Path, seed: int
) -> None:
    splitter = QSplitter()
    qtbot.addWidget(splitter)
    for _ in range(2):
        splitter.addWidget(QWidget())
    window = QMainWindow()
    qtbot.addWidget(window)
    table = QTableView(window)
    header = QHeaderView(Qt.Orientation.Horizontal, table)
    for one in range(seed, seed + 10):
        settings = stored(tmp_path / f"{one}.ini", spoilt(one))
        for key in KEYS:
            assert ZOOMS[0] <= stored_number(settings, key, 1.0, *ZOOMS) <= ZOOMS[1]
            assert stored_choice(settings, key, CHOICES, "system") in CHOICES
            assert isinstance(stored_flag(settings, key, True), bool)
            assert 0 < len(stored_text(settings, key, "usual")) <= LONGEST_TEXT
            assert len(stored_texts(settings, key, 10)) <= 10
            state = stored_state(settings, key)
            if state is not None:
                assert state.size() <= LARGEST_STATE
                for restore in (splitter.restoreState, window.restoreGeometry, header.restoreState):
                    restore(state)
        assert Languages(settings).choice in LANGUAGES
        assert all(isinstance(title, str) for title in Commands(settings).recent())
        assert splitter.count() == 2


@pytest.mark.parametrize("kept", [0.5, 1.25, "1.25", 3, "3.0"])
def test_a_number_in_range_is_taken(tmp_path: Path, kept: object) -> None:
    settings = stored(tmp_path / "s.ini", b"")
    settings.setValue("zoom", kept)
    assert stored_number(settings, "zoom", 1.0, *ZOOMS) == float(str(kept))


@pytest.mark.parametrize("kept", ["abc", "nan", "inf", "1e9", "0", "-3", "", True, [1, 2], None])
def test_any_other_is_as_good_as_not_there(tmp_path: Path, kept: object) -> None:
    settings = stored(tmp_path / "s.ini", b"")
    settings.setValue("zoom", kept)
    assert stored_number(settings, "zoom", 1.0, *ZOOMS) == 1.0


@pytest.mark.parametrize(
    ("read", "kept"),
    [
        (lambda s: stored_flag(s, "key", True), False),
        (lambda s: stored_flag(s, "key", False), True),
        (lambda s: stored_choice(s, "key", ("light", "dark"), "light"), "dark"),
        (lambda s: stored_text(s, "key"), "/some/folder"),
        (lambda s: stored_texts(s, "key", 3), ["one", "two, three"]),
        (lambda s: stored_state(s, "key"), QByteArray(b"\x00state")),
    ],
)
def test_what_was_written_comes_back_at_the_next_start(
    tmp_path: Path, read: Callable[[QSettings], Any], kept: object
) -> None:
    settings = stored(tmp_path / "s.ini", b"")
    settings.setValue("key", kept)
    settings.sync()
    again = QSettings(settings.fileName(), QSettings.Format.IniFormat)
    assert read(settings) == kept
    assert read(again) == kept


def laid_out(
    qtbot: QtBot, kind: type[QSplitter | QHeaderView]
) -> tuple[QWidget, QSplitter | QHeaderView]:
    """One of each, shown, and changed as a person does, with its window."""
    if kind is QSplitter:
        splitter = QSplitter()
        for _ in range(3):
            splitter.addWidget(QWidget())
        qtbot.addWidget(splitter)
        splitter.resize(600, 100)
        splitter.show()
        splitter.setSizes([100, 200, 300])
        return splitter, splitter
    table = QTableView()
    table.setModel(QStandardItemModel(3, 5, table))
    table.setSortingEnabled(True)
    table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    qtbot.addWidget(table)
    table.show()
    table.horizontalHeader().resizeSection(1, 77)
    return table, table.horizontalHeader()


def sizes(thing: QSplitter | QHeaderView) -> list[int]:
    if isinstance(thing, QSplitter):
        return [*thing.sizes(), thing.handleWidth()]
    return [thing.sectionSize(at) for at in range(thing.count())]


@pytest.mark.parametrize("kind", [QSplitter, QHeaderView])
def test_what_a_splitter_or_a_table_gave_is_taken(
    qtbot: QtBot, kind: type[QSplitter | QHeaderView]
) -> None:
    _first, changed = laid_out(qtbot, kind)
    kept, wanted = changed.saveState(), sizes(changed)
    _second, again = laid_out(qtbot, kind)
    if isinstance(again, QSplitter):
        again.setSizes([300, 200, 100])
    else:
        again.resizeSection(1, 55)
    assert sizes(again) != wanted
    assert could_be_of(again, kept)
    again.restoreState(kept)
    assert sizes(again) == wanted


@pytest.mark.parametrize("kind", [QSplitter, QHeaderView])
def test_of_a_spoilt_state_nothing_is_taken_that_makes_a_window_large_or_slow(
    qtbot: QtBot, kind: type[QSplitter | QHeaderView]
) -> None:
    _window, thing = laid_out(qtbot, kind)
    good, taken = thing.saveState(), 0
    for seed in range(3000):
        chance, spoilt_state = random.Random(seed), bytearray(good.data())
        for _ in range(chance.choice((1, 1, 2, 5, 20))):
            place = chance.randrange(len(spoilt_state))
            spoilt_state[place] = chance.choice((0, 1, 127, 128, 255, chance.randrange(256)))
        state = QByteArray(bytes(spoilt_state[: chance.choice((len(good.data()), 30, 0))]))
        if could_be_of(thing, state):
            taken += 1
            began = thread_time()
            thing.restoreState(state)
            assert max(sizes(thing)) <= LARGEST_SIZE
            assert thread_time() - began < 1.0
            thing.restoreState(good)
    assert 0 < taken < 1000


def test_a_list_of_one_text_comes_back_as_a_list(tmp_path: Path) -> None:
    settings = stored(tmp_path / "s.ini", b"")
    settings.setValue("key", ["one"])
    settings.sync()
    assert stored_texts(QSettings(settings.fileName(), settings.format()), "key", 3) == ["one"]


def test_names_of_files_that_no_system_can_have_are_left_out(
    window: MainWindow, settings: QSettings, tmp_path: Path
) -> None:
    there = tmp_path / "there.diynn"
    there.touch()
    settings.setValue("recent", ["x" * 4000, "a\0b", str(tmp_path), str(there)])
    assert window.documents.recent() == [there]


START = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QSettings, QTimer
from gui.app.app import open_window
app, window = open_window(QSettings(sys.argv[1], QSettings.Format.IniFormat))
failed = []
sys.excepthook = lambda kind, error, trace: failed.append(repr(error))
def look():
    window.help.ask_topic("Tanh")
    window.find_command()
    window.menus._list_recent()
    window.documents.asks = False
    window.close()
    app.quit()
QTimer.singleShot(0, look)
app.exec()
print(failed or "fine")
"""


@pytest.mark.parametrize(
    "content",
    [
        "zoom=nan",
        "zoom=0\nlook=1, 2\ntab=nowhere\nlanguage=a, b",
        "zoom=abc\ngeometry=7\ncolumns=@ByteArray(zzz)\nrecent=" + "x" * 5000,
    ],
)
def test_the_window_opens(tmp_path: Path, content: str) -> None:
    settings = tmp_path / "settings.ini"
    settings.write_text(f"[General]\n{content}\n")
    ended = subprocess.run(
        [sys.executable, "-c", START, str(settings)], capture_output=True, text=True, timeout=120,
        cwd=Path(__file__).resolve().parents[2], check=False,
    )  # fmt: skip
    assert ended.stdout.strip().splitlines()[-1:] == ["fine"], ended.stderr[-2000:]
