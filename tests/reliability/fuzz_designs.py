"""Build designs by chance, settings at their ends; each has to train or say why it cannot.

    python tests/reliability/fuzz_designs.py --cases 10000 --seed 1 --out FILE.json [--resume]
    python tests/reliability/fuzz_designs.py --seed 1 --case 4711 --out FOLDER   repeats one

Each design is checked (fit, advice, ways out), kept as a recipe and read again, trained for a few
steps on a few samples, saved in the middle of an epoch, opened and trained on. Passes:
DiynnError, among them Diverged where numbers run away, or numbers that are finite and the same
after opening. A design that needs more memory than the machine has is refused before it is taken.
"""

from __future__ import annotations

import itertools
import json
import math
import os
import random
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import endurance
import numpy as np
from endurance import Unsound

from diynn.data.augmentation import Augmentation
from diynn.data.dataset import Dataset, Part
from diynn.data.sources import SOURCES, Painted, UserFile
from diynn.data.sources.drawn_points import CLASSES, Point
from diynn.data.sources.source import Outline, outline_of
from diynn.design.advice import advice
from diynn.design.design import (
    Design,
    Fit,
    Run,
    View,
    design_from_record,
    design_to_record,
    fit,
    wanted_outputs,
)
from diynn.design.fixes import mends
from diynn.errors import Diverged, DiynnError
from diynn.layers import LAYERS, Flatten, Linear
from diynn.layers.layer import Layer
from diynn.network.losses import LOSSES
from diynn.network.optimizers import OPTIMIZERS
from diynn.network.schedules import SCHEDULES
from diynn.settings import OneOf, Range, Setting, settings_of
from diynn.storage.model_file import load, resumed, save, save_recipe, snapshot
from diynn.training.replay import at_best
from diynn.training.reports import EpochReport
from diynn.training.training import Training, train

TRAINED_WEIGHTS = 200_000
TRAINED_VALUES = 2_000_000
"""Values of all outputs of a batch: designs with more are only checked, not trained."""
BEYOND = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
"""Weights that take twice the machine's memory: such a network has to be refused."""
SAMPLES = 48


def value(setting: Setting, chance: random.Random, wild: float) -> Any:
    """A value within the limits: at their ends, near them, the usual one, or any."""
    limits = setting.limits
    if chance.random() > wild:
        return setting.default
    if isinstance(limits, OneOf):
        return chance.choice(limits.choices)
    if setting.kind is bool:
        return chance.random() < 0.5
    if setting.kind is tuple:
        one = replace(setting, kind=int, default=setting.default[0])
        return value(one, chance, wild), value(one, chance, wild)
    if isinstance(limits, Range):
        low, high = limits.low, limits.high
        if chance.random() < 0.25:
            return setting.kind(chance.choice((low, high)))
        if limits.logarithmic or high > 100 * max(low, 1):
            found = math.exp(chance.uniform(math.log(max(low, 1e-9)), math.log(high)))
        else:
            found = chance.uniform(low, high)
        if chance.random() < 0.6 and setting.kind is int:
            found = low + chance.randrange(8)
        return min(max(setting.kind(found), low), high)
    return chance.choice(("", "x", setting.default))


def made(kind: type[Any], chance: random.Random, wild: float = 0.5) -> Any:
    values = {one.name: value(one, chance, wild) for one in settings_of(kind)}
    return kind(**values)


def source_of(chance: random.Random, folder: Path) -> Any:
    kind = chance.choice([kind for kind in SOURCES if not kind.download or chance.random() < 0.1])
    if kind is UserFile:
        return UserFile(path=str(chance.choice(sorted(folder.glob("*.csv")))))
    if kind is Painted:
        count = chance.choice((0, 1, 2, 3, 8, 30))
        far = chance.choice((1, 1, 1e-20, 1e6, 1e30))
        points = [
            Point(
                far * chance.uniform(-1, 1),
                far * chance.uniform(-1, 1),
                chance.randrange(len(CLASSES)),
            )
            for _ in range(count)
        ]
        return Painted().with_points(points)
    source = made(kind, chance)
    if any(one.name == "samples" for one in settings_of(kind)):
        source = replace(source, samples=chance.choice((20, 21, 60, 200)))
    return source


