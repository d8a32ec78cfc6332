"""Splits and mini-batches: nobody lost, nobody twice, pictures and labels together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from dlcourse.batches import iterations, minibatches, split


def examples(n):
    """Rows that know their own label."""
    y = np.arange(n)
    return np.column_stack([y, -y]).astype(float), y


@given(st.integers(1, 60), st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 9)), st.integers(0, 99))
def test_every_example_lands_in_exactly_one_part(n, weights, seed):
    fractions = tuple(w / sum(weights) for w in weights)
    X, y = examples(n)
    parts = split(X, y, fractions, rng=np.random.default_rng(seed))
    assert sorted(np.concatenate([labels for _, labels in parts])) == list(range(n))
    for (rows, labels), fraction in zip(parts, fractions, strict=True):
        assert_array_equal(rows[:, 0], labels)
        assert abs(len(labels) - fraction * n) <= 1.0


def test_sorted_classes_are_mixed():
    y = np.repeat([0, 1], 50)
    (_, train), (_, val), (_, test) = split(y.astype(float), y, (0.6, 0.2, 0.2), rng=np.random.default_rng(0))
    assert [len(train), len(val), len(test)] == [60, 20, 20]
    assert all(0.2 < part.mean() < 0.8 for part in (train, val, test))


@given(st.integers(1, 40), st.integers(1, 50), st.integers(0, 99))
def test_one_epoch_shows_everything_once(n, size, seed):
    X, y = examples(n)
    shown = list(minibatches(X, y, size, rng=np.random.default_rng(seed)))
    assert len(shown) == iterations(n, size)
    assert [len(labels) for _, labels in shown[:-1]] == [size] * (len(shown) - 1)
    assert sorted(np.concatenate([labels for _, labels in shown])) == list(range(n))
    for rows, labels in shown:
        assert_array_equal(rows[:, 0], labels)


def test_the_next_epoch_has_another_order():
    X, y = examples(30)
    rng = np.random.default_rng(0)
    first, second = ([tuple(labels) for _, labels in minibatches(X, y, 8, rng=rng)] for _ in range(2))
    assert first != second
    assert first[0] != tuple(range(8))


def test_same_seed_same_order():
    X, y = examples(30)
    first, second = ([tuple(b) for _, b in minibatches(X, y, 8, rng=np.random.default_rng(4))] for _ in range(2))
    assert first == second


def test_4000_examples_by_64_are_63_steps_with_32_in_the_last():
    X, y = examples(4000)
    sizes = [len(labels) for _, labels in minibatches(X, y, 64, rng=np.random.default_rng(0))]
    assert len(sizes) == iterations(4000, 64) == 63
    assert sizes[-1] == 32
    assert iterations(4000, 64, epochs=10) == 630
    assert iterations(128, 64) == 2


@pytest.mark.parametrize(
    ("call", "kind", "sentence"),
    [
        (lambda rng: split(np.ones((4, 2)), np.ones(3), (0.5, 0.25, 0.25), rng=rng), ValueError, "split: y has 3 rows, expected 4 as X has."),
        (lambda rng: split(np.ones((4, 2)), np.ones(4), (0.5, 0.2, 0.2), rng=rng), ValueError, "split: fractions is (0.5, 0.2, 0.2), expected 3 numbers not below 0 that add up to 1."),
        (lambda rng: split(np.ones((0, 2)), np.ones(0), (0.5, 0.25, 0.25), rng=rng), ValueError, "split: X has shape (0, 2), expected at least one number in it."),
        (lambda rng: minibatches(np.ones((4, 2)), np.ones(4), 0, rng=rng), ValueError, "minibatches: size is 0, expected an integer of at least 1."),
        (lambda rng: minibatches(np.ones((4, 2)), np.ones(4), 2, rng=7), TypeError, "minibatches: rng is 7, expected a generator such as np.random.default_rng(0)."),
        (lambda rng: iterations(4000, 0), ValueError, "iterations: size is 0, expected an integer of at least 1."),
    ],
)  # fmt: skip  # one case a line
def test_bad_input_gets_a_sentence(call, kind, sentence):
    with pytest.raises(kind) as caught:
        call(np.random.default_rng(0))
    assert str(caught.value) == sentence
