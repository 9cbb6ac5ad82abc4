"""Dress the whole program in one look, and follow the system to dark or high contrast and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Literal, get_args
from weakref import ref

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from gui.theme.colours import DARK, LIGHT, Theme, blend, theme_for
from gui.theme.resources import icon, load_fonts, text_font
from gui.theme.style_sheet import style_sheet

__all__ = ["DARK", "LIGHT", "Choice", "IconKeeper", "LookFollower", "Theme", "ThemeSource",
           "apply", "dress", "dressed_windows", "palette"]  # fmt: skip

Choice = Literal["system", "light", "dark"]
CHOICES: tuple[Choice, ...] = get_args(Choice)
ZOOMS = (0.5, 3.0)
"""How small and how large text can be, 1 being the usual size."""

_STYLE = "fusion"
_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
STEPS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
_NEAR = 1e-3


class ThemeSource(QObject):
    """The current look: what the user chose, or what the system shows.

    `changed` is emitted after the look or the zoom has become another one. High contrast goes with
    light and with dark alike; whoever never chose it has it where the system wishes it.
    """

    changed = Signal()

    def __init__(
        self,
        choice: Choice = "system",
        zoom: float = 1.0,
        parent: QObject | None = None,
        high_contrast: bool | None = None,
    ) -> None:
        """Start with `choice` and with text enlarged by `zoom`; needs a QGuiApplication.

        `high_contrast` None follows the system.
        """
        super().__init__(parent)
        self._choice: Choice = choice
        self._zoom = zoom
        self._high_contrast = high_contrast
        self._stroke = 1.0
        self._tell_system()
        self._current = self._wanted()
        hints = self._hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    @property
    def current(self) -> Theme:
        """The colours to use now."""
        return self._current

    @property
    def choice(self) -> Choice:
        """What the user chose."""
        return self._choice

    @property
    def high_contrast(self) -> bool | None:
        """Whether the user chose high contrast or chose it off; None as the system wishes."""
        return self._high_contrast

    @property
    def zoom(self) -> float:
        """How much larger than usual text is, 1 being the usual size."""
        return self._zoom

    def choose(self, choice: Choice) -> None:
        """Take the user's `choice`."""
        self._choice = choice
        self._tell_system()
        self._follow_system()

    def choose_contrast(self, high: bool) -> None:
        """Turn high contrast on or off; what the system wishes too is followed from then on."""
        self._high_contrast = None if high == _system_wants_contrast() else high
        self._follow_system()

    def set_zoom(self, zoom: float) -> None:
        """Enlarge all text by `zoom`, held within ZOOMS."""
        self.set_size(zoom, self._stroke)

    def set_size(self, zoom: float, stroke: float) -> None:
        """Enlarge all text by `zoom`, and draw the lines and points of plots `stroke` times as
        thick as usual."""
        zoom = min(max(zoom, ZOOMS[0]), ZOOMS[1])
        if (zoom, stroke) != (self._zoom, self._stroke):
            self._zoom, self._stroke = zoom, stroke
            self._current = self._wanted()
            self.changed.emit()

    @contextmanager
    def light_for_pictures(self) -> Iterator[None]:
        """Have the light look for a moment, without a word to anybody."""
        kept = self._current
        light = theme_for(dark=False, high_contrast=kept.high_contrast)
        self._current = replace(light, stroke=kept.stroke)
        try:
            yield
        finally:
            self._current = kept

    @Slot()
    def _follow_system(self) -> None:
        wanted = self._wanted()
        if wanted != self._current:
            self._current = wanted
            self.changed.emit()

    def _tell_system(self) -> None:
        # The frames of windows and the system's own dialogs then match ours.
        QGuiApplication.styleHints().setColorScheme(
            _SCHEMES.get(self._choice, Qt.ColorScheme.Unknown)
        )

    def _wanted(self) -> Theme:
        look = self._look()
        return look if self._stroke == 1.0 else replace(look, stroke=self._stroke)

    def _look(self) -> Theme:
        dark = self._choice == "dark"
        if self._choice == "system":
            dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        high = _system_wants_contrast() if self._high_contrast is None else self._high_contrast
        return theme_for(dark=dark, high_contrast=high)


def _system_wants_contrast() -> bool:
    # PySide forgets what hangs on the hints as soon as nobody holds them.
    hints = QGuiApplication.styleHints()
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


class IconKeeper(QObject):
    """Keep an icon in the colours of the look, for as long as its owner lives."""

    def __init__(
        self, owner: QObject, set_icon: Callable[[QIcon], object], name: str, source: ThemeSource
    ) -> None:
        """Hand the icon `name` to `set_icon` now and at every change of `source`."""
        super().__init__(owner)
        self._set_icon = set_icon
        self._name = name
        self._source = source
        source.changed.connect(self._paint)
        self._paint()

    def show(self, name: str) -> None:
        """Change to the icon `name`."""
        self._name = name
        self._paint()

    @Slot()
    def _paint(self) -> None:
        self._set_icon(icon(self._name, self._source.current))


