"""What every concept function promises, asked of all of them: documented, spliceable, pure, silent, right by measurement.

A new public function joins by an entry in `EXAMPLES`; without one, the first test fails.
"""

import doctest
import importlib
import inspect
import re
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose, assert_array_equal

from autograder.build.splice import free_names
from autograder.build.splice import function as spliced
from dlcourse import (
    activations,
    backprop,
    batches,
    digits,
    forward,
    gradcheck,
    initializers,
    linear,
    losses,
    multilayer,
    optimizers,
    perceptron,
    regularizers,
    shapes,
)
from dlcourse.activations import ACTIVATIONS
from dlcourse.gradcheck import numerical_gradient
from dlcourse.initializers import INITIALIZERS
from dlcourse.losses import LOSSES
from dlcourse.optimizers import OPTIMIZERS

MODULES = (
    activations, backprop, batches, digits, forward, gradcheck, initializers, linear, losses, multilayer, optimizers, perceptron,
    regularizers, shapes,
)  # fmt: skip  # a list of names
CONCEPTS = {
    f"{module.__name__.rpartition('.')[2]}.{name}": value
    for module in MODULES
    for name, value in vars(module).items()
    if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
}
CLASSES = {"regularizers.StoppingRule": regularizers.StoppingRule}
UNTAUGHT = {"optimizers.optimizer_named"}  # serves pictures and tests; no lesson asks for it

# --- one right call of every function; arrays are made anew for each use


def table(*shape, seed=0):
    return np.random.default_rng(seed).normal(size=shape)


def layers(*sizes):
    return [(table(d, m, seed=d), table(m, seed=m)) for d, m in zip(sizes[:-1], sizes[1:], strict=True)]  # noqa: RUF007  # as in the lessons


def seeded():
    return {"rng": np.random.default_rng(1)}


def bits(*values):
    return np.array(values)


def cached():
    X, (W, b) = table(5, 3), layers(3, 2)[0]
    return [(X, W, X @ W + b)]


def normalized():
    return regularizers.batchnorm(table(5, 3), table(3), table(3), (np.zeros(3), np.ones(3)), True)[1]


def halve(w, g, memory):
    return w - 0.5 * g, memory


