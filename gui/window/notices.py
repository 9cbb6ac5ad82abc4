"""What the message bar says of missing data and of others; what is announced to screen readers."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from diynn.data.dataset import Dataset
from diynn.data.sources import UserFile
from diynn.data.sources.download import Progress
from diynn.data.sources.drawn_points import Painted
from diynn.data.sources.source import Source, outline_of
from diynn.data.splitting import BY_COLUMN, BY_SHARE, says_parts
from diynn.design.advice import after_divergence, for_inputs, for_table, suited
from diynn.design.design import Design
from diynn.design.fixes import Advice
from diynn.errors import DataError, Diverged, DiynnError
from diynn.training.reports import StepReport
from diynn.workers import WorkProgress
from gui.design_panel.augmentation_row import AugmentationRow
from gui.model.documents import Documents
from gui.model.session import Session
from gui.text.numbers import count, figures, fixed, percent
from gui.text.wording import error_message, error_text, fill_in, name_of
from gui.widgets.accessibility import announce
from gui.widgets.file_dialogs import ask_data
from gui.widgets.message_bar import MessageBar, Notice

MEGABYTE = 1_000_000
_MOMENT = 2
"""Looks at a reading until it is told of: most is read by then."""
_MOST_SAID = 3
"""Sentences in one message; the rest stands in the data's own figures."""


class SameWork:
    """Whether the person has neither changed the design nor begun a training since."""

    def __init__(self, session: Session) -> None:
        self._session, self._design = session, session.design
        self._rested = not session.is_moving

    def __call__(self) -> bool:
        self._rested = self._rested or not self._session.is_moving
        moves_on = self._rested and self._session.is_moving
        return not moves_on and self._session.design == self._design


class SessionMessages(QObject):
    """Puts what the session says into the message bar, with the button that it offers."""

    def __init__(
        self, session: Session, messages: MessageBar,
        tells: Callable[[Advice], bool] = lambda _: False,
    ) -> None:  # fmt: skip
        """`tells` says whether an advice is shown elsewhere in the window, with its way out."""
        super().__init__(messages)
        self._session, self._messages, self._tells = session, messages, tells
        session.said.connect(self._say)
        session.offered.connect(self._offer)
        session.model.refused.connect(self._say_refused)
        for cause in (session.state_changed, session.data_changed, session.training_changed):
            cause.connect(messages.review)

    @Slot(str, object)
    def _say(self, kind: str, what: object) -> None:
        if isinstance(what, Exception) and not isinstance(what, DiynnError):
            # Unforeseen: the error hook shows it, with its details.
            raise what
        if isinstance(what, Notice):
            self._messages.say(kind, what.text, cause=what.cause, lasts=True)
            return
        words = error_text(what) if isinstance(what, DiynnError) else str(what)
        model, same = self._session.model, SameWork(self._session)
        if isinstance(what, Diverged) and model.outline is not None:
            why = after_divergence(model.design, model.outline)
            is_explained = why.remedy == what.remedy
            if is_explained and self._tells(why):
                where = self.tr("What led to it stands below the layers, with a way out.")
                self._messages.say(kind, _in_short(what, where), cause=same)
                return
            if is_explained:
                mend = why.mends[0]
                label = fill_in(mend.label, mend.values)
                self._messages.say(kind, words, label, partial(model.apply_mend, mend), same)
                return
        self._messages.say(kind, words, cause=same)

    @Slot(object)
    def _say_refused(self, why: object) -> None:
        self._say("info", why)

    @Slot(object, str, object)
    def _offer(self, what: str | Notice, label: str, act: Callable[[], object]) -> None:
        if isinstance(what, Notice):
            self._messages.say("info", what.text, label, act, what.cause, lasts=True)
        else:
            self._messages.say("info", what, label, act, SameWork(self._session))


def _in_short(error: Diverged, where: str) -> str:
    """What happened, and in the place of its cause or its remedy `where` that is told."""
    if "cause" in error.values:
        return fill_in(error.message, {**error.values, "cause": where})
    return f"{error_message(error)} {where}"


