"""The large data sets: their files, where the world keeps them, where this machine may."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_dir

from diynn.errors import DataError

FOLDER_VARIABLE = "DIYNN_DATA"


@dataclass(frozen=True)
class RemoteFile:
    """A file to download: its name, its size in bytes and its SHA-256 in hexadecimal digits.

    `digits_sha256` is that of the USPS digits inside: a re-compressed copy differs in bytes only.
    """

    name: str
    size: int
    sha256: str
    digits_sha256: str = ""


@dataclass(frozen=True)
class Mirror:
    """A web address, ending in a slash, below which all of `files` lie."""

    address: str
    files: tuple[RemoteFile, ...]


@dataclass(frozen=True)
class Entry:
    """A data set of the catalogue.

    Any one of `variants`, each a tuple of file names, is the whole data set. `places` are the
    folders below one for data that they may lie in; a download goes into the first.
    """

    name: str
    title: str
    mirrors: tuple[Mirror, ...]
    variants: tuple[tuple[str, ...], ...]
    places: tuple[str, ...] = ("",)


_USPS_ORIGINAL = (
    RemoteFile(
        "zip.train.gz", 1_829_071,
        "66ebf231ab51f2cf6ac1a892d0f98ccffee1079d7a5db638c1f11f366046ca16",
        "2a57ed8dc4031e3ee8e2fb77d19f37835c3d528737e927f600a386c345315b6e",
    ),
    RemoteFile(
        "zip.test.gz", 439_208,
        "8dacc3c6e136af6c3488de9e5113a7daf140c8c2f1f0b61c54ee02f03f1a962f",
        "842fd2ff51c60da8d4370be46de58b3020cd6aa498736313dbe8962ec6b3a0d2",
    ),
)  # fmt: skip
_USPS_SMOOTHED = (
    RemoteFile(
        "usps.bz2", 6_579_383,
        "3771e9dd6ba685185f89867b6e249233dd74652389f263963b3b741e994b034f",
        "2a57ed8dc4031e3ee8e2fb77d19f37835c3d528737e927f600a386c345315b6e",
    ),
    RemoteFile(
        "usps.t.bz2", 1_831_726,
        "a9c0164e797d60142a50604917f0baa604f326e9a689698763793fa5d12ffc4e",
        "842fd2ff51c60da8d4370be46de58b3020cd6aa498736313dbe8962ec6b3a0d2",
    ),
)  # fmt: skip
_MNIST = (
    RemoteFile(
        "train-images-idx3-ubyte.gz", 9_912_422,
        "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
    ),
    RemoteFile(
        "train-labels-idx1-ubyte.gz", 28_881,
        "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
    ),
    RemoteFile(
        "t10k-images-idx3-ubyte.gz", 1_648_877,
        "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
    ),
    RemoteFile(
        "t10k-labels-idx1-ubyte.gz", 4_542,
        "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
    ),
)  # fmt: skip
# Names and formats are MNIST's, so that programs for the one take the other.
_FASHION = tuple(
    RemoteFile(file.name, size, sha256)
    for file, (size, sha256) in zip(
        _MNIST,
        (
            (26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
            (29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
            (4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
            (5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
        ),
        strict=True,
    )
)

USPS_ENTRY = Entry(
    "usps",
    "USPS",
    mirrors=(
        Mirror("https://web.stanford.edu/~hastie/ElemStatLearn/datasets/", _USPS_ORIGINAL),
        Mirror(
            "https://www.csie.ntu.edu.tw/~cjlin/libsvmtools/datasets/multiclass/", _USPS_SMOOTHED
        ),
    ),
    variants=(
        ("USPS_train.txt", "USPS_test.txt"),
        ("zip.train.gz", "zip.test.gz"),
        ("zip.train", "zip.test"),
        ("usps.bz2", "usps.t.bz2"),
        ("usps", "usps.t"),
    ),
)

MNIST_ENTRY = Entry(
    "mnist",
    "MNIST",
    mirrors=(
        Mirror("https://ossci-datasets.s3.amazonaws.com/mnist/", _MNIST),
        Mirror("https://storage.googleapis.com/cvdf-datasets/mnist/", _MNIST),
    ),
    variants=(
        tuple(file.name for file in _MNIST),
        tuple(file.name.removesuffix(".gz") for file in _MNIST),
        tuple(file.name.removesuffix(".gz").replace("-idx", ".idx") for file in _MNIST),
    ),
)

FASHION_ENTRY = Entry(
    "fashion-mnist",
    "Fashion-MNIST",
    mirrors=(
        Mirror("https://storage.googleapis.com/tensorflow/tf-keras-datasets/", _FASHION),
        Mirror(
            "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/", _FASHION
        ),
    ),
    variants=MNIST_ENTRY.variants,
    places=("fashion-mnist", "fashion"),
)

ENTRIES = (USPS_ENTRY, MNIST_ENTRY, FASHION_ENTRY)


def entry_named(name: str) -> Entry:
    """The entry called `name`, in capitals or not; DataError if there is none."""
    for entry in ENTRIES:
        if entry.name == name.lower():
            return entry
    raise DataError(
        "There is no data set “{name}” to download.",
        "Choose one of: {choices}.",
        name=name, choices=", ".join(entry.name for entry in ENTRIES),
    )  # fmt: skip


def cache_folder() -> Path:
    """Where downloads are kept; it need not exist yet."""
    return Path(user_cache_dir("diynn", appauthor=False)) / "data"


def folders() -> tuple[Path, ...]:
    """Where data is looked for, in this order: the folder named by $DIYNN_DATA, then the cache."""
    named = os.environ.get(FOLDER_VARIABLE, "").strip()
    own = (Path(os.path.expanduser(named)),) if named else ()
    return (*own, cache_folder())


def found(entry: Entry) -> list[tuple[Path, ...]]:
    """Every complete set of the entry's files on this machine, the preferred one first."""
    sets = [
        tuple(folder / place / name for name in names)
        for folder in folders()
        for place in entry.places
        for names in entry.variants
    ]
    return [paths for paths in sets if all(map(os.path.isfile, paths))]


def not_here(entry: Entry) -> DataError:
    """That none of the entry's files are on this machine, and how to get them."""
    if entry.places[0]:
        return DataError(
            "{title} is not on this machine yet.",
            "Press Download, or type: diynn data fetch {name}. Files that you have already may lie "
            "in a folder “{place}” within the one that the variable {variable} names.",
            title=entry.title, name=entry.name, place=entry.places[0], variable=FOLDER_VARIABLE,
        )  # fmt: skip
    return DataError(
        "{title} is not on this machine yet.",
        "Press Download, or type: diynn data fetch {name}. Files that you have already may lie in "
        "the folder that the variable {variable} names.",
        title=entry.title, name=entry.name, variable=FOLDER_VARIABLE,
    )  # fmt: skip
