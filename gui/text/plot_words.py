"""Say in sentences what plots show, for whoever listens instead of looking."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication

from gui.text.numbers import count, figures, percent, telling, whole

Floats = npt.NDArray[np.float64]

_MOST = 8


def listed(parts: Sequence[str]) -> str:
    """Return the first of `parts`, and how many more there are."""
    text = "; ".join(parts[:_MOST])
    more = len(parts) - _MOST
    return f"{text}; {_tr('{count} more').format(count=more)}" if more > 0 else text


def curve_words(curves: Iterable[tuple[str, Floats, Floats]], axis: str) -> str:
    """Return where each curve stands, and from where it came.

    Each has a name, steps (n,) and values (n,); `axis` names the level axis.
    """
    texts = []
    for name, x, y in curves:
        known = np.flatnonzero(np.isfinite(y))
        if not known.size:
            continue
        first, last = float(y[known[0]]), float(y[known[-1]])
        texts.append(
            _tr("{name}: {value} at {axis} {place}, {first} at the start").format(
                name=name, value=figures(last), axis=axis,
                place=whole(float(x[known[-1]])), first=figures(first),
            )
        )  # fmt: skip
    return listed(texts)


def plane_words(
    classes: Sequence[str], parts: Mapping[str, npt.NDArray[np.bool_]], *, judged: bool
) -> str:
    """Return how many samples lie on a plane, and how many of them the network gets right.

    `parts` hold for "train" and "test" which samples (n,) are wrong; that is known if `judged`.
    """
    texts = []
    if classes:
        texts.append(_tr("{count} class(es)", len(classes)).format(count=len(classes)))
    for part, wrong in parts.items():
        there, train = len(wrong), part == "train"
        if not there:
            continue
        if judged:
            sentence = (
                _tr("{share} of {count} training point(s) right", there) if train
                else _tr("{share} of {count} test point(s) right", there)
            )  # fmt: skip
            share = percent(1 - float(wrong.mean()))
            texts.append(sentence.format(share=share, count=count(there)))
        else:
            sentence = (
                _tr("{count} training point(s)", there) if train
                else _tr("{count} test point(s)", there)
            )  # fmt: skip
            texts.append(sentence.format(count=count(there)))
    return ", ".join(texts)


def matrix_words(counts: npt.NDArray[np.integer]) -> str:
    """Return how many of the counted samples are right."""
    total, right = int(counts.sum()), int(np.trace(counts))
    if not total:
        return ""
    return _tr("{right} of {total} samples right ({share})", right).format(
        right=count(right), total=count(total), share=percent(right / total)
    )


def picture_words(items: int, wrong: int) -> str:
    """Return how many pictures there are, and how many of them are marked as wrong."""
    text = _tr("{count} picture(s)", items).format(count=count(items))
    marked = _tr("{count} of them wrong", wrong).format(count=count(wrong))
    return f"{text}, {marked}" if wrong else text


def map_words(points: int, groups: Sequence[tuple[str, int]]) -> str:
    """Return how many points a map has, and of which classes."""
    text = _tr("{count} point(s)", points).format(count=count(points))
    parts = [f"{name} {count(there)}" for name, there in groups]
    return telling(text, listed(parts)) if groups else text


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("PlotWords", text, "", number)
