"""Sentences on a run: where it stopped, how it goes on, what it learns by."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diynn.training.training import Training
from gui.text.numbers import figures
from gui.text.wording import name_of


def part_words(judge: str) -> str:
    """The part of the data that decides which epoch is the best, as in “on the test part”."""
    parts = {
        "validation": QCoreApplication.translate("EarlyStop", "the validation part"),
        "test": QCoreApplication.translate("EarlyStop", "the test part"),
        "train": QCoreApplication.translate("EarlyStop", "the training part"),
    }
    return parts[judge]


def stop_words(training: Training) -> str:
    """Why it stopped, and what is in the network now."""
    text = QCoreApplication.translate(
        "EarlyStop",
        "Stopped in epoch {epoch}: nothing got better on {part} since epoch {best}, whose weights "
        "are in the network now. Undo brings the last ones back; play goes on.",
    )
    judge = training.history[-1].judge
    return text.format(epoch=training.epoch, part=part_words(judge), best=training.best_epoch)


def best_note(judge: str) -> str:
    """What a press on “best so far” does, and who chose it."""
    put = QCoreApplication.translate("EarlyStop", "Put the best weights so far into the network.")
    if judge != "test":
        chosen = QCoreApplication.translate("EarlyStop", "They were the best on {part}.")
        return f"{put} {chosen.format(part=part_words(judge))}"
    warning = QCoreApplication.translate(
        "EarlyStop",
        "They are a choice made on the test part, so the test figures flatter them: for an honest "
        "one, hold a share of the training part back for validation.",
    )
    return f"{put} {warning}"


def jump_words(training: Training, epochs: int) -> str:
    """How the learning rate changes where a schedule that was laid over so many `epochs` is
    stretched or pressed; empty where it hardly does."""
    jump = training.jump_since(epochs)
    if jump is None:
        return ""
    text = QCoreApplication.translate(
        "RunWords",
        "{schedule} is laid over {now} epoch(s) now, no longer over {before}: the learning rate "
        "goes from {low} to {high} in epoch {epoch}. A run from the start gives other weights.",
        "", training.design.run.epochs,
    )  # fmt: skip
    low, high = (figures(rate, 3) for rate in jump)
    return text.format(
        schedule=name_of(training.schedule), before=epochs, now=training.design.run.epochs,
        low=low, high=high, epoch=training.epoch + 1,
    )  # fmt: skip


def more_words(training: Training, done: int) -> str:
    """That a run whose `done` epochs were all goes on, and how to take that back."""
    text = QCoreApplication.translate(
        "RunWords",
        "All {done} epoch(s) were done: it goes on up to epoch {last}. Undo takes that back.", "",
        done,
    ).format(done=done, last=training.design.run.epochs)
    return f"{text} {jump_words(training, done)}".strip()
