"""Files that are broken, foreign or hostile end in one clear sentence and take little memory."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diynn.errors import FileError
from diynn.storage.model_file import load

ROOT = Path(__file__).resolve().parents[2]
GOOD = (ROOT / "tests" / "data" / "version-1.diynn").read_bytes()
START_OF_DATA = 8 + int.from_bytes(GOOD[:8], "little")
MOST_MEGABYTES = 40

# Runs a command line and tells by how many kB the largest memory has grown meanwhile. The kernel's
# own mark is asked for the process itself: `getrusage` would begin with the parent's.
MEASURED = """
import re, sys
import pandas  # what reading any table brings with it
from diynn.cli.main import main

def highest():
    with open("/proc/self/status") as file:
        return int(re.search(r"VmHWM:\\s*(\\d+)", file.read())[1])

before = highest()
status = main(sys.argv[1:])
print(f"\\n@{highest() - before}", file=sys.stderr)
sys.exit(status)
"""


def sentence(tmp_path: Path, content: bytes) -> str:
    """What `load` says of a file with that content."""
    path = tmp_path / "a.diynn"
    path.write_bytes(content)
    with pytest.raises(FileError) as caught:
        load(path)
    assert caught.value.how()
    return str(caught.value)


def measured(*arguments: str | Path) -> str:
    """What a command says that has to fail in one sentence without taking much memory."""
    if not Path("/proc/self/status").exists():
        pytest.skip("needs a system that tells a process its largest memory")
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *map(str, arguments)],
        capture_output=True, text=True, timeout=100, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    said, _, grown = done.stderr.rpartition("@")
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in said
    assert "unforeseen" not in said
    assert len(said.strip().splitlines()) == 1
    assert int(grown) < MOST_MEGABYTES * 1024
    return said


# Model files.


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"x", "not a model file"),
        (b"Dear diary, today I trained a network.\n" * 50, "not a model file"),
        (gzip.compress(b"hello", mtime=0), "not a model file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "not a model file"),
        (bytes(5000), "not a model file"),
        (struct.pack("<Q", 2**63) + b"{}", "not a model file"),
        (struct.pack("<Q", 2**40) + b"{}", "not a model file"),
        (struct.pack("<Q", 2) + b"{}", "not a model file"),
        (struct.pack("<Q", 2) + b"[]", "not a model file"),
        (struct.pack("<Q", 60_000) + b"[" * 60_000, "not a model file"),
        (struct.pack("<Q", 21) + b'{"__metadata__":null}', "not a model file"),
        (GOOD + b"\0", "damaged"),
        (GOOD[:START_OF_DATA], "incomplete"),
    ],
)
def test_what_is_no_model_is_reported(tmp_path: Path, content: bytes, words: str) -> None:
    assert words in sentence(tmp_path, content)


@pytest.mark.parametrize("length", [1, 7, 8, 9, 50, START_OF_DATA - 1, START_OF_DATA + 1])
def test_a_file_cut_off_early(tmp_path: Path, length: int) -> None:
    sentence(tmp_path, GOOD[:length])


@pytest.mark.parametrize("share", [0.1, 0.25, 0.5, 0.75, 0.99])
def test_a_file_cut_off_in_the_middle(tmp_path: Path, share: float) -> None:
    assert "incomplete" in sentence(tmp_path, GOOD[: int(len(GOOD) * share)])


@settings(max_examples=300)
@given(place=st.integers(0, len(GOOD) - 1), change=st.integers(1, 255))
def test_any_changed_byte_is_found(
    tmp_path_factory: pytest.TempPathFactory, place: int, change: int
) -> None:
    content = bytearray(GOOD)
    content[place] ^= change
    sentence(tmp_path_factory.mktemp("changed"), bytes(content))


def test_a_change_in_any_byte_of_the_header_is_found(tmp_path: Path) -> None:
    for place in range(START_OF_DATA):
        content = bytearray(GOOD)
        content[place] ^= 1
        sentence(tmp_path, bytes(content))
    # White space for other white space means nothing in JSON, and is found all the same.
    padded = GOOD[:START_OF_DATA].rstrip(b" ")
    assert len(padded) < START_OF_DATA, "The header of this file ends without a space."
    tabs = padded.ljust(START_OF_DATA, b"\t") + GOOD[START_OF_DATA:]
    assert "damaged" in sentence(tmp_path, tabs)


def test_places_without_a_file(tmp_path: Path) -> None:
    for path, words in (
        (tmp_path, "is a folder"),
        (tmp_path / "none.diynn", "no file"),
        (Path(os.devnull), "no plain file"),
        (Path("a\0b"), "not a name"),
    ):
        with pytest.raises(FileError, match=words):
            load(path)


def test_hollow_and_hostile_files_take_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.diynn"
    # A header that claims a gigabyte of weights, and a file that has them, as one hole.
    size = 2**30 - 4096
    entry = {"dtype": "F32", "shape": [size // 4], "data_offsets": [0, size]}
    text = json.dumps({"version": 1, "sha256": "1" * 64})
    header = json.dumps({"__metadata__": {"diynn": text}, "a": entry}).encode()
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(header)) + header)
        file.truncate(8 + len(header) + size)
    assert "damaged" in measured("info", path)
    with path.open("r+b") as file:
        file.truncate(2**36)
    assert "too large" in measured("info", path)
    path.write_bytes(struct.pack("<Q", 2**22) + b'{"diynn":' + b"[" * (2**22 - 9))
    assert "a.diynn" in measured("info", path)
    (tmp_path / "a.json").write_bytes(b"[" * 2**20)
    assert "no recipe" in measured("info", tmp_path / "a.json")


# Data files, through the command line.


def idx(shape: tuple[int, ...], content: bytes) -> bytes:
    return struct.pack(f">HBB{len(shape)}I", 0, 8, len(shape), *shape) + content


def test_bad_data_files_take_no_memory(tmp_path: Path) -> None:
    for name, content in (
        ("empty.csv", b""),
        ("none.csv.gz", b"\x1f\x8b" + b"no gzip at all"),
        ("cut.csv.gz", gzip.compress(os.urandom(50_000))[:20_000]),
        ("hole.csv", b"x,y,class\n1,2,\n3,4,\n5,6,\n"),
        ("ragged.csv", b"x,y,class\n1,2,a\n3,b\n5,6,a\n"),
        ("words.csv", b"x,class\n" + b"".join(b"%d,a\n" % n for n in range(99)) + b"four,b\n"),
        ("huge-images-idx3-ubyte", idx((2**20, 2**10, 2**10), bytes(100))),
        ("cut-images-idx3-ubyte", idx((100, 8, 8), bytes(100))),
        ("huge.npz", b"PK\x03\x04" + bytes(100)),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        if "images" in name:
            labels = path.with_name(name.replace("images-idx3", "labels-idx1"))
            labels.write_bytes(idx((100,), bytes(100)))
        said = measured("train", "moons", "--data", path, "--epochs", "1")
        assert said.startswith("diynn: "), name


def test_a_bomb_of_gzip_takes_no_memory(tmp_path: Path) -> None:
    (tmp_path / "big-labels-idx1-ubyte").write_bytes(idx((10,), bytes(10)))
    with gzip.open(tmp_path / "big-images-idx3-ubyte", "wb", compresslevel=1) as file:
        file.write(idx((10, 8, 8), b""))
        for _ in range(200):
            file.write(bytes(2**20))
    measured("train", "moons", "--data", tmp_path / "big-images-idx3-ubyte", "--epochs", "1")


# Places that cannot be written.

SAVING = """
import os, sys
from diynn.storage.model_file import load, save
from diynn.errors import FileError
good, target, kind = sys.argv[1:]
model = load(good)
if kind == "nobody" and os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
if kind == "limited":
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    save(target, model)
except FileError as error:
    print(error)
