"""A network is a list of layers: forward runs through it, backward runs through it the other way.

All weights lie in one long vector, `network.values`, and all gradients in another, `network.gradient`; each layer sees
its own piece as a matrix. So an optimizer updates everything with a few operations on one vector, keeping the best
weights is one copy, and "how many parameters?" is a length.
"""

import copy
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from dlcourse._require import Complaint, class_advice, describe, generator, refuse, unmasked, whole
from dlcourse.activations import sigmoid, softmax
from dlcourse.files import write_whole
from dlcourse.layers import Activation, Layer

LONG = {"_everything", "values", "gradient"}
DTYPES = (np.dtype(np.float64), np.dtype(np.float32))


class Sequential:
    """Layers one after the other.

    >>> from dlcourse.layers import Activation, Dense
    >>> net = Sequential([Dense(2, 4), Activation("tanh"), Dense(4, 1)], rng=np.random.default_rng(0))
    >>> net.forward(np.zeros((3, 2))).shape, net.n_params
    ((3, 1), 17)
    """

    def __init__(self, layers: Sequence[Layer], *, rng: np.random.Generator, dtype: Any = np.float64) -> None:
        refuse("Sequential", generator("rng", rng))
        if dtype not in DTYPES:
            raise ValueError(f"Sequential: dtype is {dtype}, expected np.float64 or np.float32.")
        refuse("Sequential", _in_a_row("layers", layers))
        self.layers, self.dtype = tuple(layers), np.dtype(dtype)
        self.inputs, self.outputs = _fitted(self.layers)
        self.ran = False  # whether there was a `forward` that `backward` can go back through
        self.history: Mapping[str, list[float]] | None = None  # of the last `fit`, also when it was interrupted
        for layer in self.layers:
            layer.start(rng=rng, dtype=self.dtype)
        self._pack()

    def _pack(self) -> None:
        """Move what the layers hold into the long vectors: first what is learned, then what is only remembered."""
        for layer in self.layers:
            layer.owner = self
        self.n_params = sum(value.size for layer in self.layers for value in layer.params.values())
        n_state = sum(value.size for layer in self.layers for value in layer.state.values())
        self._everything = aligned(self.n_params + n_state, self.dtype)
        self.values = self._everything[: self.n_params]
        self.gradient = aligned(self.n_params, self.dtype)
        at = 0
        for kind in ("_params", "_state"):
            for layer in self.layers:
                held = getattr(layer, kind)
                for name, value in held.items():
                    piece = slice(at, at + value.size)
                    held[name] = self._everything[piece].reshape(value.shape)
                    held[name][...] = value
                    if kind == "_params":
                        layer._grads[name] = self.gradient[piece].reshape(value.shape)
                    at += value.size

    def __getstate__(self) -> dict[str, Any]:
        # the layers hold every number once more; the long vectors are made of them again
        return {name: value for name, value in self.__dict__.items() if name not in LONG}

    def __setstate__(self, state: dict[str, Any]) -> None:
        # a copy, in this process or another, has arrays of its own everywhere: tie its layers to its vectors
        self.__dict__.update(state)
        self._pack()

    def __copy__(self) -> "Sequential":
        # a shallow copy would share layers with the original, and only one network can own them
        return copy.deepcopy(self)

    # --- running

    def forward(self, X: np.ndarray, *, train: bool = False, rng: np.random.Generator | None = None) -> np.ndarray:
        """What the last layer gives for the rows of `X`; every layer keeps its own `output`.

        Shape:   (N, inputs) -> (N, outputs)
        """
        a = self.checked(X)
        for layer in self.layers:
            a = layer.forward(a, train=train, rng=rng)
        self.ran = True
        return a

    __call__ = forward

    def backward(self, grad: np.ndarray) -> np.ndarray:
        """Fill `gradient` from the loss' gradient at the output of the last `forward`; the answer is the one at `X`.

        Shape:   (N, outputs) -> (N, inputs)
        """
        return self.layers[0].backward(self._down_to_first(grad))

    def fill_gradient(self, grad: np.ndarray) -> None:
        """`backward` without its answer, which training does not need and the first layer can leave out."""
        self.layers[0].fill_grads(self._down_to_first(grad))

    def _down_to_first(self, grad: np.ndarray) -> np.ndarray:
        refuse("backward", unmasked("grad", grad))
        if not self.ran:
            raise ValueError(
                "backward: it came before forward, expected an output to go back from; call forward first."
            )
        given = self.layers[-1].output.shape
        if np.shape(grad) != given:
            raise ValueError(f"backward: grad has shape {np.shape(grad)}, expected {given}, as the last forward gave.")
        for layer in self.layers[:0:-1]:
            grad = layer.backward(grad)
        return grad

    def predict(self, X: np.ndarray, *, batch_size: int = 1024) -> np.ndarray:
        """What `forward` gives, computed in pieces of `batch_size` rows, so that a large `X` needs little memory.

        Shape:   (N, inputs) -> (N, outputs)
        """
        X = self.checked(X)
        refuse("predict", whole(1)("batch_size", batch_size))
        out = np.empty((len(X), self.outputs), dtype=self.dtype)
        for at in range(0, len(X), batch_size):
            out[at : at + batch_size] = self.forward(X[at : at + batch_size])
        return out

    def probabilities(self, X: np.ndarray) -> np.ndarray:
        """Softmax of the outputs, or with a single output its sigmoid; unless the network itself ends in one.

        Shape:   (N, inputs) -> (N, outputs)
        """
        out, last = self.predict(X), self.layers[-1]
        if isinstance(last, Activation) and last.kind in ("softmax", "sigmoid"):
            return out
        return softmax(out) if self.outputs > 1 else sigmoid(out)

    def classify(self, X: np.ndarray) -> np.ndarray:
        """The most probable class of every row; with a single output 1 where it is more probable than not.

        Shape:   (N, inputs) -> (N,)
        """
        p = self.probabilities(X)
        return np.argmax(p, axis=1) if self.outputs > 1 else (p[:, 0] > 0.5).astype(np.int64)

    def activations(self, X: np.ndarray) -> list[np.ndarray]:
        """What every layer gives for the rows of `X`, first layer first: column j of an entry is what unit j says."""
        self.forward(X)
        return [layer.output for layer in self.layers]

    # --- looking at it

    def describe(self) -> str:
        """Layers, shapes and numbers of parameters, as a table in text."""
        rows, width = [("layer", "output", "parameters")], self.inputs
        for number, layer in enumerate(self.layers):
            width = layer.outputs or width
            rows.append((f"{number} {layer!r}", f"(N, {width})", f"{sum(v.size for v in layer.params.values()):,}"))
        rows.append(("total", "", f"{self.n_params:,}"))
        wide = [max(len(row[column]) for row in rows) for column in range(3)]
        lines = [f"{name:<{wide[0]}}  {shape:<{wide[1]}}  {count:>{wide[2]}}" for name, shape, count in rows]
        rule = "-" * len(lines[0])
        return "\n".join([lines[0], rule, *lines[1:-1], rule, lines[-1]])

    def summary(self) -> None:
        """Print layers, shapes and numbers of parameters."""
        print(self.describe())

    def __repr__(self) -> str:
        return f"Sequential({', '.join(map(repr, self.layers))})"

    # --- keeping and bringing back

    def arrays(self) -> dict[str, np.ndarray]:
        """Every array that makes this network what it is, named like "0.W"; they are the network's own, not copies."""
        return {
            f"{number}.{name}": value
            for number, layer in enumerate(self.layers)
            for name, value in [*layer.params.items(), *layer.state.items()]
        }

    def snapshot(self) -> np.ndarray:
        """A copy of all that was learned, for `restore`."""
        return self._everything.copy()

    def restore(self, snapshot: np.ndarray) -> None:
        """Go back to a `snapshot` of this network."""
        refuse("restore", unmasked("snapshot", snapshot))
        given, own = np.shape(snapshot), self._everything.shape
        if given != own:
            raise ValueError(f"restore: snapshot has shape {given}, expected {own}; take one of this network.")
        self._everything[:] = snapshot

    def save(self, path: str | Path) -> None:
        """Write all weights to a `.npz` file, which `np.load` opens and a network of the same layers can `load`."""
        target = Path(path)
        if not target.parent.is_dir():
            raise FileNotFoundError(
                f"save: {target} lies in the folder {target.parent}, which is not there, expected one that is; make it first."
            )
        if target.is_dir():
            raise IsADirectoryError(f"save: {target} is a folder, expected a file; add a name such as weights.npz.")
        content = io.BytesIO()
        np.savez(content, **self.arrays())  # type: ignore[arg-type]  # taken for `allow_pickle`
        try:
            write_whole(target, content.getvalue())
        except PermissionError as refused:
            raise PermissionError(
                f"save: {target} cannot be written, expected to be allowed to; close the program that has it open, "
                "or choose another place."
            ) from refused

    def load(self, path: str | Path) -> None:
        """Read weights that `save` wrote; a file that does not fit changes nothing."""
        own = self.arrays()
        if not Path(path).is_file():
            raise FileNotFoundError(f"load: {path} is no file, expected one that Sequential.save wrote.")
        try:
            with Path(path).open("rb") as file, np.load(file, allow_pickle=False) as kept:
                found = {name: kept[name] for name in kept.files}
        except (ValueError, TypeError, EOFError, zipfile.BadZipFile) as strange:
            raise ValueError(f"load: {path} holds no weights, expected a file that Sequential.save wrote.") from strange
        if found.keys() != own.keys():
            holds, wanted = ", ".join(found) or "nothing", ", ".join(own)
            raise ValueError(f"load: {path} holds {holds}, expected {wanted}; build the layers it was saved from.")
        for name, value in own.items():
            if found[name].shape != value.shape:
                raise ValueError(f"load: {name} in {path} has shape {found[name].shape}, expected {value.shape}.")
            if found[name].dtype not in DTYPES:
                raise ValueError(
                    f"load: {name} in {path} holds values of type {found[name].dtype}, expected float64 or float32."
                )
        for name, value in own.items():
            value[...] = found[name]

    def get_weights(self) -> list[np.ndarray]:
        """Copies of W, b, W, b, ..., first layer first."""
        return [value.copy() for layer in self.layers for value in layer.params.values()]

    def set_weights(self, weights: Sequence[np.ndarray]) -> None:
        """Put in W, b, W, b, ..., first layer first; what does not fit changes nothing."""
        for number, value in enumerate(weights):
            refuse("set_weights", unmasked(f"weights[{number}]", value))
        own = [value for layer in self.layers for value in layer.params.values()]
        shapes = [np.shape(value) for value in weights]
        if shapes != [value.shape for value in own]:
            raise ValueError(f"set_weights: weights have shapes {shapes}, expected {[value.shape for value in own]}.")
        new = [np.asarray(value, dtype=self.dtype) for value in weights]
        for value, values in zip(own, new, strict=True):
            value[...] = values

    # --- what comes in

    def checked(self, X: np.ndarray, name: str = "X") -> np.ndarray:
        """`X` as an array of this network's numbers, or a sentence that says what does not fit."""
        refuse("Sequential", unmasked(name, X))
        X = np.asarray(X)
        if X.dtype.kind not in "fiub":
            raise TypeError(f"Sequential: {name} holds values of type {X.dtype}, expected real numbers.")
        if X.ndim != 2 or X.shape[1] != self.inputs:
            flat = X.ndim > 2 and X.size == len(X) * self.inputs
            fix = f"; flatten it with {name}.reshape(len({name}), -1)." if flat else "."
            raise ValueError(f"Sequential: {name} has shape {X.shape}, expected (N, {self.inputs}){fix}")
        return X if X.dtype == self.dtype else X.astype(self.dtype)


