"""Pictures before the training: samples by class with their counts, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QListView, QSizePolicy, QWidget

from diynn.data.dataset import Dataset, Part
from diynn.data.sources.source import Source
from diynn.data.sources.user_file import LOOK, UserFile
from gui.text.numbers import count
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import hbox, vbox
from gui.widgets.caption import Caption
from gui.widgets.settings_form import SettingsForm
from gui.widgets.value_table import Column, Entry, ValueTable

Array = NDArray[Any]
Index = QModelIndex | QPersistentModelIndex

MOST = 400
"""Pictures that are shown at once: the first of a class."""
SIDE = 72
"""Pixels of a picture on the page."""
_NO_PARENT = QModelIndex()

Sample = tuple[bool, int]
"""Whether it is one of the test part, and its place."""


class PictureModel(QAbstractListModel):
    """Samples as pictures, made when they are seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data: Dataset | None = None
        self._limits = (0.0, 1.0)
        self.samples: tuple[Sample, ...] = ()

    def show_samples(self, data: Dataset, samples: Sequence[Sample]) -> None:
        """Show these samples of a data set."""
        self.beginResetModel()
        self._data, self.samples = data, tuple(samples)
        self._limits = _limits(data)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """The number of samples."""
        return 0 if parent.isValid() else len(self.samples)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A sample's picture, its part and number, and in a tip its class."""
        data = self._data
        if data is None or not index.isValid():
            return None
        in_test, place = self.samples[index.row()]
        part = data.test if in_test else data.train
        if role == Qt.ItemDataRole.DecorationRole:
            return picture(part.x[place], *self._limits)
        words = self.tr("test {0}") if in_test else self.tr("train {0}")
        if role == Qt.ItemDataRole.DisplayRole:
            return words.format(count(place + 1))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            name = _class_of(data, part, place)
            return f"{name} · {words.format(count(place + 1))}" if name else None
        return None


