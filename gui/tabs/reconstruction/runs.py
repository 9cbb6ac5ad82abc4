"""The runs that draw the images again: that of the moment, and the ticked ones beside it."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QCoreApplication

from diynn.analysis.reconstruction import Painter
from diynn.data.dataset import Dataset
from gui.model.run_list import ListedRun, RunList
from gui.model.session import Session
from gui.tabs.reconstruction.words import RunMark
from gui.text.wording import error_text_or


class ReconstructionRuns:
    """Keeps the painter of each run as long as its weights stay: what it drew is then known.

    `others` are those of the ticked auto-encoders, as `painters` found them last.
    """

    def __init__(self, session: Session, run_list: RunList) -> None:
        self._session = session
        self._run_list = run_list
        self._mine: Painter | None = None
        self._theirs: WeakKeyDictionary[ListedRun, tuple[object, Painter]]
        self._theirs = WeakKeyDictionary()
        self._runs: list[ListedRun] = []
        self.others: tuple[Painter, ...] = ()

    def painters(self, data: Dataset) -> tuple[Painter, ...]:
        """That of the moment first, all drawing in the scaling of `data`; none without a network.

        The network of the moment must get `data` itself.
        """
        net, weights, mine = self._session.net, self._session.weights, self._mine
        if net is None or weights is None:
            return ()
        if mine is None or mine.weights is not weights or mine.data is not data:
            self._mine = mine = Painter(net, weights, data, data)
        self._runs = [run for run in self._run_list.comparable() if run.design.reconstructs]
        self.others = tuple(self._painter(run, data) for run in self._runs)
        return (mine, *self.others)

    def marks(self) -> list[RunMark]:
        """The name and the colour of each, in the order of the painters."""
        current = self._run_list.current
        if current is None:
            first = RunMark(_tr("This network"), 0)
        else:
            first = RunMark(current.name, current.colour)
        return [first, *(RunMark(run.name, run.colour) for run in self._runs)]

    def silent(self) -> list[str]:
        """The names of the ticked runs that draw nothing."""
        return [run.name for run in self._run_list.comparable() if not run.design.reconstructs]

    def _painter(self, run: ListedRun, data: Dataset) -> Painter:
        state = (run.training, run.training.epoch, run.training.step, data)
        kept = self._theirs.get(run)
        if kept is None or kept[0] != state:
            # A copy: it may be taken up again and trained while it is asked.
            kept = (state, Painter(run.net, np.array(run.weights), run.data, data))
            self._theirs[run] = kept
        return kept[1]


def trouble(session: Session) -> str:
    """Why there is no image to draw again, and what to do; empty where there is one."""
    raw = session.dataset
    if session.loader.is_loading:
        return _tr("The data is being read…")
    if raw is None:
        return error_text_or(session.loader.error, _tr("There is no data yet."))
    if not raw.is_image:
        return _tr(
            "These samples are not images, so there is nothing to draw again. Choose the template "
            "“Small digits, auto-encoder”, or digits or a folder of images of your own in the "
            "first row of the network."
        )
    if not session.design.reconstructs:
        return _tr(
            "This network says what an image shows; it draws none. Reconstruction needs an "
            "auto-encoder: choose the template “Small digits, auto-encoder”, or let the first row "
            "of the network ask for the input instead of the target."
        )
    if session.training is None or session.data is None:
        return _tr("The network does not fit yet: the list on the left says where.")
    return ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Reconstruction", text)
