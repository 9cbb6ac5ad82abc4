"""Every colour against every ground, and all told apart by everyone, in every look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import combinations, product

import numpy as np
import pytest
from PySide6.QtCore import QPointF

from gui.experiments.verdict_badge import WASH, verdict_colour, verdict_words
from gui.plots.curve_items import FAINT
from gui.tabs.mistakes.confusion_plot import shade
from gui.theme.colours import (
    READABLE,
    READABLE_IN_HIGH_CONTRAST,
    SEEN,
    THEMES,
    Theme,
    blend,
    class_colours,
    contrast,
    opacity,
    rgb,
)
from gui.theme.style_sheet import style_sheet
from gui.widgets.symbols import SYMBOLS, outlines, symbol_of

every_theme = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)

# What a role is for. A role that is in none of these, or in two, fails the test.
GROUNDS = {
    "window", "surface", "raised", "hover", "pressed", "selection", "plot", "error_surface",
    "warning_surface",
}  # fmt: skip
TEXTS = {"text", "muted", "error", "warning", "success", "axis"}
"""Text, icons and the numbers of axes: on every ground."""
MARKS = {"accent", "accent_hover", "strong_border"}
"""The ring of the focus, edges of controls, what is ticked or filled: on every ground."""
COLOURS = {"classes", "runs"}
"""Marks in plots, tables and lists: on the grounds of these."""
ON_COLOUR = {"on_accent"}
QUIET = {"border", "grid"}
"""Lines that only adorn; seen in high contrast."""
OFF = {"disabled"}
"""What cannot be used now (WCAG asks nothing of it); readable in high contrast."""
SHADES = {"diverging"}
"""Areas that a number tells too."""
NO_COLOUR = {"name", "high_contrast", "stroke"}
KINDS = (GROUNDS, TEXTS, MARKS, COLOURS, ON_COLOUR, QUIET, OFF, SHADES, NO_COLOUR)

UNDER_MARKS = ("plot", "surface", "window", "raised", "selection")
UNDER_QUIET = ("plot", "surface", "window", "raised")

# Machado, Oliveira and Fernandes 2009, “A physiologically-based model for simulation of color
# vision deficiency”, severity 1: what people of each kind see of linear RGB.
SEEN_BY = {
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
# Distances in OKLab. About 0.02 is just seen where two colours touch; small marks that lie apart
# need several times as much.
APART = {"classes": 0.13, "runs": 0.10}
PALETTES_APART, SIGNS_APART = 0.04, 0.025
"""Of a colour of one palette from one of another, for whoever sees them the least apart."""
PALETTES_APART_FOR_MOST, SIGNS_APART_FOR_MOST = 0.08, 0.09
"""The same for people who see all colours."""
APART_FROM_THE_PLOT = 0.2
STATES_APART = 0.035
"""Of error, warning and success, which also have a sign and a word each."""


def oklab(colour: str, seen: np.ndarray) -> np.ndarray:
    """A colour as Ottosson's OKLab (2020), in which equal distances look equal."""
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
    return np.asarray(lab @ np.cbrt(cones @ linear))


def between(first: Iterable[str], second: Iterable[str], *, most: bool = False) -> float:
    """The smallest distance of a colour of the `first` from one of the `second`; for `most` people,
    else for whoever sees them the least apart."""
    views = [SEEN_BY["everyone"]] if most else list(SEEN_BY.values())
    return min(
        float(np.linalg.norm(oklab(one, seen) - oklab(other, seen)))
        for one, other in product(first, second)
        for seen in views
    )


def apart(colours: list[str]) -> float:
    """The smallest distance of any two of `colours`, for whoever sees them the least apart."""
    return min(
        float(np.linalg.norm(oklab(first, seen) - oklab(second, seen)))
        for first, second in combinations(colours, 2)
        for seen in SEEN_BY.values()
    )


def readable(theme: Theme) -> float:
    return READABLE_IN_HIGH_CONTRAST if theme.high_contrast else READABLE


