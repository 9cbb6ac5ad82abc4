"""Sets diynn up in the folder .venv where that is still to be done, then starts it.

    python3 start.py [FILE]          opens the window
    python3 start.py COMMAND ...     any command of diynn; it needs no window
    python3 start.py test ...        every test; what follows goes to pytest
    python3 start.py package ...     the program for people without Python, and the wheel, in dist/
    python3 start.py pictures ...    the pictures of the documents, taken again of the real program
    python3 start.py translations    brings the French words up to date, see CONTRIBUTING.md

What is told about the setting up goes to standard error.
"""

import errno
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from diynn.system_libraries import missing_libraries

if sys.version_info < (3, 11):  # noqa: UP036  an older Python reads this far
    sys.exit(f"diynn needs Python 3.11 or newer; this is Python {sys.version.split()[0]}.")

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "ready.json"
LOCK = VENV / "setup.lock"
LOG = VENV / "setup.log"

PROGRAM_PINS = "requirements.txt"
TEST_PINS = "requirements-dev.txt"
WITH_TEST_PINS = ("test", "package")
MAKES_VENVS = "ensurepip"

# What PyInstaller, and what makes its result smaller, ask of a Linux system.
BUILD_NEEDS = {"objdump": "binutils", "ld": "binutils", "xz": "xz-utils"}
PYTHON_LIBRARY = f"libpython{sys.version_info[0]}.{sys.version_info[1]}.so.1.0"

# How pip, venv and apt-get word the troubles that have a plain name.
TROUBLES = {
    "The disk is full.": ("no space left", "enough free space"),
    "The network cannot be reached; the first start needs it.": (
        "failed to establish a new connection",
        "failed to resolve",
        "temporary failure",
        "could not resolve",
        "network is unreachable",
        "timed out",
        "failed to fetch",
    ),
}


class SetupError(Exception):
    """Why diynn cannot be set up, in words for the person who started it."""


def say(text: str) -> None:
    """Tell how the setting up goes on."""
    print(text, file=sys.stderr, flush=True)


def main(arguments: Sequence[str]) -> int:
    """Set up what these arguments need, then run them; returns the exit status."""
    first = arguments[0] if arguments else ""
    pins = [PROGRAM_PINS, TEST_PINS] if first in WITH_TEST_PINS else [PROGRAM_PINS]
    try:
        set_up(pins, needs_qt(arguments))
        if first == "package":
            set_up_building()
    except SetupError as failure:
        say(str(failure))
        return 1
    except OSError as error:
        say(explained(error))
        return 1
    except KeyboardInterrupt:
        say("\nStopped. The next start takes it from here.")
        return 130
    if first == "test":
        os.chdir(ROOT)
        # Who has done his tests takes some of the others': all end at about the same time.
        # Many processes begin in the tests: what one has compiled, the others need not.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        return run("-m", "pytest", "--numprocesses=auto", "--dist=worksteal", *arguments[1:])
    if first == "package":
        return run(str(ROOT / "package" / "build.py"), *arguments[1:])
    if first == "pictures":
        return run("-P", "-m", "package.pictures", *arguments[1:])
    if first == "translations":
        return run(str(ROOT / "package" / "translations.py"), *arguments[1:])
    # Without -P a file called numpy.py in the person's own folder would be taken for the library.
    return run("-P", "-m", "diynn", *arguments)


def needs_qt(arguments: Sequence[str]) -> bool:
    """Whether a window is wanted. A command is one plain word; a file's name has a dot at least."""
    first = arguments[0] if arguments else ""
    if first in (*WITH_TEST_PINS, "pictures"):
        return True
    return not (first.isalpha() or first in ("-h", "--help", "--version"))


