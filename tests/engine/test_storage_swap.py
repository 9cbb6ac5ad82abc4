"""Safety copies: kept by a living program, found when it is dead, never offered twice."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from diynn.atomic_files import hold, writing_error
from diynn.errors import FileError
from diynn.storage.model_file import SavedModel, load, save, snapshot
from diynn.storage.recipes import recipe
from diynn.storage.safety_copies import (
    COPY,
    FRESH_SECONDS,
    PUT_ASIDE,
    Document,
    Leftover,
    SafetyCopy,
    leftovers,
)
from diynn.training.training import Training, train

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = Document(Path("/home/é/net.diynn"), "net.diynn", 1e9)
SITTING = """
import sys
from pathlib import Path
from diynn.storage.recipes import recipe
from diynn.storage.model_file import SavedModel
from diynn.storage.safety_copies import Document, SafetyCopy
copy = SafetyCopy(Path(sys.argv[1]))
copy.write(SavedModel(recipe("moons")), Document(None, "moons", 5.0))
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def model() -> SavedModel:
    design = recipe("moons")
    dataset = design.source.load()
    training = Training(design, dataset)
    for _ in zip(range(5), train(training), strict=False):
        pass
    return snapshot(training, dataset)


def die(copy: SafetyCopy) -> None:
    """Let go as the system does for a process that ends, without a farewell."""
    assert copy._hold is not None
    copy._hold.release()


def test_what_a_dead_program_left_comes_back_whole(tmp_path: Path, model: SavedModel) -> None:
    copy = SafetyCopy(tmp_path)
    assert copy.write(model, DOCUMENT)
    assert leftovers(tmp_path) == []
    die(copy)
    (left,) = leftovers(tmp_path)
    found, document = left.read()
    assert document == DOCUMENT
    assert found.design == model.design
    assert found.record == model.record
    assert set(found.arrays) == set(model.arrays)
    for name, array in model.arrays.items():
        np.testing.assert_array_equal(found.arrays[name], array)
    left.leave()


def test_a_copy_is_an_ordinary_model_file(tmp_path: Path, model: SavedModel) -> None:
    copy = SafetyCopy(tmp_path)
    copy.write(model, DOCUMENT)
    assert copy.path is not None
    assert load(copy.path).design == model.design
    copy.close()


@pytest.mark.parametrize("title", ["", "a\nb", "é 数", "\ud800 half a pair"])
def test_any_title_and_any_path(tmp_path: Path, model: SavedModel, title: str) -> None:
    copy = SafetyCopy(tmp_path)
    path = Path(os.fsdecode(b"/tmp/\xff\xfe.diynn")) if os.name != "nt" else Path("C:\\é.diynn")
    copy.write(model, Document(path, title, 1.5))
    die(copy)
    (left,) = leftovers(tmp_path)
    _, document = left.read()
    assert document.path == path
    assert document.title == title.encode("utf-8", "replace").decode()
    left.leave()


def test_a_normal_end_leaves_nothing(tmp_path: Path, model: SavedModel) -> None:
    copy = SafetyCopy(tmp_path)
    copy.close()
    copy.write(model, DOCUMENT)
    copy.remove()
    assert leftovers(tmp_path) == []
    copy.write(model, DOCUMENT)
    copy.close()
    copy.close()
    assert os.listdir(tmp_path) == []


