"""The row below the input: how training images are warped and made noisy, with a look at some."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from diynn.data.augmentation import Augmentation, ExampleImages, variants
from diynn.data.dataset import Dataset
from diynn.design.design import Run
from diynn.settings import Declared, Value, settings_of
from gui.design_panel.layer_row import Card, Picture
from gui.model.design_model import DesignModel
from gui.text.numbers import number
from gui.text.plot_words import picture_words
from gui.text.wording import advice_text, in_midst, label
from gui.theme.theme import ThemeSource
from gui.widgets.caption import ElidedCaption
from gui.widgets.plain_text import Label
from gui.widgets.settings_form import SettingsForm, small_button, unfolder

IMAGES, VARIANTS = 2, 7
NOISE = "noise"


class AugmentationRow(Card):
    """Edits the design's augmentation, and the noise of its run, which belongs to the same thought.

    Folded, one line says what is done; unfolded, the settings stand over some training images with
    variants of each, which follow at once.
    """

    def __init__(
        self, model: DesignModel, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(themes, parent)
        self.setProperty("helpTopic", "Augmentation")
        self._model = model
        self._data: Dataset | None = None
        self._examples: ExampleImages | None = None
        self._seed = 0
        self.setAccessibleName(self.tr("Augmentation"))
        self.words = ElidedCaption()
        self.sign = Picture("warning", themes)
        self.sign.hide()
        self.expander = unfolder(self.tr("Settings of the augmentation"), themes)
        self.expander.setToolTip(self.tr("Settings and examples of the augmentation"))
        self.expander.toggled.connect(self._expand)
        name = Label(self.tr("Augmentation"))
        name.setProperty("strong", True)
        name.setToolTip(
            self.tr(
                "Each training image is changed differently every time it is seen, so that the "
                "network learns what does not matter. Test images stay as they are."
            )
        )
        top = QHBoxLayout()
        top.setSpacing(6)
        for widget, stretch in (
            (Picture("augment", themes, 20), 0),
            (name, 0),
            (self.words, 1),
            (self.sign, 0),
            (self.expander, 0),
        ):
            top.addWidget(widget, stretch)
        self.unfolded = self._made_unfolded(themes)
        down = QVBoxLayout(self)
        down.setContentsMargins(10, 3, 6, 3)
        down.setSpacing(2)
        down.addLayout(top)
        down.addWidget(self.unfolded)
        model.fitted.connect(self.show_design)
        self.show_design()

    def _made_unfolded(self, themes: ThemeSource) -> QWidget:
        owner = self.tr("Augmentation")
        count = len(settings_of(Augmentation))
        self.form = SettingsForm(Augmentation, owner, themes, columns=count, folded=True)
        self.form.edited.connect(self._change)
        self.noise = SettingsForm(Run, owner, themes, columns=1, names=(NOISE,), folded=True)
        self.noise.edited.connect(self._change_noise)
        for form in (self.form, self.noise):
            form.filled.connect(partial(_make_compact, form))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.form, count)
        line.addWidget(self.noise, 1)
        caption = ElidedCaption()
        caption.set_words(self.tr("Two training images and variants of them"))
        self.reroll = small_button(self.tr("Other images, other variants"), "reset", themes)
        self.reroll.setToolTip(self.tr("Other images, other variants"))
        self.reroll.clicked.connect(self._roll)
        self.clear = small_button(self.tr("No augmentation"), "erase", themes)
        self.clear.setToolTip(self.tr("No augmentation: set all of it to zero"))
        self.clear.clicked.connect(self._clear)
        above = QHBoxLayout()
        above.setSpacing(2)
        for widget, stretch in ((caption, 1), (self.reroll, 0), (self.clear, 0)):
            above.addWidget(widget, stretch)
        self.strip = VariantStrip(IMAGES, themes)
        self.strip.setAccessibleName(caption.text())
        panel = QWidget()
        down = QVBoxLayout(panel)
        down.setContentsMargins(0, 0, 4, 4)
        down.setSpacing(3)
        down.addLayout(line)
        down.addLayout(above)
        down.addWidget(self.strip)
        panel.hide()
        return panel

    def show_data(self, data: Dataset | None) -> None:
        """Take the data as the network gets it, for the examples; None while there is none."""
        if data is not self._data:
            self._data, self._examples = data, None
            self._show_examples()

    @Slot()
    def show_design(self) -> None:
        """Show the settings of the design, in words and in the forms, and what comes of them."""
        design = self._model.design
        self.form.show_values(design.augmentation)
        self.noise.show_values(design.run)
        self.words.set_words(self._in_words())
        self.clear.setEnabled(design.augmentation.warps or design.run.noise > 0)
        warnings = [advice_text(one) for one in self._model.advice if one.row == -1]
        self.sign.say("warning", "\n".join(warnings))
        self._show_examples()

    def _in_words(self) -> str:
        design = self._model.design
        texts = [*_set(design.augmentation), *_set(design.run, NOISE)]
        return " · ".join(texts) or self.tr("none")

    @Slot(str, object)
    def _change(self, name: str, value: Value) -> None:
        self._model.change_part("augmentation", name, value)

    @Slot(str, object)
    def _change_noise(self, name: str, value: Value) -> None:
        self._model.change_run(name, value)

    @Slot()
    def _clear(self) -> None:
        design = self._model.design
        off = replace(design, augmentation=Augmentation(), run=replace(design.run, noise=0.0))
        self._model.replace_design(off, self.tr("No augmentation"))
        self.expander.setFocus()

    @Slot()
    def _roll(self) -> None:
        self._seed += 1
        self._show_examples()

    @Slot(bool)
    def _expand(self, wanted: bool) -> None:
        self.form.setVisible(wanted)
        self.noise.setVisible(wanted)
        self.unfolded.setVisible(wanted)
        self._show_examples()

    def _show_examples(self) -> None:
        """Draw other examples; nothing is computed while they are hidden."""
        data = self._data
        if not self.expander.isChecked():
            return
        if data is None or not len(data.train):
            self.strip.say(self.tr("Here stand some images, as soon as the data is read."))
            return
        if not data.image_shape:
            self.strip.say(
                self.tr("These samples are no images: nothing is warped, only noise is added.")
            )
            return
        if self._examples is None:
            self._examples = ExampleImages(data)
        examples = self._examples.pick(IMAGES, self._seed)
        design = self._model.design
        changed = variants(
            design.augmentation, design.run.noise, examples, VARIANTS, self._seed
        )
        images = np.concatenate([examples.images[:, None], changed], axis=1)
        self.strip.show_images(images, examples.low, examples.high)


def _make_compact(form: SettingsForm) -> None:
    for editor in form.editors.values():
        editor.set_compact(4)
        across = editor.layout()
        assert across is not None
        across.setAlignment(editor.control, Qt.AlignmentFlag.AlignLeft)


def _set(part: Declared, *names: str) -> list[str]:
    """What is switched on in `part`, as “rotation 15”."""
    return [
        f"{in_midst(label(setting))} {number(getattr(part, setting.name))}"
        for setting in settings_of(type(part))
        if getattr(part, setting.name) and (not names or setting.name in names)
    ]


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
