"""Use the real window as a person might who neither reads nor thinks, and see what breaks.

    python tests/reliability/monkey.py --seconds 900 --seed 1 --out FILE.jsonl [--resume]
    python tests/reliability/monkey.py --seed 1 --life 3 --out FILE.jsonl   one life again
    python tests/reliability/monkey.py --seed 1 --life 3 --steps 120 --out …   up to its action 120

A seed has lives: each is a process with a window of its own that does some hundreds of actions
(menus, the search for commands, clicks, drags, wheels, typed extremes, tabs, templates, files,
languages, looks, trials, play and pause), with dialogs answered by chance. Action n of a life is
chosen by (seed, life, n) from what is on the screen, never by the clock. It is written to FILE
before it is done, so that a crash names its cause; a state file beside it says which lives are
over.

A life fails on: an exception nobody caught, a message of Qt's, the end of the process, a turn of
the event loop that takes the window's thread more than 0.25 s of processor time, a thread that is
left at the end.
"""

from __future__ import annotations

import argparse
import contextlib
import faulthandler
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import driven_window
from driven_window import ROOT, Watch, end_well, limit_memory, no_network, own_home
from monkey_actions import EXTREMES, Deeds
from monkey_screen import Screen, describe, press, type_in

PAUSES = (0, 0, 0, 5, 20, 60, 150, 400)
"""Milliseconds between two actions, chosen by the seed."""
MOST_ANSWERS = 12
"""A person who got so many dialogs from one action closes what comes."""


def files(folder: Path) -> tuple[list[str], list[str]]:
    """Paths to open and to save to, good and bad."""
    import gzip
    import struct

    import numpy as np

    folder.mkdir()
    model = (ROOT / "tests/data/version-1.diynn").read_bytes()
    made = {
        "good.diynn": model,
        "cut.diynn": model[:900],
        "empty.diynn": b"",
        "no.diynn": b"hello" * 99,
        "recipe.json": (ROOT / "resources/recipes/moons.json").read_bytes(),
        "bad.json": b"[[[",
        "images.json": (ROOT / "resources/recipes/digits-conv2d.json").read_bytes(),
        "table.csv": "".join(f"{n % 7},{n * 0.3:.2f},{'ab'[n % 2]}\n" for n in range(60)).encode(),
        "values.csv": "".join(f"{n % 7};{n * 0.3:.2f};{n}\n" for n in range(60)).encode(),
        "points.csv": b"x1,x2,class\n0.1,0.2,A\n-0.5,0.4,B\n0.3,-0.3,A\n",
        "holes.csv": b"a,b\n1,\n,2\n",
        "<b>&amp;.csv": b"a,b,c\n1,2,<b>x</b>\n3,4,<img src=x>\n5,6,<b>x</b>\n",
        "pic.png": b"%!PS-Adobe-3.0 EPSF-3.0\n",
        "a.csv.gz": gzip.compress(b"1,2,a\n3,4,b\n5,6,a\n7,8,b\n"),
        "images": struct.pack(">HBB3I", 0, 8, 3, 40, 8, 8)
        + bytes(n * 7 % 256 for n in range(2560)),
        "labels": struct.pack(">HBBI", 0, 8, 1, 40) + bytes(n % 3 for n in range(40)),
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)
    rng = np.random.default_rng(0)
    np.savez(folder / "data.npz", x=rng.normal(size=(60, 2)), y=np.arange(60) % 3)
    np.savez(folder / "objects.npz", x=np.array([{}], object), y=np.array([1]))
    (folder / "set/a").mkdir(parents=True)
    (folder / "set/b").mkdir()
    os.mkfifo(folder / "pipe.csv")
    (folder / "loop.diynn").symlink_to(folder / "loop.diynn")
    bad = [
        str(folder),
        str(folder / "set"),
        str(folder / "none/x.diynn"),
        "a\0b.diynn",
        "/dev/null",
        "",
        "relative",
    ]
    to_open = [*sorted(str(path) for path in folder.iterdir()), *bad, "/dev/zero", "/proc/self/mem"]
    to_save = [
        *(
            str(folder / f"saved{n}.{end}")
            for n, end in enumerate(("diynn", "json", "csv", "png", "svg", "txt", "diynn"))
        ),
        str(folder / "good.diynn"),
        *bad,
        "/dev/full",
        str(folder / ("x" * 300)),
        str(folder / "loop.diynn"),
    ]
    return to_open, to_save


