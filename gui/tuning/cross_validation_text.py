"""The figures of a cross-validation, worded for its table and its last sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from diynn.tuning.cross_validation import FoldReport, Spread, Summary
from gui.text.numbers import NONE, figures, in_percent, percent, spread
from gui.widgets.value_table import Column, Entry


def columns(*, tests: bool) -> tuple[Column, ...]:
    """The heads of the table; with those of the test part where it is looked at."""
    heads = [
        Column(_tr("Fold"), _tr("Which fold was left out")),
        Column(_tr("Epoch")),
        Column(_tr("Train loss"), _tr("Mean over the last epoch, on the other folds")),
        Column(_tr("Validation loss"), _tr("On the fold left out")),
        Column(_tr("Train accuracy"), _tr("Mean over the last epoch, on the other folds")),
        Column(_tr("Validation accuracy"), _tr("On the fold left out")),
    ]
    if tests:
        heads += [Column(_tr("Test loss")), Column(_tr("Test accuracy"))]
    return tuple(heads)


def row(news: FoldReport, *, tests: bool) -> Sequence[Entry]:
    """A fold's newest figures."""
    report, test = news.figures, news.test
    entries = [
        Entry(str(news.fold), news.fold), Entry(str(report.epoch), report.epoch),
        _loss(report.train_loss), _loss(report.test_loss),
        _share(report.train_accuracy), _share(report.test_accuracy),
    ]  # fmt: skip
    if tests:
        entries += [
            _loss(None if test is None else test.loss),
            _share(None if test is None else test.accuracy),
        ]
    return entries


def mean_row(found: Summary, *, tests: bool) -> Sequence[Entry]:
    """Mean and standard deviation of all folds that are done."""
    losses = [found.train_loss, found.loss, found.test_loss]
    shares = [found.train_accuracy, found.accuracy, found.test_accuracy]
    entries = [Entry(_tr("Mean ± deviation")), Entry("")]
    for loss, share in list(zip(losses, shares, strict=True))[: None if tests else 2]:
        entries += [Entry(spread_of_losses(loss)), Entry(spread_of_shares(share))]
    # As the columns stand: the two losses first, then the two accuracies.
    entries[3], entries[4] = entries[4], entries[3]
    return entries


def sentence(found: Summary) -> str:
    """What came of it, in one sentence, with another for the test part where it was looked at."""
    words = _measured(_tr("On samples not seen"), found.loss, found.accuracy)
    words += " " + _tr("(mean ± standard deviation over {folds} fold(s)).", found.folds).format(
        folds=found.folds
    )
    if found.test_loss is not None:
        words += " " + _measured(_tr("On the test part"), found.test_loss, found.test_accuracy)
        words += "."
    return words


def spread_of_losses(found: Spread | None) -> str:
    """Mean ± deviation of a loss; a dash where there is none."""
    return NONE if found is None else spread(found.mean, found.deviation)


def spread_of_shares(found: Spread | None) -> str:
    """Mean ± deviation of a share, in per cent; a dash where there is none."""
    if found is None:
        return NONE
    if found.deviation is None:
        return percent(found.mean)
    return in_percent(spread(found.mean, found.deviation, 100.0))


def _measured(where: str, loss: Spread | None, share: Spread | None) -> str:
    if share is None:
        return _tr("{where}: loss {loss}").format(where=where, loss=spread_of_losses(loss))
    return _tr("{where}: {accuracy} right, loss {loss}").format(
        where=where, accuracy=spread_of_shares(share), loss=spread_of_losses(loss)
    )


def _loss(value: float | None) -> Entry:
    return Entry(NONE) if value is None else Entry(figures(value), value)


def _share(value: float | None) -> Entry:
    return Entry(NONE) if value is None else Entry(percent(value), value)


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("FoldWords", text, "", number)
