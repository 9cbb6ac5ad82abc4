"""Maps of what a layer makes of the samples, and what the network draws from places in them."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from diynn.analysis.code_maps import Encoder, Part, pca_map
from diynn.analysis.codes import chosen_layer, usual_layer
from diynn.analysis.projection import Plane
from diynn.data.dataset import Dataset
from diynn.errors import DiynnError
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.plots.map_plot import MapPlot, OneMap
from gui.tabs.analysis_tab import AnalysisTab
from gui.tabs.codes.code_tools import CodeTools
from gui.tabs.codes.controls import MapBar, MapChoices, TSNEControls
from gui.tabs.codes.panel import CodeComparison, MapPanel
from gui.tabs.codes.sample import CodeSample, Found
from gui.tabs.codes.tsne import CodeTSNE
from gui.text.numbers import count, percent
from gui.text.wording import error_text, size
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import vbox

LIVE_SECONDS = 0.25
"""From one live map to the next: drawing more of them would slow down a small network."""
LIVE = 200
"""Points of each part while a training moves: their map takes a few milliseconds."""


class CodesTab(AnalysisTab):
    """PCA live, t-SNE on a thread of its own; below what is found by pointing at the maps."""

    def __init__(self, session: Session, themes: ThemeSource, run_list: RunList) -> None:
        super().__init__(session, themes, run_list)
        self.setProperty("helpTopic", "tab-codes")
        self.choices = MapChoices()
        self.controls = TSNEControls(themes)
        self.bar = MapBar(themes)
        self.plot = MapPlot(themes)
        self.panel = MapPanel(themes)
        self.bar.more.setMenu(self.plot.menu)
        self._build()
        self.found: Found | None = None
        """What is shown."""
        self._plane: Plane | None = None
        """The last of now; what is looked at in the past is laid into it."""
        self._sample: CodeSample | None = None
        self._measured: object = None
        self._due = 0.0
        # Two: after a long job a worker pauses for long, and live maps must not wait for it.
        self._live = self.worker("live codes", self._draw)
        self._thorough = self.worker("codes", self._draw)
        self.comparison = CodeComparison(session, run_list, self.choices, self.plot, self)
        self.tsne = CodeTSNE(self.controls, self)
        self.tools = CodeTools(session, self.plot, self.bar, self.panel, self)
        self.close_with_tab(self.comparison, self.tsne, self.tools)
        self.tsne.moved.connect(self._follow_tsne)
        self.choices.changed.connect(self._choose)
        self.choices.changed.connect(self._compare)
        self.controls.changed.connect(self._compare)
        self.controls.start_asked.connect(self.start)
        self.controls.pca_asked.connect(self._choose_pca)
        self.bar.fit_asked.connect(self.plot.fit)
        self.listen()

    def _build(self) -> None:
        top = vbox(self.choices, self.controls, self.bar, margins=(12, 8, 12, 4), spacing=6)
        self.controls.hide()
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        for inner, stretch in ((self.plot, 1), (self.panel, 0)):
            holder = QWidget()
            across = QHBoxLayout(holder)
            across.setContentsMargins(12, 4, 12, 4)
            across.addWidget(inner)
            split.addWidget(holder)
            self._found_room = holder
            split.setStretchFactor(split.count() - 1, stretch)
        split.setSizes([330, 240])
        vbox(top, (split, 1), parent=self, margins=(0, 0, 0, 0), spacing=0)

    # What is there to map

    @property
    def kind(self) -> str:
        """The kind of map that was chosen: "pca" or "tsne"."""
        return str(self.choices.kind.currentData())

    def unsuited(self, raw: Dataset) -> str:
        """Why there are no codes."""
        if self.session.design.layers:
            return ""
        return self.tr(
            "A code is what comes out of a layer, and the network has none yet. Add one "
            "from the palette on the left."
        )

    @Slot()
    def show_data(self) -> None:
        """List the layers of another network, and map what they make of the samples."""
        net = self.session.net
        self.tsne.forget()
        problem = self.problem()
        if problem or net is None:
            self._nothing(problem)
        else:
            shapes = [size(shape) for shape in net.shapes[1:]]
            names = [
                f"{row + 1} {layer.name()} → {shape}"
                for row, (layer, shape) in enumerate(zip(net.layers, shapes, strict=True))
            ]
            self.choices.list_layers(names, usual_layer(net))
            self._enable(usable=True)
            if self.found is None:
                self.plot.clear(self.tr("The map is being made…"))
            self.ask()
            self.comparison.ask()

    def _nothing(self, words: str) -> None:
        self.found = self._plane = self._measured = None
        self.forget()
        self.comparison.forget()
        self.choices.list_layers((), 0)
        self._enable(usable=False)
        self.plot.clear(words)
        self.tools.forget()

    def _enable(self, *, usable: bool) -> None:
        for widget in (self.choices, self.bar):
            widget.setEnabled(usable)
        self.controls.setVisible(usable and self.kind == "tsne")
        self._found_room.setVisible(usable)

    @property
    def _is_live(self) -> bool:
        """Whether what is shown changes while a training moves."""
        return self.session.is_moving and self.session.cursor.place is None

    def _encoder(self) -> tuple[Encoder, Dataset] | None:
        session = self.session
        net, weights, data = session.net, session.weights, session.data
        if net is None or weights is None or data is None:
            return None
        return Encoder(net, weights, chosen_layer(net, self.choices.chosen_layer())), data

    def _sample_of(self, most: int) -> CodeSample:
        """The samples to show, kept while they stay the same."""
        dataset, old = self.session.dataset, self._sample
        assert dataset is not None
        parts: tuple[Part, ...] = self.choices.parts.currentData()
        number = min(int(self.choices.count.currentData()), most)
        wanted = {part: min(len(getattr(dataset, part)), number) for part in parts}
        had = old and {part: len(points) for part, points in old.points.items()}
        if old is None or old.dataset is not dataset or had != wanted:
            self._sample = CodeSample.of(dataset, parts, number)
        assert self._sample is not None
        return self._sample

    def _wanted(self) -> tuple[object, ...]:
        """What a map by t-SNE depends on, but for the weights."""
        choices = self.choices
        net = self.session.net
        return (
            choices.parts.currentData(), choices.count.currentData(), self.controls.settings,
            None if net is None else chosen_layer(net, choices.chosen_layer()),
        )  # fmt: skip

    # PCA

    @Slot()
    def show_runs(self) -> None:
        """Follow the run list: `comparison` does that by itself."""

    @Slot()
    def ask(self) -> None:
        """Have PCA done for the weights of now; of all points where the training rests."""
        asked = self._encoder()
        if asked is None or not self.isVisible() or self.session.dataset is None:
            return
        if self.kind == "tsne" and self.tsne.found is not None:
            self._compare()
            return
        encoder, data = asked
        moving, past = self._is_live, self.session.cursor.place is not None
        self.plot.keeps_frame = past
        if moving and perf_counter() < self._due:
            return
        self._due = perf_counter() + LIVE_SECONDS
        parts = len(self.choices.parts.currentData())
        sample = self._sample_of(2 * LIVE // parts if moving else 10**9)
        key = (sample, encoder.layer, encoder.weights)
        old = self._measured
        if isinstance(old, tuple) and all(a is b for a, b in zip(key, old, strict=True)):
            return
        self._measured = None if moving else key
        like, newest = self._plane, self.session.newest

        def answer() -> Found:
            x, plane = sample.inputs(data), like if past else None
            if past and plane is None and newest is not None:
                now = Encoder(encoder.net, newest, encoder.layer)
                plane = pca_map(now, x, measured=False).plane
            found = pca_map(encoder, x, like, measured=not moving, plane=plane)
            return Found(found, sample, moving)

        if not moving:
            self._live.forget()
        (self._live if moving else self._thorough).ask(answer)

    @Slot(object)
    def _draw(self, answer: object) -> None:
        if isinstance(answer, DiynnError):
            self.plot.clear(error_text(answer))
            self.tools.forget()
            self.found = None
            return
        session = self.session
        if not isinstance(answer, Found) or session.net is not answer.map.encoder.net:
            return
        if self.kind == "tsne" and self.tsne.found is not None:
            return
        # One that was under way when the training began or came to rest has come too late.
        if answer.live != self._is_live:
            return
        self._plane = answer.map.plane
        self._show(answer)

    def _show(self, found: Found) -> None:
        self.found = found
        plane, titles = found.map.plane, ("", "")
        if plane is not None and plane.is_whole:
            titles = (self.tr("First number of the code"), self.tr("Second number"))
        elif plane is not None:
            shares = [percent(share) for share in plane.shares]
            titles = (
                self.tr("1st component, {0} of the variance").format(shares[0]),
                self.tr("2nd component, {0}").format(shares[1]),
            )
        shown = {
            part: OneMap(points.moved(found.map.places[part]), *self._words(found, part))
            for part, points in found.sample.points.items()
        }
        self.plot.show_maps(shown, titles, scales=plane is not None and plane.is_whole)
        self.tools.follow(found.map, found.sample)

    @Slot(object)
    def show_drawn(self, sample: object) -> None:
        """Mark the code of a drawn sample, in the data's own values; None removes the mark."""
        self.tools.show_drawn(sample)
        if self.found is not None:
            self._show(self.found)

    def _words(self, found: Found, part: Part) -> tuple[str, str]:
        name = self.tr("Train") if part == "train" else self.tr("Test")
        points, total = len(found.sample.points[part]), found.sample.totals[part]
        words = self.tr("{0} of {1}").format(count(points), count(total))
        if self.tools.has_drawn(found.map):
            words += self.tr(" · ?: your drawing")
        kept = found.map.kept[part]
        if np.isfinite(kept):
            words += self.tr(" · {0} of neighbours kept").format(percent(kept))
        return name, words

    # t-SNE

    @Slot()
    def _choose(self) -> None:
        self._plane = None
        by_tsne = self.kind == "tsne"
        self.controls.setVisible(by_tsne)
        self._measured, self._due = None, 0.0
        if by_tsne:
            self.tsne.get_ready()
        else:
            self.tsne.stop()
        self._follow_tsne()
        self.ask()
        self.comparison.ask()

    @Slot()
    def _choose_pca(self) -> None:
        self.choices.kind.setCurrentIndex(self.choices.kind.findData("pca"))

    @Slot()
    def start(self) -> None:
        """Compute a map by t-SNE from the present weights."""
        asked = self._encoder()
        if asked is not None:
            self.tsne.start(*asked, self._sample_of(10**9), self._wanted())

    @Slot()
    def _follow_tsne(self) -> None:
        if self.kind == "tsne" and self.tsne.found is not None:
            self._show(self.tsne.found)

    @Slot()
    def _compare(self) -> None:
        past = self.session.cursor.place is not None
        self.tsne.compare(self._wanted(), self.session.weights, past=past)

    def showEvent(self, event: Any) -> None:
        """Draw what has been learnt while the tab was hidden."""
        super().showEvent(event)
        self.comparison.ask()
