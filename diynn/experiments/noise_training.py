"""E16: does noise in the training help to restore noisy digits?"""

from __future__ import annotations

from diynn.experiments.denoising import (
    ALONE,
    VARIANTS,
    figures,
    label,
    measured,
    picture,
)
from diynn.experiments.experiment import THREE, Runs, Trial
from diynn.experiments.verdicts import (
    Check,
    Findings,
    better_by,
    filled,
    judged,
    listed,
    mean,
    number,
    percent,
    side,
    spread,
)
from diynn.storage.recipes import REPORT
from diynn.text import Text


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
            checks.append(Check(not helped, filled(
                Text(
                    "“{name}” at σ = {sigma}: {psnr} and {read} read rightly with noise in "
                    "training, {plain_psnr} and {plain_read} without.",
                    "« {name} » à σ = {sigma} : {psnr} et {read} bien lus avec bruit à "
                    "l’entraînement, {plain_psnr} et {plain_read} sans.",
                ),
                name=label(name), sigma=number(sigma, 1), psnr=spread(noisy.psnr, "dB"),
                read=percent(noisy.read, 1), plain_psnr=spread(plain.psnr, "dB"),
                plain_read=percent(plain.read, 1),
            )))  # fmt: skip
            gain = mean(noisy.psnr) - mean(plain.psnr)
            gains.append(filled(
                Text("{name}, σ = {sigma}: {gain} dB", "{name}, σ = {sigma} : {gain} dB"),
                name=label(name), sigma=number(sigma, 1), gain=_signed(gain),
            ))  # fmt: skip
        for name, one in found.items():
            strength = number(sigma, 1)
            whole = Text("{name}, σ = {sigma}", "{name}, σ = {sigma}")
            labelled[filled(whole, name=label(name), sigma=strength)] = one
    verdict, why = judged(checks, Text(
        "Noise of σ = 0.3 on the inputs, with the clean digit as the target, is what a denoising "
        "auto-encoder learns from; the report may have asked for the noisy digit back.",
        "Un bruit de σ = 0,3 à l’entrée, avec le chiffre propre pour cible, est ce dont apprend un "
        "auto-encodeur débruiteur ; le rapport a pu demander de rendre le chiffre bruité.",
    ))  # fmt: skip
    ours = filled(
        Text("change of PSNR by noise in training: {gains}",
             "effet du bruit à l’entraînement sur le PSNR : {gains}"),
        gains=listed(gains),
    )  # fmt: skip
    pictures = tuple(picture(runs, "usps", names, sigma) for sigma in (0.3, 0.4))
    curves = tuple(runs.one(f"usps-{name}-noise").curves() for name in VARIANTS)
    return Findings(ours, verdict, why, figures(labelled), curves, pictures)


def _signed(value: float) -> Text:
    written = number(abs(value))
    sign = "−" if value < 0 else "+"
    return Text(sign + written.en, sign + written.fr)


NOISE_TRAINING = Trial(
    "E16", Text("Training with noise", "Entraînement avec bruit"),
    Text("Noise in the training does not help to restore noisy digits.",
         "Du bruit à l’entraînement n’aide pas à restaurer des chiffres bruités."),
    Text("not effective", "pas efficace"), "usps",
    (*(f"{REPORT}usps-{name}{ending}" for name in VARIANTS for ending in ("", "-noise")),
     f"{REPORT}usps-dense"),
    100, THREE, with_noise, "usps-dense",
)  # fmt: skip
