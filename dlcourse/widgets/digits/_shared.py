"""One network for most pictures of digits, 784 -> 128 -> 10, and how images are laid out.

It is trained when the first picture asks for it, and kept. Test images are never touched.
"""

from collections.abc import Sequence
from functools import cache, partial
from itertools import pairwise
from typing import Any

import numpy as np

from dlcourse import digits
from dlcourse._require import describe as described
from dlcourse.datasets import load_mnist

Params = list[tuple[np.ndarray, np.ndarray]]

SIDE = 28
HIDDEN = 128
EPOCHS = 6
CLASSES = 10


@cache
def pictures() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Training and validation images as rows from 0 to 1, and their digits."""
    kept = load_mnist()
    X, y = digits.preprocess(kept.X_train, kept.y_train)
    X_val, y_val = digits.preprocess(kept.X_val, kept.y_val)
    return X.astype(np.float32), y, X_val.astype(np.float32), y_val  # half the bytes, half the waiting


def begin(*sizes: int, rng: np.random.Generator) -> Params:
    """He's start for each layer, biases 0."""
    return [
        (
            rng.normal(0.0, np.sqrt(2.0 / before), size=(before, after)).astype(np.float32),
            np.zeros(after, dtype=np.float32),
        )
        for before, after in pairwise(sizes)
    ]


def probabilities(X: np.ndarray, params: Params) -> np.ndarray:
    """What the network gives each class: ReLU between the layers, softmax at the end."""
    a = X
    for W, b in params[:-1]:
        a = np.maximum(a @ W + b, 0.0)
    W, b = params[-1]
    z = a @ W + b
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return np.asarray(e / e.sum(axis=1, keepdims=True))


def measured(X: np.ndarray, y: np.ndarray, params: Params) -> tuple[float, float]:
    """The mean loss, and the share of right answers."""
    p = probabilities(X, params)
    return float(-np.mean(np.log(p[np.arange(len(y)), y] + 1e-12))), digits.accuracy(y, np.argmax(p, axis=1))


def step(params: Params, X: np.ndarray, y: np.ndarray, *, lr: float) -> tuple[Params, float]:
    """One step of gradient descent for two layers: the new ones, and the loss before."""
    (W1, b1), (W2, b2) = params
    h = np.maximum(X @ W1 + b1, 0.0)
    p = probabilities(h, [(W2, b2)])
    right = np.arange(len(y)), y
    loss = float(-np.mean(np.log(p[right] + 1e-12)))
    p[right] -= 1.0
    p /= len(y)
    dz = (p @ W2.T) * (h > 0)
    return [(W1 - lr * X.T @ dz, b1 - lr * dz.sum(axis=0)), (W2 - lr * h.T @ p, b2 - lr * p.sum(axis=0))], loss


@cache
def training() -> dict[str, Any]:
    """The network after each epoch, and its losses and accuracies; entry 0 is the start."""
    X, y, X_val, y_val = pictures()
    rng = np.random.default_rng(0)
    nets = [begin(SIDE * SIDE, HIDDEN, CLASSES, rng=rng)]
    for _ in range(EPOCHS):
        net, _history = digits.fit(nets[-1], (X, y, X_val, y_val), partial(step, lr=0.2), epochs=1, size=64, rng=rng)
        nets.append(net)
    seen, unseen = ([measured(*part, net) for net in nets] for part in ((X, y), (X_val, y_val)))
    return {
        "nets": nets,
        **{name: [pair[i] for pair in seen] for i, name in enumerate(("loss", "accuracy"))},
        **{name: [pair[i] for pair in unseen] for i, name in enumerate(("val_loss", "val_accuracy"))},
    }


def network() -> Params:
    """The network at the end of its training."""
    nets: list[Params] = training()["nets"]
    return nets[-1]


def blank_image(axes: Any, *, signed: bool = False) -> Any:
    """An empty picture of a digit, or of weights, on bare axes."""
    axes.set(xticks=[], yticks=[])
    return axes.imshow(
        np.zeros((SIDE, SIDE)), cmap="PuOr_r" if signed else "gray_r", vmin=-1 if signed else 0, vmax=1, zorder=1
    )


GAP = 4


def sheet(images: np.ndarray, columns: int) -> np.ndarray:
    """Images (N, 28, 28) side by side on one sheet, in rows of so many, each with a thin frame: one picture is quicker to draw than many."""
    framed = np.pad(images, ((0, 0), (1, 1), (1, 1)), constant_values=0.35)
    framed[images.sum(axis=(1, 2)) == 0] = 0.0  # an empty place has no frame
    spaced = np.pad(framed, ((0, 0), (0, GAP), (0, GAP)))
    rows, side = len(images) // columns, spaced.shape[-1]
    pasted: np.ndarray = spaced.reshape(rows, columns, side, side).swapaxes(1, 2).reshape(rows * side, columns * side)
    return pasted[:-GAP, :-GAP]


def blank_sheet(axes: Any, rows: int, columns: int) -> Any:
    """An empty sheet on axes without a frame."""
    axes.set_axis_off()
    return axes.imshow(sheet(np.zeros((rows * columns, SIDE, SIDE)), columns), cmap="gray_r", vmin=0, vmax=1, zorder=1)


def checked(where: str, params: Sequence[tuple[np.ndarray, np.ndarray]]) -> Params:
    """A learner's network, if it leads from images to digits."""
    layers = [(np.asarray(W, dtype=float), np.asarray(b, dtype=float)) for W, b in params]
    ends = (layers[0][0].shape[0], layers[-1][0].shape[-1]) if layers else ()
    if ends == (SIDE * SIDE, CLASSES):
        return layers
    raise ValueError(
        f"{where}: params leads from {ends[0]} numbers to {ends[1]} scores, expected 784 and 10: train on whole images."
        if ends
        else f"{where}: params is {described(params)}, expected one (W, b) for each layer, as train_mnist returns them."
    )