def layers_for(design: Design, outline: Outline, chance: random.Random) -> tuple[Layer, ...]:
    """Layers most of which fit on each other, with the outputs at the end that are wanted."""
    layers: tuple[Layer, ...] = ()
    for _ in range(chance.choice((0, 1, 1, 2, 3, 5, 9))):
        for _ in range(4):
            grown = (*layers, made(chance.choice(LAYERS), chance, chance.choice((0.1, 0.5))))
            found = fit(replace(design, layers=grown), outline)
            if found.problem is None or found.problem_row == len(found.rows):
                layers = grown
                break
    found = fit(replace(design, layers=layers), outline)
    if chance.random() < 0.9:
        outputs = min(max(wanted_outputs(design, outline), 1), 65536)
        last: tuple[Layer, ...] = (Linear(outputs=outputs),)
        layers += last if len(found.output_shape or ()) == 1 else (Flatten(), *last)
        if chance.random() < 0.3:
            layers += (made(chance.choice(LAYERS), chance, 0.3),)
    return layers


def design_of(chance: random.Random, folder: Path) -> Design:
    wild = chance.choice((0.0, 0.1, 0.5))
    design = Design(
        source=source_of(chance, folder),
        view=made(View, chance, 0.4),
        loss=made(chance.choice(LOSSES), chance),
        optimizer=made(chance.choice(OPTIMIZERS), chance, wild),
        run=made(Run, chance, wild),
        schedule=made(chance.choice(SCHEDULES), chance, chance.choice((0, 0.5))),
        augmentation=made(Augmentation, chance, chance.choice((0, 0, 0.5))),
        title=chance.choice(("", "a", "{x}", "\ud800", "<b>")),
    )
    outline = design.source.outline()
    if chance.random() < 0.01:
        # Far too large, or far too deep.
        tall = chance.choice(
            ((Linear(65536),) * 9, (Linear(4), Flatten()) * 800, (Linear(65536), Linear(1)))
        )
        return replace(design, layers=tall)
    if outline is None or chance.random() < 0.1:
        return replace(
            design,
            layers=tuple(made(chance.choice(LAYERS), chance) for _ in range(chance.randrange(6))),
        )
    return replace(design, layers=layers_for(design, outline, chance))