ONE_ARRAY = {
    f"activations.{name}": lambda: ((table(4, 3),), {})
    for name in [
        "sigmoid",
        "sigmoid_grad",
        "tanh",
        "tanh_grad",
        "relu",
        "relu_grad",
        "leaky_relu",
        "leaky_relu_grad",
        "prelu",
        "prelu_grad",
        "elu",
        "elu_grad",
        "elu_alpha_grad",
        "softplus",
        "softplus_grad",
        "swish",
        "swish_grad",
        "swish_beta_grad",
        "identity",
        "identity_grad",
        "step_grad",
        "softmax",
        "softmax_grad",
    ]
}
EXAMPLES = ONE_ARRAY | {
    "activations.prelu_grads": lambda: ((table(4, 3), table(3), table(4, 3, seed=2)), {}),
    "activations.gradient_through": lambda: ((3, 0.5, "tanh"), {}),
    "backprop.graph_backward": lambda: ((1.0, 2.0, 3.0), {}),
    "backprop.affine_backward": lambda: ((table(5, 2), table(5, 3), table(3, 2)), {}),
    "backprop.activation_backward": lambda: ((table(5, 2), table(5, 2, seed=1), "relu"), {}),
    "backprop.train_step_222": lambda: ((table(8), table(2), table(2)), {"lr": 0.5}),
    "backprop.mlp_backward": lambda: ((cached(), table(5, 2), "tanh"), {}),
    "backprop.train_xor": lambda: ((3, 1.0, 4), seeded()),
    "batches.split": lambda: ((table(9, 2), table(9), (0.5, 0.25, 0.25)), seeded()),
    "batches.minibatches": lambda: ((table(9, 2), table(9), 4), seeded()),
    "batches.iterations": lambda: ((9, 4), {"epochs": 2}),
    "digits.preprocess": lambda: ((table(3, 4, 4), bits(1, 0, 2)), {}),
    "digits.predict": lambda: ((table(5, 3), layers(3, 4, 2)), {}),
    "digits.accuracy": lambda: ((bits(1, 0, 2), bits(1, 1, 2)), {}),
    "digits.confusion": lambda: ((bits(1, 0, 2), bits(1, 1, 2), 4), {}),
    "digits.fit": lambda: ((layers(3, 2), (table(5, 3), bits(0, 1, 1, 0, 1), table(2, 3), bits(0, 1)), lambda p, X, y: (p, 1.0), 2, 2), seeded()),
    "digits.binary_from_softmax": lambda: ((table(4, 2), table(2)), {}),
    "digits.train_mnist": lambda: ((table(12, 4), np.arange(12) % 10), seeded()),
    "digits.maximize_unit": lambda: ((layers(9, 4, 2), 1, 3, 0.1), {}),
    "forward.affine": lambda: ((table(5, 3), table(3, 2), table(2)), {}),
    "forward.forward_222": lambda: ((table(2), table(8)), {}),
    "forward.mlp_forward": lambda: ((table(5, 3), layers(3, 4, 2), np.tanh, np.negative), {}),
    "gradcheck.numerical_gradient": lambda: ((np.sum, table(3)), {"h": 1e-4}),
    "gradcheck.relative_error": lambda: ((table(3), table(3, seed=1)), {}),
    "initializers.constant": lambda: (((3, 2), 0.5), {}),
    "initializers.random_uniform": lambda: (((3, 2), -1.0, 1.0), seeded()),
    "initializers.random_normal": lambda: (((3, 2), 0.1), seeded()),
    "initializers.truncated_normal": lambda: (((3, 2), 0.1), seeded()),
    "initializers.identity_init": lambda: (((3, 3),), {}),
    "initializers.orthogonal": lambda: (((3, 2),), seeded()),
    "initializers.fans": lambda: (((3, 2),), {}),
    "initializers.init_weights": lambda: (((3, 2), "he_normal"), seeded()),
    "initializers.choose_init": lambda: (("tanh",), {}),
    "initializers.gain": lambda: (("leaky_relu",), {"slope": 0.1}),
    "initializers.symmetric_after": lambda: ((3, 0.5), {}),
    "initializers.activation_stds": lambda: (("he_normal", "relu", 3, 8), seeded()),
    "losses.half_sse": lambda: ((table(3), table(3, seed=1)), {}),
    "losses.half_sse_grad": lambda: ((table(3), table(3, seed=1)), {}),
    "losses.recover_targets": lambda: ((table(3), table(3) ** 2), {}),
    "losses.mse": lambda: ((table(3), table(3, seed=1)), {}),
    "losses.mse_grad": lambda: ((table(3), table(3, seed=1)), {}),
    "losses.one_hot": lambda: ((bits(1, 0, 2), 4), {}),
    "losses.cross_entropy": lambda: ((table(3, 4), bits(1, 0, 2)), {}),
    "losses.cross_entropy_grad": lambda: ((table(3, 4), bits(1, 0, 2)), {}),
    "losses.bce": lambda: ((table(3), bits(1, 0, 1)), {}),
    "losses.bce_grad": lambda: ((table(3), bits(1, 0, 1)), {}),
    "losses.mse_sigmoid_grad": lambda: ((table(3), bits(1, 0, 1)), {}),
    "multilayer.and_gate": lambda: ((bits(0, 1), bits(1, 1)), {}),
    "multilayer.or_gate": lambda: ((bits(0, 1), bits(1, 1)), {}),
    "multilayer.nand_gate": lambda: ((bits(0, 1), bits(1, 1)), {}),
    "multilayer.xor_gates": lambda: ((bits(0, 1), bits(1, 1)), {}),
    "multilayer.forward_step": lambda: ((table(5, 3), table(3, 2), table(2), table(2, 1), table(1)), {}),
    "multilayer.xor_weights": lambda: ((), {}),
    "multilayer.collapse": lambda: ((table(3, 4), table(4), table(4, 2), table(2)), {}),
    "multilayer.count_params": lambda: (([3, 4, 1],), {"bias": False}),
    "multilayer.layer_shapes": lambda: (([3, 4, 1], 5), {}),
    "multilayer.hidden_codes": lambda: ((table(5, 3), bits(0, 1, 1, 0, 1), table(3, 2), table(2)), {}),
    "optimizers.gd_step": lambda: ((table(3), table(3, seed=1), 0.1), {}),
    "optimizers.momentum_step": lambda: ((table(3), table(3, seed=1), table(3, seed=2), 0.1), {"alpha": 0.8}),
    "optimizers.nesterov_step": lambda: ((table(3), table(3, seed=1), table(3, seed=2), 0.1), {"alpha": 0.8}),
    "optimizers.adagrad_step": lambda: ((table(3), table(3) ** 2, table(3, seed=2), 0.1), {"eps": 1e-8}),
    "optimizers.rmsprop_step": lambda: ((table(3), table(3) ** 2, table(3, seed=2), 0.1), {"rho": 0.8, "eps": 1e-8}),
    "optimizers.adam_step": lambda: ((table(3), table(3), table(3) ** 2, table(3, seed=2), 2, 0.1, 0.8, 0.9, 1e-8), {}),
    "optimizers.adamw_step": lambda: ((table(3), table(3), table(3) ** 2, table(3, seed=2), 2, 0.1, 0.8, 0.9, 1e-8, 0.1), {}),
    "optimizers.run": lambda: ((halve, np.negative, table(2), 3), {}),
    "optimizers.optimizer_named": lambda: (("momentum",), {}),
    "perceptron.step": lambda: ((table(3),), {}),
    "perceptron.perceptron": lambda: ((table(5, 3), table(3), 0.5), {}),
    "perceptron.gate": lambda: (("NAND",), {}),
    "perceptron.boundary_line": lambda: ((table(2), 0.5), {}),
    "perceptron.train_perceptron": lambda: ((table(4, 3), bits(0, 1, 1, 0), 0.5, 3), {}),
    "perceptron.best_linear_accuracy": lambda: ((table(4, 2), bits(0, 1, 1, 0), 12), {}),
    "linear.linear": lambda: ((table(5, 3), table(3), 0.5), {}),
    "linear.fit_least_squares": lambda: ((table(5, 3), table(5), False), {}),
    "shapes.to_row": lambda: ((table(3),), {}),
    "shapes.column_means": lambda: ((table(5, 3),), {}),
    "regularizers.penalty": lambda: ((layers(3, 2), 0.1, 0.2), {}),
    "regularizers.penalty_grad": lambda: ((layers(3, 2), 0.1, 0.2), {}),
    "regularizers.soft_threshold": lambda: ((table(3), 0.1), {}),
    "regularizers.ridge_shrink": lambda: ((table(3), 0.1), {}),
    "regularizers.dropout": lambda: ((table(4, 3), 0.5), {**seeded(), "train": True}),
    "regularizers.dropout_backward": lambda: ((table(4, 3), table(4, 3)), {}),
    "regularizers.batchnorm": lambda: ((table(5, 3), table(3), table(3), (np.zeros(3), np.ones(3)), True, 0.8, 1e-4), {}),
    "regularizers.batchnorm_backward": lambda: ((table(5, 3), normalized()), {}),
    "regularizers.early_stopping": lambda: ((table(3), np.sign, lambda w: float(w @ w), 0.1, 2, 5, 0.01), {}),
    "regularizers.augment_shift": lambda: ((table(2, 4, 3), 1, -1), {}),
}  # fmt: skip  # one call a line


