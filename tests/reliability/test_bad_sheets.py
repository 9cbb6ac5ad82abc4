"""Workbooks whose cells lie far apart, or that say they hold what no machine has room for."""

from __future__ import annotations

import gzip
import struct
from collections.abc import Callable
from pathlib import Path

import mutations
import numpy as np
import pytest
import sheets

from diynn.data.sources import UserFile
from diynn.data.sources.reading import text_blocks
from diynn.data.sources.table_format import column_names
from diynn.errors import DataError

CELLS = sheets.rows(np.random.default_rng(0))
SHEET, TEXTS, CONTENT = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "content.xml"


def part(content: bytes, name: str, before: bytes, after: bytes) -> bytes:
    """A workbook with something else in one of its parts."""
    members = mutations.unzipped(content)
    assert before in members[name]
    members[name] = members[name].replace(before, after, 1)
    return mutations.zipped(members, packed=True)


def far(content: bytes) -> bytes:
    """The last text of an old workbook in its last row and far beyond its last column."""
    at = content.rindex(b"\xfd\0\x0a\0") + 4
    return content[:at] + struct.pack("<HH", 65535, 65535) + content[at + 4 :]


def sized(content: bytes) -> bytes:
    """An old workbook that says how large its sheet is."""
    at = content.rindex(b"\0\x02\x0e\0") + 4
    return content[:at] + struct.pack("<IIHH", 0, 2**31, 0, 65535) + content[at + 12 :]


CLAIMS: dict[str, Callable[[], bytes]] = {
    "a cell far away": lambda: part(sheets.xlsx(CELLS), SHEET, b'r="C22"', b'r="XFD1048576"'),
    "rows far apart": lambda: part(
        sheets.xlsx(CELLS, placed=False), SHEET, b'<row r="22">', b'<row r="999999999">'
    ),
    "texts": lambda: part(
        sheets.xlsx(CELLS, shared=True), TEXTS, b'uniqueCount="', b'uniqueCount="9999999999'
    ),
    "columns repeated": lambda: part(
        sheets.ods(CELLS), CONTENT, b'<table:table-cell office:value-type="string"',
        b'<table:table-cell table:number-columns-repeated="400000000" office:value-type="string"',
    ),
    "rows repeated": lambda: part(
        sheets.ods(CELLS), CONTENT, b'rows-repeated="1"', b'rows-repeated="400000000"'
    ),
    "an old cell far away": lambda: far(sheets.xls(CELLS)),
    "an old sheet's size": lambda: sized(sheets.xls(CELLS)),
}  # fmt: skip


def load(folder: Path, content: bytes) -> UserFile:
    path = folder / "a.sheet"
    path.write_bytes(content)
    return UserFile(path=str(path))


@pytest.mark.parametrize("place", range(8))
def test_the_sheets_that_are_spoiled_are_sound(tmp_path: Path, place: int) -> None:
    (content,) = sheets.samples(np.random.default_rng(1))[place].values()
    data = load(tmp_path, content).load()
    assert len(data.train) + len(data.test) > 10
    assert data.shape == (2,)


@pytest.mark.parametrize("claim", CLAIMS)
def test_what_a_sheet_claims_is_refused_before_there_is_room_for_it(
    tmp_path: Path, claim: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = load(tmp_path, CLAIMS[claim]())
    import python_calamine

    monkeypatch.setattr(python_calamine.CalamineWorkbook, "from_filelike", pytest.fail)
    with pytest.raises(DataError, match="claims to hold"):
        source.load()


def test_empty_cells_to_the_end_of_a_sheet_are_no_claim(tmp_path: Path) -> None:
    """As LibreOffice writes them."""
    empty = b'<table:table-cell table:number-columns-repeated="16380"/></table:table-row>'
    content = part(sheets.ods(CELLS), CONTENT, b"</table:table-row>", empty)
    rest = (
        b'<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        b'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    content = part(content, CONTENT, b"</table:table>", rest)
    data = load(tmp_path, content).load()
    assert data.classes == ("a", "b", "c")


@pytest.mark.parametrize(
    "spoil",
    [lambda content: content[: len(content) // 2], lambda content: content[:700],
     lambda content: content[:30] + b"\xff" * 60 + content[90:]],
    ids=["half", "start", "head"],
)  # fmt: skip
@pytest.mark.parametrize("make", [sheets.xlsx, sheets.ods, sheets.xls])
def test_spoiled_sheets_are_reported_of(
    tmp_path: Path, make: Callable[..., bytes], spoil: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(DataError):
        load(tmp_path, spoil(make(CELLS))).load()


def test_as_many_columns_of_one_name_as_a_sheet_has() -> None:
    names = column_names(["x"] * 65_536, 65_536)
    assert names[:3] == ("x", "x (2)", "x (3)")
    assert len(set(names)) == len(names)
    assert column_names(["x (2)", "x", "x"], 4) == ("x (2)", "x", "x (3)", "column 4")


def test_what_a_packed_text_holds_is_found_out_before_it_is_in_memory(tmp_path: Path) -> None:
    line = b"0.25,0.5,0.125,a\n0.5,0.25,1.5,b\n"
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(line * (2**23 // len(line)), 6, mtime=0) * 40)
    given: list[int] = []
    with pytest.raises(DataError, match="claims to hold"):
        given.extend(map(len, text_blocks(path)))
    # There are 320 MB.
    assert 0 < sum(given) < 2**23


def test_a_column_that_is_empty_where_it_is_learnt_from_is_reported_of(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,y\n,1\nfirst,2\n")
    texts, widths = [], []
    for seed in range(8):
        source = UserFile(
            path=str(path), seed=seed, targets="values", columns=(("name", "category"),)
        )
        try:
            widths.append(source.load().shape[0])
        except DataError as error:
            texts.append(str(error))
    # Of the two rows one is learnt from.
    assert all("no column of inputs" in words for words in texts)
    assert texts
    assert widths
    assert min(widths) >= 1
