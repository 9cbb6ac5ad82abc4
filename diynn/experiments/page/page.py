"""All experiments on one page that opens anywhere, in English and French; and as a table.

The page is made from resources/report/page.html, a Jinja2 template, and lies in the folder of the
results. The table is a part of a Markdown file, between two marks; what people wrote around it
stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from diynn.atomic_files import check_writable, opened, write_whole
from diynn.errors import FileError
from diynn.experiments.experiment import Experiment, Setup, Trial
from diynn.experiments.outcome import Figure, Outcome, Verdict, load_outcome, save_page
from diynn.experiments.page.charts import curves
from diynn.experiments.page.pictures import picture
from diynn.experiments.page.settings_table import Table, designs, networks, notes, settings_table
from diynn.experiments.page.words import (
    VERDICTS,
    distance,
    escaped,
    mean_and_spread,
    measured,
    said,
)
from diynn.experiments.phrases import phrase
from diynn.experiments.registry import EXPERIMENTS
from diynn.experiments.reproduction import kept_outcomes
from diynn.experiments.timing import Elapsed, elapsed
from diynn.paths import resource
from diynn.text import NONE, Text, count, duration, joined, listed, number, same

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup


Language = Literal["en", "fr"]
TITLE = phrase("The report’s experiments, run again with diynn")
ORDER: tuple[Verdict | None, ...] = ("reproduced", "better", "differs", None)
MACHINE_WORDS = {
    "processor": phrase("Processor"),
    "cores": phrase("Cores"),
    "memory": phrase("Memory"),
    "date": same("Date"),
}
"""What an outcome's `versions` are called, where that is no name."""