def arrays_in(value):
    """Every array inside, however deep."""
    if isinstance(value, np.ndarray):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    if inspect.isgenerator(value):
        value = list(value)
    return [a for part in value for a in arrays_in(part)] if isinstance(value, list | tuple) else []


def same(a, b):
    if isinstance(a, np.ndarray):
        return isinstance(b, np.ndarray) and a.dtype == b.dtype and np.array_equal(a, b)
    if isinstance(a, list | tuple):
        return type(a) is type(b) and len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    return a == b


def result(name):
    args, kwargs = EXAMPLES[name]()
    value = CONCEPTS[name](*args, **kwargs)
    return list(value) if inspect.isgenerator(value) else value


def test_every_concept_has_an_example():
    assert sorted(EXAMPLES) == sorted(CONCEPTS)


# --- documented


@pytest.mark.parametrize("name", [*CONCEPTS, *CLASSES])
def test_the_examples_in_the_docstring_are_true(name):
    concept = inspect.unwrap((CONCEPTS | CLASSES)[name])
    module = importlib.import_module(concept.__module__)
    tests = doctest.DocTestFinder(recurse=False).find(concept, name, globs=dict(vars(module)))
    assert sum(len(test.examples) for test in tests) > 0, "a docstring needs one example"
    runner = doctest.DocTestRunner()
    said: list[str] = []
    for test in tests:
        runner.run(test, out=said.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(said)


@pytest.mark.parametrize("name", CONCEPTS)
def test_a_docstring_is_one_sentence_then_shape_and_source(name):
    first, *rest = inspect.cleandoc(CONCEPTS[name].__doc__).split("\n")
    assert first.endswith((".", "?", "zero")), first
    labels = [line.partition(":")[0] for line in rest if re.match(r"(Formula|Shape|Raises|See):", line)]
    assert labels == [label for label in ("Formula", "Shape", "Raises", "See") if label in labels]
    assert {"Shape", "See"} <= set(labels)
    rules = hasattr(CONCEPTS[name], "__wrapped__") or name in UNTAUGHT
    assert ("Raises" in labels) is rules


# --- spliceable


@pytest.mark.parametrize("name", sorted(set(CONCEPTS) - UNTAUGHT))
def test_a_body_uses_numpy_and_earlier_functions_of_its_module_only(name):
    module, own = name.split(".")
    order = [key.split(".")[1] for key in CONCEPTS if key.startswith(f"{module}.")]
    earlier = set(order[: order.index(own)])
    assert free_names(spliced(CONCEPTS[name]).cell()) <= {"np"} | earlier


# --- pure


@pytest.mark.parametrize("name", EXAMPLES)
def test_inputs_stay_and_the_answer_is_the_same_again(name):
    args, kwargs = EXAMPLES[name]()
    fresh_args, fresh_kwargs = EXAMPLES[name]()
    value = CONCEPTS[name](*args, **kwargs)
    value = list(value) if inspect.isgenerator(value) else value
    for before, after in zip(arrays_in([fresh_args, fresh_kwargs]), arrays_in([args, kwargs]), strict=True):
        assert_array_equal(after, before)
    if name != "optimizers.optimizer_named":
        assert same(value, result(name))


KEEPS = {
    "regularizers.batchnorm": "the cache holds gamma itself",
    "forward.mlp_forward": "the cache holds the inputs and weights themselves",
    "shapes.to_row": "a row is another view of the same numbers",
    "digits.fit": "the step of the example gives back the params it was given",
}


@pytest.mark.parametrize("name", sorted(set(EXAMPLES) - set(KEEPS)))
def test_answers_are_new_arrays(name):
    args, kwargs = EXAMPLES[name]()
    for made in arrays_in(CONCEPTS[name](*args, **kwargs)):
        assert not any(np.shares_memory(made, given_) for given_ in arrays_in([args, kwargs]))


@pytest.mark.parametrize("name", sorted(set(EXAMPLES) - UNTAUGHT))
def test_arrays_of_real_numbers_are_float64(name):
    for made in arrays_in(result(name)):
        assert made.dtype == np.float64 or made.dtype.kind == "i"


# --- bad input


ARGUMENTS = [
    pytest.param(name, argument, id=f"{name}({argument})")
    for name in EXAMPLES
    for argument in inspect.signature(CONCEPTS[name]).parameters
    if argument != "settings"
]


@pytest.mark.parametrize(("name", "argument"), ARGUMENTS)
@pytest.mark.parametrize("nonsense", ["nonsense", None, object()], ids=["text", "nothing", "object"])
def test_nonsense_for_any_argument_is_answered_by_a_sentence_that_names_it(name, argument, nonsense):
    args, kwargs = EXAMPLES[name]()
    given_ = dict(zip(inspect.signature(CONCEPTS[name]).parameters, args, strict=False)) | kwargs
    before = [a.copy() for a in arrays_in(given_)]
    with pytest.raises((TypeError, ValueError)) as caught:
        CONCEPTS[name](**(given_ | {argument: nonsense}))
    came = {"nonsense": "'nonsense'", None: "None"}.get(nonsense, "an object")
    sentence = rf"{name.partition('.')[2]}: {argument} is {came}, expected .+[.?]"
    assert re.fullmatch(sentence, str(caught.value)), caught.value
    assert all(np.array_equal(a, b) for a, b in zip(before, arrays_in(given_), strict=True))


@pytest.mark.parametrize("name", [name for name, f in CONCEPTS.items() if "rng" in inspect.signature(f).parameters])
def test_forgetting_the_rng_is_a_type_error(name):
    args, kwargs = EXAMPLES[name]()
    del kwargs["rng"]
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'rng'"):
        CONCEPTS[name](*args, **kwargs)


# --- activations

ELEMENTWISE = sorted(set(ACTIVATIONS) - {"softmax"})
EXTREMES = np.array([-1000.0, -745.2, -709.8, -100.0, -36.8, -1e-300, 0.0, 1e-300, 36.8, 100.0, 709.8, 745.2, 1000.0])
ANY_ARRAY = hnp.arrays(
    np.float64, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4), elements=st.floats(-1e3, 1e3)
)


