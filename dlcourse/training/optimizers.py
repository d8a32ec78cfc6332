"""Optimizers: the step functions of the lessons with a memory, for the weights of one network."""

import copy
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from dlcourse._require import Rule, fraction_below_one, not_negative, positive, refuse, unmasked
from dlcourse.network import aligned


class Optimizer:
    """Remembers what its step function needs from one step to the next, for one network.

    `step` changes the weights IN PLACE. Its arithmetic is that of the function of the same name in `optimizers`, but
    every operation writes into an array that exists: for 100,000 weights, new arrays cost more time than computing.
    Given the weights of another network, it forgets everything and starts anew; a copy goes on with the first weights
    that it is given. `lr` may be changed at any time.
    """

    remembers: tuple[str, ...] = ()

    def __init__(self, lr: float, **settings: tuple[float, Rule]) -> None:
        self.lr = lr
        for name, (value, rule) in settings.items():
            refuse(type(self).__name__, rule(name, value))
        self.t = 0
        self.memory: dict[str, np.ndarray] = {}
        self._weights: np.ndarray | None = None

    @property
    def lr(self) -> float:
        """The learning rate."""
        return self._lr

    @lr.setter
    def lr(self, lr: float) -> None:
        refuse(type(self).__name__, positive("lr", lr))
        self._lr = float(lr)  # a NumPy number of 64 bits would drag weights of 32 bits along

    def step(self, weights: np.ndarray, gradient: np.ndarray) -> None:
        """Move `weights` one step, in place; `gradient` is left as it is."""
        name = type(self).__name__
        refuse(name, unmasked("weights", weights))
        refuse(name, unmasked("gradient", gradient))
        if weights.shape != gradient.shape:
            raise ValueError(f"{name}: gradient has shape {gradient.shape}, expected {weights.shape} as weights has.")
        if self._weights is not weights:
            self._take(weights)
        self.t += 1
        self._move(weights, gradient, self._work, **self.memory)

    def _take(self, weights: np.ndarray) -> None:
        """Look after these weights from now on."""
        memory = {name: aligned(weights.size, weights.dtype) for name in self.remembers}
        # a copy, or one that came from another process, has a memory but has not met its weights yet
        goes_on = self._weights is None and all(
            name in self.memory and self.memory[name].shape == new.shape for name, new in memory.items()
        )
        if goes_on:
            for name, new in memory.items():
                new[:] = self.memory[name]
        else:
            self.t = 0
        self.memory, self._weights, self._work = memory, weights, aligned(weights.size, weights.dtype)

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_weights": None, "_work": None}

    def __copy__(self) -> "Optimizer":
        return copy.deepcopy(self)  # two optimizers with one memory would disturb each other

    def _move(self, w: np.ndarray, g: np.ndarray, work: np.ndarray, **memory: np.ndarray) -> None:
        raise NotImplementedError


class SGD(Optimizer):
    """Stochastic gradient descent; with `momentum` a ball that rolls, with `nesterov` one that looks ahead."""

    def __init__(self, lr: float = 0.01, *, momentum: float = 0.0, nesterov: bool = False) -> None:
        super().__init__(lr, momentum=(momentum, fraction_below_one))
        if nesterov and not momentum:
            raise ValueError(
                "SGD: momentum is 0, expected more with nesterov=True, which looks ahead along the momentum."
            )
        self.momentum, self.nesterov = float(momentum), nesterov
        self.remembers = ("v",) if momentum else ()

    def _move(self, w: np.ndarray, g: np.ndarray, work: np.ndarray, **memory: np.ndarray) -> None:
        np.multiply(g, self.lr, out=work)
        if not self.momentum:
            w -= work
            return
        v = memory["v"]
        v *= self.momentum
        v -= work
        if not self.nesterov:
            w += v
            return
        w -= work
        np.multiply(v, self.momentum, out=work)
        w += work


