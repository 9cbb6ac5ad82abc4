"""What an auto-encoder makes of noisy images, while a slider changes the noise."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QPushButton, QStackedLayout, QWidget

from diynn.analysis.denoising import ImageSpace, field_of, look, mean_errors, one_of_each
from diynn.analysis.reconstruction import AutoEncoder
from diynn.data.dataset import Dataset, Part
from diynn.data.noise import Gaussian, Noise
from diynn.training.training import Training
from gui.background.latest import Latest
from gui.model.design_model import DesignModel
from gui.model.run_list import ListedRun, RunList
from gui.model.run_snapshot import RunSnapshot
from gui.model.session import Session
from gui.tabs.analysis_tab import AnalysisTab, OwnThread, centred_note
from gui.tabs.denoising.idle_queue import GoesOn, IdleQueue, LongJob
from gui.tabs.denoising.noise_bar import NoiseBar, TrainingNoise, strength_name
from gui.tabs.denoising.restoration_grid import QualityTable, RestorationGrid
from gui.tabs.denoising.runs import (
    Answer,
    DenoisingRuns,
    WholeKey,
    grid_rows,
    quality_rows,
    whole_key,
)
from gui.tabs.denoising.strength_map import DenoisingMap, RowKey
from gui.text.numbers import count, figures
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import flow, vbox
from gui.widgets.caption import ElidedCaption
from gui.widgets.named_combo import NamedCombo

Array = NDArray[Any]
SHOWN = 10
SETTLE_MS = 250
"""How long nothing must move before all images are measured."""


class DenoisingPage(QWidget):
    """The noise, the images, their errors, the map of all runs, and the noise of the training."""

    def __init__(
        self,
        runs: DenoisingRuns,
        model: DesignModel,
        themes: ThemeSource,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.bar = NoiseBar(themes)
        self.part = NamedCombo()
        self.part.addItem(self.tr("Test images"), "test")
        self.part.addItem(self.tr("Training images"), "train")
        self.part.setAccessibleName(self.tr("Which images"))
        self.part.setToolTip(self.tr("Images that were kept from the training, or those it learns"))
        self.part.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.others = QPushButton(self.tr("Others"))
        self.others.setToolTip(
            self.tr("Take other images, one of each class where there are some")
        )
        self.others.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hint = ElidedCaption()
        self.grid = RestorationGrid(themes)
        self.table = QualityTable()
        self.map = DenoisingMap(runs, themes)
        self.training_noise = TrainingNoise(model, themes)
        across = flow(self.part, self.others, (self.hint, 1), margins=(8, 0, 8, 0), spacing=8)
        vbox(
            self.bar, across, (self.grid, 1), self.table, self.map, self.training_noise,
            parent=self, margins=(0, 8, 0, 8), spacing=6,
        )  # fmt: skip


class DenoisingTab(AnalysisTab):
    """Rows of digits as they are, noisy and restored; a map of all runs at all strengths."""

    def __init__(self, session: Session, themes: ThemeSource, run_list: RunList) -> None:
        super().__init__(session, themes, run_list)
        self.setProperty("helpTopic", "tab-denoising")
        self._runs = DenoisingRuns(session, run_list)
        self._opened: ListedRun | None = None
        self._seed, self._pick = 0, 0
        self._chosen: tuple[Hashable, Array] | None = None
        self._field: tuple[Hashable, Array] | None = None
        self._asked = self._drawn = 0
        self.answer: Answer | None = None
        """What is shown."""
        self._whole: tuple[WholeKey, Array] | None = None
        self.page = DenoisingPage(self._runs, session.model, themes)
        self.note = centred_note()
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.note)
        self._pages.addWidget(self.page)
        self._by_hand = self.worker("denoising by hand", self._draw, OwnThread())
        self._live = self.worker("denoising", self._draw)
        self._idle = IdleQueue("denoising all", session, self)
        self._idle.answered.connect(self._take_measured)
        self.close_with_tab(self._idle)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SETTLE_MS)
        self._later.timeout.connect(self._measure)
        self.page.bar.moved.connect(self.ask)
        self.page.bar.another_asked.connect(self._draw_other_field)
        self.page.part.currentIndexChanged.connect(self.ask)
        self.page.others.clicked.connect(self._pick_others)
        self.page.map.cell_chosen.connect(self._open_cell)
        self.page.map.more_asked.connect(self._wait)
        self.page.training_noise.retrain_asked.connect(self._retrain)
        self.listen()

    def close_down(self) -> None:
        """Close the workers."""
        self._later.stop()
        super().close_down()

    # What there is to show.

    @Slot()
    def show_data(self) -> None:
        """Show another data set or another network, or why there is nothing to show."""
        words = self.problem()
        self.note.setText(words)
        self._pages.setCurrentIndex(0 if words else 1)
        space = self._runs.space
        if words or space is None:
            self.forget()
            self._idle.do([])
            self.answer = self._whole = None
            self.page.grid.set_rows(())
        else:
            self.page.training_noise.set_span(space.span)
            self.ask()

    def unsuited(self, raw: Dataset) -> str:
        """Why these data or this network have no images to restore."""
        data = self.session.data
        if not (raw.is_image or (data is not None and data.is_image)):
            return self.tr(
                "Here images get noise, and a network removes it. These samples are not images: "
                "choose Digits, USPS, MNIST or a folder of images in the first row of the network."
            )
        if not self.session.design.reconstructs:
            return self.tr(
                "Here images get noise, and a network removes it. That takes an auto-encoder, "
                "which gives its input back: choose one among the templates, or set the goal in "
                "the first row of the network to “input”."
            )
        return ""

    @property
    def is_busy(self) -> bool:
        """Whether something is still to be shown or measured."""
        waits = self._later.isActive() or self._idle.is_busy
        return waits or self._drawn != self._asked

    @property
    def _is_ready(self) -> bool:
        return self.isVisible() and self._pages.currentIndex() == 1

    def _part_of(self, data: Dataset) -> Part:
        return data.test if self.page.part.currentData() == "test" else data.train

    # The images shown.

    @Slot()
    def ask(self) -> None:
        """Have the images restored at once, and the rest measured once the slider rests."""
        if not self._is_ready:
            return
        self._say_hint()
        # Finishing the figures of an earlier place would make the slider stutter.
        self._idle.do([])
        self._restore(self._by_hand)
        self._wait()

    @Slot()
    def _wait(self) -> None:
        self._later.start()

    @Slot()
    def _draw_other_field(self) -> None:
        self._seed += 1
        self.ask()

    @Slot()
    def _pick_others(self) -> None:
        self._pick += 1
        self.ask()

    @Slot()
    def show_weights(self) -> None:
        """Restore the same images with newer weights."""
        if self._is_ready:
            self._restore(self._live)
            if not self.session.is_moving:
                # The last weights come when nothing moves any more.
                self._wait()

    @Slot()
    def show_state(self) -> None:
        """Measure all images where the training pauses."""
        self._live.settle()
        if self._is_ready:
            if self.session.is_moving:
                self._later.stop()
                self._show_map()
            else:
                self.ask()

    def _restore(self, worker: Latest) -> None:
        space, data, raw = self._runs.space, self.session.data, self.session.dataset
        current = self._runs.current()
        if space is None or data is None or raw is None or current is None:
            return
        places = self._places(raw, data)
        clean = space.images(self._part_of(data).x[places])
        noise = self.page.bar.noise
        field = self._kept_field(noise, clean)
        runs = (current, *self._runs.beside(self._opened))
        auto_encoders = [self._runs.auto_encoder(run) for run in runs]
        self._asked += 1
        number = self._asked

        def answer() -> Answer:
            found = look(space, clean, field, noise, noise.strength, auto_encoders)
            return Answer(number, data, noise, places, runs, found)

        worker.ask(answer)

    def _places(self, raw: Dataset, data: Dataset) -> Array:
        key = (data, self.page.part.currentData(), self._pick)
        if self._chosen is None or self._chosen[0] != key:
            targets = self._part_of(raw).targets
            labels = targets if raw.classes else np.zeros((len(targets), 1))
            rng = np.random.default_rng(self._pick)
            self._chosen = (key, one_of_each(labels, SHOWN, rng))
        return self._chosen[1]

    def _kept_field(self, noise: Noise, images: Array) -> Array:
        key = (type(noise), images.shape, self._seed)
        if self._field is None or self._field[0] != key:
            self._field = (key, field_of(noise, images.shape, self._seed))
        return self._field[1]

    @Slot(object)
    def _draw(self, answer: object) -> None:
        session = self.session
        if not isinstance(answer, Answer) or answer.data is not session.data:
            return
        if answer.number < self._drawn or not self._is_ready:
            return
        key = (answer.data, self.page.part.currentData(), self._pick)
        if self._chosen is None or self._chosen[0] != key or self._chosen[1] is not answer.places:
            # Other images have been asked for since.
            return
        self._drawn, self.answer = answer.number, answer
        raw, names = session.dataset, ()
        if raw is not None and raw.classes:
            labels = self._part_of(raw).targets[answer.places]
            names = tuple(raw.classes[label] for label in labels)
        self.page.grid.set_rows(grid_rows(answer, names))
        self._show_figures()

    def _say_hint(self) -> None:
        noise = self.page.bar.noise
        gaussian = isinstance(noise, Gaussian)
        clipped = self.tr("PSNR in dB below each; the best is bold")
        unclipped = self.tr("PSNR in dB; nothing is clipped for the network")
        self.page.hint.set_words(unclipped if gaussian else clipped)
        self.page.training_noise.set_test(noise.strength, same_kind=gaussian)
        self.page.map.mark(self._marked, noise.strength)

    @property
    def _marked(self) -> Training | None:
        """The run whose cell in the map is framed."""
        return self.session.training if self._opened is None else self._opened.training

    # The figures on all images, and the map.

    @Slot()
    def _measure(self) -> None:
        space, data = self._runs.space, self.session.data
        current = self._runs.current()
        if not self._is_ready or space is None or data is None or current is None:
            return
        if self.session.is_moving:
            self._show_map()
            return
        x, noise = self._part_of(data).x, self.page.bar.noise
        name = str(self.page.part.currentData())
        runs = (current, *self._runs.beside(self._opened))
        jobs: list[tuple[Hashable, LongJob]] = []
        key = whole_key(noise, name, self._seed, runs)
        if self._whole is None or self._whole[0] != key:
            auto_encoders = [self._runs.auto_encoder(run) for run in runs]
            jobs.append((key, partial(_on_all, space, x, auto_encoders, noise, self._seed)))
        jobs += self.page.map.jobs(space, x, noise, name, self._seed)
        self._show_map()
        self._idle.do(jobs)

    @Slot(object, object)
    def _take_measured(self, key: object, errors: object) -> None:
        if not isinstance(errors, np.ndarray):
            return
        if isinstance(key, RowKey):
            self.page.map.take(key, errors)
            self._show_map()
        elif isinstance(key, WholeKey):
            self._whole = (key, errors[:, 0])
            self._show_figures()

    def _show_map(self) -> None:
        moving, strength = self.session.is_moving, self.page.bar.noise.strength
        self.page.map.show_rows(moving=moving, marked=self._marked, strength=strength)

    def _show_figures(self) -> None:
        answer, data = self.answer, self.session.data
        if answer is None or data is None:
            return
        known = None
        if self._whole is not None and not self.session.is_moving:
            name = str(self.page.part.currentData())
            key = whole_key(answer.noise, name, self._seed, answer.runs)
            known = self._whole[1] if self._whole[0] == key else None
        run = answer.runs[0]
        several = len(self._runs.sigmas(run)) > 1
        self.page.training_noise.set_trained(self._runs.trained(run) if several else "")
        rows = quality_rows(answer, known)
        corner = f"{strength_name(type(answer.noise))} {figures(answer.noise.strength, 3)}"
        places, images = len(answer.places), len(self._part_of(data))
        shown = self.tr("these {0}", "", places).format(count(places))
        every = self.tr("all {0}", "", images).format(count(images))
        self.page.table.set_rows(rows, shown, every, corner)

    @Slot(float, object)
    def _open_cell(self, strength: float, run: object) -> None:
        """Show the images at that strength, restored by that run too."""
        self._opened = self._runs.shelved(run) if isinstance(run, RunSnapshot) else None
        self.page.bar.set_strength(strength)
        self.ask()

    @Slot()
    def _retrain(self) -> None:
        """Begin a run with the noise of the test; undo takes back both at once."""
        session = self.session
        if self._runs.space is None or session.training is None:
            return
        sigma = self.page.training_noise.in_values(self.page.bar.noise.strength)
        stack = session.model.undo_stack
        stack.beginMacro(self.tr("New run with noise"))
        # In this order: the noise of the run that is left behind stays what it was.
        if session.training.begun:
            session.from_the_start()
        session.model.change_run("noise", sigma)
        stack.endMacro()
        session.play()


def _on_all(
    space: ImageSpace, x: Array, auto_encoders: list[AutoEncoder], noise: Noise, seed: int,
    goes_on: GoesOn,
) -> Array | None:  # fmt: skip
    return mean_errors(space, x, auto_encoders, noise, [noise.strength], seed, goes_on)
