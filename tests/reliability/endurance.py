"""Cases by number, each held to bounds of time and memory: what the two fuzzers share.

A campaign is a seed and a number of cases. Each case is made from the seed and its own number
alone, so that one that fails can be repeated by itself. Cases run in a forked process, many to a
process; where one ends the process or does not return, the parent notes it and goes on with the
next. What was found is kept in a JSON file, from which an interrupted campaign is resumed.
"""

from __future__ import annotations

import argparse
import json
import mmap
import os
import resource
import signal
import struct
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, Protocol

ROOT = Path(__file__).resolve().parents[2]
# By hand these scripts run from a checkout that is not installed.
sys.path.insert(0, str(ROOT))

from diynn.errors import DiynnError  # noqa: E402

PROCESSOR_SECONDS = 10.0
WAITING_SECONDS = 20.0
"""A case that has waited so long, with hardly any work, waits for something that never comes."""
SILENT_SECONDS = 100.0
"""The parent ends a process whose case has not ended by then: it hangs where Python cannot act."""
MEMORY = 32 * 2**20
"""What a case may take besides three times what it yields."""
MOST_MEMORY = 3 * 2**30
"""The system refuses a process more than this beyond what it began with."""
SHOWN = 5


class Unsound(Exception):
    """What a case gave back is wrong, or it did what no case may do."""


class OutOfBounds(BaseException):
    """A case takes too long. Not an Exception, so that nothing that is tried catches it."""


class Case(Protocol):
    """One case: `kind` groups it, `memory` is what it may take besides 3 × what it yields."""

    kind: str
    memory: int

    def ready(self) -> None:
        """What comes before it, and is not measured."""

    def run(self) -> int:
        """Do it: the bytes that it yields. DiynnError is as good an end as any."""

    def keep(self, folder: Path) -> None:
        """Write down what it was about."""


Maker = Callable[[int], Case]


@dataclass(frozen=True)
class Found:
    """A case that failed. Failures with one `what` have one cause, as far as that can be told."""

    case: int
    kind: str
    what: str
    details: str


# One case.


def resident() -> tuple[int, int]:
    """The bytes of memory that are held, and the most that were since `reset_peak`."""
    found = {}
    with open("/proc/self/status") as file:
        for line in file:
            name, _, value = line.partition(":")
            if name in ("VmRSS", "VmHWM"):
                found[name] = int(value.split()[0]) * 1024
    return found["VmRSS"], found["VmHWM"]


def reset_peak() -> None:
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")


