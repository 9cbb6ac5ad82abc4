"""Finds out what each input of a run is worth, while nothing trains, and shows it as bars."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from diynn.analysis.inputs import Asked, Importance, importances, inputs_of
from gui.model.run_snapshot import RunSnapshot
from gui.tabs.analysis_tab import AnalysisTab
from gui.widgets.input_bars import InputBars, Worth

Key = tuple[RunSnapshot, int]


class InputWorth(QObject):
    """Keeps bars to the newest run that rests; of one that learns they stay as they were.

    It takes long for tables of many columns, so it has a worker of its own, and gives up as soon as
    something else is asked for. `changed` says that the bars show another run, or are about to.
    """

    changed = Signal()

    def __init__(self, tab: AnalysisTab, bars: InputBars) -> None:
        super().__init__(tab)
        self._bars = bars
        self._asked: Key | None = None
        self._shown: Key | None = None
        self._worker = tab.worker("importance", self._take)

    def ask(self, run: RunSnapshot, value: int, *, live: bool) -> None:
        """Have the inputs of a run tried out, by its accuracy or R² of a value; not if `live`."""
        if live:
            self._asked = None
            return
        known = self._asked or self._shown
        if known is not None and known[0] is run and known[1] == value:
            return
        self._asked = key = (run, value)

        def work() -> tuple[Key, tuple[Importance, ...]]:
            asked = Asked(run.net, run.weights, run.raw, run.data, run.loss)
            return key, tuple(
                found for _, found in importances(asked, value, lambda: self._asked is key)
            )

        self._worker.ask(work)

    def forget(self) -> None:
        """Try nothing out any more."""
        self._asked = None
        self._worker.forget()

    @property
    def is_busy(self) -> bool:
        """Whether it is being worked out."""
        return self._asked is not None

    def is_of(self, run: RunSnapshot) -> bool:
        """Whether the bars are those of a run."""
        return self._shown is not None and self._shown[0] is run

    @Slot(object)
    def _take(self, found: object) -> None:
        if not isinstance(found, tuple) or found[0] is not self._asked:
            return
        key, worth = found
        self._asked = None
        if len(worth) == len(inputs_of(key[0].raw)):
            self._shown = key
            self._bars.set_worth([Worth(one.fall, one.deviation) for one in worth])
            self.changed.emit()
