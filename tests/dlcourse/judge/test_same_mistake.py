"""Which mistakes count as the same: what an exception says, what an edge case shows, what the kind of number hides."""

import dataclasses

import numpy as np
import pytest
from made_up import CARD, CASES, verdict

from dlcourse.exercises.card import Case
from dlcourse.exercises.compare import same_story
from dlcourse.exercises.judge import Exam, exam, judge
from dlcourse.exercises.outcome import Outcome, Raised
from dlcourse.language import Text

KNOWN = CARD.misconceptions[0]


def card(*misconceptions, **changes):
    return dataclasses.replace(CARD, misconceptions=misconceptions, **changes)


def wrong(name, function, **changes):
    return dataclasses.replace(KNOWN, name=name, wrong=function, **changes)


# --- exceptions -----------------------------------------------------------------------------------------------------


def same(ours, theirs):
    """Whether two exceptions on the first case, each a message and a line, are taken for one mistake."""
    asked = exam(card(cases=lambda rng: CASES[:1]), seed=1)

    def raised(error):
        return Outcome("raised", error=Raised("ValueError", error[0], 1, error[1]))

    prepared = Exam(asked.cases, asked.expected, {("minus", 0, 0): raised(ours)})
    return judge(CARD, lambda case: raised(theirs), seed=1, prepared=prepared).diagnosis == "minus"


MATMUL = "matmul: Input operand 1 has a mismatch in its core dimension 0 (size 2 is different from 3)"
MEANT = {
    "the same words": ("no", "no", True),
    "other words": ("no", "yes", False),
    "the function's name": ("shift() takes 1 argument", "<lambda>() takes 1 argument", True),
    "the name in a place": ("shift.<locals>.f() takes 1", "shift() takes 1", True),
    "what a function takes": ("shift() takes 1 argument", "shift() takes 2 arguments", False),
    "a name elsewhere": ("cannot call shift()", "cannot call other()", False),
    "sizes for shapes": (MATMUL, "shapes (4,3) and (2,5) not aligned: 3 (dim 1) != 2 (dim 0)", True),
    "sizes for the shape of a row": (MATMUL, "shapes (4,3) and (2,) not aligned: 3 (dim 1) != 2 (dim 0)", True),
    "sizes for a stack": (MATMUL, "shapes (4,3) and (7,2,5) not aligned: 3 (dim 1) != 2 (dim 1)", True),
    "sizes the other way": (MATMUL, "shapes (4,2) and (3,5) not aligned: 2 (dim 1) != 3 (dim 0)", False),
    "other sizes": (MATMUL, MATMUL.replace("size 2", "size 5"), False),
    "other sizes on the left": (MATMUL, MATMUL.replace("from 3", "from 4"), False),
    "the same product, more rows": ("shapes (4,3) and (2,5) not aligned", "shapes (9,3) and (2,8) not aligned", True),
    "another product": ("shapes (4,3) and (2,5) not aligned", "shapes (4,3) and (5,2) not aligned", False),
    "no shapes": ("shapes () and () not aligned", "shapes () and () not aligned", True),
    "a shape and none": ("shapes () and (2,) not aligned", "shapes () and (3,) not aligned", False),
}  # fmt: skip  # a table


@pytest.mark.parametrize("key", MEANT)
def test_exceptions_are_compared_by_what_they_say(key):
    ours, theirs, alike = MEANT[key]
    assert same((ours, ""), (theirs, "")) is alike
    assert same((theirs, ""), (ours, "")) is alike


PAIR, OWN = 'raise ValueError("no pair")', "raise ShapeError('square, please')"


def refuses(words):
    """Refuses tables, and is right for the rest."""

    def function(x, by=1.0):
        if x.ndim > 1:
            raise ValueError(words)
        return CARD.reference(x, by)

    return function


def stumbles(x, by=1.0):
    return CARD.reference(x, by) if x.ndim < 2 else CARD.reference(x.reshape(7), by)  # no seven numbers in it


