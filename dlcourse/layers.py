"""Layers: the functions of the lessons with a memory, so that a network can be put together from parts.

A layer keeps what its own `backward` will need: what came in (`x`), what went out (`output`) and, where it learns, its
weights in `params` and their gradients in `grads`. It never decides anything about the loss, the data or the optimizer.
A layer is told its mode in every call: `train=True` while learning, `False` (the default) while predicting.
"""

import copy
from collections.abc import Callable, Mapping
from inspect import signature, unwrap
from types import MappingProxyType
from typing import Any

import numpy as np

from dlcourse._require import Rule, class_advice, fraction_below_one, lookup, one_of, positive, refuse, truth, whole
from dlcourse.activations import ACTIVATIONS, WHOLE_ROWS
from dlcourse.forward import affine
from dlcourse.initializers import INITIALIZERS
from dlcourse.regularizers import batchnorm, batchnorm_backward, dropout, dropout_backward

# The functions of the lessons look at their arguments at every call. Inside a network shapes fit once they fit, and in a
# small network the looking would take half of the time; `unwrap` gives the same functions without it.
affine, batchnorm, batchnorm_backward = unwrap(affine), unwrap(batchnorm), unwrap(batchnorm_backward)
dropout, dropout_backward = unwrap(dropout), unwrap(dropout_backward)

Function = Callable[..., np.ndarray]


class Layer:
    """What every layer has. A layer of your own needs `forward` and `backward`; with weights, `start` as well.

    `inputs` and `outputs` are numbers of columns; None means "any, and as many go out as come in".
    """

    inputs: int | None = None
    outputs: int | None = None

    def __init__(self) -> None:
        self.x = self.output = np.empty((0, 0))
        self.ran = False  # whether there was a `forward` that `backward` can go back through
        self._params: dict[str, np.ndarray] = {}
        self._grads: dict[str, np.ndarray] = {}
        self._state: dict[str, np.ndarray] = {}
        self.owner: object | None = None  # the network this layer belongs to

    @property
    def params(self) -> Mapping[str, np.ndarray]:
        """What the layer learns, by name. Change values inside the arrays (`layer.params["W"][:] = ...`)."""
        return MappingProxyType(self._params)

    @property
    def grads(self) -> Mapping[str, np.ndarray]:
        """The gradient of the loss with respect to each of `params`, as the last `backward` found it."""
        return MappingProxyType(self._grads)

    @property
    def state(self) -> Mapping[str, np.ndarray]:
        """What the layer remembers without learning it by gradient (the running statistics of batch normalization)."""
        return MappingProxyType(self._state)

    def _demand(self, **given: tuple[Any, Rule]) -> None:
        """Every value as its rule says, or a sentence."""
        for name, (value, rule) in given.items():
            refuse(type(self).__name__, rule(name, value))

    def _fits(self, x: np.ndarray) -> None:
        """Rows as wide as this layer takes them, or a sentence."""
        if x.ndim != 2 or x.shape[1] != self.inputs:
            raise ValueError(f"{self!r}: x has shape {x.shape}, expected (N, {self.inputs}).")

    def _keep(self, x: np.ndarray, output: np.ndarray) -> np.ndarray:
        """What came in and what went out, for `backward`."""
        self.x, self.output, self.ran = x, output, True
        return output

    def _after_forward(self, grad: np.ndarray) -> None:
        """A gradient for what the last `forward` gave, or a sentence."""
        if not self.ran:
            raise ValueError(
                f"{self!r}: backward came before forward, expected an output to go back from; call forward first."
            )
        if np.shape(grad) != self.output.shape:
            raise ValueError(
                f"{self!r}: grad has shape {np.shape(grad)}, expected {self.output.shape}, as the last forward gave."
            )

    def __getstate__(self) -> dict[str, Any]:
        # a layer that is copied or sent elsewhere belongs to nobody there; a network takes its own ones back
        return {**self.__dict__, "owner": None}

    def __copy__(self) -> "Layer":
        # a shallow copy would share its weights with the original, and only one network can own them
        return copy.deepcopy(self)

    def start(self, *, rng: np.random.Generator, dtype: np.dtype[Any]) -> None:
        """Draw the first weights."""

    def forward(self, x: np.ndarray, *, train: bool = False, rng: np.random.Generator | None = None) -> np.ndarray:
        """From what comes in to what goes out, row by row."""
        raise NotImplementedError

    def backward(self, grad: np.ndarray) -> np.ndarray:
        """From the gradient at the output of the last `forward` to the one at its input; fills `grads` on the way."""
        raise NotImplementedError

    def fill_grads(self, grad: np.ndarray) -> None:
        """The half of `backward` that the first layer needs: nobody asks for the gradient at the data."""
        self.backward(grad)

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class Dense(Layer):
    """Every input reaches every unit: `z = x @ W + b`.

    Shape:   (N, inputs) -> (N, outputs); W (inputs, outputs), b (outputs,)
    `init` is a name from `INITIALIZERS` or a function `(shape, *, rng) -> W`. Biases start at 0; `bias=False` leaves
    them out.
    """

    inputs: int
    outputs: int

    def __init__(
        self, inputs: int, outputs: int, *, init: str | Function = "glorot_uniform", bias: bool = True
    ) -> None:
        super().__init__()
        self._demand(inputs=(inputs, whole(1)), outputs=(outputs, whole(1)))
        self._demand(bias=(bias, truth))
        self.inputs, self.outputs, self.bias = int(inputs), int(outputs), bool(bias)
        # a name stays a name: the function behind it may have none by which another process could find it
        self.init = init
        if not callable(init):
            lookup("Dense", "init", init, INITIALIZERS)

    def start(self, *, rng: np.random.Generator, dtype: np.dtype[Any]) -> None:
        shape = (self.inputs, self.outputs)
        init = INITIALIZERS[self.init] if isinstance(self.init, str) else self.init
        W = init(shape, rng=rng)
        if np.shape(W) != shape:
            raise ValueError(f"Dense: init gave weights of shape {np.shape(W)}, expected {shape}.")
        self._params = {"W": W.astype(dtype)}
        if self.bias:
            self._params["b"] = np.zeros(shape[1:], dtype=dtype)
        self._grads = {name: np.zeros_like(value) for name, value in self._params.items()}

    def forward(self, x: np.ndarray, *, train: bool = False, rng: np.random.Generator | None = None) -> np.ndarray:
        self._fits(x)
        W = self._params["W"]
        return self._keep(x, affine(x, W, self._params["b"]) if self.bias else x @ W)

    def backward(self, grad: np.ndarray) -> np.ndarray:
        # What `affine_backward` computes, in two halves: the first layer, the largest of most networks, needs only one.
        self.fill_grads(grad)
        return grad @ self._params["W"].T

    def fill_grads(self, grad: np.ndarray) -> None:
        self._after_forward(grad)
        # Written into arrays that stay: asking the system for a new (784, 128) array at every mini-batch costs time.
        np.matmul(self.x.T, grad, out=self._grads["W"])
        if self.bias:
            np.sum(grad, axis=0, out=self._grads["b"])

    def __repr__(self) -> str:
        return f"Dense({self.inputs}, {self.outputs})"


