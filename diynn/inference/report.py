"""A page on one network that opens anywhere: design, curves, figures, pictures; in two languages.

It is made from resources/report/network.html, a Jinja2 template.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from diynn.atomic_files import write_whole
from diynn.experiments.outcome import Curves, Images
from diynn.experiments.page.charts import curves
from diynn.experiments.page.pictures import images
from diynn.experiments.page.words import escaped, said
from diynn.experiments.phrases import (
    data_words,
    kind_words,
    label_words,
    notes_words,
    phrase,
    title_words,
)
from diynn.inference.evaluation import MOST_SHOWN, Evaluation
from diynn.inference.model import Model
from diynn.paths import resource
from diynn.settings import Declared, settings_of
from diynn.text import NONE, Text, count, figure, joined, listed, number, percent, same, shape

if TYPE_CHECKING:
    from jinja2 import Template

Array = NDArray[Any]


def write_report(path: Path, model: Model, found: Evaluation) -> None:
    """Write the page; raises FileError."""
    write_whole(path, [report_page(model, found).encode("utf-8", "replace")])


def report_page(model: Model, found: Evaluation) -> str:
    """One HTML file without anything from outside, in English and French."""
    design = model.design
    kept = model.saved.arrays.get("curves")
    title = design.title or model.saved.data_name or "diynn"
    label = title_words(title) if design.title else data_words(title)
    drawn = curves([Curves(label, kept)], "run") if kept is not None and len(kept) else ""
    confusion = found.figures.confusion
    classes = confusion and zip(
        found.figures.classes, confusion.support(), confusion.precision(), confusion.recall(),
        confusion.f1(), strict=True,
    )  # fmt: skip
    return _template().render(
        title=label, notes=notes_words(design.notes) if design.notes else None,
        layers=_layers(model), decisions=_decisions(model), curves=drawn, data=_data(found),
        figures=_figures(found),
        classes=[(name, n, *map(percent, each)) for name, n, *each in classes or ()],
        names=found.figures.classes, counts=[] if confusion is None else _shaded(confusion.counts),
        pictures=_pictures(model, found),
    )  # fmt: skip


def _data(found: Evaluation) -> Text:
    name = data_words(found.data)
    if found.part == "test":
        return phrase("{data}, test part", data=name)
    return phrase("{data}, training part", data=name) if found.part else name


def _shaded(counts: Array) -> list[list[tuple[str, int]]]:
    """Each number of the matrix with its share of its row, in per cent."""
    totals = np.maximum(counts.sum(axis=1, keepdims=True), 1)
    shares = np.ceil(100 * counts / totals).astype(int)
    return [
        [(str(n), int(share)) for n, share in zip(*row, strict=True)]
        for row in zip(counts, shares, strict=True)
    ]


def _layers(model: Model) -> list[tuple[int, Text, str, str]]:
    """Each layer with its settings, what it gives, and its weights."""
    net, rows = model.network, []
    for place, layer in enumerate(net.layers):
        weights = layer.weight_count(net.shapes[place])
        settings = _settings(layer)
        words = joined(layer.name(), " · ", settings) if settings.en else same(layer.name())
        rows.append(
            (place + 1, words, shape(net.shapes[place + 1]), str(count(weights)) if weights else "")
        )
    return rows


def _settings(one: Declared) -> Text:
    """The settings that are not the usual ones, in words."""
    changed = [
        joined(label_words(setting.label), " ", _value(getattr(one, setting.name)))
        for setting in settings_of(type(one))
        if getattr(one, setting.name) != setting.default or setting.name in ("outputs", "filters")
    ]
    return listed(changed) if changed else same("")


def _value(value: object) -> Text:
    if isinstance(value, bool):
        return phrase("yes") if value else phrase("no")
    if isinstance(value, float):
        return figure(value)
    if isinstance(value, tuple):
        return same(" × ".join(map(str, value)))
    return label_words(value) if isinstance(value, str) else same(str(value))


def _decisions(model: Model) -> list[tuple[Text, Text]]:
    design = model.design
    parts: list[tuple[Text, Declared]] = [
        (phrase("Data"), design.source), (phrase("View"), design.view),
        (phrase("Loss"), design.loss), (phrase("Optimizer"), design.optimizer),
        (phrase("Schedule"), design.schedule), (phrase("Run"), design.run),
    ]  # fmt: skip
    rows = [(phrase("Weights"), count(model.network.weight_count))]
    for name, part in parts:
        words, settings = kind_words(part), _settings(part)
        if part in (design.view, design.run):
            words = settings if settings.en else phrase("as usual")
        elif settings.en:
            words = joined(words, " · ", settings)
        rows.append((name, words))
    return rows


def _figures(found: Evaluation) -> list[tuple[Text, Text]]:
    figures = found.figures
    rows = [(phrase("Samples"), count(figures.rows))]
    confusion, regression = figures.confusion, figures.regression
    if confusion is not None:
        rows.append((phrase("Accuracy"), percent(confusion.accuracy)))
    elif regression is not None:
        rows += [
            (same("R²"), number(regression.r2, 3)),
            (phrase("Mean absolute error"), figure(regression.mae)),
            (phrase("Root of the mean squared error"), figure(regression.rmse)),
        ]
    elif figures.reconstruction is not None:
        rows.append((phrase("Mean squared error"), figure(figures.reconstruction)))
    return rows


def _pictures(model: Model, found: Evaluation) -> str:
    """Some samples, and what an auto-encoder draws of them, or what they are taken for."""
    processing, shown = model.processing, found.shown
    is_grey = len(processing.shape) == 3 and processing.shape[2] == 1
    if shown is None or not is_grey or not len(shown.outputs):
        return ""
    x = shown.samples.x[:MOST_SHOWN, ..., 0].astype(np.float64)
    rows, labels = [x], [phrase("Original")]
    caption = phrase("Some of the samples")
    if model.design.reconstructs:
        rows.append(shown.outputs[:MOST_SHOWN, ..., 0].astype(np.float64))
        labels.append(phrase("Drawn again"))
    elif "prediction" in shown.columns:
        taken = shown.columns["prediction"][shown.samples.good][:MOST_SHOWN]
        caption = phrase("Some of the samples, taken for {names}", names=", ".join(map(str, taken)))
    low, high = float(np.min(x)), float(np.max(x))
    if np.isfinite(processing.low) and np.isfinite(processing.high):
        low, high = processing.low, processing.high
    return images(Images(caption, tuple(labels), np.stack(rows), low, high), "samples")


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    made = Environment(
        loader=FileSystemLoader(resource("report")), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    made.filters |= {
        "said": lambda text: Markup(said(text)), "clean": lambda text: Markup(escaped(str(text))),
    }  # fmt: skip
    made.globals |= {"_": lambda words: Markup(said(phrase(words))), "none": NONE}
    return made.get_template("network.html")
