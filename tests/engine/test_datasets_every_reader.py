"""What holds for every reader of data: plain files, no programs, little memory, quick to cancel."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import lzma
import os
import socket
import struct
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from diynn import memory as free_memory
from diynn.data import scaling
from diynn.data.dataset import Dataset
from diynn.data.sources import UserFile, reading, table_format, targets
from diynn.data.sources import npz as npz_file
from diynn.data.sources import table as table_file
from diynn.errors import Cancelled, DiynnError
from diynn.workers import cancellable

SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".pgm", ".ppm")
ROOT = Path(__file__).resolve().parents[2]

Write = Callable[[Path, int], Path]
"""Writes good data of about that many samples into a folder, and tells which path to read."""


def idx(values: np.ndarray, code: int) -> bytes:
    header = bytes([0, 0, code, values.ndim]) + struct.pack(f">{values.ndim}I", *values.shape)
    return header + values.tobytes()


def labels(count: int) -> np.ndarray:
    return np.arange(count) % 3


def table(folder: Path, count: int) -> Path:
    lines = (f"{n / 8},{n / 3:.3f},{n % 3}\n" for n in range(count))
    (folder / "a.csv").write_text("".join(lines), "utf-8")
    return folder / "a.csv"


def packed_table(folder: Path, count: int) -> Path:
    lines = (f"{n / 8} {n / 3:.3f} class{n % 3}\n" for n in range(count))
    (folder / "a.csv.gz").write_bytes(gzip.compress("".join(lines).encode()))
    return folder / "a.csv.gz"


def npz(folder: Path, count: int) -> Path:
    np.savez(folder / "a.npz", x=np.arange(10.0 * count).reshape(count, 10), y=labels(count))
    return folder / "a.npz"


def packed_npz(folder: Path, count: int) -> Path:
    x = np.asfortranarray(np.arange(10.0 * count, dtype=">f8").reshape(count, 10) / 7)
    names = np.array(["one", "two", "three"])[labels(count)]
    np.savez_compressed(folder / "a.npz", x_train=x, y_train=names, x_test=x, y_test=names)
    return folder / "a.npz"


def images(folder: Path, count: int) -> Path:
    x = np.arange(25 * count, dtype=np.uint8).reshape(count, 5, 5)
    (folder / "a-labels-idx1-ubyte").write_bytes(idx(labels(count).astype(np.uint8), 8))
    (folder / "a-images-idx3-ubyte.gz").write_bytes(gzip.compress(idx(x, 8)))
    return folder / "a-images-idx3-ubyte.gz"


def libsvm(folder: Path, count: int) -> Path:
    lines = (f"{n % 3} 1:{n / 8} 2:{n / 3:.3f} 4:{n}\n" for n in range(count))
    (folder / "a.svm.bz2").write_bytes(bz2.compress("".join(lines).encode()))
    return folder / "a.svm.bz2"


def usps(folder: Path, count: int) -> Path:
    pixels = " ".join(f"{n / 128 - 1:.3f}" for n in range(256))
    (folder / "zip.a").write_text("".join(f"{n % 3} {pixels}\n" for n in range(count)))
    return folder / "zip.a"


def pictures(folder: Path, count: int) -> Path:
    from PIL import Image

    for n in range(min(count, 40)):
        suffix = (*SUFFIXES, ".png")[n % 11]
        kind = folder / "pictures" / "ab"[n % 2]
        kind.mkdir(parents=True, exist_ok=True)
        mode, colour = (("L", n), ("I;16", 256 * n))[n % 11 == 10]
        Image.new(mode, (9, 7), colour).save(kind / f"{n}{suffix}")
    return folder / "pictures"


WRITERS = [table, packed_table, npz, packed_npz, images, libsvm, usps, pictures]
every_reader = pytest.mark.parametrize("write", WRITERS, ids=lambda write: write.__name__)


def load(path: Path) -> Dataset:
    return UserFile(str(path)).load()


def files_of(path: Path) -> list[Path]:
    return [path] if path.is_file() else sorted(path.rglob("*.*"))


def held(data: Dataset) -> int:
    """The bytes of a data set."""
    parts = (data.train, data.test)
    return sum(part.x.nbytes + part.targets.nbytes for part in parts)


# --- memory -------------------------------------------------------------------------------------


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that is read or worked on at once is an eighth of what it is in the program."""
    for module, name in (
        (table_file, "_FIRST_PIECE"), (table_format, "_SAMPLE"), (reading, "_BLOCK"),
        (reading, "_CHUNK"), (targets, "_PIECE"), (npz_file, "_PIECE"), (scaling, "_PIECE"),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, getattr(module, name) // 8)


READ_IN_PIECES = [
    (table, 40_000), (packed_table, 30_000), (npz, 20_000), (packed_npz, 10_000), (images, 50_000),
    (libsvm, 30_000), (usps, 3000),
]  # fmt: skip
in_pieces = pytest.mark.parametrize(
    ("write", "count"), READ_IN_PIECES, ids=[write.__name__ for write, _ in READ_IN_PIECES]
)


@pytest.mark.usefixtures("small_pieces")
@in_pieces
def test_at_most_three_times_what_it_yields(tmp_path: Path, write: Write, count: int) -> None:
    load(write(tmp_path, 100))  # with what is imported and kept on the way
    path = write(tmp_path, count)
    tracemalloc.start()
    try:
        data = load(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(data.train) >= 0.79 * count
    assert peak < 3 * held(data)


@every_reader
def test_memory_that_is_not_there_is_reported(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, 30)

    def none_left(usual: Callable[..., Any], *args: Any, **more: Any) -> Any:
        # pandas is not asked to: it would end the process.
        if sys._getframe(1).f_globals["__name__"].startswith("pandas"):
            return usual(*args, **more)
        raise MemoryError

    for name in ("empty", "zeros", "frombuffer"):
        monkeypatch.setattr(np, name, partial(none_left, getattr(np, name)))
    with pytest.raises(DiynnError, match="more memory than is free") as caught:
        load(path)
    assert caught.value.how()


@every_reader
def test_refused_before_memory_is_taken_that_is_not_free(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, 3000)
    monkeypatch.setattr(free_memory, "SMALL", 1000)
    monkeypatch.setenv(free_memory.VARIABLE, "2kB")
    with pytest.raises(DiynnError, match=r"memory, and 2\.0 kB are free") as caught:
        load(path)
    assert "DIYNN_MEMORY=" in caught.value.how()
    monkeypatch.setenv(free_memory.VARIABLE, "1GB")
    assert len(load(path).train) > 1


def test_a_small_picture_of_many_pixels(tmp_path: Path) -> None:
    from PIL import Image

    pictures(tmp_path, 3)
    path = tmp_path / "pictures" / "a" / "big.png"
    Image.new("I;16", (7000, 7000)).save(path)
    assert path.stat().st_size < 200_000
    tracemalloc.start()
    try:
        with pytest.raises(DiynnError, match="claims to hold 196"):
            load(tmp_path / "pictures")
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


# --- cancelling ---------------------------------------------------------------------------------


@every_reader
def test_cancelled_wherever_it_asks(tmp_path: Path, write: Write) -> None:
    path = write(tmp_path, 2000)
    asked = 0

    def count() -> bool:
        nonlocal asked
        asked += 1
        return False

    with cancellable(count):
        whole = load(path)
    # Nothing that a reader does on the way may take the answer for an error of its own.
    for last in sorted({1, 2, 3, asked // 2, asked - 1, asked}):
        answers = iter([False] * (last - 1) + [True])
        with cancellable(answers.__next__), pytest.raises(Cancelled):
            load(path)
    assert load(path).fingerprint == whole.fingerprint


@pytest.mark.usefixtures("small_pieces")
@in_pieces
def test_it_asks_between_any_two_pieces(tmp_path: Path, write: Write, count: int) -> None:
    path = write(tmp_path, count)
    asked = 0

    def ask() -> bool:
        nonlocal asked
        asked += 1
        return False

    with cancellable(ask):
        data = load(path)
    assert held(data) / asked < 160_000


def test_it_asks_at_every_picture(tmp_path: Path) -> None:
    asked = iter([False] * 39 + [True])
    path = pictures(tmp_path, 40)
    with cancellable(asked.__next__), pytest.raises(Cancelled):
        load(path)
    assert next(asked, None) is None


# --- plain files only ---------------------------------------------------------------------------

# In a process of its own, which ends though it may hang.
OPENING = """
import sys
from functools import partial
from pathlib import Path
from diynn.data.sources import UserFile
from diynn.data.sources.table import read_table
from diynn.data.sources.idx import read_idx, read_idx_pair
from diynn.data.sources.image_folder import Look, read_image_folder
from diynn.data.sources.libsvm import read_libsvm
from diynn.data.sources.npz import read_npz
from diynn.data.sources.usps import part_sha256, read_usps
from diynn.errors import DiynnError
from diynn.storage.recipes import recipe
from diynn.storage.model_file import load, load_any, load_recipe
from diynn.atomic_files import copy_whole

labels, folder, target, *places = map(Path, sys.argv[1:])
ways = [
    lambda path: UserFile(str(path)).load(),
    lambda path: UserFile(str(labels), labels=str(path)).load(),
    read_table, read_idx, read_libsvm, read_npz, read_usps, part_sha256,
    lambda path: read_idx_pair(path, labels), lambda path: read_idx_pair(labels, path),
    load, load_any, load_recipe, recipe, lambda path: copy_whole(path, target, 1000),
]
for place in places:
    for way in ways:
        try:
            way(place)
        except DiynnError as error:
            assert error.how(), error
            print("no plain file" in str(error), error)
        else:
            print("False: it was read:", place)
for picture in sorted(folder.glob("*/*")):
    try:
        read_image_folder(folder, Look(8))
    except DiynnError as error:
        print("no plain file" in str(error), error)
    picture.unlink()
"""


@pytest.mark.skipif(os.name == "nt", reason="no such files there")
def test_pipes_devices_and_sockets_are_never_read(tmp_path: Path) -> None:
    images(tmp_path, 10)
    kinds = tmp_path / "kinds"
    for name in "ab":
        (kinds / name).mkdir(parents=True)
        os.mkfifo(kinds / name / "1.png")
    (kinds / "b" / "2.png").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        # Their paths may have but a hundred letters.
        here = Path.cwd()
        os.chdir(tmp_path)
        try:
            server.bind("socket")
        finally:
            os.chdir(here)
        os.mkfifo(tmp_path / "pipe.json")
        places = [tmp_path / "pipe.json", tmp_path / "socket", "/dev/zero", "/dev/tty", "/dev/null"]
        done = subprocess.run(
            [sys.executable, "-c", OPENING, tmp_path / "a-images-idx3-ubyte.gz", kinds,
             tmp_path / "copy", *places],
            capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = done.stdout.splitlines()
    assert len(said) == 15 * len(places) + 3
    assert [line for line in said if not line.startswith("True")] == []


# --- no program is started ----------------------------------------------------------------------

POSTSCRIPT = b"""%!PS-Adobe-3.0 EPSF-3.0
%%BoundingBox: 0 0 9 9
%%EndComments
(written) (w) file closefile
showpage
%%EOF
"""


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Whatever would have been started."""
    started: list[object] = []

    def start(*arguments: object, **_: object) -> None:
        started.append(arguments)
        raise OSError("no program may be started")

    monkeypatch.setattr(subprocess.Popen, "__init__", start)
    for name in ("system", "popen", "posix_spawn", "posix_spawnp", "fork", "startfile"):
        if hasattr(os, name):
            monkeypatch.setattr(os, name, start)
    return started


ENDINGS = (
    *SUFFIXES, ".eps", ".ps", ".pdf", ".csv", ".txt", ".npz", ".svm", ".gz", "-images-idx3-ubyte",
    ".bz2", ".json", ".diynn",
)  # fmt: skip


@pytest.mark.parametrize("ending", ENDINGS)
def test_postscript_is_never_run(tmp_path: Path, ending: str, programs: list[object]) -> None:
    from PIL import EpsImagePlugin, Image

    from diynn.storage.model_file import load_any

    Image.init()  # As another part of a program may have done; Pillow then knows all its formats.
    assert "EPS" in Image.OPEN
    assert EpsImagePlugin.EpsImageFile.format == "EPS"
    pictures(tmp_path, 4)
    path = tmp_path / "pictures" / "a" / f"evil{ending}"
    path.write_bytes(POSTSCRIPT)
    for way in (load, load_any):
        with pytest.raises(DiynnError):
            way(path)
    if ending in SUFFIXES:
        notes = load(tmp_path / "pictures").notes
        assert f"left out: a/evil{ending}" in str(notes[0])
    assert programs == []


@every_reader
def test_no_reader_starts_a_program(tmp_path: Path, write: Write, programs: list[object]) -> None:
    load(write(tmp_path, 100))
    assert programs == []


# --- whatever a file holds ----------------------------------------------------------------------


def mutated(content: bytes, random: Random) -> bytes:
    """The content with something changed, cut out, doubled or put in."""
    changed = bytearray(content)
    for _ in range(random.choice([1, 1, 2, 5, 20])):
        place = random.randrange(len(changed) + 1)
        length = random.choice([1, 1, 2, 4, 8, 100])
        piece = changed[place : place + length]
        match random.randrange(6):
            case 0:
                del changed[place : place + length]
            case 1:
                changed[place:place] = piece * random.choice([1, 3, 30])
            case 2:
                changed[place : place + length] = random.randbytes(len(piece))
            case 3:
                changed[place : place + length] = random.choice([b"\0", b"\xff"]) * len(piece)
            case 4:
                changed[place:place] = random.choice(
                    [b",", b"\n", b'"', b":", b"-", b"1e999", b"nan", b"9" * 30, b"(", b"\0"]
                )
            case _:
                other = random.randrange(len(changed) + 1)
                changed[place:place] = changed[other : other + length]
        if not changed:
            break
    return bytes(changed)


def unpacked(content: bytes) -> Iterator[bytes]:
    """The content as it is, and what it was before it was packed, if it was."""
    yield content
    for kind in (gzip, bz2, lzma):
        try:
            yield kind.open(io.BytesIO(content)).read()
        except (OSError, EOFError, lzma.LZMAError):
            continue


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@every_reader
def test_mutated_files_are_read_or_refused(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(free_memory.VARIABLE, "100MB")
    path = write(tmp_path, 30)
    random = Random(write.__name__)
    for victim in files_of(path):
        good = victim.read_bytes()
        for content in unpacked(good):
            for _ in range(max(4, 300 // len(files_of(path)))):
                victim.write_bytes(mutated(content, random))
                # Any other exception fails here.
                with contextlib.suppress(DiynnError):
                    load(path)
        victim.write_bytes(good)
    assert len(load(path).train) > 1
