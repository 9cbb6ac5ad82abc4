"""Pictures of an experiment: rows of grey images, an answer in the plane, maps of codes."""

from __future__ import annotations

import base64
import io
from itertools import pairwise

import numpy as np

from diynn.experiments.outcome import Images, Lines, Picture, Plane, Scatter
from diynn.experiments.page.charts import NOTHING, lines
from diynn.experiments.page.frame import BOTTOM, LEFT, RIGHT, TOP, Array, Frame, dots, svg, words
from diynn.experiments.page.frame import Axis as PlaneAxis
from diynn.experiments.page.words import block
from diynn.experiments.phrases import phrase
from diynn.text import count, joined, same

MOST_POINTS = 3000
"""Points of one map, and of the plane: more hide each other, and would make the page heavy."""
CLASS_COLOURS = 10
GAP = 1
NO_INK = 255
"""The grey level that is kept for what lies between images, and is not seen."""
CLASS_RGB = ((31, 102, 214), (238, 132, 18))
"""The colours of the first and the second class in the ground of the plane."""
PLANE = 340


def picture(shown: Picture, name: str) -> str:
    """The picture as a figure with its caption; `name` is the caption's id."""
    if isinstance(shown, Images):
        return images(shown, name)
    if isinstance(shown, Plane):
        return plane(shown, name)
    if isinstance(shown, Scatter):
        return scatter(shown, name)
    assert isinstance(shown, Lines)
    return lines(shown, name)


def images(shown: Images, name: str) -> str:
    """Rows of images with their labels, in one grey picture of exactly their pixels."""
    pixels = np.asarray(shown.pixels, dtype=np.float64)
    caption = block(shown.caption, "figcaption", name=name)
    if pixels.ndim != 4 or not pixels.size:
        return f"<figure>{caption}{block(NOTHING, 'p', 'nothing')}</figure>"
    rows, columns, height, width = pixels.shape
    span = (shown.high - shown.low) or 1.0
    shares = np.nan_to_num((pixels - shown.low) / span, nan=0.0, posinf=1.0, neginf=0.0)
    levels = np.rint(np.clip(shares, 0, 1) * (NO_INK - 1)).astype(np.uint8)
    sheet = np.full((rows, height + GAP, columns, width + GAP), NO_INK, np.uint8)
    sheet[:, :height, :, :width] = levels.transpose(0, 2, 1, 3)
    flat = sheet.reshape(rows * (height + GAP), columns * (width + GAP))
    flat = flat[: flat.shape[0] - GAP, : flat.shape[1] - GAP]
    tall, wide = flat.shape
    drawn = svg(
        f'<image class="pixels" width="{wide}" height="{tall}" href="{_grey_png(flat)}"/>',
        wide, tall, name, "sheet",
    )  # fmt: skip
    labels = "".join(block(label, "span") for label in shown.row_labels[:rows])
    # As large as can be read, but no larger than three screen pixels for one of theirs.
    room = f"--narrowest:{columns * 26}px;--widest:{max(wide * 3, columns * 40)}px"
    return (
        f'<figure class="images" style="{room}"><div class="scroll"><div class="rows">'
        f'<div class="labels" style="grid-template-rows:repeat({rows},1fr)">{labels}</div>'
        f"{drawn}</div></div>{caption}</figure>"
    )


def _grey_png(levels: Array) -> str:
    from PIL import Image

    buffer = io.BytesIO()
    Image.fromarray(levels).save(buffer, "PNG", optimize=True, transparency=NO_INK)
    return _data_uri(buffer)


def _colour_png(pixels: Array) -> str:
    from PIL import Image

    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG", optimize=True)
    return _data_uri(buffer)


def _data_uri(buffer: io.BytesIO) -> str:
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")


def plane(shown: Plane, name: str) -> str:
    """The answer as shades of the two classes' colours, its boundary, and the points."""
    caption = block(shown.caption, "figcaption", name=name)
    answers = np.asarray(shown.answers, dtype=np.float64)
    labels = np.asarray(shown.labels).ravel()
    left, right, bottom, top = shown.extent
    if answers.ndim != 2 or not answers.size or left >= right or bottom >= top:
        return f"<figure>{caption}{block(NOTHING, 'p', 'nothing')}</figure>"
    shares = class_shares(answers, labels)
    frame = Frame(
        PlaneAxis(same("x₁"), left, right), PlaneAxis(same("x₂"), bottom, top),
        PLANE + LEFT + RIGHT, PLANE + TOP + BOTTOM,
    )  # fmt: skip
    inside = (
        f'<image x="{LEFT}" y="{TOP}" width="{PLANE}" height="{PLANE}" '
        f'preserveAspectRatio="none" href="{_colour_png(_shades(shares)[::-1])}"/>'
    )
    way = _boundary(shares, frame)
    if way:
        inside += f'<path class="boundary" d="{way}"/>'
    points = np.asarray(shown.points, dtype=np.float64).reshape(-1, 2)[:, :2]
    chosen = _some(len(points))
    if len(labels) == len(points):
        inside += _class_dots(
            frame.columns(points[chosen, 0]), frame.rows(points[chosen, 1]), labels[chosen]
        )
    return f'<figure class="square">{frame.svg(inside, name)}{caption}</figure>'


