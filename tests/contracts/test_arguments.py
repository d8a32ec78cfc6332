"""Whatever is wrong about an argument of a concept function, a sentence names it before anything is computed."""

import inspect
import re

import numpy as np
import pytest
from concepts import CONCEPTS
from examples import calls, example

ARGUMENTS = [
    pytest.param(name, argument, id=f"{name}({argument})")
    for name in CONCEPTS
    for argument in inspect.signature(CONCEPTS[name]).parameters
    if argument != "settings"
]


def answer(name, arguments):
    value = CONCEPTS[name](**arguments)
    return list(value) if inspect.isgenerator(value) else value


def refused(name, arguments):
    with pytest.raises((TypeError, ValueError)) as caught:
        answer(name, arguments)
    return str(caught.value)


@pytest.mark.parametrize(("name", "argument"), ARGUMENTS)
@pytest.mark.parametrize("nonsense", ["nonsense", None, object()], ids=["text", "nothing", "object"])
def test_nonsense_for_any_argument_is_answered_by_a_sentence_that_names_it(name, argument, nonsense):
    came = {"nonsense": "'nonsense'", None: "None"}.get(nonsense, "an object")
    said = refused(name, example(name) | {argument: nonsense})
    assert re.fullmatch(rf"{name.partition('.')[2]}: {argument} is {came}, expected .+[.?]", said), said


def tables(name):
    """The arguments of the example that are arrays."""
    return [argument for argument, value in example(name).items() if isinstance(value, np.ndarray)]


@pytest.mark.parametrize("name", CONCEPTS)
def test_a_masked_array_is_refused(name):
    for argument in tables(name):
        arguments = example(name)
        masked = np.ma.masked_array(arguments[argument], mask=np.zeros(arguments[argument].shape, dtype=bool))
        assert refused(name, arguments | {argument: masked}) == (
            f"{name.partition('.')[2]}: {argument} is a masked array, expected every number to count; use np.ma.filled(...)."
        )


class Series:
    """A column of a table, as other libraries have it."""

    def __init__(self, values):
        self.values = values

    def __array__(self, dtype=None, copy=None):
        return self.values


@pytest.mark.parametrize("name", CONCEPTS)
@pytest.mark.parametrize("wrap", [lambda a: a.tolist() if a.ndim else [a.item()], Series], ids=["list", "Series"])
def test_a_list_or_a_column_of_a_table_is_refused_with_what_to_do(name, wrap):
    for argument in tables(name):
        arguments = example(name)
        said = refused(name, arguments | {argument: wrap(arguments[argument])})
        come, fix = f"{name.partition('.')[2]}: {argument} is ", ", expected an array of numbers; use np.array(...)."
        assert said.startswith(come)
        assert said.endswith(fix)


@pytest.mark.parametrize("name", [name for name, f in CONCEPTS.items() if "rng" in inspect.signature(f).parameters])
def test_forgetting_the_rng_is_a_type_error(name):
    args, kwargs = calls(name)[0]
    del kwargs["rng"]
    with pytest.raises(TypeError, match="missing 1 required keyword-only argument: 'rng'"):
        CONCEPTS[name](*args, **kwargs)
