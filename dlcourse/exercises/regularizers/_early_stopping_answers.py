"""Answers to `early_stopping`: wrong ones that its card names, and other right ones."""

from collections.abc import Callable
from typing import Any

import numpy as np


def stopping_with(
    *,
    better: Callable[..., Any] = lambda loss, best, last, delta: loss < best - delta,
    enough: Callable[[int, int], bool] = lambda waited, patience: waited >= patience,
    move: Callable[..., Any] = lambda w, lr, slope: w - lr * slope,
    again: Callable[[int], int] = lambda waited: 0,
    creeps: tuple[str, ...] = (),
    judges_the_last: bool = True,
) -> Callable[..., Any]:
    """Early stopping with one screw turned."""

    def early_stopping(
        w: Any, grad: Any, val_loss: Any, lr: Any, patience: Any, epochs: Any, min_delta: Any = 0.0
    ) -> Any:
        best_w, best, last, lowest, waited = w.copy(), np.inf, np.inf, np.inf, 0
        losses = []
        for _ in range(epochs):
            loss = float(val_loss(w))
            losses.append(loss)
            if len(losses) == epochs and not judges_the_last:
                break
            if better(loss, best, last, min_delta):
                best_w, best, waited = w.copy(), loss, again(waited)
            else:
                waited += 1
                # a loss that is lower, but not by enough to be better, moves what should stay
                if loss < lowest and "loss" in creeps:
                    best = loss
                if loss < lowest and "weights" in creeps:
                    best_w = w.copy()
            last, lowest = loss, min(loss, lowest)
            if enough(waited, patience):
                break
            w = move(w, lr, grad(w))
        return best_w, np.array(losses)

    return early_stopping


def keeps_a_reference(
    w: Any, grad: Any, val_loss: Any, lr: Any, patience: Any, epochs: Any, min_delta: Any = 0.0
) -> Any:
    w = w.copy()
    best_w, best, waited, losses = w, np.inf, 0, []
    for _ in range(epochs):
        losses.append(float(val_loss(w)))
        if losses[-1] < best - min_delta:
            best_w, best, waited = w, losses[-1], 0
        else:
            waited += 1
        if waited == patience:
            break
        w -= lr * grad(w)
    return best_w, np.array(losses)


def steps_before_it_looks(
    w: Any, grad: Any, val_loss: Any, lr: Any, patience: Any, epochs: Any, min_delta: Any = 0.0
) -> Any:
    best_w, best, waited, losses = w.copy(), np.inf, 0, []
    for _ in range(epochs):
        w = w - lr * grad(w)
        losses.append(float(val_loss(w)))
        if losses[-1] < best - min_delta:
            best_w, best, waited = w.copy(), losses[-1], 0
        else:
            waited += 1
        if waited == patience:
            break
    return best_w, np.array(losses)


def in_place_with_copies(
    w: Any, grad: Any, val_loss: Any, lr: Any, patience: Any, epochs: Any, min_delta: Any = 0.0
) -> Any:
    w = np.array(w)
    best_w, best, when, losses = None, float("inf"), -1, []
    epoch = 0
    while epoch < epochs and (epoch == 0 or epoch - 1 - when < patience):
        loss = val_loss(w)
        losses.append(loss)
        if best - loss > min_delta:
            best, best_w, when = loss, np.array(w), epoch
        w -= lr * grad(w)
        epoch += 1
    return best_w, np.asarray(losses)


def by_remembering_every_epoch(
    w: Any, grad: Any, val_loss: Any, lr: Any, patience: Any, epochs: Any, min_delta: Any = 0.0
) -> Any:
    path, losses, best = [w], [val_loss(w)], 0
    while len(path) < epochs and len(path) - 1 - best < patience:
        path.append(path[-1] - lr * grad(path[-1]))
        losses.append(val_loss(path[-1]))
        if losses[-1] < losses[best] - min_delta:
            best = len(path) - 1
    return path[best].copy(), np.array(losses, dtype=float)


def counting_down(w: Any, grad: Any, val_loss: Any, lr: Any, patience: Any, epochs: Any, min_delta: Any = 0.0) -> Any:
    def go_on(w: Any, best_w: Any, best: Any, left: int, losses: Any) -> Any:
        loss = val_loss(w)
        losses = np.append(losses, loss)
        if loss < best - min_delta:
            best_w, best, left = w + 0.0, loss, patience
        else:
            left = left - 1
        if left == 0 or len(losses) == epochs:
            return best_w, losses
        return go_on(w - lr * grad(w), best_w, best, left, losses)

    return go_on(w, w, np.inf, patience, np.array([]))
