"""Checks the gradients of the network, and puts faults into them: what the menu of runs offers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from diynn.errors import DiynnError
from diynn.network.faults import SOUND, Fault, possible_faults
from gui.model.gradient_checks import GradientChecks, summary
from gui.model.run_list import RunList
from gui.model.session import Session
from gui.text.wording import error_text, translated
from gui.theme.theme import ThemeSource
from gui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from gui.window.gradient_window import GradientWindow

TRIES = 2
"""Guesses at a hidden fault before it is told."""


class Gradients(QObject):
    """Starts checks and tells how they came out; breaks the network, and mends it again."""

    named = Signal(bool)
    """A hidden fault was named: rightly, or told after the last try."""

    def __init__(
        self, session: Session, messages: MessageBar, run_list: RunList, themes: ThemeSource,
        window: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._themes = themes
        self._session, self._messages, self._run_list = session, messages, run_list
        self._window = window
        self.checks = GradientChecks(session, self)
        self.checks.done.connect(self._tell)
        self.details: GradientWindow | None = None
        self._guesses = 0
        self._shown = SOUND
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_banner)
        session.training_changed.connect(self._later.start)

    # The check.

    @Slot()
    def check(self) -> None:
        """Check the gradients of the network of the moment."""
        self.checks.start()

    @Slot(object)
    def _tell(self, error: object) -> None:
        if isinstance(error, DiynnError):
            self._messages.say("error", error_text(error))
        elif isinstance(error, Exception):
            # Unforeseen: the error hook shows it, with its details.
            raise error
        else:
            kind, words = summary(self.checks.findings)
            checked = self.checks.design
            self._messages.say(
                kind, words, self.tr("Details"), self.show_details,
                lambda: self.checks.design is checked,
            )  # fmt: skip

    @Slot()
    def show_details(self) -> None:
        """Show every finding in a window of its own."""
        self.show_row(-1)

    @Slot(int)
    def show_row(self, row: int) -> None:
        """The same, with the worst finding of a row chosen."""
        if self.details is None:
            from gui.window.gradient_window import GradientWindow

            self.details = GradientWindow(self.checks, self._themes, self._window)
        self.details.show_row(row)

    def close_down(self) -> None:
        """Close the window, and end the thread."""
        self.checks.close()
        if self.details is not None:
            self.details.close_down()

    # Faults.

    @Slot()
    def break_it(self) -> None:
        """Let a fault be chosen for a run of its own, or mend the one that there is."""
        from gui.window.fault_dialog import choose_fault

        chosen = choose_fault(self._session.design.layers, self._window)
        if chosen is not None:
            self.put_in(chosen)

    def put_in(self, fault: Fault) -> None:
        """Begin a run of its own with that fault, beside the right one. It can be undone."""
        model, current = self._session.model, self._run_list.current
        if current is not None:
            self._run_list.tick(current, ticked=True)
        self._guesses = 0
        model.replace_design(replace(model.design, fault=fault), self.tr("Break the gradient"))

    def put_in_hidden(self, rng: np.random.Generator) -> None:
        """The same with any fault that the layers can have, which is not told."""
        faults = possible_faults(self._session.design.layers)
        self.put_in(replace(faults[int(rng.integers(len(faults)))], hidden=True))

    @Slot()
    def mend(self) -> None:
        """Take the fault out: the run without it comes back. It can be undone."""
        model = self._session.model
        model.replace_design(replace(model.design, fault=SOUND), self.tr("Mend the gradient"))

    @Slot()
    def guess(self) -> None:
        """Let a hidden fault be named."""
        from gui.window.fault_dialog import guess_fault

        kind = guess_fault(self._session.design.layers, self._window)
        if kind:
            self.judge(kind)

    def judge(self, kind: str) -> bool:
        """Whether the hidden fault is of that kind; it is told then, and after the last try."""
        fault = self._session.design.fault
        self._guesses += 1
        right = kind == fault.wrong
        if right or self._guesses >= TRIES:
            words = self.tr("Found: {fault}.") if right else self.tr("It was: {fault}.")
            self._reveal(words.format(fault=fault_words(fault)), right=right)
            self.named.emit(right)
        else:
            left = self.tr("That is not it. One more try; check the gradient, or train and watch.")
            self._messages.say("warning", left)
        return right

    def _reveal(self, words: str, *, right: bool) -> None:
        """Tell the fault from now on; the run stays what it is."""
        model, session = self._session.model, self._session
        shown = replace(model.design, fault=replace(model.design.fault, hidden=False))
        model.replace_design(shown, self.tr("Name the fault"))
        explanation = translated(session.design.fault.what.explanation)
        self._messages.say("success" if right else "info", f"{words} {explanation}")

    def forget_guesses(self) -> None:
        """Let a hidden fault be guessed at from the first try on."""
        self._guesses = 0

    @Slot()
    def _show_banner(self) -> None:
        fault = self._session.design.fault
        if not fault or fault == self._shown:
            self._shown = fault
            return
        self._shown = fault

        def stands() -> bool:
            return self._session.design.fault == fault

        if fault.hidden:
            words = self.tr("Somewhere in this network a gradient is wrong. Find out where.")
            self._messages.say("warning", words, self.tr("Name the fault…"), self.guess, stands,
                               lasts=True)  # fmt: skip
        else:
            words = self.tr("This network is broken on purpose: {fault}.")
            self._messages.say("warning", words.format(fault=fault_words(fault)),
                               self.tr("Mend it"), self.mend, stands, lasts=True)  # fmt: skip


def fault_words(fault: Fault) -> str:
    """A fault with its row."""
    title = translated(fault.what.title)
    if not fault.row:
        return title
    return QCoreApplication.translate("Faults", "{fault} in row {row}").format(
        fault=title, row=fault.row
    )
