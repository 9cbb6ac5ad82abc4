"""All blocks that a network can be built of, in groups; they fold to one line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diynn.layers import LAYERS
from diynn.layers.layer import Layer
from gui.design_panel.palette_block import Block
from gui.text.wording import translated
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.alive import focused_in
from gui.widgets.caption import Caption
from gui.widgets.settings_form import small_button
from gui.widgets.typed_field import LineField

COMMON = frozenset({
    "Linear", "Conv1D", "Conv2D", "MaxPool1D", "MaxPool2D", "AvgPool1D", "AvgPool2D", "Flatten",
    "Dropout", "BatchNorm", "Tanh", "Sigmoid", "Softmax", "ReLU",
})  # fmt: skip
"""What is shown without unfolding: the report's layers, and the two that its authors missed."""
COLUMNS, WIDE_COLUMNS = 4, 3
"""Blocks in a line, and where long names are among them."""
USUAL_WIDTH = 356
"""Of a palette, in pixels."""
MOST_LINES, LEAST_LINES = 9, 3
"""Lines of blocks that are seen at once, and where the column is short; the rest scrolls."""
GAP = 2
"""Pixels between the line with the field and the blocks."""

# Distances only: every colour comes from the program's own sheet.
_SHEET = """
QToolButton { padding: 2px 1px; border-radius: 5px; }
QToolButton:focus { padding: 1px 0; }
"""


