"""E13–E16: auto-encoders that restore noisy digits, trained without noise and with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from diynn.analysis.denoising import mean_filter
from diynn.experiments.experiment import ONE, THREE, Runs, Trial
from diynn.experiments.outcome import Figure, Lines, Picture, Series
from diynn.experiments.phrases import SEMICOLON, phrase
from diynn.experiments.thumbnails import (
    NAMES,
    ORIGINAL,
    Quality,
    clean_images,
    drawn,
    noisy_images,
    qualities,
    quality,
    rows,
)
from diynn.experiments.verdicts import (
    Check,
    Findings,
    better_by,
    mean,
    percent,
    side,
    spread,
    verdict_of,
)
from diynn.storage.recipes import REPORT
from diynn.text import Text, joined, listed, number

VARIANTS = ("simple-mse", "simple-bce", "deep-bce")
"""The report's: it left deep with MSE out."""
MOST = 0.5
"""“Most digits” are more than this share of them."""
SUCCESS = 0.8
"""A network succeeds where at least this share of what it restores is read rightly."""
UNTOUCHED = 0.05
"""“Nearly untouched by the noise”: no more of the digits than this are lost by it."""
ALONE = 0.01

COARSE = phrase("Beside networks that give finer detail back, the narrow code of 32 numbers "
                "changes little under noise but draws coarser digits.")
UNSEEN = phrase("A network that has seen clean digits alone has not learnt what noise is; the "
                "report judged a few digits by eye.")
TOO_EARLY = phrase("The deep network learns slowly at this rate, and the report does not say for "
                   "how many epochs.")
BY_EYE = phrase("The report judged a few digits by eye, and its simple network may have learnt "
                "for fewer epochs; here a classifier reads all of the test digits.")
CLEAN_TARGET = phrase("Noise of σ = 0.3 on the inputs, with the clean digit as the target, is what "
                      "a denoising auto-encoder learns from; the report may have asked for the "
                      "noisy digit back.")

NOISY = phrase("noisy")
FILTERED = phrase("noisy, 3 × 3 mean")


@dataclass(frozen=True)
class Restored:
    """What a network restores at some strength, a figure a seed; PSNR in dB, shares read."""

    psnr: tuple[float, ...]
    read: tuple[float, ...]

    @classmethod
    def of(cls, found: tuple[Quality, ...]) -> Restored:
        """The same, of qualities."""
        return cls(tuple(one.psnr for one in found), tuple(one.read for one in found))


def measured(
    runs: Runs, names: tuple[str, ...], data: str, sigma: float
) -> dict[str, Restored]:
    """What the networks of these recipes restore at that strength."""
    return {name: Restored.of(qualities(runs, f"{data}-{name}", sigma)) for name in names}


def _nothing_done(runs: Runs, name: str, sigma: float) -> tuple[Restored, Restored]:
    """The noisy images as they are, and after a 3 × 3 mean."""
    one = runs.one(name)
    noisy = noisy_images(one, sigma)
    left, filtered = quality(runs, one, noisy), quality(runs, one, mean_filter(noisy))
    return Restored.of((left,)), Restored.of((filtered,))


def label(name: str) -> Text:
    """What a recipe's network is called, by the end of the recipe's name."""
    base = NAMES[name.removesuffix("-noise")]
    return phrase("{name}, trained with noise", name=base) if name.endswith("-noise") else base


def figures(found: dict[Text, Restored]) -> tuple[Figure, ...]:
    """PSNR and digits read rightly of each, by what it is called."""
    both = []
    for name, one in found.items():
        both += [
            Figure(joined("PSNR, ", name), None, one.psnr, "dB"),
            Figure(
                phrase("Read rightly, {name}", name=name), None,
                tuple(100 * share for share in one.read), "%", 1,
            ),
        ]  # fmt: skip
    return tuple(both)


def picture(runs: Runs, data: str, names: tuple[str, ...], sigma: float) -> Picture:
    """A digit of each class: as it is, noisy, and restored by each of the networks."""
    first = runs.one(f"{data}-{names[0]}")
    noisy = noisy_images(first, sigma)
    restored = [(label(name), drawn(runs.one(f"{data}-{name}"), noisy)) for name in names]
    caption = phrase(
        "Test digits with noise of σ = {sigma}, and what the networks make of them",
        sigma=number(sigma, 1),
    )  # fmt: skip
    return rows(caption, first, [(ORIGINAL, clean_images(first)), (NOISY, noisy), *restored])


