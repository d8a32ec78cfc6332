"""The rules about arguments: each one says its whole sentence, and lets everything right through untouched."""

import inspect

import numpy as np
import pytest

from dlcourse import _require as r

A = np.arange(6.0).reshape(2, 3)


MASKED = np.ma.masked_array([1.0, 2.0], mask=[False, True])


class Series:
    """A column of a table, as other libraries have it."""

    def __array__(self, dtype=None, copy=None):
        return np.arange(2.0)


def asked(*relations, **rules):
    """A function of one or two arguments under the given rules."""

    @r.require(*relations, **rules)
    def blend(a, b=0, *, c=None):
        """Blend."""
        return a

    return blend


RIGHT = {
    "number": (r.number, [0, -1.5, np.float32(2), np.int64(3)]),
    "positive": (r.positive, [1, 1e-9, np.float64(2)]),
    "not_negative": (r.not_negative, [0, 0.0, 3]),
    "fraction_below_one": (r.fraction_below_one, [0, 0.0, 0.999]),
    "whole": (r.whole(), [0, 7, np.uint8(3)]),
    "whole from 2": (r.whole(2), [2]),
    "any whole": (r.whole(None), [-3]),
    "numbers": (r.numbers, [A, A.astype(int), 1.5, np.float32(1), np.zeros((0, 3))]),
    "signed": (r.signed, [A, A.astype(int), 1.5, -2]),
    "array": (r.array(), [A, np.array(3.0)]),
    "array of 2": (r.array(2), [A]),
    "no_negatives": (r.no_negatives, [A, 0.0]),
    "whole_numbers": (r.whole_numbers, [A.astype(int)]),
    "zero_to_one": (r.zero_to_one, [0, 0.5, np.array([0.0, 0.25, 1.0]), np.zeros((0, 2))]),
    "zeros_and_ones": (r.zeros_and_ones, [0, 1.0, np.array([0, 1, 1])]),
    "sizes_of": (r.sizes_of(2), [[3, 1], (3, 4, 1)]),
    "shares": (r.shares(3), [(0.7, 0.2, 0.1), (1, 0, 0)]),
    "shape_of": (r.shape_of(), [(3,), (2, 3, 4)]),
    "shape_of 2": (r.shape_of(2), [(2, np.int64(3))]),
    "shape_of a number": (r.shape_of(empty=True), [(), (3,)]),
    "one_of": (r.one_of("tanh", "relu"), ["relu"]),
    "function": (r.function, [len, np.tanh]),
    "truth": (r.truth, [True, np.False_]),
    "layers": (r.layers, [[(A, np.zeros(3)), (A, np.zeros(3))]]),
    "generator": (r.generator, [np.random.default_rng(0)]),
}


@pytest.mark.parametrize(("rule", "values"), RIGHT.values(), ids=RIGHT)
def test_right_values_pass_untouched(rule, values):
    for value in values:
        assert asked(a=rule)(value) is value


