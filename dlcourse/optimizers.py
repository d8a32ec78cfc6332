"""Optimizers turn a gradient into a step: each answers "how far, and which way?" a little better than the last.

A step is a pure function: weights, memory and gradient go in, new weights and new memory come out, nothing is changed.
Memory starts as zeros of the weights' shape. The small number `eps` stands outside the square root everywhere, added to
the root: inside, it would rule the step as soon as gradients get small.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse._require import (
    array,
    fraction_below_one,
    function,
    invertible,
    lookup,
    not_negative,
    numbers,
    positive,
    require,
    same_shape,
    shapes,
    whole,
)


@require(same_shape("w", "g"), lr=positive)
def gd_step(w: np.ndarray, g: np.ndarray, lr: float) -> np.ndarray:
    """One step of gradient descent: against the gradient, `lr` times as far.

    With the gradient of one mini-batch instead of all examples it is called stochastic gradient descent (SGD).
    Shape:   any, same -> same
    Raises:  ValueError if shapes differ or lr is not positive
    See:     Cauchy (1847); Robbins & Monro (1951)
    >>> gd_step(np.array([1.0, 2.0]), np.array([10.0, -10.0]), lr=0.1)
    array([0., 3.])
    """
    return w - lr * g


@require(same_shape("w", "g"), shapes(w="n", H="n n"), invertible("H"))
def newton_step(w: np.ndarray, g: np.ndarray, H: np.ndarray) -> np.ndarray:
    """One step of Newton's method: the new weights are where slopes that change as the table `H` says become zero.

    `H` holds the curvature of every pair of weights, that of a weight with itself on its diagonal.
    Formula: H (new w - w) = -g
    Shape:   (n,), (n,), (n, n) -> (n,)
    Raises:  ValueError if shapes do not fit or H has no inverse
    See:     Nocedal & Wright (2006), chapter 3
    >>> newton_step(np.array([3.0, 1.0]), np.array([6.0, 4.0]), np.array([[2.0, 1.0], [1.0, 1.0]]))
    array([ 1., -1.])
    """
    return w - np.linalg.solve(H, g)


@require(same_shape("w", "v", "g"), lr=positive, alpha=fraction_below_one)
def momentum_step(
    w: np.ndarray, v: np.ndarray, g: np.ndarray, lr: float, alpha: float = 0.9
) -> tuple[np.ndarray, np.ndarray]:
    """One step of a ball that keeps the share `alpha` of its velocity v: the new weights and the new velocity.

    Shape:   any, same, same -> same, same
    Raises:  ValueError if shapes differ, lr is not positive or alpha is outside [0, 1)
    See:     Polyak (1964)
    >>> w, v = momentum_step(np.zeros(1), np.zeros(1), np.array([5.0]), lr=0.1)
    >>> momentum_step(w, v, np.array([3.0]), lr=0.1)
    (array([-1.25]), array([-0.75]))
    """
    v = alpha * v - lr * g
    return w + v, v


@require(same_shape("w", "v", "g"), lr=positive, alpha=fraction_below_one)
def nesterov_step(
    w: np.ndarray, v: np.ndarray, g: np.ndarray, lr: float, alpha: float = 0.9
) -> tuple[np.ndarray, np.ndarray]:
    """Momentum that looks ahead: the velocity changes as in `momentum_step`, the weights take its next step at once.

    Formula: v <- alpha * v - lr * g;  w <- w + alpha * v - lr * g
    Shape:   any, same, same -> same, same
    Raises:  ValueError if shapes differ, lr is not positive or alpha is outside [0, 1)
    See:     Nesterov (1983); in this form Sutskever, Martens, Dahl & Hinton (2013)
    >>> nesterov_step(np.zeros(1), np.zeros(1), np.array([5.0]), lr=0.1)
    (array([-0.95]), array([-0.5]))
    """
    v = alpha * v - lr * g
    return w + alpha * v - lr * g, v


@require(same_shape("w", "G", "g"), lr=positive, eps=positive)
def adagrad_step(
    w: np.ndarray, G: np.ndarray, g: np.ndarray, lr: float, eps: float = 1e-10
) -> tuple[np.ndarray, np.ndarray]:
    """One step in which every weight has its own rate: lr shrinks with the gradients G collected so far.

    Memory G starts at zero; the new weights and the new G come back. `eps` is added to the root, not under it.
    Shape:   any, same, same -> same, same
    Raises:  ValueError if shapes differ or lr or eps is not positive
    See:     Duchi, Hazan & Singer (2011)
    >>> w, G = adagrad_step(np.zeros(1), np.zeros(1), np.array([3.0]), lr=0.1)
    >>> w, G = adagrad_step(w, G, np.array([4.0]), lr=0.1)
    >>> w.round(6), G
    (array([-0.18]), array([25.]))
    """
    G = G + g**2
    return w - lr * g / (np.sqrt(G) + eps), G


@require(same_shape("w", "G", "g"), lr=positive, rho=fraction_below_one, eps=positive)
def rmsprop_step(
    w: np.ndarray, G: np.ndarray, g: np.ndarray, lr: float, rho: float = 0.9, eps: float = 1e-8
) -> tuple[np.ndarray, np.ndarray]:
    """AdaGrad that forgets: G is a running average, of which the share `rho` is kept at every step.

    Memory G starts at zero; the new weights and the new G come back. `eps` is added to the root, not under it.
    Shape:   any, same, same -> same, same
    Raises:  ValueError if shapes differ, lr or eps is not positive or rho is outside [0, 1)
    See:     Tieleman & Hinton (2012)
    >>> w, G = rmsprop_step(np.zeros(1), np.zeros(1), np.array([3.0]), lr=0.1)
    >>> w.round(6), G.round(6)
    (array([-0.316228]), array([0.9]))
    """
    G = rho * G + (1.0 - rho) * g**2
    return w - lr * g / (np.sqrt(G) + eps), G


@require(
    same_shape("w", "m", "v", "g"),
    t=whole(1),
    lr=positive,
    beta1=fraction_below_one,
    beta2=fraction_below_one,
    eps=positive,
)
def adam_step(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    g: np.ndarray,
    t: int,
    lr: float = 0.001,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Step number t (1, 2, 3, ...) of momentum and RMSProp together, both corrected for having started at zero.

    m averages the gradients with beta1, v their squares with beta2; both start at zero. New weights, m and v come back;
    `eps` is added to the root, not under it.
    Shape:   any, same, same, same -> same, same, same
    Raises:  ValueError if shapes differ, t < 1, lr or eps is not positive, or a beta is outside [0, 1)
    See:     Kingma & Ba (2015)
    >>> w, m, v = adam_step(np.zeros(1), np.zeros(1), np.zeros(1), np.array([3.0]), t=1, lr=0.1)
    >>> w.round(6), m.round(6), v.round(6)
    (array([-0.1]), array([0.3]), array([0.009]))
    """
    m = beta1 * m + (1.0 - beta1) * g
    v = beta2 * v + (1.0 - beta2) * g**2
    # averages that start at zero are too small at first, by exactly these factors
    m_hat = m / (1.0 - beta1**t)
    v_hat = v / (1.0 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v


@require(
    same_shape("w", "m", "v", "g"),
    t=whole(1),
    lr=positive,
    beta1=fraction_below_one,
    beta2=fraction_below_one,
    eps=positive,
    weight_decay=not_negative,
)
def adamw_step(
    w: np.ndarray,
    m: np.ndarray,
    v: np.ndarray,
    g: np.ndarray,
    t: int,
    lr: float = 0.001,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
    weight_decay: float = 0.01,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """An `adam_step` from weights that were first shrunk by the share lr * weight_decay, whatever their gradients are.

    Shape:   any, same, same, same -> same, same, same
    Raises:  ValueError if shapes differ, t < 1, lr or eps is not positive, a beta is outside [0, 1) or weight_decay < 0
    See:     Loshchilov & Hutter (2019)
    >>> w, m, v = adamw_step(np.ones(1), np.zeros(1), np.zeros(1), np.zeros(1), t=1, lr=0.1, weight_decay=0.5)
    >>> w
    array([0.95])
    """
    return adam_step(w * (1.0 - lr * weight_decay), m, v, g, t, lr, beta1, beta2, eps)


@require(t=whole(1), steps=whole(1), lr=positive, warmup=whole())
def rate_at(t: int, steps: int, lr: float, warmup: int = 0) -> float:
    """The learning rate of step number t (1, 2, ..., steps): a rise in equal parts to `lr`, then half a cosine wave to 0.

    The rise takes `warmup` steps and ends at `lr`; without it the wave begins at `lr` before the first step.
    Shape:   (), (), (), () -> ()
    Raises:  ValueError if t or steps is below 1, lr is not positive or warmup is negative
    See:     Loshchilov & Hutter (2017)
    >>> [round(rate_at(t, steps=6, lr=0.4, warmup=2), 4) for t in range(1, 7)]
    [0.2, 0.4, 0.3414, 0.2, 0.0586, 0.0]
    """
    if t <= warmup:
        return float(lr * t / warmup)
    done = (t - warmup) / (steps - warmup)
    return float(lr * (1.0 + np.cos(np.pi * done)) / 2.0)


# --- many steps in a row

Memory = Any  # what an optimizer remembers from step to step; only the optimizer itself looks inside


@require(optimizer=function, grad=function, w0=numbers, steps=whole())
def run(
    optimizer: "Callable[[np.ndarray, np.ndarray, Any], tuple[np.ndarray, Any]]",
    grad: "Callable[[np.ndarray], np.ndarray]",
    w0: np.ndarray,
    steps: int,
) -> np.ndarray:
    """The path of the weights, start included, as `optimizer` follows the gradient `grad(w)`.

    `optimizer(w, g, memory)` gives the next w and the next memory; before the first step memory is None.
    Shape:   (2,) -> (steps + 1, 2)
    Raises:  TypeError if optimizer or grad is no function, ValueError if steps is negative
    See:     `optimizer_named`, which makes such an optimizer of every step function here
    >>> halve = lambda w, g, memory: (gd_step(w, g, lr=0.25), None)
    >>> run(halve, lambda w: 2.0 * w, np.array([8.0, 4.0]), steps=2)
    array([[8., 4.],
           [4., 2.],
           [2., 1.]])
    """
    w, memory = np.array(w0, dtype=float), None
    # copies, in case the optimizer changes its weights in place
    path = [np.array(w)]
    for _ in range(steps):
        w, memory = optimizer(w, grad(w), memory)
        path.append(np.array(w))
    return np.array(path)


@require(first=function, second=function, rates=array(1), starts=array(1))
def fair_race(
    first: "Callable[[float, float], float]",
    second: "Callable[[float, float], float]",
    rates: np.ndarray,
    starts: np.ndarray,
) -> np.ndarray:
    """Two optimizers, each at its own best rate: a row for each of them, with that rate and its mean loss over the starts.

    `first(rate, start)` and `second(rate, start)` give the loss at the end of one run. A rate with a run that ends in no
    number has lost.
    Shape:   functions, (R,), (K,) -> (2, 2)
    Raises:  TypeError if first or second is no function
    See:     Choi and others (2019), "On empirical comparisons of optimizers for deep learning"
    >>> fair_race(lambda rate, start: (rate - 1) ** 2 + start, lambda rate, start: rate, np.array([0.5, 1.0]), np.array([0.0, 2.0]))
    array([[1. , 1. ],
           [0.5, 0.5]])
    """
    rows = []
    for run_once in (first, second):
        means = np.array([np.mean([run_once(float(rate), float(start)) for start in starts]) for rate in rates])
        # a run that left for infinity may end as nan, which would win every comparison
        means = np.where(np.isfinite(means), means, np.inf)
        best = int(np.argmin(means))
        rows.append([rates[best], means[best]])
    return np.array(rows, dtype=float)


def optimizer_named(
    name: str, **settings: float
) -> Callable[[np.ndarray, np.ndarray, Memory], tuple[np.ndarray, Memory]]:
    """An optimizer for `run`, from a name in `OPTIMIZERS` and its settings; memory and step number are looked after.

    Shape:   w (any), g (same), memory -> w (same), memory
    Raises:  ValueError if the name is unknown
    See:     the step functions above
    >>> run(optimizer_named("momentum", lr=0.1), lambda w: 2.0 * w, np.array([1.0]), steps=2)
    array([[1.  ],
           [0.8 ],
           [0.46]])
    """
    step, remembered, counts = lookup("optimizer_named", "name", name, OPTIMIZERS)

    def optimizer(w: np.ndarray, g: np.ndarray, memory: Memory) -> tuple[np.ndarray, Memory]:
        t, arrays = (0, [np.zeros_like(w) for _ in remembered]) if memory is None else memory
        number = {"t": t + 1} if counts else {}
        new = step(w, *arrays, g, **number, **settings)
        w, *arrays = new if remembered else (new,)
        return w, (t + 1, arrays)

    return optimizer


# name -> (step function, names of what it remembers between w and g, whether it wants the number t of the step)
OPTIMIZERS: dict[str, tuple[Callable[..., Any], tuple[str, ...], bool]] = {
    "gd": (gd_step, (), False),
    "momentum": (momentum_step, ("v",), False),
    "nesterov": (nesterov_step, ("v",), False),
    "adagrad": (adagrad_step, ("G",), False),
    "rmsprop": (rmsprop_step, ("G",), False),
    "adam": (adam_step, ("m", "v"), True),
    "adamw": (adamw_step, ("m", "v"), True),
}