def palette(theme: Theme) -> QPalette:
    """Return the colours of `theme` in the order in which Qt asks for them."""
    roles = QPalette.ColorRole
    made = QPalette()
    for role, colour in (
        (roles.Window, theme.window),
        (roles.WindowText, theme.text),
        (roles.Base, theme.surface),
        (roles.AlternateBase, theme.window),
        (roles.ToolTipBase, theme.raised),
        (roles.ToolTipText, theme.text),
        (roles.PlaceholderText, theme.muted),
        (roles.Text, theme.text),
        (roles.Button, theme.raised),
        (roles.ButtonText, theme.text),
        (roles.BrightText, theme.error),
        (roles.Link, theme.accent),
        (roles.LinkVisited, theme.accent),
        (roles.Highlight, theme.accent),
        (roles.HighlightedText, theme.on_accent),
        (roles.Accent, theme.accent),
        (roles.Light, theme.raised),
        (roles.Midlight, theme.hover),
        (roles.Mid, theme.border),
        (roles.Dark, theme.strong_border),
        (roles.Shadow, blend(theme.window, "#000000", 0.6)),
    ):
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.disabled))
    return made


def apply(app: QApplication, theme: Theme, zoom: float = 1.0) -> None:
    """Give `app` the colours of `theme` and letters enlarged by `zoom`, and dress its windows.

    Call it once before the first window is made; a window that is made without a parent takes the
    look of its controls with `dress`, and a `LookFollower` sees to what changes later.
    """
    set_palette_and_font(app, theme, zoom)
    for window in dressed_windows():
        dress(window, theme)


def set_palette_and_font(app: QApplication, theme: Theme, zoom: float) -> None:
    """Give `app` the colours and the letters without the look of its controls."""
    load_fonts()
    # Letters come down from the window to its controls, as they do where there is no sheet.
    app.setAttribute(Qt.ApplicationAttribute.AA_UseStyleSheetPropagationInWidgetStyles)
    if app.style().name() != _STYLE:
        app.setStyle(_STYLE)
    app.setPalette(palette(theme))
    app.setFont(text_font(zoom))
    # Whoever follows after this finds the new letters and colours in the widgets already.
    for change in (QEvent.Type.ApplicationFontChange, QEvent.Type.ApplicationPaletteChange):
        app.sendPostedEvents(None, change)


_dressed: list[ref[QWidget]] = []
"""Whoever was dressed, in that order. Asked for all widgets, by way of Qt or of Shiboken, PySide
6.11.3 hands out those that are about to end too, at which the process may die."""


def dressed_windows() -> list[QWidget]:
    """The windows that have the look of their controls."""
    alive = [one for kept in _dressed if (one := kept()) is not None and isValid(one)]
    _dressed[:] = map(ref, alive)
    return [one for one in alive if one.isWindow() and not one.parent() and one.styleSheet()]


def dress(window: QWidget, theme: Theme) -> None:
    """Give `window`, and what is made within it, the look of its controls.

    Call it once a large window is built: while it is, every widget that is put in its place would
    be dressed again. The sheet is the window's, since Qt dresses each widget once for each widget
    that it stands in where the application's sheet changes: that takes five times as long.
    """
    sheet = style_sheet(theme)
    if all(kept() is not window for kept in _dressed):
        _dressed.append(ref(window))
    if window.styleSheet() != sheet:
        window.setStyleSheet(sheet)


class LookFollower(QObject):
    """Has the whole program follow a change of look or zoom.

    Colours and letters come at once, and with them whoever follows `ThemeSource.changed` after
    this. The windows, which take longest, are dressed afterwards, a turn of the event loop each;
    one that waits is not painted meanwhile.
    """

    def __init__(self, app: QApplication, themes: ThemeSource) -> None:
        super().__init__(app)
        self._app, self._themes = app, themes
        self._waiting: list[QWidget] = []
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._dress_next)
        apply(app, themes.current, themes.zoom)
        themes.changed.connect(self._follow)

    @Slot()
    def _follow(self) -> None:
        theme = self._themes.current
        set_palette_and_font(self._app, theme, self._themes.zoom)
        sheet = style_sheet(theme)
        for window in dressed_windows():
            if window.styleSheet() != sheet and window not in self._waiting:
                window.setUpdatesEnabled(False)
                self._waiting.append(window)
        # What is in front first.
        self._waiting.sort(key=QWidget.isActiveWindow)
        if self._waiting:
            self._next.start()

    @Slot()
    def _dress_next(self) -> None:
        window = self._waiting.pop()
        if self._waiting:
            self._next.start()
        if isValid(window):
            dress(window, self._themes.current)
            window.setUpdatesEnabled(True)


class TextZoom(QObject):
    """Steps through STEPS. While it is lent, the person's own size stays what is remembered."""

    def __init__(self, themes: ThemeSource, settings: QSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._themes = themes
        self._settings = settings
        self._own: float | None = None

    @Slot()
    def enlarge(self) -> None:
        """One step larger."""
        larger = [step for step in STEPS if step > self._themes.zoom + _NEAR]
        self._set(larger[0] if larger else STEPS[-1])

    @Slot()
    def reduce(self) -> None:
        """One step smaller."""
        smaller = [step for step in STEPS if step < self._themes.zoom - _NEAR]
        self._set(smaller[-1] if smaller else STEPS[0])

    @Slot()
    def reset(self) -> None:
        """The usual size."""
        self._set(1.0)

    def _set(self, zoom: float) -> None:
        self._themes.set_zoom(zoom)
        if self._own is None:
            self._settings.setValue("zoom", self._themes.zoom)

    def lend(self, factor: float, stroke: float) -> None:
        """Make text `factor` times and lines `stroke` times as large for a while."""
        if self._own is None:
            self._own = self._themes.zoom
        self._themes.set_size(min(self._own * factor, STEPS[-1]), stroke)

    def take_back(self) -> None:
        """Text and lines as they were before they were lent."""
        if self._own is not None:
            own, self._own = self._own, None
            self._themes.set_size(own, 1.0)
