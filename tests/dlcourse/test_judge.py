"""The judge on one made-up exercise: every level, every kind of finding, every sentence in both languages."""

import dataclasses
import time

import numpy as np
import pytest

from dlcourse.exercises import registry, report, sentences
from dlcourse.exercises.call import asking
from dlcourse.exercises.card import TOPICS, Case, Exercise, Misconception
from dlcourse.exercises.judge import GENERAL, LEVELS, exam, judge
from dlcourse.language import LANGUAGES, Text


def shift(x: np.ndarray, by: float = 1.0) -> np.ndarray:
    """Move every number up."""
    return x + by


def both(x):
    """Two answers: a doubled array and how many numbers it holds."""
    return 2 * x, x.size


CASES = (
    Case(Text("two numbers", "두 수"), (np.array([1.0, -2.0]),)),
    Case(Text("a table", "표"), (np.arange(6.0).reshape(2, 3),), {"by": 2.5}, hidden=True),
    Case(Text("a huge number", "아주 큰 수"), (np.array([800.0]),), edge=True, silent=True),
    Case(Text("no numbers", "수가 없을 때"), (np.zeros(0),), edge=True),
)
CARD = Exercise(
    id="shift",
    reference=shift,
    points=2.0,
    stars=1,
    title=Text("Shift", "옮기기"),
    text=Text("Add `by`.", "`by`를 더하세요."),
    docstring_ko="모든 수를 옮깁니다.",
    cases=lambda rng: CASES,
    misconceptions=(
        Misconception(
            "minus",
            Text("it goes down instead of up", "더하지 않고 뺐습니다"),
            lambda x, by=1.0: x - by,
            Text("Which way do your numbers move?", "수가 어느 쪽으로 움직이나요?"),
            "sign.flipped",
        ),
    ),
    alternatives=(lambda x, by=1.0: np.add(x, by),),
    hints=(Text("a", "가"), Text("b", "나"), Text("c", "다")),
)
PAIR = dataclasses.replace(
    CARD, id="both", reference=both, cases=lambda rng: (CASES[0],), misconceptions=(), returns=("doubled", "count")
)


def verdict(function, card=CARD):
    return judge(card, asking(card, function), seed=1)


def said(function, language, card=CARD):
    """What the report says below its first line."""
    return report.sentences(verdict(function, card), language)


def test_the_reference_earns_all_points():
    assert (verdict(shift).status, verdict(shift).points) == ("passed", 2.0)
    assert said(shift, "en") == ["All 4 cases are right."]
    assert said(shift, "ko") == ["4개 경우가 모두 맞습니다."]


def test_edge_cases_share_half_of_the_points():
    def no_empty(x, by=1.0):
        return x + by if x.size else None

    assert verdict(no_empty).points == 1.5


def test_a_failed_plain_case_costs_everything():
    def only_first(x, by=1.0):
        return x + 1.0

    assert verdict(only_first).points == 0.0


