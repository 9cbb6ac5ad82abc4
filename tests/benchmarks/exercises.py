"""The figures of the guide's exercises, measured again: python tests/benchmarks/exercises.py [N …].

Each line is a training as the exercise asks for it, with the seed of its template. Chapter 14 of
docs/guide tells what is printed here; all of it takes some minutes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from diynn.data.sources import Circles, Moons
from diynn.design.design import Design
from diynn.layers import Linear, Tanh
from diynn.storage.recipes import recipe
from diynn.training.training import Training, train


def outputs(design: Design, row: int, count: int) -> Design:
    """The design with so many outputs of the Linear in that row."""
    layers = list(design.layers)
    layers[row] = replace(layers[row], outputs=count)
    return replace(design, layers=tuple(layers))


def epochs(design: Design, count: int) -> Design:
    """The design trained for so many epochs."""
    return replace(design, run=replace(design.run, epochs=count))


def exercise_1() -> Iterator[tuple[str, Design]]:
    """What a line can do."""
    line = recipe("linear")
    yield "linear data", line
    yield "moons", replace(line, source=Moons())
    yield "circles", replace(line, source=Circles())


def exercise_2() -> Iterator[tuple[str, Design]]:
    """Folds."""
    moons = recipe("moons")
    for count in (1, 2, 3, 5, 50):
        yield f"{count} outputs", outputs(moons, 0, count)
    bare = tuple(layer for layer in moons.layers if not isinstance(layer, Tanh))
    yield "without Tanh", replace(moons, layers=bare)


def exercise_3() -> Iterator[tuple[str, Design]]:
    """The length of a step."""
    moons = epochs(recipe("moons"), 30)
    for rate in (0.0003, 0.003, 0.03, 0.3, 3.0, 30.0):
        yield f"rate {rate:g}", replace(
            moons, optimizer=replace(moons.optimizer, learning_rate=rate)
        )


def exercise_4() -> Iterator[tuple[str, Design]]:
    """Learning by heart."""
    moons = recipe("moons")
    for samples, length in ((60, 1000), (2000, 200)):
        data = replace(moons.source, samples=samples, noise=0.3)
        yield f"{samples} samples", epochs(replace(moons, source=data), length)


def exercise_5() -> Iterator[tuple[str, Design]]:
    """Pixels that are neighbours."""
    for name in ("digits-dense", "digits-conv1d", "digits-conv2d"):
        yield name, epochs(recipe(name), 20)


def exercise_6() -> Iterator[tuple[str, Design]]:
    """How little is enough."""
    coder = recipe("digits-autoencoder")
    linear = [row for row, layer in enumerate(coder.layers) if isinstance(layer, Linear)]
    row = min(linear, key=lambda one: coder.layers[one].outputs)
    for count in (2, 12, 32):
        yield f"code of {count}", outputs(coder, row, count)


EXERCISES = (exercise_1, exercise_2, exercise_3, exercise_4, exercise_5, exercise_6)


def main(numbers: list[int]) -> None:
    """Train what these exercises ask for, all where none is named."""
    for number in numbers or range(1, len(EXERCISES) + 1):
        exercise = EXERCISES[number - 1]
        print(f"{number}. {exercise.__doc__}")
        for label, design in exercise():
            training = Training(design, design.source.load())
            for _ in train(training):
                pass
            last = training.history[-1]
            best = min(training.history, key=lambda report: report.test_loss)
            text = f"loss {last.train_loss:.4g}, test {last.test_loss:.4g}"
            text += f", least {best.test_loss:.4g} at {best.epoch}"
            if last.test_accuracy is not None and last.train_accuracy is not None:
                text += f"; right: train {last.train_accuracy:.2%}, test {last.test_accuracy:.2%}"
            print(f"   {label}: {training.net.weight_count} weights, {text}", flush=True)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]])
