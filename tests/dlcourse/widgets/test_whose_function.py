"""A learner's function takes over at once, and cannot break a picture; the note says whose function it was."""

import asyncio
import re
from dataclasses import replace

from doubling import RUNNING, SCENE, compute, double, in_both, looked_at, plain, state, until

from dlcourse import language, own_functions
from dlcourse.widgets.stage import whose
from dlcourse.widgets.stage.stage import Stage

OURS = {
    "en": "Calculated by the course's function double; yours takes over once its check passes.",
    "ko": "강의의 double 함수로 계산합니다. 점검을 통과하면 여러분의 함수로 바뀝니다.",
}
YOURS = {"en": "Calculated by your function double.", "ko": "여러분이 작성한 double 함수로 계산합니다."}
RAISED = {
    "en": "Your function double stopped with these values (ValueError: no &lt;b&gt;), so the course's own function drew this picture.",
    "ko": "이 값에서 여러분의 double 함수가 오류로 멈추었습니다(ValueError: no &lt;b&gt;). 그래서 이 그림은 강의의 함수로 그렸습니다.",
}
UNUSABLE = {
    "en": "The picture could not be drawn from what your function double returned (TypeError: unsupported operand type(s) for +: 'float' and 'NoneType'), so the course's own function drew it.",
    "ko": "여러분의 double 함수가 반환한 값으로는 그림을 그릴 수 없습니다(TypeError: unsupported operand type(s) for +: 'float' and 'NoneType'). 그래서 이 그림은 강의의 함수로 그렸습니다.",
}
SLOW = {
    "en": "Your function double took 0.5 seconds for one picture, so the course's own function draws until you change yours.",
    "ko": "여러분의 double 함수가 그림 하나에 0.5초를 썼습니다. 함수를 고칠 때까지 강의의 함수로 그립니다.",
}
BROKEN = {
    "en": "This picture stopped with an error that is not yours (ZeroDivisionError: x is &lt;5&gt;). Run its cell again; if it comes back, please report it.",
    "ko": "이 그림이 여러분 탓이 아닌 오류로 멈추었습니다(ZeroDivisionError: x is &lt;5&gt;). 셀을 다시 실행해 보고, 또 멈추면 알려 주세요.",
}


def staged(speaks):
    language.use(speaks)
    return Stage(SCENE)


def note(stage):
    return plain(stage.note).replace("&#x27;", "'")


def badge(stage):
    return re.search('"dlcourse-([a-z]+)"', stage.badge.value).group(1), plain(stage.badge).replace("&#x27;", "'")


BADGES = {
    "en": {
        "ours": "the course's function: yours is not solved yet",
        "yours": "✓ your function",
        "raised": "the course's function: yours stopped with an error",
        "unfit": "the course's function: yours returned what cannot be drawn",
        "slow": "the course's function: yours is too slow",
    },
    "ko": {
        "ours": "강의의 함수: 아직 풀지 않음",
        "yours": "✓ 내 함수",
        "raised": "강의의 함수: 내 함수가 오류로 멈춤",
        "unfit": "강의의 함수: 내 함수의 결과를 그릴 수 없음",
        "slow": "강의의 함수: 내 함수가 너무 느림",
    },
}


@in_both
def test_the_badge_lights_and_says_why_it_did_not(speaks, monkeypatch):
    def mine(x):
        if x == 4:
            raise ValueError
        return None if x == 6 else 2 * x

    said = BADGES[speaks]
    stage = staged(speaks)
    assert badge(stage) == ("ours", said["ours"])
    assert "dlcourse-live" in stage.badge._dom_classes
    own_functions.remember(double, mine)
    assert badge(stage) == ("yours", said["yours"])
    for x, why in ((4.0, "raised"), (6.0, "unfit")):
        stage.set(x=x)
        assert badge(stage) == ("fell", said[why])
    monkeypatch.setattr(whose, "PATIENCE", 0.0)
    stage.set(x=3.0)
    assert badge(stage) == ("fell", said["slow"])
    stage.close()


@in_both
def test_the_badge_counts_where_a_picture_uses_several_functions(speaks):
    def third(x):
        return x / 3

    language.use(speaks)
    both = replace(SCENE, compute=lambda *, third, **values: compute(**values), uses={"double": double, "third": third})
    stage = Stage(both)
    own_functions.remember(double, double)
    lit = {"en": "✓ your function (1 of 2)", "ko": "✓ 내 함수(2개 중 1개)"}
    assert badge(stage) == ("yours", lit[speaks])
    stage.close()


