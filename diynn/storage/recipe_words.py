"""The titles and notes of the report's recipes in both languages.

A recipe file has its words in English; the French ones stand here, a sentence for a sentence.
"""

from __future__ import annotations

import re

from diynn.text import Text, joined, listed

PREFIX = Text("Report: ", "Rapport : ")
"""What the titles begin with where it is not clear from the place whose recipes they are."""
UNTRANSLATED = "(en anglais) "
"""Said before a sentence that has no French: one of a recipe that is not the report's."""
_PARTS = {
    "linear data": "données linéaires",
    "two layers": "deux couches",
    "dense": "dense",
    "judge": "juge",
    "simple": "simple",
    "deep": "profond",
    "noise": "bruit",
    "500 epochs": "500 époques",
} | {
    f"batches of {size}": f"batchs de {size}" for size in (16, 32, 128, 256)
} | {
    f"{count} channels": f"{count} canaux" for count in (8, 16, 64)
}  # fmt: skip
"""Parts of titles; what is not here, such as Conv1D 2, is a name."""

_SENTENCES = {
    "Network 1: the 256 pixels as one sequence.":
        "Réseau 1 : les 256 pixels forment une seule séquence.",
    "The report writes Linear(4024, 100); 127 × 32 = 4064 values arrive.":
        "Le rapport écrit Linear(4024, 100) ; il arrive 127 × 32 = 4064 valeurs.",
    "Pixels lie between −1 and 1, as in the original files, and the loss is the mean over the "
    "batch: with a learning rate of 0.001, 100 epochs of Conv2D network 1 then bring 95.4 % on "
    "four fifths of the training digits (the report: 95.25 %), against 93.6 % for pixels from 0 "
    "to 1; 94.7 % and 93.7 % on the fifth that was held out.":
        "Les pixels vont de −1 à 1, comme dans les fichiers d’origine, et la perte est la moyenne "
        "sur le batch : avec un taux d’apprentissage de 0,001, 100 époques du réseau Conv2D 1 "
        "donnent alors 95,4 % sur quatre cinquièmes des chiffres d’entraînement (95,25 % dans le "
        "rapport), contre 93,6 % avec des pixels de 0 à 1 ; 94,7 % et 93,7 % sur le cinquième mis "
        "de côté.",
    "Plain gradient descent, no momentum.": "Descente de gradient simple, sans inertie.",
    "Network 2: two convolutions of the pixels as one sequence.":
        "Réseau 2 : deux convolutions, sur les pixels en une seule séquence.",
    "Network 3: three convolutions of the pixels as one sequence.":
        "Réseau 3 : trois convolutions, sur les pixels en une seule séquence.",
    "Network 1: the image through 32 filters.": "Réseau 1 : l’image à travers 32 filtres.",
    "Network 2: the image through 64 filters.": "Réseau 2 : l’image à travers 64 filtres.",
    "Network 3: two convolutions; the first mean moves by one pixel.":
        "Réseau 3 : deux convolutions ; la première moyenne avance d’un pixel à la fois.",
    "One Linear with MSE on points on either side of a line.":
        "Un seul Linear avec MSE, sur des points de part et d’autre d’une droite.",
    "The report gives no learning rate; 0.05 with batches of 32 lets the loss settle within 60 "
    "epochs.":
        "Le rapport ne donne pas de taux d’apprentissage ; avec 0,05 et des batchs de 32, la perte "
        "se stabilise en 60 époques.",
    "The output is compared with 0 or 1, so the boundary is where it is a half.":
        "La sortie est comparée à 0 ou 1 : la frontière est là où elle vaut un demi.",
    "Pixels lie between 0 and 1; batch and learning rate are the report’s.":
        "Les pixels vont de 0 à 1 ; batch et taux d’apprentissage sont ceux du rapport.",
    "Each loss is summed over the pixels and averaged over the batch, as for USPS.":
        "Chaque perte est sommée sur les pixels et moyennée sur le batch, comme pour USPS.",
    "20 epochs are 18760 steps, more than the 11400 that 100 epochs of USPS take.":
        "20 époques font 18760 pas, plus que les 11400 des 100 époques d’USPS.",
    "Not in the report: a classifier trained on the originals that judges what auto-encoders "
    "draw.":
        "Absent du rapport : un classifieur entraîné sur les originaux, qui juge ce que dessinent "
        "les auto-encodeurs.",
    "One hidden layer of 128 Tanh units as for USPS, with a learning rate of 0.05 for 10 epochs.":
        "Une couche cachée de 128 unités Tanh comme pour USPS, avec un taux d’apprentissage de "
        "0,05 pendant 10 époques.",
    "Linear, Tanh, Linear, Sigmoid with 50 hidden units.":
        "Linear, Tanh, Linear, Sigmoid avec 50 unités cachées.",
    "The report names no data but “2-D data”; here two moons.":
        "Le rapport ne nomme pas ses « données 2D » ; ici, ce sont deux lunes.",
    "Plain gradient descent as in the report, with the mean squared error over values and a "
    "learning rate of 0.5, which 400 epochs need to bend the boundary.":
        "Descente de gradient simple comme dans le rapport, avec l’erreur quadratique moyennée sur "
        "les valeurs et un taux d’apprentissage de 0,5, qu’il faut pour que la frontière se courbe "
        "en 400 époques.",
    "Trained with Gaussian noise of σ = 0.3 on the inputs, one of the two strengths that the "
    "report tests with; the targets stay clean.":
        "Entraîné avec un bruit gaussien de σ = 0,3 sur les entrées, l’une des deux intensités que "
        "le rapport met à l’épreuve ; les cibles restent nettes.",
    "Pixels lie between 0 and 1 for the Sigmoid.":
        "Les pixels vont de 0 à 1, pour la Sigmoid.",
    "Batch and learning rate (64, 0.001) and first weights from a normal distribution are the "
    "report’s; it does not say what its losses are means over, nor for how many epochs it "
    "trained.":
        "Batch et taux d’apprentissage (64 ; 0,001) ainsi que les premiers poids, tirés d’une loi "
        "normale, sont ceux du rapport ; il ne dit pas sur quoi ses pertes sont moyennées, ni "
        "combien d’époques ont duré ses entraînements.",
    "Here each loss is summed over the pixels and averaged over the batch: at this rate a mean "
    "over all values learns nothing in 100 epochs, while a plain sum restores all four well and "
    "puts MSE before BCE, against the report.":
        "Ici, chaque perte est sommée sur les pixels et moyennée sur le batch : à ce taux, une "
        "moyenne sur toutes les valeurs n’apprend rien en 100 époques, tandis qu’une simple somme "
        "donne une bonne restitution dans les quatre cas et place MSE devant BCE, contre le "
        "rapport.",
    "On a fifth of the training digits that was held out, 100 epochs gave 14.8 dB (simple, BCE), "
    "13.4 dB (deep, BCE), 13.0 dB (simple, MSE) and 12.1 dB (deep, MSE), whose error is half of "
    "what the mean digit alone leaves; after 400 epochs the second and the third are level.":
        "Sur un cinquième des chiffres d’entraînement, mis de côté, 100 époques ont donné 14,8 dB "
        "(simple, BCE), 13,4 dB (profond, BCE), 13,0 dB (simple, MSE) et 12,1 dB (profond, MSE), "
        "dont l’erreur est la moitié de celle que laisse le seul chiffre moyen ; après 400 "
        "époques, le deuxième et le troisième sont à égalité.",
    "The layers of the report’s network are lost from its text.":
        "Les couches du réseau manquent dans le texte du rapport.",
    "One hidden layer of 128 Tanh units, a learning rate of 0.01 and 100 epochs learn four fifths "
    "of the training digits to 98.2 % (the report: 97.87 %) with 96.2 % on the fifth held out; "
    "0.001 reaches 93.4 % in that time, two layers of ReLU 99.7 %.":
        "Une couche cachée de 128 unités Tanh, un taux d’apprentissage de 0,01 et 100 époques "
        "apprennent quatre cinquièmes des chiffres d’entraînement à 98,2 % (97,87 % dans le "
        "rapport), avec 96,2 % sur le cinquième mis de côté ; 0,001 atteint 93,4 % dans ce temps, "
        "deux couches de ReLU 99,7 %.",
    "It is also the judge of what auto-encoders draw.":
        "C’est aussi le juge de ce que dessinent les auto-encodeurs.",
} | {
    f"Network 1 with batches of {size}; which sizes the report tried is lost with its figure 13.":
        f"Réseau 1 avec des batchs de {size} ; les tailles essayées dans le rapport sont perdues "
        "avec sa figure 13."
    for size in (16, 32, 128, 256)
} | {
    f"Network 1 with {count} output channels; which numbers the report tried is lost with its "
    "figure 14.":
        f"Réseau 1 avec {count} canaux de sortie ; les nombres essayés dans le rapport sont perdus "
        "avec sa figure 14."
    for count in (8, 16, 64)
}  # fmt: skip


def title_words(title: str) -> Text:
    """A recipe's title without “Report: ”, in both languages."""
    plain = title.removeprefix(PREFIX.en)
    parts = plain.split(", ")
    return Text(plain, ", ".join(_PARTS.get(part, part) for part in parts))


def full_title(title: str) -> Text | None:
    """A recipe's title with “Report: ” in both languages; None where it is none of the report's."""
    return joined(PREFIX, title_words(title)) if title.startswith(PREFIX.en) else None


def sentences(notes: str) -> list[Text]:
    """The sentences of a recipe's notes in both languages.

    One that has no French is marked so: a recipe of the user's own has its notes in one language.
    """
    return [Text(one, _SENTENCES.get(one) or UNTRANSLATED + one) for one in _split(notes)]


def report_notes(notes: str) -> Text | None:
    """The notes of one of the report's recipes in both languages; None where they are another's."""
    found = _split(notes)
    if not found or not all(one in _SENTENCES for one in found):
        return None
    return listed([Text(one, _SENTENCES[one]) for one in found], " ")


def _split(notes: str) -> list[str]:
    return re.split(r"(?<=\.) (?=[A-Z0-9])", notes.strip()) if notes.strip() else []
