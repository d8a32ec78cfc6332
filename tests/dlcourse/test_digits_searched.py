"""What lesson 9 says about one layer alone, about a search at random and about trainings that fail holds when it is tried, and with other seeds."""

import io
import runpy
from contextlib import redirect_stdout
from functools import cache, partial
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from autograder.build import lesson as lessons
from autograder.drawing.paper import ORANGE, PURPLE, Paper
from dlcourse import digits
from dlcourse.activations import relu
from dlcourse.backprop import fit_curve
from dlcourse.datasets import load_mnist, noisy_sine
from dlcourse.forward import affine
from dlcourse.losses import cross_entropy
from dlcourse.regularizers import dropout
from tests.dlcourse.lesson_cells import cell

ROOT = Path(__file__).parents[2]
NAME = "09_mnist"


@cache
def parts():
    """The lesson's `begin` and `step`, and its images, without its training."""
    functions, training = cell(NAME, "def begin(").split("\nX, y = ")
    assert "digits.fit" in training
    known = {"np": np, "digits": digits}
    exec(functions, known)  # the lesson's own code
    kept = load_mnist()
    known["X"], known["y"] = digits.preprocess(kept.X_train, kept.y_train)
    known["X_val"], known["y_val"] = digits.preprocess(kept.X_val, kept.y_val)
    return known


def told(source, **more):
    """What a cell prints, line by line, and the names it leaves."""
    names = parts() | more
    with redirect_stdout(io.StringIO()) as printed:
        exec(source, names)  # the lesson's own code
    return printed.getvalue().splitlines(), names


# --- two numbers at once


def both(drawn, started, units="4, 8", **more):
    """The coarse and the finer search as tables (rate, units, accuracy), with other draws and another start."""
    source = cell(NAME, "def search(").replace(
        "same = np.random.default_rng(0)", f"same = np.random.default_rng({started})"
    )
    source = source.replace("draws = np.random.default_rng(0)", f"draws = np.random.default_rng({drawn})")
    source = source.replace("rng.integers(4, 8)", f"rng.integers({units})")
    lines, _ = told(f"{source}\n{cell(NAME, 'search(-1, 0, draws)')}", **more)
    rows = [[word.strip(",:") for word in line.split()] for line in lines]
    table = np.array([[row[1], row[2], row[4]] for row in rows], dtype=float)
    return table[:12], table[12:]


def follows(table):
    """How closely the accuracy follows the rate, and the units: rank correlations."""
    # rows with the same number of units share the mean of their ranks
    ranks = [[np.mean(np.flatnonzero(np.sort(column) == one)) for one in column] for column in table.T]
    return np.corrcoef(ranks)[2, :2]


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_rate_orders_a_coarse_table_and_in_a_fine_one_sixteen_units_fall_behind(seed):
    coarse, fine = both(seed, seed)
    assert len({*coarse[:, 0]}) >= 11  # as printed; a grid of 4 by 3 has four
    rate, units = follows(coarse)
    assert rate > 0.75
    assert abs(units) < rate - 0.2
    assert coarse[-1, 2] < 0.25 < 0.7 < fine[-1, 2]
    assert fine[0, 2] > coarse[0, 2]
    assert fine[-1, 1] == 16
    share = {units: fine[fine[:, 1] == units, 2].mean() for units in {*fine[:, 1]}}
    assert min(share, key=share.get) == 16


def test_in_the_table_of_the_lesson_the_rate_has_lost_its_order():
    coarse, fine = both(0, 0)
    assert follows(fine)[0] < 0.3 < 0.8 < follows(coarse)[0]
    assert fine[:4, 1].tolist() == [64, 64, 64, 64]


def test_with_fewer_units_the_units_count_as_well():
    coarse, _ = both(0, 0, units="1, 4")  # 2, 4 or 8
    assert follows(coarse)[0] < 0.75
    assert coarse[0, 2] < 0.8


def test_the_best_of_twelve_is_a_little_lucky():
    trained = []

    def fit(*args, **kwargs):
        params, history = digits.fit(*args, **kwargs)
        trained.append(params)
        return params, history

    both(0, 0, digits=SimpleNamespace(fit=fit))
    few = parts()["X_val"].reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4)).reshape(-1, 196)
    hits = np.array([digits.predict(few, params) == parts()["y_val"] for params in trained[12:]])
    rng, kind = np.random.default_rng(0), []
    for _ in range(300):
        chose, other = np.array_split(rng.permutation(2000), 2)
        best = hits[:, chose].mean(axis=1).argmax()
        kind.append(hits[best, chose].mean() - hits[best, other].mean())
    assert np.mean(kind) > 2 * np.std(kind) / np.sqrt(len(kind)) > 0


