"""The wheel has the folders `resources` and `data` inside diynn; all else is in pyproject."""

from setuptools import find_packages, setup

FOLDERS = {"diynn.resources": "resources", "diynn.data_files": "data"}

setup(
    packages=[*find_packages(include=["diynn*", "gui*"]), *FOLDERS],
    package_dir=FOLDERS,
)