def _ours(found: dict[str, Restored], nothing: Restored) -> Text:
    parts = [joined(label(name), " ", percent(one.read, 1)) for name, one in found.items()]
    return phrase(
        "digits read rightly: noisy {noisy}; {parts}", noisy=percent(nothing.read, 1),
        parts=listed(parts, SEMICOLON),
    )  # fmt: skip


def usps(runs: Runs, sigma: float) -> Findings:
    """Most digits restored by each; deep with BCE best and nearly untouched by the noise."""
    found = measured(runs, VARIANTS, "usps", sigma)
    clean = measured(runs, VARIANTS, "usps", 0.0)
    nothing, filtered = _nothing_done(runs, "usps-deep-bce", sigma)
    lowest = min(found, key=lambda name: mean(found[name].read))
    deep = found["deep-bce"]
    lost = mean(clean["deep-bce"].read) - mean(deep.read)
    rivals = [name for name in VARIANTS if name != "deep-bce"]
    best_psnr = all(side(deep.psnr, found[name].psnr) == "ahead" for name in rivals)
    best_read = all(side(deep.read, found[name].read, ALONE) == "ahead" for name in rivals)
    yes, no = phrase("yes"), phrase("no")
    checks = [
        Check(mean(found[lowest].read) > MOST, phrase(
            "Of what the weakest network ({name}) restores, {read} are read rightly; of the "
            "noisy digits as they are, {noisy}.", name=label(lowest),
            read=percent(found[lowest].read, 1), noisy=percent(nothing.read, 1),
        )),
        Check(lost <= UNTOUCHED, phrase(
            "Deep with BCE loses {lost} points by the noise: {read} after {clean} without.",
            lost=number(100 * lost, 1), read=percent(deep.read, 1),
            clean=percent(clean["deep-bce"].read, 1),
        )),
        Check(best_psnr and best_read, phrase(
            "Is it ahead of both others? By PSNR {one} ({psnr}; {others}), by digits read "
            "rightly {two}.", one=yes if best_psnr else no, two=yes if best_read else no,
            psnr=spread(deep.psnr, "dB"),
            others=_listed([(name, spread(found[name].psnr, "dB")) for name in rivals]),
        )),
    ]  # fmt: skip
    verdict, why = verdict_of(checks, COARSE if lost <= UNTOUCHED else UNSEEN)
    labelled = {NOISY: nothing, FILTERED: filtered} | {
        label(name): one for name, one in found.items()
    }
    return Findings(
        _ours(found, nothing), verdict, why, figures(labelled), (),
        (picture(runs, "usps", VARIANTS, sigma),),
    )  # fmt: skip


def _listed(pairs: list[tuple[str, Text]]) -> Text:
    return listed([joined(label(name), " ", figure) for name, figure in pairs], SEMICOLON)


def mnist(runs: Runs) -> Findings:
    """At σ = 0.3 the simple networks fail, the deep one succeeds; 0.1 and 0.2 change nothing."""
    strengths = (0.0, 0.1, 0.2, 0.3)
    at = {sigma: measured(runs, VARIANTS, "mnist", sigma) for sigma in strengths}
    nothing, filtered = _nothing_done(runs, "mnist-deep-bce", 0.3)
    checks = []
    for name in VARIANTS:
        simple = name.startswith("simple")
        for sigma in (0.1, 0.2, 0.3) if simple else (0.3,):
            read = at[sigma][name].read
            checks.append(Check((mean(read) >= SUCCESS) != simple, phrase(
                "At σ = {sigma}, {read} of what “{name}” restores are read rightly.",
                sigma=number(sigma, 1), read=percent(read, 1), name=label(name),
            )))  # fmt: skip
    checks[-1] = Check(checks[-1].holds, phrase(
        "{sentence} We call it a success from {share} on; of the noisy digits themselves "
        "{noisy} are read rightly.", sentence=checks[-1].sentence, share=percent([SUCCESS], 0),
        noisy=percent(nothing.read, 1),
    ))  # fmt: skip
    verdict, why = verdict_of(checks, BY_EYE if checks[-1].holds else TOO_EARLY)
    lines = Lines(
        phrase("Digits read rightly after restoring"),
        phrase("σ of the noise"), phrase("Read rightly (%)"),
        tuple(
            Series(
                label(name), np.array(strengths),
                100 * np.array([at[sigma][name].read for sigma in strengths]),
            )
            for name in VARIANTS
        ),
    )  # fmt: skip
    labelled = {NOISY: nothing, FILTERED: filtered} | {
        label(name): one for name, one in at[0.3].items()
    }
    return Findings(
        _ours(at[0.3], nothing), verdict, why, figures(labelled), (),
        (picture(runs, "mnist", VARIANTS, 0.3), lines),
    )  # fmt: skip


