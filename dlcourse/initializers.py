"""Where weights start decides whether signals survive the way through a deep network, forward and back.

All equal, and the units of a layer stay copies of each other for ever; too small, and signals die out layer by layer;
too large, and they explode. The schemes named after LeCun, Glorot (by his first name also called Xavier) and He choose
the spread so that a signal keeps its size: they differ in what they count as a unit's neighbours and in the activation
they have in mind. Everything random comes from the `rng` you pass.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from dlcourse._require import Complaint, generator, not_negative, number, one_of, require, shape_of, whole

SCHEMES = ("glorot_normal", "glorot_uniform", "he_normal", "he_uniform", "lecun_normal", "lecun_uniform")
KINDS = ("elu", "identity", "leaky_relu", "prelu", "relu", "sigmoid", "softmax", "softplus", "swish", "tanh")

# --- without any thought of size


@require(shape=shape_of(), value=number)
def constant(shape: tuple[int, ...], value: float) -> np.ndarray:
    """The same number everywhere: right for biases (0), fatal for weights.

    Shape:   -> shape
    Raises:  ValueError if shape is not made of positive integers
    See:     Rumelhart, Hinton & Williams (1986), on breaking symmetry
    >>> constant((1, 2), 0.5)
    array([[0.5, 0.5]])
    """
    return np.full(shape, float(value))


@require(shape=shape_of(), low=number, high=number, rng=generator)
def random_uniform(
    shape: tuple[int, ...], low: float = -0.05, high: float = 0.05, *, rng: np.random.Generator
) -> np.ndarray:
    """Every number between low and high, all equally likely.

    Shape:   -> shape
    Raises:  ValueError if shape is not made of positive integers, TypeError if rng is no generator
    See:     Rumelhart, Hinton & Williams (1986)
    >>> w = random_uniform((1000,), -1.0, 1.0, rng=np.random.default_rng(0))
    >>> bool(w.min() >= -1.0 and w.max() < 1.0)
    True
    """
    return rng.uniform(low, high, size=shape)


@require(shape=shape_of(), std=not_negative, rng=generator)
def random_normal(shape: tuple[int, ...], std: float = 0.05, *, rng: np.random.Generator) -> np.ndarray:
    """Numbers from the normal distribution around 0 with standard deviation `std`.

    Shape:   -> shape
    Raises:  ValueError if std is negative, TypeError if rng is no generator
    See:     Krizhevsky, Sutskever & Hinton (2012)
    >>> round(float(random_normal((100, 100), 2.0, rng=np.random.default_rng(0)).std()), 1)
    2.0
    """
    return rng.normal(0.0, std, size=shape)


@require(shape=shape_of(), std=not_negative, rng=generator)
def truncated_normal(shape: tuple[int, ...], std: float = 0.05, *, rng: np.random.Generator) -> np.ndarray:
    """Numbers from the normal distribution around 0, drawn again until none is further away than two of its deviations.

    Cutting the tails makes the spread smaller (0.8796 of the normal's). `std` is the one that the result shall have, so
    the normal that is cut must be wider by that factor.
    Shape:   -> shape
    Raises:  ValueError if std is negative, TypeError if rng is no generator
    See:     Burkardt (2014)
    >>> w = truncated_normal((100, 100), 1.0, rng=np.random.default_rng(0))
    >>> round(float(w.std()), 2), bool(np.abs(w).max() < 2 / 0.8796)
    (1.0, True)
    """
    draws = rng.normal(size=shape)
    while np.any(outside := np.abs(draws) > 2.0):
        draws[outside] = rng.normal(size=np.count_nonzero(outside))
    return draws * std / 0.8796256610342398


@require(shape=shape_of(2))
def identity_init(shape: tuple[int, int]) -> np.ndarray:
    """The matrix that changes nothing, for a layer with as many outputs as inputs.

    Shape:   -> (D, D)
    Raises:  ValueError if shape is not square
    See:     Le, Jaitly & Hinton (2015)
    >>> identity_init((2, 2))
    array([[1., 0.],
           [0., 1.]])
    """
    if shape[0] != shape[1]:
        raise ValueError(f"identity_init: shape is {shape}, expected a square such as ({shape[0]}, {shape[0]}).")
    return np.eye(shape[0])


@require(inputs=whole(1))
def relu_pair(inputs: int) -> tuple[np.ndarray, np.ndarray]:
    """Two layers that change nothing together, although a ReLU stands between them: there and back.

    The first half of the units in between carries the inputs, the second half the inputs with the other sign.
    Formula: max(x, 0) - max(-x, 0) = x
    Shape:   -> (D, 2 D), (2 D, D)
    Raises:  ValueError if inputs is no positive integer
    See:     Balduzzi and others (2017)
    >>> there, back = relu_pair(2)
    >>> np.maximum(np.array([[3.0, -5.0]]) @ there, 0.0) @ back
    array([[ 3., -5.]])
    """
    eye = np.eye(inputs)
    return np.hstack([eye, -eye]), np.vstack([eye, -eye])


@require(shape=shape_of(2), rng=generator)
def orthogonal(shape: tuple[int, int], *, rng: np.random.Generator) -> np.ndarray:
    """A random matrix that keeps lengths: its columns, or if it is wide its rows, have length 1 and right angles.

    Shape:   -> (D, M)
    Raises:  ValueError if shape is no pair of positive integers, TypeError if rng is no generator
    See:     Saxe, McClelland & Ganguli (2014)
    >>> Q = orthogonal((5, 3), rng=np.random.default_rng(0))
    >>> bool(np.allclose(Q.T @ Q, np.eye(3)))
    True
    """
    rows, columns = max(shape), min(shape)
    Q, R = np.linalg.qr(rng.normal(size=(rows, columns)))
    # the signs of a QR decomposition are a matter of habit; with R's signs put in, no orthogonal matrix is favoured
    Q = Q * np.sign(np.diag(R))
    return Q if shape[0] >= shape[1] else Q.T


# --- with the size of the layer in mind


def _inputs_and_units(name: str, value: Any) -> Complaint | None:
    """At least two sizes; what stands before the last two is the window of a convolution."""
    complaint = shape_of()(name, value)
    if complaint is None and len(value) < 2:
        return ValueError(f"{name} is {value}, expected (inputs, units), or a window in front of them: (3, 3, 16, 32).")
    return complaint


@require(shape=_inputs_and_units)
def fans(shape: tuple[int, ...]) -> tuple[int, int]:
    """How many inputs reach a unit (fan_in) and how many units an input reaches (fan_out), for weights of this shape.

    A shape of more than two numbers is that of a convolution: its window, the channels in, the channels out.
    Shape:   (D, M) or (height, width, D, M) -> (), ()
    Raises:  ValueError if shape is not made of positive integers, at least two
    See:     Glorot & Bengio (2010); He, Zhang, Ren & Sun (2015)
    >>> fans((784, 128)), fans((3, 3, 16, 32))
    ((784, 128), (144, 288))
    """
    *window, inputs, units = shape
    places = int(np.prod(window))  # 1 without a window: a fully connected layer
    return places * inputs, places * units


@require(shape=shape_of(4))
def conv_fans(shape: tuple[int, int, int, int]) -> tuple[int, int]:
    """The same for a convolution: a unit sees every place of its window in each channel, and an input meets every place of it.

    Shape:   (height, width, D, M) -> (), ()
    Raises:  ValueError if shape is not made of four positive integers
    See:     He, Zhang, Ren & Sun (2015)
    >>> conv_fans((3, 3, 16, 32))
    (144, 288)
    """
    height, width, inputs, units = shape
    places = height * width
    return places * inputs, places * units


@require(shape=shape_of(2), scheme=one_of(*SCHEMES), rng=generator)
def init_weights(shape: tuple[int, int], scheme: str, *, rng: np.random.Generator) -> np.ndarray:
    """Random weights with the spread that a scheme asks for.

    Formula: variance 1 / fan_in (LeCun), 2 / (fan_in + fan_out) (Glorot), 2 / fan_in (He)
    `scheme` is such a name and how the numbers are spread: "lecun_uniform", "lecun_normal", "glorot_uniform", ...
    Shape:   -> (D, M)
    Raises:  ValueError if the scheme is unknown, TypeError if rng is no generator
    See:     LeCun, Bottou, Orr & Müller (1998); Glorot & Bengio (2010); He, Zhang, Ren & Sun (2015)
    >>> W = init_weights((784, 128), "he_normal", rng=np.random.default_rng(0))
    >>> W.shape, round(float(W.std()), 2)
    ((784, 128), 0.05)
    """
    fan_in, fan_out = fans(shape)
    name, kind = scheme.split("_")
    variance = {"lecun": 1.0 / fan_in, "glorot": 2.0 / (fan_in + fan_out), "he": 2.0 / fan_in}[name]
    if kind == "normal":
        return rng.normal(0.0, np.sqrt(variance), size=shape)
    # numbers spread evenly over [-limit, limit] have the variance limit^2 / 3
    limit = np.sqrt(3.0 * variance)
    return rng.uniform(-limit, limit, size=shape)


@require(act=one_of(*KINDS))
def choose_init(act: str) -> str:
    """The scheme that suits a layer followed by this activation: Glorot's, or for relatives of ReLU He's.

    Shape:   name -> name
    Raises:  ValueError if the activation is unknown
    See:     Glorot & Bengio (2010); He, Zhang, Ren & Sun (2015)
    >>> choose_init("tanh"), choose_init("relu")
    ('glorot_normal', 'he_normal')
    """
    loses_half = act in ("relu", "leaky_relu", "prelu", "elu", "softplus", "swish")
    return "he_normal" if loses_half else "glorot_normal"


@require(act=one_of("identity", "sigmoid", "softmax", "tanh", "relu", "leaky_relu"), slope=number)
def gain(act: str, slope: float = 0.01) -> float:
    """By which factor weights of standard deviation sqrt(1 / fan_in) must grow to make up for the activation.

    `act` is "identity", "sigmoid", "softmax", "tanh", "relu" or "leaky_relu"; `slope` is the leaky one's.
    Shape:   name, () -> ()
    Raises:  ValueError if the activation has no known gain
    See:     He, Zhang, Ren & Sun (2015), equation 15
    >>> round(gain("relu") ** 2, 10), gain("sigmoid")
    (2.0, 1.0)
    """
    if act == "tanh":
        return 5.0 / 3.0
    if act in ("relu", "leaky_relu"):
        kept = 0.0 if act == "relu" else slope
        return float(np.sqrt(2.0 / (1.0 + kept**2)))
    return 1.0


# --- experiments


@require(steps=whole(), value=number, nudge=number)
def symmetric_after(steps: int, value: float, nudge: float = 0.0) -> float:
    """How far apart two hidden units are after training XOR (2-2-1, tanh, sigmoid) from weights all equal to `value`.

    Full-batch gradient descent on the mean cross-entropy with rate 0.5; biases start at 0. Before the first step `nudge`
    is added to a single weight, the one from the first input to the first hidden unit. The answer is the largest
    difference between the two columns of the hidden weights.
    Shape:   (), (), () -> ()
    Raises:  ValueError if steps is negative
    See:     Rumelhart, Hinton & Williams (1986), on breaking symmetry
    >>> symmetric_after(steps=100, value=0.5)
    0.0
    """
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    t = np.array([[0.0], [1.0], [1.0], [0.0]])
    W1, b1 = np.full((2, 2), float(value)), np.zeros(2)
    W2, b2 = np.full((2, 1), float(value)), np.zeros(1)
    W1[0, 0] += nudge
    for _ in range(steps):
        h = np.tanh(X @ W1 + b1)
        o = 0.5 * (1.0 + np.tanh(0.5 * (h @ W2 + b2)))
        dz2 = (o - t) / len(X)
        dz1 = (dz2 @ W2.T) * (1.0 - h**2)
        W2, b2 = W2 - 0.5 * h.T @ dz2, b2 - 0.5 * dz2.sum(axis=0)
        W1, b1 = W1 - 0.5 * X.T @ dz1, b1 - 0.5 * dz1.sum(axis=0)
    return float(np.max(np.abs(W1[:, 0] - W1[:, 1])))


def _scheme_or_std(name: str, value: Any) -> Complaint | None:
    """The name of a scheme, or a standard deviation."""
    return one_of(*SCHEMES)(name, value) if isinstance(value, str) else not_negative(name, value)


@require(
    scheme=_scheme_or_std,
    depth=whole(1),
    width=whole(1),
    rng=generator,
    act=one_of("identity", "sigmoid", "tanh", "relu"),
)
def activation_stds(scheme: str | float, act: str, depth: int, width: int, *, rng: np.random.Generator) -> np.ndarray:
    """The spread of the activations after each of `depth` equal layers, for standard normal inputs.

    `scheme` is a name that `init_weights` knows, or a number: the standard deviation of plain normal weights. `act` is
    "identity", "sigmoid", "tanh" or "relu". Every layer gets new weights and no biases; as many examples pass as there
    are units.
    Shape:   -> (depth,)
    Raises:  ValueError if scheme or act is unknown, TypeError if rng is no generator
    See:     Glorot & Bengio (2010), figure 6
    >>> stds = activation_stds("he_normal", "relu", depth=20, width=256, rng=np.random.default_rng(0))
    >>> bool(0.3 < stds.min() and stds.max() < 1.2)
    True
    """
    a = rng.normal(size=(width, width))
    stds = []
    for _ in range(depth):
        shape = (width, width)
        W = init_weights(shape, scheme, rng=rng) if isinstance(scheme, str) else rng.normal(0.0, scheme, size=shape)
        z = a @ W
        sigmoid = 0.5 * (1.0 + np.tanh(0.5 * z))
        a = {"identity": z, "sigmoid": sigmoid, "tanh": np.tanh(z), "relu": np.maximum(z, 0.0)}[act]
        stds.append(np.std(a))
    return np.array(stds)


def _without_rng(fill: Callable[..., np.ndarray]) -> Callable[..., np.ndarray]:
    """Let a start that draws nothing be called as the ones that do."""

    def start(shape: tuple[int, ...], *, rng: np.random.Generator) -> np.ndarray:
        return fill(shape)

    return start


# name -> function (shape, *, rng) -> weights
INITIALIZERS: dict[str, Callable[..., np.ndarray]] = {
    "zeros": _without_rng(partial(constant, value=0.0)),
    "ones": _without_rng(partial(constant, value=1.0)),
    "identity": _without_rng(identity_init),
    "uniform": random_uniform,
    "normal": random_normal,
    "truncated_normal": truncated_normal,
    "orthogonal": orthogonal,
    **{scheme: partial(init_weights, scheme=scheme) for scheme in SCHEMES},
}
