"""One row typed by hand, and what the network answers to it."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QProgressBar, QWidget

from diynn.analysis.inputs import Input, inputs_of
from diynn.data.dataset import Array, Dataset
from diynn.inference.model import Model
from gui.text.numbers import figures, percent
from gui.widgets.boxes import Scroller, vbox
from gui.widgets.named_combo import NamedCombo
from gui.widgets.number_field import NumberField
from gui.widgets.plain_text import Label

MOST_FIELDS = 60
"""More inputs are no row that anybody types."""
MOST_BARS = 12
"""Classes whose probabilities are shown, the likeliest first."""
LEAST = QSize(220, 120)


def takes_rows(raw: Dataset) -> bool:
    """Whether a sample is a row that can be typed."""
    return 0 < len(inputs_of(raw)) <= MOST_FIELDS and not raw.image_shape


class RowForm(QWidget):
    """A field for each input, which begin with the middle of the training part; `edited` at each
    change."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "one-row")
        self.fields: dict[str, NumberField | NamedCombo] = {}
        self._inputs: tuple[Input, ...] = ()
        self._values = np.zeros(0)
        self.answer = Label()
        self.answer.setProperty("strong", True)
        self.answer.setWordWrap(True)
        self.answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bars = QWidget()
        self._bar_rows = QFormLayout(self._bars)
        self._bar_rows.setContentsMargins(0, 0, 0, 0)
        self._ground = QWidget()
        self._form = QFormLayout(self._ground)
        self._form.setContentsMargins(0, 0, 8, 0)
        title = Label(self.tr("Type one row"))
        title.setProperty("strong", True)
        vbox(
            title, (Scroller(self._ground, LEAST), 1), self.answer, self._bars, parent=self,
            margins=(0, 0, 0, 0),
        )  # fmt: skip

    def show_inputs(self, raw: Dataset) -> None:
        """Make the fields for samples of a data set."""
        while self._form.rowCount():
            self._form.removeRow(0)
        self.fields = {}
        self._inputs = inputs_of(raw)
        x = raw.train.x.reshape(len(raw.train), -1).astype(np.float64)
        self._values = np.median(x, axis=0) if len(x) else np.zeros(x.shape[1])
        for one in self._inputs:
            if one.texts:
                combo = NamedCombo()
                combo.addItems(list(one.texts))
                combo.setCurrentIndex(int(x[:, list(one.places)].sum(axis=0).argmax()))
                combo.currentIndexChanged.connect(self._tell)
                field: NumberField | NamedCombo = combo
            else:
                number = NumberField(whole=False, limits=None)
                number.set_number(float(f"{self._values[one.places[0]]:.6g}"))
                number.typed.connect(self._take)
                field = number
            field.setAccessibleName(one.name)
            field.setProperty("helpTopic", "one-row")
            self.fields[one.name] = field
            self._form.addRow(Label(one.name), field)
        self._ground.adjustSize()

    @Slot(object)
    def _take(self, value: object) -> None:
        field = self.sender()
        assert isinstance(field, NumberField)
        good = isinstance(value, int | float) and math.isfinite(value)
        if not good:
            # What is no number is not taken: the last good one stays.
            value = self._number_of(field)
        assert isinstance(value, int | float)
        field.set_number(value)
        place = next(one.places[0] for one in self._inputs if self.fields[one.name] is field)
        self._values[place] = value
        if good:
            self.edited.emit()

    def _number_of(self, field: NumberField) -> float:
        place = next(one.places[0] for one in self._inputs if self.fields[one.name] is field)
        return float(self._values[place])

    @Slot()
    def _tell(self) -> None:
        self.edited.emit()

    def row(self) -> Array:
        """The row as it stands, (1, values), as it would have been read."""
        row = self._values.copy()
        for one in self._inputs:
            field = self.fields[one.name]
            if isinstance(field, NamedCombo):
                row[list(one.places)] = 0.0
                row[one.places[field.currentIndex()]] = 1.0
        return row[np.newaxis]

    def show_answer(self, model: Model) -> None:
        """Show what the network answers to the row."""
        while self._bar_rows.rowCount():
            self._bar_rows.removeRow(0)
        row = self.row()
        if model.classes:
            p = model.probabilities(row)[0]
            likeliest = np.argsort(-p, kind="stable")[:MOST_BARS]
            best = int(likeliest[0])
            self.answer.setText(
                self.tr("Answer: {name} ({share})").format(
                    name=model.classes[best], share=percent(float(p[best]))
                )
            )
            for place in likeliest:
                bar = QProgressBar()
                bar.setRange(0, 1000)
                bar.setValue(round(float(p[place]) * 1000))
                bar.setTextVisible(False)
                bar.setAccessibleName(model.classes[place])
                words = Label(f"{model.classes[place]}  {percent(float(p[place]))}")
                self._bar_rows.addRow(words, bar)
        else:
            values = ", ".join(figures(float(value), 5) for value in model.predict(row).reshape(-1))
            self.answer.setText(self.tr("Answer: {values}").format(values=values))
