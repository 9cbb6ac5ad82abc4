"""Find the files that belong to the program, wherever it was installed."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent

# A checkout and a packaged program both keep `resources` beside `gui`; a wheel keeps it in `diynn`.
_PLACES = (_HERE.parent / "resources", _HERE.parent / "diynn" / "resources")


def path(name: str) -> Path:
    """Return the path of the resource `name`, such as "icons/play.svg".

    Raises FileNotFoundError, naming the resource, if no place has it.
    """
    for place in _PLACES:
        found = place / name
        if found.exists():
            return found
    raise FileNotFoundError(f"The program's own file “{name}” is missing: install diynn again.")


def text(name: str) -> str:
    """Return what the resource `name` says; raises FileNotFoundError like `path`."""
    return path(name).read_text(encoding="utf-8")
