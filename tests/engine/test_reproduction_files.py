"""What a reproduction writes beside its results: the time by the clock, and a table in a document;
and the words of the report's recipes in both languages."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from diynn import machine as storage_machine
from diynn.cli.main import main
from diynn.errors import FileError
from diynn.experiments import timing as stopwatch
from diynn.experiments.experiment import Setup
from diynn.experiments.jobs import versions
from diynn.experiments.outcome import (
    Curves,
    Images,
    Lines,
    Outcome,
    Picture,
    Plane,
    Scatter,
    Series,
    load_outcome,
    prepare_folder,
    save_outcome,
)
from diynn.experiments.page.page import BEGIN, END, check_marked, page, save_marked, write_table
from diynn.experiments.page.settings_table import designs, notes
from diynn.experiments.phrases import UNTRANSLATED, sentences, title_words
from diynn.experiments.registry import EXPERIMENTS
from diynn.experiments.timing import (
    CALLS_FILE,
    Call,
    Elapsed,
    Stopwatch,
    elapsed,
    load_calls,
    save_calls,
)
from diynn.storage.recipes import built_in, report_recipes
from diynn.text import Text
from diynn.tuning.sweep_folder import SweepFolder

# Words of recipes


def figures(text: str) -> list[str]:
    return sorted(re.findall(r"\d+(?:[.,]\d+)?", text))


@pytest.mark.parametrize("name", report_recipes())
def test_every_recipe_of_the_report_speaks_french(name: str) -> None:
    design = built_in(name)
    text = sentences(design.notes)
    assert " ".join(one.en for one in text) == design.notes
    for one in text:
        assert UNTRANSLATED not in one.fr
        assert one.fr != one.en
        # The same figures, each with the comma of its language.
        assert [number.replace(",", ".") for number in figures(one.fr)] == figures(one.en)
    title = title_words(design.title)
    assert not title.en.startswith("Report")
    for word in ("epochs", "batches", "channels", "noise", "deep", "judge", "layers"):
        assert not re.search(rf"\b{word}\b", title.fr)


def test_a_recipe_of_ones_own_has_its_notes_in_one_language() -> None:
    assert sentences("") == []
    assert sentences("Mine. It works.") == [
        Text("Mine.", f"{UNTRANSLATED}Mine."), Text("It works.", f"{UNTRANSLATED}It works."),
    ]  # fmt: skip


def test_what_several_recipes_say_stands_once() -> None:
    names = [f"report/conv1d-1-batch-{size}" for size in (16, 32)]
    words = notes(designs(names)[0])
    plain = [whose for whose, text in words if "Plain gradient descent" in text.en]
    assert [str(whose) for whose in plain] == ["All of them:"]
    assert sum("Descente de gradient simple" in text.fr for _, text in words) == 1
    for whose, size in (("conv1d-1-batch-16", 16), ("conv1d-1-batch-32", 32)):
        assert any(str(who) == whose and f"batchs de {size}" in text.fr for who, text in words)


def test_no_english_sentence_is_left_on_the_french_page() -> None:
    html = page(EXPERIMENTS, {})
    french = "".join(re.findall(r'lang="fr"[^>]*>([^<]*)<', html))
    assert UNTRANSLATED.strip() not in html
    for word in (" the ", " and ", " of ", " with ", " is "):
        assert word not in french


# Outcomes


def outcome(*pictures: Picture, curves: tuple[Curves, ...] = ()) -> Outcome:
    said = Text("a", "b")
    return Outcome(
        "E19", said, "better", said, 1.0, (0,), ("report/dense",), (), curves, pictures
    )


def kept_with(folder: Path, packed: bytes) -> Outcome | None:
    """What is read where another archive lies beside the JSON, with its hash in there."""
    path = folder / "E19.json"
    content = json.loads(path.read_text("utf-8"))
    content["arrays_sha256"] = hashlib.sha256(packed).hexdigest()
    path.write_text(json.dumps(content), "utf-8")
    path.with_suffix(".npz").write_bytes(packed)
    return load_outcome(folder, "E19", "f")


def archive(member: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("a0.npy", member)
    return buffer.getvalue()


def member(header: str) -> bytes:
    return b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header.encode() + bytes(384)


SOUND = "{'descr': '<f8', 'fortran_order': False, 'shape': (6, 8), }"


@pytest.mark.parametrize(
    "broken",
    [
        b"", b"PK", archive(b""), archive(b"\x93NUMPY\x01\x00"), archive(b"\x93NUMPY\x01\x00\x05"),
        archive(member("((")), archive(member(SOUND[:-1])), archive(member(SOUND + "'" * 3)),
        archive(member(SOUND.replace("<f8", "\\d"))), archive(member(SOUND.replace("6", "1or 6"))),
        archive(member(SOUND.replace("<f8", "a8"))), archive(member(SOUND.replace("<f8", "|O"))),
        archive(member(SOUND.replace("(6, 8)", "(2**62, 8)"))), archive(member("[]")),
        archive(member(SOUND.replace("(6, 8)", "(999999999999, 8)"))),
        archive(member(SOUND.replace("False", "0"))), archive(member(SOUND.replace("(6, 8)", "6"))),
    ],
)  # fmt: skip
def test_an_archive_of_outcomes_that_is_broken_is_as_good_as_none(
    broken: bytes, tmp_path: Path
) -> None:
    kept = outcome(curves=(Curves(Text("a", "b"), np.ones((6, 8))),))
    save_outcome(tmp_path, kept, "f")
    assert kept_with(tmp_path, archive(member(SOUND))) is not None
    assert kept_with(tmp_path, broken) is None


SAID, POINTS, LABELS = Text("a", "b"), np.ones((5, 2)), np.arange(5)


@pytest.mark.parametrize(
    "shown",
    [
        outcome(Scatter(SAID, (SAID,), (np.ones(5),), (LABELS,))),
        outcome(Scatter(SAID, (SAID,), (POINTS,), (LABELS[:4],))),
        outcome(Scatter(SAID, (SAID,), (POINTS,), (LABELS / 2,))),
        outcome(Scatter(SAID, (SAID,), (POINTS.astype(str),), (LABELS,))),
        outcome(Scatter(SAID, (SAID,), (POINTS * 1e200,), (LABELS,))),
        outcome(Scatter(SAID, (), (POINTS,), (LABELS,))),
        outcome(Plane(SAID, np.ones(9), (0, 1, 0, 1), POINTS, LABELS)),
        outcome(Plane(SAID, np.ones((3, 3)), (0, 1, 0, 1), POINTS, LABELS[:, None])),
        outcome(Images(SAID, (SAID,), np.ones((2, 4, 4)))),
        outcome(Lines(SAID, SAID, SAID, (Series(SAID, np.arange(4.0), np.ones((3, 2))),))),
        outcome(curves=(Curves(SAID, np.ones((3, 5))),)),
    ],
)
def test_arrays_that_no_picture_could_be_made_of_are_not_read(
    shown: Outcome, tmp_path: Path
) -> None:
    save_outcome(tmp_path, shown, "f")
    assert load_outcome(tmp_path, "E19", "f") is None


@pytest.mark.parametrize("make", [prepare_folder, SweepFolder])
def test_a_folder_that_no_system_can_have_is_reported(
    tmp_path: Path, make: Callable[[Path], object]
) -> None:
    with pytest.raises(FileError, match="not a name that a file can have"):
        make(tmp_path / "a\0b")


def test_every_picture_comes_back_as_it_was(tmp_path: Path) -> None:
    shown = outcome(
        Scatter(SAID, (SAID,), (POINTS.astype(np.float32),), (LABELS,)),
        Plane(SAID, np.ones((3, 4)), (0, 1, 0, 1), POINTS, LABELS),
        Images(SAID, (SAID,), np.ones((1, 2, 4, 4), np.float32)),
        Lines(SAID, SAID, SAID, (Series(SAID, np.arange(5.0), POINTS),)),
        curves=(Curves(SAID, np.full((3, 8), np.nan)),),
    )
    save_outcome(tmp_path, shown, "f")
    found = load_outcome(tmp_path, "E19", "f")
    assert found is not None
    assert page(EXPERIMENTS, {"E19": found}) == page(EXPERIMENTS, {"E19": shown})


# The time by the clock


def test_the_times_of_all_calls_add_up(tmp_path: Path) -> None:
    setup = Setup(tmp_path, most_epochs=1)
    prepare_folder(tmp_path)
    assert elapsed(setup) is None
    save_calls(setup.results, [Call("2026-01-01T00:00:00", 100.0, 2, most_epochs=1)])
    Stopwatch(setup).note()
    took = elapsed(setup)
    assert took is not None
    assert took.seconds >= 100
    assert took.calls == 2
    # Others have been run in the same folder otherwise.
    assert elapsed(Setup(tmp_path)) is None
    assert elapsed(Setup(tmp_path, digits=True, most_epochs=1)) is None


def test_a_call_is_noted_again_and_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    setup = Setup(tmp_path)
    prepare_folder(tmp_path)
    now = [1000.0]
    monkeypatch.setattr(stopwatch, "monotonic", lambda: now[0])
    watch = Stopwatch(setup)
    now[0] += 5
    watch.note_if_due()
    assert load_calls(setup.results) == ()
    now[0] += 20
    watch.note_if_due()
    now[0] += 5
    watch.note()
    (call,) = load_calls(setup.results)
    assert call.seconds == 30
    assert call.cores >= 1


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"version": 2, "calls": []}', '{"version": 1, "calls": [{"began": 3}]}',
     '{"version": 1, "calls": [{"began": "a", "seconds": NaN, "cores": 2}]}',
     '{"version": 1, "calls": [{"began": "a", "seconds": "long", "cores": 2}]}'],
)  # fmt: skip
def test_a_damaged_note_of_times_is_as_good_as_none(text: str, tmp_path: Path) -> None:
    (tmp_path / CALLS_FILE).write_text(text, "utf-8")
    assert load_calls(tmp_path) == ()


def test_elapsed_in_words() -> None:
    assert Elapsed(725, (2,), 1).in_words().en == "12\u202fmin 05\u202fs on 2 cores"
    assert Elapsed(725, (1,), 1).in_words().fr == "12\u202fmin 05\u202fs sur 1 cœur"
    assert Elapsed(5, (1, 2), 3).in_words().en.endswith("on 1, 2 cores, in 3 calls")


# The machine


def test_the_machine_has_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = versions()
    assert {"processor", "cores", "diynn", "Python", "NumPy"} <= set(text)
    assert all(text.values())
    file = tmp_path / "cpuinfo"
    file.write_text("processor\t: 0\nmodel name\t: Some   CPU 3\n")
    monkeypatch.setattr(storage_machine, "PROCESSORS", file)
    assert storage_machine.processor() == "Some CPU 3"
    monkeypatch.setattr(storage_machine, "PROCESSORS", tmp_path / "none")
    assert storage_machine.processor()


# The table


def test_the_text_around_the_table_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(f"# Mine\r\n\r\nété\r\n{BEGIN}\nold\n{END}\r\nlast\r\n".encode())
    write_table(Setup(tmp_path), path)
    text = path.read_bytes().decode()
    assert text.startswith(f"# Mine\r\n\r\nété\r\n{BEGIN}\n")
    assert text.endswith(f"{END}\r\nlast\r\n")
    assert "old" not in text
    assert text.count("| E26 |") == 1
    before = path.read_bytes()
    write_table(Setup(tmp_path), path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"# Mine\n", BEGIN.encode(), f"{END} {BEGIN}".encode()])
def test_a_document_without_both_marks_is_left_alone(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(content)
    for write in (lambda: save_marked(path, "T", "x"), lambda: check_marked(path)):
        with pytest.raises(FileError, match=r"where the table belongs.*as far as here"):
            write()
    assert path.read_bytes() == content
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FileError, match="no text file"):
        save_marked(path, "T", "x")


def test_the_command_writes_page_time_and_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIYNN_WORKERS", "1")
    out, table = tmp_path / "out", tmp_path / "table.md"
    words = ["reproduce", "E1", "--epochs", "1", "--out", str(out), "--table", str(table)]
    assert main(words) == 0
    text = capsys.readouterr().out
    assert "Time by the clock: " in text
    assert f"Table: {table}" in text
    assert "| E1 |" in table.read_text("utf-8")
    html = (out / "index.html").read_text("utf-8")
    assert "montre en main, sur 1 cœur" in html
    assert "Processeur" in html
    (call,) = json.loads((out / "results" / CALLS_FILE).read_text("utf-8"))["calls"]
    assert call["cores"] == 1
    # Whoever has nothing to do takes no time.
    assert main(words) == 0
    assert elapsed(Setup(out, most_epochs=1)) == Elapsed(call["seconds"], (1,), 1)


def test_a_table_that_has_no_place_is_reported_before_anything_is_trained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "mine.md"
    table.write_text("# Mine\n")
    words = ["reproduce", "E1", "--out", str(tmp_path / "out"), "--table", str(table)]
    assert main(words) == 1
    assert "does not say where the table belongs" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
