"""From pixels to answers: each part by itself, and a network that reads the shipped digits."""

from itertools import chain, pairwise

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from dlcourse import datasets, digits
from dlcourse.activations import sigmoid, softmax
from dlcourse.exercises import verdict_on
from dlcourse.gradcheck import numerical_gradient
from dlcourse.optimizers import momentum_step


def network(rng, sizes):
    return [(rng.normal(size=s), rng.normal(size=s[1])) for s in pairwise(sizes)]


@pytest.fixture
def rng():
    return np.random.default_rng(11)


def test_pixels_become_numbers_from_0_to_1(rng):
    images = rng.integers(0, 256, size=(3, 28, 28), dtype=np.uint8)
    images[0, 0, :2] = 0, 255
    X, y = digits.preprocess(images, np.array([3, 1, 9], dtype=np.uint8))
    assert (X.shape, X.dtype, y.dtype) == ((3, 784), np.float64, np.int64)
    assert (X.min(), X.max()) == (0.0, 1.0)
    assert_allclose(X[1].reshape(28, 28) * 255, images[1], rtol=1e-14)
    assert_array_equal(y, [3, 1, 9])


def test_predict_is_the_largest_score_of_each_row(rng):
    X, params = rng.normal(size=(7, 5)), network(rng, (5, 4, 3))
    (W1, b1), (W2, b2) = params
    scores = np.maximum(X @ W1 + b1, 0) @ W2 + b2
    assert_array_equal(digits.predict(X, params), [np.argmax(row) for row in scores])
    assert digits.predict(X, params).shape == (7,)


def test_accuracy_is_a_share():
    assert digits.accuracy(np.array([0, 1, 2, 3]), np.array([0, 1, 2, 0])) == 0.75
    assert type(digits.accuracy(np.array([1]), np.array([1]))) is float


def test_confusion_counts_repeats_with_truth_in_rows():
    table = digits.confusion(np.array([0, 0, 2, 2, 2]), np.array([1, 1, 0, 0, 2]), 4)
    assert_array_equal(table, [[0, 2, 0, 0], [0, 0, 0, 0], [2, 0, 1, 0], [0, 0, 0, 0]])


def test_the_diagonal_of_the_confusion_is_the_accuracy(rng):
    y, yhat = rng.integers(5, size=(2, 200))
    table = digits.confusion(y, yhat, 5)
    assert np.trace(table) / table.sum() == digits.accuracy(y, yhat)
    assert_array_equal(table.sum(axis=1), np.bincount(y, minlength=5))


def test_a_sigmoid_says_the_same_as_a_softmax_of_two(rng):
    X, W, b = rng.normal(size=(9, 4)), rng.normal(size=(4, 2)), rng.normal(size=2)
    w, c = digits.binary_from_softmax(W, b)
    assert w.shape == (4,)
    assert_allclose(sigmoid(X @ w + c), softmax(X @ W + b)[:, 1], rtol=1e-12)


# --- fit


def test_fit_shows_all_training_rows_once_an_epoch_in_changing_order_and_no_validation_row(rng):
    X, X_val = np.arange(10.0)[:, None], np.array([[100.0], [101.0]])
    shown = []

    def step(params, X, y):
        assert_array_equal(X[:, 0], y)
        shown.append(list(y))
        return params, 1.0

    start = network(rng, (1, 2))
    digits.fit(start, (X, np.arange(10), X_val, np.array([0, 1])), step, epochs=2, size=4, rng=rng)
    assert [len(batch) for batch in shown] == [4, 4, 2] * 2
    first, second = list(chain(*shown[:3])), list(chain(*shown[3:]))
    assert sorted(first) == sorted(second) == list(range(10))
    assert first != second


def test_the_loss_of_an_epoch_weighs_every_example_the_same(rng):
    data = (np.ones((5, 1)), np.zeros(5, dtype=int), np.ones((1, 1)), np.zeros(1, dtype=int))
    _, history = digits.fit(network(rng, (1, 2)), data, lambda p, X, y: (p, float(len(y))), epochs=1, size=3, rng=rng)
    assert history["loss"] == [(3 * 3 + 2 * 2) / 5]


def test_validation_sees_the_weights_after_the_epoch(rng):
    def step(params, X, y):
        [(W, b)] = params
        return [(W, b + np.array([0.0, 1.0]))], 0.0

    data = (np.ones((2, 1)), np.ones(2, dtype=int), np.ones((4, 1)), np.array([1, 1, 1, 0]))
    start = [(np.zeros((1, 2)), np.array([1.5, 0.0]))]
    params, history = digits.fit(start, data, step, epochs=2, size=2, rng=rng)
    assert history["val_accuracy"] == [0.25, 0.75]
    assert_array_equal(params[0][1], [1.5, 2.0])
    assert_array_equal(start[0][1], [1.5, 0.0])


