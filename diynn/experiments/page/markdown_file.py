"""The page and the summary of all experiments as files.

The page lies in the folder of the results. The summary is a part of a Markdown file, between two
marks; what people wrote around it stays.
"""

from __future__ import annotations

from pathlib import Path

from diynn.atomic_files import check_writable, opened, write_whole
from diynn.errors import FileError
from diynn.experiments.experiment import Setup, Trial
from diynn.experiments.outcome import Outcome, load_outcome, save_page
from diynn.experiments.page.page import TITLE, Language, page, summary_table
from diynn.experiments.registry import EXPERIMENTS
from diynn.experiments.reproduction import kept_outcomes
from diynn.experiments.timing import elapsed

BEGIN = "<!-- from here on written by diynn reproduce --table -->"
END = "<!-- as far as here -->"
LARGEST = 2**24


def kept_outcome(trial: Trial, setup: Setup) -> Outcome | None:
    """The outcome that lies in the folder and still belongs to the experiment, if there is one."""
    return load_outcome(setup.results, trial.number, trial.fingerprint(setup))


def write_page(setup: Setup, language: Language | None = None) -> Path:
    """Write the page of all outcomes that lie in the folder; where it is.

    It opens in that language, else in the browser's. Raises FileError where it cannot be written.
    """
    written = page(EXPERIMENTS, kept_outcomes(setup), elapsed(setup), language)
    return save_page(setup.folder, written)


def write_table(setup: Setup, path: Path) -> None:
    """Write the summary of all outcomes that lie in the folder into a Markdown file.

    What is around its two marks stays; see `save_marked`. Raises FileError.
    """
    table = summary_table(EXPERIMENTS, kept_outcomes(setup), elapsed(setup))
    save_marked(path, TITLE.en, table)


def save_marked(path: Path, title: str, text: str) -> None:
    """Put `text` between the two marks of a Markdown file, in place of what is between them.

    Where there is no file, one is made under the heading `title`. Raises FileError, also where a
    file lacks the marks: it is not known where in it the text belongs.
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
        # Decoded from bytes: line ends are kept as they are.
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
