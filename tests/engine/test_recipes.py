"""Every recipe that comes with the program opens, fits its data, and keeps what it promises."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from diynn.data.dataset import Part
from diynn.design.design import Design, fit, record_of_version_1
from diynn.errors import FileError
from diynn.network.schedules import Constant
from diynn.paths import resource
from diynn.storage.model_file import load_recipe, save_recipe
from diynn.storage.recipes import (
    BETTER,
    RECIPES,
    REPORT,
    better_recipes,
    built_in,
    is_path,
    recipe,
)
from diynn.training.reports import EpochReport
from diynn.training.training import Training, train

BETTER_FEW = ("better/dense", "better/conv1d-1", "better/conv2d-2")
"""Those that are quick to try."""
SMALL = [name for name in RECIPES if name.split("-")[0] not in ("usps", "mnist", "fashion")]


def run(design: Design, **choices: int) -> tuple[EpochReport, Training]:
    """The last report of a whole training, or a test skipped where its data is not here."""
    missing = design.source.missing()
    if missing:
        pytest.skip(str(missing))
    design = replace(design, run=replace(design.run, **choices))
    training = Training(design, design.source.load())
    report = [report for report in train(training) if isinstance(report, EpochReport)][-1]
    return report, training


@pytest.mark.parametrize("name", [*RECIPES, *better_recipes()])
def test_every_recipe_fits_its_data(name: str) -> None:
    design = built_in(name)
    outline = design.source.outline()
    assert outline is not None
    assert fit(design, outline).problem is None
    assert 3 < len(design.title) < 40
    assert design.notes.endswith(".")
    assert len(design.notes) > 60


@pytest.mark.parametrize("name", [*RECIPES, *better_recipes()])
def test_every_recipe_is_written_as_version_1_wrote_it(name: str, tmp_path: Path) -> None:
    # They are read by the names of settings that files had then.
    record = record_of_version_1(built_in(name))
    text = json.dumps(record, indent=2, ensure_ascii=False) + "\n"
    assert resource(f"recipes/{name}.json").read_bytes() == text.encode()
    save_recipe(tmp_path / "a.json", built_in(name))
    assert load_recipe(tmp_path / "a.json") == built_in(name)


def test_every_file_is_in_the_menu_and_titles_differ() -> None:
    assert {path.stem for path in resource("recipes").glob("*.json")} == set(RECIPES)
    assert len({built_in(name).title for name in RECIPES}) == len(RECIPES)


def test_the_better_recipes_train_the_reports_networks_and_no_longer() -> None:
    """The same layers on the same data, in no more epochs; docs/BEST.md has what comes of it."""
    names = better_recipes()
    assert {name.removeprefix(BETTER) for name in names} == {
        "dense", "conv1d-1", "conv1d-2", "conv1d-3", "conv2d-1", "conv2d-2", "conv2d-3"
    }  # fmt: skip
    for name in names:
        own = built_in(name)
        of_the_report = name.replace(BETTER, REPORT).replace("dense", "usps-dense")
        theirs = built_in(of_the_report)
        assert own.structure() == theirs.structure()
        assert own.loss == theirs.loss
        assert own.run.batch_size == theirs.run.batch_size
        assert own.run.epochs <= theirs.run.epochs
        assert name not in RECIPES
        assert not is_path(name)
        assert recipe(name.upper()) == own


def test_a_recipe_is_found_by_name_or_path(tmp_path: Path) -> None:
    moons = recipe("moons")
    assert recipe("Moons") == moons
    save_recipe(tmp_path / "own.json", moons)
    assert recipe(tmp_path / "own.json") == moons
    assert recipe(str(tmp_path / "own.json")) == moons
    with pytest.raises(FileError, match=r"no recipe and no file called “sun”.*moons, spirals"):
        recipe("sun")
    with pytest.raises(FileError, match="no file"):
        recipe("sun.json")
    with pytest.raises(FileError, match=re.escape("recipes/sun.json")):
        resource("recipes/sun.json")


# What the recipes reach; the bounds leave room for another processor's rounding.


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("linear", 0.98),
        ("moons", 0.97),
        ("spirals", 0.98),
        ("digits-dense", 0.96),
        ("digits-conv1d", 0.96),
        ("digits-conv2d", 0.96),
    ],
)
def test_the_small_recipes_learn(name: str, least: float, seed: int) -> None:
    report, training = run(built_in(name), seed=seed)
    assert report.test_accuracy is not None
    assert report.test_accuracy >= least
    if name == "digits-dense":
        assert training.design.run.epochs == 20


@pytest.mark.parametrize(
    ("name", "least", "epochs", "most"),
    [
        ("usps-dense", 0.93, 60, 60), ("usps-conv1d", 0.93, 5, 40), ("usps-conv2d", 0.95, 7, 40)
    ],
)  # fmt: skip
@pytest.mark.slow
def test_the_usps_recipes_learn(name: str, least: float, epochs: int, most: int) -> None:
    """Within so many of their epochs; their rate is the same in all of them."""
    design = built_in(name)
    assert design.run.epochs <= most
    assert design.schedule == Constant()
    report, _ = run(design, epochs=min(epochs, design.run.epochs))
    assert report.test_accuracy is not None
    assert report.test_accuracy >= least


BEST = [name for name in RECIPES if name.endswith("-best")]


@pytest.mark.parametrize("name", [*BETTER_FEW, *BEST])
def test_the_best_recipes_learn_from_the_first_steps(name: str) -> None:
    """Two short epochs on some of the digits; the whole goals take minutes (docs/BEST.md)."""
    design = built_in(name)
    missing = design.source.missing()
    if missing:
        pytest.skip(str(missing))
    whole = design.source.load()
    train_part = Part(whole.train.x[:640], whole.train.targets[:640])
    few = replace(whole, train=train_part, test=Part(whole.test.x[:10], whole.test.targets[:10]))
    training = Training(replace(design, run=replace(design.run, epochs=2)), few)
    epochs = [report for report in train(training) if isinstance(report, EpochReport)]
    assert epochs[-1].train_loss < 0.9 * epochs[0].train_loss


@pytest.mark.parametrize(
    ("name", "most"), [("digits-autoencoder", 0.013), ("usps-autoencoder", 0.013)]
)
def test_the_auto_encoders_restore_the_pictures(name: str, most: float) -> None:
    _, training = run(built_in(name))
    x = training.data.test.x
    restored = training.net.predict(x).reshape(x.shape)
    mean_picture = training.data.train.x.mean(axis=0)
    error = np.mean((restored - x) ** 2)
    assert error <= most
    assert error < np.mean((mean_picture - x) ** 2) / 5