# --- digits


def test_train_mnist_reads_the_shipped_digits():
    data = datasets.load_mnist()
    X, y = digits.preprocess(data.X_train, data.y_train)
    X_test, y_test = digits.preprocess(data.X_test, data.y_test)
    params = digits.train_mnist(X, y, rng=np.random.default_rng(0))
    assert digits.accuracy(y_test, digits.predict(X_test, params)) >= 0.94


def test_train_mnist_depends_on_the_rng_alone():
    X, y = np.repeat(np.eye(10), 3, axis=0), np.repeat(np.arange(10), 3)
    first, again, other = (digits.train_mnist(X, y, rng=np.random.default_rng(s)) for s in (1, 1, 2))
    assert_array_equal(first[0][0], again[0][0])
    assert not np.array_equal(first[0][0], other[0][0])


def test_the_favourite_picture_is_found_by_climbing(rng):
    params = network(rng, (9, 6, 5, 3))

    def score(x, unit):
        a = x
        for W, b in params[:-1]:
            a = np.maximum(a @ W + b, 0)
        return float((a @ params[-1][0] + params[-1][1])[unit])

    for unit in range(3):
        start = np.full(9, 0.5)
        image = digits.maximize_unit(params, unit, steps=1, lr=1e-4)
        assert_allclose(
            (image.ravel() - start) / 1e-4,
            numerical_gradient(lambda x, u=unit: score(x, u), start),
            rtol=1e-6,
            atol=1e-8,
        )
        image = digits.maximize_unit(params, unit, steps=50, lr=0.05)
        assert image.shape == (3, 3)
        assert image.min() >= 0.0
        assert image.max() <= 1.0
        assert score(image.ravel(), unit) > score(start, unit)


Y = np.array([0, 1])


@pytest.mark.parametrize(
    ("call", "kind", "sentence"),
    [
        (lambda rng: digits.preprocess(np.ones((2, 784)), Y), ValueError, "preprocess: images has shape (2, 784), expected 3 dimensions."),
        (lambda rng: digits.preprocess(np.ones((3, 28, 28)), Y), ValueError, "preprocess: labels has 2 rows, expected 3 as images has."),
        (lambda rng: digits.preprocess(np.ones((2, 28, 28)), Y + 0.5), TypeError, "preprocess: labels holds values of type float64, expected integers."),
        (lambda rng: digits.predict(np.ones((2, 4)), network(rng, (3, 2))), ValueError, "predict: params[0][0] has shape (3, 2), expected (4, M) to fit what comes in."),
        (lambda rng: digits.accuracy(Y, Y[:1]), ValueError, "accuracy: yhat has shape (1,), expected (2,) to fit y."),
        (lambda rng: digits.confusion(Y, Y + 1, 2), ValueError, "confusion: yhat holds the label 2, expected labels from 0 to 1."),
        (lambda rng: digits.binary_from_softmax(np.ones((4, 3)), np.ones(3)), ValueError, "binary_from_softmax: W has shape (4, 3), expected (D, 2)."),
        (lambda rng: digits.train_mnist(np.ones((2, 4)), Y, rng=None), TypeError, "train_mnist: rng is None, expected a generator such as np.random.default_rng(0)."),
        (lambda rng: digits.train_mnist(np.ones((2, 4)), Y + 9, rng=rng), ValueError, "train_mnist: y holds the label 10, expected labels from 0 to 9."),
        (lambda rng: digits.maximize_unit(network(rng, (3, 2)), 0, steps=1, lr=0.1), ValueError, "maximize_unit: params[0][0] has shape (3, 2), expected a square number of rows, such as 784."),
        (lambda rng: digits.maximize_unit(network(rng, (4, 2)), 2, steps=1, lr=0.1), ValueError, "maximize_unit: unit is 2, expected an integer from 0 to 1."),
        (lambda rng: digits.fit(network(rng, (1, 2)), (Y, Y), len, 1, 1, rng=rng), TypeError, "fit: data is a tuple, expected a tuple of 4 arrays."),
        (lambda rng: digits.fit(network(rng, (1, 2)), (Y[:, None], Y, Y[:, None], Y), 3, 1, 1, rng=rng), TypeError, "fit: step is 3, expected a function."),
    ],
)  # fmt: skip  # one case a line
def test_bad_input_gets_a_sentence(call, kind, sentence, rng):
    with pytest.raises(kind) as caught:
        call(rng)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(("good", "status"), [(2, "passed"), (3, "failed")])
