"""The user's files: read right, and refused in plain words where they are no good."""

from __future__ import annotations

import builtins
import bz2
import gzip
import io
import lzma
import math
import os
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from diynn import memory as free_memory
from diynn.data.dataset import Array, Dataset
from diynn.data.sources import UserFile
from diynn.data.sources.libsvm import read_libsvm
from diynn.data.sources.targets import named_targets
from diynn.errors import DataError, DiynnError, FileError

Write = Callable[[str, bytes | str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of that name and contents, and say where it is."""

    def written(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


def load(path: Path, **settings: Any) -> Dataset:
    return UserFile(str(path), **settings).load()


def refusal(path: Path, kind: type[DiynnError] = DataError, **settings: Any) -> str:
    """What the user is told; fails unless it is of that kind and names a remedy."""
    with pytest.raises(kind) as caught:
        load(path, **settings)
    assert caught.value.how()
    assert caught.value.what().endswith((".", "”", "NumPy"))
    return str(caught.value)


def idx(array: Array, code: int = 8) -> bytes:
    header = bytes([0, 0, code, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape)
    return header + array.astype(array.dtype.newbyteorder(">")).tobytes()


IMAGES = np.arange(10 * 3 * 2, dtype=np.uint8).reshape(10, 3, 2)
LABELS = np.arange(10, dtype=np.uint8) % 2


# --- files that are none ------------------------------------------------------------------------


def test_no_file_chosen_missing_file_and_odd_names(tmp_path: Path) -> None:
    assert "No file has been chosen" in str(UserFile().missing())
    assert "No file has been chosen" in refusal(Path(" "), DiynnError)
    for name in ("nothing.csv", "no\0name", "~nobody-of-this-name/x.csv"):
        path = tmp_path / name
        assert "There is no file" in str(UserFile(str(path)).missing())
        assert "There is no file" in refusal(path, FileError)


def test_without_permission(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write("secret.csv", "1,2\n")

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(builtins, "open", forbidden)
    assert "You may not read" in refusal(path, FileError)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_without_permission_on_a_real_file(write: Write) -> None:
    path = write("secret.csv", "1,2\n")
    path.chmod(0)
    assert "You may not read" in refusal(path, FileError)


def test_a_disk_that_fails(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    path = write("a.csv", "1,2\n")
    monkeypatch.setattr(builtins, "open", failing)
    assert "Input/output error" in refusal(path, FileError)


@pytest.mark.parametrize("content", [b"", gzip.compress(b"", mtime=0), b"\n\n \n"])
def test_empty_file(write: Write, content: bytes) -> None:
    assert "“a.csv” " in refusal(write("a.csv", content))


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_packed_files_by_content_and_their_damage(
    write: Write, pack: Callable[[bytes], bytes]
) -> None:
    table = "".join(f"{n},{n * n % 7}.5,{'ab'[n % 2]}\n" for n in range(2000)).encode()
    packed = pack(table)
    assert len(load(write("any.name", packed)).train) == 1600
    assert "damaged" in refusal(write("cut.csv.gz", packed[: len(packed) // 2]))
    assert "damaged" in refusal(write("cut.csv.gz", packed[:12]))
    flipped = bytearray(packed)
    flipped[len(packed) // 2] ^= 0xFF
    assert "damaged" in refusal(write("flipped.csv.gz", bytes(flipped)))


def test_gzip_that_is_none_is_read_as_what_it_is(write: Write) -> None:
    assert load(write("table.csv.gz", "1,2,a\n3,4,b\n5,6,a\n")).classes == ("a", "b")
    assert "neither a text" in refusal(write("noise.gz", bytes(range(256)) * 10))


@pytest.mark.parametrize("name", ["table.csv", "zip.train.gz"])
def test_a_small_gzip_with_endless_text(
    write: Write, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(free_memory, "MODEST", 1_000_000)
    line = b"1,2\n" if name == "table.csv" else b"5" + b" 0" * 256 + b"\n"
    path = write(name, gzip.compress(line * (8_000_000 // len(line))))
    assert "claims to hold" in refusal(path)


@pytest.mark.parametrize("line", [b"1", b"1,", b"1 1:1 "])
def test_a_line_without_end(write: Write, line: bytes) -> None:
    assert "a line of more than 8.4 MB" in refusal(write("a", line * (12_000_000 // len(line))))


# --- IDX ----------------------------------------------------------------------------------------


def test_idx_with_its_labels_and_its_test_part(write: Write) -> None:
    path = write("train-images-idx3-ubyte.gz", gzip.compress(idx(IMAGES)))
    write("train-labels-idx1-ubyte", idx(LABELS))
    dataset = load(path)
    assert dataset.shape == (3, 2, 1)
    assert (dataset.low, dataset.high) == (0, 255)
    assert dataset.classes == ("0", "1")
    assert (len(dataset.train), len(dataset.test)) == (8, 2)
    for part in (dataset.train, dataset.test):
        for x, target in zip(part.x, part.targets, strict=True):
            place = int(x[0, 0, 0]) // 6
            assert np.array_equal(x[..., 0], IMAGES[place])
            assert target == LABELS[place]
    write("t10k-images-idx3-ubyte", idx(IMAGES[:4]))
    write("t10k-labels-idx1-ubyte", idx(LABELS[:4]))
    dataset = load(path)
    assert np.array_equal(dataset.train.x[..., 0], IMAGES)
    assert np.array_equal(dataset.test.targets, LABELS[:4])


@pytest.mark.parametrize(
    ("code", "kind"), [(8, "u1"), (9, "i1"), (11, "i2"), (12, "i4"), (13, "f4"), (14, "f8")]
)
def test_idx_of_every_type(write: Write, code: int, kind: str) -> None:
    values = np.array([[1, 2], [-3 if kind != "u1" else 3, 100]], kind)
    path = write("a", idx(values, code))
    dataset = load(path, labels=str(write("b", idx(LABELS[:2]))), test_share=0.5)
    both = np.concatenate([dataset.train.x, dataset.test.x])
    assert both.dtype == np.dtype(kind)
    assert sorted(both.tolist()) == sorted(values.tolist())


def claimed_labels(write: Write, count: int) -> str:
    """Labels of which the header alone fits so many images."""
    return str(write("labels", bytes([0, 0, 8, 1]) + struct.pack(">I", count)))


@pytest.mark.parametrize("shape", [(2**20, 2**20, 1), (2**32 - 1, 2**32 - 1, 2**32 - 1)])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_idx_header_that_claims_the_moon(
    write: Write, shape: tuple[int, ...], pack: Callable[[bytes], bytes]
) -> None:
    header = bytes([0, 0, 8, 3]) + struct.pack(">3I", *shape)
    path = write("images", pack(header + bytes(1000)))
    tracemalloc.start()
    try:
        assert "claims to hold" in refusal(path, labels=claimed_labels(write, shape[0]))
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_idx_header_that_claims_a_little_more_than_there_is(write: Write) -> None:
    # 3 GB are within what diynn reads; the memory must grow with what is there, all the same.
    header = bytes([0, 0, 8, 3]) + struct.pack(">3I", 3_000_000, 1000, 1)
    path = write("images", gzip.compress(header + bytes(1000)))
    tracemalloc.start()
    try:
        text = refusal(path, labels=claimed_labels(write, 3_000_000))
        assert "claims to hold 3.0 GB" in text
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_idx_that_is_cut_off_after_a_modest_claim(write: Write) -> None:
    # The memory must grow with what is there.
    header = bytes([0, 0, 8, 3]) + struct.pack(">3I", 100_000, 1000, 1)
    path = write("images", gzip.compress(header + bytes(1000)))
    tracemalloc.start()
    try:
        text = refusal(path, labels=claimed_labels(write, 100_000))
        assert "should hold 100.0 MB and has only 1.0 kB" in text
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_idx_without_samples_beside_sizes_beyond_all_numbers(write: Write) -> None:
    shape = (0, *[2**32 - 1] * 7)
    path = write("images", bytes([0, 0, 8, 8]) + struct.pack(">8I", *shape))
    assert "no samples" in refusal(path, labels=str(write("labels", idx(LABELS[:0]))))


def test_idx_faults(write: Write) -> None:
    labels = str(write("labels", idx(LABELS)))
    images = write("images", idx(IMAGES))
    assert "ends too early" in refusal(write("a", idx(IMAGES)[:-1]), labels=labels)
    assert "ends too early" in refusal(write("a", idx(IMAGES)[:9]), labels=labels)
    assert "more than its header" in refusal(write("a", idx(IMAGES) + b"x"), labels=labels)
    assert "neither a text" in refusal(write("a", b"\0\0\x07\3" + idx(IMAGES)[4:]), labels=labels)
    assert "not an IDX file" in refusal(images, labels=str(write("b", "1\n2\n")))
    assert "not one label" in refusal(images, labels=str(images))
    assert "samples: 9 and 10" in refusal(images, labels=str(write("b", idx(LABELS[:9]))))
    assert "There is no file" in refusal(images, FileError, labels="nowhere")
    assert "is a folder" in refusal(images, FileError, labels=str(images.parent))
    assert "these are labels" in refusal(Path(labels))
    assert "No labels" in refusal(write("pixels", idx(IMAGES)))
    assert "All targets" in refusal(images, labels=str(write("b", idx(LABELS * 0))))


def test_large_images_without_fitting_labels_take_no_memory(write: Write) -> None:
    images = write("images", bytes([0, 0, 8, 3]) + struct.pack(">3I", 200_000, 20, 20))
    os.truncate(images, images.stat().st_size + 80_000_000)
    labels = write("labels", idx(LABELS))
    tracemalloc.start()
    try:
        assert "labels as “images” has samples: 10 and 200000" in refusal(
            images, labels=str(labels)
        )
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()


# --- targets ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "kind", "classes"),
    [
        ([3.0, 7.0, 3.0, 7.0], "automatic", ("3", "7")),
        ([3.0, 7.0, 3.5, 7.0], "automatic", ()),
        ([1.0, 2.0, 3.0, 4.0], "automatic", ()),
        ([1.0, 2.0, 3.0, 4.0], "classes", ("1", "2", "3", "4")),
        ([1.0, 2.0, 1.0, 2.0], "values", ()),
        (["10", "9", "b"], "automatic", ("10", "9", "b")),
        ([[0, 1], [1, 0]], "automatic", ("0", "1")),
        ([[0, 1], [1, 0]], "values", ()),
        ([[0, 1], [1, 1]], "automatic", ()),
        (list(range(100)) * 2, "automatic", tuple(map(str, range(100)))),
        ([float(n) for n in range(100)] * 2, "automatic", ()),
    ],
)
def test_classes_are_found_from_values(raw: list[Any], kind: str, classes: tuple[str, ...]) -> None:
    targets, names = named_targets(np.array(raw), kind, "“a”")
    assert names == classes
    assert targets.dtype == (np.int64 if classes else np.float32)
    assert targets.ndim == (1 if classes else 2)
    if classes and np.ndim(raw) == 1:
        assert [names[n] for n in targets] == [str(int(v) if v == 3 else v).removesuffix(".0")
                                               for v in raw]  # fmt: skip


def test_targets_that_cannot_be_what_was_asked(write: Write) -> None:
    assert "cannot be values" in refusal(write("a.csv", "1,a\n2,b\n"), targets="values")
    path = write("a.npz", b"")
    np.savez(path, x=np.ones((4, 2)), y=np.ones((4, 2)) * 0.5)
    assert "cannot be classes" in refusal(path, targets="classes")
    np.savez(path, x=np.ones((4, 2)), y=np.ones((4, 2, 2)))
    assert "3 axes" in refusal(path)


# --- npz ----------------------------------------------------------------------------------------


def npz(path: Path, **arrays: Any) -> Path:
    np.savez(path, **arrays)
    return path


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
def test_npz_in_two_parts(tmp_path: Path, save: Callable[..., None]) -> None:
    path = tmp_path / "a.npz"
    save(path, x_train=IMAGES, y_train=LABELS, x_test=IMAGES[:4], y_test=LABELS[:4])
    dataset = load(path)
    assert dataset.shape == (3, 2, 1)
    assert np.array_equal(dataset.train.x[..., 0], IMAGES)
    assert np.array_equal(dataset.test.targets, LABELS[:4])
    assert (dataset.low, dataset.high) == (0, 255)


def test_npz_in_one_part_of_any_layout(tmp_path: Path) -> None:
    x = np.asfortranarray(np.arange(24, dtype=">f8").reshape(6, 4))
    y = np.array(["b", "a"] * 3)
    for names in ("xy", "Xy", "XY"):
        dataset = load(npz(tmp_path / "a.npz", **{names[0]: x, names[1]: y}), test_share=0.5)
        assert dataset.classes == ("a", "b")
        assert dataset.train.x.dtype == np.float64
        assert dataset.train.x.dtype.isnative
        rows = np.concatenate([dataset.train.x, dataset.test.x])
        assert sorted(rows.tolist()) == x.tolist()
        assert math.isnan(dataset.high)


@pytest.mark.parametrize(
    ("x", "y"),
    [("images", "labels"), ("data", "targets"), ("arr_0", "arr_1"), ("X", "Y"), ("Data", "LABELS")],
)  # fmt: skip
def test_npz_under_the_usual_names(tmp_path: Path, x: str, y: str) -> None:
    path = tmp_path / "a.npz"
    assert load(npz(path, **{x: IMAGES, y: LABELS})).shape == (3, 2, 1)
    for names in (("{}_{}", "{}_{}"), ("{1}_{0}", "{1}_{0}")):
        parts = {}
        for part, end in (("train", 6), ("test", 8), ("val", 10)):
            parts[names[0].format(x, part)] = IMAGES[:end]
            parts[names[1].format(y, part)] = LABELS[:end]
        data = load(npz(path, **parts))
        assert (len(data.train), len(data.test)) == (16, 8)


def test_npz_of_pictures_as_other_programs_keep_them(tmp_path: Path) -> None:
    path, y = tmp_path / "a.npz", np.arange(40) % 2
    rng = np.random.default_rng(0)
    grey = rng.random((40, 8, 8)).round(3)
    data = load(npz(path, x=grey, y=y))
    assert (data.shape, data.low, data.high) == ((8, 8, 1), 0, 1)
    assert load(npz(path, x=16 * grey, y=y)).high == pytest.approx(16, abs=0.1)
    assert load(npz(path, x=255 * grey, y=y)).high == 255
    first = (255 * rng.random((40, 3, 16, 12))).astype(np.uint8)
    data = load(npz(path, x=first, y=y), test_share=0.5)
    assert data.shape == (16, 12, 3)
    rows = np.concatenate([data.train.x, data.test.x])
    assert sorted(rows[:, 0, 0].tolist()) == sorted(first[:, :, 0, 0].tolist())
    # A sequence stays one.
    assert load(npz(path, x=rng.normal(size=(40, 20, 3)), y=y)).shape == (20, 3)


def test_npz_for_regression(tmp_path: Path) -> None:
    path = npz(tmp_path / "a.npz", x=np.arange(6.0), y=np.arange(6.0) / 7)
    dataset = load(path, test_share=0.5)
    assert dataset.shape == (1,)
    assert dataset.classes == ()
    np.testing.assert_allclose(dataset.train.x / 7, dataset.train.targets, rtol=1e-6)


def test_npz_faults(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    x, y = np.ones((4, 2)), np.array([0, 1, 0, 1])
    assert "it has p, q" in refusal(npz(path, p=x, q=y))
    assert "Python objects" in refusal(npz(path, x=np.array([{}, []] * 2, object), y=y))
    assert "values of the type complex128" in refusal(npz(path, x=x * 1j, y=y))
    assert "targets as samples: 3 and 4" in refusal(npz(path, x=x, y=y[:3]))
    assert "not a list of samples" in refusal(npz(path, x=np.array(3.0), y=y))
    assert "are texts" in refusal(npz(path, x=y.astype(str), y=y))
    assert "infinite" in refusal(npz(path, x=np.where(x, np.nan, 0), y=y))
    assert "infinite" in refusal(npz(path, x=np.where(x, np.inf, 0), y=y))
    assert "infinite" in refusal(npz(path, x=x, y=np.array([0, 1, np.nan, 1])))
    assert "too few" in refusal(npz(path, x=x[:0], y=y[:0]))
    assert "are empty" in refusal(npz(path, x=x[:, :0], y=y))
    assert "the same" in refusal(npz(path, x=x, y=y * 0))
    parts = {"x_train": x, "y_train": y, "y_test": y}
    assert "shape 2 and the test samples 3" in refusal(npz(path, x_test=np.ones((4, 3)), **parts))
    parts["y_train"] = np.array(list("abab"))
    assert "different kinds" in refusal(npz(path, x_test=x, **parts))


def test_npz_with_any_bytes_for_truths(tmp_path: Path) -> None:
    """Files of other programs may hold more than 0 and 1 there."""
    path = npz(tmp_path / "a.npz", x=np.arange(8.0).reshape(4, 2), y=np.array([False, True] * 2))
    spoilt = np.array([0, 1, 64, 255], np.uint8).view(np.bool_)
    np.savez(path, x=np.arange(8.0).reshape(4, 2), y=spoilt)
    data = UserFile(path=str(path), test_share=0.5).load()
    found = np.concatenate([data.train.targets, data.test.targets])
    assert sorted(found) == [0, 1, 1, 1]
    assert len(data.classes) == 2


@pytest.mark.parametrize("code", [0x110000, 0xFFFFFFFF, 0xD800, 0xDFFF])
@pytest.mark.parametrize("order", ["<", ">"])
def test_npz_with_texts_that_are_none(tmp_path: Path, code: int, order: str) -> None:
    names = np.array(["a", "bc"] * 4).astype(f"{order}U2")
    names.view(f"{order}u4")[3] = code
    np.savez(tmp_path / "a.npz", x=np.zeros((8, 2)), y=names)
    assert "“y” in “a.npz” is damaged" in refusal(tmp_path / "a.npz")


def test_npz_that_is_damaged(tmp_path: Path) -> None:
    path = npz(tmp_path / "a.npz", x=np.ones((400, 2)), y=np.arange(400) % 2)
    whole = path.read_bytes()
    for content in (whole[:1000], whole[:-30], whole[:1000] + b"?" + whole[1001:], b"PK\3\4" * 9):
        path.write_bytes(content)
        assert "damaged" in refusal(path)


def test_npz_with_a_garbled_name_in_front_of_an_array(tmp_path: Path) -> None:
    path = npz(tmp_path / "a.npz", x=np.zeros((4, 2)), y=np.arange(4))
    content = bytearray(path.read_bytes())
    content[7] |= 8  # the name is said to be UTF-8
    content[30] = 0xA4
    path.write_bytes(content)
    assert "“a.npz” is damaged" in refusal(path)


def claimed(path: Path, shape: tuple[int, ...], content: bytes) -> Path:
    """An .npz whose array x claims that shape."""
    buffer = io.BytesIO()
    fields = {"descr": "<f8", "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(buffer, fields)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.npy", buffer.getvalue() + content)
        archive.writestr("y.npy", b"")
    return path


TOO_SHORT = "should hold 2.4 GB and has only 1.0 kB"


@pytest.mark.parametrize(
    ("shape", "trusted", "words"),
    [
        ((2**40, 2), "", "claims to hold"), ((300_000_000,), "", "claims to hold"),
        ((300_000_000,), "5GB", TOO_SHORT), ((2**62, 2**62), "", "claims to hold"),
    ],
)  # fmt: skip
def test_npz_that_claims_the_moon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shape: tuple[int, ...], trusted: str,
    words: str,
) -> None:  # fmt: skip
    monkeypatch.setenv("DIYNN_MEMORY", trusted)
    path = claimed(tmp_path / "a.npz", shape, bytes(1000))
    tracemalloc.start()
    try:
        text = refusal(path)
        assert words in text
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_npz_with_negative_sizes_or_a_garbled_header(tmp_path: Path) -> None:
    assert "not a list" in refusal(claimed(tmp_path / "a.npz", (-4, 2), b""))
    with zipfile.ZipFile(tmp_path / "b.npz", "w") as archive:
        archive.writestr("x.npy", b"\x93NUMPY\x01\x00\x04\x00oops")
        archive.writestr("y.npy", b"")
    assert "“x” in “b.npz” is damaged" in refusal(tmp_path / "b.npz")


FIELDS = "{'descr': '<f8', 'fortran_order': False"
GARBLED = (
    f"{FIELDS}, 'shape': (2.0,)}}",
    f"{FIELDS}, 'shape': (True,)}}",
    f"{FIELDS}, 'shape': (2,",
    f"{FIELDS}, 'shape': \"\"\"(2,)}}",
    f"{FIELDS}, 'shape': " + "(" * 5000,
    f"{FIELDS}, 'shape': " + "-" * 9000 + "1}",
    f"{FIELDS}}}",
    "{'descr': 'nonsense', 'fortran_order': False, 'shape': (2,)}",
    f"{FIELDS}, 'shape': (0" + ", 1" * 70 + ")}",
    f"{FIELDS}, 'shape': (0" + f", {2**62}" * 3 + ")}",
    f"{FIELDS}, 'shape': (0, " + "9" * 4000 + ")}",
    f"{FIELDS}, 'shape': (" + "9" * 5000 + ",)}",
    "\0" * 50, "[]", "{}", "", "  x = 1\n y", "\\", "lambda: 0",
)  # fmt: skip


@pytest.mark.parametrize("number", range(len(GARBLED)))
@pytest.mark.parametrize("version", [b"\1\0", b"\2\0", b"\3\0"])
def test_npz_with_a_garbled_header(tmp_path: Path, number: int, version: bytes) -> None:
    header = GARBLED[number].encode()
    size = len(header).to_bytes(2 if version == b"\1\0" else 4, "little")
    with zipfile.ZipFile(tmp_path / "b.npz", "w") as archive:
        archive.writestr("x.npy", b"\x93NUMPY" + version + size + header + bytes(16))
        archive.writestr("y.npy", b"")
    assert "“x” in “b.npz” is damaged" in refusal(tmp_path / "b.npz")


def test_npz_of_texts_without_letters_takes_no_memory(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    fields = {"descr": "<U0", "fortran_order": False, "shape": (2**40,)}
    np.lib.format.write_array_header_1_0(buffer, fields)
    path = npz(tmp_path / "a.npz", x=np.ones(4))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("y.npy", buffer.getvalue())
    assert "not a list of samples" in refusal(path)


# --- libsvm -------------------------------------------------------------------------------------


def test_libsvm_sparse_lines_and_a_narrower_test_part(write: Write) -> None:
    path = write("a.svm", "+1 1:0.5 3:-2\n-1 2:1e0 # note\n+1 4:1\n-1 1:1\n")
    x, labels = read_libsvm(path)
    assert x.tolist() == [[0.5, 0, -2, 0], [0, 1, 0, 0], [0, 0, 0, 1], [1, 0, 0, 0]]
    assert labels.tolist() == [1, -1, 1, -1]
    write("a.svm.t", "1 2:3\n-1 1:1\n")
    dataset = load(path)
    assert dataset.classes == ("-1", "1")
    assert dataset.test.x.tolist() == [[0, 3, 0, 0], [1, 0, 0, 0]]


@pytest.mark.parametrize(
    ("second", "told"),
    [
        ("1 2:x\n", "“x” is not a number"),
        ("1 2:1 3\n", "line 2"),
        ("1 0:1\n", "line 1"),
        ("1 1.5:1\n", "line 2"),
        ("1 99999999999999:1\n", "memory"),
    ],
)
def test_libsvm_faults(write: Write, second: str, told: str) -> None:
    assert told in refusal(write("a", "1 1:2\n" + second))


def test_libsvm_that_claims_the_moon(write: Write) -> None:
    path = write("a.svm", "1 1:1\n1 250000000:1\n")
    assert "has 20 bytes and claims to hold 4.0 GB" in refusal(path)


def test_libsvm_in_many_blocks(write: Write) -> None:
    lines = [f"{n % 2} {n % 50 + 1}:{n}\n" for n in range(20_000)]
    x, labels = read_libsvm(write("a.svm", "".join(lines) + "\n" * 200_000))
    assert labels.tolist() == [n % 2 for n in range(20_000)]
    assert [x[n, n % 50] for n in range(20_000)] == list(range(20_000))
    assert np.count_nonzero(x) == 19_999
    assert "line 20001" in refusal(write("a.svm", "".join(lines) + "\n1 1:1\n"))
    assert "line 20002" in refusal(write("a.svm", "".join(lines) + "1 1:1\n1 1:x\n"))


# --- pictures -----------------------------------------------------------------------------------


def picture(path: Path, colour: Any, mode: str = "RGB", size: tuple[int, int] = (6, 4)) -> Path:
    from PIL import Image

    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new(mode, size, colour).save(path)
    return path


def test_pictures_in_folders(tmp_path: Path) -> None:
    suffixes = ("jpg", "gif", "bmp", "png", "webp")
    for n in range(5):
        picture(tmp_path / "cats" / f"{n}.png", (255, 0, 0), size=(5 + n, 9))
        picture(tmp_path / "dogs" / f"{n}.{suffixes[n]}", (0, 0, 255))
    (tmp_path / "cats" / "notes.txt").write_text("no picture")
    (tmp_path / ".hidden").mkdir()
    dataset = load(tmp_path, image_size=8, colour=True)
    assert dataset.classes == ("cats", "dogs")
    assert dataset.shape == (8, 8, 3)
    assert (len(dataset.train), len(dataset.test)) == (8, 2)
    assert (dataset.low, dataset.high) == (0, 255)
    for x, target in zip(dataset.train.x, dataset.train.targets, strict=True):
        assert x[..., 0].mean() == pytest.approx(255 * (target == 0), abs=4)
        assert x[..., 2].mean() == pytest.approx(255 * (target == 1), abs=4)
    assert load(tmp_path, image_size=4).shape == (4, 4, 1)


def test_pictures_in_a_train_and_a_test_folder(tmp_path: Path) -> None:
    for part, count in (("train", 3), ("test", 1)):
        for level, kind in ((10, "a"), (20, "b")):
            for n in range(count):
                picture(tmp_path / part / kind / f"{n}.png", level, "L")
    dataset = load(tmp_path)
    assert (len(dataset.train), len(dataset.test)) == (6, 2)
    assert dataset.test.x[:, 0, 0, 0].tolist() == [10, 20]
    assert dataset.test.targets.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("mode", "colour", "grey"),
    [
        ("L", 77, 77),
        ("1", 1, 255),
        ("LA", (0, 0), 255),
        ("RGBA", (0, 0, 0, 0), 255),
        ("I;16", 256 * 77, 77),
        ("P", 0, 0),
    ],
)
def test_every_kind_of_pixel_becomes_grey(
    tmp_path: Path, mode: str, colour: Any, grey: int
) -> None:
    for kind in "ab":
        picture(tmp_path / kind / "0.png", colour, mode)
    assert load(tmp_path).train.x.ravel().tolist() == [grey] * 28 * 28


def test_pictures_are_upright_and_have_one_scale(tmp_path: Path) -> None:
    from PIL import Image

    lying = np.zeros((40, 60), np.uint8)
    lying[:10] = 255
    note = Image.Exif()
    note[0x0112] = 6
    for kind, pixels, more in (("a", lying, {"exif": note}), ("b", np.rot90(lying, -1), {})):
        (tmp_path / kind).mkdir()
        picture = Image.fromarray(np.ascontiguousarray(pixels))
        for n in range(3):
            picture.save(tmp_path / kind / f"{n}.jpg", quality=95, **more)
    data = load(tmp_path, image_size=8)
    both = np.concatenate([data.train.x, data.test.x])
    assert np.ptp(both.astype(int), axis=0).max() < 30
    for kind, level in (("a", 200), ("b", 4000)):
        for n in range(3):
            Image.fromarray(np.full((8, 8), level, np.uint16)).save(tmp_path / kind / f"{n}.png")
            (tmp_path / kind / f"{n}.jpg").unlink()
    data = load(tmp_path, image_size=8)
    assert sorted({*data.train.x.ravel(), *data.test.x.ravel()}) == [200 // 16, 4000 // 16]
    assert "6 pictures of 6 with one level only" in str(data.notes[0])


@pytest.mark.parametrize(
    ("settings", "corner", "middle"),
    [({}, 255, 255), ({"picture_fit": "crop"}, 255, 255), ({"picture_fit": "pad"}, 255, 255),
     ({"ground": "black"}, 0, 255), ({"ground": "black", "picture_fit": "pad"}, 0, 255)],
)  # fmt: skip
def test_pictures_of_any_shape_on_a_ground(
    tmp_path: Path, settings: dict[str, str], corner: int, middle: int
) -> None:
    """White strokes on nothing, twice as wide as high."""
    from PIL import Image

    strokes = np.zeros((20, 40, 4), np.uint8)
    strokes[4:16, 14:26] = 255
    for kind in "ab":
        (tmp_path / kind).mkdir()
        for n in range(2):
            Image.fromarray(strokes).save(tmp_path / kind / f"{n}.png")
    data = load(tmp_path, image_size=20, **settings)
    one = data.train.x[0, ..., 0]
    assert one[0, 0] == corner
    assert abs(int(one[10, 10]) - middle) < 16
    blank = [str(text) for text in data.notes if "one level only" in str(text)]
    assert bool(blank) == (settings.get("ground") != "black")
    if settings.get("ground") == "black":
        # Padded, the strokes keep their shape; stretched, they grow high.
        high, wide = np.ptp(np.argwhere(one > 128), axis=0) + 1
        assert (high == wide) == ("picture_fit" in settings)


def test_classes_that_are_numbers_are_in_their_order(tmp_path: Path) -> None:
    for n in range(12):
        for k in range(2):
            picture(tmp_path / f"{n}" / f"{k}.png", 20 * n, "L")
    data = load(tmp_path)
    assert data.classes == tuple(map(str, range(12)))
    assert all(x[0, 0, 0] == 20 * t for x, t in zip(data.train.x, data.train.targets, strict=True))


def test_any_ending_and_what_is_left_out(tmp_path: Path) -> None:
    for n in range(4):
        picture(tmp_path / "a" / f"{n}.png", 9, "L")
        picture(tmp_path / "b" / f"{n}.png", 7, "L").rename(tmp_path / "b" / f"{n}.jfif")
    (tmp_path / "a" / "broken.png").write_bytes(b"none")
    (tmp_path / "a" / "notes.txt").write_text("none")
    data = load(tmp_path)
    assert (len(data.train) + len(data.test), data.classes) == (8, ("a", "b"))
    assert "2 files of 10 without a readable picture, left out: a/broken.png, a/notes.txt" in (
        str(data.notes[0])
    )


def test_a_validation_folder_is_learnt_from_and_reported(tmp_path: Path) -> None:
    for part, count in (("train", 3), ("val", 2), ("test", 1)):
        for kind in "ab":
            for n in range(count):
                picture(tmp_path / part / kind / f"{n}.png", n, "L")
    data = load(tmp_path)
    assert (len(data.train), len(data.test)) == (10, 2)
    assert any("“val” are learnt from" in str(text) for text in data.notes)


def test_picture_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no folders with pictures" in refusal(tmp_path)
    good = picture(tmp_path / "a" / "good.png", 1, "L", (40, 40))
    assert "too few" in refusal(tmp_path)
    picture(tmp_path / "a" / "more.png", 1, "L")
    assert "the same: a" in refusal(tmp_path)
    bad = tmp_path / "b" / "bad.png"
    bad.parent.mkdir()
    for content in (b"", b"not a picture", good.read_bytes()[:60]):
        bad.write_bytes(content)
        assert "No picture in “b” can be read" in refusal(tmp_path)
    bad.unlink()
    picture(tmp_path / "b" / "huge.png", 1, "L", (50, 50))
    monkeypatch.setattr("diynn.data.sources.image_folder._MOST_PIXELS", 2000)
    assert "“b/huge.png” has more than" in refusal(tmp_path)
    monkeypatch.setattr(free_memory, "SMALL", 1000)
    monkeypatch.setenv("DIYNN_MEMORY", "4kB")
    assert "needs 4.7 kB of memory, and 4.0 kB are free" in refusal(tmp_path)


def tiff(path: Path, mode: str, tag: int, changed: Callable[[bytes], bytes]) -> None:
    """A picture of which the 12 bytes of one tag are changed."""
    content = picture(path, 1, mode).read_bytes()
    start = content.index(struct.pack("<H", tag), content.index(struct.pack("<H", 256), 8))
    entry = content[start : start + 12]
    path.write_bytes(content.replace(entry, changed(entry)))


def test_what_pillow_says_about_a_picture_stays_unsaid(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A warning would fail the test; a picture that it is only warned of is read."""
    for kind in "ab":
        tiff(tmp_path / kind / "0.tif", "L", 262, lambda tag: tag[:4] + b"\2\0\0\0" + tag[8:])
        picture(tmp_path / kind / "1.png", 1, "L")
    assert len(load(tmp_path).train) == 3
    tiff(tmp_path / "a" / "2.tif", "RGB", 277, lambda tag: tag[:8] + b"\x0b\0\0\0")
    assert "left out: a/2.tif" in str(load(tmp_path).notes[0])
    assert not caplog.records


@pytest.mark.parametrize(("level", "grey"), [(1000.0, 250), (1e9, 255), (0.5, 127), (-5.0, 0)])
def test_grey_levels_beyond_the_range_are_its_ends(
    tmp_path: Path, level: float, grey: int
) -> None:
    for kind in "ab":
        picture(tmp_path / kind / "0.tif", level, "F")
    assert load(tmp_path).train.x.ravel().tolist() == [grey] * 28 * 28


def test_a_picture_with_a_level_that_is_no_number(tmp_path: Path) -> None:
    picture(tmp_path / "a" / "0.tif", math.nan, "F")
    assert "“a/0.tif” cannot be read" in refusal(tmp_path)
