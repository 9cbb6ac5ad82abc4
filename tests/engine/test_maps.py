"""Maps: PCA against an independent way, t-SNE by what it keeps, neighbours counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from diynn.analysis.projection import (
    EARLY,
    LATE,
    LEAST,
    PLACING,
    TSNE,
    mean_code,
    nearest,
    neighbour_share,
    plane_of,
    share_kept,
    tsne,
)
from diynn.errors import DataError, SettingError


def groups(count: int = 40, numbers: int = 6, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Three groups far from each other, and which each code belongs to."""
    rng = np.random.default_rng(seed)
    middles = 20 * np.eye(numbers)[:3]
    labels = np.arange(count) % 3
    codes = middles[labels] + rng.normal(size=(count, numbers))
    return codes.astype(np.float32), labels


@pytest.mark.parametrize("shape", [(50, 7), (9, 40)])
def test_plane_is_that_of_the_singular_value_decomposition(shape: tuple[int, int]) -> None:
    codes = np.random.default_rng(1).normal(size=shape) * np.linspace(1, 4, shape[1])
    plane = plane_of(codes)
    centred = codes - codes.mean(axis=0)
    _, sizes, right = np.linalg.svd(centred, full_matrices=False)
    for axis, wanted in zip(plane.axes, right[:2], strict=True):
        assert abs(axis @ wanted) == pytest.approx(1)
    np.testing.assert_allclose(plane.shares, sizes[:2] ** 2 / (sizes**2).sum())
    np.testing.assert_allclose(plane.places(codes), centred @ plane.axes.T)
    assert not plane.is_whole


def test_plane_keeps_its_directions_while_codes_change() -> None:
    codes = np.random.default_rng(2).normal(size=(60, 5)) * [5, 3, 1, 1, 1]
    before = plane_of(codes)
    after = plane_of(codes + 0.01, before)
    for old, new in zip(before.axes, after.axes, strict=True):
        assert old @ new > 0.99
    opposed = plane_of(codes, type(before)(before.middle, -before.axes, before.shares))
    np.testing.assert_allclose(opposed.axes, -before.axes, atol=1e-6)


@pytest.mark.parametrize("numbers", [1, 2])
def test_a_place_is_the_code_where_it_has_one_or_two_numbers(numbers: int) -> None:
    codes = np.random.default_rng(3).normal(size=(20, numbers))
    plane = plane_of(codes)
    assert plane.is_whole
    np.testing.assert_array_equal(plane.places(codes)[:, :numbers], codes)
    np.testing.assert_allclose(plane.codes_at(plane.places(codes)), codes, rtol=1e-6)


