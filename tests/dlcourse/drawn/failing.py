"""Failed cases without a judge: a card, the right value and another one."""

import xml.etree.ElementTree as Xml

import numpy as np

from dlcourse.exercises.card import Case, Exercise
from dlcourse.exercises.drawn import choose
from dlcourse.exercises.drawn.canvas import LONGEST
from dlcourse.exercises.finding import CaseResult, Finding
from dlcourse.language import Text

NAME = Text("a case & its name", "경우 & 이름")
ELEMENTS = {"svg", "title", "desc", "path", "g", "text"}


def nothing(x):
    """The reference of a card that is never asked."""
    raise TypeError("nobody asks")


def card(reference=nothing, **more):
    said = Text("a", "가")
    given = {"cases": lambda rng: (), "misconceptions": (), "alternatives": (), "hints": (said, said, said)}
    return Exercise("made-up", reference, 1.0, 1, said, said, "가", **given | more)


def failed(want, got, *args, level="values", kwargs=None, **more):
    case = Case(NAME, args, kwargs or {}, **more)
    return CaseResult(case, Finding(level, "value"), got, want=None if case.hidden else want)


def drawing(*results, **more):
    """The drawing of these failed cases, or None; an exception goes through."""
    return choose.chosen(card(**more), results)


def between(want, got, *args, **more):
    kwargs = more.pop("kwargs", None)
    return drawing(failed(want, got, *args, kwargs=kwargs), **more)


def parsed(made, language="en"):
    """The elements of a drawing, which is well-formed, small and of the few elements there may be."""
    svg = made.svg(language)
    tree = Xml.fromstring(svg)
    assert {one.tag for one in tree.iter()} <= ELEMENTS
    assert [one.tag for one in tree][:2] == ["title", "desc"]
    assert tree.get("role") == "img"
    assert all(tree[i].text.strip() for i in (0, 1))
    assert len(svg.encode()) <= LONGEST
    assert "nan" not in "".join(one.get("d", "") for one in tree.iter())
    return tree


def paths(made):
    """The paths of a drawing with all that is said of each."""
    return [one.attrib for one in parsed(made).iter("path")]


def rng():
    return np.random.default_rng(0)