def failures(theme: Theme, roles: set[str], grounds: set[str], least: float) -> list[str]:
    """Every pair of a role and a ground that is too pale, in words."""
    pairs = {
        f"{role} on {ground}": contrast(getattr(theme, role), getattr(theme, ground))
        for role, ground in product(sorted(roles), sorted(grounds))
    }
    return [f"{pair}: {ratio:.2f}" for pair, ratio in pairs.items() if ratio < least]


def test_every_role_has_its_purpose() -> None:
    named = [role for kind in KINDS for role in kind]
    assert sorted(named) == sorted(field.name for field in fields(Theme))


@every_theme
def test_text_is_readable_on_every_ground(theme: Theme) -> None:
    assert not failures(theme, TEXTS, GROUNDS, readable(theme))


@every_theme
def test_marks_are_seen_on_every_ground(theme: Theme) -> None:
    assert not failures(theme, MARKS, GROUNDS, SEEN)


@every_theme
def test_text_on_colour_is_readable(theme: Theme) -> None:
    assert not failures(theme, ON_COLOUR, {"accent", "accent_hover"}, readable(theme))


@every_theme
def test_the_colours_of_runs_and_classes_are_seen_wherever_they_stand(theme: Theme) -> None:
    assert (len(theme.classes), len(theme.runs)) == (5, 7)
    pale = [
        f"{role} {colour} on {ground}: {ratio:.2f}"
        for role in sorted(COLOURS)
        for colour, ground in product(getattr(theme, role), UNDER_MARKS)
        for ratio in [contrast(colour, getattr(theme, ground))]
        if ratio < SEEN
    ]
    assert not pale


@pytest.mark.parametrize(
    "theme", [theme for theme in THEMES if theme.high_contrast], ids=lambda theme: theme.name
)
def test_high_contrast_is_quiet_nowhere(theme: Theme) -> None:
    assert not failures(theme, QUIET, set(UNDER_QUIET), SEEN)
    assert not failures(theme, OFF, set(UNDER_QUIET), READABLE_IN_HIGH_CONTRAST)
    for colour in theme.runs:
        faint = blend(theme.plot, colour, opacity(colour, theme, FAINT))
        assert contrast(faint, theme.plot) >= SEEN


RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def painted(theme: Theme) -> Iterator[tuple[str, dict[str, str]]]:
    """The rules of the style sheet: who they are for, and what they set."""
    for who, what in RULE.findall(style_sheet(theme)):
        pairs = (part.split(":", 1) for part in what.split(";") if ":" in part)
        yield " ".join(who.split()), {key.strip(): value.strip() for key, value in pairs}


@every_theme
def test_every_rule_of_the_style_sheet_that_sets_text_and_ground_is_readable(theme: Theme) -> None:
    pale = []
    for who, what in painted(theme):
        ink, ground = what.get("color", ""), what.get("background", "")
        if ink.startswith("#") and ground.startswith("#") and "disabled" not in who:
            ratio = contrast(ink, ground)
            if ratio < readable(theme):
                pale.append(f"{who}: {ratio:.2f}")
    assert not pale


@every_theme
def test_every_edge_of_the_style_sheet_is_seen_or_only_adorns(theme: Theme) -> None:
    adorning = {theme.border} if not theme.high_contrast else set()
    pale = []
    for who, what in painted(theme):
        for key, value in what.items():
            found = re.findall(r"#[0-9A-Fa-f]{6}", value) if key.startswith("border") else []
            pale += [
                f"{who}: {key} {colour}"
                for colour in found
                if colour not in adorning and contrast(colour, theme.surface) < SEEN
                and "primary" not in who
            ]  # fmt: skip
    assert not pale


@every_theme
@pytest.mark.parametrize("role", sorted(APART))
def test_colours_are_reported_apart_by_everyone(theme: Theme, role: str) -> None:
    assert apart(list(getattr(theme, role))) >= APART[role]


@every_theme
def test_no_colour_of_a_palette_is_in_another(theme: Theme) -> None:
    signs = (theme.diverging[0], theme.diverging[-1])
    assert between(theme.runs, theme.classes) >= PALETTES_APART
    assert between(theme.runs, theme.classes, most=True) >= PALETTES_APART_FOR_MOST
    assert between(theme.runs, class_colours(theme), most=True) >= PALETTES_APART_FOR_MOST / 2
    for palette in (theme.runs, theme.classes):
        assert between(signs, palette) >= SIGNS_APART
        assert between(signs, palette, most=True) >= SIGNS_APART_FOR_MOST
    assert apart(list(signs)) >= 0.15
    assert between(theme.runs, [theme.accent, theme.error], most=True) >= 0.05


