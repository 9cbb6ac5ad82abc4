"""Lone arrays and pictures of newer kinds; how far a reading is, and that it can be cancelled."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from PIL import Image, features

from diynn.data.sources import UserFile, image_folder
from diynn.errors import Cancelled, DataError
from diynn.workers import WorkProgress, cancellable, followed

HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(100)


# --- a lone .npy --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "targets"),
    [
        ("x.npy", "y.npy"), ("X_train.npy", "y_train.npy"), ("signals.npy", "y.npy"),
        ("train_images.npy", "train_labels.npy"), ("signals.npy", "labels.npy"),
        ("signals.npy", "signals_labels.npy"), ("data.npy", "target.npy"),
        ("my-features.npy", "my-labels.npy"),
    ],
)  # fmt: skip
def test_targets_are_found_beside_an_array(tmp_path: Path, name: str, targets: str) -> None:
    x = np.random.default_rng(0).normal(size=(30, 5))
    np.save(tmp_path / name, x)
    np.save(tmp_path / targets, np.array(["red", "blue"])[np.arange(30) % 2])
    np.save(tmp_path / "other.npy", np.zeros(3))
    data = UserFile(str(tmp_path / name)).load()
    assert data.classes == ("blue", "red")
    assert data.is_labelled
    found = np.concatenate([data.train.x, data.test.x])
    np.testing.assert_array_equal(np.sort(found[:, 0]), np.sort(x[:, 0]))


@pytest.mark.parametrize("shape", [(20, 7), (20, 8, 8), (20, 6, 6, 3), (20,)])
def test_an_array_without_targets_is_asked_for_itself(
    tmp_path: Path, shape: tuple[int, ...]
) -> None:
    np.save(tmp_path / "x.npy", np.random.default_rng(0).random(shape))
    data = UserFile(str(tmp_path / "x.npy")).load()
    assert not data.is_labelled
    assert not data.classes
    np.testing.assert_array_equal(
        data.train.targets, data.train.x.reshape(len(data.train), -1).astype(np.float32)
    )
    assert "No targets lie beside “x.npy”" in str(data.notes[-1])
    # A file that is named counts as its targets, wherever it is.
    np.save(tmp_path / "answers.npy", np.arange(20) % 2)
    named = UserFile(str(tmp_path / "x.npy"), labels=str(tmp_path / "answers.npy")).load()
    assert named.classes == ("0", "1")


def test_an_array_with_a_fault_is_refused_in_plain_words(tmp_path: Path) -> None:
    path = tmp_path / "x.npy"

    def refusal() -> str:
        with pytest.raises(DataError) as caught:
            UserFile(str(path)).load()
        assert caught.value.how()
        return str(caught.value)

    np.save(path, np.array([{}, {}]), allow_pickle=True)
    assert "Python objects" in refusal()
    np.save(path, np.array("alone"))
    assert "not a list of samples" in refusal()
    np.save(path, np.zeros((9, 3)))
    path.write_bytes(path.read_bytes()[:-20])
    assert "ends too early" in refusal()
    np.save(path, np.zeros((9, 3)))
    np.save(tmp_path / "y.npy", np.arange(4))
    assert "not as many targets as samples" in refusal()


# --- pictures of newer kinds --------------------------------------------------------------------


def folder(path: Path, ending: str = ".png", kind: str = "PNG") -> Path:
    for name in ("cat", "dog"):
        (path / name).mkdir(parents=True)
        for n in range(3):
            shade = np.full((12, 12, 3), 40 + 60 * n, np.uint8)
            shade[:4] = 0
            Image.fromarray(shade).save(path / name / f"{n}{ending}", kind)
    return path


@pytest.mark.skipif(not features.check("avif"), reason="this Pillow has no AVIF")
def test_pictures_of_the_kind_avif(tmp_path: Path) -> None:
    data = UserFile(str(folder(tmp_path / "a", ".avif", "AVIF")), image_size=12).load()
    assert len(data.train) + len(data.test) == 6
    assert not data.notes


def test_what_a_picture_of_an_iphone_needs_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    image_folder._formats.cache_clear()
    path = folder(tmp_path / "a")
    (path / "cat" / "9.heic").write_bytes(HEIC)
    text = " ".join(map(str, UserFile(str(path)).load().notes))
    assert "1 file of 7 without a readable picture" in text
    assert "of the kind HEIC" in text
    assert "pillow-heif" in text
    for n in range(3):
        (path / "dog" / f"{n}.png").write_bytes(HEIC)
    with pytest.raises(DataError, match=r"HEIC.*JPEG or PNG"):
        UserFile(str(path)).load()
    image_folder._formats.cache_clear()


def test_an_installed_reader_of_heic_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader: Any = ModuleType("pillow_heif")
    asked: list[str] = []

    def red(*_: Any) -> Image.Image:
        return Image.new("RGB", (9, 9), "red")

    def register() -> None:
        asked.append("HEIF")
        Image.register_open("HEIF", red, lambda start: start[4:12] == b"ftypheic")

    reader.register_heif_opener = register
    monkeypatch.setitem(sys.modules, "pillow_heif", reader)
    monkeypatch.setattr(Image, "OPEN", dict(Image.OPEN))
    monkeypatch.setattr(Image, "ID", list(Image.ID))
    image_folder._formats.cache_clear()
    path = folder(tmp_path / "a")
    (path / "cat" / "9.heic").write_bytes(HEIC)
    data = UserFile(str(path), colour=True).load()
    assert asked == ["HEIF"]
    assert len(data.train) + len(data.test) == 7
    image_folder._formats.cache_clear()


# --- how far it is ------------------------------------------------------------------------------


def table(path: Path) -> Path:
    lines = [f"{n},{n / 7:.6f},{'ab'[n % 2]}" for n in range(150_000)]
    path.write_text("n,x,kind\n" + "\n".join(lines) + "\n")
    return path


def array(path: Path) -> Path:
    np.save(path / "x.npy", np.zeros((500_000, 6), np.float32))
    np.save(path / "y.npy", np.arange(500_000) % 2)
    return path / "x.npy"


@pytest.mark.parametrize(
    ("made", "unit"),
    [
        (lambda path: table(path / "a.csv"), "bytes"), (array, "bytes"),
        (lambda path: folder(path / "a"), "pictures"),
    ],
)  # fmt: skip
def test_reading_says_how_far_it_is(
    tmp_path: Path, made: Callable[[Path], Path], unit: str
) -> None:
    texts: list[WorkProgress] = []
    with followed(texts.append):
        UserFile(str(made(tmp_path))).load()
    assert {one.unit for one in texts} == {unit}
    known = [one for one in texts if one.total]
    assert all(0 <= one.done <= one.total for one in known)
    assert max(one.done / one.total for one in known) > 0.7
    assert len(known) >= 5


@pytest.mark.parametrize(
    "made", [lambda path: table(path / "a.csv"), array, lambda path: folder(path / "a")]
)
def test_reading_can_be_cancelled_on_the_way(
    tmp_path: Path, made: Callable[[Path], Path]
) -> None:
    path, texts = made(tmp_path), list[WorkProgress]()
    with followed(texts.append):
        UserFile(str(path)).load()
    whole = len(texts)
    texts.clear()
    with (
        cancellable(lambda: len(texts) > whole // 3),
        followed(texts.append),
        pytest.raises(Cancelled),
    ):
        UserFile(str(path)).load()
    assert len(texts) < whole
