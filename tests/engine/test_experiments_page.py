"""The page of all experiments: it holds everything itself, in both languages, whatever came out."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest

from diynn.experiments.experiment import Experiment
from diynn.experiments.outcome import (
    Curves,
    Figure,
    Images,
    Lines,
    Outcome,
    Picture,
    Plane,
    Scatter,
    Series,
)
from diynn.experiments.page.charts import RUN_COLOURS
from diynn.experiments.page.frame import MOST_PLACES, Axis, Frame, axis
from diynn.experiments.page.page import TITLE, page, summary_table
from diynn.experiments.page.pictures import CLASS_COLOURS, MOST_POINTS
from diynn.experiments.page.words import distance, escaped, mean_and_spread, said
from diynn.experiments.phrases import kind_words
from diynn.paths import resource
from diynn.storage.recipes import recipe, report_recipes
from diynn.text import Text, count, number, same
from diynn.training.history import COLUMNS

VOID = {"meta", "br", "hr", "img", "link", "input"}
NARROW = "\N{NARROW NO-BREAK SPACE}"
HOSTILE = "<script>alert('1')</script> & \"\x00</style>"


class Reader(HTMLParser):
    """Keeps what a page is made of, and what is wrong with it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.used: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.languages: list[list[tuple[str, str]]] = [[]]
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if "id" in found:
            self.ids.append(found["id"])
        self.used += found.get("aria-labelledby", "").split()
        self.links += [found[name] for name in ("href", "src", "xlink:href") if name in found]
        self.wrong += [f"{tag} has {name}" for name in found if name.startswith("on")]
        if found.get("lang") and tag != "html":
            self.languages[-1].append((tag, found["lang"]))
        if tag not in VOID:
            self.open.append(tag)
            self.languages.append([])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes something else")
        own = self.languages.pop()
        english = [kind for kind, language in own if language == "en"]
        french = [kind for kind, language in own if language == "fr"]
        if english != french:
            self.wrong.append(f"in <{tag}>: {own}")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    assert not reader.wrong, reader.wrong[:5]
    assert len(reader.ids) == len(set(reader.ids))
    assert set(reader.used) <= set(reader.ids)
    inner = {f"#{name}" for name in reader.ids}
    assert all(link in inner or link.startswith("data:image/png") for link in reader.links)
    assert not re.search(r"url\(|@import|https?://", html)
    return reader


