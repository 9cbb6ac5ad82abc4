"""The sentences of the tab on mistakes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from diynn.analysis.confusion import Figure
from gui.tabs.mistakes.sample_list import Said
from gui.text.numbers import in_percent, percent, telling


def _tr(text: str) -> str:
    return QCoreApplication.translate("MistakesTab", text)


def share(figure: Figure, digits: int = 1) -> str:
    """A share of one as a percentage, or a dash where there is none."""
    if figure is None:
        return "–"
    return in_percent(QLocale().toString(100 * figure, "f", digits))


def whole(number: int) -> str:
    """A count with the thousands apart, as the language has it."""
    return QLocale().toString(number)


def scope(shown: int, total: int, *, in_test: bool) -> str:
    """Which samples the figures are from: all of a part, or a sample of it."""
    if shown == total:
        every = _tr("all {0} test samples") if in_test else _tr("all {0} training samples")
        return every.format(whole(total))
    some = _tr("live, from {0} of {1} test samples") if in_test else _tr(
        "live, from {0} of {1} training samples"
    )  # fmt: skip
    return some.format(whole(shown), whole(total))


def listed(names: Sequence[str], row: int | None, column: int | None, count: int) -> str:
    """What the list shows: everything, a class, what was taken for one, or a cell."""
    if row is None and column is None:
        text = _tr("All classes: {count}")
    elif column is None:
        text = _tr("Class {row}: {count}")
    elif row is None:
        text = _tr("Taken for {column}: {count}")
    elif row == column:
        text = _tr("{row}, rightly taken for {column}: {count}")
    else:
        text = _tr("{row} taken for {column}: {count}")
    return text.format(
        row="" if row is None else names[row],
        column="" if column is None else names[column],
        count=whole(count),
    )


def nothing_listed(
    names: Sequence[str], row: int | None, column: int | None, *, exact: bool
) -> str:
    """The sentence in place of an empty list."""
    if row is None:
        text = _tr("Nothing was taken for {column}.")
    elif column is None:
        text = _tr("There is no sample of class {row} here.")
    else:
        text = _tr("No {row} was taken for {column}.")
    told = text.format(
        row="" if row is None else names[row], column="" if column is None else names[column]
    )
    if not exact:
        told += " " + _tr("Pause the training to look through all samples.")
    return told


def said_of(names: Sequence[str], true: int, taken: int, sure: float) -> Said:
    """What is said of one sample that one network judged."""
    meant, found, how = names[true], names[taken], percent(sure)
    right = true == taken
    caption = f"{found}  {how}" if right else f"{meant} → {found}  {how}"
    tip = _tr("Class {0}, taken for {1}; the network is {2} sure").format(meant, found, how)
    return Said(caption, tip, (meant, found, how), right)


def said_of_both(
    names: Sequence[str], true: int, both: tuple[tuple[str, int, float], tuple[str, int, float]]
) -> Said:
    """What is said of a sample on which two runs (name, class, sureness) disagree."""
    answers = [f"{names[taken]} ({percent(sure)})" for _, taken, sure in both]
    caption = telling(names[true], f" {answers[0]} | {answers[1]}")
    tip = _tr("Class {0}").format(names[true]) + "".join(
        "\n" + telling(run, answer) for (run, _, _), answer in zip(both, answers, strict=True)
    )
    return Said(caption, tip, (names[true], *answers))


def told_disagreement(
    count: int, total: int, first: tuple[str, int], second: tuple[str, int]
) -> str:
    """How often two runs (name, times it alone is right) disagree."""
    if not count:
        return _tr("Both give the same answer for all {0} samples.").format(whole(total))
    text = _tr(
        "Different answers for {count} of {total}. Right: “{first}” {of_first}, “{second}” "
        "{of_second}, neither {neither}."
    )
    return text.format(
        count=whole(count), total=whole(total), first=first[0], of_first=whole(first[1]),
        second=second[0], of_second=whole(second[1]),
        neither=whole(count - first[1] - second[1]),
    )  # fmt: skip


