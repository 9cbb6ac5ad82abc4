"""What a tool found in a map: images with words above them; or how a map is to be read.

And small maps of other runs, for the same samples.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from diynn.analysis.code_maps import Decoded, Encoder, Near, Part, Point, Way, pca_map
from diynn.analysis.codes import between, chosen_layer
from diynn.data.dataset import Dataset
from gui.background.latest import Latest
from gui.model.run_list import RunList
from gui.model.run_snapshot import RunSnapshot
from gui.model.session import Session
from gui.plots.map_plot import MapPlot, OneMap
from gui.tabs.analysis_tab import grey, grey_limits
from gui.tabs.codes.controls import MapChoices
from gui.tabs.codes.sample import CodeSample, part_of
from gui.text.numbers import figures, percent
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import vbox
from gui.widgets.image_page import ImagePage
from gui.widgets.plain_text import Label

Array = NDArray[Any]
NUMBERS = 8
"""An output of no more numbers than these is written out in full."""


class MapPanel(QStackedWidget):
    """A line of words and a page of images below a map, or a note over both."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        super().__init__(parent)
        self.setProperty("helpTopic", "map-tools")
        self.words = Label()
        self.words.setWordWrap(True)
        self.words.setProperty("muted", True)
        self.page = ImagePage(source)
        found = QWidget()
        vbox(self.words, (self.page, 1), parent=found, margins=(0, 0, 0, 0), spacing=4)
        self.note = Label(self._note())
        self.note.setProperty("helpTopic", "reading-maps")
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.RichText)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.note.setContentsMargins(8, 4, 8, 4)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.note)
        scroll.setAccessibleName(self.tr("How to read a map"))
        self.addWidget(found)
        self.addWidget(scroll)

    def say(self, words: str) -> None:
        """Show `words` above the images."""
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def say_only(self, words: str) -> None:
        """Show `words` in place of images."""
        self.say("")
        self.page.clear(words)

    def open_note(self, *, shown: bool) -> None:
        """Show how a map is to be read, or what was found."""
        self.setCurrentIndex(1 if shown else 0)

    def _note(self) -> str:
        points = (
            self.tr(
                "<b>A map of many numbers always lies somewhere.</b> The share of neighbours kept, "
                "above each map, measures how much: of the ten codes nearest to a point, so many "
                "are also among the ten nearest in the map. A thousand points scattered blindly "
                "would keep one in a hundred."
            ),
            self.tr(
                "<b>PCA is a shadow.</b> No distance in it is longer than the true one, but points "
                "that are far apart may fall on each other. The percentages at its edges say how "
                "much of the differences can be seen."
            ),
            self.tr(
                "<b>t-SNE: the size of a group means nothing.</b> Dense groups are blown up and "
                "loose ones drawn together until all look alike."
            ),
            self.tr(
                "<b>t-SNE: the distance between groups means little.</b> Only who is whose "
                "neighbour counts; a wide gap may be no wider than a narrow one."
            ),
            self.tr(
                "<b>Chance makes groups, too.</b> With a small perplexity even pure noise falls "
                "into clumps. What you see with one perplexity only, do not believe: try 5, 30 "
                "and 100, and another seed."
            ),
            self.tr(
                "<b>Let it come to rest.</b> Shapes that look pinched or stretched are often just "
                "a map that was stopped too early."
            ),
            self.tr(
                "More, with pictures to play with: M. Wattenberg, F. Viégas and I. Johnson, How to "
                "Use t-SNE Effectively, Distill 2016."
            ),
        )
        style = "margin-top:0; margin-bottom:6px"
        return "".join(f"<p style='{style}'>{point}</p>" for point in points)


