"""The network, drawn: units and wires of a small dense stack, blocks of any other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QToolTip, QWidget

from diynn.csv_output import csv_text
from diynn.network.sequential import Sequential
from gui.model.session import Session
from gui.tabs.analysis_tab import ValuePlace
from gui.tabs.network.block_face import BlockFace
from gui.tabs.network.picture import Picture, Units
from gui.tabs.network.unit_face import UnitFace
from gui.tabs.network.unit_layout import BIAS, UNIT, Spot
from gui.theme.theme import ThemeSource
from gui.widgets.number_question import LARGEST_TYPED, ask_number, read_fraction
from gui.widgets.painted_page import ARROWS, ENTER, PaintedPage

Array = NDArray[Any]

_KEYS = (
    *ARROWS, *ENTER, Qt.Key.Key_F2, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)  # fmt: skip
_SLACK = 4
"""Pixels that a click may move before it drags."""
_REACH = 80.0
"""Pixels over which a drag changes a weight by what the thickest wire stands for."""
_FINE = 0.1
"""How much of that a drag with Shift does."""


class Face(Protocol):
    """How a picture is drawn, and what is said of it; spots are what can be meant in it."""

    @property
    def picture(self) -> Picture:
        """What is drawn."""

    def show(self, picture: Any) -> None:
        """Show newer values and weights."""

    def lay_out(self, room: QSize) -> None:
        """Place everything in a view of that size."""

    def content_size(self) -> QSize:
        """How large all of it is."""

    def dress(self) -> None:
        """Take the colours of the look of the moment."""

    def spot_at(self, place: QPointF) -> Any:
        """What is at a place; None where nothing is."""

    def moved(self, spot: Any, key: Qt.Key) -> Any:
        """What a key goes to; from None to the first one."""

    def of_row(self, row: int) -> Any:
        """What a row of the stack gives."""

    def knows(self, spot: object) -> bool:
        """Whether that is drawn."""

    def area(self, spot: Any) -> QRectF:
        """Where that is drawn."""

    def paint(self, painter: QPainter, seen: QRectF) -> None:
        """Draw what can be seen."""

    def paint_spot(self, painter: QPainter, spot: Any, value: float | None) -> None:
        """Mark what pointer or keys are at; a weight with its value, or with the one given."""

    def value(self, spot: Any) -> float | None:
        """The weight that is meant and can be changed."""

    def words(self, spot: Any) -> str:
        """What is meant, with its value."""

    def tip(self, spot: Any) -> str:
        """The same, and what can be done."""

    def title_at(self, place: QPointF) -> str:
        """The whole of a title, which may be cut."""

    def summary(self) -> str:
        """All of it in a sentence."""

    def table(self) -> Iterator[list[object]]:
        """A line for each number."""

    def place(self, spot: Any) -> ValuePlace:
        """The value that is meant, for the tab Calculation."""


class NetworkPage(PaintedPage):
    """Shows pictures of the network of a session; a weight can be dragged and typed.

    `opened` carries the ValuePlace of what was clicked on. While a weight is dragged, `changed`
    asks for another picture, of the weights that `previewed` gives.
    """

    opened = Signal(object)
    changed = Signal()

    def __init__(
        self, session: Session, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        self._face: Face | None = None
        name = QCoreApplication.translate("NetworkPage", "Network, drawn")
        super().__init__(themes, name, parent)
        self.setProperty("helpTopic", "network-drawn")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._session = session
        self._at: Any = None
        """Where the keys are."""
        self._pointed: Any = None
        self._pressed: tuple[Any, QPointF] | None = None
        self._dragged: tuple[ValuePlace, float, float] | None = None
        """The weight that is dragged, its value before, and its value now."""
        self.menu.aboutToShow.connect(self._offer)
        self._actions: list[QAction] = []

    # What is shown

    @property
    def picture(self) -> Picture | None:
        """What is drawn; None while there is nothing."""
        return None if self._face is None else self._face.picture

    @property
    def face(self) -> Face | None:
        """How it is drawn."""
        return self._face

    def show_picture(self, picture: Picture) -> None:
        """Draw newer values and weights."""
        face = self._face
        if self._dragged is not None and isinstance(face, UnitFace) and isinstance(picture, Units):
            # The others stay as they are while one is dragged beyond them.
            picture = replace(picture, reach=face.picture.reach)
        if face is not None and type(face.picture) is type(picture):
            face.show(picture)
        elif isinstance(picture, Units):
            self._face = UnitFace(picture, self._source)
        else:
            self._face = BlockFace(picture, self._source)
        self.arrange()
        self._keep_places()

    def clear(self, words: str) -> None:
        """Draw nothing, and say why."""
        self._face = None
        self._dragged = self._pressed = None
        self.set_empty_text(words)
        self.arrange()
        self._keep_places()

    def _keep_places(self) -> None:
        """Let pointer and keys stay where that is still drawn."""
        face = self._face
        self._at, self._pointed = (
            spot if spot is not None and face is not None and face.knows(spot) else None
            for spot in (self._at, self._pointed)
        )
        if self._at is None or not self._session.is_moving:
            # A screen reader would read out each look at a training.
            self._describe()

    def lay_out(self) -> None:
        """Place everything for the size of the moment."""
        if self._face is not None:
            self._face.lay_out(self.viewport().size())
            self._face.dress()

    def content_size(self) -> QSize:
        """The size of all that is drawn."""
        return QSize() if self._face is None else self._face.content_size()

    def sizeHint(self) -> QSize:
        """Room for some units above each other."""
        return QSize(480, round(190 * self._source.zoom))

    def minimumSizeHint(self) -> QSize:
        """Room for two units, so that much else can be seen."""
        return QSize(160, round(84 * self._source.zoom))

    def dress(self) -> None:
        """Take the colours of the look of the moment."""
        if self._face is not None:
            self._face.dress()

    def paint_content(self, painter: QPainter, seen: QRectF) -> None:
        """Draw the network."""
        if self._face is not None:
            self._face.paint(painter, seen)

    def paint_marks(self, painter: QPainter) -> None:
        """What pointer and keys are at; the ring of the keyboard."""
        face = self._face
        if face is None:
            return
        marked = [self._pressed[0] if self._dragged and self._pressed else self._pointed]
        if self.hasFocus():
            marked.insert(0, self._at)
        value = None if self._dragged is None else self._dragged[2]
        for spot in dict.fromkeys(marked):
            if spot is not None:
                last = spot == marked[-1]
                face.paint_spot(painter, spot, value if last else None)
        self.paint_focus(painter)

    def go_to_row(self, row: int) -> None:
        """Bring the keys to what a row of the stack gives, and show it."""
        if self._face is not None:
            self._at = self._face.of_row(row)
            self.show_area(self._face.area(self._at).adjusted(-12, -12, 12, 12))
            self._describe()
            self.viewport().update()

    # What is said

    def tip_at(self, place: QPointF) -> str:
        """What is at a place, with its formula."""
        if self._face is None or self._dragged:
            return ""
        spot = self._face.spot_at(place)
        return self._face.title_at(place) if spot is None else self._face.tip(spot)

    def in_words(self) -> str:
        """What is drawn, in a sentence; why nothing is."""
        return self.empty_text() if self._face is None else self._face.summary()

    def csv(self) -> str:
        """Every weight of units, every output of blocks."""
        head = ["row", "name", "unit", "from", "value"]
        return csv_text([head, *([] if self._face is None else self._face.table())])

    def _describe(self) -> None:
        words = "" if self._face is None or self._at is None else self._face.words(self._at)
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    # The pointer

    def point_at(self, place: QPointF | None) -> None:
        """Mark what the pointer is at."""
        face = self._face
        spot = None if place is None or face is None else face.spot_at(place)
        if spot != self._pointed:
            self._pointed = spot
            self.viewport().setCursor(
                Qt.CursorShape.ArrowCursor if spot is None else Qt.CursorShape.PointingHandCursor
            )
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click, or to drag a weight."""
        place = self.to_content(event.position())
        spot = None if self._face is None else self._face.spot_at(place)
        if event.button() == Qt.MouseButton.LeftButton and spot is not None:
            self._pressed, self._at = (spot, place), spot
            self._describe()
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the weight that was pressed, or mark what the pointer is at."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        up = self._pressed[1].y() - self.to_content(event.position()).y()
        if self._dragged is None and abs(up) > _SLACK:
            self._begin_drag()
        if self._dragged is not None and isinstance(self._face, UnitFace):
            weight, before, _ = self._dragged
            fine = _FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
            value = before + fine * up * self._face.picture.reach / _REACH
            self._dragged = (weight, before, min(max(value, -LARGEST_TYPED), LARGEST_TYPED))
            self.viewport().update()
            self.changed.emit()

    def _begin_drag(self) -> None:
        spot = self._pressed[0] if self._pressed else None
        value = None if self._face is None else self._face.value(spot)
        if value is None or self._face is None or not np.isfinite(value):
            return
        if self._is_past():
            self._pressed = None
            return
        QToolTip.hideText()
        self._session.pause()
        self._dragged = (self._face.place(spot), value, value)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the calculation of what was clicked on, or keep the weight that was dragged."""
        pressed, dragged = self._pressed, self._dragged
        self._pressed = self._dragged = None
        if event.button() != Qt.MouseButton.LeftButton or pressed is None or self._face is None:
            return
        if dragged is not None:
            weight, _, value = dragged
            self._change(weight, value)
        elif self._face.spot_at(self.to_content(event.position())) == pressed[0]:
            self.opened.emit(self._face.place(pressed[0]))

    def cancel_drag(self) -> None:
        """Leave the weight that is dragged as it was."""
        if self._dragged is not None:
            self._dragged = self._pressed = None
            self.changed.emit()
            self.viewport().update()

    def previewed(self, weights: Array) -> Array:
        """All weights with the value that one is dragged to."""
        if self._dragged is None:
            return weights
        target, _, value = self._dragged
        net = self._session.net
        if net is None or not _is_weight(net, target):
            return weights
        made = weights.copy()
        net.layout.by_key(made)[f"{target.row}.{target.name}"][target.place] = value
        return made

    # Another value for a weight

    def _is_past(self) -> bool:
        """Whether the weights are of the past, which nobody changes; has the session say so."""
        is_past = self._session.cursor.place is not None
        if is_past:
            self._session.type_weight(0, "", (), 0.0)
        return is_past

    def _change(self, target: ValuePlace, value: float) -> None:
        net = self._session.net
        if net is not None and _is_weight(net, target):
            self._session.type_weight(target.row, target.name, target.place, value)
        self.changed.emit()

    def _weight_here(self) -> Any:
        """The weight that the keys are at, of a unit its bias; None where there is none."""
        face, spot = self._face, self._at
        if face is None or spot is None:
            return None
        if isinstance(spot, Spot) and spot.kind == UNIT:
            spot = spot._replace(kind=BIAS)
        return spot if face.knows(spot) and face.value(spot) is not None else None

    @Slot()
    def type_weight(self) -> None:
        """Ask for another value of the weight that the keys are at, of a unit its bias."""
        face, spot = self._face, self._weight_here()
        value = None if face is None or spot is None else face.value(spot)
        if face is None or value is None or self._is_past():
            return
        take = partial(self.take_typed, face.place(spot))
        ask_number(self, self.tr("Type a weight"), value, take)

    def take_typed(self, target: ValuePlace, text: str) -> bool:
        """Give a weight the value that `text` says; whether it is one."""
        value = read_fraction(text)
        if value is None or abs(value) > LARGEST_TYPED:
            return False
        self._change(target, value)
        return True

    @Slot()
    def open_value(self) -> None:
        """Ask for the calculation of what the keys are at."""
        if self._face is not None and self._at is not None:
            self.opened.emit(self._face.place(self._at))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with what is pointed at, besides copying and saving."""
        spot = None if self._face is None else self._face.spot_at(self.to_content(event.pos()))
        if spot is not None:
            self._at = spot
            self._describe()
            self.viewport().update()
        super().contextMenuEvent(event)

    @Slot()
    def _offer(self) -> None:
        """Put that before the rest of the menu."""
        if not self._actions:
            first = self.menu.actions()[0]
            for words, act in (
                (self.tr("Its calculation"), self.open_value),
                (self.tr("Type a weight…"), self.type_weight),
            ):
                action = QAction(words, self.menu)
                action.triggered.connect(act)
                self._actions.append(action)
            self.menu.insertActions(first, self._actions)
            self.menu.insertSeparator(first)
        self._actions[0].setEnabled(self._at is not None)
        self._actions[1].setEnabled(self._weight_here() is not None)

    # Keys

    def wants_key(self, event: QKeyEvent) -> bool:
        """Arrows and page keys, Enter, F2; Escape while a weight is dragged."""
        keypad = Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Escape:
            return self._dragged is not None
        return event.key() in _KEYS and not event.modifiers() & ~keypad

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over units and wires; open the calculation; type a weight."""
        key, face = Qt.Key(event.key()), self._face
        if key == Qt.Key.Key_Escape and self._dragged is not None:
            self.cancel_drag()
        elif face is None or key not in _KEYS:
            super().keyPressEvent(event)
        elif key in ENTER:
            self.open_value()
        elif key == Qt.Key.Key_F2:
            self.type_weight()
        else:
            self._at = face.moved(self._at, key)
            self.show_area(face.area(self._at).adjusted(-12, -12, 12, 12))
            self._describe()
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys begin at the first unit."""
        super().focusInEvent(event)
        if self._at is None and self._face is not None:
            self._at = self._face.moved(None, Qt.Key.Key_Home)
            self._describe()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A drag ends where another window comes to the front."""
        super().focusOutEvent(event)
        self.cancel_drag()


def _is_weight(net: Sequential, target: ValuePlace) -> bool:
    """Whether a network has that weight: the stack may be another one by now."""
    shapes = {weight.key: weight.shape for weight in net.layout.weights}
    shape = shapes.get(f"{target.row}.{target.name}", ())
    return (
        target.kind == "weight" and len(shape) == len(target.place) > 0
        and all(0 <= at < size for at, size in zip(target.place, shape, strict=True))
    )  # fmt: skip
