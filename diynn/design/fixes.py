"""Ways out of what does not fit and of what is unwise, each as a whole new design."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from diynn.data.dataset import VIEWS, Shape
from diynn.data.sources.source import Outline
from diynn.design.design import Design, Fit, fit, wanted_outputs
from diynn.errors import SettingError
from diynn.layers import LAYERS, Dropout, Flatten, Linear, Sigmoid, Softmax
from diynn.layers.activations import Activation
from diynn.layers.layer import Layer
from diynn.layers.normalisation import Normalisation
from diynn.layers.windows import Filters
from diynn.network.losses import BCE, MSE, Loss
from diynn.settings import settings_of
from diynn.text import fill

IN_PLACE = (Activation, Normalisation, Dropout, Flatten)
"""Layers that give as many values as they take."""
NAMES = {layer.name(): layer for layer in LAYERS}


@dataclass(frozen=True)
class Mend:
    """One way out: the words on its button, as a template with its values, and what comes of it."""

    label: str
    design: Design
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self) -> str:
        """The label, filled in."""
        return fill(self.label, self.values)


MILD, GRAVE, FATAL = 0, 1, 2
"""What is told by a sign alone; what keeps a network from learning as it could; and what leaves it
without a chance, or ends its training."""


@dataclass(frozen=True)
class Advice:
    """One warning, as templates with their values: what is unwise, and what would be better.

    `row` is the number of the layer it is about; `len(layers)` is the loss, one more the optimizer;
    −1 is the augmentation, −2 the input. `mends` are the ways out, the best first.
    """

    row: int
    message: str
    remedy: str
    values: Mapping[str, object] = field(default_factory=dict)
    mends: tuple[Mend, ...] = ()
    weight: int = MILD

    def text(self) -> str:
        """Both sentences, filled in."""
        return f"{fill(self.message, self.values)} {fill(self.remedy, self.values)}".strip()


def until_it_fits(design: Design, outline: Outline) -> Design | None:
    """A design after the best ways out of what does not fit; None where none leads further."""
    while fit(design, outline).problem is not None:
        ways = mends(design, outline)
        if not ways:
            return None
        design = ways[0].design
    return design


def mends(design: Design, outline: Outline) -> tuple[Mend, ...]:
    """The ways out of the problem that `fit` reports, best first; none where all fits.

    Each makes progress for certain: the problem vanishes or moves down the stack. Applied again and
    again, the first one ends in a design that fits, after fewer steps than rows plus five.
    """
    found = fit(design, outline)
    if found.problem is None:
        return ()
    now, seen, kept = _distance(found), {design}, []
    for mend in _candidates(design, outline, found):
        if mend.design not in seen and _distance(fit(mend.design, outline)) < now:
            seen.add(mend.design)
            kept.append(mend)
    return tuple(kept)


def _distance(found: Fit) -> tuple[int, int]:
    """How far a design is from fitting: rows below the problem, then how grave it is there."""
    if found.problem is None or found.problem_row is None:
        return (0, 0)
    values = found.problem.values
    gravity = 3 if "append" in values else 2 if "use" in values else 1
    return (len(found.rows) - found.problem_row, gravity)


def _candidates(design: Design, outline: Outline, found: Fit) -> Iterator[Mend]:
    row = found.problem_row
    assert found.problem is not None
    assert row is not None
    if row < 0:
        yield from _views(design, VIEWS)
    elif row < len(found.rows):
        yield from _for_row(design, found, row)
    elif "append" in found.problem.values:
        yield from _with_linear(design, outline, found)
    elif "use" in found.problem.values:
        yield from _with_loss(design)
    else:
        yield from _with_outputs(design, outline, found)
        yield from _with_loss(design)


def _views(design: Design, views: tuple[str, ...]) -> Iterator[Mend]:
    labels = {
        "given": "See the input as it is",
        "vector": "See the input as a vector",
        "sequence": "See the input as a sequence",
        "image": "See the input as an image",
    }
    for view in views:
        yield Mend(labels[view], replace(design, view=replace(design.view, shape=view)))


def _for_row(design: Design, found: Fit, row: int) -> Iterator[Mend]:
    layers, layer, before = design.layers, design.layers[row], found.rows[row].before
    problem = found.problem
    assert problem is not None
    assert before is not None
    here: dict[str, object] = {"layer": layer.name(), "row": row + 1}
    if "insert" in problem.values:
        yield inserted(design, row, NAMES[str(problem.values["insert"])]())
    if "shrink" in problem.values:
        smaller = _shrunk(layer, before)
        if smaller is not None:
            size = _numbers_words(smaller, "kernel_size")
            label = "Shrink the window to {size}"
            yield Mend(label, _with_row(design, row, smaller), here | {"size": size})
        framed = _framed(layer)
        if framed is not None:
            label = "Add zeros around what arrives: padding {size}"
            size = _numbers_words(framed, "padding")
            yield Mend(label, _with_row(design, row, framed), here | {"size": size})
    if "odd" in problem.values:
        odd = _made(layer, {"kernel_size": problem.values["odd"]})
        if odd is not None:
            label = "Set the size to {size}"
            yield Mend(label, _with_row(design, row, odd), here | {"size": problem.values["odd"]})
    for name, usual, label in (
        ("unpad", {"padding": 0}, "Set the padding to 0"),
        ("ungroup", {"groups": 1}, "Set the groups to 1"),
        ("unextend", {"output_padding": 0}, "Set the output padding to 0"),
    ):
        bare = _made(layer, usual) if name in problem.values else None
        if bare is not None:
            yield Mend(label, _with_row(design, row, bare), here)
    if "multiple" in problem.values:
        yield from _with_multiple(design, row, problem.values["multiple"])
    if "view" in problem.values:
        yield from _views(design, (str(problem.values["view"]),))
        if row and isinstance(layers[row - 1], Flatten):
            yield removed(design, row - 1)
        sister = _sister(layer)
        if sister is not None:
            yield Mend(
                "Use {new} instead", _with_row(design, row, sister), here | {"new": sister.name()}
            )
    yield from _views(design, VIEWS)
    yield removed(design, row)


def removed(design: Design, row: int) -> Mend:
    """Without the layer in a row."""
    layers = (*design.layers[:row], *design.layers[row + 1 :])
    values = {"layer": design.layers[row].name(), "row": row + 1}
    return Mend("Remove {layer} in row {row}", replace(design, layers=layers), values)


def inserted(design: Design, row: int, new: Layer) -> Mend:
    """With another layer above a row."""
    layers = (*design.layers[:row], new, *design.layers[row:])
    values = {"new": new.name(), "row": row + 1}
    return Mend("Insert {new} before row {row}", replace(design, layers=layers), values)


def with_loss(design: Design, loss: Loss) -> Mend:
    """With another loss."""
    return Mend("Choose the loss {loss}", replace(design, loss=loss), {"loss": loss.name()})


def last_outputs(design: Design, outputs: int) -> Iterator[Mend]:
    """So many outputs from the Linear at the end, whatever activations follow it; if there is one.
    """
    last = len(design.layers) - 1
    while last >= 0 and isinstance(design.layers[last], Activation):
        last -= 1
    linear = design.layers[last] if last >= 0 else None
    if isinstance(linear, Linear):
        yield Mend(
            "Set the outputs of row {row} to {outputs}",
            _with_row(design, last, replace(linear, outputs=outputs)),
            {"row": last + 1, "outputs": outputs},
        )


def _with_row(design: Design, row: int, layer: Layer) -> Design:
    return replace(design, layers=(*design.layers[:row], layer, *design.layers[row + 1 :]))


def _with_multiple(design: Design, row: int, outputs: Any) -> Iterator[Mend]:
    """So many outputs from the Linear above, where nothing between changes their number."""
    above = row - 1
    while above >= 0 and isinstance(design.layers[above], IN_PLACE):
        above -= 1
    linear = design.layers[above] if above >= 0 else None
    wider = _made(linear, {"outputs": outputs}) if isinstance(linear, Linear) else None
    if wider is not None:
        values = {"row": above + 1, "outputs": outputs}
        label = "Set the outputs of row {row} to {outputs}"
        yield Mend(label, _with_row(design, above, wider), values)


def _numbers(layer: Layer, name: str) -> tuple[int, ...]:
    """A setting's number for each direction; empty where the layer has no such setting."""
    value = getattr(layer, name, ())
    return value if isinstance(value, tuple) else (value,)


