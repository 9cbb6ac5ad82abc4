"""Plants errors in every override of ours of Qt's methods, and has Qt call it by way of Python.

A process of its own: without the guard it ends with a segmentation fault, after the name of the
class that it was at. What was reached is written as JSON, the last line.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from types import FunctionType
from typing import Any, get_type_hints

import numpy as np
from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QEvent,
    QIdentityProxyModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPoint,
    QPointF,
    QStringListModel,
    Qt,
    QThread,
    QUrl,
)
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QEnterEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
    QUndoCommand,
    QUndoStack,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QLayout,
    QListView,
    QStyledItemDelegate,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)
from shiboken6 import Shiboken

import gui

TYPE, BUTTON, KEYS = QEvent.Type, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
reached: list[str] = []


def raise_index_error(name: str) -> None:
    reached[len(reached)]


def raise_numpy_error(name: str) -> None:
    np.zeros(0).reshape(0, -1)


def planted(like: Any, fail: Callable[[str], None]) -> Callable[..., None]:
    name = like.__name__

    def method(*args: Any, **named: Any) -> None:
        fail(name)

    # A guard looks at what is declared to come back.
    answer = get_type_hints(like)["return"]
    method.__annotations__ = {"return": None if answer is type(None) else answer}
    return method


def hook(kind: type, error: BaseException, trace: Any) -> None:
    while trace.tb_next is not None:
        trace = trace.tb_next
    # What is asked of an empty instance may fail in other ways as well.
    if trace.tb_frame.f_code.co_name.startswith("raise_"):
        reached.append(trace.tb_frame.f_locals["name"])
    elif trace.tb_frame.f_globals is globals():
        sys.__excepthook__(kind, error, trace)


def our_classes(base: type) -> Iterator[type]:
    for made in base.__subclasses__():
        if made.__module__.startswith("gui."):
            yield made
        yield from our_classes(made)


def overrides(cls: type) -> dict[str, tuple[type, Any]]:
    """By its name, each method of ours that stands before one of Qt's, and whose it is."""
    qt = {name for base in cls.__mro__ if base.__module__.startswith("PySide6")
          for name in vars(base)}  # fmt: skip
    found: dict[str, tuple[type, Any]] = {}
    for owner in reversed(cls.__mro__):
        for name, method in vars(owner).items():
            ours = owner.__module__.startswith("gui.") and isinstance(method, FunctionType)
            if ours and name in qt and not name.startswith("__"):
                found[name] = owner, method
    return found


def plant(owner: type, name: str, method: Any, fail: Callable[[str], None]) -> None:
    """Put a failing method in the place of the one that is guarded, or of the one that is not."""
    failing = planted(method, fail)
    if hasattr(method, "__wrapped__") and "method" in method.__code__.co_freevars:
        method.__closure__[method.__code__.co_freevars.index("method")].cell_contents = failing
    else:
        setattr(owner, name, failing)


def empty(cls: type) -> Any:
    """An instance of which only Qt's own part is made."""
    base = next(one for one in cls.__mro__ if one.__module__.startswith("PySide6"))
    start = {"__init__": base.__init__, "__module__": "empty"}
    return type(cls.__name__, (cls,), start)()


def mouse(kind: QEvent.Type) -> QMouseEvent:
    return QMouseEvent(kind, QPointF(3, 3), QPointF(3, 3), BUTTON, BUTTON, KEYS)


def widget_events() -> Iterator[QEvent]:
    yield from (QShowEvent(), QHideEvent(), QEvent(TYPE.Leave), QEvent(TYPE.FontChange))
    yield QResizeEvent(QWidget().size(), QWidget().size())
    yield QEnterEvent(QPointF(3, 3), QPointF(3, 3), QPointF(3, 3))
    yield from (QFocusEvent(TYPE.FocusIn), QFocusEvent(TYPE.FocusOut))
    yield QKeyEvent(TYPE.KeyPress, Qt.Key.Key_F9, KEYS)
    yield QKeyEvent(TYPE.KeyPress, Qt.Key.Key_Tab, KEYS)
    for kind in ("MouseButtonPress", "MouseMove", "MouseButtonRelease", "MouseButtonDblClick"):
        yield mouse(TYPE[kind])
    yield QWheelEvent(
        QPointF(3, 3), QPointF(3, 3), QPoint(0, 8), QPoint(0, 120), Qt.MouseButton.NoButton, KEYS,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    yield QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(3, 3), QPoint(3, 3))
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/tmp/a.diynn")])
    copy = Qt.DropAction.CopyAction
    yield QDragEnterEvent(QPoint(3, 3), copy, files, BUTTON, KEYS)
    yield QDropEvent(QPointF(3, 3), copy, files, BUTTON, KEYS)
    yield QCloseEvent()


