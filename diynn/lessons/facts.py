"""What a lesson can ask about: a closed list of facts on a network, its training and its runs.

Rows and samples are counted from 1, places within an array from 0, as the window counts them. A
fact that is not known, such as a figure before the first epoch, is None.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.analysis.calculation import ExplainedStep, Trace, explain_step, trace
from diynn.analysis.pca import principal
from diynn.data.dataset import Dataset, Part, as_rows
from diynn.design.design import Design
from diynn.design.difference import differences
from diynn.lessons.paths import path_of, value_at
from diynn.network.metrics import Evaluation, class_probabilities, evaluate
from diynn.network.sequential import Sequential
from diynn.training.history import History
from diynn.training.past_settings import learnt_by
from diynn.training.timeline import Fork
from diynn.training.training import Training

Array = NDArray[Any]
Value = float | str | bool | None
Arguments = tuple[float | str, ...]

COUNT, SHARE, FIGURE, FLAG, TEXT = "count", "share", "figure", "flag", "text"
"""What a fact gives; the first three are numbers."""
PART = "part"
"""An argument: "train" or "test"."""
PATH = "setting"
"""An argument: the path of a setting, such as "optimizer.learning_rate" or "layers.1.outputs"."""
FIGURE_NAME = "figure"
"""An argument: the name of a figure of an epoch."""
ROW, SAMPLE, PLACE, WEIGHT, NUMBER, WORD = "row", "sample", "place", "weight", "number", "word"
MORE = "…"
"""After an argument: any number of them."""
FIGURES = ("train_loss", "test_loss", "train_accuracy", "test_accuracy", "validation_loss",
           "validation_accuracy")  # fmt: skip
SMALLER_IS_BETTER = ("train_loss", "test_loss", "validation_loss")
PROBED = 64
"""Samples that a gradient is taken of, evenly spread."""
NOISE_SEED = 5


@dataclass(frozen=True)
class PastRun:
    """One run of the list: what was decided, its curves, how many weights were typed, its id, and
    where it was branched off another one."""

    design: Design
    history: History
    by_hand: int = 0
    run_id: str = ""
    fork: Fork | None = None


def past_run(training: Training, history: History) -> PastRun:
    """A training as a run of the list, with its curves as far as they are known. What was decided
    after its last step is none of it."""
    design = learnt_by(training.past, training.design, training.seconds)[-1]
    timeline = training.timeline
    return PastRun(design, history, training.by_hand, timeline.run_id, timeline.fork)


@dataclass(frozen=True)
class Answered:
    """An answer that was given: what was typed, what was wanted at that moment, whether right."""

    value: float
    wanted: float
    right: bool


@dataclass(frozen=True)
class Predicted:
    """A prediction: a number, or the number of a choice from 1.

    `came` is the number of the right choice where that was decided at the moment of the
    prediction, as what the next step will do; 0 where only what follows decides it.
    """

    value: float
    came: int = 0


@dataclass(frozen=True, eq=False)
class State:
    """Everything that can be asked about, at one moment. Nothing in it changes.

    `weights` are those of the moment, a vector for `net`; `training` is looked at for the next step
    alone, and must be at rest. `baseline` is the design that the lesson began with.
    """

    design: Design
    baseline: Design
    net: Sequential | None = None
    weights: Array | None = None
    data: Dataset | None = None
    training: Training | None = None
    history: History = field(default_factory=History)
    steps: int = 0
    best_epoch: int = 0
    best_weights: Array | None = None
    by_hand: int = 0
    runs: tuple[PastRun, ...] = ()
    checked: bool = False
    """Whether the gradients of this network have been checked, to the end."""
    right: bool = False
    """Whether that check found nothing wrong."""
    fault_named: bool = False
    fork: Fork | None = None
    """Where the training was branched off another one."""
    answers: Mapping[str, Answered] = field(default_factory=dict)
    predictions: Mapping[str, Predicted] = field(default_factory=dict)
    _known: dict[object, Any] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, training: Training, baseline: Design, **more: Any) -> State:
        """That of a training at rest; what belongs to the lesson comes by name."""
        return cls(
            training.design, baseline, training.net, training.net.weight_vector.copy(),
            training.data, training, training.history[:],
            training.epoch * training.steps + training.step, training.best_epoch,
            training.best_weights, training.by_hand, fork=training.timeline.fork, **more,
        )  # fmt: skip

    def look_up(self, fact: Fact, arguments: Arguments) -> Value:
        """What a fact says; found once. What the network does not have is None."""
        key = (fact.name, arguments)
        if key not in self._known:
            try:
                found = fact.of(self, *arguments)
            except (LookupError, ValueError, TypeError):
                # No such row, place or sample in this network.
                found = None
            if isinstance(found, float) and not math.isfinite(found):
                found = None
            self._known[key] = found
        known: Value = self._known[key]
        return known

    def once(self, key: object, make: Callable[[], Any]) -> Any:
        """What `make` gives, made once."""
        if key not in self._known:
            self._known[key] = make()
        return self._known[key]


@dataclass(frozen=True)
class Fact:
    """One thing that can be asked: its name, its words in a sentence, what it gives and takes."""

    name: str
    words: str
    gives: str
    of: Callable[..., Value]
    takes: tuple[str, ...] = ()

    def takes_these(self, arguments: Sequence[float | str]) -> bool:
        """Whether these are arguments of the right number and kinds."""
        takes = self.takes
        if takes and takes[-1] == MORE:
            repeated = takes[-2]
            takes = (*takes[:-2], *(repeated,) * max(len(arguments) - len(takes) + 2, 1))
        return len(arguments) == len(takes) and all(
            _is_argument(kind, value) for kind, value in zip(takes, arguments, strict=True)
        )

    @property
    def usage(self) -> str:
        """How it is written: output(part, sample, row, place…)."""
        inside = ", ".join(self.takes).replace(f", {MORE}", MORE)
        return f"{self.name}({inside})" if inside else self.name


def _is_argument(kind: str, value: float | str) -> bool:
    if kind == PART:
        return value in ("train", "test")
    if kind == PATH:
        return isinstance(value, str) and path_of(value) is not None
    if kind == FIGURE_NAME:
        return value in FIGURES
    if kind in (WEIGHT, WORD):
        return isinstance(value, str) and bool(value)
    if isinstance(value, str):
        return False
    if kind == NUMBER:
        return True
    return float(value).is_integer() and value >= (0 if kind == PLACE else 1)


# Figures of the curves


def _figure(name: str) -> Callable[[State], Value]:
    def found(state: State) -> Value:
        return _last(state.history, name)

    return found


def _last(history: History, name: str) -> Value:
    return float(history.column(name)[-1]) if len(history) else None


def _best(history: History, name: str) -> Value:
    values = history.column(name)
    values = values[np.isfinite(values)]
    if not len(values):
        return None
    return float(values.min() if name in SMALLER_IS_BETTER else values.max())


def _gap(name: str) -> Callable[[State], Value]:
    """How far the training figure is better than that of the test part."""

    def found(state: State) -> Value:
        train, test = (_last(state.history, f"{part}_{name}") for part in ("train", "test"))
        if not isinstance(train, float) or not isinstance(test, float):
            return None
        return train - test if name == "accuracy" else test - train

    return found


def _at_best(state: State) -> bool:
    best, now = state.best_weights, state.weights
    return best is not None and now is not None and np.array_equal(best, now)


# Figures of the moment


def _now(state: State, part: str) -> Evaluation:
    def make() -> Evaluation:
        if state.net is None or state.data is None:
            return Evaluation(None, None)
        samples: Part = getattr(state.data, part)
        return evaluate(state.net, samples, state.design.loss, state.weights)

    found: Evaluation = state.once(("evaluation", part), make)
    return found


# The network


def _layer(state: State, row: float) -> str:
    return state.design.layers[_index(row)].name()


def _index(number: float) -> int:
    """A row or a sample, counted from 1, as Python counts."""
    if number < 1:
        raise LookupError(number)
    return int(number) - 1


def _outputs(state: State, row: float) -> Value:
    if state.net is None:
        return None
    return math.prod(state.net.shapes[_index(row) + 1])


def _weight_array(state: State, row: float, name: str, vector: Array | None) -> Array:
    if state.net is None or vector is None:
        raise LookupError(name)
    return state.net.layout.by_key(vector)[f"{_index(row)}.{name}"]


def _at(values: Array, place: Sequence[float]) -> float:
    if len(place) != values.ndim or not all(
        0 <= at < size for at, size in zip(place, values.shape, strict=True)
    ):
        raise LookupError(place)
    return float(values[tuple(int(at) for at in place)])


def _weight(state: State, row: float, name: str, *place: float) -> Value:
    return _at(_weight_array(state, row, name, state.weights), place)


def _weight_size(state: State, row: float) -> Value:
    if state.net is None or state.weights is None:
        return None
    parts = state.net.layout.learnt_in(_index(row), state.weights)
    return float(np.sqrt(np.mean(np.concatenate([part.ravel() for part in parts]) ** 2)))


def _gradient_size(state: State, row: float) -> Value:
    """The root mean square of a row's gradients over some samples of the training part."""
    if state.net is None:
        return None

    def make() -> Array:
        assert state.net is not None
        assert state.data is not None
        part = state.data.train
        places = np.linspace(0, len(part) - 1, min(PROBED, len(part))).astype(np.intp)
        found = trace(state.net, part.x[places], part.targets[places], state.design.loss,
                      weights=state.weights)  # fmt: skip
        return found.gradient(state.net.layout)

    gradient = state.once("gradient", make)
    parts = state.net.layout.learnt_in(_index(row), gradient)
    return float(np.sqrt(np.mean(np.concatenate([part.ravel() for part in parts]) ** 2)))


