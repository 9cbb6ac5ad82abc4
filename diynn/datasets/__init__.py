"""Where data sets come from: drawn, built in, downloaded, painted, or the user's own."""

from __future__ import annotations

from diynn.datasets.digits import Digits
from diynn.datasets.on_demand import MNIST, USPS, FashionMNIST
from diynn.datasets.painted import Painted
from diynn.datasets.source import Outline, Source
from diynn.datasets.toys import (
    XOR,
    Blobs,
    Checkerboard,
    Circles,
    LinearData,
    Moons,
    Spirals,
    Waves,
)
from diynn.datasets.user_file import UserFile

SOURCES: tuple[type[Source], ...] = (
    LinearData,
    Moons,
    Circles,
    XOR,
    Checkerboard,
    Spirals,
    Blobs,
    Waves,
    Digits,
    USPS,
    MNIST,
    FashionMNIST,
    Painted,
    UserFile,
)
"""Every source, in the order of the menu."""

__all__ = [
    "MNIST",
    "SOURCES",
    "USPS",
    "XOR",
    "Blobs",
    "Checkerboard",
    "Circles",
    "Digits",
    "FashionMNIST",
    "LinearData",
    "Moons",
    "Outline",
    "Painted",
    "Source",
    "Spirals",
    "UserFile",
    "Waves",
]