# --- one layer alone


def alone(seed=0):
    """The weights (10, 28, 28) of one layer, and its accuracy."""
    source = (
        cell(NAME, "def step_alone").split("\nfor name, network")[0].replace("default_rng(0)", f"default_rng({seed})")
    )
    _, names = told(source)
    right = digits.predict(names["X_val"], names["alone"]) == names["y_val"]
    return names["alone"][0][0].T.reshape(10, 28, 28), right


def hidden(seed):
    """Which validation images a network with 128 hidden units reads after three epochs."""
    rng, known = np.random.default_rng(seed), parts()
    data = tuple(known[name] for name in ("X", "y", "X_val", "y_val"))
    params, _ = digits.fit(known["begin"]((784, 128, 10), rng), data, known["step"], epochs=3, size=64, rng=rng)
    return digits.predict(known["X_val"], params) == known["y_val"]


def test_the_cell_prints_both_networks():
    big = parts()["begin"]((784, 128, 10), np.random.default_rng(0))
    lines, _ = told(cell(NAME, "def step_alone"), params=big)
    assert lines[0] == "no hidden layer: 7,850 numbers, 0.8845"
    assert lines[1].startswith("128 hidden units: 101,770 numbers, ")


def test_the_drawing_shows_the_weights_of_the_cell():
    made = runpy.run_path(str(ROOT / "solutions" / "drawings" / "ten_templates.py"))
    [(W, _)] = made["trained"]()
    assert np.array_equal(W.T.reshape(10, 28, 28), alone()[0])
    drawn = []
    paper = Paper(*made["SIZE"])
    paper.cells = lambda *args: drawn.append(args)
    made["draw"](paper, lambda english, _: english)
    for column, plain, stripes in zip(W.T, drawn[:20:2], drawn[1:20:2], strict=True):
        assert (plain[0], plain[3], stripes[3]) == (stripes[0], ORANGE, PURPLE)
        full, half = plain[2].ravel(), stripes[2][::2, ::2].ravel()
        assert np.abs(np.clip(column / 0.25, -1, 1) - full + half).max() <= 0.25  # half of a shade
        assert not stripes[2][1::2].any()
        assert min(full.min(), half.min()) == 0


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_templates_are_what_the_text_says(seed):
    pictures, right = alone(seed)
    X, y = parts()["X"].reshape(-1, 28, 28), parts()["y"]
    zero, one, seven = pictures[0], pictures[1], pictures[7]
    row, column = np.unravel_index(zero.argmin(), zero.shape)
    assert max(abs(row - 14), abs(column - 14)) <= 2
    middle = slice(12, 17), slice(13, 16)
    ink = [X[y == digit][:, *middle].mean() for digit in range(10)]
    assert zero[middle].max() < 0
    assert ink[0] < 0.05 < 0.2 < min(ink[1:])
    for rows in (slice(8, 10), slice(14, 16), slice(20, 21)):  # the ring: above, on both sides, below
        assert zero[rows].max() > 0.05
    assert one[10:18, 13:15].mean() > 0.1
    assert max(one[10:18, 9:12].mean(), one[10:18, 16:19].mean()) < -0.05
    row, column = np.unravel_index(seven.argmax(), seven.shape)
    assert row < 12
    assert column > 14
    assert seven[13:17, 9:14].mean() < -0.05
    edges = np.concatenate([pictures[:, [0, 27]], pictures[:, :, [0, 27]].swapaxes(1, 2)])
    assert np.abs(edges).max() < 0.06  # drawn as nothing
    means = np.stack([X[y == digit].mean(axis=0) for digit in range(10)])
    assert np.abs([np.corrcoef(a.ravel(), b.ravel())[0, 1] for a, b in zip(pictures, means, strict=True)]).max() < 0.6
    assert 0.8025 < right.mean() < 0.9065


def slants(X):
    """By how many columns an image leans to the right from one row to the row above."""
    images, (rows, columns) = X.reshape(-1, 28, 28), np.indices((28, 28))
    weight = images.sum(axis=(1, 2))
    down = rows - ((images * rows).sum(axis=(1, 2)) / weight)[:, None, None]
    right = columns - ((images * columns).sum(axis=(1, 2)) / weight)[:, None, None]
    return -(images * down * right).sum(axis=(1, 2)) / (images * down**2).sum(axis=(1, 2))


