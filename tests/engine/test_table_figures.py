"""What is found out about a network on a table, held to scikit-learn's own functions."""

from __future__ import annotations

import warnings
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.calibration import calibration_curve as sk_calibration
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.inspection import partial_dependence, permutation_importance
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import (
    average_precision_score,
    mean_absolute_error,
    r2_score,
    roc_auc_score,
    root_mean_squared_error,
)
from sklearn.metrics import precision_recall_curve as sk_precision_recall
from sklearn.metrics import roc_curve as sk_roc
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from diynn.analysis import baselines
from diynn.analysis.baselines import class_baselines, value_baselines
from diynn.analysis.inputs import Asked, dependence, evenly, importances, inputs_of
from diynn.analysis.probabilities import calibration, precision_recall_curve, roc_curve
from diynn.data.dataset import Array, Dataset, Part
from diynn.design.design import prepared
from diynn.network.metrics import regression
from diynn.storage.recipes import recipe
from diynn.training.training import Training, train


def asked_of(name: str, epochs: int = 5) -> Asked:
    design = recipe(name)
    design = replace(design, run=replace(design.run, epochs=epochs))
    raw = design.source.load()
    training = Training(design, raw)
    for _ in train(training):
        pass
    net = training.net
    return Asked(net, net.weight_vector, raw, prepared(design, raw), design.loss)


@pytest.fixture(scope="module", params=["diabetes", "breast-cancer", "penguins", "co2"])
def asked(request: pytest.FixtureRequest) -> Asked:
    return asked_of(request.param)


