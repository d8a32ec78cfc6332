"""Right calls of every function, found by looking: in its docstring, on its card, and made from both.

A call is kept as it was before the function ran, and handed out as a fresh copy. The docstring's example comes
first. Then come, with fresh random inputs, the cases of the exercise that asks for the function; then each of these
calls stirred, so that no number is 0 or 1 by chance; and for a function of one array a table.
"""

import copy
import doctest
import functools
import inspect
import re

import numpy as np
from concepts import CONCEPTS

from dlcourse.exercises import CARDS

ENOUGH = 8  # calls of one function
QUICK = 5.0  # seconds a card may ask for to be played here


def calls(name):
    """A number of (args, kwargs) for the function, made anew."""
    return [copy.deepcopy(call) for call in _found(name)]


def example(name):
    """The first call of the docstring, with every argument by its name."""
    args, kwargs = copy.deepcopy(_found(name)[0])
    bound = inspect.signature(CONCEPTS[name]).bind(*args, **kwargs)
    bound.apply_defaults()
    return {key: value for key, value in bound.arguments.items() if key != "settings"}


@functools.cache
def _found(name):
    function = CONCEPTS[name]
    told = _told(name, function)
    asked = [
        call for card in CARDS.values() if card.reference is function and card.seconds <= QUICK for call in _asked(card)
    ]
    given = [*told, *asked][:ENOUGH]
    stirred = [next(filter(functools.partial(_answered, function), _stirred(call)), None) for call in given]
    tables = filter(functools.partial(_answered, function), _table(function, told))
    return [*given, *filter(None, stirred), *tables]


def _recorder(function, calls):
    """The function itself, with a note of every call that it answered."""

    @functools.wraps(function)
    def note(*args, **kwargs):
        call = copy.deepcopy((args, kwargs))
        answer = function(*args, **kwargs)
        calls.append(call)
        return answer

    return note


def _told(name, function):
    """The calls in the docstring."""
    inner, calls = inspect.unwrap(function), []
    for test in doctest.DocTestFinder(recurse=False).find(inner, name, globs=dict(inner.__globals__)):
        test.globs[function.__name__] = _recorder(function, calls)
        doctest.DocTestRunner(verbose=False).run(test, out=lambda text: None, clear_globs=False)
    return calls


def _asked(card):
    """The calls that a check makes."""
    calls = []
    note = _recorder(card.reference, calls)
    for case in card.cases(np.random.default_rng(0)):
        try:
            (case.call or _plainly)(note, *copy.deepcopy(case.args), **copy.deepcopy(dict(case.kwargs)))
        except (TypeError, ValueError):
            continue  # a case that looks at what is refused
    return calls


def _plainly(function, *args, **kwargs):
    return function(*args, **kwargs)


def _stirred(call):
    """The same call with numbers that nothing is special about: added to, or where that leaves what is allowed, drawn in."""
    rng = np.random.default_rng(5)

    def stirred(change):
        def stir(value):
            if isinstance(value, np.ndarray) and value.dtype.kind == "f":
                return change(value, rng.uniform(0.1, 0.9, size=value.shape))
            if isinstance(value, list | tuple):
                return type(value)(map(stir, value))
            return value

        args, kwargs = copy.deepcopy(call)
        return stir(args), {key: stir(value) for key, value in kwargs.items()}

    yield stirred(lambda value, by: value + by)
    yield stirred(lambda value, by: 0.1 * by + 0.8 * value)


def _table(function, told):
    """For a function of one array of any shape: a table of numbers on both sides of 0."""
    shape = re.search(r"Shape: +(.*)", function.__doc__ or "")
    args, kwargs = copy.deepcopy(told[0]) if told else ((), {})
    if not shape or not shape[1].startswith(("any -> same", "(..., C)", "(N, M)")) or not args:
        return []
    table = np.random.default_rng(0).normal(size=(4, 3))
    others = [value for value in (*args[1:], *kwargs.values()) if isinstance(value, np.ndarray)]
    return [] if others else [((table, *args[1:]), kwargs)]


def _answered(function, call):
    try:
        value = function(*copy.deepcopy(call[0]), **copy.deepcopy(call[1]))
        list(value) if inspect.isgenerator(value) else None
    except (TypeError, ValueError):
        return False
    return True