def test_who_answers_some_cases_and_refuses_others_may_say_so_in_words_of_their_own():
    ours = card(wrong("refused", refuses("no table")))
    assert verdict(refuses("one row, please"), ours).diagnosis == "refused"
    assert verdict(stumbles, ours).misconception is None  # nobody meant that one
    assert verdict(refuses("one row, please"), card(wrong("stumbles", stumbles))).misconception is None


@pytest.mark.parametrize(
    ("kind", "alike"),
    [
        ("ShapeError (a ValueError)", True),
        ("ValueError", True),
        ("ShapeError (a TypeError)", False),
        ("KeyError", False),
    ],
)
def test_an_exception_of_a_class_of_ones_own_counts_as_the_one_it_is_a_kind_of(kind, alike):
    known = Outcome("raised", error=Raised("ValueError", "no pair", 1, PAIR))
    given = Outcome("raised", error=Raised(kind, "square, please", 1, OWN))
    assert same_story(known, given, CASES[0]) is alike
    assert same_story(given, known, CASES[0]) is alike


SIGNS = ["if", "while", "and", "or", "not", "max", "min", "abs", "float", "int", "math", "@"]


@pytest.mark.parametrize("sign", SIGNS)
def test_one_message_from_two_kinds_of_line_is_two_mistakes(sign):
    line = f"a = x {sign} (y)"
    assert same(("no", line), ("no", f"return {sign} + 3"))
    assert same(("no", line), ("no", f"if w {sign} (v):"))
    assert not same(("no", line), ("no", "return x + y"))
    assert not same(("no", line), ("no", f"return {SIGNS[SIGNS.index(sign) - 1]} x"))
    # a line that nobody kept may have been any
    assert same(("no", line), ("no", ""))
    assert same(("no", ""), ("no", line))
    assert same(("no", ""), ("no", "return x + y"))


def test_a_sign_is_a_word_of_its_own():
    assert same(("no", "maximum = x"), ("no", "y = integer"))
    assert not same(("no", "maximum = x"), ("no", "y = max"))
    assert same(("no", ""), ("no", ""))


def test_every_case_that_stops_must_say_the_same():
    def stops(by_shape):
        def function(x, by=1.0):
            raise ValueError(by_shape[x.ndim])

        return function

    ours = card(wrong("stops", stops(["", "a", "b"])))
    assert verdict(stops(["", "a", "b"]), ours).diagnosis == "stops"
    assert verdict(stops(["", "a", "c"]), ours).misconception is None
    assert verdict(stops(["", "c", "b"]), ours).misconception is None


# --- edge cases -----------------------------------------------------------------------------------------------------


def at_the_edge(huge=None, empty=None):
    """Right on the plain cases; elsewhere as said."""

    def function(x, by=1.0):
        if x.size == 1 and huge is not None:
            return huge(x)
        if x.size == 0 and empty is not None:
            return empty(x)
        return x + by

    return function


def odd(x):
    return x - 77.0


def zeros(x):
    return x * 0


def one_more(x):
    return np.ones(1)


def test_where_plain_cases_are_right_the_first_edge_case_with_a_name_is_told():
    large, nothing = wrong("large", at_the_edge(huge=zeros)), wrong("nothing", at_the_edge(empty=one_more))
    for names in ((large, nothing), (nothing, large)):
        ours = card(*names)
        assert verdict(at_the_edge(huge=zeros, empty=one_more), ours).diagnosis == "large"
        assert verdict(at_the_edge(huge=zeros), ours).diagnosis == "large"
        assert verdict(at_the_edge(empty=one_more), ours).diagnosis == "nothing"
        # the one that nobody knows does not hide the other
        assert verdict(at_the_edge(huge=odd, empty=one_more), ours).diagnosis == "nothing"
        assert verdict(at_the_edge(huge=zeros, empty=lambda x: np.ones(2)), ours).diagnosis == "large"
        assert verdict(at_the_edge(huge=odd), ours).misconception is None


def test_a_mistake_at_an_edge_has_the_rest_right():
    everywhere = card(wrong("everywhere", lambda x, by=1.0: x * 0))
    assert verdict(at_the_edge(huge=zeros, empty=one_more), everywhere).misconception is None
    assert verdict(lambda x, by=1.0: x * 0, everywhere).diagnosis == "everywhere"


