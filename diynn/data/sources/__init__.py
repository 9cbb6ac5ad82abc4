"""Where data sets come from: drawn, built in, downloaded, painted, or the user's own."""

from __future__ import annotations

from diynn.data.sources.digits import Digits
from diynn.data.sources.downloaded import MNIST, USPS, FashionMNIST
from diynn.data.sources.drawn_points import Painted
from diynn.data.sources.included import (
    BreastCancer,
    Diabetes,
    Included,
    Iris,
    Penguins,
    Ultrasound,
    Wine,
)
from diynn.data.sources.series import CarbonDioxide
from diynn.data.sources.source import Outline, Source
from diynn.data.sources.toys import (
    XOR,
    Blobs,
    Checkerboard,
    Circles,
    LinearData,
    Moons,
    Spirals,
    Waves,
)
from diynn.data.sources.user_file import UserFile
from diynn.data.sources.worked import WorkedExample

SOURCES: tuple[type[Source], ...] = (
    LinearData,
    Moons,
    Circles,
    XOR,
    Checkerboard,
    Spirals,
    Blobs,
    Waves,
    Penguins,
    Iris,
    Wine,
    BreastCancer,
    Diabetes,
    Ultrasound,
    CarbonDioxide,
    Digits,
    USPS,
    MNIST,
    FashionMNIST,
    WorkedExample,
    Painted,
    UserFile,
)
"""Every source, in the order of the menu."""

TABLES = (Included, UserFile)
"""Sources that may be tables."""

__all__ = [
    "MNIST",
    "SOURCES",
    "TABLES",
    "USPS",
    "XOR",
    "Blobs",
    "BreastCancer",
    "CarbonDioxide",
    "Checkerboard",
    "Circles",
    "Diabetes",
    "Digits",
    "FashionMNIST",
    "Iris",
    "LinearData",
    "Moons",
    "Outline",
    "Painted",
    "Penguins",
    "Source",
    "Spirals",
    "Ultrasound",
    "UserFile",
    "Waves",
    "Wine",
    "WorkedExample",
]
