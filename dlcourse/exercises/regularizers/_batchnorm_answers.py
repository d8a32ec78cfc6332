"""Answers to `batchnorm`: wrong ones that its card names, and other right ones."""

from collections.abc import Callable
from typing import Any

import numpy as np


def batchnorm_with(
    *,
    axis: int | None = 0,
    ddof: int = 0,
    running_ddof: int | None = None,
    middle: Callable[..., Any] | None = None,
    stored: Callable[..., Any] = lambda x, x_hat, gamma, scale, var, eps: (x_hat, gamma, scale),
    std: Callable[..., Any] = lambda var, eps: np.sqrt(var + eps),
    uses_running: Callable[[bool], bool] = lambda train: not train,
    updates: Callable[[bool], bool] = lambda train: train,
    mix: Callable[..., Any] = lambda old, new, momentum: momentum * old + (1 - momentum) * new,
    out: Callable[..., Any] = lambda x_hat, gamma, beta: gamma * x_hat + beta,
) -> Callable[..., Any]:
    """Batch normalization with one screw turned."""

    def batchnorm(x: Any, gamma: Any, beta: Any, state: Any, train: Any, momentum: Any = 0.9, eps: Any = 1e-5) -> Any:
        own = x.mean(axis=axis, keepdims=axis == 1), x.var(axis=axis, ddof=ddof, keepdims=axis == 1)
        mean, var = state if uses_running(train) else own
        if updates(train):
            seen = own[1] if running_ddof is None else x.var(axis=axis, ddof=running_ddof)
            state = mix(state[0], own[0], momentum), mix(state[1], seen, momentum)
        scale = std(var, eps)
        x_hat = (x - mean) / scale if middle is None else middle(x, mean, scale)
        return out(x_hat, gamma, beta), stored(x, x_hat, gamma, scale, var, eps), state

    return batchnorm


def rows_but_columns_for_the_state(
    x: Any, gamma: Any, beta: Any, state: Any, train: Any, *settings: Any, **named: Any
) -> Any:
    out, cache, _ = batchnorm_with(axis=1)(x, gamma, beta, state, train, *settings, **named)
    return out, cache, batchnorm_with()(x, gamma, beta, state, train, *settings, **named)[2]


def rows_but_their_mean_for_the_state(
    x: Any, gamma: Any, beta: Any, state: Any, train: Any, momentum: Any = 0.9, eps: Any = 1e-5
) -> Any:
    out, cache, _ = batchnorm_with(axis=1)(x, gamma, beta, state, train, momentum, eps)
    if train:
        seen = x.mean(axis=1).mean(), x.var(axis=1).mean()
        state = tuple(momentum * old + (1 - momentum) * new for old, new in zip(state, seen, strict=True))
    return out, cache, state


def rows_but_no_state(x: Any, gamma: Any, beta: Any, state: Any, train: Any, *settings: Any, **named: Any) -> Any:
    out, cache, _ = batchnorm_with(axis=1)(x, gamma, beta, state, train, *settings, **named)
    return out, cache, state


def batchnorm_with_eps(number: float) -> Callable[..., Any]:
    """Batch normalization that has its own eps, whatever it is given."""
    return batchnorm_with(std=lambda var, eps: np.sqrt(var + number))


def batchnorm_by_columns(
    x: Any, gamma: Any, beta: Any, state: Any, train: Any, momentum: Any = 0.9, eps: Any = 1e-5
) -> Any:
    n, m = x.shape
    out, x_hat, std = np.zeros((n, m)), np.zeros((n, m)), np.zeros(m)
    running = np.array(state[0]), np.array(state[1])
    for j in range(m):
        mean, var = state[0][j], state[1][j]
        if train:
            mean = sum(x[:, j]) / n
            var = sum((x[:, j] - mean) ** 2) / n
            running[0][j] = running[0][j] * momentum + mean * (1 - momentum)
            running[1][j] = running[1][j] * momentum + var * (1 - momentum)
        std[j] = (var + eps) ** 0.5
        x_hat[:, j] = (x[:, j] - mean) / std[j]
        out[:, j] = x_hat[:, j] * gamma[j] + beta[j]
    return out, (x_hat, gamma, std), running


def batchnorm_by_moving_averages(
    x: Any, gamma: Any, beta: Any, state: Any, train: Any, momentum: Any = 0.9, eps: Any = 1e-5
) -> Any:
    running_mean, running_var = state
    if train:
        mean = np.sum(x, axis=0) / len(x)
        var = np.mean(x * x, axis=0) - mean * mean
        new_mean = running_mean + (1 - momentum) * (mean - running_mean)
        new_var = running_var + (1 - momentum) * (var - running_var)
    else:
        mean, var, new_mean, new_var = running_mean, running_var, running_mean, running_var
    std = np.power(var + eps, 0.5)
    centred = x - mean[None, :]
    return beta + gamma * centred / std, [centred / std, gamma, std], [new_mean, new_var]


def batchnorm_by_einsum(
    x: Any, gamma: Any, beta: Any, state: Any, train: Any, momentum: Any = 0.9, eps: Any = 1e-5
) -> Any:
    mean, var = state[0].copy(), state[1].copy()
    if train:
        mean = np.einsum("nm->m", x) / x.shape[0]
        var = np.einsum("nm,nm->m", x - mean, x - mean) / x.shape[0]
        weights = np.array([momentum, 1 - momentum])
        state = weights @ np.stack([state[0], mean]), weights @ np.stack([state[1], var])
    std = np.sqrt(eps + var)
    x_hat = (x - mean) * (1 / std)
    return x_hat @ np.diag(gamma) + beta, (x_hat, gamma, std), state
