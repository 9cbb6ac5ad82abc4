"""Which topic explains what is on the screen.

A control is known by where it is kept: “PlayBar.play” is the attribute `play` of a PlayBar. What is
not listed has the topic of what it lies in; a control of a setting has that of its setting, a block
that of its kind.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QLabel, QTabBar, QWidget

from diynn.settings import Declared
from gui.design_panel.layer_row import LayerRow
from gui.design_panel.palette_block import Block
from gui.design_panel.row_view import RowView
from gui.help.page import CONTENTS, Question
from gui.help.topics import KINDS, kind_of, topic_of_setting
from gui.tabs.denoising.noise_bar import NoiseBar
from gui.widgets.setting_editor import SettingEditor
from gui.widgets.settings_form import KindCombo
from gui.widgets.tab_deck import TabDeck

PLACES: dict[str, str] = {
    "MainWindow": "window", "MainWindow.templates": "templates", "MainWindow.messages": "messages",
    "PlayBar": "play", "PlayBar.reset": "new-weights", "PlayBar.step": "step",
    "PlayBar.by": "step", "PlayBar.pace": "pace", "PlayBar.best": "best-weights",
    "PlayBar.epoch": "epoch", "PlayBar.progress": "epoch",
    # the stack
    "DesignPanel": "stack", "Palette": "palette", "LayerList": "stack",
    "InputRow": "input", "AugmentationRow": "Augmentation", "LossRow": "loss",
    "MisfitBanner": "misfit", "LayerList.totals": "weights-count",
    "RunSettings": "Run", "ScheduleForm": "schedule",
    # the curves
    "Curves": "curves", "Curves.accuracy": "accuracy", "Curves.loss": "loss-curve",
    "CurveBar.slider": "curve-smoothing", "CurveBar.log": "log-axis", "CurveBar.more": "export",
    "Legend": "legend",
    # boundary
    "BoundaryTab": "tab-boundary", "PaintBar": "painting", "BoundaryTab.paint_button": "painting",
    "BoundaryKey": "boundary-key", "EpochBar": "epoch-slider",
    "BoundaryPanels.way": "layer-values", "BoundaryPanels.units": "units",
    "BoundaryPanels.runs": "runs-beside", "LargeMap": "units", "BoundaryPlot.more": "export",
    # reconstruction
    "ReconstructionTab": "tab-reconstruction", "ImageChoiceBar": "image-choice",
    "ReconstructionTab.kind": "reconstruction-error", "CodeSize": "code-size",
    "ErrorHistogram": "error-histogram", "ReconstructionTab.page": "image-choice",
    # denoising
    "DenoisingTab": "tab-denoising", "QualityTable": "psnr",
    "NoiseBar.another": "noise-field",
    "DenoisingMap": "denoising-map", "TrainingNoise": "training-noise",
    "RestorationGrid": "restored-images",
    # codes
    "CodesTab": "tab-codes", "MapChoices": "tab-codes", "MapChoices.layer": "code",
    "MapChoices.kind": "map-kind", "MapChoices.count": "map-points",
    "MapChoices.parts": "map-points", "TSNEControls": "TSNE", "MapBar": "map-tools",
    "MapBar.note": "reading-maps", "MapPanel": "map-tools", "MapPlot": "tab-codes",
    "MapPanel.note": "reading-maps", "MapBar.more": "export",
    # mistakes
    "MistakesTab": "tab-mistakes", "ConfusionPlot": "confusion-matrix",
    "ConfusionPage.cells": "confusion-matrix", "ConfusionPage.table": "class-figures",
    "ConfusionPage.figures": "class-figures", "ConfusionPage.order": "confidence",
    "ConfusionPage.list": "confidence", "ConfusionPage.more": "export",
    "MistakesTab.buttons/0": "confusion-matrix", "MistakesTab.buttons/1": "disagreement",
    "MistakesTab.buttons/2": "drawing", "DrawingPage": "drawing", "DrawingPage.bars": "confidence",
    "DisagreementPage": "disagreement", "RunFigures": "accuracy",
    # weights
    "WeightsTab.buttons/0": "weight-pictures", "WeightsTab.buttons/1": "output-maps",
    "WeightsTab.buttons/2": "histograms", "WeightsTab.buttons/3": "health",
    "WeightsTab": "tab-weights", "WeightsTab.weights": "weight-pictures",
    "WeightsTab.maps": "output-maps", "WeightsTab.histograms": "histograms",
    "WeightsTab.health": "health", "SampleChooser": "sample-choice",
    # runs
    "RunsTab": "tab-runs", "RunsTab.difference_table": "differences", "RunsTab.save": "export",
    "HelpPanel": "help", "MainWindow.help_button": "help",
    # other windows
    "ExperimentsWindow": "report-experiments", "RateWindow": "rate-finder",
    "FoldWindow": "cross-validation", "SweepWindow": "sweep",
}  # fmt: skip
"""Topics by the place on the screen: a class, or an attribute of one."""


def question_at(widget: QWidget | None, at: QPoint | None = None) -> Question:
    """What somebody asks who points at a widget, at a place within it where it is known."""
    while widget is not None:
        found = _own(widget, at)
        if found is not None:
            return found
        at = None if at is None else widget.mapToParent(at)
        widget = widget.parentWidget()
    return Question(CONTENTS)


def places_of(widget: QWidget) -> Iterator[str]:
    """The names of the places that a widget is, the most telling first."""
    parent = widget.parentWidget()
    while parent is not None:
        for name, value in vars(parent).items():
            if (within := _within(value, widget)) is not None:
                yield from (f"{kind.__name__}.{name}{within}" for kind in type(parent).__mro__)
        parent = parent.parentWidget()
    yield from (kind.__name__ for kind in type(widget).__mro__)


def _within(value: object, widget: QWidget) -> str | None:
    """Where a widget is in what an attribute holds: "" for itself, "/1" for the second of a list
    or the button 1 of a group, "/name" in a dict; None where it is not."""
    if value is widget:
        return ""
    if isinstance(value, QButtonGroup):
        number = value.id(widget) if isinstance(widget, QAbstractButton) else -1
        return f"/{number}" if number >= 0 else None
    if isinstance(value, list | dict):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        return next((f"/{key}" for key, one in pairs if one is widget), None)
    return None


def _own(widget: QWidget, at: QPoint | None) -> Question | None:
    """What a widget itself is about; None where only what it lies in can tell."""
    if isinstance(widget, QLabel) and widget.buddy() is not None:
        return question_at(widget.buddy())
    if isinstance(widget, SettingEditor):
        return _of_setting(widget)
    if isinstance(widget, KindCombo):
        return _of_kind(KINDS.get(str(widget.currentData())))
    if isinstance(widget, Block | LayerRow):
        return _of_kind(widget.kind)
    if isinstance(widget, RowView) and at is None and widget.current_row() >= 0:
        return _of_kind(widget.row_widget(widget.current_row()).kind)
    if isinstance(widget, NoiseBar):
        # Its slider and its number move the strength of the kind that is shown.
        return _of_kind(type(widget.noise))
    if isinstance(widget, QTabBar):
        return _of_tab(widget, at)
    for place in places_of(widget):
        if place in PLACES:
            return Question(PLACES[place])
    return None


def _of_setting(editor: SettingEditor) -> Question | None:
    kind = kind_of(editor.setting)
    if kind is None:
        return None
    name = editor.setting.name
    return Question(topic_of_setting(kind, name), kind.name(), name)


def _of_kind(kind: type[Declared] | None) -> Question | None:
    return None if kind is None else Question(kind.name())


def _of_tab(bar: QTabBar, at: QPoint | None) -> Question | None:
    deck = bar.parentWidget()
    if not isinstance(deck, TabDeck):
        return None
    row = bar.currentIndex() if at is None else bar.tabAt(at)
    names = deck.names()
    return Question(f"tab-{names[row]}") if 0 <= row < len(names) else None
