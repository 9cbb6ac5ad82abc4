"""What a chosen value is, in words, and what is to be known of it; numbers as they are typed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diynn.analysis.calculation import ActivationCurve, Calculation
from gui.tabs.calculation.subject import (
    INPUT,
    INPUT_GRADIENT,
    LOSS,
    LOSS_GRADIENT,
    OUTPUT,
    UPDATE,
    WEIGHT,
    Choice,
    Subject,
)
from gui.text.numbers import figures
from gui.text.wording import name_of


def words_of(subject: Subject, choice: Choice, digits: int) -> str:
    """What a choice is, with its place and its value."""
    place = ", ".join(map(str, choice.place))
    value = figures(float(subject.values(choice)[choice.place]), digits)
    layer = row = ""
    if choice.kind not in (INPUT, LOSS, LOSS_GRADIENT):
        layer = subject.layer(choice).name()
        row = f"{choice.row + 1}.{choice.part}" if choice.part else str(choice.row + 1)
    templates = {
        INPUT: _tr("Input [{place}] = {value}"),
        OUTPUT: _tr("Output [{place}] of row {row}, {layer} = {value}"),
        INPUT_GRADIENT: _tr("Gradient for input [{place}] of row {row}, {layer} = {value}"),
        WEIGHT: _tr("Gradient for {name} [{place}] of row {row}, {layer} = {value}"),
        UPDATE: _tr("New {name} [{place}] of row {row}, {layer} = {value}"),
        LOSS: _tr("Loss {name} = {value}"),
        LOSS_GRADIENT: _tr("Gradient of the loss for output [{place}] = {value}"),
    }
    name = name_of(subject.trace.compared.loss) if choice.kind == LOSS else choice.name
    return templates[choice.kind].format(
        place=place, value=value, row=row, layer=layer, name=name
    )


def note_on(
    subject: Subject, choice: Choice, found: Calculation | None, *, broken: bool = False
) -> str:
    """What is to be known of a value besides its terms; empty for most. `broken`: the run has a
    fault in its gradients."""
    if broken and choice.kind not in (INPUT, OUTPUT, LOSS):
        return _tr(
            "This network is trained with a fault: here is the right arithmetic, not what the "
            "training does."
        )
    if choice.kind == INPUT:
        return _tr("A value of the data: nothing was computed.")
    if subject.is_merged(choice):
        return _tr(
            "A training computes this activation and the loss in one: the first sum, answer less "
            "target. The sum below it has the two in turn; both give the same."
        )
    if choice.kind == WEIGHT and choice.name in subject.layer(choice).gathered:
        return _tr("No gradient moves it: a training’s forward gathers it.")
    if found is not None and choice.kind == INPUT_GRADIENT and found.value == 0:
        if len(found.last.products):
            return _tr("Nothing passes here: all products are 0.")
    return ""


def curve_words(curve: ActivationCurve, delta: float | None, digits: int) -> str:
    """What the tangent of an activation says: its slope, and on the way back what passes."""
    slope = figures(curve.slope, digits)
    if delta is None:
        return _tr("Slope here: {slope}").format(slope=slope)
    if curve.slope == 0:
        return _tr("Slope × δ = 0 · {delta}: nothing passes").format(delta=figures(delta, digits))
    return _tr("Slope × δ = {slope} · {delta} = {product}").format(
        slope=slope, delta=figures(delta, digits), product=figures(curve.slope * delta, digits)
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("CalculationWords", text)
