"""What is looked at in the networks of `train_mnist`: whether they read, and whether their chance comes from `rng`."""

import copy
import time
from functools import cache
from typing import Any

import numpy as np

from dlcourse.datasets import load_mnist
from dlcourse.digits import accuracy, predict
from dlcourse.exercises.outcome import plain
from dlcourse.language import Text

TRAINING, SMALL, FEW = 6000, 2500, 200


MARKS = {
    TRAINING: 0.85,  # the weakest of our own networks reads 0.91 +- 0.01
    SMALL: 0.40,  # a few runs in a thousand end with 0.5 instead of 0.9; who does not learn the new names reads 0.1
}


_SHORT = 10.0  # seconds of training that may be asked for once more


@cache
def _small_pictures() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Training and validation digits of the shipped subset at half the size: 14 by 14 pixels, each the mean of four."""
    kept = load_mnist()

    def halved(images: np.ndarray) -> np.ndarray:
        quarters = images.reshape(len(images), 14, 2, 14, 2) / 255.0
        rows: np.ndarray = quarters.mean(axis=(2, 4)).reshape(len(images), 196)
        return rows

    return halved(kept.X_train), kept.y_train.astype(int), halved(kept.X_val), kept.y_val.astype(int)


def _form(params: Any, pixels: int) -> str:
    """ "layers" for a list of (W, b) from pixels to ten scores, or what else came back."""
    if not isinstance(params, list | tuple) or not params:
        return "other"
    if not all(isinstance(layer, list | tuple) and len(layer) == 2 for layer in params):
        return "no pairs"
    width = pixels
    for W, b in params:
        if not (isinstance(W, np.ndarray) and isinstance(b, np.ndarray)) or W.ndim != 2 or b.size != W.shape[1]:
            return "no pairs"
        if W.shape[0] != width:
            return "do not fit"
        width = W.shape[1]
    return "layers" if width == 10 else "not ten"


FORMS = {
    "other": Text(
        "What came back is of type {type}; a list with `(W, b)` for each layer is wanted.",
        "자료형이 {type}인 것을 반환했습니다. 층마다 `(W, b)`가 들어 있는 리스트여야 합니다.",
    ),
    "no pairs": Text(
        "A layer of your `params` is no pair of an array `W` and an array `b` of the same width.",
        "`params`에 너비가 같은 배열 `W`와 `b`의 쌍이 아닌 층이 있습니다.",
    ),
    "do not fit": Text(
        "The layers of your `params` do not follow one another: `X` must fit the first `W`, and each `W` the one before.",
        "`params`의 층들이 이어지지 않습니다. `X`는 첫 `W`와, 각 `W`는 앞의 `W`와 맞아야 합니다.",
    ),
    "not ten": Text("The last layer should give ten scores.", "마지막 층은 점수 열 개를 내야 합니다."),
}


def repeated(train: Any, n: int, first: int, shift: int, rng: np.random.Generator) -> Any:
    """A case's call: train on a few digits, twice with the same seed and once with another."""
    X, y, _, _ = _small_pictures()
    rngs = rng, copy.deepcopy(rng), np.random.default_rng(first)
    runs = [train(X[first : first + n].copy(), (y[first : first + n] + shift) % 10, rng=one) for one in rngs]
    if any(run is None for run in runs):
        return None
    form = next((form for form in (_form(run, X.shape[1]) for run in runs) if form != "layers"), "layers")
    found = {
        "form": form,
        "type": "",
        "read": 1.0,
        "finite": True,
        "twins": False,
        "spread": 0.0,
        "same": True,
        "ignored": False,
    }
    if form != "layers":
        return found | {"type": getattr(plain(runs[0]), "type_name", type(runs[0]).__name__)}
    same = _alike(runs[0], runs[1])
    # one layer may start at 0; hidden units are told apart by chance alone
    return found | {"same": same, "ignored": same and len(runs[0]) > 1 and _alike(runs[0], runs[2])}


def _alike(one: Any, two: Any) -> bool:
    """Whether two trainings ended with the same network."""
    return len(one) == len(two) and all(
        np.shape(a[k]) == np.shape(b[k]) and np.allclose(a[k], b[k], rtol=1e-5, atol=1e-6, equal_nan=True)
        for a, b in zip(one, two, strict=True)
        for k in range(2)
    )


def reads(train: Any, n: int, first: int, shift: int, rng: np.random.Generator) -> Any:
    """Train on n digits and read others; chance has a part in it, so a run that ends badly is repeated once."""
    began = time.monotonic()
    found = _read(train, n, first, shift, rng)
    if found is None or found["form"] != "layers" or found["read"] >= MARKS[n] or time.monotonic() - began > _SHORT:
        return found
    again = _read(train, n, first, shift, rng)
    return again if again is None else max(found, again, key=lambda one: one["read"])


def _read(train: Any, n: int, first: int, shift: int, rng: np.random.Generator) -> Any:
    """Train once on n digits, each called by its name plus `shift`, and read digits that were kept back."""
    X, y, X_val, y_val = _small_pictures()
    params = train(X[first : first + n].copy(), (y[first : first + n] + shift) % 10, rng=rng)
    form = _form(params, X.shape[1])
    if params is None:
        return None
    if form != "layers":
        kind = getattr(plain(params), "type_name", type(params).__name__)
        blank = {"read": 0.0, "finite": True, "twins": False, "spread": 0.0, "same": True, "ignored": False}
        return {"form": form, "type": kind if form == "other" else "", **blank}
    layers = [(np.asarray(W, dtype=float), np.ravel(np.asarray(b, dtype=float))) for W, b in params]
    finite = all(np.isfinite(W).all() and np.isfinite(b).all() for W, b in layers)
    W = layers[0][0]
    return {
        "form": form,
        "type": "",
        "read": accuracy((y_val + shift) % 10, predict(X_val, layers)) if finite else 0.0,
        "finite": finite,
        "twins": bool(finite and W.shape[1] > 1 and np.allclose(W, W[:, :1])),
        "spread": float(np.std(W)) if finite else 0.0,
        "same": True,
        "ignored": False,
    }