def test_two_programs_have_a_copy_each_and_neither_is_offered(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SITTING, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as other:  # fmt: skip
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        mine = SafetyCopy(tmp_path)
        mine.write(SavedModel(recipe("linear")), DOCUMENT)
        assert len(os.listdir(tmp_path)) == 2
        assert leftovers(tmp_path) == []
        other.kill()
    (left,) = leftovers(tmp_path)
    found, document = left.read()
    assert found.design == recipe("moons")
    assert document == Document(None, "moons", 5.0)
    left.discard()
    assert mine.path is not None
    assert mine.path.exists()
    mine.close()
    assert os.listdir(tmp_path) == []


def test_a_number_of_a_process_says_nothing(tmp_path: Path, model: SavedModel) -> None:
    """What a dead program left is found though a living one has its number: this one."""
    copy = SafetyCopy(tmp_path)
    copy.write(model, DOCUMENT)
    assert copy.path is not None
    assert copy.path.parent.name.startswith(f"{os.getpid()}-")
    die(copy)
    (left,) = leftovers(tmp_path)
    left.discard()
    assert os.listdir(tmp_path) == []


def test_two_that_look_at_once_are_not_offered_the_same(tmp_path: Path, model: SavedModel) -> None:
    copy = SafetyCopy(tmp_path)
    copy.write(model, DOCUMENT)
    die(copy)
    (left,) = leftovers(tmp_path)
    assert leftovers(tmp_path) == []
    left.leave()
    (again,) = leftovers(tmp_path)
    again.leave()


def test_a_leftover_that_is_adopted_is_there_all_the_time(
    tmp_path: Path, model: SavedModel
) -> None:
    dead = SafetyCopy(tmp_path)
    dead.write(model, DOCUMENT)
    die(dead)
    (left,) = leftovers(tmp_path)
    own = SafetyCopy(tmp_path)
    own.write(SavedModel(recipe("linear")), DOCUMENT)
    own.adopt(left)
    # The earlier copy of its own is gone, the adopted one is held.
    assert [load(path).design for path in tmp_path.glob(f"*/{COPY}")] == [model.design]
    assert leftovers(tmp_path) == []
    left.discard()
    left.leave()
    with pytest.raises(ValueError, match="given up"):
        own.adopt(left)
    die(own)
    (again,) = leftovers(tmp_path)
    again.discard()
    assert os.listdir(tmp_path) == []


def broken(left: Leftover, content: bytes) -> None:
    (left.place / COPY).write_bytes(content)


def test_a_broken_one_is_put_aside(tmp_path: Path, model: SavedModel) -> None:
    copy = SafetyCopy(tmp_path)
    copy.write(model, DOCUMENT)
    die(copy)
    (left,) = leftovers(tmp_path)
    content = (left.place / COPY).read_bytes()
    for bad in (b"", content[:200], content[:-1], content + b"x", b"\0" * 400):
        broken(left, bad)
        with pytest.raises(FileError):
            left.read()
    # A model file that somebody laid there says nothing of its document.
    save(left.place / COPY, model)
    with pytest.raises(FileError, match="does not say"):
        left.read()
    aside = left.put_aside()
    assert aside == tmp_path / PUT_ASIDE
    assert [load(path).design for path in aside.iterdir()] == [model.design]
    assert leftovers(tmp_path) == []
    assert os.listdir(tmp_path) == [PUT_ASIDE]


def test_what_an_interrupted_writing_left_goes_too(tmp_path: Path, model: SavedModel) -> None:
    copy = SafetyCopy(tmp_path)
    copy.write(model, DOCUMENT)
    assert copy.path is not None
    (copy.path.parent / ".diynn-abc.part").write_bytes(b"half")
    die(copy)
    (left,) = leftovers(tmp_path)
    left.discard()
    assert os.listdir(tmp_path) == []


def test_a_folder_without_a_copy_is_cleared_when_it_is_old(tmp_path: Path) -> None:
    for name, age in (("old", FRESH_SECONDS + 60), ("young", 0)):
        (tmp_path / name).mkdir()
        then = time.time() - age
        (tmp_path / name / "lock").touch()
        os.utime(tmp_path / name, (then, then))
    (tmp_path / "a file").touch()
    assert leftovers(tmp_path) == []
    assert sorted(os.listdir(tmp_path)) == ["a file", "young"]
    assert leftovers(tmp_path / "no such folder") == []


def test_a_folder_that_was_taken_away_is_made_again(tmp_path: Path, model: SavedModel) -> None:
    copy = SafetyCopy(tmp_path / "new" / "folder")
    copy.write(model, DOCUMENT)
    assert copy.path is not None
    before = copy.path.parent
    for file in before.iterdir():
        file.unlink()
    before.rmdir()
    assert copy.write(model, DOCUMENT)
    assert copy.path.exists()
    copy.close()
    assert os.listdir(tmp_path / "new" / "folder") == []


def test_weights_that_are_no_numbers_leave_the_last_copy(tmp_path: Path, model: SavedModel) -> None:
    copy = SafetyCopy(tmp_path)
    copy.write(model, DOCUMENT)
    assert copy.path is not None
    before = copy.path.read_bytes()
    bad = {
        name: np.full_like(array, np.nan)
        for name, array in model.arrays.items()
        if array.dtype.kind == "f"
    }
    assert not copy.write(SavedModel(model.design, bad), DOCUMENT)
    assert copy.path.read_bytes() == before
    copy.close()


def test_a_place_that_cannot_be_written_is_reported(tmp_path: Path, model: SavedModel) -> None:
    (tmp_path / "file").touch()
    copy = SafetyCopy(tmp_path / "file" / "copies")
    with pytest.raises(FileError, match="safety copy"):
        copy.write(model, DOCUMENT)
    copy.remove()
    copy.close()


def test_a_lock_holds_until_it_is_released(tmp_path: Path) -> None:
    first = hold(tmp_path / "lock")
    assert first is not None
    assert hold(tmp_path / "lock") is None
    first.release()
    first.release()
    second = hold(tmp_path / "lock")
    assert second is not None
    second.release()
    with pytest.raises(OSError, match="No such"):
        hold(tmp_path / "gone" / "lock")


def test_every_sentence_says_what_became_of_the_old_file() -> None:
    for number in range(1, 120):
        error = writing_error(Path("/a/b.diynn"), OSError(number, os.strerror(number)))
        wanted = "a folder of that name" if number == errno.EISDIR else "untouched"
        assert wanted in str(error)


def test_a_copy_that_is_not_wanted_any_more_is_given_up(tmp_path: Path) -> None:
    copy = SafetyCopy(tmp_path)
    design = recipe("moons")
    training = Training(design, design.source.load())
    training.take_step(training.order()[:8])
    model = snapshot(training, design.source.load())
    document = Document(None, "moons", 1.0)
    assert copy.write(model, document)
    assert copy.path is not None
    before = copy.path.read_bytes()
    asked = iter([True, False])
    with pytest.raises(FileError) as caught:
        save(copy.path, model, None, lambda: next(asked))
    assert isinstance(caught.value.__cause__, InterruptedError)
    assert copy.path.read_bytes() == before
    copy.stop()
    assert not copy.write(model, document)
    assert copy.path.read_bytes() == before
    assert [file.name for file in copy.path.parent.glob("*.part")] == []