def _limits(data: Dataset) -> tuple[float, float]:
    """The values of black and white."""
    if np.isfinite(data.low) and np.isfinite(data.high) and data.low < data.high:
        return data.low, data.high
    some = data.train.x[:: max(1, len(data.train) // 500)]
    low, high = float(some.min()), float(some.max())
    return (low, high) if low < high else (low, low + 1)


def _class_of(data: Dataset, part: Part, place: int) -> str:
    return data.classes[int(part.targets[place])] if data.classes else ""


def picture(sample: Array, low: float, high: float) -> QPixmap:
    """A sample (height, width, 1 or 3) as a picture, sharp where it is enlarged."""
    levels = np.clip((sample.astype(np.float64) - low) * (255 / (high - low)), 0, 255)
    pixels = np.ascontiguousarray(np.rint(levels).astype(np.uint8))
    tall, wide, channels = pixels.shape
    kind = QImage.Format.Format_RGB888 if channels == 3 else QImage.Format.Format_Grayscale8
    image = QImage(pixels.data, wide, tall, wide * channels, kind).copy()
    smooth = max(tall, wide) > SIDE
    how = (
        Qt.TransformationMode.SmoothTransformation if smooth
        else Qt.TransformationMode.FastTransformation
    )  # fmt: skip
    keep = Qt.AspectRatioMode.KeepAspectRatio
    return QPixmap.fromImage(image).scaled(QSize(SIDE, SIDE), keep, how)


class PicturePage(QWidget):
    """Classes on the left, the pictures of the chosen one beside them."""

    edited = Signal(str, object)
    """A setting of the pictures' look, and its new value."""
    sample_chosen = Signal(bool, int)
    """The current picture: whether it is one of the test part, and its place in it."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._data: Dataset | None = None
        self._class = 0
        self.form = SettingsForm(
            UserFile, self.tr("Pictures"), themes, columns=len(LOOK), names=LOOK
        )
        self.form.setProperty("helpTopic", "picture-look")
        self.form.edited.connect(self.edited)
        self.classes = ValueTable(self.tr("Classes"), sortable=True)
        self.classes.setProperty("helpTopic", "data-pictures")
        self.left_out = ValueTable(self.tr("Files that are left out"))
        self.left_out.setProperty("helpTopic", "data-pictures")
        self.pictures = QListView()
        self.pictures.setProperty("helpTopic", "data-pictures")
        self.model = PictureModel(self)
        self._dress_list()
        self.shown = Caption()
        fixed = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        side = QWidget()
        side.setSizePolicy(fixed)
        side.setFixedWidth(300)
        vbox((self.classes, 3), (self.left_out, 1), parent=side, margins=(0, 0, 0, 0), spacing=8)
        right = vbox(self.shown, (self.pictures, 1), spacing=4)
        vbox(
            self.form, (hbox(side, (right, 1), spacing=12), 1), parent=self, margins=(0, 0, 0, 0),
            spacing=10,
        )  # fmt: skip
        self.classes.row_chosen.connect(self._choose_class)

    def _dress_list(self) -> None:
        view = self.pictures
        view.setModel(self.model)
        view.setViewMode(QListView.ViewMode.IconMode)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setMovement(QListView.Movement.Static)
        view.setUniformItemSizes(True)
        view.setIconSize(QSize(SIDE, SIDE))
        view.setSpacing(2)
        view.setAccessibleName(self.tr("Pictures"))
        view.selectionModel().currentChanged.connect(self._take_current)

    def show_data(self, data: Dataset, source: Source) -> None:
        """Show the samples of a data set; of a folder of pictures, with what they were made by."""
        is_folder = isinstance(source, UserFile) and (data.low, data.high) == (0.0, 255.0)
        self.form.setVisible(is_folder)
        if is_folder:
            self.form.show_values(source)
        if data is self._data:
            return
        fresh = self._data is None or self._data.classes != data.classes
        self._data = data
        columns = (
            Column(self.tr("Class"), numbers=False), Column(self.tr("Train")),
            Column(self.tr("Test")),
        )  # fmt: skip
        train, test = len(data.train), len(data.test)
        rows: list[Sequence[Entry]] = [[
            Entry(self.tr("All"), ""), Entry(count(train), train), Entry(count(test), test),
        ]]  # fmt: skip
        for name, *counts in zip(data.classes, *_counts(data), strict=True):
            rows.append([Entry(name, name), *(Entry(count(one), one) for one in counts)])
        self.classes.show_rows(columns, rows)
        heads = (Column(self.tr("Left out: {0}").format(count(len(data.left_out))), numbers=False),)
        self.left_out.show_rows(heads, [[Entry(name)] for name in data.left_out])
        self.left_out.setVisible(bool(data.left_out))
        self._choose_class(0 if fresh else self._class)

    @Slot(int)
    def _choose_class(self, row: int) -> None:
        """Show the first pictures of a class; row 0 is that of all classes, some of each."""
        data = self._data
        if data is None:
            return
        self._class = row
        samples: list[Sample] = []
        total = 0
        for in_test, part in ((False, data.train), (True, data.test)):
            if row == 0:
                places = _some_of_each(part, len(data.classes), MOST // 2)
                total += len(part)
            else:
                places = np.flatnonzero(part.targets == row - 1)
                total += len(places)
            samples += [(in_test, place) for place in places.tolist()]
        self.model.show_samples(data, samples[:MOST])
        self.shown.setText(
            self.tr("{0} of {1} picture(s)", "", total).format(
                count(len(self.model.samples)), count(total)
            )
        )
        self.shown.updateGeometry()

    @Slot(QModelIndex, QModelIndex)
    def _take_current(self, current: QModelIndex, before: QModelIndex) -> None:
        if current.isValid() and current.row() != before.row():
            self.sample_chosen.emit(*self.model.samples[current.row()])


def _counts(data: Dataset) -> tuple[list[int], list[int]]:
    number = len(data.classes)
    train, test = (
        np.bincount(part.targets, minlength=number).tolist() if number else []
        for part in (data.train, data.test)
    )
    return train, test


def _some_of_each(part: Part, classes: int, most: int) -> Array:
    """Places of about so many samples, as many of each class, class by class."""
    if not classes:
        return np.arange(min(len(part), most))
    each = max(most // classes, 1)
    found = [np.flatnonzero(part.targets == one)[:each] for one in range(classes)]
    return np.concatenate(found)
