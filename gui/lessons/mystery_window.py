"""The game of the mystery network: ask for its outputs, then say its weights."""

from __future__ import annotations

import random
from collections.abc import Sequence

from PySide6.QtCore import QSettings, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGroupBox, QPushButton, QWidget

from diynn.lessons.mystery import CURVES, LEVELS, PROBED, Network, Unit, is_found, mystery
from gui.stored_settings import stored_number, take_size
from gui.text.numbers import count, figures
from gui.theme.theme import ThemeSource
from gui.widgets.boxes import Scroller, flow, hbox, vbox
from gui.widgets.number_question import read_fraction
from gui.widgets.plain_text import Label
from gui.widgets.typed_field import LineField
from gui.widgets.value_table import Column, Entry, ValueTable
from gui.widgets.window_keys import follow_key

USUAL = QSize(640, 620)
LEAST = QSize(420, 420)
WEIGHTS = ("w₁", "w₂", "b")


class MysteryWindow(QWidget):
    """Asks a hidden network for outputs, and compares what is guessed with it."""

    def __init__(
        self, themes: ThemeSource, settings: QSettings, parent: QWidget | None = None,
        seed: int | None = None,
    ) -> None:  # fmt: skip
        """`seed` decides the first network; each next one has the next."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setProperty("helpTopic", "mystery")
        self.setObjectName("mystery")
        self.setWindowTitle(self.tr("Mystery network – diynn"))
        self._settings, self._themes = settings, themes
        self._seed = random.randrange(2**31) if seed is None else seed  # noqa: S311
        self.probes: list[tuple[float, float, float]] = []
        self.explanation = Label(self.tr(
            "A hidden network gets two inputs and gives one output. Ask for outputs, and find its "
            "weights with as few probes as you can. All weights are multiples of a half."
        ))  # fmt: skip
        self.explanation.setWordWrap(True)
        self.explanation.setProperty("muted", True)
        self.level = QComboBox()
        self.level.addItems([
            self.tr("1: one neuron"), self.tr("2: one neuron with a curve"),
            self.tr("3: the sum of two with the same curve"),
        ])  # fmt: skip
        self.level.setAccessibleName(self.tr("Level"))
        self.level.setCurrentIndex(int(stored_number(settings, "mystery/level", 0, 0, LEVELS - 1)))
        self.level.activated.connect(self._choose_level)
        self.another = QPushButton(self.tr("Another network"))
        self.another.clicked.connect(self.begin)
        self.inputs = [LineField(), LineField()]
        for name, field in zip(("x₁", "x₂"), self.inputs, strict=True):
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
            field.setMaximumWidth(90)
            field.returnPressed.connect(self.ask)
        self.ask_button = QPushButton(self.tr("Ask"))
        self.ask_button.clicked.connect(self.ask)
        self.table = ValueTable(self.tr("What was asked"))
        self.table.set_empty_text(self.tr("Each output that you ask for will stand here."))
        self.guesses: list[list[LineField]] = []
        self._lines: list[QWidget] = []
        for number in range(2):
            fields = []
            for name in WEIGHTS:
                field = LineField()
                field.setPlaceholderText(name)
                field.setAccessibleName(self.tr("{name} of neuron {number}").format(
                    name=name, number=number + 1
                ))  # fmt: skip
                field.setMaximumWidth(90)
                field.returnPressed.connect(self.check)
                fields.append(field)
            self.guesses.append(fields)
            line = QWidget()
            title = Label(self.tr("Neuron {number}").format(number=number + 1))
            hbox(title, *fields, 1, parent=line, margins=(0, 0, 0, 0), spacing=6)
            self._lines.append(line)
        self.curve = QComboBox()
        for name in CURVES:
            self.curve.addItem(self.tr("no curve") if name == "Identity" else name, name)
        self.curve.setAccessibleName(self.tr("Curve"))
        self.check_button = QPushButton(self.tr("Check"))
        self.check_button.setProperty("primary", True)
        self.check_button.clicked.connect(self.check)
        self.reveal_button = QPushButton(self.tr("Give up"))
        self.reveal_button.setToolTip(self.tr("Show the weights"))
        self.reveal_button.clicked.connect(self.reveal)
        self.message = Label()
        self.message.setWordWrap(True)
        self._lay_out()
        self.begin()

    def _lay_out(self) -> None:
        asking, guessing = QGroupBox(self.tr("Ask")), QGroupBox(self.tr("Your answer"))
        vbox(hbox(*self.inputs, self.ask_button, 1, spacing=6), (self.table, 1), parent=asking)
        self.table.setMinimumHeight(140)
        vbox(*self._lines, flow(self.curve, self.check_button, self.reveal_button, spacing=6),
             parent=guessing)  # fmt: skip
        ground = QWidget()
        vbox(
            self.explanation, flow(self.level, self.another, spacing=6), (asking, 1), guessing,
            self.message, parent=ground, margins=(16, 12, 16, 16), spacing=10,
        )  # fmt: skip
        area = Scroller(ground, LEAST, has_sentences=True)
        vbox(area, parent=self, margins=(0, 0, 0, 0))
        take_size(self, USUAL)

    @property
    def _level(self) -> int:
        return self.level.currentIndex() + 1

    @Slot()
    def _choose_level(self) -> None:
        self._settings.setValue("mystery/level", self.level.currentIndex())
        self.begin()

    @Slot()
    def begin(self) -> None:
        """Hide another network."""
        self._seed = (self._seed + 1) % 2**31
        self.network: Network = mystery(self._level, self._seed)
        self.probes = []
        for fields in self.guesses:
            for field in fields:
                field.clear()
        self._lines[1].setVisible(self._level == LEVELS)
        self.curve.setVisible(self._level > 1)
        self.curve.setCurrentIndex(0 if self._level == 1 else 1)
        self.say("")
        self._show_probes()
        self.inputs[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, words: str, kind: str = "") -> None:
        """Say something; `kind` is "warning" or empty."""
        self.message.setProperty("warning", kind == "warning")
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)
        self.message.setText(words)

    @Slot()
    def ask(self) -> None:
        """Ask for the output of the typed inputs."""
        values = [read_fraction(field.text()) for field in self.inputs]
        x1, x2 = values
        if x1 is None or x2 is None or max(abs(x1), abs(x2)) > PROBED:
            words = self.tr("Type two numbers from {low} to {high}.")
            self.say(words.format(low=figures(-PROBED), high=figures(PROBED)), "warning")
            return
        self.say("")
        self.probes.append((x1, x2, self.network.of(x1, x2)))
        self._show_probes()
        self.inputs[0].selectAll()
        self.inputs[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_probes(self) -> None:
        columns = (Column("x₁"), Column("x₂"), Column(self.tr("Output")))
        rows: list[Sequence[Entry]] = [
            [Entry(figures(value, 4), value) for value in probe] for probe in self.probes
        ]
        self.table.show_rows(columns, rows)

    @Slot()
    def check(self) -> None:
        """Compare the typed weights with the network."""
        curve = str(self.curve.currentData()) if self._level > 1 else CURVES[0]
        units = []
        for fields in self.guesses[: len(self.network.units)]:
            numbers = [read_fraction(field.text()) for field in fields]
            known = [one for one in numbers if one is not None]
            if len(known) < len(numbers):
                self.say(self.tr("Type a number for each weight."), "warning")
                return
            units.append(Unit(known[0], known[1], known[2], curve))
        number = len(self.probes)
        if is_found(self.network, units):
            words = self.tr("✓ Found with {count} probe(s).", "", number)
            self.say(words.format(count=count(number)))
            return
        words = self.tr("Not yet.")
        mine = Network(tuple(units)).of
        wrong = next((one for one in self.probes if abs(mine(*one[:2]) - one[2]) > 1e-3), None)
        if wrong is not None:
            more = self.tr("At x₁ = {x1}, x₂ = {x2} yours gives {mine}, the network {its}.")
            words += " " + more.format(
                x1=figures(wrong[0], 4), x2=figures(wrong[1], 4), its=figures(wrong[2], 4),
                mine=figures(mine(*wrong[:2]), 4),
            )  # fmt: skip
        else:
            words += " " + self.tr("It agrees with all that you asked: ask for more.")
        self.say(words, "warning")

    @Slot()
    def reveal(self) -> None:
        """Show the weights."""
        for fields, unit in zip(self.guesses, self.network.units, strict=False):
            for field, value in zip(fields, (unit.w1, unit.w2, unit.b), strict=True):
                field.setText(figures(value))
        curve = self.network.units[0].curve
        self.curve.setCurrentIndex(CURVES.index(curve))
        self.say(self.tr("These were its weights."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the window; Enter presses the button that has the focus."""
        if not follow_key(self, event):
            super().keyPressEvent(event)