@pytest.mark.rest  # it trains three networks
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_unusually_slanted_images_gain_most_from_a_hidden_layer(seed):
    slant, y = slants(parts()["X_val"]), parts()["y_val"]
    usual = np.array([np.median(slant[y == digit]) for digit in range(10)])
    off = np.abs(slant - usual[y])
    slanted = off > np.array([np.median(off[y == digit]) for digit in range(10)])[y]
    one, two = alone(seed)[1], hidden(seed)
    gain, other = (two[part].mean() - one[part].mean() for part in (slanted, ~slanted))
    assert gain > other + 0.01 > 0.01


# --- the table of what is seen and why

ROWS = {
    "stays near": {3: "A **dead unit** has", 6: "ReLU: dead", 7: "with the size of the weights", 8: "learn nonsense?"},
    "first loss": {6: "How large should random weights be?", 9: "were not divided by 255"},
    "becomes `nan`": {3: "saves us from overflow", 6: "the loss is soon no number", 7: "is not a number"},
    "to and fro": {7: "noise of mini-batches shakes the weights"},
    "by heart": {5: "array *by itself*", 7: "zigzags or flies away", 8: "too strong", 9: "twenty digits by heart?"},
    "both poor": {8: "that is underfitting"},
    "its loss rises": {8: "When should training stop?"},
    "like guessing": {8: "Can it learn nonsense?", 9: "shuffled apart"},
    "another answer": {8: "At test time the whole team is back"},
    "never answered": {9: "and along a *column*"},
}


def test_every_row_of_the_table_is_explained_in_the_lessons_it_names():
    [table] = [
        each.source.en
        for each in lessons.read(ROOT / "solutions" / f"{NAME}.py", NAME).cells
        if "### When it does not learn" in each.source.en
    ]
    rows = [line for line in table.splitlines() if line.startswith("| ")][2:]
    said = {int(path.stem[:2]): path.read_text(encoding="utf-8") for path in (ROOT / "solutions").glob("0*_*.py")}
    assert len(rows) == len(ROWS)
    for row, (seen, places) in zip(rows, ROWS.items(), strict=True):
        first, *_, last = row.strip("| ").split(" | ")
        assert seen in first
        assert [int(number) for number in last.split(", ")] == [*places]
        for number, words in places.items():
            assert words in said[number], (number, words)


@cache
def small():
    """A thousand images of 14 by 14 pixels and all validation images."""
    known = parts()
    half = [known[name].reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4)).reshape(-1, 196) for name in ("X", "X_val")]
    return half[0][:1000], known["y"][:1000], half[1], known["y_val"]


def begin(units):
    return parts()["begin"]((196, units, 10), np.random.default_rng(0))


def trained(start, lr=0.3, epochs=5, data=None):
    step = partial(parts()["step"], lr=lr)
    return digits.fit(start, data or small(), step, epochs, 20, rng=np.random.default_rng(1))


def loss_of(params, X, y):
    return cross_entropy(affine(relu(affine(X, *params[0])), *params[1]), y)


ZEROS = [(np.zeros((196, 32)), np.zeros(32)), (np.zeros((32, 10)), np.zeros(10))]


@pytest.mark.parametrize(
    ("start", "lr", "values"),
    [
        (lambda: ZEROS, 0.3, "equal"),
        (lambda: [(begin(32)[0][0], np.full(32, -20.0)), begin(32)[1]], 0.3, "equal"),
        (lambda: trained(begin(32), 4)[0], 0.3, "equal"),
        (lambda: begin(32), 1e-5, "alive"),
    ],
    ids=["a start at 0", "dead from the start", "a rate that was too large", "a rate much too small"],
)
def test_the_loss_stays_near_ln_10(start, lr, values):
    params, history = trained(start(), lr)
    assert all(abs(loss - np.log(10)) < 0.15 for loss in history["loss"][1:])
    assert (relu(affine(small()[0], *params[0])).max() == 0) == (values == "equal")


def test_a_first_loss_far_above_comes_from_large_inputs_or_weights():
    (X, y, *_), rng = small(), np.random.default_rng(0)
    wide = [(rng.normal(size=(196, 32)), np.zeros(32)), (rng.normal(size=(32, 10)), np.zeros(10))]
    assert loss_of(begin(32), X, y) < 2.6 < 20 < min(loss_of(begin(32), 255 * X, y), loss_of(wide, X, y))


def test_a_rate_too_large_makes_a_loss_grow_until_it_is_nan():
    rng = np.random.default_rng(0)
    x, t = noisy_sine(20, noise=0.2, rng=rng)
    start = [(rng.normal(size=(1, 8)), rng.normal(size=8)), (rng.normal(size=(8, 1)), np.zeros(1))]
    with np.errstate(all="ignore"):
        wild, tamed = (fit_curve(x, t, start, rate, 2000)[1] for rate in (3.0, 0.03))
    assert wild[0] < wild[1] < wild[2]
    assert np.isnan(wild[-1])
    assert tamed[-1] < tamed[0]


