"""A few small images, each with variants of it to its right."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.text.plot_words import picture_words
from gui.theme.theme import ThemeSource

Array = NDArray[Any]

_GAP, _APART = 3, 10
_LARGEST, _LEAST = 40, 26


class VariantStrip(QWidget):
    """Shows images in lines, the first of each apart from the others; or a sentence."""

    def __init__(self, lines: int, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines, self._themes = lines, themes
        self._images: list[list[QImage]] = []
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        themes.changed.connect(self.update)

    def show_images(self, images: Array, low: float, high: float) -> None:
        """Show images (lines, columns, height, width, 1 or 3), black at `low`, white at `high`."""
        scaled = np.nan_to_num((images - low) * (255 / (high - low)), posinf=255, neginf=0)
        levels = np.clip(np.rint(scaled), 0, 255).astype(np.uint8)
        colours = np.broadcast_to(levels, (*levels.shape[:-1], 3))
        self._images = [[_picture(one) for one in line] for line in colours]
        self._words = ""
        self.update()

    def say(self, words: str) -> None:
        """Show a sentence in place of images."""
        self._images, self._words = [], words
        self.update()

    @property
    def words(self) -> str:
        """The sentence that is shown, if any."""
        return self._words

    def in_words(self) -> str:
        """Say how many images there are."""
        return self._words or picture_words(sum(map(len, self._images)), 0)

    @property
    def images(self) -> list[list[QImage]]:
        """The images that are shown, line by line."""
        return self._images

    def sizeHint(self) -> QSize:
        """As high as its lines of the largest images."""
        return QSize(200, self._lines * (_LARGEST + _GAP) - _GAP)

    def minimumSizeHint(self) -> QSize:
        """One line: where room is short, the last lines go."""
        return QSize(120, max(_LEAST + 8, 2 * self.fontMetrics().height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The images, or the sentence."""
        painter = QPainter(self)
        if self._words:
            painter.setPen(QColor(self._themes.current.muted))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect(), flags, self._words)
        # Neighbouring pixels must not run into each other: they are what the network sees.
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        if self._images:
            columns, first = len(self._images[0]), self._images[0][0]
            width = (self.width() - _APART - (columns - 2) * _GAP) / columns
            lines = min(self._lines, max(1, (self.height() + _GAP) // (_LEAST + _GAP)))
            height = (self.height() - (lines - 1) * _GAP) / lines
            scale = min(width / first.width(), height / first.height())
            across, down = scale * first.width(), scale * first.height()
            for row, line in enumerate(self._images[:lines]):
                left = 0.0
                for column, picture in enumerate(line):
                    area = QRectF(left, row * (down + _GAP), across, down)
                    painter.drawImage(area, picture)
                    left += across + (_GAP if column else _APART)
        painter.end()


def _picture(colours: Array) -> QImage:
    height, width, _ = colours.shape
    content = np.ascontiguousarray(colours).tobytes()
    # The copy owns its pixels; without it Qt would look at memory that Python may take back.
    return QImage(content, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
