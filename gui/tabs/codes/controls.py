"""What is mapped and how, the settings of t-SNE, and the tools for a map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from diynn.analysis.projection import TSNE
from gui.plots.map_view import Tool
from gui.text.numbers import count
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.boxes import flow, hbox, vbox
from gui.widgets.caption import ElidedCaption
from gui.widgets.setting_editor import QuietCombo
from gui.widgets.settings_form import SettingsForm

COUNTS = (300, 1000, 2000, 5000)
USUAL_COUNT = 1000


class MapChoices(QWidget):
    """Four boxes in a line; `changed` when the user has chosen in any of them."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "tab-codes")
        self.layer = self._box(self.tr("Layer"), self.tr("The layer whose output is the code"))
        self.layer.setProperty("helpTopic", "code")
        self.layer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.layer.setMinimumContentsLength(8)
        self.layer.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.kind = self._box(
            self.tr("Kind of map"),
            self.tr("PCA is there at once and live; t-SNE takes seconds and shows neighbours"),
        )
        self.kind.setProperty("helpTopic", "map-kind")
        self.kind.addItem(self.tr("PCA"), "pca")
        self.kind.addItem(self.tr("t-SNE"), "tsne")
        self.parts = self._box(
            self.tr("Which samples"),
            self.tr("With both, the training part makes the map and the test part is placed in it"),
        )
        self.parts.setProperty("helpTopic", "map-points")
        self.parts.addItem(self.tr("Train + test"), ("train", "test"))
        self.parts.addItem(self.tr("Test alone"), ("test",))
        self.parts.addItem(self.tr("Train alone"), ("train",))
        self.count = self._box(
            self.tr("Points"), self.tr("At most so many points of each part, fewer while it trains")
        )
        self.count.setProperty("helpTopic", "map-points")
        for number in COUNTS:
            words = QCoreApplication.translate("MapChoices", "{count} point(s)", "", number)
            self.count.addItem(words.format(count=count(number)), number)
        self.count.setCurrentIndex(COUNTS.index(USUAL_COUNT))
        across = flow((self.layer, 1), parent=self, spacing=6)
        for box in (self.kind, self.parts, self.count):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            across.addWidget(box)

    def _box(self, name: str, tip: str) -> QuietCombo:
        box = QuietCombo()
        box.setAccessibleName(name)
        box.setToolTip(tip)
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box.currentIndexChanged.connect(self.changed)
        return box

    def list_layers(self, names: Sequence[str], usual: int) -> None:
        """List the layers; the first entry is the code layer, in row `usual`."""
        wanted = [self.tr("Code: {layer}").format(layer=names[usual]), *names] if names else []
        if wanted == [self.layer.itemText(row) for row in range(self.layer.count())]:
            return
        chosen = self.layer.currentData() if self.layer.count() == len(wanted) else None
        self.layer.blockSignals(True)
        self.layer.clear()
        for row, name in enumerate(wanted):
            self.layer.addItem(name, row - 1)
        if chosen is not None:
            self.layer.setCurrentIndex(int(chosen) + 1)
        self.layer.blockSignals(False)

    def chosen_layer(self) -> int:
        """The row of the chosen layer, −1 for the code layer."""
        data = self.layer.currentData()
        return -1 if data is None else int(data)