def loud():
    """Overflow, division by zero and nan are errors here; rounding tiny numbers to 0 is what stable formulas do."""
    return np.errstate(over="raise", divide="raise", invalid="raise")


@given(ANY_ARRAY)
@pytest.mark.parametrize("name", ELEMENTWISE)
def test_activations_keep_shape_stay_silent_and_finite(name, z):
    for f in ACTIVATIONS[name]:
        with loud(), warnings.catch_warnings():
            warnings.simplefilter("error")
            a = f(z)
        assert np.shape(a) == z.shape
        assert np.all(np.isfinite(a))


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_bear_the_extremes(name):
    for f in ACTIVATIONS[name]:
        with loud():
            assert np.all(np.isfinite(f(EXTREMES)))


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_an_activation_treats_a_number_as_it_treats_an_array(name):
    for f in ACTIVATIONS[name]:
        assert [float(f(float(z))) for z in EXTREMES] == list(f(EXTREMES))


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_whole_numbers_are_not_cut_off(name):
    for f in ACTIVATIONS[name]:
        assert_array_equal(f(np.array([-2, 0, 3])), f(np.array([-2.0, 0.0, 3.0])))


@pytest.mark.parametrize("name", [*ACTIVATIONS, *LOSSES])
def test_unsigned_numbers_are_refused_because_they_wrap_around(name):
    answer = (
        re.escape(f"{name}: ")
        + "(z|o|logits) holds values of type uint8, expected signed numbers; use astype[(]float[)][.]"
    )
    z = np.array([[0, 1, 2], [2, 1, 0]], dtype=np.uint8)
    with pytest.raises(TypeError, match=f"^{answer}$"):
        ACTIVATIONS[name][0](z) if name in ACTIVATIONS else LOSSES[name][0](
            z, z[:, 0] if name == "cross_entropy" else z
        )


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_single_precision_stays_single(name):
    f, f_grad = ACTIVATIONS[name]
    z = table(4, 3).astype(np.float32)
    assert f(z).dtype == np.float32
    if name != "softmax":
        assert f_grad(z).dtype == np.float32


