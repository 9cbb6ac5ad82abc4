"""How samples are split: by share, stratified, by a column, by groups, in order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from diynn.data.columns import category
from diynn.data.dataset import Dataset
from diynn.data.sources import Iris, UserFile
from diynn.data.sources.source import outline_of
from diynn.data.splitting import IN_ORDER, SPLITS, Split, says_parts
from diynn.design.advice import for_table, suited
from diynn.errors import DataError
from diynn.training.training import Training, train
from diynn.tuning.cross_validation import deal_folds

COUNT = 90


def table(tmp_path: Path, **columns: list[Any]) -> str:
    """A file with a row number, the columns that are given, and a class behind them."""
    kinds = ["ab"[n % 3 == 0] for n in range(COUNT)]
    every = {"n": list(range(COUNT)), **columns, "kind": kinds}
    lines = [",".join(map(str, row)) for row in (every, *zip(*every.values(), strict=True))]
    path = tmp_path / "rows.csv"
    path.write_text("\n".join(lines) + "\n")
    return str(path)


def numbers(dataset: Dataset) -> tuple[list[int], list[int]]:
    """The row numbers of both parts."""
    return tuple(part.x[:, 0].astype(int).tolist() for part in (dataset.train, dataset.test))  # type: ignore[return-value]


def patients() -> list[str]:
    return [f"patient {n // 7}" for n in range(COUNT)]


@pytest.mark.parametrize("kind", SPLITS)
def test_every_row_is_in_one_part_and_the_seed_decides_which(tmp_path: Path, kind: str) -> None:
    parts = ["train"] * 60 + ["test"] * 30
    path = table(tmp_path, who=patients(), part=parts)
    by = {"by column": "part", "by groups": "who"}.get(kind, "")
    source = UserFile(
        path, split=kind, split_column=by, test_share=0.3, columns=(("who", "category"),)
    )
    first, same, other = (
        numbers(replace(source, seed=seed).load()) for seed in (0, 0, 1)
    )
    assert first == same
    assert sorted(first[0] + first[1]) == list(range(COUNT))
    assert (first == other) is (kind in ("by column", "in order"))
    assert 20 <= len(first[1]) <= 34


def test_no_group_is_in_two_parts(tmp_path: Path) -> None:
    source = UserFile(
        table(tmp_path, who=patients()), split="by groups", split_column="who",
        columns=(("who", "category"),),
    )  # fmt: skip
    for seed in range(20):
        dataset = replace(source, seed=seed).load()
        assert "who" not in " ".join(dataset.features)
        assert dataset.table is not None
        assert {one.name: one.role for one in dataset.table.columns}["who"] == "split"
        learnt, tested = ({n // 7 for n in part} for part in numbers(dataset))
        assert not learnt & tested
        # Nor are they in the validation part, nor in two folds.
        trained, judging = dataset.learnt_and_judging(0.25)
        assert len(judging)
        own = dataset.train.x[:, 0].astype(int) // 7
        assert not set(own[trained]) & set(own[judging])
        folds = deal_folds(dataset.train.targets, 4, seed, dataset.train.groups)
        assert sorted(np.concatenate(folds)) == list(range(len(own)))
        found = [set(own[places]) for places in folds]
        assert sum(map(len, found)) == len(set(own))


def test_a_column_says_the_parts_and_the_validation_part_only_judges(tmp_path: Path) -> None:
    parts = [("train", "Validation", "train", "test", "train")[n % 5] for n in range(COUNT)]
    source = UserFile(table(tmp_path, split=parts), split="by column", split_column="split")
    dataset = source.load()
    learnt, tested = numbers(dataset)
    assert set(tested) == {n for n in range(COUNT) if parts[n] == "test"}
    assert dataset.features == ("n",)
    judging = dataset.learnt_and_judging(0.0)[1]
    assert {learnt[place] for place in judging} == {
        n for n in range(COUNT) if parts[n] == "Validation"
    }
    design, _ = suited(for_table(source), outline_of(dataset))
    training = Training(replace(design, run=replace(design.run, epochs=1)), dataset)
    (report,) = [one for one in train(training) if hasattr(one, "test_loss")]
    assert report.validation_loss is not None
    assert len(training.validation) == len(judging)
    assert outline_of(dataset).judging == len(judging)
    # The last column may say the part: then the one before it is asked for.
    path = Path(source.path)
    path.write_text("\n".join(
        f"{n},{kind},{part}"
        for n, part, kind in (line.split(",") for line in path.read_text().split())
    ))  # fmt: skip
    assert source.load().classes == ("a", "b")
    # Without a test part, the rows to judge by are tested on.
    path.write_text(path.read_text().replace(",test", ",train"))
    assert len(source.load().test) == len(judging)


def test_the_last_rows_are_tested_on_in_order(tmp_path: Path) -> None:
    time = [float((37 * n) % COUNT) for n in range(COUNT)]
    source = UserFile(table(tmp_path, time=time), split=IN_ORDER, test_share=0.2)
    assert numbers(source.load()) == (list(range(72)), list(range(72, 90)))
    dataset = replace(source, split_column="time").load()
    assert "time" in dataset.features
    learnt, tested = numbers(dataset)
    assert max(time[n] for n in learnt) < min(time[n] for n in tested)
    trained, judging = dataset.learnt_and_judging(0.25)
    assert trained.max() < judging.min()


def test_stratified_parts_have_the_same_shares(tmp_path: Path) -> None:
    town = [("Brest", "Lyon", "Paris")[(n % 10 > 5) + (n % 10 > 8)] for n in range(COUNT)]
    source = UserFile(table(tmp_path, town=town), split="stratified", test_share=1 / 3)
    assert np.bincount(source.load().test.targets).tolist() == [20, 10]
    by_town = [town[n] for n in numbers(replace(source, split_column="town").load())[1]]
    assert [by_town.count(one) for one in ("Brest", "Lyon", "Paris")] == [18, 9, 3]
    # Of values, the low and the high ones have their share.
    values = replace(source, target_column="n", targets="values").load().test.targets
    assert 10 <= (values < 45).sum() <= 20


def refusal(source: Any) -> str:
    with pytest.raises(DataError) as caught:
        source.load()
    assert caught.value.how()
    return str(caught.value)


def test_what_cannot_be_split_is_reported_in_one_sentence(tmp_path: Path) -> None:
    once = ["red"] * (COUNT - 1) + ["blue"]
    source = UserFile(table(tmp_path, colour=once, one=[1] * COUNT))
    assert "“blue” has 1 sample: too few" in refusal(
        replace(source, split="stratified", split_column="colour")
    )
    assert "a cell “blue”, which is no part" in refusal(
        replace(source, split="by column", split_column="colour")
    )
    assert "a single group" in refusal(replace(source, split="by groups", split_column="one"))
    assert "no column to be split by" in refusal(replace(source, split="by groups"))
    assert "has no column “where”" in refusal(
        replace(source, split="in order", split_column="where")
    )
    assert "is the target" in refusal(
        replace(source, split="by groups", split_column="kind", target_column="kind")
    )
    np.save(tmp_path / "x.npy", np.zeros((9, 4)))
    np.save(tmp_path / "y.npy", np.arange(9) % 2)
    assert "no column to be split by" in refusal(
        UserFile(str(tmp_path / "x.npy"), split="by column", split_column="a")
    )


def test_included_tables_are_split_in_the_same_ways() -> None:
    assert Iris().outline() is not None
    other = Iris(split="stratified", test_share=0.4)
    assert other.outline() is None
    assert np.bincount(other.load().test.targets).tolist() == [20, 20, 20]
    assert Iris().load().fingerprint == Iris(split="by share").load().fingerprint


def test_a_column_that_says_the_parts_is_known_by_its_name_and_cells() -> None:
    places = np.array([0, 1, 0])
    assert says_parts(category("Split", ("train", "TEST"), places))
    assert not says_parts(category("split", ("train", "banana"), places))
    assert not says_parts(category("town", ("train", "test"), places))
    assert not says_parts(category("set", ("train", "val"), places))


def test_small_data_is_split_all_the_same() -> None:
    targets = np.array([0, 1])
    for share in (0.01, 0.9):
        learnt, tested, judging = Split(share=share).places(targets, None, ("a", "b"), "it")
        assert sorted([*learnt, *tested]) == [0, 1]
        assert not len(judging)
