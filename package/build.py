"""Builds what is given to people into dist/: the program, its archive, and the wheel.

    python3 start.py package [program] [archive] [wheel]

Without words all three; the archive is made of the program that lies in dist/.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DIST, BUILD = ROOT / "dist", ROOT / "build"
PROGRAM = DIST / ("diynn.app" if sys.platform == "darwin" else "diynn")
MB = 1e6
LARGEST, LARGEST_ARCHIVE = 300, 100
"""Megabytes, of a million bytes."""
TOOLS = {"objdump": "binutils", "strip": "binutils", "as": "binutils", "ld": "binutils"}


def main(words: Sequence[str]) -> int:
    """Build what `words` name; returns the exit status."""
    if unknown := [word for word in words if word not in MAKERS]:
        print(f"There is no “{unknown[0]}” to build. Choose from: {', '.join(MAKERS)}.")
        return 2
    DIST.mkdir(exist_ok=True)
    for name, make in MAKERS.items():
        if words and name not in words:
            continue
        began = time.monotonic()
        try:
            place, limit = make()
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"The {name} cannot be built: {error}")
            return 1
        size = size_of(place) / MB
        print(f"{name}: {place} ({size:.1f} MB, made in {time.monotonic() - began:.0f} s)")
        if limit is not None and size > limit:
            print(f"The {name} is larger than the {limit} MB that it may have.")
            return 1
    return 0


def program() -> tuple[Path, int | None]:
    """The folder with everything in it."""
    sys.path.insert(0, str(ROOT))
    from icons import write_icons

    lacking = [tool for tool in TOOLS if sys.platform == "linux" and not shutil.which(tool)]
    if lacking:
        packages = ", ".join(sorted({TOOLS[tool] for tool in lacking}))
        raise OSError(f"{', '.join(lacking)} is missing. Install: {packages}")
    write_icons(BUILD / "icons")
    run(
        sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN",
        f"--distpath={DIST}", f"--workpath={BUILD}", str(ROOT / "build.spec"),
    )  # fmt: skip
    for name in ("LICENSE", "README.md"):
        shutil.copy(ROOT / name, PROGRAM / ("Contents" if PROGRAM.suffix else "") / name)
    return PROGRAM, LARGEST


def archive() -> tuple[Path, int | None]:
    """The program as one file: .tar.xz, or .zip for Windows, which has no tar in its window."""
    sys.path.insert(0, str(ROOT))
    from diynn import __version__

    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, sys.platform)
    path = DIST / f"diynn-{__version__}-{system}-{platform.machine().lower()}.tar.xz"
    if sys.platform == "win32":
        path = path.with_name(path.name.replace(".tar.xz", ".zip"))
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
            for file in sorted(PROGRAM.rglob("*")):
                packed.write(file, file.relative_to(DIST))
        return path, None
    if shutil.which("xz"):
        tar = path.with_suffix("")
        with tarfile.open(tar, "w") as packed:
            packed.add(PROGRAM, PROGRAM.name, filter=owned_by_nobody)
        run("xz", "--force", "-6", "--threads=0", str(tar))
    else:
        with tarfile.open(path, "w:xz", preset=6) as packed:
            packed.add(PROGRAM, PROGRAM.name, filter=owned_by_nobody)
    return path, LARGEST_ARCHIVE


def wheel() -> tuple[Path, int | None]:
    """What pip installs."""
    # An earlier build's files would be taken along.
    shutil.rmtree(BUILD / "lib", ignore_errors=True)
    for old in DIST.glob("*.whl"):
        old.unlink()
    run(
        sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
        f"--wheel-dir={DIST}", str(ROOT),
    )  # fmt: skip
    return next(DIST.glob("*.whl")), None


MAKERS: dict[str, Callable[[], tuple[Path, int | None]]] = {
    "program": program, "archive": archive, "wheel": wheel,
}  # fmt: skip


def owned_by_nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without the name of whoever built it."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    return entry


def size_of(path: Path) -> int:
    """Bytes in a file, or in all files of a folder; links count nothing."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file() and not file.is_symlink())


def run(*words: str) -> None:
    """Run a program, its words going where ours go; CalledProcessError if it fails."""
    subprocess.run(words, check=True, cwd=ROOT, env=os.environ | {"PYTHONWARNINGS": "ignore"})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
