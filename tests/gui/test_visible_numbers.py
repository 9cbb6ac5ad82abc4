"""However small or large, a number is written in one way wherever it is shown or said."""

from __future__ import annotations

import re

import pytest
from at_rest import at_rest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from window_texts import texts_in

from diynn.network.optimizers import Adam
from diynn.storage.recipes import recipe
from gui.text.languages import Choice, Languages
from gui.text.numbers import alike, count, figures, number, percent, rounded, spread
from gui.widgets.number_field import NumberField, read_number
from gui.window.main_window import MainWindow

BARE = re.compile(r"\d[.,]?\d*e[+-]?\d+\b|(?<![\w.…/)\]-])-\d", re.IGNORECASE)
"""1e-05, 1e+04 and an ASCII minus before a digit; not in 3-7, which numbers images."""
TAGS = re.compile(r"<[^>]*>")
NARROW = "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize("text", ["1e-05", "5,5e-06", "1E+04", "-2e+02", "x = -3"])
def test_what_is_looked_for_would_be_found(text: str) -> None:
    assert BARE.search(text)


@pytest.fixture(params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_no_text_of_the_window_has_a_computers_number(
    qtbot: QtBot, speaking: MainWindow
) -> None:
    window = speaking
    heard: set[tuple[str, str]] = set()
    for name in ("moons", "digits-autoencoder", "digits-dense"):
        window.documents.start_from(recipe(name))
        qtbot.waitUntil(lambda: window.session.training is not None)
        # Settings so small and so large that no field or sentence has room for all their digits.
        window.model.change_optimizer(Adam(learning_rate=1e-5))
        window.model.change_part("optimizer", "weight_decay", 3e-7)
        window.model.change_run("clip", 2e9)
        window.model.change_run("epochs", 1_000_000)
        window.stack.run.expander.setChecked(True)
        window.session.advance(epochs=1)
        qtbot.waitUntil(lambda: len(window.session.history) == 1 and at_rest(window.session))
        for tab in window.tabs.names():
            window.tabs.show_page(tab)
            qtbot.wait(100)
            heard |= set(texts_in(window))
        window.session.advance(steps=1)
        qtbot.waitUntil(lambda: at_rest(window.session))
        heard |= set(texts_in(window))
    for open_it in window.trials.offers().values():
        open_it()
    window.report.open()
    qtbot.waitUntil(lambda: window.report.window is not None)
    beside: list[QWidget | None] = [window.report.window, *window.trials._windows.values()]
    for one in beside:
        assert one is not None
        heard |= set(texts_in(one))
    fields = [f"{type(one).__name__} {one.lineEdit().text()}" for w in (window, *beside)
              if w is not None for one in w.findChildren(NumberField)]  # fmt: skip
    assert any("10⁻⁵" in text for text in fields)
    assert len(heard) > 600
    wrong = sorted({f"{where}: {text}" for where, text in heard if BARE.search(TAGS.sub(" ", text))}
                   | {text for text in fields if BARE.search(text)})  # fmt: skip
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_number_can_be_typed_as_it_is_written(
    settings: QSettings, language: Choice
) -> None:
    languages = Languages(settings)
    languages.choose(language)
    for value in (1e-5, 3.4e-7, 0.0003, 0.25, -0.5, 12_345.0, 2.5e6, 1e9, -3e12, 123, 60_000):
        assert read_number(number(value)) == value
    languages.close()


def test_writing_numbers(qtbot: QtBot) -> None:
    assert [figures(one) for one in (0.00034, 0.000034, -204.0, 123_456.0, 2e7)] == [
        "0.00034", "3.4·10⁻⁵", "−204", f"123{NARROW}456", "2·10⁷",
    ]  # fmt: skip
    assert rounded(0.02) == "0.0200"
    assert [count(one) for one in (9999, 10_000)] == ["9999", f"10{NARROW}000"]
    assert alike([0.01, 100.0, 1e4, 1e8]) == ["10⁻²", "10²", "10⁴", "10⁸"]
    assert alike([0.0, 0.01, 100.0]) == ["0", "0.01", "100"]


@pytest.mark.parametrize(
    ("mean", "deviation", "told"),
    [
        (0.0003373, 1.2e-5, "0.00034 ± 0.00001"), (0.2345, 0.0123, "0.23 ± 0.01"),
        (97.78, 0.45, "97.8 ± 0.5"), (0.5, 0.0, "0.5 ± 0"), (0.5, None, "0.5"),
        (3.4e-7, 1e-8, "(3.4 ± 0.1)·10⁻⁷"), (123_456.0, 1000.0, f"123{NARROW}000 ± 1000"),
    ],
)  # fmt: skip
def test_a_mean_has_the_digits_that_its_spread_leaves(
    mean: float, deviation: float | None, told: str
) -> None:
    assert spread(mean, deviation) == told


def test_shares_are_rounded_and_only_all_is_all() -> None:
    shares = (0.97777, 0.97749, 0.9996, 1.0, 0.0004, 0.0, 0.99999)
    assert [percent(one) for one in shares] == [
        "97.8 %", "97.7 %", "99.96 %", "100.0 %", "0.04 %", "0.0 %", "99.999 %",
    ]  # fmt: skip
