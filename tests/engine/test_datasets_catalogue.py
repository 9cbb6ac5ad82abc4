"""The large data sets: found wherever they lie, the original whatever they are read from."""

from __future__ import annotations

import gzip
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from diynn.cli.main import main
from diynn.data.sources import MNIST, SOURCES, USPS, FashionMNIST, UserFile
from diynn.data.sources.catalogue import entries, entry_named, folders, found
from diynn.data.sources.downloaded import OnDemand
from diynn.data.sources.usps import is_the_original, read_usps, unsmooth
from diynn.errors import DataError

DATA = Path(os.environ.get("DIYNN_DATA", ""))
USPS_TRAIN = [1194, 1005, 731, 658, 652, 556, 664, 645, 542, 644]
USPS_TEST = [359, 264, 198, 166, 200, 160, 170, 147, 166, 177]


def needs(*names: str) -> tuple[Path, ...]:
    """The files of $DIYNN_DATA; the test is skipped where they are not."""
    if not os.environ.get("DIYNN_DATA"):
        pytest.skip("DIYNN_DATA names no folder with USPS and MNIST")
    for name in names:
        if not (DATA / name).is_file():
            pytest.skip(f"the folder DIYNN_DATA has no {name}")
    return tuple(DATA / name for name in names)


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for DIYNN_DATA and an empty cache."""
    monkeypatch.setattr("diynn.data.sources.catalogue.cache_folder", lambda: tmp_path / "cache")
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("DIYNN_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.mark.parametrize(
    "names", [("zip.train.gz", "zip.test.gz"), ("USPS_train.txt", "USPS_test.txt")]
)
def test_usps_text_gives_the_original(names: tuple[str, str]) -> None:
    (train, labels), (test, test_labels) = map(read_usps, needs(*names))
    assert train.shape == (7291, 16, 16, 1)
    assert train.dtype == np.uint16
    assert is_the_original((train, labels), (test, test_labels))
    assert np.bincount(labels).tolist() == USPS_TRAIN
    assert np.bincount(test_labels).tolist() == USPS_TEST


def test_smoothed_usps_gives_the_original_back() -> None:
    smooth, _, original, _ = needs("usps.t.bz2", "usps.bz2", "zip.test.gz", "zip.train.gz")
    for ours, theirs in zip(read_usps(smooth), read_usps(original), strict=True):
        assert np.array_equal(ours, theirs)


def test_unsmoothing_refuses_what_was_never_smoothed() -> None:
    (path,) = needs("zip.test.gz")
    pixels, _ = read_usps(path)
    assert unsmooth(pixels.reshape(-1, 256) / 1000 - 1.0) is None
    assert unsmooth(np.zeros((3, 255))) is None
    assert unsmooth(np.full((1, 256), 1e308)) is None


def test_pixels_beyond_all_bounds_are_refused_without_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "zip.train"
    path.write_text(f"6 {'0 ' * 256}\n6 1e308 {'0 ' * 255}\n")
    with pytest.raises(DataError, match="does not hold USPS"):
        read_usps(path)


@pytest.mark.parametrize("source", [USPS(), MNIST()])
def test_loaded_data_is_as_outlined(source: OnDemand) -> None:
    needs(*(source.entry.mirrors[0].files[n].name for n in range(2)))
    dataset, outline = source.load(), source.outline()
    assert outline is not None
    assert outline.shape == dataset.shape
    assert outline.classes == dataset.classes == tuple("0123456789")
    assert (outline.train, outline.test) == (len(dataset.train), len(dataset.test))
    assert (dataset.low, dataset.high) == (dataset.train.x.min(), dataset.train.x.max())
    assert dataset.train.targets.dtype == np.int64
    assert source.missing() is None


def test_missing_data_says_how_to_get_it(nowhere: Path) -> None:
    for kind in SOURCES:
        if kind.download:
            source = kind()
            assert f"diynn data fetch {kind.download}" in str(source.missing())
            assert entry_named(kind.download) in entries()
            with pytest.raises(DataError, match="is not on this machine"):
                source.load()


def test_the_named_folder_comes_before_the_cache(nowhere: Path) -> None:
    cache = folders()[-1]
    cache.mkdir()
    for folder in (cache, nowhere):
        for name in ("zip.train.gz", "zip.test.gz"):
            (folder / name).touch()
    assert [paths[0].parent for paths in found(entry_named("usps"))] == [nowhere, cache]


def test_half_a_pair_does_not_count(nowhere: Path) -> None:
    (nowhere / "zip.train.gz").touch()
    (nowhere / "USPS_test.txt").touch()
    assert found(entry_named("usps")) == []


def test_digits_with_one_changed_pixel_are_refused(nowhere: Path) -> None:
    train, test = needs("zip.train.gz", "zip.test.gz")
    text = gzip.decompress(test.read_bytes())
    (nowhere / "zip.train.gz").symlink_to(train)
    (nowhere / "zip.test.gz").write_bytes(gzip.compress(text.replace(b"0.148", b"0.149", 1), 1))
    with pytest.raises(DataError, match=r"zip\.test\.gz .* are not those of USPS"):
        USPS().load()


def test_a_damaged_copy_does_not_hide_a_good_one(nowhere: Path) -> None:
    train, test = needs("zip.train.gz", "zip.test.gz")
    (nowhere / "USPS_train.txt").write_text("10 256\n")
    (nowhere / "USPS_test.txt").write_text("")
    with pytest.raises(DataError, match="USPS_train"):
        USPS().load()
    (nowhere / "zip.train.gz").symlink_to(train)
    (nowhere / "zip.test.gz").symlink_to(test)
    assert len(USPS().load().train) == 7291


def test_other_images_under_mnists_names_are_refused(nowhere: Path) -> None:
    names = ("train-images.idx3", "train-labels.idx1", "t10k-images.idx3", "t10k-labels.idx1")
    for name in names:
        if "images" in name:
            content = bytes([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 7, 9])
        else:
            content = bytes([0, 0, 8, 1, 0, 0, 0, 2, 0, 1])
        (nowhere / f"{name}-ubyte").write_bytes(content)
    with pytest.raises(DataError, match="are not those of MNIST"):
        MNIST().load()


def idx_files(folder: Path, pixel: int) -> str:
    """Four files of MNIST's names and form with a few images; the SHA-256 of what they hold."""
    folder.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    for part, count in (("train", 3), ("t10k", 2)):
        x = np.full((count, 28, 28), pixel, np.uint8)
        labels = np.arange(count, dtype=np.uint8)
        for name, array in ((f"{part}-images-idx3", x), (f"{part}-labels-idx1", labels)):
            head = bytes([0, 0, 8, array.ndim]) + np.array(array.shape, ">u4").tobytes()
            (folder / f"{name}-ubyte.gz").write_bytes(gzip.compress(head + array.tobytes(), 1))
            digest.update(array.tobytes())
    return digest.hexdigest()


