"""`diynn sweep`: train one design with many values of some settings, and compare."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from diynn.cli.arguments import add_network, add_setting, with_choices
from diynn.cli.output import Output, interrupted
from diynn.design.design import Run
from diynn.errors import Cancelled, DiynnError
from diynn.storage.recipes import recipe
from diynn.text import duration, figure, number, percent, several, spread
from diynn.tuning.sweep import RunResult, Sweep, run_words, sweep_of, value_words
from diynn.tuning.sweep_folder import Combination, Ranking, combinations, ranking, record_of
from diynn.tuning.sweep_runner import perform

NAME = "sweep"
MOST_WORKERS = 1024


def add(commands: Any) -> None:
    """Add the command to the parser's."""
    parser = commands.add_parser(
        NAME,
        help="train with many values of some settings, and compare",
        description="Train every combination of the values, over all cores or on a cluster. "
        "Ctrl+C stops it; with --out the same command goes on later with what is missing.",
        epilog="SETTING is a name such as learning_rate, run.batch_size, 3.outputs (of the third "
        "row), or a part, whose kinds are its values: optimizer, loss, 2=ReLU,Tanh.",
        allow_abbrev=False,
    )
    add_network(parser)
    parser.add_argument(
        "--over", metavar="SETTING=V,V,…", action="append", required=True,
        help="values to try, or LOW..HIGH:COUNT for evenly spaced ones; once for each setting",
    )  # fmt: skip
    parser.add_argument(
        "--random", metavar="N", type=_count, default=0,
        help="try N combinations drawn at random; a span is then LOW..HIGH",
    )  # fmt: skip
    parser.add_argument(
        "--repeat", metavar="K", type=_count, default=1, help="train each K times, each seed once"
    )
    add_setting(parser, Run, "epochs", "length of every run")
    add_setting(parser, Run, "seed", "the first seed")
    parser.add_argument(
        "--workers", metavar="N", type=_workers, help="runs at once; else one for each core"
    )
    parser.add_argument(
        "--out", metavar="DIR", type=Path,
        help="keep a record and a .diynn of every run there, and go on with what is missing",
    )  # fmt: skip
    parser.add_argument(
        "--cluster", metavar="ADDRESS",
        help="run on the Dask cluster with the scheduler at tcp://HOST:PORT",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(run=lambda chosen: run(chosen, parser.error))


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 10_000:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number from 1 to 10000")
    return int(text)


def _workers(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_WORKERS:
        raise argparse.ArgumentTypeError(
            f"“{text}” is not a whole number from 1 to {MOST_WORKERS}"
        )
    return int(text)


def run(chosen: argparse.Namespace, misused: Callable[[str], None]) -> int:
    """Sweep as `chosen` says; `misused` ends with a sentence on a wrong use."""
    if chosen.cluster is not None and chosen.workers is not None:
        misused("--workers is for this machine: a cluster uses all the workers that it has")
    output = Output(chosen.json)
    design = with_choices(recipe(chosen.what), chosen)
    sweep = sweep_of(design, chosen.over, chosen.random, chosen.repeat)
    output.line(f"{design.title or chosen.what}: {several(sweep.count, 'run(s)')} of "
                f"{several(design.run.epochs, 'epoch(s)')}")  # fmt: skip
    results: list[RunResult] = []
    began = time.perf_counter()
    try:
        _follow(sweep, chosen, output, results)
    except (Cancelled, DiynnError, BrokenPipeError) as error:
        if not isinstance(error, BrokenPipeError):
            _finish(sweep, results, chosen, output, began, str(error))
        raise
    _finish(sweep, results, chosen, output, began)
    return 0 if any(result.problem is None for result in results) else 1


def _follow(
    sweep: Sweep, chosen: argparse.Namespace, output: Output, results: list[RunResult]
) -> None:
    work = perform(sweep, chosen.out, chosen.workers, chosen.cluster or "")
    with interrupted() as stop, closing(work), output.bar(sweep.count, "") as bar:
        for news in work:
            if stop.is_set():
                raise Cancelled(
                    "Stopped after {count} of {total} runs.",
                    "The same command goes on with the others." if chosen.out else "",
                    count=len(results), total=sweep.count,
                )  # fmt: skip
            if isinstance(news, tuple):
                if bar is not None:
                    # Drawn ones may be fewer than asked for.
                    bar.update(bar.task_ids[0], total=len(news))
            elif news is not None:
                results.append(news)
                output.record(record_of(news) | {"kept": news.kept, "file": _file(news, chosen)})
                words = _line(sweep, news)
                if bar is None:
                    output.line(f"{len(results)}/{sweep.count}  {words}")
                else:
                    bar.update(bar.task_ids[0], advance=1, description=words)


def _file(result: RunResult, chosen: argparse.Namespace) -> str | None:
    if chosen.out is None or result.model is None:
        return None
    from diynn.tuning.sweep_folder import SweepFolder

    return str(SweepFolder(chosen.out).model_path(result.run))


def _line(sweep: Sweep, result: RunResult) -> str:
    words = run_words(result.run, sweep.axes, sweep.repeats)
    if result.problem is not None:
        return f"{words}: {result.problem}"
    by = ranking([result])
    kept = ", done before" if result.kept else f", {duration(result.seconds)}"
    return f"{words}: {by.part} {by.figure} {_shown(by.of(result.figures), by.figure)}{kept}"


def _finish(
    sweep: Sweep, results: Sequence[RunResult], chosen: argparse.Namespace, output: Output,
    began: float, error: str = "",
) -> None:  # fmt: skip
    by = ranking(results)
    found = combinations(results, by)
    best = found[0] if found and found[0].mean(by.name) is not None else None
    output.record({
        "done": not error, "runs": len(results), "of": sweep.count,
        "failed": sum(result.problem is not None for result in results),
        "ranked_by": by.name,
        "best": None if best is None else {
            "settings": dict(best.settings), "mean": best.mean(by.name),
            "spread": best.spread(by.name),
        },
        "seconds": time.perf_counter() - began,
    } | ({"error": error} if error else {}))  # fmt: skip
    if not found or output.as_json:
        return
    _tell(sweep, found, by, output)
    if chosen.out is None:
        output.line("Not saved: --out DIR keeps every run, and lets a stopped sweep go on.")
    else:
        output.line(f"Every run is kept in {chosen.out}")


def _tell(sweep: Sweep, found: list[Combination], by: Ranking, output: Output) -> None:
    names = [f"{part}_{kind}" for kind in ("accuracy", "loss")
             for part in ("validation", "test", "train")]  # fmt: skip
    names = [name for name in names if any(one.mean(name) is not None for one in found)]
    names.sort(key=lambda name: name != by.name)
    heads = [one.place.words().capitalize() for one in sweep.axes]
    heads += [name.replace("_", " ").capitalize() for name in names] + ["Runs", "s"]
    rows = [
        [
            *(value_words(value) for _, value in one.settings),
            *(_mean(one, name) for name in names),
            _runs(one), number(one.seconds(), 1),
        ]
        for one in found
    ]  # fmt: skip
    output.grid(heads, rows)
    spread = " Behind ± stands the standard deviation over the seeds." if sweep.repeats > 1 else ""
    output.line(f"Best first, by {by.part} {by.figure} after the last epoch.{spread}")
    if by.part == "test":
        output.line("Ranked on the test part, because there is no validation part: the best "
                    "figure is then a little too good.")  # fmt: skip
    problems = dict.fromkeys(
        str(result.problem) for one in found for result in one.results
        if result.problem is not None
    )  # fmt: skip
    for problem in problems:
        output.line(f"Failed: {problem}")


def _mean(one: Combination, name: str) -> str:
    mean, deviation = one.mean(name), one.spread(name)
    kind = name.partition("_")[2]
    if deviation is None:
        return _shown(mean, kind)
    unit, times = ("%", 100.0) if kind == "accuracy" else ("", 1.0)
    return str(spread(times * (mean or 0), times * deviation, unit))


def _shown(value: float | None, kind: str) -> str:
    return str(percent(value) if kind == "accuracy" else figure(value))


def _runs(one: Combination) -> str:
    done = len(one.results) - one.failed
    return str(done) if not one.failed else f"{done} of {len(one.results)}"
