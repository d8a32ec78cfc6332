"""A mistake is called by its name, and what it does is found out once."""

import dataclasses

import numpy as np
import pytest
from made_up import CARD, CASES, said, shift, verdict

from dlcourse.exercises.call import asking
from dlcourse.exercises.card import Case
from dlcourse.exercises.judge import exam, judge
from dlcourse.language import Text


def test_a_known_mistake_is_called_by_its_name():
    got = verdict(lambda x, by=1.0: x - by)
    assert (got.status, got.points, got.diagnosis) == ("failed", 0.0, "minus")
    assert said(lambda x, by=1.0: x - by, "en") == [
        "It looks like this: it goes down instead of up",
        "In the case: “two numbers”",
        "Input: `x = [ 1., -2.]`",
        "Your result at index 0 is 0, but should be 2 (both numbers differ).",
        "Hint: Which way do your numbers move?",
    ]
    assert said(lambda x, by=1.0: x - by, "ko") == [
        "이런 실수로 보입니다: 더하지 않고 뺐습니다",
        "문제가 생긴 경우: “두 수”",
        "입력: `x = [ 1., -2.]`",
        "반환한 값이 인덱스 0에서 0인데 2이어야 합니다(숫자 두 개가 모두 다릅니다).",
        "힌트: 수가 어느 쪽으로 움직이나요?",
    ]


def test_an_exam_serves_many_answers_and_remembers_what_mistakes_do():
    asked = []

    def minus(x, by=1.0):
        asked.append(x)
        return x - by

    mistake = dataclasses.replace(CARD.misconceptions[0], wrong=minus)
    card = dataclasses.replace(CARD, misconceptions=(mistake,))
    prepared = exam(card, seed=1)
    for _ in range(2):
        for function in (shift, minus):
            once = judge(card, asking(card, function), seed=1)
            again = judge(card, asking(card, function), seed=1, prepared=prepared)
            assert (once.status, once.points, once.diagnosis) == (again.status, again.points, again.diagnosis)
    asked.clear()
    judge(card, asking(card, lambda x, by=1.0: x - by), seed=1, prepared=prepared)
    assert asked == []


def test_inputs_of_a_case_that_drives_the_function_have_the_drivers_names():
    def twice(function, start, *settings, by=1.0):
        return function(function(start, by), by)

    driven = dataclasses.replace(CARD, cases=lambda rng: (Case(Text("a", "가"), (np.ones(1), 5, 6), call=twice),))
    assert said(lambda x, by=1.0: x - by, "en", driven)[1:3] == ["In the case: “a”", "Input: `start = [1.]`"]


# --- the same story -------------------------------------------------------------------------------------------------


def mistaken(wrong, shows=None, cases=CASES, **changes):
    """The card with one mistake, made by `wrong`."""
    mistake = dataclasses.replace(CARD.misconceptions[0], wrong=wrong, shows=shows)
    return dataclasses.replace(CARD, misconceptions=(mistake,), cases=lambda rng: cases, **changes)


def warned(x, by=1.0):
    return np.where(x < 0, 0.0, np.log(-np.abs(x)) * 0 + 3)


def raising(error):
    def function(x, by=1.0):
        raise error

    return function


def in_place(x, by=1.0):
    x -= by
    return x.copy()


class Tensor:
    """Something the judge does not look into."""


class Scalar:
    """Something else."""


ANSWERS = {
    "minus": lambda x, by=1.0: x - by,
    "minus, a little off": lambda x, by=1.0: (x - by) * (1 + 1e-5),
    "minus, in whole numbers": lambda x, by=1.0: np.trunc(x - by).astype(int),
    "minus, in place": in_place,
    "nothing": lambda x, by=1.0: None,
    "a value error": raising(ValueError("a")),
    "a type error": raising(TypeError("a")),
    "no answer": raising(NotImplementedError()),
    "a tensor": lambda x, by=1.0: Tensor(),
    "a scalar": lambda x, by=1.0: Scalar(),
    "a tuple": lambda x, by=1.0: (x - by, x),
    "a tuple with a tensor": lambda x, by=1.0: (x - by, Tensor()),
    "a tuple with nothing": lambda x, by=1.0: (x - by, None),
    "a word": lambda x, by=1.0: "minus",
    "another word": lambda x, by=1.0: "plus",
    "a dictionary": lambda x, by=1.0: {"a": x},
    "a longer dictionary": lambda x, by=1.0: {"a": x, "b": x},
    "not a number": lambda x, by=1.0: x * np.nan,
    "no number at 800": lambda x, by=1.0: np.where(x > 700, np.nan, x - by),
}


@pytest.mark.parametrize("mistake", ANSWERS)
def test_a_mistake_is_recognised_by_all_it_does_and_by_nothing_else(mistake):
    card = mistaken(ANSWERS[mistake])
    recognised = [name for name in ANSWERS if verdict(ANSWERS[name], card).misconception is not None]
    # nobody tried, so nobody was mistaken; and what is odd inside of a tuple is the same as nothing else
    alike = {"no answer": [], "a tuple with a tensor": []}
    # an edge case may show a second slip
    alike |= {key: ["minus", "no number at 800"] for key in ("minus", "no number at 800")}
    assert recognised == alike.get(mistake, [mistake])


