"""From pixels to answers: everything together, on pictures of handwritten digits.

A picture becomes a row of numbers, a network gives every class a score, the largest score is the answer. What counts is
how often it is right on pictures that it never trained on, and, if it is wrong, what it takes for what.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from dlcourse._require import (
    Complaint,
    array,
    chained,
    describe,
    fraction_below_one,
    function,
    generator,
    labels,
    not_negative,
    positive,
    require,
    same_length,
    shapes,
    whole,
    whole_numbers,
)


@require(same_length("images", "labels"), images=array(3), labels=whole_numbers)
def preprocess(images: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pictures with pixels 0 to 255 become rows of numbers from 0 to 1; labels become plain integers.

    Shape:   (N, 28, 28), (N,) -> (N, 784), (N,)
    Raises:  ValueError if images has not 3 dimensions or labels another length, TypeError if labels are no integers
    See:     LeCun, Bottou, Bengio & Haffner (1998)
    >>> X, y = preprocess(np.full((2, 28, 28), 51, dtype=np.uint8), np.array([7, 1], dtype=np.uint8))
    >>> X.shape, float(X[0, 0]), y
    ((2, 784), 0.2, array([7, 1]))
    """
    X = images.reshape(len(images), -1) / 255.0
    return X, labels.astype(np.int64)