WRONG = [
    (r.number, "1", TypeError, "blend: a is '1', expected a finite number."),
    (r.number, True, TypeError, "blend: a is True, expected a finite number."),
    (r.number, float("nan"), ValueError, "blend: a is nan, expected a finite number."),
    (r.positive, 0.0, ValueError, "blend: a is 0.0, expected a number greater than 0."),
    (r.positive, np.float64(-1.5), ValueError, "blend: a is -1.5, expected a number greater than 0."),
    (r.not_negative, -2, ValueError, "blend: a is -2, expected a number not below 0."),
    (r.fraction_below_one, 1.5, ValueError, "blend: a is 1.5, expected 0 <= a < 1."),
    (r.fraction_below_one, 1, ValueError, "blend: a is 1, expected 0 <= a < 1."),
    (r.fraction_below_one, None, TypeError, "blend: a is None, expected 0 <= a < 1."),
    (r.whole(), 2.0, TypeError, "blend: a is 2.0, expected an integer of at least 0."),
    (r.whole(1), 0, ValueError, "blend: a is 0, expected an integer of at least 1."),
    (r.whole(), True, TypeError, "blend: a is True, expected an integer of at least 0."),
    (r.whole(None), "two", TypeError, "blend: a is 'two', expected an integer."),
    (r.numbers, [1, 2], TypeError, "blend: a is a list, expected an array of numbers; use np.array(...)."),
    (r.numbers, (1.0, 2.0), TypeError, "blend: a is (1.0, 2.0), expected an array of numbers; use np.array(...)."),
    (r.array(), range(3), TypeError, "blend: a is a range, expected an array of numbers; use np.array(...)."),
    (r.numbers, Series(), TypeError, "blend: a is a Series, expected an array of numbers; use np.array(...)."),
    (r.numbers, {1: 2}, TypeError, "blend: a is a dict, expected an array of numbers."),
    *[
        (rule, MASKED, TypeError, "blend: a is a masked array, expected every number to count; use np.ma.filled(...).")
        for rule in (r.numbers, r.signed, r.array(), r.no_negatives, r.whole_numbers, r.zeros_and_ones, r.zero_to_one)
    ],
    (r.zero_to_one, A, ValueError, "blend: a holds 2.0, expected numbers from 0 to 1."),
    (r.zero_to_one, np.array([0.5, np.nan]), ValueError, "blend: a holds nan, expected numbers from 0 to 1."),
    (r.zero_to_one, -0.5, ValueError, "blend: a holds -0.5, expected numbers from 0 to 1."),
    (r.numbers, True, TypeError, "blend: a is True, expected an array of numbers."),
    (r.numbers, np.array(["x"]), TypeError, "blend: a holds values of type <U1, expected real numbers."),
    (r.numbers, np.array([1j]), TypeError, "blend: a holds values of type complex128, expected real numbers."),
    (
        r.signed,
        A.astype(np.uint8),
        TypeError,
        "blend: a holds values of type uint8, expected signed numbers; use astype(float).",
    ),
    (r.signed, [1.0], TypeError, "blend: a is a list, expected an array of numbers; use np.array(...)."),
    (r.array(), 3.0, TypeError, "blend: a is 3.0, expected an array of numbers."),
    (r.array(), A > 1, TypeError, "blend: a holds values of type bool, expected real numbers."),
    (r.array(1), A, ValueError, "blend: a has shape (2, 3), expected 1 dimension."),
    (r.array(3), A, ValueError, "blend: a has shape (2, 3), expected 3 dimensions."),
    (r.array(), A[:0], ValueError, "blend: a has shape (0, 3), expected at least one number in it."),
    (r.no_negatives, -A, ValueError, "blend: a holds -5.0, expected no number below 0."),
    (r.no_negatives, "x", TypeError, "blend: a is 'x', expected an array of numbers."),
    (r.whole_numbers, A, TypeError, "blend: a holds values of type float64, expected integers."),
    (r.zeros_and_ones, A, ValueError, "blend: a holds 2.0, expected only 0 and 1."),
    (r.zeros_and_ones, 0.5, ValueError, "blend: a holds 0.5, expected only 0 and 1."),
    (r.sizes_of(2), 3, TypeError, "blend: a is 3, expected a list of at least 2 positive integers."),
    (r.sizes_of(2), [3], ValueError, "blend: a is [3], expected a list of at least 2 positive integers."),
    (r.sizes_of(2), [3, 0], ValueError, "blend: a is [3, 0], expected a list of at least 2 positive integers."),
    (r.shares(3), 0.5, TypeError, "blend: a is 0.5, expected 3 numbers not below 0 that add up to 1."),
    (r.shares(3), (0.5, 0.5), ValueError, "blend: a is (0.5, 0.5), expected 3 numbers not below 0 that add up to 1."),
    (r.shares(2), (1.5, -0.5), ValueError, "blend: a is (1.5, -0.5), expected 2 numbers not below 0 that add up to 1."),
    (r.shares(2), (0.5, 0.4), ValueError, "blend: a is (0.5, 0.4), expected 2 numbers not below 0 that add up to 1."),
    (r.shape_of(), 3, TypeError, "blend: a is 3, expected a tuple of positive integers."),
    (r.shape_of(), (), ValueError, "blend: a is (), expected a tuple of positive integers."),
    (r.shape_of(empty=True), [3], TypeError, "blend: a is a list, expected a tuple of positive integers."),
    (r.shape_of(empty=True), (3, 0), ValueError, "blend: a is (3, 0), expected a tuple of positive integers."),
    (r.shape_of(2), (3,), ValueError, "blend: a is (3,), expected a tuple of 2 positive integers."),
    (r.shape_of(2), (3, -1), ValueError, "blend: a is (3, -1), expected a tuple of 2 positive integers."),
    (
        r.one_of("tanh", "relu"),
        "Rellu",
        ValueError,
        "blend: a is 'Rellu', expected one of: relu, tanh; did you mean 'relu'?",
    ),
    (r.one_of("tanh", "relu"), "wavy", ValueError, "blend: a is 'wavy', expected one of: relu, tanh."),
    (r.one_of("tanh", "relu"), 3, TypeError, "blend: a is 3, expected one of: relu, tanh."),
    (
        r.one_of("bce", "mse"),
        "BCEWithLogitsLoss",
        ValueError,
        "blend: a is 'BCEWithLogitsLoss', expected one of: bce, mse; did you mean 'bce'?",
    ),
    (
        r.one_of("tanh"),
        Series,
        TypeError,
        "blend: a is the class Series, expected one of: tanh; Series is a class: write Series().",
    ),
    (r.function, 3, TypeError, "blend: a is 3, expected a function."),
    (
        r.layers,
        A,
        TypeError,
        "blend: a is an array of shape (2, 3), expected a list with a pair (W, b) for each layer.",
    ),
    (r.layers, [], TypeError, "blend: a is an empty list, expected a list with a pair (W, b) for each layer."),
    (r.layers, [(A, A)], ValueError, "blend: a[0][1] has shape (2, 3), expected (3,) to fit a[0][0]."),
    (r.truth, 1, TypeError, "blend: a is 1, expected True or False."),
    (r.generator, 42, TypeError, "blend: a is 42, expected a generator such as np.random.default_rng(0)."),
    (r.generator, np.random, TypeError, "blend: a is a module, expected a generator such as np.random.default_rng(0)."),
]


