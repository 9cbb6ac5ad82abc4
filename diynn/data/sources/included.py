"""Small real tables that are always there: in the folder `data`, or with scikit-learn."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Annotated, Any

import numpy as np

from diynn.data.columns import IGNORED, Column, Table, recast
from diynn.data.dataset import Dataset, Ranges
from diynn.data.preparation import EmptyCells, EmptyCellsOf
from diynn.data.sources.column_choices import Pairs, column_pairs
from diynn.data.sources.source import Outline, Source
from diynn.data.sources.table import read_table
from diynn.data.sources.tabular import dataset_of_table
from diynn.data.splitting import BY_SHARE, Split, SplitColumn, SplitKind, SplitSeed, TestShare
from diynn.paths import data_file
from diynn.settings import LATER, Content, OneOf, settings_of


@dataclass(frozen=True)
class Included(Source):
    """A table that comes with the program; a fifth of its rows is kept for testing, and always the
    same unless it is split in another way.
    """

    empty: Annotated[EmptyCells, LATER] = "median"
    fills: Annotated[EmptyCellsOf, LATER] = ()
    split: Annotated[SplitKind, LATER] = BY_SHARE
    test_share: Annotated[TestShare, LATER] = 0.2
    seed: Annotated[SplitSeed, LATER] = 0
    split_column: Annotated[SplitColumn, LATER] = ""
    columns: Annotated[Pairs, Content(column_pairs), LATER] = field(default=(), kw_only=True)

    @property
    def goal(self) -> str:
        """The target's column."""
        return "target"

    @property
    def fixed_target(self) -> str:
        """The target's column, too, where it cannot be chosen."""
        return self.goal

    def table(self) -> Table:
        """All of it."""
        raise NotImplementedError

    def browsed(self) -> Table:
        """All of it, with columns of the kinds that were chosen."""
        table = self.table()
        kinds = {name: kind for name, kind in self.columns if kind != IGNORED}
        columns = tuple(recast(one, kinds.get(one.name, "")) for one in table.columns)
        return replace(table, columns=columns) if kinds else table

    def load(self) -> Dataset:
        """The rows as samples (n, features) of float64: categories as 0 and 1, no cell empty."""
        return dataset_of_table(
            self.title, self.browsed(), target=self.goal, fill=self.empty, fills=dict(self.fills),
            split=Split(self.split, self.test_share, self.seed, self.split_column),
            chosen=dict(self.columns),
        )  # fmt: skip

    def outline(self) -> Outline | None:
        """What `load` will give, where the rows are split as usual."""
        rows = all(getattr(self, one.name) == one.default for one in settings_of(Included))
        return self.known() if rows and not self.fills and not self.columns else None

    def known(self) -> Outline:
        """What `load` gives where the rows are split as usual."""
        raise NotImplementedError


def outlined(
    title: str, inputs: int, classes: tuple[str, ...], train: int, test: int,
    ends: tuple[float, float], largest: tuple[str, float, float] | None,
    targets: tuple[float, ...] = (), *, far: bool = False,
) -> Outline:  # fmt: skip
    """What is known without reading: `ends` of all inputs, and the `largest` if scales differ."""
    ranges = Ranges(ends, targets, largest, far)
    return Outline(title, (inputs,), classes, 0 if classes else 1, train, test, ranges)


@dataclass(frozen=True)
class Penguins(Included):
    """Penguins of three species, 344 in all, as they were measured: some cells are empty."""

    title = "Penguins"
    target_setting = "target"

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

    def known(self) -> Outline:
        """What `load` gives where the rows are split as usual."""
        mass = ("body_mass_g", 2700.0, 6300.0)
        known = {
            "species": outlined(
                self.title, 10, ("Adelie", "Chinstrap", "Gentoo"), 275, 69, (0.0, 6300.0), mass
            ),
            "sex": outlined(
                self.title, 11, ("female", "male"), 266, 67, (0.0, 6300.0),
                ("body_mass_g", 2850.0, 6300.0),
            ),
            "body_mass_g": outlined(
                self.title, 12, (), 274, 68, (0.0, 2009.0), ("year", 2007.0, 2009.0),
                (2700.0, 6300.0), far=True,
            ),
            "flipper_length_mm": outlined(
                self.title, 12, (), 274, 68, (0.0, 6300.0), mass, (172.0, 231.0), far=True
            ),
        }  # fmt: skip
        return known[self.target]


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

    def known(self) -> Outline:
        """What `load` gives where the rows are split as usual."""
        return outlined(
            self.title, 4, ("setosa", "versicolor", "virginica"), 120, 30, (0.1, 7.7), None
        )


@dataclass(frozen=True)
class Wine(Included):
    """Wines of three growers, 178 in all, by 13 chemical measurements."""

    title = "Wine"

    def table(self) -> Table:
        """scikit-learn's copy."""
        from sklearn.datasets import load_wine

        return _of_scikit_learn(load_wine())

    def known(self) -> Outline:
        """What `load` gives where the rows are split as usual."""
        return outlined(
            self.title, 13, ("class 0", "class 1", "class 2"), 142, 36, (0.13, 1680.0),
            ("proline", 278.0, 1680.0),
        )  # fmt: skip


@dataclass(frozen=True)
class BreastCancer(Included):
    """Breast tumours, 569 in all, benign or malignant, by 30 measurements of their cells."""

    title = "Breast cancer"

    def table(self) -> Table:
        """scikit-learn's copy."""
        from sklearn.datasets import load_breast_cancer

        return _of_scikit_learn(load_breast_cancer())

    def known(self) -> Outline:
        """What `load` gives where the rows are split as usual."""
        return outlined(
            self.title, 30, ("malignant", "benign"), 455, 114, (0.0, 4254.0),
            ("worst area", 185.2, 4254.0),
        )  # fmt: skip


@dataclass(frozen=True)
class Diabetes(Included):
    """How far diabetes went within a year, of 442 patients: values to predict."""

    title = "Diabetes"

    def table(self) -> Table:
        """scikit-learn's copy, in the units that were measured."""
        from sklearn.datasets import load_diabetes

        return _of_scikit_learn(load_diabetes(scaled=False))

    def known(self) -> Outline:
        """What `load` gives where the rows are split as usual."""
        return outlined(
            self.title, 10, (), 354, 88, (1.0, 301.0), ("s1", 97.0, 301.0), (25.0, 346.0), far=True
        )


@dataclass(frozen=True)
class Ultrasound(Included):
    """How strong an echo of ultrasound is behind so much metal, 214 times measured: one input."""

    title = "Ultrasound"

    def table(self) -> Table:
        """The file in the folder `data`."""
        return read_table(data_file("ultrasound.csv"))

    @property
    def goal(self) -> str:
        """The echo."""
        return "response"

    def known(self) -> Outline:
        """What `load` gives where the rows are split as usual."""
        return outlined(self.title, 1, (), 171, 43, (0.5, 6.0), None, (3.94, 81.7), far=True)