def class_shares(answers: Array, labels: Array) -> Array:
    """How much each answer says the second class, from 0 to 1: by the labels' own ends."""
    known = labels[np.isfinite(labels.astype(np.float64))] if labels.size else labels
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
    if low == high:
        low, high = 0.0, 1.0
    shares = (answers - low) / (high - low)
    return np.asarray(np.clip(np.nan_to_num(shares, nan=0.5, posinf=1, neginf=0), 0, 1))


def _shades(shares: Array) -> Array:
    """The colour of the likelier class, the stronger the surer: (height, width, 4)."""
    pixels = np.empty((*shares.shape, 4), np.uint8)
    pixels[..., :3] = np.where((shares >= 0.5)[..., None], CLASS_RGB[1], CLASS_RGB[0])
    pixels[..., 3] = np.rint(np.abs(shares - 0.5) * 2 * 110 / 10) * 10
    return pixels


def _boundary(shares: Array, frame: Frame) -> str:
    """Where the share is one half: a piece in each square of four answers that it crosses."""
    above = shares - 0.5
    height, width = above.shape
    x = np.linspace(LEFT, frame.width - RIGHT, width + 1)
    y = np.linspace(frame.height - BOTTOM, TOP, height + 1)
    x, y = (x[1:] + x[:-1]) / 2, (y[1:] + y[:-1]) / 2
    signs = above > 0
    mixed = (
        (signs[:-1, :-1] != signs[:-1, 1:]) | (signs[:-1, :-1] != signs[1:, :-1])
        | (signs[:-1, :-1] != signs[1:, 1:])
    )  # fmt: skip
    pieces = []
    for row, column in np.argwhere(mixed).tolist():
        corners = ((row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column))
        found = []
        for (r, c), (s, d) in pairwise((*corners, corners[0])):
            if signs[r, c] != signs[s, d]:
                share = above[r, c] / (above[r, c] - above[s, d])
                found.append((x[c] + share * (x[d] - x[c]), y[r] + share * (y[s] - y[r])))
        for (a, b), (e, f) in zip(found[::2], found[1::2], strict=True):
            pieces.append(f"M{a:.1f} {b:.1f}L{e:.1f} {f:.1f}")
    return "".join(pieces)


def scatter(shown: Scatter, name: str) -> str:
    """Maps side by side, each class in its colour with its number in its midst."""
    panels, used = [], set[int]()
    left_out = False
    for number, (points, labels) in enumerate(zip(shown.points, shown.labels, strict=False)):
        places = np.asarray(points, dtype=np.float64).reshape(-1, 2)
        classes = np.asarray(labels).ravel().astype(np.int64)
        label = shown.panel_labels[number] if number < len(shown.panel_labels) else same("")
        chosen = _some(len(places))
        if len(chosen) < len(places):
            left_out = True
            label = phrase(
                "{label}: {shown} of {all}",
                label=label, shown=count(len(chosen)), all=count(len(places)),
            )  # fmt: skip
        used |= set(classes.tolist())
        title = block(label, "h4", name=f"{name}-{number}")
        panels.append(
            f"<div>{title}{_map(places[chosen], classes[chosen], f'{name}-{number}')}</div>"
        )
    text = shown.caption
    if left_out:
        text = joined(text, " ", phrase("Evenly chosen points are shown."))
    key = "".join(
        f'<li><i class="swatch k{k % CLASS_COLOURS}"></i>{k}</li>' for k in sorted(used)[:20]
    )
    caption = block(text, "figcaption")
    if not panels:
        return f"<figure>{caption}{block(NOTHING, 'p', 'nothing')}</figure>"
    body = f'<div class="pair">{"".join(panels)}</div><ul class="key">{key}</ul>'
    return f'<figure class="wide">{body}{caption}</figure>'


def _map(points: Array, classes: Array, name: str) -> str:
    known = np.isfinite(points).all(axis=1) if len(points) else np.zeros(0, bool)
    points, classes = points[known], classes[known]
    if not len(points):
        return block(NOTHING, "p", "nothing")
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    half = float((points.max(axis=0) - points.min(axis=0)).max()) / 2 or 1.0
    x = PLANE / 2 + (points[:, 0] - middle[0]) / half * (PLANE / 2 - 10)
    y = PLANE / 2 - (points[:, 1] - middle[1]) / half * (PLANE / 2 - 10)
    inside = [_class_dots(x, y, classes, "map ")]
    for k in np.unique(classes).tolist():
        place = np.median(x[classes == k]), np.median(y[classes == k])
        inside.append(words(same(str(k)), place[0], place[1] + 6, "number middle"))
    return svg("".join(inside), PLANE, PLANE, name)


def _class_dots(x: Array, y: Array, classes: Array, look: str = "") -> str:
    numbers = {value: k for k, value in enumerate(np.unique(classes).tolist())}
    if classes.dtype.kind in "iu" and classes.size and classes.min() >= 0:
        numbers = {value: int(value) for value in numbers}
    return "".join(
        f'<path class="{look}dots k{k % CLASS_COLOURS}" d="'
        f'{dots(x[classes == value], y[classes == value])}"/>'
        for value, k in numbers.items()
    )


def _some(count_: int) -> Array:
    """Evenly chosen numbers below `count_`, at most MOST_POINTS."""
    if count_ <= MOST_POINTS:
        return np.arange(count_)
    return np.linspace(0, count_ - 1, MOST_POINTS).astype(np.intp)