@pytest.mark.parametrize(("rule", "value", "kind", "sentence"), WRONG, ids=[case[3] for case in WRONG])
def test_wrong_values_get_their_sentence(rule, value, kind, sentence):
    with pytest.raises(kind) as caught:
        asked(a=rule)(value)
    assert str(caught.value) == sentence
    assert type(caught.value) is kind


B = np.zeros(3)
W = np.ones((3, 4))
y = np.array([0, 2])
RELATIONS = [
    (r.shapes(a="N D", b="D"), (A, np.zeros(2)), ValueError, "blend: b has shape (2,), expected (3,) to fit a."),
    (r.shapes(a="N D", b="D M"), (A, A), ValueError, "blend: b has shape (2, 3), expected (3, M) to fit a."),
    (r.shapes(a="N D"), (B,), ValueError, "blend: a has shape (3,), expected (N, D)."),
    (r.shapes(a="N 1"), (A,), ValueError, "blend: a has shape (2, 3), expected (N, 1)."),
    (r.shapes(a="... 2"), (A,), ValueError, "blend: a has shape (2, 3), expected (..., 2)."),
    (r.shapes(a="D D"), (A,), ValueError, "blend: a has shape (2, 3), expected (D, D)."),
    (r.shapes(a="N D"), (A[:0],), ValueError, "blend: a has shape (0, 3), expected at least one number in it."),
    (r.shapes(a="N D"), ([[1.0]],), TypeError, "blend: a is a list, expected an array of numbers; use np.array(...)."),
    (r.shapes(a="N, N"), (A,), TypeError, "blend: a is an array of shape (2, 3), expected a tuple of 2 arrays."),
    (r.shapes(a="N, N"), ((B, y),), ValueError, "blend: a[1] has shape (2,), expected (3,) to fit a[0]."),
    (r.same_shape("a", "b"), (A, B), ValueError, "blend: b has shape (3,), expected (2, 3) as a has."),
    (r.same_shape("a", "b"), (B, B[:, None]), ValueError, "blend: b has shape (3, 1), expected (3,) as a has; use b.ravel()."),
    (r.same_shape("a", "b"), (B[:, None], B), ValueError, "blend: b has shape (3,), expected (3, 1) as a has; use b.reshape(-1, 1)."),
    (r.same_shape("a", "b"), (A, A.T), ValueError, "blend: b has shape (3, 2), expected (2, 3) as a has."),
    (r.shapes(a="N D", b="N"), (A, y[:, None]), ValueError, "blend: b has shape (2, 1), expected (2,) to fit a; use b.ravel()."),
    (r.labels("b", columns_of="a"), (A, np.eye(3)[y]), ValueError, "blend: b has shape (2, 3), expected (2,); use b.argmax(axis=1)."),
    (r.labels("b", below="a"), (3, np.eye(3, dtype=int)), ValueError, "blend: b has shape (3, 3), expected (3,); use b.argmax(axis=1)."),
    (r.same_shape("a", "b"), (A, "x"), TypeError, "blend: b is 'x', expected an array of numbers."),
    (r.invertible("a"), (A[:, :2] - A[:, 1:],), ValueError, "blend: a has rank 1, expected 2: only then it has an inverse."),
    (r.same_length("a", "b"), (A, B), ValueError, "blend: b has 3 rows, expected 2 as a has."),
    (r.same_length("a", "b"), (A[:0], B[:0]), ValueError, "blend: a has shape (0, 3), expected at least one number in it."),
    (r.labels("b", columns_of="a"), (A, y + 1), ValueError, "blend: b holds the label 3, expected labels from 0 to 2."),
    (r.labels("b", columns_of="a"), (A, -y), ValueError, "blend: b holds the label -2, expected labels from 0 to 2."),
    (r.labels("b", columns_of="a"), (A, B), TypeError, "blend: b holds values of type float64, expected integers."),
    (r.labels("b", below="a"), (2, y), ValueError, "blend: b holds the label 2, expected labels from 0 to 1."),
    (r.chained("a"), (A,), TypeError, "blend: a is an array of shape (2, 3), expected a list with a pair (W, b) for each layer."),
    (r.chained("a"), ([],), TypeError, "blend: a is an empty list, expected a list with a pair (W, b) for each layer."),
    (r.chained("a"), ([(W, B)],), ValueError, "blend: a[0][1] has shape (3,), expected (4,) to fit a[0][0]."),
    (r.chained("a"), ([(W, np.zeros(4)), (W, np.zeros(4))],), ValueError, "blend: a[1][0] has shape (3, 4), expected (4, M) to fit what comes in."),
    (r.chained("a", "b"), (W, [(W, np.zeros(4))]), ValueError, "blend: b[0][0] has shape (3, 4), expected (4, M) to fit what comes in."),
    (r.caches("a", "b"), ([(A, W)], A), TypeError, "blend: a is a list, expected a list with a triple (x, W, z) for each layer."),
    (r.caches("a", "b"), ([(A, W, A @ W)], A), ValueError, "blend: b has shape (2, 3), expected (2, 4) to fit a[0][0] and a[0][1]."),
]  # fmt: skip  # one case a line reads better than one word a line