# What was decided


def _setting(state: State, path: str) -> Value:
    return value_at(state.design, path)


def _word_at(state: State, path: str) -> Value:
    found = value_at(state.design, path)
    return found if isinstance(found, str) else None


def _changes(state: State) -> dict[str, None]:
    """The paths of the settings that are not as at the start of the lesson."""
    found = differences([state.baseline, state.design])
    return dict.fromkeys(
        one.part if one.setting is None else f"{one.part}.{one.setting.name}" for one in found
    )


def _changed(state: State, path: str) -> bool:
    return any(f"{one}.".startswith(f"{path}.") for one in _changes(state))


def _rows_of(state: State, kind: str) -> int:
    return sum(layer.name() == kind for layer in state.design.layers)


# The next step


def _next(state: State) -> ExplainedStep:
    def make() -> ExplainedStep:
        training, weights = state.training, state.weights
        if training is None or weights is None or not np.array_equal(
            training.net.weight_vector, weights
        ):
            raise LookupError("the training has gone on")
        return explain_step(training)

    found: ExplainedStep = state.once("next step", make)
    return found


def _next_weight(state: State, row: float, name: str, *place: float) -> Value:
    return _at(_weight_array(state, row, name, _next(state).after), place)


def _next_gradient(state: State, row: float, name: str, *place: float) -> Value:
    return _at(_weight_array(state, row, name, _next(state).gradient), place)


