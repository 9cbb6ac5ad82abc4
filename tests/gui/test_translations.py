"""Every text has its French, and the French window says nothing in English."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import (
    QCoreApplication,
    QSettings,
    Qt,
    QTranslator,
)
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QFileSystemModel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QTextBrowser,
)
from pytestqt.qtbot import QtBot
from window_texts import texts_in

from diynn.storage.recipes import recipe
from gui.text.languages import NATIVE, Choice, Languages, files_of, of_system
from gui.text.numbers import count
from gui.text.wording import fill_in
from gui.window.main_window import MainWindow

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "package"))

from translations import COMPILED, ENGLISH, FORMS, Forms, read, spaced
from words import COUNTED, ROOT, Found, Text, every_text

OF_QT = re.compile(r"Q[A-Z]")
"""Contexts of Qt's own texts, which it words itself."""
SLOTS = re.compile(r"\{[^{}]*\}")
translate = QCoreApplication.translate
ACCELERATOR = re.compile(r"&(?!amp;|nbsp;|lt;|gt;)\w")


@pytest.fixture(scope="module")
def found() -> Found:
    return every_text()


@pytest.fixture(scope="module")
def french() -> dict[Text, Forms]:
    return read()


def listed(wrong: list[str]) -> str:
    return "\n".join([f"{len(wrong)} texts:", *wrong[:40]])


def test_every_text_has_its_french(found: Found, french: dict[Text, Forms]) -> None:
    lacking = [f"{found.texts[one]}: {one}" for one in found.texts if not french.get(one)]
    assert not lacking, "Run `python3 start.py translations --todo`. " + listed(lacking)


def test_no_french_for_what_is_not_said(found: Found, french: dict[Text, Forms]) -> None:
    stale = [str(one) for one in french if one not in found.texts]
    assert not stale, "Run `python3 start.py translations`. " + listed(stale)


def test_every_text_can_be_looked_up(found: Found) -> None:
    assert not found.unclear, listed(found.unclear)


def test_what_must_survive_a_translation(french: dict[Text, Forms]) -> None:
    wrong = []
    for (context, english), forms in french.items():
        for words in forms:
            where = f"{context}: {english!r} → {words!r}"
            # Of a single one the number may be left out.
            single = len(forms) > 1 and words == forms[0]
            said = SLOTS.findall(words)
            if set(said) - set(SLOTS.findall(english)) if single else not same_slots(english, said):
                wrong.append(f"placeholders, {where}")
            if bool(ACCELERATOR.search(english)) != bool(ACCELERATOR.search(words)):
                wrong.append(f"accelerator, {where}")
            if any(english.endswith(end) != words.endswith(end) for end in ("…", ":", "\t", "  ")):
                wrong.append(f"ending, {where}")
            if english.count("\t") != words.count("\t"):
                wrong.append(f"key, {where}")
            if words != spaced(words):
                wrong.append(f"spaces, {where}")
            if re.search(r"\b(tu|ton|ta|tes|toi)\b", words, re.IGNORECASE):
                wrong.append(f"familiar, {where}")
            if COUNTED.search(words) and not OF_QT.match(context):
                wrong.append(f"neither one nor several, {where}")
    assert not wrong, listed(wrong)


def same_slots(english: str, said: list[str]) -> bool:
    return sorted(SLOTS.findall(english)) == sorted(said)


