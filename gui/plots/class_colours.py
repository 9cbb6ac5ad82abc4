"""Colours for up to ten classes, told apart as well as ten can be."""

import numpy as np
import numpy.typing as npt

from gui.colours import Theme, ramp, rgb

# The first five are those that a class has on every tab. The others were searched for: as far as
# may be from these and each other for everyone and for each kind of colour blindness.
_FURTHER = {
    False: ("#FF437D", "#8F6E13", "#2D9BA1", "#5D2B58", "#6105B4"),
    True: ("#FDFC92", "#428700", "#23B7C1", "#905BB3", "#ABE700"),
}


def class_colours(theme: Theme) -> tuple[str, ...]:
    """Return ten colours, "#RRGGBB"; where there are more classes they come round again."""
    return (*theme.classes, *_FURTHER[theme.is_dark])


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
