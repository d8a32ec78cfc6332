"""A training as it runs: one mini-batch, one epoch, and everything that stays the same between them."""

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dlcourse.batches import minibatches
from dlcourse.layers import Dense
from dlcourse.network import Sequential
from dlcourse.regularizers import penalty, penalty_grad
from dlcourse.training.losses import Loss
from dlcourse.training.optimizers import Optimizer


@dataclass(frozen=True)
class Step:
    """One mini-batch: where we are (both counted from 0), the loss before the step, how many examples were right."""

    epoch: int
    batch: int
    size: int
    loss: float
    hits: int


@dataclass
class Task:
    """Everything that stays the same from step to step, checked once."""

    net: Sequential
    X: np.ndarray
    y: np.ndarray
    loss: Loss
    optimizer: Optimizer
    batch_size: int
    rng: np.random.Generator
    l1: float
    l2: float
    validation: tuple[np.ndarray, np.ndarray] | None

    def step(self, X: np.ndarray, y: np.ndarray) -> tuple[float, int]:
        """Forward, loss, backward, move."""
        net = self.net
        # too large a learning rate is found by looking at the loss, in a sentence, instead of by NumPy's warnings
        with np.errstate(over="ignore", invalid="ignore"):
            out = net.forward(X, train=True, rng=self.rng)
            loss, grad = self.loss.both(out, y)
            if not math.isfinite(loss):
                lr = self.optimizer.lr
                raise FloatingPointError(
                    f"training: the loss became {loss}, expected a finite number; try a learning rate below {lr:g}."
                )
            net.fill_gradient(grad)
            if self.l1 or self.l2:
                dense = [layer for layer in net.layers if isinstance(layer, Dense)]
                for layer, (extra, _) in zip(dense, penalty_grad(pairs_of(net), self.l1, self.l2), strict=True):
                    layer.grads["W"][...] += extra
            self.optimizer.step(net.values, net.gradient)
        return loss, _hits(out, y) if self.loss.classes else 0

    def epoch(self, number: int) -> Iterator[Step]:
        """One pass over all examples in a new order."""
        for batch, (X, y) in enumerate(minibatches(self.X, self.y, self.batch_size, rng=self.rng)):
            loss, hits = self.step(X, y)
            yield Step(number, batch, len(X), loss, hits)

    def steps(self, limit: int | None) -> Iterator[Step]:
        """Every mini-batch of `limit` epochs."""
        for number in _counted(limit):
            yield from self.epoch(number)

    def logs(self, limit: int | None) -> Iterator[dict[str, float]]:
        """What each of `limit` epochs came to."""
        for number in _counted(limit):
            yield self.log(list(self.epoch(number)))

    def names(self) -> tuple[str, ...]:
        """The names in a log."""
        seen = ("loss", "accuracy") if self.loss.classes else ("loss",)
        regular = ("penalty",) if self.l1 or self.l2 else ()
        return (*seen, *regular, *(f"val_{name}" for name in seen if self.validation is not None))

    def log(self, steps: Sequence[Step]) -> dict[str, float]:
        """What an epoch came to: loss and accuracy as seen on the way, those of the validation data at its end."""
        seen = sum(step.size for step in steps)
        if self.loss.adds:
            log = {"loss": sum(step.loss for step in steps)}
        else:  # a short last batch counts for less
            log = {"loss": sum(step.loss * step.size for step in steps) / seen}
        if self.loss.classes:
            log["accuracy"] = sum(step.hits for step in steps) / seen
        if self.l1 or self.l2:
            log["penalty"] = float(penalty(pairs_of(self.net), self.l1, self.l2))
        if self.validation is not None:
            log |= {f"val_{name}": value for name, value in evaluated(self.net, *self.validation, self.loss).items()}
        return log


def _counted(limit: int | None) -> Iterable[int]:
    return itertools.count() if limit is None else range(limit)


def pairs_of(net: Sequential) -> list[tuple[np.ndarray, np.ndarray]]:
    """(W, b) of every dense layer, as penalties want them."""
    dense = [layer for layer in net.layers if isinstance(layer, Dense)]
    return [(layer.params["W"], layer.params.get("b", np.zeros(layer.outputs, dtype=net.dtype))) for layer in dense]


def _hits(out: np.ndarray, y: np.ndarray) -> int:
    if out.shape[1] > 1:
        return int(np.count_nonzero(np.argmax(out, axis=1) == y))
    # a target between the classes counts as the nearer one
    return int(np.count_nonzero((out > 0) == (y > 0.5)))


def evaluated(net: Sequential, X: np.ndarray, y: np.ndarray, loss: Loss) -> dict[str, float]:
    out = net.predict(X)
    found = {"loss": loss.value(out, y)}
    return found | {"accuracy": _hits(out, y) / len(X)} if loss.classes else found
