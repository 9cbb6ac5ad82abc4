"""Write the part of a text file that a program makes, and leave to people what people wrote."""

from __future__ import annotations

from pathlib import Path

from diynn.atomic_files import check_writable, opened, write_whole
from diynn.errors import FileError

BEGIN = "<!-- from here on written by diynn reproduce --table -->"
END = "<!-- as far as here -->"
LARGEST = 2**24


def save_marked(path: Path, title: str, text: str) -> None:
    """Put `text` between the two marks of a Markdown file, in place of what is between them.

    Where there is no file, one is made under the heading `title`. Raises FileError, also where a
    file lacks the marks: nobody has said where in it the text belongs.
    """
    before, after = _around(path, title)
    part = f"{BEGIN}\n\n{text.strip()}\n\n{END}"
    write_whole(path, [f"{before}{part}{after}".encode()])


def check_marked(path: Path) -> None:
    """Try whether `save_marked` could write there now; raises FileError."""
    _around(path, "")
    check_writable(path)


def _around(path: Path, title: str) -> tuple[str, str]:
    """What is to stand before and after the part that is written."""
    if not path.exists():
        return f"# {title}\n\n", "\n"
    with opened(path, LARGEST) as (file, size):
        packed = file.read(size)
    try:
        # Decoded by hand: line ends are kept as they are.
        known = packed.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FileError(
            "“{file}” is no text file in UTF-8.", "Name another one.", file=path.name
        ) from error
    before, begin, rest = known.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise FileError(
            "“{file}” does not say where the table belongs.",
            "Write these two lines where it should stand: {begin} and {end}",
            file=path.name, begin=BEGIN, end=END,
        )  # fmt: skip
    return before, after
