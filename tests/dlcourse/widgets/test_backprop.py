"""What the widgets of back-propagation calculate: the worked example digit by digit, and the library as the judge."""

import itertools

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from dlcourse.activations import identity, sigmoid
from dlcourse.backprop import mlp_backward, train_step_222, train_xor
from dlcourse.forward import forward_222, mlp_forward
from dlcourse.gradcheck import numerical_gradient
from dlcourse.losses import bce
from dlcourse.widgets.backprop.blamed import blame, describe_blame
from dlcourse.widgets.backprop.explore import LAST, T, X, describe_walk, walk
from dlcourse.widgets.backprop.explore import W as START
from dlcourse.widgets.backprop.learn import (
    _LINE_RGB,
    _SIDE,
    CORNERS,
    FRAMES,
    STRIDE,
    TARGETS,
    describe_movie,
    draw_movie,
    movie,
    painted,
    update_movie,
)
from dlcourse.widgets.backprop.learn import SCENE as MOVIE_SCENE
from dlcourse.widgets.gradcheck.explore import POWERS, describe, measured
from dlcourse.widgets.stage.picture import Picture

# --- one step of the 2-2-2 network --------------------------------------------------------------------------------------

# the worked example: every number, in the order in which it appears
WORKED = {
    "h1": 0.5199893402,
    "h2": 0.5274723043,
    "o1": 0.6094460050,
    "o2": 0.6638449097,
    "E": 0.0239719008,
    "dE/dz3": 0.0498526674,
    "dE/dz4": 0.0142473010,
    "dE/dw5": 0.0259228556,
    "dE/dw6": 0.0262959013,
    "dE/dw7": 0.0074084446,
    "dE/dw8": 0.0075150567,
    "dE/dh1": 0.0324068110,
    "dE/dz1": 0.0080887538,
    "dE/dh2": 0.0284894475,
    "dE/dz2": 0.0071008601,
    "dE/dw1": 0.0008088754,
    "dE/dw2": 0.0016177508,
    "dE/dw3": 0.0007100860,
    "dE/dw4": 0.0014201720,
    "w": 0.4370385722,
    "E after": 0.0232363389,
}


def test_the_walk_passes_every_number_of_the_worked_example():
    said = walk(done=LAST)
    assert said["order"] == list(WORKED)
    found = {name: said["known"][name] for name in WORKED}
    assert found == pytest.approx(WORKED, abs=5.1e-11)


def test_the_last_move_is_the_last():
    assert len(WORKED) == LAST
    assert walk(done=LAST)["now"].name == "E after"
    assert walk(done=LAST - 1)["now"].name == "w"


def test_the_walk_agrees_with_the_library():
    said = walk(done=LAST, lr=1.5)
    new, before, after = train_step_222(START, X, T, 1.5)
    assert_allclose(said["weights"], new, rtol=1e-14)
    assert (said["known"]["E"], said["known"]["E after"]) == pytest.approx((before, after), rel=1e-13)
    slopes = [said["known"][f"dE/dw{i}"] for i in range(1, 9)]
    assert_allclose(slopes, (START - new) / 1.5, rtol=1e-12)
    seen = forward_222(X, START)
    assert_allclose([said["known"][name] for name in ("h1", "h2")], seen["h"], rtol=1e-14)
    assert_allclose([said["known"][name] for name in ("o1", "o2")], seen["o"], rtol=1e-14)


@pytest.mark.parametrize("done", range(LAST + 1))
def test_nothing_is_known_before_its_move(done):
    said = walk(done=done)
    assert said["order"] == list(WORKED)[:done]
    assert set(said["known"]) == {"x1", "x2", *said["order"]}
    assert said["updated"] == (done >= LAST - 1)
    assert_array_equal(said["weights"] == START, not said["updated"])


@pytest.mark.parametrize("done", range(6, 20))
def test_every_backward_move_is_local_times_upstream(done):
    move = walk(done=done)["now"]
    assert move.value == pytest.approx(sum(p.its_value * p.value for p in move.products), rel=1e-15)
    known = walk(done=LAST)["known"]
    for p in move.products:
        # what comes from upstream was computed before, or is the miss at an output
        want = known.get(p.upstream)
        assert p.value == (want if want is not None else known[p.upstream[:2]] - T[int(p.upstream[1]) - 1])
    assert len(move.products) == (2 if move.name.startswith("dE/dh") else 1)