def test_a_training_that_ends_badly_is_repeated_once(good, status):
    tried = []

    def moody(X, y, *, rng):
        if len(X) < 2500:  # the case that asks whether a seed decides
            return digits.train_mnist(X, y, rng=rng)
        tried.append(len(X))
        if tried.count(len(X)) == good:
            return digits.train_mnist(X, y, rng=rng)
        return [(np.zeros((X.shape[1], 10)), np.zeros(10))]

    assert verdict_on("train-mnist", moody, seed=1).status == status
    assert tried == [6000, 6000, 2500, 2500]


# --- a framework's step


def by_the_documentation(X, y, params, buffers, lr, momentum, weight_decay):
    """SGD as its documentation writes it, with gradients that are measured."""
    C = len(params[3])

    def loss(*params):
        W1, b1, W2, b2 = params
        p = softmax(np.maximum(X @ W1.T + b1, 0) @ W2.T + b2)
        return float(-np.mean(np.log(p[np.eye(C, dtype=bool)[y]])))

    new_params, new_buffers = [], []
    for i, (theta, b) in enumerate(zip(params, buffers, strict=True)):
        g = numerical_gradient(lambda w, i=i: loss(*params[:i], w, *params[i + 1 :]), theta)
        g = g + weight_decay * theta
        b = g if b is None else momentum * b + g
        new_params.append(theta - lr * b)
        new_buffers.append(b)
    return new_params, new_buffers, loss(*params)


def test_three_steps_agree_with_the_documentation_of_pytorch(rng):
    ours = theirs = tuple(rng.normal(size=size) for size in ((4, 3), (4,), (2, 4), (2,)))
    velocities, buffers = tuple(np.zeros(w.shape) for w in ours), [None] * 4
    for _ in range(3):
        X, y = rng.normal(size=(5, 3)), rng.integers(2, size=5)
        ours, velocities, loss = digits.framework_step(X, y, ours, velocities, 0.3, 0.9, 0.05)
        theirs, buffers, other = by_the_documentation(X, y, tuple(theirs), buffers, 0.3, 0.9, 0.05)
        assert loss == pytest.approx(other, rel=1e-8)
        for a, b in zip((*ours, *velocities), (*theirs, *buffers), strict=True):
            assert_allclose(a, b, rtol=1e-7, atol=1e-9)  # measured slopes, three times


def test_at_one_rate_the_path_is_that_of_momentum_step(rng):
    params = tuple(rng.normal(size=size) for size in ((4, 3), (4,), (2, 4), (2,)))
    velocities = tuple(rng.normal(size=w.shape) for w in params)
    moved, moving, _ = digits.framework_step(
        rng.normal(size=(5, 3)), np.array([0, 1, 1, 0, 1]), params, velocities, 0.3, 0.9, 0.05
    )
    for w, v, new_w, new_v in zip(params, velocities, moved, moving, strict=True):
        there, step = momentum_step(w, -0.3 * v, new_v - 0.9 * v, lr=0.3, alpha=0.9)
        assert_allclose(new_w, there, rtol=1e-12)
        assert_allclose(-0.3 * new_v, step, rtol=1e-12)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"params": [np.ones((4, 3))]}, "params is a list, expected a tuple of 4 arrays."),
        ({"params": (np.ones((3, 4)), np.ones(4), np.ones((2, 4)), np.ones(2))}, "params[0] has shape (3, 4), expected (H, 3) to fit X."),
        ({"velocities": (np.ones((4, 3)), np.ones(4), np.ones((2, 4)), np.ones(3))}, "velocities[3] has shape (3,), expected (2,) to fit params[2]."),
        ({"y": np.array([0, 2])}, "y holds the label 2, expected labels from 0 to 1."),
        ({"momentum": 1.0}, "momentum is 1.0, expected 0 <= momentum < 1."),
        ({"weight_decay": -0.1}, "weight_decay is -0.1, expected a number not below 0."),
    ],
)  # fmt: skip  # one case a line
def test_what_does_not_fit_a_frameworks_step_gets_a_sentence(change, sentence):
    params = np.ones((4, 3)), np.ones(4), np.ones((2, 4)), np.ones(2)
    right = {
        "X": np.ones((2, 3)),
        "y": Y,
        "params": params,
        "velocities": params,
        "lr": 0.1,
        "momentum": 0.9,
        "weight_decay": 0.1,
    }
    with pytest.raises((TypeError, ValueError)) as caught:
        digits.framework_step(**right | change)
    assert str(caught.value) == f"framework_step: {sentence}"
