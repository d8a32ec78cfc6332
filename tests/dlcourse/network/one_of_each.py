"""A network with every kind of layer."""

import numpy as np

from dlcourse.layers import Activation, BatchNorm, Dense, Dropout
from dlcourse.network import Sequential


def small(seed=0, dtype=np.float64):
    """Every kind of layer once."""
    layers = [Dense(3, 6, init="he_normal"), BatchNorm(6), Activation("relu"), Dropout(0.3), Dense(6, 4, bias=False)]
    return Sequential(layers, rng=np.random.default_rng(seed), dtype=dtype)
