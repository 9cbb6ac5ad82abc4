"""Colours for up to ten classes, told apart as well as ten can be."""

import numpy as np
import numpy.typing as npt

from gui.theme.colours import Theme, ramp, rgb

# The first five are those that a class has on every tab. The others were searched for: as far as
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