class Monkey:
    """Chooses and does; `steps` actions, then closes the window."""

    def __init__(
        self, seed: int, life: int, steps: int, until: float, watch: Watch, folder: Path
    ) -> None:
        from PySide6.QtCore import QTimer

        self.seed, self.life, self.steps, self.until, self.watch = seed, life, steps, until, watch
        self.screen = Screen()
        self.deeds = Deeds(self.screen, *files(folder))
        self.number, self.answers = 0, 0
        self.waited = 0
        self._answering = QTimer(interval=20)
        self._answering.timeout.connect(self.answer)
        self._next = QTimer(singleShot=True)
        self._next.timeout.connect(self.act)

    # The frame of it.

    def start(self) -> None:
        self._answering.start()
        self._next.start(300)

    def act(self) -> None:
        """One action, and the timer for the next."""
        from PySide6.QtWidgets import QApplication

        began = time.thread_time()
        if self.number >= self.steps or time.time() > self.until:
            self._answering.stop()
            QApplication.instance().exit(0)
            return
        if self.screen.window.session.loader.is_loading and self.waited < 60:
            # What is on the screen then would hang on the clock.
            self.waited += 1
            self._next.start(50)
            return
        self.waited = 0
        self.screen.chance = random.Random(f"{self.seed}/{self.life}/{self.number}")
        try:
            name, deed = self.deeds.decide()
        except Exception as error:  # noqa: BLE001  the monkey itself is at fault
            traceback.print_exc()
            self.watch.fault(f"the monkey cannot choose: {error!r}")
            QApplication.instance().exit(0)
            return
        pause = self.screen.chance.choice(PAUSES)
        self.watch.action = f"{self.number} {name}: {deed[0]}"
        self.watch.write(n=self.number, do=name, what=deed[0], pause=pause)
        self.number += 1
        self.answers = 0
        self.watch._beat_used += time.thread_time() - began
        try:
            self.do(deed[1])
        finally:
            self._next.start(pause)

    def do(self, deed: Callable[[], object]) -> None:
        """Act on a widget, unless something else has taken it away."""
        try:
            deed()
        except RuntimeError as error:
            if "already deleted" not in str(error) or "/gui/" in "".join(_frames(error)):
                raise

    def answer(self) -> None:
        """Do something with a dialog or a menu that stands open."""
        from PySide6.QtCore import Qt, QTimer
        from PySide6.QtTest import QTest
        from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QMenu

        began = time.thread_time()
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        open_one = popup or modal
        if open_one is None:
            return
        self.answers += 1
        chance = random.Random(f"{self.seed}/{self.life}/{self.number}/{self.answers}")
        words = describe(open_one)
        kind = chance.random()
        deed: Callable[[], object] = lambda: QTest.keyClick(open_one, Qt.Key.Key_Escape)  # noqa: E731
        what = "Esc"
        if self.answers > MOST_ANSWERS:
            what, deed = (
                "close",
                open_one.reject if isinstance(open_one, QDialog) else open_one.close,
            )
        elif isinstance(open_one, QMenu) and kind < 0.6:
            entries = [
                a
                for a in open_one.actions()
                if a.isEnabled() and a.isVisible() and not a.isSeparator()
            ]
            if entries:
                entry = chance.choice(entries)
                what = f"entry {entry.text()!r}"

                def deed() -> None:
                    open_one.setActiveAction(entry)
                    QTest.keyClick(open_one, Qt.Key.Key_Return)

        elif popup is not None and kind < 0.6:
            keys = [
                chance.choice((Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown))
                for _ in range(chance.randrange(5))
            ]
            what = f"{len(keys)} keys, Return"

            def deed() -> None:
                for key in (*keys, Qt.Key.Key_Return):
                    QTest.keyClick(QApplication.activePopupWidget() or open_one, key)

        elif kind < 0.85:
            buttons = [
                b for b in open_one.findChildren(QAbstractButton) if b.isVisible() and b.isEnabled()
            ]
            fields = [
                f for f in open_one.findChildren(QLineEdit) if f.isVisible() and f.isEnabled()
            ]
            if fields and chance.random() < 0.3:
                field, text = chance.choice(fields), chance.choice(EXTREMES)
                what, deed = f"{text!r} in {describe(field)}", lambda: type_in(field, text)
            elif buttons:
                button = chance.choice(buttons)
                what, deed = f"button {describe(button)}", lambda: press(button)
        if self.watch.action != "the end":
            self.watch.write(n=self.number - 1, answer=self.answers, to=words, what=what)
        self.watch._beat_used += time.thread_time() - began
        # In a turn of its own: a dialog that opens in it would keep this clock from coming again.
        QTimer.singleShot(0, lambda: self.do(deed))


