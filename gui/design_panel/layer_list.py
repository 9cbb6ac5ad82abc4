"""The whole stack: the input, the layers, the loss, what does not fit, and the totals."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from diynn.design.fixes import Advice, Mend
from diynn.layers.layer import Layer
from gui.design_panel.augmentation_row import AugmentationRow
from gui.design_panel.block_drag import Drag
from gui.design_panel.input_row import InputRow
from gui.design_panel.layer_row import Picture
from gui.design_panel.layer_view import LayerView
from gui.design_panel.loss_row import LossRow
from gui.design_panel.preparation_row import PreparationRow
from gui.model.design_model import DesignModel
from gui.model.gradient_checks import GradientChecks
from gui.text.numbers import count
from gui.text.wording import (
    advice_text,
    error_message,
    error_remedy,
    error_text,
    fill_in,
    weights_words,
)
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.caption import Caption
from gui.widgets.plain_text import Label, plain_tip

_EMPTY_HEIGHT = 64
_LEAST_HEIGHT = 108

# Distances only: every colour comes from the program's own sheet.
_SHEET = """
#layerView { background: transparent; border: none; }
QAbstractSpinBox[compact="true"] { padding: 1px 2px; min-height: 18px; }
QAbstractSpinBox[compact="true"]:focus { padding: 0 1px; }
QAbstractSpinBox[compact="true"] QLineEdit, QAbstractSpinBox[compact="true"] QLineEdit:focus {
    padding: 0 2px;
}
QComboBox { padding: 1px 2px 1px 6px; }
QComboBox:focus { padding: 0 1px 0 5px; }
QComboBox::drop-down { width: 20px; }
QToolButton[small="true"] { padding: 0; border-radius: 4px; }
"""


class LayerList(QWidget):
    """Shows a DesignModel's stack between its input and its loss, and lets it be edited.

    Blocks of a palette, and its own rows, are dropped by way of `follow_drag`.
    """

    help_asked = Signal(str)
    """The user wants help on a layer of this name."""
    palette_asked = Signal()
    """The user wants to insert something below the current row, by keys."""
    check_asked = Signal(int)
    """What a check found in a row is to be shown; the loss is the row after the last."""

    def __init__(
        self, model: DesignModel, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "stack")
        self._model = model
        self.setAccessibleName(self.tr("Input, layers and loss"))
        # A click beside an editor takes what was typed, and leaves the keys to the list.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setStyleSheet(_SHEET)
        self.input = InputRow(model, themes)
        self.preparation = PreparationRow(model, themes)
        self.augmentation = AugmentationRow(model, themes)
        self.view = LayerView(model, themes)
        self.banner = MisfitBanner(model, themes)
        self.loss = LossRow(model, themes)
        self.totals = Caption()
        self.totals.setProperty("helpTopic", "weights-count")
        self.empty = Label(parent=self.view.viewport())
        self.empty.setText(self.tr("No layers yet.\nDrag a block here, or double-click one."))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setProperty("muted", True)
        self.empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.view.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(3)
        down.addWidget(self.input)
        down.addWidget(self.preparation)
        down.addWidget(self.augmentation)
        down.addWidget(self.view, 1)
        down.addWidget(self.banner)
        down.addWidget(self.loss)
        down.addWidget(self.totals)
        down.addStretch(0)
        self.view.help_asked.connect(self.help_asked)
        self.view.palette_asked.connect(self.palette_asked)
        self.view.row_dragged.connect(self.follow_drag)
        self.view.resized.connect(self._fit_view)
        self.view.viewport().installEventFilter(self)
        model.fitted.connect(self._show_totals)
        self._show_totals()
        self._fit_view()

    def follow_checks(self, checks: GradientChecks) -> None:
        """Show in each row, and in that of the loss, how a check of its gradients came out."""
        self.view.follow_checks(checks)
        self.view.check_asked.connect(self.check_asked)
        self.loss.check.clicked.connect(lambda: self.check_asked.emit(self._model.rowCount()))

        def show() -> None:
            self.loss.check.show_verdict(checks.of_row(self._model.rowCount()))

        checks.changed.connect(show)
        show()

    # Drops.

    def row_under(self, place: QPoint) -> int | None:
        """The row above which a block let go at `place` on the screen would stand; None outside."""
        here = self.mapFromGlobal(place)
        if not self.rect().contains(here):
            return None
        if here.y() < self.view.geometry().top():
            return 0
        return self.view.row_at(self.view.viewport().mapFromGlobal(place).y())

    @Slot(object)
    def follow_drag(self, drag: Drag) -> None:
        """Show where what is dragged would be put; put it there where it was dropped."""
        row = None if drag.place is None else self.row_under(drag.place)
        if drag.place is None or row is None:
            self.view.end_drop()
        elif not drag.dropped:
            self.view.show_drop(drag.place)
        else:
            self.view.end_drop()
            if isinstance(drag.what, int):
                self.view.move_to(drag.what, row)
            elif isinstance(drag.what, type) and issubclass(drag.what, Layer):
                self.view.insert(drag.what, row)

    @Slot(object)
    def insert(self, kind: type[Layer]) -> None:
        """Insert a new layer of that kind below the current row."""
        self.view.insert(kind)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys belong to the rows."""
        self.view.setFocus(event.reason())

    # What is shown.

    @Slot()
    def _show_totals(self) -> None:
        fit, number = self._model.fit, self._model.rowCount()
        text = self.tr("{count} layer(s)", "", number).format(count=count(number))
        if fit is not None and fit.problem is None:
            text += " · " + weights_words(fit.weights)
        self.totals.setText(text)
        self.empty.setVisible(number == 0)

    @Slot()
    def _fit_view(self) -> None:
        """The list is as high as its rows, as far as there is room, so that the loss follows."""
        wanted = self.view.height_of_rows() or _EMPTY_HEIGHT
        self.view.setMaximumHeight(wanted)
        self.view.setMinimumHeight(min(wanted, _LEAST_HEIGHT))

    def whole_height(self) -> int:
        """What it needs to show every row at once."""
        rest = self.minimumSizeHint().height() - self.view.minimumHeight()
        return rest + self.view.maximumHeight()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Keep the words of the empty list in its middle."""
        if event.type() == QEvent.Type.Resize and watched is self.view.viewport():
            self.empty.setGeometry(QRect(QPoint(0, 0), self.view.viewport().size()))
        return False

    def sizeHint(self) -> QSize:
        """Comfortable at 360 pixels."""
        return QSize(360, super().sizeHint().height())


class MisfitBanner(QFrame):
    """Stands there while the stack does not fit, or while the network cannot learn from such data
    as it should; the best way out is its first button. Advice can be put away."""

    def __init__(
        self, model: DesignModel, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "misfit")
        self._model = model
        self._mends: tuple[Mend, ...] = ()
        self._advice: Advice | None = None
        self._put_away: set[str] = set()
        self.setObjectName("misfitBanner")
        down = QVBoxLayout(self)
        down.setContentsMargins(10, 6, 8, 8)
        down.setSpacing(6)
        across = QHBoxLayout()
        across.setSpacing(8)
        self.words = Label()
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._sign = Picture("error", themes)
        self.dismiss = QToolButton()
        self.dismiss.setAutoRaise(True)
        self.dismiss.setProperty("small", True)
        self.dismiss.setAccessibleName(self.tr("Put the advice away"))
        self.dismiss.setToolTip(self.tr("Put the advice away; its sign stays in the row"))
        self._cross = IconKeeper(self.dismiss, self.dismiss.setIcon, "close", themes)
        across.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self.words, 1)
        across.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignTop)
        down.addLayout(across)
        self._buttons = QWidget()
        below = QHBoxLayout(self._buttons)
        below.setContentsMargins(24, 0, 0, 0)
        below.setSpacing(6)
        self.mend = QPushButton()
        self.mend.setProperty("primary", True)
        self.other = QToolButton()
        self.other.setProperty("raised", True)
        self.other.setToolTip(self.tr("Other ways"))
        self.other.setAccessibleName(self.tr("Other ways"))
        self.other.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._dots = IconKeeper(self.other, self.other.setIcon, "more", themes)
        self.menu = QMenu(self.other)
        self.other.setMenu(self.menu)
        below.addWidget(self.mend)
        below.addWidget(self.other)
        below.addStretch(1)
        down.addWidget(self._buttons)
        self.mend.clicked.connect(self._mend_best)
        self.dismiss.clicked.connect(self._put_aside)
        self.menu.aboutToShow.connect(self._list_others)
        model.fitted.connect(self.show_problem)
        self.show_problem()

    def tells(self, advice: Advice) -> bool:
        """Whether an advice as grave on the same row is seen here: of a learning rate that is too
        large it is said in other words before a training than after it."""
        own = self._advice
        is_same = own is not None and (own.row, own.weight) == (advice.row, advice.weight)
        return is_same and self.isVisible()

    @Slot()
    def show_problem(self) -> None:
        """Show the problem of the moment, else the gravest advice; hide where there is neither."""
        model, self._advice = self._model, None
        problem = model.fit.problem if model.fit is not None else None
        if problem is not None:
            self._mends = model.mends()
            message = error_message(problem) if self._mends else error_text(problem)
            self._show("error", message, error_remedy(problem), error_text(problem))
            return
        texts = [one for one in model.advice if one.weight and one.message not in self._put_away]
        if not texts:
            self._mends = ()
            self.hide()
            return
        self._advice = one = max(texts, key=lambda one: one.weight)
        self._mends = one.mends
        message, remedy = (fill_in(words, one.values) for words in (one.message, one.remedy))
        self._show("warning", message, remedy, advice_text(one))

    def _show(self, kind: str, message: str, remedy: str, whole: str) -> None:
        if kind != self.property("note"):
            self.setProperty("note", kind)
            self.style().unpolish(self)
            self.style().polish(self)
        self._sign.say(kind, whole)
        self.words.setText(message)
        self.setAccessibleName(whole)
        self.dismiss.setVisible(kind == "warning")
        self._buttons.setVisible(bool(self._mends))
        if self._mends:
            self.mend.setText(fill_in(self._mends[0].label, self._mends[0].values))
            self.mend.setToolTip(plain_tip(remedy))
        self.other.setVisible(len(self._mends) > 1)
        self.show()

    @Slot()
    def _put_aside(self) -> None:
        if self._advice is not None:
            self._put_away.add(self._advice.message)
            self.show_problem()

    @Slot()
    def _mend_best(self) -> None:
        if self._mends:
            self._model.apply_mend(self._mends[0])

    @Slot()
    def _list_others(self) -> None:
        self.menu.clear()
        for mend in self._mends[1:]:
            action = self.menu.addAction(fill_in(mend.label, mend.values))
            action.triggered.connect(lambda _=False, mend=mend: self._model.apply_mend(mend))