def with_noise(runs: Runs) -> Findings:
    """Training with noise is not effective: it restores no better at σ = 0.3 and 0.4."""
    names = tuple(name + ending for name in VARIANTS for ending in ("", "-noise"))
    checks, labelled = [], {}
    gains: list[Text] = []
    for sigma in (0.3, 0.4):
        found = measured(runs, names, "usps", sigma)
        for name in VARIANTS:
            plain, noisy = found[name], found[f"{name}-noise"]
            helped = better_by(side(noisy.psnr, plain.psnr), side(noisy.read, plain.read, ALONE))
            checks.append(Check(not helped, phrase(
                "“{name}” at σ = {sigma}: {psnr} and {read} read rightly with noise in "
                "training, {plain_psnr} and {plain_read} without.", name=label(name),
                sigma=number(sigma, 1), psnr=spread(noisy.psnr, "dB"), read=percent(noisy.read, 1),
                plain_psnr=spread(plain.psnr, "dB"), plain_read=percent(plain.read, 1),
            )))  # fmt: skip
            gain = mean(noisy.psnr) - mean(plain.psnr)
            gains.append(phrase(
                "{name}, σ = {sigma}: {gain} dB", name=label(name), sigma=number(sigma, 1),
                gain=_signed(gain),
            ))  # fmt: skip
        for name, one in found.items():
            labelled[joined(label(name), ", σ = ", number(sigma, 1))] = one
    verdict, why = verdict_of(checks, CLEAN_TARGET)
    ours = phrase("change of PSNR by noise in training: {gains}", gains=listed(gains, SEMICOLON))
    pictures = tuple(picture(runs, "usps", names, sigma) for sigma in (0.3, 0.4))
    curves = tuple(runs.one(f"usps-{name}-noise").curves() for name in VARIANTS)
    return Findings(ours, verdict, why, figures(labelled), curves, pictures)


def _signed(value: float) -> Text:
    return joined("−" if value < 0 else "+", number(abs(value), 2))


def _usps(which: str, sigma: float) -> Trial:
    return Trial(
        which, phrase("USPS denoising, σ = {sigma}", sigma=number(sigma, 1)),
        phrase("Most noisy digits are restored; the deep network with BCE is best and nearly "
               "untouched by the noise."),
        phrase("most digits restored; deep, BCE nearly untouched by the noise"),
        "usps", (*(f"{REPORT}usps-{name}" for name in VARIANTS), f"{REPORT}usps-dense"),
        40, THREE, partial(usps, sigma=sigma), "usps-dense",
    )  # fmt: skip


DENOISING = (
    _usps("E13", 0.3),
    _usps("E14", 0.4),
    Trial(
        "E15", phrase("MNIST denoising, σ = {sigma}", sigma=number(0.3, 1)),
        phrase("With noise the simple networks no longer restore the digits, at 0.1 and 0.2 "
               "neither; the deep one does."),
        phrase("simple fails, deep succeeds"), "mnist",
        (*(f"{REPORT}mnist-{name}" for name in VARIANTS), f"{REPORT}mnist-judge"),
        190, ONE, mnist, "mnist-judge",
    ),
    Trial(
        "E16", phrase("Training with noise"),
        phrase("Noise in the training does not help to restore noisy digits."),
        phrase("not effective"), "usps",
        (*(f"{REPORT}usps-{name}{ending}" for name in VARIANTS for ending in ("", "-noise")),
         f"{REPORT}usps-dense"),
        100, THREE, with_noise, "usps-dense",
    ),
)  # fmt: skip