class Network(BaseEstimator):
    """A trained network as scikit-learn's functions know their models."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.fitted_ = True

    def fit(self, x: Array, y: Array) -> Network:
        return self


class ValueNetwork(RegressorMixin, Network):
    def predict(self, x: Array) -> Array:
        return self.asked.of_raw(x)[:, 0]


class ClassNetwork(ClassifierMixin, Network):
    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.classes_ = np.arange(len(asked.raw.classes))

    def predict_proba(self, x: Array) -> Array:
        return self.asked.of_raw(x)

    def predict(self, x: Array) -> Array:
        return self.predict_proba(x).argmax(axis=1)


def network(asked: Asked) -> Any:
    return ClassNetwork(asked) if asked.raw.classes else ValueNetwork(asked)


def numbers(asked: Asked) -> list[Any]:
    return [one for one in inputs_of(asked.raw) if not one.texts][:3]


def test_mean_answers_are_those_of_scikit_learn(asked: Asked) -> None:
    train = asked.raw.train.x[evenly(len(asked.raw.train), 60)]
    for one in numbers(asked):
        grid, means = dependence(asked, one, 12, 60)
        seen = asked.raw.train.x[:, one.places[0]]
        assert grid[[0, -1]].tolist() == [seen.min(), seen.max()]
        found = partial_dependence(
            network(asked), train, [one.places[0]], method="brute", kind="average",
            custom_values={one.places[0]: grid}, response_method="auto",
        )["average"]  # fmt: skip
        # Of two classes scikit-learn gives the second alone.
        wanted = means[:, -len(found) :].T
        np.testing.assert_allclose(found, wanted, rtol=1e-4, atol=1e-5)


def test_a_category_is_set_as_a_whole() -> None:
    asked = asked_of("penguins-weight")
    one = next(each for each in inputs_of(asked.raw) if each.name == "species")
    grid, means = dependence(asked, one)
    x = asked.raw.train.x[evenly(len(asked.raw.train), 250)].copy()
    assert grid.tolist() == [1, 2, 3]
    x[:, list(one.places)] = [0, 1, 0]
    assert means[1, 0] == pytest.approx(float(asked.of_raw(x)[:, 0].mean()), rel=1e-5)
    assert set(one.values(asked.raw.train.x)) == {1, 2, 3}
    # A category that is new to the network is none of those it knows.
    x[0, list(one.places)] = 0
    assert np.isnan(one.values(x)[0])
    assert not np.isnan(one.values(x)[1:]).any()


def test_importances_are_those_of_scikit_learn(asked: Asked) -> None:
    raw = asked.raw
    places = evenly(len(raw.test), 1000)
    x, t = raw.test.x[places], raw.test.targets[places]
    y = t if raw.classes else t[:, 0]
    # Its seed for every column, and what it shuffles again and again.
    found = permutation_importance(network(asked), x, y, n_repeats=3, random_state=0)
    chance = np.random.RandomState(np.random.RandomState(0).randint(np.iinfo(np.int32).max + 1))
    order, orders, rows = np.arange(len(x)), [], np.arange(len(x))
    for _ in range(3):
        chance.shuffle(order)
        rows = rows[order]
        orders.append(rows.copy())
    mine = dict(importances(asked, 0, lambda: True, np.stack(orders)))
    for one in numbers(asked):
        (column,) = one.places
        assert mine[one].fall == pytest.approx(found.importances_mean[column], abs=1e-6)
        assert mine[one].deviation == pytest.approx(found.importances_std[column], abs=1e-6)
    assert next(importances(asked, 0, lambda: False), None) is None


def probabilities(ties: bool) -> tuple[Array, Array]:
    rng = np.random.default_rng(1)
    p = rng.random(300)
    mine = rng.random(300) < p**1.5
    return (np.round(p, 1) if ties else p), mine


@pytest.mark.parametrize("ties", [False, True])
def test_curves_are_those_of_scikit_learn(ties: bool) -> None:
    p, mine = probabilities(ties)
    roc = roc_curve(p, mine)
    assert roc is not None
    x, y, thresholds = sk_roc(mine, p, drop_intermediate=False)
    for ours, theirs in ((roc.x, x), (roc.y, y), (roc.thresholds, thresholds)):
        np.testing.assert_allclose(ours, theirs)
    assert roc.area == pytest.approx(roc_auc_score(mine, p))
    curve = precision_recall_curve(p, mine)
    assert curve is not None
    precision, recall, thresholds = sk_precision_recall(mine, p)
    np.testing.assert_allclose(curve.x, recall[::-1])
    np.testing.assert_allclose(curve.y, precision[::-1])
    np.testing.assert_allclose(curve.thresholds[1:], thresholds[::-1])
    assert curve.area == pytest.approx(average_precision_score(mine, p))
    bins = calibration(p, mine)
    true, predicted = sk_calibration(mine, p, n_bins=10)
    np.testing.assert_allclose(bins.true, true)
    np.testing.assert_allclose(bins.predicted, predicted)
    assert bins.counts.sum() == len(p)


def test_where_there_is_no_curve() -> None:
    p = np.array([0.2, 0.4, 0.9])
    for mine in (np.zeros(3, bool), np.ones(3, bool)):
        assert roc_curve(p, mine) is None
    assert precision_recall_curve(p, np.zeros(3, bool)) is None
    assert roc_curve(p[:0], np.zeros(0, bool)) is None
    assert calibration(p, np.array([False, False, True])).error == pytest.approx(0.7 / 3)


def figures(y: Array, t: Array) -> tuple[float, float, float]:
    return r2_score(t, y), mean_absolute_error(t, y), root_mean_squared_error(t, y)


def test_guesses_at_values_are_those_of_scikit_learn() -> None:
    raw = recipe("diabetes").source.load()
    models = {"mean": DummyRegressor(), "linear": LinearRegression()}
    found = {one.kind: one for one in value_baselines(raw)}
    assert found.keys() == models.keys()
    for kind, model in models.items():
        model.fit(raw.train.x, raw.train.targets[:, 0])
        for part, text in ((raw.train, found[kind].train), (raw.test, found[kind].test)):
            assert text is not None
            wanted = figures(model.predict(part.x), part.targets[:, 0])
            assert (text.r2, text.mae, text.rmse) == pytest.approx(wanted, abs=1e-6, rel=1e-6)
        assert found[kind].learnt == len(raw.train)


@pytest.mark.parametrize("name", ["penguins", "breast-cancer", "moons"])
def test_guesses_at_classes_are_those_of_scikit_learn(name: str) -> None:
    raw = recipe(name).source.load()
    models = {
        "frequent": DummyClassifier(strategy="prior"),
        "logistic": make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000)),
    }
    found = {one.kind: one for one in class_baselines(raw)}
    assert found.keys() == models.keys()
    for kind, model in models.items():
        model.fit(raw.train.x.astype(np.float64), raw.train.targets)
        one = found[kind]
        assert one.train == pytest.approx(model.score(raw.train.x, raw.train.targets))
        assert one.test == pytest.approx(model.score(raw.test.x, raw.test.targets))
        p, targets = one.on(in_test=True)
        wanted = model.predict_proba(raw.test.x.astype(np.float64))
        np.testing.assert_allclose(p, wanted, atol=1e-4)
        np.testing.assert_array_equal(targets, raw.test.targets)


def test_guesses_at_a_series_are_its_earlier_values() -> None:
    raw = recipe("co2").source.load()
    found = {one.kind: one for one in value_baselines(raw)}
    assert list(found) == ["mean", "linear", "last", "season"]
    t = raw.test.targets
    # All is counted from the last month: that it stays as it is means a change of 0.
    assert found["last"].test == regression(np.zeros_like(t), t)
    year = raw.test.x[:, [-12]] - raw.test.x[:, [-13]]
    assert found["season"].test == regression(year, t)
    assert found["season"].test.rmse < found["last"].test.rmse


def test_of_many_samples_some_are_taken_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baselines, "MOST_SAMPLES", 50)
    raw = recipe("diabetes").source.load()
    assert {one.learnt for one in value_baselines(raw)} == {50}
    one = class_baselines(recipe("breast-cancer").source.load())[0]
    assert (one.learnt, one.judged, len(one.targets)) == (50, 50, 100)


def test_data_that_has_nothing_to_compare() -> None:
    """One class alone, no test part, numbers that are none: what can be said is said, silently."""
    x = np.array([[1.0], [2.0], [3.0]])
    nothing = Part(np.empty((0, 1)), np.empty(0, np.int64))
    alone = Dataset("a", Part(x, np.zeros(3, np.int64)), nothing, ("a", "b"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (one,) = class_baselines(alone)
        assert (one.kind, one.train, one.test) == ("frequent", 1.0, None)
        t = np.array([[1.0], [2.0], [4.0]], np.float32)
        values = Dataset("a", Part(x, t), Part(x[:0], t[:0]))
        assert [each.test for each in value_baselines(values)] == [None, None]
        holes = Dataset("a", Part(np.array([[1.0], [np.nan], [3.0]]), t), Part(x[:0], t[:0]))
        assert [each.kind for each in value_baselines(holes)] == ["mean"]
