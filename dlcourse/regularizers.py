"""Regularizers keep a network from learning its training examples by heart.

A penalty makes large weights expensive; dropout takes colleagues away, so that no unit can lean on a single other one;
batch normalization keeps signals in range; early stopping ends training when unseen examples stop getting better; and
augmentation shows the same picture a little elsewhere. Training and use differ: dropout and batch normalization
have to be told which of the two is going on.
"""

from collections.abc import Callable

import numpy as np

from dlcourse._require import (
    array,
    fraction_below_one,
    function,
    generator,
    layers,
    not_negative,
    positive,
    require,
    same_shape,
    shapes,
    truth,
    whole,
)

# --- penalties


@require(params=layers, l1=not_negative, l2=not_negative)
def penalty(params: list[tuple[np.ndarray, np.ndarray]], l1: float, l2: float) -> float:
    """What large weights cost: `l1` times the sum of their sizes plus `l2` times half the sum of their squares.

    `params` holds (W, b) of each layer; biases cost nothing. l2 = 0 is lasso, l1 = 0 ridge, both together elastic net.
    Shape:   [(D, M), (M,)], ... -> ()
    Raises:  ValueError if l1 or l2 is negative
    See:     Tibshirani (1996); Hoerl & Kennard (1970); Zou & Hastie (2005)
    >>> layer = (np.array([[0.5], [-1.0], [2.0]]), np.array([9.0]))
    >>> round(penalty([layer], l1=0.1, l2=0.0), 12), round(penalty([layer], l1=0.0, l2=0.1), 12)
    (0.35, 0.2625)
    """
    return float(sum(l1 * np.sum(np.abs(W)) + l2 * 0.5 * np.sum(W**2) for W, _ in params))


@require(params=layers, l1=not_negative, l2=not_negative)
def penalty_grad(
    params: list[tuple[np.ndarray, np.ndarray]], l1: float, l2: float
) -> list[tuple[np.ndarray, np.ndarray]]:
    """The gradient of `penalty` for each layer's (W, b). At a weight of exactly 0 the l1 part is 0.

    Shape:   [(D, M), (M,)], ... -> same
    Raises:  ValueError if l1 or l2 is negative
    See:     Tibshirani (1996); Hoerl & Kennard (1970); Zou & Hastie (2005)
    >>> [(dW, db)] = penalty_grad([(np.array([[0.5], [-1.0], [0.0]]), np.array([9.0]))], l1=0.1, l2=0.0)
    >>> dW.ravel(), db
    (array([ 0.1, -0.1,  0. ]), array([0.]))
    """
    return [(l1 * np.sign(W) + l2 * W, np.zeros_like(b)) for W, b in params]


@require(w=array(), amount=not_negative)
def soft_threshold(w: np.ndarray, amount: float) -> np.ndarray:
    """Pull every weight towards 0 by `amount`, and to exactly 0 if it is not further away: what an l1 penalty does.

    Shape:   any -> same
    Raises:  ValueError if amount is negative
    See:     Tibshirani (1996)
    >>> soft_threshold(np.array([0.05, -0.2, 1.0]), 0.1)
    array([ 0. , -0.1,  0.9])
    """
    return np.sign(w) * np.maximum(np.abs(w) - amount, 0.0)


@require(w=array(), amount=not_negative)
def ridge_shrink(w: np.ndarray, amount: float) -> np.ndarray:
    """Shrink every weight by the same factor, never to exactly 0: what an l2 penalty does.

    Formula: w / (1 + amount)
    Shape:   any -> same
    Raises:  ValueError if amount is negative
    See:     Hoerl & Kennard (1970)
    >>> ridge_shrink(np.array([0.05, -0.2, 1.0]), 0.1).round(5)
    array([ 0.04545, -0.18182,  0.90909])
    """
    return w / (1.0 + amount)


# --- dropout


@require(a=array(), p=fraction_below_one, rng=generator, train=truth)
def dropout(a: np.ndarray, p: float, *, rng: np.random.Generator, train: bool) -> tuple[np.ndarray, np.ndarray]:
    """While training, drop numbers with probability p and scale up the rest, so that the mean stays; else keep all.

    Answers the new numbers and the mask they were multiplied by: 0 where dropped, the scale where kept, and when not
    training 1 everywhere.
    Shape:   (N, M) -> (N, M), (N, M)
    Raises:  ValueError if p is outside [0, 1), TypeError if rng is no generator
    See:     Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov (2014)
    >>> out, mask = dropout(np.ones((2, 3)), 0.75, rng=np.random.default_rng(3), train=True)
    >>> out
    array([[0., 0., 4.],
           [0., 0., 0.]])
    """
    if not train:
        return 1.0 * a, np.ones(a.shape)
    mask = (rng.random(a.shape) >= p) / (1.0 - p)
    return a * mask, mask