def test_what_is_counted_has_a_form_for_one_and_for_several(
    found: Found, french: dict[Text, Forms]
) -> None:
    english = read(ENGLISH)
    assert len(found.counted) > 40
    assert set(english) == found.counted
    for of_language in (english, french):
        wrong = [str(one) for one in found.counted if len(of_language[one]) != FORMS]
        assert not wrong, listed(wrong)
    several = [str(one) for one, forms in english.items() if COUNTED.search("".join(forms))]
    assert not several, listed(several)
    unmarked = [
        str(one) for one in found.texts
        if COUNTED.search(one[1]) and one not in found.counted and not OF_QT.match(one[0])
    ]  # fmt: skip
    assert not unmarked, "A number must be given to `tr` after the text. " + listed(unmarked)


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", {0: "0 layers", 1: "1 layer", 2: "2 layers", 12_345: "12\u202f345 layers"}),
        ("fr", {0: "0 couche", 1: "1 couche", 2: "2 couches", 12_345: "12\u202f345 couches"}),
    ],
)
def test_none_one_and_several(
    settings: QSettings, language: Choice, forms: dict[int, str]
) -> None:
    languages = Languages(settings)
    languages.choose(language)
    said = {
        number: translate("LayerList", "{count} layer(s)", "", number).format(count=count(number))
        for number in forms
    }
    languages.close()
    assert said == forms


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["Stopped: 1 of 5 folds is done. Start goes on with the others.",
                "Stopped: 2 of 5 folds are done. Start goes on with the others.",
                "1 of 26 has a result", "0 of 26 have a result",
                "The last Linear needs 1 output.", "The last Linear needs 3 outputs.",
                "1 row of 20 left out: an empty cell.", "2 rows of 20 left out: an empty cell.",
                "1 picture of 20 with one level only: a.png.",
                "2 pictures of 20 with one level only: a.png."]),
        ("fr", ["Arrêté\u202f: 1 pli sur 5 est terminé. Démarrer continue avec les autres.",
                "Arrêté\u202f: 2 plis sur 5 sont terminés. Démarrer continue avec les autres.",
                "1 sur 26 a un résultat", "0 sur 26 a un résultat",
                "Le dernier Linear doit avoir 1 sortie.",
                "Le dernier Linear doit avoir 3 sorties.",
                "1 ligne sur 20 écartée\u202f: une cellule vide.",
                "2 lignes sur 20 écartées\u202f: une cellule vide.",
                "1 image sur 20 n’a qu’un seul niveau\u202f: a.png.",
                "2 images sur 20 n’ont qu’un seul niveau\u202f: a.png."]),
    ],
)  # fmt: skip
def test_sentences_that_count(settings: QSettings, language: Choice, told: list[str]) -> None:
    languages = Languages(settings)
    languages.choose(language)
    folds, results = (
        "Stopped: {folds} of {all} folds are done. Start goes on with the others.",
        "{done} of {all} have a result",
    )
    rows = "{count} row(s) of {rows} left out: an empty cell."
    pictures = "{count} picture(s) of {all} with one level only: {names}."
    said = [
        *(translate("FoldWindow", folds, "", n).format(folds=n, all=5) for n in (1, 2)),
        *(translate("ExperimentsWindow", results, "", n).format(done=n, all=26) for n in (1, 0)),
        *(fill_in("The last Linear needs {wanted} output(s).", {"wanted": n}) for n in (1, 3)),
        *(fill_in(rows, {"count": n, "rows": 20}) for n in (1, 2)),
        *(fill_in(pictures, {"count": n, "all": 20, "names": "a.png"}) for n in (1, 2)),
    ]
    languages.close()
    assert said == told


def test_the_accelerators_of_a_menu_differ(french: dict[Text, Forms]) -> None:
    tops = ("&File", "&Edit", "&Run", "E&xperiments", "&View", "&Help")
    keys = [ACCELERATOR.findall(french["Menus", text][0])[0].lower() for text in tops]
    assert len(set(keys)) == len(keys), keys


def test_what_the_program_reads_is_up_to_date(french: dict[Text, Forms]) -> None:
    translator = QTranslator()
    assert translator.load(str(COMPILED))
    old = [
        str(one) for one, forms in french.items()
        for number, words in zip((-1,) if len(forms) == 1 else (1, 2), forms, strict=True)
        if (translator.translate(*one, "", number) or one[1]) != words
    ]  # fmt: skip
    assert not old, "Run `python3 start.py translations`. " + listed(old)


def test_qts_own_words_are_there() -> None:
    for file in files_of("fr"):
        assert QTranslator().load(file), file


# One word for one thing

FORBIDDEN = {
    r"étagère": "liste des exécutions", r"grappe": "cluster", r"ouvriers?": "worker",
    r"abîmée?s?": "endommagé", r"restituée?s?|restitue": "restauré", r"chercheur de taux":
    "recherche du taux", r"domaine des nombres": "a divergé", r"pas lancée?s?": "non lancé",
    r"d’habitude :": "valeur usuelle :", r"marges?": "remplissage", r"(du|de) genre « ?(he|xavier)":
    "initialisation He", r"de type he": "initialisation He", r"exécution du moment|celle du moment":
    "exécution courante", r"pris pour": "prédit", r"au mieux$": "version améliorée",
    r"programme du taux": "planification du taux", r"toutes les tant": "toutes les n",
    r"trop beau": "optimiste", r"pour égalité": "résultat équivalent",
    r"leurs? plans?|le plan (a changé|reste|sans)|reprendre son plan": "architecture",
    r"vers le bas\) × ": "(lignes) × (colonnes)", r"ce qui a le clavier": "l’élément actif",
    r"mais il (n’)?arrive": "l’entrée fournit", r"ne peut casser": "vous ne pouvez rien casser",
}
"""Words that French texts had, each with the one that stands in its place."""
FRENCH_PAGES = (*ROOT.glob("resources/help/fr/*.md"), ROOT / "docs" / "guide" / "fr.md")


@pytest.mark.parametrize("old", FORBIDDEN)
def test_french_has_one_word_for_one_thing(french: dict[Text, Forms], old: str) -> None:
    forbidden = re.compile(rf"\b({old})" + ("" if old.endswith("$") else r"(?!\w)"), re.IGNORECASE)
    said = [("catalogue", words) for forms in french.values() for words in forms]
    said += [(path.name, line) for path in FRENCH_PAGES for line in path.read_text().splitlines()]
    wrong = [f"{where}: {words[:120]}" for where, words in said if forbidden.search(words)]
    assert not wrong, f"Say “{FORBIDDEN[old]}”. " + listed(wrong)


