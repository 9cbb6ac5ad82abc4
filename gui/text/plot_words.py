"""Say in sentences what plots show, for whoever listens instead of looking."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QLocale

from gui.text.numbers import figures, percent, telling, whole

Floats = npt.NDArray[np.float64]

_MOST = 8


def listed(parts: Sequence[str]) -> str:
    """Return the first of `parts`, and how many more there are."""
    told = "; ".join(parts[:_MOST])
    more = len(parts) - _MOST
    return f"{told}; {_tr('{count} more').format(count=more)}" if more > 0 else told


def curve_words(curves: Iterable[tuple[str, Floats, Floats]], axis: str) -> str:
    """Return where each curve stands, and from where it came.

    Each has a name, steps (n,) and values (n,); `axis` names the level axis.
    """
    told = []
    for name, x, y in curves:
        known = np.flatnonzero(np.isfinite(y))
        if not known.size:
            continue
        first, last = float(y[known[0]]), float(y[known[-1]])
        told.append(
            _tr("{name}: {value} at {axis} {place}, {first} at the start").format(
                name=name, value=figures(last), axis=axis,
                place=whole(float(x[known[-1]])), first=figures(first),
            )
        )  # fmt: skip
    return listed(told)


def plane_words(
    classes: Sequence[str], parts: Mapping[str, npt.NDArray[np.bool_]], *, judged: bool
) -> str:
    """Return how many samples lie on a plane, and how many of them the network gets right.

    `parts` hold for "train" and "test" which samples (n,) are wrong; that is known if `judged`.
    """
    told = []
    if classes:
        told.append(_tr("{count} classes").format(count=len(classes)))
    for part, wrong in parts.items():
        if not len(wrong):
            continue
        count = QLocale().toString(len(wrong))
        if judged:
            share = percent(1 - float(wrong.mean()))
            sentence = (
                _tr("{share} of {count} training points right") if part == "train"
                else _tr("{share} of {count} test points right")
            )  # fmt: skip
            told.append(sentence.format(share=share, count=count))
        else:
            train = part == "train"
            sentence = _tr("{count} training points") if train else _tr("{count} test points")
            told.append(sentence.format(count=count))
    return ", ".join(told)


def matrix_words(counts: npt.NDArray[np.integer]) -> str:
    """Return how many of the counted samples are right."""
    total, right = int(counts.sum()), int(np.trace(counts))
    if not total:
        return ""
    return _tr("{right} of {total} samples right ({share})").format(
        right=QLocale().toString(right), total=QLocale().toString(total),
        share=percent(right / total),
    )  # fmt: skip


def picture_words(items: int, wrong: int) -> str:
    """Return how many pictures there are, and how many of them are marked as wrong."""
    told = _tr("{count} pictures").format(count=QLocale().toString(items))
    return f"{told}, {_tr('{count} of them wrong').format(count=wrong)}" if wrong else told


def map_words(points: int, groups: Sequence[tuple[str, int]]) -> str:
    """Return how many points a map has, and of which classes."""
    told = _tr("{count} points").format(count=QLocale().toString(points))
    parts = [f"{name} {count}" for name, count in groups]
    return telling(told, listed(parts)) if groups else told


def _tr(text: str) -> str:
    return QCoreApplication.translate("PlotWords", text)
