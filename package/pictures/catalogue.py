"""Which pictures the documents show, and which files they are kept in.

Each is a picture of the running program, taken by `python3 start.py pictures`. A test holds this
list and the pictures that the documents name to be the same.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
LANGUAGES = ("en", "fr")
SUFFIX = ".webp"
MOST_BYTES = 6_000_000
"""All pictures together."""
MOST_MOVIE_BYTES = 1_500_000


class Scene(NamedTuple):
    """What is done once to take some pictures; `needs` is a data set of the catalogue, or empty."""

    name: str
    pictures: tuple[str, ...]
    dark: tuple[str, ...] = ()
    needs: str = ""


SCENES = (
    Scene("movie", ("learning",)),
    Scene("start", ("parts",)),
    Scene("moons", ("first",)),
    Scene("spirals", ("window", "contrast", "tab-boundary", "runs"), dark=("window",)),
    Scene("drawn", ("network", "network-blocks")),
    Scene("helping", ("help", "tour", "search", "presentation")),
    Scene("painting", ("painted",)),
    Scene("building", ("misfit", "training-settings")),
    Scene("divergence", ("diverged",)),
    Scene("classifier", ("tab-mistakes", "drawing", "tab-weights"), needs="usps"),
    Scene("autoencoder", ("tab-reconstruction", "tab-codes", "tsne"), needs="usps"),
    Scene("denoising", ("tab-denoising",), needs="usps"),
    Scene("trials", ("rate-finder",)),
    Scene("calculation", ("tab-calculation", "calculation-curve")),
    Scene("gradients", ("gradient-check", "break-it")),
    Scene("surface", ("loss-surface",)),
    Scene("experiments", ("experiments",)),
)  # fmt: skip


def place(language: str, picture: str, *, dark: bool = False) -> Path:
    """The file of a picture."""
    return FOLDER / language / f"{picture}{'-dark' if dark else ''}{SUFFIX}"


def places(scene: Scene, language: str) -> list[Path]:
    """All files that a scene writes in a language."""
    plain = [place(language, name) for name in scene.pictures]
    return plain + [place(language, name, dark=True) for name in scene.dark]


def all_places() -> list[Path]:
    """Every picture there is."""
    return [file for scene in SCENES for language in LANGUAGES for file in places(scene, language)]
