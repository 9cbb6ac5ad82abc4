"""Networks as scikit-learn's estimators: its own checks, its tools, and files."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from joblib.externals.loky import get_reusable_executor
from sklearn.datasets import load_diabetes, load_digits, load_iris
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import check_estimator

from diynn import Design, load
from diynn.design.design import View
from diynn.errors import FileError
from diynn.layers import Dropout, Flatten, Linear, ReLU, Sigmoid, Tanh
from diynn.network.losses import BCE
from diynn.network.optimizers import SGD
from diynn.sklearn import NetworkAutoencoder, NetworkClassifier, NetworkRegressor

ALL = (NetworkClassifier, NetworkRegressor, NetworkAutoencoder)
NOT_OURS = {"check_array_api_input"}
"""Left out by scikit-learn itself, unless its environment says that SciPy takes other arrays."""


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.filterwarnings("ignore")
def test_scikit_learns_own_checks(kind: Any) -> None:
    found = check_estimator(kind(), on_fail=None, on_skip=None)
    failed = [(one["check_name"], one["exception"]) for one in found if one["status"] == "failed"]
    assert failed == []
    skipped = {one["check_name"] for one in found if one["status"] == "skipped"}
    assert skipped <= NOT_OURS
    assert all(one["expected_to_fail"] is False for one in found)


def test_digits_are_reported_apart() -> None:
    x, y = load_digits(return_X_y=True)
    found = NetworkClassifier(random_state=0).fit(x[:1200], y[:1200])
    assert found.score(x[1200:], y[1200:]) > 0.92
    assert found.n_iter_ == len(found.loss_curve_) == 60
    np.testing.assert_allclose(found.predict_proba(x[:5]).sum(axis=1), 1)


@pytest.mark.parametrize(
    "layers",
    [
        (8,), (8, 4), (8, "Dropout", 4), (Linear(8), Tanh()), "iris",
        Design(view=View(scaling="0 to 1"), layers=(Linear(8), ReLU(), Linear(7))),
        Design(layers=(Linear(8), ReLU(), Linear(7), Sigmoid()), loss=BCE()),
    ],
    ids=["one", "two", "dropout", "layers", "recipe", "design", "values"],
)  # fmt: skip
def test_layers_may_be_said_in_many_ways(layers: Any) -> None:
    x, y = load_iris(return_X_y=True)
    found = NetworkClassifier(
        layers, optimizer="Adam", learning_rate=0.02, epochs=40, random_state=0
    ).fit(x, y)
    assert found.score(x, y) > 0.6
    assert found.network_.output_shape == (3,)


def test_settings_reach_the_design() -> None:
    x, y = load_iris(return_X_y=True)
    found = NetworkClassifier(
        (5, Dropout(0.2)), activation="Tanh", optimizer=SGD(momentum=0.9), learning_rate=0.05,
        batch_size=10, epochs=7, scaling="0 to 1", random_state=1,
    ).fit(x, y)  # fmt: skip
    kinds = [layer.name() for layer in found.network_.layers]
    assert kinds == ["Linear", "Tanh", "Dropout", "Linear"]
    assert found.n_iter_ == 7


def test_early_stopping_ends_sooner() -> None:
    x, y = load_iris(return_X_y=True)
    found = NetworkClassifier(
        (8,), learning_rate=0.02, epochs=500, early_stopping=True, validation=0.2, patience=5,
        random_state=0,
    ).fit(x, y)  # fmt: skip
    assert 5 < found.n_iter_ < 500


def test_values_are_predicted_in_their_own_units() -> None:
    x, y = load_diabetes(return_X_y=True)
    found = NetworkRegressor((16,), random_state=0).fit(x, 1000 * y)
    assert found.score(x, 1000 * y) > 0.4
    both = NetworkRegressor((16,), random_state=0).fit(x, np.stack([y, -y], axis=1))
    assert both.predict(x).shape == (len(x), 2)


def test_codes_and_what_is_drawn_of_them() -> None:
    x, _ = load_digits(return_X_y=True)
    found = NetworkAutoencoder((32, 8), epochs=30, random_state=0).fit(x)
    codes = found.transform(x)
    assert codes.shape == (len(x), 8)
    np.testing.assert_allclose(found.inverse_transform(codes), found.predict(x), atol=1e-4)
    assert found.score(x) > 0.3
    assert len(found.set_output(transform="pandas").fit_transform(x).columns) == 8


@pytest.mark.parametrize("kind", ALL)
def test_partial_fit_goes_on(kind: Any) -> None:
    x, y = load_iris(return_X_y=True)
    found = kind((8, 2) if kind is NetworkAutoencoder else (8,), random_state=0)
    more = {"classes": [0, 1, 2]} if kind is NetworkClassifier else {}
    losses = []
    for _ in range(30):
        for part in range(3):
            rows = slice(part, None, 3)
            found.partial_fit(x[rows], y[rows], **more)
            more = {}
        losses.append(found.loss_)
    assert found.n_iter_ == 90
    assert losses[-1] < 0.8 * losses[0]


def test_partial_fit_needs_to_know_the_classes() -> None:
    x, y = load_iris(return_X_y=True)
    with pytest.raises(ValueError, match="classes"):
        NetworkClassifier().partial_fit(x, y)
    begun = NetworkClassifier().partial_fit(x, y, classes=[0, 1, 2])
    with pytest.raises(ValueError, match="label"):
        begun.partial_fit(x, y + 5)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"layers": ("NoSuchLayer",)}, "NoSuchLayer"), ({"optimizer": "fastest"}, "fastest"),
        ({"epochs": 0}, "epochs"), ({"layers": "no-such-recipe"}, "no recipe"),
        ({"scaling": "loud"}, "loud"), ({"layers": (8, "MaxPool2D")}, "MaxPool2D"),
    ],
)  # fmt: skip
def test_bad_settings_are_values_that_scikit_learn_knows(
    settings: dict[str, Any], words: str
) -> None:
    x, y = load_iris(return_X_y=True)
    with pytest.raises(ValueError, match=words):
        NetworkClassifier(**settings).fit(x, y)


def searched(jobs: int | None) -> GridSearchCV:
    pipe = make_pipeline(StandardScaler(), NetworkClassifier(epochs=5, random_state=0))
    grid = {"networkclassifier__layers": [(4,), (8, 8)]}
    return GridSearchCV(pipe, grid, cv=2, n_jobs=jobs)


def test_pipelines_and_searches_with_processes() -> None:
    x, y = load_iris(return_X_y=True)
    alone = searched(None).fit(x, y)
    try:
        side_by_side = searched(2).fit(x, y)
    finally:
        get_reusable_executor().shutdown(wait=True)
    scores = "mean_test_score"
    np.testing.assert_array_equal(alone.cv_results_[scores], side_by_side.cv_results_[scores])
    assert cross_val_score(alone.best_estimator_, x, y, cv=3).shape == (3,)


def test_searches_on_dask() -> None:
    distributed = pytest.importorskip("distributed")
    import joblib

    x, y = load_iris(return_X_y=True)
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster),
        joblib.parallel_backend("dask"),
    ):
        found = searched(None).fit(x, y)
    alone = searched(None).fit(x, y)
    scores = "mean_test_score"
    np.testing.assert_array_equal(found.cv_results_[scores], alone.cv_results_[scores])


@pytest.mark.parametrize("kind", ALL)
def test_copies_and_files_answer_the_same(kind: Any, tmp_path: Path) -> None:
    x, y = load_iris(return_X_y=True)
    labels = np.array(["one", "two", "three"])[y] if kind is NetworkClassifier else y
    layers = (8, 2) if kind is NetworkAutoencoder else (8,)
    found = kind(layers, epochs=5, random_state=0).fit(x, labels)
    again = pickle.loads(pickle.dumps(found))
    np.testing.assert_array_equal(again.predict(x), found.predict(x))
    path = tmp_path / "net.diynn"
    found.save(path)
    opened = kind.open(path)
    np.testing.assert_array_equal(opened.predict(x), found.predict(x))
    model = load(path)
    answers = model.predict(x)
    if kind is NetworkClassifier:
        assert model.classes == ("one", "three", "two")
        assert np.mean(answers == found.predict(x)) > 0.98
    else:
        np.testing.assert_allclose(
            answers.reshape(len(x), -1), found.predict(x).reshape(len(x), -1), rtol=1e-3, atol=1e-3
        )
    # It goes on from where it was.
    more = opened.partial_fit(x, labels)
    assert more.n_iter_ == 6


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    x, y = load_iris(return_X_y=True)
    path = tmp_path / "net.diynn"
    NetworkClassifier((4,), epochs=1).fit(x, y).save(path)
    with pytest.raises(FileError, match="NetworkRegressor"):
        NetworkRegressor.open(path)


def test_images_go_through_convolutions() -> None:
    x, y = load_digits(return_X_y=True)
    found = NetworkClassifier("digits-conv2d", epochs=3, random_state=0).fit(x, y)
    assert found.score(x, y) > 0.8
    assert any(isinstance(layer, Flatten) for layer in found.network_.layers)


def test_a_comparison_is_of_whole_rounds() -> None:
    from diynn.cli.bench_estimators import OURS, THEIRS, Fit, compared

    fits = [
        Fit(subject, seed, seconds * (seed + 1), accuracy)
        for seed in range(3)
        for subject, seconds, accuracy in ((OURS, 1.0, 0.97), (THEIRS, 3.0, 0.96))
    ]
    found = compared(fits)
    assert (found.rounds, found.ratio) == (3, 3.0)
    assert (found.seconds, found.their_seconds) == (2.0, 6.0)
    assert (found.score, found.their_score) == (0.97, 0.96)