def test_whole_numbers_truth_values_and_single_precision_keep_the_name():
    below = mistaken(lambda x, by=1.0: np.where(x > 0, 0.0, 1.0))
    for kind in (float, int, bool, np.float32, np.uint8):
        assert verdict(lambda x, by=1.0, kind=kind: (x <= 0).astype(kind), below).diagnosis == "minus", kind


def test_a_fraction_where_a_whole_number_is_due_is_no_other_mistake():
    cases = (Case(Text("a", "가"), (np.array([2, -3]),)), Case(Text("b", "나"), (np.array([0]),), edge=True))
    card = dataclasses.replace(mistaken(lambda x: (x >= 0).astype(int), cases=cases), reference=lambda x: (x > 0) * 1)
    assert verdict(lambda x: (x >= 0) * 1, card).diagnosis == "minus"
    assert verdict(lambda x: np.heaviside(x, 0.5), card).misconception is None


def test_variants_make_the_same_mistake():
    card = mistaken(lambda x, by=1.0: x - by)
    [known] = card.misconceptions
    card = dataclasses.replace(card, misconceptions=(dataclasses.replace(known, variants=(lambda x, by=1.0: x * 9,)),))
    assert verdict(lambda x, by=1.0: 9 * x, card).diagnosis == "minus"
    assert verdict(lambda x, by=1.0: 8 * x, card).diagnosis is None


def test_exceptions_alone_are_the_same_mistake_only_where_they_say_the_same():
    card = mistaken(raising(ValueError("ours")))
    assert verdict(raising(ValueError("theirs")), card).misconception is None
    assert verdict(raising(ValueError("ours")), card).diagnosis == "minus"

    def partly(words):
        return lambda x, by=1.0: x - by if x.ndim > 1 else raising(ValueError(words))(x)

    assert verdict(partly("theirs"), mistaken(partly("ours"))).diagnosis == "minus"


def test_who_answers_a_case_and_refuses_the_others_on_purpose_may_say_it_in_any_words():
    def refuses(words, but):
        def function(x, by=1.0):
            if x.size not in but:
                raise ValueError(words)
            return x + by

        return function

    # alone, right at last: wherever the case stands that is answered
    cases = CASES[:2]
    for case in cases:
        card = mistaken(refuses("ours", {case.args[0].size}), cases=cases)
        assert verdict(refuses("theirs", {case.args[0].size}), card).diagnosis == "minus"
    assert verdict(refuses("theirs", set()), mistaken(refuses("ours", set()), cases=cases)).diagnosis is None


def test_a_mistake_is_first_asked_what_takes_the_least_work():
    asked = []

    def wrong(x, times):
        asked.append(times)
        return x * 7.0

    cases = tuple(Case(Text("a", "가"), (np.ones(2), times)) for times in (900, 3, 40))
    card = dataclasses.replace(mistaken(wrong, cases=cases), reference=lambda x, times: x + times)
    assert verdict(lambda x, times: x * times**2.5, card).diagnosis is None
    assert asked[0] == 3


@pytest.mark.parametrize("silent", [True, False])
def test_a_warning_tells_mistakes_apart_only_where_silence_is_asked(silent):
    def quiet(x, by=1.0):
        with np.errstate(all="ignore"):
            return x * np.exp(x * 1000)

    def warns(x, by=1.0):
        return x * np.exp(x * 1000)

    cases = (Case(Text("a", "가"), (np.array([2.0]),), silent=silent),)
    assert (verdict(warns, mistaken(quiet, cases=cases)).misconception is None) is silent
    assert (verdict(quiet, mistaken(warns, cases=cases)).misconception is None) is silent
    assert verdict(warns, mistaken(warns, cases=cases)).diagnosis == "minus"


def test_a_mistake_has_the_same_changed_inputs():
    def other_way(x, by=1.0):
        x += 1
        return x - 1 - by

    assert verdict(other_way, mistaken(in_place)).diagnosis == "minus"
    assert verdict(other_way, mistaken(lambda x, by=1.0: x - by)).misconception is None


def test_the_first_mistake_that_fits_gives_the_name():
    first, second = (dataclasses.replace(CARD.misconceptions[0], name=name) for name in ("first", "second"))
    other = dataclasses.replace(first, name="other", wrong=lambda x, by=1.0: x * 9)
    card = dataclasses.replace(CARD, misconceptions=(other, first, second))
    assert verdict(lambda x, by=1.0: x - by, card).misconception is first
    assert verdict(lambda x, by=1.0: x - by, card).diagnosis == "first"
    assert verdict(lambda x, by=1.0: x * 9, card).diagnosis == "other"
    assert verdict(lambda x, by=1.0: x * 8, card).diagnosis is None


# --- a test of its own ----------------------------------------------------------------------------------------------


