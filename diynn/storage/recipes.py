"""The recipes that come with the program, found by name."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from diynn.design.design import Design
from diynn.errors import FileError
from diynn.paths import resource
from diynn.storage.model_file import MODEL_SUFFIX, RECIPE_SUFFIX, load_any, load_recipe

RECIPES: tuple[str, ...] = (
    "linear",
    "moons",
    "spirals",
    "penguins",
    "iris",
    "wine",
    "breast-cancer",
    "penguins-weight",
    "diabetes",
    "ultrasound",
    "co2",
    "digits-dense",
    "digits-conv1d",
    "digits-conv2d",
    "digits-autoencoder",
    "usps-dense",
    "usps-conv1d",
    "usps-conv2d",
    "usps-autoencoder",
    "usps-best",
    "usps-committee",
    "usps-denoise-best",
    "usps-autoencoder-best",
    "mnist-dense",
    "mnist-conv2d",
    "mnist-autoencoder",
    "mnist-best",
    "fashion-conv2d",
)
"""Their names, in the order of menus: by data set, from the small to the large."""

REPORT = "report/"
"""What the names of the report's recipes begin with."""
BETTER = "better/"
"""What those begin with that train the report's networks as well as we can."""
NETWORKS: tuple[str, ...] = tuple(
    REPORT + name
    for name in (
        "linear", "two-layers", "usps-dense", "conv1d-1", "conv1d-2", "conv1d-3", "conv2d-1",
        "conv2d-2", "conv2d-3", "usps-simple-mse", "usps-simple-bce", "usps-deep-mse",
        "usps-deep-bce", "mnist-simple-mse", "mnist-simple-bce", "mnist-deep-mse",
        "mnist-deep-bce",
    )
)  # fmt: skip
"""The report's own networks, in its order; its other recipes are variants of them."""


def report_recipes() -> tuple[str, ...]:
    """The names of the recipes of the report's experiments, such as “report/conv1d-2”."""
    return _within(REPORT)


def better_recipes() -> tuple[str, ...]:
    """The names of the recipes with the report's layers but our training: “better/conv1d-2”."""
    return _within(BETTER)


@cache
def _within(folder: str) -> tuple[str, ...]:
    paths = resource(f"recipes/{folder}").glob(f"*{RECIPE_SUFFIX}")
    return tuple(sorted(folder + path.stem for path in paths))


def is_built_in(name: str) -> bool:
    """Whether one of the program's own recipes is called so."""
    return name in RECIPES or any(
        name.startswith(folder) and name in _within(folder) for folder in (REPORT, BETTER)
    )


@cache
def built_in(name: str) -> Design:
    """The program's own recipe of that name; FileError where its file is missing."""
    return load_recipe(resource(f"recipes/{name}{RECIPE_SUFFIX}"))


@cache
def is_own_title(title: str) -> bool:
    """Whether one of the program's own recipes has this title; none has an empty one."""
    names = (*RECIPES, *report_recipes(), *better_recipes())
    return any(built_in(name).title == title for name in names)


def is_path(text: str) -> bool:
    """Whether a person means a file by `text`: it ends like one, has a folder, or is there."""
    if is_built_in(text.lower()):
        return False
    suffix = Path(text).suffix.lower()
    separators = (os.sep, os.altsep or os.sep)
    return (
        suffix in (MODEL_SUFFIX, RECIPE_SUFFIX)
        or any(separator in text for separator in separators)
        or Path(text).exists()
    )


def recipe(name_or_path: str | Path) -> Design:
    """The design of a recipe by its name, or of any recipe or model file by its path.

    Raises FileError where there is neither.
    """
    text = str(name_or_path)
    if isinstance(name_or_path, Path) or is_path(text):
        return load_any(text).design
    if is_built_in(text.lower()):
        return built_in(text.lower())
    raise FileError(
        "There is no recipe and no file called “{name}”.",
        "The recipes are: {names}.",
        name=text, names=", ".join((*RECIPES, *NETWORKS)),
    )  # fmt: skip
