"""Settings out of their range are answered by a sentence, in every function that takes them; shapes that do not fit, too.

Each row is one right call; a column of wrong values is put in the place of the setting of that name.
"""

import inspect
import re

import numpy as np
import pytest

from dlcourse import activations, backprop, digits, losses, optimizers, regularizers

WRONG = {
    "lr": (0.0, -0.1, np.nan, np.inf, True), "eps": (0.0, -1e-8, np.nan), "alpha": (1.0, -0.1, np.nan), "rho": (1.0, -0.1),
    "beta1": (1.0, -0.1), "beta2": (1.0, -0.1), "t": (0, -1, 1.5, True), "weight_decay": (-0.1, np.nan), "l1": (-0.1, np.nan),
    "l2": (-0.1, np.nan), "amount": (-0.1, np.nan), "p": (1.0, -0.1, np.nan), "momentum": (1.0, -0.1), "patience": (0, -1, 1.5),
    "epochs": (0, -1, 1.5), "min_delta": (-0.1, np.nan), "dy": (0.5, True), "dx": (0.5, True), "train": (1, 0, None), "depth": (-1, 1.5),
    "hidden": (0, -1, 1.5), "steps": (-1, 1.5), "C": (0, -1, 1.5), "z": (np.nan, np.inf, 1j),
}  # fmt: skip  # a table
W, STATE = np.ones(3), (np.zeros(3), np.ones(3))
LAYERS = [(np.ones((2, 3)), np.ones(3))]
LINEAR = np.ones((3, 4)), np.ones(3), np.ones((1, 3)), np.ones(1)
RIGHT = {
    optimizers.gd_step: {"w": W, "g": W, "lr": 0.1},
    optimizers.newton_step: {"w": W, "g": W, "H": np.eye(3)},
    optimizers.momentum_step: {"w": W, "v": W, "g": W, "lr": 0.1, "alpha": 0.9},
    optimizers.nesterov_step: {"w": W, "v": W, "g": W, "lr": 0.1, "alpha": 0.9},
    optimizers.adagrad_step: {"w": W, "G": W, "g": W, "lr": 0.1, "eps": 1e-8},
    optimizers.rmsprop_step: {"w": W, "G": W, "g": W, "lr": 0.1, "rho": 0.9, "eps": 1e-8},
    optimizers.adam_step: {"w": W, "m": W, "v": W, "g": W, "t": 1, "lr": 0.1, "beta1": 0.9, "beta2": 0.9, "eps": 1e-8},
    optimizers.adamw_step: {"w": W, "m": W, "v": W, "g": W, "t": 1, "lr": 0.1, "beta1": 0.9, "beta2": 0.9, "eps": 1e-8, "weight_decay": 0.1},
    optimizers.run: {"optimizer": lambda w, g, memory: (w, memory), "grad": np.sign, "w0": W, "steps": 2},
    regularizers.penalty: {"params": LAYERS, "l1": 0.1, "l2": 0.1},
    regularizers.penalty_grad: {"params": LAYERS, "l1": 0.1, "l2": 0.1},
    regularizers.soft_threshold: {"w": W, "amount": 0.1},
    regularizers.ridge_shrink: {"w": W, "amount": 0.1},
    regularizers.dropout: {"a": W, "p": 0.5, "rng": np.random.default_rng(0), "train": True},
    regularizers.dropout_backward: {"dout": W, "mask": W},
    regularizers.batchnorm: {"x": np.eye(3), "gamma": W, "beta": W, "state": STATE, "train": True, "momentum": 0.9, "eps": 1e-5},
    regularizers.batchnorm_backward: {"dout": np.eye(3), "cache": (np.eye(3), W, W)},
    regularizers.early_stopping: {"w": W, "grad": np.sign, "val_loss": np.sum, "lr": 0.1, "patience": 1, "epochs": 1, "min_delta": 0.0},
    regularizers.StoppingRule: {"patience": 1, "min_delta": 0.0},
    regularizers.augment_shift: {"images": np.ones((1, 2, 2)), "dy": 1, "dx": 0},
    backprop.graph_backward: {"x": 1.0, "y": 1.0, "z": 1.0},
    backprop.train_step_222: {"w": np.ones(8), "x": np.ones(2), "t": np.ones(2), "lr": 0.1},
    backprop.train_xor: {"hidden": 1, "lr": 0.1, "steps": 1, "rng": np.random.default_rng(0)},
    backprop.fit_curve: {"x": np.ones((2, 1)), "t": np.ones((2, 1)), "params": [(np.ones((1, 3)), np.ones(3)), (np.ones((3, 1)), np.ones(1))], "lr": 0.1, "steps": 1},
    digits.framework_step: {"X": np.ones((2, 4)), "y": np.array([0, 0]), "params": LINEAR, "velocities": LINEAR, "lr": 0.1, "momentum": 0.9, "weight_decay": 0.1},
    losses.one_hot: {"y": np.array([0, 0]), "C": 1},
    losses.recover_targets: {"o": W, "E": W},
    activations.gradient_through: {"depth": 1, "z": 0.5, "act": "tanh"},
}  # fmt: skip  # one call a line
SMOOTH = {"alpha", "beta", "slope"}  # of an activation these may be any number


@pytest.mark.parametrize("function", RIGHT, ids=lambda one: one.__name__)
def test_the_right_call_is_right_and_complete(function):
    function(**RIGHT[function])
    assert set(RIGHT[function]) == set(inspect.signature(function).parameters)


