"""What the report says came of its networks: in figures where it gives any, else in words."""

from __future__ import annotations

from dataclasses import dataclass

from diynn.design.design import Design
from diynn.experiments.phrases import phrase
from diynn.storage.recipes import REPORT, built_in
from diynn.text import Text, percent

RANKING = ("simple-bce", "simple-mse", "deep-bce", "deep-mse")
"""The report's order of its auto-encoders of USPS, from the best to the worst."""
PLACES = (
    phrase("best of the four"), phrase("second of the four"), phrase("third of the four"),
    phrase("last of the four: it restores almost nothing"),
)  # fmt: skip
BCE_BETTER = phrase("BCE clearly better than MSE")

ACCURACIES: dict[str, tuple[float, float]] = {
    "usps-dense": (0.9787, 0.9172),
    "conv1d-2": (0.9374, 0.9018),
    "conv1d-3": (0.9487, 0.9122),
    "conv1d-1-500": (0.9927, 0.9471),
    "conv2d-1": (0.9525, 0.9162),
    "conv2d-2": (0.9564, 0.9148),
    "conv2d-3": (0.9539, 0.9147),
    "conv2d-2-500": (0.9839, 0.9412),
}
"""Of training and test, shares from 0 to 1, by the recipe."""
TEST_ACCURACIES = {"conv1d-1": 0.9267} | {name: test for name, (_, test) in ACCURACIES.items()}
"""Of the test alone, with the network for which the report gives no other."""

_IN_WORDS: dict[str, Text] = {
    "linear": phrase("a straight boundary, falling loss"),
    "two-layers": phrase("a curved boundary"),
    **{f"usps-{name}": place for name, place in zip(RANKING, PLACES, strict=True)},
    **{f"mnist-{name}": BCE_BETTER for name in RANKING},
}


@dataclass(frozen=True)
class Reported:
    """What the report tells of one network, in figures after so many epochs, in words after 0."""

    epochs: int
    words: Text


def reported(name: str) -> Text | None:
    """What the report tells of one of its recipes, such as “conv2d-1”; None where nothing."""
    if name not in TEST_ACCURACIES:
        return _IN_WORDS.get(name)
    test = percent(TEST_ACCURACIES[name])
    if name not in ACCURACIES:
        return phrase("test {test}", test=test)
    return phrase("train {train}, test {test}", train=percent(ACCURACIES[name][0]), test=test)


def reported_of(design: Design) -> list[Reported]:
    """What the report tells of the network of a design, whatever the design is called.

    It is the report's as long as it has the layers, the loss and the data of one of its recipes.
    """
    found = []
    for name in (*_IN_WORDS, *TEST_ACCURACIES):
        own, words = built_in(REPORT + name), reported(name)
        same = (own.layers, own.loss, own.view) == (design.layers, design.loss, design.view)
        if same and type(own.source) is type(design.source) and words is not None:
            epochs = own.run.epochs if name in TEST_ACCURACIES else 0
            found.append(Reported(epochs, words))
    return sorted(found, key=lambda one: one.epochs)
