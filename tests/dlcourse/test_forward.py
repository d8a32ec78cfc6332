"""The forward pass: the worked example digit by digit, and a whole network against PyTorch."""

from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from dlcourse import forward
from dlcourse.activations import identity, relu, sigmoid, softmax

GOLDEN = dict(np.load(Path(__file__).parents[1] / "goldens" / "networks.npz"))
X = np.array([0.1, 0.2])
W8 = np.array([0.3, 0.25, 0.4, 0.35, 0.45, 0.4, 0.7, 0.6])
PARAMS = [(GOLDEN[f"param{i}"], GOLDEN[f"param{i + 1}"]) for i in (0, 2, 4)]


def test_affine_agrees_with_pytorch():
    assert_allclose(forward.affine(GOLDEN["X"], GOLDEN["W"], GOLDEN["b"]), GOLDEN["z"], rtol=1e-14)


def test_the_worked_example_digit_by_digit():
    found = forward.forward_222(X, W8)
    assert_allclose(found["z"], [0.08, 0.11, 0.4449841248, 0.6804759207], atol=5e-11)
    assert_allclose(found["h"], [0.5199893402, 0.5274723043], atol=5e-11)
    assert_allclose(found["o"], [0.6094460050, 0.6638449097], atol=5e-11)


def test_the_worked_example_in_matrices():
    hidden, output = np.array([[0.3, 0.4], [0.25, 0.35]]), np.array([[0.45, 0.7], [0.4, 0.6]])
    y, cache = forward.mlp_forward(X[None], [(hidden, np.zeros(2)), (output, np.zeros(2))], sigmoid, sigmoid)
    found = forward.forward_222(X, W8)
    assert_allclose(y[0], found["o"], rtol=1e-14)
    assert_allclose(np.concatenate([z[0] for _, _, z in cache]), found["z"], rtol=1e-14)


def test_what_transposed_matrices_would_give():
    # so near the truth that only exact comparison tells them apart
    swapped = forward.forward_222(X, W8[[0, 2, 1, 3, 4, 5, 6, 7]])
    assert_allclose(swapped["z"][:2], [0.11, 0.095], rtol=1e-12)
    assert_allclose(swapped["o"], [0.60989132, 0.66451270], atol=5e-9)
    assert_allclose(forward.forward_222(X, W8[[0, 2, 1, 3, 4, 6, 5, 7]])["o"], [0.64656521, 0.62836948], atol=5e-9)


def test_a_whole_network_agrees_with_pytorch():
    logits, _ = forward.mlp_forward(GOLDEN["X"], PARAMS, np.tanh, identity)
    assert_allclose(logits, GOLDEN["logits"], rtol=1e-13)


def test_the_last_layer_has_its_own_activation():
    p, _ = forward.mlp_forward(GOLDEN["X"], PARAMS, np.tanh, softmax)
    assert_allclose(p, softmax(GOLDEN["logits"]), rtol=1e-13)
    assert_allclose(p.sum(axis=1), 1.0)


def test_the_cache_keeps_what_came_in_the_weights_and_z():
    logits, cache = forward.mlp_forward(GOLDEN["X"], PARAMS, relu, identity)
    assert len(cache) == 3
    assert_array_equal(cache[0][0], GOLDEN["X"])
    for i, (x, W, z) in enumerate(cache):
        assert W is PARAMS[i][0]
        assert_allclose(z, x @ W + PARAMS[i][1], rtol=1e-14)
        if i > 0:
            assert_array_equal(x, relu(cache[i - 1][2]))
    assert_array_equal(cache[2][2], logits)
    assert any((z < 0).any() for _, _, z in cache[:2])


def test_one_layer_has_no_hidden_activation():
    def never(z):
        raise AssertionError("a single layer has no hidden activation")

    y, _ = forward.mlp_forward(np.ones((1, 2)), [(np.eye(2), np.zeros(2))], never, np.negative)
    assert_array_equal(y, [[-1.0, -1.0]])


def test_the_digit_network_starts_near_ln_10():
    rng = np.random.default_rng(0)
    params = [(0.01 * rng.normal(size=s), np.zeros(s[1])) for s in ((784, 128), (128, 10))]
    p, _ = forward.mlp_forward(rng.random((20, 784)), params, relu, softmax)
    assert -np.mean(np.log(p[:, 3])) == pytest.approx(2.302585, abs=0.02)


@pytest.mark.parametrize(
    ("call", "kind", "sentence"),
    [
        (lambda: forward.affine(np.ones((5, 3)), np.ones((4, 2)), np.ones(2)), ValueError, "affine: W has shape (4, 2), expected (3, M) to fit X."),
        (lambda: forward.affine(np.ones((2, 2)), np.ones((2, 2)), np.ones((2, 1))), ValueError, "affine: b has shape (2, 1), expected (2,) to fit W; use b.ravel()."),
        (lambda: forward.affine(np.ones((0, 3)), np.ones((3, 2)), np.ones(2)), ValueError, "affine: X has shape (0, 3), expected at least one number in it."),
        (lambda: forward.forward_222(X, W8[:6]), ValueError, "forward_222: w has shape (6,), expected (8,)."),
        (lambda: forward.mlp_forward(np.ones((2, 4)), PARAMS, relu, identity), ValueError, "mlp_forward: params[0][0] has shape (3, 5), expected (4, M) to fit what comes in."),
        (lambda: forward.mlp_forward(np.ones((2, 3)), PARAMS, "relu", identity), TypeError, "mlp_forward: hidden is 'relu', expected a function."),
    ],
)  # fmt: skip  # one case a line
def test_bad_input_gets_a_sentence(call, kind, sentence):
    with pytest.raises(kind) as caught:
        call()
    assert str(caught.value) == sentence
