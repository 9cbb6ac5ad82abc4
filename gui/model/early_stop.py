"""What is said where a training stopped early."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from diynn.training.training import Training


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
