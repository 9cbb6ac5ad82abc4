"""The processes that are measured, by name: each loads only what is measured.

    python -m gui.bench.subjects window | bare | training
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diynn.training.reports import Report


def window() -> None:
    """Load and open the program's window as the command line does, and follow orders."""
    gc.disable()
    from gui.bench.measured_window import main as follow_orders

    follow_orders()


def bare() -> None:
    """Show PySide6 with one empty pyqtgraph plot, tell when it is painted, and leave."""
    import pyqtgraph as pg
    from PySide6.QtWidgets import QApplication, QMainWindow

    from gui.app.first_paint import FirstPaint
    from gui.bench import SIZE
    from gui.bench.pipe import tell

    app = QApplication(sys.argv[:1])
    shown = QMainWindow()
    shown.setCentralWidget(pg.PlotWidget())
    shown.resize(*SIZE)
    shown.show()
    painted = FirstPaint(shown)
    painted.done.connect(lambda: tell(painted=True))
    painted.done.connect(app.quit)
    app.exec()


def training() -> None:
    """Without Qt, take steps flat out: show a design, take steps from a place to another."""
    from diynn.design.design import design_from_record
    from diynn.errors import DiynnError
    from diynn.training.training import Training, train
    from gui.bench.pipe import orders, tell

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
    {"window": window, "bare": bare, "training": training}[sys.argv[1]]()