AWAY_FROM_KINKS = hnp.arrays(
    np.float64, (3, 2), elements=st.floats(0.01, 20.0).flatmap(lambda size: st.sampled_from([-size, size]))
)


@settings(max_examples=30)
@given(AWAY_FROM_KINKS)
@pytest.mark.parametrize("name", ELEMENTWISE)
def test_derivatives_agree_with_measured_slopes(name, z):
    f, f_grad = ACTIVATIONS[name]
    assert_allclose(f_grad(z), numerical_gradient(lambda z: float(np.sum(f(z))), z), rtol=1e-6, atol=1e-8)


def test_the_derivative_of_softmax_agrees_with_measured_slopes():
    z = table(4)
    for i in range(4):
        measured = numerical_gradient(lambda z, i=i: float(activations.softmax(z)[i]), z)
        assert_allclose(activations.softmax_grad(z)[i], measured, rtol=1e-7, atol=1e-10)


@pytest.mark.parametrize(
    ("f", "f_parameter", "parameter"),
    [
        (activations.swish, activations.swish_beta_grad, 1.3),
        (activations.elu, lambda z, alpha: activations.elu_alpha_grad(z), 0.7),
        (activations.prelu, lambda z, alpha: activations.prelu_grads(z, np.full(2, alpha), np.ones_like(z))[0] * 0 + np.where(z > 0, 0, z), 0.3),
    ],
)  # fmt: skip  # one case a line
def test_parameter_gradients_agree_with_measured_slopes(f, f_parameter, parameter):
    z = table(3, 2)
    measured = (f(z, parameter + 1e-5) - f(z, parameter - 1e-5)) / 2e-5
    assert_allclose(f_parameter(z, parameter), measured, rtol=1e-6, atol=1e-9)


