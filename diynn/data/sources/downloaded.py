"""The large data sets as sources: read from this machine, checked by content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np

from diynn.data.dataset import Array, Dataset, Part
from diynn.data.sources.catalogue import Entry, entry_named, found, not_here
from diynn.data.sources.idx import read_idx_pair
from diynn.data.sources.source import Outline, Source
from diynn.data.sources.usps import HIGHEST, SIDE, is_the_original, read_usps
from diynn.errors import DataError, DiynnError, FileError
from diynn.workers import check_cancelled

_NAMES = tuple("0123456789")
_PIECE = 1000
"""Samples that a check sum is taken of at once."""

_Parts = tuple[tuple[Array, Array], tuple[Array, Array]]


@dataclass(frozen=True)
class OnDemand(Source):
    """A data set of the catalogue, in which `download` is its name."""

    @property
    def entry(self) -> Entry:
        """Its files and where they may be."""
        return entry_named(self.download)

    def missing(self) -> DiynnError | None:
        """That the files are not on this machine and how to get them; None if they are."""
        return None if found(self.entry) else not_here(self.entry)

    def read(self, paths: tuple[Path, ...]) -> _Parts | None:
        """Both parts as (samples, digits); None if they are not the data set's own."""
        raise NotImplementedError

    def parts(self) -> _Parts:
        """The first set of files that holds the data set.

        Raises DataError if there are none, or the first failure if all are damaged.
        """
        failure: DiynnError | None = None
        for paths in found(self.entry):
            try:
                parts = self.read(paths)
            except (DataError, FileError) as error:
                failure = failure or error
                continue
            if parts is not None:
                return parts
            failure = failure or DataError(
                "The files {files} in “{folder}” are not those of {title}.",
                "Take them away and download {title} again.",
                files=", ".join(path.name for path in paths),
                folder=str(paths[0].parent), title=self.entry.title,
            )  # fmt: skip
        raise failure or not_here(self.entry)


@dataclass(frozen=True)
class USPS(OnDemand):
    """Handwritten digits from American envelopes: 16 × 16 grey pixels, 7291 to learn, 2007 to test.

    The pixels are the original ones, from whichever of the known files they are read.
    """

    title = "USPS"
    download = "usps"

    def load(self) -> Dataset:
        """Pixels as uint16 (n, 16, 16, 1) from 0 (paper) to 2000, in the order of the files."""
        train, test = self.parts()
        return Dataset(self.title, Part(*train), Part(*test), _NAMES, low=0.0, high=float(HIGHEST))

    def read(self, paths: tuple[Path, ...]) -> _Parts | None:
        """Both parts; None if a pixel or a label differs from the original."""
        train, test = (read_usps(path) for path in paths)
        return (train, test) if is_the_original(train, test) else None

    def outline(self) -> Outline:
        """What `load` will give."""
        return Outline(self.title, (SIDE, SIDE, 1), _NAMES, 0, 7291, 2007)


@dataclass(frozen=True)
class IdxImages(OnDemand):
    """28 × 28 grey pixels in four IDX files: images and labels to learn, images and labels to test.

    `sha256` is over training pixels, training labels, test pixels and test labels, a byte for each:
    MNIST and Fashion-MNIST have files of the same names.
    """

    classes: ClassVar[tuple[str, ...]]
    sha256: ClassVar[str]

    def load(self) -> Dataset:
        """Pixels as uint8 (n, 28, 28, 1) from 0 (black) to 255, in the order of the files."""
        train, test = self.parts()
        return Dataset(self.title, Part(*train), Part(*test), self.classes, low=0.0, high=255.0)

    def read(self, paths: tuple[Path, ...]) -> _Parts | None:
        """Both parts; None if they are another data set's."""
        pairs = read_idx_pair(*paths[:2]), read_idx_pair(*paths[2:])
        digest = hashlib.sha256()
        for array in (array for pair in pairs for array in pair):
            for start in range(0, len(array), _PIECE):
                check_cancelled()
                digest.update(array[start : start + _PIECE].data)
        if digest.hexdigest() != self.sha256:
            return None
        (x, labels), (test_x, test_labels) = pairs
        return (x, labels.astype(np.int64)), (test_x, test_labels.astype(np.int64))

    def outline(self) -> Outline:
        """What `load` will give."""
        return Outline(self.title, (28, 28, 1), self.classes, 0, 60_000, 10_000)


@dataclass(frozen=True)
class MNIST(IdxImages):
    """Handwritten digits of 28 × 28 grey pixels: 60000 to learn, 10000 to test."""

    title = "MNIST"
    download = "mnist"
    classes = _NAMES
    sha256 = "06b0d1f124c4e5fa796686ade41a9b778edacc8622f2195a352ef479ad44fc16"


@dataclass(frozen=True)
class FashionMNIST(IdxImages):
    """Clothes and shoes of 28 × 28 grey pixels, in ten kinds: 60000 to learn, 10000 to test.

    As large as MNIST and of the same form, but harder. (Xiao, Rasul, Vollgraf: "Fashion-MNIST: a
    novel image dataset for benchmarking machine learning algorithms", 2017.)
    """

    title = "Fashion-MNIST"
    download = "fashion-mnist"
    classes = (
        "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
        "Ankle boot",
    )  # fmt: skip
    sha256 = "ca3ab2a37f845e1b8ae23cab1b51749a3011ba3bf1d9016176d75cbaabac376f"