@contextmanager
def in_time() -> Iterator[None]:
    """Raise OutOfBounds where what is done takes too much of the processor, or only waits."""
    began = time.process_time()

    def alarm(number: int, frame: object) -> None:
        used = time.process_time() - began
        if number == signal.SIGPROF:
            raise OutOfBounds(f"more than {PROCESSOR_SECONDS:g} s of processor time")
        if used < WAITING_SECONDS / 10:
            raise OutOfBounds(f"waits for {WAITING_SECONDS:g} s")

    signal.signal(signal.SIGPROF, alarm)
    signal.signal(signal.SIGALRM, alarm)
    signal.setitimer(signal.ITIMER_PROF, PROCESSOR_SECONDS)
    signal.setitimer(signal.ITIMER_REAL, WAITING_SECONDS, WAITING_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


def place_of(error: BaseException) -> str:
    """The innermost line of ours that an error came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if f"{ROOT}/diynn/" in f.filename or f"{ROOT}/gui/" in f.filename]
    last = (ours or frames)[-1]
    try:
        name = str(Path(last.filename).relative_to(ROOT))
    except ValueError:
        name = Path(last.filename).name
    return f"{name}:{last.name}"


def judged(number: int, case: Case) -> tuple[Found | None, dict[str, float]]:
    """Run a case: why it fails, if it does, and what it took."""
    case.ready()
    reset_peak()
    before, began = resident()[0], time.process_time()
    yielded, end, problem = 0, "result", None
    try:
        with in_time():
            yielded = case.run()
    except DiynnError as error:
        end = "sentence"
        try:
            if not str(error).strip() or error.how() is None:
                problem = ("an empty sentence", repr(error))
        except Exception as wrong:  # noqa: BLE001  a template that cannot be filled in
            problem = (f"{type(wrong).__name__} in the sentence {error.message!r}", repr(wrong))
    except OutOfBounds as error:
        problem = (f"{error} at {place_of(error)}", traceback.format_exc())
    except Exception as error:  # noqa: BLE001  whatever it is, it is told
        words = f": {error}" if isinstance(error, Unsound | Warning) else ""
        what = f"{type(error).__name__}{words} at {place_of(error)}"
        problem = (what, traceback.format_exc()[-6000:])
    taken = max(0, resident()[1] - before)
    seconds = time.process_time() - began
    allowed = case.memory + 3 * yielded
    if problem is None and taken > allowed:
        words = f"{taken >> 20} MB were taken where {allowed >> 20} MB are allowed ({end})"
        problem = (f"too much memory ({end})", words)
    if problem is None and seconds > PROCESSOR_SECONDS:
        problem = (f"too much time ({end})", f"{seconds:.1f} s of processor time")
    used = {"seconds": seconds, "memory": taken, end: 1}
    return (None if problem is None else Found(number, case.kind, *problem)), used


def limit_memory() -> None:
    with open("/proc/self/status") as file:
        size = next(int(line.split()[1]) for line in file if line.startswith("VmSize"))
    most = size * 1024 + MOST_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


# Many of them.


class Campaign:
    """Runs cases from a number on, and keeps what it finds."""

    def __init__(self, script: str, make: Maker, seed: int, out: Path | None) -> None:
        self.make, self.out = make, out
        self.state: dict[str, Any] = {
            "script": script,
            "seed": seed,
            "done": 0,
            "seconds": 0.0,
            "ends": {},
            "kinds": {},
            "slowest": [0, 0.0],
            "hungriest": [0, 0],
            "failed": 0,
            "faults": {},
        }
        self._saved = 0.0

    def resume(self) -> None:
        """Go on where the file stops; nothing where there is none."""
        if self.out is not None and self.out.exists():
            found = json.loads(self.out.read_text())
            if (found["script"], found["seed"]) != (self.state["script"], self.state["seed"]):
                raise SystemExit(f"{self.out} is of another script or seed.")
            self.state = found

    def save(self, often: bool = False) -> None:
        if self.out is None or (often and time.monotonic() - self._saved < 5):
            return
        part = self.out.with_name(self.out.name + ".part")
        part.write_text(json.dumps(self.state, indent=1))
        part.replace(self.out)
        self._saved = time.monotonic()

    def run(self, cases: int, seconds: float) -> int:
        """Run up to case number `cases`, or for so many seconds; 1 where one has failed."""
        ends = time.monotonic() + seconds
        while self.state["done"] < cases and time.monotonic() < ends:
            self._one_process(cases, ends)
            self.save()
        self.save()
        for what, fault in self.state["faults"].items():
            print(f"{fault['count']} × {what}\n    cases {fault['cases']}", file=sys.stderr)
        shown = {key: value for key, value in self.state.items() if key != "faults"}
        print(json.dumps(shown))
        return int(bool(self.state["faults"]))

    def _one_process(self, cases: int, ends: float) -> None:
        """Fork a process that runs cases until it ends, and read what it tells."""
        sys.stdout.flush()
        sys.stderr.flush()
        mark = mmap.mmap(-1, 8)
        reading, writing = os.pipe()
        began, first = time.monotonic(), self.state["done"]
        mark[:] = struct.pack("q", first)
        child = os.fork()
        if child == 0:
            os.close(reading)
            self._live(cases, ends, mark, writing)
        os.close(writing)
        os.set_blocking(reading, False)
        heard, pending, status = time.monotonic(), b"", None
        seen = first
        while status is None:
            time.sleep(0.02)
            ended, found = os.waitpid(child, os.WNOHANG)
            status = found if ended else None
            pending = self._read(reading, pending)
            now = struct.unpack("q", mark[:])[0]
            if now != seen:
                seen, heard = now, time.monotonic()
            elif time.monotonic() - heard > SILENT_SECONDS:
                os.kill(child, signal.SIGKILL)
                heard = time.monotonic()
            self.save(often=True)
        self._read(reading, pending)
        os.close(reading)
        self.state["seconds"] = round(self.state["seconds"] + time.monotonic() - began, 1)
        at = struct.unpack("q", mark[:])[0]
        self.state["done"] = at
        if status:
            # The case that was under way ended the process: it is done too.
            self.state["done"] = at + 1
            how = (
                signal.strsignal(-os.waitstatus_to_exitcode(status))
                if os.WIFSIGNALED(status)
                else f"status {os.waitstatus_to_exitcode(status)}"
            )
            self._note(Found(at, self.make(at).kind, f"the process ended: {how}", ""))

    def _live(self, cases: int, ends: float, mark: mmap.mmap, writing: int) -> NoReturn:
        try:
            limit_memory()
            warnings.simplefilter("error")
            number = struct.unpack("q", mark[:])[0]
            while number < cases and time.monotonic() < ends:
                case = self.make(number)
                found, used = judged(number, case)
                line = [
                    number,
                    case.kind,
                    used,
                    None if found is None else [found.what, found.details],
                ]
                os.write(writing, (json.dumps(line) + "\n").encode())
                number += 1
                mark[:] = struct.pack("q", number)
            os._exit(0)
        except BaseException:  # noqa: BLE001  the script itself is at fault
            traceback.print_exc()
            sys.stderr.flush()
        os._exit(3)

    def _read(self, reading: int, pending: bytes) -> bytes:
        while True:
            try:
                piece = os.read(reading, 1 << 16)
            except BlockingIOError:
                break
            if not piece:
                break
            pending += piece
        *lines, rest = pending.split(b"\n")
        for line in lines:
            self._take(*json.loads(line))
        return rest

    def _take(
        self, number: int, kind: str, used: dict[str, float], fault: list[str] | None
    ) -> None:
        state = self.state
        state["kinds"][kind] = state["kinds"].get(kind, 0) + 1
        for end in used.keys() - {"seconds", "memory"}:
            state["ends"][end] = state["ends"].get(end, 0) + 1
        if used["seconds"] > state["slowest"][1]:
            state["slowest"] = [number, round(used["seconds"], 2)]
        if used["memory"] > state["hungriest"][1]:
            state["hungriest"] = [number, used["memory"]]
        if fault is not None:
            self._note(Found(number, kind, *fault))

    def _note(self, found: Found) -> None:
        self.state["failed"] += 1
        faults = self.state["faults"]
        what = f"{found.kind}: {found.what}"
        fault = faults.setdefault(what, {"count": 0, "cases": [], "details": found.details})
        fault["count"] += 1
        if len(fault["cases"]) < SHOWN:
            fault["cases"].append(found.case)
            if self.out is not None:
                folder = self.out.with_name(f"{self.out.stem}.cases") / str(found.case)
                folder.mkdir(parents=True, exist_ok=True)
                self.make(found.case).keep(folder)


def main(script: str, prepare: Callable[[Path, int], Maker], words: str) -> int:
    """The command line of a fuzzer; `prepare` gets a folder to work in and the seed."""
    grammar = argparse.ArgumentParser(description=words)
    grammar.add_argument("--cases", type=int, default=10**9, help="run up to this case")
    grammar.add_argument("--seconds", type=float, default=1e9, help="stop after so long")
    grammar.add_argument("--seed", type=int, default=0)
    grammar.add_argument("--out", type=Path, help="JSON file of what was done and found")
    grammar.add_argument("--resume", action="store_true", help="go on where --out stops")
    grammar.add_argument("--case", type=int, help="run this one case here, and show its error")
    asked = grammar.parse_args()
    if asked.cases == 10**9 and asked.seconds == 1e9:
        asked.cases = 1000
    shared = Path("/dev/shm")
    place = str(shared) if shared.is_dir() and os.access(shared, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="diynn-fuzz-", dir=place) as name:
        make = prepare(Path(name), asked.seed)
        if asked.case is not None:
            return _one(make, asked.case, asked.out)
        campaign = Campaign(script, make, asked.seed, asked.out)
        if asked.resume:
            campaign.resume()
        return campaign.run(asked.cases, asked.seconds)


def _one(make: Maker, number: int, out: Path | None) -> int:
    case = make(number)
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        case.keep(out)
    limit_memory()
    warnings.simplefilter("error")
    found, used = judged(number, case)
    print(json.dumps({"case": number, "kind": case.kind, **used}))
    if found is not None:
        print(f"{found.what}\n{found.details}", file=sys.stderr)
    return int(found is not None)
