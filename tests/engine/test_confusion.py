"""The confusion matrix: counted by hand, held against scikit-learn, and ordered as promised."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diynn.analysis.confusion import (
    Verdicts,
    confusion,
    disagreements,
    in_cell,
    surest_first,
    verdicts,
    worst_first,
)
from diynn.network.losses import MSE, LogSoftmaxCrossEntropy

TRUE = np.array([0, 0, 0, 1, 1, 2])
TAKEN = np.array([0, 0, 1, 1, 0, 0])
SURE = np.array([0.6, 0.9, 0.7, 0.8, 0.95, 0.5])


def found(predicted=TAKEN, sureness=SURE, classes=4):
    return Verdicts(np.asarray(predicted), np.asarray(sureness), classes)


def test_rows_are_the_classes_and_columns_what_they_are_taken_for():
    made = confusion(TRUE, TAKEN, 3)
    assert made.counts.tolist() == [[2, 1, 0], [1, 1, 0], [1, 0, 0]]
    assert (made.total, made.right, made.accuracy) == (6, 3, 0.5)
    assert made.support() == (3, 2, 1)


def test_figures_of_a_class():
    made = confusion(TRUE, TAKEN, 4)
    assert made.precision() == (pytest.approx(2 / 4), pytest.approx(1 / 2), None, None)
    assert made.recall() == (pytest.approx(2 / 3), pytest.approx(1 / 2), 0.0, None)
    assert made.f1() == (pytest.approx(4 / 7), pytest.approx(1 / 2), 0.0, None)


def test_shares_are_of_the_row_and_unknown_where_it_is_empty():
    shares = confusion(TRUE, TAKEN, 4).shares()
    np.testing.assert_allclose(shares[0], [2 / 3, 1 / 3, 0, 0])
    assert np.isnan(shares[3]).all()


def test_nothing_counted_has_no_accuracy():
    none = np.empty(0, np.int64)
    made = confusion(none, none, 2)
    assert made.counts.tolist() == [[0, 0], [0, 0]]
    assert made.accuracy is None


@pytest.mark.parametrize("bad", [-1, 3])
def test_a_class_that_is_none_is_refused(bad):
    with pytest.raises(ValueError, match="outside"):
        confusion(TRUE, np.full(6, bad), 3)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=60))
def test_it_says_what_scikit_learn_says(pairs):
    from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

    true, taken = np.array(pairs).T
    made = confusion(true, taken, 5)
    labels = list(range(5))
    np.testing.assert_array_equal(made.counts, confusion_matrix(true, taken, labels=labels))
    expected = precision_recall_fscore_support(true, taken, labels=labels, zero_division=np.nan)
    for ours, theirs in zip((made.precision(), made.recall()), expected[:2], strict=True):
        known = np.array([np.nan if one is None else one for one in ours])
        np.testing.assert_allclose(known, theirs)


def test_a_cell_a_row_a_column_and_all():
    assert in_cell(TRUE, found(), 0, 0).tolist() == [0, 1]
    assert in_cell(TRUE, found(), 1, None).tolist() == [3, 4]
    assert in_cell(TRUE, found(), None, 0).tolist() == [0, 1, 4, 5]
    assert in_cell(TRUE, found(), None, None).tolist() == list(range(6))
    assert in_cell(TRUE, found(), 2, 2).tolist() == []


def test_the_surest_come_first():
    assert surest_first(np.array([0, 1, 3]), found()).tolist() == [1, 3, 0]


def test_sure_mistakes_come_before_doubtful_ones_and_these_before_what_is_right():
    assert worst_first(np.arange(6), TRUE, found()).tolist() == [4, 2, 5, 0, 3, 1]


def test_two_networks_disagree_first_where_both_are_sure():
    other = found([0, 1, 0, 1, 1, 1], [0.9, 0.6, 0.9, 0.9, 0.9, 0.99])
    assert disagreements(found(), other).tolist() == [4, 2, 1, 5]
    with pytest.raises(ValueError, match="cannot be compared"):
        disagreements(found(), found([0], [1.0]))


def test_a_verdict_is_the_largest_output_and_its_probability():
    made = verdicts(np.log(np.array([[0.2, 0.7, 0.1], [0.5, 0.2, 0.3]])), LogSoftmaxCrossEntropy())
    assert made.predicted.tolist() == [1, 0]
    np.testing.assert_allclose(made.sureness, [0.7, 0.5])
    assert made.classes == 3


def test_one_output_decides_between_two_classes():
    made = verdicts(np.array([[0.9], [0.2]]), MSE())
    assert made.predicted.tolist() == [1, 0]
    np.testing.assert_allclose(made.sureness, [0.9, 0.8])
    assert made.classes == 2


def test_outputs_below_zero_still_decide_as_the_accuracy_counts_them():
    made = verdicts(np.array([[-0.5, -0.1, -0.9]]), MSE())
    assert made.predicted.tolist() == [1]
