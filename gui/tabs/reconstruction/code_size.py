"""Tell how small an auto-encoder's code is, and what PCA makes of as many numbers."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui.text.numbers import count, figures, percent, rounded
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import hbox
from gui.widgets.plain_text import Label

_BAR_SIZE = QSize(120, 10)


class CodeSize(QWidget):
    """A short bar in a long one, with a sentence beside it."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "code-size")
        self.bar = SizeBar(themes)
        self.words, self.comparison = Label(), Label()
        self.comparison.setProperty("muted", True)
        tip = self.tr(
            "The code is what comes out of the narrowest layer inside the network.\n"
            "PCA is the best linear code of as many numbers, computed from the training images.\n"
            "Both figures are mean squared errors over the same images."
        )
        lines = QVBoxLayout()
        lines.setSpacing(0)
        for label in (self.words, self.comparison):
            label.setWordWrap(True)
            label.setToolTip(tip)
            lines.addWidget(label)
        hbox(self.bar, (lines, 1), parent=self, margins=(0, 0, 0, 0), spacing=10)

    def show_sizes(self, code: int | None, image: int, mse: float, pca: float | None) -> None:
        """Show the numbers of a code (None for no code) and of an image.

        `mse` is the network's mean squared error, `pca` that of PCA with as many components, None
        while it is not known.
        """
        self.bar.setVisible(code is not None)
        if code is None:
            _say(
                self.words,
                self.tr("This network has no code: no layer lies between its input and its image."),
            )
            _say(self.comparison, self.tr("MSE {0}").format(rounded(mse)))
            return
        self.bar.set_share(code / image)
        _say(self.words, self._ratio_words(code, image))
        self.bar.setAccessibleName(self.words.text())
        if pca is None:
            text = self.tr("MSE {mse}; PCA with as many numbers is being worked out…")
            _say(self.comparison, text.format(mse=rounded(mse)))
        else:
            text = self.tr("MSE {mse}; PCA with as many numbers {pca}")
            _say(self.comparison, text.format(mse=rounded(mse), pca=rounded(pca)))

    def _ratio_words(self, code: int, image: int) -> str:
        if code == image:
            text = self.tr("{code} number(s) for {image}: as many", "", code)
        elif code > image:
            text = self.tr("{code} number(s) for {image}: {times} times larger", "", code)
        else:
            text = self.tr("{code} number(s) for {image}: {times} times smaller", "", code)
        times = max(code, image) / min(code, image)
        digits = 2 if times < 100 else 3
        return text.format(code=count(code), image=count(image), times=figures(times, digits))


def _say(label: QLabel, words: str) -> None:
    if words != label.text():
        label.setText(words)


class SizeBar(QWidget):
    """The whole as a track, and the share that is filled."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin empty, in the look of `source`."""
        super().__init__(parent)
        self._source = source
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        source.changed.connect(self.update)

    def set_share(self, share: float) -> None:
        """Fill this share of the whole, 0 to 1; a larger one is held at 1."""
        self._share = min(max(share, 0.0), 1.0)
        self.update()

    def share(self) -> float:
        """Return the share that is filled."""
        return self._share

    def in_words(self) -> str:
        """Say how much is filled."""
        return percent(self._share)

    def sizeHint(self) -> QSize:
        """Return the size that it always has."""
        return _BAR_SIZE

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track and the filled part, which is seen however small it is."""
        super().paintEvent(event)
        theme = self._source.current
        whole = QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.pressed))
        painter.drawRoundedRect(whole, 3, 3)
        if self._share > 0:
            filled = QRectF(whole)
            filled.setWidth(max(self._share * whole.width(), 3.0))
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(filled, min(3.0, filled.width() / 2), 3)
        painter.end()