class TSNEControls(QWidget):
    """The settings of t-SNE, Start, Stop or Resume, and how far it has come."""

    changed = Signal()
    start_asked = Signal()
    stop_asked = Signal()
    resume_asked = Signal()
    pca_asked = Signal()
    """PCA is wanted in the place of t-SNE."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "TSNE")
        self.settings = TSNE()
        self._moving = False
        self.form = SettingsForm(TSNE, self.tr("t-SNE"), themes)
        self.form.show_values(self.settings)
        self.form.edited.connect(self._change)
        self.start = QPushButton(self.tr("Start"))
        self.start.setProperty("primary", True)
        self.start.setToolTip(self.tr("Compute a map again, from the weights of now"))
        self.start.clicked.connect(self.start_asked)
        self.hold = QPushButton()
        self.hold.clicked.connect(self._hold)
        self.pca = QPushButton(self.tr("PCA"))
        self.pca.setProperty("helpTopic", "time-bar")
        self.pca.setToolTip(self.tr("A map by PCA, which follows the past of the run"))
        self.pca.clicked.connect(self.pca_asked)
        self.pca.hide()
        for button in (self.start, self.hold, self.pca):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self.progress.setAccessibleName(self.tr("Progress of t-SNE"))
        keeping = self.progress.sizePolicy()
        keeping.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(keeping)
        self.status = ElidedCaption()
        top = hbox((self.form, 1), spacing=8)
        for button in (self.start, self.hold, self.pca):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        vbox(top, self.progress, self.status, parent=self, margins=(0, 0, 0, 0), spacing=4)
        self.show_state(moving=False, under_way=False, words="")

    def show_state(self, *, moving: bool, under_way: bool, words: str, share: float = 0.0) -> None:
        """Show whether it moves or can be resumed, how far it has come, and a sentence."""
        self._moving = moving
        self.hold.setEnabled(under_way)
        self.hold.setText(self.tr("Resume") if under_way and not moving else self.tr("Stop"))
        self.hold.setToolTip(
            self.tr("Go on where it was stopped")
            if under_way and not moving
            else self.tr("Stop, and keep the map as it is")
        )
        self.progress.setVisible(under_way)
        self.progress.setRange(0, 1000)
        self.progress.setValue(round(1000 * share))
        self.status.set_words(words)

    @Slot(str, object)
    def _change(self, name: str, value: object) -> None:
        # The form has checked it: the field is one of the settings', and the value fits.
        self.settings = replace(self.settings, **{name: value})  # type: ignore[arg-type]
        self.changed.emit()

    @Slot()
    def _hold(self) -> None:
        (self.stop_asked if self._moving else self.resume_asked).emit()


class MapBar(QWidget):
    """A line of buttons; one of the tools is always pressed."""

    tool_chosen = Signal(str)
    fit_asked = Signal()
    note_switched = Signal(bool)

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        """Begin with the tool that looks."""
        super().__init__(parent)
        self.setProperty("helpTopic", "map-tools")
        self.tools: dict[Tool, QPushButton] = {}
        self._group = QButtonGroup(self)
        across = flow(parent=self)
        words: tuple[tuple[Tool, str, str], ...] = (
            (
                "look",
                self.tr("Look"),
                self.tr("Drag to move the map, point at a dot to see it, click it for its code"),
            ),
            (
                "decode",
                self.tr("Decode"),
                self.tr("Click or drag to see what an auto-encoder draws from the code there"),
            ),
            (
                "walk",
                self.tr("Walk"),
                self.tr("Click two points to walk from one to the other in code space"),
            ),
            (
                "lasso",
                self.tr("Lasso"),
                self.tr("Drag a line round points to list them (keys: Enter sets a corner, twice "
                        "at one place closes the line)"),
            ),
        )  # fmt: skip
        for tool, name, tip in words:
            button = QPushButton(name, self)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCheckable(True)
            button.setChecked(tool == "look")
            button.setToolTip(tip)
            button.setAccessibleName(self.tr("Tool: {name}").format(name=name))
            self._group.addButton(button)
            self.tools[tool] = button
            across.addWidget(button)
        self._group.buttonClicked.connect(self._tell_tool)
        across.add_stretch()
        self.note = QPushButton(self.tr("How to read it"), self)
        self.note.setProperty("helpTopic", "reading-maps")
        self.note.setProperty("flat", True)
        self.note.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.note.setCheckable(True)
        self.note.setToolTip(self.tr("What distances in a map mean, and what they do not"))
        self.note.toggled.connect(self.note_switched)
        self.fit = self._button("fit", self.tr("Show all points"), source)
        self.fit.setToolTip(self.tr("Show all points (F)"))
        self.fit.clicked.connect(self.fit_asked)
        self.more = self._button("more", self.tr("Copy or save"), source)
        self.more.setProperty("helpTopic", "export")
        self.more.setToolTip(self.tr("Copy or save the maps"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        for widget in (self.note, self.fit, self.more):
            across.addWidget(widget)

    def tool(self) -> Tool:
        """Return the tool that is pressed."""
        return next(tool for tool, button in self.tools.items() if button.isChecked())

    def _button(self, drawing: str, name: str, source: ThemeSource) -> QToolButton:
        button = QToolButton(self)
        button.setIconSize(QSize(16, 16))
        button.setAccessibleName(name)
        IconKeeper(button, button.setIcon, drawing, source)
        return button

    @Slot()
    def _tell_tool(self) -> None:
        self.note.setChecked(False)
        self.tool_chosen.emit(self.tool())