class FoundImages(QObject):
    """Fills the panel below the maps; `listed` are the samples that its images show."""

    def __init__(self, panel: MapPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self.listed: list[Point] = []

    def words(self, text: str) -> None:
        """Show `text` alone."""
        self.listed = []
        self._panel.say_only(text)

    def near(self, near: Near, sample: CodeSample) -> dict[Part, Array]:
        """Show a sample and those with the nearest codes; return which to ring."""
        part, row = near.point
        points = sample.points[part]
        if near.rows.max(initial=row) >= len(points):
            return {}
        words = self.tr(
            "{0}, {1} {2}, and the samples whose codes are nearest, with their distances. They are "
            "ringed in the map."
        ).format(points.name(row), part, int(points.samples[row]) + 1)
        if points.levels is None:
            names = ", ".join(
                f"{points.name(one)} ({figures(float(away), 3)})"
                for one, away in zip(near.rows.tolist(), near.distances, strict=True)
            )
            self.words(f"{words}\n{names}")
            return {part: near.rows}
        captions = [points.name(row)] + [
            f"{points.name(one)}  {figures(float(away), 2)}"
            for one, away in zip(near.rows.tolist(), near.distances, strict=True)
        ]
        shown: list[Point] = [near.point, *((part, one) for one in near.rows.tolist())]
        self.samples(shown, captions, words, sample)
        return {part: near.rows}

    def decoded(self, answer: Decoded, data: Dataset, sample: CodeSample) -> None:
        """Show what is drawn from a place of the map, and the samples nearest to it."""
        if answer.is_exact:
            words = self.tr("Exact: this place is a code, and this is what is drawn from it. ")
        else:
            words = self.tr(
                "Not exact: the map has two directions, the code more numbers. This is drawn from "
                "the mean code of the {0} nearest points, which follow."
            ).format(sum(len(rows) for rows in answer.nearest.values()))
        raw = sample.dataset
        if not raw.is_image:
            numbers = [figures(float(value)) for value in answer.image.ravel()[:NUMBERS]]
            self.words(f"{words}\n{'   '.join(numbers)}")
            return
        drawn = grey(answer.image[np.newaxis], raw.shape)
        images, captions = [drawn], [self.tr("decoded")]
        for part, rows in answer.nearest.items():
            points = sample.points[part]
            if rows.max(initial=-1) >= len(points):
                return
            images.append(grey(part_of(data, part)[points.samples[rows]], raw.shape))
            captions += [points.name(int(row)) for row in rows]
        if answer.is_exact:
            words += self.tr("The nearest points follow.")
        self._panel.say(words)
        shown = np.concatenate(images)
        low, high = grey_limits(data, shown)
        self.listed = []
        self._panel.page.set_images(shown[:, np.newaxis], captions=captions, low=low, high=high)

    def way(self, way: Way, data: Dataset, sample: CodeSample) -> None:
        """Show what is drawn along the way between two codes, above the blend of the pixels."""
        raw = sample.dataset
        (first, start), (second, end) = way.ends
        if not all(sample.has(end) for end in way.ends):
            return
        names = [sample.points[first].name(start), sample.points[second].name(end)]
        words = self.tr("From A, a {0}, to B, a {1}.").format(*names)
        if not raw.is_image:
            steps = ["  ".join(figures(float(v), 3) for v in y.ravel()[:2]) for y in way.drawn]
            self.words(f"{words}\n{'  →  '.join(steps)}")
            return
        start_x, end_x = (
            part_of(data, part)[sample.points[part].samples[row]] for part, row in way.ends
        )
        blend = grey(between(start_x, end_x, len(way.drawn)), raw.shape)
        shown = np.stack([grey(way.drawn, raw.shape), blend], axis=1)
        low, high = grey_limits(data, shown)
        self._panel.say(words)
        self.listed = []
        labels = (self.tr("through the code"), self.tr("blend of pixels"))
        self._panel.page.set_images(shown, row_labels=labels, low=low, high=high)

    def samples(
        self, shown: list[Point], captions: list[str], words: str, sample: CodeSample
    ) -> None:
        """Show samples with their captions, and words above."""
        levels = [sample.points[part].levels for part, _ in shown]
        pictures = np.stack(
            [level[row] for level, (_, row) in zip(levels, shown, strict=True) if level is not None]
        )
        self._panel.say(words)
        self.listed = shown
        self._panel.page.set_images(
            pictures[:, np.newaxis].astype(np.float32), captions=captions, low=0.0, high=254.0
        )


POINTS = 300
"""Points of each small map."""


class CodeComparison(QObject):
    """Has the codes of the ticked runs mapped by PCA, and shows them below the maps."""

    def __init__(
        self, session: Session, run_list: RunList, choices: MapChoices, plot: MapPlot,
        parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._session, self._run_list, self._choices, self._plot = session, run_list, choices, plot
        self._waiting: Callable[[], object] | None = None
        self._worker = Latest("codes beside", session, parent=self)
        self._worker.answered.connect(self._draw)
        session.weights_changed.connect(self._go_on)
        session.state_changed.connect(self._go_on)
        run_list.changed.connect(self.ask)

    def close(self) -> None:
        """End the thread."""
        self._worker.close()

    def forget(self) -> None:
        """Ask for nothing any more."""
        self._waiting = None
        self._worker.forget()

    @Slot()
    def ask(self) -> None:
        """Have the maps of the ticked runs computed again."""
        session, runs = self._session, self._run_list.comparable()
        self.forget()
        if session.dataset is None or session.net is None or not self._plot.isVisible():
            return
        if not runs:
            self._plot.show_beside(())
            return
        part: Part = self._choices.parts.currentData()[-1]
        sample = CodeSample.of(session.dataset, (part,), POINTS)
        chosen = self._choices.chosen_layer()
        asked = [
            (run, Encoder(run.net, run.weights, chosen_layer(run.net, chosen)))
            for run in self._run_list.snapshots(runs)
        ]
        measured = not session.is_moving

        def answer() -> list[OneMap]:
            return [_small_map(sample, part, run, encoder, measured) for run, encoder in asked]

        self._waiting = answer
        self._worker.ask(answer)

    @Slot()
    def _go_on(self) -> None:
        """Ask again for what waits: the worker may have been resting."""
        if self._waiting is not None:
            self._worker.ask(self._waiting)

    @Slot(object)
    def _draw(self, answer: object) -> None:
        self._waiting = None
        if isinstance(answer, list) and self._session.net is not None:
            self._plot.show_beside(answer)


def _small_map(
    sample: CodeSample, part: Part, run: RunSnapshot, encoder: Encoder, measured: bool
) -> OneMap:
    """The codes that another run has for the same samples, by PCA."""
    found = pca_map(encoder, sample.inputs(run.data), measured=measured)
    layer = f"{encoder.layer + 1} {encoder.net.layers[encoder.layer].name()}"
    words = QCoreApplication.translate("CodeComparison", "Layer {0}, PCA").format(layer)
    if measured:
        kept = percent(found.kept[part])
        more = QCoreApplication.translate("CodeComparison", ", {0} of neighbours kept")
        words += more.format(kept)
    return OneMap(sample.points[part].moved(found.places[part]), run.name, words, run.colour or 0)
