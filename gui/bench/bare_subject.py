"""The measured bare window: PySide6 with one empty pyqtgraph plot, and nothing of the program."""

from __future__ import annotations

import sys

import pyqtgraph as pg
from PySide6.QtWidgets import QApplication, QMainWindow

from gui.app.first_paint import FirstPaint
from gui.bench import SIZE
from gui.bench.pipe import tell


def main() -> None:
    """Show the window, tell when it is painted, and leave."""
    app = QApplication([sys.argv[0]])
    window = QMainWindow()
    window.setCentralWidget(pg.PlotWidget())
    window.resize(*SIZE)
    window.show()
    painted = FirstPaint(window)
    painted.done.connect(lambda: tell(painted=True))
    painted.done.connect(app.quit)
    app.exec()


if __name__ == "__main__":
    main()