# One sample


def _trace(state: State, part: str, sample: float) -> Trace:
    at = _index(sample)

    def make() -> Trace:
        if state.net is None or state.data is None:
            raise LookupError(part)
        samples: Part = getattr(state.data, part)
        if at >= len(samples):
            raise LookupError(sample)
        place = slice(at, at + 1)
        return trace(state.net, samples.x[place], samples.targets[place], state.design.loss,
                     weights=state.weights)  # fmt: skip

    found: Trace = state.once(("trace", part, at), make)
    return found


def _input(state: State, part: str, sample: float, *place: float) -> Value:
    return _at(_trace(state, part, sample).x[0], place)


def _output(state: State, part: str, sample: float, row: float, *place: float) -> Value:
    return _at(_trace(state, part, sample).rows[_index(row)].y[0], place)


def _delta(state: State, part: str, sample: float, row: float, *place: float) -> Value:
    return _at(_trace(state, part, sample).rows[_index(row)].dx[0], place)


def _loss_gradient(state: State, part: str, sample: float, *place: float) -> Value:
    return _at(_trace(state, part, sample).compared.dy[0], place)


def _sample_weight_gradient(
    state: State, part: str, sample: float, row: float, name: str, *place: float
) -> Value:
    return _at(_trace(state, part, sample).rows[_index(row)].gradients[name], place)


def _sample_loss(state: State, part: str, sample: float) -> Value:
    return _trace(state, part, sample).loss


def _probability(state: State, part: str, sample: float, number: float) -> Value:
    y = _trace(state, part, sample).compared.y
    return _at(class_probabilities(y.reshape(1, -1), state.design.loss)[0], (_index(number),))


# Runs


def _tried(state: State, path: str) -> int:
    trained = (run for run in state.runs if len(run.history))
    return len({value_at(run.design, path) for run in trained})


def _best_setting(state: State, path: str, name: str) -> Value:
    known = [(value, run) for run in state.runs
             if isinstance(value := _last(run.history, name), float) and math.isfinite(value)]
    if not known:
        return None
    sign = -1 if name in SMALLER_IS_BETTER else 1
    return value_at(max(known, key=lambda one: sign * one[0])[1].design, path)


