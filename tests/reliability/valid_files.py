"""Valid files of every kind that the program reads, made small: what `fuzz_files.py` spoils."""

from __future__ import annotations

import bz2
import functools
import gzip
import io
import lzma
import struct
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import endurance
import numpy as np

from diynn.data.sources import Moons
from diynn.data.sources.usps import _spreading
from diynn.experiments.outcome import (
    Curves,
    Figure,
    Images,
    Lines,
    Outcome,
    Plane,
    Scatter,
    Series,
    save_outcome,
)
from diynn.network.optimizers import Adam
from diynn.storage.model_file import save, snapshot, weights_sha256
from diynn.storage.recipes import recipe
from diynn.storage.safety_copies import Document, SafetyCopy
from diynn.text import Text
from diynn.training.training import Training, train
from diynn.tuning.sweep import RunResult, Sweep, SweepRun
from diynn.tuning.sweep_folder import SweepFolder
from diynn.tuning.sweep_settings import axis

Files = Mapping[str, bytes]
"""The files of a sample by their names in its folder; the first is the one to read."""


@functools.cache
def sweep_run() -> tuple[SweepRun, str]:
    design = recipe("moons")
    design = replace(design, source=Moons(samples=40), run=replace(design.run, epochs=2))
    sweep = Sweep(design, (axis([design], "optimizer.learning_rate=0.1,0.2"),))
    return next(iter(sweep.runs())), design.source.load().fingerprint


def saved(folder: Path, name: str, design: Any, epochs: int) -> bytes:
    """A model file of a design after so many epochs on few samples."""
    data = design.source.load()
    training = Training(design, data)
    for _ in train(training, epochs):
        pass
    save(folder / name, snapshot(training, data))
    return (folder / name).read_bytes()


def model_files(folder: Path) -> list[Files]:
    moons = recipe("moons")
    small = replace(
        moons, source=Moons(samples=60), run=replace(moons.run, batch_size=20, validation=0.2)
    )
    digits = recipe("digits-conv2d")
    seen = recipe("digits-autoencoder")
    designs = {
        "moons": (small, 3),
        "adam": (replace(small, optimizer=Adam()), 1),
        "never": (small, 0),
        "conv": (replace(digits, run=replace(digits.run, batch_size=500)), 1),
        "auto": (replace(seen, run=replace(seen.run, batch_size=500)), 1),
    }
    files = [{"a.diynn": saved(folder, f"{name}.diynn", *what)} for name, what in designs.items()]
    # One whose settings were changed on the way, which it tells of.
    data = small.source.load()
    training = Training(small, data)
    list(train(training, 1))
    training.adopt(replace(small, optimizer=Adam(), run=replace(small.run, noise=0.1)))
    list(train(training, 2))
    save(folder / "past.diynn", snapshot(training, data))
    files.append({"a.diynn": (folder / "past.diynn").read_bytes()})
    files.append({"a.diynn": (endurance.ROOT / "tests/data/version-1.diynn").read_bytes()})
    return [*files, files[0], files[1], files[-2]]


def table(
    rng: np.random.Generator,
    rows: int,
    columns: int,
    sign: str = ",",
    comma: bool = False,
    head: bool = True,
    words: bool = True,
    index: bool = False,
    quoted: bool = False,
) -> str:
    x, y = rng.normal(size=(rows, columns)), rng.integers(0, 3, rows)
    lines = (
        [sign.join([*([""] if index else []), *(f"x{n}" for n in range(columns)), "class"])]
        if head
        else []
    )
    for row, (values, kind) in enumerate(zip(x, y, strict=True)):
        cells = [f"{value:.6g}" for value in values]
        cells = [cell.replace(".", ",") for cell in cells] if comma else cells
        cells = [f'"{cell}"' for cell in cells] if quoted else cells
        cells.append("abc"[kind] if words else str(kind))
        lines.append(sign.join([*([str(row)] if index else []), *cells]))
    return "\n".join(lines) + "\n"


