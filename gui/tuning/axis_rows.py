"""Choose settings of a design and the values to try: a row for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QLocale, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diynn.design.design import Design
from diynn.settings import OneOf, Range
from diynn.text import from_power
from diynn.tuning.sweep import value_words
from diynn.tuning.sweep_settings import Place, part_of, places
from gui.text.numbers import typed
from gui.text.wording import help_text
from gui.theme.theme import IconKeeper, ThemeSource
from gui.tuning.sweep_text import place_label
from gui.widgets.caption import Caption
from gui.widgets.setting_editor import QuietCombo
from gui.widgets.typed_field import LineField

FIRST = "optimizer.learning_rate"


def proposal(design: Design, place: Place) -> str:
    """Values to begin with: those round the design's own, or all that there are."""
    setting = place.setting
    if setting is None:
        return ", ".join(kind.name() for kind in place.kinds[:20])
    if setting.kind is bool:
        return "yes, no"
    if isinstance(setting.limits, OneOf):
        return ", ".join(setting.limits.choices)
    own = getattr(part_of(design, place.part), setting.name)
    if isinstance(own, tuple):
        step = (1, 1) if 0 in own else own
        larger = [tuple(a + k * b for a, b in zip(own, step, strict=True)) for k in (0, 1)]
        return ", ".join(value_words(value) for value in larger)
    if own == 0:
        tried: list[float] = [0, 1, 2] if setting.kind is int else [0.0, 0.1, 0.2]
    elif place.is_logarithmic:
        tried = [own / 10, own, own * 10]
    else:
        tried = [own / 2, own, own * 2]
    limits = setting.limits
    if isinstance(limits, Range):
        tried = [min(max(value, limits.low), limits.high) for value in tried]
    kept = [max(1, round(v)) if setting.kind is int and own else v for v in tried]
    return ", ".join(dict.fromkeys(value_words(value) for value in kept))


def local_values(words: str) -> str:
    """Values as the language writes them: where it has a decimal comma, semicolons part them."""
    between = ", " if QLocale().decimalPoint() == "." else " ; "
    return _NUMBER.sub(lambda found: typed(float(found[0])), words.replace(", ", between))


def plain_values(words: str) -> str:
    """Values as `diynn.tuning.sweep_settings.axis` reads them, whichever way they were typed.

    A comma that stands alone between two digits is a decimal one where semicolons part the values,
    or where the language writes it so; of several in a row, as in 16,32,64, none is.
    """
    words = from_power(words).replace("\N{MINUS SIGN}", "-")
    if ";" in words:
        return words.replace(",", ".").replace(";", ",")
    if QLocale().decimalPoint() == ".":
        return words
    return ", ".join(
        "..".join(
            _COMMA.sub(".", end) if end.count(",") == 1 else end for end in one.split("..")
        )
        for one in words.split(", ")
    )  # fmt: skip


_NUMBER = re.compile(r"(?<!\w)(?<!\d\.)-?\d+(\.\d+(e[+-]?\d+)?|e[+-]?\d+)")
_COMMA = re.compile(r"(?<=\d),(?=\d)")


class _Row:
    """The controls of one setting."""

    def __init__(self, themes: ThemeSource, parent: QWidget, remove: str) -> None:
        self.setting = QuietCombo(parent)
        self.values = LineField(parent)
        self.drop = QToolButton(parent)
        self.drop.setAutoRaise(True)
        self.drop.setIconSize(QSize(16, 16))
        self.drop.setToolTip(remove)
        self.drop.setAccessibleName(remove)
        IconKeeper(self.drop, self.drop.setIcon, "remove", themes)

    def widgets(self) -> tuple[QWidget, ...]:
        """What is laid out, from the left."""
        return (self.setting, self.values, self.drop)


