"""Small workbooks of each kind that is read, and what spoils them: .xlsx, .ods and the older .xls.
"""

from __future__ import annotations

import random
import re
import struct
from collections.abc import Sequence

import mutations
import numpy as np

Cell = float | str | None
Rows = Sequence[Sequence[Cell]]
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
PLACES = (
    "A0", "A1", "B1048576", "XFD1", "XFD1048576", "XFE1", "ZZZZ9", "A99999999999", "A-1", "1A", "",
    "A1:XFD1048576", "A1:A1", "B2:A1", "AAAAAAAAAAAAAAAAAAAAAAA1",
)  # fmt: skip
COUNTS = ("0", "-1", "1", "3", "200", "16384", "1048576", "4294967295", "9" * 30, "x", "")
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    + b"]>"
)


def rows(rng: np.random.Generator, count: int = 20) -> list[list[Cell]]:
    made: list[list[Cell]] = [["size", "price", "kind"]]
    made += [[round(rng.normal(), 3), f"{n},50 €", "abc"[n % 3]] for n in range(count)]
    return [*made, [None, "3,00 €", "a"]]


def letters(column: int) -> str:
    return chr(65 + column)


def xlsx(cells: Rows, placed: bool = True, shared: bool = False) -> bytes:
    """A workbook of Excel's; its cells say where they stand, or follow each other."""
    texts = sorted({cell for row in cells for cell in row if isinstance(cell, str)})

    def cell(row: int, column: int, value: Cell) -> str:
        at = f' r="{letters(column)}{row}"' if placed else ""
        if value is None:
            return f"<c{at}/>"
        if not isinstance(value, str):
            return f"<c{at}><v>{value}</v></c>"
        if shared:
            return f'<c{at} t="s"><v>{texts.index(value)}</v></c>'
        return f'<c{at} t="inlineStr"><is><t>{value}</t></is></c>'

    lines = "".join(
        f'<row r="{number}">' + "".join(cell(number, n, v) for n, v in enumerate(row)) + "</row>"
        for number, row in enumerate(cells, 1)
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    strings = "".join(f"<si><t>{text}</t></si>" for text in texts)
    members = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        f'PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet '
        'name="Data" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><dimension ref="A1:C22"/>'
        f"<sheetData>{lines}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" count="{len(texts)}" '
        f'uniqueCount="{len(texts)}">{strings}</sst>',
    }
    return mutations.zipped({name: text.encode() for name, text in members.items()}, packed=True)


def ods(cells: Rows) -> bytes:
    """An OpenDocument sheet."""

    def cell(value: Cell) -> str:
        if value is None:
            return '<table:table-cell table:number-columns-repeated="1"/>'
        if isinstance(value, str):
            return (
                '<table:table-cell office:value-type="string">'
                f"<text:p>{value}</text:p></table:table-cell>"
            )
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'

    lines = "".join(
        '<table:table-row table:number-rows-repeated="1">' + "".join(map(cell, row))
        + "</table:table-row>"
        for row in cells
    )  # fmt: skip
    content = (
        f'<office:document-content xmlns:office="{OASIS}office:1.0" '
        f'xmlns:table="{OASIS}table:1.0" xmlns:text="{OASIS}text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Data">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{OASIS}manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return mutations.zipped(
        {
            "mimetype": kind.encode(),
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        },
        packed=True,
    )


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def xls(cells: Rows) -> bytes:
    """A workbook of Excel's until 2003: records (BIFF8) in a compound file."""
    texts = sorted({cell for row in cells for cell in row if isinstance(cell, str)})
    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)
    sheet = record(0x0809, begin[:2] + b"\x10\0" + begin[4:])
    sheet += record(0x0200, struct.pack("<IIHHH", 0, len(cells), 0, 3, 0))
    for row, line in enumerate(cells):
        for column, cell in enumerate(line):
            at = struct.pack("<HHH", row, column, 0)
            if isinstance(cell, str):
                sheet += record(0x00FD, at + struct.pack("<I", texts.index(cell)))
            elif cell is not None:
                sheet += record(0x0203, at + struct.pack("<d", cell))
    sheet += record(0x000A, b"")
    strings = struct.pack("<II", len(texts), len(texts)) + b"".join(
        struct.pack("<HB", len(text), 1) + text.encode("utf-16-le") for text in texts
    )

    def before(place: int) -> bytes:
        named = struct.pack("<IBBBB", place, 0, 0, 4, 0) + b"Data"
        return (
            record(0x0809, begin) + record(0x0042, struct.pack("<H", 1200))
            + record(0x0085, named) + record(0x00FC, strings) + record(0x000A, b"")
        )  # fmt: skip

    return compound(before(len(before(0))) + sheet)