def page(
    experiments: Sequence[Experiment],
    outcomes: Mapping[str, Outcome],
    elapsed: Elapsed | None = None,
    language: Language | None = None,
) -> str:
    """One HTML file without anything from outside; `outcomes` go by the experiment's number.

    `elapsed` is how long all of it took by the clock, where that is known. The page opens in
    `language`, else in that of the browser; its buttons switch.
    """
    counts = _counts(experiments, outcomes)
    done = sum(one.number in outcomes for one in experiments)
    return _template().render(
        title=TITLE, experiments=experiments, outcomes=outcomes, elapsed=elapsed,
        language=language, done=done,
        counts=[(kind, counts[kind]) for kind in ORDER if counts[kind] or kind is not None],
        computed=_computed(experiments, outcomes), machine=_machine(experiments, outcomes),
    )  # fmt: skip


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    def translated(*words: str, **values: Text | str | int) -> Markup:
        return Markup(said(phrase(*words, **values)))

    made = Environment(
        loader=FileSystemLoader(resource("report")), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    made.filters |= {
        "said": lambda text: Markup(said(text)),
        "clean": lambda text: Markup(escaped(text)),
    }
    made.globals |= {
        "_": translated, "anchor": anchor, "curves": curves, "designs": designs,
        "details": _details, "duration": duration, "figure_table": _figure_table,
        "networks": networks, "notes": notes, "picture": picture,
        "settings_table": settings_table, "verdicts": VERDICTS,
    }  # fmt: skip
    return made.get_template("page.html")


def anchor(number: str) -> str:
    """The id of an experiment's section: letters, digits and dashes alone."""
    return (
        "".join(c if c.isascii() and c.isalnum() else "-" for c in number).lower() or "experiment"
    )


def _details(outcome: Outcome) -> Text:
    """How long an experiment took, and with which seeds."""
    parts = [phrase("Time: {time}", time=duration(outcome.seconds))]
    if outcome.seeds:
        word = phrase("seed") if len(outcome.seeds) == 1 else phrase("seeds")
        parts.append(joined(word, " ", ", ".join(map(str, outcome.seeds))))
    return listed(parts, " · ")


def _figure_table(figures: Sequence[Figure]) -> Table:
    """The report's figures beside ours, and each seed's where there are several."""
    several = any(len(figure.ours) > 1 for figure in figures)
    compared = any(figure.report is not None for figure in figures)
    columns = [
        phrase("Figure"), *[phrase("The report")] * compared, phrase("Here"),
        *[phrase("Difference")] * compared, *[phrase("Each seed")] * several,
    ]  # fmt: skip
    rows = []
    for figure in figures:
        cells = [mean_and_spread(figure)]
        if compared:
            cells = [measured(figure.report, figure), *cells, distance(figure)]
        if several:
            found = [number(value, figure.decimals) for value in figure.ours]
            cells.append(listed(found, " · ") if len(found) > 1 else NONE)
        rows.append((figure.label, cells))
    return columns, rows


def _counts(
    experiments: Sequence[Experiment], outcomes: Mapping[str, Outcome]
) -> Counter[Verdict | None]:
    shown = (outcomes.get(one.number) for one in experiments)
    return Counter(None if one is None else one.verdict for one in shown)


def _computed(experiments: Sequence[Experiment], outcomes: Mapping[str, Outcome]) -> float:
    return sum(outcomes[one.number].seconds for one in experiments if one.number in outcomes)


def _machine(
    experiments: Sequence[Experiment], outcomes: Mapping[str, Outcome]
) -> list[tuple[Text, Text]]:
    """The machine and what ran on it, each named; several where the outcomes come from several."""
    found: dict[str, list[str]] = {}
    for one in experiments:
        outcome = outcomes.get(one.number)
        for name, version in ({} if outcome is None else outcome.versions).items():
            if version not in found.setdefault(name, []):
                found[name].append(version)
    days = sorted(found.get("date", []))
    if len(days) > 1:
        found["date"] = [f"{days[0]} – {days[-1]}"]
    return [
        (MACHINE_WORDS.get(name, same(name)), listed([_in_french(name, one) for one in versions]))
        for name, versions in found.items()
    ]


def _in_french(name: str, version: str) -> Text:
    """What ran, of which two things are no name."""
    french = "depuis les sources" if (name, version) == ("diynn", "from source") else version
    return Text(version, french.replace(" GB", " Go") if name == "memory" else french)


def summary_table(
    experiments: Sequence[Experiment],
    outcomes: Mapping[str, Outcome],
    elapsed: Elapsed | None = None,
) -> str:
    """The summary in Markdown, in English, with the totals and the machine below."""
    lines = ["| # | Claim | The report | Here | Verdict | Time |", "|---|---|---|---|---|---|"]
    for one in experiments:
        outcome = outcomes.get(one.number)
        sign, word = VERDICTS[None if outcome is None else outcome.verdict]
        cells = [one.number, one.claim.en, one.report.en]
        cells += ["–" if outcome is None else outcome.ours.en, f"{sign} {word.en}"]
        cells.append("–" if outcome is None else duration(outcome.seconds).en)
        lines.append("| " + " | ".join(map(_cell, cells)) + " |")
    counts = _counts(experiments, outcomes)
    texts = [joined(count(counts[kind]), " ", VERDICTS[kind][1]) for kind in ORDER if counts[kind]]
    taken = _computed(experiments, outcomes)
    total = joined(count(len(experiments)), " experiments: ", listed(texts), "; ", duration(taken))
    by_clock = "" if elapsed is None else f", {elapsed.in_words().en} by the clock"
    lines += ["", f"{total.en} of computing{by_clock}."]
    machine = _machine(experiments, outcomes)
    if machine:
        told_of = "; ".join(f"{name.en}: {_cell(one.en)}" for name, one in machine)
        lines += ["", f"{told_of}."]
    return "\n".join([*lines, ""])


def _cell(text: str) -> str:
    """Text that stays in its cell, and is no markup."""
    plain = " ".join(text.split())
    for special in "\\|<*_`[":
        plain = plain.replace(special, "&lt;" if special == "<" else f"\\{special}")
    return plain


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
