"""Name every colour by what it is for, once for a light and once for a dark window."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Theme:
    """The colours of one look, each an "#RRGGBB" text.

    `classes` and `runs` keep the same order of hues in every theme, so that "the blue run" stays
    the blue run. Both are chosen to be told apart by people with any of the three kinds of colour
    blindness. `diverging` runs from the most negative value over zero to the most positive.
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
    strong_border="#8490A0",
    text="#1B232D",
    muted="#596573",
    disabled="#9CA6B2",
    accent="#0B7A75",
    accent_hover="#096661",
    on_accent="#FFFFFF",
    selection="#D5ECEA",
    error="#B3261E",
    error_surface="#FCECEA",
    warning="#8A5A00",
    warning_surface="#FDF3DC",
    success="#1B7A3D",
    plot="#FFFFFF",
    grid="#E6E9EE",
    axis="#596573",
    classes=("#1F66D6", "#EE8412", "#0F5C34", "#B3247F", "#AE93DD"),
    runs=("#1F66D6", "#EA7A10", "#0B5A2E", "#A61F8A", "#B08CF0", "#4A2026", "#14A898"),
    diverging=("#B35806", "#F0A860", "#F4F5F7", "#79A6E6", "#1B4FA8"),
)

DARK = Theme(
    name="dark",
    window="#14181D",
    surface="#1B2027",
    raised="#252B34",
    hover="#2A313B",
    pressed="#343C48",
    border="#323A45",
    strong_border="#7A8695",
    text="#E6EAEF",
    muted="#9DA8B5",
    disabled="#626D7A",
    accent="#3DBFB3",
    accent_hover="#5ACFC4",
    on_accent="#06201E",
    selection="#1D4643",
    error="#FF8A80",
    error_surface="#3A2220",
    warning="#F2B84B",
    warning_surface="#352B17",
    success="#6BD08A",
    plot="#1B2027",
    grid="#2C333D",
    axis="#9DA8B5",
    classes=("#3A86F0", "#F0A030", "#72EBC0", "#D9487F", "#BDB2FF"),
    runs=("#3A8FF5", "#EE9A52", "#55E8D0", "#D84FAE", "#B7B3EA", "#F2E27C", "#4A8277"),
    diverging=("#F5A742", "#8F6230", "#232A33", "#2F62A8", "#6BB0FF"),
)


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


@lru_cache(maxsize=16)
def ramp(stops: tuple[str, ...], steps: int = 256) -> npt.NDArray[np.uint8]:
    """Return `steps` colours evenly spaced along `stops`, shape (steps, 3)."""
    places = np.linspace(0, len(stops) - 1, steps)
    table = np.array([rgb(stop) for stop in stops], dtype=np.float64)
    parts = [np.interp(places, np.arange(len(stops)), table[:, part]) for part in range(3)]
    return np.rint(np.stack(parts, axis=1)).astype(np.uint8)
