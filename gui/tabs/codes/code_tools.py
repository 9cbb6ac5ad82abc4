"""Tools for the maps of codes: nearest codes, decoded places, walks, groups."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Slot

from diynn.analysis.code_maps import (
    CodeMap,
    Decoded,
    Near,
    Part,
    Point,
    Way,
    decoded_at,
    nearest_codes,
    walk,
)
from gui.background.latest import Latest
from gui.model.session import Session
from gui.plots.map_plot import MapPlot
from gui.tabs.codes.controls import MapBar
from gui.tabs.codes.panel import FoundImages, MapPanel
from gui.tabs.codes.sample import CodeSample
from gui.text.numbers import count

LISTED = 200
"""Images of a group that are listed; more are only counted."""
NEAR = 11
_ENDS = "AB"
DRAWN = "?"
"""Marks the digit that was drawn on the tab of mistakes."""

Array = NDArray[Any]


class CodeTools(QObject):
    """Applies the chosen tool to the map, and shows the result in the panel."""

    def __init__(
        self, session: Session, plot: MapPlot, bar: MapBar, panel: MapPanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._plot, self._bar, self._panel = session, plot, bar, panel
        self._map: CodeMap | None = None
        self._sample: CodeSample | None = None
        self._place: tuple[float, float] | None = None
        self._ends: list[Point] = []
        self._point: Point | None = None
        self._drawn: Array | None = None
        self._shown = FoundImages(panel)
        self._worker = Latest("decoding", session, parent=self)
        self._worker.answered.connect(self._answer)
        session.state_changed.connect(self._worker.settle)
        bar.tool_chosen.connect(self.take_tool)
        bar.note_switched.connect(self._open_note)
        plot.place_chosen.connect(self.decode)
        plot.point_chosen.connect(self.choose)
        plot.encircled.connect(self.list_points)
        panel.page.current_changed.connect(self._find_in_map)
        self.forget()

    def close(self) -> None:
        """End the thread."""
        self._worker.close()

    def show_drawn(self, sample: object) -> None:
        """Mark the code of a drawn sample, in the data's own values; None removes the mark."""
        self._drawn = sample if isinstance(sample, np.ndarray) else None
        self._mark()

    def has_drawn(self, found: CodeMap) -> bool:
        """Whether a drawn sample has its mark on that map."""
        return self._place_of_drawn(found) is not None

    def forget(self) -> None:
        """There is no map any more."""
        self._worker.forget()
        self._map, self._sample = None, None
        self._start_over()

    def follow(self, found: CodeMap, sample: CodeSample) -> None:
        """Another map, or the same with newer codes, is shown: ask the same of it."""
        old, self._map = self._sample, found
        self._sample = sample
        same = old is not None and old.dataset is sample.dataset
        if old is None or not same or list(old.points) != list(sample.points):
            self._start_over()
            return
        self._ends = [end for end in self._ends if sample.has(end)]
        if self._point is not None and not sample.has(self._point):
            self._point = None
        self._ask()
        self._mark()

    def _start_over(self) -> None:
        self._place, self._point, self._ends = None, None, []
        self._plot.choose({})
        self.take_tool(self._bar.tool())

    # What the user does

    @Slot(str)
    def take_tool(self, tool: str) -> None:
        """Take up a tool, with what was found by it last."""
        self._plot.set_tool(self._bar.tool())
        self._plot.choose({})
        if self._map is None:
            self._shown.words("")
            return
        if tool == "walk" and len(self._ends) < 2 and self._may_decode():
            self._ends = self._two_classes()
        hints = {
            "look": self.tr(
                "Point at a dot to see what it stands for. Click it to see the samples whose "
                "codes are nearest, wherever the map has put them."
            ),
            "decode": self.tr(
                "Click or drag in a map to see what the network draws from the code there."
            ),
            "walk": self.tr(
                "Click two points to see the way from one to the other in code space, above the "
                "blend of their pixels."
            ),
            "lasso": self.tr("Drag a line round some points to list them here."),
        }
        if tool in ("decode", "walk") and not self._may_decode():
            self._shown.words(
                self.tr(
                    "Only an auto-encoder can draw something from a code. Set the goal in the "
                    "first row of the network to “input”, or start from a template with an "
                    "auto-encoder."
                )
            )
        else:
            self._shown.words(hints[tool])
        self._ask()
        self._mark()

    @Slot(float, float)
    def decode(self, x: float, y: float) -> None:
        """Show what the network draws from the code at a place of the map."""
        self._place = (x, y)
        self._ask()
        self._mark()

    @Slot(str, int)
    def choose(self, part: Part, row: int) -> None:
        """Show what lies near a point in code space; or make it an end of a walk."""
        if self._bar.tool() == "walk":
            self._ends = [*self._ends, (part, row)] if len(self._ends) == 1 else [(part, row)]
            if len(self._ends) == 1:
                self._shown.words(self.tr("Now click the point to walk to."))
        else:
            self._point = (part, row)
        self._ask()
        self._mark()

    @Slot(str, object)
    def list_points(self, part: Part, rows: object) -> None:
        """List the points of a part in these rows."""
        if self._sample is None or part not in self._sample.points:
            return
        assert isinstance(rows, np.ndarray)
        points = self._sample.points[part]
        if not len(rows):
            self._shown.words(self.tr("There is no point inside this line."))
            return
        names = [points.name(int(row)) for row in rows]
        words = self.tr("{0} point(s)", "", len(rows)).format(count(len(rows)))
        if points.classes:
            found = {name: names.count(name) for name in dict.fromkeys(names)}
            most = sorted(found.items(), key=lambda pair: -pair[1])
            words += ": " + ", ".join(f"{number} × {name}" for name, number in most)
        if points.levels is None:
            self._shown.words(words)
            return
        if len(rows) > LISTED:
            words += self.tr(". The first {0} of them:").format(LISTED)
        listed = [(part, int(row)) for row in rows[:LISTED]]
        self._shown.samples(listed, names[:LISTED], words, self._sample)

    @Slot(bool)
    def _open_note(self, shown: bool) -> None:
        self._panel.open_note(shown=shown)

    @Slot(int)
    def _find_in_map(self, index: int) -> None:
        if 0 <= index < len(self._shown.listed):
            part, row = self._shown.listed[index]
            self._plot.choose({part: np.array([row])})

    # Asking and answering

    def _may_decode(self) -> bool:
        return self._session.design.reconstructs

    def _ask(self) -> None:
        found, sample, tool = self._map, self._sample, self._bar.tool()
        if found is None or sample is None:
            return
        job: Callable[[], object] | None = None
        if tool == "look" and self._point is not None:
            job = partial(nearest_codes, found, self._point, NEAR)
        elif tool == "decode" and self._place is not None and self._may_decode():
            job = partial(decoded_at, found, self._place)
        elif tool == "walk" and len(self._ends) == 2 and self._may_decode():
            job = partial(walk, found, self._ends[0], self._ends[1], self._steps())
        if job is not None:
            work = job
            self._worker.ask(lambda: (sample.dataset, work()))

    def _steps(self) -> int:
        """As many steps of a walk as the panel has room for in one line."""
        return min(max((self._panel.width() - 130) // 66, 5), 15)

    @Slot(object)
    def _answer(self, found: object) -> None:
        data, sample = self._session.data, self._sample
        assert isinstance(found, tuple)
        dataset, answer = found
        if data is None or sample is None or dataset is not sample.dataset:
            # Other data are there since it was asked.
            return
        tool = self._bar.tool()
        if isinstance(answer, Decoded) and tool == "decode":
            self._shown.decoded(answer, data, sample)
        elif isinstance(answer, Near) and tool == "look":
            self._plot.choose(self._shown.near(answer, sample))
        elif isinstance(answer, Way) and tool == "walk":
            self._shown.way(answer, data, sample)

    def _mark(self) -> None:
        found, tool = self._map, self._bar.tool()
        marks: dict[str, dict[str, tuple[float, float]]] = {}
        if found is None:
            self._plot.set_marks({})
            return
        if tool == "decode" and self._place is not None and self._may_decode():
            marks = {part: {"": self._place} for part in found.places}
        elif tool == "look" and self._point is not None:
            part, row = self._point
            x, y = found.places[part][row].tolist()
            marks = {part: {"": (x, y)}}
        elif tool == "walk" and self._may_decode():
            for letter, (part, row) in zip(_ENDS, self._ends, strict=False):
                x, y = found.places[part][row].tolist()
                marks.setdefault(part, {})[letter] = (x, y)
        drawn = self._place_of_drawn(found)
        if drawn is not None:
            for part in found.places:
                marks[part] = {**marks.get(part, {}), DRAWN: drawn}
        self._plot.set_marks(marks)

    def _place_of_drawn(self, found: CodeMap) -> tuple[float, float] | None:
        raw, net, sample = self._session.dataset, self._session.net, self._drawn
        if sample is None or raw is None or net is not found.encoder.net:
            return None
        if sample.shape != raw.shape:
            return None
        scaled = raw.scaler(self._session.design.view.scaling)(sample[np.newaxis])
        code = found.encoder.codes(scaled.reshape(1, *found.encoder.net.input_shape))[0]
        return found.place_of(code.reshape(-1))

    def _two_classes(self) -> list[Point]:
        """Two points of different classes, to begin with."""
        assert self._sample is not None
        part, points = next(iter(self._sample.points.items()))
        others = np.flatnonzero(points.labels != points.labels[:1])
        return [(part, 0), (part, int(others[0]))] if len(others) else []
