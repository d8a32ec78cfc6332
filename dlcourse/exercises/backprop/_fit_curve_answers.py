"""Answers to `fit_curve`: the right training with one part exchanged, and other right ones."""

import math
from typing import Any

import numpy as np

from dlcourse.exercises.backprop._shared import sigmoid
from dlcourse.exercises.card import Function

BENDS: dict[str, tuple[Any, Any]] = {
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
}


def fit(
    *,
    output: Any = lambda z: z,
    output_slope: Any = lambda z: 1.0,
    slope: Any = lambda z: 1 - np.tanh(z) ** 2,
    loss: Any = lambda o, t: np.mean((o - t) ** 2),
    begin: Any = lambda off: 2 * off / len(off),
    bias: Any = lambda d: d.sum(axis=0),
    through: Any = lambda W2, step: W2,
    hidden: Any = lambda d: d,
    used: Any = lambda gradients: gradients,
    give: Any = lambda start, params, losses: (params, np.array(losses)),
) -> Function:
    """The training in which these parts are exchanged.

    `begin` makes the gradient at the output of the errors, `through` gives the weights that the way back goes through,
    `hidden` changes the gradient at the hidden z, `used` all gradients together, `give` what comes out.
    """

    def fit_curve(x: Any, t: Any, params: Any, lr: Any, steps: Any) -> Any:
        start, losses = params, []
        for _ in range(steps):
            (W1, b1), (W2, b2) = params
            z1 = x @ W1 + b1
            h = np.tanh(z1)
            z2 = h @ W2 + b2
            o = output(z2)
            losses.append(loss(o, t))
            d2 = begin(o - t) * output_slope(z2)
            dW2 = h.T @ d2
            d1 = hidden((d2 @ through(W2, lr * dW2).T) * slope(z1))
            gradients = used([(x.T @ d1, bias(d1)), (dW2, bias(d2))])
            params = [(W - lr * dW, b - lr * db) for (W, b), (dW, db) in zip(params, gradients, strict=True)]
        return give(start, params, losses)

    return fit_curve


RIGHT = fit()


def bent(kind: str, *, slope: bool, half: bool = False) -> Function:
    """An activation at the output too, with its slope on the way back or without; `half` for half the gradient."""
    bend, its_slope = BENDS[kind]
    return fit(
        output=bend,
        output_slope=its_slope if slope else lambda z: 1.0,
        begin=lambda off: (1 if half else 2) * off / len(off),
    )


