"""Answers to `framework_step`: the right step with one part exchanged, and other right ones."""

from typing import Any

import numpy as np

from dlcourse.backprop import activation_backward, affine_backward
from dlcourse.exercises.card import Function
from dlcourse.forward import affine
from dlcourse.losses import cross_entropy, cross_entropy_grad


def softmax(scores: Any) -> Any:
    e = np.exp(scores - np.max(scores, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


def kept(v: Any, pull: Any, momentum: Any, lr: Any) -> Any:
    """The new velocity."""
    return momentum * v + pull


def rate_in_the_decay(v: Any, pull: Any, momentum: Any, lr: Any) -> Any:
    """The new velocity, if the decay has been multiplied by the rate already."""
    return momentum * v + pull[0] + lr * pull[1]


def stepping(
    *,
    bend: Any = lambda z: np.maximum(z, 0.0),
    forth: Any = lambda a, W: a @ W.T,
    back: Any = lambda d, W: d @ W,
    outer: Any = lambda d, a: d.T @ a,
    loss: Any = cross_entropy,
    begin: Any = cross_entropy_grad,
    mask: Any = lambda z, dh: z > 0,
    moved_first: bool = False,
    pull: Any = lambda g, w, weight_decay: g + weight_decay * w,
    velocity: Any = kept,
    move: Any = lambda w, v, new, pull, lr, momentum: w - lr * new,
    give: Any = lambda moved, moving, loss, params, velocities, weight_decay: (moved, moving, loss),
) -> Function:
    """The step in which these parts are exchanged.

    `forth`, `back` and `outer` are the three products of a layer, `begin` the gradient at the scores, `pull` the
    gradient with the decay, `give` what comes out. With `moved_first` the way back goes through the new weights.
    """

    def framework_step(X: Any, y: Any, params: Any, velocities: Any, lr: Any, momentum: Any, weight_decay: Any) -> Any:
        W1, b1, W2, b2 = params
        z = forth(X, W1) + b1
        h = bend(z)
        scores = forth(h, W2) + b2
        d = begin(scores, y)
        dW2 = outer(d, h)
        if moved_first:
            W2 = W2 - lr * kept(velocities[2], dW2 + weight_decay * W2, momentum, lr)
        dh = back(d, W2)
        dz = dh * mask(z, dh)
        gradients = outer(dz, X), dz.sum(axis=0), dW2, d.sum(axis=0)
        pulls = [pull(g, w, weight_decay) for g, w in zip(gradients, params, strict=True)]
        moving = tuple(velocity(v, p, momentum, lr) for v, p in zip(velocities, pulls, strict=True))
        parts = zip(params, velocities, moving, pulls, strict=True)
        moved = tuple(move(w, v, new, p, lr, momentum) for w, v, new, p in parts)
        return give(moved, moving, float(loss(scores, y)), params, velocities, weight_decay)

    return framework_step


RIGHT = stepping()


# --- wrong steps


def loss_after(X: Any, y: Any, params: Any, velocities: Any, lr: Any, momentum: Any, weight_decay: Any) -> Any:
    moved, moving, _ = RIGHT(X, y, params, velocities, lr, momentum, weight_decay)
    return moved, moving, RIGHT(X, y, moved, moving, lr, momentum, weight_decay)[2]


def in_place(*, params_too: bool, velocities_too: bool) -> Function:
    """Right numbers, written into the arrays that were given."""

    def framework_step(X: Any, y: Any, params: Any, velocities: Any, *settings: Any) -> Any:
        moved, moving, loss = RIGHT(X, y, params, velocities, *settings)
        for given, new, written in ((params, moved, params_too), (velocities, moving, velocities_too)):
            for array, values in zip(given, new, strict=True):
                if written:
                    array[...] = values
        return moved, moving, loss

    return framework_step


def relu_behind_both(X: Any, y: Any, params: Any, velocities: Any, lr: Any, momentum: Any, weight_decay: Any) -> Any:
    """The scores go through a ReLU too, and the way back through its mask."""

    def begin(scores: Any, y: Any) -> Any:
        return cross_entropy_grad(np.maximum(scores, 0.0), y) * (scores > 0)

    step = stepping(begin=begin, loss=lambda scores, y: cross_entropy(np.maximum(scores, 0.0), y))
    return step(X, y, params, velocities, lr, momentum, weight_decay)


def turned(W: Any) -> Any:
    """The numbers in their old order, in the other shape."""
    return W.reshape(W.shape[::-1])


def whole_columns(scores: Any, y: Any) -> Any:
    """The gradient at the scores, with 1 taken from the whole column of every label that occurs."""
    d = softmax(scores)
    d[:, y] -= 1.0
    return d / len(y)


def naive(scores: Any) -> Any:
    e = np.exp(scores)
    return e / np.sum(e, axis=1, keepdims=True)


def slope_of(probabilities: Any) -> Any:
    """The gradient at the scores, from another softmax."""

    def begin(scores: Any, y: Any) -> Any:
        return (probabilities(scores) - np.eye(scores.shape[1])[y]) / len(y)

    return begin


def log_of(probabilities: Any, least: float = 0.0) -> Any:
    """The loss as the logarithm of a probability that was rounded before; `least` is added to it."""
    return lambda scores, y: -np.mean(np.log(probabilities(scores)[np.arange(len(y)), y] + least))


def through_both(scores: Any, y: Any) -> Any:
    """The gradient of a softmax of a softmax, exactly."""
    p = softmax(scores)
    g = cross_entropy_grad(p, y)
    return p * (g - np.sum(g * p, axis=1, keepdims=True))


# --- right answers


def with_parts_of_the_course(
    X: Any, y: Any, params: Any, velocities: Any, lr: Any, momentum: Any, weight_decay: Any
) -> Any:
    """The course's own functions, which want a column for each unit."""
    W1, b1, W2, b2 = params
    z = affine(X, W1.T, b1)
    h = np.maximum(z, 0.0)
    scores = affine(h, W2.T, b2)
    dh, dW2, db2 = affine_backward(cross_entropy_grad(scores, y), h, W2.T)
    _, dW1, db1 = affine_backward(activation_backward(dh, z, "relu"), X, W1.T)
    new_params, new_velocities = [], []
    for w, v, g in zip(params, velocities, (dW1.T, db1, dW2.T, db2), strict=True):
        v = momentum * v + g + weight_decay * w
        new_velocities.append(v)
        new_params.append(w - lr * v)
    return new_params, new_velocities, cross_entropy(scores, y)


def example_by_example(X: Any, y: Any, params: Any, velocities: Any, lr: Any, momentum: Any, weight_decay: Any) -> Any:
    W1, b1, W2, b2 = params
    pulls = [weight_decay * w for w in params]
    loss = 0.0
    for x, label in zip(X, y, strict=True):
        z = W1 @ x + b1
        h = z * (z > 0)
        scores = W2 @ h + b2
        top = scores.max()
        total = top + np.log(np.exp(scores - top).sum())
        loss += (total - scores[label]) / len(X)
        d = np.exp(scores - total)
        d[label] -= 1
        d = d / len(X)
        dz = np.where(z > 0, W2.T @ d, 0.0)
        pulls = [p + g for p, g in zip(pulls, (np.outer(dz, x), dz, np.outer(d, h), d), strict=True)]
    moving = [momentum * v + p for v, p in zip(velocities, pulls, strict=True)]
    return tuple(w - lr * v for w, v in zip(params, moving, strict=True)), moving, float(loss)


def decay_first(X: Any, y: Any, params: Any, velocities: Any, lr: Any, momentum: Any, weight_decay: Any) -> Any:
    """Bias and weight side by side, one-hot targets, the decay put into the velocity before anything else."""
    first, second = (np.column_stack(params[i : i + 2]) for i in (0, 2))
    ones = np.ones((len(X), 1))
    inputs = np.hstack([X, ones])
    z = np.einsum("nd,hd->nh", inputs, first)
    h = np.hstack([np.where(z > 0, z, 0.0), ones])
    scores = np.einsum("nh,ch->nc", h, second)
    log_p = scores - np.logaddexp.reduce(scores, axis=1)[:, None]
    targets = np.equal.outer(y, np.arange(scores.shape[1]))
    d = (np.exp(log_p) - targets) / len(X)
    dz = np.einsum("nc,ch->nh", d, second[:, :-1]) * np.sign(np.maximum(z, 0.0))
    slopes = np.einsum("nh,nd->hd", dz, inputs), np.einsum("nc,nh->ch", d, h)
    flat = [part for slope in slopes for part in (slope[:, :-1], slope[:, -1])]
    moving = [momentum * v + weight_decay * w for v, w in zip(velocities, params, strict=True)]
    moving = [v + g for v, g in zip(moving, flat, strict=True)]
    return [w - lr * v for w, v in zip(params, moving, strict=True)], moving, float(-np.sum(log_p[targets]) / len(X))
