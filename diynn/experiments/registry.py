"""The report's experiments, E1 to E26."""

from __future__ import annotations

from diynn.errors import DataError
from diynn.experiments.auto_encoders import AUTO_ENCODERS
from diynn.experiments.classifiers import CONVOLUTIONS, DENSE
from diynn.experiments.code_maps import CODES
from diynn.experiments.convolutions import BATCH_SIZES, COMPARISON, OUTPUT_CHANNELS
from diynn.experiments.denoising import DENOISING
from diynn.experiments.experiment import Trial
from diynn.experiments.toys import TOYS

EXPERIMENTS: tuple[Trial, ...] = (
    *TOYS, DENSE, *AUTO_ENCODERS, CODES, *DENOISING, BATCH_SIZES, OUTPUT_CHANNELS,
    *CONVOLUTIONS, COMPARISON,
)  # fmt: skip
"""All of them, in the report's order."""


def named(numbers: list[str]) -> tuple[Trial, ...]:
    """The experiments of these numbers in the report's order, all where none is named.

    Raises DataError for a number that no experiment has.
    """
    known = {trial.number: trial for trial in EXPERIMENTS}
    for text in numbers:
        if text.upper() not in known:
            raise DataError(
                "There is no experiment called “{name}”.",
                "The experiments are: {names}.",
                name=text, names=", ".join(known),
            )  # fmt: skip
    wanted = {text.upper() for text in numbers} or set(known)
    return tuple(trial for trial in EXPERIMENTS if trial.number in wanted)
