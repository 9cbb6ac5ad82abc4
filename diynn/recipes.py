"""The recipes that come with the program, found by name."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from diynn.design import Design
from diynn.errors import FileError
from diynn.installation import resource
from diynn.storage import MODEL_SUFFIX, RECIPE_SUFFIX, load_any, load_recipe

RECIPES: tuple[str, ...] = (
    "linear",
    "moons",
    "spirals",
    "digits-dense",
    "digits-conv1d",
    "digits-conv2d",
    "digits-autoencoder",
    "usps-dense",
    "usps-conv1d",
    "usps-conv2d",
    "usps-autoencoder",
    "mnist-dense",
    "mnist-conv2d",
    "mnist-autoencoder",
    "fashion-conv2d",
)
"""Their names, in the order of menus: by data set, from the small to the large."""


@cache
def built_in(name: str) -> Design:
    """The recipe of that name among RECIPES; FileError where the program's own file is missing."""
    return load_recipe(resource(f"recipes/{name}{RECIPE_SUFFIX}"))


def is_path(text: str) -> bool:
    """Whether a person means a file by `text`: it ends like one, has a folder, or is there."""
    suffix = Path(text).suffix.lower()
    separators = (os.sep, os.altsep or os.sep)
    return (
        suffix in (MODEL_SUFFIX, RECIPE_SUFFIX)
        or any(separator in text for separator in separators)
        or (text.lower() not in RECIPES and Path(text).exists())
    )


def recipe(name_or_path: str | Path) -> Design:
    """The design of a recipe by its name, or of any recipe or model file by its path.

    Raises FileError where there is neither.
    """
    text = str(name_or_path)
    if isinstance(name_or_path, Path) or is_path(text):
        return load_any(text).design
    if text.lower() in RECIPES:
        return built_in(text.lower())
    raise FileError(
        "There is no recipe and no file called “{name}”.",
        "The recipes are: {names}.",
        name=text, names=", ".join(RECIPES),
    )  # fmt: skip
