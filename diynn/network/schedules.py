"""How the learning rate changes in the course of a training."""

from __future__ import annotations

import math
from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, ClassVar, NamedTuple

from diynn.settings import RARE, Declared, Range

Smallest = Annotated[
    float,
    Range(0.0, 1.0, logarithmic=True),
    "What is left of the learning rate at the end, as a share",
]
WarmUp = Annotated[
    float,
    Range(0.0, 1_000_000.0),
    "Epochs at the start in which the rate rises evenly to its full height",
]


class Place(NamedTuple):
    """A step's place in its run: its number from 0, the steps in an epoch, the epochs, and how
    often the loss has stopped falling (see `Schedule.observe`)."""

    step: int
    steps: int
    epochs: int
    rests: int = 0


class Waiting(NamedTuple):
    """The state of a loss: the least so far, the epochs since, how often it rested."""

    least: float = math.inf
    epochs: int = 0
    rests: int = 0


@dataclass(frozen=True)
class Schedule(Declared):
    """A rule for the learning rate of each step, as a share of the optimizer's own.

    It depends on nothing but the place in the run and the curves, so a run that is resumed goes on
    exactly, and another schedule or learning rate applies at the next step.
    """

    @property
    def steady(self) -> bool:
        """Whether the rate is always the optimizer's own."""
        return False

    @abstractmethod
    def factor(self, place: Place) -> float:
        """What the learning rate of the step at `place` is multiplied by."""

    def observe(self, losses: Iterable[float], before: Waiting | None = None) -> Waiting:
        """What the losses of further epochs say, after what was known `before`."""
        return before or Waiting()


@dataclass(frozen=True)
class _WarmedUp(Schedule):
    """A schedule that may begin with a rise."""

    warm_up: WarmUp = 0.0

    def factor(self, place: Place) -> float:
        rising = round(self.warm_up * place.steps)
        if place.step < rising:
            return (place.step + 1) / (rising + 1)
        return self._after(place._replace(step=place.step - rising), rising)

    @abstractmethod
    def _after(self, place: Place, rising: int) -> float:
        """The same once `rising` steps of warming up are over; `place` counts from there."""


@dataclass(frozen=True)
class Constant(_WarmedUp):
    """The learning rate stays as it is, after a warm-up where one is wanted."""

    formula: ClassVar[tuple[str, ...]] = (r"\eta_t = \eta",)

    @property
    def steady(self) -> bool:
        return self.warm_up == 0

    def _after(self, place: Place, rising: int) -> float:
        return 1.0


@dataclass(frozen=True)
class StepDecay(_WarmedUp):
    """The learning rate is multiplied by a factor every so many epochs, as PyTorch's StepLR does.

    Epochs of a warm-up do not count.
    """

    formula: ClassVar[tuple[str, ...]] = (r"\eta_t = \eta\;b^{\lfloor e / n \rfloor}",)

    every: Annotated[int, Range(1, 1_000_000), "Epochs from one fall to the next"] = 10
    by: Annotated[float, Range(0.0, 1.0), "What the rate is multiplied by at each fall"] = 0.5

    def _after(self, place: Place, rising: int) -> float:
        return float(self.by ** (place.step // (place.steps * self.every)))


@dataclass(frozen=True)
class Cosine(_WarmedUp):
    """The learning rate falls along half a cosine, slowly, fast, slowly, to the end of the run.

    smallest + (1 − smallest) (1 + cos(π t / T)) / 2 at step t of the T after the warm-up: PyTorch's
    CosineAnnealingLR, taken at every step.
    """

    formula: ClassVar[tuple[str, ...]] = (
        r"\eta_t = \eta \left( s + (1 - s)\,\frac{1 + \cos(\pi\,t / T)}{2} \right)",
    )

    smallest: Smallest = 0.0

    def _after(self, place: Place, rising: int) -> float:
        total = max(place.steps * place.epochs - rising, 1)
        share = min(place.step / total, 1.0)
        return self.smallest + (1 - self.smallest) * (1 + math.cos(math.pi * share)) / 2


@dataclass(frozen=True)
class OneCycle(Schedule):
    """The learning rate rises along a cosine from a small one to its full height, then falls to
    almost nothing at the last step.

    L. Smith, 2018; PyTorch's OneCycleLR, without a cycle of the momentum.
    """

    formula: ClassVar[tuple[str, ...]] = (
        (r"\eta_t = \eta \cdot \begin{cases} c(f,\,1,\,\frac{t}{r T}) &\quad t \leq r T \\ "
        r"c(1,\,s,\,\frac{t - r T}{T - r T}) &\quad t > r T \end{cases}"),
        r"c(a,\,b,\,u) = b + (a - b)\,\frac{1 + \cos \pi u}{2}",
    )

    rise: Annotated[float, Range(0.01, 0.99), "Share of the run in which the rate rises"] = 0.3
    first: Annotated[
        float, Range(0.0001, 1.0, logarithmic=True), "The first rate, as a share of the full one"
    ] = 0.04
    smallest: Smallest = 4e-6

    def factor(self, place: Place) -> float:
        last = place.steps * place.epochs - 1
        top = self.rise * (last + 1) - 1
        if top > 0 and place.step <= top:
            return _along_cosine(self.first, 1.0, place.step / top)
        top = max(top, 0.0)
        share = (place.step - top) / (last - top) if last > top else 1.0
        return _along_cosine(1.0, self.smallest, min(share, 1.0))


def _along_cosine(start: float, end: float, share: float) -> float:
    return end + (start - end) * (1 + math.cos(math.pi * share)) / 2


@dataclass(frozen=True)
class OnPlateau(_WarmedUp):
    """The learning rate falls whenever the loss has not become smaller for some epochs.

    It looks at the loss of the validation part, where there is one, else at that of the training,
    never at the test part. PyTorch's ReduceLROnPlateau.
    """

    formula: ClassVar[tuple[str, ...]] = (r"\eta_t = \eta\;b^{k}",)

    patience: Annotated[
        int, Range(0, 1_000_000), "Epochs without a smaller loss that are waited for"
    ] = 10
    by: Annotated[float, Range(0.0, 1.0), "What the rate is multiplied by at each fall"] = 0.1
    threshold: Annotated[
        float, Range(0.0, 1.0), "Share by which the loss must fall to count as smaller", RARE
    ] = 1e-4

    def _after(self, place: Place, rising: int) -> float:
        return float(self.by**place.rests)

    def observe(self, losses: Iterable[float], before: Waiting | None = None) -> Waiting:
        least, epochs, rests = before or Waiting()
        for loss in losses:
            if loss < least * (1 - self.threshold) or loss < least == math.inf:
                least, epochs = loss, 0
            else:
                epochs += 1
            if epochs > self.patience:
                epochs, rests = 0, rests + 1
        return Waiting(least, epochs, rests)


PREVIEW = 240
"""Places at which a curve of factors is looked at, at least."""


def preview(schedule: Schedule, epochs: int) -> list[float]:
    """The factors in the course of a run of so many epochs, evenly, whatever its steps.

    What depends on the loss is left out: it is not known yet when that stops falling.
    """
    steps = -(-PREVIEW // epochs)
    total = steps * epochs
    every = max(total // PREVIEW, 1)
    places = (Place(step, steps, epochs) for step in range(0, total, every))
    return [schedule.factor(place) for place in places]


SCHEDULES: tuple[type[Schedule], ...] = (Constant, StepDecay, Cosine, OneCycle, OnPlateau)
