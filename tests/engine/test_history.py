"""A run's curves as columns: a sequence of reports that costs nothing to keep a view of."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest

from diynn.storage.model_file import load, resumed, snapshot
from diynn.storage.recipes import recipe
from diynn.training.history import COLUMNS, History
from diynn.training.reports import EpochReport
from diynn.training.training import Training, train

OLD_FILES = Path(__file__).resolve().parent.parent / "data"


def report(epoch: int, *, tested: bool = True) -> EpochReport:
    figures = (0.25, 0.75) if tested else (None, None)
    return EpochReport(epoch, 0.5 / epoch, figures[0], 0.5, figures[1], float(epoch))


def grown(count: int) -> History:
    history = History()
    for epoch in range(1, count + 1):
        history.append(report(epoch, tested=epoch % 3 > 0))
    return history


@pytest.mark.parametrize("count", [0, 1, 64, 65, 1000])
def test_it_holds_the_reports_that_it_was_given(count: int) -> None:
    reports = [report(epoch, tested=epoch % 3 > 0) for epoch in range(1, count + 1)]
    history = grown(count)
    assert len(history) == count
    assert list(history) == reports
    assert history == reports
    assert history == History(reports)
    assert [history[place] for place in range(-count, count)] == 2 * reports
    assert history[1:-1] == reports[1:-1]
    assert history.curves.shape == (count, COLUMNS)
    for place in (count, -count - 1):
        with pytest.raises(IndexError):
            history[place]


def test_others_are_not_the_same() -> None:
    assert grown(3) != grown(4)
    assert grown(3) != [*grown(2), report(3)]
    assert grown(3) != "history"


def test_a_view_stays_as_it_is_while_more_comes() -> None:
    history = grown(5)
    view, curves = history[:], history.curves
    for epoch in range(6, 200):
        history.append(report(epoch))
    assert view == grown(5)
    assert np.array_equal(curves, grown(5).curves, equal_nan=True)
    # What is added to a view is the view's own.
    view.append(report(6, tested=False))
    assert history[5] == report(6)
    with pytest.raises(ValueError, match="read-only"):
        curves[0, 0] = 7


def test_columns_have_gaps_where_nothing_was_measured() -> None:
    history = grown(3)
    assert history.column("epoch").tolist() == [1, 2, 3]
    assert np.isnan(history.column("test_loss")).tolist() == [False, False, True]
    assert history.watched_losses().tolist() == [0.5, 0.25, 0.5 / 3]
    history.append(EpochReport(4, 0.5, None, None, None, 4.0, 0.125))
    assert history.watched_losses()[-1] == 0.125


def test_it_travels_to_other_processes_without_its_room() -> None:
    sent = pickle.dumps(grown(65))
    assert pickle.loads(sent) == grown(65)
    assert len(sent) < 65 * COLUMNS * 8 + 500


def test_a_copy_of_a_training_does_not_walk_its_curves() -> None:
    design = recipe("moons")
    dataset = design.source.load()
    training = Training(design, dataset)
    for _ in train(training, 2):
        pass
    kept = snapshot(training, dataset)
    assert np.shares_memory(kept.arrays["curves"], training.history.curves)
    before = training.history.curves.copy()
    for _ in train(training, 4):
        pass
    assert np.array_equal(kept.arrays["curves"], before, equal_nan=True)
    assert len(training.history) == 4


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("epoch", np.inf), ("epoch", np.nan), ("epoch", 3.0), ("epoch", -1.0),
        ("train_loss", np.inf), ("train_loss", np.nan),
        ("test_accuracy", np.inf), ("train_accuracy", -0.1), ("validation_accuracy", 1e300),
        ("seconds", np.inf), ("seconds", np.nan), ("seconds", -1.0), ("seconds", 1e300),
    ],
)  # fmt: skip
def test_figures_that_no_training_has_are_refused(column: str, value: float) -> None:
    curves = grown(2).curves.copy()
    assert History.of_curves(curves) == grown(2)
    names = list(EpochReport.__dataclass_fields__)
    curves[0, names.index(column)] = value
    with pytest.raises(ValueError, match="figures that no training has"):
        History.of_curves(curves)


def test_a_file_saved_in_the_midst_of_a_changed_run_goes_on() -> None:
    # Saved before curves were columns: Adam, a plateau, BatchNorm, Dropout, a validation part, and
    # another learning rate since the third epoch.
    model = load(OLD_FILES / "version-1-changed.diynn")
    dataset = model.design.source.load()
    training = resumed(model, dataset)
    assert (training.epoch, training.step, training.best_epoch) == (4, 2, 4)
    assert training.history == model.history
    again = snapshot(training, dataset)
    # Its past begins where it was saved.
    assert {name: again.record[name] for name in model.record} == model.record
    assert training.timeline.first == (4, 2)
    assert {name: again.arrays[name].tobytes() for name in model.arrays} == {
        name: array.tobytes() for name, array in model.arrays.items()
    }
    for _ in train(training):
        pass
    # What the program reached that saved it. (The test loss is not of these: the bias before
    # BatchNorm has no gradient but roundings, which Adam makes as long as any, and the running mean
    # goes after it.)
    reached = [0.42112039, 0.40306543, 0.38366787, 0.36785689]
    assert [one.train_loss for one in training.history[-4:]] == pytest.approx(reached, rel=1e-5)
