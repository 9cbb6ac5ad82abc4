"""Say what stands in the cells of a confusion matrix, in numbers and in sentences."""

import csv
import io
from collections.abc import Sequence
from math import isfinite
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QLocale

from gui.plots.figures import percent

Counts = npt.NDArray[np.integer[Any]]

NONE = "·"


def number_words(count: int, share: float, *, as_shares: bool) -> str:
    """Return what stands in a cell: the count, or in hundredths the share of its row."""
    if not count or not isfinite(share):
        return NONE
    if not as_shares:
        return QLocale().toString(count)
    hundredths = round(100 * share)
    return QLocale().toString(hundredths) if hundredths else "<1"


def cell_words(
    counts: Counts, names: Sequence[str], row: int | None, column: int | None
) -> str:
    """Return a sentence on a cell, a row (`column` None) or a column (`row` None)."""
    if row is None and column is None:
        return ""
    if row is None:
        assert column is not None
        taken, right = int(counts[:, column].sum()), int(counts[column, column])
        told = QCoreApplication.translate(
            "ConfusionPlot", "{taken} taken for {name}: {right} are, {wrong} are not"
        )
        return told.format(taken=taken, name=names[column], right=right, wrong=taken - right)
    samples = int(counts[row].sum())
    if column is None:
        right = int(counts[row, row])
        told = QCoreApplication.translate(
            "ConfusionPlot", "{samples} of class {name}: {right} right, {wrong} wrong"
        )
        return told.format(samples=samples, name=names[row], right=right, wrong=samples - right)
    count = int(counts[row, column])
    told = QCoreApplication.translate(
        "ConfusionPlot", "{count} of {samples} of class {name} taken for {other} ({share})"
    )
    share = percent(count / samples) if samples else "–"
    return told.format(
        count=count, samples=samples, name=names[row], other=names[column], share=share
    )


def counts_table(counts: Counts, names: Sequence[str]) -> str:
    """Return the counts as CSV: a line a class, a column for each class taken for."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["class", *(f"taken for {name}" for name in names)])
    for name, line in zip(names, counts, strict=True):
        writer.writerow([name, *(int(count) for count in line)])
    return text.getvalue()
