"""What the pictures of the forward pass and of losses calculate: the worked example, NumPy's own shapes, and both losses by other means."""

from math import comb, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlcourse.activations import sigmoid
from dlcourse.forward import mlp_forward
from dlcourse.multilayer import count_params
from dlcourse.widgets.forward.explore import ORDER, TARGETS, describe_network, network
from dlcourse.widgets.forward.trace_shapes import SCENE as TRACE_SCENE
from dlcourse.widgets.forward.trace_shapes import describe_trace, trace
from dlcourse.widgets.losses.explain_likelihood import MODELS, describe_likelihood, likelihood
from dlcourse.widgets.losses.explore import GRID, compare, describe_compare
from dlcourse.widgets.stage.picture import Picture

# --- the 2-2-2 network --------------------------------------------------------------------------------------------------


def found(**values):
    return {one.name: one.value for one in network(**values)["found"]}


def test_the_network_finds_the_numbers_of_the_slide():
    printed = {"z1": 0.08, "h1": 0.51998934, "z2": 0.11, "h2": 0.52747230, "z3": 0.44498412, "o1": 0.60944600}
    printed |= {"z4": 0.68047592, "o2": 0.66384491, "E": 0.02397190}
    assert list(found()) == list(printed)
    assert found() == pytest.approx(printed, abs=5.1e-9)


def test_transposed_matrices_come_close():
    hidden, both = found(reading="hidden"), found(reading="both")
    assert (hidden["z1"], hidden["z2"]) == pytest.approx((0.11, 0.095))
    assert (hidden["o1"], hidden["o2"]) == pytest.approx((0.60989132, 0.66451270), abs=5e-9)
    assert (both["o1"], both["o2"]) == pytest.approx((0.64656521, 0.62836948), abs=5e-9)


weight = st.integers(-20, 20).map(lambda i: i / 20)


@given(st.lists(weight, min_size=10, max_size=10), st.integers(0, 9))
def test_the_numbers_agree_with_matrices(drawn, done):
    x, w = np.array(drawn[:2]), np.array(drawn[2:])
    layers = [(w[:4].reshape(2, 2).T, np.zeros(2)), (w[4:].reshape(2, 2).T, np.zeros(2))]
    y, cache = mlp_forward(x[None], layers, sigmoid, sigmoid)
    z = np.concatenate([cache[0][2][0], cache[1][2][0]])
    a = np.concatenate([cache[1][0][0], y[0]])
    error = 0.5 * np.sum((y[0] - TARGETS) ** 2)
    right = [*np.column_stack([z, a]).ravel(), error][:done]
    names = ("x1", "x2", *(f"w{i}" for i in range(1, 9)))
    said = found(done=done, **dict(zip(names, drawn, strict=True)))
    assert list(said) == list(ORDER[:done])
    assert list(said.values()) == pytest.approx(right, abs=1e-12)


def test_the_network_is_told_in_words():
    def words(**values):
        return describe_network(network(**values)).en

    assert words(done=0) == (
        "Nothing is computed yet: x1 = 0.1, x2 = 0.2, w1 = 0.3, w2 = 0.25, w3 = 0.4, w4 = 0.35, w5 = 0.45, w6 = 0.4, w7 = 0.7, w8 = 0.6."
    )
    assert words(done=1) == "Number 1/9: z1 = w1·x1 + w2·x2 = 0.3 × 0.1 + 0.25 × 0.2 = 0.08."
    assert words(done=2) == "Number 2/9: h1 = σ(z1) = σ(0.08) = 0.51998934."
    assert words(done=1, w2=-0.25) == "Number 1/9: z1 = w1·x1 + w2·x2 = 0.3 × 0.1 + (-0.25) × 0.2 = -0.02."
    assert words(done=1, reading="hidden") == (
        "Number 1/9: z1 = w1·x1 + w3·x2 = 0.3 × 0.1 + 0.4 × 0.2 = 0.11. The hidden matrix is transposed."
    )
    assert words(done=9) == (
        "Number 9/9: E = ½(t1 - o1)² + ½(t2 - o2)² = ½(0.4 - 0.60944600)² + ½(0.6 - 0.66384491)² = 0.02397190."
    )


def test_the_learners_functions_find_the_numbers():
    def mine(x, w):
        return {"z": np.arange(4.0), "h": np.array([0.5, 0.25]), "o": np.array([0.4, 0.6])}

    assert list(found(forward_222=mine).values()) == [0.0, 0.5, 1.0, 0.25, 2.0, 0.4, 3.0, 0.6, 0.0]
    assert found(half_sse=lambda o, t: 7.0)["E"] == 7.0


# --- the shape tracer ---------------------------------------------------------------------------------------------------

size = st.integers(1, 6)


@given(
    st.integers(1, 5),
    st.lists(size, min_size=2, max_size=5),
    st.sampled_from(["none", "transposed", "bias"]),
    st.sampled_from(["rows", "columns"]),
)
def test_the_tracer_says_what_numpy_does(n, sizes, fault, convention):
    units = dict(zip(("units1", "units2", "units3", "units4"), sizes[1:], strict=False))
    said = trace(net="own", n=n, inputs=sizes[0], layers=len(sizes) - 1, fault=fault, convention=convention, **units)
    for layer in said["layers"]:
        x, W, b = (np.ones(shape) for shape in (layer.x, layer.W, layer.b))
        try:
            shape = (x @ W + b if convention == "rows" else W @ x + b).shape
        except ValueError:
            shape = None
        assert layer.z == shape
        assert (shape is None) == (layer.wrong in ("inner", "bias"))
    assert said["parameters"] == count_params(sizes)
    if fault == "none":
        ends = (n, sizes[-1]) if convention == "rows" else (sizes[-1], n)
        assert said["layers"][-1].z == ends
        assert not any(layer.wrong for layer in said["layers"])


