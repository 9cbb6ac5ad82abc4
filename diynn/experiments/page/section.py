"""The section of one experiment."""

from __future__ import annotations

from diynn.experiments.experiment import Experiment
from diynn.experiments.outcome import Figure, Outcome
from diynn.experiments.page.charts import curves
from diynn.experiments.page.pictures import picture
from diynn.experiments.page.settings_table import designs, networks, settings
from diynn.experiments.page.words import (
    VERDICTS,
    block,
    distance,
    escaped,
    mean_and_spread,
    measured,
    said,
)
from diynn.experiments.phrases import phrase
from diynn.text import Text, duration, joined, listed, same

FIGURE_COLUMNS = (
    phrase("Figure"),
    phrase("The report"),
    phrase("Here"),
    phrase("Difference"),
    phrase("Each seed"),
)


def anchor(number: str) -> str:
    """The id of an experiment's section: letters, digits and dashes alone."""
    return (
        "".join(c if c.isascii() and c.isalnum() else "-" for c in number).lower() or "experiment"
    )


def badge(outcome: Outcome | None) -> str:
    """The verdict as a sign and a word, coloured."""
    kind = None if outcome is None else outcome.verdict
    sign, word = VERDICTS[kind]
    look = f"badge {kind or 'not-run'}"
    return f'<span class="{look}"><i aria-hidden="true">{sign}</i>{said(word)}</span>'


def section(experiment: Experiment, outcome: Outcome | None) -> str:
    """All that is known of an experiment, whether it was run or not."""
    name = anchor(experiment.number)
    heading = (
        f'<header><p class="number">{escaped(experiment.number)}</p>'
        f'<h2 id="{name}-title">{said(experiment.title)}</h2>{badge(outcome)}</header>'
    )
    parts = [heading, block(experiment.claim, "p", "claim")]
    parts.append(_not_run(experiment) if outcome is None else _compared(experiment, outcome))
    found, lacking = designs(experiment.recipes)
    if found:
        parts.append(block(phrase("Networks and settings"), "h3"))
        parts.append(networks(found, name))
        parts.append(settings(found))
    if lacking:
        told = phrase("These recipes are not on this machine: ")
        parts.append(block(joined(told, ", ".join(lacking)), "p", "nothing"))
    if outcome is not None and outcome.curves:
        parts.append(block(phrase("Training"), "h3"))
        parts.append(curves(outcome.curves, f"{name}-curves"))
    if outcome is not None and outcome.pictures:
        parts.append(block(phrase("Pictures"), "h3"))
        drawn = (picture(one, f"{name}-p{k}") for k, one in enumerate(outcome.pictures))
        parts.append(f'<div class="pictures">{"".join(drawn)}</div>')
    return f'<section id="{name}" aria-labelledby="{name}-title">{"".join(parts)}</section>'


def command(experiment: Experiment) -> str:
    """What is typed to run it."""
    return f"diynn reproduce {experiment.number}"


def _not_run(experiment: Experiment) -> str:
    about = joined(
        phrase("It takes about "), duration(experiment.seconds),
        phrase(" on two cores."),
    )  # fmt: skip
    needs = ""
    if experiment.needs:
        fetch = f"diynn data fetch {experiment.needs}"
        told = phrase("It needs the data set, fetched once by ")
        needs = f" {said(told)}<code>{escaped(fetch)}</code>."
    before = phrase("This experiment was not run. To run it, type ")
    after = phrase(", or choose it in the window’s Experiments menu. ")
    return (
        f'<dl class="compared"><div><dt>{said(FIGURE_COLUMNS[1])}</dt>'
        f"<dd>{said(experiment.report)}</dd></div></dl>"
        f'<p class="not-run-note">{said(before)}<code>{escaped(command(experiment))}</code>'
        f"{said(after)}{said(about)}{needs}</p>"
    )


def _compared(experiment: Experiment, outcome: Outcome) -> str:
    pairs: tuple[tuple[Text, Text], ...] = (
        (FIGURE_COLUMNS[1], experiment.report),
        (FIGURE_COLUMNS[2], outcome.ours),
    )
    shown = "".join(f"<div>{block(term, 'dt')}{block(told, 'dd')}</div>" for term, told in pairs)
    seeds = ", ".join(map(str, outcome.seeds))
    details = [joined(phrase("Time: "), duration(outcome.seconds))]
    if seeds:
        word = phrase("seed") if len(outcome.seeds) == 1 else phrase("seeds")
        details.append(joined(word, " ", seeds))
    return (
        f'<dl class="compared">{shown}</dl>'
        f'<p class="why">{said(outcome.why)}</p>'
        f"{_figures(outcome.figures)}"
        f"{block(listed(details, ' · '), 'p', 'details')}"
    )


def _figures(figures: tuple[Figure, ...]) -> str:
    if not figures:
        return ""
    several = any(len(figure.ours) > 1 for figure in figures)
    compared = any(figure.report is not None for figure in figures)
    name, report, ours, away, each = FIGURE_COLUMNS
    columns = [name, *[report] * compared, ours, *[away] * compared, *[each] * several]
    head = "".join(
        block(column, "th", "figure" if place else "", attributes='scope="col"')
        for place, column in enumerate(columns)
    )
    body = []
    for figure in figures:
        cells = [mean_and_spread(figure)]
        if compared:
            cells = [measured(figure.report, figure), *cells, distance(figure)]
        if several:
            found = [measured(value, _bare(figure)) for value in figure.ours]
            cells.append(listed(found, " · ") if len(found) > 1 else same("–"))
        shown = "".join(block(cell, "td", "figure") for cell in cells)
        body.append(f'<tr><th scope="row">{said(figure.label)}</th>{shown}</tr>')
    return (
        f'<div class="scroll" tabindex="0"><table class="plain"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _bare(figure: Figure) -> Figure:
    return Figure(figure.label, figure.report, figure.ours, "", figure.decimals)