def run(*arguments: str) -> int:
    """Run Python in .venv; it takes this process's place where the system can do that."""
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    os.environ["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
    command = [str(PYTHON), *arguments]
    if os.name != "nt":
        os.execv(PYTHON, command)
    return subprocess.call(command)


def set_up(pin_files: Sequence[str], with_qt: bool) -> None:
    """Bring .venv and the system to what is asked for. Does and says nothing where they are."""
    place = f"Python {sys.version_info[0]}.{sys.version_info[1]} in {VENV}"
    pins = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in pin_files}
    wanted = {"place": place} | pins
    if not stale(wanted) and not missing(with_qt):
        return
    if VENV.is_symlink():
        # Setting up empties it: that would be the folder that it points to.
        raise SetupError(f"{VENV} is a link to another folder. Remove the link, then start again.")
    if (VENV / "pyvenv.cfg").exists() and not LOCK.exists():
        raise SetupError(f"{VENV} was made by another program. Move it away, then start again.")
    with locked() as lock:
        started = time.monotonic()
        old = stale(wanted)  # another start may have done the work meanwhile
        if "place" in old:
            clear()
        lacking = missing(with_qt)
        if lacking:
            install_packages(lacking)
        if old:
            # pip and its like keep the lock for as long as they live: if this process is killed,
            # no other start meddles with .venv before they have ended too.
            os.set_inheritable(lock.fileno(), True)
            install_libraries(wanted, old)
        if old or lacking:
            say(f"diynn is ready after {time.monotonic() - started:.0f} s.")


def install_libraries(wanted: dict[str, str], old: Sequence[str]) -> None:
    """Make .venv if it is not there, and install the pins that changed.

    The stamp is absent for as long as .venv is being changed, so that the next start throws away
    what an interruption left half done. A failure of pip leaves things as they were.
    """
    stamp = read_stamp()
    if "place" in old:
        say("Setting diynn up in .venv: some minutes and about 1 GB of disk, the first time only.")
        creator = getattr(sys, "_base_executable", sys.executable)
        logged("Python cannot make .venv.", [creator, "-m", "venv", str(VENV)])
        stamp = {"place": wanted["place"]}
        write_stamp(stamp)
    else:
        say("Bringing .venv up to date.")
    pins = [name for name in old if name != "place"]
    STAMP.unlink()
    pip = [str(PYTHON), "-m", "pip", "install", "--no-input", "--progress-bar=off"]
    try:
        logged("The libraries cannot be installed.", [*pip, *(f"-r{ROOT / name}" for name in pins)])
    except SetupError:
        write_stamp(stamp)
        raise
    write_stamp(stamp | {name: wanted[name] for name in pins})


def missing(with_qt: bool) -> dict[str, str]:
    """What the system lacks, each with the Debian package that brings it."""
    lacking = {}
    if not STAMP.exists() and importlib.util.find_spec(MAKES_VENVS) is None:
        lacking[MAKES_VENVS] = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    return lacking | missing_libraries() if with_qt else lacking


def set_up_building() -> None:
    """Bring the system to what packaging asks for."""
    lacking = missing_for_building()
    if lacking:
        install_packages(lacking)


def missing_for_building() -> dict[str, str]:
    """What the system lacks for packaging, each with the Debian package that brings it."""
    if sys.platform != "linux":
        return {}
    lacking = {tool: package for tool, package in BUILD_NEEDS.items() if not shutil.which(tool)}
    # Debian's Python has its library built in; a packaged program needs it by itself.
    places = [Path(str(sysconfig.get_config_var(name) or "")) for name in ("LIBDIR", "LIBPL")]
    multiarch = str(sysconfig.get_config_var("MULTIARCH") or "")
    places += [places[0] / multiarch, Path("/usr/lib") / multiarch]
    if not any((place / PYTHON_LIBRARY).exists() for place in places):
        lacking[PYTHON_LIBRARY] = f"libpython{sys.version_info[0]}.{sys.version_info[1]}"
    return lacking


