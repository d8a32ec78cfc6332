"""The perceptron: weigh the inputs, add them up, decide. One line through the plane, and a rule that finds it.

A perceptron is an affine map followed by a step. Its decision changes along the line `w1*x1 + w2*x2 + b = 0`, so it can
learn exactly what one line separates: AND, OR and NAND, but not XOR.
"""

import numpy as np

from dlcourse._require import (
    not_all_zero,
    number,
    numbers,
    one_of,
    positive,
    require,
    shapes,
    whole,
    zeros_and_ones,
)

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
GATES = {
    "AND": np.array([0, 0, 0, 1]),
    "OR": np.array([0, 1, 1, 1]),
    "NAND": np.array([1, 1, 1, 0]),
    "XOR": np.array([0, 1, 1, 0]),
}


@require(x=numbers)
def step(x: np.ndarray) -> np.ndarray:
    """Decide: 1 above zero, 0 at zero and below.

    Formula: h(x) = 1 if x > 0 else 0
    Shape:   any -> same, whole numbers
    Raises:  TypeError if x holds no numbers
    See:     Rosenblatt (1958)
    >>> step(np.array([-2.0, 0.0, 0.5]))
    array([0, 0, 1])
    """
    return np.where(np.asarray(x) > 0, 1, 0)


@require(shapes(X="N D", w="D"), b=number)
def perceptron(X: np.ndarray, w: np.ndarray, b: float) -> np.ndarray:
    """The decisions of one perceptron for a batch of examples.

    Formula: y = h(w1*x1 + ... + wD*xD + b), with the step function h
    Shape:   X (N, D), w (D,), b () -> (N,), whole numbers
    Raises:  ValueError if shapes do not fit
    See:     Rosenblatt (1958)
    >>> perceptron(np.array([[0.0, 1.0], [1.0, 1.0]]), np.array([1.0, 1.0]), -1.5)
    array([0, 1])
    """
    return step(X @ w + b)


@require(name=one_of("AND", "OR", "NAND"))
def gate(name: str) -> tuple[np.ndarray, float]:
    """Weights and bias of a perceptron that computes a logic gate: "AND", "OR" or "NAND".

    Formula: w1*x1 + w2*x2 + b > 0 at exactly those corners where the gate says 1
    Shape:   w (2,), b ()
    Raises:  ValueError if the name is unknown; no perceptron computes XOR
    See:     Minsky & Papert (1969)
    >>> w, b = gate("AND")
    >>> perceptron(np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), w, b)
    array([0, 0, 0, 1])
    """
    if name == "AND":
        return np.array([1.0, 1.0]), -1.5
    if name == "OR":
        return np.array([1.0, 1.0]), -0.5
    # NAND is AND with every sign turned round
    return np.array([-1.0, -1.0]), 1.5


@require(shapes(w="2"), w=not_all_zero, b=number)
def boundary_line(w: np.ndarray, b: float) -> tuple[float, float]:
    """Where a perceptron with two inputs changes its mind: slope and intercept of the line x2 = slope*x1 + intercept.

    Formula: w1*x1 + w2*x2 + b = 0; a vertical line (w2 = 0) has slope inf and the x1 where it stands for its intercept
    Shape:   w (2,), b () -> two numbers
    Raises:  ValueError if w is not two numbers, or both are 0: then there is no line
    See:     Minsky & Papert (1969)
    >>> boundary_line(np.array([2.0, 4.0]), -2.0)
    (-0.5, 0.5)
    """
    if w[1] == 0:
        return float("inf"), float(-b / w[0])
    return float(-w[0] / w[1]), float(-b / w[1])


@require(shapes(X="N D", y="N"), y=zeros_and_ones, lr=positive, epochs=whole(1))
def train_perceptron(X: np.ndarray, y: np.ndarray, lr: float, epochs: int) -> tuple[np.ndarray, float, np.ndarray]:
    """Learn weights and bias by the perceptron rule, from zero, example by example in the given order.

    Formula: for every example: w <- w + lr*(target - decision)*x and b <- b + lr*(target - decision)
    Shape:   X (N, D), y (N,) of 0 and 1 -> w (D,), b (), errors (epochs,): wrong decisions met in each epoch
    Raises:  ValueError if shapes do not fit, y holds anything but 0 and 1, lr is not positive or epochs < 1
    See:     Rosenblatt (1958)
    >>> X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    >>> w, b, errors = train_perceptron(X, np.array([0, 0, 0, 1]), lr=1.0, epochs=6)
    >>> w, b, errors
    (array([2., 1.]), -2.0, array([1, 3, 3, 2, 1, 0]))
    """
    w, b = np.zeros(X.shape[1]), 0.0
    errors = np.zeros(epochs, dtype=int)
    for epoch in range(epochs):
        for x, target in zip(X, y, strict=True):
            miss = int(target) - int(x @ w + b > 0)
            w = w + lr * miss * x
            b = b + lr * miss
            errors[epoch] += miss != 0
    return w, float(b), errors


@require(shapes(X="N 2", y="N"), y=zeros_and_ones, n=whole(1))
def best_linear_accuracy(X: np.ndarray, y: np.ndarray, n: int) -> float:
    """The best share of points that any straight line gets right, among `n` directions around the full circle.

    Formula: max over w = (cos t, sin t) and b of the share of points with h(w1*x1 + w2*x2 + b) equal to y
    Shape:   X (N, 2), y (N,) of 0 and 1 -> a number in [0, 1]
    Raises:  ValueError if shapes do not fit, y holds anything but 0 and 1, or n < 1
    See:     Minsky & Papert (1969)
    >>> X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    >>> best_linear_accuracy(X, np.array([0, 1, 1, 0]), n=360)
    0.75
    """
    best = 0.0
    for angle in np.linspace(0, 2 * np.pi, n, endpoint=False):
        score = X @ np.array([np.cos(angle), np.sin(angle)])
        # one line between any two neighbouring scores, one before the first and one after the last
        ordered = np.sort(score)
        middles = (ordered[1:] + ordered[:-1]) / 2
        thresholds = np.concatenate([[ordered[0] - 1], middles, [ordered[-1] + 1]])
        right = (score > thresholds[:, None]) == y
        best = max(best, float(right.mean(axis=1).max()))
    return best