@pytest.mark.parametrize(("relation", "values", "kind", "sentence"), RELATIONS, ids=[case[3] for case in RELATIONS])
def test_values_that_do_not_fit_get_their_sentence(relation, values, kind, sentence):
    with pytest.raises(kind) as caught:
        asked(relation)(*values)
    assert str(caught.value) == sentence


FITTING = [
    (r.shapes(a="N D", b="D"), (A, B)),
    (r.shapes(a="... D", b="D"), (B, B)),
    (r.shapes(a="... D"), (A[None],)),
    (r.shapes(a="N D, D"), ((A, B),)),
    (r.shapes(a="N D", b="D"), (A,)),
    (r.same_shape("a", "b"), (A, -A)),
    (r.same_shape("a", "b"), (1.0, 2)),
    (r.invertible("a"), (A[:, :2],)),
    (r.invertible("a"), (np.array([[0, 1], [1, 0]]),)),
    (r.invertible("a"), (np.full((2, 2), np.nan),)),
    (r.invertible("b"), (A,)),
    (r.same_length("a", "b"), (A, y)),
    (r.labels("b", columns_of="a"), (A, y)),
    (r.chained("a", "b"), (A, [(W, np.zeros(4)), (W.T, B)])),
    (r.caches("a", "b"), ([(A, W, A @ W)], A @ W)),
]


@pytest.mark.parametrize(("relation", "values"), FITTING)
def test_values_that_fit_pass_untouched(relation, values):
    assert asked(relation)(*values) is values[0]


