"""What is known of an experiment of the report before it is run."""

from __future__ import annotations

from dataclasses import dataclass

from diynn.text import Text


@dataclass(frozen=True)
class Experiment:
    """An experiment of the report's.

    `number` is such as "E19". `claim` is what the report says that can be checked, `report` its
    result in a few words. `needs` is the data that it is about: "usps", "mnist", or empty where
    all of it is built in. `recipes` are those that it trains, by name. `seconds` is about what one
    run of the whole experiment takes on two cores, where none of its trainings is there yet.
    """

    number: str
    title: Text
    claim: Text
    report: Text
    needs: str
    recipes: tuple[str, ...]
    seconds: float
