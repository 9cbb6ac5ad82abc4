"""The whole stack: the input, the layers, the loss, what does not fit, and the totals."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from diynn.layers.layer import Layer
from gui.design_panel.augmentation_row import AugmentationRow
from gui.design_panel.block_drag import Drag
from gui.design_panel.input_row import InputRow
from gui.design_panel.layer_view import LayerView
from gui.design_panel.loss_row import LossRow
from gui.design_panel.misfit_banner import MisfitBanner
from gui.model.design_model import DesignModel
from gui.text.numbers import count
from gui.text.wording import weights_words
from gui.theme.theme import ThemeSource
from gui.widgets.caption import Caption
from gui.widgets.plain_text import Label

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

    def __init__(
        self, model: DesignModel, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self.setAccessibleName(self.tr("Input, layers and loss"))
        # A click beside an editor takes what was typed, and leaves the keys to the list.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setStyleSheet(_SHEET)
        self.input = InputRow(model, themes)
        self.augmentation = AugmentationRow(model, themes)
        self.view = LayerView(model, themes)
        self.banner = MisfitBanner(model, themes)
        self.loss = LossRow(model, themes)
        self.totals = Caption()
        self.empty = Label(parent=self.view.viewport())
        self.empty.setText(self.tr("No layers yet.\nDrag a block here, or double-click one."))
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setProperty("muted", True)
        self.empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.view.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(4)
        down.addWidget(self.input)
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

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Keep the words of the empty list in its middle."""
        if event.type() == QEvent.Type.Resize and watched is self.view.viewport():
            self.empty.setGeometry(QRect(QPoint(0, 0), self.view.viewport().size()))
        return False

    def sizeHint(self) -> QSize:
        """Comfortable at 360 pixels."""
        return QSize(360, super().sizeHint().height())
