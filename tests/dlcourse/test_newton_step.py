"""What lesson 7 says about the step with the whole table is true: units, tables without an inverse, saddles, how fast it arrives."""

import numpy as np
import pytest

from dlcourse.optimizers import gd_step, newton_step
from tests.dlcourse.lesson_cells import cell

SEEDS = pytest.mark.parametrize("seed", [0, 1, 2])


def slopes(loss, w, h=1e-4):
    return np.array([(loss(w + way) - loss(w - way)) / (2 * h) for way in h * np.eye(len(w))])


def table(loss, w, h=1e-4):
    return np.array([(slopes(loss, w + way) - slopes(loss, w - way)) / (2 * h) for way in h * np.eye(len(w))])


# --- units ----------------------------------------------------------------------------------------------------------


def test_in_millimetres_the_jump_ends_at_the_same_place_and_gradient_descent_steps_shorter():
    def in_metres(w):
        return np.cosh(w[0]) + (w[1] - w[0]) ** 2

    def in_millimetres(w):
        return in_metres(w / 1000)

    w = np.array([0.7, -0.4])
    g, H = slopes(in_metres, w), table(in_metres, w)
    small, bent = slopes(in_millimetres, 1000 * w, 0.1), table(in_millimetres, 1000 * w, 0.1)
    np.testing.assert_allclose(small, g / 1000, rtol=1e-6)
    np.testing.assert_allclose(bent, H / 1000**2, rtol=1e-5)
    np.testing.assert_allclose(newton_step(1000 * w, small, bent) / 1000, newton_step(w, g, H), rtol=1e-4)
    metres, millimetres = gd_step(w, g, 0.1) - w, gd_step(1000 * w, small, 0.1) - 1000 * w
    np.testing.assert_allclose(millimetres, metres / 1000, rtol=1e-6)


# --- the best single rate -------------------------------------------------------------------------------------------


def test_dividing_by_the_diagonal_of_the_turned_valley_is_the_best_single_rate():
    names = {"np": np}
    exec(cell("07_optimizers", "turn = "), names)  # the lesson's own code
    H = names["H"]
    np.testing.assert_allclose(1 / np.diag(H), 2 / (0.1 + 2))

    def kept(rate):
        return np.abs(np.linalg.eigvalsh(np.eye(2) - rate * H)).max()

    assert all(kept(rate) >= kept(1 / H[0, 0]) - 1e-12 for rate in np.linspace(0.01, 1.5, 300))


# --- a table without an inverse -------------------------------------------------------------------------------------


@SEEDS
def test_a_dead_relu_has_rows_of_0_and_a_small_number_on_the_diagonal_gives_an_inverse(seed):
    rng = np.random.default_rng(seed)
    X, t = rng.uniform(0, 1, size=(12, 2)), rng.normal(size=12)

    def loss(w):
        """Two hidden units with a bias each; the weights of a unit come in a row, its outgoing one last."""
        hidden = np.maximum(X @ w.reshape(2, 4)[:, :2].T + w.reshape(2, 4)[:, 2], 0)
        return ((hidden @ w.reshape(2, 4)[:, 3] - t) ** 2).mean() / 2

    w = np.array([1.0, 0.5, 0.3, 0.8, -1.0, -0.5, -0.3, 0.6])  # the second is negative for every example
    H = table(loss, w)
    np.testing.assert_allclose(H[4:], 0, atol=1e-6)
    assert np.abs(H[:4]).max() > 0.1
    with pytest.raises(ValueError, match=r"^newton_step: H has rank \d, expected 8: only then it has an inverse[.]$"):
        newton_step(w, slopes(loss, w), np.where(np.abs(H) < 1e-6, 0, H))
    bowl = X.T @ X
    whole = np.zeros((4, 4))
    whole[:2, :2] = bowl  # no curvature is negative
    np.testing.assert_array_less(0, np.linalg.eigvalsh(whole + 1e-3 * np.eye(4)))
    newton_step(np.zeros(4), np.ones(4), whole + 1e-3 * np.eye(4))


# --- how fast -------------------------------------------------------------------------------------------------------


def test_the_number_is_half_the_third_derivative_divided_by_the_curvature():
    """For e^w - w, for w^2 (1 + w), and for the lesson's loss, whose third derivative at 0 is 0."""
    grow, cubic = (lambda w: np.expm1(w), np.exp), (lambda w: 2 * w + 3 * w**2, lambda w: 2 + 6 * w)
    even = (lambda w: w / np.sqrt(1 + w**2), lambda w: 1 / (1 + w**2) ** 1.5)
    for (slope, curvature), number in ((grow, 1 / 2), (cubic, 6 / 2 / 2), (even, 0.0)):
        w, h = 1e-3, 1e-3
        third = (curvature(h) - curvature(-h)) / (2 * h)
        np.testing.assert_allclose(third / curvature(0.0) / 2, number, atol=1e-5)
        np.testing.assert_allclose((w - slope(w) / curvature(w)) / w**2, number, atol=5e-3)


# --- where curvatures are negative ----------------------------------------------------------------------------------


def saddle(w):
    return (w[0] ** 2 - w[1] ** 2) / 2


def test_the_jump_on_the_saddle_lowers_the_loss_and_ends_on_it_and_the_absolute_one_goes_on_down():
    w, H = np.array([2.0, 1.0]), np.diag([1.0, -1.0])
    ends = newton_step(w, H @ w, H)
    np.testing.assert_allclose(ends, 0)
    assert (saddle(w), saddle(ends)) == (1.5, 0.0)
    absolute = newton_step(w, H @ w, np.abs(H))
    np.testing.assert_allclose(absolute, [0, 2])
    assert saddle(absolute) == -2
    # both directions have gone down
    assert saddle([absolute[0], 1.0]) < saddle(w)
    assert saddle([2.0, absolute[1]]) < saddle(w)


def test_a_product_has_nothing_on_its_diagonal_and_goes_down_along_the_eigenvectors():
    w = np.array([2.0, 1.0])
    H = table(lambda w: w[0] * w[1], w)
    np.testing.assert_allclose(np.diag(H), 0, atol=1e-6)
    values, ways = np.linalg.eigh(H)
    np.testing.assert_allclose(np.abs(H), H, atol=1e-6)  # entry by entry nothing changes: it ends on the saddle
    down = newton_step(w, H @ w, ways @ np.diag(np.abs(values)) @ ways.T)
    assert down.prod() < w.prod()
    assert down.prod() < 0


@pytest.mark.parametrize("signs", [[1.0, 1.0], [1.0, -1.0], [-1.0, -1.0]])
@SEEDS
def test_a_place_of_slope_0_attracts_it_whatever_it_is(signs, seed):
    def loss(w):
        return signs[0] * (np.cosh(w[0]) - 1) + signs[1] * (np.expm1(w[1]) - w[1]) + 0.1 * w[0] * w[1] ** 2

    w = np.random.default_rng(seed).uniform(-0.3, 0.3, 2)
    for _ in range(4):
        w = newton_step(w, slopes(loss, w), table(loss, w))
    np.testing.assert_allclose(w, 0, atol=1e-5)