def compound(stream: bytes) -> bytes:
    """A compound file (OLE) with one stream, “Workbook”, in sectors of 512 bytes."""
    none, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    # A shorter stream would lie in a stream of short sectors.
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    sectors = len(stream) // 512
    chain = [table, end, *range(3, 2 + sectors), end]
    fat = struct.pack("<128I", *chain, *[none] * (128 - len(chain)))

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        letters = name.encode("utf-16-le") + b"\0\0" if name else b""
        return (
            letters.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(letters), kind, 1, none, none, child)
            + bytes(36)
            + struct.pack("<IQ", start, size)
        )

    folder = entry("Root Entry", 5, 1, end, 0) + entry("Workbook", 2, none, 2, len(stream))
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
        + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
        + struct.pack("<109I", 0, *[none] * 108)
    )  # fmt: skip
    return head + fat + folder.ljust(512, b"\0") + stream


def samples(rng: np.random.Generator) -> list[dict[str, bytes]]:
    cells = rows(rng)
    plain = [[round(rng.normal(), 4) for _ in range(3)] for _ in range(15)]
    return [
        {"a.xlsx": xlsx(cells)},
        {"a.xlsx": xlsx(cells, placed=False)},
        {"a.xlsx": xlsx(cells, shared=True)},
        {"a.xlsx": xlsx(plain)},
        {"a.ods": ods(cells)},
        {"a.ods": ods(plain)},
        {"a.xls": xls(cells)},
        {"a.xls": xls(plain)},
    ]


def change_sheet(chance: random.Random, content: bytes) -> bytes:
    """Something of the cells, their places or the structure; check sums are right."""
    if not content.startswith(b"PK"):
        return change_records(chance, content)
    members = mutations.unzipped(content)
    names = [name for name in members if name.endswith(".xml") and "/_rels" not in name]
    name = chance.choice(names)
    text = members[name]
    match chance.randrange(8):
        case 0 | 1:
            text = replaced(chance, text, rb'(?<= (?:r|ref)=")[^"]*', PLACES)
        case 2 | 3:
            text = replaced(chance, text, rb'(?<=-repeated=")[^"]*|(?<=ount=")[^"]*', COUNTS)
        case 4:
            text = replaced(chance, text, rb"(?<=>)[^<>]+(?=<)|(?<=office:value=\")[^\"]*",
                            mutations.NUMBERS)  # fmt: skip
        case 5:
            text = chance.choice(
                (LAUGHS + text, text.replace(b"><", b">&j;<", 1), text * 3, b"<a>" * 9999 + text)
            )
        case 6:
            other = chance.choice(names)
            members[other], text = text, members[other]
        case _:
            text = chance.choice(mutations.BYTES)(chance, text)
    members[name] = text
    if chance.random() < 0.05:
        members.pop(chance.choice(list(members)))
    return mutations.zipped(members, chance.random() < 0.5)


def replaced(
    chance: random.Random, text: bytes, pattern: bytes, others: Sequence[str]
) -> bytes:
    """One of what `pattern` finds becomes another."""
    found = list(re.finditer(pattern, text))
    if not found:
        return chance.choice(mutations.BYTES)(chance, text)
    one = chance.choice(found)
    new = chance.choice(others).encode("utf-8", "replace")
    new = new.replace(b"&", b"&amp;").replace(b"<", b"&lt;")
    return text[: one.start()] + new + text[one.end() :]


def change_records(chance: random.Random, content: bytes) -> bytes:
    """Numbers of a compound file or of a record in it."""
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5))):
        far = chance.choice((0x4C, 0x200, 0x400, 0x600, 0x900, len(made)))
        at = chance.randrange(0, max(2, min(far, len(made)) - 8), 2)
        number = chance.choice((0, 1, 2, 3, 8, 255, 256, 512, 4096, 32767, 65535, 2**20, 2**31,
                                2**32 - 1, 2**32 - 2))  # fmt: skip
        wide = chance.random() < 0.5
        made[at : at + (4 if wide else 2)] = struct.pack(
            "<I" if wide else "<H", number if wide else number & 0xFFFF
        )
    return bytes(made)


SHEET = (change_sheet,) * 6 + mutations.BYTES
