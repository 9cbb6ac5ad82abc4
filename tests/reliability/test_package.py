"""What is given to people: the parts of the packaging that need no build."""

from __future__ import annotations

import importlib.util
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import start
from diynn import paths
from diynn.errors import FileError
from diynn.paths import data_file, resource

ROOT = Path(__file__).resolve().parents[2]


def part(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"package_{name}", ROOT / f"package/{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("find", "place"),
    [(resource, "resources"), (resource, "diynn/resources"),
     (data_file, "data"), (data_file, "diynn/data_files")],
)  # fmt: skip
def test_own_files_in_a_checkout_a_packaged_program_and_a_wheel(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, find: Callable[[str], Path], place: str
) -> None:
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "diynn")
    with pytest.raises(FileError, match=r"moons\.json"):
        find("recipes/moons.json")
    file = tmp_path / place / "recipes" / "moons.json"
    file.parent.mkdir(parents=True)
    file.write_text("{}")
    assert find("recipes/moons.json") == file


def test_start_does_not_empty_the_folder_that_a_link_points_to(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere, link = tmp_path / "elsewhere", tmp_path / ".venv"
    elsewhere.mkdir()
    link.symlink_to(elsewhere, target_is_directory=True)
    for name in ("precious.txt", "setup.lock", "pyvenv.cfg"):
        (elsewhere / name).write_text("mine")
    before = sorted(elsewhere.iterdir())
    monkeypatch.setattr(start, "VENV", link)
    for name, file in (("PYTHON", "bin/python"), ("STAMP", "ready.json"), ("LOCK", "setup.lock"),
                       ("LOG", "setup.log")):  # fmt: skip
        monkeypatch.setattr(start, name, link / file)
    ran: list[object] = []
    monkeypatch.setattr(start, "logged", lambda *words: ran.append(words))
    monkeypatch.setattr(start, "run", lambda *words: ran.append(words))
    assert start.main(["info"]) == 1
    assert capsys.readouterr().err == (
        f"{link} is a link to another folder. Remove the link, then start again.\n"
    )
    assert sorted(elsewhere.iterdir()) == before
    assert ran == []


def test_start_hands_packaging_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []
    monkeypatch.setattr(start, "set_up", lambda pins, with_qt: done.append((pins, with_qt)))
    monkeypatch.setattr(start, "set_up_building", lambda: done.append("building"))
    monkeypatch.setattr(start, "run", lambda *words: done.append(words) or 0)
    assert start.main(["package", "wheel"]) == 0
    script = str(ROOT / "package" / "build.py")
    assert done == [
        ([start.PROGRAM_PINS, start.TEST_PINS], True), "building", (script, "wheel")
    ]  # fmt: skip


def test_an_unknown_word_is_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert part("build").main(["whele"]) == 2
    assert "program, archive, wheel" in capsys.readouterr().out


def test_what_is_too_large_fails(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    build = part("build")
    file = tmp_path / "program" / "part"
    file.parent.mkdir()
    file.write_bytes(b"x" * 1_100_000)
    (tmp_path / "program" / "link").symlink_to(file)
    monkeypatch.setattr(build, "DIST", tmp_path)
    monkeypatch.setattr(build, "MAKERS", {"program": lambda: (file.parent, 2)})
    assert build.main([]) == 0
    assert "1.1 MB" in capsys.readouterr().out
    monkeypatch.setattr(build, "MAKERS", {"program": lambda: (file.parent, 1)})
    assert build.main([]) == 1
    assert "larger than the 1 MB" in capsys.readouterr().out


def icu(items: dict[str, bytes]) -> bytes:
    """A library with a package of ICU's in it."""
    names, contents, places = b"", b"", []
    first_name = 4 + 8 * len(items)
    first = first_name + sum(len(name) + 1 for name in items)
    first += -first % 16
    for name, content in items.items():
        places.append(struct.pack("<II", first_name + len(names), first + len(contents)))
        names += name.encode() + b"\0"
        contents += content + b"\0" * (-len(content) % 16)
    head = struct.pack("<HBBHHBBBB", 32, 0xDA, 0x27, 20, 0, 0, 0, 2, 0) + b"CmnD"
    table = struct.pack("<I", len(items)) + b"".join(places) + names
    return head.ljust(32, b"\0") + table.ljust(first, b"\0") + contents


def test_icu_keeps_the_wanted_languages() -> None:
    slim = part("slim")
    whole = {
        "icudt73l/coll/de.res": b"German" * 9, "icudt73l/coll/fr.res": b"French" * 5,
        "icudt73l/coll/fr_CA.res": b"Canada", "icudt73l/pool.res": b"pool", "icudt73l/x.cnv": b"c",
        "icudt73l/root.res": b"root" * 4, "icudt73l/zoneinfo64.res": b"zones",
    }  # fmt: skip
    found = slim.filtered(b"ELF before it" + icu(whole), slim.wanted_of_icu)
    kept = {name: whole[name] for name in whole if "de.res" not in name and "cnv" not in name}
    assert found.startswith(icu(kept))


@pytest.mark.skipif(sys.platform != "linux", reason="Linux asks for these")
def test_what_building_lacks_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    lacking = start.missing_for_building()
    assert {"binutils", "xz-utils"} <= set(lacking.values())


def test_a_library_that_two_packages_bring_is_there_once(tmp_path: Path) -> None:
    contents = {"one.libs": b"the same", "two.libs": b"the same", "three.libs": b"another"}
    entries = []
    for folder, content in contents.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "libx.so").write_bytes(content)
        entries.append((f"{folder}/libx.so", str(tmp_path / folder / "libx.so"), "BINARY"))
    first, second, third = part("slim").listed_once(entries)
    assert (first, third) == (entries[0], entries[2])
    assert second == ("two.libs/libx.so", "../one.libs/libx.so", "SYMLINK")


def test_scipy_is_whole_without_the_solver_that_is_left_out() -> None:
    code = (
        "import runpy, sys; runpy.run_path(sys.argv[1]); import scipy.optimize\n"
        "print(scipy.optimize.minimize_scalar(lambda x: (x - 2) ** 2).x)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, ROOT / "package/without_solver.py"],
        capture_output=True, text=True, check=False, timeout=100,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert float(done.stdout) == pytest.approx(2)
