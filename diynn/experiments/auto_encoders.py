"""E4–E11: auto-encoders of USPS and MNIST, simple and deep, with MSE and with BCE."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from diynn.experiments.experiment import ONE, THREE, Runs, Trial
from diynn.experiments.outcome import Figure
from diynn.experiments.phrases import phrase
from diynn.experiments.report_figures import BCE_BETTER, PLACES, RANKING
from diynn.experiments.thumbnails import (
    NAMES,
    ORIGINAL,
    Quality,
    clean_images,
    drawn,
    qualities,
    rows,
)
from diynn.experiments.verdicts import (
    Check,
    Findings,
    Side,
    better_by,
    mean,
    percent,
    side,
    spread,
    verdict_of,
)
from diynn.storage.recipes import REPORT
from diynn.text import Text, joined, listed, same

NOTHING = 0.5
"""Images whose error is more than this share of the mean image's restore almost nothing."""
ALONE_DB, ALONE = 0.2, 0.01
"""What another seed may change, where there is only one: decibels, and shares of digits."""

REASON = phrase("Which of the deep network with BCE and the simple one with MSE comes first "
                "depends on how long they learn and on how the loss is averaged, which the "
                "report does not say.")
LONGER_STEPS = phrase("Both losses are summed over the pixels and averaged over the batch, so BCE "
                      "takes longer steps. With longer steps for both, MSE comes level: on USPS a "
                      "plain sum put it ahead.")


@dataclass(frozen=True)
class Measured:
    """The qualities of one variant, a figure a seed."""

    psnr: tuple[float, ...]
    kept: tuple[float, ...]
    agreed: tuple[float, ...]

    @classmethod
    def of(cls, found: tuple[Quality, ...]) -> Measured:
        """The qualities, turned round."""
        return cls(
            tuple(one.psnr for one in found), tuple(one.kept for one in found),
            tuple(one.agreed for one in found),
        )  # fmt: skip

    def in_words(self) -> Text:
        """Both figures in words."""
        return phrase(
            "{psnr} and {agreed} of the digits recognised as before", psnr=spread(self.psnr, "dB"),
            agreed=percent(self.agreed, 1),
        )  # fmt: skip


def sides(first: Measured, second: Measured) -> tuple[Side, Side]:
    """Where the first lies beside the second, by PSNR and by the judge."""
    return side(first.psnr, second.psnr, ALONE_DB), side(first.agreed, second.agreed, ALONE)


def _figures(measured: dict[str, Measured]) -> tuple[Figure, ...]:
    figures = []
    for name, one in measured.items():
        label = NAMES[name]
        figures.append(Figure(joined("PSNR, ", label), None, one.psnr, "dB"))
        figures.append(Figure(
            phrase("Recognised as the original, {name}", name=label), None,
            tuple(100 * share for share in one.agreed), "%", 1,
        ))  # fmt: skip
    return tuple(figures)


def _findings(
    runs: Runs, data: str, own: str, measured: dict[str, Measured], checks: list[Check],
    reason: Text,
) -> Findings:  # fmt: skip
    verdict, why = verdict_of(checks, reason)
    first = runs.one(f"{data}-{own}")
    clean = clean_images(first)
    others = [name for name in measured if name != own]
    shown = [(NAMES[name], drawn(runs.one(f"{data}-{name}"), clean)) for name in (own, *others)]
    caption = phrase("Test digits, and what the networks give back")
    picture = rows(caption, first, [(ORIGINAL, clean), *shown])
    curves = tuple(one.curves() for one in runs.all(f"{data}-{own}"))
    return Findings(measured[own].in_words(), verdict, why, _figures(measured), curves, (picture,))


def ranked(runs: Runs, own: str) -> Findings:
    """Whether one of the four on USPS has the place that the report gives it."""
    measured = {name: Measured.of(qualities(runs, f"usps-{name}")) for name in RANKING}
    place = RANKING.index(own)
    checks = [Check(True, _itself(own, measured))]
    for rank, name in enumerate(RANKING):
        if name != own:
            pair = (own, name) if rank > place else (name, own)
            holds = better_by(*sides(measured[pair[0]], measured[pair[1]]))
            checks.append(Check(holds, _beside(own, name, measured)))
    if own == RANKING[-1]:
        kept = measured[own].kept
        checks.append(Check(mean(kept) > NOTHING, phrase(
            "Its error is {kept} of what the mean digit alone would leave; above 50 % we call "
            "it “almost nothing restored”.", kept=percent(kept, 0),
        )))  # fmt: skip
    return _findings(runs, "usps", own, measured, checks, REASON)


def bce_better(runs: Runs, own: str, data: str) -> Findings:
    """Whether BCE is better than MSE for one network, by PSNR and by the judge."""
    depth = own.split("-", maxsplit=1)[0]
    pair = (f"{depth}-bce", f"{depth}-mse")
    measured = {name: Measured.of(qualities(runs, f"{data}-{name}")) for name in pair}
    both = sides(measured[pair[0]], measured[pair[1]]) == ("ahead", "ahead")
    sentences = listed([_itself(pair[0], measured), _beside(*pair, measured)], " ")
    return _findings(runs, data, own, measured, [Check(both, sentences)], LONGER_STEPS)


WORDS = {
    "ahead": phrase("ahead"), "level": phrase("level within the noise of seeds"),
    "behind": phrase("behind"),
}  # fmt: skip


def _beside(first: str, second: str, measured: dict[str, Measured]) -> Text:
    """Where the first lies beside the second, in a sentence."""
    by_psnr, by_judge = sides(measured[first], measured[second])
    return phrase(
        "Beside “{second}” ({told}) it is {one} by PSNR and {two} by recognition.",
        second=NAMES[second], told=measured[second].in_words(), one=WORDS[by_psnr],
        two=WORDS[by_judge],
    )  # fmt: skip


def _itself(name: str, measured: dict[str, Measured]) -> Text:
    return phrase("“{name}” gives {told}.", name=NAMES[name], told=measured[name].in_words())


def _usps(number: str, own: str) -> Trial:
    name, place = NAMES[own], PLACES[RANKING.index(own)]
    return Trial(
        number, phrase("USPS auto-encoder: {name}", name=name),
        phrase("The auto-encoder “{name}” is {place}.", name=name, place=place),
        place, "usps", (*(f"{REPORT}usps-{other}" for other in RANKING), f"{REPORT}usps-dense"),
        50, THREE, partial(ranked, own=own), "usps-dense",
    )  # fmt: skip


def _mnist(number: str, own: str, seconds: float) -> Trial:
    depth = own.split("-", maxsplit=1)[0]
    name = NAMES[own]
    network = {"simple": same("simple"), "deep": phrase("deep")}[depth]
    return Trial(
        number, phrase("MNIST auto-encoder: {name}", name=name),
        phrase("For the {network} network, BCE gives digits back clearly better than MSE.",
               network=network),
        BCE_BETTER, "mnist",
        (f"{REPORT}mnist-{depth}-bce", f"{REPORT}mnist-{depth}-mse", f"{REPORT}mnist-judge"),
        seconds, THREE if depth == "simple" else ONE,
        partial(bce_better, own=own, data="mnist"), "mnist-judge",
    )  # fmt: skip


AUTO_ENCODERS = (
    _usps("E4", "simple-mse"),
    _usps("E5", "simple-bce"),
    _usps("E6", "deep-mse"),
    _usps("E7", "deep-bce"),
    _mnist("E8", "simple-mse", 100),
    _mnist("E9", "simple-bce", 100),
    _mnist("E10", "deep-mse", 180),
    _mnist("E11", "deep-bce", 180),
)