class DataNotice(QObject):
    """Between the session's data and the message bar."""

    def __init__(
        self, session: Session, messages: MessageBar, look: Callable[[], object]
    ) -> None:
        """`look` opens the window of the data, where what could not be decided can be said."""
        super().__init__(messages)
        self._session = session
        self._messages = messages
        self._look = look
        self._announced: DiynnError | None = None
        self._looked = 0
        session.data_changed.connect(self._show)
        session.loader.advanced.connect(self._show_progress)
        self._show()

    def _is_missing(self) -> bool:
        """Whether the data is not there yet; for painted points the plane itself asks."""
        loader, source = self._session.loader, self._session.design.source
        return loader.is_loading or (loader.error is not None and not isinstance(source, Painted))

    def _say(
        self, kind: str, text: str, label: str, act: Callable[[], object]
    ) -> None:
        self._messages.say(kind, text, label, act, self._is_missing, lasts=True)

    def _is_reading(self) -> bool:
        return self._session.loader.is_loading

    @Slot(object)
    def _show_progress(self, progress: WorkProgress) -> None:
        """Say how far the reading is, as soon as it takes longer than a moment."""
        self._looked += 1
        if self._looked <= _MOMENT:
            return
        source, whole = self._session.design.source, bool(progress.total)
        name = Path(source.path).name if isinstance(source, UserFile) else name_of(source)
        begun = self.tr("Reading “{name}”…").format(name=name)
        if self._looked == _MOMENT + 1:
            cancel = self._session.loader.cancel
            self._messages.say(
                "info", begun, self.tr("Cancel"), cancel, self._is_reading, lasts=True
            )
        if not self._messages.is_about(self._is_reading):
            # Something newer is said, or it was closed.
            return
        done, total = (fixed(each / MEGABYTE) for each in (progress.done, progress.total))
        words = begun
        if progress.unit == "pictures":
            words = self.tr("Reading “{name}”: {done} of {total} pictures").format(
                name=name, done=count(progress.done), total=count(progress.total)
            )
        elif whole:
            words = self.tr("Reading “{name}”: {done} of {total} MB").format(
                name=name, done=done, total=total
            )
        elif progress.done:
            words = self.tr("Reading “{name}”: {done} MB").format(name=name, done=done)
        share = min(progress.done / progress.total, 1.0) if whole else None
        self._messages.show_progress(words, share)

    @Slot()
    def _show(self) -> None:
        self._looked = 0
        loader = self._session.loader
        progress, error = loader.progress, loader.error
        if loader.is_loading and isinstance(progress, Progress):
            words = self.tr("Downloading {0}: {1} of {2} MB").format(
                progress.file, fixed(progress.done / MEGABYTE), fixed(progress.total / MEGABYTE)
            )
            self._say("info", words, self.tr("Cancel"), loader.cancel)
        elif error is not None and error is not self._announced and self._is_missing():
            source = self._session.design.source
            if isinstance(source, UserFile) and source.missing() is not None:
                kind = "error" if source.path else "info"
                self._say(kind, error_text(error), self.tr("Choose a file…"), self._choose_file)
            elif "asks" in error.values:
                self._say("error", error_text(error), self.tr("Look at the data…"), self._look)
            elif source.download:
                self._say("info", error_text(error), self.tr("Download"), loader.download)
            else:
                self._say("error", error_text(error), self.tr("Try again"), loader.reload)
        self._announced = error
        self._messages.review()

    def _choose_file(self) -> None:
        path = ask_data(self._messages.window())
        model = self._session.model
        if path is not None and isinstance(model.design.source, UserFile):
            model.change_part("source", "path", str(path))


class OwnData(QObject):
    """Fits the network to a file of one's own when it is first read, and tells what was decided.

    A template that nobody has changed gives way to a small network for tables; of any other the
    layers stay, and only what does not suit the data is changed. Undo takes it back.
    """

    def __init__(
        self, session: Session, messages: MessageBar, is_template: Callable[[], bool],
        look: Callable[[], object],
    ) -> None:  # fmt: skip
        """`is_template` tells whether the network lies in no file; `look` opens the window of the
        data."""
        super().__init__(messages)
        self._session, self._messages, self._is_template = session, messages, is_template
        self._look_at = look
        self._seen = self._path
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._look)
        session.data_changed.connect(self._later.start)

    @property
    def _path(self) -> str:
        source = self._session.design.source
        return source.path if isinstance(source, UserFile) else ""

    @Slot()
    def _look(self) -> None:
        session, path = self._session, self._path
        if session.dataset is None or path == self._seen:
            return
        self._seen = path
        # A network that was opened with its data is as its maker wanted it.
        if path and not session.model.is_saved():
            self._fit(session.dataset)

    def _fit(self, dataset: Dataset) -> None:
        model = self._session.model
        design, saved = model.design, model.saved
        as_it_was = replace(design, source=saved.source, title=saved.title)
        fresh = as_it_was == saved and self._is_template()
        start = design
        if fresh and dataset.table is not None:
            start = for_table(_split_by_its_column(design.source, dataset))
        elif not dataset.is_labelled:
            start = for_inputs(design) if fresh else replace(
                design, view=replace(design.view, goal="input")
            )  # fmt: skip
        fitted, ways = suited(start, outline_of(dataset))
        said = [error_text(note) for note in (*_gravest(dataset), *dataset.notes)]
        if fitted != design:
            model.replace_design(fitted, self.tr("Fit the network to the data"))
            changes = "; ".join(fill_in(way.label, way.values) for way in ways)
            first = self._taken(start, design)
            what = self.tr("Fitted to the data: {changes}.").format(changes=changes) if ways else ""
            said.insert(0, " ".join(part for part in (first, what) if part))
        training = self._session.training
        if not said and training is not None and training.begun:
            # The same samples from another place: that was said already.
            return
        if not said:
            said.append(self.tr("“{0}” is read.").format(dataset.name))
        kind = "warning" if dataset.findings else "info"
        self._messages.say(
            kind, "\n".join(said[:_MOST_SAID]), self.tr("Look at the data…"), self._look_at,
            SameWork(self._session),
        )  # fmt: skip

    def _taken(self, start: Design, design: Design) -> str:
        """What was taken in place of a template, in words."""
        if start is design or start.layers == design.layers:
            return ""
        if start.reconstructs:
            return self.tr("A small auto-encoder was taken.")
        words = self.tr("A small network for tables was taken.")
        source = start.source
        if isinstance(source, UserFile) and source.split == BY_COLUMN and source != design.source:
            text = self.tr("“{column}” says which rows are tested on.")
            words += " " + text.format(column=source.split_column)
        return words