def test_of_very_many_large_codes_some_decide_the_plane(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diynn.analysis.projection.FITTED", 50)
    spread = np.array([9.0, 6.0, *[1.0] * 58])
    codes = np.random.default_rng(5).normal(size=(200, 60)) * spread
    fitted = plane_of(codes)
    np.testing.assert_allclose(fitted.axes, plane_of(codes[:50]).axes, atol=0.05)
    np.testing.assert_allclose(fitted.middle, codes.mean(axis=0))
    assert fitted.shares.sum() == pytest.approx(117 / 175, abs=0.05)


def test_a_place_of_a_plane_is_the_nearest_code_in_it() -> None:
    codes = np.random.default_rng(4).normal(size=(30, 5))
    plane = plane_of(codes)
    places = np.array([[0.3, -1.0], [2.0, 0.5]])
    np.testing.assert_allclose(plane.places(plane.codes_at(places)), places, atol=1e-5)


@pytest.mark.parametrize("codes", [np.zeros((1, 4)), np.ones((5, 4)), np.ones((3, 9))])
def test_codes_that_are_all_alike_lie_on_one_place(codes: np.ndarray) -> None:
    places = plane_of(codes).places(codes)
    assert np.isfinite(places).all()
    np.testing.assert_allclose(places, 0, atol=1e-12)


def test_neighbours_of_points_on_a_line() -> None:
    points = np.array([[0.0], [1.0], [3.0], [6.0]])
    np.testing.assert_array_equal(nearest(points, 1)[:, 0], [1, 0, 1, 2])
    np.testing.assert_array_equal(nearest(points, 2, np.array([[2.9]])), [[2, 1]])
    assert nearest(points, 10).shape == (4, 3)
    assert nearest(points[:1]).shape == (1, 0)


def test_share_of_neighbours() -> None:
    assert share_kept(np.array([[1, 2], [0, 2]]), np.array([[2, 3], [3, 1]])) == 0.25
    codes, _ = groups()
    assert neighbour_share(codes, codes) == 1.0
    shuffled = np.random.default_rng(0).normal(size=(400, 2))
    blind = neighbour_share(np.random.default_rng(1).normal(size=(400, 5)), shuffled)
    assert blind == pytest.approx(10 / 399, abs=0.01)
    assert np.isnan(neighbour_share(codes[:1], codes[:1]))


def test_mean_code_of_the_nearest_places() -> None:
    places = np.array([[0.0, 0.0], [1.0, 0.0], [5.0, 5.0]])
    codes = np.array([[1.0, 1, 1], [3, 3, 3], [100, 100, 100]])
    code, rows = mean_code(np.array([0.9, 0.0]), places, codes, 2)
    np.testing.assert_array_equal(rows, [1, 0])
    np.testing.assert_array_equal(code, [2, 2, 2])


def test_tsne_keeps_groups_together_and_places_further_points_in_theirs() -> None:
    codes, labels = groups(90)
    further, further_labels = groups(30, seed=1)
    reports = list(tsne(codes, further, TSNE(perplexity=10)))
    assert reports[0].step == 0
    assert reports[-1].step == reports[-1].steps == EARLY + LATE + PLACING
    assert [one.step for one in reports] == sorted({one.step for one in reports})
    last = reports[-1]
    middles = np.array([last.places[labels == group].mean(axis=0) for group in range(3)])
    for places, groups_of in ((last.places, labels), (last.placed, further_labels)):
        distances = np.linalg.norm(places[:, np.newaxis] - middles, axis=2)
        np.testing.assert_array_equal(distances.argmin(axis=1), groups_of)
    assert last.kept > 0.5
    assert last.placed_kept > 0.5
    # The placed points moved no other.
    settled = next(one for one in reports if one.step == EARLY + LATE)
    np.testing.assert_array_equal(settled.places, last.places)


def test_tsne_begins_as_pca_and_moves_at_once() -> None:
    codes, _ = groups()
    start, first, *_ = tsne(codes, codes[:0], TSNE())
    wanted = plane_of(codes).places(codes)
    for axis in range(2):
        assert np.corrcoef(start.places[:, axis], wanted[:, axis])[0, 1] > 0.99
    assert start.placed.shape == (0, 2)
    assert not np.array_equal(first.places, start.places)


def test_the_same_seed_gives_the_same_map() -> None:
    codes, _ = groups()
    maps = [next(iter(tsne(codes, codes[:0], TSNE(seed=seed)))).places for seed in (3, 3, 4)]
    np.testing.assert_array_equal(maps[0], maps[1])
    assert not np.array_equal(maps[0], maps[2])


def test_a_report_is_not_changed_afterwards() -> None:
    codes, _ = groups()
    steps = tsne(codes, codes[:0], TSNE())
    next(steps)
    first = next(steps)
    kept = first.places.copy()
    next(steps)
    np.testing.assert_array_equal(first.places, kept)


def test_tsne_says_what_it_cannot_do() -> None:
    codes, _ = groups(LEAST - 1)
    with pytest.raises(DataError, match="at least"):
        next(tsne(codes, codes[:0], TSNE()))
    alike = np.ones((20, 3), np.float32)
    with pytest.raises(DataError, match="alike"):
        next(tsne(alike, alike[:0], TSNE()))
    with pytest.raises(SettingError):
        TSNE(perplexity=1)


def test_a_perplexity_too_large_for_the_points_is_lowered() -> None:
    codes, _ = groups(LEAST)
    steps = tsne(codes, codes[:0], TSNE(perplexity=200))
    next(steps)
    assert np.isfinite(next(steps).places).all()
