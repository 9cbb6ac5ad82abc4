"""Sweeps: names and values of settings, what does not fit, workers that die, stop and resume."""

from __future__ import annotations

import json
import os
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from diynn.data.dataset import Dataset
from diynn.design.design import Design
from diynn.errors import DiynnError, FileError, SettingError
from diynn.experiments.experiment import Setup
from diynn.experiments.registry import named
from diynn.layers import Conv1D, Conv2D
from diynn.storage.model_file import load, weights_sha256
from diynn.storage.recipes import recipe
from diynn.training.training import Training, train
from diynn.tuning.sweep import RunResult, Sweep, SweepRun, WorkerResult, run_words, sweep_of
from diynn.tuning.sweep_folder import SweepFolder, combinations, ranking, results_csv
from diynn.tuning.sweep_runner import perform, run_here, train_from_map
from diynn.tuning.sweep_settings import axis, place_named, places, with_value


def moons(epochs: int = 3) -> Design:
    design = recipe("moons")
    return replace(design, run=replace(design.run, epochs=epochs))


def results(sweep: Sweep, *words: Any, **more: Any) -> list[RunResult]:
    return [one for one in perform(sweep, *words, **more) if isinstance(one, RunResult)]


def plain(sweep: Sweep) -> dict[int, str | None]:
    """The weights that trainings in this process come to."""
    found: dict[int, str | None] = {}
    for run in sweep.runs():
        training = Training(run.design, run.design.source.load())
        for _ in train(training):
            pass
        found[run.number] = weights_sha256(training.net.weight_vector)
    return found


def digests(found: list[RunResult]) -> dict[int, str | None]:
    return {one.run.number: one.weights_sha256 for one in found}


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("learning_rate", "optimizer.learning_rate"), ("Learning-rate", "optimizer.learning_rate"),
        ("run.noise", "run.noise"), ("samples", "source.samples"), ("3.outputs", "3.outputs"),
        ("layers.3.outputs", "3.outputs"), ("optimizer", "optimizer"), ("2", "2"),
    ],
)  # fmt: skip
def test_names(name: str, path: str) -> None:
    assert place_named([moons()], name).path == path


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("noise=1", "source.noise, run.noise"), ("outputs=3", "1.outputs, 3.outputs"),
        ("foo=3", "optimizer.learning_rate"), ("layers.0.outputs=3", "rows counted from 1"),
        ("learning_rate", "learning_rate=0.01,0.1"), ("learning_rate=", "Write for example"),
        ("learning_rate=,", "Write some"), ("learning_rate=-1", "between 0 and"),
        ("learning_rate=fast", "a number"), ("learning_rate=nan", "a number"),
        ("batch_size=1.5", "a whole number"), ("optimizer=Foo", "SGD"), ("1.bias=x", "yes or no"),
        ("learning_rate=1..0.1:3", "smaller one first"), ("learning_rate=0.1..1:1", "from 2 to"),
        ("run.seed=1", "settings are"), ("loss=MSE..BCE", "LogSoftmaxCrossEntropy"),
    ],
)  # fmt: skip
def test_bad_words_are_reported(words: str, told: str) -> None:
    with pytest.raises(SettingError) as caught:
        sweep_of(moons(), [words])
    assert told in str(caught.value)


def test_values_of_every_kind() -> None:
    design = moons()
    assert axis([design], "learning_rate=0.001..0.1:3").values == (0.001, 0.01, 0.1)
    assert axis([design], "momentum=0..0.9:4").values == (0.0, 0.3, 0.6, 0.9)
    assert axis([design], "batch_size=10..20:3").values == (10, 15, 20)
    assert axis([design], "1.bias=yes, no").values == (True, False)
    assert axis([design], "loss=mse,BCE,mse").values == ("MSE", "BCE")
    assert axis([design], "1.initializer=xavier,he").values == ("xavier", "he")


def test_every_place_can_be_given_its_own_value() -> None:
    design = moons()
    for place in places(design):
        part = place.path.partition(".")[0]
        owner = design.layers[int(part) - 1] if part.isdecimal() else getattr(design, part)
        own = owner.name() if place.setting is None else getattr(owner, place.setting.name)
        assert with_value(design, place.path, own) == design
        assert place.words()


