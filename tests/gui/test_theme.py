"""The look: readable, told apart by everyone, and changed everywhere at once."""

import xml.etree.ElementTree as ET
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QLabel, QPushButton

from gui.colours import DARK, LIGHT, blend, contrast, ramp, rgb
from gui.fonts import FAMILY, load_fonts, text_font
from gui.icons import icon, layer_icon_name, program_icon
from gui.resources import path
from gui.style_sheet import style_sheet
from gui.theme import IconKeeper, ThemeSource, apply, palette

# The offscreen platform says so of every window that is shown.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

THEMES = (LIGHT, DARK)
NAMES = [
    "play",
    "pause",
    "step",
    "reset",
    "undo",
    "redo",
    "add",
    "delete",
    "duplicate",
    "up",
    "down",
    "fit",
    "open",
    "save",
    "export",
    "warning",
    "error",
    "info",
    "image",
    "grid",
    "settings",
    "loss",
    "data",
]
KINDS = ("linear", "conv", "pool", "flatten", "activation", "dropout", "norm")

# Machado, Oliveira and Fernandes 2009, severity 1: what people of each kind see of linear RGB.
SEEN = {
    "everyone": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}


def oklab(colour, seen):
    """A colour as Ottosson's OKLab, in which equal distances look equal."""
    parts = np.array(rgb(colour)) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    linear = np.clip(seen @ linear, 0, 1)
    cones = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    )
    lab = np.array(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ]
    )
    return lab @ np.cbrt(cones @ linear)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["window", "surface", "raised", "plot"])
@pytest.mark.parametrize("role", ["text", "muted", "error", "warning", "success", "axis"])
def test_text_is_readable(theme, ground, role):
    assert contrast(getattr(theme, role), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_what_stands_on_colour_is_readable(theme):
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.text, theme.selection) >= 4.5
    assert contrast(theme.text, theme.error_surface) >= 4.5
    assert contrast(theme.text, theme.warning_surface) >= 4.5
    # What is not text but must be seen: the focus ring and the edge of a box.
    assert contrast(theme.accent, theme.window) >= 3
    assert contrast(theme.strong_border, theme.surface) >= 3


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("seen", SEEN.values(), ids=SEEN)
@pytest.mark.parametrize(("role", "least"), [("classes", 0.12), ("runs", 0.085)])
def test_colours_are_told_apart(theme, seen, role, least):
    places = [oklab(colour, seen) for colour in getattr(theme, role)]
    assert min(np.linalg.norm(a - b) for a, b in combinations(places, 2)) >= least


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_there_are_colours_enough_and_they_show_on_the_plot(theme):
    assert len(theme.classes) == 5
    assert len(theme.runs) == 7
    for colour in (*theme.classes, *theme.runs):
        assert contrast(colour, theme.plot) >= 2.5
    red, green, blue = rgb(theme.classes[0])
    assert blue > green > red
    red, green, blue = rgb(theme.classes[1])
    assert red > green > blue


def test_colour_arithmetic():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert blend("#000000", "#FF8000", 0.5) == "#804000"
    colours = ramp(("#000000", "#FFFFFF"), 3)
    assert colours.tolist() == [[0, 0, 0], [128, 128, 128], [255, 255, 255]]


def test_the_programs_own_font_is_used_and_its_digits_are_of_one_width(qapp):
    load_fonts()
    load_fonts()
    assert QFontInfo(text_font()).family() == FAMILY
    metrics = QFontMetricsF(text_font())
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
    assert text_font(2.0).pointSizeF() == 2 * text_font().pointSizeF()


@pytest.mark.parametrize("name", [*NAMES, *map(layer_icon_name, KINDS)])
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_meaning_has_its_drawing(qapp, name, theme):
    drawn = icon(name, theme).pixmap(QSize(24, 24)).toImage()
    wanted = getattr(theme, name) if name in ("error", "warning") else theme.text
    strong = [
        drawn.pixelColor(x, y)
        for x in range(drawn.width())
        for y in range(drawn.height())
        if drawn.pixelColor(x, y).alpha() > 150
    ]
    assert strong
    assert all(
        max(abs(a - b) for a, b in zip(rgb(colour.name()), rgb(wanted), strict=True)) <= 4
        for colour in strong
    )


