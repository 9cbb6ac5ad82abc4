"""The measured training of the command line: a process without Qt that takes steps flat out."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from diynn.design.design import design_from_record
from diynn.errors import DiynnError
from diynn.training.reports import Report
from diynn.training.training import Training, train
from gui.bench.pipe import orders, tell


def main() -> None:
    """Do what is asked for: show a design, take steps from a place to another."""
    reports: Iterator[Report] = iter(())
    place = 0
    for order in orders():
        try:
            if order["do"] == "show":
                design = design_from_record(order["design"])
                reports, place = train(Training(design, design.source.load())), 0
                tell(ready=True)
            elif order["do"] == "run":
                _take(reports, order["first"] - place)
                began = perf_counter()
                _take(reports, order["last"] - order["first"])
                place = order["last"]
                tell(seconds=perf_counter() - began)
        except DiynnError as error:
            tell(error=str(error))


def _take(reports: Iterator[Report], steps: int) -> None:
    for _ in range(steps):
        next(reports)


if __name__ == "__main__":
    main()
