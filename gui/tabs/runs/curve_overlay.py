"""The curves of the ticked runs, laid over those of the run of the moment."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QObject, Slot

from gui.model.run_list import ListedRun, RunList
from gui.plots.curve_plot import CurvePlot
from gui.plots.series import Style

MOST = 20
"""Runs whose curves are shown: more could not be distinguished."""
STYLES: tuple[Style, ...] = ("train", "validation", "test")


class CurveOverlay(QObject):
    """Follows the ticks of a run list; each run keeps its colour, and its name is in the legend.

    Where more than MOST are ticked, those that came last are shown. `plots` tells which plot shows
    what: "loss" or "accuracy".
    """

    def __init__(
        self, run_list: RunList, plots: Mapping[str, CurvePlot], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._run_list, self._plots = run_list, plots
        self._looks: dict[ListedRun, tuple[str, int, int]] = {}
        self._keys: dict[ListedRun, dict[str, CurvePlot]] = {}
        run_list.changed.connect(self.follow)
        self.follow()

    @Slot()
    def follow(self) -> None:
        """Show the curves of those that are ticked now, and of no others."""
        wanted = self._run_list.beside()[-MOST:]
        for run in set(self._looks) - set(wanted):
            del self._looks[run]
            for key, plot in self._keys.pop(run).items():
                plot.remove(key)
        for run in wanted:
            look = (run.name, run.colour, len(run.history))
            if self._looks.get(run) != look:
                self._looks[run] = look
                self._draw(run)

    def _draw(self, run: ListedRun) -> None:
        labels = {
            "train": self.tr("{0}: train"),
            "validation": self.tr("{0}: validation"),
            "test": self.tr("{0}: test"),
        }
        keys = self._keys.setdefault(run, {})
        history = run.history[:]
        epochs = history.column("epoch")
        for what, plot in self._plots.items():
            for style in STYLES:
                y = history.column(f"{style}_{what}")
                if np.isfinite(y).any():
                    key = f"{style} {what} {id(run)}"
                    keys[key] = plot
                    y = 100 * y if what == "accuracy" else y
                    plot.set_series(
                        key, epochs, y, run.colour, style, labels[style].format(run.name)
                    )
