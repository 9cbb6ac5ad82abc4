"""Name every colour by what it is for, in a light and a dark look, each also in high contrast."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

READABLE, READABLE_IN_HIGH_CONTRAST = 4.5, 7.0
SEEN = 3.0
"""The least contrast of text, and of what else has to be seen (WCAG 2.2)."""


@dataclass(frozen=True)
class Theme:
    """The colours of one look, each an "#RRGGBB" text.

    There are three palettes: `classes`, `runs`, and the two signs, which are the ends of
    `diverging`, from the most negative value over zero to the most positive. No colour of one is
    in another, and those of each are distinct for people with any of the three kinds of colour
    blindness: they were searched for.

    Text is readable on every ground, at least 4.5 to 1, in high contrast 7 to 1; the edges of
    controls, marks and the ring of the focus stand out at least 3 to 1 (WCAG 2.2, 1.4.3, 1.4.6 and
    1.4.11). `border` and `grid` only adorn, and are quiet, but not in high contrast.
    """

    name: str
    window: str
    surface: str
    raised: str
    hover: str
    pressed: str
    border: str
    strong_border: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    on_accent: str
    selection: str
    error: str
    error_surface: str
    warning: str
    warning_surface: str
    success: str
    plot: str
    grid: str
    axis: str
    classes: tuple[str, ...]
    runs: tuple[str, ...]
    diverging: tuple[str, ...]
    high_contrast: bool = False
    stroke: float = 1.0
    """How much thicker than usual lines and points of plots are drawn: more before a class."""

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on dark ground."""
        return luminance(self.window) < luminance(self.text)


LIGHT = Theme(
    name="light",
    window="#F4F6F8",
    surface="#FFFFFF",
    raised="#FFFFFF",
    hover="#EBEEF2",
    pressed="#DFE4EA",
    border="#D8DDE4",
    strong_border="#76828F",
    text="#1B232D",
    muted="#525D6A",
    disabled="#9CA6B2",
    accent="#0B7A75",
    accent_hover="#096661",
    on_accent="#FFFFFF",
    selection="#E2F1EF",
    error="#B00020",
    error_surface="#FCECEA",
    warning="#6B4700",
    warning_surface="#FDF3DC",
    success="#006B57",
    plot="#FFFFFF",
    grid="#E6E9EE",
    axis="#525D6A",
    classes=("#2A3CDC", "#E85A00", "#00320A", "#8C006E", "#887EBE"),
    runs=("#3A859C", "#63000E", "#CD32FC", "#140024", "#7431AC", "#A54A37", "#02037B"),
    diverging=("#450651", "#A97FB3", "#F4F5F7", "#84BA7C", "#1B6B0F"),
)

DARK = Theme(
    name="dark",
    window="#14181D",
    surface="#1B2027",
    raised="#252B34",
    hover="#2A313B",
    pressed="#343C48",
    border="#323A45",
    strong_border="#8A95A3",
    text="#E6EAEF",
    muted="#A7B1BD",
    disabled="#626D7A",
    accent="#3DBFB3",
    accent_hover="#5ACFC4",
    on_accent="#06201E",
    selection="#1B3B39",
    error="#FF8279",
    error_surface="#3A2220",
    warning="#FFCB5C",
    warning_surface="#352B17",
    success="#7EE2C0",
    plot="#1B2027",
    grid="#2C333D",
    axis="#A7B1BD",
    classes=("#3278FF", "#F0A000", "#6EFFBE", "#E63C6E", "#B4B4F0"),
    runs=("#6EB5D2", "#FEF875", "#059413", "#F5C290", "#FE6E8F", "#9E65D5", "#A7EDFE"),
    diverging=("#E05AF0", "#7E3F8C", "#232A33", "#35704A", "#58B769"),
)

CONTRAST_LIGHT = Theme(
    name="contrast-light",
    window="#FFFFFF",
    surface="#FFFFFF",
    raised="#FFFFFF",
    hover="#ECECEC",
    pressed="#DCDCDC",
    border="#595959",
    strong_border="#000000",
    text="#000000",
    muted="#2E2E2E",
    disabled="#4A4A4A",
    accent="#00504C",
    accent_hover="#003835",
    on_accent="#FFFFFF",
    selection="#CFEDEA",
    error="#8E0010",
    error_surface="#FFF0EE",
    warning="#5A3B00",
    warning_surface="#FFF6E0",
    success="#004A40",
    plot="#FFFFFF",
    grid="#8C8C8C",
    axis="#000000",
    classes=("#2A3CDC", "#E05400", "#00320A", "#8C006E", "#8078C4"),
    runs=("#3A859C", "#63000E", "#CD32FC", "#140024", "#7431AC", "#A54A37", "#02037B"),
    diverging=("#450651", "#9C6FA8", "#FFFFFF", "#6FAB66", "#1B6B0F"),
    high_contrast=True,
)

