"""Numbers in French: a decimal comma where they are shown, both marks where they are typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QSettings
from pytestqt.qtbot import QtBot

from diynn.errors import SettingError
from diynn.settings import Range
from gui.plots.axis import plain_marks
from gui.text.languages import Languages
from gui.text.numbers import figures, in_percent, number, rounded, telling
from gui.text.wording import error_message, error_remedy, in_midst, title_words
from gui.tuning.axis_rows import local_values, plain_values
from gui.widgets.number_field import NumberField, read_number

NARROW = "\N{NARROW NO-BREAK SPACE}"


@pytest.fixture
def french(qapp: QCoreApplication, settings: QSettings) -> Iterator[Languages]:
    made = Languages(settings)
    made.choose("fr")
    yield made
    made.close()


def test_what_is_shown_has_a_comma(french: Languages) -> None:
    assert QLocale().language() == QLocale.Language.French
    assert number(0.25) == "0,25"
    assert figures(0.125) == "0,125"
    assert rounded(0.02) == "0,0200"
    assert plain_marks(0.0, 1.0, 300)[1][1].startswith("0,")
    assert in_percent("95,4") == f"95,4{NARROW}%"
    assert telling("Perte", "0,1") == f"Perte{NARROW}: 0,1"


def test_both_marks_are_read(qtbot: QtBot, french: Languages) -> None:
    for text in ("0,05", "0.05"):
        assert read_number(text) == 0.05
        field = NumberField(whole=False, limits=Range(0.0, 1.0))
        qtbot.addWidget(field)
        field.set_number(0.5)
        assert field.lineEdit().text() == "0,5"
        taken: list[object] = []
        field.typed.connect(taken.append)
        field.lineEdit().selectAll()
        qtbot.keyClicks(field.lineEdit(), text)
        field.take()
        assert taken == [0.05]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0,01 ; 0,1", "0.01 , 0.1"),
        ("0,01, 0,1", "0.01, 0.1"),
        ("0.01, 0.1", "0.01, 0.1"),
        ("0,001..0,1:5", "0.001..0.1:5"),
        ("16,32,64", "16,32,64"),
        ("SGD, AdamW", "SGD, AdamW"),
    ],
)
def test_values_of_a_sweep(french: Languages, typed: str, meant: str) -> None:
    assert plain_values(typed) == meant
    assert local_values("0.01, 0.1") == "0,01 ; 0,1"
    assert local_values("0.001..0.1:5") == "0,001..0,1:5"


def test_a_sweep_in_english_keeps_its_commas(qapp: QCoreApplication) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.English))
    assert plain_values("0.01,0.1") == "0.01,0.1"
    assert local_values("0.01, 0.1") == "0.01, 0.1"
    QLocale.setDefault(QLocale.system())


def test_errors_are_reported_in_french_with_commas(french: Languages) -> None:
    error = SettingError(
        "{owner}: {setting} cannot be {value}.", "It lies between {low} and {high}.",
        owner="SGD", setting="learning rate", value=2.5, low="0.001", high=f"{1.5:g}",
    )  # fmt: skip
    assert error_message(error) == f"SGD{NARROW}: le taux d’apprentissage ne peut pas valoir 2,5."
    assert error_remedy(error) == "La valeur va de 0,001 à 1,5."
    # The command line is English, whatever the window speaks.
    assert str(error) == "SGD: learning rate cannot be 2.5. It lies between 0.001 and 1.5."


def test_names(french: Languages) -> None:
    assert title_words("Two moons") == "Deux lunes"
    assert title_words("My own network") == "My own network"
    assert in_midst("Taux") == "taux"
    assert in_midst("XOR") == "XOR"


def test_english_is_as_it_was(french: Languages) -> None:
    french.choose("en")
    assert number(0.25) == "0.25"
    assert in_percent("95.4") == "95.4 %"
    assert telling("Loss", "0.1") == "Loss: 0.1"
