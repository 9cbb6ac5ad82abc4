"""The design as a Qt item model with the undo stack: the one way to change it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QGuiApplication, QUndoStack

from diynn.analysis.codes import code_layer
from diynn.data.sources.source import Outline, Source
from diynn.design.advice import advice
from diynn.design.design import Design, Fit, fit
from diynn.design.fixes import Advice, Mend, mends
from diynn.errors import DiynnError, SettingError
from diynn.layers import LAYERS, Conv1D, Conv2D
from diynn.layers.layer import Layer
from diynn.network.losses import Loss
from diynn.network.optimizers import Optimizer
from diynn.network.schedules import Schedule
from diynn.settings import Value, from_record, settings_of, to_record
from diynn.storage.recipes import is_own_title
from gui.model.design_command import DesignEdit, Whole, single_difference
from gui.text.wording import fill_in, in_midst, name_of, translated

Index = QModelIndex | QPersistentModelIndex

_NO_PARENT = QModelIndex()


LAYERS_MIME = "application/x-diynn-layers"
_KINDS = {layer.name(): layer for layer in LAYERS}


class DesignModel(QAbstractListModel):
    """The rows are the design's layers, from the input down; everything else is in `design`.

    Every edit goes over `undo_stack`. A value beyond its setting's limits raises SettingError and
    changes nothing; an edit that changes nothing leaves no trace.
    """

    changed = Signal(object, object)
    """The design is another one: the Design before and the Design after."""
    fitted = Signal()
    """`fit`, `advice` and `mends` have been worked out again: the design or the outline changed."""
    refused = Signal(object)
    """An edit is not allowed (`permits`): carries why."""
    saved_changed = Signal(bool)
    """Whether the design is the saved one has changed."""

    def __init__(self, design: Design, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = list(design.layers)
        self.undo_stack = QUndoStack(self)
        self._design = self._saved = design
        self._outline = design.source.outline()
        self._fit: Fit | None = None
        self._advice: tuple[Advice, ...] = ()
        self._was_saved = True
        self.permits: Callable[[Design, Design], DiynnError | None] | None = None
        """Asked before each edit: why it is not allowed, or None."""
        self.is_edited = False
        """Whether what is being told is an edit, and not one that is undone or redone."""
        self._judge()

    # What there is.

    @property
    def design(self) -> Design:
        """The current design: a value, never changed in place."""
        return self._design

    @property
    def outline(self) -> Outline | None:
        """What is known of the data; None where only reading it can tell."""
        return self._outline

    @property
    def fit(self) -> Fit | None:
        """The shapes along the stack and the first problem; None while the data is unknown."""
        return self._fit

    @property
    def advice(self) -> tuple[Advice, ...]:
        """What is legal but unwise."""
        return self._advice

    def mends(self) -> tuple[Mend, ...]:
        """The ways out of the problem that `fit` reports, the best first."""
        return () if self._outline is None else mends(self._design, self._outline)

    def set_outline(self, outline: Outline | None) -> None:
        """Take what has been learnt of the data by reading it."""
        known = None if outline is None else (outline.ranges, outline.table)
        before = None if self._outline is None else (self._outline.ranges, self._outline.table)
        if outline != self._outline or known != before:
            self._outline = outline
            self._judge()
            self._tell_rows()
            self.fitted.emit()

    @property
    def saved(self) -> Design:
        """The design that a file holds, or that was begun with."""
        return self._saved

    def is_saved(self) -> bool:
        """Whether nothing would be lost by closing."""
        return self._design == self._saved

    @Slot()
    def mark_saved(self) -> None:
        """Remember that the current design is in a file."""
        self._saved = self._design
        self.undo_stack.setClean()
        self._tell_saved()

    def take_saved(self, design: Design) -> None:
        """Remember that this design is the one in the file."""
        self._saved = design
        self._tell_saved()

    def close(self) -> None:
        """Let go of all edits, before the model goes.

        PySide may otherwise free an edit twice, once for Python and once for the stack that owns
        it, and the process dies at its end.
        """
        self.undo_stack.clear()

    # Edits of the stack.

    def insert_layer(self, layer: Layer | type[Layer] | str, row: int) -> int:
        """Put a layer (or a new one of that kind or name) above `row`; where it stands now."""
        if isinstance(layer, str):
            layer = _KINDS[layer]
        new = layer() if isinstance(layer, type) else layer
        return self.insert_layers((new,), row)

    def insert_layers(self, layers: Sequence[Layer], row: int, text: str = "") -> int:
        """Put layers above `row`; where the first of them stands now."""
        old = self._design.layers
        row = min(max(row, 0), len(old))
        names = ", ".join(layer.name() for layer in layers)
        text = text or self.tr("Insert {layer}").format(layer=names)
        self._set_layers((*old[:row], *layers, *old[row:]), text)
        return row

    def move_layer(self, row: int, to: int) -> int:
        """Move the layer in `row` so that it stands in `to`; where it stands now."""
        layers = list(self._design.layers)
        to = min(max(to, 0), len(layers) - 1)
        layer = layers.pop(row)
        layers.insert(to, layer)
        self._set_layers(layers, self.tr("Move {layer}").format(layer=layer.name()))
        return to

    def remove(self, rows: Iterable[int]) -> None:
        """Take these rows out."""
        gone = set(rows)
        names = ", ".join(self._design.layers[row].name() for row in sorted(gone))
        kept = [layer for row, layer in enumerate(self._design.layers) if row not in gone]
        self._set_layers(kept, self.tr("Remove {layer}").format(layer=names))

    def duplicate(self, rows: Iterable[int]) -> int:
        """Put copies of these rows below the last of them; where the first copy stands."""
        chosen = sorted(set(rows))
        layers = [self._design.layers[row] for row in chosen]
        names = ", ".join(layer.name() for layer in layers)
        text = self.tr("Duplicate {layer}").format(layer=names)
        return self.insert_layers(layers, chosen[-1] + 1, text)

    def copy(self, rows: Iterable[int]) -> None:
        """Put these rows on the clipboard."""
        chosen = [self._design.layers[row] for row in sorted(set(rows))]
        if chosen:
            QGuiApplication.clipboard().setText(as_text(chosen))

    def as_python(self) -> str:
        """All layers as PyTorch's Sequential; empty where there are none that fit."""
        fit = self.fit
        if fit is None or fit.input_shape is None or fit.output_shape is None or not fit.rows:
            return ""
        # Loaded here: few people copy layers so.
        from diynn.export.scripts import layers_as_python

        return layers_as_python(self._design.layers, fit.input_shape)

    def can_be_python(self) -> bool:
        """Whether `as_python` gives something."""
        fit = self.fit
        return fit is not None and bool(fit.rows) and fit.output_shape is not None

    def can_paste(self) -> bool:
        """Whether layers lie on the clipboard."""
        return bool(from_mime(QGuiApplication.clipboard().mimeData()))

    def paste(self, row: int) -> int:
        """Put the layers from the clipboard above `row`; how many there were."""
        layers = from_mime(QGuiApplication.clipboard().mimeData())
        if layers:
            names = ", ".join(layer.name() for layer in layers)
            self.insert_layers(layers, row, self.tr("Paste {layer}").format(layer=names))
        return len(layers)

    def change_layer(self, row: int, setting: str, value: Value) -> None:
        """Give one setting of a layer another value."""
        layers = list(self._design.layers)
        values: dict[str, Any] = {setting: value}
        layers[row] = replace(layers[row], **values)
        text = self.tr("Change {setting} of {layer}")
        text = text.format(setting=_label(type(layers[row]), setting), layer=layers[row].name())
        self._set_layers(layers, text, ("layer", row, setting))

    # Edits of the rest.

    def change_source(self, source: Source) -> None:
        """Take other data."""
        self._change("source", source, self.tr("Change the data"))

    def change_view(self, setting: str, value: Value) -> None:
        """See the data in another way, or ask for something else."""
        self.change_part("view", setting, value)

    def change_loss(self, loss: Loss) -> None:
        """Take another loss."""
        self._change("loss", loss, self.tr("Choose the loss {loss}").format(loss=loss.name()))

    def change_optimizer(self, optimizer: Optimizer) -> None:
        """Take another optimizer."""
        text = self.tr("Choose the optimizer {optimizer}").format(optimizer=optimizer.name())
        self._change("optimizer", optimizer, text)

    def change_schedule(self, schedule: Schedule) -> None:
        """Take another schedule of the learning rate."""
        text = self.tr("Choose the schedule {schedule}").format(schedule=name_of(schedule))
        self._change("schedule", schedule, text)

    def change_run(self, setting: str, value: Value) -> None:
        """Give one of the run settings another value."""
        self.change_part("run", setting, value)

    def change_part(self, part: str, setting: str, value: Value) -> None:
        """Change one setting of the "source", "augmentation", "loss", "schedule" and so on."""
        old = getattr(self._design, part)
        values: dict[str, Any] = {setting: value}
        text = self.tr("Change {setting}").format(setting=_label(type(old), setting))
        self._change(part, replace(old, **values), text)

    def apply_mend(self, mend: Mend) -> None:
        """Take the design that a mend offers."""
        self.replace_design(mend.design, fill_in(mend.label, mend.values))

    def replace_design(self, design: Design, text: str, whole: Whole | None = None) -> None:
        """Take a whole other design, as one edit that can be undone; `text` names it.

        Edits of the same `whole` that follow each other are one.
        """
        self._push(design, text, whole)

    def code_row(self) -> int | None:
        """The row whose output is an auto-encoder's code; None where there is none."""
        fit = self.fit
        if not self._design.reconstructs or fit is None or fit.problem is not None:
            return None
        shapes = [fit.input_shape, *(row.after for row in fit.rows)]
        return code_layer(self._design.layers, [shape or () for shape in shapes])

    def reset(self, design: Design) -> None:
        """Begin with a design from a file: there is nothing to undo, and nothing unsaved."""
        self.undo_stack.clear()
        self._saved = design
        self.show_design(design)
        self._tell_saved()

    def _change(self, part: str, new: Any, text: str) -> None:
        setting = single_difference(getattr(self._design, part), new)
        values: dict[str, Any] = {part: new}
        self._push(replace(self._design, **values), text, (part, setting) if setting else None)

    def _set_layers(self, layers: Iterable[Layer], text: str, key: object = None) -> None:
        self._push(replace(self._design, layers=tuple(layers)), text, key)

    def _push(self, design: Design, text: str, key: object = None) -> None:
        design = _retitled(self._design, design)
        why = None if self.permits is None else self.permits(self._design, design)
        if why is not None:
            self.refused.emit(why)
            # What was typed gives way to what there is.
            self.fitted.emit()
        elif design != self._design:
            self.is_edited = True
            try:
                edit = DesignEdit(self.show_design, self._design, design, text, key)
                self.undo_stack.push(edit)
            finally:
                self.is_edited = False

    def show_design(self, design: Design) -> None:
        """Let `design` be the one of the moment, unrecorded: for the undo stack's edits alone."""
        before = self._design
        if design == before:
            return
        self._design = design
        if design.source != before.source:
            self._outline = design.source.outline()
        self._judge()
        self._follow_rows(list(design.layers))
        self._tell_rows()
        self.changed.emit(before, design)
        self.fitted.emit()
        self._tell_saved()

    def _judge(self) -> None:
        self._fit = None if self._outline is None else fit(self._design, self._outline)
        self._advice = advice(self._design, self._outline)

    def _tell_saved(self) -> None:
        saved = self.is_saved()
        if saved != self._was_saved:
            self._was_saved = saved
            self.saved_changed.emit(saved)

    # As rows of a Qt item model.

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """The number of layers."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A row's name; as user data, its layer."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        layer = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return layer.name()
        if role == Qt.ItemDataRole.UserRole:
            return layer
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return layer.help()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Row {row}: {layer}").format(row=index.row() + 1, layer=layer.name())
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be dragged; between them something can be dropped, never onto them."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = Qt.ItemFlag
        return flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """Copies only: moving is `moveRows`, so that a drop outside cannot eat a row."""
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        """What can be dropped here."""
        return [LAYERS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The layers of these rows."""
        rows = sorted({index.row() for index in indexes})
        return to_mime([self._rows[row] for row in rows])

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Insert layers that come from elsewhere above `row`; at the end where it is −1."""
        layers = from_mime(data) if data.hasFormat(LAYERS_MIME) else ()
        if layers and action != Qt.DropAction.IgnoreAction:
            self.insert_layers(layers, row if row >= 0 else len(self._rows))
        return bool(layers)

    def moveRows(
        self, source: Index, row: int, count: int, destination: Index, before: int
    ) -> bool:
        """Move one row above row `before`, as one edit."""
        if count != 1 or source.isValid() or destination.isValid():
            return False
        if not 0 <= row < len(self._rows) or not 0 <= before <= len(self._rows):
            return False
        to = before - 1 if before > row else before
        return to != row and self.move_layer(row, to) == to

    def _tell_rows(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _follow_rows(self, new: list[Layer]) -> None:
        """Tell the views which rows came, went or moved."""
        old = self._rows
        top = 0
        while top < min(len(old), len(new)) and old[top] == new[top]:
            top += 1
        end, new_end = len(old), len(new)
        while end > top and new_end > top and old[end - 1] == new[new_end - 1]:
            end, new_end = end - 1, new_end - 1
        was, now = old[top:end], new[top:new_end]
        if len(was) == len(now):
            if len(was) > 1 and now == [*was[1:], was[0]]:
                self._move_row(top, end - 1)
            elif len(was) > 1 and now == [was[-1], *was[:-1]]:
                self._move_row(end - 1, top)
            self._rows = new
            return
        if was:
            self.beginRemoveRows(_NO_PARENT, top, end - 1)
            self._rows = old[:top] + old[end:]
            self.endRemoveRows()
        if now:
            self.beginInsertRows(_NO_PARENT, top, new_end - 1)
            self._rows = new
            self.endInsertRows()

    def _move_row(self, row: int, to: int) -> None:
        # Qt names the row above which it will stand, counted before the move.
        self.beginMoveRows(_NO_PARENT, row, row, _NO_PARENT, to + 1 if to > row else to)
        self._rows = list(self._rows)
        self._rows.insert(to, self._rows.pop(row))
        self.endMoveRows()


def _retitled(before: Design, design: Design) -> Design:
    """A template that becomes something else is not called like the template any more."""
    same = design.title != before.title or _gist(design) == _gist(before)
    return design if same or not is_own_title(design.title) else replace(design, title="")


def _gist(design: Design) -> tuple[object, ...]:
    """What the title of a template tells of it."""
    kinds = {type(layer) for layer in design.layers}
    return type(design.source), design.reconstructs, kinds & {Conv1D, Conv2D}


def _label(kind: type[Any], name: str) -> str:
    """A setting's name in a sentence; SettingError where there is none of that name."""
    for setting in settings_of(kind):
        if setting.name == name:
            return in_midst(translated(setting.label.lower()))
    raise SettingError("{owner} has no setting “{setting}”.", owner=kind.__name__, setting=name)


def as_text(layers: Sequence[Layer]) -> str:
    """The layers as JSON, to be pasted, read or mailed.

    This goes on the clipboard, which outlives Python: data that Python had made would end the
    process with a crash.
    """
    return json.dumps([to_record(layer) for layer in layers], indent=1, ensure_ascii=False)


def to_mime(layers: Sequence[Layer]) -> QMimeData:
    """The layers as data under the mouse, in a format of their own and as text."""
    text = as_text(layers)
    data = QMimeData()
    data.setData(LAYERS_MIME, QByteArray(text.encode()))
    data.setText(text)
    return data


def from_mime(data: QMimeData | None) -> tuple[Layer, ...]:
    """The layers that `packed` wrote, from its own format or its text; else none."""
    if data is None:
        return ()
    text = bytes(data.data(LAYERS_MIME).data()).decode(errors="replace") or data.text()
    try:
        records = json.loads(text)
        if not isinstance(records, list):
            return ()
        return tuple(from_record(record, LAYERS, "layer") for record in records)
    except (ValueError, SettingError):
        return ()