def test_plain_cases_decide_but_what_came_out_right_at_an_edge_must_be_right_in_the_mistake():
    half = card(wrong("half", lambda x, by=1.0: x * 0 if x.size != 1 else x + by))
    assert verdict(lambda x, by=1.0: x * 0 if x.size else np.ones(3), half).diagnosis == "half"  # a second slip
    all_of_it = card(wrong("zeros", lambda x, by=1.0: x * 0))
    assert verdict(lambda x, by=1.0: x * 0 if x.size != 1 else x + by, all_of_it).misconception is None


# --- kinds of numbers -----------------------------------------------------------------------------------------------

WHOLE = (
    Case(Text("a", "가"), (np.array([2, -3, 5]),)),
    Case(Text("b", "나"), (np.array([0, 4]),)),
    Case(Text("c", "다"), (np.array([0]),), edge=True),
)


def signs(x):
    """1 where a number is positive."""
    return (x > 0).astype(int)


def of_signs(*misconceptions, **changes):
    return card(*misconceptions, reference=signs, cases=lambda rng: WHOLE, **changes)


def test_right_but_for_the_kind_of_number_is_nobodys_mistake():
    ours = of_signs(wrong("right", lambda x: (x > 0) * 1.0), wrong("zero", lambda x: (x >= 0) * 1))
    # exactly what the first one does
    assert verdict(lambda x: (x > 0) * 1.0, ours).diagnosis == "right"
    assert verdict(lambda x: x > 0, ours).misconception is None
    assert verdict(lambda x: x >= 0, ours).diagnosis == "zero"
    # an edge case that only comes as a fraction does not count as failed: what the plain ones are is told
    at_the_edge = of_signs(wrong("zero", lambda x: (x >= 0) * 1))
    assert verdict(lambda x: (x > 0) * 1 if x.size > 1 else (x > 0) * 1.0, at_the_edge).misconception is None


@pytest.mark.parametrize("kind", [int, float])
def test_a_mistakes_own_test_sees_fractions_where_whole_numbers_were_due(kind):
    seen = []

    def shows(case, value):
        seen.append(value)
        return bool(np.all(value == 7))

    sevens = of_signs(wrong("sevens", lambda x: x * 0, shows=shows))
    assert verdict(lambda x: np.full(x.shape, kind(7)), sevens).diagnosis == "sevens"
    assert verdict(lambda x: np.full(x.shape, kind(8)), sevens).misconception is None
    seen.clear()
    assert verdict(lambda x: (x > 0) * 1.0, sevens).misconception is None  # right but for the kind
    assert verdict(lambda x: np.full(9, 7.0), sevens).misconception is None
    assert seen == []


def test_a_mistakes_own_test_sees_an_answer_as_it_came():
    for answer in (lambda x, by=1.0: x * np.nan, lambda x, by=1.0: x.astype(int) * 7, lambda x, by=1.0: x.__isub__(by)):
        seen = []
        ours = card(wrong("seen", lambda x, by=1.0: x * 0, shows=lambda case, value, seen=seen: seen.append(value)))
        assert verdict(answer, ours).misconception is None
        came = answer(CASES[0].args[0].copy())
        assert [seen[0].dtype, seen[0].tolist()] == [came.dtype, pytest.approx(came.tolist(), nan_ok=True)]


@pytest.mark.parametrize("kind", [int, float])
def test_where_many_answers_are_right_the_card_says_which_ones_its_tests_may_see(kind):
    def below_ten(case, value):
        return None if np.all(value < 10) else Text("Too much.", "너무 큽니다.")

    ours = of_signs(wrong("always", lambda x: x * 0, shows=lambda case, value: True), accept=below_ten)
    assert verdict(lambda x: np.full(x.shape, kind(11)), ours).diagnosis == "always"
    # accepted, were it not for the fractions
    assert verdict(lambda x: np.full(x.shape, kind(7)), ours).misconception is None
