"""Safety copies: what an open window holds, kept so that it outlives the program's sudden end.

Each program that runs has a folder of its own among the safety copies, in it an ordinary model file
and a file that it holds locked. A folder that no program holds is left over from one that could
not end as it should.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diynn.atomic_files import Hold, hold, writing_error
from diynn.errors import FileError
from diynn.record_numbers import decimal_number
from diynn.storage.model_file import SavedModel, is_finite, load_with_note, save
from diynn.training.history import MOST_SECONDS

COPY, LOCK = "safety copy.diynn", "lock"
PUT_ASIDE = "put aside"
FRESH_SECONDS = 60.0
"""A folder so young without a copy is one that a program is just making."""


@dataclass(frozen=True)
class Document:
    """What a safety copy is of: the file it belongs to, if any, its title, and when it was taken.

    `time` is in seconds since 1970.
    """

    path: Path | None
    title: str
    time: float

    def record(self) -> dict[str, Any]:
        """As plain values for JSON."""
        # A name from another system may hold what has no UTF-8.
        path = None if self.path is None else os.fsencode(self.path).hex()
        title = self.title.encode("utf-8", "replace").decode("utf-8")
        return {"path": path, "title": title, "time": self.time}


def _document(record: Mapping[str, Any]) -> Document:
    path = record["path"]
    return Document(
        None if path is None else Path(os.fsdecode(bytes.fromhex(path))),
        str(record["title"]), decimal_number(record, "time", high=MOST_SECONDS),
    )  # fmt: skip


class SafetyCopy:
    """The safety copy of this program. Its folder is made when the first copy is written."""

    def __init__(self, folder: Path) -> None:
        """`folder` is where all programs of this person keep theirs."""
        self._folder = folder
        self._place: Path | None = None
        self._hold: Hold | None = None
        self._stopped = False

    @property
    def path(self) -> Path | None:
        """Where the copy lies, or would lie; None before the first."""
        return None if self._place is None else self._place / COPY

    def write(self, model: SavedModel, document: Document) -> bool:
        """Replace the copy by this one, whole or not at all; whether it was written.

        It is not where the weights are no numbers, as they may be just before a training is found
        to have diverged. Raises FileError.
        """
        if self._stopped or not is_finite(model):
            return False
        path = self._own() / COPY
        try:
            save(path, model, document.record(), lambda: not self._stopped)
        except FileError as error:
            if isinstance(error.__cause__, InterruptedError):
                return False
            raise
        return True

    def stop(self) -> None:
        """Give up what is being written, on whichever thread: it is not wanted any more."""
        self._stopped = True

    def remove(self) -> None:
        """Take the copy away: there is nothing that could be lost."""
        if self._place is not None:
            with contextlib.suppress(OSError):
                (self._place / COPY).unlink(missing_ok=True)

    def close(self) -> None:
        """Take the copy and its folder away."""
        place, self._place = self._place, None
        held, self._hold = self._hold, None
        if place is not None and held is not None:
            _clear(place, held)

    def adopt(self, left: Leftover) -> None:
        """Go on with a leftover as this program's own copy, so that it is there all the time."""
        if left.hold is None:
            raise ValueError("this leftover was given up")
        self.close()
        self._place, self._hold, left.hold = left.place, left.hold, None

    def _own(self) -> Path:
        """The folder of this program, which it holds; made again where it was removed."""
        if self._place is not None and self._hold is not None:
            if (self._place / LOCK).exists():
                return self._place
            self._hold.release()
        place = self._folder / f"{os.getpid()}-{secrets.token_hex(4)}"
        try:
            place.mkdir(mode=0o700, parents=True)
            held = hold(place / LOCK)
        except OSError as error:
            raise writing_error(place / COPY, error) from error
        if held is None:
            raise FileError("The folder {folder} is in use.", folder=str(place))
        self._place, self._hold = place, held
        return place


class Leftover:
    """The safety copy of a program that is gone, held so that no other program offers it too."""

    def __init__(self, place: Path, held: Hold) -> None:
        self.place = place
        self.hold: Hold | None = held

    def read(self) -> tuple[SavedModel, Document]:
        """What it holds, and of which document; raises FileError where it is broken."""
        model, note = load_with_note(self.place / COPY)
        try:
            return model, _document(note)
        except (KeyError, TypeError, ValueError) as error:
            raise FileError(
                "“{file}” does not say what it is a copy of.",
                "Open another copy of it.",
                file=COPY,
            ) from error

    def discard(self) -> None:
        """Take it away."""
        held, self.hold = self.hold, None
        if held is not None:
            _clear(self.place, held)

    def leave(self) -> None:
        """Leave it for the next time."""
        held, self.hold = self.hold, None
        if held is not None:
            held.release()

    def put_aside(self) -> Path:
        """Move it to where it is not offered any more; the folder in which it lies then."""
        aside = self.place.parent / PUT_ASIDE
        with contextlib.suppress(OSError):
            aside.mkdir(exist_ok=True)
            os.replace(self.place / COPY, aside / f"{self.place.name}.diynn")
            self.discard()
        self.leave()
        return aside


def leftovers(folder: Path) -> list[Leftover]:
    """What programs that are gone have left, the newest first; all of it is held.

    Raises no error: where nothing can be read there is nothing to offer.
    """
    found: list[tuple[float, Leftover]] = []
    try:
        places = sorted(folder.iterdir())
    except OSError:
        return []
    for place in places:
        if place.name == PUT_ASIDE:
            continue
        with contextlib.suppress(OSError):
            held = hold(place / LOCK) if place.is_dir() else None
            if held is None:
                continue
            copy = place / COPY
            if copy.exists():
                found.append((copy.stat().st_mtime, Leftover(place, held)))
            elif time.time() - place.stat().st_mtime > FRESH_SECONDS:
                _clear(place, held)
            else:
                held.release()
    return [left for _, left in sorted(found, key=lambda one: -one[0])]


def _clear(place: Path, held: Hold) -> None:
    """Take a folder away that this program holds, with what an interrupted writing left in it."""
    with contextlib.suppress(OSError):
        for file in place.iterdir():
            if file.name != LOCK:
                file.unlink()
    # Some systems do not remove what is open; a folder without a copy is never offered.
    held.release()
    with contextlib.suppress(OSError):
        (place / LOCK).unlink()
        place.rmdir()