def aligned(size: int, dtype: np.dtype[Any]) -> np.ndarray:
    """A vector of zeros that begins on a cache line (64 bytes): passing over it takes a tenth less time."""
    room = np.zeros(size * dtype.itemsize + 64, dtype=np.uint8)
    start = -room.ctypes.data % 64
    return room[start : start + size * dtype.itemsize].view(dtype)


def _in_a_row(name: str, value: Any) -> Complaint | None:
    """Layers come in a list, also a single one."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return None
    advice = "; put it into a list." if isinstance(value, Layer) else class_advice(value)
    return TypeError(f"{name} is {describe(value)}, expected a list of layers such as [Dense(2, 4)]{advice}")


def _fitted(layers: tuple[Layer, ...]) -> tuple[int, int]:
    """How many columns go in and come out, once it is sure that each layer fits the one before."""
    width = first = None
    for number, layer in enumerate(layers):
        if not isinstance(layer, Layer):
            raise TypeError(
                f"Sequential: layer {number} is {describe(layer)}, expected a layer such as Dense(2, 4){class_advice(layer)}"
            )
        if layer.owner is not None or layer in layers[:number]:
            raise ValueError(
                f"Sequential: layer {number} ({layer!r}) already belongs to a network, expected a new layer."
            )
        if width is not None and layer.inputs not in (None, width):
            raise ValueError(
                f"Sequential: layer {number} is {layer!r}, expected {width} inputs, as many as come out before it."
            )
        first = first or layer.inputs
        width = layer.outputs or width
    if first is None or width is None:
        raise ValueError("Sequential: layers holds no Dense or BatchNorm, expected at least one, such as Dense(2, 4).")
    return first, width
