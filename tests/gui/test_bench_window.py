"""The measuring of the window: what it yields, and what it says where it cannot."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from diynn.bench.networks import NETWORKS
from diynn.data.sources.catalogue import FOLDER_VARIABLE
from diynn.errors import DiynnError
from gui.bench.pipe import from_line, to_line
from gui.bench.subject import Subject, has_screen
from gui.bench.window import MEMORY, measure, measure_memory, measure_window

pytestmark = pytest.mark.skipif(
    not has_screen() and os.environ.get("QT_QPA_PLATFORM") != "offscreen", reason="no screen"
)


def test_a_short_run_gives_every_figure() -> None:
    records = list(measure(["toy"], 0.6, rounds=1, pairs=1, memory={}))
    assert [record["kind"] for record in records] == ["window", "start"]
    window, start = records
    assert (window["network"], window["rounds"]) == ("toy", 1)
    shares = window["tabs"]
    assert isinstance(shares, dict)
    assert set(shares) == {"boundary", "mistakes", "weights", "calculation", "codes", "runs"}
    found = [window[name] for name in ("p50_ms", "p99_ms", "max_ms", "share")]
    found += [start[name] for name in ("ratio", "diynn_ms", "bare_ms")]
    figures = [figure for figure in found if isinstance(figure, float)]
    assert len(figures) == len(found)
    assert min(figures) > 0
    assert figures[0] <= figures[1] <= figures[2]


def test_memory_is_reported_against_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gui.bench.window.MEMORY_SECONDS", 0.3)
    record = measure_memory("toy", NETWORKS["toy"], bare=1e6)
    assert record["data_mb"] == pytest.approx(1000 * 2 * 4 / 1e6)
    assert record["bare_mb"] == 1.0
    assert isinstance(record["peak_mb"], float)
    assert record["multiple"] == pytest.approx((record["peak_mb"] - 1.0) / 0.008)


def test_missing_data_is_reported_before_anything_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    monkeypatch.setattr("diynn.data.sources.catalogue.cache_folder", lambda: tmp_path)
    with pytest.raises(DiynnError, match="diynn data fetch usps"):
        next(measure(["toy", "usps-dense"], 0.2, memory={}))
    with pytest.raises(DiynnError, match="diynn data fetch mnist"):
        next(measure(["toy"], 0.2, memory=MEMORY))
    with pytest.raises(DiynnError, match="no network “nonsense”"):
        next(measure(["nonsense"], 0.2))


def module(folder: Path, monkeypatch: pytest.MonkeyPatch, source: str) -> str:
    """A module of that source that a process can start."""
    (folder / "measured_nonsense.py").write_text(source, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return "measured_nonsense"


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_a_process_that_the_system_ends_is_reported_with_the_signal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = "import os, sys; print('a word before', file=sys.stderr, flush=True); os.abort()"
    monkeypatch.setattr("gui.bench.window.COMMAND_LINE", module(tmp_path, monkeypatch, source))
    with pytest.raises(DiynnError, match=r"ended before it had answered: Aborted"):
        measure_window("toy", NETWORKS["toy"], 0.2, 1)


def test_a_process_that_dies_is_reported_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = module(tmp_path, monkeypatch, "raise OSError('the disk is gone')")
    monkeypatch.setattr("gui.bench.window.COMMAND_LINE", name)
    with pytest.raises(DiynnError, match=r"ended before it had answered.*the disk is gone"):
        measure_window("toy", NETWORKS["toy"], 0.2, 1)


def test_a_process_that_is_silent_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = "print('no object', flush=True)\nimport sys\nsys.stdin.read()"
    name = module(tmp_path, monkeypatch, source)
    with Subject(name, patience=0.3) as subject, pytest.raises(DiynnError, match="silent for"):
        subject.ask("run")
    name = module(tmp_path, monkeypatch, "import time\ntime.sleep(600)")
    monkeypatch.setattr("gui.bench.subject.LEAVING", 0.2)
    with Subject(name, patience=0.2) as subject, pytest.raises(DiynnError, match="silent for"):
        subject.answer()


def test_a_failure_inside_a_process_is_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = module(tmp_path, monkeypatch, """print('{"error": "All is lost."}')""")
    with Subject(name) as subject, pytest.raises(DiynnError, match=r"All is lost\."):
        subject.answer()


def test_lines_carry_objects_and_nothing_else() -> None:
    assert from_line(to_line({"do": "run", "steps": 3})) == {"do": "run", "steps": 3}
    assert from_line("a library's own words") is None
    assert from_line("[1]") is None
