"""Keep how the errors of one run are spread over bins, and outline it."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication

from diynn.csv_output import csv_text
from gui.text.numbers import figures, telling
from gui.theme.theme import Theme

Array = npt.NDArray[Any]


@dataclass(frozen=True, eq=False)
class Spread:
    """The errors of one run: `counts` (bins,) between `edges` (bins + 1,), and their `mean`.

    `colour_index` counts through the theme's run colours.
    """

    label: str
    colour_index: int
    edges: Array
    counts: Array
    mean: float

    @property
    def bins(self) -> int:
        """How many bins there are."""
        return len(self.counts)

    def colour(self, theme: Theme) -> str:
        """The colour of its run."""
        return theme.runs[self.colour_index % len(theme.runs)]

    def outline(self) -> tuple[Array, Array]:
        """The line along the tops of all bins: its places x and y, (2 bins + 2,) each."""
        tops = np.repeat(self.counts, 2)
        return np.repeat(self.edges, 2), np.concatenate([[0], tops, [0]]).astype(float)


def same_bins(spreads: Sequence[Spread]) -> bool:
    """Whether all have as many counts as bins, over the same edges."""
    return all(
        np.array_equal(spread.edges, spreads[0].edges)
        and spread.bins == max(len(spread.edges) - 1, 0)
        for spread in spreads
    )


def bin_words(spreads: Sequence[Spread], number: int) -> list[tuple[str, int | None]]:
    """What a bin is and what every run has in it: words, each with the number of its spread.

    A run that is alone is not named.
    """
    low, high = spreads[0].edges[number : number + 2].tolist()
    head: list[tuple[str, int | None]] = [(f"{figures(low)} – {figures(high)}", None)]
    images = QCoreApplication.translate("ErrorHistogram", "{0} images")
    counts = [images.format(int(spread.counts[number])) for spread in spreads]
    if len(spreads) == 1:
        return [*head, (counts[0], 0)]
    named = zip(spreads, counts, strict=True)
    return [*head, *((telling(one.label, told), place) for place, (one, told) in enumerate(named))]


def bin_html(spreads: Sequence[Spread], number: int, theme: Theme) -> str:
    """The same as HTML, with a mark in the colour of every run."""
    lines = []
    for text, place in bin_words(spreads, number):
        if place is None:
            lines.append(f"<b>{html.escape(text)}</b>")
        else:
            mark = f'<span style="color:{spreads[place].colour(theme)}">■</span>'
            lines.append(f"{mark} {html.escape(text)}")
    return "<br>".join(lines)


def spreads_table(spreads: Sequence[Spread]) -> str:
    """The ends of every bin and what each run has in it, as CSV."""
    edges = spreads[0].edges.tolist() if spreads else []
    counts = (spread.counts.tolist() for spread in spreads)
    rows = zip(edges, edges[1:], *counts, strict=False)
    return csv_text([["from", "to", *(spread.label for spread in spreads)], *rows])
