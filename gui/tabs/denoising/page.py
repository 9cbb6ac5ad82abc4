"""All that can be set and seen of denoising, one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.model.design_model import DesignModel
from gui.tabs.denoising.noise_bar import NoiseBar
from gui.tabs.denoising.quality_table import QualityTable
from gui.tabs.denoising.restoration_grid import RestorationGrid
from gui.tabs.denoising.runs import DenoisingRuns
from gui.tabs.denoising.strength_map import DenoisingMap
from gui.tabs.denoising.training_noise import TrainingNoise
from gui.theme.theme import ThemeSource
from gui.widgets.caption import ElidedCaption
from gui.widgets.named_combo import NamedCombo


class DenoisingPage(QWidget):
    """The noise, the images, their errors, the map of all runs, and the noise of the training."""

    def __init__(
        self,
        runs: DenoisingRuns,
        model: DesignModel,
        themes: ThemeSource,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.bar = NoiseBar(themes)
        self.part = NamedCombo()
        self.part.addItem(self.tr("Test images"), "test")
        self.part.addItem(self.tr("Training images"), "train")
        self.part.setAccessibleName(self.tr("Which images"))
        self.part.setToolTip(self.tr("Images that were kept from the training, or those it learns"))
        self.part.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.others = QPushButton(self.tr("Others"))
        self.others.setToolTip(
            self.tr("Take other images, one of each class where there are some")
        )
        self.others.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hint = ElidedCaption()
        self.grid = RestorationGrid(themes)
        self.table = QualityTable()
        self.map = DenoisingMap(runs, themes)
        self.training_noise = TrainingNoise(model, themes)
        across = QHBoxLayout()
        across.setContentsMargins(8, 0, 8, 0)
        across.setSpacing(8)
        across.addWidget(self.part)
        across.addWidget(self.others)
        across.addWidget(self.hint, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 8, 0, 8)
        down.setSpacing(6)
        down.addWidget(self.bar)
        down.addLayout(across)
        down.addWidget(self.grid, 1)
        down.addWidget(self.table)
        down.addWidget(self.map)
        down.addWidget(self.training_noise)
