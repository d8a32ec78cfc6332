"""Optimizers with a memory take the very steps of the lessons' functions, in place and in their precision."""

import numpy as np
import pytest
from small_networks import classifier, trained

from dlcourse import optimizers
from dlcourse.datasets import spirals
from dlcourse.training import (
    OPTIMIZERS,
    SGD,
    AdaGrad,
    Adam,
    AdamW,
    Optimizer,
    RMSProp,
)

SETTINGS = {
    "gd": (SGD, {"lr": 0.1}, {"lr": 0.1}),
    "momentum": (SGD, {"lr": 0.1, "momentum": 0.8}, {"lr": 0.1, "alpha": 0.8}),
    "nesterov": (SGD, {"lr": 0.1, "momentum": 0.8, "nesterov": True}, {"lr": 0.1, "alpha": 0.8}),
    "adagrad": (AdaGrad, {"lr": 0.1, "eps": 1e-3}, {"lr": 0.1, "eps": 1e-3}),
    "rmsprop": (RMSProp, {"lr": 0.1, "rho": 0.7, "eps": 1e-3}, {"lr": 0.1, "rho": 0.7, "eps": 1e-3}),
    "adam": (Adam, *[{"lr": 0.1, "beta1": 0.8, "beta2": 0.95, "eps": 1e-3}] * 2),
    "adamw": (AdamW, *[{"lr": 0.1, "beta1": 0.8, "beta2": 0.95, "eps": 1e-3, "weight_decay": 0.3}] * 2),
}


def test_every_step_function_has_its_optimizer():
    assert set(SETTINGS) == set(optimizers.OPTIMIZERS)
    assert set(OPTIMIZERS) == set(optimizers.OPTIMIZERS) | {"sgd"}


@pytest.mark.parametrize("name", SETTINGS)
def test_an_optimizer_agrees_with_its_step_function_over_many_changing_steps(name, rng):
    build, settings, pure = SETTINGS[name]
    ours, reference = build(**settings), optimizers.optimizer_named(name, **pure)
    w = rng.normal(size=50)
    expected, memory = w.copy(), None
    for _ in range(20):
        # from tiny to large, with zeros: eps, squares and corrections all matter
        g = rng.normal(size=50) * 10 ** rng.uniform(-5, 2, size=50) * (rng.random(50) > 0.1)
        kept = g.copy()
        ours.step(w, g)
        expected, memory = reference(expected, g, memory)
        np.testing.assert_allclose(w, expected, rtol=1e-12, atol=1e-13)
        np.testing.assert_array_equal(g, kept)


@pytest.mark.parametrize("name", SETTINGS)
def test_usual_settings_are_those_of_the_step_function(name, rng):
    ours = OPTIMIZERS[name]()
    reference = optimizers.optimizer_named(name, lr=ours.lr)
    w = rng.normal(size=9)
    expected, memory = w.copy(), None
    for _ in range(5):
        g = rng.normal(size=9) * 1e-6
        ours.step(w, g)
        expected, memory = reference(expected, g, memory)
    np.testing.assert_allclose(w, expected, rtol=1e-12)


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_an_optimizer_starts_anew_with_other_weights(name, rng):
    used, fresh = OPTIMIZERS[name](), OPTIMIZERS[name]()
    g = rng.normal(size=7)
    used.step(np.ones(7), 5 * g)
    one, two = np.ones(7), np.ones(7)
    used.step(one, g)
    fresh.step(two, g)
    np.testing.assert_array_equal(one, two)


def test_the_rate_may_change_on_the_way():
    optimizer, w = SGD(lr=0.5), np.zeros(1)
    optimizer.step(w, np.ones(1))
    optimizer.lr = np.float64(0.25)
    optimizer.step(w, np.ones(1))
    assert w.tolist() == [-0.75]


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_optimizers_of_32_bits_stay_there(name, rng):
    optimizer = OPTIMIZERS[name]()
    optimizer.lr = np.float64(0.1)
    w = np.ones(5, dtype=np.float32)
    optimizer.step(w, np.ones(5, dtype=np.float32))
    assert {w.dtype, *(value.dtype for value in optimizer.memory.values())} == {np.dtype(np.float32)}


@pytest.mark.parametrize("number", [np.float64, np.float32])
@pytest.mark.parametrize("name", SETTINGS)
def test_no_setting_changes_the_precision_of_an_optimizer(name, number, rng):
    build, settings, _ = SETTINGS[name]
    numbers = {key: value if isinstance(value, bool) else number(value) for key, value in settings.items()}
    optimizer, w = build(**numbers), np.ones(5, dtype=np.float32)
    for _ in range(3):
        optimizer.step(w, rng.normal(size=5).astype(np.float32))
    assert {w.dtype, *(value.dtype for value in optimizer.memory.values())} == {np.dtype(np.float32)}
    assert all(type(getattr(optimizer, key)) in (float, bool) for key in settings)


def test_an_optimizer_of_your_own_needs_one_method():
    class Sign(Optimizer):
        def _move(self, w, g, work, **memory):
            w -= self.lr * np.sign(g)

    X, y = spirals(60, rng=np.random.default_rng(0))
    history = trained(classifier(outputs=2), X, y, optimizer=Sign(lr=0.01), epochs=5)
    assert history["loss"][-1] < history["loss"][0]