def tables(rng: np.random.Generator) -> list[Files]:
    texts = [
        table(rng, 30, 3),
        table(rng, 30, 3, ";", comma=True),
        table(rng, 20, 2, "\t", words=False),
        table(rng, 20, 2, " ", head=False),
        table(rng, 12, 4, index=True),
        table(rng, 9, 2, quoted=True),
        table(rng, 40, 1, ";", words=False, head=False),
        'name,"a ""b"", c",y\r\nx,1,2\r\nz,3,4\r\nw,5,6\r\n',
        "a,b\n1,2\n3,4\n5,6\n7,8\n",
    ]
    plain = [text.encode() for text in texts]
    plain += [
        b"\xef\xbb\xbf" + plain[0],
        texts[1].encode("utf-16"),
        texts[0].replace("abc"[1], "é").encode("latin-1"),
        plain[0].replace(b"\n", b"\r\n"),
        plain[1].replace(b"\n", b"\r"),
    ]
    return [{"a.csv": content} for content in plain] + [
        {"a.csv.gz": gzip.compress(plain[0])},
        {"a.csv.bz2": bz2.compress(plain[1])},
        {"a.csv.xz": lzma.compress(plain[2])},
    ]


def npz(packed: bool = False, **arrays: Any) -> bytes:
    buffer = io.BytesIO()
    (np.savez_compressed if packed else np.savez)(buffer, **arrays)
    return buffer.getvalue()


def archives(rng: np.random.Generator) -> list[Files]:
    x, y = rng.normal(size=(20, 2)), np.arange(20) % 3
    grey, words = rng.integers(0, 256, (20, 6, 6), np.uint8), np.array(["a", "bb"] * 10)
    return [
        {"a.npz": content}
        for content in (
            npz(x=x, y=y),
            npz(packed=True, X=x.astype(np.float32), y=words),
            npz(x_train=grey, y_train=y, x_test=grey[:5], y_test=y[:5]),
            npz(data=np.asfortranarray(x), target=y),
            npz(x=grey[..., None] > 99, y=words.astype("S")),
            npz(x=x.astype(">f8"), y=np.eye(3)[y]),
            npz(x=x.astype(np.float16), y=x),
            npz(x=x[:, 0], y=y.astype(np.uint8)),
        )
    ]


def idx(array: np.ndarray[Any, Any]) -> bytes:
    code = {"u1": 8, "i1": 9, "i2": 11, "i4": 12, "f4": 13, "f8": 14}[array.dtype.str[1:]]
    head = struct.pack(f">HBB{array.ndim}I", 0, code, array.ndim, *array.shape)
    return head + array.astype(array.dtype.newbyteorder(">")).tobytes()


def idx_files(rng: np.random.Generator) -> list[Files]:
    y = (np.arange(20) % 4).astype(np.uint8)
    grey = rng.integers(0, 256, (20, 5, 6), np.uint8)
    image, label = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"
    return [
        {image: idx(grey), label: idx(y)},
        {f"{image}.gz": gzip.compress(idx(grey)), f"{label}.gz": gzip.compress(idx(y))},
        {
            "images": idx(rng.normal(size=(20, 3)).astype(np.float32)),
            "labels": idx(y.astype(np.int32)),
        },
        {"images-idx4": idx(grey[..., None].repeat(3, 3)), "labels-idx1": idx(y)},
        {
            image: idx(grey),
            label: idx(y),
            "t10k-images-idx3-ubyte": idx(grey[:7]),
            "t10k-labels-idx1-ubyte": idx(y[:7]),
        },
    ]