def _run_figure(state: State, path: str, wanted: float | str, name: str) -> Value:
    """The figure of the last run with that value of a setting."""
    for run in reversed(state.runs):
        value = value_at(run.design, path)
        same = value == wanted or (
            isinstance(value, float) and isinstance(wanted, int | float)
            and math.isclose(value, wanted, rel_tol=1e-6)
        )  # fmt: skip
        if same and len(run.history):
            return _last(run.history, name)
    return None


def _run_gap(state: State, name: str) -> Value:
    found = [value for run in state.runs
             if isinstance(value := _last(run.history, name), float) and math.isfinite(value)]
    return max(found) - min(found) if found else None


def _seeds(state: State, name: str, least: float) -> int:
    """The seeds with which these layers came so far."""
    good = set()
    for run in state.runs:
        best = _best(run.history, name)
        if run.design.layers == state.design.layers and isinstance(best, float):
            if (best <= least) if name in SMALLER_IS_BETTER else (best >= least):
                good.add(run.design.run.seed)
    return len(good)


def _branch_epoch(state: State) -> Value:
    return None if state.fork is None else state.fork.place.epoch


def _branch_distance(state: State) -> Value:
    """Epochs between the place of the branch and the lowest test loss of its parent."""
    fork = state.fork
    parents = [run for run in state.runs if fork is not None and run.run_id == fork.parent]
    if fork is None or not parents or not len(parents[0].history):
        return None
    return abs(fork.place.epoch - lowest_epoch(parents[0].history))


def lowest_epoch(history: History) -> int:
    """The epoch with the lowest test loss; ValueError where there is none."""
    return int(np.nanargmin(history.column("test_loss"))) + 1


# Codes and noise


def _code_size(state: State) -> Value:
    if state.net is None or not state.design.reconstructs:
        return None
    return min(math.prod(shape) for shape in state.net.shapes)


def _pca_loss(state: State, components: float) -> Value:
    """The mean squared error on the test part of as many principal components."""
    data = state.data
    if data is None or components < 1:
        return None
    axes = state.once("principal", lambda: principal(data.train.x))
    return float(np.mean(axes.squared_errors(data.test.x, int(components))))


def _spoilt(state: State, strength: float) -> tuple[Array, Array]:
    assert state.data is not None
    clean = state.data.test.x
    noise = np.random.default_rng(NOISE_SEED).standard_normal(clean.shape, np.float32)
    return clean, clean + np.float32(strength) * noise


def _noisy_loss(state: State, strength: float) -> Value:
    """The mean squared error of doing nothing."""
    if state.data is None:
        return None
    clean, spoilt = _spoilt(state, strength)
    return float(np.mean((spoilt - clean) ** 2, dtype=np.float64))


def _restored_loss(state: State, strength: float) -> Value:
    """The mean squared error of what the network makes of noisy samples."""
    if state.data is None or state.net is None or not state.design.reconstructs:
        return None
    clean, spoilt = _spoilt(state, strength)
    made = state.net.predict(spoilt, state.weights)
    return float(np.mean((as_rows(made) - as_rows(clean)) ** 2, dtype=np.float64))