def test_arguments_are_checked_by_keyword_and_in_order():
    both = asked(a=r.positive, c=r.truth)
    with pytest.raises(ValueError, match=r"^blend: a is -1, expected a number greater than 0\.$"):
        both(a=-1, c=0)
    with pytest.raises(TypeError, match=r"^blend: c is 0, expected True or False\.$"):
        both(1, c=0)


def test_defaults_are_trusted():
    assert asked(a=r.number, b=r.positive)(5) == 5


def test_a_constructor_speaks_in_the_name_of_its_class():
    class Rower:
        @r.require(oars=r.whole(1))
        def __init__(self, oars):
            self.oars = oars

    assert Rower(2).oars == 2
    with pytest.raises(ValueError, match=r"^Rower: oars is 0, expected an integer of at least 1\.$"):
        Rower(oars=0)


def test_name_docstring_and_signature_stay():
    assert (asked().__name__, asked().__doc__) == ("blend", "Blend.")
    assert str(inspect.signature(asked())) == "(a, b=0, *, c=None)"


def test_a_rule_for_an_argument_that_is_not_there_is_an_authors_mistake():
    with pytest.raises(TypeError, match=r"^require: blend has no argument aa\.$"):
        asked(aa=r.number)


def test_lookup_finds_or_says_what_there_is():
    known = {"he_normal": 1, "ones": 2}
    assert r.lookup("Dense", "init", "ones", known) == 2
    with pytest.raises(
        ValueError, match=r"^Dense: init is 'hee_normal', expected one of: he_normal, ones; did you mean 'he_normal'\?$"
    ):
        r.lookup("Dense", "init", "hee_normal", known)


@pytest.mark.parametrize("kind", ["losses", "optimizers", "activations", "initializers"])
def test_the_names_that_others_use_lead_to_ours(kind):
    from dlcourse import activations, initializers, training

    known = {
        "losses": training.LOSSES,
        "optimizers": training.OPTIMIZERS,
        "activations": activations.ACTIVATIONS,
        "initializers": initializers.INITIALIZERS,
    }[kind]
    for theirs, mine in USUAL[kind].items():
        assert mine in known
        with pytest.raises(ValueError, match="expected one of") as caught:
            r.lookup("there", "name", theirs, known)
        assert str(caught.value) == (
            f"there: name is {theirs!r}, expected one of: {', '.join(sorted(known))}; did you mean {mine!r}?"
        )


USUAL = {
    "losses": {
        "binary_crossentropy": "bce",
        "binary_cross_entropy": "bce",
        "BCELoss": "bce",
        "BCEWithLogitsLoss": "bce",
        "log_loss": "bce",
        "logistic": "bce",
        "categorical_crossentropy": "cross_entropy",
        "sparse_categorical_crossentropy": "cross_entropy",
        "CrossEntropyLoss": "cross_entropy",
        "NLLLoss": "cross_entropy",
        "softmax_cross_entropy_with_logits": "cross_entropy",
        "mean_squared_error": "mse",
        "MSELoss": "mse",
        "l2": "mse",
        "squared_error": "mse",
        "sse": "half_sse",
    },
    "optimizers": {"RMSprop": "rmsprop", "Adam": "adam", "AdamW": "adamw", "nag": "nesterov", "Gradient descent": "gd"},
    "activations": {"silu": "swish", "linear": "identity", "LeakyReLU": "leaky_relu", "logistic": "sigmoid"},
    "initializers": {
        "xavier_uniform": "glorot_uniform",
        "xavier_normal_": "glorot_normal",
        "kaiming_normal": "he_normal",
        "HeUniform": "he_uniform",
        "random_normal": "normal",
        "eye": "identity",
    },
}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (np.zeros((2, 3)), "an array of shape (2, 3)"),
        (np.float64(0.5), "0.5"),
        (None, "None"),
        ((1, 2.5), "(1, 2.5)"),
        ((), "()"),
        ({}, "an empty dict"),
        (object(), "an object"),
        (dict, "the class dict"),
        (np.ma.masked_array([1.0]), "a masked array"),
        ("x" * 60, "'" + "x" * 39 + "…'"),
    ],
)
def test_what_came_is_described_briefly(value, words):
    assert r.describe(value) == words