def test_exp_of_a_large_score_is_no_number_and_the_largest_subtracted_is():
    scores = np.array([1000.0, 999.0])
    with np.errstate(all="ignore"):
        assert np.isnan(np.exp(scores) / np.exp(scores).sum()).all()
    assert np.isfinite(np.exp(scores - scores.max())).all()


def test_a_rate_that_falls_ends_the_jumps():
    X, y, *_ = small()

    def walk(params, lr, steps, rng):
        losses = []
        for _ in range(steps):
            rows = rng.choice(len(X), size=20, replace=False)
            params, _ = parts()["step"](params, X[rows], y[rows], lr)
            losses.append(loss_of(params, X, y))
        return params, np.array(losses)

    params, _ = walk(begin(32), 1.2, 300, np.random.default_rng(3))
    _, same = walk(params, 1.2, 100, np.random.default_rng(4))
    _, lower = walk(params, 0.12, 100, np.random.default_rng(4))
    assert lower[20:].mean() < same[20:].mean()
    assert np.abs(np.diff(lower[20:])).mean() < np.abs(np.diff(same[20:])).mean() / 3


def test_twenty_are_not_learned_with_a_wrong_sign():
    X, y, *_ = small()
    step = parts()["step"]

    def uphill(params, X, y):
        moved, loss = step(params, X, y)
        first, (W, b) = moved
        return [first, (2 * params[1][0] - W, 2 * params[1][1] - b)], loss  # the output layer goes the other way

    assert digits.steps_to_memorize(begin(32), X, y, uphill, steps=200) == -1
    assert digits.steps_to_memorize(begin(32), X, y, step, steps=200) > 0


def both_accuracies(params, data):
    X, y, X_val, y_val = data
    return digits.accuracy(y, digits.predict(X, params)), digits.accuracy(y_val, digits.predict(X_val, params))


def test_too_few_units_are_poor_on_both_and_more_units_help():
    for seen, held in (both_accuracies(trained(begin(units), 0.1)[0], small()) for units in (2, 4)):
        assert abs(seen - held) < 0.05
        assert max(seen, held) < 0.7
    assert min(both_accuracies(trained(begin(32), 0.1)[0], small())) > 0.8


def test_when_training_is_good_and_the_validation_loss_rises():
    X, y, X_val, y_val = small()
    data, params, held = (X[:300], y[:300], X_val, y_val), begin(128), []
    for _ in range(8):
        params, _ = trained(params, 0.3, epochs=10, data=data)
        held.append(loss_of(params, X_val, y_val))
    seen, unseen = both_accuracies(params, data)
    assert seen == 1 > unseen + 0.1
    assert held[-1] > min(held) + 0.02


def test_shuffled_labels_can_be_learned_and_say_nothing_about_new_images():
    X, y, X_val, y_val = small()
    data = X[:300], np.random.default_rng(2).permutation(y[:300]), X_val, y_val
    seen, held = both_accuracies(trained(begin(128), 0.3, epochs=80, data=data)[0], data)
    assert held < 0.2 < 0.9 < seen


def test_validation_images_prepared_otherwise_are_read_like_guessing():
    X, y, X_val, y_val = small()
    params, _ = trained(begin(64))
    right = both_accuracies(params, (X, y, X_val, y_val))
    for other in (1 - X_val, X_val.reshape(196, -1).T):  # black and white exchanged; cut in the wrong direction
        assert both_accuracies(params, (X, y, other, y_val))[1] < 0.2 < 0.8 < min(right)


def test_dropout_left_on_changes_its_mind():
    _, _, X, y = small()
    params, rng = trained(begin(64))[0], np.random.default_rng(0)

    def answers(*, train):
        h, _ = dropout(relu(affine(X, *params[0])), 0.5, rng=rng, train=train)
        return np.argmax(affine(h, *params[1]), axis=1)

    once, again, off, still = (answers(train=train) for train in (True, True, False, False))
    assert np.array_equal(off, still)
    assert 0.02 < np.mean(once != again) < 0.6
    assert digits.accuracy(y, once) < digits.accuracy(y, off)


def test_a_class_with_hardly_any_examples_is_never_answered():
    X, y, X_val, y_val = small()
    kept = (y != 8) | (np.cumsum(y == 8) <= 3)
    params, _ = trained(begin(32), data=(X[kept], y[kept], X_val, y_val))
    answered = digits.confusion(y_val, digits.predict(X_val, params), 10).sum(axis=0)
    assert np.bincount(y[kept])[8] == 3
    assert (answered == 0).tolist() == [digit == 8 for digit in range(10)]
