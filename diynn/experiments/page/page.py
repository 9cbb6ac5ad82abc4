"""All experiments on one page that opens anywhere, in English and French; and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from diynn.experiments.experiment import Experiment
from diynn.experiments.outcome import Outcome, Verdict
from diynn.experiments.page.section import anchor, badge, section
from diynn.experiments.page.style import STYLE, SWITCH
from diynn.experiments.page.words import VERDICTS, block, escaped, said
from diynn.experiments.timing import Elapsed
from diynn.experiments.verdicts import filled
from diynn.text import Text, count, duration, joined, listed, same

TITLE = Text(
    "The report’s experiments, run again with diynn",
    "Les expériences du rapport, refaites avec diynn",
)
Language = Literal["en", "fr"]
ABOUT = Text(
    "Barry and Zhang’s report “Réseau de neurones : DIY” (Sorbonne Université, May 2024) tells of "
    "these experiments. diynn has {done} again, with an engine of its own written in NumPy: here "
    "is what the report found, what came out here, and whether the two agree.",
    "Le rapport de Barry et Zhang « Réseau de neurones : DIY » (Sorbonne Université, mai 2024) "
    "raconte ces expériences. diynn {done} avec son propre moteur, écrit en NumPy : voici ce que "
    "le rapport a trouvé, ce qui en est sorti ici, et si les deux s’accordent.",
)
ALL_DONE = Text("trained each of them", "les a toutes refaites")
SOME_DONE = Text("trained {done} of the {all}", "en a refait {done} sur {all}")
VERDICT_WORDS = Text(
    "“Reproduced” means that the report’s claim holds here as well, “better” that it is surpassed, "
    "“differs” that it does not hold; the reason stands with each experiment. ± is the standard "
    "deviation over the seeds. Where the report leaves a choice open, the settings tell which one "
    "was made.",
    "« Reproduit » veut dire que l’affirmation du rapport tient ici aussi, « meilleur » qu’elle "
    "est dépassée, « diffère » qu’elle ne tient pas ; la raison accompagne chaque expérience. ± "
    "est l’écart type sur les graines. Là où le rapport laisse un choix ouvert, les réglages "
    "disent lequel a été fait.",
)
COLUMNS = (
    Text("Experiment", "Expérience"),
    Text("Claim", "Affirmation"),
    Text("The report", "Le rapport"),
    Text("Here", "Ici"),
    Text("Verdict", "Verdict"),
    Text("Time", "Durée"),
)
ORDER: tuple[Verdict | None, ...] = ("reproduced", "better", "differs", None)


MACHINE_WORDS = {
    "processor": Text("Processor", "Processeur"),
    "cores": Text("Cores", "Cœurs"),
    "memory": Text("Memory", "Mémoire"),
    "date": Text("Date", "Date"),
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
    body = (
        f"{_header(experiments, outcomes, elapsed)}<main>{_summary(experiments, outcomes)}"
        + "".join(section(one, outcomes.get(one.number)) for one in experiments)
        + f"</main>{_footer()}"
    )
    title = escaped(TITLE.fr if language == "fr" else TITLE.en)
    chosen = f' data-language="{language}"' if language else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{language or "en"}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{title}</title><style>{STYLE}</style></head>"
        f'<body{chosen} data-title-en="{escaped(TITLE.en)}" data-title-fr="{escaped(TITLE.fr)}">'
        f"{body}<script>{SWITCH}</script></body></html>\n"
    )


def _header(
    experiments: Sequence[Experiment], outcomes: Mapping[str, Outcome], elapsed: Elapsed | None
) -> str:
    buttons = (
        '<div class="languages" role="group" aria-label="Language / Langue">'
        '<button type="button" data-language="en" aria-pressed="true">English</button>'
        '<button type="button" data-language="fr" aria-pressed="false">Français</button></div>'
    )
    about = block(_about(experiments, outcomes), "p", "lead")
    return (
        f'<header class="top">{buttons}<p class="maker">diynn</p><h1>{said(TITLE)}</h1>'
        f"{about}{_totals(experiments, outcomes, elapsed)}"
        f"{_versions(experiments, outcomes)}</header>"
    )


def _about(experiments: Sequence[Experiment], outcomes: Mapping[str, Outcome]) -> Text:
    """Whose experiments these are, and how many of them were done again."""
    done = sum(one.number in outcomes for one in experiments)
    told = ALL_DONE if done == len(experiments) else filled(
        SOME_DONE, done=done, all=len(experiments)
    )  # fmt: skip
    return filled(ABOUT, done=told)


def _counts(
    experiments: Sequence[Experiment], outcomes: Mapping[str, Outcome]
) -> Counter[Verdict | None]:
    shown = (outcomes.get(one.number) for one in experiments)
    return Counter(None if one is None else one.verdict for one in shown)


def _totals(
    experiments: Sequence[Experiment], outcomes: Mapping[str, Outcome], elapsed: Elapsed | None
) -> str:
    counts = _counts(experiments, outcomes)
    tiles = []
    for kind in ORDER:
        if counts[kind] or kind is not None:
            sign, word = VERDICTS[kind]
            tiles.append(
                f'<li class="{kind or "not-run"}"><b>{counts[kind]}</b>'
                f'<span><i aria-hidden="true">{sign}</i> {said(word)}</span></li>'
            )
    taken = sum(outcomes[one.number].seconds for one in experiments if one.number in outcomes)
    time = Text("computing time", "temps de calcul")
    tiles.append(f"<li><b>{said(duration(taken))}</b><span>{said(time)}</span></li>")
    if elapsed is not None:
        by_clock = joined(Text("by the clock, ", "montre en main, "), elapsed.on_cores())
        tiles.append(
            f"<li><b>{said(duration(elapsed.seconds))}</b><span>{said(by_clock)}</span></li>"
        )
    return f'<ul class="totals">{"".join(tiles)}</ul>'


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


def _versions(experiments: Sequence[Experiment], outcomes: Mapping[str, Outcome]) -> str:
    items = "".join(
        f"<div>{block(name, 'dt')}{block(told, 'dd')}</div>"
        for name, told in _machine(experiments, outcomes)
    )
    return f'<dl class="versions">{items}</dl>' if items else ""


def _summary(experiments: Sequence[Experiment], outcomes: Mapping[str, Outcome]) -> str:
    title = Text("Summary", "Résumé")
    head = "".join(
        block(one, "th", attributes='scope="col" role="columnheader"') for one in COLUMNS
    )
    rows = []
    for one in experiments:
        outcome = outcomes.get(one.number)
        name = f'<a href="#{anchor(one.number)}"><b>{escaped(one.number)}</b> {said(one.title)}</a>'
        ours = "–" if outcome is None else said(outcome.ours)
        time = "–" if outcome is None else said(duration(outcome.seconds))
        cells = (said(one.claim), said(one.report), ours, badge(outcome), time)
        looks = ("claim-cell", "report-cell", "ours-cell", "verdict-cell", "time-cell")
        shown = "".join(
            f'<td role="cell" class="{look}">'
            f'<span class="cell-label" aria-hidden="true">{said(column)}</span>{cell}</td>'
            for look, column, cell in zip(looks, COLUMNS[1:], cells, strict=True)
        )
        rows.append(f'<tr role="row"><th scope="row" role="rowheader">{name}</th>{shown}</tr>')
    if not rows:
        nothing = Text("There are no experiments.", "Il n’y a pas d’expériences.")
        return block(nothing, "p", "nothing", "summary")
    return (
        f'<section id="summary" aria-labelledby="summary-title">'
        f"{block(title, 'h2', name='summary-title')}"
        f'<table class="summary" role="table"><thead role="rowgroup"><tr role="row">{head}</tr>'
        f'</thead><tbody role="rowgroup">{"".join(rows)}</tbody></table>'
        f"{block(VERDICT_WORDS, 'p', 'details')}</section>"
    )


def _footer() -> str:
    made = Text(
        "Made by diynn. The page holds everything that it shows and needs no network.",
        "Faite par diynn. La page contient tout ce qu’elle montre et n’a pas besoin du réseau.",
    )
    back = Text("Back to the summary", "Retour au résumé")
    return f'<footer>{block(made, "p")}<p><a href="#summary">{said(back)}</a></p></footer>'


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
    told = [joined(count(counts[kind]), " ", VERDICTS[kind][1]) for kind in ORDER if counts[kind]]
    taken = sum(outcomes[one.number].seconds for one in experiments if one.number in outcomes)
    total = joined(count(len(experiments)), " experiments: ", listed(told), "; ", duration(taken))
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
