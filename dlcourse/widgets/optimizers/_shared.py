"""What the pictures of optimizers share: how they write numbers and places."""

import numpy as np

from dlcourse.language import Text
from dlcourse.widgets.stage.words import number

LR = Text("learning rate lr", "학습률 lr")


def short(value: float) -> str:
    """A number with three digits that count, however large or small it is."""
    return f"{value:.3g}"


def place(w: np.ndarray) -> str:
    """A point as a person writes it."""
    return f"({', '.join(number(part) if abs(part) < 1e4 else short(part) for part in w)})"


def within(path: np.ndarray, bound: float) -> np.ndarray:
    """A path that left the picture, cut down to what a canvas can hold."""
    return np.asarray(np.clip(path, -bound, bound))
