"""Where the program's own files lie, in a checkout, a wheel or a packaged program; and its log."""

from __future__ import annotations

from pathlib import Path

from diynn.errors import FileError

PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The path of the program's own file or folder `name`, such as "recipes/moons.json".

    Raises FileError, naming it, where no place has it.
    """
    return _find(name, "resources", "resources")


def data_file(name: str) -> Path:
    """The path of a file in the folder `data`, such as "catalogue.toml"; raises as `resource`."""
    return _find(name, "data", "data_files")


def _find(name: str, folder: str, in_wheel: str) -> Path:
    # A checkout and a packaged program keep the folder beside `diynn`, a wheel keeps it inside.
    for place in (PACKAGE / in_wheel, PACKAGE.parent / folder):
        found = place / name
        if found.exists():
            return found
    raise FileError(
        "The program's own file “{file}” is missing.", "Install diynn again.", file=name
    )


def results_folder() -> Path:
    """Where runs and results of the experiments are kept for this person by default."""
    from platformdirs import user_data_dir

    return Path(user_data_dir("diynn", appauthor=False)) / "reproduction"


def log_folder() -> Path:
    """Where details of failures are kept for this person; it need not exist yet."""
    from platformdirs import user_log_dir

    return Path(user_log_dir("diynn", appauthor=False))


def swap_folder() -> Path:
    """Where open windows keep their safety copies for this person; it need not exist yet."""
    from platformdirs import user_state_dir

    return Path(user_state_dir("diynn", appauthor=False)) / "safety copies"