def digit_texts(rng: np.random.Generator) -> list[Files]:
    """LIBSVM, and USPS in its three writings; the pixels are chance."""
    sparse = b"".join(
        b"%d %s\n"
        % (n % 3, b" ".join(b"%d:%.4f" % (at, rng.normal()) for at in range(1, 6) if (n + at) % 3))
        for n in range(20)
    )
    pixels = rng.integers(0, 2001, (6, 16, 16)) / 1000
    labels = np.arange(6)
    rows = [
        f"{y} " + " ".join(f"{v:.3f}" for v in p.ravel() - 1)
        for p, y in zip(pixels, labels, strict=True)
    ]
    plain = ("\n".join(rows) + "\n").encode()
    plus = (
        "10 256\n"
        + "\n".join(
            f"{y} " + " ".join(f"{v:.3f}" for v in p.ravel())
            for p, y in zip(pixels, labels, strict=True)
        )
        + "\n-1\n"
    ).encode()
    smooth = _spreading() @ pixels @ _spreading().T - 1
    svm = "".join(
        f"{y + 1} " + " ".join(f"{at}:{v:.6f}" for at, v in enumerate(p.ravel(), 1)) + "\n"
        for p, y in zip(smooth, labels, strict=True)
    ).encode()
    return [
        {"a.svm": sparse},
        {"a": sparse + b"# note\n1 3:4 # more\n", "a.t": sparse},
        {"a.svm": b"1 1:1\n0 2:1\n"},
        {"zip.train.gz": gzip.compress(plain), "zip.test.gz": gzip.compress(plain)},
        {"USPS_train.txt": plus},
        {"usps.bz2": bz2.compress(svm), "usps.t.bz2": bz2.compress(svm)},
        {"usps": svm},
        {"zip.train": plain},
    ]


POSTSCRIPT = (
    b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n0 0 9 9 rectfill showpage\n"
)


def pictures(rng: np.random.Generator) -> list[Files]:
    from PIL import Image

    def picture(mode: str, ending: str, **more: Any) -> bytes:
        depth = {"RGB": 3, "RGBA": 4, "LA": 2}.get(mode, 1)
        raw = rng.integers(0, 256, (12, 10, depth), np.uint8)
        made = Image.fromarray(raw[..., 0] if depth == 1 else raw, {1: "L"}.get(depth, mode))
        if mode == "I;16":
            made = Image.fromarray(rng.integers(0, 65536, (12, 10)).astype(np.uint16))
        elif depth == 1 and mode != "L":
            made = made.convert(mode)
        buffer = io.BytesIO()
        made.save(buffer, ending, **more)
        return buffer.getvalue()

    made = {
        "a.png": picture("RGB", "PNG"),
        "b.png": picture("P", "PNG", transparency=3),
        "c.png": picture("LA", "PNG"),
        "d.png": picture("I;16", "PNG"),
        "e.jpg": picture("RGB", "JPEG"),
        "f.bmp": picture("L", "BMP"),
        "g.gif": picture("P", "GIF"),
        "h.tif": picture("F", "TIFF"),
        "i.tiff": picture("RGB", "TIFF"),
        "j.webp": picture("RGBA", "WEBP"),
        "k.pgm": picture("L", "PPM"),
        "l.ppm": picture("RGB", "PPM"),
        "m.jpg": picture("CMYK", "JPEG") if hasattr(Image, "core") else b"",
        "n.png": picture("1", "PNG"),
    }
    return [
        {
            f"set/cats/{name}": content,
            "set/dogs/z.png": made["a.png"],
            "set/cats/y.png": made["d.png"],
        }
        for name, content in made.items()
    ] + [
        {
            "set/train/a/x.png": made["a.png"],
            "set/train/b/x.png": made["c.png"],
            "set/test/a/x.png": made["e.jpg"],
            "set/test/b/x.png": made["n.png"],
        },
        {"set/a/x.png": POSTSCRIPT, "set/b/x.png": made["a.png"]},
    ]


