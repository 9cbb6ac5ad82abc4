"""The program among the desktop's programs, files handed to it, and its test of itself."""

from __future__ import annotations

import configparser
import shlex
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QUrl
from PySide6.QtGui import QFileOpenEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diynn.errors import DataError
from gui.app import desktop
from gui.app.app import FileOpenFilter
from gui.app.desktop import MIME, SIZES, command, drawn, entry, install, quoted, uninstall
from gui.app.self_test import SelfTest, Wait, is_painted
from gui.theme.resources import text
from gui.window.main_window import MainWindow

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux has these files")


@pytest.fixture
def base(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    place = tmp_path / "données à moi"
    monkeypatch.setattr(desktop, "_base", lambda: place)
    monkeypatch.setattr(desktop, "_refresh", lambda _: None)
    return place


def read_entry(words: str) -> configparser.SectionProxy:
    parser = configparser.RawConfigParser(strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(words)
    assert parser.sections() == ["Desktop Entry"]
    return parser["Desktop Entry"]


def test_entry_has_what_a_desktop_asks_for() -> None:
    found = read_entry(entry(["/opt/my nets/diynn"]))
    assert found["Type"] == "Application"
    assert found["Name"] == "diynn"
    assert found["Exec"] == '"/opt/my nets/diynn" %f'
    assert found["MimeType"] == f"{MIME};"
    assert found["Categories"].endswith(";")
    assert found["Terminal"] == "false"


@pytest.mark.parametrize("word", ["/a b/é", "/a$b", '/a"b', "/a`b", "/a\\b", "/100%"])
def test_any_place_is_quoted_so_that_it_is_read_back(word: str) -> None:
    as_string = quoted(word).replace("\\\\", "\\").replace("%%", "%")
    # Inside double quotes a shell takes the same four letters back.
    assert shlex.split(as_string.replace("\\$", "$").replace("\\`", "`")) == [word]


def test_type_of_files_is_declared_once() -> None:
    root = ET.fromstring(text("desktop/diynn.xml"))
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    (kind,) = root.findall(f"{space}mime-type")
    assert kind.get("type") == MIME
    assert [glob.get("pattern") for glob in kind.findall(f"{space}glob")] == ["*.diynn"]


def test_install_and_uninstall(qapp: QApplication, base: Path) -> None:
    written = install()
    assert sorted(written) == sorted(str(path) for path in base.rglob("*") if path.is_file())
    found = read_entry((base / "applications" / "diynn.desktop").read_text("utf-8"))
    assert Path(command()[-1]).name in found["Exec"]
    assert install() == written
    assert sorted(uninstall()) == sorted(written)
    assert not [path for path in base.rglob("*") if path.is_file()]
    assert uninstall() == []


def test_checkout_starts_by_its_own_start() -> None:
    assert Path(command()[1]).name == "start.py"
    assert Path(command()[1]).is_file()


def test_packaged_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/media/stick/diynn")
    assert command() == ["/media/stick/diynn"]


@pytest.mark.parametrize("size", SIZES)
def test_icon_is_drawn_in_every_size(qapp: QApplication, size: int) -> None:
    image = QImage.fromData(drawn(size), "PNG")
    assert (image.width(), image.height()) == (size, size)
    assert image.pixelColor(0, 0).alpha() < 128
    assert image.pixelColor(size // 2, size - size // 8).alpha() == 255


def test_a_file_handed_over_is_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    app = QObject()
    watch = FileOpenFilter(app)
    file = tmp_path / "réseau.diynn"
    with qtbot.waitSignal(watch.asked) as asked:
        event = QFileOpenEvent(QUrl.fromLocalFile(str(file)))
        assert QApplication.sendEvent(app, event)
    assert asked.args == [file]
    QApplication.sendEvent(app, QEvent(QEvent.Type.User))


def plain(colour: int = 0xFFFFFFFF) -> QImage:
    image = QImage(80, 80, QImage.Format.Format_RGB32)
    image.fill(colour)
    return image


def test_an_empty_picture_is_no_painting() -> None:
    assert not is_painted(QImage())
    assert not is_painted(plain())
    mixed = plain()
    for x in range(40):
        for y in range(40):
            mixed.setPixel(x, y, 0xFF000000)
    assert is_painted(mixed)


def failing(error: Exception) -> Iterator[Wait]:
    yield Wait("the cat was fed", lambda: True)
    raise error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (DataError("The bowl is empty."), "The bowl is empty."),
        (ModuleNotFoundError("No module named 'milk'"), "No module named 'milk'"),
    ],
)
def test_a_failure_is_reported_with_what_was_being_done(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    test = SelfTest(window, failing(error))
    monkeypatch.setattr("threading.excepthook", None)
    test.start()
    qtbot.waitUntil(lambda: test.failure is not None)
    assert "while the cat was fed" in str(test.failure)
    assert words in str(test.failure)
    assert not window.isVisible()


def test_what_hangs_is_a_failure(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.app.self_test.PATIENCE", 0.0)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("threading.excepthook", None)
    test = SelfTest(window, iter([Wait("paint dried", lambda: False)]))
    test.start()
    qtbot.waitUntil(lambda: test.failure is not None)
    assert "while paint dried" in str(test.failure)
