"""New, open, save, recent files: the window's file, and whether it holds everything."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QSettings, Signal, Slot
from PySide6.QtWidgets import QWidget

from diynn.design.design import Design
from diynn.errors import DiynnError
from diynn.inference.processing import note_of
from diynn.storage.model_file import (
    RECIPE_SUFFIX,
    SavedModel,
    load_any,
    save,
    save_recipe,
    trained_epochs,
)
from diynn.training.training import Training
from gui.background.waiting import Cancelled, wait_for
from gui.model.session import Session
from gui.stored_settings import stored_texts
from gui.text.numbers import count, figures
from gui.text.wording import design_name, time_text, translated
from gui.widgets.file_dialogs import ask_open, ask_save, remember_folder, safe_name
from gui.widgets.plain_text import Button, Icon, MessageBox

if TYPE_CHECKING:
    from diynn.export.onnx_import import Imported
    from diynn.export.weights_import import Matched

SUFFIX, ONNX_SUFFIX, WEIGHTS_SUFFIX = ".diynn", ".onnx", ".safetensors"
RECENT = 8
NETWORKS = "networks"
UNTRAINED = (0, 0, 0)
BEING_MADE = (-1, 0, 0)
"""A place that no file holds: whether there is something to lose is not known yet."""


class Stamp(NamedTuple):
    """What tells one state of a file from another."""

    time: int
    """Nanoseconds since 1970."""
    size: int


@dataclass(frozen=True, eq=False)
class PutAway:
    """A window's work while something else stands in its place."""

    model: SavedModel
    trainings: tuple[Training, ...]
    """All that the window has trained of this file, that of the moment last."""
    has_training: bool
    path: Path | None
    stamp: Stamp | None
    saved: Design
    saved_place: tuple[int, int, int]
    brought_back: bool
    place: tuple[int, int, int]
    title: str
    is_saved: bool


