"""Spoil valid files of every kind that the program reads, and see that each ends well.

    python tests/reliability/fuzz_files.py --cases 100000 --seed 1 --out FILE.json [--resume]
    python tests/reliability/fuzz_files.py --seed 1 --case 4711 --out FOLDER   repeats one

A case passes if the reader gives something sound, or raises DiynnError whose sentence can be
read, within 10 s of processor time and with no more memory than 3 × what it yields and a
constant. No reader may start a program, load a pickle or use the network. Failing cases are kept
in the folder FILE.cases.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import random
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import endurance
import mutations
import numpy as np
import sheets
import valid_files as valid
from endurance import MEMORY, Unsound
from valid_files import Files

from diynn.data.dataset import Dataset
from diynn.data.scaling import SCALINGS
from diynn.data.sources import UserFile
from diynn.data.sources.source import outline_of
from diynn.design.design import fit
from diynn.experiments.outcome import load_outcome
from diynn.memory import MODEST
from diynn.network.optimizers import Adam
from diynn.storage.model_file import (
    load,
    load_recipe,
    redesigned,
    resumed,
    save_recipe,
)
from diynn.storage.recipes import RECIPES
from diynn.storage.safety_copies import leftovers
from diynn.training.training import train
from diynn.tuning.sweep_folder import SweepFolder

LARGE = 2**29
WINDOW_SECONDS = 80.0
started: list[str] = []
"""Programs, pickles and connections that a case asked for; the hook that fills it stays."""
_watched = (
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "pickle.find_class",
    "socket.connect",
)


def _hook(event: str, words: tuple[object, ...]) -> None:
    if event in _watched:
        started.append(f"{event} {words!r}"[:300])


@dataclass(frozen=True)
class Kind:
    """Files of one kind: samples, what spoils them, and what reads them."""

    name: str
    samples: tuple[Files, ...]
    changes: tuple[mutations.Change, ...]
    read: Callable[[Path, random.Random], int]
    weight: float = 1.0
    packs: bool = False
    """Whether the reader unpacks what is packed."""
    memory: int = MEMORY
    only: tuple[str, ...] = ()
    """Endings of the files to spoil; all where there is none."""
    large: tuple[Files, ...] = ()
    """Samples that take a while, for a few cases."""


@dataclass
class FileCase:
    """A spoiled sample in a folder of its own."""

    kind: str
    memory: int
    folder: Path
    files: dict[str, bytes]
    main: str
    special: str
    read: Callable[[Path, random.Random], int]
    chance: random.Random = field(repr=False)

    def ready(self) -> None:
        self.lay_out(self.folder)
        started.clear()

    def run(self) -> int:
        try:
            return self.read(self.folder / self.main, self.chance)
        finally:
            if started:
                raise Unsound("a reader went outside: " + started[0].partition(" ")[0])

    def lay_out(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        for name, content in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        path = folder / self.main
        if self.special:
            path.unlink(missing_ok=True)
        if self.special == "fifo":
            os.mkfifo(path)
        elif self.special == "folder":
            path.mkdir()
        elif self.special:
            path.symlink_to(
                {
                    "loop": path,
                    "zero": "/dev/zero",
                    "null": "/dev/null",
                    "full": "/dev/full",
                    "none": folder / "none",
                }[self.special]
            )

    def keep(self, folder: Path) -> None:
        self.lay_out(folder)


# What reads them.


def data_size(data: Dataset) -> int:
    return sum(a.nbytes for part in (data.train, data.test) for a in (part.x, part.targets))


def check_data(data: Dataset) -> None:
    """What every reader promises of what it gives."""
    for part in (data.train, data.test):
        if not (len(part.x) == len(part.targets) and len(part)):
            raise Unsound("a part without samples")
        if not np.isfinite(np.asarray(part.x, np.float64)).all():
            raise Unsound("samples that are no numbers")
        if data.classes and not (
            part.targets.min() >= 0 and part.targets.max() < len(data.classes)
        ):
            raise Unsound("a class that has no name")
    if not data.shape or min(data.shape) < 1:
        raise Unsound("samples of no values")
    outline_of(data)


def read_data(path: Path, chance: random.Random) -> int:
    source = UserFile(
        path=str(path),
        target_column=chance.choice(("", "", "", "1", "2", "class", "x", "\0")),
        targets=chance.choice(("automatic", "automatic", "classes", "values")),
        image_size=chance.choice((4, 8, 28)),
        colour=chance.random() < 0.3,
    )
    data = source.load()
    size = data_size(data)
    if size < 2**22:
        check_data(data)
        if chance.random() < 0.2:
            data.scaled(chance.choice(SCALINGS))
    return size


def read_folder(path: Path, chance: random.Random) -> int:
    return read_data(next(one for one in path.parents if one.name == "set"), chance)


def read_model(path: Path, chance: random.Random) -> int:
    model = load(path)
    size = path.stat().st_size
    if model.trained:
        model.history  # noqa: B018  curves are read when they are asked for
        model.network(best=True)
        redesigned(model, replace(model.design, optimizer=Adam()))
        outline = model.design.source.outline()
        if outline is not None and outline.train + outline.test <= 3000:
            training = resumed(model, model.design.source.load())
            if not np.isfinite(training.net.weight_vector).all():
                raise Unsound("weights that are no numbers")
            training.rate  # noqa: B018
            if training.epoch < 10**6 and training.data.train.x.size < 10**6:
                next(train(training, training.epoch + 1), None)
            size += 4 * training.data.train.x.nbytes
    elif (outline := model.design.source.outline()) is not None:
        fit(model.design, outline)
    return size


def read_recipe(path: Path, chance: random.Random) -> int:
    design = load_recipe(path)
    outline = design.source.outline()
    if outline is not None:
        fit(design, outline)
    save_recipe(path.with_name("again.json"), design)
    if load_recipe(path.with_name("again.json")) != design:
        raise Unsound("a recipe that is another one when it was saved")
    return path.stat().st_size


def read_copies(path: Path, chance: random.Random) -> int:
    size = path.lstat().st_size
    left = leftovers(path.parents[1])
    try:
        for one in left:
            model, _ = one.read()
            model.history  # noqa: B018
    finally:
        for one in left:
            one.leave()
    return size


def read_sweep(path: Path, chance: random.Random) -> int:
    size = path.lstat().st_size
    run, fingerprint = valid.sweep_run()
    found = SweepFolder(path.parent).found(run, fingerprint)
    if found is not None and (found.weights_sha256 is None or len(found.history) < 1):
        raise Unsound("a run without figures")
    return size


def read_outcome(path: Path, chance: random.Random) -> int:
    from diynn.experiments.page.page import page
    from diynn.experiments.registry import EXPERIMENTS

    found = load_outcome(path.parent, path.stem, "f")
    if found is not None:
        page([one for one in EXPERIMENTS if one.number == path.stem], {path.stem: found})
    return sum(file.lstat().st_size for file in path.parent.iterdir())


def read_settings(path: Path, chance: random.Random) -> int:
    """Open the window with these settings in a process of its own: there is one a process."""
    # The work is done in another process: this one only waits, also where the machine is busy.
    signal.setitimer(signal.ITIMER_REAL, WINDOW_SECONDS)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        words = ""
        try:
            words = _open_window(path)
        except BaseException:  # noqa: BLE001  it is told by the parent
            words = traceback.format_exc()
        os.write(writing, words[-3000:].encode("utf-8", "replace"))
        os._exit(0)
    os.close(writing)
    try:
        said = b""
        while piece := os.read(reading, 4096):
            said += piece
    except BaseException:
        os.kill(child, 9)
        raise
    finally:
        os.close(reading)
        status = os.waitpid(child, 0)[1]
    started.clear()
    if status:
        raise Unsound(f"the window ended the process, {os.waitstatus_to_exitcode(status)}")
    if said:
        lines = said.decode().strip().splitlines()
        ours = [line.strip() for line in lines if "/gui/" in line]
        raise Unsound(f"{lines[-1]} ({ours[-1].partition('/gui/')[2] if ours else ''})")
    return 0


def _open_window(path: Path) -> str:
    from PySide6.QtCore import QSettings, QTimer, qInstallMessageHandler

    import gui.app.app
    import gui.app.error_hook

    found: list[str] = []

    def hear(level: object, where: object, words: str) -> None:
        if not words.startswith("This plugin does not support"):
            found.append(f"Qt: {words}")

    qInstallMessageHandler(hear)
    gui.app.error_hook.ErrorHook._show = lambda _, details: found.append(details)
    settings = QSettings(str(path), QSettings.Format.IniFormat)
    app, window = gui.app.app.open_window(settings)
    sys.excepthook = lambda *error: found.append("".join(traceback.format_exception(*error)))

    def look() -> None:
        QTimer.singleShot(50, end)
        for name in window.tabs.names():
            window.tabs.show_page(name)
        window.find_command()
        window.help.ask_topic("Tanh")
        window.trials.open_sweep()

    def end() -> None:
        window.documents.asks = False
        window.close()
        app.quit()

    QTimer.singleShot(50, look)
    app.exec()
    return found[0] if found else ""


def kinds(folder: Path, rng: np.random.Generator) -> list[Kind]:
    for name in ("models", "outcomes", "copies", "sweep"):
        (folder / name).mkdir(parents=True)
    models = valid.model_files(folder / "models")
    many = rng.normal(size=(20_000, 12))
    sparse = b"".join(b"%d 1:%.4f 9:%.4f\n" % (n % 3, a, b) for n, (a, b) in enumerate(many[:, :2]))
    wide = np.zeros((300, 500_000), np.uint8)
    return [
        Kind("model", tuple(models), mutations.MODEL, read_model, 4.0),
        Kind(
            "recipe",
            tuple(
                {"a.json": (endurance.ROOT / f"resources/recipes/{name}.json").read_bytes()}
                for name in RECIPES
            ),
            mutations.JSON,
            read_recipe,
            2.0,
        ),
        Kind(
            "table",
            tuple(valid.tables(rng)),
            mutations.TEXT,
            read_data,
            3.0,
            packs=True,
            large=({"a.csv": valid.table(rng, 20_000, 12).encode()},),
        ),
        Kind(
            "npz",
            tuple(valid.archives(rng)),
            mutations.ARCHIVE,
            read_data,
            2.0,
            packs=True,
            large=(
                {"a.npz": valid.npz(x=many, y=np.arange(20_000) % 5)},
                {"a.npz": valid.npz(packed=True, x=wide, y=np.arange(300) % 3)},
            ),
        ),
        Kind(
            "idx",
            tuple(valid.idx_files(rng)),
            mutations.IDX,
            read_data,
            2.0,
            packs=True,
            large=(
                {
                    "images": valid.idx(many.astype(np.float32)),
                    "labels": valid.idx((np.arange(20_000) % 5).astype(np.uint8)),
                },
                {
                    "images.gz": gzip.compress(valid.idx(wide)),
                    "labels.gz": gzip.compress(valid.idx((np.arange(300) % 5).astype(np.uint8))),
                },
            ),
        ),
        Kind(
            "digits",
            tuple(valid.digit_texts(rng)),
            mutations.TEXT,
            read_data,
            2.0,
            packs=True,
            large=({"a.svm": sparse},),
        ),
        Kind(
            "pictures",
            tuple(valid.pictures(rng)),
            mutations.BYTES,
            read_folder,
            2.0,
            # So much may come out of any picture, however small its file.
            memory=2 * MODEST,
            large=({"set/a/x.png": valid.large_png(), "set/b/y.png": valid.large_png()},),
        ),
        Kind(
            "copy",
            tuple(valid.copies(folder / "copies", models)),
            mutations.MODEL,
            read_copies,
            1.0,
            only=(".diynn",),
        ),
        Kind(
            "sweep",
            tuple(valid.sweep_files(folder / "sweep", *valid.sweep_run())),
            mutations.JSON,
            read_sweep,
            1.0,
        ),
        Kind(
            "outcome", tuple(valid.outcomes(folder / "outcomes")), mutations.JSON, read_outcome, 1.0
        ),
        Kind(
            "settings",
            ({"settings.ini": valid.SETTINGS.encode()},),
            mutations.TEXT,
            read_settings,
            0.02,
            memory=2**29,
        ),
        Kind(
            "sheet",
            tuple(sheets.samples(rng)),
            sheets.SHEET,
            read_data,
            3.0,
            # So many cells may be repeated or left free, however small a file is.
            memory=2 * MODEST,
        ),
    ]


CHANGES = {".diynn": mutations.MODEL, ".npz": mutations.ARCHIVE, ".json": mutations.JSON}
SPECIALS = ("fifo", "folder", "loop", "zero", "null", "none")


def prepare(folder: Path, seed: int) -> endurance.Maker:
    """Make the valid files, and say how a case is made of them."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        os.environ[f"XDG_{kind}_HOME"] = str(folder / "home" / kind.lower())
    import gui.app.app  # noqa: F401  before the fork: a window with settings then opens fast

    all_kinds = kinds(folder / "valid", np.random.default_rng(seed))
    weights = [kind.weight for kind in all_kinds]
    sys.addaudithook(_hook)

    def make(number: int) -> FileCase:
        chance = random.Random(f"{seed}/{number}")
        kind = chance.choices(all_kinds, weights)[0]
        rare = chance.random()
        large = bool(kind.large) and rare < 0.004
        sample = chance.choice(kind.large if large else kind.samples)
        # A large file may be read before it is found that its labels do not belong to it.
        memory = kind.memory + (LARGE if large and rare >= 0.002 else 0)
        files = dict(sample)
        main = next(iter(sample))
        # Half of the large files are read as they are: memory is judged there.
        if not (large and rare < 0.002):
            for _ in range(chance.choice((1, 1, 1, 2, 3))):
                _spoil(kind, files, main, chance, rare)
        if kind.name == "outcome" and chance.random() < 0.8:
            mutations.reseal_outcome(files)
        special = (
            chance.choice(SPECIALS) if chance.random() < 0.001 and kind.name != "settings" else ""
        )
        return FileCase(kind.name, memory, folder / "case", files, main, special, kind.read, chance)

    return make