def _numbers_words(layer: Layer, name: str) -> str:
    return " × ".join(map(str, _numbers(layer, name)))


def _of_directions(numbers: tuple[int, ...]) -> Any:
    return numbers if len(numbers) > 1 else numbers[0]


def _framed(layer: Layer) -> Layer | None:
    """A convolution with the padding that keeps the size at a stride of 1; None for others."""
    if not (_numbers(layer, "padding") and isinstance(layer, Filters)):
        return None
    edges = tuple(size // 2 for size in _numbers(layer, "kernel_size"))
    return _made(layer, {"padding": _of_directions(edges)})


def _shrunk(layer: Layer, shape: Shape) -> Layer | None:
    """The layer with the largest window that fits; None where it has no window."""
    sizes = _numbers(layer, "kernel_size")
    if not sizes:
        return None
    edges = _numbers(layer, "padding") or (0,) * len(sizes)
    gaps = _numbers(layer, "dilation") or (1,) * len(sizes)
    fitting = tuple(
        min(size, (available + 2 * edge - 1) // gap + 1)
        for size, edge, gap, available in zip(sizes, edges, gaps, shape, strict=False)
    )
    return _made(layer, {"kernel_size": _of_directions(fitting)})


def _sister(layer: Layer) -> Layer | None:
    """The layer of the other number of directions, with what the two have in common."""
    name = layer.name()
    other = name.replace("2D", "1D") if "2D" in name else name.replace("1D", "2D")
    if other == name or other not in NAMES:
        return None
    values: dict[str, Any] = {}
    for setting in settings_of(NAMES[other]):
        if hasattr(layer, setting.name):
            value = getattr(layer, setting.name)
            alone = isinstance(value, tuple) and setting.kind is not tuple
            values[setting.name] = value[0] if alone else value
    return _made(NAMES[other](), values)


def _made(layer: Layer, values: Mapping[str, Any]) -> Layer | None:
    try:
        return replace(layer, **values)
    except SettingError:
        return None


def _outputs(wanted: int) -> Linear | None:
    """A Linear of so many outputs; None where that is beyond its limits."""
    try:
        return Linear(outputs=wanted)
    except SettingError:
        return None


def _asked(design: Design, outline: Outline) -> int:
    wanted = wanted_outputs(design, outline)
    return max(wanted, 2) if design.loss.for_classes else wanted


def _with_linear(design: Design, outline: Outline, found: Fit) -> Iterator[Mend]:
    """Weights where there are none: a Linear before the activations at the end."""
    new = _outputs(_asked(design, outline))
    if new is None:
        return
    place = len(design.layers)
    while place and isinstance(design.layers[place - 1], Activation):
        place -= 1
    yield _inserted(design, found, place, new)


def _inserted(design: Design, found: Fit, place: int, new: Linear) -> Mend:
    shape = found.rows[place - 1].after if place else found.input_shape
    vector = shape is not None and len(shape) == 1
    added: tuple[Layer, ...] = (new,) if vector else (Flatten(), new)
    label = "Add Linear with {outputs} output(s)" if vector else (
        "Add Flatten and Linear with {outputs} output(s)"
    )  # fmt: skip
    layers = (*design.layers[:place], *added, *design.layers[place:])
    return Mend(label, replace(design, layers=layers), {"outputs": new.outputs})


def _with_outputs(design: Design, outline: Outline, found: Fit) -> Iterator[Mend]:
    """The wanted number of values: from the last Linear, or from one more."""
    new = _outputs(_asked(design, outline))
    if new is None:
        return
    layers, last = design.layers, len(design.layers) - 1
    while last >= 0 and isinstance(layers[last], Activation):
        last -= 1
    ways = list(last_outputs(design, new.outputs))
    end = layers[-1] if layers else None
    # A bend that no loss asks for marks a hidden row: the outputs are still to come.
    bounded = isinstance(end, Sigmoid | Softmax)
    hidden = isinstance(end, Activation) and not bounded and not design.reconstructs
    before_end = isinstance(end, Activation) and not hidden and not ways
    place = last + 1 if before_end else len(layers)
    more = _inserted(design, found, place, new)
    yield from [more, *ways] if hidden else [*ways, more]
    if place != len(layers):
        yield _inserted(design, found, len(layers), new)


def _with_loss(design: Design) -> Iterator[Mend]:
    """A loss that can compare with the targets there are."""
    if not design.loss.for_classes:
        return
    bounded = bool(design.layers) and isinstance(design.layers[-1], Sigmoid)
    for loss in (BCE(), MSE()) if bounded else (MSE(), BCE()):
        yield with_loss(design, loss)


