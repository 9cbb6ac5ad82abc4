"""Which topic explains what is on the screen.

A widget has its topic as its property `helpTopic`; what has none has that of what it lies in. A
control of a setting has the topic of its setting, a block that of its kind.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QTabBar, QWidget

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

HELP_TOPIC = "helpTopic"


def question_at(widget: QWidget | None, at: QPoint | None = None) -> Question:
    """What somebody asks who points at a widget, at a place within it where it is known."""
    while widget is not None:
        found = _own(widget, at)
        if found is not None:
            return found
        at = None if at is None else widget.mapToParent(at)
        widget = widget.parentWidget()
    return Question(CONTENTS)


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
    topic = widget.property(HELP_TOPIC)
    return Question(topic) if topic else None


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