def outcomes(folder: Path) -> list[Files]:
    said, rows = Text("a", "b"), np.arange(18.0).reshape(2, 9)
    grid, ones = np.linspace(0, 1, 12).reshape(3, 4), np.ones(5, np.int64)
    points = np.arange(10.0).reshape(5, 2)
    outcome = Outcome(
        "E19",
        said,
        "reproduced",
        said,
        3.5,
        (0, 1),
        ("report/dense",),
        (Figure(said, 95.0, (94.0, 96.0), "%"), Figure(said, None, (1.0,))),
        (Curves(said, rows),),
        (
            Images(said, (said,), np.zeros((1, 3, 4, 4))),
            Plane(said, grid, (0, 1, 0, 1), points, ones),
            Scatter(said, (said,), (points,), (ones,)),
            Lines(said, said, said, (Series(said, points[:, 0], points),)),
        ),
        {"numpy": "2"},
    )
    save_outcome(folder, outcome, "f")
    return [{f"E19.{end}": (folder / f"E19.{end}").read_bytes() for end in ("json", "npz")}]


def copies(folder: Path, models: list[Files]) -> list[Files]:
    copy = SafetyCopy(folder)
    data = Moons(samples=40).load()
    design = replace(recipe("moons"), source=Moons(samples=40))
    copy.write(snapshot(Training(design, data), data), Document(folder / "x.diynn", "x", 1e9))
    assert copy.path is not None
    content = copy.path.read_bytes()
    copy.close()
    return [
        {"copies/1-a/safety copy.diynn": content, "copies/1-a/lock": b""},
        {"copies/1-a/safety copy.diynn": models[0]["a.diynn"], "copies/1-a/lock": b""},
    ]


def sweep_files(folder: Path, run: SweepRun, fingerprint: str) -> list[Files]:
    data = run.design.source.load()
    training = Training(run.design, data)
    list(train(training))
    model = snapshot(training, data)
    digest = weights_sha256(training.net.weight_vector)
    kept = SweepFolder(folder)
    kept.keep(RunResult(run, tuple(training.history), digest, 1.0, model))
    assert kept.found(run, fingerprint) is not None
    return [{path.name: path.read_bytes() for path in sorted(folder.iterdir(), reverse=True)}]


SETTINGS = (
    "[General]\nzoom=1.25\nlook=dark\nlanguage=fr\ncontrast=on\ntab=weights\n"
    "recent=/tmp/a.diynn, /tmp/b.diynn\n"
    "geometry=@ByteArray(\\x1\\xd9\\xd0\\xcb\\0\\x3\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\x4\\xff\\0\\0\\x3\\x1f)\n"
    "columns=@ByteArray(\\0\\0\\0\\xff\\0\\0\\0\\x1\\0\\0\\0\\x3\\0\\0\\x1\\x40\\0\\0\\x2\\0\\0\\0\\x1\\0)\n"
    "curves=@ByteArray(\\0\\0\\0\\xff\\0\\0\\0\\x1\\0\\0\\0\\x2\\0\\0\\0\\xf0\\0\\0\\0\\xf0)\n\n"
    "[panels]\nnetwork=false\ntabs=true\n\n[help]\ndocked=true\ngeometry=@ByteArray(\\x1\\xd9\\xd0\\xcb)\n\n"
    "[tour]\nleft=true\n\n[commands]\nrecent=Edit: Undo, Run: One step\n\n"
    "[experiments]\nfolder=/tmp/x\n"
    "geometry=@Rect(0 0 800 600)\n\n[sweep]\ngeometry=@ByteArray(\\x1\\xd9)\n\n"
    "[tabs]\nruns\\table0=@ByteArray(\\0\\0\\0\\xff\\0\\0)\nruns\\splitter0=@ByteArray(\\0\\0\\0\\xff)\n"
)


def large_png() -> bytes:
    from PIL import Image

    buffer = io.BytesIO()
    Image.fromarray(np.zeros((9000, 9000), np.uint16)).save(buffer, "PNG")
    return buffer.getvalue()
