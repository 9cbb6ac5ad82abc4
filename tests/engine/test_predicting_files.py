"""A trained network on files: tables, pictures, arrays; bad rows are told and left empty."""

from __future__ import annotations

import csv
import io
import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from workbooks import number_or_text, workbook

from diynn import Model, train
from diynn.cli.main import main
from diynn.inference.answers import Answers, Figures, answers, write_table
from diynn.inference.evaluation import evaluate_data, evaluate_file
from diynn.inference.model import model_of
from diynn.inference.report import report_page
from diynn.inference.samples import Troubles
from diynn.layers import Linear
from diynn.network.losses import LogSoftmaxCrossEntropy
from diynn.storage.recipes import recipe
from diynn.training.training import Training

DATA = Path(__file__).resolve().parents[2] / "data"
Run = Any


@pytest.fixture(scope="module")
def penguins() -> Model:
    return train("penguins", epochs=30)


@pytest.fixture(scope="module")
def digits() -> Model:
    return train("digits-conv2d", epochs=5)


@pytest.fixture(scope="module")
def drawer() -> Model:
    return train("digits-autoencoder", epochs=3)


@pytest.fixture(scope="module")
def moons() -> Model:
    return train("moons", epochs=30)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """A command in JSON: its objects, what it says to a person, and its status."""

    def do(*words: object) -> tuple[list[dict[str, Any]], str, int]:
        status = main([str(word) for word in words])
        said = capsys.readouterr()
        return [json.loads(line) for line in said.out.splitlines()], said.err, status

    return do


def found_in(model: Model, path: Path, **more: Any) -> tuple[list[Answers], Troubles]:
    troubles = Troubles()
    return list(answers(model, path, troubles, **more)), troubles


def column(found: list[Answers], name: str) -> list[Any]:
    return [cell for one in found for cell in one.columns[name]]


def rows_in(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))


def test_a_table_is_read_by_its_names_and_judged_by_its_target(penguins: Model) -> None:
    found, troubles = found_in(penguins, DATA / "penguins.csv")
    figures = Figures(penguins.classes)
    for one in found:
        figures.add(one)
    assert troubles.count == 0
    assert figures.known == 344
    assert figures.confusion is not None
    assert figures.confusion.accuracy is not None
    assert figures.confusion.accuracy > 0.9
    frame = __import__("pandas").read_csv(DATA / "penguins.csv")
    assert column(found, "prediction") == penguins.predict(frame).tolist()


@pytest.mark.parametrize("columns", ["kept", "turned round", "with others"])
def test_the_order_of_columns_does_not_matter(
    columns: str, penguins: Model, tmp_path: Path
) -> None:
    import pandas as pd

    frame = pd.read_csv(DATA / "penguins.csv", dtype=str, keep_default_na=False)
    first = column(found_in(penguins, DATA / "penguins.csv")[0], "prediction")
    if columns == "turned round":
        frame = frame[list(reversed(frame.columns))]
    elif columns == "with others":
        frame.insert(0, "remark", [f"bird {n}" for n in range(len(frame))])
    frame.to_csv(tmp_path / "other.csv", index=False)
    assert column(found_in(penguins, tmp_path / "other.csv")[0], "prediction") == first


