"""What can be trained: network, data and settings that fit together, or a sentence about what does not."""

import numpy as np

from dlcourse._require import describe, generator, lookup, not_negative, refuse, whole
from dlcourse.layers import Activation
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
    return Task(net, X, y, aim, optimizer, batch_size, rng, float(l1), float(l2), validation)


def aim_of(net: Sequential, loss: str) -> Loss:
    """The loss of that name, if the network can be trained with it."""
    if not isinstance(net, Sequential):
        raise TypeError(f"training: net is {describe(net)}, expected a Sequential.")
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
        raise ValueError(
            f"training: {names[1]} has shape {y.shape}, expected {' or '.join(map(str, wanted))} to fit {names[0]}."
        )
    n_classes, low, high = max(net.outputs, 2), y.min(), y.max()
    if loss.classes and not (np.equal(y, np.round(y)).all() and low >= 0 and high < n_classes):
        raise ValueError(
            f"training: {names[1]} holds labels from {low} to {high}, expected whole numbers from 0 to {n_classes - 1}."
        )
    if numbered:
        return X, y.astype(np.int64)
    if not np.isfinite(y).all():
        raise ValueError(f"training: {names[1]} holds nan or inf, expected finite numbers.")
    return X, y.reshape(len(X), net.outputs).astype(net.dtype)
