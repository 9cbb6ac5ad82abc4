"""Put into words what a network makes of one place of the plane."""

import html
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication

from gui.plots.figures import figures, percent
from gui.theme import Theme


def tell_place(
    x: float, y: float, value: npt.NDArray[np.float32] | None, names: Sequence[str], theme: Theme
) -> str:
    """Return as HTML the place (x, y) and the network's `value` there, if it is known.

    With `names` the value holds the probability of each class; without, it is one number.
    """
    lines = [f"<tr><td colspan=2>{figures(x, 3)} ; {figures(y, 3)}</td></tr>"]
    if value is not None and names:
        for number, (name, share) in enumerate(zip(names, value.tolist(), strict=True)):
            colour = theme.classes[number % len(theme.classes)]
            shown = f"<span style='color:{colour}'>■</span> {html.escape(name)}"
            lines.append(_line(shown, percent(share)))
    elif value is not None:
        told = QCoreApplication.translate("BoundaryPlot", "Prediction")
        lines.append(_line(told, figures(float(value))))
    return f"<table cellspacing='1'>{''.join(lines)}</table>"


def _line(name: str, value: str) -> str:
    return f"<tr><td>{name}&nbsp;&nbsp;</td><td align='right'>{value}</td></tr>"