def test_a_known_mistake_is_called_by_its_name():
    got = verdict(lambda x, by=1.0: x - by)
    assert (got.status, got.points, got.diagnosis) == ("failed", 0.0, "minus")
    assert said(lambda x, by=1.0: x - by, "en") == [
        "It looks like this: it goes down instead of up",
        "Where: “two numbers”",
        "Input: `x = [ 1., -2.]`",
        "Your result at index 0 is 0, but should be 2 (2 of 2 numbers differ).",
        "Hint: Which way do your numbers move?",
    ]
    assert said(lambda x, by=1.0: x - by, "ko") == [
        "이런 실수로 보입니다: 더하지 않고 뺐습니다",
        "어디서: “두 수”",
        "입력: `x = [ 1., -2.]`",
        "반환한 값이 인덱스 0에서 0인데 2이어야 합니다(숫자 2개 중 2개가 다릅니다).",
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
    assert said(lambda x, by=1.0: x - by, "en", driven)[1:3] == ["Where: “a”", "Input: `start = [1.]`"]


class AlwaysEqual:
    """Pretends to be the answer."""

    shape = (2,)
    dtype = np.dtype(float)

    def __eq__(self, other):
        return True

    __hash__ = None

    def __array__(self, dtype=None, copy=None):
        return np.array([2.0, -1.0])


class Agreeable(np.ndarray):
    """An array that answers every question with yes."""

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return np.True_


def stub(x, by=1.0):
    raise NotImplementedError()


def crash(x, by=1.0):
    y = x + by
    return y[99]


def forever(x, by=1.0):
    while True:
        time.sleep(0.01)


def in_place(x, by=1.0):
    x += by
    return x


def overflow(x, by=1.0):
    return np.where(x > 700, x + by, np.log(np.exp(x) * np.exp(by)))


def to_infinity(x, by=1.0):
    with np.errstate(all="ignore"):
        return np.log(np.exp(x)) + by


def only_hidden(x, by=1.0):
    return x + 1.0


KINDS = {
    "not-attempted": (
        stub,
        "`shift` is still as it was handed out. Replace the line `raise NotImplementedError()` by your own code.",
        "`shift`이(가) 처음 상태 그대로입니다. `raise NotImplementedError()` 줄을 지우고 코드를 작성해 보세요.",
    ),
    "not-callable": (
        3,
        "`shift` is not a function but int. Was the name used for something else?",
        "`shift`이(가) 함수가 아니라 int입니다. 같은 이름을 다른 곳에 쓰지 않았나요?",
    ),
    "raised": (
        crash,
        "Your function stopped with IndexError in line 3 (`return y[99]`): "
        "index 99 is out of bounds for axis 0 with size 2",
        "함수가 IndexError 오류로 멈추었습니다(3번째 줄 `return y[99]`): "
        "index 99 is out of bounds for axis 0 with size 2",
    ),
    "timed-out": (
        forever,
        "Your function was still running after 0.2 seconds, so we stopped it. Does a loop never end?",
        "함수가 0.2초가 지나도 끝나지 않아 멈추었습니다. 끝나지 않는 반복문이 있나요?",
    ),
    "none": (
        lambda x, by=1.0: None,
        "Your result came back as None. Is there a `return` at the end?",
        "반환한 값이 None입니다. 마지막에 `return`이 있나요?",
    ),
    "type": (
        lambda x, by=1.0: list(x),
        "Your result should be float array, but is list.",
        "반환한 값의 자료형은 float 배열이어야 하는데 list입니다.",
    ),
    "shape": (
        lambda x, by=1.0: (x + by)[..., None],
        "Your result should have shape (2,), but has shape (2, 1).",
        "반환한 값의 형상은 (2,)이어야 하는데 (2, 1)입니다.",
    ),
    "not-finite": (
        to_infinity,
        "Your result at index 0 is inf, which is not a finite number.",
        "반환한 값이 인덱스 0에서 inf입니다. 유한한 수가 아닙니다.",
    ),
    "not-silent": (
        overflow,
        "NumPy warned on the way: overflow encountered in exp. "
        "The result may look right, but a step before it overflowed.",
        "계산 중에 NumPy가 경고했습니다: overflow encountered in exp. "
        "결과가 맞아 보여도 중간 계산에서 넘침이 생겼습니다.",
    ),
    "changed": (
        in_place,
        "Your function changed its input `x`. Work on a new array and leave the input as it was.",
        "함수가 입력 `x`을(를) 바꾸었습니다. 새 배열에서 계산하고 입력은 그대로 두세요.",
    ),
    "value": (
        only_hidden,
        "Your result has the right shape, but 6 of 6 numbers differ.",
        "반환한 값의 형상은 맞지만 숫자 6개 중 6개가 다릅니다.",
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_finding_has_its_sentence(kind):
    function, english, korean = KINDS[kind]
    card = dataclasses.replace(CARD, seconds=0.2)
    got = verdict(function, card)
    found = got.failed[0].finding
    assert found.kind == kind
    assert found.level in LEVELS
    assert english in said(function, "en", card)
    assert korean in said(function, "ko", card)
    assert got.points < CARD.points
    assert got.diagnosis == GENERAL.get(kind)


PAIRS = {
    "not-a-tuple": (
        lambda x: 2 * x,
        "You should return 2 things (doubled, count), but returned one float array.",
        "2개의 값(doubled, count)을 반환해야 하는데 float 배열 하나를 반환했습니다.",
    ),
    "length": (
        lambda x: (2 * x,),
        "Your result should have 2 parts, but has 1.",
        "반환한 값의 구성 요소는 2개여야 하는데 1개입니다.",
    ),
    "none": (
        lambda x: (2 * x, None),
        "`count` came back as None. Is there a `return` at the end?",
        "`count`이(가) None입니다. 마지막에 `return`이 있나요?",
    ),
    "type": (
        lambda x: (2 * x, float(x.size)),
        "`count` should be int, but is float.",
        "`count`의 자료형은 int이어야 하는데 float입니다.",
    ),
    "value": (
        lambda x: (2 * x, 3),
        "`count` is 3, but should be 2 (1 of 1 numbers differ).",
        "`count`이(가) 3인데 2이어야 합니다(숫자 1개 중 1개가 다릅니다).",
    ),
}


@pytest.mark.parametrize("kind", PAIRS)
def test_parts_of_a_tuple_are_called_by_name(kind):
    function, english, korean = PAIRS[kind]
    assert verdict(function, PAIR).failed[0].finding.kind == kind
    assert english in said(function, "en", PAIR)
    assert korean in said(function, "ko", PAIR)


@pytest.mark.parametrize(
    ("want", "got", "kind", "english", "korean"),
    [
        ({"a": 1}, {"b": 1}, "keys", "Your result should have the keys 'a', but has 'b'.",
         "반환한 값의 키는 'a'이어야 하는데 'b'입니다."),
        ("he", "glorot", "word", "Your result is 'glorot', but should be 'he'.",
         "반환한 값이 'glorot'인데 'he'이어야 합니다."),
        ("he", 3, "type", "Your result should be str, but is int.",
         "반환한 값의 자료형은 str이어야 하는데 int입니다."),
        (True, 1, "type", "Your result should be bool, but is int.",
         "반환한 값의 자료형은 bool이어야 하는데 int입니다."),
        ([1, 2], {"a": 1}, "type", "Your result should be list, but is dict.",
         "반환한 값의 자료형은 list이어야 하는데 dict입니다."),
    ],
)  # fmt: skip
def test_words_and_dictionaries(want, got, kind, english, korean):
    def answer(x):
        return want

    card = dataclasses.replace(PAIR, reference=answer, returns=())
    assert verdict(lambda x: got, card).failed[0].finding.kind == kind
    assert english in said(lambda x: got, "en", card)
    assert korean in said(lambda x: got, "ko", card)


def test_a_hidden_word_is_not_given_away():
    def answer(x):
        return "he"

    hidden = dataclasses.replace(CASES[0], hidden=True)
    card = dataclasses.replace(PAIR, reference=answer, returns=(), cases=lambda rng: (hidden,))
    assert "Your result is another word than it should be." in said(lambda x: "lecun", "en", card)
    assert "반환한 값의 단어가 있어야 할 단어와 다릅니다." in said(lambda x: "lecun", "ko", card)


@pytest.mark.parametrize(
    "answer",
    [
        AlwaysEqual(),
        np.array([2.0, -1.0]).view(Agreeable),
        np.ma.array([2.0, -1.0]),
        np.array([2.0, -1.0], dtype=object),
        (x for x in (2.0, -1.0)),
    ],
    ids=lambda answer: type(answer).__name__,
)
def test_objects_that_pretend_are_stopped_by_their_type(answer):
    got = verdict(lambda x, by=1.0: answer)
    assert (got.points, got.failed[0].finding.kind) == (0.0, "type")


def test_hidden_cases_show_no_numbers():
    for language in LANGUAGES:
        shown = report.text(verdict(only_hidden), language)
        assert "2.5" not in shown
        assert "Input" not in shown
        assert "입력:" not in shown
        assert CASES[1].name.in_(language) in shown


def test_html_escapes_what_a_learner_wrote_and_names_its_state():
    def sneaky(x, by=1.0):
        print("<script>alert(1)</script>")
        raise ValueError("<img src=x onerror=alert(2)>")

    page = report.html(verdict(sneaky), "en")
    assert "<script" not in page
    assert "<img" not in page
    assert 'class="dlcourse-report dlcourse-failed"' in page
    assert 'lang="en"' in page
    assert 'aria-label="✗ Shift: not yet · 0 of 2 points"' in page


def test_printing_costs_nothing_and_is_shown():
    def chatty(x, by=1.0):
        print("hello", x.shape)
        return x + by

    got = verdict(chatty)
    assert got.points == 2.0
    assert "  Your function printed:\n    hello (2,)" in report.text(got, "en")


def test_a_flood_of_output_is_cut():
    def flood(x, by=1.0):
        for _ in range(10_000):
            print("x" * 100)
        return x + by

    assert len(verdict(flood).results[0].printed) == 2_001


def test_our_own_mistake_costs_the_learner_nothing():
    def broken(x, by=1.0):
        raise RuntimeError("ours")

    got = verdict(stub, dataclasses.replace(CARD, reference=broken))
    assert (got.status, got.points) == ("not-judged", 2.0)
    reason = "RuntimeError: the reference raised"
    assert report.sentences(got, "en")[0].startswith(
        f"We could not judge this; it is our mistake, not yours, and costs you nothing. "
        f"Please tell your instructor: {reason}"
    )
    assert report.sentences(got, "ko")[0].startswith(
        f"채점하지 못했습니다. 여러분의 잘못이 아니라 저희 쪽 문제이며 감점되지 않습니다. 강사에게 이 내용을 알려 주세요: {reason}"
    )


def test_exit_does_not_end_the_notebook():
    def leave(x, by=1.0):
        raise SystemExit("bye")

    assert verdict(leave).failed[0].finding.facts["error"] == "SystemExit"


def test_a_swallowed_alarm_rings_again():
    def stubborn(x, by=1.0):
        for _ in range(2):
            try:
                time.sleep(5)
            except BaseException:
                pass
        return x + by

    start = time.monotonic()
    verdict(stubborn, dataclasses.replace(CARD, seconds=0.2, cases=lambda rng: CASES[:1]))
    assert time.monotonic() - start < 4


def test_the_limit_works_off_the_main_thread():
    import threading

    seen = []
    card = dataclasses.replace(CARD, seconds=0.2, cases=lambda rng: CASES[:1])
    thread = threading.Thread(target=lambda: seen.append(verdict(forever, card).failed[0].finding.kind))
    thread.start()
    thread.join()
    assert seen == ["timed-out"]


def test_inputs_reach_every_case_untouched():
    verdict(in_place)
    assert CASES[0].args[0].tolist() == [1.0, -2.0]


def test_every_sentence_exists_in_both_languages():
    for table in (sentences.FINDINGS, sentences.WORDS, sentences.STATUS):
        for key, text in table.items():
            assert text.en, key
            assert text.ko, key


MALFORMED = {
    "id": ({"id": "Shift_It"}, "exercise 'Shift_It': the id is not kebab-case; write it like 'leaky-relu'."),
    "points": ({"points": 2}, "exercise 'shift': points are 2; write a float of 0 or more, such as 2.0."),
    "stars": ({"stars": 5}, "exercise 'shift': stars are 5; write 1, 2 or 3."),
    "hints": (
        {"hints": (Text("a", "가"),)},
        "exercise 'shift': it has 1 hints; write three: idea, formula with shapes, almost-code.",
    ),
    "language": (
        {"title": Text("Shift", "")},
        "exercise 'shift': title is empty in one language; write both halves.",
    ),
    "twice": (
        {"misconceptions": CARD.misconceptions * 2},
        "exercise 'shift': misconception 'minus' is not kebab-case or not unique; rename it.",
    ),
    "topic": (
        {"misconceptions": (dataclasses.replace(CARD.misconceptions[0], topic="sign.turned"),)},
        "exercise 'shift': misconception 'minus' has the unknown topic 'sign.turned'; "
        f"name one of: {', '.join(sorted(TOPICS))}.",
    ),
    "edges": (
        {"cases": lambda rng: CASES[2:]},
        "exercise 'shift': every case is an edge case; add a plain case, which the points stand on.",
    ),
    "names": (
        {"cases": lambda rng: CASES[:1] * 2},
        "exercise 'shift': two cases are called 'two numbers'; give each case its own name.",
    ),
}


@pytest.mark.parametrize("fault", MALFORMED)
def test_a_malformed_card_is_refused_with_a_sentence(fault):
    import sys

    changes, sentence = MALFORMED[fault]
    module = sys.modules[__name__]
    with pytest.raises(registry.CardError) as caught:
        registry.check_card(module, dataclasses.replace(CARD, **changes))
    assert str(caught.value) == f"tests/dlcourse/test_judge.py: {sentence}"