def _frames(error: BaseException) -> list[str]:
    return [frame.filename for frame in traceback.extract_tb(error.__traceback__)]


def live(seed: int, life: int, steps: int, until: float, out: Path) -> int:
    """Be one life, in this process."""
    faulthandler.enable()
    with tempfile.TemporaryDirectory(prefix="diynn-monkey-", ignore_cleanup_errors=True) as name:
        base = Path(name)
        # Every other life has the large sets, where this machine has them.
        data = os.environ.get("DIYNN_DATA", "") if life % 2 else ""
        own_home(base, data)
        os.chdir(base)
        no_network()
        limit_memory()
        from PySide6.QtCore import QSettings

        from gui.app.app import open_window
        from gui.background.worker import finish_threads

        settings = QSettings(str(base / "settings.ini"), QSettings.Format.IniFormat)
        settings.setValue("pace", "full")
        settings.setValue("language", random.Random(f"{seed}/{life}").choice(("en", "fr")))
        with open(out, "a") as file:
            watch = Watch(file)
            watch.write(seed=seed, life=life, steps=steps, pid=os.getpid())
            app, _ = open_window(settings, base / "copies")
            watch.install()
            monkey = Monkey(seed, life, steps, until, watch, base / "files")
            monkey.deeds.answer_files()
            app.setQuitOnLastWindowClosed(False)
            monkey.start()
            app.exec()
            app.setQuitOnLastWindowClosed(True)
            monkey._answering.start()
            end_well(app, lambda: monkey.screen.window, watch)
            memory = driven_window.resident() >> 20
            watch.write(
                over=life,
                actions=monkey.number,
                faults=watch.faults,
                memory=memory,
                longest=watch.longest,
            )
    # As the program ends, where a thread computes what nobody waits for.
    return finish_threads(0)


# All lives.


def steps_of(seed: int, life: int) -> int:
    return random.Random(f"{seed}/{life}/steps").choice((60, 200, 200, 600))


