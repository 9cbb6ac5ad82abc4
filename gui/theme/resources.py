"""Find the files that belong to the window, as text or by their path."""

from pathlib import Path

from diynn.errors import FileError
from diynn.paths import resource


def path(name: str) -> Path:
    """Return the path of the resource `name`, such as "icons/play.svg".

    Raises FileNotFoundError, naming the resource, if no place has it.
    """
    try:
        return resource(name)
    except FileError as error:
        raise FileNotFoundError(str(error)) from error


def text(name: str) -> str:
    """Return what the resource `name` says; raises FileNotFoundError like `path`."""
    return path(name).read_text(encoding="utf-8")