def test_what_lights_up_is_what_takes_part():
    lit = {move: set(walk(done=i)["now"].lit) for i, move in enumerate(WORKED, start=1)}
    assert lit["dE/dw5"] == {"w5", "h1", "o1"}
    assert lit["dE/dw6"] == {"w6", "h2", "o1"}
    assert lit["dE/dw3"] == {"w3", "x1", "h2"}
    # the blame of h1 comes back along both of its edges
    assert lit["dE/dh1"] == {"w5", "w7", "h1"}
    assert lit["dE/dh2"] == {"w6", "w8", "h2"}
    assert lit["w"] == {f"w{i}" for i in range(1, 9)}


def test_the_walk_is_told_in_words():
    def words(done, **values):
        return describe_walk(walk(done=done, **values)).en

    assert words(0) == ("The network before anything is computed: x = (0.1, 0.2), targets (0.4, 0.6), eight weights.")
    assert words(1) == "1/21. Forward: z1 = w1·x1 + w2·x2 = 0.08,  h1 = σ(z1) = 0.5199893402."
    assert words(9) == (
        "9/21. Backward, local × upstream: dE/dw6 = h2 × dE/dz3 = 0.5274723043 × 0.0498526674 = 0.0262959013."
    )
    assert words(13) == (
        "13/21. Backward, local × upstream: dE/dz1 = h1(1 - h1) × dE/dh1 = 0.2496004263 × 0.0324068110 = 0.0080887538."
    )
    assert words(LAST) == (
        "21/21. Forward once more with the new weights: the error was 0.0239719008 and is 0.0232363389."
    )


def test_the_learners_step_makes_the_update():
    said = walk(done=LAST, train_step_222=lambda w, x, t, lr: (w + 1, 0.5, 0.25))
    assert_array_equal(said["weights"], START + 1)
    assert said["known"]["E after"] == 0.25


# --- XOR is learned -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("hidden", "start"), list(itertools.product((2, 4), (1, 3))))
def test_the_movie_shows_the_training_of_the_library(hidden, start):
    last = FRAMES * STRIDE
    losses, params = train_xor(hidden, 1.0, last, rng=np.random.default_rng(start))
    said = movie(hidden=hidden, start=start, frame=FRAMES)
    assert_allclose(said["losses"][:-1], losses, rtol=1e-9)
    z, _ = mlp_forward(CORNERS, params, np.tanh, identity)
    assert_allclose(said["answers"], 1 / (1 + np.exp(-z[:, 0])), rtol=1e-9)
    assert said["losses"][-1] == pytest.approx(bce(z, TARGETS), rel=1e-9)


def test_two_units_get_stuck_where_eight_do_not():
    right = {n: [movie(hidden=n, start=s, frame=60)["right"] for s in range(1, 7)] for n in (2, 8)}
    assert min(right[2]) < 4
    assert max(right[2]) == 4
    assert right[8] == [4] * 6


def test_the_map_agrees_with_the_corners_and_has_a_border():
    said = movie(frame=60)
    side = list(np.round(_SIDE, 9))
    at = [said["map"][side.index(y), side.index(x)] for x, y in CORNERS]
    assert_allclose(at, said["answers"], rtol=1e-12)
    colours = painted(said["map"])
    border = (colours == _LINE_RGB).all(axis=-1)
    assert 0 < border.sum() < border.size / 10
    assert not (painted(np.full((5, 5), 0.9)) == _LINE_RGB).all(axis=-1).any()


def test_the_movie_is_told_in_words():
    assert describe_movie(movie(frame=60)).en == (
        "4 hidden units, start 1, after 1200 steps: the loss is 0.0020. At (0, 0), (0, 1), (1, 0), (1, 1) the network "
        "answers 0.00, 1.00, 1.00, 0.00: 4 of 4 are on the right side of one half."
    )