def test_grid_and_repeats() -> None:
    sweep = sweep_of(moons(), ["learning_rate=0.01,0.1", "1.outputs=5,6,7"], repeats=2)
    runs = sweep.runs()
    assert sweep.count == len(runs) == 12
    assert len({run.key for run in runs}) == 12
    assert [run.seed for run in runs] == [0] * 6 + [1] * 6
    assert runs[1].settings == (("optimizer.learning_rate", 0.01), ("1.outputs", 6))
    assert run_words(runs[7], sweep.axes, 2) == "learning rate 0.01, row 1 outputs 6, seed 1"
    assert runs[1].design.layers[0].outputs == 6  # type: ignore[attr-defined]


def test_draws_lie_in_the_span_and_are_the_same_again() -> None:
    sweep = sweep_of(moons(), ["learning_rate=0.001..1", "batch_size=8..64"], random=20)
    drawn = sweep.combinations()
    assert drawn == sweep.combinations()
    assert len(set(drawn)) == 20
    rates = [dict(one)["optimizer.learning_rate"] for one in drawn]
    assert all(isinstance(rate, float) and 0.001 <= rate <= 1 for rate in rates)
    # By factors: as many below the middle of the logarithms as above, more or less.
    assert 4 <= sum(float(rate) < 0.0316 for rate in rates) <= 16
    few = sweep_of(moons(), ["batch_size=1..3"], random=50)
    assert len(few.combinations()) == 3


def test_a_span_without_a_count_is_no_grid() -> None:
    for wrong in (["learning_rate=0.1..1"], [], ["momentum=0,0.1", "optimizer.momentum=0.2"]):
        with pytest.raises(SettingError):
            sweep_of(moons(), wrong)
    with pytest.raises(SettingError, match="10000 runs"):
        sweep_of(moons(), ["batch_size=1..1000:1000", "momentum=0..0.9:100"])


def test_any_number_of_workers_gives_what_a_plain_training_gives() -> None:
    sweep = sweep_of(moons(), ["learning_rate=0.01,0.1", "1.outputs=5,50"], repeats=2)
    one, two = (results(sweep, workers=workers) for workers in (1, 2))
    assert digests(one) == digests(two) == plain(sweep)
    assert len(set(digests(one).values())) == 8
    assert all(len(result.history) == 3 for result in two)


def test_what_does_not_fit_is_reported_and_the_others_are_trained() -> None:
    flatten = results(sweep_of(moons(), ["2=Tanh,MaxPool2D"]), workers=1)
    assert len(flatten) == 2
    problems = [str(one.problem) for one in flatten if one.problem is not None]
    assert len(problems) == 1
    assert "Row 2" in problems[0]


def test_a_run_that_diverges_is_a_result() -> None:
    (one,) = results(sweep_of(moons(), ["learning_rate=1e9"]), workers=1)
    assert one.figures is None
    assert "smaller learning rate" in str(one.problem)


def test_stop_and_resume(tmp_path: Path) -> None:
    sweep = sweep_of(moons(), ["learning_rate=0.01,0.03,0.1"])
    work = perform(sweep, tmp_path / "out", workers=1)
    first = next(one for one in work if isinstance(one, RunResult))
    work.close()
    again = results(sweep, tmp_path / "out", workers=1)
    assert [one.kept for one in sorted(again, key=lambda one: not one.kept)] == [True, False, False]
    assert next(one for one in again if one.kept).run == first.run
    assert digests(again) == plain(sweep)
    # Another sweep with the same run finds it too.
    other = sweep_of(moons(), ["learning_rate=0.5,0.1"])
    assert sum(one.kept for one in results(other, tmp_path / "out", workers=1)) == 1
    record = json.loads(SweepFolder(tmp_path / "out").record_path(first.run).read_text("utf-8"))
    assert record["weights_sha256"] == first.weights_sha256
    assert load(SweepFolder(tmp_path / "out").model_path(first.run)).trained


def test_damaged_runs_are_not_taken(tmp_path: Path) -> None:
    (first,) = results(sweep_of(moons(1), ["learning_rate=0.01"]), tmp_path, workers=1)
    folder = SweepFolder(tmp_path)
    assert first.model is not None
    data = first.model.data_fingerprint
    assert folder.found(first.run, data) is not None
    assert folder.found(first.run, "other data") is None
    for path in (folder.record_path(first.run), folder.model_path(first.run)):
        whole = path.read_bytes()
        for damage in (b"", whole[:-5], b"[]", b"{"):
            path.write_bytes(damage)
            assert folder.found(first.run, data) is None
        path.write_bytes(whole)
    assert folder.found(first.run, data) is not None


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError, match="cannot be made"):
        next(perform(sweep_of(moons(), ["learning_rate=1"]), tmp_path / "file"))


