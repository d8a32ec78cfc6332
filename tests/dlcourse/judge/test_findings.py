"""Every level and every kind of finding, each with its sentence in both languages."""

import dataclasses
import time

import numpy as np
import pytest
from made_up import CARD, CASES, PAIR, only_hidden, said, stub, verdict

from dlcourse.exercises.card import Case
from dlcourse.exercises.finding import LEVELS
from dlcourse.exercises.judge import GENERAL
from dlcourse.language import Text


def crash(x, by=1.0):
    x = x + by
    raise LookupError("not there")


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
        'Your function stopped with LookupError in line 3 (`raise LookupError("not there")`): not there',
        '함수가 LookupError 오류로 멈추었습니다(3번째 줄 `raise LookupError("not there")`): not there',
    ),
    "timed-out": (
        forever,
        "Your function was still running after 0.2 seconds, so we stopped it. Does a loop never end?",
        "함수가 0.2초가 지나도 끝나지 않아 멈추었습니다. 끝나지 않는 반복문이 있나요?",
    ),
    "none": (
        lambda x, by=1.0: None,
        "Your result came back as None.",
        "반환한 값이 None입니다.",
    ),
    "type": (
        lambda x, by=1.0: list(x + by),
        "Your result should be a float array, but is a list.",
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
        "결과가 맞아 보여도 중간 계산에서 오버플로가 났습니다.",
    ),
    "changed": (
        in_place,
        "Your function changed its input `x`. When it returns, the input must be exactly as it was.",
        "함수가 입력 `x`를 바꾸었습니다. 함수가 끝났을 때 입력은 처음과 똑같아야 합니다.",
    ),
    "value": (
        only_hidden,
        "Your result has the right shape, but all 6 numbers differ.",
        "반환한 값의 형상은 맞지만 숫자 6개가 모두 다릅니다.",
    ),
}


# forms and relations say more than the bare kind
TOLD = {"none": "no-return", "type": "list-for-array", "shape": "another-shape", "value": "argument-at-default"}


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
    assert got.diagnosis == TOLD.get(kind, GENERAL.get(kind))


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
        "`count` came back as None.",
        "`count`이(가) None입니다.",
    ),
    "type": (
        lambda x: (2 * x, float(x.size)),
        "`count` should be an int, but is a float.",
        "`count`의 자료형은 int이어야 하는데 float입니다.",
    ),
    "value": (
        lambda x: (2 * x, 3),
        "`count` is 3, but should be 2.",
        "`count`이(가) 3인데 2이어야 합니다.",
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
        ("he", "", "word", "Your result is '', but should be 'he'.",
         "반환한 값이 ''인데 'he'이어야 합니다."),
        ("he", 3, "type", "Your result should be a str, but is an int.",
         "반환한 값의 자료형은 str이어야 하는데 int입니다."),
        (True, 1, "type", "Your result should be a bool, but is an int.",
         "반환한 값의 자료형은 bool이어야 하는데 int입니다."),
        ([1, 2], {"a": 1}, "type", "Your result should be a list, but is a dict.",
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


def test_of_one_hidden_number_nobody_is_told_how_many_differ():
    hidden = Case(Text("nothing", "없음"), hidden=True)
    card = dataclasses.replace(CARD, reference=lambda: 1, cases=lambda rng: (hidden,), misconceptions=())
    assert "Your result is another number than it should be." in said(lambda: 2, "en", card)
    assert "반환한 값의 숫자가 있어야 할 숫자와 다릅니다." in said(lambda: 2, "ko", card)


def test_a_hidden_word_is_not_given_away():
    def answer(x):
        return "he"

    hidden = dataclasses.replace(CASES[0], hidden=True)
    card = dataclasses.replace(PAIR, reference=answer, returns=(), cases=lambda rng: (hidden,))
    assert "Your result is another word than it should be." in said(lambda x: "lecun", "en", card)
    assert "반환한 값의 단어가 있어야 할 단어와 다릅니다." in said(lambda x: "lecun", "ko", card)