@pytest.fixture
def twins(nowhere: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Small files in the place of both sets, each known by its content."""
    monkeypatch.setattr(MNIST, "sha256", idx_files(nowhere, 1))
    monkeypatch.setattr(FashionMNIST, "sha256", idx_files(nowhere / "fashion-mnist", 2))
    return nowhere


def test_mnist_and_its_namesake_lie_side_by_side(twins: Path) -> None:
    assert MNIST().load().train.x.max() == 1
    clothes = FashionMNIST().load()
    assert clothes.train.x.max() == 2
    assert clothes.name == "Fashion-MNIST"
    assert clothes.classes[0] == "T-shirt/top"
    assert len(clothes.classes) == 10
    assert clothes.train.targets.tolist() == [0, 1, 2]


def test_the_short_name_of_the_folder_will_do(twins: Path) -> None:
    (twins / "fashion-mnist").rename(twins / "fashion")
    assert FashionMNIST().missing() is None
    assert FashionMNIST().load().train.x.max() == 2


def test_neither_is_taken_for_the_other(twins: Path) -> None:
    own, other = twins / "fashion-mnist", twins / "kept"
    own.rename(other)
    # MNIST's files at the top are not even looked at.
    assert found(entry_named("fashion-mnist")) == []
    assert "in a folder “fashion-mnist”" in str(FashionMNIST().missing())
    idx_files(own, 1)
    with pytest.raises(DataError, match=r"fashion-mnist” are not those of Fashion-MNIST"):
        FashionMNIST().load()
    for file in other.iterdir():
        (twins / file.name).write_bytes(file.read_bytes())
    assert len(found(entry_named("mnist"))) == 1
    with pytest.raises(DataError, match="are not those of MNIST"):
        MNIST().load()


def test_files_are_taken_in_by_what_they_hold(
    twins: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DIYNN_DATA")
    for folder, name in ((twins, "mnist"), (twins / "fashion-mnist", "fashion-mnist")):
        assert main(["data", "import", str(folder), "--json"]) == 0
        assert f'"name": "{name}"' in capsys.readouterr().out
    places = [paths[0].parent for paths in found(entry_named("fashion-mnist"))]
    assert places == [folders()[-1] / "fashion-mnist"]
    assert MNIST().load().train.x.max() == 1
    assert FashionMNIST().load().train.x.max() == 2


def test_fashion_mnist_is_as_outlined() -> None:
    if FashionMNIST().missing() is not None:
        pytest.skip("Fashion-MNIST is not on this machine")
    dataset, outline = FashionMNIST().load(), FashionMNIST().outline()
    assert (len(dataset.train), len(dataset.test)) == (outline.train, outline.test)
    assert dataset.shape == outline.shape
    assert dataset.classes == outline.classes
    assert np.bincount(dataset.train.targets).tolist() == [6000] * 10
    assert np.bincount(dataset.test.targets).tolist() == [1000] * 10


def test_usps_opened_as_a_users_file_is_recognised() -> None:
    train, _ = needs("USPS_train.txt", "USPS_test.txt")
    dataset = UserFile(str(train)).load()
    assert (len(dataset.train), len(dataset.test)) == (7291, 2007)
    assert dataset.classes == tuple("0123456789")
    assert (dataset.low, dataset.high) == (0, 2000)
    assert dataset.fingerprint == USPS().load().fingerprint


def test_the_cut_off_course_file_names_the_line(tmp_path: Path) -> None:
    row = "3 " + " ".join(["0.5"] * 256)
    whole = tmp_path / "whole.txt"
    whole.write_text(f"10 256\n{row}\n{row}\n-1\n")
    pixels, labels = read_usps(whole)
    assert pixels.shape == (2, 16, 16, 1)
    assert set(pixels.ravel()) == {500}
    assert labels.tolist() == [3, 3]
    cut = tmp_path / "cut.txt"
    cut.write_text(f"10 256\n{row}\n{row[:100]}")
    with pytest.raises(DataError, match="line 3"):
        read_usps(cut)


def test_unknown_entry() -> None:
    with pytest.raises(DataError, match="usps, mnist"):
        entry_named("cifar")


def test_importing_the_sources_imports_no_heavy_library() -> None:
    heavy = ["sklearn", "PIL", "pooch", "requests", "urllib3", "scipy", "PySide6"]
    code = f"import sys, diynn.data.sources; print([n for n in {heavy} if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
