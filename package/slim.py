"""Leaves out of the packaged program what nothing in it uses. For Linux; elsewhere all is kept."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

Entry = tuple[str, str, str]
"""A file as PyInstaller lists it: its place in the program, where it lies now, its kind."""

LIBRARY = re.compile(r"lib[^./][^/]*\.so(\.[0-9.]+)?")
"""What is loaded because another file asks; a module of pandas' is called lib, too."""
LOADED_BY_NAME = re.compile(r"libpython|libQt6(XcbQpa|WaylandClient|Svg)")
ICU_DATA = re.compile(r"libicudata\.so\.(\d+)")
LANGUAGES = ("en", "fr")
"""The program's own. ICU sorts names in other languages by its common rules."""


def slimmed(binaries: Iterable[Entry], is_used: Callable[[str], bool], folder: Path) -> list[Entry]:
    """The binaries that are used, those that can be made smaller as copies in `folder`."""
    kept = {name: (name, path, kind) for name, path, kind in binaries if is_used(name)}
    if sys.platform != "linux":
        return list(kept.values())
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return listed_once([_smaller(kept[name], folder) for name in _asked_for(kept)])


def listed_once(entries: Iterable[Entry]) -> list[Entry]:
    """The same, where a library that two packages bring is a link to the first of them."""
    places: dict[tuple[str, bytes], Path] = {}
    kept: list[Entry] = []
    for name, path, kind in entries:
        file = Path(name)
        # Folders such as numpy.libs: what lies there is named by its content.
        if kind != "SYMLINK" and file.parent.suffix == ".libs":
            content = hashlib.sha256(Path(path).read_bytes()).digest()
            first = places.setdefault((file.name, content), file)
            if first != file:
                path, kind = os.path.relpath(first, file.parent), "SYMLINK"
        kept.append((name, path, kind))
    return kept


def _asked_for(kept: dict[str, Entry]) -> list[str]:
    """Without libraries that only what was left out had asked for."""
    libraries: dict[str, list[str]] = {}
    waiting, wanted = [], set()
    for name, path, _ in kept.values():
        file = Path(name)
        # A module of Python's and a plugin are loaded by name, a library because another asks.
        if LIBRARY.fullmatch(file.name) and "plugins" not in file.parts:
            libraries.setdefault(file.name, []).append(name)
        if file.name not in libraries or LOADED_BY_NAME.match(file.name):
            waiting.append(path)
            wanted.add(name)
    while waiting:
        for library in re.findall(r"NEEDED\s+(\S+)", _output_of("objdump", "-p", waiting.pop())):
            for name in libraries.get(library, ()):
                if name not in wanted:
                    wanted.add(name)
                    waiting.append(kept[name][1])
    return [name for name in kept if name in wanted]


def _smaller(entry: Entry, folder: Path) -> Entry:
    name, path, kind = entry
    copy = folder / name.replace("/", "+")
    if ICU_DATA.fullmatch(Path(name).name):
        _with_few_languages(Path(path), copy)
    elif re.search(r"(^|/)libpython|\.cpython-", name):
        # Symbols for a debugger. Qt's libraries have none; those in folders `*.libs` were changed
        # after they had been linked, and strip is not safe for them.
        _output_of("strip", "--strip-debug", "-o", str(copy), path)
    else:
        return entry
    return name, str(copy), kind


def _with_few_languages(library: Path, copy: Path) -> None:
    """Qt's data of ICU without what belongs to other languages than LANGUAGES: 32 MB become 3."""
    found = ICU_DATA.fullmatch(library.name)
    assert found is not None
    raw = copy.with_suffix(".dat")
    raw.write_bytes(filtered(library.read_bytes(), wanted_of_icu))
    symbol = f"icudt{found[1]}_dat"
    source = copy.with_suffix(".s")
    source.write_text(
        f'.globl {symbol}\n.section .rodata\n.balign 16\n.type {symbol},%object\n'
        f'{symbol}: .incbin "{raw}"\n.size {symbol}, .-{symbol}\n'
        '.section .note.GNU-stack,"",%progbits\n'
    )  # fmt: skip
    parts = copy.with_suffix(".o")
    _output_of("as", "-o", str(parts), str(source))
    _output_of("ld", "-shared", "-soname", library.name, "-o", str(copy), str(parts))
    for draft in (raw, source, parts):
        draft.unlink()


def wanted_of_icu(name: str) -> bool:
    """Whether an item of ICU's data is kept, by its name such as "icudt73l/coll/fr.res"."""
    file = name.rsplit("/", 1)[-1]
    if file.endswith((".cnv", ".dict")) or file == "unames.icu" or "/translit/" in name:
        return False
    language = re.match(r"([a-z]{2,3})(_\w+)?\.res$", file)
    return (language is None or language[1] in LANGUAGES) and "lstm" not in file


def filtered(library: bytes, wanted: Callable[[str], bool]) -> bytes:
    """The package of ICU's data in a library, with the wanted items alone.

    The format is that of ICU's udata.h and ucmndata.h: a header that begins with its own length
    and ends in the format's name; the number of items; for each where its name and its content
    begin, counted from that number; the names, in order; the contents, each at a multiple of 16.
    """
    start = library.index(b"CmnD") - 12
    length = struct.unpack_from("<H", library, start)[0]
    table = start + length
    count = struct.unpack_from("<I", library, table)[0]
    places = [struct.unpack_from("<II", library, table + 4 + 8 * i) for i in range(count)]
    ends = [content for _, content in places[1:]]
    items = []
    for (name_at, begin), end in zip(places[:-1], ends, strict=True):
        name = library[table + name_at : library.index(b"\0", table + name_at)]
        if wanted(name.decode()):
            items.append((name, library[table + begin : table + end]))
    # The last has no end that is given; it is a small one, and the file's own end is not far.
    name = library[table + places[-1][0] : library.index(b"\0", table + places[-1][0])]
    items.append((name, library[table + places[-1][1] :][: 2**20]))
    names, contents, offsets = b"", b"", []
    first_name = 4 + 8 * len(items)
    total = sum(len(name) + 1 for name, _ in items)
    first_content = -(-(first_name + total) // 16) * 16
    for name, content in items:
        offsets.append((first_name + len(names), first_content + len(contents)))
        names += name + b"\0"
        contents += content + b"\0" * (-len(content) % 16)
    head = struct.pack("<I", len(items)) + b"".join(struct.pack("<II", *pair) for pair in offsets)
    filling = b"\0" * (first_content - first_name - total)
    return library[start:table] + head + names + filling + contents


def _output_of(*words: str) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout
