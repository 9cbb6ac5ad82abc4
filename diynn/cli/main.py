"""The command line: `diynn train` and the other commands, and `diynn` alone for the window.

The exit status is 0 when done, 1 after a failure, reported in one sentence on standard error, 2 for
a command that cannot be understood. An interruption (Ctrl+C) is such a failure too: 1.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import sys
import traceback
from collections.abc import Sequence
from types import ModuleType
from typing import TextIO

from diynn import __version__
from diynn.cli.output import complain
from diynn.errors import DiynnError
from diynn.system_libraries import missing_in

PROGRAM = "diynn"
INSTEAD = "type: diynn train moons"

CHECK_START = "--check-start"
"""Opens the window, lets it train a moment and closes it: for checks of a set-up."""
SELF_TEST = "--self-test"
"""Opens the window and tries everything in it: for checks of a packaged program."""
DESKTOP = ("--install-desktop", "--uninstall-desktop")
"""Puts the program among the person's own programs, and opens its files by double-click; undone."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (else the process's own) and return its exit status."""
    if getattr(sys, "frozen", False):
        # The processes of a sweep begin as the packaged program began.
        multiprocessing.freeze_support()
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_letters(stream)
    try:
        return _run(words)
    except DiynnError as error:
        complain(error)
    except KeyboardInterrupt:
        complain("Stopped.")
    except MemoryError:
        complain("There is not enough memory for this. Make the layers or the batches smaller.")
    except BrokenPipeError:
        _let_go_of_output()
    except OSError as error:
        complain(f"The system refused something: {error.strerror or error}.")
        _let_go_of_output()
    except Exception as error:  # noqa: BLE001  whatever it is, no traceback reaches a person
        _complain_of_unforeseen(error)
    return 1


def _run(words: list[str]) -> int:
    if words in ([], [CHECK_START]):
        return open_window([], check=bool(words))
    if words == [SELF_TEST]:
        return _test_itself()
    if len(words) == 1 and words[0] in DESKTOP:
        return _join_desktop(words[0] == DESKTOP[0])
    names = [command.NAME for command in commands()]
    if words[0] not in names and not words[0].startswith("-"):
        from diynn.storage.recipes import is_path

        if len(words) == 1 and is_path(words[0]):
            return open_window(words)
    chosen = parser().parse_args(words)
    status = chosen.run(chosen)
    sys.stdout.flush()
    return int(status)


def parser() -> argparse.ArgumentParser:
    """The grammar of the command line."""
    grammar = argparse.ArgumentParser(
        prog=PROGRAM,
        usage="diynn [FILE|FOLDER]\n       diynn COMMAND ...",
        description="Build neural networks from blocks, watch them learn, see what they learnt.",
        epilog="Without a command the window opens, with a network, a recipe, a table or a folder "
        "of pictures where one is named. diynn COMMAND --help tells more.",
        allow_abbrev=False,
    )
    grammar.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    added = grammar.add_subparsers(
        prog=PROGRAM, dest="command", metavar="COMMAND", required=True
    )
    for command in commands():
        command.add(added)
    return grammar


def commands() -> tuple[ModuleType, ...]:
    """Modules with a `NAME` and `add(subparsers)`, which sets `run`, a function of the arguments
    that returns the exit status."""
    # Not needed where only the window is opened, which has enough to load.
    from diynn.cli import average as cli_average
    from diynn.cli import bench as cli_bench
    from diynn.cli import check as cli_check
    from diynn.cli import cross_validate as cli_cross_validate
    from diynn.cli import data as cli_data
    from diynn.cli import evaluate as cli_evaluate
    from diynn.cli import explain as cli_explain
    from diynn.cli import export as cli_export
    from diynn.cli import find_rate as cli_find_rate
    from diynn.cli import import_ as cli_import
    from diynn.cli import info as cli_info
    from diynn.cli import lesson as cli_lesson
    from diynn.cli import predict as cli_predict
    from diynn.cli import reproduce as cli_reproduce
    from diynn.cli import sweep as cli_sweep
    from diynn.cli import train as cli_train

    return (
        cli_train,
        cli_predict,
        cli_evaluate,
        cli_average,
        cli_export,
        cli_import,
        cli_reproduce,
        cli_find_rate,
        cli_cross_validate,
        cli_sweep,
        cli_data,
        cli_info,
        cli_explain,
        cli_check,
        cli_lesson,
        cli_bench,
    )


def open_window(files: list[str], check: bool = False) -> int:
    """Open the window, with a file where one is named; say what to type where it cannot."""
    if _has_no_screen():
        complain(
            f"There is no screen here, so the window cannot open. To train without one, {INSTEAD}"
        )
        return 1
    # What is loaded and made for the window stays; the rest is looked for afterwards, in
    # `gui.app.app`.
    gc.disable()
    try:
        from gui.app.app import load_platform
        from gui.app.app import main as window_main

        load_platform()
    except ImportError as error:
        _complain_of_missing(error)
        return 1
    return int(window_main(files, check) or 0)


def _complain_of_missing(error: ImportError) -> None:
    lacking = missing_in(error)
    packages = sorted({package for package in lacking.values() if package})
    if packages:
        install = f"On Debian and Ubuntu: sudo apt-get install {' '.join(packages)}"
    elif lacking:
        install = "Install it with your system's package manager"
    else:
        install = "Install PySide6-Essentials and pyqtgraph"
    missing = ", ".join(sorted(lacking)) or error.name or str(error)
    complain(
        f"The window cannot open, because a part of it is missing ({missing}). {install}; or, to "
        f"train without a window, {INSTEAD}"
    )


def _test_itself() -> int:
    try:
        from gui.app.self_test import run
    except ImportError as error:
        _complain_of_missing(error)
        return 1
    print(run())
    return 0


def _join_desktop(wanted: bool) -> int:
    try:
        from gui.app.desktop import install, uninstall
    except ImportError as error:
        _complain_of_missing(error)
        return 1
    for place in install() if wanted else uninstall():
        print(place)
    return 0


def _has_no_screen() -> bool:
    # Qt does not raise an error where there is no screen: it ends the process.
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _let_go_of_output() -> None:
    """Where nobody takes the output any more, a last flush at exit must not fail over it again."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _never_fail_on_letters(stream: TextIO | None) -> None:
    """Let a terminal that lacks a letter show a question mark instead."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def _complain_of_unforeseen(error: Exception) -> None:
    from diynn.atomic_files import write_whole
    from diynn.paths import log_folder

    kind = type(error).__name__
    details = "".join(traceback.format_exception(error))
    place = log_folder() / "error.txt"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, [details.encode("utf-8", "replace")])
    except (DiynnError, OSError):
        complain(f"Something unforeseen happened ({kind}), and its details could not be written.")
        return
    complain(f"Something unforeseen happened ({kind}). The details are in {place}")
