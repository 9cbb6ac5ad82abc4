"""Drag a training back and forth: a slider over its epochs, with the moment at its right end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSlider, QToolButton, QWidget

from gui.text.numbers import count
from gui.theme.theme import IconKeeper, ThemeSource
from gui.widgets.boxes import hbox
from gui.widgets.caption import Caption

_KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)  # fmt: skip


class _Slider(QSlider):
    """Keeps its arrow keys from the shortcuts of the window."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in _KEYS:
                event.accept()
                return True
        return super().event(event)


class EpochBar(QWidget):
    """A slider that emits the chosen epoch and keeps its place while more epochs come."""

    picked = Signal(object)
    """An epoch, or None for the moment."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpTopic", "epoch-slider")
        self._epochs: tuple[int, ...] = ()
        self._reached = 0
        self._shown: int | None = None
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("Epoch"))
        self.slider.setToolTip(
            self.tr("Drag to see the boundary at an earlier epoch; the right end is live")
        )
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.words = Caption()
        self.live = QToolButton()
        self.live.setAccessibleName(self.tr("Back to the moment"))
        self.live.setToolTip(self.tr("Back to the moment"))
        self.live.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        IconKeeper(self.live, self.live.setIcon, "step", themes)
        hbox((self.slider, 1), self.words, self.live, parent=self, margins=(12, 2, 8, 2), spacing=8)
        policy = self.live.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.live.setSizePolicy(policy)
        self.slider.valueChanged.connect(self._pick)
        self.live.clicked.connect(self._back)
        self.set_epochs((), 0)

    def set_epochs(self, epochs: Sequence[int], reached: int) -> None:
        """Offer these epochs; `reached` is that of the moment."""
        self._epochs, self._reached = tuple(epochs), reached
        self._lay_out()

    def show_epoch(self, epoch: int | None) -> None:
        """Show an epoch, or for None the moment, without `picked`."""
        self._shown = epoch
        self._lay_out()

    def shown(self) -> int | None:
        """Return the epoch that is shown; None for the moment."""
        return self._shown

    def _lay_out(self) -> None:
        last = len(self._epochs)
        place = last
        if self._shown is not None and last:
            # Of epochs that were thinned out the one before is shown.
            place = max(sum(epoch <= self._shown for epoch in self._epochs) - 1, 0)
        self.slider.blockSignals(True)
        self.slider.setRange(0, last)
        self.slider.setPageStep(max(last // 10, 1))
        self.slider.setValue(place)
        self.slider.blockSignals(False)
        self.slider.setEnabled(last > 1)
        self.live.setVisible(self._shown is not None)
        self._tell()

    def _tell(self) -> None:
        if not self._epochs:
            words = ""
        elif self._shown is None:
            words = self.tr("live, epoch {0}").format(count(self._reached))
        else:
            words = self.tr("epoch {0} of {1}").format(
                count(self._shown), count(self._reached)
            )
        if words != self.words.text():
            self.words.setText(words)
            self.slider.setAccessibleDescription(words)
        # The slider must not grow and shrink with every figure.
        widest = self.tr("epoch {0} of {1}").format(*[count(self._reached)] * 2)
        room = self.words.fontMetrics().horizontalAdvance(widest)
        self.words.setMinimumWidth(max(room, self.words.minimumSizeHint().width()))

    @Slot(int)
    def _pick(self, place: int) -> None:
        shown = self._epochs[place] if place < len(self._epochs) else None
        if shown != self._shown:
            self._shown = shown
            self.live.setVisible(shown is not None)
            self._tell()
            self.picked.emit(shown)

    @Slot()
    def _back(self) -> None:
        self.slider.setValue(self.slider.maximum())