@dataclass
class DesignCase:
    """One design."""

    design: Design
    folder: Path
    chance: random.Random
    data: dict[Any, Dataset]
    kind: str = "checked"
    memory: int = 300 * 2**20

    def ready(self) -> None:
        """What was loaded once stays: only the digits take time."""

    def keep(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        save_recipe(folder / "design.json", self.design)

    def run(self) -> int:
        design, chance = self.design, self.chance
        record = json.loads(json.dumps(design_to_record(design)))
        if design_from_record(record) != design:
            raise Unsound("another design after it was kept")
        outline = design.source.outline()
        self.check(design, outline)
        if design.source.download:
            return 0
        dataset = few(self.loaded(design.source))
        outline = outline_of(dataset)
        found = self.check(design, outline)
        if found.problem is not None:
            for _ in range(len(design.layers) + 6):
                ways = mends(design, outline)
                for way in ways:
                    if not way.text():
                        raise Unsound("a way out without words")
                if not ways:
                    break
                design = chance.choice(ways).design if chance.random() < 0.2 else ways[0].design
            found = self.check(design, outline)
            if found.problem is not None:
                raise found.problem
        self.train(design, dataset, found)
        return sum(part.x.nbytes for part in (dataset.train, dataset.test))

    def loaded(self, source: Any) -> Dataset:
        if type(source).__name__ != "Digits":
            return source.load()
        return self.data.setdefault(source, source.load())

    def check(self, design: Design, outline: Outline | None) -> Fit:
        for one in advice(design, outline):
            if not one.text() or not -2 <= one.row <= len(design.layers) + 1:
                raise Unsound("advice without words or place")
        if outline is None:
            return Fit(None, ())
        found = fit(design, outline)
        if found.problem is not None:
            str(found.problem)
        elif len(found.rows) != len(design.layers) or found.output_shape is None:
            raise Unsound("a fit without shapes")
        return found

    def train(self, design: Design, dataset: Dataset, found: Fit) -> None:
        batch = min(design.run.batch_size, SAMPLES)
        shapes = [found.input_shape, *(row.after for row in found.rows)]
        values = batch * sum(math.prod(shape or ()) for shape in shapes)
        for layer, shape in zip(design.layers, shapes, strict=False):
            values += layer.inner_values(shape or (), batch)
        # A convolution lays out a window of what comes in for every place of what goes out.
        windows = batch * sum(
            math.prod(row.after[:-1]) * row.weights // row.after[-1]
            for row in found.rows
            if row.after
        )
        if found.weights > BEYOND:
            self.kind = "beyond all memory"
            self.refused(design, dataset)
            return
        if (
            found.weights > TRAINED_WEIGHTS
            or values > TRAINED_VALUES
            or windows > 5 * TRAINED_VALUES
        ):
            self.kind = "large"
            return
        self.kind = "trained"
        design = replace(design, run=replace(design.run, epochs=min(design.run.epochs, 2)))
        training = Training(design, dataset)
        for report in itertools.islice(train(training), self.chance.choice((1, 3, 8))):
            check_report(report)
        if self.chance.random() < 0.5:
            self.kept(training, dataset)
        if training.history:
            at_best(training)
        training.net.predict(training.data.test.x[:2])
        if not np.isfinite(training.net.weight_vector).all():
            # The step that ran away was the last one taken: the next has to tell.
            next(train(training, training.epoch + 1))
            raise Unsound("weights that are no numbers, and nobody told")

    def refused(self, design: Design, dataset: Dataset) -> None:
        try:
            Training(design, dataset)
        except DiynnError:
            return
        raise Unsound("a network larger than any machine was made")

    def kept(self, training: Training, dataset: Dataset) -> None:
        """Saved, opened and trained on, it gives the same numbers as without."""
        path = self.folder / "case.diynn"
        save(path, snapshot(training, dataset))
        other = resumed(load(path), dataset)
        ends: list[Any] = []
        for one in (training, other):
            try:
                ends.append([round_off(report) for report in itertools.islice(train(one), 2)])
            except Diverged as error:
                ends.append(str(error))
        if repr(ends[0]) != repr(ends[1]):
            raise Unsound("another result after opening")
        if any(isinstance(end, str) for end in ends):
            # Both go back to good weights: each to the last that it saw.
            return
        ours, theirs = training.net.weight_vector, other.net.weight_vector
        if not np.array_equal(ours, theirs, equal_nan=True):
            raise Unsound("other weights after opening")


def round_off(report: Any) -> Any:
    """A report without the clock's time."""
    return replace(report, seconds=0.0) if isinstance(report, EpochReport) else report


def check_report(report: Any) -> None:
    """The loss of a report is a number: what is none is Diverged."""
    loss = report.train_loss if isinstance(report, EpochReport) else report.loss
    if not math.isfinite(loss):
        raise Unsound(f"a loss that is no number in {type(report).__name__}")


def few(dataset: Dataset) -> Dataset:
    """The first samples of each part."""

    def cut(part: Part) -> Part:
        return Part(part.x[:SAMPLES], part.targets[:SAMPLES])

    return replace(dataset, train=cut(dataset.train), test=cut(dataset.test))


TABLES = {
    "classes.csv": "a,b,c\n" + "".join(f"{n % 5},{n / 7:.3f},{'xyz'[n % 3]}\n" for n in range(40)),
    "values.csv": "a,b\n" + "".join(f"{n},{n / 3:.3f}\n" for n in range(40)),
    "years.csv": "year,count,y\n"
    + "".join(f"{1990 + n},{10**9 + n},{n * 1e6}\n" for n in range(30)),
    "constant.csv": "a,b,c\n" + "".join(f"1,{n % 2},{'xy'[n % 2]}\n" for n in range(12)),
    "tiny.csv": "a,b,c\n1,2,x\n3,4,y\n",
}


def prepare(folder: Path, seed: int) -> endurance.Maker:
    """Write the tables that some designs learn from."""
    os.environ["DIYNN_DATA"] = ""
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    # No pool of threads: a process that is forked later would not have it.
    for name, text in TABLES.items():
        (folder / name).write_text(text)
    data: dict[Any, Dataset] = {}

    def make(number: int) -> DesignCase:
        chance = random.Random(f"{seed}/{number}")
        return DesignCase(design_of(chance, folder), folder, chance, data)

    return make


if __name__ == "__main__":
    sys.exit(endurance.main("fuzz_designs", prepare, __doc__ or ""))
