"""Words and numbers of the page in both languages: made as `Text`, written as HTML or SVG."""

from __future__ import annotations

import html
import math
import statistics

from diynn.data.sources.source import Source
from diynn.experiments.outcome import Figure, Verdict
from diynn.text import NONE, Text, bind_spaces, joined, number, with_unit

VERDICTS: dict[Verdict | None, tuple[str, Text]] = {
    "reproduced": ("✓", Text("reproduced", "reproduit")),
    "better": ("↑", Text("better", "meilleur")),
    "differs": ("≠", Text("differs", "diffère")),
    None: ("○", Text("not run", "non lancé")),
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
    return with_unit(number(value, figure.decimals), figure.unit)


def mean_and_spread(figure: Figure) -> Text:
    """The mean of ours, and ± the standard deviation over the seeds where there are several."""
    known = [value for value in figure.ours if math.isfinite(value)]
    if not known:
        return NONE
    mean = number(statistics.fmean(known), figure.decimals)
    if len(known) > 1:
        mean = joined(mean, " ± ", number(statistics.stdev(known), figure.decimals))
    return with_unit(mean, figure.unit)


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
    "padding": "remplissage (padding)",
    "rate": "taux",
    "rows": "lignes",
    "slope": "pente",
    "digits 8 × 8": "chiffres 8 × 8",
    "linear data": "données linéaires",
    "moons": "lunes",
    "stride": "pas de la fenêtre (stride)",
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


def source_word(source: Source) -> Text:
    """What a data set is called in both languages."""
    title = source.title or source.name()
    french = SETTING_WORDS.get(title.lower(), title)
    return Text(title, french[:1].upper() + french[1:])


def setting_word(word: str) -> Text:
    """A setting's name, or one of its words, in both languages."""
    plain = word.lower() if word[:1].isupper() and word[1:].islower() else word
    return Text(plain.replace("-1 ", "−1 "), SETTING_WORDS.get(plain.lower(), plain))
