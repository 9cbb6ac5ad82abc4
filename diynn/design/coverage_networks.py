"""Networks that together hold every kind of layer: for checks that each of them works here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from diynn.data.dataset import VIEWS
from diynn.data.sources.source import Outline
from diynn.design.design import Design, Fit, fit
from diynn.design.fixes import until_it_fits
from diynn.errors import DiynnError
from diynn.layers import LAYERS
from diynn.layers.layer import Layer
from diynn.network.losses import LogSoftmaxCrossEntropy

ORDER = ("image", "sequence", "vector")
"""The views of the data to try: what takes a vector fits below an image too, not the other way."""


def networks(
    design: Design, outline: Outline, kinds: Sequence[type[Layer]] = LAYERS
) -> list[Design]:
    """Designs that fit data of that outline, few enough, with each of `kinds` in one at least.

    All but the layers, the loss and how the data is seen is as in `design`. Raises DiynnError,
    naming the kinds that fit nowhere.
    """
    found, lacking = [], list(kinds)
    views = [*ORDER, *(view for view in VIEWS if view not in ORDER)]
    # Once more by itself, for what would have fitted had not others taken the room.
    for alone in (False, True):
        for view in views:
            for batch in [[kind] for kind in lacking] if alone else [list(lacking)]:
                seen = replace(design, view=replace(design.view, shape=view))
                made = _network(seen, outline, batch)
                if made is not None:
                    found.append(made)
                    lacking = [kind for kind in lacking if not _holds(made, kind)]
    if lacking:
        raise DiynnError(
            "These layers fit into no network for the data “{data}”: {layers}.",
            "Give them first settings that fit somewhere.",
            data=outline.name, layers=", ".join(kind.name() for kind in lacking),
        )  # fmt: skip
    return found


def _network(design: Design, outline: Outline, kinds: Sequence[type[Layer]]) -> Design | None:
    """A design with as many of `kinds` as fit into one stack; None where not one does."""
    made = replace(design, layers=(), loss=LogSoftmaxCrossEntropy())
    placed = []
    for kind in kinds:
        grown = _with(made, outline, kind)
        if grown is not None:
            made = grown
            placed.append(kind)
    if not placed:
        return None
    made = until_it_fits(made, outline) or made
    # Mending may have thrown out what it was for.
    whole = fit(made, outline).problem is None and all(_holds(made, kind) for kind in placed)
    return made if whole else None


def _with(design: Design, outline: Outline, kind: type[Layer]) -> Design | None:
    """The design with one more layer, as far down as it fits."""
    for place in range(len(design.layers), -1, -1):
        layers = (*design.layers[:place], kind(), *design.layers[place:])
        grown = replace(design, layers=layers)
        if _rows_fit(fit(grown, outline)):
            return grown
    return None


def _rows_fit(found: Fit) -> bool:
    """Whether all fits down to the loss, which may still ask for other outputs."""
    return found.problem is None or found.problem_row == len(found.rows)


def _holds(design: Design, kind: type[Layer]) -> bool:
    return any(type(layer) is kind for layer in design.layers)
