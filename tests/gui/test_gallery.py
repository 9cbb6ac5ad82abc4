"""The gallery of templates: each with a picture and a line, chosen by mouse and keys."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QRectF, QSettings, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from diynn.cli.main import parser
from diynn.experiments.report_figures import reported
from diynn.storage.recipes import NETWORKS, RECIPES, REPORT, recipe
from gui.help.sketch import Sketch
from gui.text.languages import Language, Languages
from gui.theme.colours import THEMES, Theme
from gui.theme.resources import text_font
from gui.theme.theme import ThemeSource
from gui.window.gallery import Gallery, Template, draw_network, templates
from gui.window.main_window import MainWindow

TEMPLATE = Qt.ItemDataRole.UserRole


@pytest.fixture
def gallery(window: MainWindow) -> Iterator[Gallery]:
    window.menus.show_templates()
    assert window.menus.gallery is not None
    yield window.menus.gallery
    window.menus.gallery.close()


@pytest.fixture(params=["en", "fr"])
def language(
    qapp: object, settings: QSettings, request: pytest.FixtureRequest
) -> Iterator[Language]:
    spoken = Languages(settings)
    spoken.choose(request.param)
    yield request.param
    spoken.choose("en")
    spoken.close()


def rows(gallery: Gallery) -> list[QModelIndex]:
    model = gallery.list.model()
    return [model.index(row, 0) for row in range(model.rowCount())]


def test_every_recipe_and_every_network_of_the_report_is_there_once(gallery: Gallery) -> None:
    found = [index.data(TEMPLATE) for index in rows(gallery)]
    assert [one.name for one in found if one is not None] == [*RECIPES, *NETWORKS]
    headings = [str(index.data()) for index in rows(gallery) if index.data(TEMPLATE) is None]
    assert len(set(headings)) == len(headings) == 7


def test_the_command_line_lists_the_same_names(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["train", "--help"])
    text = capsys.readouterr().out.replace(",", " ").split()
    assert {one.name for one in templates()} <= set(text)


def test_each_has_a_name_that_fits_and_a_line(themes: ThemeSource, language: Language) -> None:
    metrics = QFontMetrics(text_font(strong=True))
    for one in templates():
        assert one.line, one.name
        assert metrics.horizontalAdvance(one.title) <= 230, one.title
        assert one.title.startswith("Rapport") == (language == "fr" and one.name in NETWORKS)


def test_the_report_says_what_came_of_each_of_its_networks() -> None:
    for name in NETWORKS:
        assert reported(name.removeprefix(REPORT)) is not None, name


@pytest.mark.parametrize("look", THEMES)
def test_pictures_differ_by_data_and_layers(qapp: object, look: Theme) -> None:
    pictures = {}
    for one in templates():
        image = QImage(230, 64, QImage.Format.Format_RGB32)
        image.fill(QColor(look.surface))
        painter = QPainter(image)
        draw_network(Sketch(painter, QRectF(image.rect()), look), one.design)
        painter.end()
        design = one.design
        drawn = (design.source, design.layers, design.reconstructs)
        pictures.setdefault(drawn, image)
        assert pictures[drawn] == image
    assert len({bytes(image.constBits()) for image in pictures.values()}) > 20


def test_keys_reach_each_of_them_and_enter_starts(
    qtbot: QtBot, window: MainWindow, gallery: Gallery
) -> None:
    def gone(key: Qt.Key) -> list[str]:
        names: list[str] = []
        while (one := gallery.current()) is not None and one.name not in names:
            names.append(one.name)
            qtbot.keyClick(gallery.list, key)
        return names

    every = [*RECIPES, *NETWORKS]
    qtbot.keyClick(gallery.list, Qt.Key.Key_Home)
    assert gone(Qt.Key.Key_Right) == every
    assert gone(Qt.Key.Key_Left) == every[::-1]
    down = gone(Qt.Key.Key_Down)
    assert [*map(every.index, down)] == sorted(map(every.index, down))
    assert down[-1].startswith(REPORT)
    assert gone(Qt.Key.Key_Up)[-1] in RECIPES[:3]
    qtbot.keyClick(gallery.list, Qt.Key.Key_End)
    assert gone(Qt.Key.Key_End) == [every[-1]]
    qtbot.keyClick(gallery.list, Qt.Key.Key_Home)
    qtbot.keyClick(gallery.list, Qt.Key.Key_Return)
    assert not gallery.isVisible()
    assert window.model.design == recipe(every[0])


def test_a_screen_reader_reads_name_line_and_group(gallery: Gallery) -> None:
    for index in rows(gallery):
        one = index.data(TEMPLATE)
        if isinstance(one, Template):
            read = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
            assert one.title in read
            assert one.line in read
            assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == one.group


def test_it_begins_at_the_network_of_the_window(window: MainWindow, gallery: Gallery) -> None:
    one = gallery.current()
    assert one is not None
    assert one.design == window.model.design
    assert gallery.command.text().endswith(f"diynn train {one.name}")


@pytest.mark.parametrize("size", [(1280, 720), (1024, 640)])
def test_it_fits_the_screen_in_each_look(
    window: MainWindow, gallery: Gallery, themes: ThemeSource, size: tuple[int, int]
) -> None:
    window.resize(*size)
    screen = window.screen().availableSize()
    assert gallery.width() <= screen.width()
    assert gallery.height() <= screen.height()
    light = gallery.list.grab().toImage()
    themes.choose("dark")
    assert gallery.list.grab().toImage() != light
    themes.choose("light")


def test_the_report_is_reported_beside_the_curves(qtbot: QtBot, window: MainWindow) -> None:
    def report_note() -> QWidget:
        return window.curves.report

    assert report_note().isHidden()
    if not Path(os.environ.get("DIYNN_DATA", ""), "zip.train.gz").is_file():
        pytest.skip("needs the files of USPS in $DIYNN_DATA")
    window.menus.start_from("report/conv2d-2")
    qtbot.waitUntil(report_note().isVisible)
    words = window.curves.report.text()
    assert "after 100 epochs: train 95.64\u202f%, test 91.48\u202f%" in words
    assert "after 500 epochs: train 98.39\u202f%, test 94.12\u202f%" in words
    window.menus.start_from("moons")
    qtbot.waitUntil(report_note().isHidden)