class Activation(Layer):
    """Bend every number on its own, or, for "softmax", every row.

    Shape:   (N, M) -> (N, M)
    `kind` is a name from `ACTIVATIONS`, or your own function together with its derivative:
    `Activation(my_relu, my_relu_grad)`. Settings are handed to both:
    >>> Activation("leaky_relu", slope=0.1).forward(np.array([[-2.0, 3.0]]))
    array([[-0.2,  3. ]])
    """

    def __init__(self, kind: str | Function, grad: Function | None = None, **settings: float) -> None:
        super().__init__()
        self._ours = ""  # a function of your own may be called relu and still keep its own derivative
        if callable(kind):
            if grad is None:
                raise TypeError(
                    f"Activation: grad is None, expected the derivative that belongs to your function{class_advice(kind)}"
                )
            self.kind, self.f, self.f_grad = getattr(kind, "__name__", type(kind).__name__), kind, grad
        else:
            lookup("Activation", "kind", kind, ACTIVATIONS)
            self.kind = self._ours = kind
            self._look_up()
        takes = tuple(signature(self.f).parameters)[1:]
        for name in settings:
            if name not in takes:
                refuse(
                    f"Activation({self.kind})",
                    one_of(*takes)("setting", name) if takes else TypeError(f"setting is {name!r}, expected none."),
                )
        # a NumPy number of 64 bits would drag a network of 32 bits along
        self.settings = {
            name: value.item() if isinstance(value, np.generic | np.ndarray) and value.ndim == 0 else value
            for name, value in settings.items()
        }
        if self._ours and settings:
            ACTIVATIONS[self._ours].f(np.zeros((1, 1)), **self.settings)  # looks at them, as it does in the lessons

    def _look_up(self) -> None:
        self.f, self.f_grad = map(unwrap, ACTIVATIONS[self._ours])

    def start(self, *, rng: np.random.Generator, dtype: np.dtype[Any]) -> None:
        for name, value in self.settings.items():
            if isinstance(value, np.ndarray) and value.dtype.kind in ("fiu" if self._ours else "f"):
                self.settings[name] = value.astype(dtype)

    def __getstate__(self) -> dict[str, Any]:
        state = super().__getstate__()
        if (
            self._ours
        ):  # the functions without their rules have no name of their own; the course's name says which they are
            del state["f"], state["f_grad"]
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        if self._ours:
            self._look_up()

    def forward(self, x: np.ndarray, *, train: bool = False, rng: np.random.Generator | None = None) -> np.ndarray:
        return self._keep(x, self.f(x, **self.settings))

    def backward(self, grad: np.ndarray) -> np.ndarray:
        self._after_forward(grad)
        if self._ours == "softmax":
            # `softmax_grad` is a matrix for every row; this is its product with `grad`, without the matrices
            a = self.output
            return a * (grad - np.sum(grad * a, axis=-1, keepdims=True))
        if self._ours == "relu":
            # what `relu_grad` says, as yes and no instead of 1.0 and 0.0: that takes a fifth of the time
            return grad * (self.x > 0)
        slope = self.f_grad(self.x, **self.settings)
        return np.einsum("nij,ni->nj", slope, grad) if self._ours in WHOLE_ROWS else grad * slope

    def __repr__(self) -> str:
        return f"Activation({self.kind})"


