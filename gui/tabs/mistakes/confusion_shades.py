"""Shade the cells of a confusion matrix, and find the ink that is read on each shade."""

from functools import lru_cache
from math import isfinite, sqrt

from gui.colours import READABLE, READABLE_IN_HIGH_CONTRAST, Theme, blend, contrast

_STRENGTHS = 64


def shade(share: float, *, right: bool, theme: Theme) -> tuple[str, str]:
    """Return the ground of a cell that holds a `share`, 0 to 1, of its row, and the ink on it.

    Its strength grows as the root of the share: a few in a hundred are mistakes worth seeing.
    """
    strength = round(_STRENGTHS * sqrt(share)) if isfinite(share) else 0
    return _shade(strength, right, theme)


@lru_cache(maxsize=4 * _STRENGTHS)
def _shade(strength: int, right: bool, theme: Theme) -> tuple[str, str]:
    over = theme.accent if right else theme.error
    readable = READABLE_IN_HIGH_CONTRAST if theme.high_contrast else READABLE
    while True:
        ground = blend(theme.plot, over, strength / _STRENGTHS)
        ink = max((theme.text, theme.plot), key=lambda ink: contrast(ink, ground))
        # Half-way shades suit neither dark nor light ink: they are made stronger.
        if contrast(ink, ground) >= readable or strength == _STRENGTHS:
            return ground, ink
        strength += 1
