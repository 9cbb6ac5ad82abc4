"""`diynn bench`: measure how fast the program is, by itself, against its peers or in its window."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from diynn.bench.networks import NETWORKS
from diynn.cli.output import Output
from diynn.errors import DiynnError
from diynn.text import NONE, number, percent, several

if TYPE_CHECKING:
    from rich.progress import Progress

NAME = "bench"

WINDOW_SECONDS = 5.0
"""How long the window is watched on each network: a rare delay must have time to show."""
LONGEST = 3600.0


def add(commands: Any) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser(
        NAME,
        help="measure how fast the program is",
        description="Measure the time of a training step, each subject in a process of its own. "
        "Leave the machine alone meanwhile.",
        epilog="Networks: " + ", ".join(NETWORKS),
        allow_abbrev=False,
    )
    parser.add_argument(
        "networks", metavar="NETWORK", nargs="*", type=_network, help="which networks; else all"
    )
    parser.add_argument(
        "--against", choices=("torch",), help="measure PyTorch and the report's algorithm too"
    )
    parser.add_argument(
        "--compiled", action="store_true",
        help="with --against torch: measure it behind torch.compile, too",
    )  # fmt: skip
    parser.add_argument(
        "--window", action="store_true",
        help="measure the window instead: its delays while it trains, its start, its memory",
    )  # fmt: skip
    parser.add_argument(
        "--estimators", action="store_true",
        help="measure NetworkClassifier and NetworkRegressor against scikit-learn's MLPClassifier "
        "and MLPRegressor instead",
    )  # fmt: skip
    parser.add_argument(
        "--functions", action="store_true",
        help="measure what each NumPy function that a step uses costs for a value instead",
    )  # fmt: skip
    parser.add_argument(
        "--rounds", metavar="N", type=_count, help="rounds over all subjects; else 7"
    )
    parser.add_argument(
        "--seconds", metavar="S", type=_duration,
        help="length of a subject's round; else 0.4, or with --window 5",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(run=lambda chosen: run(chosen, parser.error))


def _network(text: str) -> str:
    if text not in NETWORKS:
        raise argparse.ArgumentTypeError(f"“{text}” is none of: {', '.join(NETWORKS)}")
    return text


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number of at least 1")
    return int(text)


def _duration(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 < value <= LONGEST:
        raise argparse.ArgumentTypeError(f"“{text}” is not a time in seconds, up to {LONGEST:g}")
    return value


def run(chosen: argparse.Namespace, misused: Callable[[str], None]) -> int:
    """Measure as `chosen` says; `misused` ends with a sentence on a wrong use."""
    networks = list(dict.fromkeys(chosen.networks)) or list(NETWORKS)
    output = Output(chosen.json)
    if chosen.compiled and (chosen.against is None or chosen.window):
        misused("--compiled goes with --against torch")
    if chosen.estimators or chosen.functions:
        if chosen.estimators and chosen.functions:
            misused("--estimators and --functions are two measurements")
        if chosen.networks or chosen.window or chosen.against or chosen.seconds:
            misused("--estimators and --functions go with --rounds and --json alone")
        if chosen.estimators:
            _measure_estimators(chosen.rounds, output)
        else:
            _measure_functions(chosen.rounds, output)
    elif chosen.window:
        if chosen.against is not None or chosen.rounds is not None:
            misused("--window has no peers and no rounds: leave out --against and --rounds")
        _measure_window(networks, chosen.seconds or WINDOW_SECONDS, output)
    else:
        _measure_steps(networks, chosen, output)
    return 0


def _bar(output: Output, total: int) -> AbstractContextManager[Progress | None]:
    # Drawn seldom: what is measured has need of the cores.
    return output.bar(total, "", refreshes=1)


# The steps.


def _measure_steps(networks: Sequence[str], chosen: argparse.Namespace, output: Output) -> None:
    from diynn.bench.steps import ROUNDS, SECONDS, RoundReport, StepFigures, measure, summary

    rounds = chosen.rounds or ROUNDS
    reports = measure(
        networks, chosen.against is not None, rounds, chosen.seconds or SECONDS,
        compiled=chosen.compiled,
    )  # fmt: skip
    found: list[StepFigures] = []
    with closing(reports), _bar(output, len(networks) * rounds) as bar:
        for report in reports:
            if isinstance(report, RoundReport):
                if bar is not None:
                    bar.update(bar.task_ids[0], advance=1, description=report.network)
            else:
                found.append(report)
                output.record(report.record())
    end = summary(found)
    output.record(end)
    if not output.as_json:
        _tell_steps(found, end, output)


def _tell_steps(found: Sequence[Any], end: Mapping[str, Any], output: Output) -> None:
    output.grid(
        ("Network", "diynn µs", "PyTorch µs", "threads", "ratio", "compiled", "report µs",
         "ratio", "products"),
        [(f.network, number(f.diynn_us, 0), number(f.torch_us, 0), number(f.torch_threads, 0),
          number(f.ratio, 2), number(f.compiled_ratio, 2), number(f.report_us, 0),
          number(f.report_ratio, 1), number(f.gemm_fraction, 2)) for f in found],
    )  # fmt: skip
    output.line("µs: microseconds a step of 64 samples, the median of "
                f"{found[0].rounds} rounds. Ratio: the peer's time over diynn's.")  # fmt: skip
    output.line("Products: the time of the step's matrix products alone, as a share of the step.")
    if end["geometric_mean"] is not None:
        output.line(f"Geometric mean of PyTorch's ratios over {len(end['networks'])} larger "
                    f"networks: {end['geometric_mean']:.2f}")  # fmt: skip
    torch = f", PyTorch {end['torch']}" if end["torch"] and found[0].torch_us else ""
    cores = several(end["cores"], "core(s)")
    output.line(f"Measured on {cores}, {_kernels(end)}{torch}.")


def _kernels(machine: Mapping[str, Any]) -> str:
    """NumPy and its matrix library, and for which processors their kernels were made."""
    newest = machine["simd"][-1] if machine["simd"] else NONE
    return f"NumPy {machine['numpy']} (vectors: {newest}; products: {machine['blas'] or NONE})"


# The functions.


def _measure_functions(rounds: int | None, output: Output) -> None:
    from diynn.bench.functions import ROUNDS, VALUES, function_costs
    from diynn.machine import machine

    costs = list(function_costs(rounds or ROUNDS))
    for cost in costs:
        output.record({"kind": "function"} | asdict(cost))
    here = machine()
    output.record({"kind": "machine"} | here)
    output.grid(
        ("Function", "ns a value", "used for"),
        [(cost.name, number(cost.nanoseconds, 3), cost.used_for) for cost in costs],
    )
    output.line(f"Processor time on arrays of {VALUES} float32; {_kernels(here)}.")


# The estimators.


def _measure_estimators(rounds: int | None, output: Output) -> None:
    from diynn.cli.bench_estimators import CLASSES, ROUNDS, TASKS, Fit, compared, measure

    found: list[Fit] = []
    with _bar(output, 2 * len(TASKS) * (rounds or ROUNDS)) as bar:
        for fit in measure(rounds or ROUNDS):
            found.append(fit)
            output.record(asdict(fit))
            if bar is not None:
                words = f"{fit.subject}, {fit.task}"
                bar.update(bar.task_ids[0], advance=1, description=words)
    ends = [compared(found, task) for task in TASKS]
    rows: list[tuple[object, ...]] = []
    for end in ends:
        output.record({"kind": "estimators"} | asdict(end))
        classes = end.task == CLASSES
        names = [f"{one}{'Classifier' if classes else 'Regressor'}" for one in ("Network", "MLP")]
        scores = [percent(one) if classes else f"R² {number(one, 3)}"
                  for one in (end.score, end.their_score)]  # fmt: skip
        rows += [
            (names[0], number(end.seconds, 3), scores[0], number(end.ratio, 2)),
            (names[1], number(end.their_seconds, 3), scores[1], ""),
        ]
    output.grid(("Estimator", "seconds", "score", "ratio"), rows)
    output.line(
        f"Ratio: scikit-learn's time over ours, the median of {ends[0].rounds} rounds; its digits "
        "and its patients with diabetes, a fit in a process of its own, by turns."
    )


# The window.


def _window_records(
    networks: Sequence[str], seconds: float
) -> Generator[dict[str, object], None, None]:
    try:
        from gui.bench.window import measure
    except ImportError as error:
        raise DiynnError(
            "The window cannot be measured, because a part of it is missing ({missing}).",
            "Install PySide6-Essentials and pyqtgraph, or leave out --window.",
            missing=error.name or str(error),
        ) from error
    yield from measure(networks, seconds)


WINDOW_TABLES: dict[str, tuple[tuple[str, str, int], ...]] = {
    "window": (
        ("Network", "network", 0), ("p50 ms", "p50_ms", 1), ("p99 ms", "p99_ms", 1),
        ("longest ms", "max_ms", 1), ("speed", "share", 3),
    ),
    "start": (("Start ratio", "ratio", 2), ("diynn ms", "diynn_ms", 0), ("bare ms", "bare_ms", 0)),
    "memory": (
        ("Network", "network", 0), ("memory over data", "multiple", 2), ("data MB", "data_mb", 1),
    ),
}  # fmt: skip
"""For each kind of object: heading, key and digits behind the point of every column."""
WINDOW_WORDS = {
    "window": "How late the window's timer comes while it trains, each tab in front in turn, and "
    "its speed as a share of the command line's.",
    "start": "From process start to a painted window, against a bare window with an empty plot.",
    "memory": "Peak memory beyond the bare program's, over the size of the data as float32.",
}


def _measure_window(networks: Sequence[str], seconds: float, output: Output) -> None:
    found: list[dict[str, object]] = []
    # What lies ahead is the networks, the start and two of memory.
    total = len(networks) + 3
    with closing(_window_records(networks, seconds)) as records, _bar(output, total) as bar:
        for record in records:
            found.append(record)
            output.record(record)
            if bar is not None:
                words = str(record.get("network", record["kind"]))
                bar.update(bar.task_ids[0], advance=1, description=words)
    if output.as_json:
        return
    for kind, columns in WINDOW_TABLES.items():
        rows = [
            [_cell(record.get(key), digits) for _, key, digits in columns]
            for record in found
            if record["kind"] == kind
        ]
        if rows:
            output.grid([head for head, _, _ in columns], rows)
            output.line(WINDOW_WORDS[kind])


def _cell(value: object, digits: int) -> object:
    return number(value, digits) if isinstance(value, int | float) else value or NONE
