"""Turn numbers into grey levels, and a line of small pictures into one picture."""

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from gui.theme.colours import ramp, rgb
from gui.theme.theme import Theme

Levels = npt.NDArray[np.uint8]
Table = npt.NDArray[np.uint32]

# The last of the 256 levels is kept for what lies between the pictures.
_NOTHING = 255


def grey_levels(images: npt.NDArray[np.floating], low: float, high: float) -> Levels:
    """Return levels 0 to 254 for values from `low` to `high`; what is no number becomes `low`."""
    scaled = (images - np.float32(low)) * np.float32((_NOTHING - 1) / (high - low))
    np.nan_to_num(scaled, copy=False, nan=0.0, posinf=_NOTHING - 1, neginf=0.0)
    np.clip(scaled, 0, _NOTHING - 1, out=scaled)
    levels: Levels = (scaled + np.float32(0.5)).astype(np.uint8)
    return levels


def strip(pictures: Levels, cell: int, offset: int, table: Table) -> QImage:
    """Return `pictures`, shape (n, height, width), side by side in cells `cell` pixels wide.

    Each lies `offset` pixels from its cell's left edge; `table` gives the colours of the levels.
    """
    count, height, width = pictures.shape
    line = np.full((height, count, cell), _NOTHING, dtype=np.uint8)
    line[:, :, offset : offset + width] = pictures.transpose(1, 0, 2)
    # Qt enlarges full colours five times as fast as it does a picture with a table.
    colours = table[line].tobytes()
    return QImage(colours, count * cell, height, 4 * count * cell, QImage.Format.Format_RGB32)


def grey_table(theme: Theme) -> Table:
    """Return the colours of levels from black over grey to white, as the data has them."""
    grey = np.rint(np.linspace(0, 255, _NOTHING)).astype(np.uint32)
    return _table(np.stack([grey, grey, grey], axis=1), theme)


def signed_table(theme: Theme) -> Table:
    """Return the colours of levels for rows that hold differences: the diverging colours."""
    return _table(ramp(theme.diverging, _NOTHING).astype(np.uint32), theme)


def _table(colours: Table, theme: Theme) -> Table:
    ground = np.array([rgb(theme.surface)], dtype=np.uint32)
    red, green, blue = np.concatenate([colours, ground]).T
    table: Table = (0xFF << 24) | (red << 16) | (green << 8) | blue
    return table.astype(np.uint32)