def use_widget(widget: QWidget) -> None:
    around = QWidget()
    QVBoxLayout(around).addWidget(widget)
    wanted = overrides(type(widget))
    around.show()
    widget.show()
    item = QWidgetItem(widget)
    for ask in (item.sizeHint, item.minimumSize, item.hasHeightForWidth):
        ask()
    item.heightForWidth(50)
    if isinstance(widget, QAbstractItemView):
        model = QStringListModel(["a", "b"], widget)
        QAbstractItemView.setModel(widget, model)
        widget.setCurrentIndex(model.index(1, 0))
    if isinstance(widget, QTextBrowser):
        widget.setHtml("<img src='some.png'>")
    if isinstance(widget, QAbstractSpinBox):
        widget.stepUp()
        widget.hasAcceptableInput()
    widget.grab()
    targets = [widget]
    if isinstance(widget, QAbstractScrollArea):
        targets.append(widget.viewport())
        widget.verticalScrollBar().setRange(0, 9)
        widget.verticalScrollBar().setValue(5)
    for target in targets:
        for event in widget_events():
            # Qt's own menus wait until they are closed.
            if event.type() == TYPE.ContextMenu and "contextMenuEvent" not in wanted:
                continue
            QCoreApplication.sendEvent(target, event)
    around.close()


def use_model(model: QAbstractItemModel) -> None:
    index, files = model.createIndex(0, 0), QMimeData()
    index.data()
    index.flags()
    through = QIdentityProxyModel()
    through.setSourceModel(model)
    through.rowCount()
    through.columnCount()
    through.headerData(0, Qt.Orientation.Horizontal)
    through.setData(QModelIndex(), 1)
    through.mimeTypes()
    through.mimeData([QModelIndex()])
    through.dropMimeData(files, Qt.DropAction.CopyAction, 0, 0, QModelIndex())
    through.supportedDropActions()
    through.sort(0)
    model.moveRow(QModelIndex(), 0, QModelIndex(), 1)


def use_layout(layout: QLayout) -> None:
    around, part = QWidget(), QWidget()
    around.setLayout(layout)
    part.setParent(around)
    layout.addWidget(part)
    layout.totalSizeHint()
    layout.totalMinimumSize()
    layout.totalHeightForWidth(50)
    layout.indexOf(part)
    around.show()
    layout.activate()


def use_delegate(delegate: QStyledItemDelegate) -> None:
    view = QListView()
    view.setModel(QStringListModel(["a"], view))
    view.setItemDelegate(delegate)
    view.show()
    view.sizeHintForIndex(view.model().index(0, 0))
    view.edit(view.model().index(0, 0))
    view.grab()


def use(instance: Any) -> None:
    """Have Qt call what it can be made to call."""
    if isinstance(instance, QWidget):
        use_widget(instance)
    elif isinstance(instance, QAbstractItemModel):
        use_model(instance)
    elif isinstance(instance, QLayout):
        use_layout(instance)
    elif isinstance(instance, QStyledItemDelegate):
        use_delegate(instance)
    elif isinstance(instance, QUndoCommand):
        stack = QUndoStack()
        stack.push(instance)
        stack.undo()
    elif isinstance(instance, QThread):
        instance.start()
        instance.wait()
    if isinstance(instance, QObject):
        watched = QObject()
        watched.installEventFilter(instance)
        QCoreApplication.sendEvent(watched, QEvent(TYPE.User))


def main() -> None:
    app = QApplication([])
    for module in pkgutil.walk_packages(gui.__path__, "gui."):
        if not module.name.startswith("gui.bench"):
            importlib.import_module(module.name)
    sys.excepthook = hook
    by_qt: set[str] = set()
    missing: list[str] = []
    number = 0
    for cls in dict.fromkeys(our_classes(Shiboken.Object)):
        for fail in (raise_index_error, raise_numpy_error):
            print(f"{cls.__module__}.{cls.__qualname__} {fail.__name__}", flush=True)
            wanted = overrides(cls)
            for name, (owner, method) in wanted.items():
                plant(owner, name, method, fail)
            reached.clear()
            if wanted:
                # Qt is left without answers here; what it then says of them is no matter.
                with suppress(Exception):
                    instance = empty(cls)
                    use(instance)
                by_qt |= set(reached) & set(wanted)
            for name in sorted(set(wanted) - set(reached)):
                # Qt calls it in cases that are hard to bring about: called as Qt's caller would.
                with suppress(IndexError, ValueError):
                    getattr(cls, name)(None)
                if name not in reached:
                    missing.append(f"{cls.__module__}.{cls.__qualname__}.{name}")
            number += len(wanted)
    app.processEvents()
    print(json.dumps({"number": number, "by_qt": sorted(by_qt), "missing": missing}), flush=True)


if __name__ == "__main__":
    main()
    # What was half made need not be taken apart.
    sys.stdout.flush()
    os._exit(0)
