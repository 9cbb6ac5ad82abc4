"""The stack of layers as a list of rows that show and edit them."""

from __future__ import annotations

from time import thread_time
from weakref import WeakKeyDictionary

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from diynn.layers.layer import Layer
from diynn.settings import Value
from gui.design_panel.layer_row import BELOW, FITS, WRONG, LayerRow
from gui.model.design_model import DesignModel
from gui.model.gradient_checks import GradientChecks
from gui.text.wording import advice_text, error_text
from gui.theme.theme import ThemeSource
from gui.widgets.alive import (
    focus_proxy_of,
    focused_in,
    next_in_focus_chain,
    previous_in_focus_chain,
)
from gui.widgets.plain_text import plain_tip

Index = QModelIndex | QPersistentModelIndex

GAP = 4
AT_ONCE = 12
"""Rows that get their widgets at once: more than a screen shows have theirs soon after."""
AT_A_TIME = 0.02
"""Seconds that making more of them may take before the window answers again."""


def _takes_tab(widget: QWidget, within: QWidget) -> bool:
    """Whether Tab would stop there, as soon as `within` is seen."""
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and focus_proxy_of(widget) is None
    return takes and widget.isVisibleTo(within) and widget.isEnabled()


class _RowSize(QStyledItemDelegate):
    """Gives each row its widget's height, and paints nothing: the widget does."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: Index
    ) -> QSize:
        view = option.widget
        row = view.indexWidget(index) if isinstance(view, QListView) else None
        height = row.sizeHint().height() if row is not None else 32
        return QSize(0, max(height, row.minimumHeight() if row is not None else 0) + GAP)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """The whole row, whatever room a style sheet keeps free around texts."""
        editor.setGeometry(option.rect.adjusted(0, 0, 0, -GAP))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        """Nothing: the widget is all there is to see."""


class RowView(QListView):
    """Shows each layer of a DesignModel in a LayerRow, and passes its edits to the model."""

    resized = Signal()
    """The rows together have got another height."""
    check_asked = Signal(int)
    """What a check found in a row is to be shown."""

    def __init__(
        self, model: DesignModel, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._making = False
        """Whether a row's widget is just coming in."""
        self._design = model
        self._themes = themes
        self.setObjectName("layerView")
        self.setModel(model)
        self._size = _RowSize(self)
        self.setItemDelegate(self._size)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Layers"))
        self.setAccessibleDescription(
            self.tr("Alt and the arrow keys move a layer, Del removes it, F1 explains it.")
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.verticalScrollBar().setSingleStep(16)
        self._words: dict[int, list[str]] = {}
        self._code: int | None = None
        self._checks: GradientChecks | None = None
        self._shown: WeakKeyDictionary[LayerRow, object] = WeakKeyDictionary()
        """What each widget shows: in a deep network an edit changes few of them."""
        self._order: list[QWidget] = []
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_more)
        model.fitted.connect(self.show_rows)
        self.show_rows()

    # Rows.

    def row_widget(self, row: int) -> LayerRow:
        """The widget that shows a row."""
        return self._widget(row) or self._show_row(row)

    def current_row(self) -> int:
        """The row that the keys go to; −1 where there is none."""
        return self.currentIndex().row()

    def go_to(self, row: int) -> None:
        """Make a row the current one, selected alone."""
        if not 0 <= row < self._design.rowCount():
            return
        index = self._design.index(row)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def chosen_rows(self) -> list[int]:
        """The selected rows, from the top down."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def insert(self, layer: Layer | type[Layer], row: int | None = None) -> None:
        """Insert a layer above `row`, or below the current one, and make it the current one."""
        if row is None:
            current = self.current_row()
            row = current + 1 if current >= 0 else self._design.rowCount()
        self.go_to(self._design.insert_layer(layer, row))

    @Slot()
    def show_rows(self) -> None:
        """Bring every row's widget up to date with the model."""
        model = self._design
        self._words = {}
        for one in model.advice:
            self._words.setdefault(one.row, []).append(advice_text(one))
        self._code = model.code_row()
        made = 0
        for row in range(len(model.design.layers)):
            lacking = self._widget(row) is None
            if made < AT_ONCE or not lacking:
                self._show_row(row)
            made += lacking
        if made > AT_ONCE:
            self._later.start()
        self._show_chosen()
        order = [self.indexWidget(model.index(row)) for row in range(model.rowCount())]
        if order != self._order:
            self._order = order
            self._chain()
        self._fit_rows()

    def follow_checks(self, checks: GradientChecks) -> None:
        """Show in each row how a check of its gradients came out."""
        self._checks = checks
        checks.changed.connect(self._show_checks)
        self._show_checks()

    @Slot()
    def _show_checks(self) -> None:
        if self._checks is not None:
            for row in range(self._design.rowCount()):
                widget = self._widget(row)
                if widget is not None:
                    widget.check.show_verdict(self._checks.of_row(row))

    @property
    def is_complete(self) -> bool:
        """Whether every row has its widget: of many rows, some get theirs a moment later."""
        return not self._later.isActive()

    @Slot()
    def _show_more(self) -> None:
        """Make some of the widgets that rows still lack, those that are seen first."""
        rows = range(self._design.rowCount())
        top = self.indexAt(QPoint(0, 0)).row()
        lacking = [row for row in [*rows[max(top, 0):], *rows] if self._widget(row) is None]
        end = thread_time() + AT_A_TIME
        while lacking and thread_time() < end:
            self.row_widget(lacking.pop(0))
        if any(self._widget(row) is None for row in lacking):
            self._later.start()
        else:
            self._chain()
        self._show_chosen()
        self._fit_rows()

    def _widget(self, row: int) -> LayerRow | None:
        """The widget of a row; None where it lacks one for its kind of layer."""
        widget = self.indexWidget(self._design.index(row))
        fits = isinstance(widget, LayerRow) and widget.kind is type(self._design.design.layers[row])
        return widget if isinstance(widget, LayerRow) and fits else None

    def _show_row(self, row: int) -> LayerRow:
        """Bring a row's widget up to date with the model, and make it where there is none."""
        fit, layers = self._design.fit, self._design.design.layers
        wrong = fit.problem_row if fit is not None else None
        layer, widget = layers[row], self._widget(row)
        if widget is None:
            widget = self._new_row(type(layer))
            self._making = True
            self.setIndexWidget(self._design.index(row), widget)
            self._making = False
            self._fit_rows()
        state = FITS
        if wrong is not None and row >= wrong and wrong < len(layers):
            state = WRONG if row == wrong else BELOW
        tip, advice = "", "\n".join(self._words.get(row, ()))
        if state == WRONG and fit is not None and fit.problem is not None:
            # Its colour is sign enough, and its shapes need the room.
            tip, advice = plain_tip(error_text(fit.problem)), ""
        sizes = fit.rows[row] if fit else None
        shown = (row, layer, sizes, state, self._code == row, tip, advice)
        if shown != self._shown.get(widget):
            self._shown[widget] = shown
            widget.show_layer(row + 1, layer, sizes, state, is_code=self._code == row)
            widget.setToolTip(tip)
            widget.show_advice(advice)
        if self._checks is not None:
            widget.check.show_verdict(self._checks.of_row(row))
        return widget

    def _new_row(self, kind: type[Layer]) -> LayerRow:
        row = LayerRow(kind, self._themes)
        row.edited.connect(lambda name, value: self._change(row, name, value))
        row.entered.connect(lambda: self.go_to(self._row_of(row)))
        row.remove_asked.connect(lambda: self._remove_one(row))
        row.unfolded.connect(self._chain)
        row.check.clicked.connect(lambda: self.check_asked.emit(self._row_of(row)))
        row.resized.connect(self._fit_rows)
        return row

    def _row_of(self, widget: LayerRow) -> int:
        """The row that a widget shows; −1 for one whose row has just gone."""
        for row in range(self._design.rowCount()):
            if self.indexWidget(self._design.index(row)) is widget:
                return row
        return -1

    def _change(self, widget: LayerRow, name: str, value: Value) -> None:
        row = self._row_of(widget)
        if row >= 0:
            self._design.change_layer(row, name, value)

    def _remove_one(self, widget: LayerRow) -> None:
        row = self._row_of(widget)
        if row >= 0:
            self._design.remove([row])

    @Slot()
    def _fit_rows(self) -> None:
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Rows follow the size of letters, smaller ones too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_rows()

    def doItemsLayout(self) -> None:
        """Tell what the rows need, once they know it themselves."""
        if self._making:
            # Qt would lay out all rows for each widget that comes in.
            return
        super().doItemsLayout()
        self.resized.emit()

    def _stops(self) -> list[QWidget]:
        """Where Tab stops: at the list itself, then at the controls in the order of the rows."""
        stops: list[QWidget] = [self]
        for row in range(self._design.rowCount()):
            widget = self.indexWidget(self._design.index(row))
            if not isinstance(widget, LayerRow):
                # The row is just coming or going.
                continue
            inside = [one for one in widget.findChildren(QWidget) if _takes_tab(one, self)]
            places = {one: one.mapTo(widget, QPoint()) for one in inside}
            stops += sorted(inside, key=lambda one: (places[one].y() // 12, places[one].x()))
        return stops

    @Slot()
    def _chain(self) -> None:
        """Let Tab come to the controls after the list, and not where they were made: at the end."""
        before, *others = self._stops()
        for control in others:
            QWidget.setTabOrder(before, control)
            before = control

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the rows from the top, and then on to what stands below the list."""
        stops, focused = self._stops(), focused_in(self.window())
        if focused not in stops:
            return super().focusNextPrevChild(forward)
        to = stops.index(focused) + (1 if forward else -1)
        wanted = stops[to] if 0 <= to < len(stops) else self._beyond(forward=forward)
        if wanted is None:
            return False
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        wanted.setFocus(reason)
        return True

    def _beyond(self, *, forward: bool) -> QWidget | None:
        """The next control after the list, or before it, at which Tab stops; None without any."""
        follow = next_in_focus_chain if forward else previous_in_focus_chain
        window, at = self.window(), follow(self)
        while at is not None and at is not self:
            if not self.isAncestorOf(at) and _takes_tab(at, window):
                return at
            at = follow(at)
        return None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the last row, where new layers go; Qt would begin at the first."""
        if self.current_row() < 0:
            self.go_to(self._design.rowCount() - 1)
        # Where the keys are is seen, whatever was scrolled since.
        self.scrollTo(self.currentIndex())
        super().focusInEvent(event)
        self._show_chosen()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys are elsewhere."""
        super().focusOutEvent(event)
        self._show_chosen()

    def height_of_rows(self) -> int:
        """What all rows need; a row that has just come in may still lack its widget."""
        return sum(self.sizeHintForIndex(self._design.index(row)).height()
                   for row in range(self._design.rowCount()))  # fmt: skip

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Show what is selected."""
        super().selectionChanged(selected, deselected)
        self._show_chosen()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Show what is current."""
        super().currentChanged(current, previous)
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen, current = set(self.chosen_rows()), self.current_row()
        for row in range(self._design.rowCount()):
            widget = self.indexWidget(self._design.index(row))
            if isinstance(widget, LayerRow):
                here = row == current
                widget.set_chosen(row in chosen, here, here and self.hasFocus())
