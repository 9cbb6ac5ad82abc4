"""A dense stack as units and wires: what is painted, and what is said of each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from diynn.layers import Linear
from gui.tabs.analysis_tab import ValuePlace
from gui.tabs.network.picture import TOP, Units
from gui.tabs.network.unit_layout import BIAS, UNIT, WIRE, Frame, Spot, UnitLayout
from gui.text.numbers import count, figures, telling
from gui.theme.colours import (
    Theme,
    blend,
    class_colours,
    contrast,
    opacity,
    ramp,
    rgb,
)
from gui.theme.resources import text_font
from gui.theme.theme import ThemeSource
from gui.widgets.cell_table import paint_elided

Array = NDArray[Any]

_STRENGTHS = 8
"""So many widths and shades of a sign are told apart."""
_THIN, _MOST_WIDE = 1.5, 120
"""Lines of one pixel are drawn five times as fast: the weak ones, and of very many all but the
strongest."""
_LEAST = 0.02
"""What share of the first strength is as good as zero."""
_UNKNOWN = _STRENGTHS + 1
"""The strength of a weight that is no number."""
_WIDEST_NAME, _SWATCH = 84.0, 8.0
_SMALL = 0.86
_WRITTEN = 36.0
"""Pixels of a unit's side from which its value has room in it."""
_TERMS = 4
"""Terms of a unit's sum that are written out."""
_LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@lru_cache(maxsize=8)
def _pens(theme: Theme) -> dict[int, QPen]:
    """The pen of each strength, below zero those of negative weights."""
    made = {0: QPen(QColor(theme.grid), 1.0)}
    for sign, end in ((-1, theme.diverging[0]), (1, theme.diverging[-1])):
        for strength in range(1, _STRENGTHS + 1):
            share = strength / _STRENGTHS
            shade = blend(theme.surface, end, opacity(end, theme, 0.3 + 0.7 * share))
            wide = (0.2 + 4.8 * share) * theme.stroke
            made[sign * strength] = QPen(QColor(shade), wide if wide > _THIN else 1.0)
    made[_UNKNOWN] = QPen(QColor(theme.error), 1.2 * theme.stroke, Qt.PenStyle.DotLine)
    return made


@lru_cache(maxsize=8)
def diverging_table(theme: Theme) -> NDArray[np.uint8]:
    """The colours (TOP + 2, 3) of the levels of signed values; the last is that of no value."""
    ground = np.array([rgb(theme.surface)], np.uint8)
    return np.concatenate([ramp(theme.diverging, TOP + 1), ground])


def tile_of(pixels: NDArray[np.uint8]) -> QImage:
    """Colours (rows, columns, 3) as an image."""
    rows, columns = pixels.shape[:2]
    data = np.ascontiguousarray(pixels).tobytes()
    # The copy lives on when the bytes are gone.
    return QImage(data, columns, rows, 3 * columns, QImage.Format.Format_RGB888).copy()