CONTRAST_DARK = Theme(
    name="contrast-dark",
    window="#000000",
    surface="#000000",
    raised="#000000",
    hover="#1E1E1E",
    pressed="#2A2A2A",
    border="#9A9A9A",
    strong_border="#FFFFFF",
    text="#FFFFFF",
    muted="#DADADA",
    disabled="#BDBDBD",
    accent="#5CF0E2",
    accent_hover="#9AF7EE",
    on_accent="#000000",
    selection="#00302C",
    error="#FF9E94",
    error_surface="#2A0000",
    warning="#FFDC70",
    warning_surface="#241800",
    success="#8CFFD8",
    plot="#000000",
    grid="#6E6E6E",
    axis="#FFFFFF",
    classes=("#3A86FF", "#F0A030", "#5AFFBE", "#E64070", "#BAB6FA"),
    runs=("#6EB5D2", "#FEF875", "#059413", "#F5C290", "#FE6E8F", "#9E65D5", "#A7EDFE"),
    diverging=("#D918F3", "#7E1F8F", "#000000", "#31713F", "#58B769"),
    high_contrast=True,
)

THEMES = (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)


def theme_for(*, dark: bool, high_contrast: bool) -> Theme:
    """Return the look that is asked for."""
    if high_contrast:
        return CONTRAST_DARK if dark else CONTRAST_LIGHT
    return DARK if dark else LIGHT


@lru_cache(maxsize=256)
def rgb(colour: str) -> tuple[int, int, int]:
    """Return the red, green and blue parts, 0 to 255, of an "#RRGGBB" text."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def blend(under: str, over: str, share: float) -> str:
    """Return the colour seen where `over` covers `under` with an opacity of `share`."""
    parts = (
        round(low + (high - low) * share) for low, high in zip(rgb(under), rgb(over), strict=True)
    )
    return "#{:02X}{:02X}{:02X}".format(*parts)


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 to 1, of an "#RRGGBB" text (WCAG 2.2)."""
    parts = np.array(rgb(colour)) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=256)
def opacity(colour: str, theme: Theme, share: float) -> float:
    """Return with which opacity to draw on the plot what is `share` opaque: in high contrast as
    much more as it takes to stand out."""
    while theme.high_contrast and share < 1 and (
        contrast(blend(theme.plot, colour, share), theme.plot) < SEEN
    ):
        share = min(share + 0.05, 1.0)
    return share


@lru_cache(maxsize=16)
def ramp(stops: tuple[str, ...], steps: int = 256) -> npt.NDArray[np.uint8]:
    """Return `steps` colours evenly spaced along `stops`, shape (steps, 3)."""
    places = np.linspace(0, len(stops) - 1, steps)
    table = np.array([rgb(stop) for stop in stops], dtype=np.float64)
    parts = [np.interp(places, np.arange(len(stops)), table[:, part]) for part in range(3)]
    return np.rint(np.stack(parts, axis=1)).astype(np.uint8)


# The first five colours are those that a class has on every tab. These were searched for: as far as
# may be from these and each other for everyone and for each kind of colour blindness.
_FURTHER = {
    "light": ("#FF44FF", "#AA5566", "#555500", "#BB9988", "#3311AA"),
    "dark": ("#AA4400", "#FFFF33", "#8844AA", "#AA77BB", "#44CC99"),
    "contrast-light": ("#3311AA", "#555522", "#8899FF", "#DD8899", "#AA6677"),
    "contrast-dark": ("#44CC99", "#AA0000", "#3333DD", "#773388", "#FFFF33"),
}


def class_colours(theme: Theme) -> tuple[str, ...]:
    """Return ten colours, "#RRGGBB"; where there are more classes they come round again."""
    return (*theme.classes, *_FURTHER[theme.name])


def label_colours(
    labels: npt.NDArray[np.generic], classes: int, theme: Theme
) -> npt.NDArray[np.uint8]:
    """Return the colour (n, 3) of each of `labels` (n,).

    They are numbers of `classes` classes, or, for none, values from low to high.
    """
    if classes:
        table = np.array([rgb(colour) for colour in class_colours(theme)], np.uint8)
        return np.asarray(table[labels.astype(np.intp) % len(table)])
    values = labels.astype(np.float64)
    low, high = (values.min(), values.max()) if values.size else (0.0, 1.0)
    shares = (values - low) / ((high - low) or 1.0)
    table = ramp(theme.diverging, 256)
    return np.asarray(table[np.nan_to_num(shares * 255).astype(np.intp)])
