"""Tables as people have them: read right however they are written, and never changed in silence."""

from __future__ import annotations

import math
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from workbooks import workbook

from diynn.data.columns import CATEGORY, IGNORED, NUMBER, Column, Table, as_numbers
from diynn.data.dataset import Dataset
from diynn.data.preparation import Preparation, encoded
from diynn.data.sources import SOURCES, CarbonDioxide, Penguins, Ultrasound, UserFile
from diynn.data.sources import table as table_file
from diynn.data.sources.included import Included
from diynn.data.sources.source import outline_of
from diynn.data.sources.table import read_table
from diynn.errors import DataError

ROOT = Path(__file__).resolve().parents[2]
Write = Callable[[str, bytes | str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file of that name and contents, and say where it is."""

    def written(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


def load(path: Path, **settings: Any) -> Dataset:
    return UserFile(str(path), **settings).load()


def refusal(path: Path, **settings: Any) -> str:
    """What the user is told; fails unless it names a remedy."""
    with pytest.raises(DataError) as caught:
        load(path, **settings)
    assert caught.value.how()
    return str(caught.value)


def cells(column: Column) -> list[Any]:
    """The cells: numbers, texts, None for an empty one."""
    if column.texts is None:
        return [None if math.isnan(value) else value for value in column.values.tolist()]
    return [None if place < 0 else column.texts[place] for place in column.values.tolist()]


def read(path: Path, **more: Any) -> dict[str, list[Any]]:
    return {column.name: cells(column) for column in read_table(path, **more).columns}


def notes_of(data: Dataset | Table) -> str:
    return " ".join(str(note) for note in data.notes)


# --- however it is written ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "width,height,kind\n1.5,2,a\n3,4e0,b\n-5,6,a\n",
        "width;height;kind\r\n1,5;2;a\r\n3;4;b\r\n-5,0;6;a\r\n",
        "width\theight\tkind\n1.5\t2\ta\n3\t4\tb\n-5\t6\ta",
        "width|height|kind\n1.5|2|a\n3|4|b\n-5|6|a\n",
        "width height  kind\n1.5 2 a\n3 4   b\n -5 6 a\n\n",
        '\ufeff"width","height","kind"\n"1.5","2","a"\n3,4,"b"\n\n-5,6,a\n',
        ",width,height,kind\n0,1.5,2,a\n1,3,4,b\n2,-5,6,a\n",
        "sep=;\nwidth;height;kind\n1,5;2;a\n3;4;b\n-5;6;a\n",
        "Measured in May\n\nby us\nwidth;height;kind\n1,5;2;a\n3;4;b\n-5;6;a\n",
        "width,height,kind\n1.5,2,a\n3,4,b\n,,\n−5,6,a\n,,\n",
        "width,height,kind\r1.5,2,a\r3,4,b\r-5,6,a\r",
        '"width","height","kind"\n"1,5","2","a"\n"3","4","b"\n"-5,0","6","a"\n',
        "width;height;kind\n1,5 €;2 kg;a\n3,0 €;4 kg;b\n-5 €;6 kg;a\n",
    ],
)
def test_a_table_however_it_is_written(write: Write, text: str) -> None:
    found = read(write("a.csv", text))
    assert found == {"width": [1.5, 3, -5], "height": [2, 4, 6], "kind": ["a", "b", "a"]}


def test_letters_of_other_systems(write: Write) -> None:
    text = "größe,art\n1,süß €\n2,herb\n3,süß €\n"
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        found = read(write("a.csv", text.encode(encoding)))
        assert found == {"größe": [1, 2, 3], "art": ["süß €", "herb", "süß €"]}


def test_a_wrong_byte_is_named_and_the_rest_is_kept(write: Write) -> None:
    text = "".join(f"{n},{('café', 'thé')[n % 2]}\n" for n in range(60)).encode()
    table = read_table(write("a.csv", b"a,kind\n" + text + b"1,th\xff\n"))
    assert set(table.columns[1].texts or ()) == {"café", "thé", "th�"}
    assert "line 62" in notes_of(table)


def test_rows_in_many_pieces(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_file, "_FIRST_PIECE", 50_000)
    rows = [(n, n / 8, f"{'abc'[n % 3]} “{n % 3}”\nx") for n in range(30_000)]
    text = "".join(f'{a},{b},"{c}"\r\n' for a, b, c in rows)
    found = read(write("a.csv", text))
    assert found["column 1"] == [a for a, _, _ in rows]
    assert found["column 2"] == [b for _, b, _ in rows]
    assert [cell.replace("\r\n", "\n") for cell in found["column 3"]] == [c for _, _, c in rows]
    # The first letter that is no ASCII comes late.
    late = "".join(f"{a},{b},k{a % 2}\n" for a, b, _ in rows) + "1,1,süß\n"
    assert read(write("a.csv", late.encode("cp1252")))["column 3"][-1] == "süß"
    assert "line 60001: the value of “column 2” is not" in refusal(write("a.csv", text + "1,x,a\n"))
    assert "line 60001: 2 columns" in refusal(write("a.csv", text + "1,a\n1,x,a\n"))


@pytest.mark.parametrize("late", ["1,5", "1.234,5", "abc", "", '"x;y"'])
def test_the_last_of_many_rows_counts_as_the_first(
    write: Write, late: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_file, "_FIRST_PIECE", 4096)
    count = 30_000
    text = "value;kind\n" + "".join(f"{n % 3};{'ab'[n % 2]}\n" for n in range(count))
    found = read(write("a.csv", f"{text}{late};a\n"), kinds={"value": ""})
    values = {"1,5": 1.5, "1.234,5": 1234.5, "": None}
    if late in values:
        assert found["value"] == [*(float(n % 3) for n in range(count)), values[late]]
    else:
        # Numbers of which three are different, and a text: categories.
        assert found["value"] == [*(str(n % 3) for n in range(count)), late.strip('"')]


# --- the line of names --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("0,1,2,target\n0.5,1,2,0\n0.25,3,1,1\n", ("0", "1", "2", "target")),
        (",0,1,target\n0,0.5,1,a\n1,0.25,3,b\n", ("0", "1", "target")),
        ("country,1990,1991\nFrance,1.5,2\nItaly,2.5,3\n", ("country", "1990", "1991")),
        ("1,2,a\n3,4,b\n", ("column 1", "column 2", "column 3")),
        ("a,b\nx,1\ny,2\n", ("a", "b")),
        ("colour,size\nred,big\nblue,big\nred,small\n", ("colour", "size")),
        ("red,big\nblue,big\nred,small\n", ("column 1", "column 2")),
        ("a,a,\n1,2,x\n3,4,y\n", ("a", "a (2)", "column 3")),
        ("?,2,a\n3,4,b\n", ("column 1", "column 2", "column 3")),
    ],
)
def test_the_line_of_names(write: Write, text: str, names: tuple[str, ...]) -> None:
    assert read_table(write("a.csv", text)).names == names


# --- numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "sign", "values"),
    [
        (("1,050.5", "990"), ".", (1050.5, 990)),
        (("1.050,5", "990"), ",", (1050.5, 990)),
        (("1\u202f050,5", "2 000"), ",", (1050.5, 2000)),
        (("1'050.5", "12"), ".", (1050.5, 12)),
        (("1.5e-3", "−2"), ".", (0.0015, -2)),
        (("12 %", "3%"), ".", (12, 3)),
        (("$1,234.00", "$5"), ".", (1234, 5)),
        (("20 °C", "-3 °C"), ".", (20, -3)),
    ],
)
def test_numbers_as_countries_write_them(
    texts: Sequence[str], sign: str, values: Sequence[float]
) -> None:
    assert tuple(as_numbers(texts).values[sign].values()) == values


@pytest.mark.parametrize(
    "texts",
    [("1a", "2a"), ("m3", "m4"), ("1-2",), ("1.2.3",), ("12:30",), ("1,05,0",), ("€",),
     ("2024-01-05",)],
)  # fmt: skip
def test_what_is_no_number(texts: Sequence[str]) -> None:
    assert not as_numbers(texts).values


def test_groups_of_thousands_by_what_all_of_the_file_shows(write: Write) -> None:
    values = [880, 990, 1050, 15300] * 8
    english = "people;area;kind\n" + "".join(
        f"{value:,};{n / 4:.2f};{'uv'[n % 2]}\n" for n, value in enumerate(values)
    )
    german = english.translate(str.maketrans(",.", ".,"))
    for text in (english, german):
        assert read(write("a.csv", text))["people"] == values


def test_what_cannot_be_decided_is_asked(write: Write) -> None:
    path = write("a.csv", "people;kind\n" + "990;u\n1,050;v\n2,200;u\n" * 4)
    assert "“1,050” may be 1050 or 1.05" in refusal(path)
    assert read(path, decimal=",")["people"][:3] == [990, 1.05, 2.2]
    assert read(path, decimal=".")["people"][:3] == [990, 1050, 2200]
    assert load(path, decimal="point").train.x.max() == 2200
    # Where commas part the columns, one within quotation marks groups.
    quoted = write("b.csv", 'people,kind\n"1,050",u\n990,v\n"2,200",u\n')
    assert read(quoted)["people"] == [1050, 990, 2200]


def test_codes_that_begin_with_zero_are_texts(write: Write) -> None:
    found = read(write("a.csv", "post,x\n01234,1\n75001,2\n01234,3\n"))
    assert found["post"] == ["01234", "75001", "01234"]


@pytest.mark.parametrize("seed", range(20))
def test_any_table_comes_back_as_it_was_written(write: Write, seed: int) -> None:
    """Random tables in random writings, as programs and people save them."""
    dice = random.Random(seed)
    separator = dice.choice([",", ";", "\t", "|"])
    decimal = dice.choice([".", ","]) if separator != "," else "."
    hole = dice.choice(["", "NA", "?", "n/a", "NaN", "null"])
    end = dice.choice(["\n", "\r\n"])
    rows = dice.randint(40, 400)
    numbers = [
        [None if dice.random() < 0.05 else round(dice.uniform(-1000, 1000), dice.randint(1, 6))
         for _ in range(rows)]
        for _ in range(dice.randint(1, 4))
    ]  # fmt: skip
    words = [dice.choice(["red", "dark blue", 'sai"d', "a;b,c", "été"]) for _ in range(rows)]

    def quoted(text: str) -> str:
        needs = any(sign in text for sign in (separator, '"', "\n"))
        return '"' + text.replace('"', '""') + '"' if needs else text

    lines = [separator.join([*(f"n{k}" for k in range(len(numbers))), "word"])]
    for row in range(rows):
        line = [
            hole if column[row] is None else repr(column[row]).replace(".", decimal)
            for column in numbers
        ]
        lines.append(separator.join([*line, quoted(words[row])]))
    text = end.join(lines) + end
    found = read(write("a.csv", text.encode(dice.choice(["utf-8", "utf-16", "cp1252"]))))
    assert found == {**{f"n{k}": column for k, column in enumerate(numbers)}, "word": words}


# --- kinds, holes, what is left out -------------------------------------------------------------


def test_kinds_that_are_chosen(write: Write) -> None:
    path = write("a.csv", "a,b,c\n1,x,7\n2,3,8\n1,y,9\n")
    assert read(path, kinds={"a": CATEGORY, "b": NUMBER, "c": IGNORED}) == {
        "a": ["1", "2", "1"], "b": [None, 3, None],
    }  # fmt: skip


def test_a_stray_text_among_many_numbers_is_asked_about(write: Write) -> None:
    path = write("a.csv", "a,b\n" + "".join(f"{n / 7},{n % 2}\n" for n in range(50)) + "abc,1\n")
    assert "line 52: the value of “a” is not a number: “abc”" in refusal(path)
    data = load(path, columns=(("a", NUMBER),))
    assert len(data.train) + len(data.test) == 51
    assert "1 of 51 cells are empty" in notes_of(data)


def test_na_is_a_country_among_codes_and_a_hole_among_words(write: Write) -> None:
    codes = read(write("a.csv", "x,land\n1,NA\n2,EU\n3,AS\n4,AF\n"))
    assert codes["land"] == ["NA", "EU", "AS", "AF"]
    words = read(write("a.csv", "x,land\n1,NA\n2,Europe\n3,Asia\n4,None\n"))
    assert words["land"] == [None, "Europe", "Asia", "None"]


def test_empty_cells_are_filled_from_the_training_part_alone(write: Write) -> None:
    rows = [f"{n if n % 5 else ''},{'red' if n % 3 else ''},{'ab'[n % 2]}" for n in range(200)]
    path = write("a.csv", "size,colour,kind\n" + "\n".join(rows))
    for fill, summary in (("median", np.median), ("mean", np.mean)):
        data = load(path, empty=fill)
        assert data.features == ("size", "colour = red")
        part = data.train.x[:, 0]
        wanted = summary(part[part % 5 != 0])
        assert set(part[(part % 5 == 0) | (part != np.round(part))]) <= {wanted}
        assert "“size”: 40 of 200 cells are empty" in notes_of(data)
        assert "“colour”: 67 of 200 cells are empty and count as “red”" in notes_of(data)
    data = load(path, empty="leave out")
    assert len(data.train) + len(data.test) == sum(bool(n % 5 and n % 3) for n in range(200))
    assert "left out: an empty cell" in notes_of(data)


def test_rows_without_a_target_are_left_out_and_counted(write: Write) -> None:
    path = write("a.csv", "a,kind\n" + "1,x\n2,y\n3,\n" * 10)
    data = load(path)
    assert len(data.train) + len(data.test) == 20
    assert "10 rows of 30 left out: no value in “kind”" in notes_of(data)


def test_a_text_of_its_own_in_each_row_is_left_out_and_reported(write: Write) -> None:
    rows = "".join(f"person {n},{n},{'ab'[n % 2]}\n" for n in range(40))
    path = write("a.csv", "who,x,kind\n" + rows)
    data = load(path)
    assert data.features == ("x",)
    assert "“who” has 40 different texts and is left out" in notes_of(data)
    assert len(load(path, columns=(("who", CATEGORY),)).features) > 30


def test_what_scikit_learn_makes_of_the_same_columns() -> None:
    """New rows with an unknown category, an empty cell and other columns' order included."""
    from sklearn.compose import ColumnTransformer
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder

    rng = np.random.default_rng(0)
    words = np.array(["red", "green", "blue", "grey"], object)
    ages, colours = rng.normal(40, 9, 80), words[rng.integers(0, 3, 80)]
    ages[::7], colours[::9] = np.nan, None
    new_ages, new_colours = rng.normal(40, 9, 30), words[rng.integers(0, 4, 30)]
    new_ages[::5], new_colours[::4] = np.nan, None

    def columns(ages: Any, colours: Any) -> list[Column]:
        texts = tuple(sorted({c for c in colours if c is not None}))
        places = np.array([texts.index(c) if c is not None else -1 for c in colours])
        return [Column("age", ages), Column("colour", places, texts)]

    def table(ages: Any, colours: Any) -> Any:
        return np.array([ages.astype(object), colours], object).T

    for fill, strategy in (
        ("median", "median"), ("mean", "mean"), ("most frequent", "most_frequent"),
    ):  # fmt: skip
        theirs = ColumnTransformer([
            ("numbers", SimpleImputer(strategy=strategy), [0]),
            ("texts", make_pipeline(
                SimpleImputer(strategy="most_frequent", missing_values=None),
                OneHotEncoder(handle_unknown="ignore", sparse_output=False),
            ), [1]),
        ])  # fmt: skip
        theirs.fit(table(ages, colours))
        ours = Preparation(tuple(encoded(each, fill) for each in columns(ages, colours)))
        wanted = np.asarray(theirs.transform(table(new_ages, new_colours)), float)
        found = ours.apply(list(reversed(columns(new_ages, new_colours))))
        np.testing.assert_allclose(found, wanted)


# --- targets ------------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", ["kind", "1", " kind "])
def test_the_target_column_by_name_or_number(write: Write, wanted: str) -> None:
    path = write("a.csv", "kind,u,v\nx,1,2\ny,3,4\nx,5,6\n")
    data = load(path, target_column=wanted)
    assert data.classes == ("x", "y")
    assert data.features == ("u", "v")
    assert "1 to 3" in refusal(path, target_column="4")
    assert "kind, u, v" in refusal(path, target_column="colour")


def test_classes_are_called_as_they_are_written(write: Write) -> None:
    rows = "".join(f"{n / 7:.3f},{20240105 + n % 3}\n" for n in range(60))
    assert load(write("a.csv", rows)).classes == ("20240105", "20240106", "20240107")


def test_the_table_becomes_a_data_set(write: Write) -> None:
    lines = [f"{n},{n / 2},{'ab'[n % 2]}" for n in range(100)]
    path = write("a.csv", "p,q,r\n" + "\n".join(lines))
    data = load(path, test_share=0.3)
    assert data.features == ("p", "q")
    assert (len(data.train), len(data.test)) == (70, 30)
    assert np.bincount(data.test.targets).tolist() == [15, 15]
    assert math.isnan(data.low)
    assert data.fingerprint != load(path, test_share=0.3, seed=1).fingerprint


def test_samples_of_earlier_versions_stay_the_same(write: Write) -> None:
    """Models know their data by its hash: the one that version 0.1.0 took of this table."""
    lines = [f"{n / 7:.4f},{n * n % 11},{'ab'[n % 2]}" for n in range(100)]
    data = load(write("a.csv", "p,q,r\n" + "\n".join(lines)))
    assert data.fingerprint == "63ee31f84281d82ec0f0de041ccf9940b65195281c67cd254f8f273d23bee1ac"


# --- faults -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n3\n5,6\n", ("line 3", "1 column", "have 2")),
        ("a,b\n1,2\n3,4,5\n5,6\n", ("line 3", "3 columns", "have 2")),
        ("a b\n1 2\n3 4 5\n5 6\n", ("line 3", "3 columns", "have 2")),
        ("a,b,c\n1,2,3\n4,1e999,6\n", ("line 3", "“b” is not a number: “1e999”")),
        ("a,b,c\n1,2,3\n4,-inf,6\n", ("line 3", "“b” is not a number")),
        ("a,b\n", ("too few",)),
        ("1\n2\n3\n", ("only one column",)),
        ("a,b\n1e39,1\n2,0\n3,1\n", ("beyond 3.4e38",)),
        ("a,b\n1,x\n2,x\n", ("All targets", "x")),
        ("a,b\n1,x\n", ("too few",)),
        ('a,b\n1,"x\n' + "y" * 200_000, ("quotation mark",)),
        ("a,b\n,1\n,2\n,1\n", ("no column of inputs",)),
    ],
)
def test_a_table_with_a_fault_names_the_place(
    write: Write, text: str, words: tuple[str, ...]
) -> None:
    message = refusal(write("a.csv", text))
    for word in words:
        assert word in message


