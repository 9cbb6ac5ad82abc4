"""The report's experiments: all are there, end in a verdict from figures, and lose no work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from diynn.design.design import Design, fit
from diynn.errors import DataError, DiynnError, FileError
from diynn.experiments import code_maps as code_trials
from diynn.experiments import experiment as trial
from diynn.experiments import jobs as work
from diynn.experiments import thumbnails as drawings
from diynn.experiments import toys
from diynn.experiments import verdicts as findings
from diynn.experiments.experiment import RunKey, Setup
from diynn.experiments.outcome import Lines, Outcome, Scatter, load_outcome, save_outcome
from diynn.experiments.process_pool import JobReport, ProcessPool, SingleProcess
from diynn.experiments.registry import EXPERIMENTS, named
from diynn.experiments.reproduction import (
    Failed,
    Finished,
    Progress,
    Report,
    Started,
    reproduction,
)
from diynn.experiments.verdicts import Check, beside, better_by, noise_of, side, verdict_of
from diynn.storage.model_file import load, save_recipe
from diynn.storage.recipes import RECIPES, built_in, is_path, recipe, report_recipes
from diynn.text import NARROW, Text


def alone(setup: Setup, _jobs: int) -> SingleProcess:
    return SingleProcess(setup)


def done(names: list[str], setup: Setup, make_runner: Any = alone) -> list[Report]:
    return list(reproduction(named(names), setup, make_runner))


def outcomes(reports: list[Report]) -> dict[str, Outcome]:
    return {report.trial.number: report.outcome for report in reports if type(report) is Finished}


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Setup]:
    """One epoch on a few of the built-in digits; what several experiments need is trained once."""
    small = trial.dataset(trial.on_digits(recipe("report/usps-dense")).source)
    few = replace(
        small,
        train=replace(small.train, x=small.train.x[:96], targets=small.train.targets[:96]),
        test=replace(small.test, x=small.test.x[:60], targets=small.test.targets[:60]),
    )
    load_whole = trial.dataset.__wrapped__

    def some(source: Any) -> Any:
        return few if source.name() == "Digits" else load_whole(source)

    with pytest.MonkeyPatch.context() as patch:
        for module in (trial, work, code_trials, drawings):
            patch.setattr(module, "dataset", some)
        trial.seen.cache_clear()
        yield Setup(tmp_path_factory.mktemp("quick"), digits=True, most_epochs=1)
    trial.seen.cache_clear()


# The registry and its recipes


def test_all_experiments_of_the_report_are_there() -> None:
    assert [one.number for one in EXPERIMENTS] == [f"E{n}" for n in range(1, 27)]
    for one in EXPERIMENTS:
        for text in (one.title, one.claim, one.report):
            assert text.en
            assert text.fr
        assert one.needs in ("", "usps", "mnist")
        assert one.seconds > 0
        assert one.seeds
        assert one.recipes


def test_every_recipe_of_the_report_serves_an_experiment_and_no_menu() -> None:
    used = {name for one in EXPERIMENTS for name in one.recipes}
    assert used == set(report_recipes())
    assert not used & set(RECIPES)


@pytest.mark.parametrize("name", report_recipes())
def test_a_recipe_of_the_report_fits_its_data_and_is_canonical(name: str, tmp_path: Path) -> None:
    design = built_in(name)
    outline = design.source.outline()
    assert outline is not None
    assert fit(design, outline).problem is None
    assert 3 < len(design.title) < 40
    assert len(design.notes) > 60
    assert design.notes.endswith(".")
    save_recipe(tmp_path / "a.json", design)
    from diynn.paths import resource

    assert (tmp_path / "a.json").read_bytes() == resource(f"recipes/{name}.json").read_bytes()
    assert getattr(design.optimizer, "momentum", 0.0) == 0.0
    assert not is_path(name)
    assert recipe(name.upper()) == design


@pytest.mark.parametrize(
    ("name", "layers", "weights", "flat"),
    [
        ("linear", "Linear", 3, None),
        ("two-layers", "Linear Tanh Linear Sigmoid", 201, None),
        ("usps-simple-mse", "Linear Tanh Linear Tanh Linear Tanh Linear Sigmoid", 82496, None),
        ("usps-deep-bce", "Linear Tanh " * 5 + "Linear Sigmoid", 86688, None),
        ("mnist-simple-bce", "Linear Tanh " * 3 + "Linear Sigmoid", 218192, None),
        ("mnist-deep-mse", "Linear Tanh " * 7 + "Linear Sigmoid", 1149520, None),
        ("conv1d-1", "Conv1D MaxPool1D Flatten Linear ReLU Linear", 407638, 4064),
        ("conv1d-2", "Conv1D MaxPool1D " * 2 + "Flatten Linear ReLU Linear", 212342, 1984),
        ("conv1d-3", "Conv1D MaxPool1D " * 3 + "Flatten Linear ReLU Linear", 128438, 960),
        ("conv2d-1", "Conv2D AvgPool2D Flatten Linear ReLU Linear", 158230, 1568),
        ("conv2d-2", "Conv2D AvgPool2D Flatten Linear ReLU Linear", 315350, 3136),
        ("conv2d-3", "Conv2D AvgPool2D " * 2 + "Flatten Linear ReLU Linear", 179926, 1600),
    ],
)
def test_layers_are_the_reports(name: str, layers: str, weights: int, flat: int | None) -> None:
    design = built_in(f"report/{name}")
    outline = design.source.outline()
    assert outline is not None
    found = fit(design, outline)
    assert [layer.name() for layer in design.layers] == layers.split()
    assert found.weights == weights
    arriving = [row.after for row in found.rows if row.layer.name() == "Flatten"]
    assert arriving == ([] if flat is None else [(flat,)])


def test_settings_are_the_reports() -> None:
    def run(name: str) -> tuple[int, int]:
        design = built_in(f"report/{name}")
        return design.run.batch_size, design.run.epochs

    assert run("conv1d-1") == run("conv2d-3") == (64, 100)
    assert run("conv1d-1-500") == run("conv2d-2-500") == (64, 500)
    assert run("conv1d-1-batch-16") == (16, 100)
    assert run("usps-deep-mse")[0] == 64
    assert built_in("report/usps-deep-mse").optimizer.learning_rate == 1e-3
    assert built_in("report/usps-deep-bce-noise").run.noise == 0.3
    assert built_in("report/conv1d-1-channels-8").layers[0].filters == 8  # type: ignore[attr-defined]
    long, short = built_in("report/conv2d-2-500"), built_in("report/conv2d-2")
    assert long.structure() == short.structure()


@pytest.mark.parametrize("name", report_recipes())
def test_every_design_fits_the_built_in_digits(name: str, tmp_path: Path) -> None:
    design = Setup(tmp_path, digits=True).design(RunKey(name, 2))
    outline = design.source.outline()
    assert outline is not None
    assert outline.name != "USPS"
    assert fit(design, outline).problem is None
    assert design.run.seed == 2


def test_an_unknown_experiment_is_reported_with_those_there_are() -> None:
    with pytest.raises(DataError, match=r"no experiment called “E99”.*E1, E2.*E26"):
        named(["E1", "E99"])
    assert [one.number for one in named(["e19", "E2"])] == ["E2", "E19"]
    assert named([]) == EXPERIMENTS


# Verdicts


@pytest.mark.parametrize(
    ("ours", "verdict"),
    [
        ((0.915, 0.925, 0.92), "reproduced"),
        ((0.94, 0.941, 0.942), "better"),
        ((0.90, 0.901, 0.902), "differs"),
        ((0.94,), "better"),
        # Seeds that lie far apart tell less.
        ((0.90, 0.94, 0.98), "reproduced"),
    ],
)
def test_a_figure_beside_the_reports(ours: tuple[float, ...], verdict: str) -> None:
    assert beside(0.92, ours) == verdict


def test_two_results_are_level_within_the_noise_of_seeds() -> None:
    near, far = (0.92, 0.93, 0.94), (0.925, 0.935, 0.945)
    assert side(near, far) == "level"
    assert side((0.92, 0.921, 0.922), (0.90, 0.901, 0.902)) == "ahead"
    assert side((0.90, 0.901, 0.902), (0.92, 0.921, 0.922)) == "behind"
    # One seed tells nothing of its spread.
    assert side((0.925,), (0.92,)) == "ahead"
    assert side((0.925,), (0.92,), 0.01) == "level"
    spread = np.std(near, ddof=1) / np.sqrt(3)
    assert noise_of(near, near) == pytest.approx(2 * np.sqrt(2) * spread)


def test_better_by_several_measures() -> None:
    assert better_by("ahead", "level")
    assert not better_by("level", "level")
    assert not better_by("ahead", "behind")


def test_a_claim_holds_where_all_its_parts_do() -> None:
    yes, no = Check(True, Text("A.", "A.")), Check(False, Text("B.", "B."))
    reason = Text("Why.", "Pourquoi.")
    assert verdict_of([yes, yes], reason) == ("reproduced", Text("A. A.", "A. A."))
    assert verdict_of([yes, no], reason) == ("differs", Text("A. B. Why.", "A. B. Pourquoi."))


def test_figures_are_written_as_each_language_does() -> None:
    assert str(findings.percent([0.92, 0.93])) == "92.5 ± 0.7 %"
    assert findings.percent([0.92, 0.93]).fr == f"92,5 ± 0,7{NARROW}%"
    assert str(findings.percent([1.0, 1.0])) == "100 ± 0 %"
    # Only all is 100 %.
    assert str(findings.percent([0.99999])) == "99.999 %"
    assert findings.spread([-1.5], "dB", 1) == Text(f"−1.5{NARROW}dB", f"−1,5{NARROW}dB")


def test_the_bend_of_a_boundary() -> None:
    x, y = np.meshgrid(np.linspace(-1.2, 1.2, toys.PIXELS), np.linspace(-1.2, 1.2, toys.PIXELS))
    assert toys.bend(0.5 + 0.3 * x - 0.2 * y) < 1e-6
    assert toys.bend(x**2 + y**2) > 0.3
    assert toys.bend(np.ones_like(x)) == float("inf")


def test_groups_of_a_map() -> None:
    rng = np.random.default_rng(0)
    labels = np.repeat([0, 1, 2], 40)
    middles = np.array([[0.0, 0.0], [50.0, 0.0], [50.0, 0.0]])
    found = code_trials.grouped(middles[labels] + rng.normal(0, 1, (120, 2)), labels, 3)
    assert found.own[0] == 1
    assert found.pairs()[0][1:] == (1, 2)
    assert found.mixed(1, 2) > 0.3
    assert found.mixed(0, 1) == 0


# Running them


def test_the_toys_are_run_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trainings = []
    real = work.train

    def counted(training: Any) -> Iterator[Any]:
        trainings.append(training.design.title)
        return real(training)

    monkeypatch.setattr(work, "train", counted)
    setup = Setup(tmp_path / "new" / "folder", most_epochs=3)
    reports = done(["E1", "E2"], setup)
    assert len(trainings) == 6
    first = outcomes(reports)
    assert set(first) == {"E1", "E2"}
    assert first["E1"].seeds == (0, 1, 2)
    assert first["E1"].recipes == ("report/linear",)
    assert "at most 3 epochs" in first["E1"].why.en
    assert [type(one) for one in reports].count(Started) == 2
    last = [one for one in reports if isinstance(one, Progress)][-1]
    assert last.share == pytest.approx(1)
    names = sorted(path.name for path in (setup.folder / "runs").iterdir())
    assert names[0] == "linear-seed0.diynn"
    assert len(names) == 6

    again = done(["E1", "E2"], setup)
    assert len(trainings) == 6
    assert [type(one) for one in again] == [Finished, Finished]
    assert all(one.kept for one in again if isinstance(one, Finished))
    assert same(outcomes(again)["E2"], first["E2"])

    # With a result gone, it is measured again on the runs that are there.
    (setup.results / "E1.npz").unlink()
    assert set(outcomes(done(["E1"], setup))) == {"E1"}
    assert len(trainings) == 6
    # Other settings are other trainings, in place of the old ones.
    done(["E1"], replace(setup, most_epochs=2))
    assert len(trainings) == 9


def same(first: Outcome, second: Outcome) -> bool:
    """Arrays cannot be compared by ==: as the files have them."""
    return repr(first) == repr(second)


def test_an_interrupted_run_goes_on_to_the_same_weights(tmp_path: Path) -> None:
    whole, cut = (Setup(tmp_path / name, most_epochs=4) for name in ("whole", "cut"))
    run = RunKey("report/two-layers", 0)
    for setup in (whole, cut):
        (setup.folder / "runs").mkdir(parents=True)
    for _ in work.carry_out(run, whole):
        pass
    stopped = work.carry_out(run, cut)
    shares = [next(stopped) for _ in range(50)]
    assert shares == sorted(shares)
    stopped.close()
    assert 0 < load(cut.path(run)).record["epoch"] < 4
    assert not cut.is_done(run)
    rest = list(work.carry_out(run, cut))
    assert rest[0] > shares[-1]
    assert cut.is_done(run)
    for name, array in load(whole.path(run)).arrays.items():
        if name != "curves":
            assert np.array_equal(array, load(cut.path(run)).arrays[name]), name


def test_a_reproduction_that_is_closed_goes_on(tmp_path: Path) -> None:
    setup = Setup(tmp_path, most_epochs=3)
    reports = reproduction(named(["E1"]), setup, alone)
    next(report for report in reports if isinstance(report, Progress))
    reports.close()  # type: ignore[attr-defined]
    assert set(outcomes(done(["E1"], setup))) == {"E1"}


def test_two_processes_give_the_same_weights(tmp_path: Path) -> None:
    here, there = (Setup(tmp_path / name, most_epochs=2) for name in ("here", "there"))
    done(["E1"], here)
    reports = done(["E1"], there, lambda setup, _: ProcessPool(setup, 2))
    assert set(outcomes(reports)) == {"E1"}
    for seed in (0, 1, 2):
        run = RunKey("report/linear", seed)
        arrays = load(there.path(run)).arrays
        for name, array in load(here.path(run)).arrays.items():
            if name != "curves":
                assert np.array_equal(array, arrays[name]), name


@pytest.mark.parametrize("number", [one.number for one in EXPERIMENTS])
def test_every_experiment_ends_in_an_outcome(number: str, quick: Setup) -> None:
    reports = done([number], quick)
    assert not [one.error for one in reports if isinstance(one, Failed)]
    outcome = outcomes(reports)[number]
    assert outcome.verdict in ("reproduced", "better", "differs")
    assert outcome.why.en.endswith(".")
    assert outcome.why.fr != outcome.why.en
    assert "{" not in outcome.why.en + outcome.why.fr + outcome.ours.en + outcome.ours.fr
    assert outcome.figures
    assert outcome.seconds > 0
    one = named([number])[0]
    for figure in outcome.figures:
        assert 0 < len(figure.ours) <= len(one.seeds)
    for picture in outcome.pictures:
        if isinstance(picture, Scatter):
            assert len(picture.points) == len(picture.labels) == len(picture.panel_labels)
        if isinstance(picture, Lines):
            assert all(len(line.x) == len(line.values) for line in picture.series)
    assert same(
        outcome, load_outcome(quick.results, number, one.fingerprint(quick)) or outcome
    )


# Files and failures


def test_a_damaged_or_foreign_outcome_is_as_good_as_none(tmp_path: Path) -> None:
    outcome = Outcome(
        "E1", Text("a", "b"), "better", Text("c.", "d."), 1.5, (0,), ("linear",),
        pictures=(toys.activations(),), versions={"NumPy": "2"},
    )  # fmt: skip
    save_outcome(tmp_path, outcome, "abc")
    found = load_outcome(tmp_path, "E1", "abc")
    assert found is not None
    assert same(found, outcome)
    assert load_outcome(tmp_path, "E1", "other") is None
    assert load_outcome(tmp_path, "E2", "abc") is None
    path = tmp_path / "E1.npz"
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    assert load_outcome(tmp_path, "E1", "abc") is None
    path.write_bytes(whole)
    text = (tmp_path / "E1.json").read_text("utf-8")
    for bad in ("", "[1]", "{}", text.replace('"Lines"', '"Bomb"'), text[:-40]):
        (tmp_path / "E1.json").write_text(bad, "utf-8")
        assert load_outcome(tmp_path, "E1", "abc") is None


def test_another_recipe_gives_another_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, setup = named(["E1"])[0], Setup(tmp_path)
    before = one.fingerprint(setup)
    assert one.fingerprint(setup) == before
    assert one.fingerprint(Setup(tmp_path, most_epochs=1)) != before

    def changed(name: str) -> Design:
        design = recipe(name)
        return replace(design, optimizer=replace(design.optimizer, learning_rate=0.123))

    monkeypatch.setattr(trial, "recipe", changed)
    assert one.fingerprint(setup) != before


def test_data_that_is_not_here_is_reported_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIYNN_DATA", "")
    monkeypatch.setattr("diynn.data.sources.downloaded.found", lambda _: [])
    reports = done(["E1", "E3"], Setup(tmp_path, most_epochs=1))
    assert set(outcomes(reports)) == {"E1"}
    (failed,) = (one for one in reports if isinstance(one, Failed))
    assert failed.trial.number == "E3"
    assert "diynn data fetch usps" in str(failed.error)


def test_a_folder_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError, match="cannot be made"):
        done(["E1"], Setup(tmp_path / "file" / "out"))


def test_a_training_that_fails_takes_only_its_own_experiments_along(tmp_path: Path) -> None:
    class Failing(SingleProcess):
        def poll(self) -> list[JobReport]:
            job = self._job
            if isinstance(job, RunKey) and job.recipe == "report/linear":
                self._job = self._work = None
                return [JobReport(job, 0.0, over=True, failure=DiynnError("It ran away."))]
            return super().poll()

    reports = done(["E1", "E2"], Setup(tmp_path, most_epochs=1), lambda s, _: Failing(s))
    assert set(outcomes(reports)) == {"E2"}
    assert [one.trial.number for one in reports if isinstance(one, Failed)] == ["E1"]
