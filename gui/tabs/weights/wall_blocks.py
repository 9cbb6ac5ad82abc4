"""Keep what a wall of sections shows: pictures, sheets, bars or words, with names for the hover."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication

from diynn.csv_output import csv_text
from gui.text.numbers import count, figures, telling

Values = npt.NDArray[np.floating]
Limits = tuple[float, float]


class Hit(NamedTuple):
    """Which value of a block is meant: the picture or bar `item`, its `row`, and the place there.

    Of a sheet `y` and `x` count. Where `y` is −1, the item as a whole is meant.
    """

    item: int
    row: int = 0
    y: int = -1
    x: int = -1


@dataclass(frozen=True, eq=False)
class Scaled:
    """Values with the limits of their scale; what lies beyond looks as the nearer end does."""

    values: Values
    limits: Limits

    def beyond(self) -> bool:
        """Return whether some values lie beyond the limits."""
        low, high = self.limits
        inside = not self.values.size or (low <= self.values.min() and self.values.max() <= high)
        return not inside


@dataclass(frozen=True, eq=False)
class Pictures(Scaled):
    """Pictures (items, rows, height, width), those of one item below each other.

    `signed` ones are drawn in diverging colours, with `limits` that lie evenly round zero; others
    in grey. `item` and `row` name what they are ("Filter", "channel"); `notes` has one more
    sentence an item, or none at all.
    """

    item: str
    row: str = ""
    signed: bool = True
    notes: Sequence[str] = ()

    def words(self, hit: Hit) -> str:
        """Return what is shown at a place."""
        pictures = self.values[hit.item]
        lines = [f"{self.item} {hit.item + 1}"]
        if len(pictures) > 1:
            lines[0] += f", {self.row} {hit.row + 1}"
        if hit.y >= 0:
            place = _tr("Row {y}, column {x}: {value}")
            lines.append(
                place.format(
                    y=hit.y + 1, x=hit.x + 1, value=figures(pictures[hit.row, hit.y, hit.x], 3)
                )
            )
        lines.append(_span(pictures))
        if self.notes:
            lines.append(self.notes[hit.item])
        return "\n".join(lines)

    def holds(self, hit: Hit) -> bool:
        """Return whether there is such a place."""
        items, rows, high, wide = self.values.shape
        return bool(hit.item < items and hit.row < rows and hit.y < high and hit.x < wide)

    def table(self) -> Iterator[list[object]]:
        """Yield one line a picture: its number, that of its row, and its values."""
        for item, pictures in enumerate(self.values):
            for row, picture in enumerate(pictures):
                yield [item + 1, row + 1, *picture.ravel().tolist()]


@dataclass(frozen=True, eq=False)
class Sheet(Scaled):
    """One matrix (rows, columns) in diverging colours; `strips` keeps its rows apart.

    `row` and `column` name what they are ("Unit", "input").
    """

    row: str
    column: str
    strips: bool = False

    def words(self, hit: Hit) -> str:
        """Return what is shown at a place."""
        line = self.values[hit.y if hit.y >= 0 else hit.item]
        text = f"{self.row} {(hit.y if hit.y >= 0 else hit.item) + 1}"
        if hit.y >= 0:
            text += f", {telling(f'{self.column} {hit.x + 1}', figures(line[hit.x], 3))}"
        return f"{text}\n{_span(line)}"

    def holds(self, hit: Hit) -> bool:
        """Return whether there is such a place."""
        high, wide = self.values.shape
        return bool(hit.item < high and hit.y < high and hit.x < wide)

    def table(self) -> Iterator[list[object]]:
        """Yield one line a row: its number and its values."""
        for row, line in enumerate(self.values):
            yield [row + 1, "", *line.tolist()]


@dataclass(frozen=True, eq=False)
class Bars(Scaled):
    """Values (n,), each a bar up or down from zero; `names` has one for each, or none at all."""

    item: str
    names: Sequence[str] = ()

    def words(self, hit: Hit) -> str:
        """Return what a bar shows."""
        name = f"{self.item} {hit.item + 1}"
        if self.names:
            name += f" ({self.names[hit.item]})"
        return telling(name, figures(self.values[hit.item], 3))

    def holds(self, hit: Hit) -> bool:
        """Return whether there is such a place."""
        return hit.item < len(self.values)

    def table(self) -> Iterator[list[object]]:
        """Yield one line a value: its number, its name, the value."""
        for item, value in enumerate(self.values.tolist()):
            yield [item + 1, self.names[item] if self.names else "", value]


@dataclass(frozen=True, eq=False)
class Panel:
    """A histogram: the share of all values in each bin from −reach to reach, (bins,).

    The first and the last bin hold what lies beyond as well. `others` are those of other runs over
    the same bins, each with its run's place in `Theme.runs`; `colour` is that of the run itself.
    """

    name: str
    shares: Values
    reach: float
    count: int
    others: Sequence[tuple[int, Values]] = ()
    colour: int | None = None

    def words(self, place: int) -> str:
        """Return what a bin holds."""
        width = 2 * self.reach / len(self.shares)
        low = -self.reach + place * width
        share = _tr("{name} from {low} to {high}: {share} %")
        if place == 0:
            share = _tr("{name} below {high}: {share} %")
        elif place == len(self.shares) - 1:
            share = _tr("{name} above {low}: {share} %")
        return share.format(
            name=self.name, low=figures(low, 3), high=figures(low + width, 3),
            share=figures(100 * float(self.shares[place]), 3),
        )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Panels:
    """Histograms beside each other; None leaves a place empty."""

    panels: Sequence[Panel | None]

    def words(self, hit: Hit) -> str:
        """Return what the bin `x` of a panel holds, or whose values they are."""
        panel = self.panels[hit.item]
        if panel is None:
            return ""
        first = "" if hit.x < 0 else panel.words(hit.x) + "\n"
        return first + _tr("{name}: {count} value(s)", panel.count).format(
            name=panel.name, count=count(panel.count)
        )

    def holds(self, hit: Hit) -> bool:
        """Return whether there is such a place."""
        panel = self.panels[hit.item] if hit.item < len(self.panels) else None
        return panel is not None and hit.x < len(panel.shares)

    def table(self) -> Iterator[list[object]]:
        """Yield one line a histogram: its name, where its bins end, the shares."""
        for panel in self.panels:
            if panel is not None:
                yield [panel.name, panel.reach, *panel.shares.tolist()]


@dataclass(frozen=True)
class Words:
    """A sentence where a picture could not be."""

    text: str

    def words(self, hit: Hit) -> str:
        """Return nothing: all is said."""
        return ""

    def holds(self, hit: Hit) -> bool:
        """Return that there is no place in it."""
        return False

    def table(self) -> Iterator[list[object]]:
        """Yield the sentence."""
        yield ["", self.text]


Block = Pictures | Sheet | Bars | Panels | Words


@dataclass(frozen=True, eq=False)
class Section:
    """A block under a title; `colour` is the place of its run in `Theme.runs`, if it has one, and
    `explain` tells how a value was worked out."""

    title: str
    block: Block
    detail: str = ""
    colour: int | None = None
    explain: Callable[[Hit], str] | None = None

    def words(self, hit: Hit) -> str:
        """What is shown at a place, and how it was worked out."""
        more = "" if self.explain is None else self.explain(hit)
        return "\n".join(filter(None, (self.block.words(hit), more)))


def section_table(sections: Sequence[Section]) -> str:
    """Return all values as CSV, every line with the title and the detail of its section."""
    rows = (
        [section.title, section.detail, *line]
        for section in sections
        for line in section.block.table()
    )
    return csv_text([["section", "detail", "item", "row", "values"], *rows])


def _span(values: Values) -> str:
    return _tr("From {low} to {high}").format(
        low=figures(float(values.min()), 3), high=figures(float(values.max()), 3)
    )


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("Wall", text, "", number)
