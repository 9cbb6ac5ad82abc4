"""Kill programs at random moments of editing, training and saving, and look at what is left.

    python tests/reliability/kills.py --kills 200

Each program is a process with the real session, documents and safety copies, without a window. It
paints points, trains and saves by chance, and writes down what it did in a journal, until it is
killed. Several live at once and share the folder of the safety copies. After each kill:

- every file is whole: the saved one is the old or the new, the copy can be read;
- the copy of the dead program is offered, and of no living one;
- whatever the program itself knew to be kept is there;
- without --hasty: whatever was done more than 10 seconds before the kill is there.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from diynn.data.sources.drawn_points import Painted, Point
from diynn.layers import Linear, Sigmoid, Tanh
from diynn.storage.model_file import SavedModel, load
from diynn.storage.recipes import recipe
from diynn.storage.safety_copies import SafetyCopy, leftovers
from gui.app.app import GarbageCollection
from gui.model import autosave as swap_module
from gui.model.autosave import Autosave
from gui.model.design_model import DesignModel
from gui.model.documents import Documents
from gui.model.session import Session

PROMISED = 10.0
BASE = 60
"""Points at the start; each edit adds one, so their number tells how many edits are kept."""
PACE = 0.004
WAYS = ("editing", "training", "saving")


def progress(model: SavedModel) -> tuple[int, int]:
    """How many edits and how many epochs there are in what was kept."""
    source = model.design.source
    assert isinstance(source, Painted)
    return len(source.points) - BASE, len(model.history)


# The program that is killed.


class Life:
    """What one program does until its end."""

    def __init__(self, folder: Path, number: int, journal: int) -> None:
        self.chance = random.Random(number)
        self.way = WAYS[number % len(WAYS)]
        self.journal = journal
        self.file = folder / f"{number}.diynn"
        points = tuple(
            Point(self.chance.gauss(2 * (row % 2), 0.7), self.chance.gauss(0, 0.7), row % 2)
            for row in range(BASE)
        )
        layers = (Linear(128), Tanh(), Linear(128), Tanh(), Linear(1), Sigmoid())
        moons = recipe("moons")
        design = replace(
            moons, title=f"{number}", source=Painted(points), layers=layers,
            run=replace(moons.run, epochs=1_000_000),
        )  # fmt: skip
        self.owner = QWidget()
        self.session = Session(DesignModel(design, self.owner), self.owner)
        settings = QSettings(str(folder / f"{number}.ini"), QSettings.Format.IniFormat)
        self.documents = Documents(self.session, settings, self.owner)
        self.swap = Autosave(
            self.session, self.documents, SafetyCopy(folder / "copies"), self.owner
        )
        self.swap.written.connect(self.note_kept)
        self.session.curves_changed.connect(lambda: self.note("done"))
        self.session.said.connect(lambda *words: self.note("said", words=str(words)))
        self.documents.failed.connect(lambda error: self.note("failed", words=str(error)))
        self.session.set_pace(PACE)
        self.session.start()
        self.timer = QTimer(self.owner, singleShot=True)
        self.timer.timeout.connect(self.act)
        self.timer.start(1)

    def note(self, what: str, edits: int | None = None, epochs: int | None = None,
             **more: Any) -> None:  # fmt: skip
        """Write a line; what the system has taken is there after a kill too."""
        now_edits = len(self.session.design.source.points) - BASE
        line = {
            "what": what, "time": time.monotonic(),
            "edits": now_edits if edits is None else edits,
            "epochs": len(self.session.history) if epochs is None else epochs, **more,
        }  # fmt: skip
        os.write(self.journal, (json.dumps(line) + "\n").encode())

    def note_kept(self) -> None:
        path = self.swap._copy.path
        assert path is not None
        edits, epochs = progress(load(path))
        self.note("kept", edits, epochs)

    def act(self) -> None:
        session, way = self.session, self.way
        if session.training is None:
            self.timer.start(5)
            return
        what = self.chance.choices(
            ("paint", "play", "pause", "save"),
            {"editing": (8, 2, 1, 1), "training": (1, 6, 1, 0.5), "saving": (1, 2, 1, 20)}[way],
        )[0]
        if what == "paint":
            source = session.design.source
            assert isinstance(source, Painted)
            point = Point(self.chance.gauss(0, 1), self.chance.gauss(0, 1), 0)
            painted = replace(session.design, source=source.with_points([point]))
            session.model.replace_design(painted, "Paint")
            self.note("done")
        elif what == "play":
            session.play()
        elif what == "pause":
            session.pause()
        else:
            # What is known to be there at the least when it has returned.
            edits, epochs = len(session.design.source.points) - BASE, len(session.history)
            if self.documents.save_to(self.file):
                self.note("kept", edits, epochs, saved=True)
        mean = 0.02 if way == "saving" else 0.4
        self.timer.start(round(1000 * self.chance.expovariate(1 / mean)))


def live(folder: Path, number: int, hasty: bool) -> NoReturn:
    """Be a program until killed."""
    journal = os.open(folder / f"{number}.journal", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def fail(*error: Any) -> None:
        line = json.dumps({"what": "error", "words": traceback.format_exception(*error)})
        os.write(journal, (line + "\n").encode())
        os._exit(1)

    sys.excepthook = fail
    if hasty:
        swap_module.SOON, swap_module.USUAL = 0.1, 0.3
    app = QApplication(["kills"])
    GarbageCollection(app)
    life = Life(folder, number, journal)
    life.note("began")
    app.exec()
    os._exit(2)


# What is found afterwards.


class Program:
    """A living program, as the one that kills it sees it."""

    def __init__(self, folder: Path, number: int, longest: float, hasty: bool) -> None:
        self.folder, self.number, self.hasty = folder, number, hasty
        self.chance = random.Random(-1 - number)
        self.longest = longest
        self.ends: float | None = None
        self.pid = os.fork()
        if self.pid == 0:
            try:
                live(folder, number, hasty)
            finally:
                os._exit(3)

    def lines(self) -> list[dict[str, Any]]:
        try:
            text = (self.folder / f"{self.number}.journal").read_text()
        except FileNotFoundError:
            return []
        return [json.loads(line) for line in text.splitlines(keepends=True) if line[-1:] == "\n"]

    def is_over(self) -> bool:
        """Kill it when its time has come."""
        if os.waitpid(self.pid, os.WNOHANG)[0]:
            raise AssertionError(f"program {self.number} ended: {self.lines()[-1:]}")
        if self.ends is None:
            # Half of them get far enough to have kept something, however slow the machine is.
            known = {line["what"] for line in self.lines()}
            if ("kept" if self.number % 2 else "began") in known:
                self.ends = time.monotonic() + self.chance.uniform(0.1, self.longest)
            return False
        if time.monotonic() < self.ends:
            return False
        os.kill(self.pid, signal.SIGKILL)
        self.ends = time.monotonic()
        os.waitpid(self.pid, 0)
        return True

    def judge(self) -> dict[str, float]:
        """Look at what it left; AssertionError where a promise is broken."""
        assert self.ends is not None
        lines = self.lines()
        bad = [line for line in lines if line["what"] in ("said", "failed", "error")]
        assert not bad, bad
        found: list[tuple[int, int]] = [(0, 0)]
        left = leftovers(self.folder / "copies")
        offered = len(left)
        for one in left:
            model, document = one.read()
            assert model.design.title == f"{self.number}", "the copy of a living program is offered"
            assert document.title in (f"{self.number}", f"{self.number}.diynn")
            found.append(progress(model))
            one.discard()
        assert offered <= 1, f"{offered} copies"
        file = self.folder / f"{self.number}.diynn"
        if file.exists():
            found.append(progress(load(file)))
        else:
            assert not any(line.get("saved") for line in lines), "the saved file is gone"
        edits = max(edits for edits, _ in found)
        epochs = max(epochs for _, epochs in found)
        for line in lines:
            if line["what"] == "kept":
                assert line["edits"] <= edits, (line, found)
                assert line["epochs"] <= epochs, (line, found)
        ages = {"edit": 0.0, "epoch": 0.0}
        for line in lines:
            age = self.ends - line["time"]
            if line["edits"] > edits:
                ages["edit"] = max(ages["edit"], age)
            if line["epochs"] > epochs:
                ages["epoch"] = max(ages["epoch"], age)
        if not self.hasty:
            assert max(ages.values()) <= PROMISED, (ages, self.number)
        parts = len(list(self.folder.glob(".diynn-*.part")))
        return ages | {
            "offered": offered, "saved": file.exists(), "parts": parts,
            "edits": edits, "epochs": epochs,
        }  # fmt: skip


def main() -> int:
    """Kill so many programs; 1 where a promise was broken."""
    grammar = argparse.ArgumentParser()
    grammar.add_argument("--kills", type=int, default=200)
    grammar.add_argument("--at-once", type=int, default=6)
    grammar.add_argument("--longest", type=float, default=15.0)
    grammar.add_argument("--hasty", action="store_true")
    asked = grammar.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    failures: list[str] = []
    found: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory(prefix="diynn-kills-") as name:
        folder, begun = Path(name), 0
        living: list[Program] = []
        while len(found) + len(failures) < asked.kills:
            while len(living) < asked.at_once and begun < asked.kills:
                living.append(Program(folder, begun, asked.longest, asked.hasty))
                begun += 1
            time.sleep(0.01)
            for program in list(living):
                try:
                    if program.is_over():
                        living.remove(program)
                        found.append(program.judge())
                except Exception:  # noqa: BLE001  whatever it is, it is told
                    if program in living:
                        living.remove(program)
                    failures.append(f"{program.number}: {traceback.format_exc()}")
    print(json.dumps({
        "kills": len(found) + len(failures), "broken promises": len(failures),
        "copies found": sum(one["offered"] for one in found),
        "files found": sum(one["saved"] for one in found),
        "half-written neighbours": max((one["parts"] for one in found), default=0),
        "edits kept": sum(one["edits"] for one in found),
        "epochs kept": sum(one["epochs"] for one in found),
        "oldest edit lost, s": round(max((one["edit"] for one in found), default=0), 2),
        "oldest epoch lost, s": round(max((one["epoch"] for one in found), default=0), 2),
    }))  # fmt: skip
    for failure in failures:
        print(failure, file=sys.stderr)
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
