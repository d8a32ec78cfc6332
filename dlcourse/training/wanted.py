"""What can be trained: network, data and settings that fit together, or a sentence about what does not."""

import numpy as np

from dlcourse._require import (
    class_advice,
    describe,
    generator,
    lookup,
    not_negative,
    refuse,
    reshaping,
    unmasked,
    whole,
)
from dlcourse.layers import Activation, BatchNorm
from dlcourse.network import Sequential
from dlcourse.training.losses import LOSSES, Loss
from dlcourse.training.optimizers import OPTIMIZERS, Optimizer
from dlcourse.training.task import Task


def task_of(
    net: Sequential,
    X: np.ndarray,
    y: np.ndarray,
    loss: str,
    optimizer: str | Optimizer,
    batch_size: int,
    rng: np.random.Generator,
    l1: float,
    l2: float,
    validation: tuple[np.ndarray, np.ndarray] | None,
) -> Task:
    """All that training needs, or a sentence that says what does not fit; nothing has changed by then."""
    aim = aim_of(net, loss)
    if not isinstance(optimizer, Optimizer):
        optimizer = lookup("training", "optimizer", optimizer, OPTIMIZERS)()
    for name, rule, value in (
        ("batch_size", whole(1), batch_size),
        ("rng", generator, rng),
        ("l1", not_negative, l1),
        ("l2", not_negative, l2),
    ):
        refuse("training", rule(name, value))
    if validation is not None:
        if not isinstance(validation, tuple) or len(validation) != 2:
            raise TypeError(f"training: validation is {describe(validation)}, expected a pair (X, y).")
        validation = data_of(net, *validation, aim, ("validation[0]", "validation[1]"))
    X, y = data_of(net, X, y, aim, ("X", "y"))
    _no_batch_of_one(net, len(X), batch_size)
    return Task(net, X, y, aim, optimizer, batch_size, rng, float(l1), float(l2), validation)


def aim_of(net: Sequential, loss: str) -> Loss:
    """The loss of that name, if the network can be trained with it."""
    if not isinstance(net, Sequential):
        raise TypeError(f"training: net is {describe(net)}, expected a Sequential{class_advice(net)}")
    aim = lookup("training", "loss", loss, LOSSES)
    last = net.layers[-1]
    if aim.inside is not None and isinstance(last, Activation) and last.kind == aim.inside:
        raise ValueError(
            f"training: the last layer is {last!r}, expected none, since the loss {loss!r} contains it; leave it out."
        )
    if loss == "cross_entropy" and net.outputs == 1:
        raise ValueError(
            "training: loss is 'cross_entropy' but the network has 1 output, expected one a class; or take 'bce'."
        )
    if loss == "bce" and net.outputs != 1:
        raise ValueError(
            f"training: loss is 'bce' but the network has {net.outputs} outputs, expected 1; or take 'cross_entropy'."
        )
    return aim


def data_of(
    net: Sequential, X: np.ndarray, y: np.ndarray, loss: Loss, names: tuple[str, str]
) -> tuple[np.ndarray, np.ndarray]:
    """Examples and targets as the network and the loss want them."""
    refuse("training", unmasked(names[1], y))
    X, y = net.checked(X, names[0]), np.asarray(y)
    if len(X) == 0:
        raise ValueError(f"training: {names[0]} has shape {X.shape}, expected at least one example.")
    if not np.isfinite(X).all():
        raise ValueError(f"training: {names[0]} holds nan or inf, expected finite numbers.")
    if y.dtype.kind not in "fiub":
        raise TypeError(f"training: {names[1]} holds values of type {y.dtype}, expected real numbers.")
    numbered = loss.classes and net.outputs > 1  # class numbers; everything else has one column per output
    wanted: list[tuple[int, ...]] = [(len(X),)] if numbered or net.outputs == 1 else []
    if not numbered:
        wanted.append((len(X), net.outputs))
    if y.shape not in wanted:
        advice = f"; use {names[1]}.argmax(axis=1)." if loss.classes and _one_hot(y) else "."
        advice = reshaping(names[1], y.shape, wanted[0]) if advice == "." else advice
        raise ValueError(
            f"training: {names[1]} has shape {y.shape}, expected {' or '.join(map(str, wanted))} to fit {names[0]}{advice}"
        )
    if loss.classes:
        _fitting_labels(y, loss, max(net.outputs, 2), names[1])
    if numbered:
        return X, y.astype(np.int64)
    if not np.isfinite(y).all():
        raise ValueError(f"training: {names[1]} holds nan or inf, expected finite numbers.")
    return X, y.reshape(len(X), net.outputs).astype(net.dtype)


def _one_hot(y: np.ndarray) -> bool:
    """Whether every row is 1 in one column, its class, and 0 elsewhere."""
    return y.ndim == 2 and y.shape[1] > 1 and bool(np.isin(y, (0, 1)).all() and (y.sum(axis=1) == 1).all())


def _fitting_labels(y: np.ndarray, loss: Loss, classes: int, name: str) -> None:
    """Class numbers, or where the loss takes them probabilities of class 1; else the first wrong one is named."""
    flat = y.ravel()
    right = (flat >= 0) & (flat <= classes - 1)  # nan is neither
    expected = f"numbers from 0 to {classes - 1}"
    if not loss.between:
        right &= flat == np.round(flat)
        expected = f"whole {expected}"
    if not right.all():
        culprit = describe(flat[np.argmin(right)])
        raise ValueError(f"training: {name} holds the label {culprit}, expected {expected}.")


def _no_batch_of_one(net: Sequential, n: int, batch_size: int) -> None:
    """Batch normalization makes the one row of such a batch all zeros, whatever it was: there is nothing to learn from."""
    last = n % batch_size or min(n, batch_size)
    if last > 1 or not any(isinstance(layer, BatchNorm) for layer in net.layers):
        return
    if n == 1:
        raise ValueError("training: X has 1 example, expected at least 2, because BatchNorm compares examples.")
    others = sorted(range(2, n + 1), key=lambda size: (abs(size - batch_size), size))
    better = next(size for size in others if n % size != 1)
    raise ValueError(
        f"training: batch_size is {batch_size}, which leaves a batch of 1 of the {n} examples, expected at least 2 in each "
        f"because BatchNorm compares them; take {better}."
    )
