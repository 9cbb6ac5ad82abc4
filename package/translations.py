"""Brings resources/translations up to date: every text that is shown, and what is made of them.

    python3 start.py translations          looks for texts, and compiles what is translated
    python3 start.py translations --todo   lists, besides, what is not translated yet

`diynn_fr.ts` is the one place of the French words: edit it by hand or with Qt Linguist. Texts that
are no longer shown are left out of it. `diynn_fr.qm`, which the program reads, is made from it. A
`diynn_de.ts` beside it, empty at first, would be that of another language.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import escape

import PySide6
from PySide6.QtCore import QLocale

sys.path.insert(0, str(Path(__file__).resolve().parent))

from words import ROOT, Text, every_text

sys.path.insert(0, str(ROOT))

from diynn.experiments.phrases import read_translations

FOLDER = ROOT / "resources" / "translations"
SOURCE, COMPILED = FOLDER / "diynn_fr.ts", FOLDER / "diynn_fr.qm"
NARROW = "\N{NARROW NO-BREAK SPACE}"
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
FRENCH_SPACES = (
    (re.compile(r" ([:;?!%])"), rf"{NARROW}\1"),
    (re.compile(r"« ?"), f"«{NARROW}"),
    (re.compile(r" ?»"), f"{NARROW}»"),
)


def spaced(french: str) -> str:
    """French words with the spaces that no line may break at; those that stand already stay."""
    for pattern, instead in FRENCH_SPACES:
        french = pattern.sub(instead, french)
    return french.replace("'", "’").replace(NARROW * 2, NARROW)


def language_of(path: Path) -> str:
    """The language of a .ts file, such as "fr"."""
    return path.stem.removeprefix("diynn_")


def read(path: Path = SOURCE) -> dict[Text, str]:
    """The finished translations of a .ts file; none where it is not there or empty."""
    return read_translations(path) if path.exists() and path.stat().st_size else {}


def write(texts: dict[Text, str], path: Path = SOURCE) -> None:
    """Write a .ts file: each text, by context, with its translation or "" for one that lacks."""
    name = QLocale(language_of(path)).name()
    lines = [HEAD + f'<TS version="2.1" language="{name}" sourcelanguage="en_GB">\n']
    for context in sorted({name for name, _ in texts}):
        lines.append(f"<context>\n    <name>{context}</name>\n")
        for (name, source), french in sorted(texts.items()):
            if name == context:
                lines.append(f"    <message>\n        <source>{_xml(source)}</source>\n")
                kind = "" if french else ' type="unfinished"'
                lines.append(f"        <translation{kind}>{_xml(french)}</translation>\n")
                lines.append("    </message>\n")
        lines.append("</context>\n")
    path.write_text("".join([*lines, "</TS>\n"]), "utf-8")


def _xml(text: str) -> str:
    # Elsewhere a tab is read as a space.
    return escape(text, {'"': "&quot;", "\t": "&#9;"})


def compile_words(source: Path = SOURCE, to: Path = COMPILED) -> None:
    """Make what the program reads, with Qt's own tool."""
    name = "lrelease.exe" if sys.platform == "win32" else "lrelease"
    tool = Path(PySide6.__file__).parent / name
    command = [str(tool), "-silent", "-nounfinished", str(source), "-qm", str(to)]
    subprocess.run(command, check=True)


def main(arguments: list[str]) -> int:
    """Bring all files up to date; 1 where a text lacks its translation, or is not written down."""
    found, lacking = every_text(), False
    for source in sorted(FOLDER.glob("diynn_*.ts")):
        known, language = read(source), QLocale(language_of(source)).nativeLanguageName()
        texts = {text: known.get(text, "") for text in found.texts}
        if source == SOURCE:
            texts = {text: spaced(french) for text, french in texts.items()}
        write(texts, source)
        compile_words(source, source.with_suffix(".qm"))
        missing = [text for text, words in texts.items() if not words]
        lacking = lacking or bool(missing)
        print(f"{language}: {len(texts)} texts, {len(missing)} not translated.")
        if "--todo" in arguments:
            for context, text in missing:
                print(f"{found.texts[context, text]}\t{context}\t{text!r}")
    for words in found.unclear:
        print(f"Not a text that could be looked up: {words}")
    return 1 if lacking or found.unclear else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
