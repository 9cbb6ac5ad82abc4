"""Reading a table of a million rows against pandas: processor time, alternating, and the memory.

    python -m tests.benchmarks.table_reading
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd

from diynn.data.sources import UserFile
from diynn.data.sources.table import read_table

ROWS, COLUMNS, ROUNDS = 1_000_000, 10, 5


def seconds(work: Callable[[], object]) -> float:
    """The processor time that `work` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Print medians: pandas, the table as it is read, and the samples of a network made of it."""
    rng = np.random.default_rng(0)
    with TemporaryDirectory() as folder:
        path = Path(folder, "rows.csv")
        frame = pd.DataFrame(rng.normal(size=(ROWS, COLUMNS)).round(4))
        frame["kind"] = rng.choice(list("abc"), ROWS)
        frame.to_csv(path, index=False)
        subjects: dict[str, Callable[[], object]] = {
            "pandas.read_csv": lambda: pd.read_csv(path),
            "read_table": lambda: read_table(path),
            "UserFile.load": UserFile(str(path)).load,
        }
        found: dict[str, list[float]] = {name: [] for name in subjects}
        for _ in range(ROUNDS):
            for name, work in subjects.items():
                found[name].append(seconds(work))
    base = median(found["pandas.read_csv"])
    for name, times in found.items():
        print(f"{name:16} {median(times):6.2f} s  {median(times) / base:5.2f} × pandas")


if __name__ == "__main__":
    main()
