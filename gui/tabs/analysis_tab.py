"""What every tab on what was learnt has: its data, its reason to be empty, its workers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from diynn.data.dataset import Dataset, Shape
from gui.background.latest import Job, Latest, Lender
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.text.wording import error_text_or
from gui.theme.theme import ThemeSource
from gui.widgets.plain_text import Label


@dataclass(frozen=True)
class ValuePlace:
    """One value of a network: of the "input", of the "output" of a row, or of its "weight" `name`.

    `sample` is which sample of the test part, or else of the training part, is looked at.
    """

    kind: str
    row: int
    name: str
    place: tuple[int, ...]
    sample: tuple[bool, int] | None = None


class Closable(Protocol):
    """Something with a thread."""

    def close(self) -> None:
        """Compute no more."""


class OwnThread:
    """Lends no thread of a training: a job begins at once, on the worker's own thread."""

    is_moving = False

    def lend(self, _job: Job) -> None:
        return None


def centred_note(text: str = "") -> Label:
    """A sentence in the middle of a place where nothing else is shown."""
    note = Label(text)
    note.setProperty("muted", True)
    note.setAlignment(Qt.AlignmentFlag.AlignCenter)
    note.setWordWrap(True)
    note.setContentsMargins(32, 0, 32, 0)
    return note


class _Follower(QObject):
    """Takes the signals of the session and the run list for a tab.

    It is deleted with the tab. Slots of the tab itself that a subclass overrides were still called
    when a window was replaced by one in another language, after the tab's widgets were deleted.
    """

    def __init__(self, tab: AnalysisTab) -> None:
        super().__init__(tab)
        self._tab = tab

    def listen(self, session: Session, run_list: RunList) -> None:
        """Follow both from now on."""
        session.data_changed.connect(self._show_data)
        session.training_changed.connect(self._show_data)
        session.weights_changed.connect(self._show_weights)
        session.state_changed.connect(self._show_state)
        session.sample_chosen.connect(self._show_sample)
        run_list.changed.connect(self._show_runs)

    @Slot()
    def _show_data(self) -> None:
        self._tab.show_data()

    @Slot()
    def _show_weights(self) -> None:
        self._tab.show_weights()

    @Slot()
    def _show_state(self) -> None:
        self._tab.show_state()

    @Slot()
    def _show_runs(self) -> None:
        self._tab.show_runs()

    @Slot(bool, int)
    def _show_sample(self, in_test: bool, place: int) -> None:
        self._tab.show_sample(in_test=in_test, place=place)


class AnalysisTab(QWidget):
    """Shows the run of the moment and the ticked runs, computed by workers.

    A tab builds its widgets, then calls `listen`. From then on `show_data` is called for another
    data set or network, `show_weights` for newer weights, `show_state` when a training starts or
    pauses, and `show_runs` when runs are ticked or renamed. All of these end in `ask`, unless the
    tab says otherwise; so does showing the tab.
    """

    value_opened = Signal(object)
    """A ValuePlace whose calculation is wanted."""
    needs_network = True
    """Whether there is nothing to show until a network fits the data."""

    def __init__(self, session: Session, themes: ThemeSource, run_list: RunList) -> None:
        super().__init__()
        self.session, self.themes, self.run_list = session, themes, run_list
        self._follower = _Follower(self)
        self._closables: list[Closable] = []
        self._workers: list[Latest] = []

    def listen(self) -> None:
        """Follow the session and the runs from now on."""
        self._follower.listen(self.session, self.run_list)
        self.show_data()
        if self.session.chosen_sample is not None:
            in_test, place = self.session.chosen_sample
            self.show_sample(in_test=in_test, place=place)

    # Why there is nothing to show.

    def problem(self) -> str:
        """Why there is nothing to show, in a sentence with what to do; empty where there is."""
        session, raw = self.session, self.raw_data()
        if raw is None and session.loader.is_loading:
            return self.tr("The data is being read…")
        if raw is None:
            return error_text_or(session.loader.error, self.tr("There is no data yet."))
        words = self.unsuited(raw)
        if not words and self.needs_network and (session.training is None or session.data is None):
            return self.misfit_words()
        return words

    def misfit_words(self) -> str:
        """That there is no network to show."""
        return self.tr("The network does not fit yet: the list on the left says where.")

    def unsuited(self, raw: Dataset) -> str:
        """Why these data, or the kind of this network, leave nothing to show; empty otherwise."""
        return ""

    def raw_data(self) -> Dataset | None:
        """The data as it was read."""
        return self.session.dataset

    # The workers.

    def worker(
        self, name: str, answered: Callable[[Any], None], lender: Lender | None = None
    ) -> Latest:
        """Return a worker whose results `answered` takes; it is closed with the tab."""
        made = Latest(name, self.session if lender is None else lender, parent=self)
        made.answered.connect(answered)
        self._workers.append(made)
        return made

    def close_with_tab(self, *things: Closable) -> None:
        """Close these with the tab."""
        self._closables += things

    def forget(self) -> None:
        """Drop what the workers have not begun yet."""
        for worker in self._workers:
            worker.forget()

    def close_down(self) -> None:
        """Close the workers."""
        for thing in (*self._workers, *self._closables):
            thing.close()

    # What a tab says otherwise.

    @Slot()
    def show_data(self) -> None:
        """Show another data set or another network."""
        self.ask()

    @Slot()
    def show_weights(self) -> None:
        """Show newer weights."""
        self.ask()

    @Slot()
    def show_state(self) -> None:
        """Follow a training that starts or pauses."""
        for worker in self._workers:
            worker.settle()
        self.ask()

    @Slot()
    def show_runs(self) -> None:
        """Show other runs beside that of the moment."""
        self.ask()

    def show_sample(self, *, in_test: bool, place: int) -> None:
        """Show a sample that was chosen elsewhere, by its place in its part."""

    @Slot()
    def ask(self) -> None:
        """Have what is to be shown computed, where it can be seen."""

    def showEvent(self, event: QShowEvent) -> None:
        """Show what has been learnt while the tab was hidden."""
        super().showEvent(event)
        self.ask()


Array = NDArray[Any]


def grey(x: Array, shape: Shape) -> Array:
    """Images (samples, height, width) of any view of samples of `shape`; colours become grey."""
    return np.asarray(x.reshape(-1, *shape).mean(axis=-1, dtype=np.float32))


def grey_limits(data: Dataset, images: Array) -> tuple[float, float]:
    """The values of black and white: those of the data, or else the ends of these images."""
    low, high = data.low, data.high
    if not (np.isfinite(low) and np.isfinite(high) and low < high):
        low, high = (float(images.min()), float(images.max())) if images.size else (0.0, 1.0)
    return (low, high) if low < high else (low, low + 1.0)
