"""What the help says: both languages alike, no dead link, a formula where there is one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from diynn.data.noise import NOISES
from diynn.layers import LAYERS
from diynn.layers.activations import ELU
from diynn.network.losses import LOSSES
from diynn.network.optimizers import OPTIMIZERS, SGD
from diynn.network.schedules import SCHEDULES
from diynn.settings import settings_of
from gui.help.page import CONTENTS, Question, formula_image, formula_size, page, title_of
from gui.help.pictures import PICTURES
from gui.help.sketch import Sketch
from gui.help.sketched_images import digit
from gui.help.topics import (
    KINDS,
    LANGUAGES,
    formulas,
    kind_of,
    language,
    search,
    topic_of_setting,
    topics,
)
from gui.theme.colours import DARK, LIGHT, Theme

FEWEST_WORDS, MOST_WORDS = 18, 125
WIDEST, HIGHEST = 34.0, 6.5
"""Of a formula, in its own em: the panel is about 22 wide, and wider ones are made smaller."""

ENGLISH = topics("en")


def named_formulas() -> list[tuple[str, str]]:
    return [(name, line) for name in ENGLISH for line in formulas(name)]


def test_every_language_has_the_same_topics_in_the_same_order() -> None:
    assert [list(topics(tongue)) for tongue in LANGUAGES] == [list(ENGLISH)] * len(LANGUAGES)


@pytest.mark.parametrize("name", ENGLISH)
def test_a_topic_is_built_alike_in_every_language(name: str) -> None:
    english = ENGLISH[name]
    for topic in (topics(tongue)[name] for tongue in LANGUAGES):
        assert len(topic.paragraphs) == len(english.paragraphs)
        assert bool(topic.larger) == bool(english.larger)
        assert bool(topic.smaller) == bool(english.smaller)
        assert topic.others == english.others
        assert topic.links() == english.links()
        assert topic.title
        assert topic.links() <= set(ENGLISH), "a dead link"
        assert name not in topic.links()
        assert FEWEST_WORDS <= len(" ".join(topic.texts).split()) <= MOST_WORDS


def test_every_kind_and_every_setting_has_a_topic() -> None:
    for kind in KINDS.values():
        assert kind.name() in ENGLISH
        for setting in settings_of(kind):
            assert topic_of_setting(kind, setting.name) in ENGLISH
            assert kind_of(setting) is kind


def test_every_picture_leads_to_a_topic() -> None:
    assert set(PICTURES) <= set(ENGLISH)


def test_every_layer_loss_optimizer_schedule_and_noise_has_its_formula() -> None:
    for kind in (*LAYERS, *LOSSES, *OPTIMIZERS, *SCHEDULES, *NOISES):
        assert formulas(kind.name()), kind.name()


def test_a_formula_stands_in_one_place_only() -> None:
    """Beside the class, or in formulas.md; never in a text."""
    for tongue in LANGUAGES:
        for topic in topics(tongue).values():
            assert not any("\\" in words for words in topic.texts), topic.name
    for kind in KINDS.values():
        assert formulas(kind.name()) == kind.formula


def test_every_formula_can_be_set(qapp: QApplication) -> None:
    wrong = []
    for name, line in named_formulas():
        size = formula_size(line, 1.0)
        if not (0.3 < size.width() < WIDEST and 0.3 < size.height() < HIGHEST):
            wrong.append((name, line, size.width(), size.height()))
    assert not wrong


def test_a_formula_has_the_colour_and_the_fineness_it_is_asked_for(qapp: QApplication) -> None:
    plain, fine = (formula_image(r"y = \frac{1}{2}", 20.0, "#FF0000", n) for n in (1.0, 2.0))
    assert fine.devicePixelRatio() == 2
    assert abs(fine.width() - 2 * plain.width()) <= 2
    inks = {
        fine.pixelColor(x, y).name()
        for x in range(fine.width()) for y in range(fine.height())
        if fine.pixelColor(x, y).alpha() == 255
    }  # fmt: skip
    assert inks == {"#ff0000"}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_shows_something(qapp: QApplication, name: str, theme: Theme) -> None:
    picture = PICTURES[name]
    image = QImage(320, picture.height, QImage.Format.Format_RGB32)
    image.fill(theme.surface)
    before = image.copy()
    painter = QPainter(image)
    picture.draw(Sketch(painter, image.rect().toRectF(), theme))
    painter.end()
    assert image != before
    picture.caption()


def test_the_digit_of_the_pictures_is_one_of_the_set() -> None:
    from diynn.data.sources import Digits

    data = Digits().load()
    images = [*data.train.x, *data.test.x]
    assert any((image[..., 0] == 16 * digit()).all() for image in images)


def test_words_are_found_without_accents_and_in_titles_first() -> None:
    assert search("en", "learning rate")[0].name == "learning-rate"
    assert search("fr", "EPOQUES")[0].name == "epoch"
    assert "over-fitting" in [topic.name for topic in search("en", "test curve")]
    assert search("en", "no such word") == []
    assert search("en", "  ") == []


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_every_page_is_written(tongue: str) -> None:
    for name in (CONTENTS, *ENGLISH):
        written = page(Question(name), tongue, LIGHT)
        assert title_of(Question(name), tongue)
        assert "{" not in written.partition("</style>")[2]
        assert "](" not in written


def test_a_page_tells_the_setting_that_was_asked_about() -> None:
    question = Question("learning-rate", "SGD", "learning_rate")
    assert Question.of_address(question.address) == question
    written = page(question, "en", LIGHT)
    assert settings_of(SGD)[0].help in written
    assert "Usual: 0.1" in written
    assert "Alpha" in page(Question("ELU"), "en", LIGHT)
    assert settings_of(ELU)[0].help in page(Question("ELU"), "en", LIGHT)


def test_the_language_is_that_of_the_window() -> None:
    before = QLocale()
    try:
        QLocale.setDefault(QLocale(QLocale.Language.French))
        assert language() == "fr"
        QLocale.setDefault(QLocale(QLocale.Language.German))
        assert language() == "en"
    finally:
        QLocale.setDefault(before)