def test_names_instead_of_classes(write: Write) -> None:
    text = "".join(f"{n},person {n}\n" for n in range(30))
    assert "30 different classes among 30 samples" in refusal(write("a.csv", text))


# --- spreadsheets -------------------------------------------------------------------------------

def test_a_spreadsheet(tmp_path: Path) -> None:
    rows: list[list[object]] = [["size", "price", "kind"]]
    rows += [[n / 2, f"{n},50 €", "ab"[n % 2]] for n in range(20)]
    rows += [[None, "3,00 €", "a"]]
    path = workbook(tmp_path / "any.name", rows)
    found = read(path)
    assert found["size"] == [*(n / 2 for n in range(20)), None]
    assert found["price"] == [*(n + 0.5 for n in range(20)), 3]
    assert found["kind"] == [*("ab"[n % 2] for n in range(20)), "a"]
    data = load(path)
    assert data.classes == ("a", "b")
    assert "1 of 21 cells are empty" in notes_of(data)


def test_na_is_a_country_in_a_spreadsheet_too(tmp_path: Path) -> None:
    rows: list[list[object]] = [["x", "land"], [1, "NA"], [2, "EU"], [3, "AS"], [4, "AF"]]
    assert read(workbook(tmp_path / "a.xlsx", rows))["land"] == ["NA", "EU", "AS", "AF"]


