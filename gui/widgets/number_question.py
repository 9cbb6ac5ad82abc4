"""Ask for one number in a dialog, as people write it: “0.5”, “0,5” or “1/3”."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QInputDialog, QWidget

from gui.text.numbers import typed
from gui.widgets.number_field import read_number

LARGEST_TYPED = 1e6
"""The largest size of a weight that is typed."""


def read_fraction(text: str) -> float | None:
    """A number or a fraction of two; None where it is none."""
    above, bar, below = text.partition("/")
    found = read_number(above)
    if not bar or found is None:
        return found
    divisor = read_number(below)
    return None if not divisor else found / divisor


def ask_number(parent: QWidget, title: str, value: float, take: Callable[[str], bool]) -> None:
    """Ask for a number in the place of `value` until `take` accepts what was typed, or the dialog
    is left."""
    tr = QCoreApplication.translate
    question = tr("NumberQuestion", "New value, such as 0.5 or 1/3")
    label, text = question, typed(value)
    while True:
        text, accepted = QInputDialog.getText(parent, title, label, text=text)
        if not accepted or take(text):
            return
        wrong = tr("NumberQuestion", "“{text}” is no number.").format(text=text)
        label = f"{wrong}\n{question}"