def test_the_tracer_is_told_in_words():
    def words(**values):
        return describe_trace(trace(**values)).en

    assert words() == "3-4-1: (5, 3) → (5, 4) → (5, 1). The network has 21 parameters, whatever N = 5 is."
    assert words(net="784-128-10", n=64) == (
        "784-128-10: (64, 784) → (64, 128) → (64, 10). The network has 101,770 parameters, whatever N = 64 is."
    )
    assert words(convention="columns") == (
        "3-4-1: (3, 5) → (4, 5) → (1, 5). The network has 21 parameters, whatever N = 5 is."
    )
    assert words(fault="transposed") == (
        "In layer 2 of 3-4-1: (5, 4) @ (1, 4) + (1,) stops with an error: the inner sizes differ."
    )
    assert words(fault="bias") == (
        "In layer 1 of 3-4-1: (5, 3) @ (3, 4) + (4, 1) stops with an error: the bias cannot be stretched to the product."
    )
    assert words(fault="bias", n=1) == (
        "In layer 1 of 3-4-1: (1, 3) @ (3, 4) + (4, 1) gives (4, 4) without an error: the bias stretched the product."
    )
    assert words(net="2-2-2", fault="transposed") == (
        "In layer 2 of 2-2-2: (5, 2) @ (2, 2) + (2,) gives (5, 2) without an error, and yet it is wrong: "
        "sizes that happen to be equal hide the mistake."
    )


def test_a_clash_is_dashed_and_crossed():

    scene = TRACE_SCENE
    made = Picture(scene.size, lambda figure: scene.draw(figure, "en"), scene.update)
    made.frame(scene.compute(**scene.start() | {"fault": "transposed"}))
    assert [box.get_linestyle() for box in made.artists["boxes 1"][:3]] == ["--", "--", "-"]
    assert [made.artists[f"cross {row}"].get_visible() for row in range(3)] == [False, True, False]


# --- squared error against cross-entropy --------------------------------------------------------------------------------


def test_a_confident_mistake_in_numbers():
    said = compare(target=1, z=-10.0)
    assert said["slope of squares"] == pytest.approx(-4.53937e-05, abs=5e-11)
    assert said["slope of entropy"] == pytest.approx(-0.99995, abs=5e-6)
    assert describe_compare(said).en == (
        "Target 1, z = -10, a = 4.5398e-05. Squared error: loss 0.49995, gradient -4.5394e-05. "
        "Cross-entropy: loss 10, gradient -0.99995."
    )


@pytest.mark.parametrize("target", [0, 1])
def test_the_drawn_slopes_are_those_of_the_drawn_losses(target):
    along = compare(target=target)["along"]
    step = GRID[1] - GRID[0]
    for key in ("squares", "entropy"):
        central = (along[key][2:] - along[key][:-2]) / (2 * step)
        np.testing.assert_allclose(along[f"slope of {key}"][1:-1], central, atol=5e-4)  # a step of 1/8 is coarse
    assert np.abs(along["slope of squares"]).max() <= 4 / 27
    assert np.abs(along["slope of squares"]).max() == pytest.approx(4 / 27, abs=1e-3)  # the grid misses the very place
    assert along["squares"].max() < 0.5


def test_the_learners_losses_are_drawn():
    said = compare(bce=lambda z, t: 3.0, mse_sigmoid_grad=lambda z, t: 0 * z)
    assert said["entropy"] == 3.0
    assert set(said["along"]["entropy"]) == {3.0}
    assert said["slope of squares"] == 0.0


# --- likelihood ---------------------------------------------------------------------------------------------------------

chance = st.integers(1, 19).map(lambda i: i / 20)


@given(st.integers(1, 10), st.integers(1, 10), chance)
def test_the_loss_is_the_mean_of_minus_log_of_the_likelihood(yes, no, p):
    said = likelihood(yes=yes, no=no, p=p)
    answers = [p] * yes + [1 - p] * no
    assert said["product"] == pytest.approx(np.prod(answers))
    assert said["nll"] == pytest.approx(-sum(map(log, answers)))
    assert said["entropy"] == pytest.approx(said["nll"] / (yes + no))
    assert MODELS[np.argmax(said["heights"])] == pytest.approx(said["best"], abs=0.003)
    assert np.argmax(said["heights"]) == np.argmin(said["entropies"])


@given(st.integers(1, 10), chance)
def test_probabilities_of_all_data_add_up_to_1(n, p):
    # what tells a probability from a likelihood: the data vary, the model stays
    inside = [comb(n, k) * likelihood(yes=k, no=n - k, p=p)["product"] for k in range(1, n)]
    assert sum(inside) + p**n + (1 - p) ** n == pytest.approx(1.0)


def test_a_long_product_is_lost_and_its_logarithm_is_not():
    short, long = (likelihood(copies=copies) for copies in (1, 1000))
    assert short["product"] == 0.5**10
    assert long["product"] == 0.0
    assert long["entropy"] == pytest.approx(short["entropy"])
    assert np.isfinite(long["heights"]).all()
    assert describe_likelihood(short).en == (
        "7 times yes, 3 times no; the model says yes with p = 0.5. Likelihood 0.5^7 × 0.5^3 = 0.00097656; "
        "-log of it: 6.9315; divided by the number of answers: 0.69315, the cross-entropy. The best p is 0.7."
    )
    assert describe_likelihood(long).en.endswith(
        "The computer rounds this likelihood to 0; its logarithm, added up term by term, is fine."
    )
