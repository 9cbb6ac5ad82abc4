"""Do each of some things a thousand times in the real window, and see that its memory stays flat.

    python tests/reliability/soak.py --count 1000 --out FILE.json [--resume]
    python tests/reliability/soak.py --actions language,zoom --count 200 --tracemalloc

Each action has a process and a window of its own. What lives is counted after a quarter of the
times and at the end: memory, objects of our classes, Qt's objects below the windows. Between the
two there may be no more than 24 MB and a few objects. `--seconds` is for all actions together:
each gets its share, and ends early with as many times as it had, which is told.
"""

from __future__ import annotations

import argparse
import faulthandler
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import driven_window
from driven_window import Watch, end_well, limit_memory, no_network, own_home

MOST_GROWTH = 24 * 2**20
FEW = 12
"""So many more objects of a class are no growth."""
PATIENCE = 30.0

Wait = Callable[[], bool]


class Soak:
    """The actions; each does something and gives what to wait for, if anything."""

    def __init__(self, base: Path) -> None:
        self.base = base

    @property
    def window(self) -> Any:
        from PySide6.QtWidgets import QApplication

        from gui.window.main_window import MainWindow

        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
        return next((w for w in found if w.isVisible()), found[-1])

    def trained(self) -> bool:
        session = self.window.session
        return session.training is not None and not session.loader.is_loading

    def still(self) -> bool:
        return self.trained() and not self.window.session.is_moving

    def weights(self, number: int) -> Wait:
        self.window.session.new_weights()
        return self.trained

    def stepped_weights(self, number: int) -> Wait:
        self.window.session.new_weights()
        self.window.session.advance(steps=1)
        return self.still

    def language(self, number: int) -> Wait:
        before = self.window
        before._languages.choose(("en", "fr")[number % 2])
        wanted = ("en", "fr")[number % 2]
        return lambda: (
            self.window._languages.current == wanted and (self.window is not before or number == 0)
        )

    def look(self, number: int) -> None:
        self.window._themes.choose(("light", "dark")[number % 2])

    def zoom(self, number: int) -> None:
        zoom = self.window.menus.zoom
        (zoom.enlarge, zoom.enlarge, zoom.reset, zoom.reduce)[number % 4]()

    def step(self, number: int) -> Wait:
        self.window.session.advance(steps=1)
        return self.still

    def tab(self, number: int) -> None:
        names = self.window.tabs.names()
        self.window.tabs.show_page(names[number % len(names)])

    def file(self, number: int) -> Wait:
        path = self.base / f"{number % 3}.diynn"
        self.window.session.advance(steps=1)
        self.window.documents.save_to(path)
        self.window.documents.open_path(path)
        return self.still

    def undo(self, number: int) -> Wait:
        from diynn.layers import Tanh

        window = self.window
        window.stack.layers.insert(Tanh)
        window.model.undo_stack.undo()
        window.model.undo_stack.redo()
        window.model.undo_stack.undo()
        return self.trained

    def edit(self, number: int) -> Wait:
        self.window.model.change_run("batch_size", 10 + number % 50)
        return self.trained

    def template(self, number: int) -> Wait:
        from diynn.storage.recipes import recipe

        names = ("moons", "spirals", "digits-dense", "digits-autoencoder", "linear")
        self.window.documents.start_from(recipe(names[number % len(names)]))
        return self.trained

    def data(self, number: int) -> Wait:
        from diynn.data.sources import Circles, Moons, Spirals

        kinds = (Moons, Circles, Spirals)
        self.window.model.change_source(kinds[number % 3](seed=number))
        return self.trained

    def scaling(self, number: int) -> Wait:
        from diynn.data.scaling import SCALINGS

        self.window.model.change_view("scaling", SCALINGS[number % len(SCALINGS)])
        self.window.session.advance(steps=1)
        return self.still

    def box(self, number: int) -> None:
        from diynn.errors import FileError

        self.window.documents.failed.emit(FileError("“{file}” is empty.", file=f"{number}.diynn"))

    def search(self, number: int) -> None:
        self.window.find_command()

    def present(self, number: int) -> None:
        self.window.presentation.action.trigger()

    def trial(self, number: int) -> None:
        trials = self.window.trials
        (trials.open_rates, trials.open_folds, trials.open_sweep)[number % 3]()
        for one in list(trials.windows):
            one.close()

    def help(self, number: int) -> None:
        self.window.help.ask_topic(("Tanh", "Linear", "Adam", "Moons")[number % 4])