def killed_once(design: Design, place: str, fingerprint: str) -> WorkerResult:
    """A run whose process is killed at the first attempt: the file tells."""
    mark = Path(place).with_name(f"seen-{design.run.seed}")
    if design.run.seed == 1 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return train_from_map(design, place, fingerprint)


def killed_always(design: Design, place: str, fingerprint: str) -> WorkerResult:
    if design.run.seed == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return train_from_map(design, place, fingerprint)


def _here(work: Any) -> tuple[list[RunResult], dict[int, str | None]]:
    sweep = sweep_of(moons(1), ["learning_rate=0.01"], repeats=3)
    source = sweep.design.source
    datasets: dict[Any, Dataset] = {source: source.load()}
    found = [one for one in run_here(sweep.runs(), datasets, 2, work) if one is not None]
    return found, plain(sweep)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that kills")
def test_a_killed_worker_is_done_again() -> None:
    found, wanted = _here(killed_once)
    assert digests(found) == wanted
    assert len(found) == 3


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that kills")
def test_a_run_that_kills_its_worker_is_reported() -> None:
    found, wanted = _here(killed_always)
    assert len(found) == 3
    bad = next(one for one in found if one.run.seed == 1)
    assert "ended twice" in str(bad.problem)
    assert {n: d for n, d in digests(found).items() if n != bad.run.number} == {
        n: d for n, d in wanted.items() if n != bad.run.number
    }


def test_the_table_ranks_and_tells_the_spread() -> None:
    sweep = sweep_of(moons(), ["learning_rate=0.0001,0.1"], repeats=2)
    found = results(sweep, workers=1)
    by = ranking(found)
    assert by.name == "test_accuracy"
    best, worst = combinations(found, by)
    assert dict(best.settings) == {"optimizer.learning_rate": 0.1}
    values = best.values(by.name)
    assert best.mean(by.name) == pytest.approx(sum(values) / 2)
    assert best.spread(by.name) == pytest.approx(abs(values[0] - values[1]) / 2**0.5)
    assert best.failed == worst.failed == 0
    lines = results_csv(sweep, found).splitlines()
    assert lines[0].startswith("optimizer.learning_rate,seed,test_loss")
    assert len(lines) == 5


def test_runs_have_keys_by_what_was_decided() -> None:
    design = moons()
    run = SweepRun(0, (), 0, design)
    assert run.key == SweepRun(9, (), 0, replace(design, title="other")).key
    assert run.key != SweepRun(0, (), 0, moons(4)).key
    assert isinstance(run.problem, DiynnError | None)


# Names that settings had before


def test_old_names_of_settings_are_understood() -> None:
    design = recipe("digits-conv2d")
    row = next(n for n, layer in enumerate(design.layers, 1) if isinstance(layer, Conv2D))
    one = axis([design], f"layers.{row}.height=5..7:3")
    assert one.values == (5, 6, 7)
    assert one.place.is_number
    changed = with_value(design, one.place.path, 5)
    assert changed.layers[row - 1] == replace(design.layers[row - 1], kernel_size=(5, 3))
    both = with_value(changed, f"{row}.horizontal_stride", 2)
    assert both.layers[row - 1].stride == (1, 2)  # type: ignore[attr-defined]
    assert axis([design], f"{row}.kernel_size=3, 3x5,5 × 5").values == ((3, 3), (3, 5), (5, 5))
    sequence = Design(layers=(Conv1D(),))
    assert axis([sequence], "size=3,5").values == (3, 5)
    assert with_value(sequence, "1.size", 5).layers == (Conv1D(kernel_size=5),)
    with pytest.raises(SettingError, match="no setting"):
        axis([sequence], "height=3")


def test_runs_that_an_earlier_version_kept_are_found_again() -> None:
    # Hashes that version 1 gave these designs.
    for name, key in (
        ("digits-conv2d", "dce355faa05baac2a0ba"), ("digits-conv1d", "460d41dd5a6f28af65e7"),
    ):  # fmt: skip
        assert SweepRun(0, (), 0, recipe(name)).key == key
    print_of_e24 = "5b54e0962401f7c18f33866cf725a047d306615dc3b60bb1b5290dcaec0abc26"
    assert named(["E24"])[0].fingerprint(Setup(Path("there"))) == print_of_e24