def test_wrong_corners_are_crossed_out_and_not_by_colour_alone():
    made = Picture(MOVIE_SCENE.size, lambda f: draw_movie(f, "en"), update_movie)
    numbers = movie(hidden=2, start=2, frame=60)
    made.frame(numbers)
    assert len(made.artists["missed"].get_xdata()) == 4 - numbers["right"] > 0
    assert made.artists["ones"].get_marker() != made.artists["zeros"].get_marker()


# --- who gets the blame -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["sigmoid", "tanh", "relu"])
def test_the_blame_is_the_measured_gradient(kind):
    kept = {}

    def remembering(cache, dz, kind):
        kept.update(cache=cache)
        return mlp_backward(cache, dz, kind)

    said = blame(kind=kind, depth=3, mlp_backward=remembering)
    bend = {"sigmoid": sigmoid, "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0.0)}[kind]
    params = [(W, np.zeros(W.shape[1])) for _, W, _ in kept["cache"]]
    x = kept["cache"][0][0]
    rng = np.random.default_rng(0)
    rng.normal(size=x.shape)
    t = rng.integers(0, 2, size=(len(x), 1))
    W, b = params[-1]

    def loss(W):
        return bce(mlp_forward(x, [*params[:-1], (W, b)], bend, identity)[0], t)

    assert said["sizes"][-1] == pytest.approx(np.mean(np.abs(numerical_gradient(loss, W))), rel=1e-6)
    assert len(said["sizes"]) == 3


def test_the_blame_fades_through_sigmoids_and_not_through_relu():
    faded = {kind: blame(kind=kind, depth=12)["sizes"] for kind in ("sigmoid", "tanh", "relu")}
    assert faded["sigmoid"][0] / faded["sigmoid"][-1] < 1e-7
    assert faded["tanh"][0] / faded["tanh"][-1] > 1e-2
    he = blame(kind="relu", depth=12, scale=1.5)["sizes"]
    assert 0.1 < he[0] / he[-1] < 10


def test_the_blame_is_told_in_words():
    assert describe_blame(blame(depth=12)).en == (
        "12 layers with sigmoid, weights times 1: the mean size of dE/dW is 3.6e-10 in the first layer and 0.042 in the last, "
        "1.2e+08 times as large."
    )
    silent = blame(mlp_backward=lambda cache, dz, kind: [(np.zeros(2), np.zeros(1)), (np.ones(2), np.ones(1))])
    assert describe_blame(silent).en == (
        "6 layers with sigmoid, weights times 1: the first layer gets no gradient at all (0), the last one 1."
    )


# --- the microscope -----------------------------------------------------------------------------------------------------


def test_the_errors_of_the_lesson():
    said = measured(power=-5.0)
    assert abs(said["central"] - said["true"]) == pytest.approx(1.1e-11, abs=0.05e-11)
    assert abs(said["forward"] - said["true"]) == pytest.approx(4.2e-6, abs=0.05e-6)
    tiny = measured(power=-12.0)
    assert abs(tiny["central"] - tiny["true"]) > 1e-6
    assert describe(said).en == (
        "sin x at 1, h = 1.0e-05: the true slope is 0.54030231. From both sides we measure 0.54030231 (error 1.1e-11), "
        "from one side 0.54029810 (error 4.2e-06)."
    )


@pytest.mark.parametrize("kind", ["sin", "exp", "cube"])
def test_errors_fall_with_the_power_that_theory_says(kind):
    said = measured(kind=kind)
    at = {power: i for i, power in enumerate(POWERS)}
    both = np.log10(said["central errors"][at[-1.0]] / said["central errors"][at[-3.0]])
    one = np.log10(said["forward errors"][at[-1.0]] / said["forward errors"][at[-3.0]])
    # two powers of ten of h: four of the central error, two of the forward one
    assert (both, one) == pytest.approx((4, 2), abs=0.1)


def test_a_strong_microscope_shows_the_steps_of_the_numbers():
    smooth, coarse = (measured(kind="exp", power=power)["curve"] for power in (-3.0, -15.0))
    assert len(np.unique(smooth)) == len(smooth)
    assert len(np.unique(coarse)) < 20


def test_the_learners_gradient_is_under_the_microscope():
    said = measured(numerical_gradient=lambda f, x, h: np.array([2.0]))
    assert said["central"] == 2.0
    assert_allclose(said["central errors"], 2.0 - np.cos(1.0))
