"""What README and the guide say is so: pictures, links, commands, and both languages alike."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import start
from diynn.cli.main import DESKTOP, SELF_TEST, parser
from package.pictures.catalogue import (
    FOLDER,
    LANGUAGES,
    MOST_BYTES,
    MOST_MOVIE_BYTES,
    SCENES,
    all_places,
    place,
)

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
GUIDES = [ROOT / "docs" / "guide" / f"{language}.md" for language in LANGUAGES]
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
CALLED = ("diynn ", "python3 start.py")
"""What a line begins with that is to be typed."""
MAKERS = ("test", "package", "pictures", "translations")
"""Commands of start.py's own."""


def text_of(document: Path) -> str:
    return document.read_text("utf-8")


def pictures_of(document: Path) -> list[tuple[str, Path]]:
    """Each picture: its words, and its file."""
    found = PICTURE.findall(text_of(document))
    return [(words, (document.parent / file).resolve()) for words, file in found]


def anchor(heading: str) -> str:
    """How the pages' host names the place of a heading."""
    kept = re.sub(r"[^\w\- ]", "", heading.lower())
    return kept.replace(" ", "-")


def commands_in(document: Path) -> Iterator[str]:
    """All that is to be typed, in blocks and within sentences, without its remark."""
    text = text_of(document)
    blocks = re.findall(r"^(?: {4}|\t)(.+)$", text, re.MULTILINE)
    for fence in re.findall(r"^```(?:sh|console)?\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        blocks += fence.splitlines()
    for line in [*blocks, *re.findall(r"`([^`\n]+)`", text)]:
        if line.startswith(CALLED):
            yield line.partition(" #")[0].strip()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_pictures_exist_and_have_words(document: Path) -> None:
    pictures = pictures_of(document)
    assert not [file for _, file in pictures if not file.is_file()]
    assert not [file for words, file in pictures if len(words) < 10]


def test_the_documents_show_what_the_program_takes() -> None:
    shown = {file for document in DOCUMENTS for _, file in pictures_of(document)}
    assert shown == set(all_places())


def test_no_picture_is_left_over() -> None:
    assert {file for file in FOLDER.rglob("*") if file.is_file()} == set(all_places())


def test_each_scene_has_its_play() -> None:
    from package.pictures.scenes import BY_NAME

    assert list(BY_NAME) == [scene.name for scene in SCENES]


def test_one_command_takes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(start, "set_up", lambda _pins, with_qt: asked.append(("Qt", str(with_qt))))
    monkeypatch.setattr(start, "run", lambda *words: asked.append(words) or 0)
    assert start.main(["pictures", "start", "--list"]) == 0
    assert asked == [("Qt", "True"), ("-P", "-m", "package.pictures", "start", "--list")]


def test_pictures_are_small() -> None:
    sizes = {file: file.stat().st_size for file in all_places()}
    assert sum(sizes.values()) <= MOST_BYTES
    movies = {place(language, "learning") for language in LANGUAGES}
    assert all(sizes[file] <= MOST_MOVIE_BYTES for file in movies)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    dead = []
    for link in LINK.findall(text_of(document)):
        if "://" in link or link.startswith("mailto:"):
            continue
        file, _, place_in_it = link.partition("#")
        target = (document.parent / file).resolve() if file else document
        if not target.exists():
            dead.append(link)
        elif place_in_it:
            known = {anchor(heading) for _, heading in HEADING.findall(text_of(target))}
            if place_in_it not in known:
                dead.append(link)
    assert not dead


@pytest.mark.parametrize("document", [ROOT / "README.md", *GUIDES], ids=lambda path: path.name)
def test_commands_are_understood(document: Path) -> None:
    grammar = parser()
    found = list(commands_in(document))
    assert len(found) > 5
    for command in found:
        words = shlex.split(command.removeprefix("python3 start.py").removeprefix("diynn"))
        if not words or words[0] in (*MAKERS, SELF_TEST, *DESKTOP, "COMMAND"):
            continue
        try:
            grammar.parse_args(words)
        except SystemExit:
            pytest.fail(f"{document.name}: {command}")


def test_a_command_that_is_wrong_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["train", "moons", "--epoch", "3"])
    capsys.readouterr()


def test_the_makers_commands_are_those_of_start() -> None:
    text = start.__doc__ or ""
    assert all(f"start.py {name}" in text for name in MAKERS)


def shape(document: Path) -> list[str]:
    """What both languages must have alike, in order: chapters, tables, lists, blocks, pictures."""
    lines = []
    for line in text_of(document).splitlines():
        if heading := HEADING.match(line):
            lines.append(heading[1])
        elif pictures := PICTURE.findall(line):
            lines += [Path(file).name for _, file in pictures]
        elif line.startswith(("|", "- ", "    ")):
            lines.append(line[:4].rstrip() if line.startswith("    ") else line[0])
        elif re.match(r"\d+\. ", line):
            lines.append("1.")
        elif line.startswith("*") and not line.startswith("**"):
            lines.append("*")
        elif line.strip():
            lines.append("paragraph")
    return lines


def test_both_guides_are_built_alike() -> None:
    english, french = map(shape, GUIDES)
    assert english == french


def test_both_guides_name_the_same_commands() -> None:
    english, french = ([line.split()[:2] for line in commands_in(guide)] for guide in GUIDES)
    assert english == french


@pytest.mark.parametrize("package", ["gui", "diynn"])
def test_the_picture_of_the_folders_is_that_of_the_contracts(package: str) -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    orders = [one.get("layers", []) for one in project["tool"]["importlinter"]["contracts"]]
    layers = next(order for order in orders if f"{package}.bench" in " ".join(order))
    folders = [name.removeprefix(f"{package}.") for row in layers for name in row.split(" | ")]
    _, _, rest = text_of(ROOT / "docs" / "ARCHITECTURE.md").partition(f"\n {package}/")
    drawn = re.findall(r"^│ (\w+) +│", rest.partition("\n└")[0], re.MULTILINE)
    assert drawn == folders
