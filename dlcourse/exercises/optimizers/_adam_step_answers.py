"""Answers to `adam_step` that are longer than a line: wrong ones that its card names, and other right ones."""

from typing import Any

import numpy as np

from dlcourse.exercises.optimizers._shared import (
    step_by_step,
)


def adam(
    *,
    first: Any = lambda m, g, beta1, beta2: beta1 * m + (1 - beta1) * g,
    second: Any = lambda v, g, beta1, beta2: beta2 * v + (1 - beta2) * g**2,
    corrections: Any = lambda beta1, beta2, t: (1 - beta1**t, 1 - beta2**t),
    divisor: Any = lambda v_hat, eps: np.sqrt(v_hat) + eps,
) -> Any:
    """Adam with one screw turned."""

    def adam_step(
        w: Any, m: Any, v: Any, g: Any, t: Any, lr: Any = 0.001, beta1: Any = 0.9, beta2: Any = 0.999, eps: Any = 1e-8
    ) -> Any:
        m, v = first(m, g, beta1, beta2), second(v, g, beta1, beta2)
        for_m, for_v = corrections(beta1, beta2, t)
        return w - lr * (m / for_m) / divisor(v / for_v, eps), m, v

    return adam_step


def with_beta2(step: Any, fixed: float) -> Any:
    """A step that has its own beta2, whatever it is given."""

    def adam_step(
        w: Any, m: Any, v: Any, g: Any, t: Any, lr: Any = 0.001, beta1: Any = 0.9, beta2: Any = 0.999, eps: Any = 1e-8
    ) -> Any:
        return step(w, m, v, g, t, lr, beta1, fixed, eps)

    return adam_step


def no_correction(beta1: Any, beta2: Any, t: Any) -> Any:
    return 1.0, 1.0


def from_zero(beta1: Any, beta2: Any, t: Any) -> Any:
    return np.float64(1 - beta1 ** (t - 1)), np.float64(1 - beta2 ** (t - 1))


def adam_hats_returned(
    w: Any, m: Any, v: Any, g: Any, t: Any, lr: Any = 0.001, beta1: Any = 0.9, beta2: Any = 0.999, eps: Any = 1e-8
) -> Any:
    m = (beta1 * m + (1 - beta1) * g) / (1 - beta1**t)
    v = (beta2 * v + (1 - beta2) * g**2) / (1 - beta2**t)
    return w - lr * m / (np.sqrt(v) + eps), m, v


def adam_old_memory(
    w: Any, m: Any, v: Any, g: Any, t: Any, lr: Any = 0.001, beta1: Any = 0.9, beta2: Any = 0.999, eps: Any = 1e-8
) -> Any:
    step = lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return w - step, beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2


def adam_in_place(
    w: Any, m: Any, v: Any, g: Any, t: Any, lr: Any = 0.001, beta1: Any = 0.9, beta2: Any = 0.999, eps: Any = 1e-8
) -> Any:
    m *= beta1
    m += (1 - beta1) * g
    v *= beta2
    v += (1 - beta2) * g**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), m, v


def adam_by_hand(
    w: Any, m: Any, v: Any, g: Any, t: Any, lr: Any = 0.001, beta1: Any = 0.9, beta2: Any = 0.999, eps: Any = 1e-8
) -> Any:
    def one(w: float, m: float, v: float, g: float) -> tuple[float, float, float]:
        m, v = m + (1 - beta1) * (g - m), v + (1 - beta2) * (g * g - v)
        return w - lr * (m / (1 - beta1**t)) / ((v / (1 - beta2**t)) ** 0.5 + eps), m, v

    return step_by_step(one, w, m, v, g)


def adam_with_one_rate(
    w: Any, m: Any, v: Any, g: Any, t: Any, lr: Any = 0.001, beta1: Any = 0.9, beta2: Any = 0.999, eps: Any = 1e-8
) -> Any:
    m, v = np.add(beta1 * m, (1 - beta1) * g), np.add(beta2 * v, (1 - beta2) * np.square(g))
    root = np.sqrt(1 - beta2**t)
    # both corrections in one rate; eps has to grow with the root that moved
    return w - (lr * root / (1 - beta1**t)) * m / (np.sqrt(v) + root * eps), m, v


def adam_stacked(
    w: Any, m: Any, v: Any, g: Any, t: Any, lr: Any = 0.001, beta1: Any = 0.9, beta2: Any = 0.999, eps: Any = 1e-8
) -> Any:
    keep = np.array([beta1, beta2])
    weights = np.stack([keep, 1 - keep])
    new = np.einsum("kj,kj...->j...", weights, np.stack([np.stack([m, v]), np.stack([g, np.multiply(g, g)])]))
    m_hat, v_hat = (part / share for part, share in zip(new, 1 - keep**t, strict=True))
    return w - lr * m_hat / (v_hat**0.5 + eps), new[0], new[1]
