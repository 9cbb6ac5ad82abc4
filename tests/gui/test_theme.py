"""The look: readable, told apart by everyone, and changed everywhere at once."""

import xml.etree.ElementTree as ET

import pytest
import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.theme.colours import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    LIGHT,
    THEMES,
    blend,
    contrast,
    ramp,
    rgb,
)
from gui.theme.resources import (
    FAMILY,
    icon,
    layer_icon_name,
    load_fonts,
    path,
    program_icon,
    text_font,
)
from gui.theme.style_sheet import style_sheet
from gui.theme.theme import (
    IconKeeper,
    LookFollower,
    ThemeSource,
    apply,
    dress,
    dressed_windows,
    palette,
)
from gui.widgets.named_combo import NamedCombo

# The offscreen platform says so of every window that is shown.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

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
    dress(label, LIGHT)
    label.show()
    apply(dressed, DARK, 2.0)
    assert label.styleSheet() == style_sheet(DARK)
    assert label.palette().color(QPalette.ColorRole.Window) == QColor(DARK.window)
    qtbot.waitUntil(lambda: label.font().pointSizeF() == text_font(2.0).pointSizeF())
    assert palette(LIGHT).color(QPalette.ColorRole.Text) == QColor(LIGHT.text)


def test_a_window_that_is_gone_is_dressed_no_more(dressed, qtbot):
    apply(dressed, LIGHT)
    before = len(dressed_windows())
    kept, deleted, dropped = QWidget(), QWidget(), QWidget()
    qtbot.addWidget(kept)
    for window in (kept, deleted, dropped):
        dress(window, LIGHT)
        dress(window, LIGHT)
    assert [dressed_windows().count(one) for one in (kept, deleted, dropped)] == [1, 1, 1]
    shiboken6.delete(deleted)
    del dropped, window
    assert len(dressed_windows()) == before + 1
    assert dressed_windows()[-1] is kept


def test_windows_follow_a_change_of_look_in_turns_of_their_own(dressed, qtbot):
    themes = ThemeSource("light")
    follower = LookFollower(dressed, themes)
    windows = [QWidget() for _ in range(3)]
    turns = []
    for window in windows:
        qtbot.addWidget(window)
        window.show()
        dress(window, themes.current)
    themes.choose("dark")
    assert dressed.palette().color(QPalette.ColorRole.Window).name() == DARK.window.lower()
    assert [window.styleSheet() for window in windows] == [style_sheet(LIGHT)] * 3
    windows.pop().deleteLater()
    for _ in range(20):
        dressed.processEvents()
        turns.append(sum(window.styleSheet() == style_sheet(DARK) for window in windows))
    assert turns[-1] == 2
    assert all(window.updatesEnabled() for window in windows)
    themes.choose("light")
    themes.choose("dark")
    qtbot.waitUntil(lambda: all(window.updatesEnabled() for window in windows))
    assert {window.styleSheet() for window in windows} == {style_sheet(DARK)}
    follower.deleteLater()


def test_a_primary_button_is_filled_with_the_accent(dressed, qtbot):
    apply(dressed, LIGHT)
    button = QPushButton()
    button.setProperty("primary", True)
    qtbot.addWidget(button)
    dress(button, LIGHT)
    button.resize(80, 28)
    assert button.grab().toImage().pixelColor(40, 8) == QColor(LIGHT.accent)


def test_a_style_that_is_set_already_is_not_set_again(
    dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply(dressed, LIGHT)
    monkeypatch.setattr(dressed, "setStyle", pytest.fail)
    apply(dressed, DARK, 1.5)


@pytest.mark.parametrize("make", [QLabel, QPushButton, NamedCombo], ids=lambda made: made.__name__)
def test_a_zoom_is_followed_up_and_down(dressed: QApplication, qtbot: QtBot, make: type) -> None:
    """Letters come down to what a sheet has dressed, and everything takes its room again."""
    apply(dressed, LIGHT)
    window, part = QWidget(), make()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(part)
    if isinstance(part, NamedCombo):
        part.addItem("some long words")
    else:
        part.setText("some long words")
    dress(window, LIGHT)
    window.show()
    usual = part.minimumSizeHint(), part.sizeHint()
    apply(dressed, LIGHT, 2.0)
    # At once: whoever follows the zoom measures with the new letters.
    assert part.font().pointSizeF() == text_font(2.0).pointSizeF()
    assert part.minimumSizeHint().width() > 1.4 * usual[0].width()
    apply(dressed, LIGHT)
    assert (part.minimumSizeHint(), part.sizeHint()) == usual


def test_a_look_that_is_worn_already_is_not_put_on_again(
    dressed: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply(dressed, LIGHT)
    window = QWidget()
    qtbot.addWidget(window)
    dress(window, LIGHT)
    monkeypatch.setattr(window, "setStyleSheet", pytest.fail)
    apply(dressed, LIGHT, 1.5)


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
    hints = QGuiApplication.styleHints()
    monkeypatch.setattr(
        "gui.theme.theme.QGuiApplication.styleHints", lambda: FakeHints(Qt.ColorScheme.Dark)
    )
    with qtbot.waitSignal(source.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert source.current is DARK


class FakeHints:
    """Hints of a system that shows one scheme, and may wish for high contrast."""

    def __init__(self, scheme, wish=Qt.ContrastPreference.NoPreference):
        self._scheme, self._wish = scheme, wish

    def colorScheme(self):
        return self._scheme

    def setColorScheme(self, scheme):
        pass

    def accessibility(self):
        return self

    def contrastPreference(self):
        return self._wish


def test_high_contrast_is_followed_and_can_be_chosen(qtbot, monkeypatch):
    source = ThemeSource("light")
    hints = QGuiApplication.styleHints().accessibility()
    wishes = FakeHints(Qt.ColorScheme.Light, Qt.ContrastPreference.HighContrast)
    monkeypatch.setattr("gui.theme.theme.QGuiApplication.styleHints", lambda: wishes)
    with qtbot.waitSignal(source.changed):
        hints.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert source.current is CONTRAST_LIGHT
    source.choose("dark")
    assert source.current is CONTRAST_DARK
    source.choose_contrast(False)
    assert source.current is DARK
    assert source.high_contrast is False
    # Whoever wants what the system wants follows it again.
    source.choose_contrast(True)
    assert source.current is CONTRAST_DARK
    assert source.high_contrast is None
    monkeypatch.setattr(
        "gui.theme.theme.QGuiApplication.styleHints", lambda: FakeHints(Qt.ColorScheme.Light)
    )
    hints.contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
    assert source.current is DARK


def test_the_system_tells_when_its_wish_changes(qtbot):
    source = ThemeSource("light")
    hints = QGuiApplication.styleHints()
    with qtbot.assertNotEmitted(source.changed):
        hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)


def test_icons_wear_every_theme_also_where_they_are_off_or_chosen(qapp):
    modes = QIcon.Mode
    for theme in THEMES:
        drawn = icon("play", theme)
        for mode in (modes.Normal, modes.Active, modes.Selected, modes.Disabled):
            wanted = theme.disabled if mode == modes.Disabled else theme.text
            image = drawn.pixmap(QSize(24, 24), 1.0, mode).toImage()
            inked = [
                image.pixelColor(x, y).name().upper()
                for x in range(image.width())
                for y in range(image.height())
                if image.pixelColor(x, y).alpha() == 255
            ]
            assert inked
            # The painter rounds.
            assert all(
                abs(a - b) <= 2
                for colour in set(inked)
                for a, b in zip(rgb(colour), rgb(wanted), strict=True)
            )


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
