"""The measured training of the command line: a process without Qt that takes steps flat out."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from diynn.design import design_from_record
from diynn.errors import DiynnError
from diynn.reports import Report
from diynn.training import Training, train
from gui.bench.pipe import orders, tell


def main() -> None:
    """Do what is asked for: show a design, find the pace, take steps."""
    reports: Iterator[Report] = iter(())
    for order in orders():
        try:
            if order["do"] == "show":
                design = design_from_record(order["design"])
                reports = train(Training(design, design.source.load()))
                tell(ready=True)
            elif order["do"] == "pace":
                tell(steps=_taken_within(reports, order["seconds"]))
            elif order["do"] == "run":
                _take(reports, order["warm"])
                began = perf_counter()
                _take(reports, order["steps"])
                tell(seconds=perf_counter() - began)
        except DiynnError as error:
            tell(error=str(error))


def _take(reports: Iterator[Report], steps: int) -> None:
    for _ in range(steps):
        next(reports)


def _taken_within(reports: Iterator[Report], seconds: float) -> int:
    until, steps = perf_counter() + seconds, 0
    while perf_counter() < until:
        next(reports)
        steps += 1
    return steps


if __name__ == "__main__":
    main()