FACTS: Mapping[str, Fact] = {fact.name: fact for fact in (
    Fact("epoch", "epochs trained", COUNT, lambda state: len(state.history)),
    Fact("steps", "steps taken", COUNT, lambda state: state.steps),
    Fact("train_loss", "training loss", FIGURE, _figure("train_loss")),
    Fact("test_loss", "test loss", FIGURE, _figure("test_loss")),
    Fact("train_accuracy", "training accuracy", SHARE, _figure("train_accuracy")),
    Fact("test_accuracy", "test accuracy", SHARE, _figure("test_accuracy")),
    Fact("best_test_accuracy", "best test accuracy so far", SHARE,
         lambda state: _best(state.history, "test_accuracy")),
    Fact("lowest_test_loss", "lowest test loss so far", FIGURE,
         lambda state: _best(state.history, "test_loss")),
    Fact("loss_gap", "test loss less training loss", FIGURE, _gap("loss")),
    Fact("accuracy_gap", "training accuracy less test accuracy", SHARE, _gap("accuracy")),
    Fact("best_epoch", "epoch with the best weights", COUNT, lambda state: state.best_epoch),
    Fact("at_best", "the best weights are in the network", FLAG, _at_best),
    Fact("loss_now", "loss of these weights", FIGURE,
         lambda state, part: _now(state, part).loss, (PART,)),
    Fact("accuracy_now", "accuracy of these weights", SHARE,
         lambda state, part: _now(state, part).accuracy, (PART,)),
    Fact("weights", "weights", COUNT,
         lambda state: None if state.net is None else state.net.weight_count),
    Fact("rows", "rows in the stack", COUNT, lambda state: len(state.design.layers)),
    Fact("rows_of", "rows of that kind", COUNT, _rows_of, (WORD,)),
    Fact("layer", "kind of that row", TEXT, _layer, (ROW,)),
    Fact("outputs", "values that the row gives", COUNT, _outputs, (ROW,)),
    Fact("setting", "the setting", FIGURE, _setting, (PATH,)),
    Fact("choice", "the choice", TEXT, _word_at, (PATH,)),
    Fact("changed", "it was changed", FLAG, _changed, (PATH,)),
    Fact("changes", "settings changed", COUNT, lambda state: len(_changes(state))),
    Fact("weight", "the weight", FIGURE, _weight, (ROW, WEIGHT, PLACE, MORE)),
    Fact("weight_size", "size of the row’s weights", FIGURE, _weight_size, (ROW,)),
    Fact("gradient_size", "size of the row’s gradients", FIGURE, _gradient_size, (ROW,)),
    Fact("typed", "weights typed by hand", COUNT, lambda state: state.by_hand),
    Fact("next_weight", "the weight after the next step", FIGURE, _next_weight,
         (ROW, WEIGHT, PLACE, MORE)),
    Fact("next_gradient", "the gradient of the next step", FIGURE, _next_gradient,
         (ROW, WEIGHT, PLACE, MORE)),
    Fact("input", "a value of the sample", FIGURE, _input, (PART, SAMPLE, PLACE, MORE)),
    Fact("output", "an output of the row", FIGURE, _output, (PART, SAMPLE, ROW, PLACE, MORE)),
    Fact("delta", "the gradient for an input of the row", FIGURE, _delta,
         (PART, SAMPLE, ROW, PLACE, MORE)),
    Fact("loss_gradient", "the gradient of the loss for an output", FIGURE, _loss_gradient,
         (PART, SAMPLE, PLACE, MORE)),
    Fact("weight_gradient", "the sample’s gradient for the weight", FIGURE,
         _sample_weight_gradient, (PART, SAMPLE, ROW, WEIGHT, PLACE, MORE)),
    Fact("sample_loss", "loss of the sample", FIGURE, _sample_loss, (PART, SAMPLE)),
    Fact("probability", "probability of the class", SHARE, _probability, (PART, SAMPLE, NUMBER)),
    Fact("runs", "runs trained", COUNT, lambda state: sum(bool(one.history) for one in state.runs)),
    Fact("values_tried", "values tried", COUNT, _tried, (PATH,)),
    Fact("best_setting", "setting of the best run", FIGURE, _best_setting, (PATH, FIGURE_NAME)),
    Fact("run_figure", "figure of the run with that setting", FIGURE, _run_figure,
         (PATH, NUMBER, FIGURE_NAME)),
    Fact("run_gap", "distance between the runs", FIGURE, _run_gap, (FIGURE_NAME,)),
    Fact("seeds_reaching", "seeds that reached it", COUNT, _seeds, (FIGURE_NAME, NUMBER)),
    Fact("gradient_checked", "the gradients were checked", FLAG, lambda state: state.checked),
    Fact("gradients_right", "all gradients are right", FLAG,
         lambda state: state.checked and state.right),
    Fact("fault", "there is a fault in the gradients", FLAG,
         lambda state: bool(state.design.fault)),
    Fact("fault_named", "the fault was named", FLAG, lambda state: state.fault_named),
    Fact("branches", "branches of the training", COUNT,
         lambda state: sum(run.fork is not None for run in state.runs)),
    Fact("branch_epoch", "epoch at which it was branched off", COUNT, _branch_epoch),
    Fact("branch_distance", "epochs between the branch and the lowest test loss", COUNT,
         _branch_distance),
    Fact("predicted", "it was predicted", FLAG, lambda state, key: key in state.predictions,
         (WORD,)),
    Fact("answered", "it was answered", FLAG,
         lambda state, key: key in state.answers and state.answers[key].right, (WORD,)),
    Fact("code_size", "values of the code", COUNT, _code_size),
    Fact("pca_loss", "mean squared error of PCA", FIGURE, _pca_loss, (NUMBER,)),
    Fact("noisy_loss", "mean squared error of doing nothing", FIGURE, _noisy_loss, (NUMBER,)),
    Fact("restored_loss", "mean squared error of the restored", FIGURE, _restored_loss,
         (NUMBER,)),
)}  # fmt: skip
"""All facts by their names; a lesson that asks for another is refused."""
