"""What several cards of this folder need: inputs, other ways to compute, signs of a mistake."""

from typing import Any

import numpy as np


def sigmoid(z: Any) -> Any:
    return 0.5 * (1.0 + np.tanh(0.5 * z))


# what books add to a probability, or cut it off at, before they take its logarithm
TINY = (1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15)