class AdaGrad(Optimizer):
    """Each weight's rate shrinks with the sum of its squared gradients."""

    remembers = ("G",)

    def __init__(self, lr: float = 0.01, *, eps: float = 1e-10) -> None:
        super().__init__(lr, eps=(eps, positive))
        self.eps = float(eps)

    def _move(self, w: np.ndarray, g: np.ndarray, work: np.ndarray, **memory: np.ndarray) -> None:
        G = memory["G"]
        np.multiply(g, g, out=work)
        G += work
        _divided_step(w, g, G, work, self.lr, self.eps)


class RMSProp(Optimizer):
    """Like AdaGrad, but with a running average that forgets old gradients."""

    remembers = ("G",)

    def __init__(self, lr: float = 0.001, *, rho: float = 0.9, eps: float = 1e-8) -> None:
        super().__init__(lr, rho=(rho, fraction_below_one), eps=(eps, positive))
        self.rho, self.eps = float(rho), float(eps)

    def _move(self, w: np.ndarray, g: np.ndarray, work: np.ndarray, **memory: np.ndarray) -> None:
        G = memory["G"]
        G *= self.rho
        np.multiply(g, g, out=work)
        work *= 1 - self.rho
        G += work
        _divided_step(w, g, G, work, self.lr, self.eps)


class Adam(Optimizer):
    """Momentum and RMSProp together, both corrected for their start at 0."""

    remembers = ("m_sum", "v_sum")

    def __init__(self, lr: float = 0.001, *, beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8) -> None:
        shares = {"beta1": (beta1, fraction_below_one), "beta2": (beta2, fraction_below_one)}
        super().__init__(lr, **shares, eps=(eps, positive))
        self.beta1, self.beta2, self.eps = float(beta1), float(beta2), float(eps)

    def _move(self, w: np.ndarray, g: np.ndarray, work: np.ndarray, **memory: np.ndarray) -> None:
        # The sums here are m / (1 - beta1) and v / (1 - beta2): what is the same for all weights waits until the end,
        # where it changes two numbers instead of long arrays. It is still a step of lr * m_hat / (sqrt(v_hat) + eps).
        m, v = memory["m_sum"], memory["v_sum"]
        m *= self.beta1
        m += g
        np.multiply(g, g, out=work)
        v *= self.beta2
        v += work
        m_scale = (1 - self.beta1) / (1 - self.beta1**self.t)
        v_scale = math.sqrt((1 - self.beta2) / (1 - self.beta2**self.t))
        _divided_step(w, m, v, work, self.lr * m_scale / v_scale, self.eps / v_scale)


class AdamW(Adam):
    """Adam, with weights that shrink by a share of their own, apart from the gradient."""

    def __init__(
        self,
        lr: float = 0.001,
        *,
        beta1: float = 0.9,
        beta2: float = 0.999,
        eps: float = 1e-8,
        weight_decay: float = 0.01,
    ) -> None:
        super().__init__(lr, beta1=beta1, beta2=beta2, eps=eps)
        refuse("AdamW", not_negative("weight_decay", weight_decay))
        self.weight_decay = float(weight_decay)

    def _move(self, w: np.ndarray, g: np.ndarray, work: np.ndarray, **memory: np.ndarray) -> None:
        w *= 1 - self.lr * self.weight_decay
        super()._move(w, g, work, **memory)


def _divided_step(
    w: np.ndarray, direction: np.ndarray, squares: np.ndarray, work: np.ndarray, lr: float, eps: float
) -> None:
    """w = w - lr * direction / (sqrt(squares) + eps), in place."""
    np.sqrt(squares, out=work)
    work += eps
    np.divide(direction, work, out=work)
    work *= lr
    w -= work


# name -> an optimizer with its usual settings; the names are those of the step functions
OPTIMIZERS: dict[str, Callable[[], Optimizer]] = {
    "gd": SGD,
    "sgd": SGD,
    "momentum": lambda: SGD(momentum=0.9),
    "nesterov": lambda: SGD(momentum=0.9, nesterov=True),
    "adagrad": AdaGrad,
    "rmsprop": RMSProp,
    "adam": Adam,
    "adamw": AdamW,
}
