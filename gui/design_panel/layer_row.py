"""One layer in the list: its name, settings, shapes and weights."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QEnterEvent, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from diynn.design.design import Row
from diynn.layers.layer import Layer
from diynn.settings import Range, Setting, settings_of
from gui.design_panel.check_chip import CheckChip
from gui.design_panel.palette_block import drawing_of
from gui.text.wording import label, size, weights_words
from gui.theme.colours import blend
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.alive import let_name
from gui.widgets.boxes import vbox
from gui.widgets.caption import Caption, ElidedCaption
from gui.widgets.plain_text import Label, plain_tip
from gui.widgets.setting_editor import SettingEditor, setting_editor
from gui.widgets.settings_form import SettingsForm, small_button, unfolder

FITS, WRONG, BELOW = "fits", "wrong", "below"

_MAIN = 3
_SHORT = 8


def main_settings(kind: type[Layer]) -> tuple[Setting, ...]:
    """The settings in the row itself: the first numbers, if their names are short, up to a pair."""
    found: list[Setting] = []
    for setting in settings_of(kind):
        pair = setting.kind is tuple
        number = setting.kind in (int, float) and len(setting.label) <= _SHORT
        wanted = (pair or number or setting.name == "kernel_size") and not setting.rare
        if not wanted or len(found) == _MAIN:
            break
        found.append(setting)
        if pair:
            break
    return tuple(found)


class Card(QWidget):
    """A quiet card: the ground of the input, of each layer and of the loss."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._state = FITS
        self._chosen = False
        self._current = self._has_keys = False
        themes.changed.connect(self.update)

    def set_chosen(self, chosen: bool, current: bool, has_keys: bool = False) -> None:
        """Whether it is selected, whether the keys would go to it, and whether they do now."""
        if (chosen, current, has_keys) != (self._chosen, self._current, self._has_keys):
            self._chosen, self._current, self._has_keys = chosen, current, has_keys
            self.update()

    def set_state(self, state: str) -> None:
        """FITS, WRONG, or BELOW the first wrong one."""
        if state != self._state:
            self._state = state
            self.update()

    @property
    def state(self) -> str:
        """FITS, WRONG, or BELOW the first wrong one."""
        return self._state

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground and its edge."""
        theme = self._themes.current
        ground, edge = theme.surface, theme.border
        if self._state == BELOW:
            ground = theme.window
        if self._state == WRONG:
            ground, edge = theme.error_surface, theme.error
        elif self._chosen:
            ground, edge = blend(ground, theme.selection, 0.6), theme.accent
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = 2.0 if self._has_keys else 1.0
        painter.setPen(QPen(QColor(edge), wide))
        painter.setBrush(QColor(ground))
        inner = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        painter.drawRoundedRect(inner, 6, 6)
        if self._current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(edge))
            painter.drawRoundedRect(QRectF(0, 6, 3, self.height() - 12), 1.5, 1.5)
        painter.end()


class Picture(QLabel):
    """A small drawing that lets the mouse through, unless it has something to say."""

    def __init__(self, name: str, themes: ThemeSource, edge: int = 16) -> None:
        super().__init__()
        self._edge = edge
        self.setFixedSize(edge, edge)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._keeper = IconKeeper(self, self._paint, name, themes)

    def _paint(self, icon: QIcon) -> None:
        self.setPixmap(icon.pixmap(QSize(self._edge, self._edge), self.devicePixelRatioF()))

    def say(self, name: str, text: str) -> None:
        """Show the drawing `name` with `text` as tooltip; hide where there is nothing to say."""
        self.setVisible(bool(text))
        self.setToolTip(plain_tip(text))
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        if text:
            self._keeper.show(name)


class LayerRow(Card):
    """A row for one kind of layer; another layer of the kind can be shown in it."""

    edited = Signal(str, object)
    entered = Signal()
    """One of its editors has got the focus."""
    unfolded = Signal()
    """It has got more editors."""
    resized = Signal()
    """It wants another height."""
    remove_asked = Signal()

    def __init__(
        self, kind: type[Layer], themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(themes, parent)
        self.kind = kind
        self.editors: dict[str, SettingEditor] = {}
        self.more: SettingsForm | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        down = QVBoxLayout(self)
        down.setContentsMargins(10, 2, 4, 2)
        down.setSpacing(1)
        self._top = QHBoxLayout()
        self._top.setSpacing(6)
        down.addLayout(self._top)
        self.name = Label(kind.name())
        self.name.setProperty("strong", True)
        self.name.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._top.addWidget(Picture(drawing_of(kind), themes, 20))
        self._top.addWidget(self.name)
        main = main_settings(kind)
        # They end in … before any field is cut.
        self.shapes, self.weights = ElidedCaption(), ElidedCaption()
        for caption in (self.shapes, self.weights):
            caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            caption.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._main = len(main)
        if self._main == 1:
            self._add_main(self._top, main[0], themes)
        if self._main < 2:
            self._top.addLayout(vbox(1, self.shapes, self.weights, 1, spacing=0), 1)
        else:
            self._top.addWidget(self.shapes, 1)
            self._add_second_line(down, main, themes)
        self.check = CheckChip(themes)
        """How a check of the gradients came out."""
        self._top.addWidget(self.check)
        self.sign = Picture("warning", themes)
        self.sign.hide()
        self._top.addWidget(self.sign)
        self._add_more(down, [s.name for s in settings_of(kind) if s not in main], themes)
        self._add_buttons(themes)
        self.setMinimumHeight(36 if main else 32)

    def _add_second_line(
        self, down: QVBoxLayout, main: Sequence[Setting], themes: ThemeSource
    ) -> None:
        second = QHBoxLayout()
        second.setContentsMargins(26, 0, 6, 0)
        second.setSpacing(5)
        for setting in main:
            self._add_main(second, setting, themes)
        second.addWidget(self.weights, 1)
        second.addStretch()
        down.addLayout(second)

    def _add_main(self, across: QHBoxLayout, setting: Setting, themes: ThemeSource) -> None:
        caption = Caption(label(setting))
        editor = setting_editor(setting, self.kind.name(), themes)
        top = setting.limits.high if isinstance(setting.limits, Range) else 0
        editor.set_compact(max(4, min(len(f"{top:.0f}"), 6)))
        caption.setToolTip(editor.control.toolTip())
        let_name(caption, editor.control)
        if self.editors:
            across.addSpacing(3)
        across.addWidget(caption)
        across.addWidget(editor)
        self._add_editor(setting.name, editor)
        editor.edited.connect(lambda value, name=setting.name: self.edited.emit(name, value))

    def _add_editor(self, name: str, editor: SettingEditor) -> None:
        self.editors[name] = editor
        editor.control.installEventFilter(self)

    def controls(self) -> list[QWidget]:
        """What the keys can go to, in order: what is seen, what unfolds the rest, the rest."""
        main = {setting.name for setting in main_settings(self.kind)}
        seen = [editor.control for name, editor in self.editors.items() if name in main]
        rest = [editor.control for name, editor in self.editors.items() if name not in main]
        return [*seen, self.expander, *rest]

    def _add_more(self, down: QVBoxLayout, names: Sequence[str], themes: ThemeSource) -> None:
        self.expander = unfolder(self.tr("More settings"), themes)
        if not names:
            return
        self.more = SettingsForm(
            self.kind, self.kind.name(), themes, columns=3, names=names, folded=True
        )
        self.more.setContentsMargins(26, 0, 6, 6)
        self.more.edited.connect(self.edited)
        self.more.filled.connect(self._take_more)
        down.addWidget(self.more)
        self.expander.toggled.connect(self._expand)

    def _add_buttons(self, themes: ThemeSource) -> None:
        self.remove = small_button(self.tr("Remove this row"), "close", themes)
        self.remove.setToolTip(self.tr("Remove this row (Del)"))
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remove.clicked.connect(self.remove_asked)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self.expander)
        buttons.addWidget(self.remove)
        self._top.addLayout(buttons)
        self.expander.setVisible(self.more is not None)
        self.remove.hide()

    def set_chosen(self, chosen: bool, current: bool, has_keys: bool = False) -> None:
        """Whether it is selected, whether the keys would go to it, and whether they do now."""
        super().set_chosen(chosen, current, has_keys)
        self.remove.setVisible(current or self.underMouse())

    def event(self, event: QEvent) -> bool:
        """Say that what stands in it wants other room."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.resized.emit()
        return done

    def enterEvent(self, event: QEnterEvent) -> None:
        """Offer to remove it."""
        super().enterEvent(event)
        self.remove.show()

    def leaveEvent(self, event: QEvent) -> None:
        """Keep calm."""
        super().leaveEvent(event)
        self.remove.setVisible(self._current)

    @Slot()
    def _take_more(self) -> None:
        assert self.more is not None
        for name, editor in self.more.editors.items():
            self._add_editor(name, editor)
        self.unfolded.emit()

    @Slot(bool)
    def _expand(self, wanted: bool) -> None:
        assert self.more is not None
        self.more.setVisible(wanted)
        self.updateGeometry()
        self.resized.emit()

    def show_layer(
        self, number: int, layer: Layer, row: Row | None, state: str, *, is_code: bool = False
    ) -> None:
        """Show the layer, standing as `number` from 1, with what is known of its fit.

        `is_code` marks the row whose output is an auto-encoder's code.
        """
        owner = self.tr("{layer} in row {row}").format(layer=layer.name(), row=number)
        self.setAccessibleName(owner)
        if self.more is not None:
            self.more.set_owner(owner)
            self.more.show_values(layer)
        for name, editor in self.editors.items():
            value = getattr(layer, name)
            editor.set_owner(owner)
            if value != editor.value:
                editor.set_value(value)
        self.set_state(state)
        self.name.setEnabled(state != BELOW)
        self._show_words(row, is_code=is_code)

    def _show_words(self, row: Row | None, *, is_code: bool) -> None:
        shapes = weights = ""
        if row is not None and row.before is not None:
            after = "?" if row.after is None else size(row.after)
            shapes = f"{size(row.before)} → {after}"
            if is_code:
                shapes = self.tr("{shapes} · code").format(shapes=shapes)
            if row.weights:
                weights = weights_words(row.weights)
            # Where the fields leave no room for all of it: over or beside one another.
            if self._main == 1 and len(row.before) > 2 and not weights:
                shapes, weights = f"{size(row.before)} →", after
            elif self._main == _MAIN and weights:
                shapes, weights = f"{shapes} · {weights}", ""
        elif row is not None:
            shapes = "?"
        self.shapes.set_words(shapes)
        self.weights.set_words(weights)
        self.weights.setVisible(bool(weights))

    def show_advice(self, text: str) -> None:
        """A small warning sign with its words; none where the text is empty."""
        self.sign.say("warning", text)

    def edit_first(self) -> bool:
        """Begin to edit the first setting; whether there is one."""
        if not self.editors:
            return False
        editor = next(iter(self.editors.values()))
        if not editor.isVisibleTo(self):
            self.expander.setChecked(True)
        editor.control.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice which row is being edited."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        return super().eventFilter(watched, event)
