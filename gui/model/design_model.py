"""The design as a Qt item model with the undo stack: the one way to change it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QUndoStack

from diynn.analysis.codes import code_layer
from diynn.data.sources.source import Outline, Source
from diynn.design.advice import Advice, advice
from diynn.design.design import Design, Fit, fit
from diynn.design.fixes import Mend, mends
from diynn.errors import SettingError
from diynn.layers import LAYERS
from diynn.layers.layer import Layer
from diynn.network.losses import Loss
from diynn.network.optimizers import Optimizer
from diynn.network.schedules import Schedule
from diynn.settings import Value, settings_of
from gui.model.design_command import DesignEdit, single_difference
from gui.model.layer_rows import LayerRows
from gui.model.layers_mime import as_text, unpacked
from gui.text.wording import in_midst, label, name_of, worded

_KINDS = {layer.name(): layer for layer in LAYERS}


class DesignModel(LayerRows):
    """The rows are the design's layers, from the input down; everything else is in `design`.

    Every edit goes over `undo_stack`. A value beyond its setting's limits raises SettingError and
    changes nothing; an edit that changes nothing leaves no trace.
    """

    changed = Signal(object, object)
    """The design is another one: the Design before and the Design after."""
    fitted = Signal()
    """`fit`, `advice` and `mends` have been worked out anew: the design or the outline changed."""
    saved_changed = Signal(bool)
    """Whether the design is the saved one has changed."""

    def __init__(self, design: Design, parent: QObject | None = None) -> None:
        super().__init__(design.layers, parent)
        self.undo_stack = QUndoStack(self)
        self._design = self._saved = design
        self._outline = design.source.outline()
        self._fit: Fit | None = None
        self._advice: tuple[Advice, ...] = ()
        self._was_saved = True
        self._judge()

    # What there is.

    @property
    def design(self) -> Design:
        """The design of the moment: a value, never changed in place."""
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
        if outline != self._outline:
            self._outline = outline
            self._judge()
            self._tell_rows()
            self.fitted.emit()

    def is_saved(self) -> bool:
        """Whether nothing would be lost by closing."""
        return self._design == self._saved

    @Slot()
    def mark_saved(self) -> None:
        """Remember that the design of the moment is in a file."""
        self._saved = self._design
        self.undo_stack.setClean()
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

    def can_paste(self) -> bool:
        """Whether layers lie on the clipboard."""
        return bool(unpacked(QGuiApplication.clipboard().mimeData()))

    def paste(self, row: int) -> int:
        """Put the layers from the clipboard above `row`; how many there were."""
        layers = unpacked(QGuiApplication.clipboard().mimeData())
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
        self.replace_design(mend.design, worded(mend.label, mend.values))

    def replace_design(self, design: Design, text: str) -> None:
        """Take a whole other design, as one edit that can be undone; `text` names it."""
        self._push(design, text)

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
        if design != self._design:
            self.undo_stack.push(DesignEdit(self.show_design, self._design, design, text, key))

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

def _label(kind: type[Any], name: str) -> str:
    """The translated label of a setting; SettingError where there is none of that name."""
    for setting in settings_of(kind):
        if setting.name == name:
            return in_midst(label(setting))
    raise SettingError("{owner} has no setting “{setting}”.", owner=kind.__name__, setting=name)