ACTIONS = tuple(
    name
    for name, what in vars(Soak).items()
    if callable(what) and not name.startswith("_") and name not in ("trained", "still")
)
ON_DIGITS = ("scaling", "stepped_weights")
LONG = ("zoom", "look", "undo", "file", "language")
"""Those that take longest come last: what the others leave of their time is theirs. An undo is four
edits, each with all that follows from it: some 0.1 s on a machine at rest."""


def living() -> dict[str, Counter[str]]:
    """What there is, by class: Python's objects of ours, and all of Qt's below the windows."""
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QApplication

    gc.collect()
    ours: Counter[str] = Counter()
    for thing in gc.get_objects():
        kind = type(thing)
        if str(kind.__module__).partition(".")[0] in ("gui", "diynn"):
            ours[f"{kind.__module__}.{kind.__name__}"] += 1
    qts: Counter[str] = Counter()
    for window in QApplication.topLevelWidgets():
        qts["windows"] += 1
        for child in window.findChildren(QObject):
            qts[child.metaObject().className()] += 1
    for child in QApplication.instance().findChildren(QObject):
        qts[child.metaObject().className()] += 1
    return {"ours": ours, "qt": qts}


class Driver:
    """Does one action again and again in the event loop, and counts."""

    def __init__(
        self, watch: Watch, soak: Soak, name: str, count: int, until: float, traced: bool
    ) -> None:
        from PySide6.QtCore import QTimer

        self.watch, self.soak, self.name, self.count, self.until = watch, soak, name, count, until
        self.traced = traced
        self.done = 0
        self.found: dict[str, Any] = {}
        self._way = self.way()
        self._wait: Wait | None = None
        self._since = time.monotonic()
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self.turn)
        self._closing = QTimer(interval=5)
        self._closing.timeout.connect(self.close_dialogs)

    def start(self) -> None:
        self._timer.start()
        self._closing.start()

    def turn(self) -> None:
        from PySide6.QtWidgets import QApplication

        if self._wait is not None and not self._wait():
            if time.monotonic() - self._since > PATIENCE:
                self.watch.fault(f"{self.name}: what was waited for has not come")
                QApplication.instance().exit(0)
            return
        self._wait, self._since = None, time.monotonic()
        try:
            self._wait = next(self._way)
        except StopIteration:
            self._timer.stop()
            self._closing.stop()
            QApplication.instance().exit(0)

    def close_dialogs(self) -> None:
        from PySide6.QtWidgets import QApplication

        modal = QApplication.activeModalWidget()
        if modal is not None:
            modal.close()

    def way(self) -> Iterator[Wait | None]:
        from diynn.storage.recipes import recipe

        soak = self.soak
        soak.window.documents.asks = False
        yield soak.trained
        if self.name in ON_DIGITS:
            soak.window.documents.start_from(recipe("digits-dense"))
            yield soak.trained
        if self.name != "tab":
            # What is looked at first loads what it needs.
            for name in soak.window.tabs.names():
                soak.window.tabs.show_page(name)
                yield self.after(0.05)
        yield self.steady()
        quarter = max(1, self.count // 4)
        memory, before = 0, {}
        for number in range(self.count):
            self.watch.action = f"{number} {self.name}"
            yield getattr(soak, self.name)(number)
            yield None
            self.done = number + 1
            if self.done == quarter:
                yield self.steady()
                memory, before = self.measure(), living()
            if time.time() > self.until and self.done > quarter:
                break
        yield self.steady()
        self.judge(memory, before, self.done - quarter)

    @staticmethod
    def after(seconds: float) -> Wait:
        ends = time.monotonic() + seconds
        return lambda: time.monotonic() > ends

    @staticmethod
    def steady() -> Wait:
        """What is loaded and worked out for a first look takes its memory once: until it has it."""
        ends = time.monotonic() + PATIENCE / 2
        seen = [time.monotonic(), driven_window.resident()]

        def quiet() -> bool:
            now, memory = time.monotonic(), driven_window.resident()
            if abs(memory - seen[1]) > 2**19:
                seen[:] = now, memory
            return now - seen[0] > 1.5 or now > ends

        return quiet

    def measure(self) -> int:
        import tracemalloc

        gc.collect()
        self.watch.forget()
        return tracemalloc.get_traced_memory()[0] if self.traced else driven_window.resident()

    def judge(self, memory: int, before: dict[str, Counter[str]], times: int) -> None:
        after = living()
        growth = self.measure() - memory
        self.found = {
            "times": self.done,
            "growth": growth,
            "memory": driven_window.resident(),
            "more": {},
        }
        for family, counts in after.items():
            for kind, count in counts.items():
                more = count - before[family][kind]
                if more > FEW:
                    self.found["more"][f"{family} {kind}"] = more
                # A value of the engine may belong to an edit that can be undone; Qt's may not.
                if more > max(FEW, times / 2) and family == "qt":
                    self.watch.fault(
                        f"{self.name}: objects stay: {kind}", f"{more} more after {times} times"
                    )
        if growth > MOST_GROWTH:
            self.watch.fault(f"{self.name}: memory grows", f"{growth >> 20} MB after {times} times")


def live(name: str, count: int, until: float, traced: bool, out: Path) -> int:
    faulthandler.enable()
    with tempfile.TemporaryDirectory(prefix="diynn-soak-", ignore_cleanup_errors=True) as folder:
        base = Path(folder)
        own_home(base, "")
        no_network()
        limit_memory()
        if traced:
            import tracemalloc

            tracemalloc.start()
        from PySide6.QtCore import QSettings

        from gui.app.app import open_window
        from gui.background.worker import finish_threads

        settings = QSettings(str(base / "settings.ini"), QSettings.Format.IniFormat)
        settings.setValue("language", "en")
        settings.setValue("pace", "full")
        with open(out, "a") as file:
            watch = Watch(file, stalls=False)
            app, _ = open_window(settings, base / "copies")
            watch.install()
            soak = Soak(base)
            driver = Driver(watch, soak, name, count, until, traced)
            app.setQuitOnLastWindowClosed(False)
            driver.start()
            app.exec()
            app.setQuitOnLastWindowClosed(True)
            end_well(app, lambda: soak.window, watch)
            watch.write(over=name, faults=watch.faults, longest=watch.longest, **driver.found)
    # As the program ends, where a thread computes what nobody waits for.
    return finish_threads(0)


def main() -> int:
    grammar = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    grammar.add_argument("--actions", default=",".join(ACTIONS), help="of " + ", ".join(ACTIONS))
    grammar.add_argument("--count", type=int, default=1000)
    grammar.add_argument("--seconds", type=float, default=1e9)
    grammar.add_argument("--out", type=Path, help="JSON file of what each action came to")
    grammar.add_argument(
        "--resume", action="store_true", help="leave out the actions that are in --out"
    )
    grammar.add_argument(
        "--tracemalloc", action="store_true", help="count Python's memory alone; slower"
    )
    grammar.add_argument("--child", help=argparse.SUPPRESS)
    asked = grammar.parse_args()
    if asked.child is not None:
        return live(asked.child, asked.count, asked.seconds, asked.tracemalloc, asked.out)
    actions = sorted(asked.actions.split(","), key=LONG.__contains__)
    if not set(actions) <= set(ACTIONS):
        raise SystemExit(f"There are these actions: {', '.join(ACTIONS)}")
    state: dict[str, Any] = {}
    if asked.resume and asked.out is not None and asked.out.exists():
        state = json.loads(asked.out.read_text())
    ends = time.time() + asked.seconds
    for place, name in enumerate(actions):
        if name in state:
            continue
        until = time.time() + max(0.0, ends - time.time()) / (len(actions) - place)
        state[name] = one(name, asked.count, until, asked.tracemalloc)
        print(
            json.dumps({name: {key: what for key, what in state[name].items() if key != "faults"}}),
            flush=True,
        )
        for fault in state[name]["faults"]:
            print(
                f"{name}: {fault['fault']} {fault['details'][-300:]}", file=sys.stderr, flush=True
            )
        if asked.out is not None:
            asked.out.write_text(json.dumps(state, indent=1))
    return int(any(what["faults"] for what in state.values()))


def one(name: str, count: int, until: float, traced: bool) -> dict[str, Any]:
    """Run one action in a process of its own; what it came to."""
    with tempfile.TemporaryDirectory(prefix="diynn-soaked-") as folder:
        out = Path(folder, "lines.jsonl")
        words = [
            sys.executable,
            "-X",
            "faulthandler",
            __file__,
            "--child",
            name,
            "--count",
            str(count),
            "--seconds",
            str(until),
            "--out",
            str(out),
        ] + (["--tracemalloc"] if traced else [])
        done = subprocess.run(words, capture_output=True, text=True, check=False, env=os.environ)
        lines = [json.loads(line) for line in out.read_text().splitlines()] if out.exists() else []
    faults = [line for line in lines if "fault" in line]
    last = next((line for line in lines if "over" in line), {})
    if done.returncode or not last:
        faults.append(
            {"fault": f"the process ended ({done.returncode})", "details": done.stderr[-3000:]}
        )
    return {key: value for key, value in last.items() if key != "faults"} | {"faults": faults}


if __name__ == "__main__":
    sys.exit(main())