class Palette(QWidget):
    """The common blocks, all of them, or those that are looked for, in groups.

    The arrow keys go from one to the next. Folded, it is one line: the field, below which stands
    what is looked for in it.
    """

    chosen = Signal(object)
    dragged = Signal(object)
    """A block is being dragged; carries a Drag."""
    help_asked = Signal(str)
    left = Signal()
    """The keys have gone elsewhere."""

    def __init__(
        self,
        themes: ThemeSource,
        parent: QWidget | None = None,
        kinds: Sequence[type[Layer]] = LAYERS,
    ) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "palette")
        self._places: dict[Block, tuple[int, int]] = {}
        self._captions: list[Caption] = []
        self._kinds = tuple(kinds)
        self._most = self._columns = COLUMNS
        self._laid_for: tuple[int, ...] = ()
        self.choice: bool | None = None
        """Whether the person folded it; None where the room decides."""
        self._is_short = self._peeks = False
        self.field = LineField()
        self.field.setPlaceholderText(self.tr("Find a block"))
        self.field.setAccessibleName(self.tr("Find a block"))
        self.field.setToolTip(self.tr("Part of a name or of what a block does; Enter inserts it."))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(24)
        self.every = QToolButton()
        self.every.setCheckable(True)
        self.every.setText(self.tr("All {count}").format(count=len(self._kinds)))
        self.every.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.every.setToolTip(self.tr("Show every block, the rarer ones too"))
        self.every.setAccessibleName(self.tr("Show every block"))
        IconKeeper(self.every, self.every.setIcon, "grid", themes)
        self.fold = small_button("", "fold", themes)
        self.fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._fold_icon = IconKeeper(self.fold, self.fold.setIcon, "fold", themes)
        self._ground = QWidget()
        self._ground.setStyleSheet(_SHEET)
        self._grid = QGridLayout(self._ground)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(3)
        self._grid.setVerticalSpacing(1)
        self._none = Caption(self.tr("No block is called so or does that."))
        self._themes = themes
        self._blocks: dict[type[Layer], Block] = {}
        self._area = _Area()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._ground)
        self._area.installEventFilter(self)
        self._ground.installEventFilter(self)
        for control in (self.field, self.every, self.fold):
            control.installEventFilter(self)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.field, 1)
        line.addWidget(self.every)
        line.addWidget(self.fold)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP)
        down.addLayout(line)
        down.addWidget(self._area)
        self.setAccessibleName(self.tr("Blocks"))
        self.field.textChanged.connect(self._lay)
        self.field.returnPressed.connect(self._insert_first)
        self.every.toggled.connect(self._show_every)
        self.fold.clicked.connect(self._turn)
        themes.changed.connect(self._relayout)
        self._lay()

    # Folding

    @property
    def is_folded(self) -> bool:
        """Whether there is the field alone. Words in it bring what they find, and going there by
        keys brings the blocks, until the keys are elsewhere."""
        folds = self._is_short if self.choice is None else self.choice
        return folds and not self._peeks and not self.field.text().strip()

    def holds_keys(self) -> bool:
        """Whether the keys go to something in it."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def unfolded_height(self) -> int:
        """What it needs to show its blocks without scrolling."""
        line = max(self.field.sizeHint().height(), self.every.sizeHint().height())
        return line + GAP + self._area.maximumHeight()

    def set_short(self, is_short: bool) -> None:
        """Fold where nobody has decided about it and the room is wanted for something else."""
        self._is_short = is_short
        self._show_fold()

    def set_choice(self, choice: bool | None) -> None:
        """Stay folded (True) or unfolded (False); None: as the room allows."""
        self.choice = choice
        self._show_fold()

    def open_for_keys(self) -> None:
        """Bring the keys to the first block, or to the search where that finds none; what is folded
        is seen as long as they are here."""
        self._peeks = True
        self._show_fold()
        self._go(self.shown()[:1])
        if not self.shown():
            self.field.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _turn(self) -> None:
        # What is found unfolds for a moment: to fold it is to let go of the words.
        was_folded, self._peeks = self.is_folded, False
        self.field.clear()
        self.set_choice(not was_folded)

    @Slot(bool)
    def _show_every(self, wanted: bool) -> None:
        # Who asks for all of them wants to see them.
        self.choice = False if wanted else None
        self._lay()

    def _follow_focus(self) -> None:
        # While another window has the keys there is no such widget.
        if QApplication.focusWidget() is not None and not self.holds_keys():
            self._peeks = False
            self._show_fold()
            self.left.emit()

    @Slot()
    def _show_fold(self) -> None:
        folded = self.is_folded
        self._area.setVisible(not folded)
        self._fold_icon.show("unfold" if folded else "fold")
        words = self.tr("Show the blocks") if folded else self.tr("Fold the blocks to one line")
        self.fold.setToolTip(words)
        self.fold.setAccessibleName(words)

    def offer(self, kinds: Sequence[type[Layer]]) -> None:
        """Offer these kinds alone."""
        if tuple(kinds) != self._kinds:
            self._kinds = tuple(kinds)
            self.every.setText(self.tr("All {count}").format(count=len(self._kinds)))
            self._lay()

    @property
    def blocks(self) -> list[Block]:
        """All blocks, in their order; those that nobody has seen yet are made now."""
        return [self._block(kind) for kind in self._kinds]

    def _block(self, kind: type[Layer]) -> Block:
        if kind in self._blocks:
            return self._blocks[kind]
        block = self._blocks[kind] = Block(kind, self._themes)
        block.chosen.connect(self.chosen)
        block.dragged.connect(self.dragged)
        block.help_asked.connect(self.help_asked)
        block.installEventFilter(self)
        return block

    def block(self, name: str) -> Block:
        """The block of that name; KeyError where there is none."""
        for kind in self._kinds:
            if kind.name() == name:
                return self._block(kind)
        raise KeyError(name)

    def shown(self) -> list[Block]:
        """The blocks that are not folded away, in their order."""
        made = [self._blocks[kind] for kind in self._kinds if kind in self._blocks]
        return [block for block in made if block in self._places]

    # Which blocks are seen, and where

    def _wanted(self, words: str) -> list[Block]:
        kinds = self._kinds
        if not words:
            found = [k for k in kinds if self.every.isChecked() or k.name() in COMMON]
        else:
            # Some have two names: SiLU is also called swish.
            named = {k: f"{k.name()} {k.help().partition('also called ')[2]}" for k in kinds}
            found = [k for k in kinds if words in named[k].partition(",")[0].lower()]
            found = found or [k for k in kinds if words in translated(k.help()).lower()]
        return [self._block(kind) for kind in found]

    @Slot()
    def _lay(self) -> None:
        """Put the wanted blocks in their places, and the others away."""
        words = self.field.text().strip().lower()
        wanted = self._wanted(words)
        self._most = COLUMNS if all(b.kind.name() in COMMON for b in wanted) else WIDE_COLUMNS
        for columns in range(self._most, 0, -1):
            self._put(wanted, columns)
            if self._grid.totalMinimumSize().width() <= self._room():
                break
        self._area.verticalScrollBar().setValue(0)
        self._laid_for = self._sizes()
        self._fit()

    def _sizes(self) -> tuple[int, ...]:
        """What the arrangement depends on: the room, and how large the blocks want to be."""
        wanted = self._grid.totalMinimumSize()
        return self._room(), wanted.width(), wanted.height()

    def _room(self) -> int:
        """Pixels across; before it is shown, those of the usual column."""
        return self.width() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else USUAL_WIDTH

    @Slot()
    def _relayout(self) -> None:
        """Larger letters or a narrower column may ask for fewer blocks in a line."""
        self._laid_for = self._sizes()
        fits = self._grid.totalMinimumSize().width() <= self._room()
        if not fits or self._columns < self._most:
            self._lay()
        else:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many blocks in a line as there is room for."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._relayout()

    def _put(self, wanted: list[Block], columns: int) -> None:
        self._columns = columns
        while self._grid.count():
            self._grid.takeAt(0)
        for caption in self._captions:
            caption.hide()
            caption.deleteLater()
        self._captions, self._places = [], {}
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, int(column < columns))
        for line, column, members in _placed(_by_group(wanted), columns):
            self._add_group(members, line, column, columns)
        for block in self._blocks.values():
            block.setVisible(block in self._places)
        self._none.setVisible(not wanted)
        if not wanted:
            self._grid.addWidget(self._none, 0, 0, 1, columns)

    def _add_group(self, blocks: list[Block], line: int, column: int, columns: int) -> None:
        caption = Caption(translated(blocks[0].kind.group))
        caption.setContentsMargins(4, 0, 0, 0)
        self._captions.append(caption)
        self._grid.addWidget(caption, line, column, 1, min(len(blocks), columns))
        caption.show()
        for number, block in enumerate(blocks):
            place = (line + 1 + number // columns, column + number % columns)
            self._grid.addWidget(block, *place)
            self._places[block] = place

    @Slot()
    def _fit(self) -> None:
        """Take the height that the blocks need, up to MOST_LINES of them.

        Where the column is short of room, LEAST_LINES stay and the others are reached by scrolling;
        COLUMNS blocks in a line leave no room for a scroll bar beside them.
        """
        needed = self._grid.totalMinimumSize().height()
        line = next(iter(self._blocks.values())).sizeHint().height() if self._blocks else 0
        most = min(needed, MOST_LINES * (line + 1))
        least = most if self._columns == COLUMNS else min(needed, LEAST_LINES * (line + 1))
        self._area.setMinimumHeight(least)
        self._area.setMaximumHeight(most)
        self.field.setMaximumHeight(QFontMetrics(self.field.font()).height() + 8)
        self._show_fold()

    @Slot()
    def _insert_first(self) -> None:
        shown = self.shown()
        if self.field.text().strip() and shown:
            self.chosen.emit(shown[0].kind)

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field: down goes to the blocks, Escape shows the usual ones again.

        What scrolls must not keep the arrow keys to itself. Blocks learn of larger letters when
        they are next seen, which may be after the zoom was changed.
        """
        if event.type() == QEvent.Type.FocusOut:
            self._follow_focus()
        if watched is self._ground:
            if event.type() == QEvent.Type.LayoutRequest and self._sizes() != self._laid_for:
                self._relayout()
            if event.type() == QEvent.Type.Resize:
                # What was arranged in larger lines while it was not seen would keep them.
                self._grid.invalidate()
            return False
        if watched is self._area and event.type() == QEvent.Type.KeyPress:
            event.ignore()
            return True
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
                self.open_for_keys()
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                return True
        return super().eventFilter(watched, event)

    def _go(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            block.setFocus(Qt.FocusReason.TabFocusReason)
            self._area.ensureWidgetVisible(block, 0, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys: to the nearest block in that direction."""
        here = focused_in(self)
        steps = {
            Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is None or not isinstance(here, Block):
            super().keyPressEvent(event)
            return
        line, column = self._places[here]
        down, right = step

        def beyond(block: Block) -> bool:
            there = self._places[block]
            if right:
                return there[0] == line and (there[1] - column) * right > 0
            return (there[0] - line) * down > 0

        def distance(block: Block) -> int:
            there = self._places[block]
            return 10 * abs(there[0] - line) + abs(there[1] - column)

        ahead = [block for block in self.shown() if beyond(block)]
        if ahead:
            self._go([min(ahead, key=distance)])


class _Area(QScrollArea):
    """Wants the height of what is inside at once, not when Qt next lays it out."""

    def sizeHint(self) -> QSize:
        """The height of what is inside."""
        inside = self.widget()
        assert inside is not None
        return QSize(super().sizeHint().width(), inside.sizeHint().height())


def _by_group(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks of each group, groups in the order in which they first come."""
    groups: dict[str, list[Block]] = {}
    for block in blocks:
        groups.setdefault(block.kind.group, []).append(block)
    return list(groups.values())


def _placed(
    groups: list[list[Block]], columns: int
) -> list[tuple[int, int, list[Block]]]:
    """Line and column of each group's title: a small group stands beside one that leaves room."""
    places: list[tuple[int, int, list[Block]]] = []
    ends: dict[int, int] = {}
    next_line = 0
    for group in groups:
        wide = min(len(group), columns)
        line = next((line for line, end in ends.items() if end + wide <= columns), next_line)
        places.append((line, ends.get(line, 0), group))
        if line == next_line:
            next_line += 1 + -(-len(group) // columns)
        ends[line] = ends.get(line, 0) + wide if len(group) <= columns else columns
    return places
