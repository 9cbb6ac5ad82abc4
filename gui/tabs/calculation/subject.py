"""What the tab looks into: a trace, one sample of it, and which value of which array is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from diynn.analysis.calculation import (
    ActivationCurve,
    Applied,
    Calculation,
    ExplainedStep,
    Factor,
    Opened,
    Trace,
    activation_curve,
    input_gradient_of,
    loss_gradient_terms,
    loss_terms,
    opened,
    output_of,
    update_terms,
    weight_gradient_of,
)
from diynn.layers.layer import Array, Layer, Shape
from diynn.layers.residual import Residual

OUTPUT, INPUT_GRADIENT, WEIGHT, UPDATE = "output", "input gradient", "weight", "update"
LOSS, LOSS_GRADIENT = "loss", "loss gradient"
INPUT = "input"


@dataclass(frozen=True)
class Choice:
    """One value: of which array of which row (from 0), at which place within the sample.

    `part` is a layer within a residual block. Of INPUT_GRADIENT the place is in the row's input, of
    WEIGHT and UPDATE in the weight `name`. INPUT is a value of the data.
    """

    kind: str
    row: int = 0
    part: str = ""
    name: str = ""
    place: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Subject:
    """A trace with the sample that is looked at; in an explained step also the update."""

    trace: Trace
    sample: int = 0
    step: ExplainedStep | None = None

    @cached_property
    def blocks(self) -> Mapping[int, Opened]:
        """The residual blocks by their rows."""
        return {
            row.number: opened(row.applied, row.dy)
            for row in self.trace.rows if isinstance(row.layer, Residual)
        }  # fmt: skip

    @property
    def last(self) -> int:
        """The number of the last row."""
        return len(self.trace.rows) - 1

    def layer(self, choice: Choice) -> Layer:
        """The layer that a choice is in."""
        return self._applied(choice).layer

    def _applied(self, choice: Choice) -> Applied:
        if choice.part:
            return self.blocks[choice.row].parts[choice.part].applied
        return self.trace.rows[choice.row].applied

    def values(self, choice: Choice) -> Array:
        """The array that a choice is in: of the sample, or a whole weight's gradient."""
        at = self.sample
        if choice.kind == INPUT:
            return np.asarray(self.trace.x[at])
        if choice.kind == OUTPUT:
            return np.asarray(self._applied(choice).y[at])
        if choice.kind == INPUT_GRADIENT:
            inside = self.blocks[choice.row].parts[choice.part] if choice.part else None
            dx = self.trace.rows[choice.row].dx if inside is None else inside.dx
            return np.asarray(dx[at])
        if choice.kind == LOSS_GRADIENT:
            return np.asarray(self.trace.compared.dy[at])
        if choice.kind == WEIGHT:
            return np.asarray(self.trace.rows[choice.row].gradients[choice.name])
        if choice.kind == UPDATE and self.step is not None:
            after = self.step.layout.by_key(self.step.after)
            return np.asarray(after[f"{choice.row}.{choice.name}"])
        return np.array(self.trace.loss)

    def is_there(self, choice: Choice) -> bool:
        """Whether this subject has that value: another network may not."""
        try:
            values = self.values(choice)
        except (KeyError, IndexError):
            return False
        return len(choice.place) == values.ndim and all(
            0 <= at < size for at, size in zip(choice.place, values.shape, strict=True)
        )

    def calculation(self, choice: Choice) -> Calculation | None:
        """How a value comes about; None for one of the data.

        Where a training computes the last activation and the loss in one, both in turn come first,
        and the merged formula last.
        """
        place = (self.sample, *choice.place)
        if choice.kind == INPUT:
            return None
        if choice.kind == LOSS:
            return loss_terms(self.trace.compared)
        if choice.kind == LOSS_GRADIENT:
            return loss_gradient_terms(self.trace.compared, place)
        if choice.kind == OUTPUT:
            return output_of(self._applied(choice), place)
        if choice.kind == UPDATE:
            assert self.step is not None
            return update_terms(self.step, choice.row, choice.name, choice.place)
        row = self.trace.rows[choice.row]
        if choice.kind == WEIGHT:
            return weight_gradient_of(row.applied, row.dy, choice.name, choice.place)
        dy = self._arriving_gradient(choice)
        found = input_gradient_of(self._applied(choice), dy, place)
        if self.is_merged(choice):
            merged = loss_gradient_terms(self.trace.compared, place, merged=True)
            found = Calculation((*found.lines, *merged.lines))
        return found

    def curve(self, choice: Choice) -> tuple[ActivationCurve | None, float | None]:
        """The curve of the activation that a value comes out of, or whose gradient is chosen, and
        the gradient that arrives there; None for another kind of value, and the gradient only
        where it is what is chosen."""
        if choice.kind not in (OUTPUT, INPUT_GRADIENT):
            return None, None
        at, applied = (self.sample, *choice.place), self._applied(choice)
        found = activation_curve(applied, at) if applied.x.shape == applied.y.shape else None
        if found is None or choice.kind == OUTPUT:
            return found, None
        return found, float(self._arriving_gradient(choice)[at])

    def _arriving_gradient(self, choice: Choice) -> Array:
        """The gradient for the output of the layer that a choice is in."""
        if choice.part:
            return self.blocks[choice.row].parts[choice.part].dy
        return self.trace.rows[choice.row].dy

    def shapes(self, choice: Choice) -> dict[str, Shape]:
        """The shapes of the arrays, of one sample, that the terms of a choice come from."""
        if choice.kind in (LOSS, LOSS_GRADIENT):
            return {"y": self.trace.compared.y.shape[1:]}
        if choice.kind in (INPUT, UPDATE):
            return {}
        applied, prefix = self.trace.rows[choice.row].applied, ""
        part = choice.part or (choice.name.rpartition(".")[0] if choice.kind == WEIGHT else "")
        if part:
            applied = self.blocks[choice.row].parts[part].applied
            prefix = "" if choice.part else f"{part}."
        x, y = applied.x.shape[1:], applied.y.shape[1:]
        return {f"{prefix}x": x, f"{prefix}dx": x, f"{prefix}y": y, f"{prefix}dy": y}

    def is_merged(self, choice: Choice) -> bool:
        """Whether it is the gradient that the loss gives for what goes into the last activation."""
        row = self.trace.rows[choice.row] if choice.kind == INPUT_GRADIENT else None
        return row is not None and not choice.part and row.apart is not None

    def source(self, choice: Choice, factor: Factor, number: int) -> Choice | None:
        """Which value a factor was read from, to be chosen next; None for one that stands alone."""
        if factor.places is None or not factor.array:
            return None
        place = tuple(int(at) for at in factor.places[number])
        inner, _, array = factor.array.rpartition(".")
        if inner:
            kind = INPUT_GRADIENT if array == "dx" else OUTPUT
            if array in ("y", "dx"):
                return self._of_sample(Choice(kind, choice.row, inner), place)
            if array in ("x", "dy"):
                return self._arriving(replace(choice, part=inner), array, place)
            return Choice(WEIGHT, choice.row, name=factor.array, place=place)
        if choice.kind in (LOSS, LOSS_GRADIENT):
            return self._of_sample(Choice(OUTPUT, self.last), place)
        if array in ("x", "dy"):
            return self._arriving(choice, array, place)
        if array == "y":
            if self.is_merged(choice) and factor.symbol == "p":
                return self._arriving(choice, "x", place)
            return self._of_sample(Choice(OUTPUT, choice.row, choice.part), place)
        name = array.removeprefix("d") if choice.kind == UPDATE else array
        weight = f"{choice.part}.{name}" if choice.part else name
        if weight not in self.trace.rows[choice.row].gradients:
            return None
        return Choice(WEIGHT, choice.row, name=weight, place=place)

    def _of_sample(self, choice: Choice, place: tuple[int, ...]) -> Choice | None:
        """A value of this sample; what other samples have is not walked to."""
        return replace(choice, place=place[1:]) if place[0] == self.sample else None

    def _arriving(self, choice: Choice, array: str, place: tuple[int, ...]) -> Choice | None:
        """Where what goes into a row, or comes back to it, was made."""
        row, part = choice.row, choice.part
        if part:
            block = self.blocks[row]
            lane = block.route if part in block.route else block.short_cut
            at = lane.index(part)
            if array == "x" and at > 0:
                return self._of_sample(Choice(OUTPUT, row, lane[at - 1]), place)
            if array == "dy" and at + 1 < len(lane):
                return self._of_sample(Choice(INPUT_GRADIENT, row, lane[at + 1]), place)
        if array == "x":
            before = Choice(INPUT) if row == 0 else Choice(OUTPUT, row - 1)
            return self._of_sample(before, place)
        after = Choice(LOSS_GRADIENT) if row == self.last else Choice(INPUT_GRADIENT, row + 1)
        return self._of_sample(after, place)


def first_choice(subject: Subject) -> Choice | None:
    """What is shown first: the largest output of the first row with weights; None without rows."""
    rows = subject.trace.rows
    if not rows:
        return None
    row = next((one for one in rows if one.applied.weights), rows[0])
    y = row.y[subject.sample]
    place = np.unravel_index(int(np.abs(y).argmax()), y.shape)
    return Choice(OUTPUT, row.number, place=tuple(int(at) for at in place))
