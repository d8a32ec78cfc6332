"""Networks, layers, optimizers and callbacks survive a copy, a pickle and another process, and go on as if nothing were."""

import copy
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pytest
from one_of_each import small

from dlcourse.activations import ACTIVATIONS
from dlcourse.initializers import INITIALIZERS
from dlcourse.layers import Activation, BatchNorm, Dense, Dropout
from dlcourse.network import Sequential
from dlcourse.training import OPTIMIZERS, EarlyStopping, History, fit

LAYERS = {
    "dropout": lambda: Dropout(0.4),
    "batch norm": lambda: BatchNorm(3),
    "own activation": lambda: Activation(np.sin, np.cos),
    "leaky with a setting": lambda: Activation("leaky_relu", slope=0.3),
    **{f"dense {name}": lambda name=name: Dense(3, 3, init=name) for name in INITIALIZERS},
    **{f"activation {name}": lambda name=name: Activation(name) for name in ACTIVATIONS},
}
WAYS = {
    "pickle": lambda thing: pickle.loads(pickle.dumps(thing)),
    "deepcopy": copy.deepcopy,
    "copy": copy.copy,
}


def networked(layer):
    return Sequential([Dense(3, 3), layer, Dense(3, 2)], rng=np.random.default_rng(0))


def gradient(net, X, rng):
    out = net.forward(X, train=True, rng=np.random.default_rng(4))
    net.backward(np.ones_like(out))
    return net.gradient.copy()


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("build", LAYERS.values(), ids=LAYERS)
def test_a_network_of_any_layer_goes_elsewhere_and_computes_the_same(build, way, rng):
    net, X = networked(build()), rng.normal(size=(5, 3))
    net.forward(X, train=True, rng=rng)
    twin = way(net)
    np.testing.assert_array_equal(twin.predict(X), net.predict(X))
    np.testing.assert_array_equal(gradient(twin, X, rng), gradient(net, X, rng))
    assert all(layer.owner is twin for layer in twin.layers)
    assert repr(twin) == repr(net)
    twin.values[:] = 0
    assert net.values.any()


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("build", LAYERS.values(), ids=LAYERS)
def test_a_layer_of_a_network_goes_elsewhere_alone(build, way, rng):
    layer, X = build(), rng.normal(size=(5, 3))
    networked(layer)
    before = layer.forward(X)
    twin = way(layer)
    assert twin.owner is None
    np.testing.assert_array_equal(twin.forward(X), before)
    for value in (*twin.params.values(), *twin.state.values()):
        value[...] = 9
    np.testing.assert_array_equal(layer.forward(X), before)


@pytest.mark.parametrize("build", LAYERS.values(), ids=LAYERS)
def test_a_layer_that_was_never_used_goes_elsewhere(build):
    twin = pickle.loads(pickle.dumps(build()))
    assert networked(twin).forward(np.ones((4, 3))).shape == (4, 2)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_an_optimizer_that_went_elsewhere_goes_on_where_it_was(name, way, rng):
    stays, gradients = OPTIMIZERS[name](), rng.normal(size=(6, 9))
    w = rng.normal(size=9)
    for g in gradients[:3]:
        stays.step(w, g)
    goes, twin = way(stays), w.copy()
    for g in gradients[3:]:
        stays.step(w, g)
        goes.step(twin, g)
    np.testing.assert_array_equal(twin, w)
    # other weights are still another start
    other, fresh = np.ones(9), np.ones(9)
    goes.step(other, gradients[0])
    OPTIMIZERS[name]().step(fresh, gradients[0])
    np.testing.assert_array_equal(other, fresh)


def test_a_training_that_was_put_away_half_way_ends_as_if_it_had_not(rng):
    X, y = rng.normal(size=(40, 3)), rng.integers(0, 4, size=40)
    settings = {"loss": "cross_entropy", "epochs": 2, "batch_size": 8}

    def half(net, adam, stop, rng):
        return fit(net, X, y, optimizer=adam, rng=rng, validation=(X, y), callbacks=[stop], **settings)

    whole = (small(), OPTIMIZERS["adam"](), EarlyStopping(patience=9), np.random.default_rng(1))
    halves = (small(), OPTIMIZERS["adam"](), EarlyStopping(patience=9), np.random.default_rng(1))
    for _ in range(2):
        half(*whole)
    half(*halves)
    halves = pickle.loads(pickle.dumps(halves))
    half(*halves)
    np.testing.assert_array_equal(halves[0].snapshot(), whole[0].snapshot())
    assert halves[2].best_epoch == whole[2].best_epoch
    assert dict(halves[0].history) == dict(whole[0].history)
    assert isinstance(halves[0].history, History)


def test_a_pool_of_processes_takes_networks_and_gives_them_back(rng):
    nets, X = [networked(build()) for build in LAYERS.values()], rng.normal(size=(5, 3))
    # started anew instead of copied, as Windows and macOS do: all that arrives was pickled
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        for net, back in zip(nets, pool.map(copy.deepcopy, nets), strict=True):
            np.testing.assert_array_equal(back.predict(X), net.predict(X))


def test_a_pickle_holds_every_number_once():
    net = Sequential([Dense(200, 200)], rng=np.random.default_rng(0))
    assert len(pickle.dumps(net)) < 2.1 * net.values.nbytes  # the weights and room for their gradients