def test_a_spreadsheet_whose_first_row_is_reported(tmp_path: Path) -> None:
    rows: list[list[object]] = [["a", "b"], *([n, "xy"[n % 2]] for n in range(10))]
    path = str(workbook(tmp_path / "a.xlsx", rows))
    for header, skipped, count in (("names", -1, 10), ("values", -1, 11), ("values", 1, 10)):
        table = UserFile(path, header=header, skipped=skipped).browsed()
        assert table is not None
        assert len(table) == count


def test_spreadsheets_that_are_damaged_or_claim_too_much(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["a", "b"], [1, 2], [3, 4]])
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "damaged" in refusal(path)
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "damaged" in refusal(path)
    path = workbook(tmp_path / "b.xlsx", [["a", "b"]] * 3)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/more.xml", bytes(60_000_000))
    assert "claims to hold" in refusal(path)


# --- tables that come with the program ----------------------------------------------------------

INCLUDED = [
    *(kind() for kind in SOURCES if issubclass(kind, Included)),
    *(Penguins(target=goal) for goal in ("sex", "body_mass_g", "flipper_length_mm")),
    CarbonDioxide(12, 6, "values"), CarbonDioxide(120, 24),
]  # fmt: skip


@pytest.mark.parametrize("source", INCLUDED, ids=str)
def test_what_is_said_of_a_table_before_it_is_read(source: Included) -> None:
    data = source.load()
    assert source.outline() == outline_of(data)
    assert np.isfinite(data.train.x).all()


