"""A sweep in words and numbers for a table: a row for each combination."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from diynn.settings import Value, pair_words
from diynn.tuning.sweep import Sweep, SweepRun, value_words
from diynn.tuning.sweep_folder import Combination, Ranking
from diynn.tuning.sweep_settings import Axis, Place
from gui.text.numbers import NONE, figures, hundredths, number, rounded, spread, telling
from gui.text.wording import error_text, in_midst, label, translated
from gui.widgets.value_table import Column, Entry

NAMES = tuple(
    f"{part}_{kind}" for kind in ("accuracy", "loss") for part in ("validation", "test", "train")
)
WORST = float("inf")


def place_label(place: Place) -> str:
    """A place's name as a heading."""
    setting = _tr("Kind") if place.setting is None else label(place.setting)
    if place.is_row:
        words = _tr("Row {row}: {layer}, {setting}")
        return words.format(row=place.part, layer=place.owner.name(), setting=in_midst(setting))
    parts = {
        "source": _tr("Data"), "view": _tr("View"), "loss": _tr("Loss"),
        "optimizer": _tr("Optimizer"), "schedule": _tr("Schedule"), "run": "",
    }  # fmt: skip
    if place.setting is None:
        return parts[place.part]
    if place.part in ("source", "view", "loss"):
        return telling(parts[place.part], in_midst(setting))
    return setting


def shown_value(value: Value) -> str:
    """A value in the language of the window."""
    if isinstance(value, bool):
        return _tr("yes") if value else _tr("no")
    if isinstance(value, tuple):
        return pair_words(value)
    return translated(value) if isinstance(value, str) else number(value)


def run_label(run: SweepRun, axes: Sequence[Axis], repeats: int) -> str:
    """A run's settings in a few words: "learning rate 0.1, seed 2"."""
    places = {one.place.path: one.place for one in axes}
    parts = [f"{in_midst(place_label(places[path]))} {shown_value(value)}"
             for path, value in run.settings]  # fmt: skip
    if repeats > 1:
        parts.append(_tr("seed {seed}").format(seed=run.seed))
    return ", ".join(parts)


def figure_label(name: str) -> str:
    """A figure's name: "Test accuracy (%)"."""
    return {
        "validation_accuracy": _tr("Validation accuracy (%)"),
        "test_accuracy": _tr("Test accuracy (%)"),
        "train_accuracy": _tr("Train accuracy (%)"),
        "validation_loss": _tr("Validation loss"),
        "test_loss": _tr("Test loss"),
        "train_loss": _tr("Train loss"),
    }[name]


def scale(name: str) -> float:
    """By what a figure is multiplied to be shown: accuracies are shown in percent."""
    return 100.0 if name.endswith("accuracy") else 1.0


def figure_words(one: Combination, name: str) -> str:
    """The mean of a figure with its spread."""
    mean, deviation = one.mean(name), one.spread(name)
    if mean is None:
        return NONE
    if deviation is None and name.endswith("accuracy"):
        return hundredths(mean)
    return spread(mean, deviation, scale(name))


def columns(sweep: Sweep, names: Sequence[str]) -> list[Column]:
    """The heads of the table."""
    found = [Column(_tr("Rank"), _tr("By the first figure; ★ is the best"))]
    found += [Column(place_label(one.place), one.place.path) for one in sweep.axes]
    found += [
        Column(figure_label(name), _tr("After the last epoch: mean ± deviation over the seeds"))
        for name in names
    ]
    return [
        *found, Column(_tr("Runs"), _tr("How many are done")),
        Column(_tr("Time (s)"), _tr("Of one run, on average")),
    ]  # fmt: skip


def shown_names(found: Sequence[Combination], by: Ranking) -> list[str]:
    """The figures that there are, that of the ranking first."""
    names = [name for name in NAMES if any(one.mean(name) is not None for one in found)]
    return sorted(names, key=lambda name: name != by.name)


def rows(
    sweep: Sweep, found: Sequence[Combination], names: Sequence[str]
) -> list[Sequence[Entry]]:
    """A row for each combination, in the order of `found`."""
    return [_row(rank, sweep, one, names) for rank, one in enumerate(found, 1)]


def _row(rank: int, sweep: Sweep, one: Combination, names: Sequence[str]) -> list[Entry]:
    problem = next((r.problem for r in one.results if r.problem is not None), None)
    help_text = "" if problem is None else error_text(problem)
    some = bool(names) and one.mean(names[0]) is not None
    mark = NONE if not some else f"★ {rank}" if rank == 1 else str(rank)
    settings = dict(one.settings)
    entries = [Entry(mark, float(rank), help_text)]
    for axis in sweep.axes:
        value = settings[axis.place.path]
        key: Any = value if axis.place.is_number else value_words(value)
        entries.append(Entry(shown_value(value), key, help_text))
    for name in names:
        mean = one.mean(name)
        each = ", ".join(
            hundredths(value) if name.endswith("accuracy") else figures(value)
            for value in one.values(name)
        )
        entries.append(
            Entry(figure_words(one, name), WORST if mean is None else mean, help_text or each)
        )
    done, seconds = len(one.results) - one.failed, one.seconds()
    count = str(done) if not one.failed else _tr("{done} of {all}").format(
        done=done, all=len(one.results)
    )  # fmt: skip
    entries.append(Entry(count, float(done), help_text))
    time = NONE if seconds is None else rounded(seconds)
    return [*entries, Entry(time, seconds or 0.0, help_text)]


def _tr(text: str) -> str:
    return QCoreApplication.translate("SweepWords", text)