@require(same_shape("dout", "mask"))
def dropout_backward(dout: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """The gradient at the input of `dropout`, from the one at its output and the mask it gave.

    Shape:   (N, M), (N, M) -> (N, M)
    Raises:  ValueError if shapes differ
    See:     Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov (2014)
    >>> dropout_backward(np.array([[1.0, 2.0]]), mask=np.array([[0.0, 4.0]]))
    array([[0., 8.]])
    """
    return dout * mask


# --- batch normalization


@require(shapes(x="N M", gamma="M", beta="M", state="M, M"), train=truth, momentum=fraction_below_one, eps=positive)
def batchnorm(
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    state: tuple[np.ndarray, np.ndarray],
    train: bool,
    momentum: float = 0.9,
    eps: float = 1e-5,
) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Give every column mean 0 and variance 1, then the scale gamma and the shift beta, which are learned.

    While training, mean and variance are those of the batch (its squares divided by N), and the running pair in `state`
    keeps the share `momentum` of itself and takes the rest from the batch; else the running pair is used and stays.
    `eps` is added to the variance, under the root. Answers the outputs, what `batchnorm_backward` needs (normalized x,
    gamma, standard deviation) and the new state.
    Shape:   (N, M), (M,), (M,), [(M,), (M,)] -> (N, M)
    Raises:  ValueError if shapes do not fit
    See:     Ioffe & Szegedy (2015)
    >>> x = np.array([[1.0], [2.0], [3.0], [4.0]])
    >>> out, cache, state = batchnorm(x, np.ones(1), np.zeros(1), (np.zeros(1), np.ones(1)), train=True)
    >>> out.ravel().round(8), state[0]
    (array([-1.34163542, -0.44721181,  0.44721181,  1.34163542]), array([0.25]))
    """
    mean, var = state
    if train:
        mean, var = np.mean(x, axis=0), np.var(x, axis=0)
        state = (momentum * state[0] + (1.0 - momentum) * mean, momentum * state[1] + (1.0 - momentum) * var)
    std = np.sqrt(var + eps)
    x_hat = (x - mean) / std
    return gamma * x_hat + beta, (x_hat, gamma, std), state


@require(shapes(dout="N M", cache="N M, M, M"))
def batchnorm_backward(
    dout: np.ndarray, cache: tuple[np.ndarray, np.ndarray, np.ndarray]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The gradients at x, gamma and beta of a `batchnorm` in training, from the one at its output.

    `cache` holds the normalized x, gamma and the standard deviation. Mean and variance depend on every row of the
    batch, so every row of `dout` reaches every row of the first answer, whose columns add up to 0.
    Shape:   (N, M), [(N, M), (M,), (M,)] -> (N, M), (M,), (M,)
    Raises:  ValueError if shapes do not fit
    See:     Ioffe & Szegedy (2015)
    >>> x = np.array([[1.0], [2.0], [4.0]])
    >>> out, cache, state = batchnorm(x, np.ones(1), np.zeros(1), (np.zeros(1), np.ones(1)), train=True)
    >>> dx, dgamma, dbeta = batchnorm_backward(np.array([[1.0], [0.0], [1.0]]), cache)
    >>> dx.ravel().round(4), dgamma.round(4), dbeta
    (array([ 0.3436, -0.5154,  0.1718]), array([0.2673]), array([2.]))
    """
    x_hat, gamma, std = cache
    dgamma = np.sum(dout * x_hat, axis=0)
    dbeta = np.sum(dout, axis=0)
    # moving one row moves mean and variance too; both corrections are averages that are already at hand
    n = len(dout)
    dx = gamma / std * (dout - dbeta / n - x_hat * dgamma / n)
    return dx, dgamma, dbeta


# --- when to stop


@require(
    w=array(), grad=function, val_loss=function, lr=positive, patience=whole(1), epochs=whole(1), min_delta=not_negative
)
def early_stopping(
    w: np.ndarray,
    grad: "Callable[[np.ndarray], np.ndarray]",
    val_loss: "Callable[[np.ndarray], float]",
    lr: float,
    patience: int,
    epochs: int,
    min_delta: float = 0.0,
) -> tuple[np.ndarray, np.ndarray]:
    """Follow the training gradient until the validation loss stops getting better, and keep the best weights.

    An epoch measures `val_loss(w)` first, then steps against `grad(w)`. It is better if it lies below the best loss so far
    by more than `min_delta`; after `patience` epochs in a row that were no better, or after `epochs` in all, training ends.
    Answers the weights of the best epoch and the losses of all epochs that were measured.
    Shape:   any, ... -> same, (E,) with E <= epochs
    Raises:  ValueError if lr, patience or epochs is not above 0 or min_delta is negative
    See:     Prechelt (1998)
    >>> losses = [0.9, 0.6, 0.62, 0.61, 0.5]
    >>> early_stopping(np.array([0.0]), lambda w: -np.ones(1), lambda w: losses[int(w[0])], lr=1.0, patience=2, epochs=5)
    (array([1.]), array([0.9 , 0.6 , 0.62, 0.61]))
    """
    best_w, best_loss, waited = w.copy(), np.inf, 0
    losses: list[float] = []
    for _ in range(epochs):
        losses.append(float(val_loss(w)))
        if losses[-1] < best_loss - min_delta:
            # a copy: whoever changes w in place must not change the memory of the best epoch
            best_w, best_loss, waited = w.copy(), losses[-1], 0
        else:
            waited += 1
        if waited == patience:
            break
        w = w - lr * grad(w)
    return best_w, np.array(losses)


class StoppingRule:
    """The watchman of `early_stopping` for a training loop that belongs to somebody else, epoch by epoch.

    The answer of `update` is True as soon as `patience` losses in a row were no better than the best one by more than
    `min_delta`. Then, or whenever training ends, `best_weights` are the ones to keep.
    Raises:  ValueError if patience < 1 or min_delta < 0
    See:     Prechelt (1998)
    >>> watch = StoppingRule(patience=2)
    >>> [watch.update(loss, [np.array([loss])]) for loss in (0.9, 0.6, 0.62, 0.61)]
    [False, False, False, True]
    >>> watch.best_loss, watch.best_index, watch.best_weights
    (0.6, 1, [array([0.6])])
    """

    @require(patience=whole(1), min_delta=not_negative)
    def __init__(self, patience: int, min_delta: float = 0.0) -> None:
        self.patience = patience
        self.min_delta = min_delta
        self.best_loss = float("inf")
        self.best_index = -1
        self.best_weights: list[np.ndarray] = []
        self.seen = 0

    def update(self, loss: float, weights: list[np.ndarray]) -> bool:
        """Take note of the next loss and the weights it belongs to; True means stop."""
        if loss < self.best_loss - self.min_delta:
            self.best_loss, self.best_index = loss, self.seen
            # copies: training goes on in the very same arrays
            self.best_weights = [np.array(w) for w in weights]
        self.seen += 1
        return self.seen - 1 - self.best_index >= self.patience


# --- how strongly


@require(train=function, train_loss=function, val_loss=function, test_loss=function, lambdas=array(1))
def choose_lambda(
    train: "Callable[[float], np.ndarray]",
    train_loss: "Callable[[np.ndarray], float]",
    val_loss: "Callable[[np.ndarray], float]",
    test_loss: "Callable[[np.ndarray], float]",
    lambdas: np.ndarray,
) -> tuple[float, float]:
    """Choose the strength of a penalty by the validation part, and open the test part once, for the one that was chosen.

    `train(lam)` gives the weights of a network that was trained from its start with this strength; each loss takes such
    weights. Answers the strength with the smallest validation loss, and the test loss of its network.
    Shape:   functions, (K,) -> (), ()
    Raises:  TypeError if one of the first four is no function
    See:     Stone (1974)
    >>> choose_lambda(lambda lam: np.array([lam]), lambda w: 0.0, lambda w: (w[0] - 2) ** 2, lambda w: w[0], np.array([1.0, 2.0]))
    (2.0, 2.0)
    """
    networks = [train(float(lam)) for lam in lambdas]
    best = int(np.argmin([val_loss(w) for w in networks]))
    return float(lambdas[best]), float(test_loss(networks[best]))


# --- more examples from the same ones


@require(images=array(3), dy=whole(None), dx=whole(None))
def augment_shift(images: np.ndarray, dy: int, dx: int) -> np.ndarray:
    """Move every image down by dy pixels and right by dx (up and left if negative); what comes in from outside is 0.

    Shape:   (N, H, W) -> (N, H, W)
    Raises:  ValueError if images has not 3 dimensions
    See:     Simard, Steinkraus & Platt (2003)
    >>> augment_shift(np.array([[[1, 2], [3, 4]]]), dy=1, dx=0)
    array([[[0, 0],
            [1, 2]]])
    """
    height, width = images.shape[1:]
    shifted = np.zeros_like(images)
    # the part that stays in sight, where it goes and where it comes from
    to_y, from_y = slice(max(dy, 0), max(height + dy, 0)), slice(max(-dy, 0), max(height - dy, 0))
    to_x, from_x = slice(max(dx, 0), max(width + dx, 0)), slice(max(-dx, 0), max(width - dx, 0))
    shifted[:, to_y, to_x] = images[:, from_y, from_x]
    return shifted