def without(*names: str) -> Function:
    """The training in which the arrays of these names stay as they are."""

    def used(gradients: Any) -> Any:
        (dW1, db1), (dW2, db2) = gradients
        slopes = {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
        dW1, db1, dW2, db2 = (0 * slope if name in names else slope for name, slope in slopes.items())
        return [(dW1, db1), (dW2, db2)]

    return fit(used=used)


# --- wrong loops


def until_small(enough: float) -> Function:
    """Stops as soon as the loss is that small."""

    def fit_curve(x: Any, t: Any, params: Any, lr: Any, steps: Any) -> Any:
        losses: list[Any] = []
        while len(losses) < steps:
            after, loss = RIGHT(x, t, params, lr, 1)
            losses.append(loss[0])
            if loss[0] < enough:
                break
            params = after
        return params, np.array(losses)

    return fit_curve


def losses_after(x: Any, t: Any, params: Any, lr: Any, steps: Any) -> Any:
    losses = []
    for _ in range(steps):
        params, _ = RIGHT(x, t, params, lr, 1)
        losses.append(RIGHT(x, t, params, lr, 1)[1][0])
    return params, np.array(losses)


def one_loss_more(x: Any, t: Any, params: Any, lr: Any, steps: Any) -> Any:
    trained, losses = RIGHT(x, t, params, lr, steps)
    return trained, np.append(losses, RIGHT(x, t, trained, lr, 1)[1])


def always_from_the_start(x: Any, t: Any, params: Any, lr: Any, steps: Any) -> Any:
    """Every step is taken from the weights that were given."""
    made, losses = params, []
    for _ in range(steps):
        made, loss = RIGHT(x, t, params, lr, 1)
        losses.append(loss[0])
    return made, np.array(losses)


def piled_up(x: Any, t: Any, params: Any, lr: Any, steps: Any) -> Any:
    """The gradients of all steps so far, added up."""
    total = [(0.0 * W, 0.0 * b) for W, b in params]
    losses = []
    for _ in range(steps):
        moved, loss = RIGHT(x, t, params, lr, 1)
        losses.append(loss[0])
        pairs = zip(total, params, moved, strict=True)
        total = [(T + W - V, s + b - c) for (T, s), (W, b), (V, c) in pairs]
        params = [(W - T, b - s) for (W, b), (T, s) in zip(params, total, strict=True)]
    return params, np.array(losses)


def in_place(x: Any, t: Any, params: Any, lr: Any, steps: Any) -> Any:
    """Right numbers, written into the arrays that were given."""
    trained, losses = RIGHT(x, t, params, lr, steps)
    for given, new in zip(params, trained, strict=True):
        for array, values in zip(given, new, strict=True):
            array[...] = values
    return params, losses


def one_step_less(x: Any, t: Any, params: Any, lr: Any, steps: Any) -> Any:
    """All losses, and the weights before the last step."""
    before = RIGHT(x, t, params, lr, steps - 1)[0]
    return before, RIGHT(x, t, params, lr, steps)[1]


def after_every_point(share: bool) -> Function:
    """A step after every single point; with `share` its gradient is the point's share of the mean."""

    def fit_curve(x: Any, t: Any, params: Any, lr: Any, steps: Any) -> Any:
        losses = []
        for _ in range(steps):
            losses.append(RIGHT(x, t, params, lr, 1)[1][0])
            for n in range(len(x)):
                rate = lr / len(x) if share else lr
                params, _ = RIGHT(x[n : n + 1], t[n : n + 1], params, rate, 1)
        return params, np.array(losses)

    return fit_curve


# --- right answers


def written_out(x: Any, t: Any, params: Any, lr: Any, steps: Any) -> Any:
    (W1, b1), (W2, b2) = params
    losses = np.empty(steps)
    for i in range(steps):
        h = np.tanh(x @ W1 + b1)
        off = h @ W2 + b2 - t
        losses[i] = np.sum(off * off) / off.size
        d2 = off * (2 / off.size)
        d1 = (d2 * W2[:, 0]) * (1 + h) * (1 - h)
        W2, b2 = W2 - lr * (h.T @ d2), b2 - lr * np.sum(d2)
        W1, b1 = W1 - lr * (x.T @ d1), b1 - lr * np.sum(d1, axis=0)
    return [(W1, b1), (W2, b2)], losses


def point_by_point(x: Any, t: Any, params: Any, lr: Any, steps: Any) -> Any:
    """Plain numbers, one unit and one point at a time."""
    (W1, b1), (W2, b2) = params
    a, b, v, c = W1[0].tolist(), b1.tolist(), W2[:, 0].tolist(), float(b2[0])
    losses = []
    for _ in range(steps):
        da, db, dv, dc, loss = [0.0] * len(a), [0.0] * len(a), [0.0] * len(a), 0.0, 0.0
        for xn, tn in zip(x[:, 0].tolist(), t[:, 0].tolist(), strict=True):
            h = [math.tanh(xn * w + s) for w, s in zip(a, b, strict=True)]
            off = sum(hj * vj for hj, vj in zip(h, v, strict=True)) + c - tn
            loss += off**2 / len(x)
            at_output = 2 * off / len(x)
            dc += at_output
            for j, hj in enumerate(h):
                at_hidden = at_output * v[j] * (1 - hj**2)
                dv[j] += at_output * hj
                da[j] += at_hidden * xn
                db[j] += at_hidden
        losses.append(loss)
        a, b, v = ([w - lr * s for w, s in zip(ws, ss, strict=True)] for ws, ss in ((a, da), (b, db), (v, dv)))
        c -= lr * dc
    return [(np.array([a]), np.array(b)), (np.array(v)[:, None], np.array([c]))], np.array(losses)


def biases_as_weights(x: Any, t: Any, params: Any, lr: Any, steps: Any) -> Any:
    """Every bias is the weight of an input that is always 1."""
    A, B = (np.vstack([W, b]) for W, b in params)
    ones = np.ones((len(x), 1))
    inputs, losses = np.hstack([x, ones]), []
    for _ in range(steps):
        h = np.hstack([np.tanh(inputs @ A), ones])
        off = h @ B - t
        losses.append(float(off[:, 0] @ off[:, 0]) / len(x))
        back = 2 * off / len(x)
        down = (back @ B[:-1].T) * (1 - h[:, :-1] ** 2)
        A, B = A - lr * inputs.T @ down, B - lr * h.T @ back
    return ((A[:1], A[1]), (B[:-1], B[-1])), np.array(losses)
