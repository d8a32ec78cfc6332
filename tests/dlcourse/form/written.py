"""Short ways to have a few lines of a learner judged on an exercise made up for them, and to see what is told."""

import linecache
import random
import textwrap

import numpy as np

from dlcourse.exercises.call import asking
from dlcourse.exercises.card import Case, Exercise
from dlcourse.exercises.judge import judge
from dlcourse.language import Text

NUMBERS = Case(Text("numbers", "수"), (np.array([1.0, -2.0, 4.0]),))
TABLE = Case(Text("a table", "표"), (np.arange(6.0).reshape(2, 3),))


def case(*args, name="a case", **settings):
    """A case with these inputs."""
    return Case(Text(name, "경우"), args, **settings)


def card(reference, *cases, **changes):
    """An exercise on a function: nobody's mistakes, these cases."""
    nothing = Text("a", "가")
    given = {
        "id": "made-up", "reference": reference, "points": 1.0, "stars": 1, "title": nothing, "text": nothing,
        "docstring_ko": "", "cases": lambda rng: cases, "misconceptions": (), "alternatives": (),
        "hints": (nothing, nothing, nothing),
    }  # fmt: skip  # a table
    return Exercise(**given | changes)


def verdict(written, reference, *cases, text=None, **changes):
    """On a text that defines the reference's function, or on a function; `text` is what is known of its lines."""
    if callable(written):
        function, text = written, text or ""
    else:
        text = textwrap.dedent(written)
        space = {"np": np, "random": random}
        place = f"<written {hash(text)}>"  # its lines can be looked up, as in a notebook
        linecache.cache[place] = (len(text), None, [line + "\n" for line in text.splitlines()], place)
        exec(compile(text, place, "exec"), space)
        function = space[reference.__name__]
    made = card(reference, *cases, **changes)
    got = judge(made, asking(made, function), seed=1, source=text)
    assert got.status == "failed", got
    return got


def told(written, reference, *cases, **changes):
    """What is told of it."""
    return verdict(written, reference, *cases, **changes).told


def name(written, reference, *cases, **changes):
    """The name of what is told; "" where nothing is."""
    found = told(written, reference, *cases, **changes)
    return "" if found is None else found.name