@every_theme
def test_the_run_of_the_moment_is_reported_from_the_first_two_classes(theme: Theme) -> None:
    # What most people look at: one run beside a border between two classes.
    assert between(theme.runs[:1], theme.classes[:2]) >= 0.08
    assert apart([*theme.classes[:2], theme.runs[0]]) >= 0.08


@every_theme
@pytest.mark.parametrize("role", sorted(APART))
def test_colours_are_reported_from_the_plot_by_everyone(theme: Theme, role: str) -> None:
    assert min(apart([colour, theme.plot]) for colour in getattr(theme, role)) >= (
        APART_FROM_THE_PLOT
    )


@every_theme
def test_the_states_are_reported_apart_by_everyone(theme: Theme) -> None:
    assert apart([theme.error, theme.warning, theme.success]) >= STATES_APART
    verdicts = [verdict_colour(kind, theme) for kind in ("reproduced", "better", "differs")]
    assert apart(verdicts) >= STATES_APART
    # Right and wrong in the confusion matrix, whose places tell them too.
    assert apart([theme.accent, theme.error]) >= 0.07
    low, zero, high = theme.diverging[0], theme.diverging[2], theme.diverging[-1]
    assert apart([low, zero, high]) >= 0.15


@every_theme
def test_what_words_name_has_its_hue_in_every_look(theme: Theme) -> None:
    for colours in (theme.classes, theme.runs):
        red, green, blue = rgb(colours[0])
        assert blue > max(red, green)
    # Orange, purple and green, as guide and help say.
    red, green, blue = rgb(theme.classes[1])
    assert red > green > 1.5 * blue
    red, green, blue = rgb(theme.diverging[0])
    assert min(red, blue) > 1.2 * green
    red, green, blue = rgb(theme.diverging[-1])
    assert green > 1.2 * max(red, blue)


@every_theme
def test_a_shade_is_stronger_the_surer_the_network_is(theme: Theme) -> None:
    # Brightness alone tells how sure it is, so it must go one way.
    for colour in theme.classes:
        shades = [blend(theme.plot, colour, share) for share in np.arange(6) / 5]
        steps = [contrast(shade_, theme.plot) for shade_ in shades]
        assert steps == sorted(steps)


@every_theme
@pytest.mark.parametrize("right", [True, False])
def test_numbers_in_the_confusion_matrix_are_readable(theme: Theme, right: bool) -> None:
    for share in np.arange(21) / 20:
        ground, ink = shade(float(share), right=right, theme=theme)
        assert contrast(ground, ink) >= readable(theme)


@every_theme
def test_a_verdict_has_a_sign_and_is_readable(theme: Theme) -> None:
    kinds = ("reproduced", "better", "differs", None)
    assert len({verdict_words(kind)[0] for kind in kinds}) == len(kinds)
    for kind in kinds:
        colour = verdict_colour(kind, theme)
        ink = theme.text if kind == "better" or theme.high_contrast else colour
        assert contrast(ink, blend(theme.surface, colour, WASH)) >= readable(theme)


def test_runs_and_classes_have_shapes_that_differ() -> None:
    assert len({symbol_of(number) for number in range(7)}) == 7
    here = np.zeros(1)
    sizes = {}
    pictures = []
    for symbol in SYMBOLS:
        path = outlines(symbol, here, here, 10.0)
        box = path.boundingRect()
        sizes[symbol] = max(box.width(), box.height())
        places = [(x / 2, y / 2) for x in range(-15, 16) for y in range(-15, 16)]
        pictures.append(np.array([path.contains(QPointF(x, y)) for x, y in places]))
    assert all(9 <= size <= 15 for size in sizes.values())
    for first, second in combinations(pictures, 2):
        # So much of the ink of both lies where the other has none.
        assert (first ^ second).sum() >= 0.2 * (first | second).sum()