def test_a_mistakes_own_test_is_asked_of_failed_plain_cases_with_the_right_form_only():
    asked = []

    def shows(case, value):
        asked.append(case.name.en)
        return case.name.en == "a table"

    card = mistaken(lambda x, by=1.0: 1 / 0, shows)
    assert verdict(lambda x, by=1.0: x + by if x.ndim == 1 and x.size else x, card).diagnosis == "minus"
    assert asked == ["a table"]
    asked.clear()
    assert verdict(lambda x, by=1.0: x - by if x.size == 1 else x + by, card).diagnosis is None  # an edge case alone
    assert verdict(lambda x, by=1.0: x.sum(), card).misconception is None  # another shape
    assert verdict(lambda x, by=1.0: None, card).misconception is None
    assert asked == []


@pytest.mark.parametrize("answer", [raising(ValueError("no")), lambda x, by=1.0: Tensor()])
def test_a_mistakes_own_test_may_stumble_over_what_it_never_expected(answer):
    assert verdict(answer, mistaken(lambda x, by=1.0: x, lambda case, value: value.no_such_thing)).misconception is None
    # and is not asked about what never came back
    never = verdict(raising(ValueError("no")), mistaken(lambda x, by=1.0: x, lambda case, value: True))
    assert never.misconception is None


def test_a_mistakes_own_test_is_a_yes_or_no():
    for said_so, name in ((1, "minus"), (np.True_, "minus"), ("", None), (0, None)):
        card = mistaken(lambda x, by=1.0: x, lambda case, value, said_so=said_so: said_so)
        assert verdict(lambda x, by=1.0: x * 7, card).diagnosis == name


# --- more than one right answer -------------------------------------------------------------------------------------


def positive(case, value):
    return None if np.all(value > 0) else Text("Some are not positive.", "양수가 아닌 수가 있습니다.")


def test_an_exercise_with_many_right_answers_says_itself_what_is_wrong():
    card = mistaken(lambda x, by=1.0: x, accept=positive)
    assert verdict(lambda x, by=1.0: np.abs(x) + 1, card).status == "passed"
    got = verdict(lambda x, by=1.0: -np.abs(x) - 1, card)
    found = got.failed[0].finding
    assert (found.level, found.kind, found.facts["sentence"].en) == ("values", "not-accepted", "Some are not positive.")
    assert "Some are not positive." in said(lambda x, by=1.0: -np.abs(x) - 1, "en", card)
    assert "양수가 아닌 수가 있습니다." in said(lambda x, by=1.0: -np.abs(x) - 1, "ko", card)


def test_of_two_mistakes_whose_own_tests_speak_the_one_is_told_that_did_the_same():
    first, second = (
        dataclasses.replace(
            CARD.misconceptions[0], name=f"times {by}", wrong=lambda x, by=by: x * by, shows=lambda *_: True
        )
        for by in (-7, -9)
    )
    case = Case(Text("a", "가"), (np.ones(2),))
    card = dataclasses.replace(CARD, accept=positive, misconceptions=(first, second), cases=lambda rng: (case,))
    assert verdict(lambda x: x * -7, card).diagnosis == "times -7"
    assert verdict(lambda x: x * -9, card).diagnosis == "times -9"


def test_what_comes_before_values_is_asked_of_many_right_answers_too():
    def stumbles(case, value):
        raise AssertionError("this answer is not to be looked at")

    card = mistaken(lambda x, by=1.0: x, accept=stumbles, cases=CASES[:1])
    for answer, level in (
        (lambda x, by=1.0: x[:1], "shape"),
        (lambda x, by=1.0: list(x), "type"),
        (lambda x, by=1.0: x * np.nan, "finite"),
        (lambda x, by=1.0: x.__iadd__(1), "unchanged"),
    ):
        assert verdict(answer, card).failed[0].finding.level == level


@pytest.mark.parametrize("silent", [True, False])
def test_silence_is_asked_where_the_case_asks_it(silent):
    def loud(x, by=1.0):
        np.exp(x + 1000)
        return x + by

    def loud_and_changing(x, by=1.0):
        np.exp(x + 1000)
        x += by
        return x

    cases = (dataclasses.replace(CASES[0], silent=silent),)
    card = dataclasses.replace(CARD, cases=lambda rng: cases, misconceptions=())
    assert verdict(loud, card).status == ("failed" if silent else "passed")
    found = verdict(loud_and_changing, card).failed[0].finding
    assert found.level == ("silent" if silent else "unchanged")
    if silent:
        assert (found.kind, found.facts) == ("not-silent", {"warning": "overflow encountered in exp"})
    else:
        assert (found.kind, found.facts) == ("changed", {"names": "`x`"})


def test_silence_and_inputs_come_before_wrong_numbers():
    def wrong_and_changing(x, by=1.0):
        x += 2
        return x

    card = dataclasses.replace(CARD, cases=lambda rng: CASES[:1], misconceptions=())
    assert verdict(wrong_and_changing, card).failed[0].finding.level == "unchanged"