PLACES = [
    pytest.param(function, name, wrong, id=f"{function.__name__}({name}={wrong})")
    for function, right in RIGHT.items()
    for name in right
    if name in WRONG and np.ndim(right[name]) == 0
    for wrong in WRONG[name]
]


@pytest.mark.parametrize(("function", "name", "wrong"), PLACES)
def test_a_setting_out_of_its_range_is_refused_by_name(function, name, wrong):
    with pytest.raises((TypeError, ValueError)) as caught:
        function(**RIGHT[function] | {name: wrong})
    assert f": {name} is {wrong}" in str(caught.value)


EDGES = {"alpha": 0.0, "rho": 0.0, "beta1": 0.0, "beta2": 0.0, "weight_decay": 0.0, "l1": 0.0, "l2": 0.0, "amount": 0.0, "p": 0.0,
         "momentum": 0.0, "min_delta": 0.0, "depth": 0, "dy": -1, "train": False}  # fmt: skip  # a table


@pytest.mark.parametrize("function", RIGHT, ids=lambda one: one.__name__)
def test_settings_at_the_edge_are_taken(function):
    for name, edge in EDGES.items():
        if name in RIGHT[function]:
            function(**RIGHT[function] | {name: edge})


SHAPED = [
    pytest.param(function, name, id=f"{function.__name__}({name})")
    for function, right in RIGHT.items()
    for name in right
    if isinstance(right[name], np.ndarray) and function not in (optimizers.run, regularizers.augment_shift, losses.one_hot)
    and sum(isinstance(one, np.ndarray) for one in right.values()) > 1
]  # fmt: skip  # one condition a line


@pytest.mark.parametrize(("function", "name"), SHAPED)
def test_an_array_that_does_not_fit_the_others_is_refused(function, name):
    other = RIGHT[function][name]
    with pytest.raises(ValueError, match=r": \w+(\[\d\])? (has shape|holds)"):
        function(**RIGHT[function] | {name: np.ones((*other.shape[:-1], other.shape[-1] + 1))})


SIGNED = {
    losses.half_sse: ("o", "t"), losses.half_sse_grad: ("o", "t"), losses.mse: ("o", "t"), losses.mse_grad: ("o", "t"),
    losses.bce: ("z", "t"), losses.bce_grad: ("z", "t"), losses.mse_sigmoid_grad: ("z", "t"),
}  # fmt: skip  # a table


@pytest.mark.parametrize("function", SIGNED, ids=lambda one: one.__name__)
def test_unsigned_numbers_are_refused_by_gradients_too(function):
    first, second = SIGNED[function]
    small = np.array([1, 2], np.uint8)
    with pytest.raises(TypeError) as caught:
        function(small, small)
    name = function.__name__
    assert (
        str(caught.value) == f"{name}: {first} holds values of type uint8, expected signed numbers; use astype(float)."
    )
    with pytest.raises(ValueError, match=rf"^{name}: {second} has shape \(3,\), expected \(2,\) as {first} has[.]$"):
        function(np.ones(2), np.ones(3))


EVERY_ACTIVATION = [
    one for name, one in vars(activations).items() if inspect.isfunction(one) and one.__module__ == activations.__name__
    and "z" in inspect.signature(one).parameters and name != "gradient_through"
]  # fmt: skip  # one condition a line


@pytest.mark.parametrize("function", EVERY_ACTIVATION, ids=lambda one: one.__name__)
def test_every_activation_and_slope_refuses_unsigned_numbers_and_words_for_settings(function):
    more = {"dout": np.ones((2, 2)), "alpha": 0.1} if function is activations.prelu_grads else {}
    if not more:
        with pytest.raises(
            TypeError, match=rf"^{function.__name__}: z holds values of type uint8, expected signed numbers"
        ):
            function(np.ones((2, 2), np.uint8))
    for name in SMOOTH & set(inspect.signature(function).parameters):
        with pytest.raises(TypeError, match=rf"^{function.__name__}: {name} is 'much'"):
            function(np.ones((2, 2)), **more | {name: "much"})


def test_a_registry_calls_functions_by_their_names():
    for name, (function, slope) in (activations.ACTIVATIONS | losses.LOSSES).items():
        assert (function.__name__, slope.__name__) == (name, f"{name}_grad")
    for name, (step, remembered, counts) in optimizers.OPTIMIZERS.items():
        assert step.__name__ == f"{name}_step"
        parameters = list(inspect.signature(step).parameters)
        assert parameters[: 2 + len(remembered)] == ["w", *remembered, "g"]
        assert ("t" in parameters) is counts


ALIKE = [
    optimizers.gd_step, optimizers.momentum_step, optimizers.nesterov_step, optimizers.adagrad_step, optimizers.rmsprop_step,
    optimizers.adam_step, optimizers.adamw_step, losses.recover_targets, regularizers.dropout_backward,
]  # fmt: skip  # a list


@pytest.mark.parametrize("function", ALIKE, ids=lambda one: one.__name__)
def test_arrays_are_measured_by_the_first_one(function):
    right = RIGHT[function]
    first, *others = [name for name in inspect.signature(function).parameters if isinstance(right[name], np.ndarray)]
    for name in others:
        sentence = f"{function.__name__}: {name} has shape (4,), expected (3,) as {first} has."
        with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
            function(**right | {name: np.ones(4)})
