"""Words and numbers of the page in both languages: made as `Text`, written as HTML or SVG."""

from __future__ import annotations

import html
import math
import statistics

from diynn.experiments.outcome import Figure, Verdict
from diynn.experiments.phrases import phrase
from diynn.text import NONE, Text, bind_spaces, joined, number, percent, spread, with_unit

VERDICTS: dict[Verdict | None, tuple[str, Text]] = {
    "reproduced": ("✓", phrase("reproduced")),
    "better": ("↑", phrase("better")),
    "differs": ("≠", phrase("differs")),
    None: ("○", phrase("not run")),
}
"""A sign and a word for each verdict; for None, of what was not run."""


def escaped(text: str) -> str:
    """The text as it may stand in HTML, between marks or in an attribute.

    Characters that no document may hold, such as NUL, are left out. A number stays beside its unit.
    """
    plain = "".join(c for c in text if c >= " " or c in "\n\t")
    return html.escape(bind_spaces(plain), quote=True)


def said(text: Text, tag: str = "span", attributes: str = "") -> str:
    """Both languages side by side, of which the page shows one; once where they are the same."""
    more = f" {attributes}" if attributes else ""
    if text.en == text.fr:
        return f"<{tag}{more}>{escaped(text.en)}</{tag}>" if more else escaped(text.en)
    return (
        f'<{tag} lang="en"{more}>{escaped(text.en)}</{tag}>'
        f'<{tag} lang="fr"{more}>{escaped(text.fr)}</{tag}>'
    )


def block(text: Text, tag: str, look: str = "", name: str = "", attributes: str = "") -> str:
    """One element `tag` of the class `look` and the id `name`, in it both languages."""
    more = f' class="{look}"' if look else ""
    more += f' id="{escaped(name)}"' if name else ""
    more += f" {attributes}" if attributes else ""
    return f"<{tag}{more}>{said(text)}</{tag}>"


def measured(value: float | None, figure: Figure) -> Text:
    """A value of the figure's with its unit."""
    if figure.unit == "%":
        return percent(None if value is None else value / 100, figure.decimals)
    return with_unit(number(value, figure.decimals), figure.unit)


def mean_and_spread(figure: Figure) -> Text:
    """The mean of ours, and ± the standard deviation over the seeds where there are several."""
    known = [value for value in figure.ours if math.isfinite(value)]
    if len(known) > 1:
        return spread(statistics.fmean(known), statistics.stdev(known), figure.unit)
    return measured(known[0], figure) if known else NONE


def distance(figure: Figure) -> Text:
    """How far ours, in the mean, is from the report's: with its sign, or a dash."""
    known = [value for value in figure.ours if math.isfinite(value)]
    if figure.report is None or not known:
        return NONE
    away = statistics.fmean(known) - figure.report
    text = number(abs(away), figure.decimals)
    if float(f"{abs(away):.{figure.decimals}f}") == 0:
        return text
    return joined("+" if away > 0 else "−", text)