class UnitFace:
    """Shows one picture after the other; the places stay as long as the stack does."""

    def __init__(self, picture: Units, themes: ThemeSource) -> None:
        self._themes = themes
        self._layout: UnitLayout | None = None
        self.show(picture)

    def show(self, picture: Units) -> None:
        """Show newer values and weights, of the same stack or of another."""
        self.picture = picture
        run = picture.run
        features, classes = run.raw.features, run.raw.classes
        first, last = picture.columns[0], picture.columns[-1]
        self._inputs = (
            features if len(features) == first.units
            else tuple(self._symbol(0, unit) for unit in range(first.units))
        )  # fmt: skip
        named = not run.reconstructs and len(classes) == last.units and len(picture.columns) > 1
        self._outputs = classes if named else ()
        self._titles = [
            _tr("Input") if column.last < 0
            else " · ".join(run.net.layers[row].name() for row in column.rows)
            for column in picture.columns
        ]  # fmt: skip
        self._biased = [wire is not None and wire[1].size > 0 for wire in picture.wires]
        self._strengths: Array | None = None
        self._images: list[list[QImage]] = []

    @property
    def _font_metrics(self) -> QFontMetricsF:
        return QFontMetricsF(text_font(self._themes.zoom, scale=_SMALL))

    # Where things lie

    def lay_out(self, room: QSize) -> None:
        """Place everything in a view of that size."""
        metrics, classes = self._font_metrics, self._outputs
        swatch = _SWATCH + 8
        names = [metrics.horizontalAdvance(name) for name in self._inputs[:16]]
        ends = [metrics.horizontalAdvance(name) + swatch for name in classes[:16]]
        frame = Frame(
            QSizeF(room), metrics.height(), min(max(names, default=0.0), _WIDEST_NAME) + 6,
            min(max(ends, default=0.0), _WIDEST_NAME),
        )  # fmt: skip
        old = self._layout
        columns, biased = self.picture.columns, tuple(self._biased)
        if old is None or (old.frame, old.columns, old.biased) != (frame, columns, biased):
            self._layout = UnitLayout(columns, biased, frame)
            self._strengths = None

    @property
    def layout(self) -> UnitLayout:
        """Where everything lies."""
        assert self._layout is not None
        return self._layout

    def content_size(self) -> QSize:
        """How large all of it is."""
        return QSize(round(self.layout.width), round(self.layout.frame.size.height()))

    def dress(self) -> None:
        """Take the colours of the look of the moment."""
        self._images = []

    def spot_at(self, place: QPointF) -> Spot | None:
        """What is at a place."""
        return self.layout.spot_at(place)

    def moved(self, spot: Spot | None, key: Qt.Key) -> Spot:
        """What a key goes to."""
        return Spot(UNIT, 0, 0) if spot is None else self.layout.moved(spot, key)

    def of_row(self, row: int) -> Spot:
        """The first unit of the column that a row is part of."""
        columns = self.picture.columns
        return Spot(UNIT, next(at for at, one in enumerate(columns) if row <= one.last), 0)

    def knows(self, spot: object) -> bool:
        """Whether that is drawn."""
        return isinstance(spot, Spot) and self.layout.is_there(spot)

    def area(self, spot: Spot) -> QRectF:
        """Where that is drawn."""
        return self.layout.area(spot)

    # Painting

    def paint(self, painter: QPainter, seen: QRectF) -> None:
        """Draw wires, units, biases and names."""
        layout, theme = self.layout, self._themes.current
        pens, strengths = _pens(theme), self._wire_strengths()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        order = np.argsort(abs(strengths), kind="stable").tolist()
        thin = max(len(order) - _MOST_WIDE, 0)
        for number in order[:thin]:
            pen = QPen(pens[int(strengths[number])])
            pen.setWidthF(1.0)
            painter.strokePath(layout.paths[number], pen)
        for number in order[thin:]:
            painter.strokePath(layout.paths[number], pens[int(strengths[number])])
        self._paint_units(painter)
        self._paint_biases(painter)
        painter.setFont(text_font(self._themes.zoom, scale=_SMALL))
        self._paint_names(painter)

    def _wire_strengths(self) -> Array:
        """Of each wire of the layout, how it is drawn: a key of `_pens`."""
        if self._strengths is None:
            picture, shown, parts = self.picture, self.layout.shown, []
            for column, wires in enumerate(picture.wires):
                if column == 0:
                    continue
                if wires is None:
                    parts.append(np.zeros(len(list(_plain(self.layout, column))), np.intp))
                else:
                    cut = wires[0][: shown[column], : shown[column - 1]]
                    parts.append(_strengths(cut.ravel(), picture.reach))
            self._strengths = np.concatenate(parts) if parts else np.empty(0, np.intp)
        return self._strengths

    def _paint_units(self, painter: QPainter) -> None:
        theme = self._themes.current
        if not self._images:
            table = diverging_table(theme)
            self._images = [[tile_of(one) for one in table[maps]] for maps in self.picture.maps]
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.picture.is_plane)
        for areas, images in zip(self.layout.areas, self._images, strict=True):
            for area, image in zip(areas, images, strict=False):
                painter.drawImage(area, image)
        if not self.picture.is_plane and self.layout.side > _WRITTEN:
            self._paint_values(painter)
        painter.fillPath(self.layout.corners, QColor(theme.surface))
        painter.strokePath(self.layout.frames, QPen(QColor(theme.strong_border), theme.stroke))

    def _paint_values(self, painter: QPainter) -> None:
        """Write the value of each unit into it."""
        theme = self._themes.current
        painter.setFont(text_font(self._themes.zoom, scale=_SMALL))
        for areas, images, spans in zip(
            self.layout.areas, self._images, self.picture.spans, strict=True
        ):
            for area, image, value in zip(areas, images, spans[:, 0].tolist(), strict=False):
                ground = image.pixelColor(0, 0).name()
                ink = max(theme.text, theme.surface, key=partial(contrast, ground))
                painter.setPen(QColor(ink))
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, figures(value, 2))

    def _paint_biases(self, painter: QPainter) -> None:
        theme, pens = self._themes.current, _pens(self._themes.current)
        painter.setPen(QPen(QColor(theme.surface), 1.5))
        for column, wires in enumerate(self.picture.wires):
            if wires is None or not self._biased[column]:
                continue
            strengths = _strengths(wires[1][: self.layout.shown[column]], self.picture.reach)
            for unit, strength in enumerate(strengths.tolist()):
                shade = pens[strength].color() if strength else QColor(theme.strong_border)
                painter.setBrush(shade)
                painter.drawEllipse(self.layout.area(Spot(BIAS, column, unit)))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_names(self, painter: QPainter) -> None:
        layout, theme = self.layout, self._themes.current
        right = Qt.AlignmentFlag.AlignRight
        middle, line = Qt.AlignmentFlag.AlignCenter, layout.frame.line
        painter.setPen(QColor(theme.muted))
        metrics = QFontMetricsF(painter.font())
        for area, title in zip(layout.titles, self._titles, strict=True):
            # As wide as it is, it can be moved away from the edge.
            wide = min(metrics.horizontalAdvance(title) + 2, area.width())
            left = min(max(area.center().x() - wide / 2, 2), layout.width - wide - 2)
            paint_elided(painter, QRectF(left, area.top(), wide, area.height()), title, middle)
        for more, column, shown in zip(layout.more, layout.columns, layout.shown, strict=True):
            if more is not None:
                words = _tr("… {count} more").format(count=count(column.units - shown))
                paint_elided(painter, more, words, middle)
        for unit, area in enumerate(layout.areas[0]):
            beside = QRectF(0, area.center().y() - line / 2, area.left() - 5, line)
            paint_elided(painter, beside, self._inputs[unit], right)
        colours = class_colours(theme)
        for unit, area in enumerate(layout.areas[-1] if self._outputs else []):
            left, y = area.right() + 5, area.center().y()
            swatch = QRectF(left, y - _SWATCH / 2, _SWATCH, _SWATCH)
            painter.fillRect(swatch, QColor(colours[unit % len(colours)]))
            room = layout.frame.right - _SWATCH - 6
            beside = QRectF(left + _SWATCH + 4, y - line / 2, room, line)
            paint_elided(painter, beside, self._outputs[unit], Qt.AlignmentFlag.AlignLeft)

    def paint_spot(self, painter: QPainter, spot: Spot, value: float | None) -> None:
        """Mark what pointer or keys are at; a weight with its `value`, or with the one given."""
        theme, layout = self._themes.current, self.layout
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(QColor(theme.accent), 2.5 * theme.stroke)
        if spot.kind == UNIT:
            painter.setPen(pen)
            painter.drawRoundedRect(layout.area(spot).adjusted(-2, -2, 2, 2), 5, 5)
            return
        if spot.kind == WIRE:
            number = layout.wires.index(spot)
            wire = _pens(theme)[int(self._wire_strengths()[number])]
            pen.setWidthF(wire.widthF() + 4)
            painter.strokePath(layout.paths[number], pen)
            painter.strokePath(layout.paths[number], wire)
        else:
            painter.setPen(pen)
            painter.drawEllipse(layout.area(spot).adjusted(-2, -2, 2, 2))
        shown = self.value(spot) if value is None else value
        if shown is not None:
            self._paint_plate(painter, layout.middle(spot), figures(shown, 3))

    def _paint_plate(self, painter: QPainter, middle: QPointF, words: str) -> None:
        theme = self._themes.current
        painter.setFont(text_font(self._themes.zoom, scale=_SMALL))
        metrics = QFontMetricsF(painter.font())
        plate = QRectF(0, 0, metrics.horizontalAdvance(words) + 12, metrics.height() + 2)
        plate.moveCenter(middle)
        size = self.content_size()
        plate.moveLeft(min(max(plate.left(), 1), size.width() - plate.width() - 1))
        plate.moveTop(min(max(plate.top(), 1), size.height() - plate.height() - 1))
        painter.setPen(QPen(QColor(theme.accent), 1.0))
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(plate, 4, 4)
        painter.setPen(QColor(theme.text))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    # What is said

    def _symbol(self, column: int, unit: int) -> str:
        return ("x" if column == 0 else "u") + str(unit + 1).translate(_LOW)

    def unit_name(self, column: int, unit: int) -> str:
        """A unit in words."""
        if column == 0:
            return _tr("input {name}").format(name=self._inputs[unit])
        rows = self.picture.columns[column].rows
        return _tr("unit {number} of row {row}, {layers}").format(
            number=unit + 1, row=rows.start + 1, layers=self._titles[column]
        )

    def value(self, spot: Spot) -> float | None:
        """The weight or the bias that is meant; None for a unit and for what has no weight."""
        wires = self.picture.wires[spot.column]
        if spot.kind == UNIT or wires is None:
            return None
        values = wires[0][spot.unit, spot.source] if spot.kind == WIRE else wires[1][spot.unit]
        return float(values)

    def words(self, spot: Spot) -> str:
        """What is meant, with its value."""
        name = self.unit_name(spot.column, spot.unit)
        value = self.value(spot)
        if spot.kind == UNIT:
            name = name[:1].upper() + name[1:]
            span = self.picture.spans[spot.column][spot.unit].tolist()
            low, high = (figures(one, 3) for one in span)
            if not self.picture.is_plane:
                return telling(name, low)
            return _tr("{name}: from {low} to {high}").format(name=name, low=low, high=high)
        if spot.kind == BIAS:
            words = _tr("Bias of {target}").format(target=name)
        else:
            source = self.unit_name(spot.column - 1, spot.source)
            words = (
                _tr("From {source} to {target}") if value is None
                else _tr("Weight from {source} to {target}")
            ).format(source=source, target=name)  # fmt: skip
        return words if value is None else telling(words, figures(value, 4))

    def tip(self, spot: Spot) -> str:
        """The same with the formula, and with what can be done."""
        lines = [self.words(spot)]
        if formula := self.formula(spot):
            lines.append(formula)
        lines.append(
            _tr("Click: its calculation. Drag up or down, or F2: another value.")
            if self.value(spot) is not None else _tr("Click: its calculation.")
        )
        return "\n".join(lines)

    def title_at(self, place: QPointF) -> str:
        """The layers of the column whose title is at a place."""
        titles = zip(self.layout.titles, self._titles, strict=True)
        return next((title for area, title in titles if area.contains(place)), "")

    def formula(self, spot: Spot) -> str:
        """A unit as the function of those before it, a weight as its term; empty for an input."""
        picture = self.picture
        column = picture.columns[spot.column]
        if column.last < 0:
            return ""
        before = spot.column - 1
        if spot.kind == WIRE:
            value = self.value(spot)
            factor = "" if value is None else f"{figures(value, 3)} · "
            return factor + self._symbol(before, spot.source)
        if spot.kind == BIAS:
            return ""
        layers = [picture.run.net.layers[row] for row in column.rows]
        wires = picture.wires[spot.column]
        text = (
            self._symbol(before, spot.unit) if wires is None
            else self._sum(before, spot.unit, wires)
        )  # fmt: skip
        for layer in layers[isinstance(layers[0], Linear) :]:
            text = f"{layer.name()}({text})"
        return f"{self._symbol(spot.column, spot.unit)} = {text}"

    def _sum(self, before: int, unit: int, wires: tuple[Array, Array]) -> str:
        W, b = wires
        order = np.argsort(-np.abs(np.nan_to_num(W[unit])), kind="stable").tolist()
        shown = sorted(order[:_TERMS])
        parts = [
            f"{figures(float(W[unit, one]), 3)} · {self._symbol(before, one)}" for one in shown
        ]
        if more := len(order) - len(shown):
            parts.append(_tr("… {count} more").format(count=count(more)))
        if b.size:
            parts.append(figures(float(b[unit]), 3))
        return " + ".join(parts).replace("+ −", "− ").replace("+ -", "− ")

    def summary(self) -> str:
        """All of it in a sentence."""
        parts = [
            telling(title, count(column.units))
            for title, column in zip(self._titles, self.picture.columns, strict=True)
        ]
        return "; ".join(parts)

    def table(self) -> Iterator[list[object]]:
        """A line for each weight and each bias: row, name, unit, unit before, value."""
        for column, wires in zip(self.picture.columns, self.picture.wires, strict=True):
            if wires is None or column.joined is None:
                continue
            W, b = wires
            for unit, source in np.ndindex(W.shape):
                yield [column.joined + 1, "W", unit + 1, source + 1, f"{W[unit, source]:.7g}"]
            for unit in range(len(b)):
                yield [column.joined + 1, "b", unit + 1, "", f"{b[unit]:.7g}"]

    # What it stands for

    def place(self, spot: Spot) -> ValuePlace:
        """The value that is meant, for the tab Calculation."""
        column = self.picture.columns[spot.column]
        if column.joined is not None and spot.kind == WIRE:
            return ValuePlace("weight", column.joined, "W", (spot.unit, spot.source))
        if column.joined is not None and spot.kind == BIAS:
            return ValuePlace("weight", column.joined, "b", (spot.unit,))
        if column.last < 0:
            return ValuePlace("input", 0, "", (spot.unit,))
        return ValuePlace("output", column.last, "", (spot.unit,))


def _plain(layout: UnitLayout, column: int) -> Iterator[Spot]:
    return (wire for wire in layout.wires if wire.column == column)


def _strengths(weights: Array, reach: float) -> NDArray[np.intp]:
    """How weights are drawn, −_STRENGTHS to _STRENGTHS; _UNKNOWN where one is no number."""
    with np.errstate(over="ignore", invalid="ignore"):
        shares = np.clip(weights.astype(np.float64) / reach, -1, 1) * _STRENGTHS
    known = np.nan_to_num(np.sign(shares) * np.ceil(np.abs(shares) - _LEAST)).astype(np.intp)
    return np.where(np.isfinite(weights), known, _UNKNOWN)


def _tr(text: str) -> str:
    return QCoreApplication.translate("DrawnNetwork", text)
