"""Codes of real small networks: encoded, decoded, walked between, mapped."""

from __future__ import annotations

import numpy as np
import pytest

from diynn.analysis.code_maps import (
    Encoder,
    decoded_at,
    nearest_codes,
    pca_map,
    tsne_maps,
    walk,
)
from diynn.analysis.codes import between, code_size, decode, encode, usual_layer
from diynn.analysis.projection import TSNE
from diynn.errors import DataError
from diynn.layers import Conv2D, Flatten, Linear, Tanh
from diynn.network.sequential import Sequential

SAMPLES = np.random.default_rng(0).normal(size=(30, 9)).astype(np.float32)


def auto_encoder(numbers: int) -> Sequential:
    return Sequential([Linear(6), Tanh(), Linear(numbers), Tanh(), Linear(6), Linear(9)], (9,), 1)


def test_the_usual_layer_is_the_code_layer_or_the_first() -> None:
    assert usual_layer(auto_encoder(3)) == 3
    assert usual_layer(Sequential([Linear(4)], (9,))) == 0


def test_a_code_decoded_is_what_the_network_predicts() -> None:
    net = auto_encoder(3)
    for layer in range(len(net.layers)):
        codes = encode(net, SAMPLES, layer)
        assert codes.shape == (30, code_size(net, layer))
        np.testing.assert_allclose(decode(net, codes, layer), net.predict(SAMPLES), rtol=1e-5)


def test_codes_of_image_layers_are_flat_and_find_back() -> None:
    net = Sequential([Conv2D(2, 3), Flatten(), Linear(4)], (6, 6, 1), 1)
    x = np.random.default_rng(1).normal(size=(5, 6, 6, 1)).astype(np.float32)
    codes = encode(net, x, 0)
    assert codes.shape == (5, 4 * 4 * 2)
    np.testing.assert_allclose(decode(net, codes, 0), net.predict(x), rtol=1e-4, atol=1e-6)


def test_weights_of_another_moment_are_used() -> None:
    net = auto_encoder(3)
    np.testing.assert_array_equal(encode(net, SAMPLES, 2, np.zeros_like(net.weight_vector)), 0)


def test_codes_that_ran_away_are_reported() -> None:
    net = auto_encoder(3)
    with pytest.raises(DataError, match="not a number"):
        encode(net, SAMPLES, 2, np.full_like(net.weight_vector, np.nan))


def test_between_two_arrays() -> None:
    way = between(np.zeros((2, 2)), np.array([[1.0, 2], [3, 4]]), 3)
    np.testing.assert_allclose(way[1], [[0.5, 1], [1.5, 2]])
    assert way.shape == (3, 2, 2)


def encoder(numbers: int) -> Encoder:
    net = auto_encoder(numbers)
    return Encoder(net, net.weight_vector.copy(), usual_layer(net))


def test_a_map_of_two_numbers_is_decoded_exactly() -> None:
    made = encoder(2)
    found = pca_map(made, {"train": SAMPLES[:20], "test": SAMPLES[20:]})
    assert found.is_exact
    place = tuple(found.places["test"][4].tolist())
    answer = decoded_at(found, (place[0], place[1]))
    assert answer.is_exact
    np.testing.assert_allclose(answer.image, made.net.predict(SAMPLES[24:25])[0], rtol=1e-4)
    assert answer.nearest["test"][0] == 4


def test_a_map_of_more_numbers_is_decoded_by_the_mean_of_the_nearest() -> None:
    made = encoder(4)
    found = pca_map(made, {"train": SAMPLES[:20], "test": SAMPLES[20:]})
    answer = decoded_at(found, (0.1, 0.0))
    assert not answer.is_exact
    assert sum(len(rows) for rows in answer.nearest.values()) == 10
    codes = np.concatenate([found.codes[part][rows] for part, rows in answer.nearest.items()])
    image = decode(made.net, codes.mean(axis=0)[np.newaxis], made.layer)[0]
    np.testing.assert_allclose(answer.image, image, rtol=1e-4, atol=1e-6)


def test_a_walk_begins_and_ends_at_the_two_samples() -> None:
    made = encoder(4)
    found = pca_map(made, {"train": SAMPLES})
    way = walk(found, ("train", 2), ("train", 7), 5)
    wanted = made.net.predict(SAMPLES[[2, 7]])
    np.testing.assert_allclose(way.drawn[[0, -1]], wanted, rtol=1e-4, atol=1e-6)
    codes = found.codes["train"]
    middle = decode(made.net, (codes[2] + codes[7])[np.newaxis] / 2, made.layer)[0]
    np.testing.assert_allclose(way.drawn[2], middle, rtol=1e-4, atol=1e-6)


def test_nearest_codes_leave_the_point_itself_out() -> None:
    found = pca_map(encoder(4), {"train": SAMPLES})
    near = nearest_codes(found, ("train", 3), 5)
    codes = found.codes["train"]
    distances = np.linalg.norm(codes - codes[3], axis=1)
    np.testing.assert_array_equal(near.rows, np.argsort(distances)[1:6])
    np.testing.assert_allclose(near.distances, np.sort(distances)[1:6])


def test_shares_are_measured_where_asked() -> None:
    x = {"train": SAMPLES}
    assert 0 < pca_map(encoder(4), x).kept["train"] <= 1
    assert np.isnan(pca_map(encoder(4), x, measured=False).kept["train"])
    assert pca_map(encoder(2), x).kept["train"] == 1


def test_tsne_of_a_network_places_the_second_part() -> None:
    made = encoder(4)
    steps = tsne_maps(made, {"train": SAMPLES[:20], "test": SAMPLES[20:]}, TSNE(perplexity=5))
    next(steps)
    step = next(steps)
    assert step.map.places["train"].shape == (20, 2)
    assert step.map.places["test"].shape == (10, 2)
    assert step.map.plane is None
    assert not step.map.is_exact
    alone = next(tsne_maps(made, {"test": SAMPLES}, TSNE()))
    assert set(alone.map.places) == {"test"}