def _spoil(
    kind: Kind, files: dict[str, bytes], main: str, chance: random.Random, rare: float
) -> None:
    name = main if chance.random() < 0.8 else chance.choice(list(files))
    if kind.only and not name.endswith(kind.only):
        name = main
    content = files[name]
    changes = next((c for end, c in CHANGES.items() if name.endswith(end)), kind.changes)
    unpack = next(
        (p for start, p in UNPACK.items() if kind.packs and content.startswith(start)), None
    )
    try:
        if unpack is not None and chance.random() < 0.8:
            inner = chance.choice(changes)(chance, unpack(content))
            content = (
                mutations.packed(chance, inner)
                if chance.random() < 0.2
                else gzip.compress(inner, 1)
            )
        else:
            content = chance.choice(changes)(chance, content)
    except Exception:  # noqa: BLE001
        # It was spoiled before, so that it cannot be taken apart any more.
        content = chance.choice(mutations.BYTES)(chance, content)
    if kind.packs and chance.random() < 0.03:
        content = mutations.packed(chance, content)
    if kind.packs and 0.01 < rare < 0.0115:
        content = mutations.bomb(chance, content)
    files[name] = content


UNPACK: dict[bytes, Callable[[bytes], bytes]] = {
    b"\x1f\x8b": gzip.decompress,
    b"BZh": bz2.decompress,
    b"\xfd7zXZ": lzma.decompress,
}


if __name__ == "__main__":
    sys.exit(endurance.main("fuzz_files", prepare, __doc__ or ""))