@require(chained("X", "params"), X=array(2))
def predict(X: np.ndarray, params: list[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """The most likely class for each row of X, by a network with ReLU between its layers and (W, b) for each of them.

    Shape:   (N, D), [(D, H), (H,)], ..., [(H, C), (C,)] -> (N,)
    Raises:  ValueError if shapes do not fit
    See:     LeCun, Bottou, Bengio & Haffner (1998)
    >>> predict(np.array([[1.0, 0.0], [0.0, 1.0]]), [(np.array([[0.0, 3.0, 1.0], [2.0, 1.0, 0.0]]), np.zeros(3))])
    array([1, 0])
    """
    a = X
    for W, b in params[:-1]:
        a = np.maximum(a @ W + b, 0.0)
    W, b = params[-1]
    # softmax would keep the order of the scores, so the largest score is the answer already
    return np.argmax(a @ W + b, axis=1)


@require(shapes(y="N", yhat="N"))
def accuracy(y: np.ndarray, yhat: np.ndarray) -> float:
    """The share of right answers, between 0 and 1: y are the true classes, yhat the answers.

    Shape:   (N,), (N,) -> ()
    Raises:  ValueError if shapes differ
    See:     Bishop (2006), section 1.5
    >>> accuracy(np.array([0, 1, 2, 2]), np.array([0, 1, 1, 2]))
    0.75
    """
    return float(np.mean(y == yhat))


@require(labels("y", below="C"), labels("yhat", below="C"), shapes(y="N", yhat="N"), C=whole(1))
def confusion(y: np.ndarray, yhat: np.ndarray, C: int) -> np.ndarray:
    """What is taken for what: entry (i, j) counts the examples of class i that were answered j.

    Shape:   (N,), (N,) -> (C, C)
    Raises:  ValueError if shapes differ or a class is outside 0, ..., C - 1
    See:     Bishop (2006), section 1.5
    >>> confusion(np.array([0, 1, 1, 1]), np.array([0, 0, 0, 1]), 2)
    array([[1, 0],
           [2, 1]])
    """
    counts = np.zeros((C, C), dtype=np.int64)
    # `counts[y, yhat] += 1` would count a repeated pair once
    np.add.at(counts, (y, yhat), 1)
    return counts


@require(shapes(data="N D, N, K D, K"), chained("params"), step=function, epochs=whole(1), size=whole(1), rng=generator)
def fit(
    params: list[tuple[np.ndarray, np.ndarray]],
    data: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray],
    step: "Callable[..., tuple[list[tuple[np.ndarray, np.ndarray]], float]]",
    epochs: int,
    size: int,
    *,
    rng: np.random.Generator,
) -> tuple[list[tuple[np.ndarray, np.ndarray]], dict[str, list[float]]]:
    """Train for some epochs on shuffled mini-batches: the new (W, b) of each layer, and how it went.

    `data` is (X, y, X_val, y_val); `step(params, X, y)` gives new params and the loss before the step, averaged over
    its examples. The history has one entry for each epoch: "loss", averaged over all examples as they were seen, and
    "val_accuracy", measured on the validation examples after the epoch.
    Shape:   [(D, H), (H,)], ..., (N, D), (N,), (K, D), (K,) -> same, lists of length epochs
    Raises:  ValueError if epochs or size is below 1, TypeError if rng is no generator
    See:     LeCun, Bottou, Orr & Müller (1998)
    >>> X, y = np.array([[1.0], [2.0], [3.0]]), np.array([0, 1, 1])
    >>> stay = lambda params, X, y: (params, float(len(X)))
    >>> start = [(np.array([[0.0, 1.0]]), np.array([1.5, 0.0]))]
    >>> fit(start, (X, y, X, y), stay, epochs=2, size=2, rng=np.random.default_rng(0))[1]
    {'loss': [1.6666666666666667, 1.6666666666666667], 'val_accuracy': [1.0, 1.0]}
    """
    X, y, X_val, y_val = data
    history: dict[str, list[float]] = {"loss": [], "val_accuracy": []}
    for _ in range(epochs):
        order = rng.permutation(len(X))
        total = 0.0
        for start in range(0, len(X), size):
            rows = order[start : start + size]
            params, loss = step(params, X[rows], y[rows])
            # the last mini-batch may be smaller and then counts less
            total += loss * len(rows)
        history["loss"].append(total / len(X))
        history["val_accuracy"].append(accuracy(y_val, predict(X_val, params)))
    return params, history


@require(shapes(X="N D", y="N"), chained("X", "params"), step=function, steps=whole())
def steps_to_memorize(
    params: list[tuple[np.ndarray, np.ndarray]],
    X: np.ndarray,
    y: np.ndarray,
    step: "Callable[..., tuple[list[tuple[np.ndarray, np.ndarray]], float]]",
    steps: int,
) -> int:
    """After how many steps a network answers its first twenty examples all right; -1 if `steps` are not enough.

    `step(params, X, y)` gives new params and a loss; it gets the twenty examples at once. If no
    learning rate manages twenty examples, without a penalty, the network has a mistake somewhere.
    Shape:   [(D, H), (H,)], ..., (N, D), (N,) -> ()
    Raises:  ValueError if shapes do not fit or steps is negative
    See:     Karpathy (2019), "A recipe for training neural networks"
    >>> X, y = np.array([[1.0], [-1.0]]), np.array([1, 0])
    >>> towards_one = lambda params, X, y: ([(params[0][0] + np.array([[0.0, 1.0]]), params[0][1])], 0.0)
    >>> steps_to_memorize([(np.array([[1.5, 0.0]]), np.zeros(2))], X, y, towards_one, steps=5)
    2
    """
    few_X, few_y = X[:20], y[:20]
    done = 0
    while accuracy(few_y, predict(few_X, params)) < 1.0:
        if done == steps:
            return -1
        params, _ = step(params, few_X, few_y)
        done += 1
    return done


def _a_unit_that_sees_a_square(given: Mapping[str, Any]) -> Complaint | None:
    """`unit` is a column of the last layer in `params`, and the first layer's rows are the pixels of a square."""
    params, unit = given["params"], given.get("unit", 0)
    rows, units = len(params[0][0]), params[-1][0].shape[1]
    if round(rows**0.5) ** 2 != rows:
        shape = params[0][0].shape
        return ValueError(f"params[0][0] has shape {shape}, expected a square number of rows, such as 784.")
    if unit in range(units):
        return None
    return ValueError(f"unit is {describe(unit)}, expected an integer from 0 to {units - 1}.")


@require(shapes(W="D 2", b="2"))
def binary_from_softmax(W: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights w and bias c of the single sigmoid unit that gives class 1 the same probability as this softmax layer.

    Shape:   (D, 2), (2,) -> (D,), ()
    Raises:  ValueError if there are not exactly two classes
    See:     Bishop (2006), section 4.2
    >>> binary_from_softmax(np.array([[1.0, 4.0], [2.0, 2.0]]), np.array([0.5, 0.0]))
    (array([3., 0.]), np.float64(-0.5))
    """
    return W[:, 1] - W[:, 0], b[1] - b[0]


@require(labels("y", below=10), shapes(X="N D", y="N"), rng=generator)
def train_mnist(X: np.ndarray, y: np.ndarray, *, rng: np.random.Generator) -> list[tuple[np.ndarray, np.ndarray]]:
    """A network that reads digits, trained from scratch on these examples: (W, b) of each layer, ReLU between them.

    Shape:   (N, D), (N,) -> [(D, H), (H,)], [(H, 10), (10,)]
    Raises:  ValueError if X and y differ in length, TypeError if rng is no generator
    See:     LeCun, Bottou, Bengio & Haffner (1998)
    >>> X = np.repeat(np.eye(10), 20, axis=0)
    >>> y = np.repeat(np.arange(10), 20)
    >>> accuracy(y, predict(X, train_mnist(X, y, rng=np.random.default_rng(0))))
    1.0
    """
    hidden, lr, dropped = 128, 0.2, 0.2

    def step(
        params: list[tuple[np.ndarray, np.ndarray]], X: np.ndarray, y: np.ndarray
    ) -> tuple[list[tuple[np.ndarray, np.ndarray]], float]:
        (W1, b1), (W2, b2) = params
        # inverted dropout on the pixels: no network can rely on a single one
        X = X * (rng.random(X.shape) >= dropped) / (1.0 - dropped)
        z = X @ W1 + b1
        h = np.maximum(z, 0.0)
        logits = h @ W2 + b2
        e = np.exp(logits - np.max(logits, axis=1, keepdims=True))
        p = e / np.sum(e, axis=1, keepdims=True)
        right = np.arange(len(y)), y
        loss = float(-np.mean(np.log(p[right] + 1e-12)))
        p[right] -= 1.0
        dlogits = p / len(y)
        dz = (dlogits @ W2.T) * (z > 0)
        return [
            (W1 - lr * X.T @ dz, b1 - lr * dz.sum(axis=0)),
            (W2 - lr * h.T @ dlogits, b2 - lr * dlogits.sum(axis=0)),
        ], loss

    D = X.shape[1]
    start = [
        (rng.normal(0.0, np.sqrt(2.0 / D), size=(D, hidden)), np.zeros(hidden)),
        (rng.normal(0.0, np.sqrt(2.0 / hidden), size=(hidden, 10)), np.zeros(10)),
    ]
    # every tenth example is kept back to watch the training
    watch = np.arange(len(X)) % 10 == 9
    params, _ = fit(start, (X[~watch], y[~watch], X[watch], y[watch]), step, epochs=20, size=32, rng=rng)
    return params


def _labels_of_the_scores(given: Mapping[str, Any]) -> Complaint | None:
    """Every label in `y` has a unit in the second layer of `params`."""
    return labels("y", below="C")({"y": given.get("y"), "C": len(given["params"][3])})


@require(
    shapes(X="N D", y="N", params="H D, H, C H, C", velocities="H D, H, C H, C"),
    _labels_of_the_scores,
    lr=positive,
    momentum=fraction_below_one,
    weight_decay=not_negative,
)
def framework_step(
    X: np.ndarray,
    y: np.ndarray,
    params: tuple[np.ndarray, ...],
    velocities: tuple[np.ndarray, ...],
    lr: float,
    momentum: float,
    weight_decay: float,
) -> tuple[tuple[np.ndarray, ...], tuple[np.ndarray, ...], float]:
    """One training step as PyTorch makes it: Linear, ReLU, Linear, CrossEntropyLoss, SGD; params, velocities and loss.

    `params` are weight and bias of the first layer, then of the second; a weight has a row for each unit. Velocities
    have the same shapes and are 0 before the first step.
    Shape:   (N, D), (N,), ((H, D), (H,), (C, H), (C,)), same, (), (), () -> same as params, same, ()
    Raises:  ValueError if shapes do not fit, lr is not positive, momentum is outside [0, 1) or weight_decay < 0
    See:     Paszke and others (2019), "PyTorch: an imperative style, high-performance deep learning library"
    >>> X, y = np.array([[1.0], [3.0]]), np.array([0, 0])
    >>> params = np.array([[0.0]]), np.array([0.0]), np.array([[0.0], [0.0]]), np.array([2.0, 2.0])
    >>> still = tuple(np.zeros(w.shape) for w in params)
    >>> params, velocities, loss = framework_step(X, y, params, still, lr=0.5, momentum=0.9, weight_decay=0.1)
    >>> params[3].round(6), velocities[3].round(6), round(loss, 6)
    (array([2.15, 1.65]), array([-0.3,  0.7]), 0.693147)
    """
    W1, b1, W2, b2 = params
    z = X @ W1.T + b1
    h = np.maximum(z, 0.0)
    scores = h @ W2.T + b2
    shifted = scores - np.max(scores, axis=1, keepdims=True)
    log_p = shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))
    right = np.arange(len(y)), y
    loss = float(-np.mean(log_p[right]))
    dscores = np.exp(log_p)
    dscores[right] -= 1.0
    dscores = dscores / len(y)
    dz = (dscores @ W2) * (z > 0)
    gradients = dz.T @ X, np.sum(dz, axis=0), dscores.T @ h, np.sum(dscores, axis=0)
    # the decay goes into the gradient, so the velocity remembers it too
    pulls = [g + weight_decay * w for g, w in zip(gradients, params, strict=True)]
    velocities = tuple(momentum * v + pull for v, pull in zip(velocities, pulls, strict=True))
    return tuple(w - lr * v for w, v in zip(params, velocities, strict=True)), velocities, loss


@require(chained("params"), _a_unit_that_sees_a_square, steps=whole(), lr=positive)
def maximize_unit(params: list[tuple[np.ndarray, np.ndarray]], unit: int, steps: int, lr: float) -> np.ndarray:
    """The picture an output unit likes best: start from grey (0.5) and climb the unit's score, pixels kept in [0, 1].

    The network has ReLU between its layers; the score is the unit's value before softmax; weights stay as they are.
    Shape:   [(D, H), (H,)], ..., [(H, C), (C,)] -> (side, side) with side * side = D
    Raises:  ValueError if unit is negative or lr is not positive
    See:     Erhan, Bengio, Courville & Vincent (2009)
    >>> W = np.array([[1.0], [-1.0], [0.0], [2.0]])
    >>> maximize_unit([(W, np.zeros(1))], unit=0, steps=10, lr=0.1)
    array([[1. , 0. ],
           [0.5, 1. ]])
    """
    x = np.full(params[0][0].shape[0], 0.5)
    for _ in range(steps):
        a, masks = x, []
        for W, b in params[:-1]:
            z = a @ W + b
            masks.append(z > 0)
            a = np.maximum(z, 0.0)
        # back from the score to the pixels: through the last weights, then through each open ReLU
        g = params[-1][0][:, unit]
        for (W, _), mask in zip(reversed(params[:-1]), reversed(masks), strict=True):
            g = W @ (g * mask)
        x = np.clip(x + lr * g, 0.0, 1.0)
    side = round(len(x) ** 0.5)
    return x.reshape(side, side)
