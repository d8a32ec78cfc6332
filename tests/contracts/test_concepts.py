"""What every concept function promises, asked of all of them: documented, spliceable, pure.

Functions and right calls of them are found by looking (`concepts`, `examples`): a new one joins by being written.
"""

import copy
import doctest
import importlib
import inspect
import re

import numpy as np
import pytest
from concepts import CLASSES, CONCEPTS, MODULES, UNTAUGHT
from examples import calls
from numpy.testing import assert_array_equal

from autograder.build.splice import free_names
from autograder.build.splice import function as spliced
from dlcourse.exercises import CARDS


def arrays_in(value):
    """Every array inside, however deep."""
    if isinstance(value, np.ndarray):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [a for part in value for a in arrays_in(part)] if isinstance(value, list | tuple) else []


def same(a, b):
    if isinstance(a, np.ndarray):
        return isinstance(b, np.ndarray) and a.dtype == b.dtype and np.array_equal(a, b, equal_nan=a.dtype.kind == "f")
    if isinstance(a, list | tuple):
        return type(a) is type(b) and len(a) == len(b) and all(same(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    return bool(a == b)


def answer(name, args, kwargs):
    value = CONCEPTS[name](*args, **kwargs)
    return list(value) if inspect.isgenerator(value) else value


# --- found


def test_everything_that_is_asked_of_a_learner_is_looked_at():
    assert {card.reference for card in CARDS.values()} <= set(CONCEPTS.values())
    assert {card.reference.__module__ for card in CARDS.values()} == {module.__name__ for module in MODULES}


@pytest.mark.parametrize("name", CONCEPTS)
def test_every_concept_has_an_example_of_its_own(name):
    assert len(calls(name)) > 1, "the docstring's example must call the function"


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
    concept = CONCEPTS[name]
    around = inspect.unwrap(concept).__globals__  # of its own file, in the order of its lines
    order = [key for key, value in around.items() if getattr(value, "__module__", None) == concept.__module__]
    earlier = set(order[: order.index(concept.__name__)])
    assert free_names(spliced(concept).cell()) <= {"np"} | earlier


# --- pure


@pytest.mark.parametrize("name", CONCEPTS)
def test_inputs_stay_and_the_answer_is_the_same_again(name):
    for given, fresh, again in zip(calls(name), calls(name), calls(name), strict=True):
        value = answer(name, *given)
        for before, after in zip(arrays_in(fresh), arrays_in(given), strict=True):
            assert_array_equal(after, before)
        if name not in UNTAUGHT:
            assert same(value, answer(name, *again))


KEEPS = {
    "regularizers.batchnorm": "the cache holds gamma itself",
    "forward.mlp_forward": "the cache holds the inputs and weights themselves",
    "shapes.to_row": "a row is another view of the same numbers",
    "digits.fit": "the step of the example gives back the params it was given",
}


@pytest.mark.parametrize("name", sorted(set(CONCEPTS) - set(KEEPS)))
def test_answers_are_new_arrays(name):
    for given in calls(name):
        for made in arrays_in(answer(name, *given)):
            assert not any(np.shares_memory(made, one) for one in arrays_in(given))


@pytest.mark.parametrize("name", sorted(set(CONCEPTS) - UNTAUGHT))
def test_arrays_of_real_numbers_are_float64(name):
    for given in calls(name):
        came = {one.dtype for one in arrays_in(given)}
        for made in arrays_in(answer(name, *given)):
            # pictures of bytes and the like stay what they were
            assert made.dtype == np.float64 or made.dtype.kind == "i" or made.dtype in came - {np.dtype(np.float32)}


# --- of the shape that the docstring says

SIZES = r"\(([^()]*)\)"


def patterns(side):
    """ "(N, D), (M,)" as [("N", "D"), ("M",)], and None where words or "..." stand that only people read."""
    side = re.sub(r"\b[A-Za-z]\w* (?=\()", "", side)  # an argument's name in front of its shape
    parts = re.sub(rf"{SIZES}|any|same|, ", "", side)
    found = [match[1] if match[1] is not None else match[0] for match in re.finditer(rf"{SIZES}|any|same", side)]
    if parts or "..." in side:
        return None
    return [
        (each,) if each in ("any", "same") else tuple(filter(None, each.replace(" ", "").split(","))) for each in found
    ]


def fits(pattern, value, sizes, first):
    """Whether a value has the shape; letters that are met for the first time get their size."""
    if pattern == ("any",):
        return True
    if pattern == ("same",):
        return np.shape(value) == first
    if len(pattern) != np.ndim(value):
        return False
    known = {
        letter: sizes.setdefault(letter, size)
        for letter, size in zip(pattern, np.shape(value), strict=True)
        if letter.isalpha()
    }
    numbers = {letter: int(letter) for letter in pattern if letter.isdigit()}
    return all(
        (known | numbers).get(letter, size) == size for letter, size in zip(pattern, np.shape(value), strict=True)
    )


SHAPED = {
    name: (left, right)
    for name, f in CONCEPTS.items()
    for line in [re.search(r"Shape: +(.*) -> (.*)", f.__doc__)]
    if line and "ndarray" in str(inspect.signature(f)) and (left := patterns(line[1])) and (right := patterns(line[2]))
}


def test_most_docstrings_speak_of_shapes_that_can_be_checked():
    assert len(SHAPED) > 0.5 * len(CONCEPTS)


@pytest.mark.parametrize("name", SHAPED)
def test_the_answer_has_the_shape_that_the_docstring_says(name):
    left, right = SHAPED[name]
    checked = 0
    for args, kwargs in calls(name):
        shaped = [each for each in (*args, *kwargs.values()) if isinstance(each, np.ndarray | int | float)]
        first, sizes = np.shape(shaped[0]) if shaped else None, {}
        if len(shaped) < len(left) or not all(fits(*pair, sizes, first) for pair in zip(left, shaped, strict=False)):
            continue  # a number where an array may stand, or an edge that the line does not speak of
        value = answer(name, copy.deepcopy(args), copy.deepcopy(kwargs))
        parts = list(value.values()) if isinstance(value, dict) else value if len(right) > 1 else (value,)
        assert len(parts) == len(right)
        for pattern, part in zip(right, parts, strict=True):
            assert fits(pattern, part, sizes, first), (pattern, np.shape(part), sizes)
        checked += 1
    assert checked
