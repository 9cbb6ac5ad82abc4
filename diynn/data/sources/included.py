"""Small real tables that are always there: in the folder `data`, or with scikit-learn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

import numpy as np

from diynn.data.columns import Column, Table
from diynn.data.dataset import Dataset
from diynn.data.sources.source import Outline, Source, outline_of
from diynn.data.sources.table import read_table
from diynn.data.sources.tabular import dataset_of_table
from diynn.paths import data_file
from diynn.settings import OneOf


@dataclass(frozen=True)
class Included(Source):
    """A table that comes with the program; a fifth of its rows is kept for testing, always the
    same.
    """

    @property
    def goal(self) -> str:
        """The target's column."""
        return "target"

    def table(self) -> Table:
        """All of it."""
        raise NotImplementedError

    def load(self) -> Dataset:
        """The rows as samples (n, features) of float64: categories as 0 and 1, no cell empty."""
        return dataset_of_table(self.title, self.table(), target=self.goal, test_share=0.2, seed=0)

    def outline(self) -> Outline:
        """What `load` will give; the table is small enough to look."""
        return _outline(self)


@cache
def _outline(source: Included) -> Outline:
    return outline_of(source.load())


@dataclass(frozen=True)
class Penguins(Included):
    """Penguins of three species, 344 in all, as they were measured: some cells are empty."""

    title = "Penguins"

    target: Annotated[
        str,
        OneOf(("species", "sex", "body_mass_g", "flipper_length_mm")),
        "What is asked for: the species or the sex (classes), the weight or the flipper (values)",
    ] = "species"

    def table(self) -> Table:
        """The file in the folder `data`."""
        return read_table(data_file("penguins.csv"))

    @property
    def goal(self) -> str:
        """The column that was chosen."""
        return self.target


def _of_scikit_learn(data: Any) -> Table:
    """A data set of scikit-learn's as a table, its target last."""
    columns = [
        Column(str(name), values.astype(np.float64))
        for name, values in zip(data.feature_names, data.data.T, strict=True)
    ]
    classes = getattr(data, "target_names", None)
    if classes is None:
        goal = Column("target", data.target.astype(np.float64))
    else:
        names = tuple(str(name).replace("_", " ") for name in classes)
        goal = Column("target", data.target.astype(np.int32), names)
    return Table((*columns, goal))


@dataclass(frozen=True)
class Iris(Included):
    """Irises of three kinds, 150 in all, by the length and width of their leaves."""

    title = "Iris"

    def table(self) -> Table:
        """scikit-learn's copy."""
        from sklearn.datasets import load_iris

        return _of_scikit_learn(load_iris())


@dataclass(frozen=True)
class Wine(Included):
    """Wines of three growers, 178 in all, by 13 chemical measurements."""

    title = "Wine"

    def table(self) -> Table:
        """scikit-learn's copy."""
        from sklearn.datasets import load_wine

        return _of_scikit_learn(load_wine())


@dataclass(frozen=True)
class BreastCancer(Included):
    """Breast tumours, 569 in all, benign or malignant, by 30 measurements of their cells."""

    title = "Breast cancer"

    def table(self) -> Table:
        """scikit-learn's copy."""
        from sklearn.datasets import load_breast_cancer

        return _of_scikit_learn(load_breast_cancer())


@dataclass(frozen=True)
class Diabetes(Included):
    """How far diabetes went within a year, of 442 patients: values to predict."""

    title = "Diabetes"

    def table(self) -> Table:
        """scikit-learn's copy, in the units that were measured."""
        from sklearn.datasets import load_diabetes

        return _of_scikit_learn(load_diabetes(scaled=False))