class Documents(QObject):
    """The file that belongs to the window. `failed` reports every failure; none loses data."""

    changed = Signal()
    """The path, or whether everything is saved, has changed."""
    saved = Signal(str)
    """A file is written; carries its name."""
    failed = Signal(object)
    """A file could not be read or written; carries the error."""

    def __init__(
        self, session: Session, settings: QSettings, window: QWidget | None,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        """Its dialogs stand over `window`, which may become another one."""
        super().__init__(window if parent is None else parent)
        self._session = session
        self._settings = settings
        self.window = window
        self.path: Path | None = None
        self.asks = True
        """Whether unsaved work is asked about; not where nobody is there to answer."""
        self.guard: Callable[[], bool] | None = None
        """Asked first, before other work takes the place of what is there; whether it may."""
        self.kept_away: PutAway | None = None
        """The person's own work, while that of a lesson is shown."""
        self._brought_back = False
        self._stamp: Stamp | None = None
        """How the window's file was when it was read or written last."""
        self._saved_place = self.place
        session.model.changed.connect(self._tell)
        session.model.undo_stack.cleanChanged.connect(self._tell)
        session.state_changed.connect(self._tell)
        session.restored.connect(self._note_place)

    @property
    def place(self) -> tuple[int, int, int]:
        """Which training has come how far; the same for all that have not begun."""
        training = self._session.training
        if self._session.is_making and self._session.store.opened is None:
            return BEING_MADE
        if training is None or not training.begun:
            return UNTRAINED
        return (id(training), training.epoch, training.step)

    @Slot()
    def _note_place(self) -> None:
        self._saved_place = self.place
        self.changed.emit()

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()

    @property
    def is_saved(self) -> bool:
        """Whether the file holds the design and the weights as they are."""
        if self._brought_back or not self._session.model.is_saved():
            return False
        return self.place in (self._saved_place, UNTRAINED)

    @property
    def is_untouched(self) -> bool:
        """Whether there is nothing to lose but a run of a template, which the run list keeps.

        What its keys alone decide, more epochs at the end and another seed, is of that run.
        """
        model, epochs = self._session.model, self._session.restarts.decided_epochs
        run = replace(model.design.run, epochs=epochs, seed=model.saved.run.seed)
        same = replace(model.design, run=run) == model.saved
        return self.path is None and not self._brought_back and same

    @property
    def title(self) -> str:
        """The file's name, or what the design is called, or "Untitled"."""
        if self.path is not None:
            return self.path.name
        design = self._session.design
        return design_name(design) if design.layers else self.tr("Untitled")

    def recent(self) -> list[Path]:
        """The files opened or saved lately that are still there, the newest first."""
        names = stored_texts(self._settings, "recent", RECENT)
        return [Path(name) for name in names if os.path.isfile(name)]

    def _remember(self, path: Path) -> None:
        remember_folder(NETWORKS, path.parent, self._settings)
        others = [other for other in self.recent() if other != path]
        self._settings.setValue("recent", [str(name) for name in [path, *others][:RECENT]])

    @Slot()
    def new(self) -> None:
        """A network without layers."""
        self.begin(Design())

    def begin(self, design: Design) -> None:
        """A new network as in `design`, asking about unsaved work first."""
        self.begin_with(SavedModel(design))

    def begin_with(self, model: SavedModel) -> bool:
        """A new network with the weights of `model`, asking about unsaved work first; whether it
        is shown."""
        if self.may_leave():
            self._show_new(model)
            return True
        return False

    def start_from(self, design: Design, model: SavedModel | None = None) -> None:
        """A new, unsaved network, as in `design`; with weights where a `model` of it has some."""
        self._show_new(SavedModel(design) if model is None else model)

    def _show_new(self, model: SavedModel) -> None:
        self.path = None
        self._session.show(model)
        self._mark_saved()

    def put_away(self) -> None:
        """Keep the work as it is, until `take_back`; what is shown meanwhile is none of it."""
        session = self._session
        session.pause()
        self.kept_away = PutAway(
            session.taken().result(), session.store.trainings(session.training),
            session.training is not None, self.path, self._stamp, session.model.saved,
            self._saved_place, self._brought_back, self.place, self.title, self.is_saved,
        )  # fmt: skip

    def take_back(self) -> None:
        """Show the work that was put away, with its trainings."""
        work, self.kept_away = self.kept_away, None
        if work is None:
            return
        self.path, self._stamp = work.path, work.stamp
        self._brought_back = work.brought_back
        model = SavedModel(work.model.design) if work.has_training else work.model
        self._session.show(model, work.trainings)
        self._session.model.take_saved(work.saved)
        self._saved_place = work.saved_place
        self.changed.emit()

    def bring_back(self, model: SavedModel, path: Path | None) -> bool:
        """Show what a safety copy of the file `path` holds, unsaved; whether it is shown."""
        if not self.may_leave():
            return False
        self.path = path
        self._brought_back = True
        self._session.show(model)
        self.changed.emit()
        return True

    def may_leave(self, *, loses_runs: bool = False) -> bool:
        """Ask what becomes of unsaved work; whether what comes next may go on.

        It `loses_runs` where the run list does not outlive it.
        """
        if self.guard is not None and not self.guard():
            return False
        if self.is_saved or not self.asks or (self.is_untouched and not loses_runs):
            return True
        return self._ask_about_work(self.tr("What is not saved is lost."))

    def _ask_about_work(self, remark: str) -> bool:
        box = MessageBox(
            Icon.Question,
            self.tr("Unsaved network"),
            self.tr("Save the changes to “{0}”?").format(self.title),
            remark,
            Button.Save | Button.Discard | Button.Cancel,
            self.window,
        )
        # Qt's own word says too little of what becomes of the work, and less in French.
        box.button(Button.Discard).setText(self.tr("&Do not save"))
        box.setDefaultButton(Button.Save)
        chosen = box.ask()
        if chosen == Button.Save:
            if not self.save():
                return False
            return self.is_saved or self._ask_about_work(
                self.tr("The recipe is saved, but a recipe holds no weights: they would be lost.")
            )
        return chosen == Button.Discard

    @Slot()
    def open(self) -> None:
        """Ask for a file and open it."""
        kinds = [self.tr("Networks and recipes (*.diynn *.json)"), self.tr("ONNX models (*.onnx)"),
                 self.tr("Weights of PyTorch for these layers (*.safetensors)"),
                 self.tr("All files (*)")]
        title = self.tr("Open a network")
        path = ask_open(self.window, title, kinds, NETWORKS, self._settings)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> bool:
        """Open a model file or a recipe, asking about unsaved work first; whether it is open."""
        if not self.may_leave():
            return False
        words = self.tr("Opening “{file}”…").format(file=path.name)
        stamp = _stamp_of(path)
        try:
            read: Any = partial(_read, path)
            if path.suffix.lower() == WEIGHTS_SUFFIX:
                read = partial(_read_weights, path, self._layers_of_now())
            opened, remark = wait_for(read, words, self.window, self.tr("Cancel"))
        except Cancelled:
            return False
        except DiynnError as error:
            self.failed.emit(error)
            return False
        elsewhere = (RECIPE_SUFFIX, ONNX_SUFFIX, WEIGHTS_SUFFIX)
        self.path = path if path.suffix.lower() not in elsewhere else None
        self._stamp = stamp
        self._session.show(opened)
        self._mark_saved()
        self._remember(path)
        if remark is not None:
            is_model = path.suffix.lower() == ONNX_SUFFIX
            words_of = self._words_of_model if is_model else self._words_of_weights
            self._session.said.emit("info", words_of(remark, path))
        return True

    def _layers_of_now(self) -> SavedModel:
        """The layers that are to get weights, and the shape of their samples."""
        session = self._session
        if problem := session.problem:
            raise problem
        if session.data is None:
            raise DiynnError("The network is still being made.", "Open it again in a moment.")
        return SavedModel(session.design, input_shape=session.data.shape)

    def _words_of_model(self, found: Imported, path: Path) -> str:
        """How near the layers come to the answers of the model, and what to know of them."""
        words = self.tr("“{file}” is read; its answers differ by at most {difference}.")
        words = words.format(file=path.name, difference=figures(found.difference, 2))
        return " ".join([words, *map(translated, found.notes)])

    def _words_of_weights(self, matched: Matched, path: Path) -> str:
        """Which weights came, and which of the file were not used."""
        number = len(matched.pairs)
        words = self.tr("{count} array(s) of weights come from “{file}”.", "", number)
        words = words.format(count=count(number), file=path.name)
        if matched.left:
            words += " " + self.tr("Not used: {names}.").format(names=", ".join(matched.left))
        return words

    @Slot()
    def save(self) -> bool:
        """Save to the window's file, asking for one where there is none; whether it is saved."""
        return self.save_as() if self.path is None else self.save_to(self.path)

    @Slot()
    def save_as(self) -> bool:
        """Ask for a file and save to it; whether it is saved."""
        kinds = [
            self.tr("Network with weights (*.diynn)"), self.tr("Recipe, without weights (*.json)"),
        ]  # fmt: skip
        name = safe_name(self.path.stem if self.path else self.title) + SUFFIX
        title = self.tr("Save the network")
        path = ask_save(self.window, title, kinds, name, NETWORKS, self._settings)
        return path is not None and self.save_to(path)

    def save_to(self, path: Path) -> bool:
        """Save a model file, or a recipe where the name ends so; whether it is saved."""
        try:
            if path.suffix.lower() == RECIPE_SUFFIX:
                save_recipe(path, self._session.design)
                if self.path is None and self.place == UNTRAINED:
                    # It holds all there is.
                    self._mark_saved()
                self.saved.emit(path.name)
                return True
            if self._session.is_making:
                raise DiynnError(
                    "The network is still being made.", "Save it again in a moment."
                )
            instead = self._instead_of(path)
            if instead != Button.Yes:
                return instead == Button.No and self.save_as()
            model = self._save(path)
        except Cancelled:
            return False
        except DiynnError as error:
            self.failed.emit(error)
            return False
        self.path, self._stamp = path, _stamp_of(path)
        self._mark_saved()
        self._saved_place = self._place_of(model)
        self.changed.emit()
        self._remember(path)
        self.saved.emit(path.name)
        return True

    def _instead_of(self, path: Path) -> int:
        """Ask before a file is replaced that another window has changed, or that holds more
        training than this one: Yes to replace it, No for another name, Cancel."""
        stamp = _stamp_of(path)
        there = None if stamp is None else trained_epochs(path)
        if there is None or stamp is None or not self.asks:
            return Button.Yes
        here = self.place[1]
        if path == self.path and stamp != self._stamp:
            words = self.tr("“{file}” has changed on disk since it was opened here.")
        elif there > here:
            words = self.tr("“{file}” holds more training than there is here.")
        else:
            return Button.Yes
        remark = self.tr("On disk: epoch {there}, written on {time}. Here: epoch {here}.")
        box = MessageBox(
            Icon.Warning, self.tr("Replace the file?"), words.format(file=path.name),
            remark.format(there=there, time=time_text(stamp.time / 1e9), here=here),
            Button.Yes | Button.No | Button.Cancel, self.window,
        )  # fmt: skip
        box.button(Button.Yes).setText(self.tr("&Replace it"))
        box.button(Button.No).setText(self.tr("Save under &another name…"))
        box.setDefaultButton(Button.No)
        return box.ask()

    def _save(self, path: Path) -> SavedModel:
        """Write what there is now; what was written."""
        taken, cancelled = self._session.taken(), Event()
        dataset = self._session.dataset

        def write() -> SavedModel:
            model = taken.result()
            save(path, model, note_of(model, dataset), lambda: not cancelled.is_set())
            return model

        words = self.tr("Saving “{file}”…").format(file=path.name)
        try:
            return wait_for(write, words, self.window, self.tr("Cancel"))
        except Cancelled:
            cancelled.set()
            raise

    def _place_of(self, model: SavedModel) -> tuple[int, int, int]:
        """The place that `model`, which was just taken, holds; a run may have gone on since."""
        epoch, step = model.record.get("epoch", 0), model.record.get("step", 0)
        training = self._session.training
        if training is None or not (epoch or step):
            return UNTRAINED
        return (id(training), epoch, step)

    def _mark_saved(self) -> None:
        self._brought_back = False
        self._session.model.mark_saved()
        self._note_place()


def _read(path: Path) -> tuple[SavedModel, Imported | None]:
    if path.suffix.lower() != ONNX_SUFFIX:
        return load_any(path), None
    # Loaded here: few people come with one.
    from diynn.export.onnx_import import import_onnx

    found = import_onnx(path)
    return found.saved, found


def _read_weights(path: Path, model: SavedModel) -> tuple[SavedModel, Matched]:
    from diynn.export.weights_import import saved_with_weights

    return saved_with_weights(path, model)


def _stamp_of(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return Stamp(found.st_mtime_ns, found.st_size)