def test_bad_rows_are_reported_and_left_empty(moons: Model, tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_text("x₁,x₂\n0,1\n1,-0.5\nmany,2\n3\n,4\n1e999,0\n\n0.5,0.5,0.5\n-1,0\n", "utf-8")
    found, troubles = found_in(moons, path)
    names = [name for one in found for name in one.samples.names.tolist()]
    assert names == [2, 3, 4, 5, 6, 7, 9, 10]
    predicted = column(found, "prediction")
    assert [cell is None for cell in predicted] == [False, False, True, True, True, True, True,
                                                    False]  # fmt: skip
    assert troubles.count == 5
    text = {name: str(reason) for name, reason in troubles.listed}
    assert "many" in text["4"]
    assert "1 column" in text["5"]
    assert "empty" in text["6"]
    assert "3 columns" in text["9"]
    probabilities = column(found, "probability")
    assert [math.isnan(cell) for cell in probabilities] == [cell is None for cell in predicted]


@pytest.mark.parametrize(
    "text",
    [
        "a;b\n0,5;1,0\n-1,5;0,25\n", "a\tb\n0.5\t1.0\n-1.5\t0.25\n",
        '"a","b"\n"0.5","1.0"\n"-1.5","0.25"\n',
        "a b\n0.5 1.0\n-1.5 0.25\n", "0.5,1.0\n-1.5,0.25\n", "a,b\r\n0.5,1.0\r\n-1.5,0.25\r\n",
    ],
    ids=["semicolons", "tabs", "quotes", "spaces", "without names", "returns"],
)  # fmt: skip
def test_tables_however_they_are_written(text: str, moons: Model, tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    path.write_bytes(text.encode())
    found, troubles = found_in(moons, path)
    assert troubles.count == 0
    wanted = moons.predict([[0.5, 1.0], [-1.5, 0.25]]).tolist()
    assert column(found, "prediction") == wanted


def test_many_pieces_are_as_good_as_one(
    moons: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(0)
    path = tmp_path / "points.csv"
    path.write_text("a,b\n" + "".join(f"{a},{b}\n" for a, b in rng.normal(size=(20000, 2))))
    whole = column(found_in(moons, path)[0], "prediction")
    monkeypatch.setattr("diynn.inference.samples.PIECE", 2**16)
    found, _ = found_in(moons, path)
    assert len(found) > 3
    assert column(found, "prediction") == whole
    names = np.concatenate([one.samples.names for one in found])
    np.testing.assert_array_equal(names, np.arange(2, 20002))


def test_excel_sheets_are_read_too(penguins: Model, tmp_path: Path) -> None:
    with (DATA / "penguins.csv").open(encoding="utf-8") as file:
        rows = [[number_or_text(cell) for cell in row] for row in csv.reader(file)]
    found, _ = found_in(penguins, workbook(tmp_path / "birds.xlsx", rows))
    wanted = column(found_in(penguins, DATA / "penguins.csv")[0], "prediction")
    assert column(found, "prediction") == wanted


def test_values_come_in_their_own_units(tmp_path: Path, run: Run) -> None:
    model = train("penguins-weight", epochs=60)
    model.save(tmp_path / "net.diynn")
    out = tmp_path / "out.csv"
    [end], _, status = run(
        "predict", tmp_path / "net.diynn", DATA / "penguins.csv", "--out", out, "--json"
    )
    assert status == 0
    assert end["r2"] > 0.6
    rows = rows_in(out)
    assert len(rows) == end["rows"] == 344
    weights = [float(row["prediction"]) for row in rows]
    assert 3000 < np.median(weights) < 5000


def test_arrays_with_and_without_targets(digits: Model, tmp_path: Path, run: Run) -> None:
    raw = digits.design.source.load()
    x, y = raw.test.x, raw.test.targets
    np.savez(tmp_path / "both.npz", x=x, y=y)
    np.savez(tmp_path / "flat.npz", samples=x.reshape(len(x), -1))
    digits.save(tmp_path / "net.diynn")
    [end], _, _ = run(
        "predict", tmp_path / "net.diynn", tmp_path / "both.npz", "--out", tmp_path / "o.csv",
        "--probabilities", "--json",
    )  # fmt: skip
    rows = rows_in(tmp_path / "o.csv")
    assert [row["prediction"] for row in rows] == digits.predict(x).tolist()
    assert {f"p({name})" for name in digits.classes} <= set(rows[0])
    assert end["accuracy"] == pytest.approx(np.mean(digits.predict(x) == y.astype(str)))
    found, _ = found_in(digits, tmp_path / "flat.npz")
    assert column(found, "prediction") == digits.predict(x).tolist()


def saved_picture(path: Path, grey: Any) -> None:
    from PIL import Image

    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(grey).save(path)


def test_pictures_one_by_one_and_in_folders(digits: Model, tmp_path: Path) -> None:
    raw = digits.design.source.load()
    levels = (raw.test.x[:30, ..., 0] / raw.high * 255).astype(np.uint8)
    for number, (grey, place) in enumerate(zip(levels, raw.test.targets, strict=False)):
        saved_picture(tmp_path / "all" / raw.classes[place] / f"{number}.png", grey)
    (tmp_path / "all" / "0" / "none.png").write_bytes(b"\x89PNG this is none")
    found, troubles = found_in(digits, tmp_path / "all")
    assert troubles.count == 1
    assert "none.png" in troubles.listed[0][0]
    figures = Figures(digits.classes)
    for one in found:
        figures.add(one)
    assert figures.rows == 31
    assert figures.known == 30
    assert figures.confusion is not None
    assert figures.confusion.right > 24
    saved_picture(tmp_path / "one.png", levels[0])
    alone, _ = found_in(digits, tmp_path / "one.png")
    saved_picture(tmp_path / "negative.png", 255 - levels[0])
    again, _ = found_in(digits, tmp_path / "negative.png", invert=True)
    assert column(alone, "prediction") == column(again, "prediction")
    assert column(alone, "probability") == pytest.approx(column(again, "probability"))


def test_an_auto_encoder_draws_pictures_or_an_array(
    drawer: Model, tmp_path: Path, run: Run
) -> None:
    raw = drawer.design.source.load()
    np.savez(tmp_path / "x.npz", x=raw.test.x[:7])
    drawer.save(tmp_path / "net.diynn")
    words = ("predict", tmp_path / "net.diynn", tmp_path / "x.npz", "--json", "--out")
    [end], _, _ = run(*words, tmp_path / "again.npz")
    with np.load(tmp_path / "again.npz") as archive:
        np.testing.assert_allclose(archive["outputs"], drawer.predict(raw.test.x[:7]), rtol=1e-5)
        assert end["mean_squared_error"] == pytest.approx(archive["mean_squared_error"].mean())
    run(*words, tmp_path / "drawn")
    assert sorted(path.name for path in (tmp_path / "drawn").iterdir()) == [
        f"{number}.png" for number in range(1, 8)
    ]


def test_without_a_file_the_first_rows_are_shown(
    moons: Model, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    moons.save(tmp_path / "net.diynn")
    (tmp_path / "p.csv").write_text("a,b\n" + "0.5,0.5\n" * 30 + "x,1\n")
    assert main(["predict", str(tmp_path / "net.diynn"), str(tmp_path / "p.csv")]) == 0
    said = capsys.readouterr()
    assert "31 samples, 1 row without an answer" in said.out
    assert len(said.out.splitlines()) < 30
    assert "32: The value of “a” is not a number: “x”." in said.err


def test_every_row_in_json(moons: Model, tmp_path: Path, run: Run) -> None:
    moons.save(tmp_path / "net.diynn")
    (tmp_path / "p.csv").write_text("a,b\n0.5,0.5\nx,1\n")
    *rows, end = run("predict", tmp_path / "net.diynn", tmp_path / "p.csv", "--json")[0]
    assert [row["line"] for row in rows] == [2, 3]
    assert rows[0]["prediction"] in moons.classes
    assert rows[1] == {"line": 3, "prediction": None, "probability": None}
    assert (end["done"], end["bad_rows"]) == (True, 1)


def test_names_that_a_spreadsheet_would_run_are_guarded(moons: Model, tmp_path: Path) -> None:
    from dataclasses import replace

    sly = replace(moons, processing=replace(moons.processing, classes=("=1+1", "@b")))
    (tmp_path / "p.csv").write_text("a,b\n0.0,1.0\n1.0,-0.5\n")
    write_table(tmp_path / "o.csv", answers(sly, tmp_path / "p.csv", Troubles()))
    assert {row["prediction"] for row in rows_in(tmp_path / "o.csv")} <= {"'=1+1", "'@b"}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("p.csv", b"a,b,c,d\n1,2,3,4\n", "4 columns"), ("p.csv", b"", "empty"),
        ("missing.csv", None, "no file"), ("p.npz", b"PK\x03\x04garbage", "damaged"),
        ("p.png", b"\x89PNG\r\n\x1a\n", "no pictures"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_met_by_a_sentence(
    name: str, content: bytes | None, words: str, moons: Model, tmp_path: Path, run: Run
) -> None:
    moons.save(tmp_path / "net.diynn")
    if content is not None:
        (tmp_path / name).write_bytes(content)
    _, said, status = run("predict", tmp_path / "net.diynn", tmp_path / name)
    assert status == 1
    assert words in said
    assert len(said.splitlines()) == 1


def test_evaluation_of_its_own_data_is_that_of_the_training(digits: Model) -> None:
    found = evaluate_data(digits).figures
    last = digits.history[-1]
    assert found.confusion is not None
    assert found.confusion.accuracy == pytest.approx(last.test_accuracy)


def test_evaluation_of_a_file(penguins: Model, tmp_path: Path, run: Run) -> None:
    penguins.save(tmp_path / "net.diynn")
    [found], _, _ = run("evaluate", tmp_path / "net.diynn", DATA / "penguins.csv", "--json")
    assert np.sum(found["confusion"]) == found["with_target"] == 344
    assert [one["name"] for one in found["classes"]] == list(penguins.classes)
    (tmp_path / "p.csv").write_text("a,b\n1,2\n")
    _, said, status = run("evaluate", tmp_path / "net.diynn", tmp_path / "p.csv")
    assert status == 1
    assert said.startswith("diynn: ")


def test_figures_of_values_are_those_of_all_rows_together(tmp_path: Path) -> None:
    from sklearn.metrics import mean_absolute_error, r2_score

    model = train("diabetes", epochs=10)
    raw = model.design.source.load()
    np.savez(tmp_path / "x.npz", x=raw.test.x, y=raw.test.targets)
    found = evaluate_file(model, tmp_path / "x.npz", Troubles()).figures.regression
    assert found is not None
    y = model.predict(raw.test.x)
    assert found.r2 == pytest.approx(r2_score(raw.test.targets, y), abs=1e-5)
    assert found.mae == pytest.approx(mean_absolute_error(raw.test.targets, y), rel=1e-5)


@pytest.mark.parametrize("name", ["digits", "drawer", "penguins", "moons"])
def test_a_report_is_one_page_in_two_languages(name: str, request: pytest.FixtureRequest) -> None:
    model = request.getfixturevalue(name)
    page = report_page(model, evaluate_data(model))
    assert page.startswith("<!DOCTYPE html>")
    assert 'lang="fr"' in page
    assert 'lang="en"' in page
    for layer in model.design.layers:
        assert layer.name() in page
    for part in ("http://", "https://", "src="):
        assert part not in page.replace("http://www.w3.org/2000/svg", "")
    assert ("<image" in page) == (name in ("digits", "drawer"))


def test_a_report_from_the_command_line(moons: Model, tmp_path: Path, run: Run) -> None:
    moons.save(tmp_path / "net.diynn")
    page = tmp_path / "page.html"
    [found], _, status = run("evaluate", tmp_path / "net.diynn", "--report", page, "--json")
    assert status == 0
    assert found["report"] == str(page)
    assert "</html>" in page.read_text("utf-8")


def test_outputs_that_stand_for_no_class_are_named(tmp_path: Path) -> None:
    design = replace(recipe("iris"), layers=(Linear(5),), loss=LogSoftmaxCrossEntropy())
    dataset = design.source.load()
    model = model_of(Training(design, dataset), dataset)
    # An output that stands for no class is the largest of all.
    model.network.layout.by_key(model.network.weight_vector)["0.b"][...] = [0, 0, 0, 0, 1e3]
    x = np.zeros((3, 4))
    assert model.decisions == (*model.classes, "output 4", "output 5")
    assert model.predict(x).tolist() == ["output 5"] * 3
    path = tmp_path / "flowers.csv"
    names = [*model.processing.features, model.processing.target]
    path.write_text(",".join(names) + "\n1,2,3,4,setosa\n")
    figures = Figures(model.decisions)
    for one in found_in(model, path)[0]:
        assert one.columns["prediction"].tolist() == ["output 5"]
        figures.add(one)
    assert figures.confusion is not None
    assert figures.confusion.accuracy == 0