@in_both
def test_the_learners_function_takes_over_at_once_and_goes_again(speaks):
    stage = staged(speaks)
    assert note(stage) == OURS[speaks]
    own_functions.remember(double, lambda x: 2 * x + 1)
    assert (stage.words[:6].count("3"), note(stage)) == (1, YOURS[speaks])
    own_functions.forget(double)
    assert (stage.words[:6].count("2"), note(stage)) == (1, OURS[speaks])
    stage.close()


@in_both
def test_a_function_that_raises_does_not_break_the_picture(speaks):
    def mine(x):
        if x == 4:
            raise ValueError("no <b>\nand a second line")
        return 2 * x + 1

    stage = staged(speaks)
    own_functions.remember(double, mine)
    stage.set(x=4.0)
    assert ("8" in stage.words, note(stage), stage.trouble.value) == (True, RAISED[speaks], "")
    stage.set(x=3.0)
    assert ("7" in stage.words, note(stage)) == (True, YOURS[speaks])
    stage.close()


@in_both
def test_a_function_that_returns_nonsense_does_not_break_the_picture(speaks):
    stage = staged(speaks)
    own_functions.remember(double, lambda x: None)
    assert ("2" in stage.words, note(stage), stage.trouble.value) == (True, UNUSABLE[speaks], "")
    stage.close()


@in_both
def test_a_slow_function_is_not_asked_again_until_it_changes(speaks, monkeypatch):
    monkeypatch.setattr(whose, "PATIENCE", 0.5)
    calls = []

    def endless(x):
        calls.append(x)
        while True:
            pass

    stage = staged(speaks)
    own_functions.remember(double, endless)
    assert note(stage) == SLOW[speaks]
    stage.set(x=4.0)
    assert (calls, "8" in stage.words, note(stage)) == ([1.0], True, SLOW[speaks])
    monkeypatch.undo()
    own_functions.remember(double, lambda x: 2 * x + 1)
    assert ("9" in stage.words, note(stage)) == (True, YOURS[speaks])
    stage.close()


@in_both
def test_a_function_without_an_end_gives_the_picture_back(speaks, monkeypatch):
    monkeypatch.setattr(whose, "PATIENCE", 0.5)

    def endless(x):
        while True:
            pass

    stage = staged(speaks)
    own_functions.remember(double, endless)
    assert note(stage) == SLOW[speaks]
    stage.set(x=3.0)
    assert "6" in stage.words
    stage.close()


@in_both
def test_an_error_of_the_course_is_told_and_the_stage_recovers(speaks):
    stage = staged(speaks)
    picture = stage.image.value
    stage.set(x=5.0)
    assert plain(stage.trouble) == BROKEN[speaks]
    assert 'role="alert"' in stage.trouble.value
    assert stage.image.value == picture
    stage.set(x=6.0)
    assert (stage.trouble.value, "12" in stage.words) == ("", True)
    stage.close()


@in_both
def test_an_error_in_a_round_is_told_and_stops_it(speaks):
    language.use(speaks)
    stage = Stage(RUNNING)
    looked_at(stage)

    async def learner():
        stage.set(step=5)
        stage.knobs["rounds"].play.click()
        await until(lambda: stage.trouble.value)
        await until(lambda: stage._task is None)

    asyncio.run(learner())
    assert plain(stage.trouble) == BROKEN[speaks]
    assert state(stage)[:2] == (3, False)
    stage.set(step=2)
    assert (stage.trouble.value, "12" in stage.words) == ("", True)
    stage.close()


@in_both
def test_a_learners_function_that_raises_lets_the_courses_own_begin_anew(speaks):
    calls = []

    def mine(x):
        calls.append(x)
        if len(calls) == 4:
            raise ValueError("no <b>\nand a second line")
        return 2 * x + 1

    language.use(speaks)
    stage = Stage(RUNNING)
    own_functions.remember(double, mine)
    stage.set(rounds=3)
    assert ("9" in stage.words, note(stage)) == (True, YOURS[speaks])
    stage.set(rounds=5)
    assert ("10" in stage.words, note(stage), len(calls)) == (True, RAISED[speaks], 4)
    stage.set(rounds=6)  # the same settings: it would fail again, so it is not asked
    assert ("12" in stage.words, note(stage), len(calls)) == (True, RAISED[speaks], 4)
    stage.set(step=2)
    assert ("30" in stage.words, note(stage)) == (True, YOURS[speaks])
    stage.close()
