"""The wheel carries the folder `resources` inside the package diynn; all else is in pyproject."""

from setuptools import find_packages, setup

RESOURCES = "diynn.resources"

setup(
    packages=[*find_packages(include=["diynn*", "gui*"]), RESOURCES],
    package_dir={RESOURCES: "resources"},
)
