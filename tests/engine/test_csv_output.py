"""Tables as CSV: nothing in a cell is run by a spreadsheet, and numbers stay numbers."""

from __future__ import annotations

import ast
import csv
import io
from pathlib import Path

import pytest

from diynn.csv_output import csv_text, guard
from diynn.data.sources import Moons
from diynn.data.sources.drawn_points import Painted, Point, read_points, write_points
from diynn.design.design import Design
from diynn.errors import SettingError
from diynn.layers import Linear
from diynn.tuning.sweep import RunResult, sweep_of
from diynn.tuning.sweep_folder import results_csv

ROOT = Path(__file__).resolve().parents[2]
FORMULAS = (
    "=1+1", '=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1",
    "-", "+", "=", "-x", "+inf+1", "-1-1",
)  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_could_be_run_begins_with_an_apostrophe(text: str) -> None:
    assert guard(text) == f"'{text}"
    written = io.StringIO(csv_text([[text, 1]]), newline="")
    assert list(csv.reader(written)) == [[f"'{text}", "1"]]


@pytest.mark.parametrize("cell", [-1, -1.5, 1e-7, "-1", "+2.5", "-1e-7", "-.5", "-inf", "a=b", ""])
def test_numbers_and_other_texts_stay_as_they_are(cell: object) -> None:
    assert guard(cell) is cell


def test_a_table_reads_back_with_gaps_quotes_and_digits() -> None:
    rows = [["a", "b,c", 'd"e'], [0.1 + 0.2, None, "two\nlines"]]
    text = csv_text(rows)
    assert text.endswith('"two\nlines"\n')
    found = list(csv.reader(text.splitlines(keepends=True)))
    assert found == [["a", "b,c", 'd"e'], ["0.30000000000000004", "", "two\nlines"]]


def test_painted_points_are_written_in_full_and_read_back(tmp_path: Path) -> None:
    points = [Point(-0.1, 1 / 3, 0), Point(0.1 + 0.2, -2.0, 1), Point(0.5, 0.25, 4)]
    painted = Painted().with_points(points)
    write_points(tmp_path / "points.csv", painted)
    assert read_points(tmp_path / "points.csv") == painted
    assert (tmp_path / "points.csv").read_text().startswith("x1,x2,class\n-0.1,")


def test_the_table_of_a_sweep_guards_its_texts() -> None:
    sweep = sweep_of(Design(Moons(), layers=(Linear(1),)), ["learning_rate=0.1"])
    problem = SettingError("=1+{one}", one=1)
    (run,) = sweep.runs()
    table = list(csv.reader(results_csv(sweep, [RunResult(run, problem=problem)]).splitlines()))
    assert table[1][-1] == "'=1+1"


def test_every_table_goes_through_the_one_writer() -> None:
    for folder in ("diynn", "gui"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if path.name == "csv_output.py":
                continue
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Attribute):
                    assert ast.unparse(node) not in ("csv.writer", "csv.DictWriter"), path