def install_packages(lacking: dict[str, str]) -> None:
    """Install Debian packages, or say how that is done."""
    packages = sorted(set(lacking.values()))
    if not shutil.which("apt-get"):
        things = ", ".join(sorted(lacking))
        raise SetupError(f"diynn needs these from your system's package manager: {things}")
    if getattr(os, "geteuid", lambda: 1)() != 0:
        raise SetupError(
            "diynn needs some system packages. Type this, then start again:\n"
            f"  sudo apt-get install {' '.join(packages)}"
        )
    say(f"Installing {len(packages)} system packages that diynn needs.")
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    trouble = "The system packages cannot be installed."
    logged(trouble, [*apt, "update"])
    logged(trouble, [*apt, "install", "--yes", "--no-install-recommends", *packages])


def logged(trouble: str, command: Sequence[str]) -> None:
    """Run a command with its words kept in the log; SetupError, with the cause, if it fails."""
    plain = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8", "PIP_USER": "0"}
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", errors="replace", env=os.environ | plain, close_fds=False,
    )  # fmt: skip
    lines: list[str] = []
    with child, LOG.open("a", encoding="utf-8") as log:
        assert child.stdout is not None
        for line in child.stdout:
            log.write(line)
            lines += [line.rstrip()] if line.strip() else []
            if line.startswith("Collecting ") and sys.stderr.isatty():
                # One line that writes over itself, as a sign of life.
                print(f"\r\033[K  {line.split()[1]}", end="\r", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)
    if child.returncode == 0:
        return
    text = "\n".join(lines).lower()
    for cause, words in TROUBLES.items():
        if any(word in text for word in words):
            raise SetupError(f"{trouble} {cause}")
    last = "\n  ".join(line[:200] for line in lines[-6:] if not line.startswith("WARNING"))
    raise SetupError(f"{trouble} It ended so:\n  {last}\nAll of it is in {LOG}")


def explained(error: OSError) -> str:
    """One sentence for a failure of the system's."""
    if error.errno == errno.ENOSPC:
        return "diynn cannot be set up: the disk is full."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        place = error.filename or ROOT
        return f"diynn may not write to {place}. Copy diynn to a folder of your own."
    return f"diynn cannot be set up: {error}."


@contextmanager
def locked() -> Iterator[TextIO]:
    """Let one start at a time past; the system opens the lock again when its holders have ended."""
    VENV.mkdir(exist_ok=True)
    with LOCK.open("a") as lock:
        try:
            lock_file(lock, wait=False)
        except (BlockingIOError, PermissionError):
            say("Another start is setting diynn up; waiting for it.")
            lock_file(lock, wait=True)
        except OSError:
            pass  # a file system without locks: two first starts at once are rare enough
        yield lock


def lock_file(lock: TextIO, wait: bool) -> None:
    """Lock a file for this process; OSError if it is locked and there is to be no waiting."""
    if sys.platform == "win32":
        while True:
            try:
                msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
                break
            except PermissionError:
                if not wait:
                    raise
                time.sleep(0.5)
    else:
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


def clear() -> None:
    """Empty .venv but for the lock, without which another start could slip in."""
    STAMP.unlink(missing_ok=True)
    for entry in VENV.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry != LOCK:
            entry.unlink()


def stale(wanted: dict[str, str]) -> list[str]:
    """The parts that are not as wanted; all of them if .venv is not there, half made or moved."""
    stamp = read_stamp()
    if stamp.get("place") != wanted["place"] or not PYTHON.exists():
        return list(wanted)
    return [name for name, value in wanted.items() if stamp.get(name) != value]


def read_stamp() -> dict[str, str]:
    """What .venv holds, as the last complete set-up noted it."""
    try:
        return dict(json.loads(STAMP.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def write_stamp(stamp: dict[str, str]) -> None:
    """Note what .venv holds, at one stroke."""
    draft = STAMP.with_suffix(".new")
    draft.write_text(json.dumps(stamp, indent=1), "utf-8")
    draft.replace(STAMP)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