def test_a_missing_drawing_is_named(qapp):
    with pytest.raises(FileNotFoundError, match=r"icons/nonsense\.svg"):
        icon("nonsense", LIGHT)


def test_the_programs_icon_shows_at_every_size(qapp):
    for size in (16, 32, 256):
        assert not program_icon().pixmap(QSize(size, size)).isNull()


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_drawings_of_controls_wear_the_themes_colours(theme):
    allowed = {theme.muted, theme.disabled, theme.on_accent, theme.accent, "none"}
    drawings = list((path("icons/controls") / theme.name).glob("*.svg"))
    assert drawings
    for drawing in drawings:
        for element in ET.parse(drawing).getroot().iter():
            for part in ("fill", "stroke"):
                assert element.get(part, "none") in allowed


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_sheet_names_no_missing_drawing(qapp, theme):
    sheet = style_sheet(theme)
    assert "$" not in sheet
    for name in sheet.split("url(diynn:")[1:]:
        assert path("icons/controls/" + name.split(")")[0]).is_file()


@pytest.fixture
def dressed(qapp):
    yield qapp
    qapp.setStyleSheet("")
    QGuiApplication.styleHints().setColorScheme(Qt.ColorScheme.Unknown)


def test_applying_a_theme_dresses_windows_that_stand_already(dressed, qtbot):
    apply(dressed, LIGHT)
    label = QLabel("text")
    qtbot.addWidget(label)
    label.show()
    apply(dressed, DARK, 2.0)
    assert label.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)
    qtbot.waitUntil(lambda: label.font().pointSizeF() == text_font(2.0).pointSizeF())
    assert palette(LIGHT).color(QPalette.ColorRole.Text) == QColor(LIGHT.text)


def test_a_primary_button_is_filled_with_the_accent(dressed, qtbot):
    apply(dressed, LIGHT)
    button = QPushButton()
    button.setProperty("primary", True)
    qtbot.addWidget(button)
    button.resize(80, 28)
    assert button.grab().toImage().pixelColor(40, 8) == QColor(LIGHT.accent)


def test_the_choice_of_the_user_wins(qtbot):
    source = ThemeSource("light")
    assert source.current is LIGHT
    with qtbot.waitSignal(source.changed):
        source.choose("dark")
    assert source.current is DARK
    assert source.choice == "dark"
    with qtbot.assertNotEmitted(source.changed):
        source.choose("dark")
    with qtbot.waitSignal(source.changed):
        source.set_zoom(9)
    assert source.zoom == 3.0
    source.choose("system")


def test_the_system_is_followed(qtbot, monkeypatch):
    source = ThemeSource("system")
    assert source.current is LIGHT
    monkeypatch.setattr(
        "gui.theme.QGuiApplication.styleHints", lambda: FakeHints(Qt.ColorScheme.Dark)
    )
    with qtbot.waitSignal(source.changed):
        source._follow_system()
    assert source.current is DARK


class FakeHints:
    """Hints of a system that shows one scheme."""

    def __init__(self, scheme):
        self._scheme = scheme

    def colorScheme(self):
        return self._scheme


def test_icons_follow_the_theme(qtbot):
    source = ThemeSource("light")
    button = QPushButton()
    qtbot.addWidget(button)
    shown: list[QIcon] = []
    keeper = IconKeeper(button, shown.append, "play", source)
    source.choose("dark")
    keeper.show("pause")
    keys = [one.cacheKey() for one in shown]
    assert keys == [
        icon("play", LIGHT).cacheKey(),
        icon("play", DARK).cacheKey(),
        icon("pause", DARK).cacheKey(),
    ]
    source.choose("system")