def lives(asked: argparse.Namespace) -> int:
    """Run life after life in processes of their own; 1 where one has failed."""
    out: Path = asked.out
    kept = out.with_name(out.name + ".state")
    state: dict[str, Any] = {
        "seed": asked.seed,
        "lives": 0,
        "actions": 0,
        "seconds": 0.0,
        "longest": [0, ""],
        "memory": 0,
        "faults": {},
    }
    if asked.resume and kept.exists():
        state = json.loads(kept.read_text())
        if state["seed"] != asked.seed:
            raise SystemExit(f"{kept} is of another seed.")
    else:
        out.write_text("")
    ends = time.time() + asked.seconds
    only = asked.life is not None
    while time.time() < ends:
        life = asked.life if only else state["lives"]
        steps = asked.steps or steps_of(asked.seed, life)
        began, start = time.monotonic(), out.stat().st_size
        words = [
            sys.executable,
            "-X",
            "faulthandler",
            __file__,
            "--child",
            "--seed",
            str(asked.seed),
            "--life",
            str(life),
            "--steps",
            str(steps),
            "--until",
            str(ends),
            "--out",
            str(out),
        ]
        with tempfile.TemporaryFile("w+") as said:
            child = subprocess.Popen(words, stderr=said, stdout=said, start_new_session=True)
            try:
                status = child.wait(120 + 2 * steps)
            except subprocess.TimeoutExpired:
                # As the system's own would, so that it says where it stands.
                child.send_signal(signal.SIGABRT)
                status = child.wait()
            finally:
                end_group(child.pid)
            said.seek(0)
            stack = said.read()
        state["seconds"] = round(state["seconds"] + time.monotonic() - began, 1)
        state["lives"] += 1
        with open(out) as file:
            file.seek(start)
            take(
                state,
                [json.loads(line) for line in file if line.endswith("\n")],
                life,
                status,
                stack,
            )
        kept.write_text(json.dumps(state, indent=1))
        if only or (asked.lives and state["lives"] >= asked.lives):
            break
    for what, fault in state["faults"].items():
        print(
            f"{fault['count']} × {what}\n    life {fault['life']}, action {fault['action']}",
            file=sys.stderr,
        )
    print(json.dumps({key: value for key, value in state.items() if key != "faults"}))
    return int(bool(state["faults"]))


def take(
    state: dict[str, Any], lines: list[dict[str, Any]], life: int, status: int, stack: str
) -> None:
    """What a life has left in the file."""

    def note(what: str, action: str, details: str) -> None:
        fault = state["faults"].setdefault(
            what, {"count": 0, "life": life, "action": action, "details": details}
        )
        fault["count"] += 1

    done = [line for line in lines if "do" in line]
    state["actions"] += len(done)
    for line in lines:
        if "fault" in line:
            note(line["fault"], line["action"], line["details"])
        if "over" in line:
            state["memory"] = max(state["memory"], line["memory"])
            state["longest"] = max(state["longest"], line["longest"])
    if status or not any("over" in line for line in lines):
        last = next((line for line in reversed(lines) if "what" in line), {})
        how = signal.strsignal(-status) if status < 0 else f"status {status}"
        note(f"the process ended ({how}) {cause(stack)}", json.dumps(last), stack[-6000:])


def cause(stack: str) -> str:
    """Where a process stood at its end: the lines of ours, else what Qt said last."""
    at_fault = stack.rpartition("Current thread")[2]
    lines = re.findall(r'File "[^"]*/((?:gui|diynn)/[^"]*)", line \d+ in (\S+)', at_fault)
    if lines:
        return "at " + " < ".join(f"{file}:{name}" for file, name in lines[:2])
    said = [line for line in stack.partition("Fatal Python error")[0].splitlines() if line.strip()]
    return "saying: " + (said[-1] if said else "nothing")


def end_group(leader: int) -> None:
    """End what a life has left running: its workers are in the session that it began."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def main() -> int:
    grammar = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    grammar.add_argument("--seconds", type=float, default=60.0)
    grammar.add_argument("--seed", type=int, default=0)
    grammar.add_argument("--lives", type=int, help="stop after so many lives")
    grammar.add_argument("--life", type=int, help="live this one alone")
    grammar.add_argument("--steps", type=int, help="actions of a life; else by its seed")
    grammar.add_argument("--out", type=Path, required=True, help="lines of JSON, an action each")
    grammar.add_argument("--resume", action="store_true")
    grammar.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    grammar.add_argument("--until", type=float, default=0.0, help=argparse.SUPPRESS)
    asked = grammar.parse_args()
    asked.out = asked.out.resolve()
    if asked.child:
        return live(asked.seed, asked.life, asked.steps, asked.until, asked.out)
    return lives(asked)


if __name__ == "__main__":
    sys.exit(main())
