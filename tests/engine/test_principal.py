"""Principal components: held against scikit-learn's, and against what the theory promises."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.decomposition import PCA

from diynn.analysis.pca import LARGEST, principal
from diynn.errors import Cancelled, DataError


def samples(count: int, shape: tuple[int, ...] = (4, 5, 1), seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    size = int(np.prod(shape))
    mixing = rng.normal(size=(size, size)) * 0.5 ** np.arange(size)
    return (rng.normal(size=(count, size)) @ mixing.T + 3).reshape(count, *shape).astype(np.float32)


@pytest.mark.parametrize("count", [3000, 20, 12])
def test_the_images_are_those_of_scikit_learn(count: int) -> None:
    x = samples(count)
    found = principal(x)
    flat = x.reshape(count, -1)
    for components in (1, 3, 9):
        peer = PCA(components, svd_solver="full").fit(flat)
        wanted = peer.inverse_transform(peer.transform(flat))
        np.testing.assert_allclose(
            found.images(found.codes(x, components)), wanted, atol=2e-4 * flat.std()
        )
        errors = np.mean((wanted - flat) ** 2, axis=1)
        np.testing.assert_allclose(
            found.squared_errors(x, components), errors, rtol=2e-3, atol=1e-6
        )
        np.testing.assert_allclose(
            found.deviations[:components],
            np.sqrt(peer.explained_variance_ * (count - 1) / count),
            # Half as many digits as single precision gives the largest.
            atol=1e-5 * float(found.deviations[0]),
        )


def test_axes_are_orthonormal_and_the_first_explain_most() -> None:
    found = principal(samples(500))
    np.testing.assert_allclose(found.axes @ found.axes.T, np.eye(20), atol=1e-5)
    assert (np.diff(found.deviations) <= 1e-6).all()


def test_with_as_many_components_as_values_nothing_is_lost() -> None:
    x = samples(400)
    errors = principal(x).squared_errors(x, 20)
    assert errors.max() < 1e-8
    # Fewer samples than values lie in as few directions.
    few = samples(6)
    assert principal(few).squared_errors(few, 20).max() < 1e-8
    assert principal(few).axes.shape == (5, 20)


def test_samples_that_are_all_alike_have_no_error() -> None:
    for count in (3, 40):
        x = np.full((count, 10), 0.7, np.float32)
        assert principal(x).squared_errors(x, 2).max() < 1e-12


def test_of_large_samples_a_few_tell_the_axes(monkeypatch: pytest.MonkeyPatch) -> None:
    x = samples(400)
    whole = principal(x)
    assert LARGEST > 20
    monkeypatch.setattr("diynn.analysis.pca.LARGEST", 15)
    few = principal(x)
    assert len(few.axes) == 14
    # The direction of the largest variation is nearly the same, but not quite.
    agreement = abs(float(few.axes[0] @ whole.axes[0]))
    assert 0.9 < agreement < 1 - 1e-7


def test_work_can_be_called_off() -> None:
    x = samples(40)
    with pytest.raises(Cancelled):
        principal(x, lambda: True)
    with pytest.raises(Cancelled):
        principal(x).squared_errors(x, 2, lambda: True)


def test_without_samples_there_are_no_axes() -> None:
    with pytest.raises(DataError):
        principal(np.empty((0, 4), np.float32))
