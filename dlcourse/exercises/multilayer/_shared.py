"""What several cards of this folder need: inputs, other ways to compute, signs of a mistake."""

from typing import Any

from dlcourse.perceptron import GATES

XOR = GATES["XOR"]


def step(z: Any) -> Any:
    return (z > 0).astype(int)