class AxisRows(QWidget):
    """Rows of a setting and its values; `edited` says that something is different."""

    edited = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._design = Design()
        self._places: dict[str, Place] = {}
        self.rows: list[_Row] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self._grid.addWidget(Caption(self.tr("Setting")), 0, 0)
        self._grid.addWidget(Caption(self.tr("Values to try")), 0, 1)
        self.more = QPushButton(self.tr("Add a setting"))
        self.more.setToolTip(
            self.tr("Vary one more setting: every value is tried with every other")
        )
        self.more.clicked.connect(self._add_next)
        line = QHBoxLayout()
        line.addWidget(self.more)
        line.addStretch(1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(4)
        down.addLayout(self._grid)
        down.addLayout(line)

    def show_design(self, design: Design) -> None:
        """Offer the settings of `design`; rows whose setting it has stay as they are."""
        self._design = design
        self._places = {place.path: place for place in places(design)}
        for row in list(self.rows):
            if row.setting.currentData() in self._places:
                self._fill(row, str(row.setting.currentData()))
            else:
                self._remove(row)
        if not self.rows:
            self.add(FIRST)

    def add(self, path: str, values: str | None = None) -> None:
        """Add a row for a setting, with values or a proposal."""
        row = _Row(self._themes, self, self.tr("Do not vary this setting"))
        row.setting.setAccessibleName(self.tr("Setting to vary"))
        row.values.setAccessibleName(self.tr("Values to try"))
        row.values.setPlaceholderText(self.tr("0.01, 0.1 or 0.001..0.1:5"))
        self._fill(row, path)
        tried = proposal(self._design, self._places[path]) if values is None else values
        row.values.setText(local_values(tried))
        row.setting.currentIndexChanged.connect(self._teller(row))
        row.values.textChanged.connect(self.edited)
        row.drop.clicked.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._arrange()
        self.edited.emit()

    def texts(self) -> list[str]:
        """What is chosen, a SETTING=VALUES a row, as `diynn.tuning.sweep_settings` reads it."""
        return [
            f"{row.setting.currentData()}={plain_values(row.values.text())}" for row in self.rows
        ]

    def place(self, row: _Row) -> Place:
        """The place that a row varies."""
        return self._places[row.setting.currentData()]

    def _fill(self, row: _Row, path: str) -> None:
        row.setting.blockSignals(True)
        row.setting.clear()
        for name, place in self._places.items():
            row.setting.addItem(place_label(place), name)
            if place.setting is not None:
                row.setting.setItemData(
                    row.setting.count() - 1, help_text(place.setting), Qt.ItemDataRole.ToolTipRole
                )
        row.setting.setCurrentIndex(row.setting.findData(path))
        row.setting.blockSignals(False)
        self._explain(row)

    def _explain(self, row: _Row) -> None:
        place = self._places[row.setting.currentData()]
        about = "" if place.setting is None else help_text(place.setting)
        row.setting.setToolTip(about)
        row.values.setToolTip(self.tr(
            "Values with commas between; or FROM..TO:COUNT for evenly spaced ones, by factors "
            "where the setting is one of factors; or, drawn by chance, FROM..TO"
        ))  # fmt: skip

    def _teller(self, row: _Row) -> Callable[[], None]:
        def tell() -> None:
            self._explain(row)
            row.values.setText(local_values(proposal(self._design, self.place(row))))
            self.edited.emit()

        return tell

    @Slot()
    def _add_next(self) -> None:
        taken = {row.setting.currentData() for row in self.rows}
        usual = (FIRST, "run.batch_size", "optimizer.momentum", *self._places)
        free = [path for path in usual if path in self._places and path not in taken]
        if free:
            self.add(free[0])
            self.rows[-1].setting.setFocus()

    def _remove(self, row: _Row) -> None:
        self.rows.remove(row)
        for widget in row.widgets():
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._arrange()
        self.edited.emit()

    def _arrange(self) -> None:
        for line, row in enumerate(self.rows, 1):
            for column, widget in enumerate(row.widgets()):
                self._grid.addWidget(widget, line, column)
            row.drop.setEnabled(len(self.rows) > 1)
        controls: Sequence[QWidget] = [w for row in self.rows for w in row.widgets()]
        for first, second in pairwise([*controls, self.more]):
            QWidget.setTabOrder(first, second)