def test_that_is_said_without_a_library_for_tables() -> None:
    """A template is shown at once: neither pandas nor scikit-learn is loaded for it."""
    code = (
        "import sys\nfrom diynn.data.sources import SOURCES\n"
        "for kind in SOURCES: kind().outline()\n"
        "print(sorted({'pandas', 'sklearn'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.stdout.strip() == "[]"


# --- a series in time -----------------------------------------------------------------------------


@pytest.mark.parametrize(("months", "ahead"), [(2, 1), (24, 1), (24, 3), (120, 24)])
@pytest.mark.parametrize("measure", ["values", "changes"])
def test_a_window_is_followed_by_its_target(months: int, ahead: int, measure: str) -> None:
    source = CarbonDioxide(months, ahead, measure)
    column = next(one for one in source.table().columns if one.name == "co2_ppm")
    known, data = column.values, source.load()
    x = np.concatenate([data.train.x, data.test.x])
    t = np.concatenate([data.train.targets, data.test.targets])[:, 0]
    assert len(known) == 620
    assert len(t) == len(known) - months - ahead + 1
    for place in (0, 7, len(t) - 1):
        window, goal = known[place : place + months], known[place + months + ahead - 1]
        last = window[-1] if measure == "changes" else 0.0
        np.testing.assert_allclose(x[place], window - last)
        assert t[place] == pytest.approx(goal - last, abs=1e-4)
    # Split in time: what is tested comes after all that is learnt, and no target is in both.
    assert len(data.test) == round(0.2 * len(t))
    assert len(data.features) == months
    assert (data.features[0], data.features[-1]) == (f"t − {months - 1}", "t − 0")


@pytest.mark.parametrize(("ahead", "back"), [(1, 12), (12, 12), (13, 24)])
def test_guesses_from_earlier_values(ahead: int, back: int) -> None:
    known = CarbonDioxide().table().columns[1].values
    values, changes = (
        CarbonDioxide(36, ahead, measure).load() for measure in ("values", "changes")
    )
    year = known[35] + known[35 + ahead - back] - known[35 - back]
    first = values.train.x[0]
    assert first @ np.array(values.earlier["last"]) == pytest.approx(known[35])
    assert first @ np.array(values.earlier["season"]) == pytest.approx(year)
    first = changes.train.x[0]
    assert first @ np.array(changes.earlier["last"]) == 0
    assert first @ np.array(changes.earlier["season"]) == pytest.approx(year - known[35])
    assert "season" not in CarbonDioxide(12).load().earlier


def test_the_figures_of_ultrasound_are_those_that_nist_certifies() -> None:
    """With its parameters they have its residual sum of squares (Chwirut1)."""
    x, y = (one.values for one in Ultrasound().table().columns)
    b = 1.9027818370e-1, 6.1314004477e-3, 1.0530908399e-2
    residuals = y - np.exp(-b[0] * x) / (b[1] + b[2] * x)
    assert np.square(residuals).sum() == pytest.approx(2.3844771393e3, rel=1e-9)