def experiment(number_: str = "E17", **changes: object) -> Experiment:
    made = Experiment(
        number_, Text("Batch sizes", "Tailles de lot"), Text("64 is best", "64 est le meilleur"),
        Text("92.67 %", "92,67 %"), "usps", ("moons",), 90.0,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def outcome(*pictures: Picture, curves: tuple[Curves, ...] = (), number_: str = "E17") -> Outcome:
    return Outcome(
        number_, Text("93.1 %", "93,1 %"), "reproduced", Text("It holds.", "Cela tient."), 75.0,
        (0, 1), ("moons",), (Figure(same("test"), 92.67, (93.0, 93.2), "%"),), curves, pictures,
        {"NumPy": "2.0"},
    )  # fmt: skip


def rows(epochs: int) -> np.ndarray:
    table = np.ones((epochs, COLUMNS)) * 0.5
    table[:, 0] = np.arange(1, epochs + 1)
    return table


def test_whole_page_without_anything_from_outside(rng: np.random.Generator) -> None:
    pictures: tuple[Picture, ...] = (
        Images(Text("Digits", "Chiffres"), (same("a"), same("b")), rng.random((2, 5, 4, 4))),
        Plane(same("p"), rng.random((9, 9)), (-1, 1, -1, 1), rng.random((6, 2)), np.arange(6) % 2),
        Scatter(same("codes"), (same("train"),), (rng.random((30, 2)),), (np.arange(30) % 10,)),
        Lines(
            same("sizes"), same("x"), same("y"),
            (Series(same("one"), np.array([8, 16]), rng.random((2, 3))),), logarithmic=True,
        ),
    )  # fmt: skip
    shown = outcome(*pictures, curves=(Curves(same("run"), rows(3)),))
    reader = read(page([experiment(), experiment("E1")], {"E17": shown}))
    assert reader.tags.count("section") == 3
    assert reader.tags.count("image") == 2
    text = "".join(reader.text)
    for words in ("reproduced", "reproduit", "not run", "non lancé", "diynn reproduce E1"):
        assert words in text
    assert f"92,67{NARROW}%" in text
    assert f"93.1\xa0±\xa00.1{NARROW}%" in text
    # The stack is drawn from the recipe.
    assert "Network with" in text
    assert "Tanh" in text


def test_it_opens_in_the_language_of_the_program() -> None:
    for language in ("en", "fr"):
        html = page([experiment()], {}, language=language)
        assert f'<html lang="{language}">' in html
        assert f'<body data-language="{language}"' in html
        assert f"<title>{TITLE.fr if language == 'fr' else TITLE.en}</title>" in html
    # Of itself it asks the browser.
    assert "<body data-title-en" in page([experiment()], {})


def test_it_tells_how_many_experiments_were_done_again() -> None:
    def summary(done: int) -> str:
        numbers = ("E17", "E18", "E19")
        outcomes = {number: outcome(number_=number) for number in numbers[:done]}
        return "".join(read(page([experiment(one) for one in numbers], outcomes)).text)

    assert "trained 1 of the 3 again" in summary(1)
    assert "en a refait 1 sur 3" in summary(1)
    assert "trained each of them again" in summary(3)
    assert "les a toutes refaites" in summary(3)


def test_data_sets_of_the_report_have_their_french() -> None:
    found = {kind_words(recipe(name).source) for name in report_recipes()}
    assert found == {
        Text("Linear data", "Données linéaires"), Text("Moons", "Lunes"), same("USPS"),
        same("MNIST"),
    }  # fmt: skip


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(0)


def test_hostile_words_stay_words() -> None:
    text = same(HOSTILE)
    bad = experiment(title=text, claim=text, report=text, recipes=(HOSTILE,), needs=HOSTILE)
    shown = replace(
        outcome(Images(text, (text,), np.zeros((1, 1, 2, 2))), curves=(Curves(text, rows(2)),)),
        ours=text, why=text, recipes=(HOSTILE,), versions={HOSTILE: HOSTILE},
    )  # fmt: skip
    html = page([bad, experiment(HOSTILE)], {"E17": shown})
    reader = read(html)
    assert reader.tags.count("script") == 1
    assert "\x00" not in html
    assert summary_table([bad], {}).count("\n") == 5
    assert "<script" not in summary_table([bad], {})


def test_nothing_run_and_nothing_to_run() -> None:
    read(page([], {}))
    text = "".join(read(page([experiment()], {})).text)
    assert "diynn data fetch usps" in text
    assert "taper" in text


EMPTY = np.empty(0)


@pytest.mark.parametrize(
    "shown",
    [
        outcome(curves=(Curves(same("nan"), rows(4) * np.nan),)),
        outcome(curves=(Curves(same("none"), np.empty((0, 6))),)),
        outcome(curves=(Curves(same("flat"), np.empty(0)),)),
        outcome(curves=(Curves(same("inf"), np.where(rows(4) == 0.5, np.inf, rows(4))),)),
        outcome(Lines(same("l"), same("x"), same("y"), ())),
        outcome(Lines(same("l"), same("x"), same("y"), (Series(same("s"), EMPTY, EMPTY),))),
        outcome(
            Lines(same("l"), same("x"), same("y"),
                  (Series(same("s"), np.array([0, -1]), np.full((2, 2), np.nan)),), True)
        ),
        outcome(Scatter(same("s"), (), (), ())),
        outcome(Scatter(same("s"), (same("a"),), (np.empty((0, 2)),), (EMPTY,))),
        outcome(Scatter(same("s"), (same("a"),), (np.full((3, 2), np.nan),), (np.arange(3),))),
        outcome(Images(same("i"), (), np.empty((0, 0, 0, 0)))),
        outcome(Images(same("i"), (same("a"),), np.full((1, 1, 2, 2), np.nan), 1.0, 1.0)),
        outcome(Plane(same("p"), np.full((3, 3), np.nan), (0, 1, 0, 1), np.empty((0, 2)), EMPTY)),
        outcome(Plane(same("p"), np.zeros((0, 0)), (0, 0, 0, 0), np.empty((0, 2)), EMPTY)),
        replace(outcome(), figures=(Figure(same("f"), None, ()),), seconds=float("nan"), seeds=()),
    ],
)  # fmt: skip
def test_what_is_no_number_is_not_drawn(shown: Outcome) -> None:
    html = page([experiment()], {"E17": shown})
    read(html)
    assert "nan" not in re.sub(r">nan<", "><", html).replace("navigator", "")


def test_file_stays_small(rng: np.random.Generator) -> None:
    images = Images(same("i"), tuple(map(same, "abcd")), rng.random((4, 12, 28, 28)))
    codes = Scatter(
        same("codes"), (same("train"), same("test")),
        (rng.normal(size=(60000, 2)), rng.normal(size=(10000, 2))),
        (np.arange(60000) % 10, np.arange(10000) % 10),
    )  # fmt: skip
    long = rows(500)
    long[:, 1:5] = rng.random((500, 4))
    shown = outcome(images, codes, curves=tuple(Curves(same(str(k)), long) for k in range(6)))
    # 26 of the heaviest are below eight megabytes.
    assert len(page([experiment()], {"E17": shown}).encode()) < 8_000_000 / 26
    assert count(MOST_POINTS).en in page([experiment()], {"E17": shown})


def test_thinned_line_keeps_its_extremes() -> None:
    y = np.zeros(5000)
    y[1234], y[4000] = 9.0, -9.0
    frame = Frame(Axis(same("x"), 0, 5000), Axis(same("y"), -10, 10))
    drawn = frame.line(np.arange(5000.0), y, "line")
    for value in (9.0, -9.0):
        assert f"{float(frame.rows(np.array([value]))[0]):.1f}" in drawn
    assert drawn.count("L") <= MOST_PLACES + 2


def test_logarithmic_axis_leaves_out_what_has_no_place() -> None:
    made = axis(same("y"), [np.array([0.0, -1.0, 0.01, 10.0, np.nan])], logarithmic=True)
    assert made is not None
    assert np.isnan(made.shares(np.array([0.0, -3.0]))).all()
    assert [text.fr for _, text in made.ticks()] == ["0,01", "0,1", "1", "10"]
    assert axis(same("y"), [np.array([-1.0])], logarithmic=True) is None


def test_what_lies_too_far_off_has_no_place() -> None:
    narrow = Axis(same("y"), 0.0, 5e-324)
    assert np.isnan(narrow.shares(np.array([1.0, -1e300]))).all()
    assert narrow.shares(np.array([0.0]))[0] == 0.0


def test_numbers_in_both_languages() -> None:
    assert number(-1234.5, 1) == Text("−1234.5", "−1234,5")
    assert (
        mean_and_spread(Figure(same("f"), None, (float("nan"), 2.0), "dB", 1)).fr
        == f"2,0{NARROW}dB"
    )
    assert str(mean_and_spread(Figure(same("f"), None, (99.999,), "%"))) == "99.999 %"
    assert distance(Figure(same("f"), 92.67, (93.0, 93.2), "%")).fr == "+0,43"
    assert distance(Figure(same("f"), 92.67, (92.6702,), "%")).en == "0.00"
    assert said(Text("a", "b"), "p") == '<p lang="en">a</p><p lang="fr">b</p>'
    assert escaped("<b> 5 %\x07") == f"&lt;b&gt; 5{NARROW}%"


def test_summary_table() -> None:
    table = summary_table([experiment(claim=same("a | b")), experiment("E1")], {"E17": outcome()})
    lines = table.splitlines()
    assert lines[2].startswith("| E17 | a \\| b | 92.67 % | 93.1 % | ✓ reproduced | 1")
    assert "2 experiments: 1 reproduced, 1 not run" in lines[-3]
    assert lines[-1] == "NumPy: 2.0."


def test_colours_are_those_of_the_window() -> None:
    colours = pytest.importorskip("gui.theme.colours")
    style = resource("report/page.css").read_text("utf-8")
    blocks = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    assert len(blocks) == 2
    for theme, block in zip((colours.LIGHT, colours.DARK), blocks, strict=True):
        ground = dict(re.findall(r"--([\w-]+):(#\w+);", block))
        assert tuple(ground[f"run{k}"] for k in range(RUN_COLOURS)) == theme.runs
        classes = tuple(ground[f"class{k}"] for k in range(CLASS_COLOURS))
        assert classes == colours.class_colours(theme)
        for name in ("text", "muted", "accent"):
            assert colours.contrast(ground[name], ground["ground"]) >= 4.5
        for name in ("good", "best", "off"):
            assert colours.contrast(ground[name], ground[f"{name}-wash"]) >= 4.5
