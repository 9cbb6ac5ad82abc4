"""What auto-encoders draw of the test digits: how near it is, and how a classifier reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from diynn.analysis.denoising import (
    ImageSpace,
    field_of,
    image_errors,
    image_space,
    one_of_each,
    restored,
)
from diynn.analysis.reconstruction import AutoEncoder, peak_signal_to_noise
from diynn.data.noise import Gaussian
from diynn.experiments.experiment import Runs, Trained, dataset
from diynn.experiments.outcome import Images
from diynn.experiments.phrases import phrase
from diynn.text import Text, same

Array = NDArray[Any]

SHOWN = 10
"""Digits in a picture, one of each class."""
FIELD_SEED = 0
"""Of the noise: every network gets the same."""
CHUNK = 2000

NAMES = {
    "simple-mse": same("simple, MSE"),
    "simple-bce": same("simple, BCE"),
    "deep-mse": phrase("deep, MSE"),
    "deep-bce": phrase("deep, BCE"),
}
"""The report's auto-encoders, by the end of their recipes' names."""

ORIGINAL = same("original")


@dataclass(frozen=True)
class Quality:
    """How well images are given back.

    `psnr` is in decibels, of the mean squared error over all of them. `kept` is the share of that
    error in the error of the mean image of the training part. `read` is the share that the judge
    takes for what they are, `agreed` the share that it takes for the same as the original.
    """

    psnr: float
    kept: float
    read: float
    agreed: float


def clean_images(one: Trained) -> Array:
    """The test images (samples, height, width, channels), black at 0 and white at 1."""
    return _space(one).images(one.data.test.x)


def _space(one: Trained) -> ImageSpace:
    space = image_space(dataset(one.design.source), one.data)
    assert space is not None
    return space


def noisy_images(one: Trained, sigma: float) -> Array:
    """The test images with Gaussian noise of that strength; the field depends on the data alone."""
    clean = clean_images(one)
    if not sigma:
        return clean
    return Gaussian().applied(clean, _field(clean.shape), sigma, 0.0, 1.0)


@lru_cache(maxsize=2)
def _field(shape: tuple[int, ...]) -> Array:
    return field_of(Gaussian(), shape, FIELD_SEED)


def drawn(one: Trained, images: Array) -> Array:
    """What the auto-encoder makes of images."""
    auto_encoder = AutoEncoder(one.net, one.net.weight_vector, one.data, one.data)
    pieces = (images[start : start + CHUNK] for start in range(0, len(images), CHUNK))
    return np.concatenate([restored(piece, auto_encoder, _space(one)) for piece in pieces])


def taken_for(runs: Runs, images: Array) -> Array:
    """The classes (samples,) that the judge takes images for."""
    judge = runs.judge
    values = _space(judge).values(images)
    return judge.taken_for(values).predicted


def quality(runs: Runs, one: Trained, images: Array) -> Quality:
    """How near images come to the test part that they were made of."""
    clean, labels = clean_images(one), dataset(one.design.source).test.targets
    error = float(image_errors(images, clean).mean(dtype=np.float64))
    mean_image = _space(one).images(one.data.train.x.mean(axis=0, keepdims=True))
    nothing = float(image_errors(np.broadcast_to(mean_image, clean.shape), clean).mean())
    read = taken_for(runs, images)
    return Quality(
        float(peak_signal_to_noise(np.asarray(error), 1.0)), error / nothing,
        float(np.mean(read == labels)), float(np.mean(read == taken_for(runs, clean))),
    )  # fmt: skip


def qualities(runs: Runs, name: str, sigma: float = 0.0) -> tuple[Quality, ...]:
    """Of what the networks of a recipe, one a seed, make of the (noisy) test images."""
    return tuple(
        quality(runs, one, drawn(one, noisy_images(one, sigma))) for one in runs.all(name)
    )


def rows(caption: Text, of: Trained, images: Sequence[tuple[Text, Array]]) -> Images:
    """A picture: one digit of each class, in each row as the images of that row have it."""
    labels = dataset(of.design.source).test.targets
    places = one_of_each(labels, SHOWN, np.random.default_rng(0))
    pixels = np.stack([np.clip(many[places, ..., 0], 0, 1) for _, many in images])
    return Images(caption, tuple(label for label, _ in images), pixels.astype(np.float32))
