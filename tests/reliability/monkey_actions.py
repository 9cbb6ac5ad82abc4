"""What the monkey does to the window: actions chosen by chance from what is on the screen."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from monkey_screen import Screen, describe, press, turn, type_in, within

from diynn.storage.recipes import NETWORKS, RECIPES

EXTREMES = (
    "", "0", "-1", "1e308", "-1e308", "1e999", "nan", "inf", "999999999999999999999",
    "0.0000000000000001", "1,5", "1.5", "1/3", "१२", "½", "x" * 300, "<b>x</b>",
    "<a href='http://x'>x</a>", "{0}", "%s", "../..", "a\tb", "65536", "4096", "1e12", "..",
    "0.1..0.3:5", "1,2,3", "=1+1", "\u202e", "🙂", "0x10", "1e-400", "1 2", "--",
)  # fmt: skip
KEYS = (  # noqa: SIM905  it is read as words
    "Space Right Left Up Down R Return Escape Tab Backtab Delete Backspace Home End PageUp "
    "PageDown Plus Minus 0 1 9 F1 F2 F3 F6 F11 Question C V X D A K Menu "
).split()
Deed = tuple[str, Callable[[], object]]
"""What is about to be done, in words, and the doing."""


class Deeds:
    """Each method says what it will do, and how; None where there is nothing to do it to."""

    def __init__(self, screen: Screen, to_open: list[str], to_save: list[str]) -> None:
        self.screen, self.to_open, self.to_save = screen, to_open, to_save
        self.all: dict[str, tuple[float, Callable[[], Deed | None]]] = {
            "menu": (10, self.menu),
            "search": (4, self.search),
            "key": (10, self.key),
            "click": (16, self.click),
            "button": (16, self.button),
            "type": (10, self.type),
            "drag": (7, self.drag),
            "layers": (6, self.layers),
            "wheel": (5, self.wheel),
            "context": (4, self.context),
            "undo": (5, self.undo),
            "tab": (7, self.tab),
            "template": (2.5, self.template),
            "file": (4, self.file),
            "drop": (1.5, self.drop),
            "size": (1.5, self.size),
            "run": (7, self.run),
            "choose": (6, self.choose),
            "close": (1.5, self.close_one),
            "hover": (3, self.hover),
            "kind": (3, self.kind),
        }

    def decide(self) -> tuple[str, Deed]:
        """One of them, by the screen's chance."""
        names, weights = list(self.all), [weight for weight, _ in self.all.values()]
        while True:
            name = self.screen.chance.choices(names, weights)[0]
            deed = self.all[name][1]()
            if deed is not None:
                return name, deed

    def menu(self) -> Deed | None:
        entries: list[Any] = []

        def gather(menu: Any) -> None:
            menu.aboutToShow.emit()
            for action in menu.actions():
                if action.menu() is not None:
                    gather(action.menu())
                elif action.isEnabled() and action.isVisible() and not action.isSeparator():
                    entries.append(action)

        for action in self.screen.window.menuBar().actions():
            if action.menu() is not None and action.isVisible():
                gather(action.menu())
        entries = [entry for entry in entries if entry is not self.screen.window.menus.quit]
        entry = self.screen.chance.choice(entries)
        return f"{entry.text()!r}", entry.trigger

    def search(self) -> Deed | None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        text = "".join(
            self.screen.chance.choice("abcdeilmnoprstuw 12")
            for _ in range(self.screen.chance.randrange(4))
        )
        downs = self.screen.chance.randrange(6)
        last = self.screen.chance.choice((Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Escape))

        def deed() -> None:
            self.screen.window.find_command()
            at = QApplication.focusWidget() or self.screen.window
            type_in(at, text)
            for key in (*[Qt.Key.Key_Down] * downs, last):
                QTest.keyClick(QApplication.focusWidget() or self.screen.window, key)
                turn()

        return f"{text!r}, {downs} down, {last.name}", deed

    def key(self) -> Deed | None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        K, M = Qt.Key, Qt.KeyboardModifier
        key = getattr(K, f"Key_{self.screen.chance.choice(KEYS)}")
        modifier = self.screen.chance.choice(
            (M.NoModifier,) * 5 + (M.ControlModifier, M.ShiftModifier, M.AltModifier)
        )
        if modifier == M.ControlModifier and key == K.Key_Q:
            return None
        times = self.screen.chance.choice((1, 1, 1, 5, 20))
        at = QApplication.focusWidget()
        target = (
            at
            if at is not None and at.window() in self.screen.windows()
            else self.screen.windows()[0]
        )

        def deed() -> None:
            for _ in range(times):
                QTest.keyClick(QApplication.focusWidget() or target, key, modifier)
                turn()

        return f"{times} × {modifier.name}+{key.name} on {describe(target)}", deed

    def click(self) -> Deed | None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        widget = self.screen.pick()
        if widget is None:
            return None
        at, B = self.screen.point(widget), Qt.MouseButton
        button = self.screen.chance.choice((B.LeftButton,) * 6 + (B.RightButton, B.MiddleButton))
        modifier = self.screen.chance.choice(
            (Qt.KeyboardModifier.NoModifier,) * 4
            + (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier)
        )
        how = self.screen.chance.choice((QTest.mouseClick,) * 3 + (QTest.mouseDClick,))
        where = f"{at.x()}, {at.y()} of {describe(widget)}"
        words = f"{how.__name__} {button.name} {modifier.name} at {where}"
        return words, lambda: how(widget, button, modifier, at)

    def button(self) -> Deed | None:
        from PySide6.QtWidgets import QAbstractButton

        widget = self.screen.pick(QAbstractButton)
        return None if widget is None else (describe(widget), lambda: press(widget))

    def type(self) -> Deed | None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPlainTextEdit, QTextEdit

        field = self.screen.pick(QAbstractSpinBox, QLineEdit, QTextEdit, QPlainTextEdit)
        if field is None:
            return None
        text = self.screen.chance.choice(EXTREMES)
        last = self.screen.chance.choice(
            (Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_PageUp)
        )

        def deed() -> None:
            field.setFocus()
            QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            QTest.keyClick(field, Qt.Key.Key_Delete)
            type_in(field, text)
            QTest.keyClick(field, last)

        return f"{text[:40]!r} {last.name} in {describe(field)}", deed

    def drag(self) -> Deed | None:
        widget = self.screen.pick()
        if widget is None:
            return None
        way = [self.screen.point(widget) for _ in range(self.screen.chance.choice((2, 3, 12)))]
        return f"over {describe(widget)} {[(p.x(), p.y()) for p in way[:3]]}", self._dragging(
            widget, way
        )

    def _dragging(self, widget: Any, way: list[Any]) -> Callable[[], object]:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QApplication

        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        escapes = self.screen.chance.random() < 0.1
        # As the window system sends it: to the window, which finds the widget.
        window = widget.window()
        places = [widget.mapTo(window, p) for p in way]

        def deed() -> None:
            handle = window.windowHandle()
            if handle is None:
                return
            QTest.mousePress(handle, left, none, within(handle, places[0]))
            for a, b in itertools.pairwise(places):
                for step in range(1, 5):
                    QTest.mouseMove(handle, within(handle, a + (b - a) * step / 4))
                    QApplication.processEvents()
            if escapes:
                QTest.keyClick(handle, Qt.Key.Key_Escape)
            QTest.mouseRelease(handle, left, none, within(handle, places[-1]))

        return deed

    def layers(self) -> Deed | None:
        """A row of the stack, or a block of the palette, to another place."""
        from PySide6.QtCore import QPoint

        from gui.design_panel.palette import Block

        window = self.screen.window
        view = window.stack.layers.view
        count = len(window.model.design.layers)
        if not view.isVisible() or window not in self.screen.windows():
            return None
        blocks = [b for b in window.stack.findChildren(Block) if b.isVisible()]
        if count and (self.screen.chance.random() < 0.6 or not blocks):
            row = self.screen.chance.randrange(count)
            start, words = view.row_widget(row), f"row {row}"
        elif blocks:
            start = self.screen.chance.choice(blocks)
            words = describe(start)
        else:
            return None
        stack = window.stack
        way = [start.mapTo(stack, QPoint(min(40, start.width() // 2), start.height() // 2))]
        way += [self.screen.point(stack) for _ in range(self.screen.chance.choice((1, 2, 4)))]
        if count and self.screen.chance.random() < 0.7:
            target = view.row_widget(self.screen.chance.randrange(count))
            way.append(target.mapTo(stack, self.screen.point(target)))
        return f"{words} to {way[-1].x()}, {way[-1].y()}", self._dragging(stack, way)

    def wheel(self) -> Deed | None:
        from PySide6.QtCore import QPoint, QPointF, Qt
        from PySide6.QtGui import QWheelEvent
        from PySide6.QtWidgets import QApplication

        widget = self.screen.pick()
        if widget is None:
            return None
        at, angle = (
            self.screen.point(widget),
            self.screen.chance.choice((-1200, -120, -30, 30, 120, 1200)),
        )
        times = self.screen.chance.choice((1, 3, 10))
        M = Qt.KeyboardModifier
        modifier = self.screen.chance.choice(
            (M.NoModifier, M.NoModifier, M.ControlModifier, M.ShiftModifier)
        )

        def deed() -> None:
            for _ in range(times):
                event = QWheelEvent(
                    QPointF(at),
                    QPointF(widget.mapToGlobal(at)),
                    QPoint(),
                    QPoint(0, angle),
                    Qt.MouseButton.NoButton,
                    modifier,
                    Qt.ScrollPhase.NoScrollPhase,
                    False,
                )
                QApplication.sendEvent(widget, event)
                turn()

        where = f"{at.x()}, {at.y()} of {describe(widget)}"
        return f"{times} × {angle} {modifier.name} at {where}", deed

    def context(self) -> Deed | None:
        from PySide6.QtGui import QContextMenuEvent
        from PySide6.QtWidgets import QApplication

        widget = self.screen.pick()
        if widget is None:
            return None
        at = self.screen.point(widget)

        def deed() -> None:
            event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
            QApplication.sendEvent(widget, event)

        return f"{at.x()}, {at.y()} of {describe(widget)}", deed

    def hover(self) -> Deed | None:
        from PySide6.QtTest import QTest

        widget = self.screen.pick()
        if widget is None:
            return None
        way = [self.screen.point(widget) for _ in range(6)]

        def deed() -> None:
            for at in way:
                QTest.mouseMove(widget, at)

        return f"over {describe(widget)}", deed

    def undo(self) -> Deed | None:
        times, back = self.screen.chance.choice((1, 1, 2, 5, 40)), self.screen.chance.random() < 0.6
        stack = self.screen.window.model.undo_stack

        def deed() -> None:
            for _ in range(times):
                (stack.undo if back else stack.redo)()
                turn()

        return f"{'undo' if back else 'redo'} × {times}", deed

    def tab(self) -> Deed | None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QTabBar

        bar = self.screen.pick(QTabBar)
        if bar is None or not bar.count():
            return None
        place = self.screen.chance.randrange(bar.count())
        words = f"{bar.tabText(place)!r} of {describe(bar)}"

        def deed() -> None:
            QTest.mouseClick(
                bar,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
                bar.tabRect(place).center(),
            )
            bar.setCurrentIndex(min(place, bar.count() - 1))

        return words, deed

    def template(self) -> Deed | None:
        name = self.screen.chance.choice((*RECIPES, *NETWORKS))
        return name, lambda: self.screen.window.menus.start_from(name)

    def kind(self) -> Deed | None:
        """A data set, a loss, an optimizer or a layer by the search's own list."""
        commands = [
            one
            for one in self.screen.window.commands.listed()
            if one.act is not None and one.enabled
        ]
        command = self.screen.chance.choice(
            [one for one in commands if "Quit" not in one.name and "Quitter" not in one.name]
        )
        return command.title, lambda: self.screen.window.commands.run(command)

    def file(self) -> Deed | None:
        documents = self.screen.window.documents
        what = self.screen.chance.choice(("open", "open", "save", "save_as", "open_path", "points"))
        if what == "open_path":
            path = self.screen.chance.choice([p for p in self.to_open if "\0" not in p])
            return f"open {path!r}", lambda: documents.open_path(Path(path))
        if what == "points":
            from diynn.data.sources import UserFile

            path = self.screen.chance.choice(self.to_open)
            return f"data of {path!r}", lambda: self.screen.window.model.change_source(
                UserFile(path=path)
            )
        return what, getattr(documents, what)

    def drop(self) -> Deed | None:
        from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
        from PySide6.QtGui import QDropEvent
        from PySide6.QtWidgets import QApplication

        path = self.screen.chance.choice([p for p in self.to_open if "\0" not in p])
        window = self.screen.window
        if window not in self.screen.windows():
            return None

        def deed() -> None:
            mime = QMimeData()
            mime.setUrls([QUrl.fromLocalFile(path)])
            event = QDropEvent(
                QPointF(60, 60),
                Qt.DropAction.CopyAction,
                mime,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
            QApplication.sendEvent(window, event)

        return repr(path), deed

    def size(self) -> Deed | None:
        window = self.screen.a_window()
        what = self.screen.chance.choice(("small", "large", "any", "maximal", "normal", "minimal"))
        sizes = {
            "small": (1, 1),
            "large": (3800, 2100),
            "any": (
                self.screen.chance.randrange(200, 2000),
                self.screen.chance.randrange(150, 1400),
            ),
        }
        deed = {"maximal": window.showMaximized, "normal": window.showNormal}.get(what)
        if what == "minimal":

            def deed() -> None:
                window.showMinimized()
                window.showNormal()

        return f"{what} {describe(window)}", deed or (lambda: window.resize(*sizes[what]))

    def run(self) -> Deed | None:
        session = self.screen.window.session
        what = self.screen.chance.choice((
            "play", "play", "pause", "step", "epochs", "new_weights", "from_the_start", "use_best",
            "pace",
        ))  # fmt: skip
        if what == "step":
            return "5 steps", lambda: session.advance(steps=5)
        if what == "epochs":
            return "2 epochs", lambda: session.advance(epochs=2)
        if what == "pace":
            pace = self.screen.chance.choice((0.0, 0.0, 0.001, 0.5))
            by = self.screen.chance.choice(("batch", "epoch"))
            return f"{pace} s a {by}", lambda: session.set_pace(pace, by)
        action = {
            "play": self.screen.window.menus.play,
            "pause": self.screen.window.menus.play,
        }.get(what)
        if action is not None:
            return what, action.trigger
        return what, getattr(session, what)

    def choose(self) -> Deed | None:
        """Another entry of a box, or another place of a slider, by the keys."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QAbstractItemView, QAbstractSlider, QComboBox

        widget = self.screen.pick(QComboBox, QAbstractSlider, QAbstractItemView)
        if widget is None:
            return None
        K = Qt.Key
        keys = [
            self.screen.chance.choice(
                (K.Key_Down, K.Key_Up, K.Key_PageDown, K.Key_Home, K.Key_End, K.Key_Right)
            )
            for _ in range(self.screen.chance.choice((1, 3, 10)))
        ]

        def deed() -> None:
            widget.setFocus()
            for key in keys:
                QTest.keyClick(widget, key)
                turn()

        return f"{' '.join(key.name[4:] for key in keys)} in {describe(widget)}", deed

    def close_one(self) -> Deed | None:
        others = [w for w in self.screen.windows() if w is not self.screen.window]
        if not others:
            return None
        window = self.screen.chance.choice(others)
        return describe(window), window.close

    # What the system would ask.

    def answer_files(self) -> None:
        """Let the system's dialogs for files give a path by chance."""
        from PySide6.QtGui import QDesktopServices
        from PySide6.QtWidgets import QFileDialog

        def chosen(dialog: QFileDialog) -> list[str]:
            saves = dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
            path = self.screen.chance.choice(self.to_save if saves else self.to_open)
            return [path or "x"]

        QFileDialog.exec = lambda _: self.screen.chance.choice((0, 1, 1))
        QFileDialog.selectedFiles = chosen
        QDesktopServices.openUrl = staticmethod(lambda _: True)