def test_accuracy_is_no_precision(french: dict[Text, Forms]) -> None:
    for (_, english), forms in french.items():
        words = " ".join(forms)
        if re.search(r"\baccurac", SLOTS.sub("", english), re.IGNORECASE):
            assert "exactitude" in words.lower(), words
        if "précision" in words.lower():
            assert "precision" in english.lower(), words


# What Qt says by itself

ALIKE = {"Date", "OK", "Type"}
"""Words that are the same in both languages."""


def qts_texts() -> list[str]:
    """What stands in the dialogs, boxes and menus of Qt's own that the window uses."""
    found: set[str] = set()
    modes = QFileDialog.FileMode
    for mode in (modes.AnyFile, modes.ExistingFile, modes.ExistingFiles, modes.Directory):
        for saving in (False, True):
            dialog = QFileDialog(directory="/")
            dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
            dialog.setFileMode(mode)
            if saving:
                dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            found |= {text for _, text in texts_in(dialog)}
            files = dialog.findChild(QFileSystemModel)
            assert files is not None
            for column in range(files.columnCount()):
                found.add(str(files.headerData(column, Qt.Orientation.Horizontal)))
            found.add(dialog.windowTitle())
            dialog.deleteLater()
    box = QMessageBox()
    for button in QMessageBox.StandardButton:
        if button.value.bit_count() == 1 and button.value >= QMessageBox.StandardButton.Ok.value:
            box.addButton(button)
    found |= {text for _, text in texts_in(box)}
    for field in (QLineEdit(), QPlainTextEdit(), QTextBrowser()):
        menu = field.createStandardContextMenu()
        found |= {action.text() for action in menu.actions()}
        menu.deleteLater()
        field.deleteLater()
    box.deleteLater()
    return sorted(plain(text) for text in found if any(letter.isalpha() for letter in text))


def test_qt_speaks_the_language_of_the_window(qapp: QApplication, settings: QSettings) -> None:
    languages = Languages(settings)
    english = qts_texts()
    languages.choose("fr")
    french = qts_texts()
    languages.close()
    assert len(english) > 40
    home = {str(Path.home()), Path.home().name}
    same = set(english) & set(french) - ALIKE - home
    assert not same, same


def test_dialogs_of_the_desktop_are_used_where_they_speak_the_language(
    qapp: QApplication, settings: QSettings
) -> None:
    own = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    languages = Languages(settings)
    for language in NATIVE:
        languages.choose(language)
        assert qapp.testAttribute(own) == (language != of_system())
    languages.choose("system")
    assert not qapp.testAttribute(own)
    languages.close()


# The built window


class Speech:
    """Tells whether words are English where the catalogue knows other French ones."""

    def __init__(self, french: dict[Text, Forms]) -> None:
        said = {plain(words) for forms in french.values() for words in forms}
        english = [(one, forms) for (_, one), forms in french.items()]
        english += [(one, french[text]) for text, each in read(ENGLISH).items() for one in each]
        different = {one for one, forms in english if plain(one) not in map(plain, forms)}
        self._whole = {plain(english) for english in different} - said
        self._long = [one for one in self._whole if len(one) > 24 and not SLOTS.search(one)]
        templates = [one for one in self._whole if SLOTS.search(one)]
        worded = [one for one in templates if len(re.findall(r"[a-z]{3,}", SLOTS.sub("", one))) > 1]
        self._templates = re.compile("|".join(map(pattern, worded)))

    def is_english(self, text: str) -> bool:
        words = plain(text)
        return (
            words in self._whole
            or any(one in words for one in self._long)
            or self._templates.fullmatch(words) is not None
        )


def plain(text: str) -> str:
    return ACCELERATOR.sub(lambda found: found[0][1:], text).partition("\t")[0].strip()


def pattern(template: str) -> str:
    return "(?:" + ".+".join(re.escape(part) for part in SLOTS.split(template)) + ")"


@pytest.fixture
def language() -> str:
    return "fr"


def test_the_french_window_is_all_french(
    qtbot: QtBot, speaking: MainWindow, french: dict[Text, Forms]
) -> None:
    window, speech = speaking, Speech(french)
    heard: set[tuple[str, str]] = set()
    for name in ("moons", "digits-autoencoder"):
        window.documents.start_from(recipe(name))
        qtbot.waitUntil(lambda: window.session.training is not None)
        for tab in window.tabs.names():
            window.tabs.show_page(tab)
        window.session.advance(epochs=1)
        qtbot.waitUntil(lambda: len(window.session.history) == 1)
        heard |= set(texts_in(window))
    window.model.remove(range(len(window.model.design.layers)))
    window.report.open()
    qtbot.waitUntil(lambda: window.report.window is not None)
    for open_it in window.trials.offers().values():
        open_it()
    window.menus.show_templates()
    for beside in (window.report.window, *window.trials.windows, window.menus.gallery):
        assert beside is not None
        heard.add(("title", beside.windowTitle()))
        heard |= set(texts_in(beside))
    heard |= set(texts_in(window))
    assert len(heard) > 600
    english = sorted({(where, text) for where, text in heard if speech.is_english(text)})
    assert not english, listed([f"{where}: {text!r}" for where, text in english])
