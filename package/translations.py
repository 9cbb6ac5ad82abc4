"""Brings resources/translations up to date: every text that is shown, and what is made of them.

    python3 start.py translations          looks for texts, and compiles what is translated
    python3 start.py translations --todo   lists, besides, what is not translated yet

`diynn_fr.ts` is the one place of the French words: edit it by hand or with Qt Linguist. Texts that
are no longer shown are left out of it. `diynn_fr.qm`, which the program reads, is made from it. A
`diynn_de.ts` beside it, empty at first, would be that of another language. What says how many there
are of something has two forms (Qt's numerus forms), in `diynn_en.ts` the English ones.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path
from xml.sax.saxutils import escape

import PySide6
from PySide6.QtCore import QLocale

sys.path.insert(0, str(Path(__file__).resolve().parent))

from words import COUNTED, ROOT, Found, Text, every_text

sys.path.insert(0, str(ROOT))

from diynn.experiments.phrases import Forms, read_translations

FOLDER = ROOT / "resources" / "translations"
SOURCE, COMPILED = FOLDER / "diynn_fr.ts", FOLDER / "diynn_fr.qm"
ENGLISH = FOLDER / "diynn_en.ts"
FORMS = 2
"""For one, and for several; French takes the first for 0 too."""
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


def read(path: Path = SOURCE) -> dict[Text, Forms]:
    """The finished translations of a .ts file; none where it is not there or empty."""
    return read_translations(path) if path.exists() and path.stat().st_size else {}


def write(texts: dict[Text, Forms], counted: Collection[Text], path: Path = SOURCE) -> None:
    """Write a .ts file: each text, by context, with its translation or () for one that lacks."""
    name = QLocale(language_of(path)).name()
    lines = [HEAD + f'<TS version="2.1" language="{name}" sourcelanguage="en_GB">\n']
    for context in sorted({name for name, _ in texts}):
        lines.append(f"<context>\n    <name>{context}</name>\n")
        for (name, source), forms in sorted(texts.items()):
            if name == context:
                many = (name, source) in counted
                lines.append('    <message numerus="yes">\n' if many else "    <message>\n")
                lines.append(f"        <source>{_xml(source)}</source>\n")
                kind = "" if forms else ' type="unfinished"'
                lines.append(f"        <translation{kind}>{_forms(forms, many)}</translation>\n")
                lines.append("    </message>\n")
        lines.append("</context>\n")
    path.write_text("".join([*lines, "</TS>\n"]), "utf-8")


def _forms(forms: Forms, counted: bool) -> str:
    if not counted:
        return "".join(map(_xml, forms))
    each = forms or ("",) * FORMS
    lines = (f"            <numerusform>{_xml(one)}</numerusform>\n" for one in each)
    return "\n" + "".join(lines) + "        "


def english_forms(text: str) -> Forms:
    """The singular and the plural of a text: “1 layer”, “2 layers” of “{count} layer(s)”."""
    return COUNTED.sub(lambda one: one[0][0], text), COUNTED.sub(
        lambda one: one[0][0] + one[1], text
    )


def _xml(text: str) -> str:
    # Elsewhere a tab is read as a space.
    return escape(text, {'"': "&quot;", "\t": "&#9;"})


def compile_words(source: Path = SOURCE, to: Path = COMPILED) -> None:
    """Make what the program reads, with Qt's own tool."""
    name = "lrelease.exe" if sys.platform == "win32" else "lrelease"
    tool = Path(PySide6.__file__).parent / name
    command = [str(tool), "-silent", "-nounfinished", str(source), "-qm", str(to)]
    subprocess.run(command, check=True)


def up_to_date(found: Found, source: Path) -> dict[Text, Forms]:
    """What a .ts file says of all texts; of English, which it is written in, the counted ones."""
    known = read(source)
    if source == ENGLISH:
        return {text: known.get(text) or english_forms(text[1]) for text in found.counted}
    texts = {}
    for text in found.texts:
        forms = known.get(text, ())
        fits = len(forms) == (FORMS if text in found.counted else 1)
        texts[text] = tuple(map(spaced, forms) if source == SOURCE else forms) if fits else ()
    return texts


def main(arguments: list[str]) -> int:
    """Bring all files up to date; 1 where a text lacks its translation, or is not written down."""
    found, lacking = every_text(), False
    for source in sorted(FOLDER.glob("diynn_*.ts")):
        language = QLocale(language_of(source)).nativeLanguageName()
        texts = up_to_date(found, source)
        write(texts, found.counted, source)
        compile_words(source, source.with_suffix(".qm"))
        missing = [text for text, forms in texts.items() if not forms]
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
