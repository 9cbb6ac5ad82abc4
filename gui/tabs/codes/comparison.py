"""Small maps of the codes of other runs, for the same samples."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Slot

from diynn.analysis.code_maps import Encoder, Part, pca_map
from diynn.analysis.codes import chosen_layer
from gui.background.latest import Latest
from gui.model.run_list import RunList
from gui.model.run_snapshot import RunSnapshot
from gui.model.session import Session
from gui.plots.map_plot import MapPlot, OneMap
from gui.tabs.codes.controls import MapChoices
from gui.tabs.codes.sample import CodeSample
from gui.text.numbers import percent

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