else:
    print("saved")
"""


def saving(target: Path, kind: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", SAVING, ROOT / "tests/data/version-1.diynn", target, kind],
        capture_output=True, text=True, timeout=100, check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    if kind == "nobody" and "setgid" in done.stderr:
        pytest.skip("root cannot become another user here")
    assert done.stderr == ""
    return done.stdout


@pytest.mark.skipif(os.name == "nt", reason="folders have no such permissions there")
def test_a_folder_that_may_not_be_written() -> None:
    # Not below pytest's own folder, which only its owner may enter: root becomes another user.
    folder = Path(tempfile.mkdtemp())
    try:
        old = folder / "a.diynn"
        old.write_bytes(b"old")
        folder.chmod(0o555)
        assert "may not write" in saving(old, "nobody")
        assert "may not write" in saving(folder / "new.diynn", "nobody")
        assert old.read_bytes() == b"old"
        assert [path.name for path in folder.iterdir()] == ["a.diynn"]
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


@pytest.mark.skipif(os.name == "nt", reason="there is no such limit")
def test_a_share_of_the_disk_that_is_used_up(tmp_path: Path) -> None:
    (tmp_path / "a.diynn").write_bytes(b"old")
    assert "disk is full" in saving(tmp_path / "a.diynn", "limited")
    assert (tmp_path / "a.diynn").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.diynn"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a disk in memory")
def test_a_full_disk(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can make a small disk")
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "diynn-test", tmp_path],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("no disk can be made here")
    try:
        old = tmp_path / "a.diynn"
        old.write_bytes(b"old")
        filling = tmp_path / "filling"
        with pytest.raises(OSError, match="space"):
            filling.write_bytes(np.zeros(2**20, np.uint8).tobytes())
        assert "disk is full" in saving(old, "plain")
        assert old.read_bytes() == b"old"
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a.diynn", "filling"]
        filling.unlink()
        assert saving(old, "plain").strip() == "saved"
    finally:
        subprocess.run(["umount", tmp_path], check=True)
