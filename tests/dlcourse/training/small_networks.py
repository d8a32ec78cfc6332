"""Small networks and data for the tests of training, made anew for each use."""

import numpy as np

from dlcourse.datasets import blobs
from dlcourse.layers import Activation, BatchNorm, Dense, Dropout
from dlcourse.network import Sequential
from dlcourse.training import (
    fit,
)


def classifier(seed=0, dtype=np.float64, outputs=3):
    layers = [Dense(2, 16, init="he_normal"), Activation("relu"), Dense(16, outputs)]
    return Sequential(layers, rng=np.random.default_rng(seed), dtype=dtype)


def everything(seed=0, dtype=np.float64):
    layers = [Dense(2, 8), BatchNorm(8), Activation("tanh"), Dropout(0.2), Dense(8, 3)]
    return Sequential(layers, rng=np.random.default_rng(seed), dtype=dtype)


def data(n=60, seed=0, classes=3):
    return blobs(n, classes=classes, rng=np.random.default_rng(seed))


def trained(net, X, y, **changes):
    settings = {
        "loss": "cross_entropy",
        "optimizer": "adam",
        "epochs": 3,
        "batch_size": 16,
        "rng": np.random.default_rng(1),
    }
    return fit(net, X, y, **(settings | changes))