def test_the_gradient_of_learned_slopes_agrees_with_measured_slopes():
    z, dout = table(5, 3), table(5, 3, seed=3)
    for alpha in (np.array([0.1, 0.5, 2.0]), np.array(0.3)):
        _, dalpha = activations.prelu_grads(z, alpha, dout)
        measured = numerical_gradient(lambda a: float(np.sum(dout * activations.prelu(z, a))), alpha)
        assert np.shape(dalpha) == alpha.shape
        assert_allclose(dalpha, measured, rtol=1e-7)


# --- losses

TARGETS = {
    "half_sse": lambda: (table(4, 3), table(4, 3, seed=1)),
    "mse": lambda: (table(4, 3), table(4, 3, seed=1)),
    "bce": lambda: (3.0 * table(6), np.array([0.0, 1.0, 1.0, 0.3, 0.0, 1.0])),
    "cross_entropy": lambda: (3.0 * table(4, 3), bits(0, 2, 1, 1)),
}


@pytest.mark.parametrize("name", LOSSES)
def test_loss_gradients_agree_with_measured_gradients(name):
    loss, gradient = LOSSES[name]
    out, target = TARGETS[name]()
    assert type(loss(out, target)) is float
    assert gradient(out, target).shape == out.shape
    assert_allclose(gradient(out, target), numerical_gradient(lambda o: loss(o, target), out), rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("name", LOSSES)
def test_losses_bear_the_extremes(name):
    loss, gradient = LOSSES[name]
    out, target = TARGETS[name]()
    with loud():
        for huge in (1000.0 * np.sign(out), -1000.0 * np.sign(out)):
            assert np.isfinite(loss(huge, target))
            assert np.all(np.isfinite(gradient(huge, target)))


@pytest.mark.parametrize("name", LOSSES)
def test_a_step_against_the_gradient_lowers_the_loss(name):
    loss, gradient = LOSSES[name]
    out, target = TARGETS[name]()
    assert loss(out - 1e-3 * gradient(out, target), target) < loss(out, target)


# --- regularizers


def test_the_penalty_gradient_agrees_with_measured_slopes():
    params = layers(4, 3, 2)
    for i, (W, b) in enumerate(params):

        def cost(W, i=i, b=b):
            return regularizers.penalty([*params[:i], (W, b), *params[i + 1 :]], 0.3, 0.7)

        dW, db = regularizers.penalty_grad(params, 0.3, 0.7)[i]
        assert_allclose(dW, numerical_gradient(cost, W), rtol=1e-7, atol=1e-9)
        assert_array_equal(db, np.zeros_like(b))


def test_batch_norm_gradients_agree_with_measured_gradients():
    x, gamma, beta, dout = table(6, 3), table(3, seed=1), table(3, seed=2), table(6, 3, seed=3)
    state = (np.zeros(3), np.ones(3))

    def out(x, gamma, beta):
        return float(np.sum(dout * regularizers.batchnorm(x, gamma, beta, state, True)[0]))

    dx, dgamma, dbeta = regularizers.batchnorm_backward(dout, regularizers.batchnorm(x, gamma, beta, state, True)[1])
    assert_allclose(dx, numerical_gradient(lambda v: out(v, gamma, beta), x), rtol=1e-6, atol=1e-8)
    assert_allclose(dgamma, numerical_gradient(lambda v: out(x, v, beta), gamma), rtol=1e-7)
    assert_allclose(dbeta, numerical_gradient(lambda v: out(x, gamma, v), beta), rtol=1e-7)


def test_dropout_gradients_agree_with_measured_gradients():
    a, dout = table(5, 4), table(5, 4, seed=1)

    def out(a):
        return regularizers.dropout(a, 0.4, rng=np.random.default_rng(3), train=True)

    measured = numerical_gradient(lambda a: float(np.sum(dout * out(a)[0])), a)
    assert_allclose(regularizers.dropout_backward(dout, out(a)[1]), measured, rtol=1e-7, atol=1e-10)


# --- optimizers and initializers


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_optimizers_keep_the_shape_of_everything(name):
    step, remembered, counts = OPTIMIZERS[name]
    w, g = table(2, 3), table(2, 3, seed=1)
    answers = step(w, *(np.zeros((2, 3)) for _ in remembered), g, **({"t": 1} if counts else {}), lr=0.1)
    assert [np.shape(a) for a in (answers if remembered else (answers,))] == [(2, 3)] * (1 + len(remembered))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_weight_goes_its_own_way(name):
    """A weight's path must not depend on its neighbours: rates are per weight, not per array."""
    start, gradients = table(3), table(5, 3, seed=1)

    def follow(columns):
        coming = iter(gradients[:, columns])
        return optimizers.run(optimizers.optimizer_named(name, lr=0.1), lambda w: next(coming), start[columns], 5)

    assert_allclose(follow([0, 1, 2])[:, 1], follow([1])[:, 0], rtol=1e-14)


@pytest.mark.parametrize("name", INITIALIZERS)
def test_initializers_give_the_shape_and_need_an_rng(name):
    shape = (3, 3) if name == "identity" else (3, 5)
    assert INITIALIZERS[name](shape, rng=np.random.default_rng(0)).shape == shape
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'rng'"):
        INITIALIZERS[name](shape)


@pytest.mark.parametrize("name", sorted(set(INITIALIZERS) - {"zeros", "ones", "identity"}))
def test_initializers_leave_the_global_generator_alone(name):
    before = np.random.get_state()[1].copy()  # noqa: NPY002  # looked at, not used
    INITIALIZERS[name]((3, 5), rng=np.random.default_rng(0))
    assert_array_equal(np.random.get_state()[1], before)  # noqa: NPY002  # looked at, not used
