"""Words and numbers of the page in both languages: made as `Text`, written as HTML or SVG."""

from __future__ import annotations

import html
import math
import statistics
from collections.abc import Sequence

from diynn.experiments.outcome import Figure, Text, Verdict

NARROW = "\N{NARROW NO-BREAK SPACE}"
NONE = Text("–", "–")
MINUTE, HOUR = 60, 3600
FIRM = "\N{NO-BREAK SPACE}"
FAST = (
    (" %", f"{NARROW}%"), (" dB", f"{NARROW}dB"),
    (" ± ", f"{FIRM}±{FIRM}"), (" = ", f"{FIRM}={FIRM}"),
    (" :", f"{FIRM}:"), (" ;", f"{FIRM};"), (" ?", f"{FIRM}?"),
    ("« ", f"«{FIRM}"), (" »", f"{FIRM}»"),
)  # fmt: skip
"""Spaces at which no line may break."""

VERDICTS: dict[Verdict | None, tuple[str, Text]] = {
    "reproduced": ("✓", Text("reproduced", "reproduit")),
    "better": ("↑", Text("better", "meilleur")),
    "differs": ("≠", Text("differs", "diffère")),
    None: ("○", Text("not run", "pas lancée")),
}
"""A sign and a word for each verdict; for None, of what was not run."""


def escaped(text: str) -> str:
    """The text as it may stand in HTML, between marks or in an attribute.

    Characters that no document may hold, such as NUL, are left out. A number stays beside its unit.
    """
    plain = "".join(c for c in text if c >= " " or c in "\n\t")
    return html.escape(bound(plain), quote=True)


def bound(text: str) -> str:
    """The text with spaces at which no line breaks where signs and units stand behind them."""
    for loose, fast in FAST:
        text = text.replace(loose, fast)
    return text


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


def same(text: str) -> Text:
    """What is written alike in both languages."""
    return Text(text, text)


def joined(*parts: Text | str) -> Text:
    """The parts one after the other, in each language."""
    texts = [same(part) if isinstance(part, str) else part for part in parts]
    return Text("".join(one.en for one in texts), "".join(one.fr for one in texts))


def listed(parts: Sequence[Text], between: str = ", ") -> Text:
    """The parts with `between` between them."""
    return Text(between.join(one.en for one in parts), between.join(one.fr for one in parts))


def number(value: float | None, decimals: int) -> Text:
    """A number with so many decimals, and a decimal comma in French; a dash where there is none."""
    if value is None or math.isnan(value):
        return NONE
    if math.isinf(value):
        return same("∞" if value > 0 else "−∞")
    plain = f"{value:,.{decimals}f}".replace(",", NARROW).replace("-", "−")
    return Text(plain, plain.replace(".", ","))


def short(value: float) -> Text:
    """A number as short as it can be."""
    if not math.isfinite(value):
        return number(value, 0)
    plain = f"{value:.10g}".replace("-", "−")
    return Text(plain, plain.replace(".", ","))


def count(value: int) -> Text:
    """A whole number with thin spaces between thousands."""
    return number(value, 0)


def shape(sizes: tuple[int, ...] | None) -> str:
    """A shape as people write it: 16 × 16 × 1."""
    if sizes is None:
        return "?"
    return " × ".join(map(str, sizes)) if sizes else "1"


def duration(seconds: float) -> Text:
    """A time in the two largest units that it needs."""
    if not math.isfinite(seconds):
        return NONE
    if seconds < MINUTE:
        return joined(number(seconds, 1 if seconds < 10 else 0), f"{NARROW}s")
    whole = round(seconds)
    if whole < HOUR:
        return same(f"{whole // MINUTE}{NARROW}min {whole % MINUTE:02d}{NARROW}s")
    return same(f"{whole // HOUR}{NARROW}h {whole % HOUR // MINUTE:02d}{NARROW}min")


def measured(value: float | None, figure: Figure) -> Text:
    """A value of the figure's with its unit."""
    text = number(value, figure.decimals)
    return joined(text, f"{NARROW}{figure.unit}") if figure.unit and text != NONE else text


def mean_and_spread(figure: Figure) -> Text:
    """The mean of ours, and ± the standard deviation over the seeds where there are several."""
    known = [value for value in figure.ours if math.isfinite(value)]
    if not known:
        return NONE
    mean = number(statistics.fmean(known), figure.decimals)
    if len(known) > 1:
        mean = joined(mean, " ± ", number(statistics.stdev(known), figure.decimals))
    return joined(mean, f"{NARROW}{figure.unit}") if figure.unit else mean


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


SETTING_WORDS: dict[str, str] = {
    "alpha": "α",
    "batch size": "taille de batch",
    "bias": "biais",
    "beta1": "β₁",
    "beta2": "β₂",
    "columns": "colonnes",
    "epochs": "époques",
    "filters": "filtres",
    "initializer": "initialisation",
    "kernel size": "noyau",
    "learning rate": "taux d’apprentissage",
    "mean over": "moyenne sur",
    "momentum": "inertie",
    "noise": "bruit",
    "outputs": "sorties",
    "padding": "marge",
    "rate": "taux",
    "rows": "lignes",
    "slope": "pente",
    "stride": "pas",
    "given": "telle quelle",
    "vector": "vecteur",
    "sequence": "séquence",
    "image": "image",
    "samples": "exemples",
    "values": "valeurs",
    "sum": "somme",
    "nothing": "rien",
    "-1 to 1": "−1 à 1",
    "0 to 1": "0 à 1",
}
"""Names and words of settings, which the engine has in English, in French."""


def setting_word(word: str) -> Text:
    """A setting's name, or one of its words, in both languages."""
    plain = word.lower() if word[:1].isupper() and word[1:].islower() else word
    return Text(plain.replace("-1 ", "−1 "), SETTING_WORDS.get(plain.lower(), plain))