class Dropout(Layer):
    """Drop each number with probability `p` while training and scale up the rest; do nothing while predicting.

    Shape:   (N, M) -> (N, M)
    See:     Srivastava et al. (2014)
    """

    def __init__(self, p: float) -> None:
        super().__init__()
        self._demand(p=(p, fraction_below_one))
        self.p = float(p)
        self.mask: np.ndarray | None = None

    def forward(self, x: np.ndarray, *, train: bool = False, rng: np.random.Generator | None = None) -> np.ndarray:
        out, self.mask = x, None
        if train:
            if rng is None:
                raise TypeError("Dropout: rng is None, expected a generator, which decides what train=True drops.")
            out, mask = dropout(x, self.p, rng=rng, train=True)
            # the mask is drawn in 64 bits; a network of 32 bits stays one
            out, self.mask = out.astype(x.dtype, copy=False), mask.astype(x.dtype, copy=False)
        return self._keep(x, out)

    def backward(self, grad: np.ndarray) -> np.ndarray:
        self._after_forward(grad)
        return grad if self.mask is None else dropout_backward(grad, self.mask)

    def __repr__(self) -> str:
        return f"Dropout({self.p})"


class BatchNorm(Layer):
    """Give each column mean 0 and variance 1 over the batch, then scale by gamma and move by beta, which are learned.

    While predicting, running averages from training take the place of the batch's own.
    Shape:   (N, units) -> (N, units)
    See:     Ioffe & Szegedy (2015)
    """

    def __init__(self, units: int, *, momentum: float = 0.9, eps: float = 1e-5) -> None:
        super().__init__()
        self._demand(units=(units, whole(1)), momentum=(momentum, fraction_below_one), eps=(eps, positive))
        self.inputs = self.outputs = self.units = int(units)
        self.momentum, self.eps = float(momentum), float(eps)

    def start(self, *, rng: np.random.Generator, dtype: np.dtype[Any]) -> None:
        self._params = {"gamma": np.ones(self.units, dtype=dtype), "beta": np.zeros(self.units, dtype=dtype)}
        self._state = {"mean": np.zeros(self.units, dtype=dtype), "var": np.ones(self.units, dtype=dtype)}
        self._grads = {name: np.zeros_like(value) for name, value in self._params.items()}

    def forward(self, x: np.ndarray, *, train: bool = False, rng: np.random.Generator | None = None) -> np.ndarray:
        self._fits(x)
        if train and len(x) == 1:
            raise ValueError(
                f"{self!r}: x has 1 row, expected at least 2 while training, because rows are compared; take a larger batch."
            )
        gamma, beta = self._params["gamma"], self._params["beta"]
        running = (self._state["mean"], self._state["var"])
        out, self.cache, new = batchnorm(x, gamma, beta, running, train, self.momentum, self.eps)
        self._state["mean"][:], self._state["var"][:] = new
        self.trained = train
        return self._keep(x, out)

    def backward(self, grad: np.ndarray) -> np.ndarray:
        self._after_forward(grad)
        dx, dgamma, dbeta = batchnorm_backward(grad, self.cache)
        self._grads["gamma"][:], self._grads["beta"][:] = dgamma, dbeta
        if self.trained:
            return dx
        # while predicting, mean and variance are fixed numbers: rows do not reach each other
        _, gamma, std = self.cache
        return grad * gamma / std

    def __repr__(self) -> str:
        return f"BatchNorm({self.units})"
