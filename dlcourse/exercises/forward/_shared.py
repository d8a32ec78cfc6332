"""What several cards of this folder need: inputs, other ways to compute, signs of a mistake."""

from typing import Any

import numpy as np


def logistic(z: Any) -> Any:
    return 0.5 * (1.0 + np.tanh(0.5 * z))


X222 = np.array([0.1, 0.2])