def _gravest(dataset: Dataset) -> tuple[DataError, ...]:
    """What was found in the data first, and how much more."""
    found = dataset.findings
    if len(found) < 2:
        return tuple(one.note for one in found)
    more = DataError(
        "{count} more remark(s) on it stand in the window of the data.", count=len(found) - 1
    )
    return (found[0].note, more)


def _split_by_its_column(source: Source, dataset: Dataset) -> Source:
    """The source split by the column that says train or test of each row, where there is one."""
    columns = () if dataset.table is None else dataset.table.columns
    parts = next((one.name for one in columns if one.role == "input" and says_parts(one)), "")
    if not parts or not isinstance(source, UserFile) or source.split != BY_SHARE:
        return source
    return replace(source, split=BY_COLUMN, split_column=parts)


class AugmentationExamples(QObject):
    """Keeps the row's examples to the data that the network gets."""

    def __init__(
        self, session: Session, row: AugmentationRow, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._row = session, row
        session.data_changed.connect(self._show)
        # Seen in another way, the data is the same, but not the array that the network gets.
        session.training_changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        self._row.show_data(self._session.data)


SECONDS_APART = 5.0
"""The progress of a training is announced at most so often: each message is to be heard out."""


class Announcer(QObject):
    """Tells of epochs, of a training's end and of saving; what the message bar says it says itself.

    `say` and `clock` are others only where a test listens.
    """

    def __init__(
        self,
        session: Session,
        documents: Documents,
        window: QWidget,
        say: Callable[[QWidget, str], None] = announce,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._say, self._clock = say, clock
        self._announced: StepReport | None = None
        self._announced_at = -SECONDS_APART
        self._announced_epoch = 0
        session.curves_changed.connect(self._tell_epoch)
        session.training_changed.connect(self._change)
        session.state_changed.connect(self._tell_end)
        documents.saved.connect(self._tell_saved)

    @Slot()
    def _tell_epoch(self) -> None:
        history, now = self._session.history, self._clock()
        if not self._session.is_moving or not history or history[-1].epoch == self._announced_epoch:
            return
        if now - self._announced_at >= SECONDS_APART:
            self._announced_at = now
            self._announced_epoch = history[-1].epoch
            self._say(self._window, self._place())

    @Slot()
    def _change(self) -> None:
        """Another training stands where it stands: nothing has happened that could be told."""
        self._announced = self._session.last_step

    @Slot()
    def _tell_end(self) -> None:
        run, step = self._session.run, self._session.last_step
        if step == self._announced or self._session.is_moving or (run and not run.is_at_rest):
            return
        self._announced = step
        state = self.tr("Training finished.") if self._session.is_finished else self.tr("Paused.")
        self._say(self._window, f"{state} {self._place()}".strip())

    @Slot(str)
    def _tell_saved(self, name: str) -> None:
        self._say(self._window, self.tr("“{name}” is saved.").format(name=name))

    def _place(self) -> str:
        history, step = self._session.history, self._session.last_step
        rests_within = step is not None and step.step < step.steps and not self._session.is_moving
        if step is not None and rests_within and not math.isnan(step.loss):
            words = self.tr("Epoch {epoch}, batch {batch} of {batches}: loss {loss}")
            return words.format(
                epoch=count(step.epoch), batch=count(step.step), batches=count(step.steps),
                loss=figures(step.loss),
            ) + "."  # fmt: skip
        if not history:
            return ""
        last = history[-1]
        text = self.tr("Epoch {epoch} of {epochs}: loss {loss}").format(
            epoch=count(last.epoch),
            epochs=count(self._session.design.run.epochs),
            loss=figures(last.train_loss),
        )
        if last.test_accuracy is not None:
            share = percent(last.test_accuracy)
            text += self.tr(", {share} of the test part right").format(share=share)
        elif last.test_loss is not None:
            loss = figures(last.test_loss)
            text += self.tr(", test loss {loss}").format(loss=loss)
        return f"{text}."
